"""Answers many questions to iopctl, each in a process of its own that has everything imported already.

Started by `run`, once for each process of the tests: most of what a question costs is to import anew.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import resource
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.runs.measured import Measured

MEASURED = "--measured"
# As long as a busy machine may need; of CPU, more than any question takes.
_SECONDS, _SECONDS_OF_CPU = 300, 60


def serve(measured: Measured | None) -> None:
    """Read questions, one a line, and say the exit code of each, its seconds of CPU and its kilobytes."""
    for line in sys.stdin:
        with tempfile.TemporaryFile() as told:
            process = os.fork()
            if not process:
                try:
                    _answer(**json.loads(line))
                finally:
                    if measured:
                        measured.tell(told)
            _, status, used = os.wait4(process, 0)
            # A process that was killed has told nothing.
            if measured and told.seek(0, os.SEEK_END):
                told.seek(0)
                measured.hear(told)
        code = os.waitstatus_to_exitcode(status)
        sys.stdout.write(f"{code} {used.ru_utime + used.ru_stime:.3f} {used.ru_maxrss}\n")
        sys.stdout.flush()


def _answer(arguments: list[str], cwd: str, stdout: str, stderr: str) -> None:
    """Do what Python does at its start, and then what `python -m iopctl` does."""
    from iopctl import __main__

    signal.alarm(_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS_OF_CPU, _SECONDS_OF_CPU))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in ((1, stdout), (2, stderr)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode) for number, mode in enumerate("rww"))
    os.chdir(cwd)
    sys.argv = [str(Path(__main__.__file__)), *arguments]
    __main__.main()
    sys.exit()


def _import_everything() -> None:
    from iopctl import commands

    importlib.import_module("iopctl.cli")
    for module in pkgutil.iter_modules(commands.__path__):
        importlib.import_module(f"{commands.__name__}.{module.name}")


def _main() -> None:
    if sys.argv[1:] != [MEASURED]:
        _import_everything()
        serve(None)
        return
    from tests.runs.measured import Measured

    measured = Measured()
    _import_everything()
    measured.note()
    serve(measured)
    measured.save()


if __name__ == "__main__":
    _main()
