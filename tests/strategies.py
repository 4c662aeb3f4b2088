"""Whole agreements of every make, as text that is in order by construction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from iopctl import period
from iopctl.period import Length, Unit
from tests import builders

if TYPE_CHECKING:
    from tests.builders import Whole

ONE_DAY = timedelta(days=1)
AS_OF = st.dates(date(2018, 1, 1), date(2026, 12, 31))
YEARS = st.integers(2017, 2030)

_FIRST_DAYS = st.one_of(
    st.integers(2017, 2021).map(lambda year: date(year, 1, 1)),
    st.dates(date(2017, 1, 1), date(2021, 12, 31)).map(lambda day: day.replace(day=1)),
    st.dates(date(2017, 1, 1), date(2021, 12, 31)),
)
_LENGTHS = st.builds(Length, st.integers(1, 4), st.just(Unit.YEAR)) | st.builds(
    Length, st.integers(3, 42), st.sampled_from([Unit.MONTH, Unit.MONTH, Unit.WEEK, Unit.DAY])
)
_ORE = st.decimals(min_value=0, max_value=999_999, places=2)
_KRONOR = st.integers(0, 5_000_000).map(Decimal)
_QUALITIES = st.sampled_from(["", "", "", "at least ", "at most ", "about "])
_PERCENTS = st.integers(1, 8)
_PARTIES = ["kommunen", "namnden", "ikf"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The parts of an agreement that was drawn, each as YAML."""

    term: str
    clause: str
    extensions: tuple[str, ...]
    budget: str
    next_start: date | None
    """The first day after the term and all extensions drawn."""
    length: Length | None
    """How long one more extension may be; None where no option is left."""

    def text(self, *more: str) -> str:
        """Give the file, with further extensions at the end where they are asked for."""
        extensions = [*self.extensions, *more]
        listed = f", extensions: [{', '.join(extensions)}]" if extensions else ""
        clause = f"extension: {{{self.clause}{listed}}}\n" if self.clause else ""
        parties = """parties:
  kommunen: {role: public, name: Linköpings kommun}
  namnden: {role: public, name: Arbetsmarknadsnämnden}
  ikf: {role: civil, name: Kvinnoföreningen, short_name: IKF}
"""
        return builders.text(f"{parties}{self.term}{clause}{self.budget}")

    def read(self, *more: str) -> Whole:
        """Read the file."""
        return builders.whole(self.text(*more))


@st.composite
def drafts(draw: st.DrawFn, *, whole_years: bool = False) -> Drawn:
    """Draw an agreement; one of whole years has a figure for every year that it reaches."""
    starts = draw(_FIRST_DAYS).replace(month=1, day=1) if whole_years else draw(_FIRST_DAYS)
    lengths = _LENGTHS.filter(lambda each: each.unit is Unit.YEAR) if whole_years else _LENGTHS
    open_ended = draw(st.sampled_from([False, False, False, True]))
    ends = None if open_ended else period.last_day(starts, draw(lengths))
    parts = [f"starts: {starts}, ends: {ends or 'until further notice'}"]
    if draw(st.booleans()):
        parts.append(f"signed: {starts + timedelta(days=draw(st.integers(-200, 60)))}")
    if draw(st.integers(0, 4)):
        parts.append(f"part_years: {draw(st.sampled_from(['days', 'days', 'months', 'full']))}")
    tacit = ends is not None and draw(st.sampled_from([False, False, False, True]))
    parts += _notice(draw, ends, lengths, tacit=tacit)
    if draw(st.integers(0, 7)) == 0:
        on = starts + timedelta(days=draw(st.integers(0, 2000)))
        out = _day(on + timedelta(days=draw(st.integers(0, 400))), whole_years=whole_years)
        parts.append(f"notice_given: {{on: {on}, ends: {out}}}")
    clause, last, length = "", ends, None
    extensions: tuple[str, ...] = ()
    if ends is not None and draw(st.sampled_from([True, True, True, False])):
        length = draw(lengths)
        total = draw(st.sampled_from([2, 1, 3, None, 0]))
        extensions, last = _extensions(draw, ends, length, total, exact=whole_years)
        limit = draw(st.none() | st.none() | st.integers(1, 900))
        more = (
            "" if limit is None else f", until: {_day(last + timedelta(days=limit), whole_years=whole_years)}"
        )
        more += ", renewal: tacit" if tacit else _window(draw)
        clause = f"options: {'unlimited' if total is None else total}, length: {length}{more}"
        free = not tacit and limit is None and (total is None or len(extensions) < total)
        length = length if free else None
    return Drawn(
        term=f"term: {{{', '.join(parts)}}}\n",
        clause=clause,
        extensions=extensions,
        budget=_budget(draw, starts, whole_years=whole_years),
        next_start=last + ONE_DAY if last else None,
        length=length,
    )


def agreements(*, whole_years: bool = False) -> st.SearchStrategy[Whole]:
    """Draw an agreement and read it."""
    return drafts(whole_years=whole_years).map(Drawn.read)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about an agreement that ends, on a day not far from its term."""

    whole: Whole
    as_of: date


@st.composite
def questions(draw: st.DrawFn, *, whole_years: bool = False) -> Asked:
    """Draw an agreement and a day between its first day and a little after its last one."""
    whole = draw(
        agreements(whole_years=whole_years).filter(lambda each: each.agreement.term.ends is not None)
    )
    term, clause = whole.agreement.term, whole.agreement.extension
    ends = clause.extensions[-1].ends if clause and clause.extensions else term.ends
    assert ends is not None
    return Asked(whole, draw(st.dates(term.starts, ends + timedelta(days=30))))


def _notice(
    draw: st.DrawFn, ends: date | None, lengths: st.SearchStrategy[Length], *, tacit: bool
) -> list[str]:
    """Draw how notice is given."""
    stated = draw(st.sampled_from(["length", "before", "none"])) if not tacit else "before"
    if stated == "before" and ends is not None:
        return [f"notice: {{no_later_than: {draw(st.integers(1, 6))} months before the end}}"]
    return [f"notice: {{length: {draw(lengths)}}}"] if stated == "length" else []


def _day(day: date, *, whole_years: bool) -> date:
    return day.replace(month=12, day=31) if whole_years else day


def _window(draw: st.DrawFn) -> str:
    opens = draw(st.none() | st.none() | st.integers(9, 24))
    closes = draw(st.none() | st.integers(1, 6))
    rules = [f"no_earlier_than: {opens} months before the end"] if opens else []
    rules += [f"no_later_than: {closes} months before the end"] if closes else []
    return f", decide: {{{', '.join(rules)}}}" if rules else ""


def _extensions(
    draw: st.DrawFn, ends: date, length: Length, total: int | None, *, exact: bool
) -> tuple[tuple[str, ...], date]:
    written = []
    for _ in range(draw(st.integers(0, 2 if total is None else total))):
        starts = ends + ONE_DAY
        longest = period.last_day(starts, length)
        shorter = 0 if exact else draw(st.integers(0, min(40, (longest - starts).days)))
        ends = longest - timedelta(days=shorter)
        written.append(extension(draw, starts, ends, "decided"))
    return tuple(written), ends


def extension(draw: st.DrawFn, starts: date, ends: date, status: str) -> str:
    """Write an extension with or without the days of its proposal and its decision."""
    parts = [f"starts: {starts}, ends: {ends}, status: {status}"]
    proposed = starts - timedelta(days=draw(st.integers(0, 300)))
    if draw(st.booleans()):
        parts.append(f"proposed: {proposed}")
    if status == "decided" and draw(st.booleans()):
        parts.append(f"decided: {proposed + timedelta(days=draw(st.integers(0, 400)))}")
    return f"{{{', '.join(parts)}}}"


def _budget(draw: st.DrawFn, starts: date, *, whole_years: bool) -> str:
    since = starts - timedelta(days=draw(st.integers(0, 100)))
    versions = [_version(draw, since)]
    for _ in range(draw(st.integers(0, 2))):
        since += timedelta(days=draw(st.integers(1, 800)))
        if whole_years:
            since = date(max(since.year, starts.year) + 1, 1, 1)
        versions.append(_version(draw, since))
    return "budget:\n" + "".join(versions)


def _version(draw: st.DrawFn, since: date) -> str:
    price_year = since.year - draw(st.integers(0, 3))
    indexed = draw(st.booleans())
    percent = draw(st.sampled_from(["2", "1.5", "0", "3,25", "12.5", "25"]))
    carry = draw(st.sampled_from(["", ", carry: exact", ", carry: rounded"]))
    rounding = draw(st.sampled_from(["", "krona", "ten kronor", "hundred kronor"]))
    lines = [_contribution(draw, index) for index in range(draw(st.integers(1, 6)))]
    return "".join(
        [
            f"  - from: {since}\n",
            f"    price_year: {price_year}\n" if indexed or draw(st.booleans()) else "",
            f"    indexation: {{percent: '{percent}'{carry}}}\n" if indexed else "",
            f"    rounding: {rounding}\n" if rounding else "",
            "    contributions:\n",
            *(f"      - {line}\n" for line in lines),
            _payments(draw),
        ]
    )


def _payments(draw: st.DrawFn) -> str:
    """Say by period, on days or not at all when it is paid, in equal shares or others."""
    parts = draw(st.integers(1, 12).flatmap(lambda most: st.lists(_PERCENTS, min_size=1, max_size=most)))
    days = sorted(draw(st.sets(st.dates(date(2024, 1, 1), date(2024, 12, 31)), min_size=1, max_size=12)))
    often = {"monthly": 12, "quarterly": 4, "half-yearly": 2, "yearly": 1}
    made = draw(st.sampled_from(["", "on", *often]))
    if not made:
        return ""
    when = draw(st.sampled_from(["in advance", "in arrears"]))
    by_period = f"instalments: {made}, when: {when}"
    count = often.get(made, len(days))
    shares = [*parts[: count - 1], 100 - sum(parts[: count - 1])]
    given = f", shares: [{', '.join(f'{each} %' for each in shares)}]" if len(shares) == count else ""
    return f"    payments: {{{by_period if made in often else _on(days)}{given}}}\n"


def _on(days: list[date]) -> str:
    return f"on: [{', '.join(f'{day:%m-%d}' for day in days)}]"


def _contribution(draw: st.DrawFn, index: int) -> str:
    by = draw(st.sampled_from(_PARTIES))
    head = f"name: Rad {index}, by: {by}, kind: staff"
    receiver = draw(st.sampled_from([*_PARTIES, None]))
    if receiver not in {by, None}:
        head += f", paid_to: {receiver}"
    made = draw(st.sampled_from(["kronor", "ore", "hours", "weeks", *(["not stated"] if index else [])]))
    if made == "not stated":
        money = "amount: not stated"
    elif made == "hours":
        money = f"hours_per_year: {draw(st.integers(0, 2000))}, hourly_rate: {draw(_ORE)}"
    elif made == "weeks":
        weeks = draw(st.integers(1, 52))
        money = f"hours_per_week: {draw(st.integers(1, 80))}.5, weeks_per_year: {weeks}, hourly_rate: 265"
    else:
        money = f"amount: {draw(_QUALITIES)}{draw(_KRONOR if made == 'kronor' else _ORE)}"
    return f"{{{head}, {money}}}"


@st.composite
def lives(draw: st.DrawFn) -> Whole:
    """Draw a short agreement whose life has every turn: late, declined and conditional decisions, and notice.

    Its periods end on any day of the week, and the last days to act move to a working day or stay.
    """
    starts = draw(st.dates(date(2021, 11, 1), date(2022, 6, 30)))
    ends = starts + timedelta(days=draw(st.integers(5, 40)))
    moved = draw(
        st.sampled_from(["", ", on_holiday: next working day", ", on_holiday: previous working day"])
    )
    before = draw(st.integers(1, 2) | st.integers(1, 20))
    tacit = draw(st.booleans())
    ends += timedelta(days=(5 - ends.weekday()) % 7) if draw(st.booleans()) else timedelta(0)
    notice = f"no_later_than: {before} days before the end{moved}"
    parts = [f"starts: {starts}, ends: {ends}", f"notice: {{{notice}}}"]
    parts += [f"signed: {starts + timedelta(days=draw(st.integers(-30, 90)))}"] if draw(st.booleans()) else []
    parts += [f"condition: medel{_met(draw, starts)}"] if draw(st.integers(0, 4)) == 0 else []
    if draw(st.integers(0, 4)) == 0:
        on = starts + timedelta(days=draw(st.integers(0, 150)))
        out = draw(st.none() | st.integers(0, 60))
        last = "" if out is None else f", ends: {on + timedelta(days=out)}"
        parts.append(f"notice_given: {{on: {on}{last}}}")
    length = draw(st.integers(5, 30))
    listed = _turns(draw, ends + ONE_DAY, length)
    window = f", decide: {{{notice}}}" if draw(st.booleans()) else ""
    clause = (
        f"options: {draw(st.sampled_from(['unlimited', '2', '4']))}, length: {length} days"
        f"{', renewal: tacit' if tacit else window}, extensions: [{', '.join(listed)}]"
    )
    return builders.whole(builders.text(f"term: {{{', '.join(parts)}}}\nextension: {{{clause}}}\n"))


def _turns(draw: st.DrawFn, starts: date, length: int) -> list[str]:
    """Draw extensions that follow one another; what was declined may be decided after all."""
    written, used = [], 0
    for _ in range(draw(st.integers(0, 4))):
        # The clause has two options at least.
        if used == 2:
            break
        status = draw(st.sampled_from(["decided", "decided", "declined", "proposed"]))
        ends = starts + timedelta(days=length - 1 - draw(st.integers(0, 3)))
        parts = [f"starts: {starts}, ends: {ends}, status: {status}"]
        if draw(st.booleans()):
            parts.append(f"proposed: {starts - timedelta(days=draw(st.integers(20, 40)))}")
        if status != "proposed" and draw(st.booleans()):
            parts.append(f"decided: {starts + timedelta(days=draw(st.integers(-20, 60)))}")
        if status == "decided" and draw(st.integers(0, 3)) == 0:
            parts.append(f"condition: medel{_met(draw, starts)}")
        written.append(f"{{{', '.join(parts)}}}")
        if status == "proposed":
            break
        if status == "decided":
            starts, used = ends + ONE_DAY, used + 1
    return written


def _met(draw: st.DrawFn, around: date) -> str:
    days = draw(st.none() | st.integers(-20, 80))
    return "" if days is None else f", condition_met: {around + timedelta(days=days)}"
