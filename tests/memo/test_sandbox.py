"""A template reaches facts and filters, and nothing else; whatever it tries is a fault at its line."""

from __future__ import annotations

import functools
import time
from datetime import date
from decimal import Decimal
from types import MappingProxyType, NoneType
from typing import TYPE_CHECKING, TypeAlias

import jinja2
import pytest
from markupsafe import Markup

from iopctl.commands import template
from iopctl.memo import facts, wording
from iopctl.memo import template as template_of_memo
from iopctl.memo.facts import Facts
from iopctl.memo.sandbox import Run, Sandbox
from iopctl.memo.template import WORK, Writer
from iopctl.memo.wording import Filter
from iopctl.problem import Problem
from iopctl.rules import memo
from iopctl.rules.memo import Memo
from iopctl.rules.yearly import Report
from iopctl.struct import replace
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path


def gathered() -> Memo:
    whole = builders.filed("ikf")
    found = memo.write(whole.agreement, whole.agreement.matters[-1], builders.PROFILE)
    assert isinstance(found, Memo)
    return found


MEMO = gathered()
ADOPT = "memo/adopt.md.j2"


def outcome(folder: Path, text: str, name: str = ADOPT) -> str | Problem:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return Writer(folder).write(MEMO)


def fault(folder: Path, text: str) -> Problem:
    found = outcome(folder, text)
    assert isinstance(found, Problem), found
    assert found.code == "IOP804"
    assert found.place.file.endswith(ADOPT)
    return found


# --- what templates are given, and all of Python behind it

Seen: TypeAlias = "dict[type | tuple[type, str], object]"
PLAIN = {str, Markup, int, bool, Decimal, date, range, NoneType, tuple, MappingProxyType}


def below(value: object, seen: Seen) -> None:
    """Gather a fact of each kind, with all that it leads to: of a value of ours, under each of its names."""
    match value:
        case Facts():
            cls: type = type(value.of)
            seen.setdefault(cls, value)
            for name in facts.names(cls):
                if (cls, name) in seen:
                    continue
                try:
                    inner = facts.found(value, name)
                except (TypeError, ValueError):
                    # What has no such fact, as an open period no number of days, gives none.
                    continue
                if inner is not None and inner != ():
                    seen[cls, name] = inner
                below(inner, seen)
        case tuple():
            seen.setdefault(tuple, value)
            for each in value:
                below(each, seen)
        case MappingProxyType():
            seen.setdefault(MappingProxyType, value)
            for each in value.values():
                below(each, seen)
        case _:
            seen.setdefault(type(value), value)


@functools.cache
def everything() -> Seen:
    """Gather a fact of each kind that the memos of the samples lead to."""
    found: Seen = {}
    for each in (MEMO, *template.samples([builders.PROFILE])):
        below(facts.fact(each), found)
    return found


def kinds() -> dict[type, object]:
    return {kind: value for kind, value in everything().items() if isinstance(kind, type)}


def sandbox() -> Sandbox:
    made = Sandbox(jinja2.DictLoader({}), wording.FILTERS)
    made.start(Run(MEMO, WORK))
    return made


def test_a_template_is_given_facts_alone() -> None:
    ours = kinds().keys() - PLAIN

    assert {Memo, Report} <= ours
    assert len(ours) > 40
    for value in everything().values():
        assert isinstance(value, Facts) or type(value) in PLAIN


def reached(jinja: Sandbox, value: object, name: str) -> bool:
    for look_up in (jinja.getattr, jinja.getitem):
        try:
            look_up(value, name)
        except jinja2.TemplateRuntimeError:
            continue
        return True
    return False


def test_of_no_fact_anything_can_be_reached_that_its_class_does_not_state() -> None:
    jinja = sandbox()
    for kind, value in kinds().items():
        inside = value.of if isinstance(value, Facts) else value
        stated = {*facts.names(kind)} | ({"year", "month", "day"} if kind is date else set())
        known = {*dir(value), *dir(inside), *dir(kind), "of", "mro", "format", "parse_raw", "__class__"}

        assert [name for name in known - stated if reached(jinja, value, name)] == [], kind


TRIED = [
    "x()",
    "x.__class__",
    "x['__class__']",
    "x.__class__.__mro__[1].__subclasses__()",
    "x.__init__.__globals__",
    "x.parse_raw('x', proto='pickle', allow_pickle=true)",
    "x.model_copy()",
    "x.model_dump",
    "x.format('x')",
    "x.keys()",
    "x.items()",
    "x | attr('__class__')",
    "x | map(attribute='__class__')",
    "x | map('attr', '__class__')",
    "x | selectattr('__class__')",
    "x | groupby('__class__')",
    "x | sort(attribute='__class__')",
    "x | format",
    "x | string",
    "x | list",
    "x | safe",
    "x | tojson",
    "x | pprint",
    "x | random",
    "x | xmlattr",
    "x is callable",
    "x is filter",
    "x[0:1]",
    "x[0].__class__",
    "x + x",
    "x * 3",
    "x % x",
    "-x",
    "'%s' % x",
    "'{0.__class__}'.format(x)",
    "range(3)",
    "dict(a=x)",
    "cycler(x)",
    "joiner()",
    "namespace(a=x)",
    "lipsum()",
    "self",
    "self.__init__",
    "self._TemplateReference__context",
    "self['__init__']()",
    "self.one.__class__",
    "super",
    "super.__init__()",
    "super()._context",
    "loop",
    "caller()",
    "varargs",
    "context",
    "environment",
]


@pytest.mark.parametrize("tried", TRIED)
def test_no_expression_reaches_anything_but_facts(tried: str) -> None:
    jinja = sandbox()
    try:
        made = jinja.from_string("{% block one %}{{ " + tried + " }}{% endblock %}")
    except jinja2.TemplateSyntaxError:
        return
    for value in everything().values():
        jinja.start(Run(MEMO, WORK))
        with pytest.raises(jinja2.TemplateRuntimeError):
            made.render(x=value)


@pytest.mark.parametrize(
    "statement",
    [
        "{% macro row() %}{{ caller() }}{% endmacro %}",
        "{% call row() %}{% endcall %}",
        "{% import 'shipped/memo/indexation.md.j2' as x with context %}{{ x.__init__ }}",
        "{% from 'shipped/memo/indexation.md.j2' import money with context %}",
        "{% include memo.board.name %}",
        "{% extends memo.board.name %}",
        "{% set ns.x = memo %}",
        "{% set x = self.one %}{{ x }}",
        "{% autoescape false %}{{ memo.agreement.title }}{% endautoescape %}",
        "{% for x in memo.civil recursive %}{{ loop(memo.civil) }}{% endfor %}",
        "{% for x in memo.civil %}{{ loop.__init__ }}{% endfor %}",
        "{% for x in memo.civil %}{{ loop.cycle('a') }}{% endfor %}",
        "{% for x in memo.civil %}{{ loop.changed(x) }}{% endfor %}",
        "{% for x in memo.civil %}{{ loop }}{% endfor %}",
        "{% for self in memo.civil %}{{ self.name() }}{% endfor %}",
        "{% block x %}{{ super().format(memo) }}{% endblock %}",
        "{% filter format(memo) %}{% endfilter %}",
        "{% filter lower(1) %}A{% endfilter %}",
        "{% trans %}{% endtrans %}",
        "{% do memo %}",
        "{% debug %}",
    ],
)
def test_no_statement_reaches_anything_but_facts(statement: str, tmp_path: Path) -> None:
    assert fault(tmp_path, f"# Rubrik\n{statement}").place.line == 2


@pytest.mark.parametrize(
    "printed",
    [
        "memo",
        "memo.board",
        "memo.money.a_year",
        "memo.civil",
        "memo.agreement.parties",
        "memo.women.women",
        "memo.change",
        "none",
        "true",
        "memo.money.shown.whole",
        "[memo.board]",
    ],
)
def test_what_is_no_text_number_or_day_is_never_printed(printed: str, tmp_path: Path) -> None:
    assert fault(tmp_path, f"\n{{{{ {printed} }}}}").place.line == 2
    assert fault(tmp_path, f"\n{{{{ 'a' ~ {printed} }}}}").place.line == 2


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ memo.agreement.title }}", "Idéburet offentligt partnerskap, Internationella Kvinnoföreningen"),
        ("{{ memo['board']['board'] }}", "arbetsmarknadsnämnden"),
        ("{{ memo.matter.kind }} {{ memo.matter.kind == 'adopt' and 'ja' }}", "adopt ja"),
        ("{{ memo.as_of }} {{ memo.as_of.year }}", "2020-11-30 2020"),
        ("{{ memo.civil | introduced }}", "Internationella Kvinnoföreningen i Linköping (IKF)"),
        ("{{ memo.civil[0] | introduced }}", "Internationella Kvinnoföreningen i Linköping (IKF)"),
        ("{% for key, party in memo.agreement.parties | items %}{{ key }}, {% endfor %}", "kommunen, ikf, "),
        ("{% for key in memo.agreement.parties %}{{ loop.index }}{{ key }}{% endfor %}", "1kommunen2ikf"),
        (
            "{% for what, x in [('a', memo.as_of)] %}{{ what }} {{ x | day }}{% endfor %}",
            "a 30 november 2020",
        ),
        ("{% set x %}**{{ 'a*' }}**{% endset %}{{ x }}", "**a\\***"),
        ("{{ '**' ~ 'a*' }}", "\\*\\*a\\*"),
        ("{% filter in_a_row %}a\n\nb*{{ 'c*' }}{% endfilter %}", "a · b*c\\*"),
        ("{{ 'a*' | points }}", "1. a\\*"),
        ("{{ 'a*' | in_a_row }}", "a\\*"),
        ("{{ '<a> & b' }}", "\\<a\\> & b"),
        ("{% block a %}a{% block b %}b{{ 'c' if false }}{% endblock %}{% endblock %}{{ self.b() }}", "abb"),
        ("{{ memo.money.stretches[-1].amount | kr }}", "664\u00a0800\u00a0kr"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("{% include 'memo/nothing.j2' ignore missing %}a", "a"),
    ],
)
def test_words_loops_ifs_blocks_and_filters_do_what_they_say(text: str, written: str, tmp_path: Path) -> None:
    found = outcome(tmp_path, text)

    assert isinstance(found, str), found
    assert written in found


# --- what never ends, or is too much

TEN = "{% set x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0] %}"
ENDLESS = {
    "loops in loops": TEN + "{% for a in x %}" * 12 + "a" + "{% endfor %}" * 12,
    "loops that pass over everything": TEN
    + "{% for a in x %}" * 8
    + "{% for a in x if a == 11 %}{% endfor %}"
    + "{% endfor %}" * 8,
    "more loops in loops than Python knows": TEN + "{% for a in x %}" * 30 + "{% endfor %}" * 30,
    "text that doubles": "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 40,
    "printed text that doubles": "{% set x = 'aaaaaaaaaa' %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40,
    "a block that shows itself": "{% block a %}{{ self.a() }}{% endblock %}",
    "a block that shows itself twice": "{% block a %}{{ self.a() }}{{ self.a() }}{% endblock %}",
    "a template that includes itself": "{% include 'memo/adopt.md.j2' %}",
    "a template that extends itself": "{% extends 'memo/adopt.md.j2' %}",
    "two long lists compared": "{% set x = [1] %}{% set y = [1] %}"
    + "{% set x = [x, x] %}{% set y = [y, y] %}" * 100
    + "{{ 'a' if x == y }}",
    "a long list looked through": "{% set x = [1] %}"
    + "{% set x = [x, x] %}" * 100
    + "{{ 'a' if 'a' in x }}",
    "a long list counted": "{% set x = [1] %}" + "{% set x = [x, x] %}" * 100 + "{{ x | count }}",
    "a deep list counted": "{% set x = [1] %}" + "{% set x = [x] %}" * 5000 + "{{ x | count }}",
    "a number of any size": "{{ '1e999999999' | number }}",
    "a power": "{{ 10 ** 10 ** 10 }}",
    "a repeated text": "{{ 'a' * 10000000000 }}",
    "many brackets": "{{ " + "(" * 9000 + "1" + ")" * 9000 + " }}",
    "a long name": "{{ memo" + ".x" * 30000 + " }}",
    "a number too long for Python": "{{ " + "9" * 5000 + " }}",
    "a number that is infinite": "{{ 1e999 | number }}",
    "a large template": "a" * 200_000,
    "blocks in blocks": "".join(f"{{% block a{at} %}}" for at in range(500)) + "{% endblock %}" * 500,
    "a filter in a loop": TEN + "{% for a in x %}" * 7 + "{{ 'a' | prose }}" + "{% endfor %}" * 7,
}


@pytest.fixture
def _less_work(monkeypatch: pytest.MonkeyPatch) -> None:
    # What is stopped at a fifth of it is stopped.
    monkeypatch.setattr(template_of_memo, "WORK", WORK // 5)


@pytest.mark.unmeasured
@pytest.mark.usefixtures("_less_work")
@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS.keys())
def test_what_never_ends_or_is_too_much_is_stopped_with_a_sentence(text: str, tmp_path: Path) -> None:
    begun = time.process_time()

    found = fault(tmp_path, text)

    assert time.process_time() - begun < 20
    assert len(found.message) < 300


def test_loops_too_deep_for_python_are_told_of_at_the_line_of_the_template(tmp_path: Path) -> None:
    opened = TEN + "\n" + "{% for a in x %}\n" * 25

    found = fault(tmp_path, opened + "{% endfor %}" * 25)

    assert "too many others" in found.message
    # The first line sets the list, and fifteen loops stand before the one that is refused.
    assert found.place.line == 17


@pytest.mark.unmeasured
@pytest.mark.usefixtures("_less_work")
def test_a_mapping_that_is_looked_up_again_and_again_is_counted_as_a_whole(tmp_path: Path) -> None:
    parties = dict.fromkeys(
        (f"part-{number}" for number in range(4000)), next(iter(MEMO.agreement.parties.values()))
    )
    big = replace(
        MEMO,
        agreement=MEMO.agreement.model_copy(update={"parties": parties}),
        matter=MEMO.matter.model_copy(update={"economy": None}),
    )
    (tmp_path / "memo").mkdir()
    looked_up = "{% if memo.agreement.parties is none %}{% endif %}"
    text = TEN + "{% for a in x %}" * 4 + looked_up + "{% endfor %}" * 4
    (tmp_path / ADOPT).write_text(text, encoding="utf-8")

    found = Writer(tmp_path).write(big)

    assert isinstance(found, Problem)
    assert "repeats more than any memo needs" in found.message


def test_a_template_that_was_stopped_is_not_tried_with_every_other_memo(tmp_path: Path) -> None:
    (tmp_path / "memo").mkdir()
    (tmp_path / ADOPT).write_text(ENDLESS["loops in loops"], encoding="utf-8")
    writer = Writer(tmp_path)
    begun = time.process_time()

    found = {writer.write(MEMO) for _ in range(1000)}

    assert len(found) == 1
    assert time.process_time() - begun < 30


def test_a_memo_of_any_agreement_is_a_hundredth_of_what_is_allowed() -> None:
    writer = Writer(builders.AGREEMENTS.parent / "templates")
    long = [each for each in template.samples([builders.PROFILE]) if isinstance(each, Memo)]

    for each in (MEMO, *long):
        assert isinstance(writer.write(each), str)
        assert writer._sandbox._run.left > WORK * 0.99  # noqa: SLF001 - what is counted is what is meant


def test_a_template_gives_the_same_words_each_time(tmp_path: Path) -> None:
    for text in (
        "{{ [1, 2, 3] | random }}",
        "{{ lipsum() }}",
        "{{ now() }}",
        "{{ memo.board }}",
        "{{ super }}",
    ):
        assert fault(tmp_path, text).place.line == 1


def test_what_goes_wrong_in_a_filter_is_a_fault_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_text: str) -> str:
        raise AssertionError

    monkeypatch.setitem(wording.FILTERS, "lower", Filter(broken, (str,)))

    assert "AssertionError" in fault(tmp_path, "{{ 'a' | lower }}").message
