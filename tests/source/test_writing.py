from __future__ import annotations

import contextlib
import errno
import itertools
import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from iopctl.problem import IopctlError
from iopctl.source import guarding, writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

    from _typeshed import TraceFunction


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_text_is_written_as_utf8_with_plain_line_ends(tmp_path: Path) -> None:
    writing.write_all({tmp_path / "ikf.md": "Överenskommelse\n664\u00a0800 kr\n"})

    assert (tmp_path / "ikf.md").read_bytes() == "Överenskommelse\n664\u00a0800 kr\n".encode()


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    writing.write_all({tmp_path / "memon" / "2021" / "ikf.md": "text\n"})

    assert (tmp_path / "memon" / "2021" / "ikf.md").read_text() == "text\n"


def test_a_file_that_was_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "ikf.md").write_text("ett mycket längre gammalt memo\n")

    writing.write_all({tmp_path / "ikf.md": "nytt\n"})

    assert (tmp_path / "ikf.md").read_text() == "nytt\n"


def test_nothing_is_left_beside_what_was_written(tmp_path: Path) -> None:
    writing.write_all({tmp_path / "ikf.md": "a\n", tmp_path / "stadsmission.md": "b\n"})

    assert names_in(tmp_path) == ["ikf.md", "stadsmission.md"]


def test_where_one_place_cannot_be_written_no_file_is_changed(tmp_path: Path) -> None:
    (tmp_path / "ikf.md").write_text("gammalt\n")
    (tmp_path / "hinder").write_text("en fil, ingen mapp\n")

    with pytest.raises(IopctlError, match="cannot be written"):
        writing.write_all({tmp_path / "ikf.md": "nytt\n", tmp_path / "hinder" / "x.md": "b\n"})

    assert (tmp_path / "ikf.md").read_text() == "gammalt\n"
    assert names_in(tmp_path) == ["hinder", "ikf.md"]


def test_a_failure_names_the_place(tmp_path: Path) -> None:
    (tmp_path / "upptagen.md").mkdir()

    with pytest.raises(IopctlError, match=r"upptagen\.md is a folder"):
        writing.write_all({tmp_path / "upptagen.md": "text\n"})

    assert names_in(tmp_path) == ["upptagen.md"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_new_file_may_be_read_by_whom_the_system_lets_in(tmp_path: Path) -> None:
    (tmp_path / "annan").write_text("")

    writing.write_all({tmp_path / "ikf.md": "text\n"})

    assert (tmp_path / "ikf.md").stat().st_mode == (tmp_path / "annan").stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_file_that_is_replaced_keeps_who_may_read_it(tmp_path: Path) -> None:
    memo = tmp_path / "ikf.md"
    memo.write_text("gammalt\n")
    memo.chmod(0o640)

    writing.write_all({memo: "nytt\n"})

    assert stat.S_IMODE(memo.stat().st_mode) == 0o640


@pytest.mark.parametrize("lasting", [True, False])
def test_only_what_is_to_last_waits_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, lasting: bool
) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)

    writing.write_all({tmp_path / "a.md": "a\n", tmp_path / "b.md": "b\n"}, lasting=lasting)

    assert len(flushed) == (2 if lasting else 0)
    assert names_in(tmp_path) == ["a.md", "b.md"]


# Stopped just after opening, a file is closed by Python, which warns.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_at_whatever_line_it_is_stopped_there_are_whole_files_alone(tmp_path: Path) -> None:
    contents = {"a.md": "Ny text", "b.md": "Också ny"}
    for line in itertools.count(1):
        folder = tmp_path / str(line)
        folder.mkdir()
        (folder / "a.md").write_text("Gammal text", encoding="utf-8")
        with pytest.MonkeyPatch.context() as patched, contextlib.suppress(KeyboardInterrupt):
            patched.setattr(os, "fsync", lambda _handle: None)
            with stopped_at(line):
                writing.write_all({folder / name: text for name, text in contents.items()})

        found = {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir()}
        assert found in (
            {"a.md": "Gammal text"},
            {"a.md": "Ny text"},
            contents,
        ), line
        if found == contents and line > 100:
            return


# --- what is to be new


def test_new_files_are_made_with_their_folders_and_nothing_is_left_beside_them(tmp_path: Path) -> None:
    writing.make({tmp_path / "a" / "ikf.yaml": "å\n", tmp_path / "b.toml": b"b\n"})

    assert (tmp_path / "a" / "ikf.yaml").read_bytes() == "å\n".encode()
    assert (names_in(tmp_path), names_in(tmp_path / "a")) == (["a", "b.toml"], ["ikf.yaml"])


@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
def test_a_file_that_came_while_the_new_one_was_written_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    file = tmp_path / "ikf.yaml"
    link = os.link

    def late(source: Path, target: Path) -> None:
        if target == file:
            file.write_text("den andras\n")
        if not links:
            raise OSError(errno.EPERM, "Operation not permitted")
        link(source, target)

    monkeypatch.setattr(os, "link", late)

    with pytest.raises(IopctlError, match=r"ikf\.yaml"):
        writing.make({tmp_path / "first.md": "a\n", file: "min\n"})

    assert file.read_text() == "den andras\n"
    assert names_in(tmp_path) == ["ikf.yaml"]


def test_on_a_disk_without_links_new_files_are_whole_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(_source: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", denied)

    writing.make({tmp_path / "ikf.yaml": "text\n"})

    assert (tmp_path / "ikf.yaml").read_text() == "text\n"
    assert names_in(tmp_path) == ["ikf.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_a_link_to_nowhere_is_in_the_way_of_a_new_file(tmp_path: Path) -> None:
    (tmp_path / "ikf.yaml").symlink_to("nowhere")

    with pytest.raises(IopctlError, match=r"this is already there"):
        writing.make({tmp_path / "ikf.yaml": "text\n"})

    assert names_in(tmp_path) == ["ikf.yaml"]


# Stopped just after opening, a file is closed by Python, which warns.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_at_whatever_line_it_is_stopped_there_are_whole_new_files_or_none(tmp_path: Path) -> None:
    for line in itertools.count(1):
        folder = tmp_path / str(line)
        folder.mkdir()
        with pytest.MonkeyPatch.context() as patched, contextlib.suppress(KeyboardInterrupt):
            patched.setattr(os, "fsync", lambda _handle: None)
            with stopped_at(line):
                writing.make({folder / "a.yaml": "a", folder / "b.yaml": "b"})

        found = {each.name: each.read_text() for each in folder.iterdir()}
        assert found.items() <= {"a.yaml": "a", "b.yaml": "b"}.items(), line
        if len(found) == 2 and line > 60:
            return


def test_a_name_of_255_bytes_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / f"{'å' * 126}.md"

    writing.write_all({file: "text\n"})

    assert file.read_text() == "text\n"


# --- what is not replaced but added to


def test_a_text_is_added_and_no_lock_is_left(tmp_path: Path) -> None:
    page = tmp_path / "page.md"

    writing.append(page, "å\n")
    writing.append(page, "b\n")

    assert page.read_bytes() == "å\nb\n".encode()
    assert names_in(tmp_path) == ["page.md"]


def test_while_another_run_adds_to_a_page_none_else_does(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    with page.open("w") as held:
        guarding.hold(held.fileno())

        with pytest.raises(IopctlError):
            writing.append(page, "a\n")


@pytest.mark.parametrize("most", range(200))
def test_what_does_not_fit_is_cut_at_the_end_of_a_line_and_never_exceeds_the_bound(most: int) -> None:
    content = "".join(f"rad {number}, å\n" for number in range(100, 130)).encode()

    cut = writing.shortened(content, most)

    assert len(cut) <= most
    if most > 100:
        rows, said = cut.decode().split("\n\n")
        assert content.decode().startswith(f"{rows}\n")
        assert said.startswith("The rest is left out")
        assert said.endswith("\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_pipe_that_nobody_reads_is_refused_and_nobody_waits(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(IopctlError, match=r"pipe cannot be written: nobody reads this pipe"):
        writing.write_all({tmp_path / "pipe": "text\n"})
    with pytest.raises(IopctlError, match=r"pipe cannot be written"):
        writing.append(tmp_path / "pipe", "text\n")


@contextlib.contextmanager
def stopped_at(line: int) -> Iterator[None]:
    """Press Ctrl-C before the line of `writing` that is the so-manieth to be run."""
    lines = itertools.count(1)

    def trace(frame: FrameType, event: str, _argument: object) -> TraceFunction | None:
        if frame.f_code.co_filename != writing.__file__:
            return None
        if event == "line" and next(lines) == line:
            raise KeyboardInterrupt
        return trace

    # Whoever measures the tests has set one too.
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)
