"""Memos at random: what templates and officials can come up with, sound or not, the same each time."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from iopctl import table

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

NBSP = "\N{NO-BREAK SPACE}"
WORDS = (
    *("Nämnden", "överenskommelsen", "parterna", "åtgärder", "IOP", "och", "i", "på", "2021", "75 %", "§ 4"),
    *("arbetsmarknadsförvaltningens", "långtidsarbetslöshetsstatistiken", "Må bra-gruppen", "R&D", "<b>"),
    *("”citat”", "’", "–", "…", "*", "_", "|", "[", "](", "#", "1.", "-", "---", "\\", "`", "&amp;", "!"),
    *("%s", "{{", "#let", "$x$", "@a", "<w:p/>", "]]>", "½", "é", "ø", "ž", "Ω", "€", "•", f"664{NBSP}800"),
    *("https://a.se/b_c?d=e&f", "a@b.se", "\u00ad", "\u2011"),
)
# What the font lacks, what no block holds, and what nobody can read.
ODDITIES = (
    *("😀", "漢字", "\u200b", "\u202e", "\ue000", "\u0085"),
    *("![a](b)", "<br>", "> ", "[](https://a.se)", "[a](b)"),
)


def memos(number: int) -> list[str]:
    """Make a number of memos in Markdown."""
    return [_memo(seed) for seed in range(number)]


def drawn() -> st.SearchStrategy[str]:
    """Draw a memo in Markdown, for a law."""
    return st.integers(0, 1_000_000).map(_memo)


def _memo(seed: int) -> str:
    chance = random.Random(f"1976580-{seed}")  # noqa: S311 - no secret
    # Three in four are as sound as they look.
    wild = chance.random() < 0.25
    blocks = [f"# {_words(chance, 1, 12, wild=wild)}"] if not wild or chance.random() < 0.9 else []
    level = 1
    for _ in range(chance.randint(1, 14)):
        make = chance.choice((_heading, _paragraph, _paragraph, _listing, _numbers, _table, _signatures))
        if make is _heading:
            level = chance.randint(2, min(level + (2 if wild else 1), 6))
            blocks.append(f"{'#' * level} {_words(chance, 1, 8, wild=wild)}")
        else:
            blocks.append(make(chance, wild=wild))
    return "\n\n".join(blocks) + "\n"


def _words(chance: Random, least: int, most: int, *, wild: bool) -> str:
    several = [chance.choice(WORDS) for _ in range(chance.randint(least, most))]
    if wild and chance.random() < 0.1:
        several.insert(chance.randrange(len(several) + 1), chance.choice(ODDITIES))
        return " ".join(several)
    return f"Å {table.escape(' '.join(several))}"


def _heading(chance: Random, *, wild: bool) -> str:
    return f"## {_words(chance, 1, 8, wild=wild)}"


def _paragraph(chance: Random, *, wild: bool) -> str:
    parts = [_words(chance, 1, 60, wild=wild)]
    if chance.random() < 0.3:
        parts.append(f"**{_words(chance, 1, 3, wild=False)}** och *{_words(chance, 1, 3, wild=False)}*")
    if chance.random() < 0.2:
        parts.append("[Läs *mer*](https://www.exempelby.se/mål?a=1&b=(2))")
    return ("\\\n" if chance.random() < 0.2 else " ").join(parts)


def _listing(chance: Random, *, wild: bool) -> str:
    return "\n".join(f"- {_words(chance, 1, 20, wild=wild)}" for _ in range(chance.randint(1, 12)))


def _numbers(chance: Random, *, wild: bool) -> str:
    first = chance.choice((1, 1, 1, 2, 7))
    return "\n".join(
        f"{first + index}. {_words(chance, 1, 20, wild=wild)}" for index in range(chance.randint(1, 12))
    )


def _signatures(chance: Random, *, wild: bool) -> str:
    return "---\n\n" + "\n\n".join(_words(chance, 1, 4, wild=wild) for _ in range(chance.randint(1, 4)))


def _table(chance: Random, *, wild: bool) -> str:
    width = chance.randint(1, 7)
    cells: list[Callable[[], str]] = [
        (lambda: _amount(chance)) if index and chance.random() < 0.5 else lambda: _cell(chance, wild=wild)
        for index in range(width)
    ]
    sides = ["---:" if index and chance.random() < 0.5 else "---" for index in range(width)]
    heads = [_words(chance, 1, 3, wild=wild) for _ in range(width)]
    rows = [[cell() for cell in cells] for _ in range(chance.randint(1, 3) ** 3)]
    sums = [["**Totalt**", *(f"**{_amount(chance)}**" for _ in range(width - 1))]] * chance.randint(0, 1)
    caption = f"{_words(chance, 1, 10, wild=wild)}{'' if wild and chance.random() < 0.1 else ':'}"
    return "\n".join([caption, "", *(f"| {' | '.join(row)} |" for row in (heads, sides, *rows, *sums))])


def _amount(chance: Random) -> str:
    whole = f"{chance.randint(0, 10**8):,}".replace(",", NBSP)
    return f"{chance.choice(('', '', 'minst '))}{whole}{chance.choice(('', ',50'))}{NBSP}kr"


def _cell(chance: Random, *, wild: bool) -> str:
    return _words(chance, 1, 6, wild=wild).replace("\n", " ")
