"""Meetings that the agreement asks for are recorded, year by year.

Only calendar years that are over and lie wholly inside the decided term are asked about.

Holds: at least two dialogue meetings a year since 2021, and at least one recorded in each of 2021–2025.
Does not: none recorded in 2023, asked in 2024.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, period
from iopctl.rules import term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding


def check(agreement: Agreement, as_of: date) -> Iterator[Finding]:
    """Find the kinds of meeting of which a past year has none on record."""
    if agreement.follow_up is None or not agreement.follow_up.meetings:
        return
    decided = term.standing(agreement, as_of).decided
    years = [year for year in decided.whole_years if year < as_of.year]
    for index, meetings in enumerate(agreement.follow_up.meetings):
        held = {day.year for day in meetings.held if day <= as_of}
        missing = [year for year in years if year not in held]
        if missing:
            yield codes.NEVER_RECORDED.at(
                ("follow_up", "meetings", index),
                at_least=meetings.at_least,
                kind=meetings.kind,
                years=period.ranges(missing),
            )
