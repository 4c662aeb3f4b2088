"""Run iopctl as a user does: a process of its own, in a folder of its own."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coverage import Coverage

from tests.runs import forks
from tests.runs.contract import CONTRACT

if TYPE_CHECKING:
    from collections.abc import Mapping

CHECKOUT = Path(__file__).parents[2]
IOPCTL = (sys.executable, "-m", "iopctl")
# How the installed `iopctl` starts; the shell's completion goes by the program's name.
AS_INSTALLED = (
    sys.executable,
    "-c",
    "import sys; sys.argv[0] = 'iopctl'; from iopctl.__main__ import main; main()",
)
# As AS_INSTALLED; at the end it says on standard error which modules were imported.
TELLING_IMPORTS = (
    sys.executable,
    "-c",
    """
import atexit, sys
from iopctl.__main__ import main
sys.argv[0] = 'iopctl'
atexit.register(lambda: sys.stderr.write(f"loaded: {' '.join(sys.modules)}"))
main()
""",
)
_SECONDS = 60
# What a machine may have set and a run must not depend on; a test sets those that it is about.
_LEFT_OUT = {"COLUMNS", "LINES", "LANG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR", "TERM", "TZ"}
_LEFT_OUT_STARTS = ("LC_", "PYTHON", "_IOPCTL", "_TYPER", "COMP_", "IOPCTL")


@dataclass(frozen=True)
class Result:
    """What a run left behind."""

    exit_code: int
    stdout_bytes: bytes
    stderr_bytes: bytes
    # What it took, where the process was made from one that stands ready.
    seconds: float = 0
    kilobytes: int = 0

    @functools.cached_property
    def stdout(self) -> str:
        return self.stdout_bytes.decode("utf-8")

    @functools.cached_property
    def stderr(self) -> str:
        return self.stderr_bytes.decode("utf-8")

    @property
    def crashed(self) -> bool:
        """Whether something happened that nobody foresaw, whichever net caught it."""
        said = self.stdout_bytes + self.stderr_bytes
        words = (b"Traceback (most recent call last)", b"a fault in iopctl", b"report this sentence")
        return any(each in said for each in words)

    @functools.cached_property
    def modules(self) -> set[str]:
        """The modules that a run of TELLING_IMPORTS told of."""
        return set(self.stderr.rpartition("loaded: ")[2].split())

    @functools.cached_property
    def imported(self) -> set[str]:
        """The packages that these belong to."""
        return {name.partition(".")[0] for name in self.modules}

    @functools.cached_property
    def json(self) -> dict[str, Any]:
        """The answer, which keeps to its contract; standard output must hold nothing else."""
        answer: dict[str, Any] = json.loads(self.stdout)
        if "schema_version" in answer:
            CONTRACT.validate(answer)
        return answer


def run(
    *arguments: str | Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    today: str | None = None,
    program: tuple[str, ...] = IOPCTL,
    measured: bool | None = None,
) -> Result:
    """Run `iopctl` with arguments; `today` is what the clock on the wall shows.

    Where nothing of the machine is to be other than usual, the process is made from one that stands ready.
    """
    if program == IOPCTL and env is None and today is None and hasattr(os, "fork"):
        return forked(*arguments, cwd=cwd, measured=measured)
    done = subprocess.run(
        [*program, *map(str, arguments)],
        cwd=cwd,
        env=environment(env, today),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=_SECONDS,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def forked(
    *arguments: str | Path, cwd: Path, hash_seed: str = "random", measured: bool | None = None
) -> Result:
    """Run `iopctl` in a process that is made from one that stands ready; it is measured if the test is."""
    ready = _standing_ready(hash_seed)
    assert ready.stdin is not None
    assert ready.stdout is not None
    with tempfile.TemporaryDirectory() as name:
        stdout, stderr = Path(name, "stdout"), Path(name, "stderr")
        asked = {
            "arguments": [*map(str, arguments)],
            "cwd": str(cwd),
            "stdout": str(stdout),
            "stderr": str(stderr),
            "measured": sys.gettrace() is not None if measured is None else measured,
        }
        ready.stdin.write(f"{json.dumps(asked)}\n")
        ready.stdin.flush()
        code, seconds, kilobytes = ready.stdout.readline().split()
        return Result(int(code), stdout.read_bytes(), stderr.read_bytes(), float(seconds), int(kilobytes))


_READY: dict[str, subprocess.Popen[str]] = {}


def _standing_ready(hash_seed: str) -> subprocess.Popen[str]:
    if hash_seed not in _READY:
        _READY[hash_seed] = _start(hash_seed)
    return _READY[hash_seed]


def _start(hash_seed: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.runs.forks", *([forks.MEASURED] if Coverage.current() else [])],
        cwd=CHECKOUT,
        env=environment({"PYTHONHASHSEED": hash_seed}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def let_go() -> None:
    """End the processes that stand ready; where the tests are measured, they say what was run."""
    while _READY:
        _READY.popitem()[1].communicate()


def plain(text: str) -> str:
    """Give a text with ordinary spaces where it has no-break ones."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def environment(env: Mapping[str, str] | None = None, today: str | None = None) -> dict[str, str]:
    """Give what a run may know of the machine, a clock stopped at a day, and what the test adds."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _LEFT_OUT and not name.startswith(_LEFT_OUT_STARTS)
    }
    # What runs is this checkout, whatever iopctl is installed.
    path, clock = [CHECKOUT], {}
    if today is not None:
        path, clock = [Path(__file__).parent / "clock", CHECKOUT], {"TEST_TODAY": today}
    own = {"PYTHONPATH": os.pathsep.join(map(str, path))}
    return {**kept, **own, **clock, **(env or {})}


def register(folder: Path) -> Path:
    """Make a folder with its own copy of the real agreements."""
    shutil.copytree(CHECKOUT / "agreements", folder / "agreements")
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def in_terminal(
    *arguments: str | Path,
    cwd: Path,
    columns: int,
    env: Mapping[str, str] | None = None,
    program: tuple[str, ...] = IOPCTL,
) -> Result:
    """Run `iopctl` in a terminal of a width; what it shows, answers and remarks, is standard output."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [*program, *map(str, arguments)],
        cwd=cwd,
        env=environment({"LC_ALL": "C.UTF-8", "TERM": "xterm-256color", **(env or {})}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b"".join(_until_closed(ours))
    os.close(ours)
    return Result(process.wait(_SECONDS), shown.replace(b"\r\n", b"\n"), b"")


def _until_closed(terminal: int) -> list[bytes]:
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            # Linux says EIO where the last writer has closed; others give an empty part.
            return parts
        if not part:
            return parts
        parts.append(part)
