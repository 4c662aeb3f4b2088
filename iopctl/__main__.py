"""Start iopctl: `python -m iopctl`, and the `iopctl` command."""

from __future__ import annotations

import sys

from iopctl import __version__


def main() -> None:
    """Answer `--version` at once, and hand everything else to `cli`."""
    # Typer costs six times a bare Python start; a version number need not pay it.
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"iopctl {__version__}\n")
        return
    try:
        from iopctl import cli

        sys.exit(cli.run())
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
