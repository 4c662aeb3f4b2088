"""Start iopctl: `python -m iopctl`, and the `iopctl` command."""

from __future__ import annotations

import gc
import os
import sys

# `python -m` looks for every library in the folder where it is run first: a register is no place for code.
_HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - pathlib is heavy
if __name__ == "__main__" and not sys.flags.safe_path and sys.path[0] != _HOME:
    del sys.path[0]

from iopctl import __version__, streams  # noqa: E402

CANNOT_RUN, INTERRUPTED = 2, 130


def main() -> None:
    """Answer `--version` at once, and hand everything else to `cli`."""
    try:
        streams.prepare()
        # Typer costs six times a bare Python start; a version number need not pay it.
        if sys.argv[1:] == ["--version"]:
            streams.write_own(sys.stdout, f"iopctl {__version__}\n")
            return
        _hurry()
        _stop_at_once()
        from iopctl import cli

        sys.exit(cli.run())
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - the last net; some libraries panic with no Exception
        _tell(error)
        sys.exit(CANNOT_RUN)
    finally:
        # Python would look through every object once more, only to let go of all of them.
        gc.freeze()


def _tell(error: BaseException) -> None:
    """Say in one sentence what nobody foresaw; `--debug` shows the traceback as well."""
    from iopctl import bugs

    streams.discard(sys.stdout)
    bugs.show(error)
    streams.write(sys.stderr, bugs.sentence(error, sys.argv[1:]))


def _hurry() -> None:
    """Spare the work that is of no use to a program that answers and ends."""
    # Hundreds of thousands of objects are made at the start, and nearly all of them are kept.
    gc.set_threshold(200_000)
    # pydantic would look through everything that is installed for plugins; a figure must not hang on one.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")


def _stop_at_once() -> None:
    """Let Ctrl-C, or an end that the system asks for, stop the run, and nothing stop its tidying up."""
    import signal

    # Windows knows no terminal that hangs up.
    ends = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

    def stop(number: int, _frame: object) -> None:
        # Impatient people press twice, and what is half written is being removed.
        for each in ends:
            signal.signal(each, signal.SIG_IGN)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        sys.exit(128 + number)

    # A run in the background may have been told to take no notice.
    for each in ends:
        if signal.getsignal(each) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(each, stop)


if __name__ == "__main__":
    main()
