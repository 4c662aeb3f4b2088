"""What is told of a template before it is rendered, and in which words a rendering tells of a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from iopctl.memo import Writer
from iopctl.memo.checking import Reading
from iopctl.problem import Problem
from iopctl.rules import memo
from iopctl.rules.memo import Memo
from iopctl.source.shipped import templates
from tests import builders

EXTEND = "memo/extend.md.j2"
OPENING = '{% extends "shipped/memo/extend.md.j2" %}\n{% block goals %}\n'


def put(folder: Path, text: str, name: str = EXTEND) -> Path:
    """Put a template of the register's own into a folder."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return folder


def read(folder: Path) -> list[Problem]:
    return sorted(Reading(Writer(folder)).problems)


def found(folder: Path) -> list[tuple[int, str]]:
    return [(each.place.line, each.code) for each in read(folder)]


def test_the_templates_that_come_with_iopctl_are_in_order(tmp_path: Path) -> None:
    reading = Reading(Writer(tmp_path / "templates"))
    shipped = {path.relative_to(templates()).as_posix() for path in templates().rglob("*.j2")}

    assert (reading.problems, set(reading.files)) == (set(), shipped)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{% extends "memo/extend.md.j2" %}\n\nHej', []),
        ('{% extends "shipped/memo/förläng.md.j2" %}{{ agreement }}', [(1, "IOP804")]),
        ('{% extends "shipped/memo/extend.md.j2" %}\n{% block gaols %}{% endblock %}', [(2, "IOP850")]),
        ('{% extends "shipped/memo/extend.md.j2" %}\n\n  Hej', [(3, "IOP852")]),
        ('{% extends "shipped/memo/extend.md.j2" %}\n{{ memo.board.name }}', [(2, "IOP852")]),
        (OPENING + "{% block aims %}{{ matter.id }}{% endblock %}{% endblock %}", []),
        (OPENING + "{% include 'memo/indexaton.md.j2' %}{% endblock %}", [(3, "IOP804")]),
        (OPENING + "{% include 'memo/indexaton.md.j2' ignore missing %}{% endblock %}", []),
        (OPENING + "{% if %}{% endblock %}", [(3, "IOP804")]),
        (OPENING + "{% if false %}{{ 1 | kronr }}{% endif %}{% endblock %}", [(3, "IOP804")]),
        (OPENING + "{{ memo.lines | count * 2 }}{% endblock %}", [(3, "IOP804")]),
        (OPENING.replace("\n", "\r\n") + "\t{{ memo.board - 1 }}{% endblock %}", [(3, "IOP804")]),
    ],
)
def test_what_can_be_told_before_a_memo_is_written_is_told(
    text: str, expected: list[tuple[int, str]], tmp_path: Path
) -> None:
    assert found(put(tmp_path, text)) == expected


def test_every_template_that_cannot_be_read_is_told_at_once(tmp_path: Path) -> None:
    put(tmp_path, OPENING + "{{ memo.board | nme }}{% endblock %}")
    put(tmp_path, "{% if %}", "memo/end.md.j2")
    put(tmp_path, "{% macro row() %}{% endmacro %}", "memo/note.md.j2")
    put(tmp_path, "{% include 'memo/note.md.j2' %}", "memo/amend.md.j2")

    assert [(Path(each.place.file).name, each.place.line) for each in read(tmp_path)] == [
        ("end.md.j2", 1),
        ("extend.md.j2", 3),
        ("note.md.j2", 1),
    ]


def test_a_template_that_no_memo_uses_is_told(tmp_path: Path) -> None:
    (problem,) = read(put(tmp_path, "{{ nothing }}", "memo/folow-up.md.j2"))

    assert (problem.code, problem.hint) == ("IOP851", "Did you mean 'memo/follow-up.md.j2'?")


def test_a_template_that_is_no_text_or_too_large_is_told(tmp_path: Path) -> None:
    for content in (b"\xff", b"a" * 200_000):
        put(tmp_path, "")
        (tmp_path / EXTEND).write_bytes(content)

        assert found(tmp_path) == [(1, "IOP804")]


WRONG = [
    ("{{ memo.matter.goal }}", "there is no 'goal' here. Did you mean 'goals'?"),
    ("{{ memo.matter.goals.txt | prose }}", "there is no 'txt' here. Did you mean 'text'?"),
    ("{{ meno.matter }}", "there is no 'meno' here. Did you mean 'memo'?"),
    ("{% set who = memo.board %}{{ whoo.name }}", "there is no 'whoo' here. Did you mean 'who'?"),
    ("{{ 'a' if memo.board.nme }}", "there is no 'nme' here. Did you mean 'name'?"),
    ("{% for each in memo.civil %}{{ each.nmae }}{% endfor %}", "Did you mean 'name'?"),
    ("{% for each in memo.civil %}{{ loop.idx }}{% endfor %}", "Did you mean 'index'?"),
    ("{% for each in memo.as_of %}{% endfor %}", "date is one value, over which nothing can be repeated"),
    ("{{ memo.change.years }}", "what should have 'years' is not there in this memo; ask with {% if … %}"),
    ("{{ memo.board.name | capitalsed }}", "No filter named 'capitalsed'. Did you mean 'capitalised'?"),
    ("{{ memo.lines is evn }}", "No test named 'evn'."),
    ("{{ memo.as_of | kronor }}", "'kronor' takes Amount or Decimal, and this is date."),
    ("{{ memo.change | kronor }}", "'kronor' takes Amount or Decimal, and this is nothing."),
    ("{{ memo.civil | listing('x') }}", "'listing' is told something else in its brackets than it takes."),
    ("{{ memo.lines | count * 2 }}", "a template computes nothing"),
    ("{{ self.goalz() }}", "Did you mean 'goals'?"),
    ("{{ memo['boad'] }}", "there is no 'boad' here. Did you mean 'board'?"),
    ("{{ memo.civil[7] }}", "there is no '7' here."),
    ("{{ memo.agreement.parties['a'] }}", "There are: ikf, kommunen."),
    ("{% include 'memo/indexaton.md.j2' %}", "there is no template 'memo/indexaton.md.j2'"),
    ("{{ 'goal' | heading }}", "no memo has a section 'goal'. Did you mean 'goals'?"),
    ("{{ 'children' | heading }}", "the memo has no section 'children' here; its profile leaves it out"),
]


@pytest.mark.parametrize(("line", "sentence"), WRONG)
def test_what_no_memo_has_is_told_with_its_line_and_what_there_is(
    line: str, sentence: str, tmp_path: Path
) -> None:
    opening = OPENING.replace("extend.md", "adopt.md")
    put(tmp_path, f"{opening}\n{line}\n{{% endblock %}}", "memo/adopt.md.j2")
    whole = builders.filed("ikf")
    facts = memo.write(whole.agreement, whole.agreement.matters[-1], builders.PROFILE)
    assert isinstance(facts, Memo)

    problem = Writer(tmp_path).write(facts)

    assert isinstance(problem, Problem)
    assert (problem.code, problem.place.line, problem.source_line) == ("IOP804", 4, line)
    assert sentence in problem.message
