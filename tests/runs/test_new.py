from __future__ import annotations

import datetime
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopctl import inspection, register
from iopctl.commands import new
from iopctl.problem import IopctlError
from iopctl.source.folder import Folder
from tests.runs.run import files_in, run

if TYPE_CHECKING:
    from tests.runs.terminal import Terminal

GIVEN = {
    "title": "Partnerskapet Lyktan",
    "public": "Exempelby kommun",
    "civil": "Föreningen Lyktan",
    "purpose": "En mötesplats för den som lever ensam.",
    "starts": "2025-01-01",
    "ends": "2026-12-31",
    "public_amount": "600 000",
    "civil_amount": "at least 300 000",
}


def options(**more: str) -> list[str]:
    """Give everything that is needed, and more, as options."""
    return [f"--{name.replace('_', '-')}={value}" for name, value in (GIVEN | more).items()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a register without any agreement."""
    (tmp_path / "agreements").mkdir()
    return tmp_path


def test_what_is_needed_makes_an_agreement_without_problems(folder: Path) -> None:
    done = run("new", "lyktan", *options(), cwd=folder)
    checked = run("validate", "--fail-on", "warning", "--as-of", "2040-01-01", cwd=folder)

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Wrote agreements/lyktan.yaml\nNext: ")
    assert (checked.exit_code, checked.stdout) == (0, "1 agreement, no problems.\n")


def test_the_file_says_what_was_given_and_nothing_else(folder: Path) -> None:
    more = {
        "board": "kommunstyrelsen",
        "administration": "Kontoret",
        "short_name": "no",
        "case_number": "KS 1",
    }
    run("new", "lyktan", *options(**more), cwd=folder)

    lines = (folder / "agreements" / "lyktan.yaml").read_text(encoding="utf-8").splitlines()

    assert lines[0] == "# yaml-language-server: $schema=agreement.schema.json"
    assert [line for line in lines if line and not line.startswith("#")] == [
        "format: 1",
        "title: Partnerskapet Lyktan",
        "case_number: KS 1",
        "parties:",
        "  kommunen:",
        "    role: public",
        "    name: Exempelby kommun",
        "    board: kommunstyrelsen",
        "    administration: Kontoret",
        "  foreningen:",
        "    role: civil",
        "    name: Föreningen Lyktan",
        "    short_name: 'no'",
        "purpose: En mötesplats för den som lever ensam.",
        "term:",
        "  starts: 2025-01-01",
        "  ends: 2026-12-31",
        "budget:",
        "  - from: 2025-01-01",
        "    contributions:",
        "      - name: Kommunens insats",
        "        by: kommunen",
        "        kind: mixed",
        "        amount: 600 000",
        "      - name: Föreningens insats",
        "        by: foreningen",
        "        kind: mixed",
        "        amount: at least 300 000",
    ]


def test_away_from_a_terminal_every_missing_option_is_named_at_once(folder: Path) -> None:
    done = run("new", "lyktan", "--title", "Lyktan", "--starts", "2025-01-01", cwd=folder)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: Nothing was made; these options are missing: "
        "--public, --civil, --purpose, --ends, --public-amount, --civil-amount.\n"
        "Give them all, or run the command on a terminal, where it asks.\n"
    )
    assert files_in(folder) == {}


def test_everything_that_the_reader_would_refuse_is_said_at_once_in_its_words(folder: Path) -> None:
    done = run("new", "lyktan", *options(starts="2025-13-01", civil_amount="mycket", board=" "), cwd=folder)

    assert (done.exit_code, done.stdout) == (2, "")
    said = dict(line.split(": ", 1) for line in done.stderr.splitlines()[1:] if line.startswith("--"))
    assert said.keys() == {"--board", "--starts", "--civil-amount"}
    assert "2025-13-01" in said["--starts"]
    assert "mycket" in said["--civil-amount"]
    assert files_in(folder) == {}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ends", "2024-12-31", "The period ends on 2024-12-31, before it starts on 2025-01-01."),
        ("ends", "tills vidare", "'tills vidare' is not an end."),
        ("starts", "2025-01-01 # x: y", "'2025-01-01 # x: y' is not a day."),
        ("starts", "null", "'null' is not a day."),
        ("public_amount", "0", "No public party puts anything in."),
        ("civil_amount", "-5", "'-5' is negative."),
        ("title", "", "There is no text here."),
        ("title", "a\x07b", "The character U+0007 cannot stand in an agreement file."),
        ("title", "a\udce5b", "The file is not UTF-8 text"),
    ],
)
def test_a_value_that_cannot_be_is_refused(name: str, value: str, said: str) -> None:
    with pytest.raises(IopctlError) as caught:
        new.check(GIVEN | {name: value})

    assert f"--{name.replace('_', '-')}: {said}" in str(caught.value)


@pytest.mark.parametrize(
    ("agreement_id", "cure"),
    [
        ("Föreningen Lyktan", ": foreningen-lyktan."),
        ("ikf.yaml", ": ikf."),
        ("../ikf", ": ikf."),
        ("con", "."),
        ("…", "."),
    ],
)
def test_an_id_that_no_file_can_have_is_refused_with_one_that_it_can(
    folder: Path, agreement_id: str, cure: str
) -> None:
    done = run("new", agreement_id, *options(), cwd=folder)

    assert done.exit_code == 2
    assert f"'{agreement_id}'" in done.stderr
    assert done.stderr.endswith(f"{cure}\n")
    assert files_in(folder) == {}


@pytest.mark.parametrize("name", ["lyktan.yaml", "lyktan.yml", "Lyktan.yaml"])
def test_an_id_that_is_taken_is_refused(folder: Path, name: str) -> None:
    (folder / "agreements" / name).write_text("min\n")

    done = run("new", "lyktan", *options(), cwd=folder)

    assert done.exit_code == 2
    assert f"agreements/{name}" in done.stderr
    assert files_in(folder) == {f"agreements/{name}": b"min\n"}


def test_without_a_register_nothing_is_made(tmp_path: Path) -> None:
    done = run("new", "lyktan", *options(), cwd=tmp_path)

    assert done.exit_code == 2
    assert "'agreements'" in done.stderr


_TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from("\n:#-*&!'\"{}[]|> å"), max_size=30)


@pytest.mark.parametrize("name", ["title", "public", "civil", "purpose", "case_number", "board"])
def test_what_validate_would_refuse_is_not_written(folder: Path, name: str) -> None:
    done = run("new", "lyktan", *options(**{name: "{{ money.2022 }}"}), cwd=folder)

    assert done.exit_code == 2
    assert "where none is put in" in done.stderr
    assert list((folder / "agreements").iterdir()) == []


@given(_TEXT, _TEXT, _TEXT)
def test_whatever_text_is_let_in_reads_back_as_the_same_text(title: str, public: str, purpose: str) -> None:
    given_texts = GIVEN | {"title": title, "public": public, "purpose": purpose}
    try:
        new.check(given_texts)
    except IopctlError:
        return
    with tempfile.TemporaryDirectory() as made:
        path = new.place(Folder(Path(made)), "lyktan")
        new.run(path, given_texts)

        record = register.read(path)

        assert inspection.refusals(path, record) == ()
        assert record.agreement is not None, record.problems
        assert record.agreement.title == title.strip()
        assert record.agreement.parties["kommunen"].name == public.strip()
        assert record.agreement.purpose == purpose.strip()
        assert record.agreement.term.starts == datetime.date(2025, 1, 1)


def terminal(folder: Path, *arguments: str, columns: int = 200) -> Terminal:
    """Sit down at a terminal; where there are none, as on Windows, the test is skipped."""
    if os.name == "nt":
        pytest.skip("Windows has no such terminals")
    from tests.runs.terminal import Terminal

    return Terminal(folder, "new", "lyktan", *arguments, columns=columns)


def test_on_a_terminal_what_is_missing_is_asked_for_until_it_can_be_read(folder: Path) -> None:
    session = terminal(folder, "--title", "Lyktan", "--public-amount", "600 000")
    session.expect("Answer what is asked; Ctrl-C stops, and nothing is made.")
    for name, reply in [
        ("public", "Exempelby kommun"),
        ("board", ""),
        ("administration", ""),
        ("civil", "Föreningen Lyktan"),
        ("short_name", ""),
        ("case_number", "no"),
        ("purpose", ""),
        ("purpose", "En mötesplats: öppen för alla"),
        ("starts", "1 januari 2025"),
        ("starts", "2025-01-01"),
        ("ends", "2024-12-31"),
        ("ends", "2026-12-31"),
        ("civil_amount", "about 300 000"),
    ]:
        before = session.expect(f"{new.questions()[name]}: ")
        if name == "starts" and reply == "2025-01-01":
            assert before.startswith("'1 januari 2025' is not a day. Did you mean '2025-01-01'? ")
        session.answer(reply)
    code, said = session.leave()

    assert (code, said.splitlines()[0]) == (0, "Wrote agreements/lyktan.yaml")
    agreement = register.read(folder / "agreements" / "lyktan.yaml").agreement
    assert agreement is not None
    assert (agreement.case_number, agreement.purpose) == ("no", "En mötesplats: öppen för alla")
    assert agreement.parties["kommunen"].board is None


def test_on_a_terminal_too_a_wrong_option_is_refused_before_anything_is_asked(folder: Path) -> None:
    code, said = terminal(folder, "--starts", "i fjol").leave()

    assert code == 2
    assert said.startswith("Error: Nothing was made.\n--starts: 'i fjol' is not a day.")


def test_on_a_terminal_nothing_is_asked_where_nothing_needed_is_missing(folder: Path) -> None:
    code, said = terminal(folder, *options()).leave()

    assert (code, said.splitlines()[0]) == (0, "Wrote agreements/lyktan.yaml")


@pytest.mark.parametrize("given", [options(), ["--starts", "i fjol"]])
def test_what_is_said_stays_inside_the_terminal(folder: Path, given: list[str]) -> None:
    _, said = terminal(folder, *given, columns=60).leave()

    assert max(map(len, said.splitlines())) <= 60


def test_ctrl_c_at_a_question_leaves_nothing_behind(folder: Path) -> None:
    session = terminal(folder)
    session.expect(f"{new.questions()['title']}: ")
    session.answer("Lyktan")
    session.expect(f"{new.questions()['public']}: ")
    session.interrupt()

    assert session.leave() == (130, "\n")
    assert files_in(folder) == {}
