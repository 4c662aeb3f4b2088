"""An agreement's file is replaced whole or not at all, whatever happens while it is written."""

from __future__ import annotations

import errno
import itertools
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from iopctl.problem import IopctlError
from iopctl.source import files, guarding, writing

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

BEFORE, AFTER = "före\r\n".encode() * 400, b"efter\r\n" * 500
LOCK = ".ikf.yaml.lock"

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no fork and no such modes")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ikf.yaml"
    path.write_bytes(BEFORE)
    return path


def refused(path: Path, before: bytes = BEFORE) -> IopctlError:
    with pytest.raises(IopctlError) as refusal:
        writing.replace(path, before, AFTER)
    return refusal.value


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir() if each != path)


def test_a_file_gets_its_next_content_and_nothing_is_left_beside_it(file: Path) -> None:
    writing.replace(file, BEFORE, AFTER)

    assert file.read_bytes() == AFTER
    assert beside(file) == []


@on_posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_stays(file: Path, mode: int) -> None:
    file.chmod(mode)

    writing.replace(file, BEFORE, AFTER)

    assert stat.S_IMODE(file.stat().st_mode) == mode


@on_posix
def test_a_link_stays_a_link_and_its_target_is_written(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "andra" / "ikf.yaml"
    link.parent.mkdir()
    link.symlink_to(file)

    writing.replace(link, BEFORE, AFTER)

    assert link.is_symlink()
    assert file.read_bytes() == link.read_bytes() == AFTER
    assert beside(link) == []


@on_posix
def test_a_read_only_file_is_left_alone_though_its_folder_would_let_it_be_replaced(file: Path) -> None:
    file.chmod(0o444)

    assert "is marked as read-only" in str(refused(file))
    assert file.read_bytes() == BEFORE
    assert beside(file) == []


def test_a_file_that_changed_since_it_was_read_is_left_alone(file: Path) -> None:
    file.write_bytes(b"annat")

    assert "was changed by somebody else" in str(refused(file))
    assert file.read_bytes() == b"annat"
    assert beside(file) == []


def test_a_file_that_changes_while_its_next_content_is_written_is_left_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def meanwhile(handle: int) -> None:
        file.write_bytes(b"annat")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)

    assert "was changed by somebody else" in str(refused(file))
    assert file.read_bytes() == b"annat"
    assert beside(file) == []


def test_while_another_run_writes_the_file_none_else_does_and_the_message_says_what_to_do(file: Path) -> None:
    with guarding.alone(file):
        refusal = refused(file)

        assert str(refusal) == "Another iopctl is writing ikf.yaml."
        assert "Run again in a moment" in refusal.hint
        assert file.read_bytes() == BEFORE
        assert beside(file) == [LOCK]

    writing.replace(file, BEFORE, AFTER)
    assert beside(file) == []


def test_a_lock_file_that_a_killed_run_left_behind_locks_nobody_out(file: Path) -> None:
    file.with_name(LOCK).touch()

    writing.replace(file, BEFORE, AFTER)

    assert file.read_bytes() == AFTER
    assert beside(file) == []


def test_a_lock_file_that_its_holder_removes_as_another_run_opens_it_is_no_lock(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = guarding.hold
    held: list[int] = []

    def late(handle: int) -> None:
        if not held:
            file.with_name(LOCK).unlink()
        hold(handle)
        held.append(handle)

    monkeypatch.setattr(guarding, "hold", late)

    with guarding.alone(file):
        assert len(held) == 2
        assert beside(file) == [LOCK]


@on_posix
def test_a_file_with_several_names_is_left_alone_and_the_message_says_how_to_mend_it(file: Path) -> None:
    other = file.with_name("hard")
    other.hardlink_to(file)

    refusal = refused(file)

    assert "has 2 names (hard links)" in str(refusal)
    assert "Make it a file of its own" in refusal.hint
    assert file.read_bytes() == other.read_bytes() == BEFORE


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only an administrator gives files away")
def test_the_owner_and_the_group_stay(file: Path) -> None:
    os.chown(file, 1000, 1001)
    file.chmod(0o660)

    writing.replace(file, BEFORE, AFTER)

    found = file.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (1000, 1001, 0o660)


@on_posix
def test_where_the_owner_cannot_stay_the_group_does(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def denied(_path: Path, user: int, group: int) -> None:
        asked.append((user, group))
        if user != -1:
            raise PermissionError(errno.EPERM, "Operation not permitted")

    looked = os.stat

    def of_another(path: Path) -> os.stat_result:
        found = looked(path)
        return os.stat_result((*found[:4], 4711, 4712, *found[6:])) if path == file else found

    monkeypatch.setattr(os, "chown", denied)
    monkeypatch.setattr(Path, "stat", of_another)

    writing.replace(file, BEFORE, AFTER)

    assert asked == [(4711, 4712), (-1, 4712)]


def test_extended_attributes_stay(file: Path) -> None:
    try:
        os.setxattr(file, "user.iopctl", b"seen")
    except (AttributeError, OSError):
        pytest.skip("this system keeps no such attributes")

    writing.replace(file, BEFORE, AFTER)

    assert os.getxattr(file, "user.iopctl") == b"seen"


def test_a_file_that_is_gone_is_not_made_anew(file: Path) -> None:
    file.unlink()

    assert "cannot be written: No such file or directory" in str(refused(file))
    assert not file.exists()


# --- what fails


def failing_at(step: int, failure: BaseException, patched: pytest.MonkeyPatch) -> None:
    """Let the call to the system of that number fail, counted from the first."""
    counter = itertools.count()

    def wrapped(call: Callable[..., object]) -> Callable[..., object]:
        def called(*arguments: object, **options: object) -> object:
            if next(counter) == step:
                raise failure
            return call(*arguments, **options)

        return called

    for name in ("stat", "access", "open", "fdopen", "fsync", "chmod", "replace", "unlink", "close"):
        patched.setattr(os, name, wrapped(getattr(os, name)))


@pytest.mark.parametrize("failure", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()])
def test_whatever_call_to_the_system_fails_the_file_is_the_old_or_the_new_one(
    tmp_path: Path, failure: BaseException
) -> None:
    told = []
    for step in itertools.count():
        file = tmp_path / str(step) / "ikf.yaml"
        file.parent.mkdir()
        file.write_bytes(BEFORE)
        told.append("")
        try:
            with pytest.MonkeyPatch.context() as patched:
                failing_at(step, failure, patched)
                writing.replace(file, BEFORE, AFTER)
        except IopctlError as error:
            told[-1] = f"{error} {error.hint}"
        except KeyboardInterrupt:
            told[-1] = "interrupted"
        # Who is told that nothing was changed must be able to rely on it.
        assert file.read_bytes() == BEFORE or "Nothing was changed" not in told[-1]
        assert file.read_bytes() == AFTER or told[-1]
        assert file.read_bytes() in (BEFORE, AFTER)
        assert all(name.startswith(".ikf.yaml.") for name in beside(file))
        if len(told) > 20 and told[-1] == "":
            break

    if isinstance(failure, OSError):
        assert sum("cannot be written: Input/output error" in each for each in told) >= 6


def test_a_disk_that_gives_back_other_bytes_than_were_written_replaces_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = files.read

    def spoilt(path: Path, *, most: int) -> bytes:
        return read(path, most=most)[: -1 if path.suffix == ".tmp" else None]

    monkeypatch.setattr(files, "read", spoilt)

    assert "does not read back as it was written" in str(refused(file))
    monkeypatch.undo()
    assert file.read_bytes() == BEFORE
    assert beside(file) == []


@on_posix
def test_where_there_is_no_room_the_old_file_stays_and_nothing_is_left(tmp_path: Path) -> None:
    import resource
    import signal

    big = b"x" * 100_000
    file = tmp_path / "ikf.yaml"
    file.write_bytes(BEFORE)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(IopctlError, match="cannot be written: File too large"):
            writing.replace(file, BEFORE, big)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)

    assert file.read_bytes() == BEFORE
    assert beside(file) == []


@on_posix
def test_on_a_full_disk_the_old_file_stays_and_nothing_is_left(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk can be mounted by an administrator only")
    try:
        file = disk / "ikf.yaml"
        file.write_bytes(BEFORE)
        with pytest.raises(IopctlError, match="cannot be written: No space left on device"):
            writing.replace(file, BEFORE, b"x" * 100_000)

        assert file.read_bytes() == BEFORE
        assert beside(file) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


# --- what is killed


def killed_at(line: int, path: Path) -> bool:
    """Replace a file in a process that dies before its line of that number; tell whether it came so far."""
    child = os.fork()
    if not child:
        counter = itertools.count()

        def trace(frame: FrameType, event: str, _argument: object) -> Any:  # noqa: ANN401
            if frame.f_code.co_filename not in (writing.__file__, guarding.__file__):
                return None
            if event == "line" and next(counter) == line:
                os._exit(9)
            return trace

        sys.settrace(trace)
        writing.replace(path, BEFORE, AFTER)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 9


@on_posix
def test_killed_at_any_line_the_file_is_the_old_or_the_new_one_and_the_next_run_writes(
    tmp_path: Path,
) -> None:
    found = []
    for line in itertools.count():
        file = tmp_path / str(line) / "ikf.yaml"
        file.parent.mkdir()
        file.write_bytes(BEFORE)
        if not killed_at(line, file):
            break
        left = beside(file)
        found.append((file.read_bytes(), LOCK in left))
        assert found[-1][0] in (BEFORE, AFTER)
        assert all(name == LOCK or name.endswith(".tmp") for name in left)
        writing.replace(file, file.read_bytes(), AFTER)
        assert file.read_bytes() == AFTER
        assert LOCK not in beside(file)

    assert len(found) > 30
    # Once it is the new one, it stays so; and the lock is held from before that to after it.
    assert [content for content, _ in found] == sorted((content for content, _ in found), reverse=True)
    assert {(BEFORE, False), (BEFORE, True), (AFTER, True), (AFTER, False)} == set(found)
