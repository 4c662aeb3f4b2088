"""Every code has a short page: its wrong lines give its problem alone, and its mended lines none.

`tests/pages` holds the files around those lines. Each folder is a small register without problems, in which
the mended lines of some pages stand; a page of a fault that no line mends has a folder of its own, as it is.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pytest

from iopctl import codes, inspection, register
from iopctl.commands import budget, freezing, memo, payments
from iopctl.commands import explain as view
from iopctl.commands.answer import Answer, Asked
from iopctl.commands.memos import Wanted
from iopctl.inspection import Inspection
from iopctl.memo.template import Templates, Writer
from iopctl.problem import Kind
from iopctl.render import diagnostics
from iopctl.source import frozen, leftovers, shipped
from iopctl.source.folder import Folder
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Files: TypeAlias = "dict[str, str | bytes]"

AS_OF = date(2026, 6, 1)
EXAMPLE = "agreements/example.yaml"
KINDS = {
    kind.code: kind for kind in vars(codes).values() if isinstance(kind, Kind) and kind.code.startswith("IOP")
}
MOST_LINES = 25
REGISTERS = Path(__file__).parent / "pages"

# A block is of the agreement's file unless the line above it names another.
_WRONG = re.compile(r"^Wrong(?: in `(\S+)`)?(?:, as `(.+)` says)?:$", re.MULTILINE)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(
    r"iopctl (budget|freeze|memo|payments|template check)(?: example)?"
    r"(?: --year| --out memos --to)?(?: ([\w-]+))?"
)
_FOUND = re.compile(r": (IOP\d{3}) ")

SOUND = """\
format: 1
title: IOP Språkvännerna
parties:
  kommunen: {role: public, name: Exempelby kommun, board: kommunstyrelsen, administration: Kontoret}
  foreningen: {role: civil, name: Språkvännerna}
purpose: Nyanlända övar svenska.
term: {starts: 2023-01-01, ends: 2024-12-31}
budget:
  - from: 2023-01-01
    contributions:
      - {name: Bidrag, by: kommunen, kind: cash, amount: 300000}
      - {name: Ideella timmar, by: foreningen, kind: volunteers, amount: 100000}
matters:
  - id: antagande
    kind: adopt
    dated: 2022-11-15
    matter: Nämnden föreslås anta överenskommelsen.
    background: Parterna driver ett språkkafé.
    goals: {text: Partnerskapet bidrar till ett öppet Exempelby.}
    equality: Verksamheten är öppen för alla.
    consultation: Föreningen har lämnat synpunkter.
    codetermination: not called for
    signatures: [{name: Kim Exempel}]
    sent_to: [Språkvännerna]
"""
CONTRIBUTION = "      - {name: Ideella timmar, by: foreningen, kind: volunteers, amount: 100000}\n"
SERIES = """\
format: 1
title: Exempelindex, påhittat
source:
  publisher: Ingen
as: index numbers
values:
  - {year: 2023, value: 104.2, published: 2024-02-01, status: final}
"""
NUMBERED = SOUND.replace("parties:", "case_number: KS 2022-118\nparties:", 1)
FROZEN, LIST = "frozen/example.antagande.md", "frozen/SHA256SUMS"
WORDS = "# Ett ärende som nämnden en gång såg\n"
LINE = f"{hashlib.sha256(WORDS.encode()).hexdigest()}  example.antagande.md\n"
# What no lines in a page can show, and so is told in words there.
TOLD: dict[str, Files] = {
    "IOP101": {EXAMPLE: SOUND.encode("cp1252")},
    "IOP108": {EXAMPLE: b"%PDF" + b" " * 2_000_000},
    "IOP111": {EXAMPLE: SOUND.replace("IOP S", "IOP\fS")},
    "IOP113": {},
    "IOP114": {
        EXAMPLE: SOUND.replace("  foreningen:", "  sprakvannerna:").replace(CONTRIBUTION, CONTRIBUTION * 101)
    },
    "IOP213": {EXAMPLE: SOUND.replace("IOP S", f"IOP S{chr(0x301) * 9}")},
    "IOP214": {EXAMPLE: SOUND.replace("övar", "övar" * 300)},
    "IOP306": {EXAMPLE: SOUND.replace("foreningen", "Kommunen")},
    "IOP639": {"agreements/index/Konsumentpriser.yaml": SERIES},
    "IOP804": {
        EXAMPLE: SOUND,
        "templates/memo/adopt.md.j2": '{% extends "shipped/memo/antagande.md.j2" %}\n',
    },
    "IOP805": {EXAMPLE: SOUND.partition("matters:")[0]},
    "IOP810": {
        EXAMPLE: SOUND,
        "templates/memo/adopt.md.j2": (
            '{% extends "shipped/memo/adopt.md.j2" %}\n{% block economy_text %}\n'
            "![Kostnader](kostnader.png)\n\n{% endblock %}\n"
        ),
    },
    "IOP811": {
        EXAMPLE: SOUND,
        "templates/memo/adopt.md.j2": (
            '{% extends "shipped/memo/adopt.md.j2" %}\n{% block economy_text %}\n'
            "Beloppen står i [bilagan](budget.pdf).\n\n{% endblock %}\n"
        ),
    },
    # No lines that anybody knows of; tests/views/document/test_formats.py tries what can go wrong.
    "IOP813": {},
    "IOP860": {EXAMPLE: SOUND, LIST: "<<<<<<< HEAD\n"},
    "IOP861": {EXAMPLE: SOUND, FROZEN: WORDS, LIST: f"{LINE}{'0' * 64}  example.antagande.md\n"},
    "IOP862": {EXAMPLE: SOUND, LIST: LINE},
    "IOP863": {EXAMPLE: SOUND, FROZEN: WORDS.replace("såg", "ser"), LIST: LINE},
    "IOP864": {
        EXAMPLE: SOUND,
        "frozen/exampel.antagande.md": WORDS,
        LIST: LINE.replace("example", "exampel"),
    },
    "IOP865": {
        EXAMPLE: SOUND,
        "frozen/example.antagandet.md": WORDS,
        LIST: LINE.replace("antagande", "antagandet"),
    },
    "IOP866": {EXAMPLE: SOUND, FROZEN: WORDS, LIST: LINE},
    "IOP867": {EXAMPLE: SOUND, FROZEN: WORDS, LIST: ""},
    "IOP868": {EXAMPLE: SOUND.replace("id: antagande", "id: KS 2022/118")},
    "IOP869": {EXAMPLE: SOUND, FROZEN: WORDS, LIST: LINE},
    "IOP870": {EXAMPLE: SOUND, FROZEN: WORDS},
    "IOP901": {"agreements/IOP Språkvännerna.yaml": SOUND},
    "IOP902": {"agreements/example.yml": SOUND},
    "IOP903": {EXAMPLE: NUMBERED, "agreements/laxhjalpen.yaml": NUMBERED},
    "IOP905": {EXAMPLE: SOUND, "agreements/example.yaml.txt": SOUND},
    "IOP904": {EXAMPLE: SOUND, "agreements/laxhjalpen.yaml": SOUND.replace("kommunst", "Kommunst")},
}
TOLD_BY = {
    "IOP804": "memo example",
    "IOP805": "memo example",
    "IOP810": "memo example --out memos --to html",
    "IOP811": "memo example --out memos --to html",
    "IOP866": "freeze example",
    "IOP868": "freeze example",
    "IOP869": "memo example",
}
"""The command that says it, where it is not `validate`."""
SHOWN = sorted(set(KINDS) - set(TOLD))

each_code = pytest.mark.parametrize("code", sorted(KINDS))


class Shown(NamedTuple):
    """What a page shows: the lines that are wrong, and the same lines mended, where any are."""

    file: str
    command: re.Match[str] | None
    wrong: str
    mended: str | None


def shown(code: str) -> Shown:
    """Read what the page of a code shows."""
    text = shipped.page(code).text
    labels_found = _WRONG.findall(text)
    assert len(labels_found) == 1, text
    file, command = labels_found[0]
    wrong, *mended = (lines for _, lines in _BLOCK.findall(text))
    assert len(mended) <= 1, text
    return Shown(file or EXAMPLE, _COMMAND.fullmatch(command), wrong, mended[0] if mended else None)


def registers(code: str) -> Iterator[Files]:
    """Give the registers in which the lines of a page stand once, its own before all others."""
    lines = shown(code).mended or shown(code).wrong
    for folder in sorted(REGISTERS.iterdir(), key=lambda each: (each.name != code, each.name)):
        files = {each.relative_to(folder).as_posix(): each.read_text("utf-8") for each in folder.rglob("*.*")}
        if files.get(shown(code).file, "").count(lines) == 1:
            yield dict(files)


def said(files: Files, command: re.Match[str] | None) -> str:
    """Say what a command, or `validate`, says of files in the working folder."""
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    if command is not None:
        return _COMMANDS[command[1]](command[2]).remarks
    paths = [Path(name) for name in files or {EXAMPLE: ""} if name.endswith(("yaml", "yml", "j2"))]
    profiles = [path for path in paths if path.parent.name == "profiles"]
    others = [path for path in paths if path not in profiles]
    found = [each for path in profiles for each in register.profile(path).problems]
    kept = frozen.read(Folder(Path("agreements")))
    found += inspection.check_all(others, Inspection(AS_OF, builders.PROFILE, kept))
    found += kept.check([path.stem for path in others])
    found += leftovers.problems(Path("agreements"))
    return diagnostics.full(sorted(found))


def codes_of(files: Files, command: re.Match[str] | None) -> list[str]:
    """Give the codes of what a command, or `validate`, says of files in an empty working folder."""
    for path in Path.cwd().iterdir():
        shutil.rmtree(path)
    return _FOUND.findall(said(files, command))


def _budget(year: str) -> Answer:
    wanted = budget.Wanted([int(year)])
    return budget.run(Folder(Path("agreements")), "example", wanted, Asked(AS_OF, "table", None))


def _memo(form: str | None) -> Answer:
    formats = (form,) if form else ()
    wanted = Wanted(Folder(Path("agreements")), ("example",), formats=formats)
    remarks = memo.to_folder(wanted, Path("memos")).remarks.splitlines(keepends=True)
    return Answer("", "".join(line for line in remarks if not line.startswith("Wrote ")))


def _freeze(_: str) -> Answer:
    wanted = Wanted(Folder(Path("agreements")), ("example",))
    return freezing.run(wanted, "example", replacing=False)


def _payments(year: str) -> Answer:
    asked = Asked(AS_OF, "table", None)
    return payments.run(Folder(Path("agreements")), "example", int(year), asked, explain=False)


def _template(_: str) -> Answer:
    return Answer("", diagnostics.full(sorted(Templates(Writer(Path("templates"))).problems)))


_COMMANDS: dict[str, Callable[[str], Answer]] = {
    "budget": _budget,
    "freeze": _freeze,
    "memo": _memo,
    "payments": _payments,
    "template check": _template,
}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert shipped.codes() == sorted(KINDS)


def test_no_two_pages_have_the_same_title() -> None:
    titles = [shipped.page(code).title for code in shipped.codes()]

    assert len(set(titles)) == len(titles)


@each_code
def test_a_page_is_short_and_has_the_severity_of_its_code(code: str) -> None:
    page = shipped.page(code)

    assert page.text.startswith(f"# {code} · {page.title}\n\nSeverity: {KINDS[code].severity}\n\n")
    assert page.text.count("\n") <= MOST_LINES


@each_code
def test_a_code_belongs_to_a_group(code: str) -> None:
    assert view.group(code) in (codes.__doc__ or "")


@pytest.mark.parametrize("code", SHOWN)
def test_the_wrong_lines_give_the_problem_alone_and_the_mended_lines_none(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file, command, wrong, mended = shown(code)

    assert any(
        codes_of(files | {file: str(files[file]).replace(mended or wrong, wrong)}, command) == [code]
        and (mended is None or codes_of(files, command) == [])
        for files in registers(code)
    )


@pytest.mark.parametrize("code", sorted(TOLD.keys() - {"IOP114", "IOP813"}))
def test_what_no_lines_can_show_gives_its_problem_alone(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert codes_of(TOLD[code], _COMMAND.fullmatch(f"iopctl {TOLD_BY.get(code, '')}")) == [code]


def test_a_hundred_problems_end_with_one_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = codes_of(TOLD["IOP114"], None)

    assert (found.count("IOP302"), found.count("IOP114")) == (100, 1)


def test_a_page_in_a_narrow_terminal_keeps_its_blocks_as_they_are() -> None:
    shown = view.page(shipped.page("IOP501"), 60)
    prose, *_ = _BLOCK.split(shown)

    assert _BLOCK.findall(shown) == _BLOCK.findall(shipped.page("IOP501").text)
    assert max(map(len, prose.splitlines())) <= 60
