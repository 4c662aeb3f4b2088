from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from pikepdf import Name

from iopctl.memo.document import blocks, pdf
from iopctl.memo.document.blocks import Document, Heading, Table
from iopctl.memo.document.formats import House
from iopctl.problem import Finding, IopctlError
from iopctl.struct import replace
from tests import checking, documents, random_memos, web
from tests.documents import EVERYTHING

# In points; the text of a memo stands further in.
MARGIN = 50


def written(document: Document) -> bytes:
    content = pdf.writer(House())(document)
    assert isinstance(content, bytes), content
    return content


def laid_out(content: bytes) -> list[Any]:
    """Give the pages as they are set."""
    # With it come networks that know a table when they see one, and a second of imports.
    import pymupdf

    pages: list[Any] = list(pymupdf.open(stream=content))  # type: ignore[no-untyped-call,call-overload]
    return pages


@pytest.fixture(scope="module")
def everything() -> bytes:
    return written(documents.parsed(EVERYTHING))


# --- what a PDF must be


@pytest.mark.parametrize("name", ["ikf", "stadsmission"])
def test_the_memos_of_the_real_agreements_are_pdf_ua_and_pdf_a(name: str) -> None:
    assert checking.pdf(written(documents.golden(name))) == []


@pytest.mark.unmeasured
@pytest.mark.parametrize(("profile", "name"), documents.OF_EVERY_KIND)
def test_a_memo_of_every_kind_in_every_profile_is_pdf_ua_and_pdf_a_with_all_its_words(
    profile: str, name: str
) -> None:
    document = documents.made_up(profile, name)
    content = written(document)

    assert checking.pdf(content) == []
    assert documents.missing(document, documents.text_of_pdf(content)) == ""


@pytest.mark.unmeasured
@pytest.mark.parametrize(("profile", "name"), documents.OF_EVERY_KIND)
def test_no_word_of_a_memo_runs_out_of_its_page_and_no_heading_ends_one(profile: str, name: str) -> None:
    document = documents.made_up(profile, name)
    headings = {blocks.plain(each.text) for each in document.blocks if isinstance(each, Heading)}

    for page in laid_out(written(document)):
        words = page.get_text("words")
        assert min(word[0] for word in words) >= MARGIN
        assert max(word[2] for word in words) <= page.rect.width - MARGIN
        lines = [line for line in page.get_text().splitlines() if line.strip()]
        # The number of the page stands below all else.
        assert lines[-2] not in headings


def unbroken(document: Document) -> None:
    """Hold each word of the tables against the words of the pages, where a broken one is two."""
    read = {word[4] for page in laid_out(written(document)) for word in page.get_text("words")}
    cells = [
        cell
        for block in document.blocks
        if isinstance(block, Table)
        for row in (*block.rows, *block.sums, [column.heading for column in block.columns])
        for cell in row
    ]
    assert {word for cell in cells for word in blocks.plain(cell).split()} <= read


@pytest.mark.unmeasured
@pytest.mark.parametrize(("profile", "name"), documents.OF_EVERY_KIND)
def test_no_word_of_a_table_is_broken(profile: str, name: str) -> None:
    unbroken(documents.made_up(profile, name))


def test_a_long_name_beside_four_columns_of_figures_is_not_broken() -> None:
    unbroken(documents.golden("stadsmission"))


def test_a_table_that_no_page_has_room_for_breaks_its_words() -> None:
    names = " | ".join(f"{'x' * 30}{number}" for number in range(5))
    wide = documents.parsed(f"# T\n\nTabell:\n\n| {names} |\n{'| --- ' * 5}|\n| {names} |\n")

    with pytest.raises(AssertionError):
        unbroken(wide)
    assert checking.pdf(written(wide)) == []


def test_every_kind_of_block_is_pdf_ua_and_pdf_a(everything: bytes) -> None:
    assert checking.pdf(everything) == []


@settings(max_examples=settings().max_examples // 2)
@given(markdown=random_memos.drawn())
def test_a_random_memo_is_conformant_or_refused_with_a_message(markdown: str) -> None:
    document = documents.read(markdown)
    content = pdf.writer(House())(document) if isinstance(document, Document) else document[0]

    if isinstance(content, Finding):
        assert content.message
    else:
        assert isinstance(document, Document)
        assert checking.pdf(content) == []
        assert documents.missing(document, documents.text_of_pdf(content)) == ""


def _elements(file: pikepdf.Pdf, kind: str) -> list[Any]:
    return [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == kind]


def _lose_language(file: pikepdf.Pdf) -> None:
    del file.Root.Lang


def _lose_title(file: pikepdf.Pdf) -> None:
    del file.docinfo["/Title"]


def _hide_title(file: pikepdf.Pdf) -> None:
    del file.Root.ViewerPreferences


def _lose_tags(file: pikepdf.Pdf) -> None:
    del file.Root.StructTreeRoot


def _unmark(file: pikepdf.Pdf) -> None:
    del file.Root.MarkInfo


def _skip_level(file: pikepdf.Pdf) -> None:
    _elements(file, "/H2")[0].S = Name.H4


def _second_title(file: pikepdf.Pdf) -> None:
    _elements(file, "/H2")[0].S = Name.H1


def _lose_row_heading(file: pikepdf.Pdf) -> None:
    cell = next(each for each in _elements(file, "/TH") if str(each.ID).startswith("row-"))
    cell.S = Name.TD


def _lose_scope(file: pikepdf.Pdf) -> None:
    for said in _elements(file, "/TH")[0].A:
        if "/Scope" in said:
            del said.Scope


def _lose_caption(file: pikepdf.Pdf) -> None:
    _elements(file, "/Caption")[0].S = Name.P


def _lose_font(file: pikepdf.Pdf) -> None:
    for each in file.objects:
        if isinstance(each, pikepdf.Dictionary) and "/FontFile3" in each:
            del each.FontFile3


def _lose_letters(file: pikepdf.Pdf) -> None:
    for each in file.objects:
        if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
            del each.ToUnicode


def _lose_text(file: pikepdf.Pdf) -> None:
    file.pages[0].Contents = file.make_stream(b"")


def _lose_claim(file: pikepdf.Pdf) -> None:
    about = file.Root.Metadata.read_bytes().replace(b"pdfaid:conformance", b"pdfaid:nothing")
    file.Root.Metadata.write(about)


FAULTS: list[Callable[[pikepdf.Pdf], None]] = [
    *(_lose_language, _lose_title, _hide_title, _lose_tags, _unmark, _skip_level, _second_title),
    *(_lose_row_heading, _lose_scope, _lose_caption, _lose_font, _lose_letters, _lose_text, _lose_claim),
]


@pytest.mark.unmeasured
@pytest.mark.parametrize("damage", FAULTS, ids=lambda each: each.__name__.strip("_"))
def test_a_planted_fault_is_found(everything: bytes, damage: Callable[[pikepdf.Pdf], None]) -> None:
    damaged = io.BytesIO()
    with pikepdf.open(io.BytesIO(everything)) as file:
        damage(file)
        file.save(damaged)

    assert checking.pdf(damaged.getvalue()) != []


# --- what it says


@pytest.mark.parametrize("markdown", [EVERYTHING])
def test_the_words_of_every_block_are_there_in_their_order(markdown: str) -> None:
    document = documents.parsed(markdown)

    assert documents.missing(document, documents.text_of_pdf(written(document))) == ""


def test_it_says_its_title_its_sender_and_its_day_but_not_when_it_was_made(everything: bytes) -> None:
    about = pypdf.PdfReader(io.BytesIO(everything)).metadata

    assert about is not None
    assert about.title == "Partnerskap med Språkvännerna & <vänner>"
    assert about.author == "Arbetsmarknadsförvaltningen"
    assert about.subject == "Tjänsteskrivelse · 13 juli 2021 · Dnr AN 2021-58"
    assert {about.creation_date, about.modification_date} == {datetime(2021, 7, 13, tzinfo=UTC)}


def test_every_page_is_numbered_and_from_the_second_on_says_what_it_belongs_to() -> None:
    first, second, third = pypdf.PdfReader(io.BytesIO(written(documents.golden("ikf")))).pages

    assert "Sida 1 av 3" in first.extract_text()
    assert "Sida 2 av 3" in second.extract_text()
    assert "Sida 3 av 3" in third.extract_text()
    assert "Tjänsteskrivelse · 13 juli 2021" not in first.extract_text()
    assert "Tjänsteskrivelse · 13 juli 2021 · Dnr AN 2021-58" in second.extract_text()


def test_every_first_cell_below_the_head_is_the_heading_of_its_row(everything: bytes) -> None:
    with pikepdf.open(io.BytesIO(everything)) as file:
        scopes = [str(said.Scope) for each in _elements(file, "/TH") for said in each.A if "/Scope" in said]
        names = list(file.Root.StructTreeRoot.IDTree.Kids[0].Names)

    assert sorted(scopes) == ["/Column"] * 2 + ["/Row"] * 3
    assert [bytes(name) for name in names[::2]] == sorted(bytes(name) for name in names[::2])


def test_a_link_leads_where_it_says(everything: bytes) -> None:
    links = [
        note.get_object()["/A"]["/URI"]
        for page in pypdf.PdfReader(io.BytesIO(everything)).pages
        for note in page.get("/Annots", [])
    ]

    assert set(links) == {"https://www.exempelby.se/m%C3%A5l?a=1&b=2"}


def test_the_same_document_gives_the_same_bytes(everything: bytes) -> None:
    assert written(documents.parsed(EVERYTHING)) == everything


# --- what no page was made for

LONG = f"a-{'å' * 500}"
# Each with the number of the words "ord" in it.
UNUSUAL: dict[str, tuple[str, int]] = {
    "a long word": (f"Ett ord {LONG} slut.", 1),
    "a long word in a title of its own": (f"## ord {LONG}", 1),
    "words that nothing parts": ("ord\u00a0" * 230, 230),
    "items longer than a page": (f"- {'ord ' * 4_000}\n- {'ord ' * 4_000}", 8_000),
    "numbered items longer than a page": (f"1. {'ord ' * 4_000}\n2. {LONG}", 4_000),
    "a cell longer than a page": (
        f"T:\n\n| A | B | C |\n| --- | ---: | --- |\n| {'ord ' * 4_000} | 12 | {LONG} |",
        4_000,
    ),
    "many columns": (
        f"T:\n\n|{' Kolumn |' * 12}\n|{' --- |' * 12}\n|{' ord |' * 12}\n|{(' ' + 'ord ' * 100 + '|') * 12}",
        1_212,
    ),
    "a long heading of a column": (f"T:\n\n| {'ord ' * 490} | B |\n| --- | --- |\n| a | b |", 490),
    "a long caption": (f"{'ord ' * 490}:\n\n| A | B |\n| --- | --- |\n| a | b |", 490),
    "signatures longer than a page": ("---\n\n" + "Namn ord, enhetschef\n\n" * 60, 60),
}


@pytest.mark.parametrize("name", UNUSUAL)
def test_no_word_runs_out_of_its_page_however_long_it_is(name: str) -> None:
    markdown, number = UNUSUAL[name]
    content = written(documents.parsed(f"# Titel\n\n{markdown}\n"))
    pages = laid_out(content)
    everywhere = (-10_000, -10_000, 10_000, 10_000)
    words = [word for page in pages for word in page.get_text("words", clip=everywhere)]

    assert min(word[0] for word in words) >= MARGIN
    assert max(word[2] for word in words) <= pages[0].rect.width - MARGIN
    assert max(word[3] for word in words) <= pages[0].rect.height
    assert "".join(word[4].replace("\u00a0", "") for word in words).count("ord") == number


def test_a_title_and_a_sender_of_any_length_are_shortened_above_the_page_and_nowhere_else() -> None:
    title = "Partnerskap " * 100
    document = documents.parsed(f"# {title}\n\n{' '.join(map(str, range(3_000)))}\n")
    letterhead = replace(document.letterhead, sender="Kontoret " * 5_000, case_number="AN " * 20_000)

    content = written(replace(document, letterhead=letterhead))

    assert checking.pdf(content) == []
    about = pypdf.PdfReader(io.BytesIO(content)).metadata
    assert about is not None
    assert about.title == title.strip()
    assert about.author is not None
    assert about.author.endswith("…")
    second = laid_out(content)[1].get_text()
    assert second.partition("1174")[0].count("…") == 2


# --- what is refused


def test_a_character_that_the_font_lacks_is_refused_by_its_name() -> None:
    said = pdf.writer(House())(documents.parsed("# Titel\n\nEtt leende 😀.\n"))

    assert isinstance(said, Finding)
    assert said.message == (
        "The memo cannot be a PDF that everybody can read: the text '😀' could not be displayed with font "
        "'Libertinus Serif'."
    )


def test_a_font_that_is_not_there_stops_the_run_since_its_pages_would_be_empty() -> None:
    with pytest.raises(IopctlError, match=r"There is no font 'Libertinus Serf' among the fonts") as stopped:
        pdf.writer(House(font="Libertinus Serf"))

    assert stopped.value.hint == "Did you mean 'Libertinus Serif'?"


def test_a_font_of_the_machine_is_never_used() -> None:
    with pytest.raises(IopctlError):
        pdf.writer(House(font="DejaVu Sans"))


@pytest.mark.needs_font
def test_a_font_of_the_register_is_used(tmp_path: Path) -> None:
    for each in web.FONTS:
        (tmp_path / each.name).write_bytes(each.read_bytes())

    content = pdf.writer(House(fonts=tmp_path, font="DejaVu Sans"))(documents.parsed(EVERYTHING))

    assert isinstance(content, bytes)
    assert b"DejaVuSans" in content
    assert checking.pdf(content) == []


@pytest.mark.needs_font
@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content[:-2_000] + bytes(1_000) + content[-1_000:],
        lambda content: content[:5_000] + bytes([content[5_000] ^ 1]) + content[5_001:],
        lambda _content: b"",
        lambda _content: b"<html>Not found</html>",
    ],
)
def test_a_damaged_font_is_named_and_never_given_to_typst(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    for each in web.FONTS:
        (tmp_path / each.name).write_bytes(each.read_bytes())
    last = tmp_path / web.FONTS[-1].name
    last.write_bytes(damage(last.read_bytes()))

    with pytest.raises(IopctlError, match=rf"The font file .*{last.name} is damaged"):
        pdf.writer(House(fonts=tmp_path, font="DejaVu Sans"))


@pytest.mark.needs_font
def test_fonts_of_which_none_is_named_give_no_memo_in_another_one(tmp_path: Path) -> None:
    (tmp_path / web.FONTS[0].name).write_bytes(web.FONTS[0].read_bytes())

    with pytest.raises(IopctlError, match="'pdf_font' does not say which one") as stopped:
        pdf.writer(House(fonts=tmp_path))

    assert "There are: DejaVu Sans" in stopped.value.hint


@pytest.mark.needs_font
def test_a_font_that_is_not_in_the_folder_is_told_of_with_the_folder(tmp_path: Path) -> None:
    (tmp_path / web.FONTS[0].name).write_bytes(web.FONTS[0].read_bytes())

    with pytest.raises(IopctlError, match=r"There is no font 'Source Sans 3' among the fonts in .*"):
        pdf.writer(House(fonts=tmp_path, font="Source Sans 3"))
