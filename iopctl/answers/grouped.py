"""`iopctl budget --by`: the budgets of an agreement, put together by party, kind, board or line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iopctl.answers import figures
from iopctl.answers.budget import BudgetGroup, Budgets, BudgetsOf, parts
from iopctl.answers.figures import Amounts, Explained
from iopctl.rules import budget as rule
from iopctl.rules.budget import By
from iopctl.struct import UNSET, Struct
from iopctl.table import Column, Table
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.rules.budget import Budget, Group
    from iopctl.table import Block


class GroupRecord(Struct):
    """A row of csv: a group, a part or the total of a year."""

    agreement: str
    year: int
    status: str
    row: str
    name: str


class GroupedBudgets(Budgets):
    """Some years of one agreement, its lines put together by party, kind, board or line."""

    record = (GroupRecord, Amounts)

    by: By

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what the figures assume, and what they do not count."""
        return (*self._marks, *self.basis.notes)

    def result(self) -> BudgetsOf:
        """Give the groups of the years that have figures."""
        return BudgetsOf(self.id, self.assumed, tuple(map(self._year, self.figures)), self.by)

    def _groups(self, year: Budget) -> tuple[Group, ...]:
        return rule.groups(self.agreement, year, self.by)

    def _contents(self, year: Budget) -> dict[str, Any]:
        """Give the groups of a year."""
        return {
            "groups": tuple(
                BudgetGroup(
                    *figures.money_of(each.figure, each.exact),
                    each.name,
                    *figures.share(each.portion),
                    Explained.of(each.figure, self.document) if self.explain else UNSET,
                )
                for each in self._groups(year)
            )
        }

    def records(self) -> Iterator[tuple[Struct, ...]]:
        """Give one row for each group and total of each year."""
        for year in self.figures:
            start = (self.id, year.year, " ".join(year.statuses))
            for group in self._groups(year):
                record = GroupRecord(*start, self.by.value, group.name)
                yield record, Amounts.of(group.figure, group.exact)
            yield GroupRecord(*start, "total", ""), Amounts.of(year.total, year.exact)
            for part in year.parts if len(year.parts) > 1 else ():
                record = GroupRecord(*start[:2], part.status.value, "part", "")
                yield record, Amounts.of(part.total, part.exact)

    def _explanation(self, year: Budget) -> Iterator[Block]:
        return (figures.tree(group.figure, self.document) for group in self._groups(year))

    def _heading(self) -> str:
        return {
            By.PARTY: say("Party"),
            By.KIND: say("Kind"),
            By.BOARD: say("Board"),
            By.LINE: say("Line"),
        }[self.by]

    def _year_table(self, year: Budget) -> Table:
        sums = [(say("Total"), year.total), *parts(year)]
        undivided = (figures.not_divided(),) if year.undivided else ()
        return Table(
            columns=(
                Column(self._heading()),
                Column(say("Kronor"), figures=True),
                Column(say("Share"), figures=True),
            ),
            rows=tuple(
                (group.name, figures.kronor(group.figure), figures.percent(group.portion))
                for group in self._groups(year)
            ),
            title=self._year_title(year),
            sums=tuple((name, figures.kronor(figure), "") for name, figure in sums),
            notes=(*(finding.message for finding in year.rests_on), *undivided, *self.notes),
        )

    def _years_table(self) -> Table:
        by_year = {year.year: {each.key: each for each in self._groups(year)} for year in self.figures}
        names = {key: group.name for groups in by_year.values() for key, group in groups.items()}

        def cell(key: str) -> Callable[[Budget], str]:
            found = {year: groups[key] for year, groups in by_year.items() if key in groups}
            return lambda year: figures.kronor(found[year.year].figure) if year.year in found else "–"

        return self._side_by_side(
            self._heading(), [self._row(name, cell(key)) for key, name in names.items()], ()
        )
