"""Tables of the keys of an agreement file, and of what a template may name, read from the classes' source."""  # noqa: INP001 - beside the pages

from __future__ import annotations

import ast
import enum
import functools
import importlib
import inspect
import re
import sys
import textwrap
from typing import TYPE_CHECKING, TypeAlias

from iopctl.memo import facts
from iopctl.model.agreement import Agreement
from iopctl.model.entry import Entry
from iopctl.model.profile import Profile
from iopctl.model.published import Series

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# The kinds of single values, by their names in iopctl/model/scalars.py and their headings in docs/format.md.
VALUES = {
    "Format": "Format number",
    "Text": "Text",
    "Prose": "Text of a memo",
    "Count": "Whole number",
    "Year": "Year",
    "People": "Number of people",
    "Day": "Day",
    "Decided": "Day of a decision",
    "Rough": "Rough day",
    "End": "End",
    "Time": "Length",
    "TimeBeforeTheEnd": "Time before the end",
    "DueTime": "Due time",
    "EveryYear": "Day of the year",
    "Options": "Number of options",
    "Kronor": "Amount",
    "Rate": "Rate",
    "Number": "Number",
    "HoursAWeek": "Hours a week",
    "Weeks": "Weeks a year",
    "Percentage": "Percentage",
    "Share": "Share",
    "OrgNumber": "Organisation number",
    "Code": "Code of a series",
    "WebAddress": "Web address",
    "Weight": "Weight",
    "Lag": "Lag",
    "IndexValue": "Value of a series",
    "BasisOf": "Basis",
}
# What a template meets below `memo`, in the order of docs/memo.md.
_MEMO_CLASSES = {
    "iopctl.rules.memo": ("Memo", "Stage"),
    "iopctl.rules.stretches": ("Money", "PartyMoney", "Stretch"),
    "iopctl.rules.amending": ("Change", "YearCompared", "PartyCompared", "Compared"),
    "iopctl.rules.proposal": ("Ending",),
    "iopctl.rules.outcome": ("Outcome", "Held", "Reported"),
    "iopctl.rules.yearly": ("Report", "Partnership", "Decision", "Sum"),
    "iopctl.rules.portfolio": ("Entry",),
    "iopctl.rules.sections": ("Shown",),
    "iopctl.rules.extension": ("Verdict",),
    "iopctl.rules.term": ("Options",),
    "iopctl.rules.shares": ("Share", "Line"),
    "iopctl.rules.figure": ("Figure",),
    "iopctl.money": ("Amount", "Portion"),
    "iopctl.period": ("Period", "Length", "RoughDay"),
}

# The files that people write, with the heading of what stands at their top.
TOPS: dict[type[Entry], str] = {
    Agreement: "The file itself",
    Series: "The file of an index series",
    Profile: "The file of a profile",
}

# Where one page says what the values of another page's keys are.
_AT_A_VALUE = re.compile(
    r"\]\(#(" + "|".join(re.escape(each.lower().replace(" ", "-")) for each in VALUES.values()) + r")\)"
)

Field: TypeAlias = "tuple[str, ast.expr, str]"


def mappings(whole: type[Entry] = Agreement) -> dict[type[Entry], str]:
    """Find every mapping of a file, in reading order, each with its heading."""
    found: dict[type[Entry], str] = {}
    _walk(whole, TOPS[whole], (), found)
    return found


def _walk(cls: type[Entry], heading: str, path: tuple[str, ...], found: dict[type[Entry], str]) -> None:
    if cls in found:
        return
    found[cls] = heading
    for name, annotation, _ in fields(cls):
        written = ast.unparse(annotation)
        key = cls.model_fields[name].alias or name
        for word in re.findall(r"\w+", written):
            inner = getattr(sys.modules[cls.__module__], word, None)
            if isinstance(inner, type) and issubclass(inner, Entry):
                each = ", each item" if "tuple[" in written else ", each party" if "dict[" in written else ""
                steps = (*path, f"`{key}`")
                _walk(inner, " → ".join(steps) + each, steps, found)


def format_keys() -> str:
    """Describe every key of every mapping of the agreement file."""
    return _keys(mappings())


def series_keys() -> str:
    """Describe every key of every mapping of the file of an index series."""
    return _keys(mappings(Series))


def profile_keys() -> str:
    """Describe every key of every mapping of the file of a profile."""
    return _AT_A_VALUE.sub(r"](format.md#\1)", _keys(mappings(Profile)))


def _keys(headings: dict[type[Entry], str]) -> str:
    parts = []
    for cls, heading in headings.items():
        rows = [
            (
                f"`{cls.model_fields[name].alias or name}`",
                "yes" if cls.model_fields[name].is_required() else "",
                takes(cls, annotation, headings),
                " ".join(said.split()),
            )
            for name, annotation, said in fields(cls)
        ]
        parts.append(f"### {heading}\n\n{inspect.getdoc(cls)}\n\n")
        parts.append(table(("Key", "Needed", "Takes", "Meaning"), rows) + "\n")
    return "".join(parts)


def takes(cls: type[Entry], node: ast.expr, headings: dict[type[Entry], str]) -> str:
    """Say what a key takes, with a link to where that is explained."""
    match node:
        case ast.BinOp(left=first):
            return takes(cls, first, headings)
        case ast.Subscript(value=ast.Name(id=outer), slice=ast.Tuple(elts=[first, second])):
            if outer == "dict" and ast.unparse(first) == "str":
                return f"keys of your own, [each with these]({_link(cls, second, headings)})"
            inner = takes(cls, first, headings)
            if outer == "dict":
                return f"{inner}; or several, each with its {takes(cls, second, headings)}"
            return f"list of {inner}" if outer == "tuple" else inner
        case ast.Name(id=name) if name in VALUES:
            return f"[{VALUES[name].lower()}](#{slug(VALUES[name])})"
        case ast.Name():
            return _takes_named(cls, node, headings)
        case _:
            raise ValueError(ast.unparse(node))


def _takes_named(cls: type[Entry], node: ast.Name, headings: dict[type[Entry], str]) -> str:
    kind = getattr(sys.modules[cls.__module__], node.id)
    if isinstance(kind, enum.EnumType):
        members: list[enum.Enum] = list(kind)
        return ", ".join(f"`{each.value}`" for each in members)
    if kind in headings:
        return f"[keys]({_link(cls, node, headings)})"
    message = f"{node.id} is a new kind of value: name it in VALUES, and explain it in docs/format.md"
    raise ValueError(message)


def _link(cls: type[Entry], node: ast.expr, headings: dict[type[Entry], str]) -> str:
    return f"#{slug(headings[getattr(sys.modules[cls.__module__], ast.unparse(node))])}"


def memo_fields() -> str:
    """Describe what a template may name."""
    parts = []
    for module, names in _MEMO_CLASSES.items():
        for name in names:
            cls = getattr(importlib.import_module(module), name)
            rows = [_named(cls, name) for name in facts.names(cls)]
            heading = {"Memo": "memo", "Report": "memo, in the yearly report"}.get(name, name)
            summary = (inspect.getdoc(cls) or "").partition("\n")[0]
            parts.append(f"### {heading}\n\n{summary}\n\n{table(('Name', 'Is', 'Meaning'), rows)}")
    return "\n".join(parts)


def _named(cls: type, name: str) -> tuple[str, str, str]:
    """Describe one name of a class: a field, or a property."""
    for field, kind, said in fields(cls):
        if field == name:
            return f"`{name}`", f"`{ast.unparse(kind)}`", " ".join(said.split())
    value = getattr(cls, name)
    return f"`{name}`", f"`{value.fget.__annotations__['return']}`", inspect.getdoc(value) or ""


def slug(heading: str) -> str:
    """Give the anchor that a heading gets."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a Markdown table."""
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '·') for cell in line)} |\n" for line in lines)


def fields(cls: type) -> Iterator[Field]:
    """Read a class's fields from its source: name, annotation and the docstring below."""
    stated = (each for each in reversed(cls.__mro__) if each.__module__.startswith("iopctl."))
    for statement, after in (pair for each in stated for pair in _statements(each)):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id, statement.annotation, _said(after)


def choices(cls: type[enum.Enum]) -> Iterator[tuple[str, str]]:
    """Read the words of a fixed list from its source: each with the docstring below."""
    for statement, after in _statements(cls):
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            yield str(cls[statement.targets[0].id].value), _said(after)


@functools.cache
def _statements(cls: type) -> tuple[tuple[ast.stmt, ast.stmt | None], ...]:
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    body = definition.body if isinstance(definition, ast.ClassDef) else []
    return tuple(zip(body, [*body[1:], None], strict=True))


def _said(statement: ast.stmt | None) -> str:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return str(statement.value.value)
    return ""
