"""`iopctl diff`: what changed between two revisions, since one, or between two files."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iopctl.commands import diff as command
from iopctl.commands.answer import Answer, Asked
from iopctl.source.folder import Folder
from tests.gits import commit, git, needs_git, repository
from tests.runs import run as runs
from tests.runs.run import Result, plain, run

pytestmark = needs_git

AS_OF = ("--as-of", "2021-10-01")
PROPOSED = "      status: proposed\n      proposed: 2021-07-13\n"
SERIES = """\
format: 1
title: Prisindex
source: {publisher: SKR}
as: index numbers
base: 2020 = 100
values:
  - {year: 2021, value: 100, published: 2021-02-15, status: final}
  - {year: 2022, value: 102, published: 2021-09-15, status: preliminary}
"""
DECIDED = "      status: decided\n      decided: 2021-09-14\n"


@pytest.fixture(scope="module")
def kept_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = repository(tmp_path_factory.mktemp("kept") / "registret")
    runs.register(root)
    commit(root)
    git(root, "tag", "forslag")
    change(root, "stadsmission", PROPOSED, DECIDED)
    commit(root, on="2021-09-15")
    change(root, "ikf", "percent: 2", "percent: 3")
    return root


@pytest.fixture
def kept(kept_once: Path, tmp_path: Path) -> Path:
    """A register in which an extension was decided, and then a percentage changed and not yet committed."""
    return shutil.copytree(kept_once, tmp_path / "registret")


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

Agreement     Change   Other money in  Term ends                Keys changed
────────────  ───────  ──────────────  ───────────────────────  ────────────
ikf           removed  2021–2024       no end stated → –                   –
lyktan        new      2021–2024       – → no end stated                   –
stadsmission  changed  2022–2023       2021-12-31 → 2023-12-31             3

ikf – """
    )
    assert "It is not in the later version." in answer.stdout
    assert "It is not in the earlier version." in answer.stdout


def test_markdown_has_a_heading_and_tables_for_a_pull_request(kept: Path) -> None:
    shown = plain(diff(kept, "--format", "markdown").stdout)

    assert "### ikf – Idéburet offentligt partnerskap" in shown
    assert "| 2023 | Linköpings kommun | 352 904 | 359 857 | +6 953 |  |" in shown
    assert "| budget.1.indexation.percent | 2 | 3 | 34 |" in shown


def test_csv_has_a_row_for_each_amount_and_key(kept: Path) -> None:
    lines = diff(kept, "ikf", "--format", "csv").stdout.splitlines()

    assert "ikf;changed;party;2023;kommunen;352904;359857;6953;committed;committed;;" not in lines
    assert any(line.startswith("ikf;changed;party;2023;kommunen;352904;359857;6953;") for line in lines)
    assert lines[-1] == "ikf;changed;key;budget.1.indexation.percent;;2;3;;;;34;34"


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
    assert (answer["result"]["agreements"], bool(answer["problems"])) == ([], True)


def test_a_comment_and_another_way_of_writing_change_nothing(kept: Path) -> None:
    git(kept, "checkout", "--quiet", "--", "agreements")
    path = kept / "agreements" / "ikf.yaml"
    path.write_bytes(b"# Kontrollerad\r\n" + path.read_bytes().replace(b"\n", b"\r\n"))

    every, one = diff(kept, "--exit-code"), diff(kept, "ikf", "--exit-code")

    assert (every.exit_code, every.stderr, one.exit_code) == (0, "", 0)
    assert "No agreement changed" in every.stdout
    assert "Nothing that it says changed." in one.stdout


def test_other_line_ends_in_any_file_change_nothing(kept: Path) -> None:
    git(kept, "checkout", "--quiet", "--", "agreements")
    commit(kept, {"agreements/index/PKV.yaml": SERIES, "iopctl.toml": 'fail_on = "never"\n'})
    for path in (*kept.rglob("*.yaml"), kept / "iopctl.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    answer = run("diff", "--exit-code", "--format", "json", cwd=kept)

    assert (answer.exit_code, answer.json["result"]["agreements"], answer.json["result"]["files"]) == (
        0,
        [],
        [],
    )


def test_another_index_value_names_the_agreements_whose_money_it_moves(kept: Path) -> None:
    git(kept, "checkout", "--quiet", "--", "agreements")
    change(kept, "ikf", "percent: 2", "series: PKV")
    commit(kept, {"agreements/index/PKV.yaml": SERIES})
    change(kept, "index/PKV", "value: 102", "value: 109")

    shown = diff(kept, "--exit-code")
    answer = diff(kept, "--format", "json").json

    assert shown.exit_code == 1
    assert "Beside the agreements: index/PKV.yaml (changed)." in shown.stdout
    assert [each["agreement"] for each in answer["result"]["agreements"]] == ["ikf"]
    assert answer["result"]["files"] == [{"file": "index/PKV.yaml", "change": "changed"}]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("iopctl.toml", 'memo_lead = "8 weeks"\n'),
        ("agreements/thresholds/lou.yaml", "title: Gräns\n"),
        ("agreements/index/PKV.yaml", "title: Ny\n"),
        ("templates/profiles/eget.yaml", "title: Eget\n"),
    ],
)
def test_what_changed_beside_the_agreements_is_told_and_counts(kept: Path, name: str, text: str) -> None:
    git(kept, "checkout", "--quiet", "--", "agreements")
    commit(kept, {name: text})
    shown = name.removeprefix("agreements/")

    answer = diff(kept, "--rev", "HEAD~1..HEAD", "--exit-code")
    gone = diff(kept, "--rev", "HEAD..HEAD~1", "--format", "markdown")
    rows = diff(kept, "--rev", "HEAD~1..HEAD", "--format", "csv").stdout.splitlines()

    assert answer.exit_code == 1
    assert f"Beside the agreements: {shown} (new)." in answer.stdout
    assert f"{shown} (removed)" in gone.stdout
    assert rows[1:] == [f";new;file;{shown};;;;;;;;"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no FIFOs, and links ask for a privilege")
@pytest.mark.parametrize("kind", ["folder", "fifo", "link"])
def test_an_agreement_that_cannot_be_read_is_an_error_and_never_removed(kept: Path, kind: str) -> None:
    path = kept / "agreements" / "ikf.yaml"
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        path.symlink_to("nowhere")

    for arguments in ((), ("ikf",), ("--exit-code",)):
        answer = diff(kept, *arguments)

        assert answer.exit_code == 1
        assert "agreements/ikf.yaml:1:1: IOP113" in answer.stderr
        assert "removed" not in answer.stdout
        assert "No agreement changed" not in answer.stdout


SMALL_CHANGES = (
    ("agreements/index/PKV.yaml", "value: 102", "value: 109"),
    ("agreements/index/PKV.yaml", "value: 100", "value: 101"),
    ("agreements/index/PKV.yaml", "published: 2021-09-15", "published: 2024-09-15"),
    ("agreements/index/PKV.yaml", "title: Prisindex", "titel: Prisindex"),
    ("agreements/index/KPI.yaml", "value: 102", "value: 104"),
    ("agreements/index/KPI.yaml", "title: Prisindex", "title: Ett annat namn"),
    ("agreements/thresholds/gr.yaml", "title: Gräns", "title: Annan gräns"),
    ("iopctl.toml", "8 weeks", "9 weeks"),
    ("agreements/fast.yaml", "percent: 2", "percent: 3"),
    ("agreements/pkv.yaml", "\ntitle: ", "\n# en anmärkning\ntitle: "),
    ("agreements/pkv.yaml", "series: PKV", "series: KPI"),
    ("agreements/kpi.yaml", "\n", "\r\n"),
)


@settings(deadline=None, max_examples=40)
@given(st.sets(st.sampled_from(SMALL_CHANGES), max_size=3))
def test_the_register_names_every_agreement_whose_own_diff_shows_anything(
    made: set[tuple[str, str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        old, new = Path(name, "old"), Path(name, "new")
        ikf = (runs.CHECKOUT / "agreements" / "ikf.yaml").read_text(encoding="utf-8")
        texts = {
            "agreements/fast.yaml": ikf,
            "agreements/pkv.yaml": ikf.replace("percent: 2", "series: PKV"),
            "agreements/kpi.yaml": ikf.replace("percent: 2", "series: KPI"),
            **dict.fromkeys(("agreements/index/PKV.yaml", "agreements/index/KPI.yaml"), SERIES),
            "agreements/thresholds/gr.yaml": "title: Gräns\n",
            "iopctl.toml": 'memo_lead = "8 weeks"\n',
        }
        for root in (old, new):
            for file, text in texts.items():
                changed = text
                for _, before, after in (each for each in made if root == new and each[0] == file):
                    changed = changed.replace(before, after)
                (root / file).parent.mkdir(parents=True, exist_ok=True)
                (root / file).write_bytes(changed.encode())
        sides = Folder(old / "agreements"), Folder(new / "agreements")
        asked = Asked(date(2023, 6, 1), "json", None)

        every = command.of_register(sides, None, asked, exit_code=True)
        own = {
            each: command.of_register(sides, each, asked, exit_code=True) for each in ("fast", "kpi", "pkv")
        }

    answer = json.loads(every.text)
    named = {each["agreement"] for each in answer["result"]["agreements"]}
    named |= {Path(each["file"]).stem for each in answer["problems"]}
    assert named == {each for each, alone in own.items() if alone.exit_code}
    moved = any(not after.startswith(("#", "\r")) and "anm" not in after for _, _, after in made)
    assert every.exit_code == moved


def test_an_agreement_with_another_id_is_gone_under_one_and_new_under_the_other(kept: Path) -> None:
    git(kept, "checkout", "--quiet", "--", "agreements")
    (kept / "agreements" / "ikf.yaml").rename(kept / "agreements" / "lyktan.yaml")

    found = diff(kept, "--format", "json").json["result"]["agreements"]

    assert [(each["agreement"], each["change"]) for each in found] == [("ikf", "gone"), ("lyktan", "new")]


def test_a_folder_that_neither_side_has_is_an_error(kept: Path) -> None:
    answer = diff(kept, "--agreements", "avtal")

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "The folder avtal" in answer.stderr


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
    assert not answer.crashed


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
