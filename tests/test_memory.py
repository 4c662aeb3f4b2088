"""What a command has read of a register it lets go: ten thousand agreements need no more room than ten."""

from __future__ import annotations

import gc
import itertools
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from iopctl import register
from iopctl.commands import calendar, due, index, overview, portfolio, validate, yearly
from iopctl.commands.answer import Asked
from iopctl.commands.due import Narrowed
from iopctl.memo.document.formats import House
from iopctl.model.agreement import Agreement
from iopctl.period import Length
from iopctl.rules.budget import Budget
from iopctl.source.document import Document
from iopctl.source.folder import Folder
from tests.runs.run import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from iopctl.commands.answer import Answer
    from iopctl.register import Record

THIRTEEN = Folder(CHECKOUT / "tests" / "registers" / "thirteen")
ASKED = Asked(date(2024, 3, 1), "json", None)
WITHIN = Length.parse("2 years")
REPORT = yearly.Asked(2024, date(2024, 3, 1), "social", None, House(), "md")
LONG_WORK: dict[str, Callable[[], Answer]] = {
    "validate": lambda: validate.run(THIRTEEN, Asked(ASKED.as_of, "full", None), fail_on="error"),
    "list": lambda: overview.run(THIRTEEN, ASKED),
    "due": lambda: due.run(THIRTEEN, ASKED, Narrowed(), WITHIN, None),
    "calendar": lambda: calendar.run(THIRTEEN, ASKED, Narrowed(), WITHIN, None),
    "budget --all": lambda: portfolio.run(THIRTEEN, range(2020, 2030), ASKED),
    "index": lambda: index.run(THIRTEEN, ASKED),
    "report": lambda: yearly.run(THIRTEEN, REPORT, None),
}
# The agreement that was just worked on, and the one that is read.
MOST = 2


@pytest.mark.parametrize("command", LONG_WORK)
def test_long_work_keeps_no_agreement_no_file_and_no_budget_that_it_is_done_with(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, number, kept = register.read, itertools.count(1), {}
    files = len(THIRTEEN.files())

    def reading(path: Path, **asked: bool) -> Record:
        record = read(path, **asked)
        if next(number) == files:
            gc.collect()
            alive = gc.get_objects()
            kept.update({each: sum(type(one) is each for one in alive) for each in kinds})
        return record

    kinds = (Agreement, Document, Budget)
    before = {each: sum(type(one) is each for one in gc.get_objects()) for each in kinds}
    monkeypatch.setattr(register, "read", reading)
    answer = LONG_WORK[command]()

    assert answer.text
    assert kept[Agreement] - before[Agreement] <= MOST
    assert kept[Budget] - before[Budget] <= MOST
    # Series and the profile are read once, whatever the number of agreements.
    assert kept[Document] - before[Document] <= MOST + len(THIRTEEN.series_files()) + 1
