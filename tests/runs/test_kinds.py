"""Every kind of matter in every profile, on made-up agreements whose memos a person can read.

After a change that is meant, write the approved memos anew with --update-golden, and read them.
"""

from __future__ import annotations

import functools
import shutil
from pathlib import Path
from textwrap import dedent

import pytest

from iopctl.model.matter import MatterKind
from tests import builders
from tests.runs.conftest import Ask
from tests.runs.run import CHECKOUT, plain, run

REGISTER = CHECKOUT / "tests" / "register"
KINDS = {
    "laxhjalpen": MatterKind.ADOPT,
    "sprakkafeet": MatterKind.EXTEND,
    "oppna-dorren": MatterKind.AMEND,
    "fritidsforradet": MatterKind.END,
    "skutan": MatterKind.FOLLOW_UP,
}
PROFILES = {
    "linkoping": ["Förslag till", "Ärende", "Beslutsunderlag", "Bakgrund", "Ekonomiska konsekvenser"],
    "malmo": ["Sammanfattning", "Förslag till beslut", "Beslutsunderlag", "Beslutsplanering", "Ärendet"],
    "uppsala": [
        "Förslag till beslut",
        "Sammanfattning",
        "Ärendet",
        "Beredning",
        "Föredragning",
        "Ekonomiska konsekvenser",
    ],
}


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Ask the made-up agreements; nothing here may be written."""
    where = tmp_path_factory.mktemp("exempelby")
    shutil.copytree(REGISTER / "agreements", where / "agreements")
    return functools.cache(functools.partial(run, cwd=where))


@pytest.fixture
def exempelby(tmp_path: Path) -> Path:
    """The register of the made-up agreements, for a test that changes something."""
    shutil.copytree(REGISTER / "agreements", tmp_path / "agreements")
    return tmp_path


def headings(memo: str, level: int = 2) -> list[str]:
    """List the headings of a level."""
    marks = "#" * level + " "
    return [line.removeprefix(marks) for line in memo.splitlines() if line.startswith(marks)]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("agreement", KINDS)
def test_the_memo_of_each_kind_in_each_profile_is_the_one_that_was_read(
    made_up: Ask, agreement: str, profile: str, *, update_golden: bool
) -> None:
    golden = REGISTER / "memos" / profile / f"{agreement}.md"

    memo = made_up("memo", agreement, "--profile", profile)

    if update_golden:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(memo.stdout_bytes)
    assert (memo.exit_code, memo.stderr) == (0, "")
    assert memo.stdout == golden.read_bytes().decode("utf-8").replace("\r\n", "\n")


def test_every_kind_of_matter_has_its_memo() -> None:
    read = {
        name: builders.whole((REGISTER / "agreements" / f"{name}.yaml").read_bytes())
        .agreement.matters[-1]
        .kind
        for name in KINDS
    }

    assert read == KINDS
    assert set(KINDS.values()) == set(MatterKind)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("agreement", KINDS)
def test_the_sections_stand_in_the_order_of_the_profile(made_up: Ask, agreement: str, profile: str) -> None:
    found = headings(made_up("memo", agreement, "--profile", profile).stdout)

    assert len(found) >= len(PROFILES[profile])
    assert all(each.startswith(wanted) for each, wanted in zip(found, PROFILES[profile], strict=False))


@pytest.mark.parametrize("agreement", KINDS)
def test_the_decision_is_a_numbered_sentence_or_a_clause_as_the_profile_says(
    made_up: Ask, agreement: str
) -> None:
    numbered = made_up("memo", agreement, "--profile", "linkoping").stdout
    clauses = made_up("memo", agreement, "--profile", "uppsala").stdout

    assert "\n1. " in numbered
    assert "\n- att " not in numbered
    decisions = clauses.partition("## Förslag till beslut\n\n")[2].partition("\n\n## ")[0].splitlines()
    assert (
        decisions[0].endswith("nämnden föreslås besluta")
        or decisions[0] == "Kommunstyrelsen föreslås besluta"
    )
    assert all(line.startswith("- att ") for line in decisions[2:])
    assert [line[-1] for line in decisions[2:]] == [","] * (len(decisions) - 3) + ["."]


@pytest.mark.parametrize("agreement", KINDS)
def test_the_decisions_of_the_file_take_the_place_of_those_of_the_template(
    exempelby: Path, agreement: str
) -> None:
    file = exempelby / "agreements" / f"{agreement}.yaml"
    text = file.read_text(encoding="utf-8")
    kind = f"    kind: {KINDS[agreement].value}\n"
    own = f"{kind}    decisions: [Nämnden tar ställning i ett senare ärende.]\n"
    file.write_text(text.replace(kind, own), encoding="utf-8")

    memo = run("memo", agreement, cwd=exempelby).stdout

    decisions = memo.partition("beslut\n\n")[2].partition("\n\n## ")[0]
    assert decisions == "1. Nämnden tar ställning i ett senare ärende."


@pytest.mark.parametrize("profile", PROFILES)
def test_each_memo_can_be_a_document_that_everybody_can_read(exempelby: Path, profile: str) -> None:
    answer = run("memo", "--all", "--out", "memos", "--to", "html", "--profile", profile, cwd=exempelby)

    assert answer.exit_code == 0, answer.stderr
    assert len(list((exempelby / "memos").iterdir())) == len(KINDS)


# --- what the kinds compute


def test_an_amendment_shows_the_money_before_and_after(made_up: Ask) -> None:
    memo = plain(made_up("memo", "oppna-dorren").stdout)

    assert "| 2024, Exempelby kommun | 1 200 000 kr | 1 480 000 kr | +280 000 kr |" in memo
    assert "| 2025, totalt | 1 850 000 kr | 2 270 000 kr | +420 000 kr |" in memo
    assert "2023," not in memo


def test_notice_shows_the_last_day_and_what_is_committed_until_then(made_up: Ask) -> None:
    memo = plain(made_up("memo", "fritidsforradet").stdout)

    assert "upphör att gälla efter den 30 juni 2024." in memo
    rows = [line.split(" | ")[:2] for line in memo.splitlines() if line.startswith("| ")]
    assert ["| 2023", "180 000 kr"] in rows
    assert ["| 1 januari–30 juni 2024", "90 000 kr"] in rows
    assert ["| **Hela perioden**", "**270 000 kr**"] in rows


def test_a_follow_up_shows_what_is_missing_and_what_a_place_costs(made_up: Ask) -> None:
    memo = plain(made_up("memo", "skutan").stdout)

    assert "| 14 februari 2023, 16 maj 2023 och 26 september 2023 | ett möte |" in memo
    assert "11 juli 2023 (efter utsatt dag)" in memo
    assert "67 500 kronor per plats, varav 45 000 kronor kommer från den offentliga sidan." in memo


# --- profiles


def test_a_section_that_only_another_profile_has_is_asked_for_there_alone(exempelby: Path) -> None:
    file = exempelby / "agreements" / "skutan.yaml"
    text = file.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("    planning:")]
    file.write_text("".join(lines), encoding="utf-8")

    assert run("memo", "skutan", cwd=exempelby).exit_code == 0
    refused = run("memo", "skutan", "--profile", "malmo", cwd=exempelby)

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert (
        "IOP808 The matter is not finished, so it has no memo yet; not written: planning." in refused.stderr
    )


def test_the_settings_choose_the_profile_for_memos_and_for_checks(made_up: Ask, exempelby: Path) -> None:
    (exempelby / "iopctl.toml").write_text('profile = "malmo"\n', encoding="utf-8")
    file = exempelby / "agreements" / "skutan.yaml"

    memo = run("memo", "skutan", cwd=exempelby).stdout
    file.write_text(
        file.read_text(encoding="utf-8").replace("    summary:", "    economy:"), encoding="utf-8"
    )
    checked = run("validate", cwd=exempelby, today="2024-03-01").stdout

    assert memo == made_up("memo", "skutan", "--profile", "malmo").stdout
    assert "not written: summary." in checked


def test_a_profile_that_does_not_exist_stops_the_run_and_the_closest_is_named(exempelby: Path) -> None:
    answer = run("memo", "skutan", "--profile", "upsala", cwd=exempelby)

    assert answer.exit_code == 2
    assert answer.stderr.endswith("Did you mean 'uppsala'?\n")


@pytest.mark.parametrize("name", ["../malmo", "", "malmö", "MALMO/.."])
def test_the_name_of_a_profile_is_no_path(exempelby: Path, name: str) -> None:
    answer = run("memo", "skutan", "--profile", name or "-", cwd=exempelby)

    assert answer.exit_code == 2
    assert "There is no profile" in answer.stderr


OWN = """\
format: 1
title: Exempelby
document: Tjänsteutlåtande
administration: Samhällskontoret
letterhead: [administration, document]
sections:
  - section: decisions
    heading: "{Nämnden} föreslås besluta"
  - section: background
    heading: Bakgrund till {nämndens} ärende
    parts:
      - section: follow_up
        heading: Vad som skedde
  - section: signatures
"""


def own_profile(folder: Path, text: str, name: str = "exempelby") -> None:
    home = folder / "templates" / "profiles"
    home.mkdir(parents=True)
    (home / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_a_profile_of_ones_own_orders_and_names_the_sections(exempelby: Path) -> None:
    own_profile(exempelby, OWN)

    memo = run("memo", "skutan", "--profile", "exempelby", cwd=exempelby).stdout

    assert "\n\nSamhällskontoret · Tjänsteutlåtande 6 februari 2024\n\n" in memo
    assert headings(memo) == [
        "Arbetsmarknadsnämnden föreslås besluta",
        "Bakgrund till arbetsmarknadsnämndens ärende",
    ]
    assert headings(memo, 3) == ["Vad som skedde"]
    assert memo.endswith("---\n\nSamhällskontoret\n\nNour Exempel, enhetschef\n")


def test_a_profile_of_ones_own_takes_the_place_of_the_shipped_one_of_its_name(exempelby: Path) -> None:
    own_profile(exempelby, OWN, "linkoping")

    assert headings(run("memo", "skutan", cwd=exempelby).stdout, 3) == ["Vad som skedde"]


def test_one_block_of_a_template_is_replaced_in_whatever_place_the_profile_has_it(exempelby: Path) -> None:
    own_profile(exempelby, OWN)
    home = exempelby / "templates" / "memo"
    home.mkdir()
    (home / "follow-up.md.j2").write_text(
        dedent("""\
            {% extends "shipped/memo/follow-up.md.j2" %}
            {% block follow_up %}
            {{ "follow_up" | heading }}

            Se årsredovisningen.

            {% endblock %}
            """),
        encoding="utf-8",
    )

    memo = run("memo", "skutan", "--profile", "exempelby", cwd=exempelby)

    assert (memo.exit_code, memo.stderr) == (0, "")
    assert "\n\n### Vad som skedde\n\nSe årsredovisningen.\n\n---\n" in memo.stdout


def test_a_slip_in_a_profile_is_told_by_the_memo_and_by_the_check_with_its_place(exempelby: Path) -> None:
    own_profile(exempelby, OWN.replace("section: follow_up", "section: followup"))

    memo = run("memo", "skutan", "--profile", "exempelby", cwd=exempelby)
    checked = run("validate", "--format", "concise", cwd=exempelby)

    assert (memo.exit_code, checked.exit_code) == (1, 1)
    assert memo.stderr.startswith("templates/profiles/exempelby.yaml:12:18: IOP204 'followup' is not one of")
    assert "Did you mean 'follow_up'?" in memo.stderr
    assert "templates/profiles/exempelby.yaml:12:18: IOP204" in checked.stdout


def test_the_check_says_how_many_files_of_each_kind_it_read(exempelby: Path) -> None:
    own_profile(exempelby, OWN)
    shutil.copytree(CHECKOUT / "docs" / "examples" / "index", exempelby / "agreements" / "index")
    for path in (exempelby / "agreements").glob("[!v]*.yaml"):
        path.unlink()

    assert (
        run("validate", cwd=exempelby).stdout == "1 agreement, 2 index series and 1 profile, no problems.\n"
    )


def test_a_template_that_asks_for_a_heading_the_profile_lacks_is_at_fault(exempelby: Path) -> None:
    home = exempelby / "templates" / "memo"
    home.mkdir(parents=True)
    (home / "follow-up.md.j2").write_text('{{ "summary" | heading }}\n', encoding="utf-8")

    answer = run("memo", "skutan", cwd=exempelby)

    assert answer.exit_code == 1
    assert "IOP804 The template is at fault: the memo has no section 'summary' here" in plain(answer.stderr)


# --- a matter that is named, and one that is not in the file yet


def test_the_memo_of_an_earlier_matter_is_asked_for_by_its_id(ask: Ask, folder: Path) -> None:
    with (folder / "agreements" / "ikf.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: uppfoljning-2021, kind: follow-up, dated: 2022-01-31}\n")

    memo = run("memo", "ikf", "--matter", "antagande-2021", cwd=folder)

    assert memo.stdout == ask("memo", "ikf").stdout
    assert run("memo", "ikf", cwd=folder).exit_code == 1


def test_a_matter_that_does_not_exist_stops_the_run_and_the_closest_is_named(made_up: Ask) -> None:
    answer = made_up("memo", "skutan", "--matter", "uppfoljning-2024")

    assert answer.exit_code == 2
    assert "'uppfoljning-2024' is not a value of --matter.\nDid you mean 'uppfoljning-2023'?" in answer.stderr


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("kind", list(MatterKind))
def test_the_lines_of_a_new_matter_are_in_order_once_they_are_filled_in(
    exempelby: Path, kind: MatterKind, profile: str
) -> None:
    agreement = next(name for name, each in KINDS.items() if each is kind)
    asked = ("matter", agreement, "--kind", kind.value, "--as-of", "2023-03-01", "--profile", profile)
    file = exempelby / "agreements" / f"{agreement}.yaml"

    lines = run(*asked, cwd=exempelby).stdout
    keys = lines.replace("    # ", "    ")
    for key, value in {"year": "2023", "    dated": "2023-01-15"}.items():
        keys = keys.replace(f"  {key}: …", f"  {key}: {value}")
    old = file.read_text(encoding="utf-8").partition("\nmatters:\n")[0]
    file.write_text(f"{old}\nmatters:\n{keys}", encoding="utf-8")
    memo = run("memo", agreement, "--profile", profile, cwd=exempelby)

    assert lines.startswith("  - id: ")
    assert (memo.exit_code, memo.stderr) == (0, "")


def test_a_new_matter_is_started_in_the_file_which_is_kept_as_it_is(exempelby: Path) -> None:
    file = exempelby / "agreements" / "skutan.yaml"
    old = file.read_text(encoding="utf-8")

    answer = run(
        "matter", "skutan", "--kind", "extend", "--as-of", "2024-03-01", "--apply", "--yes", cwd=exempelby
    )

    assert answer.exit_code == 0
    assert answer.stdout.startswith("Started the matter 'forlangning-2024', agreements/skutan.yaml, line ")
    assert "not written: matter, background, goals, equality" in answer.stderr
    started = "  - id: forlangning-2024\n    kind: extend\n    dated: 2024-03-01\n"
    assert file.read_text(encoding="utf-8") == old + started


def test_a_matter_that_cannot_be_is_not_started(exempelby: Path) -> None:
    file = exempelby / "agreements" / "oppna-dorren.yaml"
    old = file.read_bytes()

    answer = run(
        "matter",
        "oppna-dorren",
        "--kind",
        "extend",
        "--as-of",
        "2024-03-01",
        "--apply",
        "--yes",
        cwd=exempelby,
    )

    assert answer.exit_code == 1
    assert "IOP802" in answer.stderr
    assert file.read_bytes() == old


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("matter", "skutan", "--kind", "extent"), "Did you mean 'extend'?"),
        (("matter", "skutan", "--kind", "end", "--yes"), "--yes says nothing by itself."),
        (("memo", "--all", "--out", "x", "--matter", "a"), "--matter says nothing by itself."),
    ],
)
def test_options_that_make_no_sense_are_refused(made_up: Ask, options: tuple[str, ...], said: str) -> None:
    answer = made_up(*options)

    assert answer.exit_code == 2
    assert said in answer.stderr


# --- the yearly report

ASKED = ("report", "--board", "arbetsmarknadsnämnden", "--year", "2023", "--as-of", "2024-02-06")


@pytest.mark.parametrize("profile", PROFILES)
def test_the_yearly_report_in_each_profile_is_the_one_that_was_read(
    made_up: Ask, profile: str, *, update_golden: bool
) -> None:
    golden = REGISTER / "memos" / profile / "redovisning-2023.md"

    told = made_up(*ASKED, "--profile", profile)

    if update_golden:
        golden.write_bytes(told.stdout_bytes)
    assert told.exit_code == 1, "the sums miss an agreement whose part of the year has no figure"
    assert told.stderr.count("IOP652") == 1
    assert told.stdout == golden.read_bytes().decode("utf-8").replace("\r\n", "\n")


def test_the_yearly_report_is_about_the_agreements_of_its_board_alone(made_up: Ask) -> None:
    told = made_up(*ASKED).stdout

    assert "Skutan" in told
    assert "Språkkaféet" not in told


def test_an_agreement_is_in_the_yearly_report_of_its_board_however_the_board_is_spelt(
    exempelby: Path,
) -> None:
    file = exempelby / "agreements" / "skutan.yaml"
    written = file.read_text(encoding="utf-8")
    assert "board: arbetsmarknadsnämnden" in written
    file.write_text(written.replace("board: arbets", "board: Arbets"), encoding="utf-8")

    for board in ("arbetsmarknadsnämnden", "ARBETSMARKNADSNÄMNDEN", "Arbetsmarknadsna\u0308mnden"):
        answer = run("report", "--board", board, *ASKED[3:], cwd=exempelby)
        assert "Skutan" in answer.stdout


def test_boards_of_one_name_in_two_municipalities_have_a_yearly_report_each(exempelby: Path) -> None:
    file = exempelby / "agreements" / "skutan.yaml"
    written = file.read_text(encoding="utf-8")
    file.write_text(written.replace("name: Exempelby kommun", "name: Ulvsjö kommun"), encoding="utf-8")

    neither = run(*ASKED, cwd=exempelby)
    theirs = run("report", "--board", "Ulvsjö kommun, arbets", *ASKED[3:], cwd=exempelby)

    assert (neither.exit_code, neither.stdout) == (2, "")
    assert "Exempelby kommun, arbetsmarknadsnämnden; Ulvsjö kommun, arbetsmarknadsnämnden" in neither.stderr
    assert "Skutan" in theirs.stdout


def test_a_profile_is_known_however_its_name_is_spelt(made_up: Ask) -> None:
    assert made_up(*ASKED, "--profile", "MALMO").stdout == made_up(*ASKED, "--profile", "malmo").stdout != ""


@pytest.mark.parametrize("name", ["rapport.md", "rapport.html"])
def test_the_yearly_report_is_written_to_a_file_in_the_format_of_its_suffix(
    exempelby: Path, name: str
) -> None:
    answer = run(*ASKED, "-o", name, cwd=exempelby)

    assert answer.stderr.endswith(f"Wrote {name}\n")
    assert "redovisning för år 2023" in plain((exempelby / name).read_text(encoding="utf-8"))


def test_where_a_file_has_problems_no_report_is_written(exempelby: Path) -> None:
    (exempelby / "agreements" / "trasig.yaml").write_text("format: 1\n", encoding="utf-8")

    answer = run(*ASKED, "-o", "rapport.md", cwd=exempelby)

    assert answer.exit_code == 1
    assert "agreements/trasig.yaml:1:1: IOP202" in answer.stderr
    assert not (exempelby / "rapport.md").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Name the board with --board. There are: arbetsmarknadsnämnden, "),
        (("--board", "byggnämnden"), "no agreement has 'byggnämnden'"),
        (("--board", "social", "--to", "pdf"), "is a file, and cannot be shown"),
    ],
)
def test_a_yearly_report_that_cannot_be_is_refused(made_up: Ask, options: tuple[str, ...], said: str) -> None:
    answer = made_up("report", *options)

    assert answer.exit_code == 2
    assert said in answer.stderr
