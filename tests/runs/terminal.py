"""A terminal with somebody at it, for what iopctl asks."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

from tests.runs.run import environment

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE = 60
# A test run in the background hands down that Ctrl-C is ignored; at a terminal it is not.
_START = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "runpy.run_module('iopctl', run_name='__main__', alter_sys=True)"
)


class Terminal:
    """Runs iopctl on a pseudo-terminal; what it prints is read until an expected text has come."""

    def __init__(self, folder: Path, *arguments: str, columns: int = 200) -> None:
        self._master, slave = pty.openpty()
        # What is typed is not shown again, so that only what iopctl says is read.
        mode = termios.tcgetattr(slave)
        mode[3] &= ~termios.ECHO
        termios.tcsetattr(slave, termios.TCSANOW, mode)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, *arguments],
            cwd=folder,
            env=environment({"TERM": "dumb", "COLUMNS": str(columns)}),
            stdin=slave,
            stdout=slave,
            stderr=slave,
        )
        os.close(slave)
        self._unread = ""

    def expect(self, text: str) -> str:
        """Wait for a text; give what stood before it."""
        while text not in self._unread:
            more = self._read()
            assert more, f"{text!r} never came after {self._unread!r}"
            self._unread += more
        before, _, self._unread = self._unread.partition(text)
        return before

    def answer(self, line: str) -> None:
        """Type a line."""
        os.write(self._master, f"{line}\n".encode())

    def interrupt(self) -> None:
        """Press Ctrl-C, and again if nothing comes of it.

        Between asking and listening there is a moment in which Python itself loses a signal.
        """
        for pause in (1, 10, 10):
            time.sleep(pause)
            if self._process.poll() is None:
                self._process.send_signal(signal.SIGINT)
            ready, _, _ = select.select([self._master], [], [], pause)
            if ready:
                return

    def leave(self) -> tuple[int, str]:
        """Wait for the end; give the exit code and what was still unread."""
        while more := self._read():
            self._unread += more
        try:
            code = self._process.wait(_PATIENCE)
        finally:
            self._process.kill()
            os.close(self._master)
        return code, self._unread

    def _read(self) -> str:
        ready, _, _ = select.select([self._master], [], [], _PATIENCE)
        try:
            return os.read(self._master, 4096).decode().replace("\r\n", "\n") if ready else ""
        except OSError:
            # Linux says so of a terminal that the last program has left.
            return ""
