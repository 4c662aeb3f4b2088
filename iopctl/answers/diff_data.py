"""What changed between two versions for other programs: CSV and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.answers import changes, envelope
from iopctl.render import csv
from iopctl.rules.budget import NoFigure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.answers.changes import Compared, Differences
    from iopctl.rules.budget import Budget
    from iopctl.rules.comparison import KeyChange, MoneyChange, Terms, YearChange
from iopctl.render.records import Value

_CSV_HEADER = (
    "agreement",
    "change",
    "row",
    "what",
    "party",
    "before",
    "after",
    "difference",
    "status_before",
    "status_after",
    "line_before",
    "line_after",
)


def as_csv(differences: Differences, _width: int | None) -> str:
    """Write one row for each amount, term, party and key that is compared or changed."""
    rows = [
        (each.id, each.found.change.value, *row) for each in differences.compared for row in _csv_rows(each)
    ]
    rows += [(None, each.change.value, "file", each.name, *(None,) * 8) for each in differences.others or ()]
    return csv.separated(_CSV_HEADER, rows)


def _csv_rows(each: Compared) -> Iterator[tuple[Value, ...]]:
    found = each.found
    for year in found.years:
        statuses = [" ".join(each) or None for each in year.statuses]
        for money in (*year.parties, year.total):
            amounts = [one.value if one else None for one in (money.before, money.after, money.difference)]
            kind = "total" if money.party is None else "party"
            yield (kind, year.year, money.party, *amounts, *statuses, None, None)
    nothing = (None, None, None)
    for name in found.changed_terms:
        yield ("term", name, None, *changes.term_cells(found, name), *nothing, None, None)
    for party in found.parties:
        yield ("party_name", party.change.value, party.party, party.before, party.after, *nothing, None, None)
    for key in found.keys:
        written = changes.written(each.before, key.before), changes.written(each.after, key.after)
        lines = changes.line_number(each.before, key.before), changes.line_number(each.after, key.after)
        yield ("key", changes.path(key.path), None, *written, *nothing, *lines)


def as_json(differences: Differences, _width: int | None) -> str:
    """Write every agreement compared; those of which a version has problems are left out."""
    sides = differences.sides
    result = {
        "before": {"name": sides.before, "revision": sides.revision_before},
        "after": {"name": sides.after, "revision": sides.revision_after},
        "agreements": [_fields(each) for each in differences.compared],
        "files": [{"file": each.name, "change": each.change.value} for each in differences.others or ()],
    }
    return envelope.write(
        "diff", differences.as_of, result, differences.problems, revision=sides.revision_after
    )


def _fields(each: Compared) -> dict[str, object]:
    found = each.found
    return {
        "agreement": each.id,
        "title": each.agreement.title,
        "change": found.change.value,
        "years": [_year_fields(year) for year in found.years],
        "compared_to": found.cut_after,
        "terms": [
            {"term": name, "before": _json_term(found.before, name), "after": _json_term(found.after, name)}
            for name in found.changed_terms
        ],
        "parties": [
            {"party": one.party, "change": one.change.value, "before": one.before, "after": one.after}
            for one in found.parties
        ],
        "keys": [_key_fields(each, key) for key in found.keys],
    }


def _year_fields(year: YearChange) -> dict[str, object]:
    return {
        "year": year.year,
        "changed": year.changed,
        "before": _side_fields(year.before),
        "after": _side_fields(year.after),
        "total": _money_fields(year.total),
        "parties": [{"party": money.party, **_money_fields(money)} for money in year.parties],
    }


def _side_fields(side: Budget | NoFigure | None) -> dict[str, object] | None:
    """Say how certain a version's money is, or why it has no figure; null where there is no such version."""
    if side is None:
        return None
    reason = side.reason if isinstance(side, NoFigure) else None
    return {
        "status": side.status and side.status.value,
        "no_figure": None if reason is None else {"code": reason.code, "message": reason.message},
    }


def _money_fields(money: MoneyChange) -> dict[str, object]:
    return {
        name: amount and {"amount": int(amount.value), "quality": amount.quality.value}
        for name, amount in (
            ("before", money.before),
            ("after", money.after),
            ("difference", money.difference),
        )
    }


def _json_term(terms: Terms | None, name: str) -> str | int | None:
    value = None if terms is None else getattr(terms, name)
    if terms is not None and name == "options" and value is None:
        return "unlimited"
    return value if isinstance(value, int) or value is None else str(value)


def _key_fields(each: Compared, key: KeyChange) -> dict[str, object]:
    return {
        "path": list(key.path),
        "before": changes.written(each.before, key.before),
        "after": changes.written(each.after, key.after),
        "line_before": changes.line_number(each.before, key.before),
        "line_after": changes.line_number(each.after, key.after),
    }
