from __future__ import annotations

import codecs
import difflib
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iopctl.edits import Append, Edit, Insert, Plain, Replace
from iopctl.problem import IopctlError
from iopctl.source import editing, reading, rendering
from iopctl.source.document import Document
from iopctl.source.rendering import Layout
from tests import builders
from tests.builders import AGREEMENTS, Whole
from tests.strategies import agreements

EXAMPLES = Path(__file__).parents[1] / "examples" / "valid"
FILES = sorted([*EXAMPLES.glob("*.yaml"), *AGREEMENTS.glob("*.yaml")])
# A list in brackets over several lines; a last text whose blank lines count.
BY_HAND = {"flow.yaml", "blocks.yaml"}

EXTENSION: dict[str, Plain] = {
    "starts": "2030-01-01",
    "ends": "2030-12-31",
    "status": "decided",
    "note": "§ 4: ja, enligt #12",
}
EDITS: list[Edit] = [
    Append(("extension", "extensions"), EXTENSION),
    Append(("matters",), {"id": "forlangning-2030", "kind": "extend", "sent_to": ["Lyktan", "no"]}),
    Append(("budget", 0, "contributions"), {"name": "Lokal", "amount": "1"}),
    Insert(("term", "signed"), "2020-12-01", after="starts"),
    Insert(("responsible_2",), {"name": "Å. Ö."}, after="purpose"),
    Insert(("parties", "tredje"), {"role": "civil", "name": "Det: tredje"}),
    Replace(("term", "starts"), "2029-01-01"),
    Replace(("title",), "Ny titel: nu, med [tecken]"),
]


def read(text: str | bytes) -> Document:
    document = reading.read_bytes(text if isinstance(text, bytes) else text.encode(), "agreement.yaml")
    assert document.readable, document.problems
    return document


def edited(text: str, *edits: Edit) -> str:
    return editing.edit(read(text), edits).text


def changed(values: Any, change: Edit) -> Any:  # noqa: ANN401 - plain values nest without end
    """Make the same change in the values of a file, independently of its text."""
    values = node = deepcopy(values)
    for step in change.where[:-1]:
        node = node.setdefault(step, {}) if isinstance(node, dict) else node[step]
    last = change.where[-1]
    match change:
        case Append(_, item):
            node.setdefault(last, []).append(item)
        case Insert(_, value, _):
            node[last] = value
        case Replace(_, text):
            node[last] = text
    return values


def possible(document: Document, change: Edit) -> bool:
    """Tell whether a file has what an edit is about, and not yet what it adds."""
    node: Any = document.values
    for step in change.where[:-1]:
        if isinstance(step, int) and isinstance(node, dict):
            # The list is not there, and neither is its item.
            return False
        node = node.get(step, {}) if isinstance(node, dict) else node[step]
    has = change.where[-1] in node
    if isinstance(change, Insert):
        return not has and (change.after is None or change.after in node)
    return has or isinstance(change, Append)


def assert_only_that(before: Document, after: Document, change: Edit) -> None:
    """Every byte outside one stretch is as it was, and so is every value but the one that was to change."""
    assert after.values == changed(before.values, change)
    old, new = before.content, after.content
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    stop = next(
        (at for at, (a, b) in enumerate(zip(reversed(old), reversed(new), strict=False)) if a != b), len(old)
    )
    taken = old[start : max(start, len(old) - stop)]
    if isinstance(change, Replace):
        assert b"\n" not in taken
    else:
        assert taken.strip(b" []") == b""
    if b"\r\n" in old and old.count(b"\n") == old.count(b"\r\n") == old.count(b"\r"):
        assert new.count(b"\n") == new.count(b"\r\n") == new.count(b"\r")
    assert new.startswith(codecs.BOM_UTF8) == old.startswith(codecs.BOM_UTF8)


# --- over every file that there is


@pytest.mark.parametrize(
    ("path", "change"),
    [
        pytest.param(path, change, id=f"{path.stem}-{type(change).__name__}-{change.where[-1]}")
        for path in FILES
        if path.name not in BY_HAND
        for change in EDITS
        if possible(read(path.read_bytes()), change)
    ],
)
def test_an_edit_changes_its_one_place_and_keeps_every_other_byte(path: Path, change: Edit) -> None:
    before = read(path.read_bytes())
    after = editing.edit(before, [change])

    assert_only_that(before, after, change)


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_a_file_that_is_written_in_an_odd_way_is_left_to_the_hand(name: str) -> None:
    with pytest.raises(IopctlError, match="cannot write a new item of 'matters' there safely"):
        editing.edit(read((EXAMPLES / name).read_bytes()), [EDITS[1]])


MANNERS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "with the line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "without a last line end": lambda text: text.rstrip("\n"),
    "with blank lines at the end": lambda text: f"{text}\n\n\n",
    "with a byte order mark": lambda text: f"\ufeff{text}",
    "between document markers": lambda text: f"---\n{text}...\n# slut\n",
}


LAYOUTS = st.builds(Layout, st.integers(1, 4), st.integers(0, 4), st.integers(2, 4))


@given(
    whole=agreements(),
    layout=LAYOUTS,
    change=st.sampled_from(EDITS),
    manner=st.sampled_from(sorted(MANNERS)),
    comments=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 10)), max_size=8),
)
def test_an_edit_keeps_every_other_byte_of_any_file_however_it_is_written(
    whole: Whole, layout: Layout, change: Edit, manner: str, comments: list[tuple[int, int]]
) -> None:
    lines = rendering.block(whole.document.values, layout)
    for at, indent in comments:
        lines.insert(at, f"{' ' * indent}# en kommentar: [med] 'tecken'")
    before = read(MANNERS[manner]("\n".join(lines) + "\n"))
    assert before.values == whole.document.values
    assume(possible(before, change))

    after = editing.edit(before, [change])

    assert_only_that(before, after, change)
    assert before.text.count("# en kommentar") == after.text.count("# en kommentar")


@given(agreements(), st.sampled_from(EDITS))
def test_a_file_with_brackets_is_changed_inside_them(whole: Whole, change: Edit) -> None:
    assume(possible(whole.document, change))

    after = editing.edit(whole.document, [change])

    assert_only_that(whole.document, after, change)


@given(agreements(), LAYOUTS, st.sampled_from([each for each in EDITS if isinstance(each, Append)]))
def test_what_was_added_can_be_added_to(whole: Whole, layout: Layout, change: Append) -> None:
    before = read("\n".join(rendering.block(whole.document.values, layout)))

    twice = editing.edit(before, [change, change])

    assert twice.values == changed(changed(before.values, change), change)


# --- where an item goes

ITEM: dict[str, Plain] = {"starts": "2024-01-01", "ends": "2024-12-31"}
APPEND = Append(("extension", "extensions"), ITEM)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "extension:\n  extensions:\n    - starts: 2023-01-01\n      ends: 2023-12-31\ntitle: a\n",
            "extension:\n  extensions:\n    - starts: 2023-01-01\n      ends: 2023-12-31\n"
            "    - starts: 2024-01-01\n      ends: 2024-12-31\ntitle: a\n",
            id="below the last item",
        ),
        pytest.param(
            "extension:\n  extensions:\n  - starts: 2023-01-01\n    ends: 2023-12-31\n  options: 2\n",
            "extension:\n  extensions:\n  - starts: 2023-01-01\n    ends: 2023-12-31\n"
            "  - starts: 2024-01-01\n    ends: 2024-12-31\n  options: 2\n",
            id="with hyphens in the column of the key",
        ),
        pytest.param(
            "extension:\n    extensions:\n        -   starts: 2023-01-01\n            ends: 2023-12-31\n",
            "extension:\n    extensions:\n        -   starts: 2023-01-01\n            ends: 2023-12-31\n"
            "        -   starts: 2024-01-01\n            ends: 2024-12-31\n",
            id="as deep as the others",
        ),
        pytest.param(
            "extension:\n  options: 2\n\nbudget: []\n",
            "extension:\n  options: 2\n  extensions:\n    - starts: 2024-01-01\n      ends: 2024-12-31\n"
            "\nbudget: []\n",
            id="in a list that is made for it",
        ),
        pytest.param(
            "extension:\n  extensions: []  # inga än\n  options: 2\n",
            "extension:\n  extensions:  # inga än\n    - starts: 2024-01-01\n      ends: 2024-12-31\n"
            "  options: 2\n",
            id="in a list that was empty",
        ),
        pytest.param(
            "extension: {options: 2, extensions: []}\n",
            "extension: {options: 2, extensions: [{starts: 2024-01-01, ends: 2024-12-31}]}\n",
            id="in empty brackets",
        ),
        pytest.param(
            "extension: {options: 2}  # dnr 12\n",
            "extension: {options: 2, extensions: [{starts: 2024-01-01, ends: 2024-12-31}]}  # dnr 12\n",
            id="in brackets that have no list yet",
        ),
        pytest.param(
            "extension:\n  extensions: [{starts: 2023-01-01, ends: 2023-12-31}]  # dnr 12\n",
            "extension:\n  extensions: [{starts: 2023-01-01, ends: 2023-12-31}, "
            "{starts: 2024-01-01, ends: 2024-12-31}]  # dnr 12\n",
            id="in brackets on one line",
        ),
        pytest.param(
            "extension:\n  extensions:\n    - starts: 2023-01-01\n      ends: 2023-12-31  # sista dagen\n"
            "      # enligt protokollet\n    # här kommer nästa\n  # om optionerna\n  options: 2\n",
            "extension:\n  extensions:\n    - starts: 2023-01-01\n      ends: 2023-12-31  # sista dagen\n"
            "      # enligt protokollet\n    # här kommer nästa\n"
            "    - starts: 2024-01-01\n      ends: 2024-12-31\n  # om optionerna\n  options: 2\n",
            id="after the comments of the list and before those of what follows",
        ),
        pytest.param(
            "extension:\n  extensions:\n    - starts: 2023-01-01\n      note: >-\n        En text\n\n"
            "        i två stycken.\n\n# --- pengar ---\nbudget: []\n",
            "extension:\n  extensions:\n    - starts: 2023-01-01\n      note: >-\n        En text\n\n"
            "        i två stycken.\n    - starts: 2024-01-01\n      ends: 2024-12-31\n\n"
            "# --- pengar ---\nbudget: []\n",
            id="after a text over several lines",
        ),
        pytest.param(
            "extension:\n  extensions:\n    - starts: 2022-01-01\n\n    - starts: 2023-01-01\n\nbudget: []\n",
            "extension:\n  extensions:\n    - starts: 2022-01-01\n\n    - starts: 2023-01-01\n\n"
            "    - starts: 2024-01-01\n      ends: 2024-12-31\n\nbudget: []\n",
            id="with a blank line before it where the others have one",
        ),
        pytest.param(
            "extension:\n  extensions:\n    - starts: 2023-01-01",
            "extension:\n  extensions:\n    - starts: 2023-01-01\n    - starts: 2024-01-01\n"
            "      ends: 2024-12-31",
            id="in a file without a last line end",
        ),
        pytest.param(
            "extension:\r\n  extensions:\r\n    - starts: 2023-01-01\r\n",
            "extension:\r\n  extensions:\r\n    - starts: 2023-01-01\r\n    - starts: 2024-01-01\r\n"
            "      ends: 2024-12-31\r\n",
            id="with the line ends of Windows",
        ),
    ],
)
def test_an_item_is_written_as_its_neighbours_are(before: str, after: str) -> None:
    assert edited(before, APPEND) == after


# --- where a key goes, and what becomes of a value


def test_a_key_comes_after_the_one_that_is_named() -> None:
    text = (
        "extension:\n  extensions:\n    - starts: 2022-01-01\n      status: proposed  # § 4\n      note: a\n"
    )

    after = edited(
        text,
        Replace(("extension", "extensions", 0, "status"), "decided"),
        Insert(("extension", "extensions", 0, "decided"), "2021-09-15", after="status"),
    )

    assert after == text.replace("proposed  # § 4\n", "decided  # § 4\n      decided: 2021-09-15\n")


def test_a_section_at_the_end_of_a_file_stands_apart_where_the_others_do() -> None:
    text = "title: a\n\npurpose: b\n\nterm:\n  starts: 2021-01-01\n# slut\n"

    assert edited(text, Append(("matters",), {"id": "x"})) == (
        "title: a\n\npurpose: b\n\nterm:\n  starts: 2021-01-01\n\nmatters:\n  - id: x\n# slut\n"
    )


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("proposed  # § 4", "decided  # § 4"),
        ("'proposed'", "'decided'"),
        ('"proposed" # x', '"decided" # x'),
        ("\tproposed", "\tdecided"),
    ],
)
def test_a_value_that_is_replaced_keeps_its_quotes_and_its_comment(value: str, after: str) -> None:
    assert edited(f"status: {value}\n", Replace(("status",), "decided")) == f"status: {after}\n"


@pytest.mark.parametrize(
    ("style", "written"),
    [("a", "'b: c'"), ("'a'", "'b: c'"), ('"a"', '"b: c"')],
)
def test_a_value_that_means_something_to_yaml_is_put_in_quotes(style: str, written: str) -> None:
    assert edited(f"note: {style}\n", Replace(("note",), "b: c")) == f"note: {written}\n"


def test_in_brackets_a_comma_is_put_in_quotes_too() -> None:
    assert edited("a: {note: b}\n", Replace(("a", "note"), "c, d")) == "a: {note: 'c, d'}\n"


# --- what is left to the hand


def by_hand(text: str, change: Edit) -> IopctlError:
    before = read(text)
    with pytest.raises(IopctlError) as refusal:
        editing.edit(before, [change])
    return refusal.value


def test_brackets_over_several_lines_are_left_to_the_hand_with_the_lines_to_write() -> None:
    refusal = by_hand("extension:\n  extensions: [\n    {starts: 2023-01-01},\n  ]\n", APPEND)

    assert str(refusal) == (
        "agreement.yaml:2: iopctl cannot write a new item of 'extensions' there safely: "
        "the brackets go over several lines."
    )
    assert refusal.hint == (
        "Nothing was changed. Write there by hand, indented as its neighbours are:\n"
        "    - starts: 2024-01-01\n      ends: 2024-12-31"
    )


def test_a_text_over_several_lines_is_not_replaced() -> None:
    refusal = by_hand("title: >-\n  a\n  b\n", Replace(("title",), "c"))

    assert "the text goes over several lines" in str(refusal)


def test_what_would_change_another_value_is_not_written() -> None:
    # The blank line between sections would become a part of the text above it.
    refusal = by_hand("title: a\n\npurpose: |+\n  b\n\n", Append(("matters",), {"id": "x"}))

    assert "the lines around it leave open what belongs where" in str(refusal)


def test_a_key_that_is_there_already_is_a_slip_of_the_caller() -> None:
    with pytest.raises(ValueError, match="title is there already"):
        editing.edit(read("title: a\n"), [Insert(("title",), "b")])


def test_two_edits_of_the_real_agreement_add_their_lines_and_nothing_else() -> None:
    before = builders.filed("stadsmission").document
    edits = [
        Append(("extension", "extensions"), {**ITEM, "status": "proposed"}),
        Append(("matters",), {"id": "forlangning-2024", "kind": "extend", "dated": "2023-09-01"}),
    ]

    after = editing.edit(before, edits)

    difference = difflib.ndiff(before.text.splitlines(), after.text.splitlines())
    assert [line for line in difference if not line.startswith("  ")] == [
        "+     - starts: 2024-01-01",
        "+       ends: 2024-12-31",
        "+       status: proposed",
        "+   - id: forlangning-2024",
        "+     kind: extend",
        "+     dated: 2023-09-01",
    ]
