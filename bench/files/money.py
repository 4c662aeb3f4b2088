"""The budget of an agreement at random: its versions, lines, indexation and instalments."""

from __future__ import annotations

from bench.files import words
from bench.files.draft import AS_OF, NEXT_YEAR, SERIES, Draft

_SMALL = 100


def budget(draft: Draft) -> str:
    """Write the section `budget`."""
    first, *rest = _versions(draft)
    versions = _version(draft, first, _indexation(draft, first))
    for year in rest:
        versions += _version(draft, year, f"    price_year: {year}\n    indexation: none\n")
    return f"budget:\n{versions}"


def _versions(draft: Draft) -> tuple[int, ...]:
    """Give the years from which each version of the money applies."""
    if draft.kind == "amend":
        return (draft.first_year, NEXT_YEAR)
    later = draft.first_year + 2
    return (draft.first_year, later) if draft.kind == "follow-up" else (draft.first_year,)


def _indexation(draft: Draft, year: int) -> str:
    stated = draft.one("percent", "percent", "series", "basket", "none")
    if stated == "none":
        return "    indexation: none\n"
    said = f"    price_year: {year}\n    indexation:\n"
    if stated == "percent":
        said += (
            f"      percent: {draft.one('2', '2,5 %', '3')}\n      carry: {draft.one('exact', 'rounded')}\n"
        )
    elif stated == "series":
        said += f"      series: {draft.one(*SERIES)}\n      lag: 2 years\n      at_least: 0 %\n"
    else:
        one, other = SERIES
        said += f"      series:\n        {one}: 30 %\n        {other}: 70 %\n"
        said += "      lag: 2 years\n      at_most: 4 %\n"
    return f"{said}      covers: pris- och löneförändringar\n      clause: Ekonomi\n"


def _version(draft: Draft, year: int, indexation: str) -> str:
    decided = f"    decided: {year - 1}-06-15\n" if draft.first_year < year <= AS_OF.year else ""
    lines = [_cash(draft), _sum(draft, draft.key, *draft.chance.choice(words.CIVIL_SUMS))]
    if len(_versions(draft)) == 1:
        lines.append(_hours(draft, "kommunen", *draft.chance.choice(words.PUBLIC_HOURS)))
        lines.append(_hours(draft, draft.key, *draft.chance.choice(words.CIVIL_HOURS)))
    return (
        f"  - from: {year}-01-01\n{decided}{indexation}    contributions:\n{''.join(lines)}{_payments(draft)}"
        "    clause: Ekonomi\n"
    )


def _cash(draft: Draft) -> str:
    return f"""\
      - name: Kontant bidrag
        by: kommunen
        kind: cash
        paid_to: {draft.key}
        amount: {_kronor(draft.chance.randint(300, 1500))}
"""


def _hours(draft: Draft, by: str, line: str, kind: str) -> str:
    return f"""\
      - name: {line}
        by: {by}
        kind: {kind}
        hours_per_week: {draft.chance.randint(5, 40)}
        weeks_per_year: {draft.chance.randint(38, 46)}
        hourly_rate: {draft.chance.randint(180, 420)}
"""


def _sum(draft: Draft, by: str, line: str, kind: str) -> str:
    quality = draft.one("", "", "about ", "at least ")
    note = f"        note: {draft.one(*words.LINE_NOTES)}\n" if draft.chance.random() < 1 / 2 else ""
    return f"""\
      - name: {line}
        by: {by}
        kind: {kind}
        amount: {quality}{_kronor(draft.chance.randint(20, 400))}
{note}"""


def _kronor(thousands: int) -> str:
    return f"{thousands}000" if thousands < _SMALL else f"{thousands * 1000:_}".replace("_", " ")


def _payments(draft: Draft) -> str:
    return draft.one(
        "    payments:\n      instalments: quarterly\n      when: in advance\n      terms: 30 days\n",
        "    payments:\n      instalments: half-yearly\n      when: in arrears\n",
        "    payments:\n      on: [01-31, 07-31]\n      shares: [60 %, 40 %]\n",
    )
