"""A memo in Markdown, and what is said of its template: before it is rendered, and when it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from iopctl.memo import template
from iopctl.memo.sandbox import Sandbox
from iopctl.memo.template import Templates, Writer
from iopctl.problem import Problem
from iopctl.rules import memo
from iopctl.rules.memo import Memo
from iopctl.source import shipped
from tests import builders
from tests.builders import MATTER, Whole

EXTEND = "memo/extend.md.j2"
OPENING = '{% extends "shipped/memo/extend.md.j2" %}\n{% block goals %}\n'


def facts(whole: Whole) -> Memo:
    gathered = memo.write(whole.agreement, whole.agreement.matters[-1], builders.PROFILE)
    assert isinstance(gathered, Memo)
    return gathered


def written(whole: Whole, templates: Path) -> str:
    text = Writer(templates).write(facts(whole))
    assert isinstance(text, str)
    return text.replace("\u00a0", " ")


def completed(text: str) -> Whole:
    return builders.whole(builders.text(text))


@pytest.mark.parametrize("name", ["ikf", "stadsmission"])
def test_the_same_input_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    assert written(builders.filed(name), tmp_path) == written(builders.filed(name), tmp_path)


@pytest.mark.parametrize("name", ["ikf", "stadsmission"])
def test_no_blank_lines_pile_up_and_one_ends_the_file(name: str, tmp_path: Path) -> None:
    text = written(builders.filed(name), tmp_path)

    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ikf", "till sammanlagt 664 800 kronor"),
        ("ikf", "339 200 kr"),
        ("ikf", "325 600 kr"),
        ("ikf", "två gånger"),
        ("ikf", "över 60 deltagare"),
        ("ikf", "60 deltagare åt gången"),
        ("stadsmission", "1 januari 2022–31 december 2023"),
        ("stadsmission", "minst 4 161 000 kr"),
        ("stadsmission", "2 200 000 kr"),
        ("stadsmission", "52 012,50 kr"),
        ("stadsmission", "27 500 kr"),
        ("stadsmission", "förslaget avser den andra och sista"),
        ("stadsmission", "var 75 % av deltagarna kvinnor"),
        ("stadsmission", "minst fyra gånger"),
    ],
)
def test_what_can_be_computed_is_computed(name: str, sentence: str, tmp_path: Path) -> None:
    assert sentence in written(builders.filed(name), tmp_path)


def test_what_an_official_writes_never_turns_into_structure(tmp_path: Path) -> None:
    text = written(
        completed(MATTER.replace("Juridikenheten har rådfrågats.", '"# Rubrik | *stjärna* {% 7 * 7 %}"')),
        tmp_path,
    )

    assert r"\# Rubrik \| \*stjärna\* {% 7 \* 7 %}" in text


def test_paragraphs_of_a_text_stay_paragraphs(tmp_path: Path) -> None:
    text = written(
        completed(
            MATTER.replace(
                "equality: Verksamheten är öppen för alla.",
                "equality: |\n      Ett\n      stycke.\n\n      Ett till.",
            )
        ),
        tmp_path,
    )

    assert "\n\nEtt stycke.\n\nEtt till.\n\n" in text


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("not called for", "Ärendet kräver varken information eller förhandling."),
        ("information", "Information enligt lagen ska lämnas."),
        ("negotiation", "Förhandling enligt lagen ska genomföras."),
    ],
)
def test_the_memo_says_what_codetermination_asks_for(value: str, sentence: str, tmp_path: Path) -> None:
    text = written(completed(MATTER.replace("not called for", value)), tmp_path)

    assert f"\n{sentence}\n" in text


def test_a_memo_states_nothing_that_is_only_left_out_of_the_file(tmp_path: Path) -> None:
    text = written(completed(MATTER), tmp_path)

    assert "## Uppföljning" not in text
    assert "uppräkning" not in text


def test_a_steering_group_without_a_stated_frequency_and_a_time_in_words_are_printed_as_they_are(
    tmp_path: Path,
) -> None:
    stated = """follow_up:
  meetings: [{kind: styrgruppsmöte, plural: möten i styrgruppen}]
  reports: [{kind: slutrapport, due: [senast våren 2020]}, {kind: årsrapport, every_year: 03-31}]
"""

    text = written(completed(stated + MATTER), tmp_path)

    assert (
        "Parterna håller möten i styrgruppen. Slutrapport lämnas senast våren 2020. "
        "Årsrapport lämnas varje år senast den 31 mars.\n"
    ) in text


def test_what_the_text_names_is_not_said_again(tmp_path: Path) -> None:
    targets = "targets: {places: 1, participants: 12}\n"
    named = MATTER.replace("matter: Nämnden", "matter: Här finns {{ targets.participants }} platser. Nämnden")

    assert "Verksamheten omfattar en plats. Det finns plats för tolv deltagare" in written(
        completed(targets + MATTER), tmp_path
    )
    assert "deltagare åt gången" not in written(completed(targets + named), tmp_path)


@pytest.mark.parametrize(
    ("board", "heading"),
    [
        ("kultur- och fritidsnämnden", "Förslag till kultur- och fritidsnämndens beslut"),
        ("nämnden för arbetsmarknad och vuxenutbildning", "Förslag till beslut"),
    ],
)
def test_a_board_without_a_genitive_that_reads_well_is_left_out_of_the_heading(
    board: str, heading: str, tmp_path: Path
) -> None:
    parties = (
        "parties:\n"
        f"  kommunen: {{role: public, name: K, board: {board}, administration: Kontoret}}\n"
        "  ikf: {role: civil, name: Föreningen}\n"
    )

    assert f"\n## {heading}\n" in written(completed(parties + MATTER), tmp_path)


def test_a_paragraph_of_sentences_is_escaped_once(tmp_path: Path) -> None:
    text = written(completed("purpose: Ge *stöd*.\nreferral: Fler.\n" + MATTER), tmp_path)

    assert "\nGe \\*stöd\\*. Fler.\n" in text


# --- a register's own templates


def own(folder: Path, template: str) -> Path:
    (folder / "memo").mkdir()
    (folder / "memo" / "adopt.md.j2").write_text(template, encoding="utf-8")
    return folder


def fault(folder: Path, template: str) -> Problem:
    outcome = Writer(own(folder, template)).write(facts(completed(MATTER)))
    assert isinstance(outcome, Problem)
    return outcome


def test_the_registers_own_template_comes_first(tmp_path: Path) -> None:
    own(tmp_path, "# {{ memo.agreement.title }}\n")

    assert written(completed(MATTER), tmp_path) == "# Partnerskapet\n"


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("# Rubrik\n{{ memo.bord }}\n", 2),
        ("# Rubrik\n\n{{ memo.board.nme }}\n", 3),
        ("{{ okänt }}\n", 1),
        ("a\n{% if %}\n", 2),
        ("a\nb\n{{ memo.as_of | saknas }}\n", 3),
        ("a\n{{ 1 / 0 }}\n", 2),
        ("a\n{{ memo.agreement.title + 1 }}\n", 2),
        ('{% extends "memo/annan.md.j2" %}\n', 1),
    ],
)
def test_a_template_that_is_at_fault_is_told_with_its_line(template: str, line: int, tmp_path: Path) -> None:
    problem = fault(tmp_path, template)

    assert (problem.code, problem.place.line) == ("IOP804", line)
    assert problem.source_line == template.splitlines()[line - 1]


# --- what is told before a memo is written


def put(folder: Path, text: str, name: str = EXTEND) -> Path:
    """Put a template of the register's own into a folder."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return folder


def read(folder: Path) -> list[Problem]:
    return sorted(Templates(Writer(folder)).problems)


def found(folder: Path) -> list[tuple[int, str]]:
    return [(each.place.line, each.code) for each in read(folder)]


def test_the_templates_that_come_with_iopctl_are_in_order(tmp_path: Path) -> None:
    checked, home = Templates(Writer(tmp_path / "templates")), shipped.templates()
    names = {path.relative_to(home).as_posix() for path in home.rglob("*.j2")}

    assert (checked.problems, set(checked.files)) == (set(), names)


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

    problem = Writer(tmp_path).write(facts(builders.filed("ikf")))

    assert isinstance(problem, Problem)
    assert (problem.code, problem.place.line, problem.source_line) == ("IOP804", 4, line)
    assert sentence in problem.message


# --- what templates are compiled to


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what templates are compiled to in a folder of this test's, whatever Python itself keeps."""
    folder = tmp_path / "kept"
    folder.mkdir()
    monkeypatch.setattr(template, "_CODE", folder)
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    return folder


def compiled(monkeypatch: pytest.MonkeyPatch, templates: Path) -> list[str | None]:
    """Name the templates that are compiled to write a memo, which stays the same."""
    names: list[str | None] = []
    compile_ = Sandbox.compile

    def watched(self: Sandbox, source: object, name: str | None = None, *args: object) -> object:
        names.append(name)
        return compile_(self, source, name, *args)  # type: ignore[call-overload]

    with monkeypatch.context() as patched:
        patched.setattr(Sandbox, "compile", watched)
        assert written(builders.filed("ikf"), templates).startswith("# ")
    return names


def test_a_shipped_template_is_compiled_once(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "memo/adopt.md.j2" in compiled(monkeypatch, tmp_path)
    assert compiled(monkeypatch, tmp_path) == []
    assert {each.suffix for each in kept.iterdir()} == {".jinja"}


def test_a_registers_own_template_is_compiled_at_each_run(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own(tmp_path, "# {{ memo.agreement.title }}\n")

    for _ in range(2):
        assert compiled(monkeypatch, tmp_path) == ["memo/adopt.md.j2"]
    assert [*kept.iterdir()] == []


def test_a_template_is_compiled_again_by_other_code_and_where_what_was_kept_is_damaged(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_of_them = compiled(monkeypatch, tmp_path)

    with monkeypatch.context() as patched:
        patched.setattr(template, "__version__", "another")
        assert compiled(monkeypatch, tmp_path) == all_of_them
    for content in (b"", b"\x80", b"a" * 2000):
        for each in kept.iterdir():
            each.write_bytes(content)
        assert compiled(monkeypatch, tmp_path) == all_of_them


def test_nothing_is_kept_where_python_keeps_nothing_or_there_is_no_folder(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_of_them = compiled(monkeypatch, tmp_path / "none")
    for each in kept.iterdir():
        each.unlink()

    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert compiled(monkeypatch, tmp_path) == all_of_them
    assert [*kept.iterdir()] == []
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    kept.rmdir()
    assert compiled(monkeypatch, tmp_path) == all_of_them


def test_names_that_a_template_gives_are_offered_though_it_was_compiled_before(
    kept: Path, tmp_path: Path
) -> None:
    assert written(completed(MATTER), tmp_path)
    given = '{% extends "shipped/memo/adopt.md.j2" %}{% block equality %}{{ sectoin }}{% endblock %}'

    assert "Did you mean 'section'?" in fault(tmp_path, given).message
    assert [*kept.iterdir()]
