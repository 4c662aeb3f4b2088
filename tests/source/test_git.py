"""A program that never ends is ended, with whatever it started, and no more is kept than is asked for."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from iopctl.source import git

if TYPE_CHECKING:
    from pathlib import Path

on_posix = pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")


def asked(script: str, folder: Path) -> git.Done:
    with git.running(["/bin/sh", "-c", script], folder, os.environ) as program:
        return program.finish(100_000)


@on_posix
def test_a_program_gives_its_answer_its_complaint_and_its_code(tmp_path: Path) -> None:
    done = asked("echo ja; echo nej >&2; exit 3", tmp_path)

    assert (done.code, done.said, done.wrong, done.is_late) == (3, b"ja\n", b"nej\n", False)


@on_posix
def test_a_program_that_is_late_is_killed_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git, "SECONDS", 0.5)
    begun = time.monotonic()

    # The child holds the pipe open as long as it lives.
    done = asked("sleep 30 & echo $!; wait", tmp_path)

    assert done.is_late
    assert time.monotonic() - begun < 10
    assert not _runs(int(done.said))


@on_posix
def test_a_program_that_says_too_much_is_ended(tmp_path: Path) -> None:
    done = asked("yes & echo >&2; wait", tmp_path)

    assert not done.is_late
    assert done.code != 0
    assert len(done.said) == 100_001


@on_posix
def test_of_what_a_program_complains_of_the_beginning_is_kept(tmp_path: Path) -> None:
    done = asked("head -c 3000000 /dev/zero >&2", tmp_path)

    assert (done.code, len(done.wrong)) == (0, 100_000)


@on_posix
def test_a_program_has_no_terminal_to_ask_at(tmp_path: Path) -> None:
    assert asked("exec 3</dev/tty && read x <&3", tmp_path).code != 0


@on_posix
def test_a_run_that_fails_leaves_no_program_behind(tmp_path: Path) -> None:
    pids = []

    def interrupted() -> None:
        with git.running(["/bin/sleep", "30"], tmp_path, os.environ) as program:
            pids.append(program.process.pid)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not _runs(pids[0])


def _runs(pid: int) -> bool:
    """Tell whether a process still runs; one that waits to be buried does not."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.05)
    return True
