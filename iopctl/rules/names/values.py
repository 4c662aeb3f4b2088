"""One flat mapping from the names of figures to their values, as a memo shows them on its matter's day.

One that would say something else than its name does has no value: no amount a year where the years differ,
no sum of a period that has no end, no increase where an amount decreases.

Holds: a change from 300 000 to 360 000 kr → `change.2023.increase` is 60 000 kr.
Does not: the same change has a `change.2023.decrease`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from iopctl import money
from iopctl.model.follow_up import FollowUp
from iopctl.model.parties import Role
from iopctl.model.scalars import Quantity
from iopctl.money import EXACT, Amount, Portion, Quality
from iopctl.period import Length, Period, RoughDay
from iopctl.rules import budget
from iopctl.struct import replace

if TYPE_CHECKING:
    from iopctl.rules.amending import Compared
    from iopctl.rules.memo import Memo
    from iopctl.rules.stretches import Stretch


# A decimal is a percentage as the file states it, an integer a number of things, a year a rough day.
Value: TypeAlias = Amount | Decimal | int | Portion | Quantity | date | RoughDay | Period | Length
Values: TypeAlias = dict[str, Value | None]


def of(memo: Memo, parties: Mapping[str, str], meetings: Mapping[str, str]) -> Values:
    """Give each name with its value, or None where it has none, in the order of their meanings.

    Parties and meetings are given by the words that stand for them in a name.
    """
    everybody = range(len(memo.money.parties))
    public = [at for at in everybody if memo.money.parties[at].party.role is Role.PUBLIC]
    keys = [each.party for each in memo.money.shown.shares] if memo.money.stretches else []
    ones = {word: [at for at in everybody if keys[at] == key] for word, key in parties.items()}
    figures = _times(memo) | _extension(memo)
    figures |= _money(memo, "money", [*everybody])
    figures |= _money(memo, "public", public) | _shares(memo, "public", public)
    for word, one in ones.items():
        figures |= _money(memo, f"parties.{word}", one) | _shares(memo, f"parties.{word}", one)
    figures |= _indexation(memo) | _change(memo, parties)
    return figures | _content(memo) | _meetings(memo, meetings)


def _times(memo: Memo) -> Values:
    term, notice = memo.agreement.term, memo.agreement.term.notice
    earlier = memo.agreement.earlier_agreements
    return {
        "dated": memo.matter.dated,
        "period": memo.period,
        "period.starts": memo.period.first,
        "period.ends": memo.period.last,
        "term.starts": term.starts,
        "term.ends": memo.verdict.ends,
        "term.original_end": term.ends,
        "term.latest_end": memo.verdict.latest_end,
        "term.signed": term.signed,
        "term.notice.length": notice.length if notice else None,
        "earlier.since": earlier[-1].since if earlier else None,
    }


def _extension(memo: Memo) -> Values:
    verdict, clause, ending = memo.verdict, memo.agreement.extension, memo.ending
    return {
        "extension.options": verdict.options.total,
        "extension.used": verdict.options.used,
        "extension.left": verdict.options.left,
        "extension.length": clause.length if clause else None,
        "extension.next": verdict.next,
        "extension.next.starts": verdict.next.first if verdict.next else None,
        "extension.next.ends": verdict.next.last if verdict.next else None,
        "extension.decide_by": verdict.decide_by,
        "ending.ends": ending.last if ending else None,
        "ending.notice": ending.notice.on if ending and ending.notice else None,
        "year": RoughDay(memo.outcome.year) if memo.outcome else None,
    }


def _money(memo: Memo, prefix: str, which: list[int]) -> Values:
    """Name what some of the parties put in, each by where it stands among all."""
    a_year = _a_year(memo, which)
    # An amendment is compared year by year, of which the first may have begun before it.
    summed = memo.period.last is not None and memo.change is None and which
    return {
        f"{prefix}.a_year": a_year,
        f"{prefix}.in_all": _total([memo.money.parties[at].in_all for at in which]) if summed else None,
        f"{prefix}.per_place": budget.per_place(a_year, memo.agreement.places) if a_year else None,
        **{
            f"{prefix}.{each.key}": _total([each.amounts[at] for at in which])
            for each in memo.money.stretches
            if each.key
        },
    }


def _total(amounts: list[Amount | None]) -> Amount | None:
    known = [each for each in amounts if each is not None]
    found = money.total(known) if known and len(known) == len(amounts) else None
    return found if found and found.stated else None


def _a_year(memo: Memo, which: list[int]) -> Amount | None:
    return _total([memo.money.parties[at].a_year for at in which])


def _shares(memo: Memo, prefix: str, which: list[int]) -> Values:
    steady = _a_year(memo, which) and _a_year(memo, [*range(len(memo.money.parties))])
    return {
        f"{prefix}.share": _share(memo.money.shown, which) if steady else None,
        **{f"{prefix}.{each.key}.share": _share(each, which) for each in memo.money.stretches if each.key},
    }


def _share(of: Stretch, which: list[int]) -> Portion | None:
    amounts = of.amounts
    own = [amount for at, amount in enumerate(amounts) if at in which]
    others = [amount for at, amount in enumerate(amounts) if at not in which]
    together, _ = money.portions([money.total(own), money.total(others)])
    if not own or together is None:
        return None
    # As the table prints them, party by party, so that text and table agree.
    printed = [each.fraction for at, each in enumerate(of.portions) if each and at in which]
    return replace(together, fraction=money.add(printed)) if len(printed) == len(own) else together


def _indexation(memo: Memo) -> Values:
    stated = memo.version.indexation if memo.version else None
    price_year = memo.version.price_year if memo.version else None
    return {
        "indexation.percent": stated.percent if stated else None,
        "indexation.price_year": None if price_year is None else RoughDay(price_year),
        **{f"indexation.{each.key}": _raised(each) for each in memo.money.stretches if each.key},
    }


def _raised(of: Stretch) -> Portion | None:
    """Tell by how much the amounts of a year are raised, where that is one figure and known."""
    factors = {each.factor for each in of.indexed}
    factor = factors.pop() if len(factors) == 1 and not of.held_at else None
    return Portion(EXACT.subtract(factor.value, Decimal(1)), assumed=bool(factor.assumed)) if factor else None


def _change(memo: Memo, parties: Mapping[str, str]) -> Values:
    figures: Values = {"change.starts": memo.change.since if memo.change else None}
    for year in memo.change.years if memo.change else ():
        if year.stretch.key is None:
            continue
        figures |= _compared(f"change.{year.stretch.key}", year.total)
        for word, key in parties.items():
            party = memo.agreement.parties[key]
            for each in year.parties:
                if each.party is party:
                    figures |= _compared(f"change.{year.stretch.key}.{word}", each.money)
    return figures


def _compared(prefix: str, compared: Compared) -> Values:
    return {
        f"{prefix}.before": _total([compared.before]),
        f"{prefix}.after": _total([compared.after]),
        f"{prefix}.increase": _difference(compared, 1),
        f"{prefix}.decrease": _difference(compared, -1),
    }


def _difference(compared: Compared, direction: int) -> Amount | None:
    """Tell by how much an amount changes in one direction; two that are not exact differ by about that."""
    by = EXACT.multiply(compared.difference.value, Decimal(direction))
    exact = compared.before.quality is compared.after.quality is Quality.EXACT
    quality = Quality.EXACT if exact else Quality.ABOUT
    if by <= 0 or compared.difference.unstated:
        return None
    return replace(compared.difference, value=by, quality=quality)


def _content(memo: Memo) -> Values:
    targets = memo.agreement.targets
    figures: Values = {
        "targets.places": targets.places if targets else None,
        "targets.participants": targets.participants if targets else None,
    }
    stated = (memo.agreement.follow_up or FollowUp()).measurements
    known = [each for each in stated if each.on.last <= memo.as_of]
    for key in ("participants", "women", "throughput_per_year"):
        found = [each for each in known if getattr(each, key) is not None]
        latest = max(found, key=lambda each: each.on.last, default=None)
        figures[f"measured.{key}"] = getattr(latest, key) if latest else None
        figures[f"measured.{key}.on"] = latest.on if latest else None
    return figures


def _meetings(memo: Memo, words: Mapping[str, str]) -> Values:
    held = {each.required.kind: each for each in (memo.outcome.meetings if memo.outcome else ())}
    required = {each.kind: each for each in memo.meetings}
    figures: Values = {}
    for word, kind in words.items():
        found = held.get(kind)
        figures[f"meetings.{word}.at_least"] = required[kind].at_least
        figures[f"meetings.{word}.held"] = len(found.days) if found else None
        figures[f"meetings.{word}.missing"] = found.missing if found else None
    return figures
