"""`iopctl index`: the index series of the register, who follows them, and which value is needed next."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import swedish
from iopctl.answers.reply import Reply
from iopctl.model.published import Measure, ValueStatus
from iopctl.struct import Struct, field, replace
from iopctl.table import Column, Table
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.published import Series, Value
    from iopctl.rules.indexation import Need
    from iopctl.rules.known import Known
    from iopctl.table import Block


class Follower(Struct):
    """An agreement whose amounts follow a series."""

    id: str
    need: Need | None
    """The value that it waits for; None where it has all."""


class Row(Struct):
    """One series and who follows it."""

    code: str
    series: Series | None
    """What its file holds; None where there is none, or it has problems."""
    followers: tuple[Follower, ...] = ()

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year of its file."""
        found = [each.year for each in self.series.values] if self.series else []
        return (min(found), max(found)) if found else None


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
    agreement: str | None = None
    needs_year: int | None = None
    needs_from: date | None = None
    decided: bool | None = None


class Indices(Reply):
    """All series, and the problems of the files that are left out."""

    command = "index"
    record = (Record,)

    known: Known
    rows: tuple[Row, ...]

    def _latest(self, row: Row) -> Value | None:
        return self.known.latest(row.code)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say who waits for which value, the most urgent first."""
        waiting = [(each.need, each.id) for row in self.rows for each in row.followers if each.need]
        notes = []
        for need, agreement_id in sorted(waiting, key=lambda each: (each[0].since, each[1])):
            facts = {"id": agreement_id, "code": need.series, "year": need.value_year, "day": need.since}
            words = say("{id} needs {code} for {year}, from {day}.", **facts)
            if not need.decided:
                words = say("{id} needs {code} for {year}, from {day}, if it is extended till then.", **facts)
            notes.append(words)
        return (*notes, *self.basis.notes)

    def result(self) -> SeriesList:
        """Give the series."""
        return SeriesList(tuple(map(self._series, self.rows)))

    def _series(self, row: Row) -> SeriesOf:
        series, latest, years = row.series, self._latest(row), row.years
        followed_by = tuple(FollowedBy(each.id, _needed(each.need)) for each in row.followers)
        return SeriesOf(
            series=row.code,
            title=series.title if series else None,
            publisher=series.source.publisher if series else None,
            link=series.source.link if series else None,
            measure=series.measure if series else None,
            years=SeriesYears(*years) if years else None,
            latest=LatestValue(latest.year, latest.value.number, latest.status, latest.published)
            if latest
            else None,
            followed_by=followed_by,
        )

    def records(self) -> Iterator[tuple[Record]]:
        """Give one row for each series and agreement that follows it."""
        for row in self.rows:
            series, latest = row.series, self._latest(row)
            first, last = row.years or (None, None)
            record = Record(
                series=row.code,
                title=series.title if series else None,
                publisher=series.source.publisher if series else None,
                measure=series.measure.value if series else None,
                first_year=first,
                last_year=last,
                value_year=latest.year if latest else None,
                value=latest.value.number if latest else None,
                status=latest.status.value if latest else None,
                published=latest.published if latest else None,
            )
            if not row.followers:
                yield (record,)
            for each in row.followers:
                own = replace(record, agreement=each.id)
                if need := each.need:
                    waits = {"needs_year": need.value_year, "needs_from": need.since}
                    own = replace(own, decided=need.decided, **waits)
                yield (own,)

    def blocks(self) -> Iterator[Block]:
        """Set out one row for each series, and below it what is waited for."""
        if not self.rows:
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
            rows=tuple(map(self._cells, self.rows)),
            notes=self.notes,
        )

    def _cells(self, row: Row) -> tuple[str, ...]:
        followed = ", ".join(each.id for each in row.followers) or "–"
        series, latest, years = row.series, self._latest(row), row.years
        if series is None:
            return (row.code, say("(no sound file)"), "", "", "", "", followed)
        shown = f"{years[0]}–{years[1]}" if years else "–"
        value, published = "–", "–"
        if latest:
            number = latest.value.number
            is_change = series.measure is Measure.CHANGES
            written = swedish.percentage(number) if is_change else swedish.number(number)
            value, published = f"{latest.year}: {written}", f"{latest.published}, {latest.status}"
        return (row.code, series.title, series.source.publisher, shown, value, published, followed)


def _needed(need: Need | None) -> NeededValue | None:
    return NeededValue(need.value_year, need.year, need.since, need.decided) if need else None
