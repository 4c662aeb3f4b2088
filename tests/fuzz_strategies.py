"""Valid agreements as plain trees, and the ways to break them; every node knows the lines it is written on.

A tree is built from what the format has today, written out as YAML in one of several styles, and broken at
one node: the lines of that node, and of the key above it, are where a reader must be sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import strategies as st

from iopctl.model import faults
from iopctl.model.agreement import Agreement

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Iterator, Sequence

    from iopctl.problem import Where

_PLAIN = re.compile(r"(?!until$)[\wåäöÅÄÖ][\wåäöÅÄÖ ,.%/-]*(?<! )")
_INDENT = "  "


@dataclass(frozen=True)
class Scalar:
    """A single value, and how it is written: plain, single, double, block or nothing."""

    text: str
    style: str = "plain"


@dataclass(frozen=True)
class Mapping:
    """Keys and values in order; a key may stand twice."""

    pairs: tuple[tuple[str, Tree], ...]


@dataclass(frozen=True)
class Listing:
    """The items of a list."""

    items: tuple[Tree, ...]


Tree: TypeAlias = "Scalar | Mapping | Listing"
Keys: TypeAlias = "abc.Mapping[str, st.SearchStrategy[Tree]]"


@dataclass(frozen=True)
class Span:
    """The lines of a node, from its key or its hyphen to its last line, counted from 1."""

    first: int
    last: int


@dataclass
class Written:
    """A tree as YAML, with the lines of every node."""

    lines: list[str] = field(default_factory=list)
    spans: dict[Where, Span] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)


@dataclass(frozen=True)
class Broken:
    """What was done to which node, and the file that it gives."""

    how: str
    where: Where
    written: Written
    told: frozenset[int]
    """The lines of which at least one must be named."""


# --- writing


def write(tree: Mapping) -> Written:
    """Write a tree in block style."""
    written = Written()
    _write_mapping(written, tree, (), "", "")
    written.spans[()] = Span(1, len(written.lines))
    return written


def _write_mapping(written: Written, mapping: Mapping, where: Where, indent: str, first: str) -> None:
    """Write keys below one another; the first may stand after a hyphen."""
    for index, (key, value) in enumerate(mapping.pairs):
        lead = first if index == 0 and first else indent
        _write_node(written, value, (*where, key), indent, f"{lead}{key}:")


def _write_node(written: Written, node: Tree, where: Where, indent: str, lead: str) -> None:
    start = len(written.lines) + 1
    match node:
        case Scalar():
            written.lines.extend(_scalar_lines(node, indent, lead))
        case Mapping(pairs=()):
            written.lines.append(f"{lead} {{}}")
        case Listing(items=()):
            written.lines.append(f"{lead} []")
        case Mapping():
            written.lines.append(lead)
            _write_mapping(written, node, where, indent + _INDENT, "")
        case Listing():
            written.lines.append(lead)
            _write_items(written, node, where, indent + _INDENT)
    written.spans[where] = Span(start, len(written.lines))


def _write_items(written: Written, listing: Listing, where: Where, indent: str) -> None:
    for index, item in enumerate(listing.items):
        start = len(written.lines) + 1
        if isinstance(item, Mapping) and item.pairs:
            _write_mapping(written, item, (*where, index), indent + _INDENT, f"{indent}- ")
        else:
            _write_node(written, item, (*where, index), indent, f"{indent}-")
        written.spans[(*where, index)] = Span(start, len(written.lines))


def _scalar_lines(scalar: Scalar, indent: str, lead: str) -> list[str]:
    text, style = scalar.text, scalar.style
    if style == "nothing":
        return [lead]
    if style == "block":
        return [f"{lead} |-", *(f"{indent}{_INDENT}{_INDENT}{line}" for line in text.split("\n"))]
    if style == "double" or not _PLAIN.fullmatch(text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return [f'{lead} "{escaped}"']
    if style == "single":
        return [f"{lead} '{text}'"]
    return [f"{lead} {text}"]


# --- valid agreements


_WORDS = st.sampled_from(
    [
        "Föreningen",
        "Åsö",
        "möte",
        "§ 4",
        "🏮",
        "e\u0301",
        "stöd: ja",
        "# inte",
        "'citat'",
        '"ord"',
        "50 %",
        "中",
    ]
)
_STYLES = st.sampled_from(["plain", "plain", "single", "double"])


@st.composite
def texts(draw: st.DrawFn) -> Scalar:
    """Draw a text in one of the styles in which a text is written."""
    words = draw(st.lists(_WORDS, min_size=1, max_size=4))
    style = draw(st.sampled_from(["plain", "single", "double", "block"]))
    return Scalar(" ".join(words), style)


def words(*choices: str) -> st.SearchStrategy[Scalar]:
    """Draw one of several fixed values."""
    return st.builds(Scalar, st.sampled_from(choices), _STYLES)


AMOUNTS = words("300000", "1 100 000", "52 012,50", "about 25 000", "at least 980500", "at most 75000")
DAYS = words("2019-01-01", "2020-02-29", "2021-07-13")
ROUGH = words("2019", "2020-11", "2021-07-13")
RATES, HOURS = words("265", "312,50"), words("20", "37.5", "1 200")


@st.composite
def mappings(
    draw: st.DrawFn,
    needed: Keys,
    optional: Keys,
) -> Mapping:
    """Draw keys and values, those that may be left out in any selection."""
    chosen = {key: each for key, each in optional.items() if draw(st.booleans())}
    pairs = [(key, draw(each)) for key, each in ({**needed, **chosen}).items()]
    return Mapping(tuple(draw(st.permutations(pairs))))


def listings(each: st.SearchStrategy[Tree], least: int = 0, most: int = 2) -> st.SearchStrategy[Listing]:
    """Draw a list."""
    return st.builds(lambda items: Listing(tuple(items)), st.lists(each, min_size=least, max_size=most))


def _officials() -> st.SearchStrategy[Mapping]:
    return mappings({"name": texts()}, {"title": texts()})


def _annexes() -> st.SearchStrategy[Mapping]:
    return mappings({"title": texts()}, {"dated": ROUGH, "case_number": texts(), "file": texts()})


def _contributions(by: str) -> st.SearchStrategy[Mapping]:
    kinds = words("cash", "staff", "volunteers", "premises", "equipment", "mixed", "other")
    needed = {"name": texts(), "by": words(by), "kind": kinds}
    return st.one_of(
        mappings(needed | {"amount": AMOUNTS}, {"note": texts()}),
        mappings(needed | {"hours_per_year": HOURS, "hourly_rate": RATES}, {"note": texts()}),
        mappings(
            needed | {"hours_per_week": HOURS, "weeks_per_year": words("40"), "hourly_rate": RATES},
            {"note": texts()},
        ),
    )


@st.composite
def _budgets(draw: st.DrawFn) -> Listing:
    versions = []
    for day in ("2019-01-01", "2021-01-01")[: draw(st.integers(1, 2))]:
        lines = [draw(_contributions("kommunen")), draw(_contributions("föreningen"))]
        needed: dict[str, st.SearchStrategy[Tree]] = {
            "from": words(day),
            "contributions": st.just(Listing(tuple(draw(st.permutations(lines))))),
        }
        if draw(st.booleans()):
            indexation = mappings(
                {"percent": words("2", "2,5 %")},
                {"carry": words("exact", "rounded"), "covers": texts(), "clause": texts()},
            )
            needed |= {"price_year": words("2019"), "indexation": indexation}
        rounding = words("krona", "ten kronor", "hundred kronor")
        versions.append(draw(mappings(needed, {"rounding": rounding, "clause": texts(), "note": texts()})))
    return Listing(tuple(versions))


def _parties() -> st.SearchStrategy[Mapping]:
    public = {"role": words("public"), "name": texts(), "board": texts(), "administration": texts()}
    civil = {"role": words("civil"), "name": texts()}
    named = {"short_name": texts(), "org_number": words("802000-1239", "8020001239")}
    return mappings({"kommunen": mappings(public, named), "föreningen": mappings(civil, named)}, {})


def _terms() -> st.SearchStrategy[Mapping]:
    notice = mappings({"length": words("6 months", "90 days")}, {"by": texts(), "clause": texts()})
    return mappings(
        {"starts": words("2019-01-01"), "ends": words("2022-12-31")},
        {
            "signed": words("2018", "2018-12", "2018-12-14"),
            "part_years": words("days", "months", "full"),
            "notice": notice,
            "clause": texts(),
        },
    )


def _extensions() -> st.SearchStrategy[Mapping]:
    window = mappings(
        {},
        {
            "no_earlier_than": words("12 months before the end"),
            "no_later_than": words("6 weeks before the end"),
            "by": texts(),
        },
    )
    used = mappings(
        {"starts": words("2023-01-01"), "ends": words("2024-12-31"), "status": words("decided")},
        {"proposed": words("2022-05-02"), "case_number": texts(), "note": texts()},
    )
    return mappings(
        {"options": words("1", "2"), "length": words("2 years", "24 months", "731 days")},
        {"clause": texts(), "decide": window, "extensions": listings(used, 0, 1)},
    )


def _follow_ups() -> st.SearchStrategy[Mapping]:
    meetings = mappings(
        {"kind": texts(), "plural": texts(), "at_least": words("0", "2"), "per": words("calendar year")},
        {"held": listings(DAYS), "about": listings(texts()), "note": texts()},
    )
    people = words("31", "about 30", "over 60")
    measurements = mappings(
        {"on": ROUGH},
        {
            "participants": people,
            "women": words("75 %", "66,7"),
            "throughput_per_year": people,
            "went_on_to": listings(texts()),
        },
    )
    return mappings(
        {}, {"meetings": listings(meetings), "measurements": listings(measurements), "note": texts()}
    )


def _matters() -> st.SearchStrategy[Mapping]:
    several = listings(texts(), 1)
    return mappings(
        {
            "id": words("antagande"),
            "kind": words("adopt"),
            "dated": ROUGH,
            "matter": texts(),
            "background": texts(),
            "goals": mappings({"text": texts()}, {"see": texts(), "link": texts()}),
            "equality": texts(),
            "consultation": texts(),
            "codetermination": words("not called for", "information", "negotiation"),
            "signatures": listings(_officials(), 1),
            "sent_to": several,
        },
        {
            "case_number": texts(),
            "task_to": texts(),
            "decisions": several,
            "further_decisions": several,
            "documents": listings(_annexes()),
            "changes": several,
            "plans": several,
            "economy": texts(),
            "follow_up": texts(),
        },
    )


def agreements() -> st.SearchStrategy[Mapping]:
    """Draw an agreement in which nothing is wrong."""
    changes = mappings({"from": ROUGH, "note": texts()}, {"case_number": texts()})
    return mappings(
        {
            "format": words("1"),
            "title": texts(),
            "parties": _parties(),
            "purpose": texts(),
            "term": _terms(),
            "budget": _budgets(),
        },
        {
            "case_number": texts(),
            "referral": texts(),
            "extension": _extensions(),
            "earlier_agreements": listings(changes),
            "amendments": listings(changes),
            "responsible": _officials(),
            "documents": listings(_annexes()),
            "targets": mappings({}, {"places": words("25"), "settings": listings(texts())}),
            "follow_up": _follow_ups(),
            "matters": listings(_matters(), 0, 1),
        },
    )


# --- what breaks them


def nodes(tree: Tree, where: Where = ()) -> Iterator[tuple[Where, Tree]]:
    """Walk every node below the top, with its path."""
    below: Sequence[tuple[str | int, Tree]] = ()
    if isinstance(tree, Mapping):
        below = tree.pairs
    elif isinstance(tree, Listing):
        below = tuple(enumerate(tree.items))
    for step, node in below:
        yield (*where, step), node
        yield from nodes(node, (*where, step))


def changed(tree: Tree, where: Where, *pairs: tuple[str, Tree]) -> Tree:
    """Put other pairs (of an item: their values) in a node's place; none at all drops it."""
    step, rest = where[0], where[1:]
    if isinstance(tree, Mapping):
        made: list[tuple[str, Tree]] = []
        for key, value in tree.pairs:
            if key != step:
                made.append((key, value))
            elif rest:
                made.append((key, changed(value, rest, *pairs)))
            else:
                made.extend(pairs)
        return Mapping(tuple(made))
    assert isinstance(tree, Listing)
    items: list[Tree] = []
    for index, item in enumerate(tree.items):
        if index != step:
            items.append(item)
        elif rest:
            items.append(changed(item, rest, *pairs))
        else:
            items.extend(value for _, value in pairs)
    return Listing(tuple(items))


def broken(how: str, where: Where, made: Tree, *also: Where) -> Broken:
    """Write a tree that was broken at a node; what is told stands in it or on the key above it."""
    assert isinstance(made, Mapping)
    written = write(made)
    told = {written.spans[where[:-1]].first if where[:-1] else 1}
    for each in (where, *also):
        span = written.spans.get(each)
        told |= set(range(span.first, span.last + 1)) if span else set()
    return Broken(how, where, written, frozenset(told))


_OTHER_SHAPES: dict[type, tuple[Tree, ...]] = {
    Scalar: (Mapping((("x", Scalar("y")),)), Listing((Scalar("x"),)), Listing(())),
    Mapping: (Scalar("x"), Listing((Scalar("x"),)), Listing(())),
    Listing: (Scalar("x"), Mapping((("x", Scalar("y")),)), Mapping(())),
}


@st.composite
def drops(draw: st.DrawFn) -> Broken:
    """Drop a key."""
    tree, where, _ = draw(_with_key())
    return broken("drop", where, changed(tree, where))


@st.composite
def renamings(draw: st.DrawFn) -> Broken:
    """Misspell a key."""
    tree, where, node = draw(_with_key())
    key = f"{where[-1]}{draw(st.sampled_from(['x', 'ö', '_2', '🏮']))}"
    return broken("rename", (*where[:-1], key), changed(tree, where, (key, node)))


@st.composite
def doublings(draw: st.DrawFn) -> Broken:
    """Write a key twice."""
    tree, where, node = draw(_with_key())
    key = str(where[-1])
    return broken("duplicate", where, changed(tree, where, (key, node), (key, node)))


@st.composite
def retypings(draw: st.DrawFn) -> Broken:
    """Write a list, keys or a single value where another of the three belongs."""
    tree = draw(agreements())
    where, node = draw(st.sampled_from(list(nodes(tree))))
    other = draw(st.sampled_from(_OTHER_SHAPES[type(node)]))
    return broken("retype", where, changed(tree, where, (str(where[-1]), other)))


@st.composite
def cuts(draw: st.DrawFn) -> Broken:
    """Leave a key or a hyphen with nothing after it."""
    tree = draw(agreements())
    where, _ = draw(st.sampled_from(list(nodes(tree))))
    nothing = Scalar("", "nothing")
    return broken("cut", where, changed(tree, where, (str(where[-1]), nothing)))


@st.composite
def moves(draw: st.DrawFn) -> Broken:
    """Move a key out of its section to the end of the file, or from the top into the term."""
    tree, where, node = draw(_with_key())
    key = str(where[-1])
    top = faults.known_keys(Agreement, ())
    rest = changed(tree, where)
    assert isinstance(rest, Mapping)
    if len(where) > 1:
        moved = f"{key}_" if key in top else key
        return broken("move", where, replace(rest, pairs=(*rest.pairs, (moved, node))), (moved,))
    term = next((value for each, value in rest.pairs if each == "term"), Mapping(()))
    assert isinstance(term, Mapping)
    into = Mapping((*term.pairs, (f"{key}_", node)))
    pairs = (*((each, value) for each, value in rest.pairs if each != "term"), ("term", into))
    return broken("move", where, Mapping(pairs), ("term", f"{key}_"))


@st.composite
def _with_key(draw: st.DrawFn) -> tuple[Mapping, Where, Tree]:
    """Draw an agreement and one of its keys."""
    tree = draw(agreements())
    keyed = [(where, node) for where, node in nodes(tree) if isinstance(where[-1], str)]
    where, node = draw(st.sampled_from(keyed))
    return tree, where, node
