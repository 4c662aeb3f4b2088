"""Start iopctl: `python -m iopctl`, and the `iopctl` command."""

from __future__ import annotations

import gc
import os
import sys

from iopctl import __version__, streams

CANNOT_RUN, INTERRUPTED = 2, 130


def main() -> None:
    """Answer `--version` at once, and hand everything else to `cli`."""
    try:
        streams.prepare()
        # Typer costs six times a bare Python start; a version number need not pay it.
        if sys.argv[1:] == ["--version"]:
            streams.write(sys.stdout, f"iopctl {__version__}\n")
            return
        _hurry()
        from iopctl import cli

        sys.exit(cli.run())
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        streams.discard(sys.stdout)
        streams.write(sys.stderr, f"Error: {error.strerror or error}.\n")
        sys.exit(CANNOT_RUN)


def _hurry() -> None:
    """Spare the work that is of no use to a program that answers and ends."""
    # Hundreds of thousands of objects are made at the start, and nearly all of them are kept.
    gc.set_threshold(200_000)
    # pydantic would look through everything that is installed for plugins; a figure must not hang on one.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")


if __name__ == "__main__":
    main()
