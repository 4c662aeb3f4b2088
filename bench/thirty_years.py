"""Thirty years of a budget of ten lines, in Decimal as it is or in binary floating point; prints the seconds.

Nothing else differs: the same rules make the same figures of the same parts, with float for Decimal.
"""

from __future__ import annotations

import gc
import math
import operator
import sys
import time
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING

from iopctl import money
from iopctl.model import building
from iopctl.rules import budget, figure
from iopctl.rules.budget import Budget
from iopctl.rules.figure import Step
from iopctl.rules.known import Known
from iopctl.source import reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopctl.model.agreement import Agreement

_TIMES = 20
_KNOWN = Known(date(2021, 1, 1))
_YEARS = range(2021, 2051)
_HEAD = """\
format: 1
title: Trettio år
parties:
  kommunen: {role: public, name: Exempelby kommun}
  lyktan: {role: civil, name: Föreningen Lyktan}
purpose: Att räkna.
term: {starts: 2021-01-01, ends: 2050-12-31}
budget:
  - from: 2021-01-01
    price_year: 2021
    indexation: {percent: 2}
    contributions:
"""
_LINE = "      - {{name: Rad {number}, by: {by}, kind: cash, amount: {amount}}}\n"


def main(arithmetic: str) -> None:
    """Compute the years several times, and print how long one time took."""
    exact = _totals(_agreement())
    if arithmetic == "float":
        _use_float()
    agreement = _agreement()
    if any(abs(float(one) - float(other)) > 1 for one, other in zip(exact, _totals(agreement), strict=True)):
        raise SystemExit("The two kinds of arithmetic differ by more than a krona.")
    gc.disable()
    begun = time.perf_counter()
    for _ in range(_TIMES):
        _totals(agreement)
    sys.stdout.write(f"{(time.perf_counter() - begun) / _TIMES}\n")


def _agreement() -> Agreement:
    lines = (
        _LINE.format(number=number, by="lyktan" if number % 2 else "kommunen", amount=f"{number * 98765},50")
        for number in range(1, 11)
    )
    document = reading.read_text(_HEAD + "".join(lines), "thirty.yaml")
    built = building.build(document.values)
    if built.findings:
        raise SystemExit(f"The agreement is not in order: {built.findings}")
    return built.agreement


def _totals(agreement: Agreement) -> list[Decimal]:
    found = (budget.budget(agreement, year, _KNOWN) for year in _YEARS)
    return [each.total.value for each in found if isinstance(each, Budget)]


def _use_float() -> None:
    """Put float in the place of Decimal in every module of iopctl."""
    exact = SimpleNamespace(
        add=operator.add,
        subtract=operator.sub,
        multiply=operator.mul,
        divide=operator.truediv,
        power=operator.pow,
        quantize=lambda value, _unit: value,
    )
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] != "iopctl":
            continue
        for key, value in list(vars(module).items()):
            if value is Decimal:
                setattr(module, key, float)
            elif value is money.EXACT and module is not money:
                setattr(module, key, exact)
            elif isinstance(value, Decimal):
                setattr(module, key, float(value))
    for step, name in ((Step.DIFFERENCE, "subtract"), (Step.QUOTIENT, "divide")):
        vars(figure)["_COMPUTED"][step] = getattr(exact, name)
    vars(money).update(EXACT=exact, rounded=_rounded, apportion=_apportion)


def _rounded(value: float, unit: float = 1.0) -> float:
    return math.floor(value / unit + 0.5) * unit


def _apportion(total: float, parts: Sequence[float], unit: float = 1.0) -> tuple[float, ...]:
    floors = [math.floor(part / unit) * unit for part in parts]
    missing = round((total - sum(floors)) / unit)
    by_remainder = sorted(range(len(parts)), key=lambda i: (floors[i] - parts[i], i))
    topped_up = set(by_remainder[:missing])
    return tuple(floor + unit if index in topped_up else floor for index, floor in enumerate(floors))


if __name__ == "__main__":
    main(sys.argv[1])
