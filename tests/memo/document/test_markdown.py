from __future__ import annotations

import pytest

from iopctl.memo.document import blocks
from iopctl.memo.document.blocks import (
    Break,
    Column,
    Document,
    Heading,
    Listing,
    Paragraph,
    Run,
    Signatures,
    Table,
)
from iopctl.memo.document.markdown import parse
from tests import documents
from tests.documents import EVERYTHING, LETTERHEAD

TITLE = "# Titel\n\n"
TABLE = "Kostnader:\n\n| Part | Kr |\n| --- | ---: |\n| A | 1 |\n"


def refused(markdown: str) -> list[str]:
    """Say what keeps Markdown from being a document."""
    read = parse(markdown, LETTERHEAD)
    return [] if isinstance(read, Document) else [each.message for each in read]


def text(words: str) -> blocks.Text:
    return (Run(words),)


def test_every_kind_of_block_is_read_in_its_order() -> None:
    kinds = [type(each).__name__ for each in documents.parsed(EVERYTHING).blocks]

    assert kinds == [
        *("Heading", "Paragraph", "Heading", "Listing", "Heading", "Listing"),
        *("Heading", "Table", "Paragraph", "Signatures", "Heading", "Listing"),
    ]


def test_the_title_is_the_one_heading_of_the_first_level_as_plain_words() -> None:
    assert documents.parsed(EVERYTHING).title == "Partnerskap med Språkvännerna & <vänner>"


@pytest.mark.parametrize(
    ("markdown", "runs"),
    [
        ("Ett **två** tre", (Run("Ett "), Run("två", bold=True), Run(" tre"))),
        ("*ett **två***", (Run("ett ", italic=True), Run("två", bold=True, italic=True))),
        ("ett\ntvå", (Run("ett två"),)),
        ("ett\\\ntvå", (Run("ett"), Break(), Run("två"))),
        (r"\*ett\* \[två\] tre\|fyra", (Run("*ett* [två] tre|fyra"),)),
        ("664\u00a0800 kr", (Run("664\u00a0800 kr"),)),
        ("A &amp; B &lt; C", (Run("A & B < C"),)),
        ("[mål](https://a.se/b)", (Run("mål", link="https://a.se/b"),)),
        ("[mål](HTTPS://a.se/b)", (Run("mål", link="HTTPS://a.se/b"),)),
        ("[mål](mailto:a@b.se)", (Run("mål", link="mailto:a@b.se"),)),
        ("<https://a.se/b>", (Run("https://a.se/b", link="https://a.se/b"),)),
    ],
)
def test_words_keep_what_they_look_like_and_where_they_lead(markdown: str, runs: blocks.Text) -> None:
    assert documents.parsed(TITLE + markdown).blocks[1] == Paragraph(runs)


def test_the_paragraph_above_a_table_is_its_caption_without_the_colon() -> None:
    assert documents.parsed(TITLE + TABLE).blocks[1:] == (
        Table(
            text("Kostnader"),
            (Column(text("Part")), Column(text("Kr"), figures=True)),
            ((text("A"), text("1")),),
        ),
    )


def test_the_last_rows_of_a_table_sum_up_where_all_their_cells_are_bold() -> None:
    table = documents.parsed(
        f"{TITLE}{TABLE}| **B** | 2 |\n| **Totalt** | **3** |\n| **Netto** | |\n"
    ).blocks[1]

    assert isinstance(table, Table)
    assert [blocks.plain(row[0]) for row in table.rows] == ["A", "B"]
    assert [blocks.plain(row[0]) for row in table.sums] == ["Totalt", "Netto"]


def test_a_numbered_list_keeps_its_first_number() -> None:
    assert documents.parsed(f"{TITLE}3. Ett\n4. Två\n").blocks[1] == Listing((text("Ett"), text("Två")), 3)


def test_signatures_go_from_a_rule_to_the_next_heading() -> None:
    read = documents.parsed(f"{TITLE}Text.\n\n---\n\nKontoret\n\nKim\n\n## Till\n\nAlla\n")

    assert read.blocks[1:] == (
        Paragraph(text("Text.")),
        Signatures((text("Kontoret"), text("Kim"))),
        Heading(2, text("Till")),
        Paragraph(text("Alla")),
    )


def test_the_caption_of_a_table_is_no_signature() -> None:
    kinds = [type(each) for each in documents.parsed(f"{TITLE}---\n\nKontoret\n\n{TABLE}").blocks]

    assert kinds == [Heading, Signatures, Table]


def test_a_soft_hyphen_is_no_letter() -> None:
    assert documents.parsed(f"{TITLE}av\u00adtal\n").blocks[1] == Paragraph(text("avtal"))


@pytest.mark.parametrize(
    ("markdown", "what"),
    [
        ("![vapen](a.png)", "an image"),
        ("<b>fet</b>", "HTML"),
        ("<div>\n</div>", "HTML"),
        ("`kod`", "code"),
        ("```\nkod\n```", "a block of code"),
        ("    kod", "a block of code (an indented line)"),
        ("> citat", "a quotation"),
        ("- ett\n  - två", "a list inside a list"),
        ("- > ett", "a quotation inside a list"),
        ("- ett\n\n  två", "a second paragraph inside a list"),
        ("---\n\n## Rubrik", "a rule with no signature below it"),
        ("ett\u0085två", "the character U+0085"),
        ("ett\ue000två", "the character U+E000"),
        ("ett\ufffetvå", "the character U+FFFE"),
        ("å" * 1_001, "a word of more than 1000 characters"),
        ("- å" + "\N{COMBINING ACUTE ACCENT}" * 9, "a letter with more than 8 accents or other marks"),
        ("## " + "ord " * 501, "a heading or a caption of more than 2000 characters"),
        (TABLE.replace("Kostnader", "ord " * 501), "a heading or a caption of more than 2000 characters"),
    ],
)
def test_what_no_block_holds_is_refused_with_its_line_and_never_dropped(markdown: str, what: str) -> None:
    said = refused(f"{TITLE}Text.\n\n{markdown}\n")

    assert all(each.endswith(f"holds {what}, which no document shows.") for each in said)
    assert said


def test_a_fault_is_told_with_the_line_that_it_stands_on() -> None:
    assert refused(f"{TITLE}Text.\n\n- ett\n- två\n  - tre\n") == [
        "Line 7 of the memo's Markdown holds a list inside a list, which no document shows."
    ]


@pytest.mark.parametrize(
    ("markdown", "reason"),
    [
        ("", "line 1 of its Markdown is not the title"),
        ("Text.\n", "line 1 of its Markdown is not the title"),
        ("## Rubrik\n", "line 1 of its Markdown is not the title"),
        ("Text.\n\n# Titel\n", "line 1 of its Markdown is not the title"),
        ("#\n", "line 1 of its Markdown is a heading without words"),
        (f"{TITLE}# Ännu en\n", "line 3 of its Markdown is a heading of the title's level"),
        (f"{TITLE}### Rubrik\n", "line 3 of its Markdown is a heading of level 3 right after"),
        (f"{TITLE}## A\n\n#### B\n", "line 5 of its Markdown is a heading of level 4 right after"),
        (f"{TITLE}##\n", "line 3 of its Markdown is a heading without words"),
        (f"{TITLE}-\n", "line 3 of its Markdown is an item of a list without words"),
        (f"{TITLE}[](https://a.se)\n", "line 3 of its Markdown has a link without words"),
        (f"{TITLE}[a](https://b.se@c.se)\n", "line 3 of its Markdown has a link to 'https://b.se@c.se'"),
        (f"{TITLE}[a](ftp://b.se)\n", "line 3 of its Markdown has a link to 'ftp://b.se'"),
        (f"{TITLE}[a](b.pdf)\n", "line 3 of its Markdown has a link to 'b.pdf', which is no address"),
        (TITLE + TABLE.removeprefix("Kostnader:\n\n"), "line 3 of its Markdown is a table without a caption"),
        (TITLE + TABLE.replace(":\n", ".\n", 1), "line 5 of its Markdown is a table without a caption"),
        (TITLE + TABLE.replace("| Part", "| "), "line 5 of its Markdown has a column without a heading"),
        (TITLE + TABLE.replace("| A", "| "), "line 7 of its Markdown is a row whose first cell"),
        (TITLE + TABLE.replace("| A | 1 |\n", ""), "line 5 of its Markdown is a table without rows"),
    ],
)  # fmt: skip
def test_a_document_that_somebody_could_not_read_is_refused(markdown: str, reason: str) -> None:
    said = refused(markdown)

    assert len(said) == 1
    assert said[0].startswith(f"Not everybody could read the memo as a document: {reason}")


@pytest.mark.unmeasured
@pytest.mark.parametrize("markdown", ["- ett\n" * 10_001, "ett\n\n" * 10_001, TABLE + "| A | 1 |\n" * 5_001])
def test_what_would_take_hours_to_set_on_pages_is_refused(markdown: str) -> None:
    (said,) = refused(TITLE + markdown)

    assert said.endswith("it has more than 20 000 paragraphs, items of lists and cells of tables.")


def test_an_address_may_be_longer_than_a_word() -> None:
    address = f"https://exempelby.se/{'a' * 1_500}"

    assert documents.parsed(f"{TITLE}[mål]({address})\n").blocks[1] == Paragraph((Run("mål", link=address),))


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert len(refused("## Rubrik\n\n![a](b)\n\n> citat\n\n#### Rubrik\n")) == 4


def test_a_script_never_becomes_a_link() -> None:
    read = documents.parsed(f"{TITLE}[klicka](javascript:alert)\n").blocks[1]

    assert read == Paragraph(text("[klicka](javascript:alert)"))
