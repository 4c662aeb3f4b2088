from __future__ import annotations

import contextlib
import itertools
import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from iopctl.problem import IopctlError
from iopctl.source import writing

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
