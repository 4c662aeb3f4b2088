from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from iopctl.model import building
from iopctl.model.published import Threshold
from iopctl.money import Quality
from iopctl.rules import figure, value
from iopctl.rules.checks import published as checks
from iopctl.rules.figure import Figure, Unit
from iopctl.rules.value import Comparison
from iopctl.source import reading
from tests.builders import day
from tests.runs.run import CHECKOUT


def threshold(*figures: dict[str, str]) -> Threshold:
    """Make a threshold of some dated figures."""
    values = {"format": "1", "title": "Gräns", "figures": [{"source": "Källan", **each} for each in figures]}
    made, wrong = building.build_entry(Threshold, values)
    assert made is not None, wrong
    return made


def kronor(amount: str, quality: Quality = Quality.EXACT) -> Figure:
    return figure.read("public side", Decimal(amount), Unit.KRONOR, (), quality)


BEFORE = {"amount": "600 000 kr", "from": "2020-01-01", "to": "2021-12-31"}
AFTER = {"amount": "700 000 kr", "from": "2022-01-01"}
EURO = {"amount": "300 000 euro", "from": "2020-01-01"}


def read(path: Path) -> Threshold:
    """Read a threshold's file."""
    made, wrong = building.build_entry(Threshold, reading.read_file(path, path.name).values)
    assert made is not None, wrong
    return made


SHIPPED = {path.stem: read(path) for path in sorted((CHECKOUT / "iopctl" / "thresholds").glob("*.yaml"))}


def written(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def shown(of: Threshold, first: str, last: str = "", public: Figure | None = None) -> list[tuple[str, str]]:
    """Give each figure that applied, and how the value compares with it."""
    rows = value.beside([("grans", of)], (day(first), day(last or first)), public)
    return [(f"{row.limit.amount.amount:f}" if row.limit else "", row.comparison.value) for row in rows]


@pytest.mark.parametrize(
    ("first", "last", "amounts"),
    [
        ("2021-12-31", "", ["600000"]),
        ("2022-01-01", "", ["700000"]),
        ("2021-01-01", "2021-12-31", ["600000"]),
        ("2021-12-01", "2022-01-31", ["600000", "700000"]),
        ("2019-12-31", "", [""]),
        ("2100-01-01", "", ["700000"]),
    ],
)
def test_what_applied_when_the_agreement_was_signed_is_shown(
    first: str, last: str, amounts: list[str]
) -> None:
    assert [amount for amount, _ in shown(threshold(BEFORE, AFTER), first, last)] == amounts


@pytest.mark.parametrize(
    ("public", "comparison"),
    [
        (kronor("700001"), Comparison.ABOVE),
        (kronor("700000"), Comparison.EQUAL),
        (kronor("699999"), Comparison.BELOW),
        (kronor("700001", Quality.AT_LEAST), Comparison.ABOVE),
        (kronor("699999", Quality.AT_LEAST), Comparison.NOT_EXACT),
        (kronor("699999", Quality.AT_MOST), Comparison.BELOW),
        (kronor("700001", Quality.AT_MOST), Comparison.NOT_EXACT),
        (kronor("1", Quality.ABOUT), Comparison.NOT_EXACT),
        (None, Comparison.NO_VALUE),
    ],
)
def test_a_comparison_says_which_figure_is_larger_and_no_more_than_is_known(
    public: Figure | None, comparison: Comparison
) -> None:
    assert shown(threshold(AFTER), "2022-06-01", public=public) == [("700000", comparison.value)]


def test_a_figure_in_euro_is_not_compared() -> None:
    assert shown(threshold(EURO), "2022-06-01", public=kronor("1")) == [("300000", "other_currency")]


def test_a_time_without_a_figure_says_so() -> None:
    assert shown(threshold(BEFORE), "2024-01-01", public=kronor("1")) == [("", "no_figure")]


def codes(*figures: dict[str, str]) -> list[str]:
    return [finding.code for finding in checks.threshold(threshold(*figures))]


def test_figures_that_follow_one_another_are_in_order() -> None:
    assert codes(BEFORE, AFTER) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (BEFORE, AFTER | {"from": "2021-12-31"}, ["IOP691"]),
        (AFTER, BEFORE, ["IOP691"]),
        (BEFORE | {"to": "2019-12-31"}, AFTER, ["IOP401"]),
    ],
)
def test_figures_with_the_same_days_or_backwards_are_found(
    first: dict[str, str], second: dict[str, str], expected: list[str]
) -> None:
    assert codes(first, second) == expected


@pytest.mark.parametrize("amount", ["700 000", "700 000 sek", "kr", "-5 kr", "about 5 kr"])
def test_a_figure_without_its_currency_is_refused(amount: str) -> None:
    values = {
        "format": "1",
        "title": "Gräns",
        "figures": [{"amount": amount, "from": "2020-01-01", "source": "Källan"}],
    }

    _, wrong = building.build_entry(Threshold, values)

    assert [finding.code for finding in wrong] == ["IOP690"]


# The sheet of figures whose source was read, row by row: what, how much, from when to when, who said it.
SHEET = [
    ("direktupphandling", "586907", "kr", "2018-01-01", "2019-12-31", "Konkurrensverket"),
    ("direktupphandling", "615312", "kr", "2020-01-01", "2021-12-31", "Konkurrensverket"),
    ("direktupphandling", "626284", "kr", "2022-01-01", "2022-01-31", "SKR, 13 december 2021"),
    ("direktupphandling", "700000", "kr", "2022-02-01", "", "SKR; Upphandlingsmyndigheten"),
    ("sociala-tjanster", "7113450", "kr", "2018-01-01", "2019-12-31", "Konkurrensverket"),
    ("sociala-tjanster", "7701675", "kr", "2020-01-01", "2021-12-31", "Konkurrensverket"),
    ("sociala-tjanster", "7802550", "kr", "2022-01-01", "2023-12-31", "Konkurrensverket; SKR"),
    ("sociala-tjanster", "8109450", "kr", "2024-01-01", "2025-12-31", "Upphandlingsmyndigheten"),
    ("stod-av-mindre-betydelse", "200000", "euro", "", "2023-12-31", "Upphandlingsmyndigheten"),
    ("stod-av-mindre-betydelse", "300000", "euro", "2024-01-01", "2030-12-31", "Förordning (EU) 2023/2831"),
    (ALLMANT := "stod-till-tjanster-av-allmant-intresse", "500000", "euro", "", "2023-12-31",
     "Upphandlingsmyndigheten"),
    (ALLMANT, "750000", "euro", "2024-01-01", "2030-12-31", "Förordning (EU) 2023/2832"),
]  # fmt: skip


def test_the_shipped_figures_are_those_of_the_sheet_row_by_row() -> None:
    shipped = [
        (name, f"{each.amount.amount:f}", each.amount.currency.value, *map(written, (each.since, each.to)),
         each.source)
        for name, of in SHIPPED.items() for each in of.figures
    ]  # fmt: skip

    assert shipped == SHEET


@pytest.mark.parametrize(
    ("signed", "limit"),
    [("2021-12-31", "615312"), ("2022-01-31", "626284"), ("2022-02-01", "700000"), ("2025-12-31", "700000")],
)
def test_the_limit_of_direct_award_rose_twice_in_the_winter_of_2022(signed: str, limit: str) -> None:
    assert shown(SHIPPED["direktupphandling"], signed) == [(limit, "no_value")]


def test_a_figure_without_a_first_day_applied_until_its_last() -> None:
    of = threshold({"amount": "200 000 euro", "to": "2023-12-31"}, EURO | {"from": "2024-01-01"})

    assert [shown(of, each)[0][0] for each in ("1950-01-01", "2023-12-31", "2024-01-01")] == [
        "200000",
        "200000",
        "300000",
    ]
    assert list(checks.threshold(of)) == []
