"""`iopctl template check`, in whole runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runs.run import run

FAULTY = """\
{% extends "shipped/memo/adopt.md.j2" %}

{% block economy_text %}
{% if memo.matter.codetermination == "negotiation" %}
{{ memo.matter.economi }}
{% endif %}
{% endblock %}
"""


def put(folder: Path, name: str, text: str) -> None:
    file = folder / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_a_register_without_templates_of_its_own_has_those_that_come_with_iopctl(folder: Path) -> None:
    answer = run("template", "check", cwd=folder)

    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "12 templates, no problems.\n", "")


@pytest.mark.unmeasured
def test_a_template_of_ones_own_is_counted_beside_the_one_that_it_extends(folder: Path) -> None:
    put(folder, "memo/adopt.md.j2", FAULTY.replace("economi }}", "matter }}"))

    assert run("template", "check", cwd=folder).stdout == "13 templates, no problems.\n"


def test_a_fault_in_a_branch_that_no_memo_takes_slips_through_memo_and_not_through_check(
    folder: Path,
) -> None:
    put(folder, "memo/adopt.md.j2", FAULTY)

    assert run("memo", "ikf", cwd=folder).exit_code == 0
    answer = run("template", "check", cwd=folder)
    assert answer.exit_code == 1
    assert answer.stdout.startswith(
        "templates/memo/adopt.md.j2:5:1: IOP804 The template is at fault: there is no 'economi' here. "
        "Did you mean 'economy'?\n    5 | {{ memo.matter.economi }}\n      | ^^^^^^^^^^^^^^^^^^^^^^^^^\n"
    )


@pytest.mark.unmeasured
def test_the_finished_matters_of_the_registers_own_agreements_are_rendered_as_well(folder: Path) -> None:
    # No sample is for that board.
    own = FAULTY.replace('matter.codetermination == "negotiation"', 'board.board == "arbetsmarknadsnämnden"')
    put(folder, "memo/adopt.md.j2", own)

    answer = run("template", "check", cwd=folder)

    assert (answer.exit_code, answer.stdout.count("templates/memo/adopt.md.j2:5:1: IOP804")) == (1, 1)


@pytest.mark.unmeasured
def test_memo_says_of_a_fault_what_check_says(folder: Path) -> None:
    put(folder, "memo/adopt.md.j2", FAULTY.replace('== "nego', '!= "nego'))
    written, checked = run("memo", "ikf", cwd=folder), run("template", "check", cwd=folder)

    said = written.stderr.partition(": IOP804 ")[2].partition("\n")[0]
    assert said
    assert said in checked.stdout


@pytest.mark.unmeasured
def test_only_the_templates_that_are_named_are_looked_at(folder: Path) -> None:
    put(folder, "memo/adopt.md.j2", FAULTY)

    fine = run("template", "check", "memo/extend.md.j2", cwd=folder)
    by_file = run("template", "check", "templates/memo/adopt.md.j2", "--format", "concise", cwd=folder)

    assert (fine.exit_code, fine.stdout) == (0, "1 template, no problems.\n")
    assert (by_file.exit_code, by_file.stdout.count("IOP804")) == (1, 1)


def test_a_template_that_is_not_there_cannot_be_looked_at(folder: Path) -> None:
    answer = run("template", "check", "memo/extnd.md.j2", cwd=folder)

    assert answer.exit_code == 2
    assert answer.stderr.endswith("Did you mean 'memo/extend.md.j2'?\n")


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("form", "holds"),
    [
        ("concise", "templates/memo/adopt.md.j2:5:1: IOP804 "),
        ("github", "::error file=templates/memo/adopt.md.j2,line=5,"),
        ("gitlab", '"path": "templates/memo/adopt.md.j2"'),
        ("sarif", '"ruleId": "IOP804"'),
        ("junit", 'name="iopctl template check"'),
    ],
)
def test_other_programs_read_it_as_they_read_validate(folder: Path, form: str, holds: str) -> None:
    put(folder, "memo/adopt.md.j2", FAULTY)
    answer = run("template", "check", "--format", form, cwd=folder)

    assert answer.exit_code == 1
    assert holds in answer.stdout


@pytest.mark.unmeasured
def test_json_says_how_many_files_and_what(folder: Path) -> None:
    put(folder, "memo/adopt.md.j2", FAULTY)
    found = run("template", "check", "--format", "json", cwd=folder).json

    assert (found["command"], found["result"]) == (
        "template check",
        {"files": 13, "errors": 1, "warnings": 0},
    )
    assert [(each["line"], each["column"]) for each in found["problems"]] == [(5, 1)]


def test_the_templates_kept_here_are_checked_beside_the_agreements() -> None:
    makefile = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")

    assert "iopctl validate\n\t$(BIN)/iopctl template check\n" in makefile
