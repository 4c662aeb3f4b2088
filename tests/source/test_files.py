"""Only a regular file of a bounded size is ever read, and every error has the file's name."""

from __future__ import annotations

import errno
import io
import os
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from iopctl.problem import IopctlError
from iopctl.source import files, folder, frozen, reading
from iopctl.source.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterator

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither such pipes nor such devices")
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has /proc")


@pytest.fixture(autouse=True)
def _nobody_waits_for_ever() -> Iterator[None]:
    """End a test that hangs, where the system can."""
    if os.name == "nt":
        yield
        return
    signal.alarm(20)
    yield
    signal.alarm(0)


def refusal(path: Path, most: int = 1000) -> OSError:
    with pytest.raises(OSError) as refused:  # noqa: PT011 - what it says is what is asked for
        files.read(path, most=most)
    assert refused.value.filename == str(path)
    return refused.value


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "a"
    content = os.urandom(200_000)
    file.write_bytes(content)

    assert files.read(file, most=200_000) == content


def test_a_file_that_is_larger_than_its_kind_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x" * 20_001)

    refused = refusal(file, 20_000)

    assert isinstance(refused, files.TooLargeError)
    assert refused.strerror == "it is larger than 20 kB"


def test_a_sparse_file_of_a_terabyte_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.touch()
    try:
        os.truncate(file, 1_000_000_000_000)
    except OSError:
        pytest.skip("this disk has no sparse files")

    assert isinstance(refusal(file, 10_000_000), files.TooLargeError)


@on_linux
def test_a_file_of_the_system_that_says_it_is_empty_is_read_to_its_end() -> None:
    assert b"Name:" in files.read(Path("/proc/self/status"), most=100_000)


@on_linux
def test_a_file_that_is_longer_than_it_says_stays_below_the_bound() -> None:
    assert isinstance(refusal(Path("/proc/self/status"), 100), files.TooLargeError)


@on_posix
def test_a_pipe_that_nobody_writes_to_is_refused_and_nobody_waits(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    assert refusal(pipe).strerror == "it is not a file"


@on_posix
def test_a_pipe_that_takes_the_place_of_a_file_while_it_is_opened_is_refused_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a"
    file.touch()
    opened = os.open

    def late(path: Path, flags: int) -> int:
        file.unlink()
        os.mkfifo(file)
        return opened(path, flags)

    monkeypatch.setattr(os, "open", late)

    assert refusal(file).strerror == "it is not a file"


@on_posix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_behind_a_link_is_refused_and_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, device: str
) -> None:
    link = tmp_path / "a"
    link.symlink_to(device)
    monkeypatch.setattr(os, "open", pytest.fail)

    assert refusal(link).strerror == "it is not a file"


@on_posix
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("a")

        assert refusal(Path("a")).strerror == "it is not a file"


def test_a_folder_is_refused_by_its_name(tmp_path: Path) -> None:
    assert refusal(tmp_path).errno == errno.EISDIR


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a").errno == errno.ENOENT


def test_what_fails_while_it_is_read_has_the_file_s_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x")

    class Broken(io.FileIO):
        def readinto(self, _room: object, /) -> int:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(io, "FileIO", Broken)

    assert refusal(file).errno == errno.EIO


# --- what is there


@pytest.mark.parametrize("name", ["a" * 300, "no\0body", "a/b"])
def test_a_name_that_no_file_can_have_leads_to_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").touch()
    path = tmp_path / name

    assert (files.is_file(path), files.is_folder(path), files.exists(path)) == (False, False, False)


def test_a_name_with_a_null_byte_is_no_file_and_no_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no\0body").errno == errno.ENOENT
    with pytest.raises(FileNotFoundError):
        files.names(tmp_path / "no\0body")


@on_posix
def test_a_link_to_itself_leads_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("a")

    assert not files.exists(tmp_path / "a")


@on_posix
def test_links_that_lead_in_circles_end_and_each_folder_is_listed_once(tmp_path: Path) -> None:
    (tmp_path / "memo").mkdir()
    (tmp_path / "memo" / "a.j2").touch()
    (tmp_path / "b.j2").touch()
    for name in ("x", "y", "z"):
        (tmp_path / "memo" / name).symlink_to("..")
        (tmp_path / name).symlink_to("memo")

    assert files.below(tmp_path) == ["b.j2", "memo/a.j2"]


# --- every reader reads through the door


@on_posix
@pytest.mark.parametrize("what", ["pipe", "endless"])
def test_a_frozen_memo_and_its_list_are_never_waited_for(tmp_path: Path, what: str) -> None:
    home = tmp_path / "frozen"
    home.mkdir()
    listed = home / "SHA256SUMS"
    listed.write_text(f"{'0' * 64}  ikf.antagande.md\n")
    _put(what, home / "ikf.antagande.md")

    assert [each.code for each in frozen.read(Folder(tmp_path / "agreements")).check(["ikf"])] == ["IOP113"]

    listed.unlink()
    _put(what, listed)

    assert [each.code for each in frozen.read(Folder(tmp_path / "agreements")).unread] == ["IOP113"]


@on_posix
@pytest.mark.parametrize("what", ["pipe", "endless"])
def test_an_agreement_is_never_waited_for(tmp_path: Path, what: str) -> None:
    file = tmp_path / "ikf.yaml"
    _put(what, file)

    assert [each.code for each in reading.read_file(file, "ikf.yaml").problems] == ["IOP113"]


def test_a_folder_of_series_that_cannot_be_listed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path) -> list[str]:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(os, "listdir", denied)

    with pytest.raises(IopctlError, match=r"index cannot be read: Permission denied\."):
        folder.yaml_files(_made(tmp_path / "index"))


def _made(path: Path) -> Path:
    path.mkdir()
    return path


def _put(what: str, path: Path) -> None:
    if what == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
