"""Text → a document: plain values, and the place of each of them.

Scalars stay text until the model reads them, so that `12:30`, `no`, `010` and `1.10` mean what they say.
The text is walked event by event of libyaml's parser, and not composed by PyYAML: no loader resolves types,
an alias is refused before it can make a small file a large one, and what stands before a mistake is read too.
Problems are collected, so that one mistake never hides another.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any, NoReturn

import yaml
from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamEndEvent

from iopctl import codes
from iopctl.problem import MOST_PROBLEMS
from iopctl.source import files, syntax
from iopctl.source.document import Document, Node
from iopctl.source.syntax import MOST_LEVELS
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from iopctl.edits import Plain
    from iopctl.problem import Finding

NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})
# What YAML cannot hold, what it takes for line ends where no editor shows one, and a byte order mark that is
# not at the start. Lone surrogates cannot come out of UTF-8; the rest is for people to see. Marks that turn
# the direction of writing are kept out too: with them a figure can be shown other than it is.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
FORBIDDEN_IN_VALUES = re.compile(f"{FORBIDDEN.pattern}|\r")
FORBIDDEN_IN_KEYS = re.compile(f"{FORBIDDEN.pattern}|[\r\n\t]")

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LONGEST_NUMBER = 20
_BEFORE_COMMA = re.compile(r"(\d+),$")
_HIDDEN = re.compile(r" *:[ \t]+#[^\s#]")


def read_file(path: Path, name: str) -> Document:
    """Read one file; whatever stops that is a problem of the document, never an exception.

    `name` is what the file is called in messages.
    """
    try:
        return read_bytes(files.read(path, most=files.AGREEMENT), name)
    except files.TooLargeError:
        finding = codes.TOO_LARGE.at((), limit=files.AGREEMENT // 1000)
    except OSError as error:
        finding = codes.UNREADABLE_FILE.at((), reason=error.strerror)
    document = Document(name, "")
    document.report_at(0, 0, finding)
    return document


def read_bytes(content: bytes, name: str) -> Document:
    """Read the bytes of one file, with or without a byte order mark."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    content = content.removeprefix(mark)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        readable = content[: error.start].decode()
        document = Document(name, readable + "\N{REPLACEMENT CHARACTER}")
        byte = f"0x{content[error.start]:02x}"
        document.report_at(len(readable), len(readable) + 1, codes.NOT_UTF8.at((), byte=byte))
        return document
    return read_text(text, name, mark)


def read_text(text: str, name: str, mark: bytes = b"") -> Document:
    """Read the text of one file, which began with that byte order mark or none."""
    document = Document(name, text, mark)
    # A file in another encoding, or none that holds text, is full of them: each is reported once.
    for character in sorted(set(forbidden(text)), key=text.index):
        start = text.index(character)
        finding = codes.CONTROL_CHARACTER.at((), character=_code_point(character))
        document.report_at(start, start + 1, finding)
    if document.problems:
        return document
    try:
        _Reader(document).read()
    except _StopError:
        return document
    except yaml.MarkedYAMLError as error:
        syntax.report(document, error)
        return document
    document.readable = True
    syntax.warn(document)
    return document


def forbidden(text: str) -> list[str]:
    """List what of a text no file may hold."""
    # None of it is printable, and to ask that of a whole text costs a fifth of looking for each.
    return [] if text.replace("\n", "").isprintable() else FORBIDDEN.findall(text)


class _StopError(Exception):
    """The text cannot be read any further; what is wrong has been reported."""


class _Reader:
    """Builds the nodes of a document from libyaml's events."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._next: Callable[[], Any] = _LOADER(document.text).get_event
        self._path: list[str | int] = []

    def read(self) -> None:
        """Read the one document that the text holds, and nothing after it."""
        self._next()
        if type(self._next()) is StreamEndEvent:
            self._stop((0, 0), codes.EMPTY_FILE.at(()))
        top = self._next()
        if type(top) is not MappingStartEvent:
            self._refuse_top(top)
        root = self._document.root
        root.start = root.stop = _span(top)[0]
        root.style = "{" if top.flow_style else ""
        self._refuse_decorated(top)
        self._read_mapping(self._document.values, root)
        self._next()
        after = self._next()
        if type(after) is not StreamEndEvent:
            self._stop(_span(after), codes.SEVERAL_DOCUMENTS.at(()))

    def _refuse_top(self, top: Any) -> NoReturn:  # noqa: ANN401 - one of yaml's events
        if type(top) is ScalarEvent and not top.value:
            self._stop((0, 0), codes.EMPTY_FILE.at(()))
        finding = codes.WRONG_SHAPE.at(
            (),
            expected=say("an agreement (keys and values)"),
            found=say("a text") if type(top) in {ScalarEvent, AliasEvent} else say("a list"),
            cure=say("Start with 'format: 1', then 'title: …', 'parties:' and so on."),
        )
        self._stop(_span(top), finding)

    def _read_mapping(self, values: dict[str, Plain], node: Node) -> None:
        document, path, next_event = self._document, self._path, self._next
        while type(event := next_event()) is not MappingEndEvent:
            span = event.start_mark.index, event.end_mark.index
            key = self._key(event, span)
            path.append(key)
            twin = node.children.get(key)
            before = len(document.findings)
            inside = next_event()
            child = Node(inside.start_mark.index, inside.end_mark.index, key=span)
            if twin is None:
                # Before what is below it is read: if that stops the reading, it still has its place.
                node.children[key] = child
            value = self._read(inside, child)
            if twin is not None:
                # What stands below a key that stands twice has no place of its own.
                del document.findings[before:]
                first = document.place_at(*(twin.key or span)).line
                document.unread.add(str(path[0]))
                document.report_at(*span, codes.DUPLICATE_KEY.at((), key=key, first=first))
                self._stop_when_full()
            elif value is None:
                cure = self._cure_of_empty(key, span[0])
                document.findings.append(codes.EMPTY_VALUE.at(tuple(path), on_key=True, key=key, cure=cure))
                self._stop_when_full()
            else:
                values[key] = value
            path.pop()
        node.end = _span(event)[1]

    def _key(self, event: Any, span: tuple[int, int]) -> str:  # noqa: ANN401 - one of yaml's events
        """Give a key, which is a word."""
        if event.anchor is not None or event.tag is not None:
            self._refuse_decorated(event)
        if type(event) is not ScalarEvent:
            brace = span[0] - 1
            if self._document.text.startswith("{{", brace):
                # A text that begins with the name of a figure, which YAML takes for keys and values.
                self._stop((brace, brace + 2), codes.BARE_NAME.at(()))
            self._stop(span, codes.KEY_NOT_TEXT.at(()))
        key: str = event.value
        # Nothing that a key may not hold is printable.
        if not key.isprintable() and FORBIDDEN_IN_KEYS.search(key):
            self._stop(span, codes.KEY_NOT_TEXT.at(()))
        if key == "<<" and event.implicit[0]:
            self._stop(span, codes.NOT_PLAIN.at((), what=say("Merge keys (<<)")))
        return key

    def _cure_of_empty(self, key: str, start: int) -> str:
        """Say how a key without a value is mended, or the number that its comma parts inside { }."""
        text = self._document.text
        if _HIDDEN.match(text, start + len(key)):
            return say(
                "Put quotes around a text that begins with a number sign, which else begins a comment."
            )
        whole = _BEFORE_COMMA.search(text, max(0, start - _LONGEST_NUMBER), start)
        if whole is None or not key[:1].isdecimal():
            return codes.VALUE_CURE
        return say(
            'Between {{ and }} a comma parts values; write {whole}.{rest} or "{whole},{rest}", '
            "or each key on a line of its own.",
            whole=whole[1],
            rest=key,
        )

    def _read_list(self, items: list[Plain], node: Node) -> None:
        document, path, next_event = self._document, self._path, self._next
        while type(event := next_event()) is not SequenceEndEvent:
            number = len(items)
            path.append(number)
            span = event.start_mark.index, event.end_mark.index
            child = node.children[number] = Node(*span)
            value = self._read(event, child)
            if value is None:
                del node.children[number]
                document.unread.add(str(path[0]))
                document.report_at(*span, codes.EMPTY_VALUE.at((), key="-", cure=codes.VALUE_CURE))
                self._stop_when_full()
            else:
                items.append(value)
            path.pop()
        node.end = _span(event)[1]

    def _read(self, event: Any, node: Node) -> Plain | None:  # noqa: ANN401 - one of yaml's events
        """Read one value with all that stands below it into its node; None where nothing is written."""
        if event.anchor is not None or event.tag is not None:
            self._refuse_decorated(event)
        if type(event) is ScalarEvent:
            value: str = event.value
            if event.implicit[0] and value in NO_VALUE:
                return None
            node.style = event.style or ""
            if node.style == '"':
                value = self._unescaped(value)
            node.value = value
            return value
        if len(self._path) > MOST_LEVELS:
            self._stop(_span(event), codes.TOO_DEEP.at((), limit=MOST_LEVELS))
        if type(event) is MappingStartEvent:
            node.style = "{" if event.flow_style else ""
            node.value = mapping = dict[str, "Plain"]()
            self._read_mapping(mapping, node)
        else:
            node.style = "[" if event.flow_style else ""
            node.value = items = list["Plain"]()
            self._read_list(items, node)
        return node.value

    def _unescaped(self, value: str) -> str:
        """Refuse what an escape in double quotes smuggles in, and the file itself may not hold."""
        smuggled = FORBIDDEN_IN_VALUES.search(value)
        if smuggled is None:
            return value
        character = _code_point(smuggled[0])
        self._document.findings.append(codes.CONTROL_CHARACTER.at(tuple(self._path), character=character))
        return FORBIDDEN_IN_VALUES.sub("\N{REPLACEMENT CHARACTER}", value)

    def _refuse_decorated(self, event: Any) -> None:  # noqa: ANN401 - one of yaml's events
        """Refuse aliases, anchors and tags: with them a small file can become a large one."""
        if type(event) is AliasEvent:
            what = say("Aliases (*name)")
        elif event.anchor is not None:
            what = say("Anchors (&name)")
        elif event.tag is not None:
            what = say("Tags (!name)")
        else:
            return
        self._stop(_span(event), codes.NOT_PLAIN.at((), what=what))

    def _stop_when_full(self) -> None:
        if len(self._document.problems) + len(self._document.findings) > MOST_PROBLEMS:
            raise _StopError

    def _stop(self, span: tuple[int, int], finding: Finding) -> NoReturn:
        self._document.report_at(*span, finding)
        raise _StopError


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def _span(event: Any) -> tuple[int, int]:  # noqa: ANN401 - one of yaml's events
    return event.start_mark.index, event.end_mark.index
