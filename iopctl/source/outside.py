"""A program of somebody else, with a bound on its time; it asks nobody, for it has no terminal.

Whatever a disk holds can keep a program waiting for ever: a pipe where it expects a file is enough.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from typing import IO, TYPE_CHECKING

from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

SECONDS = 60
_AT_ONCE = 1 << 14
_MOST_SAID = 100_000


class Done(Struct):
    """What came of a program."""

    code: int
    said: bytes
    """The beginning of its answer."""
    wrong: bytes
    """The beginning of what it wrote to standard error."""
    is_late: bool
    """Whether it was killed."""


class Program:
    """A program that runs, and is killed with its children when its time is over."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.is_late = False
        self.wrong = _Said(process.stderr)
        self._timer = threading.Timer(0, self._stop)
        self.allow()

    def allow(self) -> None:
        """Let its time begin anew."""
        self._timer.cancel()
        self._timer = threading.Timer(SECONDS, self._stop)
        self._timer.daemon = True
        self._timer.start()

    def rest(self) -> None:
        """Measure its time no longer."""
        self._timer.cancel()

    def _stop(self) -> None:
        self.is_late = True
        _kill(self.process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.returncode is not None:
        return
    with contextlib.suppress(OSError):
        if os.name == "nt":
            process.kill()
        else:
            # It leads a group of its own, with whatever it starts.
            os.killpg(process.pid, signal.SIGKILL)


@contextlib.contextmanager
def running(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Iterator[Program]:
    """Start a program that is spoken to by its pipes; it does not outlive the block."""
    with subprocess.Popen(  # noqa: S603 - no shell reads it
        command,
        cwd=folder,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            program = Program(process)
            try:
                yield program
            finally:
                program.rest()
        finally:
            _kill(process)


def run(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Done:
    """Run a program that is told nothing more, and wait for its end."""
    with running(command, folder, env) as program:
        process = program.process
        if process.stdin is not None:
            process.stdin.close()
        answer = _Said(process.stdout)
        said, wrong = answer.all(), program.wrong.all()
        return Done(process.wait(), said, wrong, program.is_late)


class _Said:
    """The beginning of what a program writes to a pipe, which is emptied meanwhile."""

    def __init__(self, pipe: IO[bytes] | None) -> None:
        self._kept = b""
        self._pipe = pipe
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def all(self) -> bytes:
        """Wait for the end, and give what was kept."""
        self._reader.join()
        return self._kept

    def _read(self) -> None:
        # Whoever stops the run closes the pipe.
        with contextlib.suppress(OSError, ValueError):
            while self._pipe is not None and (some := self._pipe.read(_AT_ONCE)):
                self._kept = (self._kept + some)[:_MOST_SAID]
