"""The amounts, shares and percentages that the text of a matter can name.

One that would say something else than its name does has no value: no amount a year where the years differ,
no sum of a period that has no end, no increase where an amount decreases.

Holds: a change from 300 000 to 360 000 kr → `change.2023.increase` is 60 000 kr.
Does not: the same change has a `change.2023.decrease`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iopctl import money
from iopctl.catalogue import Lack
from iopctl.model.parties import Role
from iopctl.money import EXACT, Amount, Quality
from iopctl.period import RoughDay
from iopctl.rules import period_money
from iopctl.rules.names.name import Name, Portion, Value

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from iopctl.rules.amending import Compared
    from iopctl.rules.memo import Memo

    # Some of the parties, by where they stand among all, as the words of a name say.
    Parties: TypeAlias = Callable[..., tuple[int, ...]]


def _all(memo: Memo) -> tuple[int, ...]:
    return tuple(range(len(memo.money.parties)))


def _public(memo: Memo) -> tuple[int, ...]:
    return tuple(index for index, each in enumerate(memo.money.parties) if each.party.role is Role.PUBLIC)


def _one(memo: Memo, key: str) -> tuple[int, ...]:
    return tuple(index for index, each in enumerate(memo.money.shown.shares) if each.party == key)


def _a_year(memo: Memo, which: tuple[int, ...]) -> Amount | None:
    found = [memo.money.parties[each] for each in which]
    same = found and all(each.same_every_year for each in found)
    return period_money.total(each.a_year for each in found) if same else None


def _in_all(memo: Memo, which: tuple[int, ...]) -> Amount | None:
    # An amendment is compared year by year, of which the first may have begun before it.
    if memo.period.last is None or memo.change is not None or not which:
        return None
    return period_money.total(memo.money.parties[each].in_all for each in which)


def _per_place(memo: Memo, which: tuple[int, ...]) -> Amount | None:
    a_year = _a_year(memo, which)
    return period_money.per_place(a_year, memo.agreement.places) if a_year else None


def _share(memo: Memo, which: tuple[int, ...]) -> Portion | None:
    years = [each for each in memo.money.years if each.year == memo.money.shown.year]
    steady = _a_year(memo, which) and _a_year(memo, _all(memo))
    return _share_in(memo, which, str(years[0].year)) if steady else None


def _in_year(memo: Memo, which: tuple[int, ...], year: str) -> Amount | None:
    for budget in memo.money.years:
        if budget.year == int(year) and which:
            return period_money.total(budget.shares[each].figure for each in which)
    return None


def _share_in(memo: Memo, which: tuple[int, ...], year: str) -> Portion | None:
    for budget in memo.money.years:
        fractions = [budget.shares[each].fraction for each in which]
        stated = [each for each in fractions if each is not None]
        if budget.year == int(year) and stated:
            return Portion(money.add(stated), budget.total.quality)
    return None


def _raised(memo: Memo, year: str) -> Portion | None:
    """Tell by how much a year's amounts are raised, where that is one figure."""
    for budget in memo.money.years:
        factors = {each.factor.value for each in budget.indexed if each.factor}
        if budget.year == int(year) and len(factors) == len(budget.indexed) == 1:
            return Portion(EXACT.subtract(factors.pop(), Decimal(1)))
    return None


def _price_year(memo: Memo) -> Value | None:
    return None if memo.version.price_year is None else RoughDay(memo.version.price_year)


def _of(prefix: str, who: str, vad: str, parties: Parties) -> tuple[Name, ...]:
    """Give the names of what some parties put in; the words of a name that say which come first."""
    return (
        Name(
            f"{prefix}.a_year",
            f"What {who} in each year of the period.",
            f"Vad {vad} bidrar med varje år i perioden.",
            lambda memo, *key: _a_year(memo, parties(memo, *key)),
            Lack.NOT_EVERY_YEAR,
        ),
        Name(
            f"{prefix}.in_all",
            f"What {who} over the whole period.",
            f"Vad {vad} bidrar med under hela perioden.",
            lambda memo, *key: _in_all(memo, parties(memo, *key)),
            Lack.NO_SUM,
        ),
        Name(
            f"{prefix}.per_place",
            f"What {who} for each place and year.",
            f"Vad {vad} bidrar med per plats och år.",
            lambda memo, *key: _per_place(memo, parties(memo, *key)),
            Lack.NO_PLACES,
        ),
        Name(
            f"{prefix}.YEAR",
            f"What {who} in a year; only the days inside the period count.",
            f"Vad {vad} bidrar med ett visst år; bara dagar inom perioden räknas.",
            lambda memo, *words: _in_year(memo, parties(memo, *words[:-1]), words[-1]),
            Lack.NOT_THAT_YEAR,
        ),
    )


def _shares(prefix: str, whose: str, vars_: str, parties: Parties) -> tuple[Name, ...]:
    return (
        Name(
            f"{prefix}.share",
            f"{whose} share of that, in each year of the period.",
            f"{vars_} andel av det, varje år i perioden.",
            lambda memo, *key: _share(memo, parties(memo, *key)),
            Lack.NOT_EVERY_YEAR,
        ),
        Name(
            f"{prefix}.YEAR.share",
            f"{whose} share in a year.",
            f"{vars_} andel ett visst år.",
            lambda memo, *words: _share_in(memo, parties(memo, *words[:-1]), words[-1]),
            Lack.NOT_THAT_YEAR,
        ),
    )


def _compared(memo: Memo, year: str, party: str | None = None) -> Compared | None:
    of = None if party is None else memo.agreement.parties[party]
    for each in memo.change.years if memo.change else ():
        if each.year == int(year):
            return (
                each.total
                if of is None
                else next((one.money for one in each.parties if one.party is of), None)
            )
    return None


def _before(compared: Compared | None) -> Amount | None:
    return compared.before if compared else None


def _after(compared: Compared | None) -> Amount | None:
    return compared.after if compared else None


def _increase(compared: Compared | None) -> Amount | None:
    return _difference(compared, 1)


def _decrease(compared: Compared | None) -> Amount | None:
    return _difference(compared, -1)


def _difference(compared: Compared | None, direction: int) -> Amount | None:
    """Tell by how much an amount changes in one direction; two that are not exact differ by about that."""
    by = EXACT.multiply(compared.difference, Decimal(direction)) if compared else Decimal(0)
    if compared is None or by <= 0:
        return None
    exact = compared.before.quality is compared.after.quality is Quality.EXACT
    return Amount(by, Quality.EXACT if exact else Quality.ABOUT)


_COMPARED: tuple[tuple[str, str, str, Callable[[Compared | None], Amount | None], str], ...] = (
    ("before", "without the change", "utan ändringen", _before, Lack.NOT_COMPARED),
    ("after", "with the change", "med ändringen", _after, Lack.NOT_COMPARED),
    (
        "increase",
        "more than without the change",
        "mer än utan ändringen",
        _increase,
        Lack.NO_INCREASE,
    ),
    (
        "decrease",
        "less than without the change",
        "mindre än utan ändringen",
        _decrease,
        Lack.NO_DECREASE,
    ),
)


def _changes(prefix: str, who: str, vad: str) -> tuple[Name, ...]:
    return tuple(
        Name(
            f"{prefix}.{word}",
            f"What {who} in a year {means}.",
            f"Vad {vad} bidrar med ett visst år {sv}.",
            lambda memo, *words, get=get: get(_compared(memo, *words)),
            lack,
        )
        for word, means, sv, get, lack in _COMPARED
    )


MONEY = (
    *_of("money", "all parties contribute", "alla parter", _all),
    *_of("public", "the public parties contribute", "de offentliga parterna", _public),
    *_shares("public", "The public parties'", "De offentliga parternas", _public),
    *_of("parties.PARTY", "a party contributes", "en part", _one),
    *_shares("parties.PARTY", "A party's", "En parts", _one),
    Name(
        "indexation.percent",
        "By how much the amounts are raised for every new calendar year.",
        "Hur mycket beloppen räknas upp för varje nytt kalenderår.",
        lambda memo: memo.version.indexation.percent if memo.version.indexation else None,
        Lack.NOT_STATED,
    ),
    Name(
        "indexation.price_year",
        "The year whose prices the amounts are in.",
        "Det år vars prisnivå beloppen är i.",
        _price_year,
        Lack.NOT_STATED,
    ),
    Name(
        "indexation.YEAR",
        "By how much the amounts of a year are raised since the price year.",
        "Hur mycket ett års belopp har räknats upp sedan prisåret.",
        _raised,
        Lack.NOT_RAISED,
    ),
    Name(
        "change.starts",
        "In a matter to amend the agreement: the first day of the change.",
        "I ett ärende om att ändra överenskommelsen: den första dagen som ändringen gäller.",
        lambda memo: memo.change.since if memo.change else None,
        Lack.NOT_AMENDING,
    ),
    *_changes("change.YEAR", "all parties contribute", "alla parter"),
    *_changes("change.YEAR.PARTY", "a party contributes", "en part"),
)
