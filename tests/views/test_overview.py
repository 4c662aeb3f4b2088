from __future__ import annotations

import csv
import io
import json
from datetime import date

from hypothesis import given

from iopctl.rules import overview
from iopctl.rules.known import Known
from iopctl.views import overview as view
from iopctl.views.overview import Register, Row
from tests import builders
from tests.builders import Whole, day
from tests.strategies import AS_OF, agreements


def register(as_of: date, **agreements: Whole) -> Register:
    rows = (
        Row.of(name, whole.agreement, overview.overview(whole.agreement, Known(as_of)))
        for name, whole in agreements.items()
    )
    return Register(as_of, tuple(rows), ())


def filed(as_of: str) -> Register:
    return register(day(as_of), ikf=builders.filed("ikf"), stadsmission=builders.filed("stadsmission"))


def cells(text: str, name: str) -> list[str]:
    """Cut the row of an agreement into its cells."""
    (line,) = (line for line in text.splitlines() if line.startswith(name))
    return [cell.strip() for cell in line.replace("\u00a0", " ").split("  ") if cell.strip()]


def test_an_agreement_is_one_line_of_the_register() -> None:
    assert cells(view.as_table(filed("2021-07-13"), None), "stadsmission") == [
        "stadsmission",
        "Arbetsmarknadsnämnden + Linköpings Stadsmission",
        "2018-01-01 – 2021-12-31",
        "1 of 2",
        "1 100 000",
        "minst 980 500",
        "decide extension by 2021-12-31",
    ]


def test_a_year_without_a_figure_shows_none() -> None:
    shown = cells(view.as_table(filed("2025-01-01"), None), "stadsmission")

    assert shown[4:] == ["–", "–", "ended 2021-12-31"]


def test_money_that_is_not_committed_is_never_shown_as_if_it_were() -> None:
    text = view.as_table(filed("2021-07-13"), None)

    assert cells(text, "ikf")[-3] != "339 200"
    assert "until further notice" in text
    assert cells(text, "stadsmission")[-3] == "1 100 000"


def test_the_day_asked_for_stands_in_the_columns() -> None:
    assert "Public 2021" in view.as_table(filed("2021-07-13"), None)


def test_csv_has_a_row_for_each_agreement() -> None:
    written = view.as_csv(filed("2021-07-13"), None).removeprefix("\ufeff")

    rows = list(csv.DictReader(io.StringIO(written, newline=""), delimiter=";"))
    assert [(row["id"], row["ends"], row["status"], row["public"], row["on"]) for row in rows] == [
        ("ikf", "", "until_further_notice", "339200", ""),
        ("stadsmission", "2021-12-31", "committed", "1100000", "2021-12-31"),
    ]


def test_json_has_the_same_for_machines() -> None:
    answer = json.loads(view.as_json(filed("2021-07-13"), None))

    (_, stadsmission) = answer["result"]["agreements"]
    assert stadsmission["options"] == {"total": 2, "used": 1, "left": 1}
    assert stadsmission["year"]["civil"] == {"amount": 980500, "quality": "at least"}
    assert stadsmission["next"] == {"event": "decide_by", "on": "2021-12-31"}


@given(whole=agreements(), as_of=AS_OF)
def test_every_view_can_show_every_agreement(whole: Whole, as_of: date) -> None:
    result = register(as_of, avtal=whole)

    for name, show in view.FORMATS.items():
        assert "avtal" in show(result, None), name
