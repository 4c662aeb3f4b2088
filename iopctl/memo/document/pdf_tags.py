"""Headings of rows and captions in the tables of a PDF; the only door to pikepdf.

typst tags the headings of columns and not those of rows, so that a screen reader would say an amount
without saying whose it is. Each first cell becomes a TH for its row, and the row's other cells name it.
"""

from __future__ import annotations

import io
import itertools
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from collections.abc import Iterator


def with_row_headers(content: bytes) -> bytes:
    """Give a PDF whose rows have headings, the same bytes each time."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        tree = pdf.Root.StructTreeRoot
        _take_in_captions(tree)
        named = [_name(row, number) for number, row in enumerate(_rows(tree))]
        if named:
            _list_names(pdf, tree, named)
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True, min_version="1.7")
        return file.getvalue()


def _take_in_captions(node: Any) -> None:
    """Put a caption inside its table, where typst has left it beside: at a page's end it may."""
    kids = _children(node)
    for before, after in itertools.pairwise(kids):
        table = _unwrapped(after)
        if _kind(before) == "/Caption" and _kind(table) == "/Table":
            node.K = Array([kid for kid in node.K if not _is_same(kid, before)])
            table.K = Array([before, *table.K])
            before.P = table
    for kid in kids:
        _take_in_captions(kid)


def _unwrapped(node: Any) -> Any:
    kids = _children(node)
    return _unwrapped(kids[0]) if _kind(node) == "/Div" and len(kids) == 1 else node


def _is_same(one: Any, other: Any) -> bool:
    return isinstance(one, Dictionary) and one.objgen == other.objgen


def _rows(node: Any) -> Iterator[Any]:
    """Find the rows below each table's head."""
    for child in _children(node):
        if _kind(child) in {"/TBody", "/TFoot"}:
            yield from (row for row in _children(child) if _kind(row) == "/TR")
        else:
            yield from _rows(child)


def _children(node: Any) -> list[Any]:
    kids = node.get("/K")
    each = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in each if isinstance(kid, Dictionary) and "/S" in kid]


def _kind(node: Any) -> str:
    return str(node.S)


def _name(row: Any, number: int) -> tuple[str, Any]:
    first, *others = _children(row)
    name = f"row-{number:05}"
    first.S = Name.TH
    first.ID = String(name)
    _attributes(first).Scope = Name.Row
    for cell in others:
        attributes = _attributes(cell)
        attributes.Headers = Array([*attributes.get("/Headers", []), String(name)])
    return name, first


def _attributes(cell: Any) -> Any:
    """Find what a cell says of itself as part of a table, or let it say something."""
    found = cell.get("/A")
    for each in found if isinstance(found, Array) else [found]:
        if isinstance(each, Dictionary) and each.get("/O") == Name.Table:
            return each
    new = Dictionary(O=Name.Table)
    if found is None:
        cell.A = new
        return cell.A
    cell.A = Array([*(found if isinstance(found, Array) else [found]), new])
    return cell.A[-1]


def _list_names(pdf: pikepdf.Pdf, tree: Any, named: list[tuple[str, Any]]) -> None:
    """List every name in the order of its letters, as a tree of names must."""
    there = tree.get("/IDTree")
    known = [] if there is None else list(_pairs(there))
    every = sorted([*known, *((name.encode(), cell) for name, cell in named)], key=lambda each: each[0])
    names = Array([part for name, cell in every for part in (String(name.decode("latin-1")), cell)])
    limits = Array([names[0], names[-2]])
    leaf = pdf.make_indirect(Dictionary(Limits=limits, Names=names))
    tree.IDTree = pdf.make_indirect(Dictionary(Kids=Array([leaf])))


def _pairs(node: Any) -> Iterator[tuple[bytes, Any]]:
    names = list(node.get("/Names", []))
    yield from ((bytes(name), cell) for name, cell in zip(names[::2], names[1::2], strict=True))
    for kid in node.get("/Kids", []):
        yield from _pairs(kid)
