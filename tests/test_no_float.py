"""No float anywhere in iopctl: kronor are decimal from text to text, and ruff has no rule for that."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "iopctl"
# Where paths are joined, which has the same sign as a division.
_JOINS_PATHS = (
    "source/",
    "commands/",
    "inspection.py",
    "register.py",
    "memo/",
)
# How alike two words are, or how many seconds have passed, is no money.
_NO_MONEY = {
    "spelling.py",
    "commands/explain.py",
    "commands/picking.py",
    "model/scalars.py",
    "rules/names/__init__.py",
    "source/folder.py",
    "streams.py",
}
# Nor is the layout of a page, in points and millimetres.
_LAYOUT = "memo/document/"


def modules() -> list[str]:
    """List the modules of iopctl."""
    return sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def floats(source: str, *, divides: bool = True, literals: bool = True) -> list[str]:
    """Find what makes a float: a literal, a call, a division."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=float()) if literals:
                found.append(f"line {node.lineno}: {node.value!r}")
            case ast.Call(func=ast.Name(id="float")):
                found.append(f"line {node.lineno}: float()")
            case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()) if divides:
                found.append(f"line {node.lineno}: /")
    return found


@pytest.mark.parametrize("module", [each for each in modules() if not each.startswith(_LAYOUT)])
def test_nothing_makes_a_float(module: str) -> None:
    divides = not module.startswith(_JOINS_PATHS)
    source = (PACKAGE / module).read_text(encoding="utf-8")

    assert floats(source, divides=divides, literals=module not in _NO_MONEY) == []


@pytest.mark.parametrize("line", ["x = 0.1", "x = float(y)", "x = 1 / 3", "x /= 2", "x = 1e6"])
def test_what_makes_a_float_is_found(line: str) -> None:
    assert len(floats(line)) == 1


@pytest.mark.parametrize("line", ["x = Decimal('0.1')", "x = 7 // 2", "x = EXACT.divide(y, z)"])
def test_what_makes_none_passes(line: str) -> None:
    assert floats(line) == []
