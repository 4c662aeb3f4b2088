"""The list of frozen memos, as it is read and as it is written."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl.source import frozen
from iopctl.source.folder import Folder
from iopctl.source.frozen import Frozen

WORDS = "# Ärendet\n\nNämnden beslutar.\n"
SUM = hashlib.sha256(WORDS.encode()).hexdigest()


def kept(root: Path, listed: bytes, **memos: bytes) -> Frozen:
    """Make a register's folder of frozen memos, and read its list; a memo is named by its matter."""
    (root / "frozen").mkdir(exist_ok=True)
    (root / "frozen" / "SHA256SUMS").write_bytes(listed)
    for matter, content in memos.items():
        (root / "frozen" / f"ikf.{matter}.md").write_bytes(content)
    return frozen.read(Folder(root / "agreements"))


def codes(found: Frozen, *ids: str) -> list[str]:
    """Give the codes of what is wrong, in a register of these agreements."""
    return [each.code for each in found.check(ids)]


def test_a_register_that_has_frozen_nothing_has_no_list(tmp_path: Path) -> None:
    found = frozen.read(Folder(tmp_path / "agreements"))

    assert (found.lines, found.unread, codes(found, "ikf")) == ((), (), [])


@pytest.mark.parametrize(
    "line",
    [
        f"{SUM}  ikf.antagande.md\n",
        f"{SUM} *ikf.antagande.md\r\n",
        f"\N{BYTE ORDER MARK}{SUM}  ./ikf.antagande.md",
        f"# Frusna\n\n{SUM.upper()}  .\\ikf.antagande.md\r\n",
        f"{SUM}  ikf.antagande.md\n{SUM}  ikf.antagande.md\n",
    ],
)
def test_a_line_is_read_as_sha256sum_reads_it_on_every_system(tmp_path: Path, line: str) -> None:
    found = kept(tmp_path, line.encode(), antagande=WORDS.encode())
    memo = found.line("ikf", "antagande")

    assert memo is not None
    assert found.words(memo) == WORDS
    assert codes(found, "ikf") == []


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        SUM,
        f"{SUM[:-1]}  ikf.antagande.md",
        f"{SUM[:-1]}g  ikf.antagande.md",
        f"{SUM} ikf.antagande.md",
        f"{SUM}  frozen/ikf.antagande.md",
        f"{SUM}  ..\\ikf.antagande.md",
        f"{SUM}  ikf.antagande.docx",
        f"{SUM}  ikf.md",
        f"{SUM}  ikf.anta\x00gande.md",
        f"{SUM}  ikf.anta\x1b[2Jgande.md",
        "\x00\x00",
    ],
)
def test_what_is_no_line_is_told_with_its_number_and_nothing_is_relied_on(tmp_path: Path, line: str) -> None:
    found = kept(tmp_path, f"# Frusna\n{line}\n".encode(), antagande=WORDS.encode())

    assert [(each.code, each.place.line) for each in found.unread] == [("IOP860", 2)]
    assert codes(found, "ikf") == ["IOP860"]


def test_a_list_that_is_saved_in_another_encoding_is_told(tmp_path: Path) -> None:
    found = kept(tmp_path, f"{SUM}  ikf.antagande.md\n".encode("utf-16"))

    assert {each.code for each in found.unread} == {"IOP860"}


def test_of_two_checksums_for_one_memo_none_is_chosen(tmp_path: Path) -> None:
    found = kept(tmp_path, f"{SUM}  ikf.a.md\n\n{'0' * 64}  ikf.a.md\n".encode(), a=WORDS.encode())

    assert [(each.code, each.place.line) for each in found.unread] == [("IOP861", 3)]


def test_other_line_ends_are_no_change_and_one_more_character_is(tmp_path: Path) -> None:
    listed = f"{SUM}  ikf.a.md\n".encode()

    windows = kept(tmp_path, listed, a=WORDS.replace("\n", "\r\n").encode())
    assert codes(windows, "ikf") == []
    changed = kept(tmp_path, listed, a=f"{WORDS}.".encode())
    assert codes(changed, "ikf") == ["IOP863"]


def test_what_is_missing_unlisted_or_of_no_agreement_is_told(tmp_path: Path) -> None:
    found = kept(tmp_path, f"{SUM}  ikf.a.md\n{SUM}  lyktan.b.md\n".encode(), c=WORDS.encode())
    (tmp_path / "frozen" / "README.md").write_text("Läs mig.\n", encoding="utf-8")

    assert codes(found, "ikf", "lyktan") == ["IOP862", "IOP862", "IOP867"]
    assert codes(found, "ikf", "lykta") == ["IOP862", "IOP862", "IOP867", "IOP864"]


def test_a_matter_that_is_gone_is_told_and_the_closest_is_named(tmp_path: Path) -> None:
    found = kept(tmp_path, f"{SUM}  ikf.antagande.md\n".encode(), antagande=WORDS.encode())

    assert list(found.unknown_matters("ikf", ["antagande"])) == []
    (problem,) = found.unknown_matters("ikf", ["antaganden", "avslut"])
    assert problem.code == "IOP865"
    assert problem.hint.startswith("Did you mean 'antaganden'?")


def test_a_name_means_the_same_however_a_system_composes_its_letters(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "förlängning")
    found = kept(tmp_path, f"{SUM}  ikf.{apart}.md\n".encode())

    assert found.line("ikf", "förlängning") is not None
    assert found.line("ikf", apart) is not None


def test_the_list_is_sorted_and_keeps_its_remarks(tmp_path: Path) -> None:
    found = kept(tmp_path, f"# Frusna\n{'1' * 64}  ikf.c.md\r\n{'0' * 64}  ikf.b.md\n".encode())

    assert found.with_memo("ikf", "a", WORDS).decode() == (
        f"# Frusna\n{SUM}  ikf.a.md\n{'0' * 64}  ikf.b.md\n{'1' * 64}  ikf.c.md\n"
    )
    assert found.with_memo("ikf", "c", WORDS).decode() == f"# Frusna\n{'0' * 64}  ikf.b.md\n{SUM}  ikf.c.md\n"


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not everywhere")
def test_an_auditor_checks_the_list_with_sha256sum(tmp_path: Path) -> None:
    found = kept(tmp_path, b"# Frusna\n", a=WORDS.encode())
    (tmp_path / "frozen" / "SHA256SUMS").write_bytes(found.with_memo("ikf", "a", WORDS))
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]

    asked = subprocess.run(command, cwd=tmp_path / "frozen", capture_output=True, check=False)

    assert (asked.returncode, asked.stdout) == (0, b"ikf.a.md: OK\n")


@pytest.mark.parametrize("matter", ["a/b", "KS 2022:1", "slut.", "slut ", 'a"b', "a\tb", "å" * 130])
def test_an_id_that_some_system_cannot_have_in_a_name_is_known(matter: str) -> None:
    assert not frozen.can_be_named("ikf", matter)


@given(st.dictionaries(st.from_regex(r"[a-zåäö0-9 .-]{0,20}[a-zåäö0-9]", fullmatch=True), st.text()))
def test_what_is_written_to_the_list_is_read_from_it(memos: dict[str, str]) -> None:
    found = Frozen(Path("frozen"))
    for matter, words in memos.items():
        assert frozen.can_be_named("ikf", matter)
        found = frozen.listed(Path("frozen"), found.with_memo("ikf", matter, words))

    assert found.unread == ()
    for matter, words in memos.items():
        line = found.line("ikf", matter)
        assert line is not None
        assert line.checksum == frozen.checksum(words)
