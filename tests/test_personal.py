"""A person's number is refused, and shown nowhere.

No number here is anybody's: the last digit checks the others, but there is no month 13.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from iopctl import personal
from tests import builders
from tests.runs.run import register, run

PERSONS = [
    "921399-0022",
    "921399+0022",
    "9213990022",
    "19921399-0022",
    "199213990022",
    "18921399-0022",
    "92 13 99-0022",
    "921399\u20110022",
    "921399-0022 (Kim)",
    # A samordningsnummer: 60 is added to the day.
    "921373-0022",
    # The last digit is wrong, as where it was mistyped.
    "921399-0023",
]


@pytest.mark.parametrize("number", PERSONS)
def test_an_organisation_has_no_number_of_a_person(number: str) -> None:
    slip = builders.problem(f"""
        parties:
          kommunen: {{role: public, name: Linköpings kommun}}
          ikf: {{role: civil, name: IKF, org_number: "{number}"}}
        """)

    assert (slip.code, slip.place.line, slip.place.column) == ("IOP307", 3, 45)
    assert number not in slip.message + slip.hint + slip.source_line
    assert not any(each.isdigit() for each in slip.source_line)


@pytest.mark.parametrize("number", ["802000-1239", "8020001239", "212000-0449"])
def test_the_third_digit_of_an_organisations_number_is_2_or_more(number: str) -> None:
    text = f"""
        parties:
          kommunen: {{role: public, name: Linköpings kommun}}
          ikf: {{role: civil, name: IKF, org_number: "{number}"}}
        """

    assert builders.found(text) == []
    assert personal.masked(text) == text


@pytest.mark.parametrize("number", PERSONS[:5])
@pytest.mark.parametrize(
    "arguments",
    [
        *(
            ("validate", "--format", form)
            for form in ("full", "concise", "json", "github", "gitlab", "sarif", "junit")
        ),
        ("list",),
        ("show", "ikf"),
        ("show", "ikf", "--format", "json"),
        ("memo", "ikf"),
        ("diff", "agreements/stadsmission.yaml", "agreements/ikf.yaml"),
    ],
    ids=" ".join,
)
def test_the_number_of_a_person_is_shown_in_no_answer_and_no_report(
    tmp_path: Path, number: str, arguments: tuple[str, ...]
) -> None:
    file = register(tmp_path) / "agreements" / "ikf.yaml"
    text = file.read_text(encoding="utf-8")
    # A second fault on the same line shows that line too.
    civil = f'  ikf: {{role: civil, name: IKF, org_number: "{number}", odd: 1}}\n'
    lines = text.splitlines(keepends=True)
    start = next(index for index, line in enumerate(lines) if line.startswith("  ikf:"))
    stop = next(index for index in range(start + 1, len(lines)) if not lines[index].startswith("    "))
    file.write_text("".join([*lines[:start], civil, *lines[stop:]]), encoding="utf-8")

    answer = run(*arguments, cwd=tmp_path)

    assert answer.exit_code in {0, 1}
    said = answer.stdout + answer.stderr
    assert "0022" not in said
    assert "9213" not in said


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("note: Kim, 19921399-0022, ringer", "note: Kim, ••••••••-••••, ringer"),
        ("amount: 1100000", "amount: 1100000"),
        ("case_number: KS 2021-118", "case_number: KS 2021-118"),
        ("ends: 2021-12-31 # 2022-01-01", "ends: 2021-12-31 # 2022-01-01"),
        ("org_number: 802000-1239", "org_number: 802000-1239"),
    ],
)
def test_only_what_is_written_like_a_persons_number_is_hidden_in_a_line(line: str, shown: str) -> None:
    assert personal.masked(line) == shown
