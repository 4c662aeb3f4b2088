"""`iopctl budget`: what each party puts in, year by year, line by line or put together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from iopctl import money, swedish
from iopctl.answers import figures
from iopctl.answers.figures import Amounts, Explained, Money, PartOfYear, money_of
from iopctl.answers.reply import Reason, Reply
from iopctl.model.budget import Vintage
from iopctl.money import Quality
from iopctl.rules.budget import Budget, By, NoFigure, line_name
from iopctl.rules.status import Status
from iopctl.struct import UNSET, Struct, UnsetType
from iopctl.table import Column, Lines, Table
from iopctl.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.budget import Indexation
    from iopctl.rules.figure import Figure
    from iopctl.rules.indexation import Indexed
    from iopctl.rules.known import Known
    from iopctl.rules.shares import Line
    from iopctl.source.document import Document
    from iopctl.table import Block

# As many as an explanation shows.
_MOST_DECIMALS = 10


class PartyShare(Money):
    """What one party puts in."""

    party: str
    """The party's key in the file."""
    share: str | None
    """Its part of the total, with three decimals; null where the total is nothing."""
    share_quality: Quality | None
    """How exactly that is known: at most, where others put in at least what is stated."""


class BudgetLine(Money):
    """A contribution in a year."""

    name: str
    """What it is called."""
    by: str
    """The key of the party that makes it."""
    kind: str
    """The kind of contribution."""
    starts: date
    """The first day of the year that it is for."""
    ends: date | None
    """The last day of the year that it is for."""
    hours: Decimal | UnsetType = UNSET
    """The hours of the year, where it has any."""
    hourly_rate: Decimal | UnsetType = UNSET
    """Kronor an hour, where it has a rate."""
    price_year: int | UnsetType | None = UNSET
    """The year in whose prices the rate is."""


class BudgetGroup(Money):
    """Lines put together."""

    name: str
    """The party, kind, board or line."""
    share: str | None
    """Its part of the total, with three decimals; null where the total is nothing."""
    share_quality: Quality | None
    """How exactly that is known: at most, where others put in at least what is stated."""
    explanation: Explained | UnsetType = UNSET
    """Only with `--explain`: the sum, opened down to the lines of the file."""


class BudgetYear(Struct):
    """The budget of a year."""

    year: int
    """The calendar year."""
    status: Status
    """How certain its least certain part is."""
    rests_on: tuple[Reason, ...]
    """What the money rests on."""
    total: Money
    """The sum of the parties' amounts."""
    lapsed: Literal[True] | UnsetType = UNSET
    """Only where its optional money lies in options that nobody can use any more."""
    parts: tuple[PartOfYear, ...] | UnsetType = UNSET
    """The total by how certain it is; only where that differs, and the file says how a part is paid."""
    parties: tuple[PartyShare, ...] | UnsetType = UNSET
    """What each party puts in, in the order of the file; not with `--by`."""
    lines: tuple[BudgetLine, ...] | UnsetType = UNSET
    """The contributions, in the order of the file; not with `--by`."""
    groups: tuple[BudgetGroup, ...] | UnsetType = UNSET
    """Only with `--by`: the lines put together."""
    explanation: Explained | UnsetType = UNSET
    """Only with `--explain`: the total, opened down to the lines of the file."""


class BudgetsOf(Struct):
    """The budgets of an agreement."""

    agreement: str
    """The agreement's id."""
    assumed: tuple[str, ...]
    """What was assumed of the series: `PKV=2.5%`."""
    years: tuple[BudgetYear, ...]
    """The years that have a figure; why the others have none is in `problems`."""
    by: By | UnsetType = UNSET
    """What the lines are put together by."""


class Record(Struct):
    """A row of csv: a line, a party, a part or the total of a year."""

    agreement: str
    year: int
    status: str
    row: str
    party: str = ""
    name: str = ""
    kind: str = ""
    hours: Decimal | None = None
    hourly_rate: Decimal | None = None


class Budgets(Reply):
    """Some years of one agreement, line by line below each party."""

    command = "budget"
    record: ClassVar[tuple[type[Struct], ...]] = (Record, Amounts)

    id: str
    agreement: Agreement
    document: Document
    known: Known
    years: tuple[Budget | NoFigure, ...]
    explain: bool

    @property
    def figures(self) -> tuple[Budget, ...]:
        """The years that have figures."""
        return tuple(year for year in self.years if isinstance(year, Budget))

    @property
    def assumed(self) -> tuple[str, ...]:
        """What any of the figures rests on, as it was asked for."""
        codes = {code for year in self.figures for code in year.total.assumed}
        return tuple(str(each) for each in self.known.assumed if each.code in codes)

    @property
    def _marks(self) -> tuple[str, ...]:
        """Say what marked figures assume and do not count."""
        unstated = (name for year in self.figures for name in year.total.unstated)
        return (*figures.assumptions(self.assumed), *figures.incomplete(unstated))

    @property
    def title(self) -> str:
        """Head the years."""
        first, last = self.years[0].year, self.years[-1].year
        return say("{name}: budget {first}–{last}", name=self.agreement.title, first=first, last=last)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say of each year what its money rests on."""
        return tuple(dict.fromkeys(note for year in self.figures for note in self._year_notes(year)))

    def result(self) -> BudgetsOf:
        """Give the years that have figures."""
        return BudgetsOf(self.id, self.assumed, tuple(map(self._year, self.figures)))

    def _year(self, year: Budget) -> BudgetYear:
        return BudgetYear(
            year=year.year,
            status=year.status,
            rests_on=tuple(Reason.of(finding, self.document) for finding in year.rests_on),
            total=Money.of(year.total, year.exact),
            lapsed=year.lapsed or UNSET,
            parts=PartOfYear.of_year(year),
            **self._contents(year),
        )

    def _contents(self, year: Budget) -> dict[str, Any]:
        """Give the parties and the lines of a year."""
        portions = year.portions
        return {
            "parties": tuple(
                PartyShare(
                    *money_of(each.figure, each.exact), each.party, *figures.share(portions[each.party])
                )
                for each in year.borne
            ),
            "lines": tuple(map(_line, year.lines)),
            "explanation": Explained.of(year.total, self.document) if self.explain else UNSET,
        }

    def records(self) -> Iterator[tuple[Struct, ...]]:
        """Give one row for each line, share and total of each year."""
        for year in self.figures:
            start = (self.id, year.year, " ".join(year.statuses))
            for share in year.borne:
                for line in share.lines:
                    stated, hours = line.contribution, line.hours.value if line.hours else None
                    about = (share.party, stated.name, stated.kind.value)
                    record = Record(*start, "line", *about, hours, stated.hourly_rate)
                    yield record, Amounts.of(line.figure, line.exact)
                called = self.agreement.parties[share.party].called
                yield Record(*start, "party", share.party, called), Amounts.of(share.figure, share.exact)
            yield Record(*start, "total"), Amounts.of(year.total, year.exact)
            for part in year.parts if len(year.parts) > 1 else ():
                record = Record(*start[:2], part.status.value, "part")
                yield record, Amounts.of(part.total, part.exact)

    def blocks(self) -> Iterator[Block]:
        """Set out one year line by line, or several years side by side; with explanations below."""
        if len(self.years) == 1:
            yield from map(self._year_table, self.figures)
        elif self.figures:
            yield self._years_table()
        for year in self.figures if self.explain else ():
            yield Lines((say("How the total of {year} was made:", year=year.year),))
            yield from self._explanation(year)

    def _explanation(self, year: Budget) -> Iterator[Block]:
        """Open the total down to the file, and say how the printed lines were rounded."""
        yield figures.tree(year.total, self.document)
        yield Lines((say("The lines as they are printed:"),))
        yield Lines(tuple(figures.sentence(line.figure, self.document) for line in year.lines))

    def _year_title(self, year: Budget) -> str:
        certain = figures.certainties(year.statuses)
        return say(
            "{name}: budget {year}, {certain}", name=self.agreement.title, year=year.year, certain=certain
        )

    def _year_table(self, year: Budget) -> Table:
        """Group the lines below the party that bears them."""
        rows: list[tuple[str, ...]] = []
        portions = year.portions
        for share in year.borne:
            called, portion = self.agreement.parties[share.party].called, portions[share.party]
            rows.append((called, "", "", "", figures.kronor(share.figure), figures.percent(portion)))
            rows += [(f"  {line_name(year, line)}", *_line_cells(line), "") for line in share.lines]
        sums = [(say("Total"), year.total), *parts(year)]
        return Table(
            columns=(
                Column(say("Line")),
                Column(say("Kind")),
                Column(say("Hours"), figures=True),
                Column(say("Kr/h"), figures=True),
                Column(say("Kronor"), figures=True),
                Column(say("Share"), figures=True),
            ),
            rows=tuple(rows),
            title=self._year_title(year),
            sums=tuple((name, "", "", "", figures.kronor(figure), "") for name, figure in sums),
            notes=(*self._year_notes(year), *self.basis.notes),
        )

    def _years_table(self) -> Table:
        """Set years side by side; a year without a figure shows none."""
        shares = {(year.year, each.party): each for year in self.figures for each in year.borne}

        def cell(key: str) -> Callable[[Budget], str]:
            return lambda year: figures.kronor(own.figure) if (own := shares.get((year.year, key))) else "–"

        bearers = {party for _, party in shares}
        parties = [
            self._row(party.called, cell(key))
            for key, party in self.agreement.parties.items()
            if key in bearers
        ]
        rests_on = (
            f"{year.year}: {finding.message}"
            for year in self.figures
            for finding in year.rests_on
            if finding.code != "decided_term"
        )
        undivided = (f"{year.year}: {figures.not_divided()}" for year in self.figures if year.undivided)
        return self._side_by_side("", parties, (*rests_on, *undivided))

    def _side_by_side(self, heading: str, rows: list[tuple[str, ...]], notes: tuple[str, ...]) -> Table:
        """Set out years: rows, how certain they are, and what they add up to."""
        totals = self._row(say("Total"), lambda year: figures.kronor(year.total))
        return Table(
            columns=(Column(heading), *(Column(str(year.year), figures=True) for year in self.years)),
            rows=(*rows, self._row(say("Status"), _short_certainties)),
            title=self.title,
            sums=(totals, *self._parts_rows()),
            notes=(*notes, *self._marks, *self.basis.notes),
        )

    def _row(self, name: str, cell: Callable[[Budget], str]) -> tuple[str, ...]:
        return (name, *(cell(year) if isinstance(year, Budget) else "–" for year in self.years))

    def _parts_rows(self) -> Iterator[tuple[str, ...]]:
        """Say what of each year is how certain, where a year is certain only in part."""
        divided = any(len(year.parts) > 1 for year in self.figures)
        for status in Status if divided else ():
            totals = {
                year.year: figures.kronor(part.total)
                for year in self.figures
                for part in year.parts
                if part.status is status
            }
            if totals:
                yield (figures.sum_of(status), *(totals.get(year.year, "") for year in self.years))

    def _year_notes(self, year: Budget) -> Iterator[str]:
        yield from map(_indexation, year.indexed)
        if not year.indexed:
            yield say("Indexation: none is stated.")
        rated = (line for line in year.lines if line.price_year and line.contribution.hourly_rate)
        for price_year in sorted({line.price_year for line in rated if line.price_year}):
            yield say("Rates an hour are in the prices of {year}.", year=price_year)
        yield from (finding.message for finding in year.rests_on)
        if year.undivided:
            yield figures.not_divided()
        yield from self._marks


def _line(line: Line) -> BudgetLine:
    stated = line.contribution
    return BudgetLine(
        *money_of(line.figure, line.exact),
        name=stated.name,
        by=stated.by,
        kind=stated.kind.value,
        starts=line.span.first,
        ends=line.span.last,
        hours=line.hours.value if line.hours else UNSET,
        hourly_rate=UNSET if stated.hourly_rate is None else stated.hourly_rate,
        price_year=UNSET if stated.hourly_rate is None else line.price_year,
    )


def parts(year: Budget) -> list[tuple[str, Figure]]:
    """Say what is how certain of a year that is certain only in part."""
    parts = year.parts if len(year.parts) > 1 else ()
    return [(figures.sum_of(part.status), part.total) for part in parts]


def _short_certainties(year: Budget) -> str:
    """Say how certain the money of a year is, in few letters."""
    short = {Status.UNTIL_FURTHER_NOTICE: say("until notice")}
    return say(" and ").join(short.get(status) or figures.status(status) for status in year.statuses)


def _line_cells(line: Line) -> tuple[str, str, str, str]:
    rate = line.contribution.hourly_rate
    hours = swedish.number(swedish.two_decimals(line.hours.value)) if line.hours else ""
    written = "" if rate is None else swedish.number(rate)
    return (line.contribution.kind.value, hours, written, figures.kronor(line.figure))


def _indexation(indexed: Indexed) -> str:
    """Say how amounts follow prices, and what that came to."""
    facts = {"rule": _rule(indexed.stated), "year": indexed.price_year}
    if indexed.rounded:
        return say("Indexation: {rule} from price year {year}, on rounded amounts.", **facts)
    factor = Decimal(1) if indexed.factor is None else money.cut(indexed.factor.value, _MOST_DECIMALS)
    written = swedish.number(factor.normalize(money.EXACT))
    return say("Indexation: {rule} from price year {year}, here × {factor}.", **facts, factor=written)


def _rule(stated: Indexation) -> str:
    """Say how the agreement indexes, in the order in which it would be read aloud."""
    if stated.series is None:
        percent = swedish.percentage(stated.percent or Decimal(0))
        parts = [say("{percent} for every new calendar year", percent=percent)]
    else:
        alone = len(stated.series) == 1
        weights = stated.series.items()
        named = (code if alone else f"{swedish.percentage(weight)} {code}" for code, weight in weights)
        parts = [say(" and ").join(named)]
        if stated.lag:
            parts.append(say_count(stated.lag, "{number} year behind", "{number} years behind"))
        least = stated.at_least is not None and swedish.percentage(stated.at_least)
        most = stated.at_most is not None and swedish.percentage(stated.at_most)
        if least and most:
            parts.append(say("at least {least} and at most {most} a year", least=least, most=most))
        elif least:
            parts.append(say("at least {least} a year", least=least))
        elif most:
            parts.append(say("at most {most} a year", most=most))
        if stated.vintage not in {None, Vintage.LATEST}:
            parts.append(say("{vintage} values only", vintage=stated.vintage))
    if stated.first_year:
        parts.append(say("first for {year}", year=stated.first_year))
    return ", ".join(parts)
