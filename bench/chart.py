"""Growth as a chart: time per file against the number of files, both on a logarithmic scale, drawn as SVG.

A line that runs level grows as its files do; one that rises grows faster. What the chart shows stands in its
description and in the table beside it as well.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from bench.goals import as_shown
from bench.results import Point

_WIDTH, _HEIGHT = 760, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 190, 44, 52
_LINE_HEIGHT = 17
# Told apart by their dashes and their names at the end as well, not by colour alone.
_COLOURS = ("#0b5394", "#b45f06", "#38761d", "#a61c00", "#674ea7", "#134f5c", "#7f6000")
_DASHES = ("none", "8 3", "2 3", "12 3 2 3", "5 5", "1 4", "14 4")
_TITLE = "Time per file by the number of files"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Numbers → places, by their logarithms."""

    low: float
    high: float
    start: float
    stop: float

    def at(self, number: float) -> float:
        share = math.log(number / self.low) / math.log(self.high / self.low)
        return round(self.start + share * (self.stop - self.start), 1)


def svg(growth: Mapping[str, Mapping[int, Point]]) -> str:
    """Draw the growth of every command."""
    sizes = sorted({number for points in growth.values() for number in points})
    each = [per_file(point, number) for points in growth.values() for number, point in points.items()]
    low, high = 10 ** math.floor(math.log10(min(each))), 10 ** math.ceil(math.log10(max(each)))
    across = _Scale(sizes[0], sizes[-1], _LEFT, _WIDTH - _RIGHT)
    up = _Scale(low, high, _HEIGHT - _BOTTOM, _TOP)
    body = [*_axes(sizes, across, up), *_lines(growth, across, up)]
    head = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    return "\n".join(
        [
            f'<svg {head} role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="13">',
            f'<title id="title">{_TITLE}</title>',
            f'<desc id="desc">{escape(described(growth))}</desc>',
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
            *body,
            "</svg>\n",
        ]
    )


def per_file(point: Point, number: int) -> float:
    """Give the bare starts of Python that one file of so many costs."""
    return point.starts / number


def described(growth: Mapping[str, Mapping[int, Point]]) -> str:
    """Say what the chart shows."""
    said = []
    for name, points in growth.items():
        figures = (f"{as_shown(per_file(points[number], number))} of {number}" for number in sorted(points))
        said.append(f"{name}: {', '.join(figures)} files.")
    return " ".join(["Bare starts of Python that each file costs.", *said])


def _axes(sizes: list[int], across: _Scale, up: _Scale) -> Iterator[str]:
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    yield f'<text x="{_LEFT}" y="24" font-weight="bold">{_TITLE}, in bare starts of Python</text>'
    for decade in range(round(math.log10(up.low)), round(math.log10(up.high)) + 1):
        height = up.at(10.0**decade)
        yield f'<path d="M{_LEFT} {height}H{right}" stroke="#cccccc"/>'
        yield f'<text x="{_LEFT - 8}" y="{height + 4}" text-anchor="end">{10.0**decade:g}</text>'
    for size in sizes:
        place = across.at(size)
        yield f'<path d="M{place} {bottom}v6" stroke="#333333"/>'
        yield f'<text x="{place}" y="{bottom + 22}" text-anchor="middle">{grouped(size)}</text>'
    yield f'<path d="M{_LEFT} {_TOP}V{bottom}H{right}" fill="none" stroke="#333333"/>'
    yield f'<text x="{(_LEFT + right) // 2}" y="{_HEIGHT - 10}" text-anchor="middle">files</text>'


def _lines(growth: Mapping[str, Mapping[int, Point]], across: _Scale, up: _Scale) -> Iterator[str]:
    ends = {name: up.at(per_file(points[max(points)], max(points))) for name, points in growth.items()}
    places = spread(ends)
    for index, (name, points) in enumerate(growth.items()):
        style = f'stroke="{_COLOURS[index % 7]}" stroke-dasharray="{_DASHES[index % 7]}"'
        path = " ".join(f"{across.at(size)},{up.at(per_file(points[size], size))}" for size in sorted(points))
        yield f'<polyline points="{path}" fill="none" stroke-width="2" {style}/>'
        right = _WIDTH - _RIGHT
        yield f'<path d="M{right} {ends[name]}L{right + 24} {places[name]}h20" fill="none" {style}/>'
        yield f'<text x="{right + 50}" y="{places[name] + 4}">{escape(name)}</text>'


def spread(ends: Mapping[str, float]) -> dict[str, float]:
    """Give each name a place near the end of its line, where it covers no other.

    >>> spread({"one": 100.0, "other": 101.0, "third": 200.0})
    {'one': 100.0, 'other': 117.0, 'third': 200.0}
    """
    places: dict[str, float] = {}
    lowest = -math.inf
    for name in sorted(ends, key=lambda each: ends[each]):
        lowest = max(ends[name], lowest + _LINE_HEIGHT)
        places[name] = lowest
    return places


def grouped(number: int) -> str:
    """Write a number of files with its thousands apart."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
