"""git, asked in a process of its own; no other program of somebody else is run.

What somebody has set for git changes no answer, and git fetches nothing. It asks nobody, for it has no
terminal, and its time has a bound: a pipe where it expects a file could keep it waiting for ever.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from iopctl import codes, visible
from iopctl.problem import IopctlError
from iopctl.source import files
from iopctl.struct import Struct
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MOST = 100_000
"""How many names are listed; the largest register that anybody has thought of has a tenth of them."""
MOST_BYTES = 500_000_000
"""How much its files may hold in all."""
SECONDS = 60
_MOST_LISTED = 20_000_000
_MOST_SAID = 100_000
_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_CONFIGURE = re.compile(r"^\s*(git config .+)$", re.MULTILINE)
_HEAD = re.compile(rb"[0-9a-f]+ (\w+) (\d{1,18})\n")
# No file of a register is as large; of one that is, the rest is passed over and not kept.
_MOST_BYTES = files.MEMO + 1
_AT_ONCE = 1000
_LONGEST_HEAD = 1000
# A hook has GIT_DIR, GIT_INDEX_FILE and others set, for a repository that need not be the register's: git
# finds it from the folder alone. What is kept says whose settings count, and how far up git looks.
_HARMLESS = {
    "GIT_CEILING_DIRECTORIES",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
}
# No replaced objects, no doubt kept silent, and no connection to fetch what a partial clone lacks.
_SETTINGS = (
    "--no-pager",
    "--no-replace-objects",
    *("-c", "core.warnAmbiguousRefs=true", "-c", "protocol.allow=never"),
    *("-c", "advice.graftFileDeprecated=false"),
)


class Entry(Struct):
    """What a commit has at a path."""

    mode: str
    object: str
    """Its hash."""

    @property
    def is_folder(self) -> bool:
        """Tell whether it is a folder."""
        return self.mode == "040000"


class Repository(Struct):
    """The git repository around a folder."""

    git: str
    folder: Path
    prefix: str
    """The folder, from the repository's root."""

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """Find the repository; raise IopctlError if there is none."""
        git = shutil.which("git")
        # Windows looks in the working folder first, and what lies in a register is not to be run.
        if git is None or not os.path.isabs(git):  # noqa: PTH117
            raise IopctlError(codes.NO_GIT)
        asked = cls(git, folder.resolve(), "")
        done = asked._run("rev-parse", "--show-prefix")
        if done.code:
            said = _said(done.wrong)
            if "not a git repository" in said:
                raise IopctlError(codes.NO_REPOSITORY, folder=folder)
            raise _failed(done.wrong)
        prefix = done.said.decode("utf-8", "surrogateescape").removesuffix("\n").strip("/")
        return cls(git, asked.folder, prefix)

    @property
    def root(self) -> Path:
        """Where its files lie on the disk."""
        depth = len(PurePosixPath(self.prefix).parts)
        return (self.folder, *self.folder.parents)[depth]

    def commit(self, revision: str) -> str:
        """Find the commit that somebody means; what git is in doubt of is no answer."""
        # No revision starts like an option, and none holds what no argument can.
        if not revision.strip() or revision.startswith("-") or "\0" in revision:
            raise self._unknown(revision)
        done = self._run("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
        commit = done.said.decode().strip()
        if done.code or not _HASH.fullmatch(commit):
            raise self._unknown(revision)
        if done.wrong:
            raise IopctlError(codes.UNSURE_REVISION, revision=revision, said=_said(done.wrong))
        return commit

    def _unknown(self, revision: str) -> IopctlError:
        shallow = self._run("rev-parse", "--is-shallow-repository").said.strip() == b"true"
        cure = (
            say(
                "This clone is shallow and may lack it: run 'git fetch --unshallow --tags', "
                "or in GitHub Actions give the checkout 'fetch-depth: 0'."
            )
            if shallow
            else say("Name a commit, a tag or a branch; 'git log --oneline --all' lists the commits.")
        )
        return IopctlError(codes.UNKNOWN_REVISION, revision=revision, cure=cure)

    def common(self, one: str, other: str) -> str | None:
        """Find the last commit that two have in common; None where there is none."""
        done = self._run("merge-base", one, other)
        return done.said.decode().strip() or None

    def entries(self, commit: str, paths: Iterable[str], *, below: bool = False) -> list[tuple[str, Entry]]:
        """List what a commit has at paths from its root, and below them if asked for; without paths, all.

        Raise IopctlError where that is more than any register has: a few objects can stand for millions.
        """
        asked = ("ls-tree", "-z", "-t", *(("-r",) if below else ()), "--full-tree", "--", commit, *paths)
        done = self._run(*asked, most=_MOST_LISTED)
        if len(done.said) > _MOST_LISTED or done.said.count(b"\0") > MOST:
            raise too_much()
        if done.code:
            raise _failed(done.wrong)
        # An entry is "MODE TYPE HASH<tab>PATH<nul>", and the path may be in any encoding.
        listed = done.said.decode("utf-8", "surrogateescape").split("\0")[:-1]
        parts = (each.partition("\t") for each in listed)
        return [(path, Entry(head.split()[0], head.split()[2])) for head, _, path in parts]

    def contents(self, objects: Sequence[str]) -> Iterator[bytes | None]:
        """Give the bytes that each hash stands for, or their beginning; None where the clone lacks them."""
        # Each time git is asked, it has its time anew: where a register is large, much is written meanwhile.
        for first in range(0, len(objects), _AT_ONCE):
            some = objects[first : first + _AT_ONCE]
            asked = "".join(f"{each}\n" for each in some).encode()
            with self._asked("cat-file", "--batch", asked=asked) as program:
                for _ in some:
                    content = _content(program.answer)
                    if program.is_late:
                        raise _late(("cat-file", "--batch"))
                    yield content

    def _asked(self, *arguments: str, asked: bytes = b"") -> contextlib.AbstractContextManager[Program]:
        return running([self.git, *_SETTINGS, *arguments], self.folder, _environment(), asked)

    def _run(self, *arguments: str, most: int = _MOST_SAID) -> Done:
        """Ask git, and wait for its answer; raise IopctlError where that takes too long."""
        with self._asked(*arguments) as program:
            done = program.finish(most)
        if done.is_late:
            raise _late(arguments)
        return done


def _content(answer: IO[bytes]) -> bytes | None:
    """Read the next answer; what is larger than any file of a register is passed over."""
    head = _HEAD.fullmatch(answer.readline(_LONGEST_HEAD))
    if head is None:
        return None
    size = int(head[2])
    content = answer.read(min(size, _MOST_BYTES))
    left = size + 1 - len(content)
    while left and (passed_over := answer.read(min(left, _MOST_BYTES))):
        left -= len(passed_over)
    return content if head[1] == b"blob" else None


def too_much() -> IopctlError:
    """Say that a revision holds more than any register."""
    return IopctlError(codes.TOO_MUCH_IN_REVISION, files=MOST, size=MOST_BYTES // 10**6)


def _late(asked: Iterable[str]) -> IopctlError:
    shown = visible.line(" ".join(asked))
    return IopctlError(codes.GIT_LATE, asked=shown, seconds=int(SECONDS))


def _environment() -> dict[str, str]:
    """Give what git is run with: of its own variables, only those that can change no answer."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in _HARMLESS or not name.upper().startswith("GIT_")
    }
    # Grafts are the older way to replace a commit.
    ours = {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_GRAFT_FILE": os.devnull}
    return kept | ours | {"GIT_LITERAL_PATHSPECS": "1"}


def _failed(stderr: bytes) -> IopctlError:
    """Tell what git said, with its own cure where it gives one."""
    command = _CONFIGURE.search(stderr.decode(errors="replace"))
    if command:
        return IopctlError(codes.GIT_REFUSED, reason=_said(stderr), command=command[1])
    return IopctlError(codes.GIT_FAILED, reason=_said(stderr))


def _said(stderr: bytes) -> str:
    """Give what git said, as one sentence without its full stop."""
    lines = stderr.decode(errors="replace").strip().splitlines()
    first = lines[0] if lines else ""
    return re.sub("^(fatal|error|warning): ", "", first).rstrip(".")


class Done(Struct):
    """What came of a program."""

    code: int
    said: bytes
    """The beginning of its answer."""
    wrong: bytes
    """The beginning of what it wrote to standard error."""
    is_late: bool
    """Whether it was killed, because its time was over."""


class Program:
    """A program that runs, and is killed with its children when its time is over."""

    def __init__(self, process: subprocess.Popen[bytes], wrong: IO[bytes]) -> None:
        self.process = process
        self.answer: IO[bytes] = process.stdout  # type: ignore[assignment]
        self.is_late = False
        self._wrong = wrong
        self._timer = threading.Timer(SECONDS, self._stop)
        self._timer.daemon = True

    def begin(self) -> None:
        """Let its time begin."""
        self._timer.start()

    def finish(self, most: int) -> Done:
        """Wait for its end; one that says more than so many bytes is killed after one byte more."""
        said = self.answer.read(most + 1)
        if len(said) > most:
            self.end()
        code = self.process.wait()
        self._wrong.seek(0)
        return Done(code, said, self._wrong.read(_MOST_SAID), self.is_late)

    def end(self) -> None:
        """Kill it, if it still runs."""
        self._timer.cancel()
        if self.process.returncode is not None:
            return
        with contextlib.suppress(OSError):
            if os.name == "nt":
                self.process.kill()
            else:
                # It leads a group of its own, with whatever it starts.
                os.killpg(self.process.pid, signal.SIGKILL)

    def _stop(self) -> None:
        self.is_late = True
        self.end()


@contextlib.contextmanager
def running(
    command: Sequence[str], folder: Path, env: Mapping[str, str], asked: bytes = b""
) -> Iterator[Program]:
    """Start a program with what it is asked; it does not outlive the block."""
    # Files, so that neither side ever waits for the other to read.
    with tempfile.TemporaryFile() as questions, tempfile.TemporaryFile() as wrong:
        questions.write(asked)
        questions.seek(0)
        with subprocess.Popen(
            command,
            cwd=folder,
            env=env,
            stdin=questions,
            stdout=subprocess.PIPE,
            stderr=wrong,
            start_new_session=True,
        ) as process:
            program = Program(process, wrong)
            try:
                program.begin()
                yield program
            finally:
                program.end()
