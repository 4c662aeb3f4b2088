"""Answers many questions to iopctl, each in a process of its own that has everything imported already.

Started by `run`, once for each process of the tests: most of what a question costs is to import anew.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import resource
import signal
import sys
import tempfile
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.runs.measured import Measured

MEASURED = "--measured"
# What iopctl imports where it is needed, and pydantic where it builds.
_IMPORTED_LATE = {"holidays", "pydantic.plugin._loader", "rich.console", "rich.table", "stdnum", "xlsxwriter"}
# As long as a busy machine may need; of CPU, more than any question takes.
_SECONDS, _SECONDS_OF_CPU = 300, 60


def serve(measured: Measured | None) -> None:
    """Read questions, one a line, and say the exit code of each, its seconds of CPU and its kilobytes."""
    for line in sys.stdin:
        question = json.loads(line)
        hears = measured if question.pop("measured") else None
        with tempfile.TemporaryFile() as told:
            process = os.fork()
            if not process:
                if measured and not hears:
                    measured.leave_off()
                code = _exit_code(question)
                if hears:
                    hears.tell(told)
                os._exit(code)
            _, status, used = os.wait4(process, 0)
            # A process that was killed has told nothing.
            if hears and told.seek(0, os.SEEK_END):
                told.seek(0)
                hears.hear(told)
        code = os.waitstatus_to_exitcode(status)
        sys.stdout.write(f"{code} {used.ru_utime + used.ru_stime:.3f} {used.ru_maxrss}\n")
        sys.stdout.flush()


def _exit_code(question: dict[str, Any]) -> int:
    """Answer, and do what Python does at its end, but for letting go of every object one by one."""
    try:
        _answer(**question)
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:  # noqa: BLE001 - nothing may run on as a second server
        traceback.print_exc()
        code = 1
    else:
        code = 0
    vars(threading)["_shutdown"]()
    vars(atexit)["_run_exitfuncs"]()
    for stream in (sys.stdout, sys.stderr):
        if not stream.closed:
            stream.flush()
    return code


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


def _stand_ready() -> None:
    """Do what every question needs, and what does not depend on any: import, and build the model."""
    import iopctl

    modules = {each.name for each in pkgutil.walk_packages(iopctl.__path__, "iopctl.")} - {"iopctl.__main__"}
    for name in sorted(modules | _IMPORTED_LATE):
        importlib.import_module(name)
    importlib.import_module("iopctl.model.agreement").Agreement.model_rebuild()
    # The questions would copy each page of memory in which an object is counted.
    gc.collect()
    gc.freeze()


def _main() -> None:
    if sys.argv[1:] != [MEASURED]:
        _stand_ready()
        serve(None)
        return
    from tests.runs.measured import Measured

    measured = Measured()
    _stand_ready()
    measured.note()
    serve(measured)
    measured.save()


if __name__ == "__main__":
    _main()
