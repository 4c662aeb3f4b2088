"""`iopctl diff`: what changed between two revisions, since one, or between two files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iopctl.commands import diff as command
from iopctl.commands.answer import Answer, Asked
from tests.gits import commit, git, needs_git, repository
from tests.runs import run as runs
from tests.runs.run import Result, plain, run
from tests.runs.test_reports import ANSWERS

pytestmark = needs_git

AS_OF = ("--as-of", "2021-10-01")
PROPOSED = "      status: proposed\n      proposed: 2021-07-13\n"
DECIDED = "      status: decided\n      decided: 2021-09-14\n"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A register in which an extension was decided, and then a percentage changed and not yet committed."""
    root = repository(tmp_path / "registret")
    runs.register(root)
    commit(root)
    git(root, "tag", "forslag")
    change(root, "stadsmission", PROPOSED, DECIDED)
    commit(root, on="2021-09-15")
    change(root, "ikf", "percent: 2", "percent: 3")
    return root


def change(root: Path, agreement_id: str, old: str, new: str) -> None:
    path = root / "agreements" / f"{agreement_id}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def diff(kept: Path, *arguments: str) -> Result:
    return run("diff", *arguments, *AS_OF, cwd=kept)


def test_a_decision_makes_money_committed_and_is_told_with_its_lines(kept: Path) -> None:
    before, after = (git(kept, "rev-parse", "--short=7", each) for each in ("HEAD~1", "HEAD"))
    answer = diff(kept, "stadsmission", "--rev", "HEAD~1..HEAD")

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert (
        plain(answer.stdout)
        == f"""\
stadsmission – Idéburet offentligt partnerskap, Linköpings Stadsmission: changed, {before} → {after}

Money, in kronor

Year  Party                             Before            After  Difference  Status
────  ───────────────────────  ───────────────  ───────────────  ──────────  ────────────────────
2018  Total                    minst 2 080 500  minst 2 080 500           0  committed
2019  Total                    minst 2 080 500  minst 2 080 500           0  committed
2020  Total                    minst 2 080 500  minst 2 080 500           0  committed
2021  Total                    minst 2 080 500  minst 2 080 500           0  committed
2022  Arbetsmarknadsnämnden          1 100 000        1 100 000           0
2022  Linköpings Stadsmission    minst 980 500    minst 980 500           0
2022  Total                    minst 2 080 500  minst 2 080 500           0  optional → committed
2023  Arbetsmarknadsnämnden          1 100 000        1 100 000           0
2023  Linköpings Stadsmission    minst 980 500    minst 980 500           0
2023  Total                    minst 2 080 500  minst 2 080 500           0  optional → committed

Term

                                Before      After
──────────────────────────────  ──────────  ──────────
Last day, with what is decided  2021-12-31  2023-12-31
Options used                    1           2
Decide the next extension by    2021-12-31  –

Changed keys

Key                              Before      After       Lines
───────────────────────────────  ──────────  ──────────  ──────
extension.extensions.2.status    proposed    decided     42
extension.extensions.2.proposed  2021-07-13  –           43 → –
extension.extensions.2.decided   –           2021-09-14  – → 43

As of 2021-10-01.
"""
    )


SPANS = {
    "HEAD~1..HEAD": ["stadsmission"],
    "HEAD~1..": ["stadsmission"],
    "forslag..main": ["stadsmission"],
    "forslag...main": ["stadsmission"],
    "..HEAD~1": ["stadsmission"],
    "HEAD..HEAD": [],
    "HEAD": ["ikf"],
    "HEAD~1": ["ikf", "stadsmission"],
}


@pytest.mark.parametrize("span", SPANS)
def test_a_span_is_read_as_git_reads_it(kept: Path, span: str) -> None:
    answer = run("diff", "--rev", span, "--format", "json", cwd=kept)

    assert [each["agreement"] for each in answer.json["result"]["agreements"]] == SPANS[span]


def test_without_a_revision_it_is_what_is_not_yet_committed(kept: Path) -> None:
    assert diff(kept).stdout == diff(kept, "--rev", "HEAD").stdout
    assert "budget.1.indexation.percent" in diff(kept, "ikf").stdout


def test_three_dots_start_where_the_branches_parted(kept: Path) -> None:
    git(kept, "stash", "--quiet")
    git(kept, "checkout", "--quiet", "-b", "gren", "HEAD~1")
    change(kept, "ikf", "percent: 2", "percent: 4")
    commit(kept)

    two = run("diff", "--rev", "main..gren", "--format", "json", cwd=kept).json
    three = run("diff", "--rev", "main...gren", "--format", "json", cwd=kept).json

    assert [each["agreement"] for each in two["result"]["agreements"]] == ["ikf", "stadsmission"]
    assert [each["agreement"] for each in three["result"]["agreements"]] == ["ikf"]


def test_branches_without_a_common_commit_are_told_so(kept: Path) -> None:
    git(kept, "checkout", "--quiet", "--orphan", "egen")
    commit(kept)

    answer = diff(kept, "--rev", "main...egen")

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "'main' and 'egen' have no commit in common here." in answer.stderr


def test_all_that_changed_is_summed_up_first_and_then_told_one_by_one(kept: Path) -> None:
    git(kept, "checkout", "--quiet", "--", "agreements")
    (kept / "agreements" / "lyktan.yaml").write_bytes((kept / "agreements" / "ikf.yaml").read_bytes())
    (kept / "agreements" / "ikf.yaml").unlink()
    answer = diff(kept, "--rev", "HEAD~1")
    short = git(kept, "rev-parse", "--short=7", "HEAD~1")

    assert answer.stdout.startswith(
        f"""\
3 agreements with changes, {short} → as it is now

Agreement     Change   Other money in  Term ends                 Keys changed
────────────  ───────  ──────────────  ────────────────────────  ────────────
ikf           removed  2021–2024       until further notice → –             –
lyktan        new      2021–2024       – → until further notice             –
stadsmission  changed  2022–2023       2021-12-31 → 2023-12-31              3

ikf – """
    )
    assert "It is not in the later version." in answer.stdout
    assert "It is not in the earlier version." in answer.stdout


def test_markdown_has_a_heading_and_tables_for_a_pull_request(kept: Path) -> None:
    shown = plain(diff(kept, "--format", "markdown").stdout)

    assert "### ikf – Idéburet offentligt partnerskap" in shown
    assert "| 2023 | Linköpings kommun | 352 904 | 359 857 | +6 953 |  |" in shown
    assert "| budget.1.indexation.percent | 2 | 3 | 41 |" in shown


def test_csv_has_a_row_for_each_amount_and_key(kept: Path) -> None:
    lines = diff(kept, "ikf", "--format", "csv").stdout.splitlines()

    assert "ikf;changed;party;2023;kommunen;352904;359857;6953;committed;committed;;" not in lines
    assert any(line.startswith("ikf;changed;party;2023;kommunen;352904;359857;6953;") for line in lines)
    assert lines[-1] == "ikf;changed;key;budget.1.indexation.percent;;2;3;;;;41;41"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("ikf",),
        ("--rev", "HEAD~1"),
        ("stadsmission", "--rev", "HEAD~1..HEAD"),
        ("ikf", "--rev", "HEAD.."),
    ],
    ids=" ".join,
)
def test_the_json_keeps_its_contract(kept: Path, arguments: tuple[str, ...]) -> None:
    answer = diff(kept, *arguments, "--format", "json").json

    ANSWERS.validate(answer)
    assert answer["result"]["before"]["revision"]


def test_two_files_are_compared_whatever_they_are_called(tmp_path: Path) -> None:
    runs.register(tmp_path)
    old = tmp_path / "Ursprunglig version (1).txt"
    old.write_bytes((tmp_path / "agreements" / "ikf.yaml").read_bytes())
    change(tmp_path, "ikf", "percent: 2", "percent: 3")

    answer = run("diff", old.name, "agreements/ikf.yaml", *AS_OF, cwd=tmp_path)
    same = run("diff", old.name, old.name, "--exit-code", cwd=tmp_path)

    assert f"changed, {old.name} → agreements/ikf.yaml" in answer.stdout
    assert "budget.1.indexation.percent" in answer.stdout
    assert (same.exit_code, "Nothing that it says changed." in same.stdout) == (0, True)


def test_the_exit_code_tells_of_a_change_only_where_it_is_asked_to(kept: Path) -> None:
    codes = [
        diff(kept, *arguments).exit_code
        for arguments in (
            ("ikf",),
            ("ikf", "--exit-code"),
            ("stadsmission", "--exit-code"),
            ("--exit-code",),
            ("--exit-code", "--rev", "HEAD..HEAD"),
        )
    ]

    assert codes == [0, 1, 0, 1, 0]


def test_a_version_with_errors_gives_its_problems_and_no_half_comparison(kept: Path) -> None:
    (kept / "agreements" / "ikf.yaml").write_text("format: 1\ntitel: IOP\n", encoding="utf-8")
    one, every = diff(kept, "ikf"), diff(kept, "--rev", "HEAD~1", "--format", "markdown")

    assert (one.exit_code, one.stdout) == (1, "")
    assert "agreements/ikf.yaml:2:1: IOP201" in one.stderr
    assert every.exit_code == 1
    assert "### stadsmission – " in every.stdout
    assert "agreements/ikf.yaml is left out: its file has problems" in every.stdout
    answer = diff(kept, "--format", "json").json
    ANSWERS.validate(answer)
    assert (answer["result"]["agreements"], bool(answer["problems"])) == ([], True)


def test_a_comment_and_another_way_of_writing_change_nothing(kept: Path) -> None:
    git(kept, "checkout", "--quiet", "--", "agreements")
    path = kept / "agreements" / "ikf.yaml"
    path.write_bytes(b"# Kontrollerad\r\n" + path.read_bytes().replace(b"\n", b"\r\n"))

    answer = diff(kept, "--exit-code")

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "Nothing that it says changed." in answer.stdout


def test_the_first_commit_of_a_register_makes_every_agreement_new(tmp_path: Path) -> None:
    root = repository(tmp_path / "registret")
    commit(root, {"README.md": "Här ska registret ligga.\n"})
    runs.register(root)
    commit(root)

    answer = run("diff", "--rev", "HEAD~1..HEAD", "--format", "json", cwd=root).json
    back = run("diff", "--rev", "HEAD..HEAD~1", "--format", "json", cwd=root).json

    assert [each["change"] for each in answer["result"]["agreements"]] == ["new", "new"]
    assert [each["change"] for each in back["result"]["agreements"]] == ["gone", "gone"]


CANNOT = {
    ("ifk",): "There is no agreement 'ifk' in agreements.",
    ("../ikf",): "There is no agreement '../ikf' in agreements.",
    ("ikf", "--rev", "borta..HEAD"): "There is no revision 'borta' here.",
    ("ikf", "--rev", "HEAD..--all"): "There is no revision '--all' here.",
    ("ikf", "--rev", ""): "There is no revision '' here.",
    ("a.yaml", "b.yaml"): "There is no file or folder a.yaml.",
    ("agreements/ikf.yaml", "agreements/stadsmission.yaml", "--rev", "HEAD"): "cannot be used together.",
    ("a", "b", "c"): "3 things cannot be compared.",
    ("ikf", "--format", "xml"): "'diff' cannot be shown as 'xml'.",
}


@pytest.mark.parametrize("arguments", CANNOT, ids=" ".join)
def test_what_cannot_be_compared_exits_with_2_and_says_why(kept: Path, arguments: tuple[str, ...]) -> None:
    answer = diff(kept, *arguments)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert CANNOT[arguments] in answer.stderr
    assert "Traceback" not in answer.stderr


def test_in_a_narrow_terminal_every_line_fits(kept: Path) -> None:
    shown = runs.in_terminal("diff", "ikf", *AS_OF, cwd=kept, columns=80).stdout

    assert max(map(len, shown.splitlines())) <= 80


def test_markdown_that_is_too_much_for_a_step_summary_is_cut_between_lines_and_says_so() -> None:
    asked = Asked(date(2026, 1, 1), "markdown", None)
    answer = Answer("| å | 1 |\n" * 200_000)

    cut = command.for_a_summary(answer, asked).text
    rows, _, said = cut.rpartition("\n\n")

    assert len(cut.encode()) <= 1 << 20
    assert rows.endswith("\n| å | 1 |")
    assert said == "The rest is left out: GitHub shows no more than 1 MiB as the summary of a step.\n"
