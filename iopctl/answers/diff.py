"""What changed between two versions, as tables or as Markdown for a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, period, swedish, table
from iopctl.answers import changes, diff_data
from iopctl.render import markdown, terminal
from iopctl.rules.budget import NoFigure
from iopctl.rules.comparison import Change
from iopctl.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.answers.changes import Compared, Differences
    from iopctl.money import Amount
    from iopctl.problem import Where
    from iopctl.rules.comparison import Comparison, MoneyChange, PartyChange, YearChange
    from iopctl.source.document import Document

_LONGEST = 60


def as_table(differences: Differences, width: int | None) -> str:
    """Draw one table for each thing that changed; of several agreements, one that sums up comes first."""
    parts = [f"{terminal.wrapped(said, width)}\n" for said in _nothing(differences)]
    if differences.several and differences.compared:
        parts = [terminal.write([_summary(differences)], width)]
    for each in differences.compared:
        parts.append(f"{terminal.wrapped(_headline(differences, each), width)}\n")
        parts += [f"{terminal.wrapped(said, width)}\n" for said in _sentences(each)]
        parts += [terminal.write([drawn], width) for drawn in _tables(each)]
    return "\n".join([*parts, *(f"{terminal.wrapped(note, width)}\n" for note in _notes(differences))])


def as_markdown(differences: Differences, _width: int | None) -> str:
    """Write the same in Markdown, under headings."""
    parts = [f"{table.escape(said)}\n" for said in _nothing(differences)]
    if differences.several and differences.compared:
        parts = [markdown.write([_summary(differences)])]
    for each in differences.compared:
        parts.append(f"### {table.escape(_headline(differences, each))}\n")
        parts += [f"{table.escape(said)}\n" for said in _sentences(each)]
        parts += [markdown.write([drawn]) for drawn in _tables(each)]
    return "\n".join([*parts, *(f"{table.escape(note)}\n" for note in _notes(differences))])


def _nothing(differences: Differences) -> Iterator[str]:
    """Say that there is nothing to sum up."""
    if differences.several and not (differences.compared or differences.problems):
        yield labels.no_diff(differences.sides.before, differences.sides.after)


def _notes(differences: Differences) -> Iterator[str]:
    """Name what changed beside the agreements, the files that are left out, and the day."""
    if differences.others:
        yield labels.changed_beside((each.name, each.change) for each in differences.others)
    for file in sorted({problem.place.file for problem in differences.problems}):
        yield labels.left_out(file)
    yield labels.basis(differences.as_of, None)


def _headline(differences: Differences, each: Compared) -> str:
    sides = differences.sides
    name = f"{each.id} – {each.agreement.title}"
    return labels.diff_headline(name, each.found.change, sides.before, sides.after)


def _summary(differences: Differences) -> Table:
    sides = differences.sides
    return Table(
        columns=(
            Column(labels.AGREEMENT),
            Column(labels.CHANGE),
            Column(labels.OTHER_MONEY),
            Column(labels.TERM_ENDS),
            Column(labels.KEYS_CHANGED, figures=True),
        ),
        rows=tuple(
            (
                each.id,
                labels.CHANGES[each.found.change],
                period.ranges(each.found.changed_years) or labels.NONE,
                _arrow(*changes.term_cells(each.found, "effective_end")),
                str(len(each.found.keys)) if each.before and each.after else labels.NONE,
            )
            for each in differences.compared
        ),
        title=labels.diff_register(len(differences.compared), sides.before, sides.after),
    )


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _sentences(each: Compared) -> Iterator[str]:
    """Say in words what needs no table."""
    found = each.found
    match found.change:
        case Change.NEW:
            yield labels.NEW_FILE
        case Change.GONE:
            yield labels.GONE_FILE
        case Change.SAME:
            yield labels.NO_CHANGE
        case Change.CHANGED if found.years and not found.changed_years:
            yield labels.same_money(found.years[0].year, found.years[-1].year)


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
            Column(labels.YEAR),
            Column(labels.PARTY),
            Column(labels.BEFORE, figures=True),
            Column(labels.AFTER, figures=True),
            Column(labels.DIFFERENCE, figures=True),
            Column(labels.STATUS),
        ),
        rows=tuple(row for year in each.found.years for row in _year_rows(each, year)),
        title=labels.MONEY_HEADING,
        notes=tuple(_money_notes(each.found)),
    )


def _year_rows(each: Compared, year: YearChange) -> Iterator[tuple[str, ...]]:
    """Give a year's total; and above it what each party puts in, where that changed."""
    if year.changed:
        for money in year.parties:
            yield (str(year.year), _called(each, money), *_money_cells(money), "")
    statuses = (labels.certainties(each) for each in year.statuses if each)
    yield (str(year.year), labels.TOTAL, *_money_cells(year.total), " → ".join(dict.fromkeys(statuses)))


def _called(each: Compared, money: MoneyChange) -> str:
    party = each.agreement.parties.get(money.party or "")
    return party.called if party else money.party or labels.TOTAL


def _money_cells(money: MoneyChange) -> tuple[str, str, str]:
    return _kronor(money.before), _kronor(money.after), _signed(money.difference)


def _kronor(amount: Amount | None) -> str:
    if amount is None:
        return labels.NONE
    return swedish.with_quality(amount.quality, swedish.number(amount.value))


def _signed(amount: Amount | None) -> str:
    if amount is None:
        return ""
    sign = "+" if amount.value > 0 else "−" if amount.value < 0 else ""
    return swedish.with_quality(amount.quality, f"{sign}{swedish.number(abs(amount.value))}")


def _money_notes(found: Comparison) -> Iterator[str]:
    """Say why a year has a figure on one side only, and where the comparison ends."""
    for year in found.years:
        if isinstance(year.before, NoFigure):
            yield labels.no_figure_before(year.before.reason.message)
        if isinstance(year.after, NoFigure):
            yield labels.no_figure_after(year.after.reason.message)
    if found.cut_after is not None:
        yield labels.compared_to(found.cut_after)


def _term_table(found: Comparison) -> Table:
    return Table(
        columns=(Column(""), Column(labels.BEFORE), Column(labels.AFTER)),
        rows=tuple((labels.TERMS[name], *changes.term_cells(found, name)) for name in found.changed_terms),
        title=labels.TERM_HEADING,
    )


def _party_table(parties: tuple[PartyChange, ...]) -> Table:
    return Table(
        columns=(
            Column(labels.KEY),
            Column(labels.CHANGE),
            Column(labels.BEFORE),
            Column(labels.AFTER),
        ),
        rows=tuple(
            (each.party, labels.CHANGES[each.change], each.before or labels.NONE, each.after or labels.NONE)
            for each in parties
        ),
        title=labels.PARTIES_HEADING,
    )


def _key_table(each: Compared) -> Table:
    return Table(
        columns=(
            Column(labels.KEY),
            Column(labels.BEFORE),
            Column(labels.AFTER),
            Column(labels.LINES),
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
        title=labels.KEYS_HEADING,
    )


def _cut(text: str | None) -> str:
    if text is None:
        return labels.NONE
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _line(document: Document | None, where: Where | None) -> str:
    line = changes.line_number(document, where)
    return labels.NONE if line is None else str(line)


FORMATS: dict[str, Callable[[Differences, int | None], str]] = {
    "table": as_table,
    "markdown": as_markdown,
    "csv": diff_data.as_csv,
    "json": diff_data.as_json,
}
