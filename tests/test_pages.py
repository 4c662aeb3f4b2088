"""Every code has a page, and every page says what iopctl says: its example is run, and its cure is tried."""

from __future__ import annotations

import difflib
import hashlib
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from iopctl import catalogue, inspection, references
from iopctl.commands import budget, freezing, memo, payments
from iopctl.commands.answer import Answer, Asked
from iopctl.commands.memos import Wanted
from iopctl.inspection import Inspection
from iopctl.problem import Kind
from iopctl.source import frozen, pages
from iopctl.source.folder import Folder
from iopctl.views import diagnostics, labels
from iopctl.views import explain as view
from iopctl.views.memo import checking
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Files: TypeAlias = "dict[str, str | bytes]"

AS_OF = date(2026, 6, 1)
EXAMPLE = "agreements/example.yaml"
KINDS = {
    kind.code: kind
    for kind in vars(catalogue).values()
    if isinstance(kind, Kind) and kind.code.startswith("IOP")
}
SECTIONS = ["Example", "What iopctl says", "How to mend it"]

# A block is the agreement's file unless the line above it names another.
_FILE = re.compile(
    r"(?:^`((?:agreements|templates)/\S+)`:\n\n)?^```(?:yaml|jinja)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(
    r"^`iopctl (budget|memo|payments|template check)(?: example)?"
    r"(?: --year| --out memos --to)?(?: ([\w-]+))?` says:$",
    re.MULTILINE,
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
# What no example in a page can hold, and so is told in words there.
TOLD: dict[str, Files] = {
    "IOP101": {EXAMPLE: SOUND.encode("cp1252")},
    "IOP108": {EXAMPLE: b"%PDF" + b" " * 2_000_000},
    "IOP111": {EXAMPLE: SOUND.replace("IOP S", "IOP\fS")},
    "IOP113": {},
    "IOP114": {
        EXAMPLE: SOUND.replace("  foreningen:", "  sprakvannerna:").replace(CONTRIBUTION, CONTRIBUTION * 101)
    },
    "IOP639": {"agreements/index/Konsumentpriser.yaml": SERIES},
    "IOP804": {
        EXAMPLE: SOUND,
        "templates/memo/adopt.md.j2": '{% extends "shipped/memo/antagande.md.j2" %}\n',
    },
    "IOP810": {
        EXAMPLE: SOUND,
        "templates/memo/adopt.md.j2": (
            '{% extends "shipped/memo/adopt.md.j2" %}\n{% block economy_text %}\n'
            "![Kostnader](kostnader.png)\n\n{% endblock %}\n"
        ),
    },
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
}
SHOWN = sorted(set(KINDS) - set(TOLD))

each_code = pytest.mark.parametrize("code", sorted(KINDS))


def section(code: str, name: str) -> str:
    """Give what stands under one heading of a page."""
    return f"{pages.page(code).text}\n## ".partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def blocks(code: str, name: str, language: str) -> list[str]:
    """Give the blocks of one language under one heading."""
    return [text for found, text in _BLOCK.findall(section(code, name)) if found == language]


def example_of(code: str) -> Files:
    """Give the files that a page shows as its example."""
    return {name or EXAMPLE: text for name, text in _FILE.findall(section(code, "Example"))}


def said(code: str, files: Files) -> str:
    """Say what the page's command says of files in the working folder."""
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    command = _COMMAND.search(section(code, "What iopctl says"))
    if command is not None:
        return _COMMANDS[command[1]](command[2]).remarks
    paths = [Path(name) for name in files or {EXAMPLE: ""} if not name.startswith("frozen/")]
    profiles = [path for path in paths if path.parent.name == "profiles"]
    others = [path for path in paths if path not in profiles]
    found = [each for path in profiles for each in references.read_profile(path).problems]
    kept = frozen.read(Folder(Path("agreements")))
    found += inspection.check_all(others, Inspection(AS_OF, builders.PROFILE, kept))
    found += kept.check([path.stem for path in others])
    return diagnostics.full(sorted(found))


def _budget(year: str) -> Answer:
    wanted = budget.Wanted([int(year)])
    return budget.run(Folder(Path("agreements")), "example", wanted, Asked(AS_OF, "table", None))


def _memo(form: str | None) -> Answer:
    freezes = form == "--freeze"
    formats = (form,) if form and not freezes else ()
    wanted = Wanted(Folder(Path("agreements")), ("example",), formats=formats)
    if freezes:
        return freezing.run(wanted, "example", replacing=False)
    remarks = memo.to_folder(wanted, Path("memos")).remarks.splitlines(keepends=True)
    return Answer("", "".join(line for line in remarks if not line.startswith("Wrote ")))


def _payments(year: str) -> Answer:
    asked = Asked(AS_OF, "table", None)
    return payments.run(Folder(Path("agreements")), "example", int(year), asked, explain=False)


def _template(_: str) -> Answer:
    return Answer("", diagnostics.full(checking.check(Path("templates")).problems))


_COMMANDS: dict[str, Callable[[str], Answer]] = {
    "budget": _budget,
    "memo": _memo,
    "payments": _payments,
    "template check": _template,
}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert pages.codes() == sorted(KINDS)


def test_no_two_pages_have_the_same_title() -> None:
    titles = [pages.page(code).title for code in pages.codes()]

    assert len(set(titles)) == len(titles)


@each_code
def test_a_page_has_the_severity_of_the_catalogue_and_every_section(code: str) -> None:
    page = pages.page(code)

    assert page.text.startswith(f"# {code} · {page.title}\n\nSeverity: {KINDS[code].severity}\n\n")
    assert re.findall(r"^## (.*)$", page.text, re.MULTILINE) == SECTIONS


@each_code
def test_a_code_belongs_to_a_group(code: str) -> None:
    assert labels.group(code) in (catalogue.__doc__ or "")


@pytest.mark.parametrize("code", SHOWN)
def test_an_example_gives_its_own_problem_alone_and_word_for_word(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    output = said(code, example_of(code))

    assert _FOUND.findall(output) == [code]
    assert [output] == blocks(code, "What iopctl says", "text")


@pytest.mark.parametrize("code", sorted(TOLD.keys() - {"IOP114"}))
def test_what_is_told_in_words_gives_its_own_problem_alone_and_word_for_word(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    output = said(code, TOLD[code])

    assert _FOUND.findall(output) == [code]
    assert [output] == blocks(code, "What iopctl says", "text")


def test_what_ends_a_hundred_problems_is_told_word_for_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    output = said("IOP114", TOLD["IOP114"])

    assert _FOUND.findall(output).count("IOP302") == 100
    assert blocks("IOP114", "What iopctl says", "text")[0].rstrip() in output


@pytest.mark.parametrize("code", SHOWN)
def test_the_mended_lines_mend_the_example(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for lines in blocks(code, "How to mend it", "yaml") + blocks(code, "How to mend it", "jinja"):
        assert any(said(code, files) == "" for files in mended_files(example_of(code), lines)), lines


def mended_files(files: Files, lines: str) -> Iterator[Files]:
    """Put lines in the place of a stretch of one of the files."""
    for name, text in files.items():
        yield from (files | {name: each} for each in mended(str(text), lines))


def mended(example: str, lines: str) -> Iterator[str]:
    """Put lines in the place of a stretch of the example, the stretch that is most like them first."""
    old, new = example.splitlines(keepends=True), lines.splitlines(keepends=True)
    stretches = [
        (start, start + length) for length in range(len(new) + 3) for start in range(len(old) - length + 1)
    ]
    # Lines that are put in between replace nothing, and are tried before what is hardly like them.
    stretches.sort(key=lambda at: likeness("".join(old[at[0] : at[1]]), lines) or 0.5, reverse=True)
    for start, stop in stretches:
        yield "".join([*old[:start], *new, *old[stop:]])


def likeness(one: str, other: str) -> float:
    """Say how much two texts have in common."""
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def test_a_page_in_a_narrow_terminal_keeps_its_blocks_as_they_are() -> None:
    shown = view.page(pages.page("IOP501"), 60)
    prose, *_ = _BLOCK.split(shown)

    assert _BLOCK.findall(shown) == _BLOCK.findall(pages.page("IOP501").text)
    assert max(map(len, prose.splitlines())) <= 60
