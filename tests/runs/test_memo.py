"""The memos of the two real agreements, and what a municipality may change in them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from tests.runs.conftest import Ask
from tests.runs.run import CHECKOUT, in_terminal, plain, run

GOLDEN = CHECKOUT / "tests" / "golden"
AGREEMENTS = ("ikf", "stadsmission")
SERIES = """\
format: 1
title: Ett påhittat index
source: {publisher: Ingen}
as: index numbers
values:
  - {year: 2020, value: 100, published: 2020-02-01, status: final}
  - {year: 2022, value: 103, published: 2020-03-01, status: preliminary}
"""
SECTIONS = [
    "## Förslag till arbetsmarknadsnämndens beslut",
    "## Ärende",
    "## Beslutsunderlag",
    "## Bakgrund",
    "## Ekonomiska konsekvenser",
    "## Kommunala mål",
    "## Jämställdhet",
    "## Samråd",
    "## Uppföljning och utvärdering",
    "## Information eller förhandling enligt lag (1976:580) om medbestämmande i arbetslivet",
    "## Beslutet skickas till",
]


@pytest.mark.parametrize("agreement", AGREEMENTS)
def test_the_memo_is_the_one_that_was_read_and_approved(
    ask: Ask, agreement: str, *, update_golden: bool
) -> None:
    """After a change that is meant, write the approved memos anew with --update-golden, and read them."""
    golden = GOLDEN / f"{agreement}.md"

    memo = ask("memo", agreement)

    if update_golden:
        golden.write_bytes(memo.stdout_bytes)
    assert (memo.exit_code, memo.stderr) == (0, "")
    assert memo.stdout == golden.read_bytes().decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("agreement", AGREEMENTS)
def test_the_sections_stand_in_linkopings_order(ask: Ask, agreement: str) -> None:
    headings = [line for line in ask("memo", agreement).stdout.splitlines() if line.startswith("#")]

    assert headings[0].startswith("# Idéburet offentligt partnerskap, ")
    assert headings[1:] == SECTIONS


@pytest.mark.parametrize("agreement", AGREEMENTS)
def test_no_section_is_empty_and_no_figure_can_break_at_a_line_end(ask: Ask, agreement: str) -> None:
    memo = ask("memo", agreement).stdout

    assert all(re.search(r"\w", section) for section in re.split(r"^#.*$", memo, flags=re.MULTILINE)[1:])
    assert re.findall(r"\d \d{3}\b|\d (?:kr|kronor|%)", memo) == []
    assert "\n\n\n" not in memo


@pytest.mark.parametrize("agreement", AGREEMENTS)
@pytest.mark.parametrize("today", ["2017-01-01", "2043-03-01"])
def test_a_memo_stays_as_the_board_saw_it_whatever_today_is(
    ask: Ask, folder: Path, agreement: str, today: str
) -> None:
    assert run("memo", agreement, cwd=folder, today=today).stdout == ask("memo", agreement).stdout


def test_a_decision_taken_after_the_memo_does_not_change_it(ask: Ask, folder: Path) -> None:
    _change(folder, "stadsmission", {"status: proposed\n": "status: decided\n      decided: 2021-09-01\n"})

    memo = run("memo", "stadsmission", cwd=folder)

    assert (memo.exit_code, memo.stdout) == (0, ask("memo", "stadsmission").stdout)


def test_a_change_of_one_figure_in_the_file_changes_every_place_where_the_memo_shows_it(folder: Path) -> None:
    # 2 320 hours at 300 kr, and the rent.
    _change(folder, "ikf", {"hourly_rate: 265": "hourly_rate: 300", "total: 664 800": "total: 746 000"})

    memo = plain(run("memo", "ikf", cwd=folder).stdout)

    assert "664 800" not in memo
    assert "212 000" not in memo
    assert "till sammanlagt 746 000 kronor" in memo
    assert "| **Totalt** | | | **746 000 kr** | |" in memo


# --- files


def test_a_memo_is_written_to_the_file_that_is_named(ask: Ask, folder: Path) -> None:
    answer = run("memo", "ikf", "--output", "nya mappen/ärende.md", cwd=folder)

    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "", "Wrote nya mappen/ärende.md\n")
    assert (folder / "nya mappen" / "ärende.md").read_bytes() == ask("memo", "ikf").stdout_bytes


def test_all_memos_are_written_into_a_folder_under_their_ids(ask: Ask, folder: Path) -> None:
    answer = run("memo", "--all", "--out", "memos", cwd=folder)

    assert answer.exit_code == 0
    assert {path.name: path.read_bytes() for path in (folder / "memos").iterdir()} == {
        f"{agreement}.md": ask("memo", agreement).stdout_bytes for agreement in AGREEMENTS
    }


def test_a_memo_that_is_written_again_replaces_the_old_one_and_keeps_its_permissions(folder: Path) -> None:
    memo = folder / "ikf.md"
    memo.write_text("An older and longer memo.\n" * 1_000, encoding="utf-8")
    memo.chmod(0o640)

    assert run("memo", "ikf", "-o", "ikf.md", cwd=folder).exit_code == 0

    assert memo.read_text(encoding="utf-8").startswith("# Idéburet offentligt partnerskap")
    assert "older" not in memo.read_text(encoding="utf-8")
    assert memo.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in folder.iterdir()) == ["agreements", "ikf.md"]


@pytest.fixture
def memos(folder: Path) -> Path:
    """A folder with both memos, as the files give them now."""
    assert run("memo", "--all", "--out", "memos", cwd=folder).exit_code == 0
    return folder / "memos"


def test_memos_that_are_what_the_files_give_now_pass_the_check(folder: Path, memos: Path) -> None:
    every = run("memo", "--all", "--check", "memos", cwd=folder)
    one = run("memo", "ikf", "--check", str(memos), cwd=folder)

    assert (every.exit_code, every.stdout, every.stderr) == (0, "2 memos, as the files give them now.\n", "")
    assert (one.exit_code, one.stdout) == (0, "1 memo, as the files give them now.\n")


def test_memos_checked_out_with_windows_line_ends_pass_the_check(folder: Path, memos: Path) -> None:
    for memo in memos.iterdir():
        memo.write_bytes(memo.read_bytes().replace(b"\n", b"\r\n"))

    assert run("memo", "--all", "--check", "memos", cwd=folder).exit_code == 0


def test_an_edited_memo_is_out_of_date_and_a_difference_that_patch_can_read_shows_how(
    folder: Path, memos: Path
) -> None:
    memo = memos / "ikf.md"
    fresh = memo.read_text(encoding="utf-8")
    memo.write_text(fresh.replace("Anders Jolby", "A. Jolby"), encoding="utf-8")

    answer = run("memo", "--all", "--check", "memos", cwd=folder)

    assert (answer.exit_code, answer.stderr) == (1, "1 of 2 memos differ from what the files give now.\n")
    assert answer.stdout.startswith("--- memos/ikf.md\n+++ ")
    assert "\n-A. Jolby\n+Anders Jolby\n" in answer.stdout
    assert "stadsmission" not in answer.stdout
    patched = subprocess.run(
        ["patch", "--quiet", str(memo)], input=answer.stdout_bytes, capture_output=True, check=False
    )
    assert patched.returncode == 0, patched.stderr
    assert memo.read_text(encoding="utf-8") == fresh


def test_a_memo_without_its_last_line_end_is_out_of_date(folder: Path, memos: Path) -> None:
    memo = memos / "ikf.md"
    memo.write_bytes(memo.read_bytes().rstrip(b"\n"))

    assert run("memo", "ikf", "--check", "memos", cwd=folder).exit_code == 1


def test_a_missing_memo_is_out_of_date_and_the_message_says_what_writes_it(folder: Path, memos: Path) -> None:
    (memos / "stadsmission.md").unlink()

    answer = run("memo", "--all", "--check", "memos", cwd=folder)

    assert answer.exit_code == 1
    assert answer.stdout.startswith("memos/stadsmission.md is missing; ")
    assert not (memos / "stadsmission.md").exists()


def test_a_memo_that_is_not_text_is_out_of_date_and_no_traceback(folder: Path, memos: Path) -> None:
    (memos / "ikf.md").write_bytes(b"\xff\xfe\x00")
    (memos / "stadsmission.md").unlink()
    (memos / "stadsmission.md").mkdir()

    answer = run("memo", "--all", "--check", "memos", cwd=folder)

    assert answer.exit_code == 1
    assert "memos/ikf.md cannot be read as text" in answer.stdout
    assert "memos/stadsmission.md cannot be read as text" in answer.stdout
    assert not answer.crashed


def test_an_agreement_without_a_matter_has_no_memo_and_the_message_says_what_to_add(folder: Path) -> None:
    file = folder / "agreements" / "ikf.yaml"
    file.write_text(file.read_text(encoding="utf-8").split("matters:")[0], encoding="utf-8")

    answer = run("memo", "ikf", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "IOP805 ikf has no matter that a memo could be about." in answer.stderr
    assert "Add one under 'matters'" in answer.stderr


# --- a matter that is only started


@pytest.fixture
def started(folder: Path) -> Path:
    """The real agreements, where that with Stadsmissionen has a later matter of which nothing is written."""
    file = folder / "agreements" / "stadsmission.yaml"
    with file.open("a", encoding="utf-8") as text:
        text.write("  - id: forlangning-igen\n    kind: extend\n    dated: 2021-09-01\n")
    return folder


def test_a_matter_that_is_only_started_has_no_memo_and_the_reason_names_what_is_not_written(
    started: Path,
) -> None:
    answer = run("memo", "stadsmission", "-o", "ut.md", cwd=started)

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert re.match(r"agreements/stadsmission.yaml:\d+:5: IOP808 The matter is not finished", answer.stderr)
    assert "not written: matter, background, goals," in answer.stderr
    assert not (started / "ut.md").exists()


def test_the_matter_before_it_still_has_its_memo(ask: Ask, started: Path) -> None:
    memo = run("memo", "stadsmission", "--as-of", "2021-07-13", cwd=started)

    assert (memo.exit_code, memo.stdout) == (0, ask("memo", "stadsmission").stdout)


def test_all_memos_are_written_but_the_one_that_is_not_finished_which_is_named(started: Path) -> None:
    answer = run("memo", "--all", "--out", "memos", cwd=started)

    assert answer.exit_code == 0
    assert "IOP808 warning: The matter is not finished" in answer.stderr
    assert answer.stderr.endswith("Wrote memos/ikf.md\n")
    assert [path.name for path in (started / "memos").iterdir()] == ["ikf.md"]


def test_a_memo_of_an_earlier_matter_is_not_called_stale_while_the_next_is_being_written(
    started: Path,
) -> None:
    for agreement, day in (("stadsmission", "2021-07-13"), ("ikf", "2021-07-13")):
        run("memo", agreement, "--as-of", day, "--output", f"memos/{agreement}.md", cwd=started)

    every = run("memo", "--all", "--check", "memos", cwd=started)
    one = run("memo", "stadsmission", "--check", "memos", cwd=started)

    assert (every.exit_code, every.stdout) == (0, "1 memo, as the files give them now.\n")
    assert "IOP808 warning: " in every.stderr
    assert (one.exit_code, one.stdout) == (1, "")
    assert "IOP808 The matter is not finished" in one.stderr


def test_budgets_do_not_wait_for_a_matter(ask: Ask, started: Path) -> None:
    asked = ("budget", "stadsmission", "--year", "2021", "--as-of", "2021-09-01")

    assert run(*asked, cwd=started).stdout == ask(*asked).stdout
    assert run("validate", cwd=started).exit_code == 0


# --- an index that is not published

OVER_TIME = ("--agreements", str(CHECKOUT / "tests" / "cases" / "over-time"))


def test_memos_are_written_before_the_index_is_published(tmp_path: Path) -> None:
    answer = run("memo", "--all", "--out", str(tmp_path), *OVER_TIME, cwd=tmp_path)

    assert answer.exit_code == 0, answer.stderr
    memo = plain((tmp_path / "kvinnohuset.md").read_text(encoding="utf-8"))
    # 1 350 000 × 1,029; PKV is published for 2026 and no later year, and the extension is for 2028.
    assert "Kommunens insats är 1 389 150 kronor i 2026 års prisnivå." in memo
    assert "1 januari–31 december 2028, i 2026 års prisnivå:" in memo
    assert "Beloppen räknas om när det är känt." in memo
    assert "år 2028" not in memo


def test_what_rests_on_an_assumption_is_marked_and_explained_once() -> None:
    answer = run("memo", "kvinnohuset", "--assume", "PKV=2.5%", *OVER_TIME, cwd=CHECKOUT)

    # 1 350 000 × 1,029 × 1,025²
    memo = plain(answer.stdout)
    assert "Kommunens insats är 1 459 476 kronor†." in memo
    assert "| Skogby kommun | 1 459 476 kr† |" in memo
    (explained,) = (line for line in memo.splitlines() if line.startswith("†"))
    assert "PKV ändras med 2,5 %" in explained


@pytest.mark.parametrize("asked", [("memo", "stegen"), ("figures", "stegen")])
def test_an_assumption_about_what_nothing_follows_is_refused(asked: tuple[str, str]) -> None:
    answer = run(*asked, "--assume", "PKV=2.5%", *OVER_TIME, cwd=CHECKOUT)

    assert (answer.exit_code, answer.stdout) == (2, "")


# --- one that cannot be written, among others that can


def _follows_an_index(folder: Path) -> None:
    """Let the agreement with IKF follow a series that lacks the value of 2021, between two it has."""
    fixed = "price_year: 2021\n    indexation:\n      percent: 2"
    _change(folder, "ikf", {fixed: "price_year: 2020\n    indexation:\n      series: PKV"})
    series = folder / "agreements" / "index"
    series.mkdir()
    (series / "PKV.yaml").write_text(SERIES, encoding="utf-8")


# What keeps the memo of IKF from being written, and what must be said of it.
OBSTACLES: dict[str, tuple[Callable[[Path], None], str]] = {
    "an index value that is missing": (_follows_an_index, "agreements/ikf.yaml:34:15: IOP655 "),
    "a file with problems": (
        lambda folder: _change(folder, "ikf", {"total: 664 800": "total: 664 801"}),
        "agreements/ikf.yaml:",
    ),
}


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_what_can_be_written_is_written_and_what_cannot_is_named_with_its_place(
    ask: Ask, folder: Path, obstacle: str
) -> None:
    put, said = OBSTACLES[obstacle]
    put(folder)

    answer = run("memo", "--all", "--out", "memos", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith(said)
    assert answer.stderr.endswith("1 memo could not be written.\nWrote memos/stadsmission.md\n")
    assert {path.name: path.read_bytes() for path in (folder / "memos").iterdir()} == {
        "stadsmission.md": ask("memo", "stadsmission").stdout_bytes
    }


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_the_check_compares_what_can_be_written_and_fails_for_what_cannot(
    folder: Path, memos: Path, obstacle: str
) -> None:
    put, said = OBSTACLES[obstacle]
    put(folder)

    others = run("memo", "--all", "--check", "memos", cwd=folder)
    (memos / "stadsmission.md").write_text("Annat.\n", encoding="utf-8")
    differs = run("memo", "--all", "--check", "memos", cwd=folder)

    assert (others.exit_code, others.stdout) == (1, "1 memo, as the files give them now.\n")
    assert others.stderr.startswith(said)
    assert differs.exit_code == 1
    assert differs.stdout.startswith("--- memos/stadsmission.md\n")
    assert differs.stderr.endswith(
        "1 memo could not be written.\n1 of 1 memos differ from what the files give now.\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of a width is made with pty")
def test_on_a_terminal_the_reason_keeps_to_its_width(started: Path) -> None:
    _follows_an_index(started)

    shown = in_terminal("memo", "--all", "--out", "memos", cwd=started, columns=80).stdout

    assert "IOP655" in shown
    assert "IOP808" in shown
    assert max(map(len, shown.split("\r")[-1].splitlines())) <= 80


# --- a municipality's own templates


def _template(folder: Path, text: str, name: str = "adopt.md.j2") -> None:
    own = folder / "templates" / "memo"
    own.mkdir(parents=True)
    (own / name).write_text(dedent(text), encoding="utf-8")


def test_an_own_template_beside_the_register_replaces_one_section_and_keeps_the_others(
    ask: Ask, folder: Path
) -> None:
    base = (CHECKOUT / "templates" / "memo" / "memo.md.j2").read_text(encoding="utf-8")
    old = "{{ matter.equality | prose }}"
    assert old in base
    _template(folder, base.replace(old, "**Så här skriver vi:** {{ matter.equality | prose }}"), "memo.md.j2")

    memo = run("memo", "ikf", cwd=folder)

    assert memo.exit_code == 0
    assert memo.stdout == ask("memo", "ikf").stdout.replace(
        "Verksamheten riktar sig främst", "**Så här skriver vi:** Verksamheten riktar sig främst"
    )


def test_an_own_template_can_extend_the_shipped_one_and_override_one_block(ask: Ask, folder: Path) -> None:
    _template(
        folder,
        """\
        {% extends "shipped/memo/adopt.md.j2" %}
        {% block goals %}
        ## Mål

        Värdet är {{ memo.money.a_year | kronor }}.

        {% endblock %}
        """,
    )

    memo = run("memo", "ikf", cwd=folder)

    assert (memo.exit_code, memo.stderr) == (0, "")
    assert "## Mål\n\nVärdet är 664 800 kronor.\n\n## Jämställdhet" in plain(memo.stdout)
    usual = ask("memo", "ikf").stdout
    assert memo.stdout.split("## Mål")[0] == usual.split("## Kommunala mål")[0]
    assert memo.stdout.split("## Jämställdhet")[1] == usual.split("## Jämställdhet")[1]


@pytest.mark.parametrize("named", ["../agreements", "."])
def test_own_templates_lie_beside_the_register_however_that_is_named(folder: Path, named: str) -> None:
    _template(folder, "# Eget\n")

    assert run("memo", "ikf", "--agreements", named, cwd=folder / "agreements").stdout == "# Eget\n"


def test_a_template_that_is_not_utf_8_is_named_by_its_file(folder: Path) -> None:
    _template(folder, "")
    (folder / "templates" / "memo" / "adopt.md.j2").write_bytes("Överenskommelse\n".encode("latin-1"))

    answer = run("memo", "ikf", cwd=folder)

    assert answer.exit_code == 1
    assert answer.stderr.startswith("templates/memo/adopt.md.j2:1:")
    assert "UTF-8" in answer.stderr


# What a template may do wrong: its text, the line at fault, and what must be said.
FAULTS = {
    "an unknown field": ("Hej\n\n{{ memo.agreement.titel }}\n", 3, "titel"),
    "an unknown name": ("{{ agrement.title }}\n", 1, "agrement"),
    "an unknown filter": ("Hej\n{{ memo.period | years }}\n", 2, "years"),
    "a block left open": ("{% if memo.women %}\nHej\n", 2, "endif"),
    "a brace left open": ("Hej\n{{ memo.period\n", 2, ""),
    "an unknown template": ('Hej\n{% include "memo/saknas.md.j2" %}\n', 2, "memo/saknas.md.j2"),
    "a filter on the wrong kind of value": ("{{ memo.agreement.title | kronor }}\n", 1, ""),
    "a division by zero": ("Hej\n{{ 1 // 0 }}\n", 2, ""),
    "a way into Python": ("{{ ''.__class__.__mro__ }}\n", 1, "__class__"),
    "a way to a function's globals": ("{{ memo.__init__.__globals__ }}\n", 1, "__init__"),
    "a format string": ("{{ '{0.__class__}'.format(memo) }}\n", 1, "a call"),
    "a file outside the templates": ('{% include "../agreements/ikf.yaml" %}\n', 1, "ikf.yaml"),
    "a huge range": ("{% for each in range(100000000) %}{% endfor %}\n", 1, ""),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_template_is_shown_with_the_templates_file_and_line(folder: Path, name: str) -> None:
    text, line, words = FAULTS[name]
    _template(folder, text)

    answer = run("memo", "ikf", "-o", "ikf.md", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (1, "")
    first = answer.stderr.splitlines()[0]
    assert first.startswith(f"templates/memo/adopt.md.j2:{line}:")
    assert "IOP804 The template is at fault: " in first
    assert words in first
    assert "= Name only what a memo has; the templates that come with iopctl show how." in answer.stderr
    assert not answer.crashed
    assert not (folder / "ikf.md").exists()


@pytest.mark.parametrize(
    "attempt",
    ["{{ memo.money.parties.append(1) }}", "{{ memo.agreement.__dict__ }}", "{{ cycler.__init__ }}"],
)
def test_a_template_cannot_leave_its_sandbox_unnoticed(folder: Path, attempt: str) -> None:
    _template(folder, f"{attempt}\n")

    answer = run("memo", "ikf", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "templates/memo/adopt.md.j2:1:" in answer.stderr
    assert "IOP804" in answer.stderr


def test_a_fault_in_a_template_is_shown_once_where_it_spoils_several_memos(folder: Path) -> None:
    _template(folder, "{{ memo.nonsense }}\n", "memo.md.j2")

    answer = run("memo", "--all", "--out", "memos", cwd=folder)

    assert answer.exit_code == 1
    assert answer.stderr.count(" IOP804 ") == 1
    assert not (folder / "memos").exists()


# --- names that look like Markdown

NASTY = "A | B * C _ D # E < F [ G"


def test_a_name_with_markdown_characters_does_not_change_the_structure_of_the_memo(
    ask: Ask, folder: Path
) -> None:
    _change(
        folder,
        "ikf",
        {
            "short_name: IKF": f'short_name: "{NASTY}"',
            "name: Familjepedagog": f'name: "{NASTY}"',
            "Målområde 6, ”Goda": "- # [Målområde](6) <b>”Goda</b>",
            "- name: Anders Jolby": '- name: "# Anders\\n\\n## Jolby"',
        },
    )

    memo = run("memo", "ikf", cwd=folder).stdout

    usual = ask("memo", "ikf").stdout
    assert [line for line in memo.splitlines() if line.startswith("#")] == [
        line for line in usual.splitlines() if line.startswith("#")
    ]
    assert _bars(memo) == _bars(usual)
    assert r"A \| B \* C \_ D # E \< F \[ G" in memo
    assert r"\<b\>”Goda\</b\>" in memo
    assert not re.search(r"(?<!\\)<", memo)


def _bars(memo: str) -> list[int]:
    """Count the cells of each row of the memo's tables."""
    return [len(re.findall(r"(?<!\\)\|", line)) for line in memo.splitlines() if line.startswith("|")]


@pytest.mark.parametrize(
    "arguments", [("list",), ("budget", "ikf", "--year", "2021"), ("extend", "ikf")], ids=" ".join
)
def test_markdown_tables_keep_their_cells_whatever_the_names_are(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    _change(
        folder,
        "ikf",
        {
            "title: Idéburet": f'title: "{NASTY}"  # Idéburet',
            "short_name: IKF": f'short_name: "{NASTY}"',
            "name: Familjepedagog": f'name: "{NASTY}"',
        },
    )

    shown = run(*arguments, "--format", "markdown", cwd=folder).stdout

    assert len(set(_bars(shown))) == 1
    assert not re.search(r"(?<!\\)[<\[]", shown.replace("[agreements", ""))


def _change(folder: Path, agreement: str, changes: dict[str, str]) -> None:
    file = folder / "agreements" / f"{agreement}.yaml"
    text = file.read_text(encoding="utf-8")
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")
