"""What `--format` writes for other programs, in whole runs: it keeps the schema, and the summary is filed."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
import xmlschema
from jsonschema import Draft4Validator, Draft202012Validator

from tests.gits import commit, needs_git, repository
from tests.runs.conftest import Ask
from tests.runs.contract import SCHEMA
from tests.runs.run import CHECKOUT, Result, run

SCHEMAS = CHECKOUT / "tests" / "schemas"
SARIF = Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")))
CODE_QUALITY = Draft202012Validator(json.loads((SCHEMAS / "code-quality.json").read_text(encoding="utf-8")))
AT = ("--as-of", "2021-07-13")
EXAMPLES = str(CHECKOUT / "docs" / "examples")
QUESTIONS: list[tuple[str, ...]] = [
    ("validate",),
    ("list", *AT),
    ("list", "--as-of", "2040-01-01"),
    ("show", "ikf", *AT),
    ("show", "stadsmission", "--as-of", "2040-01-01"),
    ("show", "complete", "--agreements", EXAMPLES, *AT),
    ("budget", "ikf", "--year", "2023", *AT),
    ("budget", "ikf", "--years", "2019-2023", "--explain", *AT),
    ("budget", "stadsmission", "--years", "2017-2026", "--explain", *AT),
    ("budget", "--all", "--years", "2020-2022", *AT),
    ("payments", "stadsmission", "--year", "2021", *AT),
    ("payments", "complete", "--agreements", EXAMPLES, "--year", "2024", "--explain", *AT),
    ("value", "ikf", "--explain", *AT),
    ("value", "stadsmission", *AT),
    ("value", "complete", "--agreements", EXAMPLES, "--explain", *AT),
    ("extend", "ikf", *AT),
    ("diff", "agreements/ikf.yaml", "agreements/stadsmission.yaml", *AT),
    ("extend", "stadsmission", *AT),
    ("extend", "stadsmission", "--as-of", "2022-03-01"),
    ("figures", "ikf"),
    ("figures", "stadsmission"),
]


def broken(folder: Path) -> Path:
    """Put a file with more errors than GitHub annotates beside the others, and break one of them."""
    examples = CHECKOUT / "tests" / "examples" / "invalid"
    shutil.copy(examples / "more-than-a-hundred.yaml", folder / "agreements" / "manga.yaml")
    ikf = folder / "agreements" / "ikf.yaml"
    ikf.write_text(ikf.read_text(encoding="utf-8") + "title: Igen\n", encoding="utf-8")
    return folder


# --- JSON


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_good_answer_keeps_the_json_contract(ask: Ask, question: tuple[str, ...]) -> None:
    answer = ask(*question, "--format", "json").json

    assert answer["result"] is not None or answer["problems"]


@pytest.mark.unmeasured
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_an_answer_about_broken_files_keeps_the_json_contract(
    folder: Path, question: tuple[str, ...]
) -> None:
    answer = run(*question, "--format", "json", cwd=broken(folder)).json

    # Asked about another register, or about the agreement that is whole, there is nothing to tell.
    assert answer["problems"] or {"stadsmission", "--agreements"} & {*question}


def test_the_declared_contract_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


# --- reports


@pytest.fixture(scope="module")
def broken_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("broken")
    shutil.copytree(CHECKOUT / "agreements", folder / "agreements")
    return broken(folder)


def report(form: str, cwd: Path) -> Result:
    answer = run("validate", "--format", form, *AT, cwd=cwd)
    assert answer.exit_code == 1, answer.stderr
    return answer


def test_a_run_writes_a_sarif_log_that_keeps_to_the_standard(broken_register: Path) -> None:
    SARIF.validate(report("sarif", broken_register).json)


def test_a_run_writes_a_report_that_gitlab_takes(broken_register: Path) -> None:
    entries = json.loads(report("gitlab", broken_register).stdout)

    CODE_QUALITY.validate(entries)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) > 100


def test_a_run_writes_a_junit_report_that_keeps_to_its_schema(broken_register: Path) -> None:
    xmlschema.XMLSchema(SCHEMAS / "junit-4.xsd").validate(report("junit", broken_register).stdout)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file name that is not text")
@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit", "json"])
def test_a_file_name_that_is_no_text_breaks_no_report(folder: Path, form: str) -> None:
    name = os.fsdecode(b"\xff\x01.yaml")
    try:
        (folder / "agreements" / name).touch()
    except OSError:
        pytest.skip("this file system takes no such name")
    summary = folder / "summary.md"

    answer = run("validate", "--format", form, cwd=folder, env={"GITHUB_STEP_SUMMARY": str(summary)})

    assert (answer.exit_code, answer.stderr) == (1, "")
    assert "IOP107" in answer.stdout


# --- GitHub's summary


def test_the_summary_is_added_to_and_has_every_problem(broken_register: Path, tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    page.write_bytes("Före.\n\n".encode())
    env = {"GITHUB_STEP_SUMMARY": str(page)}

    answer = run("validate", "--format", "github", *AT, cwd=broken_register, env=env)

    written = page.read_bytes().decode("utf-8")
    assert written.startswith("Före.\n\n")
    assert "\r" not in written
    assert "å" in written or "ö" in written
    assert written.count("| IOP") == len(answer.stdout.splitlines()) > 100


@pytest.mark.parametrize("form", ["full", "concise", "json", "gitlab", "sarif", "junit"])
def test_no_other_format_writes_a_summary(folder: Path, form: str) -> None:
    page = folder / "summary.md"
    answer = run("validate", "--format", form, cwd=folder, env={"GITHUB_STEP_SUMMARY": str(page)})

    assert answer.exit_code == 0
    assert not page.exists()


def test_without_a_page_for_it_no_summary_is_written(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    answer = run("validate", "--format", "github", cwd=folder, env={"GITHUB_STEP_SUMMARY": ""})

    assert answer.exit_code == 0
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("page", [".", "no/such/folder/summary.md"])
def test_a_summary_that_cannot_be_written_swallows_no_answer_and_is_one_sentence(
    folder: Path, page: str
) -> None:
    without = run("validate", "--format", "github", cwd=folder)

    answer = run("validate", "--format", "github", cwd=folder, env={"GITHUB_STEP_SUMMARY": page})

    assert (answer.exit_code, answer.stdout) == (without.exit_code, without.stdout)
    assert answer.stderr.startswith("The step's summary was not written: ")
    assert answer.stderr.count("\n") == 1


def test_an_agreement_is_no_page_for_a_summary(folder: Path) -> None:
    before = (folder / "agreements" / "ikf.yaml").read_bytes()

    answer = run(
        "validate", "--format", "github", cwd=folder, env={"GITHUB_STEP_SUMMARY": "agreements/ikf.yaml"}
    )

    assert "The step's summary was not written" in answer.stderr
    assert (folder / "agreements" / "ikf.yaml").read_bytes() == before


def test_a_summary_that_github_would_not_take_is_cut_at_a_line_and_says_so(folder: Path) -> None:
    page = folder / "summary.md"
    page.write_bytes(b"x" * ((1 << 20) - 200))

    answer = run("validate", "--format", "github", cwd=folder, env={"GITHUB_STEP_SUMMARY": str(page)})

    assert answer.exit_code == 0
    assert page.stat().st_size <= 1 << 20
    assert page.read_text(encoding="utf-8").endswith("1 MiB as the summary of a step.\n")


# --- The files of reports, from the root of the repository


def named(form: str, text: str) -> set[str]:
    """Give the files that a report names."""
    if form == "github":
        return set(re.findall(r"file=([^,]*),", text))
    if form == "gitlab":
        return {each["location"]["path"] for each in json.loads(text)}
    if form == "junit":
        return set(re.findall(r'<testcase [^>]*name="([^"]*)"', text))
    results = json.loads(text)["runs"][0]["results"]
    return {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results}


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit"])
@pytest.mark.parametrize(
    ("cwd", "asked"),
    [
        ("reg", ()),
        ("reg/docs", ()),
        ("ci", ("--agreements", "../reg/agreements")),
        ("ci", ("../reg/agreements/ikf.yaml",)),
        (".", ("--agreements", "reg/agreements")),
    ],
)
def test_the_files_of_a_report_are_named_from_the_root_of_the_repository(
    tmp_path: Path, form: str, cwd: str, asked: tuple[str, ...]
) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("reg/agreements", "reg/docs", "ci"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "reg" / "agreements" / "ikf.yaml").write_text("titel: IOP\n", encoding="utf-8")

    answer = run("validate", *asked, "--format", form, cwd=tmp_path / cwd)

    assert named(form, answer.stdout) == {"reg/agreements/ikf.yaml"}


@pytest.mark.parametrize(("form", "variable"), [("github", "GITHUB_WORKSPACE"), ("gitlab", "CI_PROJECT_DIR")])
def test_the_root_is_the_one_that_the_ci_system_states_if_the_file_lies_below(
    tmp_path: Path, form: str, variable: str
) -> None:
    register = tmp_path / "arbete" / "modul"
    (register / "agreements").mkdir(parents=True)
    (register / ".git").write_text("gitdir: ../.git/modules/modul\n", encoding="utf-8")
    (register / "agreements" / "ikf.yaml").write_text("titel: IOP\n", encoding="utf-8")
    found = [
        named(form, run("validate", "--format", form, cwd=register, env={variable: str(root)}).stdout)
        for root in (tmp_path / "arbete", tmp_path / "annanstans")
    ]

    assert found == [{"modul/agreements/ikf.yaml"}, {"agreements/ikf.yaml"}]


@needs_git
def test_a_report_about_a_revision_names_the_files_without_its_commit(tmp_path: Path) -> None:
    root = repository(tmp_path / "registret")
    commit(root, {"reg/agreements/ikf.yaml": "titel: IOP\n"})

    for form in ("github", "gitlab", "sarif", "junit"):
        answer = run("validate", "--rev", "HEAD", "--format", form, cwd=root / "reg")

        assert named(form, answer.stdout) == {"reg/agreements/ikf.yaml"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_of_a_file_cannot_forge_a_command_or_an_address(tmp_path: Path) -> None:
    folder = tmp_path / "agreements"
    folder.mkdir()
    name = "a,b::c%2C d\n::error::e.yaml"
    (folder / name).write_text("titel: IOP\n", encoding="utf-8")

    github = run("validate", "--format", "github", cwd=tmp_path).stdout
    (uri,) = named("sarif", run("validate", "--format", "sarif", cwd=tmp_path).stdout)

    assert all(line.startswith("::error file=agreements/a%2Cb%3A%3Ac%252C d") for line in github.splitlines())
    assert re.fullmatch(r"agreements/[\w.%-]+", uri, re.ASCII)
