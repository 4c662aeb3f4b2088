from __future__ import annotations

import json
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from iopctl import visible
from tests import builders
from tests.runs.run import register, run

ACTING = [
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
]
HOSTILE = st.text(st.one_of(st.sampled_from([*ACTING, *"::##[] a", "\N{NO-BREAK SPACE}"]), st.characters()))


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Familjepedagog", "Familjepedagog"),
        ("a\n\nb", "a b"),
        ("  a \r\n  b\t c", "  a b  c"),
        ("x\x1b]0;t\x07y", "x\ufffd]0;t\ufffdy"),
        ("a\u2028b\u2029c\x85d\x0be\x0cf", "a b c d e f"),
        ("\u202eabc", "\ufffdabc"),
        ("a\x9b2J\x7f", "a\ufffd2J\ufffd"),
        ("1\N{NO-BREAK SPACE}000", "1\N{NO-BREAK SPACE}000"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("\n\n", ""),
    ],
)
def test_a_value_is_one_line_with_all_in_it_visible(written: str, seen: str) -> None:
    assert visible.line(written) == seen


@given(written=HOSTILE)
def test_nothing_of_a_value_is_left_that_a_terminal_acts_upon(written: str) -> None:
    line = visible.line(written)

    assert not set(line) & set(ACTING)
    assert visible.line(line) == line
    assert len(line.splitlines()) <= 1


@given(written=HOSTILE)
def test_no_line_of_a_text_is_a_command_to_a_ci_system(written: str) -> None:
    cleaned = visible.text(written)

    assert not set(cleaned) & (set(ACTING) - set("\n\t\r"))
    assert cleaned.count("\r") == cleaned.count("\r\n")
    assert not any(line.lstrip().startswith("::") for line in cleaned.split("\n"))
    assert "##[" not in cleaned


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("  ::error::x", "  \ufffd:error::x"),
        ("a::b ##[error]c ##VSO[task.x]", "a::b \ufffd#[error]c \ufffd#VSO[task.x]"),
        ("# Rubrik\n## Del\n", "# Rubrik\n## Del\n"),
        ("BEGIN:VEVENT\r\n", "BEGIN:VEVENT\r\n"),
    ],
)
def test_a_command_at_the_last_door_is_no_command_any_more(written: str, seen: str) -> None:
    assert visible.text(written) == seen


def test_only_where_colours_are_shown_their_codes_stay() -> None:
    painted = "\x1b[1;31mförsenad\x1b[0m \x1b]0;t\x07"

    assert visible.text(painted, coloured=True) == "\x1b[1;31mförsenad\x1b[0m \ufffd]0;t\ufffd"
    assert "\x1b" not in visible.text(painted)


@given(written=HOSTILE)
def test_json_keeps_every_value_and_holds_no_command(written: str) -> None:
    shown = visible.json(json.dumps([written], ensure_ascii=False))

    assert json.loads(shown) == [written]
    assert visible.text(shown) == shown


@pytest.mark.parametrize(
    "words",
    [
        *(
            "手作",
            "Provföreningen",
            "Provfo\u0308reningen",
            "🎉",
            "👩\u200d👩\u200d👧\u200d👦",
            "❤\ufe0f",
            "❤",
        ),
        *(
            "a\u200bb",
            "한글",
            "\u1112\u1161\u11ab",
            "🇸🇪",
            "👍🏽",
            "क्षि",
            "א\u05b0",
            "1\ufe0f\u20e3",
            "Prov\u2011by",
        ),
    ],
)
def test_a_text_takes_as_many_columns_as_rich_gives_it(words: str) -> None:
    assert visible.columns(words) == cell_len(words)
    assert visible.columns(visible.padded(words, 20)) == 20


@pytest.mark.parametrize(
    "unit", ["\n", " \n", "\x1b", " ", "::", "\n::", "#", "##[", "\N{COMBINING DIAERESIS}"]
)
@pytest.mark.parametrize("work", [visible.line, visible.text, visible.json, visible.columns])
def test_the_work_grows_no_faster_than_the_text(work: object, unit: str) -> None:
    assert callable(work)

    def taken(times: int) -> float:
        written = "a" + unit * times
        started = time.process_time()
        work(written)
        return time.process_time() - started

    assert min(taken(80_000) for _ in range(3)) < 8 * max(min(taken(20_000) for _ in range(3)), 0.005)


def test_every_control_character_of_unicode_is_shown() -> None:
    controls = [
        chr(number) for number in range(0x110000) if unicodedata.category(chr(number)) in {"Cc", "Zl", "Zp"}
    ]

    assert set("".join(map(visible.line, controls))) <= {" ", "\N{REPLACEMENT CHARACTER}"}


# No number here is anybody's: the last digit checks the others, but there is no month 13.
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
    assert visible.masked(text) == text


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
    assert visible.masked(line) == shown
