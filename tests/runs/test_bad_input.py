"""Bad input, tried as a new user would: a clear message, the right exit code, no traceback, no partial file.

Each case is a small change to a sound agreement. What stands under `must_show` is the answer, whole: code and
place, the line with a caret under what is wrong, and how to mend it.
"""

# ruff: noqa: E501 - what must be shown stands here as it is shown

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from tests.runs.run import AS_INSTALLED, Result, environment, run

SOUND = """\
format: 1
title: IOP, Föreningen
parties:
  kommunen:
    role: public
    name: Kommunen
  ideell:
    role: civil
    name: Föreningen
purpose: Gemenskap.
term:
  starts: 2021-01-01
  ends: 2022-12-31
extension:
  options: 2
  length: 1 year
  extensions:
    - starts: 2023-01-01
      ends: 2023-12-31
      status: decided
budget:
  - from: 2021-01-01
    contributions:
      - name: Handledare
        by: kommunen
        kind: staff
        hours_per_week: 20
        weeks_per_year: 40
        hourly_rate: 265
        amount: 212000
      - name: Lokal
        by: ideell
        kind: premises
        amount: 50000
"""


@dataclass(frozen=True)
class Slip:
    """One slip of the pen: what is written in place of what, and what `validate` must show."""

    change: tuple[str, str]
    must_show: str


SLIPS = {
    "a month 13": Slip(
        ("starts: 2021-01-01", "starts: 2021-13-01"),
        """
        agreements/a.yaml:12:11: IOP216 There is no '2021-13-01': the months of a year are 01 to 12.
           12 |   starts: 2021-13-01
              |           ^^^^^^^^^^
              = Correct the day, the month or the year.
        """,
    ),
    "29 February in a common year": Slip(
        ("ends: 2022-12-31", "ends: 2022-02-29"),
        """
        agreements/a.yaml:13:9: IOP216 There is no '2022-02-29': February 2022 has 28 days.
           13 |   ends: 2022-02-29
              |         ^^^^^^^^^^
              = Correct the day, the month or the year.
        """,
    ),
    "a negative amount": Slip(
        ("amount: 212000", "amount: -212000"),
        """
        agreements/a.yaml:30:17: IOP602 '-212000' is negative.
           30 |         amount: -212000
              |                 ^^^^^^^
              = What a party puts in is zero or more; write who bears it under 'by'.
        """,
    ),
    "hours × rate that differ from the amount": Slip(
        ("amount: 212000", "amount: 221000"),
        """
        agreements/a.yaml:30:17: IOP603 The amount is 221000 kr, but the hours give 212000 kr: 800 h × 265 kr.
           30 |         amount: 221000
              |                 ^^^^^^
              = Correct the hours, the rate or the amount; 'amount' may be left out where the hours give it.
        """,
    ),
    "hours × rate that differ from the amount by one krona": Slip(
        ("amount: 212000", "amount: 212001"),
        """
        agreements/a.yaml:30:17: IOP603 The amount is 212001 kr, but the hours give 212000 kr: 800 h × 265 kr.
           30 |         amount: 212001
              |                 ^^^^^^
              = Correct the hours, the rate or the amount; 'amount' may be left out where the hours give it.
        """,
    ),
    "a contribution by a party that does not exist": Slip(
        ("by: kommunen", "by: komunen"),
        """
        agreements/a.yaml:25:13: IOP302 'komunen' is not one of the parties.
           25 |         by: komunen
              |             ^^^^^^^
              = Did you mean 'kommunen'?
        """,
    ),
    "an extension that overlaps the period before": Slip(
        ("- starts: 2023-01-01", "- starts: 2022-07-01"),
        """
        agreements/a.yaml:18:15: IOP501 This extension starts on 2022-07-01, but the period before it ends on 2022-12-31.
           18 |     - starts: 2022-07-01
              |               ^^^^^^^^^^
              = An extension starts on the day after: 2023-01-01.
        """,
    ),
    "an extension longer than the clause allows": Slip(
        ("ends: 2023-12-31", "ends: 2024-12-31"),
        """
        agreements/a.yaml:19:13: IOP502 This extension ends on 2024-12-31, but 1 year from 2023-01-01 end on 2023-12-31.
           19 |       ends: 2024-12-31
              |             ^^^^^^^^^^
              = Correct the day, or the clause if it allows more.
        """,
    ),
    "more extensions than options": Slip(
        ("options: 2", "options: 0"),
        """
        agreements/a.yaml:18:7: IOP503 This is extension number 1, but the clause has 0 options.
           18 |     - starts: 2023-01-01
              |       ^
              = Remove it, or correct 'options' if the clause has more.
        """,
    ),
    "an end before the start": Slip(
        ("ends: 2022-12-31", "ends: 2020-12-31"),
        """
        agreements/a.yaml:13:9: IOP401 The period ends on 2020-12-31, before it starts on 2021-01-01.
           13 |   ends: 2020-12-31
              |         ^^^^^^^^^^
              = Correct one of the two days; the last day is included.
        """,
    ),
    "a key misspelt": Slip(
        ("purpose:", "purpos:"),
        """
        agreements/a.yaml:10:1: IOP201 The key 'purpos' is not known here.
           10 | purpos: Gemenskap.
              | ^^^^^^
              = Did you mean 'purpose'?
        """,
    ),
    "a key twice": Slip(
        ("    role: civil\n", "    role: civil\n    role: public\n"),
        """
        agreements/a.yaml:9:5: IOP104 The key 'role' stands twice; the first is on line 8.
            9 |     role: public
              |     ^^^^
              = Keep one of the two. Nothing here is read until it is clear which one counts.
        """,
    ),
    "a value left out": Slip(
        ("kind: staff", "kind:"),
        """
        agreements/a.yaml:26:9: IOP105 'kind' has no value.
           26 |         kind:
              |         ^^^^
              = Write the value after the colon, or leave the whole line out if the agreement does not state it.
        """,
    ),
    "an amount in words": Slip(
        ("amount: 212000", "amount: tusen"),
        """
        agreements/a.yaml:30:17: IOP601 'tusen' is not an amount in kronor.
           30 |         amount: tusen
              |                 ^^^^^
              = Write digits only, 1100000 or 1 100 000, with 'about', 'at least' or 'at most' before them where they are not exact; or: not stated.
        """,
    ),
    "an amount with its unit": Slip(
        ("amount: 212000", "amount: 212000 kr"),
        """
        agreements/a.yaml:30:17: IOP601 '212000 kr' is not an amount in kronor.
           30 |         amount: 212000 kr
              |                 ^^^^^^^^^
              = Did you mean '212000'? Write digits only, 1100000 or 1 100 000, with 'about', 'at least' or 'at most' before them where they are not exact; or: not stated.
        """,
    ),
    "a rate with its unit": Slip(
        ("hourly_rate: 265", "hourly_rate: 265 kr"),
        """
        agreements/a.yaml:29:22: IOP611 '265 kr' is not a number.
           29 |         hourly_rate: 265 kr
              |                      ^^^^^^
              = Did you mean '265'? Write digits: 20 or 37.5.
        """,
    ),
    "a tab for indentation": Slip(
        ("  kommunen:\n", "\tkommunen:\n"),
        """
        agreements/a.yaml:4:1: IOP103 A tab stands where only spaces may.
            4 |  kommunen:
              | ^
              = Indent with spaces, two for each level.
        """,
    ),
    "a colon inside a value": Slip(
        ("title: IOP, Föreningen", "title: IOP: Föreningen"),
        """
        agreements/a.yaml:2:11: IOP102 This is not YAML: a colon followed by a space stands inside a value, or this line is indented too far.
            2 | title: IOP: Föreningen
              |           ^
              = Put quotes around a text that holds ': ', or line the key up with its neighbours.
        """,
    ),
    "an alias": Slip(
        ("name: Föreningen", "name: *namn"),
        """
        agreements/a.yaml:9:11: IOP106 Aliases (*name) are not used in agreement files.
            9 |     name: *namn
              |           ^^^^^
              = Write the value out in full; put quotes around a text that starts with &, * or !.
        """,
    ),
    "a later format": Slip(
        ("format: 1", "format: 2"),
        """
        agreements/a.yaml:1:9: IOP209 This file has format '2'; this iopctl reads format 1.
            1 | format: 2
              |         ^
              = Install a newer iopctl, or correct the line if it is a mistake.
        """,
    ),
    "a slip behind letters of two columns and none": Slip(
        (
            "  kommunen:\n    role: public",
            '  kommunen: {name: "漢字 e\N{COMBINING ACUTE ACCENT}", role: publik}\n  c:\n    role: public',
        ),
        """
        agreements/a.yaml:4:35: IOP204 'publik' is not one of the values known here.
            4 |   kommunen: {name: "漢字 e\N{COMBINING ACUTE ACCENT}", role: publik}
              |                                    ^^^^^^
              = Did you mean 'public'?
        """,
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_shown_with_its_line_a_caret_and_the_cure(tmp_path: Path, name: str) -> None:
    slip = SLIPS[name]
    before, after = slip.change
    assert SOUND.count(before) == 1 or after.startswith("\t")

    answer = _validate(tmp_path, SOUND.replace(before, after, 1))

    blocks, summary = _split(answer)
    expected = dedent(slip.must_show).strip("\n")
    assert blocks == expected
    (code,) = re.findall(r": (IOP\d{3}) ", expected)
    assert summary == f"1 error in 1 file.\nRun 'iopctl explain {code}' for more."


def _split(answer: Result) -> tuple[str, str]:
    """Give the problems and the summary of a run of `validate` that found some."""
    assert answer.exit_code == 1
    assert answer.stderr == ""
    blocks, _, summary = answer.stdout.rstrip("\n").rpartition("\n\n")
    return blocks, summary


def _validate(folder: Path, content: str | bytes) -> Result:
    _write(folder, content)
    return run("validate", cwd=folder)


def _write(folder: Path, content: str | bytes) -> Path:
    (folder / "agreements").mkdir()
    file = folder / "agreements" / "a.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_the_agreement_that_the_slips_are_made_in_is_sound(tmp_path: Path) -> None:
    answer = _validate(tmp_path, SOUND)

    assert (answer.exit_code, answer.stdout) == (0, "1 agreement, no problems.\n")


# What cannot be read as an agreement at all: every command meets it, and none falls over it.
UNREADABLE: dict[str, tuple[bytes, str]] = {
    "empty": (
        b"",
        """
        agreements/a.yaml:1:1: IOP107 The file is empty.
              = Start with 'format: 1'; 'iopctl init' makes a whole example.
        """,
    ),
    "only a comment": (
        b"# Later.\n",
        """
        agreements/a.yaml:1:1: IOP107 The file is empty.
            1 | # Later.
              | ^
              = Start with 'format: 1'; 'iopctl init' makes a whole example.
        """,
    ),
    "a list": (
        b"- format: 1\n- title: IOP\n",
        """
        agreements/a.yaml:1:1: IOP203 Expected an agreement (keys and values) here, found a list.
            1 | - format: 1
              | ^
              = Start with 'format: 1', then 'title: \N{HORIZONTAL ELLIPSIS}', 'parties:' and so on.
        """,
    ),
    "a text": (
        b"Hej!\n",
        """
        agreements/a.yaml:1:1: IOP203 Expected an agreement (keys and values) here, found a text.
            1 | Hej!
              | ^^^^
              = Start with 'format: 1', then 'title: \N{HORIZONTAL ELLIPSIS}', 'parties:' and so on.
        """,
    ),
    "not YAML": (
        b'format: 1\ntitle: "IOP\n',
        """
        agreements/a.yaml:2:8: IOP102 This is not YAML: the quote that is opened here is never closed.
            2 | title: "IOP
              |        ^
              = Add the closing quote.
        """,
    ),
    "not UTF-8": (
        "format: 1\ntitle: Överenskommelse\n".encode("latin-1"),
        """
        agreements/a.yaml:2:8: IOP101 The file is not UTF-8 text: byte 0xd6 cannot be read.
            2 | title: \N{REPLACEMENT CHARACTER}
              |        ^
              = Save the file again with the encoding UTF-8.
        """,
    ),
    "UTF-16, as Notepad once saved it": (
        "format: 1\n".encode("utf-16"),
        """
        agreements/a.yaml:1:1: IOP101 The file is not UTF-8 text: byte 0xff cannot be read.
            1 | \N{REPLACEMENT CHARACTER}
              | ^
              = Save the file again with the encoding UTF-8.
        """,
    ),
    "a control character": (
        b"format: 1\ntitle: I\x00OP\n",
        """
        agreements/a.yaml:2:9: IOP111 The character U+0000 cannot stand in an agreement file.
        """,
    ),
    "two documents": (
        b"format: 1\n---\nformat: 1\n",
        """
        agreements/a.yaml:2:1: IOP110 A second document starts here (---).
            2 | ---
              | ^^^
              = Keep one agreement in each file.
        """,
    ),
    "too large": (
        b"format: 1\n" + b"#" * 1_000_001,
        """
        agreements/a.yaml:1:1: IOP108 The file is larger than 1000 kB, which no agreement is.
              = Keep the agreement's papers elsewhere and name them under 'documents'.
        """,
    ),
    "a billion laughs": (
        b"a: &a [x, x]\nb: &b [*a, *a]\n",
        """
        agreements/a.yaml:1:4: IOP106 Anchors (&name) are not used in agreement files.
            1 | a: &a [x, x]
              |    ^^^^
              = Write the value out in full; put quotes around a text that starts with &, * or !.
        """,
    ),
    "nested without end": (
        b"format: " + b"[" * 5_000 + b"]" * 5_000 + b"\n",
        """
        agreements/a.yaml:1:39: IOP109 Lists and keys are nested more than 30 levels deep.
        """,
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_agreement_is_named_with_what_it_is(tmp_path: Path, name: str) -> None:
    content, must_show = UNREADABLE[name]

    blocks, summary = _split(_validate(tmp_path, content))

    assert blocks.startswith(dedent(must_show).strip("\n"))
    code = re.findall(r": (IOP\d{3}) ", must_show)[0]
    assert summary == f"1 error in 1 file.\nRun 'iopctl explain {code}' for more."


@pytest.mark.parametrize("name", ["empty", "not UTF-8"])
def test_every_command_meets_a_file_that_is_no_agreement_with_code_1(tmp_path: Path, name: str) -> None:
    _write(tmp_path, UNREADABLE[name][0])
    code = re.search(r"IOP\d{3}", UNREADABLE[name][1])
    assert code is not None

    for command in (("budget", "a"), ("extend", "a"), ("memo", "a"), ("memo", "--all", "--out", "memos")):
        answer = run(*command, cwd=tmp_path)

        assert (answer.exit_code, answer.stdout) == (1, "")
        assert code[0] in answer.stderr
        assert not answer.crashed
    overview = run("list", cwd=tmp_path)
    assert (overview.exit_code, overview.stdout) == (1, "")
    assert "agreements/a.yaml is left out" in overview.stderr
    assert not (tmp_path / "memos").exists()


def test_every_problem_of_every_file_is_shown_sorted_by_file_and_place(tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    for stem, changes in {
        "b": {"2021-01-01\n  ends": "2021-13-01\n  ends", "amount: 212000": "amount: -1"},
        "a": {"purpose:": "purpos:", "by: kommunen": "by: x", "status: decided": "status: decide"},
        "c": {},
    }.items():
        text = SOUND
        for before, after in changes.items():
            text = text.replace(before, after)
        (tmp_path / "agreements" / f"{stem}.yaml").write_text(text, encoding="utf-8")

    answer = run("validate", "--format", "concise", cwd=tmp_path)

    found = [" ".join(line.split()[:2]) for line in answer.stdout.splitlines()]
    assert answer.exit_code == 1
    assert found == [
        "agreements/a.yaml:10:1: IOP201",
        "agreements/a.yaml:20:15: IOP204",
        "agreements/a.yaml:25:13: IOP302",
        "agreements/b.yaml:12:11: IOP216",
        "agreements/b.yaml:30:17: IOP602",
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("A.yaml", "IOP901"),
        ("två ord.yaml", "IOP901"),
        ("con.yaml", "IOP901"),
        ("a.yml", "IOP902"),
        ("a.YAML", "IOP902"),
    ],
)
@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="some of these names cannot be told apart")
def test_a_file_whose_name_is_no_id_is_named(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / name).write_text(SOUND, encoding="utf-8")

    answer = run("validate", "--format", "concise", cwd=tmp_path)

    assert answer.exit_code == 1
    assert answer.stdout.startswith(f"agreements/{name}:1:1: {code} ")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    windows = SOUND.replace("2021-01-01\n  ends", "2021-13-01\n  ends").replace("\n", "\r\n")

    blocks, _ = _split(_validate(tmp_path, b"\xef\xbb\xbf" + windows.encode()))

    assert blocks == dedent(SLIPS["a month 13"].must_show).strip("\n")


@pytest.mark.parametrize("year", ["abc", "2021.5", "", "0", "-5", "99999"])
def test_a_year_that_is_no_year_cannot_be_asked_about(folder: Path, year: str) -> None:
    answer = run("budget", "ikf", f"--year={year}", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert not answer.crashed
    assert "--year" in answer.stderr
    assert f"'{year}'" in answer.stderr


@pytest.mark.parametrize("years", ["0000-0003", "9998-9999", "abc-def"])
def test_years_at_the_edge_of_the_calendar_break_nothing(folder: Path, years: str) -> None:
    answer = run("budget", "ikf", "--years", years, cwd=folder)

    assert answer.exit_code in {1, 2}
    assert not answer.crashed


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "2199-12-31", "9999-12-31"])
@pytest.mark.parametrize("command", [("list",), ("extend", "stadsmission"), ("budget", "ikf")], ids=" ".join)
def test_a_day_at_the_edge_of_the_calendar_breaks_nothing(
    folder: Path, command: tuple[str, ...], day: str
) -> None:
    answer = run(*command, "--as-of", day, cwd=folder)

    assert answer.exit_code in {0, 1, 2}
    assert not answer.crashed


# --- files that cannot be written


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("memo", "ikf", "-o", "occupied/ikf.md"), "occupied"),
        (("memo", "ikf", "-o", "occupied/deeper/ikf.md"), "occupied"),
        (("memo", "ikf", "--out", "occupied"), "occupied"),
        (("memo", "--all", "--out", "occupied"), "occupied"),
        (("memo", "--all", "--out", "occupied/deeper"), "occupied"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_written_is_named_and_nothing_is_left_behind(
    folder: Path, arguments: tuple[str, ...], named: str
) -> None:
    (folder / "occupied").write_text("A file, where a folder should be.\n", encoding="utf-8")
    before = _everything(folder)

    answer = run(*arguments, cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert re.match(rf"Error: {re.escape(named)}\S* cannot be written: .+\.\n", answer.stderr)
    assert "Nothing was changed. Name another place." in answer.stderr
    assert not answer.crashed
    assert _everything(folder) == before


# Every command that gives an answer can write it to a file: the memo, and the others.
WITH_OUTPUT = [
    ("memo", "ikf"),
    ("list",),
    ("budget", "ikf", "--year", "2021"),
    ("extend", "ikf", "--as-of", "2021-07-13"),
    ("validate",),
]


@pytest.mark.parametrize("place", ["agreements", "."])
def test_an_answer_does_not_take_the_place_of_a_folder(folder: Path, place: str) -> None:
    before = _everything(folder)

    answer = run("memo", "ikf", "-o", place, cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == f"Error: {place} is a folder.\nNothing was changed. Name a file.\n"
    assert _everything(folder) == before


@pytest.mark.parametrize("arguments", WITH_OUTPUT, ids=" ".join)
def test_no_answer_takes_the_place_of_a_file_that_people_write(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    before = _everything(folder)

    answer = run(*arguments, "-o", "agreements/ikf.yaml", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith("Error: ")
    assert not answer.crashed
    assert _everything(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few users make links")
def test_a_folder_of_memos_whose_links_lead_to_agreements_is_refused(folder: Path) -> None:
    (folder / "memos").mkdir()
    (folder / "memos" / "ikf.md").symlink_to("../agreements/ikf.yaml")
    before = _everything(folder)

    answer = run("memo", "ikf", "--out", "memos", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "memos/ikf.md leads to agreements/ikf.yaml" in answer.stderr
    assert _everything(folder) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff", "x.txt", "y.txt"),
        ("diff", "y.txt", "x.txt", "--format", "json"),
        ("validate", "x.txt"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("output", ["x.txt", "./agreements/../x.txt", "link"])
def test_no_answer_takes_the_place_of_a_file_that_the_command_reads(
    folder: Path, arguments: tuple[str, ...], output: str
) -> None:
    for name in ("x.txt", "y.txt"):
        (folder / name).write_bytes((folder / "agreements" / "ikf.yaml").read_bytes())
    if output == "link":
        if sys.platform == "win32":
            pytest.skip("Windows lets few users make links")
        (folder / "link").symlink_to("x.txt")
    before = _everything(folder)

    answer = run(*arguments, "-o", output, cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert output.rpartition("/")[2] in answer.stderr
    assert _everything(folder) == before


def test_no_memo_takes_the_place_of_the_house_file(folder: Path) -> None:
    assert run("memo", "ikf", "-o", "mall.docx", cwd=folder).exit_code == 0
    (folder / "iopctl.toml").write_text('house_docx = "mall.docx"\n', encoding="utf-8")
    before = _everything(folder)

    answer = run("memo", "stadsmission", "-o", "mall.docx", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "mall.docx" in answer.stderr
    assert _everything(folder) == before


@pytest.mark.parametrize("name", ["iopctl.toml", "notes.yml", "adopt.md.j2"])
def test_no_memo_takes_the_place_of_settings_or_of_a_template(folder: Path, name: str) -> None:
    (folder / name).write_text("", encoding="utf-8")

    answer = run("memo", "ikf", "-o", name, cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert Path(name).suffix in answer.stderr
    assert (folder / name).read_text(encoding="utf-8") == ""


# A folder in place of the second memo is found before the first memo is replaced.
def test_where_one_memo_of_several_cannot_be_written_none_is(folder: Path) -> None:
    (folder / "memos" / "stadsmission.md").mkdir(parents=True)
    (folder / "memos" / "ikf.md").write_text("An older memo.\n", encoding="utf-8")
    before = _everything(folder)

    answer = run("memo", "--all", "--out", "memos", cwd=folder)

    assert answer.exit_code == 2
    assert "memos/stadsmission.md" in answer.stderr
    assert _everything(folder) == before


@pytest.mark.unmeasured
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither such pipes nor such devices")
@pytest.mark.parametrize("what", ["pipe", "endless"])
@pytest.mark.parametrize(
    ("place", "arguments"),
    [
        ("iopctl.toml", ("list",)),
        ("agreements/index/PKV.yaml", ("index",)),
        ("agreements/thresholds/lou.yaml", ("validate",)),
        ("agreements/slow.yaml", ("list",)),
        ("templates/memo/adopt.md.j2", ("memo", "ikf")),
        ("templates/memo/adopt.md.j2", ("template", "check")),
        ("templates/profiles/egen.yaml", ("memo", "ikf", "--profile", "egen")),
        ("frozen/SHA256SUMS", ("validate",)),
        ("frozen/ikf.antagande-2021.md", ("validate",)),
        ("memos/ikf.md", ("memo", "ikf", "--check", "memos")),
        ("memos/ikf.pdf", ("memo", "ikf", "--check", "memos", "--to", "pdf")),
        ("other.yaml", ("diff", "other.yaml", "agreements/ikf.yaml")),
    ],
    ids=lambda each: each if isinstance(each, str) else " ".join(each),
)
def test_no_pipe_and_no_endless_file_is_waited_for(
    folder: Path, what: str, place: str, arguments: tuple[str, ...]
) -> None:
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    _list_as_frozen(path)
    if what == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")

    answer = run(*arguments, cwd=folder)

    assert answer.exit_code in (1, 2)
    assert path.name in answer.stdout + answer.stderr
    assert "fault in iopctl" not in answer.stderr


@pytest.mark.parametrize(
    ("place", "arguments", "size"),
    [
        ("templates/memo/adopt.md.j2", ("memo", "ikf"), 1_000_001),
        ("frozen/ikf.antagande-2021.md", ("validate",), 10_000_001),
        ("memos/ikf.md", ("memo", "ikf", "--check", "memos"), 10_000_001),
        ("templates/profiles/egen.yaml", ("memo", "ikf", "--profile", "egen"), 1_000_001),
    ],
    ids=lambda each: each if isinstance(each, str) else None,
)
def test_a_file_that_is_larger_than_its_kind_is_named(
    folder: Path, place: str, arguments: tuple[str, ...], size: int
) -> None:
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    _list_as_frozen(path)
    path.write_bytes(b"a" * size)

    answer = run(*arguments, cwd=folder)

    assert answer.exit_code in (1, 2)
    assert path.name in answer.stdout + answer.stderr
    assert "fault in iopctl" not in answer.stderr


def _list_as_frozen(path: Path) -> None:
    if path.parent.name == "frozen" and path.suffix:
        (path.parent / "SHA256SUMS").write_text(f"{'0' * 64}  {path.name}\n", encoding="utf-8")


LONG = "a" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--agreements", LONG),
        ("show", LONG),
        ("list", "-o", LONG),
        ("memo", "ikf", "--out", LONG),
        ("memo", "--all", "--check", LONG),
        ("memo", "ikf", "--profile", LONG),
        ("validate", f"{LONG}.yaml"),
        ("diff", f"{LONG}.yaml", "agreements/ikf.yaml"),
        ("init", LONG),
        ("freeze", LONG),
        *(
            ("memo", "ikf", "-o", "memo.pdf", key)
            for key in ("agreements", "house_docx", "pdf_fonts", "profile")
        ),
    ],
    ids=lambda each: " ".join(each).replace(LONG, "a…"),
)
def test_a_name_that_no_file_can_have_is_named_in_a_sentence(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    if arguments[-1].isidentifier() and arguments[-1] != LONG:
        (folder / "iopctl.toml").write_text(f'{arguments[-1]} = "{LONG}"\n', encoding="utf-8")
        arguments = arguments[:-1]

    answer = run(*arguments, cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert re.match(rf"Error: .*{LONG}.*\n.+", answer.stderr)
    assert "fault in iopctl" not in answer.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that somebody stands in")
def test_where_the_folder_that_one_stands_in_is_gone_that_is_said(folder: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", 'mkdir gone && cd gone && rmdir ../gone && exec "$@"', "sh", *AS_INSTALLED, "list"],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: The folder that this was started in is gone.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_memo_is_written_into_a_pipe_and_the_pipe_stays(folder: Path) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    answer = run("memo", "ikf", "-o", "pipe", cwd=folder)
    with os.fdopen(reader, "rb") as written:
        assert written.read() == run("memo", "ikf", cwd=folder).stdout_bytes

    assert (answer.exit_code, answer.stderr) == (0, "Wrote pipe\n")
    assert pipe.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few users make links")
def test_a_memo_is_written_where_a_link_leads(folder: Path) -> None:
    (folder / "real.md").write_text("An older memo.\n", encoding="utf-8")
    (folder / "link.md").symlink_to("real.md")

    assert run("memo", "ikf", "-o", "link.md", cwd=folder).exit_code == 0

    assert (folder / "link.md").is_symlink()
    assert (folder / "real.md").read_text(encoding="utf-8").startswith("# Idéburet")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few users make links")
def test_an_agreement_that_is_a_link_to_nowhere_is_not_passed_over(folder: Path) -> None:
    (folder / "agreements" / "lost.yaml").symlink_to("nowhere.yaml")

    answer = run("validate", cwd=folder)

    assert answer.exit_code == 1
    assert "agreements/lost.yaml:1:1: IOP113" in answer.stdout


@pytest.mark.parametrize("path", ["agreements/ifk.yaml", "ikf", "nowhere/"])
def test_a_path_to_validate_that_does_not_exist_cannot_be_checked(folder: Path, path: str) -> None:
    answer = run("validate", path, cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert path.rstrip("/") in answer.stderr


def _everything(folder: Path) -> dict[str, bytes | None]:
    """Give every path below a folder, with the content of the files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
