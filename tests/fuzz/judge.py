"""What must hold of every answer, whatever the register: no traceback, no hang, no lie, no forged line."""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tests.runs import run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.fuzz.damage import Files
    from tests.runs.run import Result

# More than any of them takes; a hang is ended by tests.runs.forks.
MOST_SECONDS = 20
MOST_KILOBYTES = 1_000_000
# Commands of one agreement, which has no answer where it has an error.
_OF_ONE = {
    "show",
    "budget",
    "payments",
    "value",
    "extend",
    "record",
    "diff",
    "memo",
    "figures",
    "matter",
    "freeze",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


class Register:
    """A register in a folder of its own, laid anew for every question."""

    def __init__(self, folder: Path, files: Files, repository: Path | None = None) -> None:
        self.folder = folder
        self.files = files
        self.repository = repository
        done = self.ask("validate", "--as-of", "2024-06-30", "-f", "json")
        # Where validate itself was ended, that is found as soon as it is asked.
        self.cannot_run = done.exit_code not in {0, 1}
        self.told = [] if self.cannot_run else json.loads(done.stdout)["problems"]
        self.broken = {PurePosixPath(each["file"]).stem for each in self.told if each["severity"] == "error"}

    def ask(self, *command: str, hash_seed: str = "1") -> Result:
        """Lay the register and ask it once."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        for path, content in self.files.items():
            try:
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / path).write_bytes(content)
            except OSError:
                # A name that this disk cannot hold.
                continue
        if self.repository and "base" in command:
            shutil.copytree(self.repository, self.folder / ".git")
        return run.forked("--debug", *command, cwd=self.folder, hash_seed=hash_seed)

    def faults(self, command: Sequence[str], agreement: str, *, twice: bool) -> list[str]:
        """Ask one command, and say what is wrong with the answer."""
        done = self.ask(*command)
        found = [*_bare(done), *self._lies(command, agreement, done), *_unreadable(command, done)]
        if twice:
            again = self.ask(*command, hash_seed="2")
            first, second = ((each.exit_code, each.stdout_bytes, each.stderr_bytes) for each in (done, again))
            if first != second:
                found.append("two runs differ")
        return found

    def _lies(self, command: Sequence[str], agreement: str, done: Result) -> list[str]:
        found = []
        fine = done.exit_code == 0
        if fine and "--rev" not in command and command[0] in _OF_ONE and agreement in command:
            if self.cannot_run:
                found.append("exit 0 where validate cannot run")
            elif agreement in self.broken:
                found.append("exit 0 for an agreement that validate calls broken")
        if fine and "-o" in command and not (self.folder / command[command.index("-o") + 1]).exists():
            found.append("exit 0 and no file")
        if not fine and not done.stdout_bytes and not done.stderr_bytes:
            found.append(f"exit {done.exit_code} without a word")
        return found


def _bare(done: Result) -> list[str]:
    found = []
    if done.exit_code not in {0, 1, 2}:
        found.append(f"exit code {done.exit_code}")
    if done.crashed:
        found.append(f"crash: {(done.stderr or done.stdout).strip()[-300:]}")
    if done.seconds > MOST_SECONDS:
        found.append(f"{done.seconds} s of CPU")
    if done.kilobytes > MOST_KILOBYTES:
        found.append(f"{done.kilobytes} kB of memory")
    return found


def _unreadable(command: Sequence[str], done: Result) -> list[str]:
    try:
        # Excel takes a CSV for UTF-8 by the mark before it, and RFC 5545 ends its lines as Windows does.
        shown = _CONTROL.search(done.stdout.removeprefix("\ufeff").replace("\r\n", "\n") + done.stderr)
        if shown:
            return [f"control character {shown[0]!r}"]
        if "json" in command and "-o" not in command and done.stdout:
            json.loads(done.stdout)
        if "junit" in command and done.stdout:
            ET.fromstring(done.stdout)  # noqa: S314 - what iopctl itself wrote
    except (ValueError, ET.ParseError) as error:
        return [f"unreadable: {error}"]
    return []
