"""What changed between two versions of an agreement: in money, in its term and in its parties.

Both are asked as of the same day. Money is compared year by year, over every calendar year in which either
version has a figure. Where a version has no last year, that is up to three years after the later of the day
asked and the last year that either version states; and never over more than fifty years. A year of which
neither has a figure is compared all the same where its money is no longer as certain as it was.

Keys are compared by walking the two agreements side by side, so that what is only written in another way
(300 000 and 300000, a comment, the order of keys) is no change. Items of a list are paired by what they are
called, in the order of the file; one that has no counterpart is new or gone as a whole.

Holds: an extension decided in the later version → its years are optional before and committed after.
Does not: a year that only one version has a figure for → it has no difference, and says why.
"""

from __future__ import annotations

from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from iopctl.model.entry import Entry
from iopctl.model.scalars import UNLIMITED
from iopctl.money import EXACT, Amount, Quality
from iopctl.rules import budget, extension, term
from iopctl.rules.budget import Budget, NoFigure
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from iopctl.model.agreement import Agreement
    from iopctl.period import Length, NoEnd
    from iopctl.problem import Where
    from iopctl.rules.known import Known
    from iopctl.rules.status import Status

_YEARS_WITHOUT_END = 3
_MOST_YEARS = 50
# What the items of a list are distinguished by, the first that an item has.
_NAMES = ("id", "name", "title", "starts", "since", "on", "dated", "kind")
# Where None is an answer of its own: no limit.
_OPEN = ("latest_end",)
_NOTHING = object()


class Version(Struct):
    """An agreement, and what is known beside it."""

    agreement: Agreement
    known: Known


class Change(StrEnum):
    """What became of something between the two versions."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    SAME = "same"


class MoneyChange(Struct):
    """An amount in one year, before and after."""

    party: str | None
    """The party's key; None for all of them."""
    before: Amount | None
    """None where that version has no figure."""
    after: Amount | None

    @property
    def difference(self) -> Amount | None:
        """How much more it is; about that much, unless both are exact or alike.

        None where one is missing, or something of one has no value.
        """
        if self.before is None or self.after is None:
            return None
        if self.before == self.after:
            return Amount(Decimal(0))
        if self.before.unstated or self.after.unstated:
            return None
        exact = self.before.quality is self.after.quality is Quality.EXACT
        value = EXACT.subtract(self.after.value, self.before.value)
        return Amount(value, Quality.EXACT if exact else Quality.ABOUT)


class YearChange(Struct):
    """The money of one calendar year, before and after; None where there is no such version."""

    year: int
    before: Budget | NoFigure | None
    after: Budget | NoFigure | None

    @property
    def statuses(self) -> tuple[tuple[Status, ...], tuple[Status, ...]]:
        """How certain its money is, also where it has no figure; nothing where there is no money."""
        return (self.before.statuses if self.before else (), self.after.statuses if self.after else ())

    @property
    def total(self) -> MoneyChange:
        """What all parties put in."""
        return MoneyChange(None, *(each.total.amount if each else None for each in self._budgets))

    @property
    def parties(self) -> tuple[MoneyChange, ...]:
        """What each party puts in that does so in either, in the order of the files."""
        before, after = (
            {share.party: share.figure.amount for share in each.shares} if each else {}
            for each in self._budgets
        )
        bearers = {share.party for each in self._budgets if each for share in each.borne}
        keys = (key for key in before | after if key in bearers)
        return tuple(MoneyChange(key, before.get(key), after.get(key)) for key in keys)

    @property
    def changed(self) -> bool:
        """Whether an amount, or how certain it is, is another than before."""
        divided = {tuple(part.total.amount for part in each.parts) for each in self._budgets if each}
        return (
            len(set(self.statuses)) > 1
            or len(divided) > 1
            or any(each.before != each.after for each in (self.total, *self.parties))
        )

    @property
    def _budgets(self) -> tuple[Budget | None, Budget | None]:
        return (
            self.before if isinstance(self.before, Budget) else None,
            self.after if isinstance(self.after, Budget) else None,
        )


class Terms(Struct):
    """How an agreement stands in time."""

    starts: date
    """The first day."""
    ends: date | NoEnd
    """The last day as signed."""
    effective_end: date | NoEnd
    """The last day with every extension decided by the day asked."""
    latest_end: date | None
    """The last day when every option is used; None where there is no such day."""
    options: int | str | None
    """How many options the clause gives, or: unlimited; None where the file states no clause."""
    options_used: int
    """How many of them decided extensions have used."""
    decide_by: date | None
    """The last day to decide the next extension, where one may be decided."""
    notice: Length | None
    """How long notice is, where it is stated."""
    notice_by: date | None
    """The last day for notice before that end, where the agreement states how early it must come."""


class PartyChange(Struct):
    """A party that came, went or took another name."""

    change: Change
    party: str
    """Its key."""
    before: str | None
    """Its name before."""
    after: str | None


class KeyChange(Struct):
    """A key that says something else, is new or is gone."""

    before: Where | None
    """Where it stood; None where it is new."""
    after: Where | None
    """Where it stands; None where it is gone."""

    @property
    def path(self) -> Where:
        """Where it stands, or stood."""
        return self.before or () if self.after is None else self.after


class Comparison(Struct):
    """Everything that changed between two versions, of which one may be missing."""

    change: Change
    years: tuple[YearChange, ...]
    """Every year in which either version has a figure, or whose money is no longer as certain as it was."""
    cut_after: int | None
    """The last year compared, where there is money after it."""
    before: Terms | None
    after: Terms | None
    parties: tuple[PartyChange, ...]
    keys: tuple[KeyChange, ...]
    """Every key that says something else; none where one version is missing."""

    @property
    def changed_terms(self) -> tuple[str, ...]:
        """Name what of the term changed."""
        names = Terms.__struct_fields__
        return tuple(name for name in names if _of(self.before, name) != _of(self.after, name))

    @property
    def changed_years(self) -> tuple[int, ...]:
        """Name the years whose money changed."""
        return tuple(each.year for each in self.years if each.changed)


def _of(terms: Terms | None, name: str) -> object:
    # Where there is no version, nothing is stated; no limit is another thing.
    return _NOTHING if terms is None and name in _OPEN else getattr(terms, name, None)


def compare(before: Version | None, after: Version | None) -> Comparison:
    """Compare two versions of an agreement; None where there was none yet, or is none any more."""
    spans = [_years_of(version) for version in (before, after) if version is not None]
    first = min((span[0] for span in spans), default=0)
    last = max((span[1] for span in spans), default=-1)
    shown = min(last, first + _MOST_YEARS - 1)
    asked = (YearChange(year, _year(before, year), _year(after, year)) for year in range(first, shown + 1))
    years = tuple(each for each in asked if each.total.before or each.total.after or each.changed)
    keys = tuple(changed_keys(before.agreement, after.agreement)) if before and after else ()
    change = _change(before, after)
    if change is Change.CHANGED and not keys and not any(each.changed for each in years):
        change = Change.SAME
    return Comparison(
        change=change,
        years=years,
        cut_after=shown if shown < last else None,
        before=_terms(before) if before else None,
        after=_terms(after) if after else None,
        parties=_parties(before.agreement, after.agreement) if before and after else (),
        keys=keys,
    )


def _change(before: object | None, after: object | None) -> Change:
    if before is None:
        return Change.NEW
    return Change.GONE if after is None else Change.CHANGED


def _years_of(version: Version) -> tuple[int, int]:
    """Give the first and the last year in which a version has a figure, or is asked for one."""
    stands = term.standing(version.agreement, version.known.as_of)
    first = stands.reach.first.year
    if stands.reach.last is not None:
        return first, stands.reach.last.year
    stated = [first, version.known.as_of.year]
    stated += [each.since.year for each in version.agreement.budget]
    if stands.decided.last is not None:
        stated.append(stands.decided.last.year)
    return first, max(stated) + _YEARS_WITHOUT_END


def _year(version: Version | None, year: int) -> Budget | NoFigure | None:
    return budget.budget(version.agreement, year, version.known) if version else None


def _terms(version: Version) -> Terms:
    agreement = version.agreement
    verdict = extension.verdict(agreement, version.known.as_of)
    options = verdict.options
    stated = agreement.term.notice
    return Terms(
        starts=agreement.term.starts,
        ends=agreement.term.end,
        effective_end=verdict.ends or agreement.term.end,
        latest_end=verdict.latest_end,
        options=(UNLIMITED if options.total is None else options.total) if options.stated else None,
        options_used=options.used,
        decide_by=verdict.decide_by,
        notice=stated.length if stated else None,
        notice_by=term.notice_closes(agreement, verdict.ends) if verdict.ends else None,
    )


def _parties(before: Agreement, after: Agreement) -> tuple[PartyChange, ...]:
    old, new = ({key: party.name for key, party in each.parties.items()} for each in (before, after))
    found = ((key, old.get(key), new.get(key)) for key in old | new)
    return tuple(PartyChange(_change(was, now), key, was, now) for key, was, now in found if was != now)


def changed_keys(before: object, after: object, old: Where = (), new: Where = ()) -> Iterator[KeyChange]:
    """Find every key below two nodes that says something else."""
    if before == after:
        return
    if isinstance(before, Entry) and isinstance(after, Entry) and type(before) is type(after):
        before, after = _stated(before), _stated(after)
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before | after:
            if before.get(key) is None and after.get(key) is None:
                continue  # Left out, or said not to be stated: the same.
            if key not in after:
                yield KeyChange((*old, key), None)
            elif key not in before:
                yield KeyChange(None, (*new, key))
            else:
                yield from changed_keys(before[key], after[key], (*old, key), (*new, key))
    elif isinstance(before, tuple) and isinstance(after, tuple):
        yield from _changed_items(before, after, old, new)
    else:
        yield KeyChange(old, new)


def _stated(entry: Entry) -> dict[str, object]:
    """Give what an entry states, by the keys of the file; a key may say that something is not stated."""
    stated = {name: getattr(entry, name) for name in type(entry).model_fields}
    return {
        type(entry).model_fields[name].alias or name: value
        for name, value in stated.items()
        if value is not None or name in entry.model_fields_set
    }


def _changed_items(
    before: Sequence[object], after: Sequence[object], old: Where, new: Where
) -> Iterator[KeyChange]:
    names = [_name(each) for each in before], [_name(each) for each in after]
    for tag, first, stop, begin, end in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        # As many that go by other names are the same ones, called otherwise.
        if tag == "equal" or stop - first == end - begin:
            for index, other in zip(range(first, stop), range(begin, end), strict=True):
                yield from changed_keys(before[index], after[other], (*old, index), (*new, other))
        else:
            yield from (KeyChange((*old, index), None) for index in range(first, stop))
            yield from (KeyChange(None, (*new, index)) for index in range(begin, end))


def _name(item: object) -> str:
    named = (getattr(item, name, None) for name in _NAMES) if isinstance(item, Entry) else ()
    return next((repr(name) for name in named if name is not None), repr(item))
