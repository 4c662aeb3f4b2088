"""What `iopctl extend` and `iopctl record` write into an agreement's file, and what they leave as it is."""

from __future__ import annotations

import difflib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import builders
from tests.runs.conftest import Ask
from tests.runs.run import environment, plain, run

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminal and no such modes")

if os.name != "nt":
    from tests.runs.terminal import Terminal

DECIDE = ("extend", "stadsmission", "--decide", "2021-09-15")
QUESTION = "Write this? [y/N]: "


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "agreements" / "stadsmission.yaml"


def changed(before: bytes, after: bytes) -> list[str]:
    """Give the lines that were taken and added."""
    lines = difflib.ndiff(before.decode().splitlines(), after.decode().splitlines())
    return [line for line in lines if line[0] in "+-"]


def never_proposed(file: Path) -> bytes:
    """Take the proposal out of the file, so that the option is only there to be used."""
    text = file.read_text(encoding="utf-8")
    start = text.index("    - starts: 2022-01-01\n")
    text = text[:start] + text[text.index("\namendments:") :]
    file.write_text(text.partition("\nmatters:\n")[0], encoding="utf-8")
    return file.read_bytes()


# --- the plan


def test_where_an_agreement_may_be_extended_the_plan_says_what_that_would_change(ask: Ask) -> None:
    answer = ask("extend", "stadsmission", "--as-of", "2021-07-13")

    assert answer.exit_code == 0
    shown = plain(answer.stdout)
    assert "2022  minst 2 080 500  optional  committed\n2023  minst 2 080 500  optional  committed\n" in shown
    assert (
        "Turns the proposed extension 2022-01-01 – 2023-12-31 into one decided 2021-07-13, "
        "in agreements/stadsmission.yaml, line 40.\n"
    ) in shown
    assert (
        "-      status: proposed\n+      status: decided\n       proposed: 2021-07-13\n+      decided:"
        in shown
    )
    assert "Nothing is written yet. To have exactly this written, add: --decide 2021-07-13 --finger" in shown


def test_where_it_may_not_there_is_no_plan(ask: Ask) -> None:
    assert "Nothing is written" not in ask("extend", "stadsmission", "--as-of", "2022-03-01").stdout
    answer = ask("extend", "stadsmission", "--as-of", "2022-03-01", "--format", "json")
    assert answer.json["result"]["plan"] is None


def test_the_plan_of_another_format_says_the_same(ask: Ask) -> None:
    asked = ("extend", "stadsmission", "--as-of", "2021-07-13", "--format")
    found = ask(*asked, "json").json["result"]["plan"]
    markdown = ask(*asked, "markdown").stdout

    assert {name: found[name] for name in ("starts", "ends", "file", "line", "written")} == {
        "starts": "2022-01-01",
        "ends": "2023-12-31",
        "file": "agreements/stadsmission.yaml",
        "line": 40,
        "written": False,
    }
    assert [(each["year"], each["now"], each["afterwards"]) for each in found["years"]] == [
        (2022, "optional", "committed"),
        (2023, "optional", "committed"),
    ]
    assert found["years"][0]["total"] == {
        "amount": 2_080_500,
        "exact": "2080500",
        "quality": "at least",
        "assumed": [],
        "not_stated": [],
    }
    assert f"```diff\n{found['difference']}```\n" in markdown


def test_a_plan_changes_nothing(folder: Path, file: Path) -> None:
    before = file.read_bytes()

    assert run("extend", "stadsmission", "--as-of", "2021-07-13", cwd=folder).exit_code == 0

    assert file.read_bytes() == before
    assert sorted(path.name for path in file.parent.iterdir()) == [
        "agreement.schema.json",
        "ikf.yaml",
        "stadsmission.yaml",
    ]


# --- what is written


def test_a_decision_on_the_proposal_changes_its_status_and_adds_its_day(folder: Path, file: Path) -> None:
    before = file.read_bytes()

    answer = run(*DECIDE, "--yes", cwd=folder)

    assert (answer.exit_code, answer.stderr) == (0, "Wrote agreements/stadsmission.yaml\n")
    assert changed(before, file.read_bytes()) == [
        "-       status: proposed",
        "+       status: decided",
        "+       decided: 2021-09-15",
    ]
    assert run("validate", cwd=folder).exit_code == 0


def test_what_was_applied_answers_as_the_plan_said(folder: Path) -> None:
    planned = run("extend", "stadsmission", "--as-of", "2021-07-13", "--format", "json", cwd=folder).json

    run("extend", "stadsmission", "--as-of", "2021-07-13", "--apply", "--yes", cwd=folder)

    years = ("--years", "2022-2023", "--as-of", "2021-07-13", "--format", "json")
    budgets = run("budget", "stadsmission", *years, cwd=folder).json["result"]["years"]
    expected = planned["result"]["plan"]["years"]
    assert [(each["year"], each["status"]) for each in budgets] == [
        (each["year"], each["afterwards"]) for each in expected
    ]
    assert [each["total"]["exact"] for each in budgets] == [each["total"]["exact"] for each in expected]


def test_applied_twice_the_second_time_is_refused_with_the_reason(folder: Path, file: Path) -> None:
    run(*DECIDE, "--yes", cwd=folder)
    once = file.read_bytes()

    answer = run("extend", "stadsmission", "--apply", "--decided", "2021-09-15", "--yes", cwd=folder)

    assert answer.exit_code == 1
    assert "2023-12-31" in answer.stdout
    assert file.read_bytes() == once


def test_an_option_that_nobody_proposed_is_added_with_what_is_known(folder: Path, file: Path) -> None:
    before = never_proposed(file)
    more = ("--case-number", "AN 2021-75", "--note", "Beslut: enhälligt")

    answer = run("extend", "stadsmission", "--apply", "--decided", "2021-09-15", *more, "--yes", cwd=folder)

    assert answer.exit_code == 0
    assert changed(before, file.read_bytes()) == [
        "+     - starts: 2022-01-01",
        "+       ends: 2023-12-31",
        "+       status: decided",
        "+       decided: 2021-09-15",
        "+       case_number: AN 2021-75",
        "+       note: 'Beslut: enhälligt'",
    ]


def test_a_proposal_is_recorded_with_the_matter_that_its_memo_needs(folder: Path, file: Path) -> None:
    before = never_proposed(file)

    answer = run("extend", "stadsmission", "--propose", "--dated", "2021-07-13", "--yes", cwd=folder)

    assert answer.exit_code == 0
    assert changed(before, file.read_bytes()) == [
        "+     - starts: 2022-01-01",
        "+       ends: 2023-12-31",
        "+       status: proposed",
        "+       proposed: 2021-07-13",
        "+ ",
        "+ matters:",
        "+   - id: forlangning-2022",
        "+     kind: extend",
        "+     dated: 2021-07-13",
    ]
    # What is left to be written is said at once.
    assert answer.stderr.startswith("Wrote agreements/stadsmission.yaml\nagreements/stadsmission.yaml:")
    assert "IOP808 warning: The matter is not finished" in answer.stderr
    assert "2022  minst 2 080 500  optional  optional" in plain(answer.stdout)


def test_a_proposal_and_a_matter_by_hand_make_one_matter_in_either_order(folder: Path, file: Path) -> None:
    never_proposed(file)
    by_hand = ("matter", "stadsmission", "--kind", "extend", "--apply", "--yes", "--as-of", "2021-07-01")
    propose = ("extend", "stadsmission", "--propose", "--dated", "2021-07-13", "--yes")

    first, then, again = (run(*each, cwd=folder) for each in (by_hand, propose, by_hand))

    assert (first.exit_code, then.exit_code, again.exit_code) == (0, 0, 1)
    assert "The matter 'forlangning-2021', line " in plain(then.stdout)
    assert (
        "The matter 'forlangning-2021', dated 2021-07-01, asks for the extension 2022-01-01" in again.stderr
    )
    assert file.read_text(encoding="utf-8").count("kind: extend") == 1


def test_from_option_to_decision_in_three_steps(folder: Path, file: Path) -> None:
    never_proposed(file)

    proposed = run("extend", "stadsmission", "--propose", "--dated", "2021-07-13", "--yes", cwd=folder)
    again = run("extend", "stadsmission", "--propose", "--dated", "2021-07-14", "--yes", cwd=folder)
    decided = run(*DECIDE, "--yes", cwd=folder)

    assert (proposed.exit_code, again.exit_code, decided.exit_code) == (0, 1, 0)
    assert "is on file already, as proposed on 2021-07-13. [agreements/stadsmission.yaml:" in again.stderr
    state = run("extend", "stadsmission", "--as-of", "2022-06-01", "--format", "json", cwd=folder).json
    assert state["result"]["options"] == {"total": 2, "used": 2, "left": 0}


# --- what is declined


def test_a_proposal_that_lapsed_is_declined_and_then_only_what_followed_is_asked(
    folder: Path, file: Path
) -> None:
    before = file.read_bytes()
    late = run("due", "--as-of", "2022-03-01", cwd=folder)

    answer = run("extend", "stadsmission", "--decline", "2022-02-16", "--yes", cwd=folder)

    assert "record whether it was decided or declined" in " ".join(late.stdout.split())
    assert (answer.exit_code, answer.stderr) == (0, "Wrote agreements/stadsmission.yaml\n")
    assert changed(before, file.read_bytes()) == [
        "-       status: proposed",
        "+       status: declined",
        "+       decided: 2022-02-16",
    ]
    assert (
        "Turns the proposed extension 2022-01-01 – 2023-12-31 into one declined 2022-02-16, in "
        "agreements/stadsmission.yaml, line 40. It commits no money, and no option is used.\n"
    ) in answer.stdout
    assert "Kronor" not in answer.stdout
    assert run("validate", cwd=folder).exit_code == 0
    left = run("due", "--as-of", "2022-03-01", "--format", "json", cwd=folder).json["result"]["due"]
    # Its meetings are still missed, for a year; of the extension nothing is asked but what followed.
    assert {each["kind"] for each in left if each["agreement"] == "stadsmission"} == {"meetings", "ended"}


def test_an_option_that_nobody_proposed_is_declined_with_what_is_known(folder: Path, file: Path) -> None:
    before = never_proposed(file)
    more = ("--case-number", "AN 2021-75", "--note", "Behovet har minskat.", "--format", "json")

    answer = run("extend", "stadsmission", "--decline", "2021-09-15", *more, "--yes", cwd=folder)

    assert answer.exit_code == 0
    assert changed(before, file.read_bytes()) == [
        "+     - starts: 2022-01-01",
        "+       ends: 2023-12-31",
        "+       status: declined",
        "+       decided: 2021-09-15",
        "+       case_number: AN 2021-75",
        "+       note: Behovet har minskat.",
    ]
    assert (answer.json["result"]["plan"]["years"], answer.json["result"]["plan"]["written"]) == ([], True)
    again = run("extend", "stadsmission", "--decline", "2021-09-16", "--yes", cwd=folder)
    assert again.exit_code == 1
    assert "2022-01-01 – 2023-12-31 is on file already, as declined on 2021-09-15." in again.stderr


# --- what is refused


@pytest.mark.parametrize(
    ("options", "exit_code", "words"),
    [
        (("--apply", "--decided", "2022-03-01"), 1, "Nothing was written."),
        (("--propose", "--dated", "2021-07-14"), 1, "is on file already, as proposed on 2021-07-13."),
        (("--decide", "2021-09-15", "--as-of", "2021-09-14"), 2, "2021-09-15 has not come yet"),
        (("--decide", "2021-09-15", "--fingerprint", "0" * 12), 2, "is not the file that the plan was shown"),
        (("--decline", "2021-09-15", "--as-of", "2021-09-14"), 2, "2021-09-15 has not come yet"),
        (("--decline", "2021-09-15", "--fingerprint", "0" * 12), 2, "is not the file that the plan was show"),
        (("--decline", "2021-07-12"), 1, "Nothing was written."),
        (("--apply", "--decide", "2021-09-15"), 2, "--apply and --decide cannot be used together."),
        (("--decide", "2021-09-15", "--decline", "2021-09-15"), 2, "--decide and --decline cannot be used"),
        (("--decided", "2021-09-15"), 2, "--decided says nothing by itself.\nUse it with --apply."),
        (("--propose", "--decided", "2021-09-15"), 2, "--decided says nothing by itself."),
        (("--apply", "--dated", "2021-09-15"), 2, "Use it with --propose."),
        (("--note", "x"), 2, "Use it with --apply, --propose, --decide or --decline."),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_leaves_the_file_alone(
    folder: Path, file: Path, options: tuple[str, ...], exit_code: int, words: str
) -> None:
    before = file.read_bytes()

    yes = () if options[0] in {"--decided", "--note"} else ("--yes",)
    answer = run("extend", "stadsmission", *options, *yes, cwd=folder)

    assert (answer.exit_code, answer.crashed) == (exit_code, False)
    assert words in answer.stderr
    assert file.read_bytes() == before


def test_a_file_with_errors_is_not_written(folder: Path, file: Path) -> None:
    broken = file.read_text(encoding="utf-8").replace("kind: mixed", "kind: blandat")
    file.write_text(broken, encoding="utf-8")

    answer = run(*DECIDE, "--yes", cwd=folder)

    assert answer.exit_code == 1
    assert "IOP204" in answer.stderr
    assert file.read_text(encoding="utf-8") == broken


def test_what_would_put_an_error_into_the_file_is_not_written(folder: Path, file: Path) -> None:
    never_proposed(file)
    text = file.read_text(encoding="utf-8").replace("    board: arbetsmarknadsnämnden\n", "")
    file.write_text(text, encoding="utf-8")

    answer = run("extend", "stadsmission", "--propose", "--dated", "2021-07-13", "--yes", cwd=folder)

    assert answer.exit_code == 1
    assert "IOP806 A memo is written by a party's administration to its board" in answer.stderr
    assert answer.stderr.endswith("Nothing was written.\n")
    assert file.read_text(encoding="utf-8") == text


def test_a_form_that_is_left_to_the_hand_is_told_with_the_lines_to_write(folder: Path, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    start, stop = text.index("  extensions:\n"), text.index("\namendments:")
    brackets = "  extensions: [\n    {starts: 2020-01-01, ends: 2021-12-31, status: decided},\n  ]\n"
    text = text[:start] + brackets + text[stop:]
    file.write_text(text, encoding="utf-8")

    shown = run("extend", "stadsmission", "--as-of", "2021-09-15", cwd=folder)
    answer = run("extend", "stadsmission", "--apply", "--decided", "2021-09-15", "--yes", cwd=folder)

    assert shown.exit_code == 0
    assert answer.exit_code == 2
    assert answer.stderr.startswith("Error: agreements/stadsmission.yaml:36: iopctl cannot write a new item")
    assert "    - starts: 2022-01-01\n      ends: 2023-12-31\n      status: decided\n" in answer.stderr
    assert file.read_text(encoding="utf-8") == text


def test_a_plan_for_another_file_is_not_carried_out(folder: Path, file: Path) -> None:
    planned = run("extend", "stadsmission", "--as-of", "2021-07-13", "--format", "json", cwd=folder)
    fingerprint = planned.json["result"]["plan"]["fingerprint"]
    file.write_bytes(file.read_bytes() + b"# en rad till\n")

    stale = run(*DECIDE, "--fingerprint", fingerprint, "--yes", cwd=folder)
    found = stale.stderr.partition("its fingerprint is ")[2][:12]
    fresh = run(*DECIDE, "--fingerprint", found, "--yes", cwd=folder)

    assert (stale.exit_code, fresh.exit_code) == (2, 0)
    assert "Look at the plan again." in stale.stderr


# --- files as people keep them


@pytest.mark.parametrize("manner", ["crlf", "bom", "no last line end"])
def test_a_file_stays_as_it_is_kept(folder: Path, file: Path, manner: str) -> None:
    content = file.read_bytes()
    content = {
        "crlf": content.replace(b"\n", b"\r\n"),
        "bom": b"\xef\xbb\xbf" + content,
        "no last line end": content.rstrip(b"\n"),
    }[manner]
    file.write_bytes(content)
    end = b"\r\n" if manner == "crlf" else b"\n"

    assert run(*DECIDE, "--yes", cwd=folder).exit_code == 0

    old, new = b"status: proposed" + end, b"status: decided" + end
    day = b"      proposed: 2021-07-13" + end
    assert file.read_bytes() == content.replace(old, new).replace(
        day, day + b"      decided: 2021-09-15" + end
    )


@on_posix
def test_a_link_stays_a_link(folder: Path, file: Path) -> None:
    there = folder / "arkiv.yaml"
    file.rename(there)
    file.symlink_to(there)

    assert run(*DECIDE, "--yes", cwd=folder).exit_code == 0

    assert file.is_symlink()
    assert b"decided: 2021-09-15" in there.read_bytes()


@on_posix
def test_a_read_only_file_is_left_alone_and_the_message_says_so(folder: Path, file: Path) -> None:
    before = file.read_bytes()
    file.chmod(0o444)

    answer = run(*DECIDE, "--yes", cwd=folder)

    assert answer.exit_code == 2
    assert "is marked as read-only." in answer.stderr
    assert file.read_bytes() == before


def test_a_lock_file_that_a_killed_run_left_behind_keeps_nobody_out(folder: Path, file: Path) -> None:
    file.with_name(".stadsmission.yaml.lock").touch()

    assert run(*DECIDE, "--yes", cwd=folder).exit_code == 0
    assert run("validate", cwd=folder).exit_code == 0


# --- the question


def test_away_from_a_terminal_nothing_is_written_without_yes(folder: Path, file: Path) -> None:
    before = file.read_bytes()

    answer = run(*DECIDE, cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "Look at the plan first, and add --yes." in answer.stderr
    assert file.read_bytes() == before


@on_posix
def test_on_a_terminal_the_plan_is_shown_and_a_yes_writes_it(folder: Path, file: Path) -> None:
    terminal = Terminal(folder, *DECIDE)

    shown = terminal.expect(QUESTION)
    terminal.answer("y")
    code, rest = terminal.leave()

    assert "+      decided: 2021-09-15" in shown
    assert (code, rest) == (0, "Wrote agreements/stadsmission.yaml\n")
    assert b"decided: 2021-09-15" in file.read_bytes()


@on_posix
@pytest.mark.parametrize("reply", ["n", "", "No", "nej"])
def test_anything_but_yes_writes_nothing(folder: Path, file: Path, reply: str) -> None:
    before = file.read_bytes()
    terminal = Terminal(folder, *DECIDE)

    terminal.expect(QUESTION)
    terminal.answer(reply)

    assert terminal.leave() == (1, "Nothing was written.\n")
    assert file.read_bytes() == before


@on_posix
@pytest.mark.parametrize("reply", ["yes", "J", " ja "])
def test_yes_is_said_in_swedish_and_in_english(folder: Path, file: Path, reply: str) -> None:
    terminal = Terminal(folder, *DECIDE)

    terminal.expect(QUESTION)
    terminal.answer(reply)

    assert terminal.leave()[0] == 0
    assert b"decided: 2021-09-15" in file.read_bytes()


@on_posix
def test_what_is_neither_yes_nor_no_is_asked_again(folder: Path, file: Path) -> None:
    before = file.read_bytes()
    terminal = Terminal(folder, *DECIDE)

    terminal.expect(QUESTION)
    terminal.answer("kanske")
    shown = terminal.expect(QUESTION)
    terminal.answer("nej")

    assert "'kanske' is neither yes nor no. Answer y (ja) or n (nej)." in shown
    assert terminal.leave() == (1, "Nothing was written.\n")
    assert file.read_bytes() == before


ASKING = {
    "a meeting": ("record", "stadsmission", "--meeting", "styrgruppsmöte", "--on", "2021-09-15"),
    "a matter": ("matter", "stadsmission", "--kind", "end", "--apply", "--as-of", "2021-09-15"),
}


@on_posix
@pytest.mark.parametrize(("what", "line"), [("a meeting", "- 2021-09-15"), ("a matter", "kind: end")])
def test_whatever_writes_into_a_file_shows_the_lines_and_asks(
    folder: Path, file: Path, what: str, line: str
) -> None:
    before = file.read_bytes()

    refusing = Terminal(folder, *ASKING[what])
    shown = refusing.expect(QUESTION)
    refusing.answer("n")
    assert line in shown
    assert refusing.leave() == (1, "Nothing was written.\n")
    assert file.read_bytes() == before

    agreeing = Terminal(folder, *ASKING[what])
    agreeing.expect(QUESTION)
    agreeing.answer("ja")
    code, rest = agreeing.leave()
    assert code == 0
    assert "agreements/stadsmission.yaml, line " in rest
    assert line.encode() in file.read_bytes()


@pytest.mark.parametrize("what", ASKING)
def test_away_from_a_terminal_whatever_writes_into_a_file_needs_yes(
    folder: Path, file: Path, what: str
) -> None:
    before = file.read_bytes()

    answer = run(*ASKING[what], cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "Nothing was changed. Look at the plan first, and add --yes." in answer.stderr
    assert file.read_bytes() == before


@on_posix
def test_ctrl_c_at_the_question_writes_nothing(folder: Path, file: Path) -> None:
    before = file.read_bytes()
    terminal = Terminal(folder, *DECIDE)

    terminal.expect(QUESTION)
    terminal.interrupt()
    code, rest = terminal.leave()

    assert (code, rest.strip()) == (130, "Nothing was written.")
    assert file.read_bytes() == before


@on_posix
def test_a_file_that_changes_while_the_question_is_asked_is_left_alone(folder: Path, file: Path) -> None:
    terminal = Terminal(folder, *DECIDE)

    terminal.expect(QUESTION)
    file.write_bytes(file.read_bytes() + b"# en rad till\n")
    terminal.answer("y")
    code, rest = terminal.leave()

    assert code == 2
    assert "was changed by somebody else in the meantime" in rest
    assert b"decided: 2021-09-15" not in file.read_bytes()


# --- meetings


MEETING = ("record", "stadsmission", "--yes", "--meeting", "styrgruppsmöte", "--on")


def test_a_meeting_is_added_to_those_that_were_held(folder: Path, file: Path) -> None:
    before = file.read_bytes()

    first = run(*MEETING, "2021-09-15", cwd=folder)
    second = run(*MEETING[:-2], "Styrgruppsmöte", "--on", "2021-11-24", cwd=folder)

    assert (first.exit_code, first.stdout) == (
        0,
        "Recorded styrgruppsmöte on 2021-09-15, in agreements/stadsmission.yaml, line 80.\n",
    )
    assert second.exit_code == 0
    assert changed(before, file.read_bytes()) == [
        "+       held:",
        "+         - 2021-09-15",
        "+         - 2021-11-24",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--meeting", "styrgruppsmote", "--on", "2021-09-15"), "Did you mean 'styrgruppsmöte'?"),
        (("--meeting", "styrgruppsmöte", "--on", "2021-09-15"), "is recorded already, at agreements/stads"),
        (("--meeting", "styrgruppsmöte", "--on", "2017-12-31"), "stadsmission starts on 2018-01-01 "),
        (
            ("--meeting", "styrgruppsmöte", "--on", "2021-09-16", "--as-of", "2021-09-15"),
            "2021-09-16 has not come yet: asked as of 2021-09-15.",
        ),
    ],
)
def test_a_meeting_that_cannot_be_meant_is_refused(
    folder: Path, file: Path, arguments: tuple[str, ...], words: str
) -> None:
    run(*MEETING, "2021-09-15", cwd=folder)
    before = file.read_bytes()

    answer = run("record", "stadsmission", "--yes", *arguments, cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert words in answer.stderr
    assert file.read_bytes() == before


# --- what else happened


LYKTAN = """
term:
  starts: 2021-01-01
  ends: 2023-12-31
  condition: att fullmäktige anslår medel
  notice:
    length: 3 months  # uppsägningstid
  clause: § 2
follow_up:
  reports:
    - kind: årsrapport
      every_year: 03-31
"""


@pytest.fixture
def lyktan(tmp_path: Path) -> Path:
    """A register of one agreement that waits for its condition and for a report."""
    path = tmp_path / "agreements" / "lyktan.yaml"
    path.parent.mkdir()
    path.write_bytes(builders.text(LYKTAN).replace("\n", "\r\n").encode())
    return path


def kinds_due(lyktan: Path, as_of: str) -> list[str]:
    answer = run("due", "--as-of", as_of, "--within", "9y", "--format", "json", cwd=lyktan.parents[1])
    return [each["kind"] for each in answer.json["result"]["due"]]


def test_from_condition_to_report_to_notice_each_is_one_command_and_due_asks_for_it_no_more(
    lyktan: Path,
) -> None:
    where, before = lyktan.parents[1], lyktan.read_bytes()

    assert kinds_due(lyktan, "2020-12-20") == ["condition"]
    met = run("record", "lyktan", "--yes", "--condition-met", "--on", "2020-12-01", cwd=where)
    assert kinds_due(lyktan, "2021-09-01") == ["report", "report", "ends"]
    report = run("record", "lyktan", "--yes", "--report", "Årsrapport", "--on", "2021-09-01", cwd=where)
    assert kinds_due(lyktan, "2021-09-01") == ["report", "ends"]
    notice = run("record", "lyktan", "--yes", "--notice", "--on", "2021-09-15", "--by", "kommunen", cwd=where)
    verdict = run("extend", "lyktan", "--as-of", "2021-09-15", "--format", "json", cwd=where)

    assert (met.exit_code, report.exit_code, notice.exit_code) == (0, 0, 0)
    assert met.stdout == (
        "Recorded that the condition 'att fullmäktige anslår medel' was met on 2020-12-01, in "
        "agreements/lyktan.yaml, line 5.\n2021-01-01 – 2023-12-31 counts as decided from 2021-01-01, and its "
        "money as committed.\n"
    )
    assert report.stdout == (
        "Recorded årsrapport due on 2021-03-31, received on 2021-09-01, in agreements/lyktan.yaml, line 14.\n"
    )
    assert notice.stdout == (
        "Recorded notice on 2021-09-15, in agreements/lyktan.yaml, line 9.\n"
        "The agreement ends on 2021-12-15.\n"
        "Money of 2021-12-16 – 2023-12-31 is no longer committed.\n"
    )
    assert verdict.json["result"]["reasons"][0]["code"] == "under_notice"
    assert changed(before, lyktan.read_bytes()) == [
        "+   condition_met: 2020-12-01",
        "+   notice_given:",
        "+     on: 2021-09-15",
        "+     by: kommunen",
        "+       received:",
        "+         - due: 2021-03-31",
        "+           on: 2021-09-01",
    ]
    assert lyktan.read_bytes().count(b"\n") == lyktan.read_bytes().count(b"\r\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Say what happened: --meeting KIND, --report KIND, --notice or --condition-met."),
        (("--notice", "--condition-met"), "--notice and --condition-met cannot be used together."),
        (("--meeting", "x", "--report", "y"), "--meeting and --report cannot be used together."),
        (("--notice", "--due", "2022-03-31"), "--due says nothing by itself.\nUse it with --report."),
        (
            ("--condition-met", "--ends", "2022-03-31"),
            "--ends says nothing by itself.\nUse it with --notice.",
        ),
        (("--report", "årsrapport", "--by", "x"), "--by says nothing by itself."),
        (("--meeting", "x", "--case-number", "x"), "--case-number says nothing by itself."),
        (("--notice", "--starts", "2021-01-01"), "Use it with --condition-met."),
        (("--report", "arsrapport"), "Did you mean 'årsrapport'?"),
        (("--report", "årsrapport", "--due", "2022-03-01"), "No årsrapport is due on 2022-03-01.\n"),
        (
            ("--meeting", "möte"),
            "lyktan requires no meeting of the kind 'möte'.\nWrite under 'follow_up' first",
        ),
        (
            ("--notice", "--by", "komunen"),
            "'komunen' is no party of lyktan.\nNothing was changed. Did you mean",
        ),
        (
            ("--notice", "--on", "2020-12-31"),
            "lyktan starts on 2021-01-01 (agreements/lyktan.yaml:2), after 2020-12-31.",
        ),
        (("--report", "årsrapport", "--on", "2020-12-31"), "after 2020-12-31.\nNothing was changed."),
        (("--notice", "--as-of", "2021-09-14"), "2021-09-15 has not come yet: asked as of 2021-09-14."),
        (
            ("--notice", "--ends", "2024-01-01"),
            "it ends on 2023-12-31 (agreements/lyktan.yaml:3), and notice makes it no longer.",
        ),
        (("--condition-met", "--starts", "2024-01-01"), "Those that wait are from 2021-01-01."),
    ],
)
def test_what_cannot_be_meant_is_refused_and_leaves_the_file_alone(
    lyktan: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = lyktan.read_bytes()

    answer = run("record", "lyktan", "--yes", "--on", "2021-09-15", *arguments, cwd=lyktan.parents[1])

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert words in answer.stderr
    assert lyktan.read_bytes() == before


def test_notice_is_recorded_once(lyktan: Path) -> None:
    notice = ("record", "lyktan", "--yes", "--notice", "--on")
    run(*notice, "2021-09-15", cwd=lyktan.parents[1])
    once = lyktan.read_bytes()

    answer = run(*notice, "2021-09-16", cwd=lyktan.parents[1])

    assert answer.exit_code == 2
    assert answer.stderr == (
        "Error: Notice given on 2021-09-15 is recorded already, at agreements/lyktan.yaml:8.\n"
        "Nothing was changed. Correct it there.\n"
    )
    assert lyktan.read_bytes() == once


def test_of_two_who_write_at_once_none_is_lost_and_the_one_who_had_to_wait_is_told(
    folder: Path, file: Path
) -> None:
    """Each keeps trying until all its days are in; whoever was told that nothing was changed tries again."""
    script = """
import json, subprocess, sys
told = []
for day in sys.argv[1:]:
    while True:
        asked = [sys.executable, "-m", "iopctl", "record", "stadsmission", "--yes"]
        asked += ["--meeting", "styrgruppsmöte", "--on", day]
        done = subprocess.run(asked, capture_output=True, text=True, encoding="utf-8")
        if done.returncode == 0:
            break
        told.append(done.stderr)
print(json.dumps(told))
"""
    days = [[f"20{year}-0{month}-15" for month in range(1, 7)] for year in (19, 20)]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", script, *each],
            cwd=folder,
            env=environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        for each in days
    ]
    told = [line for writer in writers for line in json.loads(writer.communicate(timeout=120)[0])]

    text = file.read_text(encoding="utf-8")
    assert all(text.count(f"- {day}\n") == 1 for each in days for day in each)
    assert all("Nothing was changed." in each for each in told)
    assert run("validate", cwd=folder).exit_code == 0
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []
