"""Tables and sentences inside a terminal's width; the only door to rich."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING, Literal

from iopctl import table as tables
from iopctl import visible
from iopctl.struct import replace
from iopctl.table import Bullets, Chart, Code, Facts, Heading, Lines, Table, Tone, Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iopctl.table import Block, Column


_GAP = 2
_SPACE = " " * _GAP
# rich breaks lines at a no-break space too; this stands in for it while rich draws.
_NBSP, _UNBROKEN = "\N{NO-BREAK SPACE}", "\ue000"
_FILLER = "\ue001"
# Of the eight colours that every terminal has, those that can be read on black and on white.
_STYLES = {Tone.QUIET: "dim", Tone.GOOD: "green", Tone.WARNING: "yellow", Tone.ALARM: "bold red"}


def wrapped(words: str, width: int | None, hanging: int = 0) -> str:
    """Give a sentence on one line, broken at a terminal's width where there is one."""
    words = visible.line(words)
    if width is None:
        return words
    if not words.isascii():
        # textwrap counts characters; what is wide is filled up to its columns while it does.
        words = "".join(each + _FILLER * (visible.columns(each) - 1) for each in words)
    indent = " " * hanging
    broken = textwrap.fill(
        words, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return broken.replace(_FILLER, "")


def lines(text: str, width: int | None) -> str:
    """Break those lines of a text that are longer than a terminal's width; what fits stays as it is."""
    if width is None:
        return text
    broken = (wrapped(line, width) if visible.columns(line) > width else line for line in text.split("\n"))
    return "\n".join(broken)


def shows_colour() -> bool:
    """Tell whether this system's terminal understands colours; an old Windows console shows their codes."""
    from rich.console import detect_legacy_windows

    return not detect_legacy_windows()


def painted(words: str, tone: Tone | None) -> str:
    """Give words their colour."""
    if tone is None or not words:
        return words
    from rich.color import ColorSystem
    from rich.style import Style

    return Style.parse(_STYLES[tone]).render(words, color_system=ColorSystem.STANDARD)


def write(blocks: Iterable[Block], width: int | None, *, colour: bool = False) -> str:
    """Write blocks one below the other, inside a terminal's width where there is one."""
    return "\n".join("".join(f"{line}\n" for line in _block(each, width, colour=colour)) for each in blocks)


def _block(block: Block, width: int | None, *, colour: bool) -> Iterator[str]:
    match block:
        case Table():
            yield from _table(block, width, colour=colour)
        case Facts():
            yield from (wrapped(block.title, width), "") if block.title else ()
            column = max(visible.columns(name) for name, _ in block.rows) + _GAP
            hanging = min(block.indent + column, (width or column) // 2)
            for name, value in block.rows:
                line = f"{' ' * block.indent}{visible.padded(name, column)}{value}"
                yield wrapped(line, width, hanging=hanging)
        case Heading():
            yield wrapped(block.words, width)
        case Lines():
            yield from (wrapped(line, width, hanging=block.hanging) for line in block.lines)
        case Bullets():
            yield from (wrapped(f"- {item}", width, hanging=2) for item in block.items)
        case Tree():
            yield from _branches(block)
        case Code():
            yield from (_fitted_code(line, width) for line in block.text.splitlines())
        case Chart():
            yield from lines(block.draw(width), width).splitlines()


def _branches(tree: Tree, lead: str = "", trunk: str = "") -> Iterator[str]:
    yield f"{lead}{visible.line(tree.words)}"
    for part in tree.parts:
        last = part is tree.parts[-1]
        yield from _branches(part, trunk + ("└─ " if last else "├─ "), trunk + ("   " if last else "│  "))


def _fitted_code(line: str, width: int | None) -> str:
    """Break a line that is wider than the terminal; what goes on stands further in."""
    if width is None or len(line) <= width:
        return line
    indent = len(line) - len(line[1:].lstrip())
    return wrapped(line, width, hanging=min(indent + 2, width // 2))


def _table(table: Table, width: int | None, *, colour: bool) -> Iterator[str]:
    """Draw a table for a terminal of a width, or as plain columns where there is none.

    Off a terminal, columns are as wide as their widest cell, so that output never depends on where it runs.
    """
    table = tables.shown(table if colour else replace(table, tones={}))
    if not _fits(table, width):
        table = tables.without_optional(table)
    if table.title:
        yield from (wrapped(table.title, width), "")
    if width is None or _fits(table, width):
        yield from _plain(table)
    else:
        yield _fitted(table, width)
    if table.notes:
        yield from ("", *(wrapped(note, width) for note in table.notes))


def _fits(table: Table, width: int | None) -> bool:
    return width is None or all(visible.columns(line) <= width for line in _plain(replace(table, tones={})))


def _plain(table: Table) -> Iterator[str]:
    widths = [
        max(map(visible.columns, (column.name, *(row[index] for row in (*table.rows, *table.sums)))))
        for index, column in enumerate(table.columns)
    ]
    rule = _SPACE.join("─" * width for width in widths)
    yield _line([column.name for column in table.columns], table.columns, widths)
    yield rule
    for number, row in enumerate(table.rows):
        tones = [table.tones.get((number, index)) for index in range(len(row))]
        yield _line(row, table.columns, widths, tones)
    if table.sums:
        yield rule
        for row in table.sums:
            yield _line(row, table.columns, widths)


def _line(
    cells: Sequence[str],
    columns: Sequence[Column],
    widths: Sequence[int],
    tones: Sequence[Tone | None] | None = None,
) -> str:
    """Pad cells to their columns; a colour takes no room and leaves the padding alone."""
    parts = []
    for cell, column, width, tone in zip(cells, columns, widths, tones or [None] * len(widths), strict=True):
        room = " " * (width - visible.columns(cell))
        parts.append(f"{room}{painted(cell, tone)}" if column.figures else f"{painted(cell, tone)}{room}")
    return _SPACE.join(parts).rstrip(" ")


def _fitted(table: Table, width: int) -> str:
    """Draw a table that is too wide as it is: cells broken between words, or else row by row."""
    widths = _widths(table, width - _GAP * (len(table.columns) - 1))
    return _stacked(table, width) if widths is None else _folded(table, widths, width)


def _widths(table: Table, room: int) -> list[int] | None:
    """Share the room out, taking from the widest column first; None where words or amounts would break."""
    names = tuple(column.name for column in table.columns)
    columns = list(zip(names, *table.rows, *table.sums, strict=True))
    widths = [min(max(map(visible.columns, cells)), room) for cells in columns]
    least = [max(visible.columns(word) for cell in cells for word in cell.split(" ")) for cells in columns]
    if max(least) > room:
        return None
    while sum(widths) > room:
        spare = [index for index, each in enumerate(widths) if each > least[index]]
        if not spare:
            return None
        widths[max(spare, key=widths.__getitem__)] -= 1
    return widths


def _folded(table: Table, widths: list[int], width: int) -> str:
    # rich doubles the start-up time of a command, and most tables fit as they are.
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    def cells(row: Sequence[str], number: int | None = None) -> list[Text]:
        tones = [None if number is None else table.tones.get((number, index)) for index in range(len(row))]
        return [
            Text(cell.replace(_NBSP, _UNBROKEN), _STYLES[tone] if tone else "")
            for cell, tone in zip(row, tones, strict=True)
        ]

    # The box parts columns by one space itself.
    drawn = RichTable(
        box=box.SIMPLE_HEAD, padding=(0, _GAP - 1, 0, 0), show_edge=False, pad_edge=False, header_style=""
    )
    names = cells([column.name for column in table.columns])
    for column, name, exact in zip(table.columns, names, widths, strict=True):
        drawn.add_column(name, justify="right" if column.figures else "left", width=exact)
    for number, row in enumerate(table.rows):
        drawn.add_row(*cells(row, number), end_section=row is table.rows[-1])
    for row in table.sums:
        drawn.add_row(*cells(row))
    colours: Literal["standard"] | None = "standard" if table.tones else None
    console = Console(file=io.StringIO(), width=width, color_system=colours, legacy_windows=False)
    with console.capture() as capture:
        console.print(drawn)
    lines = capture.get().strip("\n").replace(_UNBROKEN, _NBSP).split("\n")
    return "\n".join(line.rstrip(" ") for line in lines)


def _stacked(table: Table, width: int) -> str:
    """Give each row as a block, one line for each of its cells."""
    blocks = []
    for number, (first, *cells) in enumerate((*table.rows, *table.sums)):
        indent = len(first) - len(first.lstrip()) + _GAP
        lines = [wrapped(first, width, hanging=indent)]
        for index, (column, cell) in enumerate(zip(table.columns[1:], cells, strict=True), start=1):
            if cell:
                line = wrapped(f"{' ' * indent}{column.name}: {cell}", width, hanging=indent + _GAP)
                lines.append(painted(line, table.tones.get((number, index))))
        blocks.append("\n".join(lines))
    return "\n".join(blocks)
