"""`iopctl index`: the index series of the register, who follows them, and which value is needed next."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import swedish
from iopctl.answers.reply import Reply
from iopctl.model.published import Measure, ValueStatus
from iopctl.struct import Struct, field
from iopctl.table import Column, Table
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.published import Series, Value
    from iopctl.rules.indexation import Need
    from iopctl.table import Block


class SeriesYears(Struct):
    """The years of a file."""

    first: int
    """The first one."""
    last: int
    """The last one."""


class LatestValue(Struct):
    """The last value that counts on the day asked."""

    year: int
    """The year that it is for."""
    value: Decimal
    """The index, or the change in percent."""
    status: ValueStatus
    """How far the publisher had come with it."""
    published: date
    """When it was published."""


class NeededValue(Struct):
    """The value that an agreement waits for."""

    value_year: int
    """The year of the value."""
    year: int
    """The calendar year whose money it decides."""
    since: date = field(name="from")
    """From which day it is needed."""
    decided: bool
    """Whether that year is decided already."""

    @classmethod
    def of(cls, need: Need) -> NeededValue:
        """Give what is needed."""
        return cls(need.value_year, need.year, need.since, need.decided)


class FollowedBy(Struct):
    """An agreement that follows a series."""

    agreement: str
    """The agreement's id."""
    needs: NeededValue | None
    """The value that it waits for."""


class SeriesOf(Struct):
    """An index series."""

    series: str
    """Its code."""
    title: str | None
    """Its title; null where there is no sound file."""
    publisher: str | None
    """Who publishes it."""
    link: str | None
    """Where it is published."""
    measure: Measure | None = field(name="as")
    """What its values are."""
    years: SeriesYears | None
    """The years of its file."""
    latest: LatestValue | None
    """The last value that counts on the day asked."""
    followed_by: tuple[FollowedBy, ...]
    """The agreements that follow it."""

    @classmethod
    def of(
        cls, code: str, series: Series | None, latest: Value | None, followed_by: tuple[FollowedBy, ...]
    ) -> SeriesOf:
        """Give a series, or that there is no sound file of it, and who follows it."""
        years = [each.year for each in series.values] if series else []
        return cls(
            series=code,
            title=series.title if series else None,
            publisher=series.source.publisher if series else None,
            link=series.source.link if series else None,
            measure=series.measure if series else None,
            years=SeriesYears(min(years), max(years)) if years else None,
            latest=LatestValue(latest.year, latest.value.number, latest.status, latest.published)
            if latest
            else None,
            followed_by=followed_by,
        )


class SeriesList(Struct):
    """The index series of the register."""

    series: tuple[SeriesOf, ...]
    """Those that have a file or that an agreement follows, by code."""


class Record(Struct):
    """A row of csv: a series and an agreement that follows it."""

    series: str
    title: str | None
    publisher: str | None
    measure: str | None = field(name="as")
    first_year: int | None
    last_year: int | None
    value_year: int | None
    value: Decimal | None
    status: str | None
    published: date | None
    agreement: str | None
    needs_year: int | None
    needs_from: date | None
    decided: bool | None


class Indices(Reply):
    """All series, and the problems of the files that are left out."""

    command = "index"
    record = (Record,)

    series: tuple[SeriesOf, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """Say who waits for which value, the most urgent first."""
        followed = [
            (each.needs, each.agreement, row.series) for row in self.series for each in row.followed_by
        ]
        waiting = [(need, agreement_id, code) for need, agreement_id, code in followed if need]
        notes = []
        for need, agreement_id, code in sorted(waiting, key=lambda each: (each[0].since, each[1])):
            facts = {"id": agreement_id, "code": code, "year": need.value_year, "day": need.since}
            words = say("{id} needs {code} for {year}, from {day}.", **facts)
            if not need.decided:
                words = say("{id} needs {code} for {year}, from {day}, if it is extended till then.", **facts)
            notes.append(words)
        return (*notes, *self.basis.notes)

    def result(self) -> SeriesList:
        """Give the series."""
        return SeriesList(self.series)

    def records(self) -> Iterator[tuple[Record]]:
        """Give one row for each series and agreement that follows it."""
        for row in self.series:
            years, latest = row.years, row.latest
            for each in row.followed_by or (None,):
                need = each.needs if each else None
                record = Record(
                    series=row.series,
                    title=row.title,
                    publisher=row.publisher,
                    measure=row.measure.value if row.measure else None,
                    first_year=years.first if years else None,
                    last_year=years.last if years else None,
                    value_year=latest.year if latest else None,
                    value=latest.value if latest else None,
                    status=latest.status.value if latest else None,
                    published=latest.published if latest else None,
                    agreement=each.agreement if each else None,
                    needs_year=need.value_year if need else None,
                    needs_from=need.since if need else None,
                    decided=need.decided if need else None,
                )
                yield (record,)

    def blocks(self) -> Iterator[Block]:
        """Set out one row for each series, and below it what is waited for."""
        if not self.series:
            nothing = say(
                "There is no index series: no agreement follows one, and the folder 'index' holds none."
            )
            yield Table((Column(say("Series")),), (), notes=(nothing, *self.basis.notes))
            return
        names = (say("Series"), say("Title"), say("Source"), say("Years"))
        yield Table(
            columns=(
                *map(Column, names),
                Column(say("Last value"), figures=True),
                Column(say("Published")),
                Column(say("Followed by")),
            ),
            rows=tuple(map(_cells, self.series)),
            notes=self.notes,
        )


def _cells(row: SeriesOf) -> tuple[str, ...]:
    followed = ", ".join(each.agreement for each in row.followed_by) or "–"
    if row.title is None:
        return (row.series, say("(no sound file)"), "", "", "", "", followed)
    years = f"{row.years.first}–{row.years.last}" if row.years else "–"
    value, published = "–", "–"
    if row.latest:
        number = row.latest.value
        is_change = row.measure is Measure.CHANGES
        written = swedish.percentage(number) if is_change else swedish.number(number)
        value, published = f"{row.latest.year}: {written}", f"{row.latest.published}, {row.latest.status}"
    return (row.series, row.title, row.publisher or "", years, value, published, followed)
