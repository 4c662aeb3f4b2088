"""No answer takes the place of what people write themselves, whatever name leads there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from iopctl.problem import IopctlError
from iopctl.source import writing

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")

# One of each kind of file that people write themselves, in a register.
SOURCES = (
    "agreements/ikf.yaml",
    "agreements/index/PKV.yaml",
    "agreements/thresholds/lou.yaml",
    "templates/profiles/egen.yaml",
    "templates/memo/extend.md.j2",
    "iopctl.toml",
    "frozen/ikf.antagande-2021.md",
    "frozen/SHA256SUMS",
    # A template may include files of any name.
    "templates/memo/part.md",
    "templates/part.txt",
    ".git/HEAD",
    ".git/refs/heads/main.csv",
    ".gitattributes",
    "agreements/ikf.yaml~",
)
TEXT = b"as it was written\n"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    for name in SOURCES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(TEXT)
    (tmp_path / "memos").mkdir()
    return tmp_path


def refused(path: Path, kept: tuple[Path, ...] = ()) -> str:
    before = {each: each.read_bytes() for each in _files(path)}
    with pytest.raises(IopctlError) as refusal:
        writing.write_all({path: "an answer\n"}, kept=kept)
    assert {each: each.read_bytes() for each in _files(path)} == before
    assert "Nothing was changed" in refusal.value.hint
    return str(refusal.value)


def _files(path: Path) -> list[Path]:
    root = next(each for each in path.parents if (each / "memos").is_dir())
    return [each for each in root.rglob("*") if each.is_file()]


@pytest.mark.parametrize("name", SOURCES)
def test_an_answer_does_not_replace_it_by_its_own_name(register: Path, name: str) -> None:
    refused(register / name)


@on_posix
@pytest.mark.parametrize("name", SOURCES)
def test_an_answer_does_not_replace_it_through_a_link(register: Path, name: str) -> None:
    link = register / "memos" / "ikf.md"
    link.symlink_to(register / name)

    assert "ikf.md" in refused(link)
    assert link.is_symlink()


@on_posix
@pytest.mark.parametrize("name", SOURCES)
def test_an_answer_does_not_replace_it_through_links_of_links_and_folders(register: Path, name: str) -> None:
    (register / "memos" / "folder").symlink_to((register / name).parent)
    (register / "memos" / "one").symlink_to(Path("folder") / Path(name).name)
    (register / "memos" / "two.md").symlink_to("one")

    refused(register / "memos" / "two.md")
    refused(register / "memos" / "folder" / Path(name).name)
    refused(register / "memos" / ".." / "memos" / "folder" / ".." / Path(name))


@pytest.mark.parametrize("name", SOURCES)
def test_an_answer_does_not_replace_it_through_a_hard_link(register: Path, name: str) -> None:
    link = register / "memos" / "ikf.md"
    link.hardlink_to(register / name)

    assert "has 2 names (hard links)" in refused(link)


@pytest.mark.parametrize(
    "name", ["x.YAML", "x.Yml", "x.yaml.", "x.J2", "IOPCTL.TOML", "x.yml ", "sha256sums"]
)
def test_a_suffix_in_capitals_is_the_same_suffix(register: Path, name: str) -> None:
    (register / "agreements" / name).write_bytes(TEXT)

    assert "people write themselves" in refused(register / "agreements" / name)


@pytest.mark.parametrize("name", ["agreements/new.yaml", "agreements/index/NEW.yml", "templates/new.J2"])
def test_an_answer_does_not_become_a_new_file_of_the_register(register: Path, name: str) -> None:
    refused(register / name)
    assert not (register / name).exists()


@on_posix
def test_a_link_to_nowhere_does_not_become_a_new_file_of_the_register(register: Path) -> None:
    link = register / "memos" / "ikf.md"
    link.symlink_to("../agreements/new.yaml")

    refused(link)
    assert not (register / "agreements" / "new.yaml").exists()


def test_a_memo_does_not_join_the_frozen_ones_by_its_name(register: Path) -> None:
    assert "iopctl freeze" in refused(register / "frozen" / "ikf.forlangning-2023.md")


def test_the_house_file_is_kept_by_whatever_name(register: Path) -> None:
    house = register / "mall.docx"
    house.write_bytes(TEXT)

    refused(register / "memos" / ".." / "mall.docx", kept=(house,))


def test_folders_that_only_have_the_name_of_templates_take_answers(tmp_path: Path) -> None:
    report = tmp_path / "templates" / "report.csv"

    writing.write_all({report: "id\n"})

    assert report.read_bytes() == b"id\n"


def test_of_several_answers_none_is_written_where_one_would_replace_a_source(register: Path) -> None:
    with pytest.raises(IopctlError):
        writing.write_all({register / "memos" / "a.md": "a", register / "agreements" / "ikf.yaml": "b"})

    assert list((register / "memos").iterdir()) == []


@on_posix
def test_a_link_to_an_older_answer_stays_a_link_and_its_target_is_written(register: Path) -> None:
    (register / "real.md").write_bytes(b"old")
    link = register / "memos" / "ikf.md"
    link.symlink_to("../real.md")

    writing.write_all({link: "new\n"})

    assert link.is_symlink()
    assert (register / "real.md").read_bytes() == b"new\n"
