"""git, asked in a process of its own; nothing else starts one.

What somebody has set for git changes no answer, and git fetches nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import weakref
from pathlib import Path, PurePosixPath

from iopctl import catalogue
from iopctl.problem import IopctlError
from iopctl.struct import Struct

_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_HEAD = re.compile(rb"[0-9a-f]+ blob (\d+)\n")
# No file of a register is as large; of one that is, the rest is passed over and not kept.
_MOST_BYTES = 2_000_000
# No replaced objects, no doubt kept silent, and no connection to fetch what a partial clone lacks.
_SETTINGS = (
    "--no-pager",
    "--no-replace-objects",
    *("-c", "core.warnAmbiguousRefs=true", "-c", "protocol.allow=never"),
)


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
        if git is None:
            raise IopctlError(catalogue.NO_GIT)
        asked = cls(git, folder.resolve(), "")
        done = asked._run("rev-parse", "--show-prefix")
        if done.returncode:
            said = _said(done.stderr)
            if "not a git repository" in said:
                raise IopctlError(catalogue.NO_REPOSITORY, folder=folder)
            raise IopctlError(catalogue.GIT_FAILED, reason=said)
        prefix = done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n").strip("/")
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
        commit = done.stdout.decode().strip()
        if done.returncode or not _HASH.fullmatch(commit):
            raise self._unknown(revision)
        if done.stderr:
            raise IopctlError(catalogue.UNSURE_REVISION, revision=revision, said=_said(done.stderr))
        return commit

    def _unknown(self, revision: str) -> IopctlError:
        shallow = self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        cure = catalogue.DEEPEN if shallow else catalogue.NAME_A_COMMIT
        return IopctlError(catalogue.UNKNOWN_REVISION, revision=revision, cure=cure)

    def common(self, one: str, other: str) -> str | None:
        """Find the last commit that two have in common; None where there is none."""
        done = self._run("merge-base", one, other)
        return done.stdout.decode().strip() or None

    def ask(self, *arguments: str) -> bytes:
        """Give what git answers; raise IopctlError if it cannot."""
        done = self._run(*arguments)
        if done.returncode:
            raise IopctlError(catalogue.GIT_FAILED, reason=_said(done.stderr))
        return done.stdout

    def contents(self) -> Contents:
        """Start a conversation about contents."""
        return Contents(
            subprocess.Popen(
                [self.git, *_SETTINGS, "cat-file", "--batch"],
                cwd=self.folder,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        )

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [self.git, *_SETTINGS, *arguments],
            cwd=self.folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )


class Contents:
    """One conversation with git: a hash is asked for, and its bytes come back."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        weakref.finalize(self, _end, process)

    def of(self, name: str) -> bytes | None:
        """Give the bytes that a hash stands for, or their beginning; None where the clone lacks them."""
        asking, answering = self._process.stdin, self._process.stdout
        if asking is None or answering is None:
            return None
        try:
            asking.write(f"{name}\n".encode())
            asking.flush()
        except OSError:
            return None
        head = _HEAD.fullmatch(answering.readline())
        if head is None:
            return None
        size = int(head[1])
        content = answering.read(min(size, _MOST_BYTES))
        left = size + 1 - len(content)
        while left and (passed_over := answering.read(min(left, _MOST_BYTES))):
            left -= len(passed_over)
        return content


def _end(process: subprocess.Popen[bytes]) -> None:
    process.communicate()


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_TRACE")}
    return kept | {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


def _said(stderr: bytes) -> str:
    """Give what git said, as one sentence without its full stop."""
    lines = stderr.decode(errors="replace").strip().splitlines()
    first = lines[0] if lines else ""
    return re.sub("^(fatal|error|warning): ", "", first).rstrip(".")
