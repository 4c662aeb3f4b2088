from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iopctl.problem import Problem
from iopctl.rules import memo
from iopctl.rules.memo import Memo
from iopctl.source.shipped import templates
from iopctl.views.memo import Writer, checking
from tests import builders
from tests.builders import Whole

EXTEND = "memo/extend.md.j2"
OPENING = '{% extends "shipped/memo/extend.md.j2" %}\n{% block goals %}\n'


def put(folder: Path, text: str, name: str = EXTEND) -> Path:
    """Put a template of the register's own into a folder."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return folder


def found(folder: Path) -> list[tuple[int, int, str]]:
    return [(each.place.line, each.place.column, each.code) for each in checking.check(folder).problems]


def test_the_templates_that_come_with_iopctl_are_in_order(tmp_path: Path) -> None:
    proved = checking.check(tmp_path / "templates")
    shipped = {path.relative_to(templates()).as_posix() for path in templates().rglob("*.j2")}

    assert (proved.problems, set(proved.files)) == ((), shipped)


RIGHT = [
    "{{ memo.matter.goals.text | prose }}",
    "{% if memo.women %}{{ memo.women.women | percentage }}{% endif %}",
    "{{ memo.civil | map('introduced') | list | listing }}",
    "{{ memo.civil | map(attribute='name') | list | listing }}",
    "{{ memo.civil | selectattr('board', 'none') | first | introduced }}",
    "{{ memo.agreement.parties_with('civil') | count }}",
    "{% for key, party in memo.agreement.parties.items() %}{{ key.upper() }}{{ party.name }}{% endfor %}",
    "{% for key, party in memo.agreement.parties | dictsort %}{{ party.name }}{% endfor %}",
    "{% for party in memo.civil %}{{ loop.index }} {{ loop.cycle('a', 'b') }}{% endfor %}",
    "{% for what, day in [('a', memo.as_of), ('b', memo.period.first)] %}{{ day.year }}{% endfor %}",
    "{% set one = memo.lines | first %}{{ one.contribution.name }}",
    "{% set first %}text{% endset %}{{ first | capitalised }}",
    "{% if memo.women %}{% set it = memo.women %}{% else %}{% set it = memo.board %}{% endif %}{{ it.name }}",
    "{% with party = memo.board %}{{ party.called }}{% endwith %}",
    "{% macro row(party, amount=0) %}{{ party.name }} {{ amount | kr }}{% endmacro %}{{ row(memo.board) }}",
    "{% macro box() %}{{ caller() }}{% endmacro %}{% call box() %}{{ matter.id }}{% endcall %}",
    "{% filter in_a_row %}{{ matter.id }}{% endfilter %}",
    "{% if note is defined and note.text %}{{ note.text }}{% endif %}",
    "{{ memo.nothing | default('–') }}{% if memo.nothing is defined %}{% endif %}",
    "{{ memo['board'].name }}{{ memo.agreement.parties['kommunen'].name }}",
    "{{ super() }}{{ self.documents() }}",
    "{% for section in memo.sections %}{{ self[section.name]() }}{% endfor %}",
    "{% include 'memo/indexation.md.j2' %}{% include 'memo/note.md.j2' ignore missing %}",
    "{{ 'goals' | heading }}{{ memo.profile.lead | filled }}",
    "{% for n in range(3) %}{{ n | numeral }}{% endfor %}",
    "{% set ns = namespace(n=0) %}{% set ns.n = ns.n + 1 %}{{ ns.n }}",
    "{{ 'a' if matter.kind == 'extend' }}{{ matter.kind in ['adopt', 'end'] }}",
    "{% raw %}{{ memo.goals }}{% endraw %}{# {{ memo.goals }} #}",
    "{{ revision }} {{ memo.money.by_year[0] | kr }} {{ memo.board.name[:3] }}",
]
WRONG = [
    ("{{ memo.matter.goal }}", 16, "there is no 'goal' here. Did you mean 'goals'?"),
    ("{{ memo.matter.goals.txt | prose }}", 22, "there is no 'txt' here. Did you mean 'text'?"),
    ("{{ meno.matter }}", 4, "there is no 'meno' here. Did you mean 'memo'?"),
    ("{% if false %}{{ memo.mater }}{% endif %}", 23, "Did you mean 'matter'?"),
    ("{{ 'a' if memo.board.nme }}", 22, "there is no 'nme' here. Did you mean 'name'?"),
    ("{% for each in memo.civil %}{{ each.nmae }}{% endfor %}", 37, "Did you mean 'name'?"),
    ("{% for each in memo.civil %}{% else %}{{ each.name }}{% endfor %}", 42, "there is no 'each' here."),
    ("{% for each in memo.civil if each.rle == 'civil' %}{% endfor %}", 35, "Did you mean 'role'?"),
    (
        "{% for a, b in memo.agreement.parties.items() %}{{ b.nam }}{% endfor %}",
        54,
        "Did you mean 'name'?",
    ),
    ("{% for each in memo.civil %}{{ loop.idx }}{% endfor %}", 37, "Did you mean 'index'?"),
    ("{% for each in memo.as_of %}{% endfor %}", 16, "date is one value"),
    ("{% set it = memo.lines | first %}{{ it.contribution.nme }}", 53, "Did you mean 'name'?"),
    ("{% with it = memo.board %}{{ it.nme }}{% endwith %}", 33, "Did you mean 'name'?"),
    (
        "{{ memo.board.name | capitalsed }}",
        22,
        "No filter named 'capitalsed'. Did you mean 'capitalised'?",
    ),
    ("{{ memo.civil | map('introdced') | list }}", 21, "No filter named 'introdced'."),
    ("{{ memo.civil | map(attribute='nme') | list }}", 31, "Did you mean 'name'?"),
    ("{{ memo.civil | selectattr('bord') | list }}", 28, "Did you mean 'board'?"),
    (
        "{{ memo.civil | selectattr('board', 'non') | list }}",
        37,
        "No test named 'non'. Did you mean 'none'?",
    ),
    ("{{ memo.lines | count is evn }}", 26, "No test named 'evn'. Did you mean 'even'?"),
    ("{{ memo.lines | count is not evn }}", 30, "No test named 'evn'. Did you mean 'even'?"),
    ("{{ memo.as_of | kronor }}", 17, "'kronor' takes Amount or Decimal, and this is date."),
    ("{{ memo.money.a_year | share }}", 24, "'share' is told too much or too little in its brackets."),
    ("{{ memo.lines | count * 2 }}", 4, "a template computes nothing"),
    ("{{ memo.board.name() }}", 19, "text cannot be called"),
    ("{{ self.goalz() }}", 9, "Did you mean 'goals'?"),
    ("{{ memo['boad'] }}", 9, "there is no 'boad' here. Did you mean 'board'?"),
    ("{{ memo.agreement.parties['a'].nme }}", 32, "Did you mean 'name'?"),
    ("{{ memo.board.__class__ }}", 15, "there is no '__class__' here."),
    ("{{ memo.agreement.parties.clear() }}", 27, "there is no 'clear' here."),
    ("{{ lipsum() }}", 4, "there is no 'lipsum' here."),
    (
        "{% macro row(party) %}{{ party.nme }}{% endmacro %}{{ row(memo.board) }}",
        32,
        "Did you mean 'name'?",
    ),
    ("{% macro row(party) %}{{ party }}{% endmacro %}{{ row() }}", 26, "there is no 'party' here."),
    ("{% macro row(a) %}{{ a }}{% endmacro %}{{ row(1, 2) }}", 46, "takes not more than 1 argument."),
    ("{% macro row(a=1) %}{{ a }}{% endmacro %}{{ row(b=2) }}", 48, "row: there is no 'b' here."),
    ("{% include 'memo/indexaton.md.j2' %}", 12, "there is no template 'memo/indexaton.md.j2'"),
    ("{% import 'memo/extend.md.j2' as more %}{{ more.rows }}", 49, "there is no 'rows' here."),
    ("{% from 'memo/indexation.md.j2' import row with context %}", 40, "has no 'row'."),
    ("{{ 'goal' | heading }}", 4, "no memo has a section 'goal'. Did you mean 'goals'?"),
    (
        "{{ memo.matter.kind == 'extnd' }}",
        24,
        "What is compared here is never 'extnd'. Did you mean 'extend'?",
    ),
    ("{{ memo.matter.kind.value == 'extnd' }}", 30, "What is compared here is never 'extnd'."),
    ("{{ memo.matter.kind in ['adopt', 'ends'] }}", 34, "What is compared here is never 'ends'."),
    ("{{ memo.matter.kind is eq 'ends' }}", 27, "What is compared here is never 'ends'."),
]


def test_what_a_memo_has_can_be_named(tmp_path: Path) -> None:
    put(tmp_path, OPENING + "\n".join(RIGHT) + "{% endblock %}")

    assert [(RIGHT[at - 3], column) for at, column, _ in found(tmp_path)] == []


def test_what_no_memo_has_is_told_with_its_place(tmp_path: Path) -> None:
    put(tmp_path, OPENING + "\n".join(line for line, _, _ in WRONG) + "{% endblock %}")
    problems = checking.check(tmp_path).problems
    told = {WRONG[each.place.line - 3][0]: (each.place.column, each) for each in problems}

    assert len(told) == len(problems)
    assert {line: told[line][0] for line in told} == {line: column for line, column, _ in WRONG}
    for line, _, sentence in WRONG:
        assert sentence in f"{told[line][1].message} {told[line][1].hint}"


def test_every_fault_of_every_template_is_told_at_once(tmp_path: Path) -> None:
    put(tmp_path, OPENING + "{{ memo.a }}{{ memo.b }}\n\n{{ memo.c }}{% endblock %}")
    put(tmp_path, "{% if %}", "memo/end.md.j2")

    problems = checking.check(tmp_path).problems

    assert [(Path(each.place.file).name, each.place.line, each.place.column) for each in problems] == [
        ("end.md.j2", 1, 7),
        ("extend.md.j2", 3, 9),
        ("extend.md.j2", 3, 21),
        ("extend.md.j2", 5, 9),
    ]


def test_a_fault_that_the_templates_of_every_kind_share_is_told_once(tmp_path: Path) -> None:
    text = '{% extends "shipped/memo/memo.md.j2" %}{% block goals %}{{ matter.goal }}{% endblock %}'

    assert found(put(tmp_path, text, "memo/memo.md.j2")) == [(1, 67, "IOP804")]


def test_names_that_a_template_sets_above_its_blocks_are_seen_in_them(tmp_path: Path) -> None:
    put(tmp_path, OPENING.replace("\n", "\n{% set who = memo.board %}\n", 1) + "{{ who.nme }}{% endblock %}")

    assert found(tmp_path) == [(4, 8, "IOP804")]


def test_a_block_inside_a_loop_sees_its_names_only_where_it_says_so(tmp_path: Path) -> None:
    loop = (
        "{{% for each in memo.civil %}}{{% block one {} %}}{{{{ each.nme }}}}{{% endblock %}}{{% endfor %}}"
    )

    put(tmp_path, OPENING + loop.format("") + "{% endblock %}")
    assert "there is no 'each' here" in checking.check(tmp_path).problems[0].message
    put(tmp_path, OPENING + loop.format("scoped") + "{% endblock %}")
    assert "there is no 'nme' here" in checking.check(tmp_path).problems[0].message


def test_what_an_included_template_says_is_looked_at_with_the_names_around_it(tmp_path: Path) -> None:
    put(tmp_path, "{{ who.nme }}{{ nobody }}", "memo/note.md.j2")
    put(tmp_path, OPENING + "{% set who = memo.board %}{% include 'memo/note.md.j2' %}{% endblock %}")

    assert found(tmp_path) == [(1, 8, "IOP804"), (1, 17, "IOP804")]


def test_an_imported_template_sees_a_memo_only_with_context(tmp_path: Path) -> None:
    put(tmp_path, "{% macro name() %}{{ memo.board.name }}{% endmacro %}", "memo/words.j2")
    body = "{{% import 'memo/words.j2' as words{} %}}{{{{ words.name() }}}}{{% endblock %}}"

    put(tmp_path, OPENING + body.format(""))
    assert [each[2] for each in found(tmp_path)] == ["IOP804"]
    put(tmp_path, OPENING + body.format(" with context"))
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{% extends "memo/extend.md.j2" %}', (1, 12, "IOP804")),
        ('{% extends "shipped/memo/förläng.md.j2" %}{{ agreement }}', (1, 12, "IOP804")),
        ('{% extends "shipped/memo/extend.md.j2" %}\n{% block gaols %}{% endblock %}', (2, 10, "IOP850")),
        ('{% extends "shipped/memo/extend.md.j2" %}\n\n  Hej', (3, 3, "IOP852")),
        ('{% extends "shipped/memo/extend.md.j2" %}\n{{ memo.board.name }}', (2, 4, "IOP852")),
    ],
)
def test_what_has_no_effect_is_told(text: str, expected: tuple[int, int, str], tmp_path: Path) -> None:
    assert found(put(tmp_path, text)) == [expected]


def test_a_block_inside_a_block_of_ones_own_needs_no_other(tmp_path: Path) -> None:
    assert found(put(tmp_path, OPENING + "{% block aims %}{{ matter.id }}{% endblock %}{% endblock %}")) == []


def test_a_template_that_no_memo_uses_is_told(tmp_path: Path) -> None:
    (problem,) = checking.check(put(tmp_path, "{{ nothing }}", "memo/folow-up.md.j2")).problems

    assert (problem.code, problem.hint) == ("IOP851", "Did you mean 'memo/follow-up.md.j2'?")


def test_a_template_that_is_no_text_is_told(tmp_path: Path) -> None:
    put(tmp_path, "")
    (tmp_path / EXTEND).write_bytes(b"\xff")

    (problem,) = checking.check(tmp_path).problems
    assert (problem.code, problem.place.line) == ("IOP804", 1)


def test_windows_line_ends_and_tabs_keep_the_place(tmp_path: Path) -> None:
    put(
        tmp_path,
        OPENING.replace("\n", "\r\n") + "\t{%- if memo.board -%}\r\n {{ memo.x }}{% endif %}{% endblock %}",
    )

    assert found(tmp_path) == [(4, 10, "IOP804")]


# --- laws

SHIPPED = {path.name: path.read_text(encoding="utf-8") for path in (templates() / "memo").glob("*.j2")}
_CODE = re.compile(r"{[{%].*?[%}]}")
_WORD = re.compile(r"'[^']*'|\"[^\"]*\"|(?P<attribute>(?<=[\w\])]\.)[a-z_]+)|\| (?P<filter>[a-z_]+)")


@dataclass(frozen=True)
class Named:
    """An attribute or a filter that a shipped template names, with its place."""

    template: str
    line: int
    column: int
    name: str

    def renamed(self, to: str) -> str:
        """Give the template with another name in its place."""
        lines = SHIPPED[self.template].split("\n")
        line = lines[self.line - 1]
        lines[self.line - 1] = line[: self.column - 1] + to + line[self.column - 1 + len(self.name) :]
        return "\n".join(lines)


NAMED = [
    Named(template, number, code.start() + word.start(group) + 1, word[group])
    for template, text in sorted(SHIPPED.items())
    for number, line in enumerate(text.split("\n"), start=1)
    for code in _CODE.finditer(line)
    for word in _WORD.finditer(code[0])
    for group in ("attribute", "filter")
    if word[group]
]
several = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_the_shipped_templates_name_enough_to_try_this_on() -> None:
    assert len(NAMED) > 400


@several
@given(named=st.sampled_from(NAMED), letter=st.sampled_from("qxz"))
def test_a_name_that_is_misspelt_is_told_at_its_place_and_nowhere_else(
    named: Named, letter: str, tmp_path: Path
) -> None:
    put(tmp_path, named.renamed(f"{named.name}{letter}"), f"memo/{named.template}")
    problems = checking.check(tmp_path).problems
    (tmp_path / "memo" / named.template).unlink()

    assert [(each.place.line, each.place.column, each.code) for each in problems] == [
        (named.line, named.column, "IOP804")
    ]
    assert f"'{named.name}{letter}'" in problems[0].message


MEMOS = ["ikf", "stadsmission"]


def facts(whole: Whole) -> Memo:
    gathered = memo.write(whole.agreement, whole.agreement.matters[-1], builders.PROFILE)
    assert isinstance(gathered, Memo)
    return gathered


@several
@given(named=st.sampled_from(NAMED), other=st.sampled_from(NAMED), name=st.sampled_from(MEMOS))
def test_a_template_that_passes_names_nothing_that_a_memo_lacks(
    named: Named, other: Named, name: str, tmp_path: Path
) -> None:
    put(tmp_path, named.renamed(other.name), f"memo/{named.template}")
    passes = not checking.check(tmp_path).problems
    written = Writer(tmp_path).write(facts(builders.filed(name)))
    (tmp_path / "memo" / named.template).unlink()

    if isinstance(written, Problem) and "there is no" in written.message:
        assert not passes
