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
_READ_AT_ONCE = 1 << 14
_MOST_SAID = 100_000
_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_CONFIGURE = re.compile(r"^\s*(git config .+)$", re.MULTILINE)
_HEAD = re.compile(rb"[0-9a-f]+ (\w+) (\d{1,18})\n")
# No file of a register is as large; of one that is, the rest is passed over and not kept.
_MOST_BYTES = files.MEMO + 1
_AT_ONCE = 100
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
_CONVERSE = ("cat-file", "--batch")


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
        with running([self.git, *_SETTINGS, *asked], self.folder, _environment()) as program:
            program.asking.close()
            listed = program.answering.read(_MOST_LISTED + 1)
            if len(listed) > _MOST_LISTED or listed.count(b"\0") > MOST:
                raise too_much()
            done = program.finish()
        if done.is_late:
            raise _late(asked)
        if done.code:
            raise _failed(done.wrong)
        # An entry is "MODE TYPE HASH<tab>PATH<nul>", and the path may be in any encoding.
        parts = (each.partition("\t") for each in listed.decode("utf-8", "surrogateescape").split("\0")[:-1])
        return [(path, Entry(head.split()[0], head.split()[2])) for head, _, path in parts]

    def contents(self, objects: Sequence[str]) -> Iterator[bytes | None]:
        """Give the bytes that each hash stands for, or their beginning; None where the clone lacks them."""
        with running([self.git, *_SETTINGS, *_CONVERSE], self.folder, _environment()) as program:
            # So few that git never waits for its answers to be read while it is still being asked.
            for first in range(0, len(objects), _AT_ONCE):
                some = objects[first : first + _AT_ONCE]
                program.allow()
                # A git that has ended gives no answer either.
                with contextlib.suppress(OSError):
                    program.asking.write("".join(f"{each}\n" for each in some).encode())
                    program.asking.flush()
                yield from (_content(program) for _ in some)

    def _run(self, *arguments: str) -> Done:
        """Ask git, and wait for its answer; raise IopctlError where that takes too long."""
        done = run([self.git, *_SETTINGS, *arguments], self.folder, _environment())
        if done.is_late:
            raise _late(arguments)
        return done


def _content(program: Program) -> bytes | None:
    """Read the next answer; what is larger than any file of a register is passed over."""
    head = _HEAD.fullmatch(program.answering.readline(_LONGEST_HEAD))
    content = None
    if head is not None:
        size = int(head[2])
        content = program.answering.read(min(size, _MOST_BYTES))
        left = size + 1 - len(content)
        while left and (passed_over := program.answering.read(min(left, _MOST_BYTES))):
            left -= len(passed_over)
    if program.is_late:
        raise _late(_CONVERSE)
    return content if head is not None and head[1] == b"blob" else None


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
    """Whether it was killed."""


class Program:
    """A program that runs, and is killed with its children when its time is over."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.asking: IO[bytes] = process.stdin  # type: ignore[assignment]
        self.answering: IO[bytes] = process.stdout  # type: ignore[assignment]
        self.wrong = b""
        self.is_late = False
        # Whatever it complains of is read meanwhile, so that it never waits for that.
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._timer = threading.Timer(0, self._stop)
        self.allow()

    def allow(self) -> None:
        """Let its time begin anew."""
        self._timer.cancel()
        self._timer = threading.Timer(SECONDS, self._stop)
        self._timer.daemon = True
        self._timer.start()

    def finish(self) -> Done:
        """Ask nothing more, and wait for its end."""
        self.asking.close()
        said = _beginning(self.answering)
        self._listener.join()
        return Done(self.process.wait(), said, self.wrong, self.is_late)

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

    def _listen(self) -> None:
        # Whoever stops the run closes the pipe.
        with contextlib.suppress(OSError, ValueError):
            self.wrong = _beginning(self.process.stderr)  # type: ignore[arg-type]


def _beginning(pipe: IO[bytes]) -> bytes:
    """Read a pipe to its end, and keep the beginning."""
    kept = b""
    while some := pipe.read(_READ_AT_ONCE):
        kept = (kept + some)[:_MOST_SAID]
    return kept


@contextlib.contextmanager
def running(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Iterator[Program]:
    """Start a program that is spoken to by its pipes; it does not outlive the block."""
    with subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        program = Program(process)
        try:
            yield program
        finally:
            program.end()


def run(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Done:
    """Run a program that is asked nothing more, and wait for its end."""
    with running(command, folder, env) as program:
        return program.finish()
