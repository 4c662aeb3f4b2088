from __future__ import annotations

import contextlib
import io
import itertools
import re
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Twips
from hypothesis import given, settings

from iopctl.memo.document import word
from iopctl.memo.document.blocks import Document
from iopctl.memo.document.formats import House
from iopctl.problem import IopctlError
from iopctl.struct import replace
from tests import checking, documents, random_memos
from tests.documents import EVERYTHING


def written(document: Document, house: Path | None = None) -> bytes:
    return word.writer(House(docx=house))(document)


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def part(content: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


@pytest.fixture(scope="module")
def everything() -> bytes:
    return written(documents.parsed(EVERYTHING))


# --- what a Word document must be


@pytest.mark.parametrize("name", ["ikf", "stadsmission"])
def test_the_memos_of_the_real_agreements_are_documents_that_word_opens(name: str) -> None:
    assert checking.word(written(documents.golden(name))) == []


@pytest.mark.unmeasured
@pytest.mark.parametrize(("profile", "name"), documents.OF_EVERY_KIND)
def test_a_memo_of_every_kind_in_every_profile_is_a_document_that_word_opens_with_all_its_words(
    profile: str, name: str
) -> None:
    document = documents.made_up(profile, name)
    content = written(document)

    assert checking.word(content) == []
    assert documents.missing(document, documents.text_of_word(content)) == ""


def test_every_kind_of_block_is_there_in_order(everything: bytes) -> None:
    assert checking.word(everything) == []
    assert documents.missing(documents.parsed(EVERYTHING), documents.text_of_word(everything)) == ""


@settings(max_examples=settings().max_examples // 2)
@given(markdown=random_memos.drawn())
def test_a_random_memo_is_conformant_or_refused(markdown: str) -> None:
    document = documents.read(markdown)
    if isinstance(document, Document):
        content = written(document)

        assert checking.word(content) == []
        assert documents.missing(document, documents.text_of_word(content)) == ""


def _without(*tags: str) -> Callable[[str], str]:
    return lambda xml: re.sub(rf"<w:({'|'.join(tags)})\b[^>]*/>", "", xml)


def _instead(old: str, new: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, 1)


FAULTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "the head of a table is not repeated": ("word/document.xml", _without("tblHeader")),
    "a row can be broken": ("word/document.xml", _without("cantSplit")),
    "a table does not say what it is about": ("word/document.xml", _without("tblCaption")),
    "a table has no caption": ("word/document.xml", _instead('w:val="Caption"', 'w:val="Normal"')),
    "there is no title style": ("word/document.xml", _instead('w:val="Title"', 'w:val="Normal"')),
    "a level is skipped": ("word/document.xml", _instead('w:val="Heading1"', 'w:val="Heading3"')),
    "the language is English": ("word/styles.xml", _instead('w:lang w:val="sv-SE"', 'w:lang w:val="en-US"')),
    "there is no title": ("docProps/core.xml", lambda xml: re.sub("<dc:title>.*</dc:title>", "", xml)),
    "an element stands where none may": ("word/document.xml", _instead("<w:body>", "<w:body><w:t>x</w:t>")),
    "properties stand in the wrong order": (
        "word/document.xml",
        lambda xml: re.sub(r"(<w:tblW [^>]*/>)(<w:tblLayout [^>]*/>)(<w:tblLook [^>]*/>)", r"\3\2\1", xml),
    ),
    "a link leads nowhere": ("word/document.xml", _instead('<w:hyperlink r:id="rId', '<w:hyperlink r:id="x')),
    "a style is not there": ("word/styles.xml", _instead('w:styleId="Normal"', 'w:styleId="Other"')),
}  # fmt: skip


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(everything: bytes, name: str) -> None:
    file, damage = FAULTS[name]
    damaged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(everything)) as found, zipfile.ZipFile(damaged, "w") as archive:
        for each in found.namelist():
            text = found.read(each)
            archive.writestr(each, damage(text.decode()) if each == file else text)
    assert damaged.getvalue() != everything

    assert checking.word(damaged.getvalue()) != []


# --- what it says


def test_it_says_its_title_its_sender_and_its_day_but_not_when_it_was_made(everything: bytes) -> None:
    about = opened(everything).core_properties
    day = datetime(2021, 7, 13, tzinfo=UTC)

    assert about.title == "Partnerskap med Språkvännerna & <vänner>"
    assert (about.author, about.last_modified_by) == ("Arbetsmarknadsförvaltningen",) * 2
    assert about.subject == "Tjänsteskrivelse · 13 juli 2021 · Dnr AN 2021-58"
    assert (about.identifier, about.language) == ("AN 2021-58", "sv-SE")
    assert (about.created, about.modified) == (day, day)


def test_no_break_spaces_bold_italics_and_links_are_kept(everything: bytes) -> None:
    xml = part(everything, "word/document.xml")

    assert "664\u00a0800 kronor" in xml
    assert re.search(r"<w:b/></w:rPr><w:t[^>]*>antas<", xml)
    assert re.search(r"<w:i/></w:rPr><w:t[^>]*>genast<", xml)
    assert "https://www.exempelby.se/m%C3%A5l?a=1&amp;b=2" in part(everything, "word/_rels/document.xml.rels")


def test_figures_stand_to_the_right_and_the_sum_is_bold(everything: bytes) -> None:
    (table,) = opened(everything).tables
    cells = [[cell.paragraphs[0] for cell in row.cells] for row in table.rows]

    assert {str(row[1].alignment) for row in cells} == {"RIGHT (2)"}
    assert [[run.bold for paragraph in row for run in paragraph.runs] for row in cells] == [
        [True, True],
        [None, None],
        [None, None],
        [True, True],
    ]


def test_the_first_line_of_a_table_never_ends_a_page_nor_does_the_sum_begin_one(everything: bytes) -> None:
    (table,) = opened(everything).tables
    kept = [
        all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells) for row in table.rows
    ]

    assert kept == [True, True, True, False]

    longer = written(
        documents.parsed(EVERYTHING.replace("| **Totalt**", "| Lön | 1 kr |\n" * 3 + "| **Totalt**"))
    )
    (table,) = opened(longer).tables
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert kept == [True, True, False, False, False, True, False]


def test_each_numbered_list_begins_anew() -> None:
    document = documents.parsed("# Titel\n\n1. a\n2. b\n\nText.\n\n1. c\n\nText.\n\n7. d\n")
    file = opened(written(document))
    numbers = [each.find(f".//{qn('w:numId')}") for each in file.element.body]
    used = [each.get(qn("w:val")) for each in numbers if each is not None]
    starts = {
        each.get(qn("w:numId")): start.get(qn("w:val"))
        for each in file.part.numbering_part.element.iter(qn("w:num"))
        for start in each.iter(qn("w:startOverride"))
    }

    assert used[0] == used[1]
    assert len(set(used)) == 3
    assert [starts[each] for each in dict.fromkeys(used)] == ["1", "1", "7"]


def test_pages_are_numbered_and_from_the_second_on_say_what_they_belong_to(everything: bytes) -> None:
    section = opened(everything).sections[0]
    running = "Arbetsmarknadsförvaltningen\tTjänsteskrivelse · 13 juli 2021 · Dnr AN 2021-58"

    assert section.header.paragraphs[0].text == running
    assert section.first_page_header.paragraphs[0].text == ""
    for footer in (section.footer, section.first_page_footer):
        xml = footer.part.element.xml
        assert re.findall(r'w:instr=" (\w+) "|<w:t [^>]*>([^<]*)</w:t>', xml) == [
            ("", "Sida "),
            ("PAGE", ""),
            ("", "1"),
            ("", " av "),
            ("NUMPAGES", ""),
            ("", "1"),
        ]


def test_the_same_document_gives_the_same_bytes_and_no_time_of_day(everything: bytes) -> None:
    again = written(documents.parsed(EVERYTHING))

    assert again == everything
    assert {each.date_time for each in zipfile.ZipFile(io.BytesIO(everything)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }


# --- a municipality's own file

SWEDISH = {
    "Title": "Rubrik",
    "Heading1": "Rubrik1",
    "Heading2": "Rubrik2",
    "ListBullet": "Punktlista",
    "ListNumber": "Numreradlista",
    "Caption": "Beskrivning",
    "TableGrid": "Tabellrutnt",
}
NAMING = ("w:style", "w:basedOn", "w:next", "w:link")
# Twentieths of a point; python-docx counts in 635ths of one.
MARGIN = 2_835


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house file as a Swedish Word saves it: ids in Swedish, a letterhead, text of its own."""
    document = docx.Document()
    for each in document.styles.element.iter(*map(qn, NAMING)):
        attribute = qn("w:styleId" if each.tag == qn("w:style") else "w:val")
        each.set(attribute, SWEDISH.get(each.get(attribute), each.get(attribute)))
    document.styles["Normal"].font.name = "Exempelby Sans"
    document.add_heading("Mallens egen rubrik", 1)
    document.add_paragraph("Skriv här.")
    document.sections[0].header.paragraphs[0].text = "Exempelby kommun"
    document.sections[0].left_margin = document.sections[0].right_margin = Twips(MARGIN)
    path = tmp_path / "mall.docx"
    document.save(str(path))
    return path


def test_a_house_file_gives_its_styles_page_and_header_and_not_its_text(house: Path) -> None:
    content = written(documents.parsed(EVERYTHING), house)
    file = opened(content)

    assert "Skriv här." not in documents.text_of_word(content)
    assert documents.missing(documents.parsed(EVERYTHING), documents.text_of_word(content)) == ""
    assert file.styles["Normal"].font.name == "Exempelby Sans"
    assert file.sections[0].header.paragraphs[0].text == "Exempelby kommun"
    assert file.sections[0].left_margin == MARGIN * 635
    assert {each.style.style_id for each in file.paragraphs if each.style} >= {
        "Rubrik",
        "Rubrik1",
        "Punktlista",
    }
    assert checking.word(content) == []


def test_a_table_is_as_wide_as_the_page_of_the_house_file(house: Path) -> None:
    section = opened(written(documents.parsed(EVERYTHING), house)).sections[0]
    grid = opened(written(documents.parsed(EVERYTHING), house)).element.body.iter(qn("w:gridCol"))
    widths = [int(each.get(qn("w:w"))) for each in grid]
    assert section.page_width is not None

    assert sum(widths) == section.page_width // 635 - 2 * MARGIN


def test_a_house_file_without_header_and_footer_gets_those_of_a_memo(house: Path) -> None:
    document = docx.Document(str(house))
    document.sections[0].header.is_linked_to_previous = True
    document.save(str(house))

    section = opened(written(documents.parsed(EVERYTHING), house)).sections[0]

    assert "Sida" in section.footer.paragraphs[0].text


@pytest.mark.parametrize("name", ["Title", "heading 1", "heading 2", "caption", "List Bullet", "List Number"])
def test_a_style_that_the_house_file_lacks_is_named_with_the_cure(house: Path, name: str) -> None:
    document = docx.Document(str(house))
    for style in [each for each in document.styles if each.element.name_val == name]:
        style.delete()
    document.save(str(house))

    with pytest.raises(IopctlError, match=rf"mall\.docx has no style '{name}'\.") as stopped:
        written(documents.parsed(EVERYTHING), house)

    assert stopped.value.hint.startswith("Open it in Word, use the style once")


def test_a_list_style_without_numbers_gets_plain_ones(house: Path) -> None:
    document = docx.Document(str(house))
    properties = document.styles["List Number"].element.pPr
    properties.remove(properties.numPr)
    document.save(str(house))

    content = written(documents.parsed(EVERYTHING), house)

    assert checking.word(content) == []
    assert '<w:lvlText w:val="%1."/>' in part(content, "word/numbering.xml")


def test_a_house_file_in_english_still_gives_a_memo_in_swedish(house: Path) -> None:
    assert 'w:val="en-US"' not in part(written(documents.parsed(EVERYTHING), house), "word/styles.xml")


def change_parts(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Write an archive anew, each part as it is changed; None leaves it out."""
    with zipfile.ZipFile(path) as found:
        parts = {each: found.read(each) for each in found.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, before in parts.items():
            content = change(name, before)
            if content is not None:
                archive.writestr(name, content)


def _a_template(path: Path) -> None:
    change_parts(path, lambda _name, content: content.replace(b"document.main+xml", b"template.main+xml"))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:2_000])


def _text(path: Path) -> None:
    path.write_text("Mall\n", encoding="utf-8")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _with_macros(path: Path) -> None:
    word, macros = (
        b"openxmlformats-officedocument.wordprocessingml.document",
        b"ms-word.document.macroEnabled",
    )
    change_parts(path, lambda _name, content: content.replace(word + b".main", macros + b".main"))


def _encrypted(path: Path) -> None:
    # What Word saves under a password is an OLE file.
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2_000))


@pytest.mark.parametrize("spoil", [_a_template, _with_macros, _encrypted, _cut, _text, _empty])
def test_a_file_that_is_no_word_document_is_told_of_in_one_sentence(
    house: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(house)

    with pytest.raises(IopctlError, match=r"mall\.docx is not a Word document \(\.docx\)\.") as stopped:
        word.writer(House(docx=house))

    assert "save it as a Word document (.docx)" in stopped.value.hint


def _no_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hej.txt", "hej")


def _broken_xml(path: Path) -> None:
    change_parts(path, lambda name, content: content[:-20] if name == "word/document.xml" else content)


def _no_settings(path: Path) -> None:
    change_parts(path, lambda name, content: None if name == "word/settings.xml" else content)


def _too_large(path: Path) -> None:
    change_parts(path, lambda name, content: b" " * 11_000_000 if name == "word/settings.xml" else content)


@pytest.mark.parametrize(
    ("spoil", "missing"),
    [
        (_no_parts, r"There is no item named '\[Content_Types\]\.xml' in the archive"),
        (_no_settings, r"There is no item named 'word/settings\.xml' in the archive"),
        (_broken_xml, r"XMLSyntaxError: .*"),
        (_too_large, r"unpacked, its part 'word/settings\.xml' is larger than 10 MB"),
    ],
)
def test_what_a_damaged_house_file_lacks_is_said_in_one_sentence(
    house: Path, spoil: Callable[[Path], None], missing: str
) -> None:
    spoil(house)

    with pytest.raises(
        IopctlError, match=rf"mall\.docx cannot serve as a Word document: {missing}\.$"
    ) as stopped:
        word.writer(House(docx=house))

    assert "Open it in Word" in stopped.value.hint


def _without_numbering(name: str, content: bytes) -> bytes | None:
    if name == "word/numbering.xml":
        return None
    if name.endswith((".rels", "[Content_Types].xml")):
        return re.sub(rb"<(Relationship|Override) [^>]*numbering[^>]*/>", b"", content)
    return content


def _dangling(name: str, content: bytes) -> bytes:
    return (
        re.sub(rb'w:numId w:val="\d+"', b'w:numId w:val="77"', content)
        if name == "word/styles.xml"
        else content
    )


def _without_page(name: str, content: bytes) -> bytes:
    return (
        re.sub(rb"<w:sectPr.*?</w:sectPr>", b"", content, flags=re.DOTALL)
        if name == "word/document.xml"
        else content
    )


@pytest.mark.parametrize("change", [_without_numbering, _dangling, _without_page])
def test_a_house_file_without_numbering_or_page_gets_plain_ones(
    house: Path, change: Callable[[str, bytes], bytes | None]
) -> None:
    document = docx.Document(str(house))
    document.sections[0].header.is_linked_to_previous = True
    document.save(str(house))
    change_parts(house, change)

    content = written(documents.parsed(EVERYTHING), house)

    assert checking.word(content) == []
    file = opened(content)
    assert file.sections[0].page_width
    numbering = file.part.numbering_part.element
    numbers = {each.get(qn("w:numId")): each for each in numbering.iter(qn("w:num"))}
    styles = file.styles.element.iter(qn("w:style"))
    known = {each.get(qn("w:styleId")): each.find(f".//{qn('w:numId')}") for each in styles}
    for paragraph in file.element.body.iter(qn("w:pPr")):
        style = paragraph.find(qn("w:pStyle")).get(qn("w:val"))
        if style in {"Punktlista", "Numreradlista"}:
            own = paragraph.find(f".//{qn('w:numId')}")
            assert (known[style] if own is None else own).get(qn("w:val")) in numbers


@pytest.mark.unmeasured
def test_a_house_file_with_any_part_gone_or_damaged_serves_or_is_told_of(house: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(house) as archive:
        names = archive.namelist()
    damages: list[Callable[[bytes], bytes | None]] = [
        lambda _content: None,
        lambda _content: b"",
        lambda _content: b"<a/>",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"w:val", b"w:vla"),
        lambda content: re.sub(rb'"[0-9]+"', b'"x"', content),
        lambda content: re.sub(rb"<w:(\w+)[^>]*/>", b"", content),
    ]
    served = 0
    for part, damage in itertools.product(names, damages):
        damaged = tmp_path / "skadad.docx"
        damaged.write_bytes(house.read_bytes())
        change_parts(damaged, lambda name, content: damage(content) if name == part else content)  # noqa: B023
        with contextlib.suppress(IopctlError):
            written(documents.parsed(EVERYTHING), damaged)
            served += 1

    assert 0 < served < len(names) * len(damages)


def test_a_house_file_without_properties_says_nothing_of_today(house: Path) -> None:
    def change(name: str, content: bytes) -> bytes | None:
        if name == "docProps/core.xml":
            return None
        return re.sub(rb"<(Relationship|Override) [^>]*core[^>]*/>", b"", content)

    change_parts(house, change)

    content = written(documents.parsed(EVERYTHING), house)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert all(
            f"{datetime.now(UTC):%Y-%m-%d}".encode() not in archive.read(name) for name in archive.namelist()
        )
    assert opened(content).core_properties.title == "Partnerskap med Språkvännerna & <vänner>"
    assert content == written(documents.parsed(EVERYTHING), house)


def test_a_title_of_any_length_is_shortened_in_the_properties_and_nowhere_else() -> None:
    document = documents.parsed(EVERYTHING.replace("# Partnerskap", f"# {'Partnerskap ' * 40}", 1))
    letterhead = replace(
        document.letterhead, sender="Kontoret " * 40, case_number="AN " * 100, kind="Skrivelse " * 30
    )

    content = written(replace(document, letterhead=letterhead))
    about = opened(content).core_properties

    for each in (
        about.title,
        about.author,
        about.last_modified_by,
        about.subject,
        about.identifier,
        about.category,
    ):
        assert len(each) == 255
        assert each.endswith("…")
    assert "Partnerskap " * 40 in documents.text_of_word(content)
    assert checking.word(content) == []


def test_a_table_takes_a_time_in_proportion_to_its_rows() -> None:
    row = "| Språkvännerna | 1 kr |\n"
    document = documents.parsed(EVERYTHING.replace("| **Totalt**", f"{row * 4_500}| **Totalt**"))
    began = time.process_time()

    written(document)

    # What grew with the square took six.
    assert time.process_time() - began < 3


def test_a_house_file_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(IopctlError, match=r"cannot be read: "):
        word.writer(House(docx=tmp_path))


def test_the_style_of_tables_is_the_only_one_that_a_house_file_may_lack(house: Path) -> None:
    document = docx.Document(str(house))
    for style in [
        each for each in document.styles if each.type == WD_STYLE_TYPE.TABLE and each.name == "Table Grid"
    ]:
        style.delete()
    document.save(str(house))

    content = written(documents.parsed(EVERYTHING), house)

    assert "w:tblStyle" not in part(content, "word/document.xml")
    assert "w:tblBorders" in part(content, "word/document.xml")
