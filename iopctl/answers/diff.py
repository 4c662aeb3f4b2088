"""`iopctl diff`: what changed in an agreement, or in all of them, between two versions."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import period, swedish
from iopctl.answers import changes, figures
from iopctl.answers.changes import (
    ChangedAgreement,
    ChangedFile,
    ChangedKey,
    ChangedMoney,
    ChangedParty,
    ChangedPartyMoney,
    ChangedTerm,
    ChangedYear,
    Changes,
    NoFigureWhy,
    SideOfYear,
    VersionName,
)
from iopctl.answers.figures import Rounded
from iopctl.answers.reply import Reply
from iopctl.rules.budget import NoFigure
from iopctl.rules.comparison import Change
from iopctl.struct import Struct
from iopctl.table import Column, Heading, Lines, Table
from iopctl.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.answers.changes import Compared
    from iopctl.money import Amount
    from iopctl.problem import Where
    from iopctl.rules.budget import Budget
    from iopctl.rules.comparison import Comparison, MoneyChange, PartyChange, Terms, YearChange
    from iopctl.source.document import Document
    from iopctl.table import Block

_LONGEST = 60


class Record(Struct):
    """A row of csv: an amount, a term, a party's name, a key or a file."""

    agreement: str | None
    change: str
    row: str
    what: str | int
    party: str | None = None
    before: Decimal | str | None = None
    after: Decimal | str | None = None
    difference: Decimal | None = None
    status_before: str | None = None
    status_after: str | None = None
    line_before: int | None = None
    line_after: int | None = None


class Differences(Reply):
    """The answer: of one agreement, or of all of which anything changed."""

    command = "diff"
    record = (Record,)

    before: VersionName
    after: VersionName
    compared: tuple[Compared, ...]
    others: tuple[ChangedFile, ...] | None = None
    """What changed beside the agreements; None where only one of them is compared."""

    @property
    def several(self) -> bool:
        """Whether the whole register is compared."""
        return self.others is not None

    @property
    def _names(self) -> dict[str, str]:
        return {"before": self.before.name, "after": self.after.name}

    def result(self) -> Changes:
        """Give every agreement compared."""
        agreements = tuple(map(_agreement, self.compared))
        return Changes(self.before, self.after, agreements, self.others or ())

    def records(self) -> Iterator[tuple[Record]]:
        """Give one row for each amount, term, party and key that is compared or changed."""
        for each in self.compared:
            yield from ((record,) for record in _records(each))
        for file in self.others or ():
            yield (Record(None, file.change.value, "file", file.file),)

    def blocks(self) -> Iterator[Block]:
        """Set out each thing that changed; of several agreements, a table that sums up comes first."""
        if self.several and self.compared:
            yield self._summary()
        elif self.several and not self.problems:
            yield Lines((say("No agreement changed, {before} → {after}.", **self._names),))
        for each in self.compared:
            facts = {"name": f"{each.id} – {each.agreement.title}", "change": _change(each.found.change)}
            yield Heading(say("{name}: {change}, {before} → {after}", **facts, **self._names))
            if sentence := _sentence(each.found):
                yield Lines((sentence,))
            yield from _tables(each)
        if self.others:
            listed = ", ".join(f"{each.file} ({_change(each.change)})" for each in self.others)
            yield Lines((say("Beside the agreements: {files}.", files=listed),))
        for file in sorted({problem.place.file for problem in self.problems}):
            left_out = "{file} is left out: its file has problems; 'iopctl validate' shows them."
            yield Lines((say(left_out, file=file),))
        yield Lines((say("As of {day}.", day=self.as_of),))

    def _summary(self) -> Table:
        names = (say("Agreement"), say("Change"), say("Other money in"), say("Term ends"))
        return Table(
            columns=(*map(Column, names), Column(say("Keys changed"), figures=True)),
            rows=tuple(
                (
                    each.id,
                    _change(each.found.change),
                    period.ranges(each.found.changed_years) or "–",
                    _arrow(*changes.term_cells(each.found, "effective_end")),
                    str(len(each.found.keys)) if each.before and each.after else "–",
                )
                for each in self.compared
            ),
            title=say_count(
                len(self.compared),
                "{number} agreement with changes, {before} → {after}",
                "{number} agreements with changes, {before} → {after}",
                **self._names,
            ),
        )


def _change(change: Change) -> str:
    return {
        Change.NEW: say("new"),
        Change.GONE: say("removed"),
        Change.CHANGED: say("changed"),
        Change.SAME: say("the same"),
    }[change]


def _agreement(each: Compared) -> ChangedAgreement:
    found = each.found
    return ChangedAgreement(
        agreement=each.id,
        title=each.agreement.title,
        change=found.change,
        years=tuple(map(_year, found.years)),
        compared_to=found.cut_after,
        terms=tuple(
            ChangedTerm(name, _term(found.before, name), _term(found.after, name))
            for name in found.changed_terms
        ),
        parties=tuple(ChangedParty(one.party, one.change, one.before, one.after) for one in found.parties),
        keys=tuple(
            ChangedKey(
                key.path,
                changes.written(each.before, key.before),
                changes.written(each.after, key.after),
                changes.line_number(each.before, key.before),
                changes.line_number(each.after, key.after),
            )
            for key in found.keys
        ),
    )


def _year(year: YearChange) -> ChangedYear:
    return ChangedYear(
        year=year.year,
        changed=year.changed,
        before=_side(year.before),
        after=_side(year.after),
        total=ChangedMoney(*_amounts(year.total)),
        parties=tuple(ChangedPartyMoney(*_amounts(money), money.party or "") for money in year.parties),
    )


def _side(side: Budget | NoFigure | None) -> SideOfYear | None:
    if side is None:
        return None
    reason = side.reason if isinstance(side, NoFigure) else None
    return SideOfYear(side.status, NoFigureWhy(reason.code, reason.message) if reason else None)


def _amounts(money: MoneyChange) -> tuple[Rounded | None, Rounded | None, Rounded | None]:
    def rounded(amount: Amount | None) -> Rounded | None:
        return Rounded.of(amount) if amount else None

    return rounded(money.before), rounded(money.after), rounded(money.difference)


def _term(terms: Terms | None, name: str) -> str | int | None:
    value = None if terms is None else getattr(terms, name)
    return value if isinstance(value, int) or value is None else str(value)


def _records(each: Compared) -> Iterator[Record]:
    found, head = each.found, (each.id, each.found.change.value)
    for year in found.years:
        before, after = (" ".join(statuses) or None for statuses in year.statuses)
        for money in (*year.parties, year.total):
            yield Record(
                *head,
                "total" if money.party is None else "party",
                year.year,
                money.party,
                money.before.value if money.before else None,
                money.after.value if money.after else None,
                money.difference.value if money.difference else None,
                before,
                after,
            )
    for name in found.changed_terms:
        yield Record(*head, "term", name, None, *changes.term_cells(found, name))
    for party in found.parties:
        names = (party.before, party.after)
        yield Record(*head, "party_name", party.change.value, party.party, *names)
    for key in _agreement(each).keys:
        lines = (key.line_before, key.line_after)
        words = (key.before, key.after, None, None, None)
        yield Record(*head, "key", changes.path(key.path), None, *words, *lines)


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _sentence(found: Comparison) -> str:
    """Say in words what needs no table."""
    match found.change:
        case Change.NEW:
            return say("It is not in the earlier version.")
        case Change.GONE:
            return say("It is not in the later version.")
        case Change.SAME:
            return say("Nothing that it says changed.")
        case Change.CHANGED if found.years and not found.changed_years:
            first, last = found.years[0].year, found.years[-1].year
            return say("The money is the same in every year, {first}–{last}.", first=first, last=last)
        case _:
            return ""


def _tables(each: Compared) -> Iterator[Table]:
    """Draw what changed; nothing is drawn of what did not."""
    if each.found.changed_years:
        yield _money_table(each)
    if each.found.changed_terms:
        yield _term_table(each.found)
    if each.found.parties:
        yield _party_table(each.found.parties)
    if each.found.keys:
        yield _key_table(each)


def _money_table(each: Compared) -> Table:
    return Table(
        columns=(
            Column(say("Year")),
            Column(say("Party")),
            Column(say("Before"), figures=True),
            Column(say("After"), figures=True),
            Column(say("Difference"), figures=True),
            Column(say("Status")),
        ),
        rows=tuple(row for year in each.found.years for row in _year_rows(each, year)),
        title=say("Money, in kronor"),
        notes=tuple(_money_notes(each.found)),
    )


def _year_rows(each: Compared, year: YearChange) -> Iterator[tuple[str, ...]]:
    """Give a year's total; and above it what each party puts in, where that changed."""
    if year.changed:
        for money in year.parties:
            yield (str(year.year), _called(each, money), *_money_cells(money), "")
    statuses = (figures.certainties(each) for each in year.statuses if each)
    yield (str(year.year), say("Total"), *_money_cells(year.total), " → ".join(dict.fromkeys(statuses)))


def _called(each: Compared, money: MoneyChange) -> str:
    party = each.agreement.parties.get(money.party or "")
    return party.called if party else money.party or say("Total")


def _money_cells(money: MoneyChange) -> tuple[str, str, str]:
    return _kronor(money.before), _kronor(money.after), _signed(money.difference)


def _kronor(amount: Amount | None) -> str:
    if amount is None:
        return "–"
    return figures.written(amount)


def _signed(amount: Amount | None) -> str:
    if amount is None:
        return ""
    sign = "+" if amount.value > 0 else "−" if amount.value < 0 else ""
    return swedish.with_quality(amount.quality, f"{sign}{swedish.number(abs(amount.value))}")


def _money_notes(found: Comparison) -> Iterator[str]:
    """Say why a year has a figure on one side only, and where the comparison ends."""
    for year in found.years:
        if isinstance(year.before, NoFigure):
            yield say("Before: {reason}", reason=year.before.reason.message)
        if isinstance(year.after, NoFigure):
            yield say("After: {reason}", reason=year.after.reason.message)
    totals = (each for year in found.years for each in (year.total.before, year.total.after) if each)
    yield from figures.incomplete(name for each in totals for name in each.unstated)
    if found.cut_after is not None:
        yield say("Years after {year} are not compared.", year=found.cut_after)


def _term_table(found: Comparison) -> Table:
    return Table(
        columns=(Column(""), Column(say("Before")), Column(say("After"))),
        rows=tuple((_term_name(name), *changes.term_cells(found, name)) for name in found.changed_terms),
        title=say("Term"),
    )


def _party_table(parties: tuple[PartyChange, ...]) -> Table:
    return Table(
        columns=(
            Column(say("Key")),
            Column(say("Change")),
            Column(say("Before")),
            Column(say("After")),
        ),
        rows=tuple(
            (each.party, _change(each.change), each.before or "–", each.after or "–") for each in parties
        ),
        title=say("Parties"),
    )


def _key_table(each: Compared) -> Table:
    return Table(
        columns=(
            Column(say("Key")),
            Column(say("Before")),
            Column(say("After")),
            Column(say("Lines")),
        ),
        rows=tuple(
            (
                changes.path(key.path),
                _cut(changes.written(each.before, key.before)),
                _cut(changes.written(each.after, key.after)),
                _arrow(_line(each.before, key.before), _line(each.after, key.after)),
            )
            for key in each.found.keys
        ),
        title=say("Changed keys"),
    )


def _cut(text: str | None) -> str:
    if text is None:
        return "–"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _line(document: Document | None, where: Where | None) -> str:
    line = changes.line_number(document, where)
    return "–" if line is None else str(line)


def _term_name(name: str) -> str:
    return {
        "starts": say("First day"),
        "ends": say("Last day, as signed"),
        "effective_end": say("Last day, with what is decided"),
        "latest_end": say("Latest possible end"),
        "options": say("Options"),
        "options_used": say("Options used"),
        "decide_by": say("Decide the next extension by"),
        "notice": say("Notice"),
        "notice_by": say("Last day for notice"),
    }[name]
