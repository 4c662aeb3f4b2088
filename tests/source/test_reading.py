from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from iopctl import codes
from iopctl.problem import Place, Severity
from iopctl.source import reading
from tests import builders
from tests.builders import AGREEMENTS, Found

if TYPE_CHECKING:
    from pathlib import Path

    from iopctl.edits import Plain
    from iopctl.problem import Where
    from iopctl.source.document import Document


def read(text: str) -> Document:
    return reading.read_text(text, "a.yaml")


def spot(text: str, what: str) -> tuple[int, int]:
    """Find the line and column of a text by looking for it."""
    before = text[: text.index(what)]
    lines = re.split(r"\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1


# --- what a file may not hold


def test_nothing_that_a_file_or_a_key_may_not_hold_is_printable() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))

    assert not any(map(str.isprintable, reading.FORBIDDEN.findall(every)))
    assert not any(map(str.isprintable, reading.FORBIDDEN_IN_KEYS.findall(every)))


def test_every_forbidden_character_of_a_text_is_found_among_what_is_only_unusual() -> None:
    assert reading.forbidden("a\u00a0b\n\tc\x07\u202ed\r\n") == ["\x07", "\u202e"]


# --- what stands there is what is read


@pytest.mark.parametrize(
    "written", ["12:30", "no", "on", "010", "1.10", "1e3", "2021-07-13", "0x1F", "true", "1_000", "=", ".5"]
)
def test_a_value_is_the_text_that_stands_in_the_file(written: str) -> None:
    assert read(f"key: {written}\n").values == {"key": written}


@pytest.mark.parametrize("written", ['"~"', "'null'", '""', "''"])
def test_a_quoted_text_is_never_nothing(written: str) -> None:
    assert read(f"key: {written}\n").values == {"key": written[1:-1]}


def test_a_folded_text_is_one_paragraph() -> None:
    text = """purpose: >-
  Ett mål
  på två rader.
"""

    assert read(text).values == {"purpose": "Ett mål på två rader."}


def test_a_list_keeps_its_order() -> None:
    assert read("settings: [kafé, butik, restaurang]\n").values == {
        "settings": ["kafé", "butik", "restaurang"]
    }


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    document = reading.read_bytes(b"\xef\xbb\xbftitle: \xc3\xa5\n", "a.yaml")

    assert document.values == {"title": "å"}


# --- where it stands


def test_a_value_stands_where_it_begins() -> None:
    document = read("term:\n  starts: 2021-01-01\n")

    assert document.place_of(("term", "starts")) == Place("a.yaml", 2, 11, 10)


def test_a_key_stands_where_it_begins() -> None:
    document = read("term:\n  starts: 2021-01-01\n")

    assert document.place_of(("term", "starts"), on_key=True) == Place("a.yaml", 2, 3, 6)


def test_what_is_missing_stands_on_the_key_above_it() -> None:
    document = read("title: IOP\nterm:\n  starts: 2021-01-01\n")

    assert document.place_of(("term", "ends")) == Place("a.yaml", 2, 1, 4)


def test_what_is_missing_at_the_top_stands_at_the_top() -> None:
    document = read("# en kommentar\ntitle: IOP\n")

    assert document.place_of(("term",)) == Place("a.yaml", 2, 1, 1)


def test_a_text_over_several_lines_stands_on_its_first() -> None:
    document = read('key: "en text\n  som går vidare"\n')

    assert document.place_of(("key",)) == Place("a.yaml", 1, 6, 8)


def test_a_file_without_a_last_line_end_has_its_last_line() -> None:
    document = read("title: IOP\nterm: x")

    assert document.line_text(2) == "term: x"


@dataclass(frozen=True)
class Written:
    """A plain tree, the YAML of it, and how each value of it is written there."""

    yaml: str
    values: dict[str, Plain]
    spelled: dict[Where, str]


_SPICE = st.sampled_from(["", "å", "äö", "ÅÄÖ", "🦊", "é", "e\u0301", "中", "\u00a0", "§ 4 ", "👩‍👧 "])


class Pen:
    """Writes plain trees as YAML; every key and value holds a number of its own, to be searched for."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.numbers = iter(range(10_000))
        self.spelled: dict[Where, str] = {}

    def key(self) -> str:
        return f"{self.draw(_SPICE).strip()}k{next(self.numbers)}k"

    def scalar(self, where: Where) -> tuple[str, Plain]:
        content = f"{self.draw(_SPICE)}v{next(self.numbers)}v{self.draw(_SPICE)}".strip()
        quote = self.draw(st.sampled_from(["", "'", '"']))
        self.spelled[where] = f"{quote}{content}{quote}"
        return self.spelled[where], content

    def flow(self, where: Where, depth: int) -> tuple[str, Plain]:
        kind = self.draw(st.sampled_from(["scalar", "list", "mapping"] if depth else ["scalar"]))
        count = range(self.draw(st.integers(1, 3)))
        if kind == "scalar":
            return self.scalar(where)
        if kind == "list":
            items = [self.flow((*where, index), depth - 1) for index in count]
            return f"[{', '.join(written for written, _ in items)}]", [value for _, value in items]
        parts = {key: self.flow((*where, key), depth - 1) for key in [self.key() for _ in count]}
        written = ", ".join(f"{key}: {part}" for key, (part, _) in parts.items())
        return f"{{{written}}}", {key: value for key, (_, value) in parts.items()}

    def block(self, where: Where, margin: str, depth: int) -> tuple[list[str], dict[str, Plain]]:
        lines: list[str] = []
        values: dict[str, Plain] = {}
        for _ in range(self.draw(st.integers(1, 4))):
            key = self.key()
            kind = self.draw(st.sampled_from(["flow", "mapping", "list"] if depth else ["flow"]))
            lines.append(f"{margin}# {self.draw(_SPICE)} kommentar")
            if kind == "mapping":
                below, values[key] = self.block((*where, key), f"{margin}  ", depth - 1)
                lines += [f"{margin}{key}:", *below]
            elif kind == "list":
                items = [self.flow((*where, key, index), 1) for index in range(self.draw(st.integers(1, 3)))]
                lines += [f"{margin}{key}:", *(f"{margin}  - {written}" for written, _ in items)]
                values[key] = [value for _, value in items]
            else:
                written, values[key] = self.flow((*where, key), 2)
                lines.append(f"{margin}{key}: {written}")
        return lines, values


@st.composite
def trees(draw: st.DrawFn) -> Written:
    """Draw a file, with line ends of either kind."""
    pen = Pen(draw)
    lines, values = pen.block((), "", 2)
    return Written(draw(st.sampled_from(["\n", "\r\n"])).join([*lines, ""]), values, pen.spelled)


@given(tree=trees())
def test_every_value_that_was_written_is_read_back(tree: Written) -> None:
    document = read(tree.yaml)

    assert document.values == tree.values


@given(tree=trees(), marked=st.booleans())
def test_every_value_stands_where_a_search_of_the_text_finds_it(tree: Written, *, marked: bool) -> None:
    mark = b"\xef\xbb\xbf" if marked else b""
    document = reading.read_bytes(mark + tree.yaml.encode(), "a.yaml")

    places = {where: document.place_of(where) for where in tree.spelled}
    assert {where: (place.line, place.column) for where, place in places.items()} == {
        where: spot(tree.yaml, spelled) for where, spelled in tree.spelled.items()
    }


@given(tree=trees())
def test_every_key_stands_where_a_search_of_the_text_finds_it(tree: Written) -> None:
    document = read(tree.yaml)
    keyed = [where for where in tree.spelled if isinstance(where[-1], str)]

    places = {where: document.place_of(where, on_key=True) for where in keyed}
    assert {where: (place.line, place.column, place.length) for where, place in places.items()} == {
        where: (*spot(tree.yaml, f"{where[-1]}:"), len(str(where[-1]))) for where in keyed
    }


# --- what cannot be read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title: caf\xe9\n".encode("latin-1"), Found("IOP101", 1, 11)),
        ("å: ä\ntitle: caf".encode() + b"\xe9\n", Found("IOP101", 2, 11)),
        ("\ufefftitle: caf".encode() + b"\xe9\n", Found("IOP101", 1, 11)),
        ("\ufeffå: ".encode() + b"\xff\n", Found("IOP101", 1, 4)),
        (b"\xff\xfet\x00i\x00", Found("IOP101", 1, 1)),
        (b"\xef\xbb", Found("IOP101", 1, 1)),
    ],
)
def test_text_in_another_encoding_is_told_where_it_begins(text: bytes, found: Found) -> None:
    assert builders.found_raw(text) == [found]


@pytest.mark.parametrize(
    ("text", "byte"),
    [(b"caf\xe9", "0xe9"), (b"\xef\xbb\xbfcaf\xe9 ", "0xe9"), (b"\xef\xbb\xbf\xc3\xa5\xff", "0xff")],
)
def test_the_byte_that_cannot_be_read_is_named(text: bytes, byte: str) -> None:
    (problem,) = reading.read_bytes(text, "a.yaml").problems

    assert byte in problem.message


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title: IOP: ett\n", Found("IOP102", 1, 11)),
        ("title: @home\n", Found("IOP102", 1, 8)),
        ("title: *åker\n", Found("IOP102", 1, 8)),
        ("title: &åker\n", Found("IOP102", 1, 8)),
        ("title: 'IOP\nterm: x\n", Found("IOP102", 1, 8)),
        ("settings: [kafé, butik\nterm: x\n", Found("IOP102", 1, 11)),
        ("title: IOP\n  term: x\n", Found("IOP102", 2, 7)),
        ("title: IOP\nterm\n", Found("IOP102", 2, 1)),
        ("term:\n\tstarts: 2021-01-01\n", Found("IOP103", 2, 1)),
        ("title: IOP\ntitle: IOP igen\n", Found("IOP104", 2, 1)),
        ("title:\n", Found("IOP105", 1, 1)),
        ("settings:\n  - kafé\n  -\n", Found("IOP105", 3, 4)),
        ("title: *namn\n", Found("IOP106", 1, 8)),
        ("title: &namn IOP\n", Found("IOP106", 1, 8)),
        ("title: !!str IOP\n", Found("IOP106", 1, 8)),
        ("term:\n  <<: x\n", Found("IOP106", 2, 3)),
        ("", Found("IOP107", 1, 1)),
        ("# bara en kommentar\n", Found("IOP107", 1, 1)),
        ("---\n", Found("IOP107", 1, 1)),
        ("a: " + "[" * 40 + "]" * 40 + "\n", Found("IOP109", 1, 34)),
        ("title: IOP\n---\ntitle: IOP\n", Found("IOP110", 2, 1)),
        ("title: I\x07OP\n", Found("IOP111", 1, 9)),
        ("title: I\x7fOP\n", Found("IOP111", 1, 9)),
        ("title: I\x85OP\n", Found("IOP111", 1, 9)),
        ("title: 'I\u2028OP'\n", Found("IOP111", 1, 10)),
        ("title: IOP\n\ufeffterm: x\n", Found("IOP111", 2, 1)),
        ("[title]: IOP\n", Found("IOP112", 1, 1)),
        ("? {a: b}\n: IOP\n", Found("IOP112", 1, 3)),
        ("- title\n", Found("IOP203", 1, 1)),
        ("en text\n", Found("IOP203", 1, 1)),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, found: Found) -> None:
    document = read(text)

    assert [(each.code, each.place.line, each.place.column) for each in document.all_problems()] == [
        (found.code, found.line, found.column)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: " + "[" * 5_000 + "]" * 5_000 + "\n", Found("IOP109", 1, 34)),
        ("a: b\nc: " + "[ " * 900_000, Found("IOP109", 2, 64)),
        ("a: []\nc: [x, y, [], " + "[" * 2_000, Found("IOP109", 2, 44)),
        ("a: " + "{b: " * 2_000 + "x" + "}" * 2_000 + "\n", Found("IOP109", 1, 124)),
        ("a:\n" + "- " * 2_000 + "x\n", Found("IOP109", 2, 61)),
        ("".join(f"{' ' * n}a:\n" for n in range(1_100)), Found("IOP109", 32, 32)),
    ],
)
def test_deep_nesting_is_our_own_problem_at_one_place_whichever_libyaml_stops_it(
    text: str, found: Found
) -> None:
    """From 0.2.6 on libyaml stops at a thousand levels by itself, before the reader has seen thirty."""
    document = read(text)

    assert [(each.code, each.place.line, each.place.column) for each in document.all_problems()] == [
        (found.code, found.line, found.column)
    ]


def test_a_second_value_of_a_key_names_the_line_of_the_first() -> None:
    (problem,) = read("title: IOP\nterm: x\ntitle: igen\n").problems

    assert problem.message == "The key 'title' stands twice; the first is on line 1."


def test_a_slip_below_a_key_that_stands_twice_is_told_on_its_own_line() -> None:
    document = read("term:\n  starts: 2021-01-01\nterm:\n  starts:\n")

    empty = [
        (each.place.line, each.place.column) for each in document.all_problems() if each.code == "IOP105"
    ]
    assert empty in ([], [(4, 3)])


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("a: {percent: 3,4 %}\n", 'write 3.4 % or "3,4 %", or each key on a line of its own.'),
        ("a: {name: Bidrag, amount: 312,50, by: b}\n", 'write 312.50 or "312,50", or each key'),
    ],
)
def test_a_decimal_comma_between_braces_is_told_from_a_key_without_a_value(text: str, cure: str) -> None:
    (problem,) = read(text).all_problems()

    assert problem.code == "IOP105"
    assert problem.hint.startswith("Between { and } a comma parts values; ")
    assert cure in problem.hint


@pytest.mark.parametrize(
    "text", ["a: {percent: 3, 4 %: }\n", "a: {percent: x,4 %}\n", "4 %:\n", "a: {b: 3,c}\n"]
)
def test_a_key_without_a_value_that_follows_no_digit_is_left_out_or_filled_in(text: str) -> None:
    (problem,) = read(text).all_problems()

    assert problem.hint == codes.VALUE_CURE


def test_several_slips_are_told_together() -> None:
    document = read("title:\nterm:\n  starts:\ntitle: IOP\n")

    assert [(each.code, each.place.line) for each in document.all_problems()] == [
        ("IOP105", 1),
        ("IOP105", 3),
        ("IOP104", 4),
    ]


def test_what_follows_from_a_slip_in_reading_is_not_told_as_well() -> None:
    slips = builders.found("""
        term:
          starts:
          ends: 2022-12-31
        """)

    assert slips == [Found("IOP105", 2, 3)]


def test_a_problem_shows_the_line_it_stands_on() -> None:
    document = read("# å\r\ntitle: *namn\r\nterm: x\r\n")

    assert [each.source_line for each in document.problems] == ["title: *namn"]


# --- files


def test_a_file_is_read_under_the_name_it_is_shown_by(tmp_path: Path) -> None:
    path = tmp_path / "ikf.yaml"
    path.write_bytes(b"title: IOP\r\n")

    document = reading.read_file(path, "agreements/ikf.yaml")

    assert document.place_of(("title",)) == Place("agreements/ikf.yaml", 1, 8, 3)


def test_a_file_that_is_not_there_is_a_problem_of_the_file(tmp_path: Path) -> None:
    document = reading.read_file(tmp_path / "ikf.yaml", "ikf.yaml")

    assert [(each.code, str(each.place)) for each in document.problems] == [("IOP113", "ikf.yaml:1")]


def test_a_folder_cannot_be_read_as_a_file(tmp_path: Path) -> None:
    document = reading.read_file(tmp_path, "mapp.yaml")

    assert [each.code for each in document.problems] == ["IOP113"]


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "stor.yaml"
    path.write_bytes(b"title: " + b"x" * 1_000_000)

    document = reading.read_file(path, "stor.yaml")

    assert [each.code for each in document.problems] == ["IOP108"]


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.yaml"
    path.write_bytes(b"title: " + b"x" * (1_000_000 - 8) + b"\n")

    assert reading.read_file(path, "stor.yaml").readable


# --- whatever the bytes are


REAL = [path.read_bytes() for path in sorted(AGREEMENTS.glob("*.yaml"))]
_PIECES = st.one_of(
    st.binary(max_size=4),
    st.sampled_from(
        [b"\t", b":", b": ", b"- ", b"'", b'"', b"[", b"{", b"&a", b"*a", b"!!x ", b"\r", b"\r\n", b"\n"]
    ),
    st.sampled_from(
        [b"---\n", b"...\n", b"%YAML 1.1\n", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85", b"\x00", b"~"]
    ),
    st.sampled_from(
        ["å".encode(), "🦊".encode(), "🦊".encode()[:3], b"? ", b"| ", b"> ", b"<<: ", b"#", b"@"]
    ),
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Draw one of the register's files with a few stretches cut out and others put in."""
    content = draw(st.sampled_from(REAL))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(content)))
        stop = min(len(content), start + draw(st.integers(0, 40)))
        content = content[:start] + draw(_PIECES) + content[stop:]
    return content


@settings(max_examples=300)
@given(content=mutated())
@example(b"\xef\xbb\xbf\xc3\xa5\xff")
@example(b"\xef\xbb\xbf" + b"\xe9")
def test_a_damaged_file_gives_an_agreement_or_problems(content: bytes) -> None:
    taken = builders.read(content)

    errors = [
        problem
        for problem in taken.problems
        if problem.severity is Severity.ERROR and problem.code != builders.ONE_SIDED
    ]
    assert (taken.agreement is None) == bool(errors)


@settings(max_examples=200)
@given(content=st.one_of(mutated(), st.binary(max_size=60)))
def test_every_problem_stands_in_the_file(content: bytes) -> None:
    taken = builders.read(content)

    for problem in taken.problems:
        line = taken.document.line_text(problem.place.line)
        assert 1 <= problem.place.column <= len(line) + 1
        assert problem.place.length >= 1
        assert problem.source_line == line


@given(content=st.binary(max_size=40))
@example(b"\xef\xbb")
@example(b"\xef\xbb\xbf")
@example(b"\xfe\xff\x00a")
def test_any_bytes_at_all_give_values_or_problems(content: bytes) -> None:
    document = reading.read_bytes(content, "a.yaml")

    assert bool(document.all_problems()) or document.readable
