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
    from iopctl import cli

    sys.exit(cli.run())


if __name__ == "__main__":
    main()
