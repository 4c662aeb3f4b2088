"""Markdown → blocks, or what keeps it from being a document; the only door to markdown-it.

A document that somebody could not read is refused: no title, a skipped level of headings, a table without a
caption or with an empty heading, a link without words. So is what no block can hold, an image or a list in
a list, since dropping it in silence would change what the board is told.

The paragraph just above a table, which ends with a colon, is its caption. A rule (`---`) opens the
signatures, which go on to the next heading.
"""

from __future__ import annotations

import collections
import itertools
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from iopctl import codes
from iopctl.memo.document import blocks
from iopctl.memo.document.blocks import (
    Break,
    Column,
    Document,
    Heading,
    Letterhead,
    Listing,
    Paragraph,
    Run,
    Signatures,
    Table,
)
from iopctl.model import scalars
from iopctl.problem import Finding
from iopctl.struct import replace
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iopctl.memo.document.blocks import Block, Text
    from iopctl.problem import Kind

# What Markdown can hold and no document, by markdown-it's names.
_MARKDOWN = {
    "blockquote": "a quotation",
    "bullet_list": "a list",
    "code_block": "a block of code (an indented line)",
    "code_inline": "code",
    "fence": "a block of code",
    "heading": "a heading",
    "hr": "a rule",
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "an image",
    "ordered_list": "a numbered list",
    "paragraph": "a second paragraph",
    "table": "a table",
}
_LETTER = "mailto:"
# Each takes a quarter of a millisecond and some 30 kB to be set on a page.
_MOST_PIECES = 20_000
_LONGEST_HEADING = 2000
_SPACES = re.compile(r"[ \t\n]+")
# Control characters, halves of characters, and characters that each font fills as it likes.
_UNREADABLE = {"Cc", "Cs", "Co"}
_NONCHARACTER = re.compile(r"[\ufdd0-\ufdef\ufffe\uffff]")


def parse(markdown: str, letterhead: Letterhead) -> Document | tuple[Finding, ...]:
    """Read a memo's Markdown, or say all that keeps it from being a document."""
    reader = _Reader()
    for number, line in enumerate(markdown.split("\n"), 1):
        for letter in sorted(set(line)):
            if unicodedata.category(letter) in _UNREADABLE or _NONCHARACTER.match(letter):
                reader.refuse(number, f"the character U+{ord(letter):04X}")
    # Raw HTML is recognised so that it can be refused; nothing is ever rendered from these tokens.
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown)
    nodes = SyntaxTreeNode(tokens).children
    read = tuple(reader.blocks(nodes))
    reader.check_headings(nodes)
    if reader.pieces > _MOST_PIECES:
        reason = say("it has more than 20 000 paragraphs, items of lists and cells of tables")
        cure = say("Shorten its lists and tables, or divide the matter.")
        form = say("a document")
        reader.faults.append(codes.NOT_WRITTEN_AS.at((), form=form, reason=reason, cure=cure))
    return tuple(dict.fromkeys(reader.faults)) or Document(letterhead, read)


class _Reader:
    """Reads the tree of a memo, and gathers what is wrong with it."""

    def __init__(self) -> None:
        self.faults: list[Finding] = []
        self.pieces = 0

    def refuse(self, at: SyntaxTreeNode | int, what: str) -> None:
        """Refuse what no document shows."""
        self._add(codes.NOT_IN_DOCUMENTS, at, what=what)

    def _unreadable(self, at: SyntaxTreeNode | int, reason: str) -> None:
        self._add(codes.NOT_ACCESSIBLE, at, reason=reason)

    def _add(self, kind: Kind, at: SyntaxTreeNode | int, **facts: object) -> None:
        line = at if isinstance(at, int) else _line(at)
        self.faults.append(Finding(kind, facts=(*facts.items(), ("line", line))))

    def check_headings(self, nodes: Sequence[SyntaxTreeNode]) -> None:
        """Find a missing title, a second one, and a level that is skipped."""
        if not nodes or nodes[0].tag != "h1":
            self._unreadable(1, say("is not the title, a heading with one '#'"))
        headings = [(node, int(node.tag[1:])) for node in nodes if node.type == "heading"]
        for (_, before), (node, level) in itertools.pairwise(headings):
            if level == 1:
                reason = say("is a heading of the title's level; a memo has one title, and it comes first")
                self._unreadable(node, reason)
            elif level > before + 1:
                reason = say(
                    "is a heading of level {level} right after one of level {before}",
                    level=level,
                    before=before,
                )
                self._unreadable(node, reason)

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
        """Read the blocks of a whole memo."""
        left = collections.deque(nodes)
        while left:
            node = left.popleft()
            if node.type == "hr":
                signed = [left.popleft() for _ in range(_signed(left))]
                if not signed:
                    self.refuse(node, say("a rule with no signature below it"))
                yield Signatures(tuple(map(self._text, signed)))
            elif node.type == "table":
                yield self._table((), node)
            elif node.type == "paragraph" and left and left[0].type == "table":
                yield self._table(self._text(node), left.popleft())
            else:
                yield from self._block(node)

    def _block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        match node.type:
            case "heading":
                yield Heading(int(node.tag[1:]), self._heading(node, say("is a heading without words")))
            case "paragraph":
                yield Paragraph(self._text(node))
            case "bullet_list":
                yield Listing(tuple(map(self._item, node.children)))
            case "ordered_list":
                yield Listing(tuple(map(self._item, node.children)), int(node.attrs.get("start", 1)))
            case _:
                self.refuse(node, _named(node))

    def _item(self, node: SyntaxTreeNode) -> Text:
        """Read an item of a list, which holds one paragraph and nothing else."""
        others = [each for at, each in enumerate(node.children) if at or each.type != "paragraph"]
        for each in others:
            self.refuse(each, f"{_named(each)}{say(' inside a list')}")
        if node.children and node.children[0] in others:
            return ()
        only = node.children[0] if node.children else node
        return self._filled(only, say("is an item of a list without words"))

    def _table(self, caption: Text, table: SyntaxTreeNode) -> Table:
        self._refuse_long(table, caption)
        if not blocks.plain(caption).endswith(":"):
            reason = say(
                "is a table without a caption; write one above it, as a paragraph that ends with a colon"
            )
            self._unreadable(table, reason)
        head, *bodies = table.children
        columns = tuple(
            Column(
                self._heading(cell, say("has a column without a heading")),
                "right" in str(cell.attrs.get("style", "")),
            )
            for cell in head.children[0].children
        )
        empty = say("is a row whose first cell, which says what it is about, is empty")
        rows = tuple(
            (self._filled(row.children[0], empty), *map(self._text, row.children[1:]))
            for body in bodies
            for row in body.children
        )
        if not rows:
            self._unreadable(table, say("is a table without rows"))
        sums = len([*itertools.takewhile(_all_bold, reversed(rows))])
        last = len(rows) - sums
        return Table(_without_colon(caption), columns, rows[:last], rows[last:])

    def _heading(self, node: SyntaxTreeNode, if_empty: str) -> Text:
        text = self._filled(node, if_empty)
        self._refuse_long(node, text)
        return text

    def _refuse_long(self, node: SyntaxTreeNode, text: Text) -> None:
        """Refuse a heading or a caption that no page takes, nor the list of a PDF's bookmarks."""
        if len(blocks.plain(text)) > _LONGEST_HEADING:
            self.refuse(node, say("a heading or a caption of more than 2000 characters"))

    def _filled(self, node: SyntaxTreeNode, if_empty: str) -> Text:
        text = self._text(node)
        if not blocks.plain(text).strip():
            self._unreadable(node, if_empty)
        return text

    def _text(self, node: SyntaxTreeNode) -> Text:
        (inline,) = node.children or (None,)
        text = _joined(self._runs(inline.children, Run(""), _line(node))) if inline else ()
        self.pieces += 1 + len(text)
        unfit = scalars.unfit(blocks.plain(text))
        if unfit is not None and unfit.kind is codes.STACKED_MARKS:
            self.refuse(node, say("a letter with more than 8 accents or other marks"))
        elif unfit is not None:
            self.refuse(node, say("a word of more than 1000 characters"))
        return text

    def _runs(self, nodes: Iterable[SyntaxTreeNode], look: Run, line: int) -> Iterator[Run | Break]:
        for node in nodes:
            match node.type:
                case "text":
                    yield _like(look, node.content)
                case "softbreak":
                    yield _like(look, " ")
                case "hardbreak":
                    yield Break()
                case "strong":
                    yield from self._runs(node.children, replace(look, bold=True), line)
                case "em":
                    yield from self._runs(node.children, replace(look, italic=True), line)
                case "link":
                    yield from self._link(node, look, line)
                case _:
                    self.refuse(line, _named(node))

    def _link(self, node: SyntaxTreeNode, look: Run, line: int) -> Iterator[Run | Break]:
        address = str(node.attrs["href"])
        if not (address.startswith(_LETTER) or scalars.is_web_address(address)):
            where = unquote(address)
            reason = say("has a link to '{where}', which is no address on the web (https://…)", where=where)
            self._unreadable(line, reason)
        words = tuple(self._runs(node.children, replace(look, link=address), line))
        if not blocks.plain(words).strip():
            self._unreadable(line, say("has a link without words"))
        yield from words


def _signed(nodes: Iterable[SyntaxTreeNode]) -> int:
    """Count the paragraphs that come first, but for the caption of a table."""
    signed = 0
    for node in nodes:
        if node.type != "paragraph":
            return signed - 1 if signed and node.type == "table" else signed
        signed += 1
    return signed


def _named(node: SyntaxTreeNode) -> str:
    return _MARKDOWN.get(node.type, node.type)


def _line(node: SyntaxTreeNode) -> int:
    while node.map is None and node.parent is not None:
        node = node.parent
    return node.map[0] + 1 if node.map else 1


def _like(look: Run, words: str) -> Run:
    # A soft hyphen only says where a word may be broken; Word would print it.
    return replace(look, words=_SPACES.sub(" ", words.replace("\N{SOFT HYPHEN}", "")))


def _joined(parts: Iterable[Run | Break]) -> Text:
    """Make one run of neighbours that look the same, and none of nothing."""
    text: list[Run | Break] = []
    for part in parts:
        last = text[-1] if text else None
        if isinstance(part, Run) and isinstance(last, Run) and _like(last, "") == _like(part, ""):
            text[-1] = _like(last, last.words + part.words)
        elif part != Run("") and not (isinstance(part, Run) and not part.words):
            text.append(part)
    return tuple(text)


def _all_bold(row: tuple[Text, ...]) -> bool:
    return all(isinstance(part, Break) or part.bold for text in row for part in text)


def _without_colon(caption: Text) -> Text:
    last = caption[-1] if caption else Break()
    return (*caption[:-1], _like(last, last.words.removesuffix(":"))) if isinstance(last, Run) else caption
