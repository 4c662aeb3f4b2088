"""The first cell of each row of a PDF's tables as its heading; the only door to pikepdf.

typst tags the headings of columns and not those of rows, so that a screen reader would say an amount
without saying whose it is. Each first cell becomes a TH for its row, and the row's other cells name it.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from collections.abc import Iterator


def with_row_headers(content: bytes) -> bytes:
    """Give a PDF whose rows have headings, the same bytes each time."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        tree = pdf.Root.StructTreeRoot
        named = [_name(row, number) for number, row in enumerate(_rows(tree))]
        if named:
            _list_names(pdf, tree, named)
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True, min_version="1.7")
        return file.getvalue()


def _rows(node: Any) -> Iterator[Any]:
    """Find the rows below each table's head."""
    for child in _children(node):
        if child.get("/S") in {Name.TBody, Name.TFoot}:
            yield from (row for row in _children(child) if row.get("/S") == Name.TR)
        else:
            yield from _rows(child)


def _children(node: Any) -> list[Any]:
    kids = node.get("/K")
    each = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in each if isinstance(kid, Dictionary) and "/S" in kid]


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
