"""A sound file is read closely, for the place of every value, only by an answer that shows places."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from iopctl import register
from iopctl.answers.overview import FORMATS
from iopctl.commands import overview
from iopctl.commands.answer import Asked
from iopctl.source import folder
from iopctl.source.folder import Folder
from iopctl.source.reading import Document
from tests.runs.run import CHECKOUT

if TYPE_CHECKING:
    from iopctl.source.reading import Node

THIRTEEN = Folder(CHECKOUT / "tests" / "registers" / "thirteen")
ON = date(2024, 3, 1)
SERIES = {folder.shown(each) for each in THIRTEEN.series_files()}
"""An index series says where each of its values stands; there are few of them."""
WARNED = {record.document.file for record in register.read_all(THIRTEEN.files()) if record.problems}


@pytest.fixture
def closely(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Note the names of the files that are read closely."""
    files: set[str] = set()
    found = vars(Document)["root"].fget

    def noted(document: Document) -> Node:
        files.add(document.file)
        return found(document)  # type: ignore[no-any-return]

    monkeypatch.setattr(Document, "root", property(noted))
    return files


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"json"}))
def test_a_list_shows_no_places_and_looks_for_none(name: str, closely: set[str]) -> None:
    answer = overview.run(THIRTEEN, Asked(ON, name, None))

    assert answer.text or answer.content or "".join(answer.lines)
    assert closely <= SERIES | WARNED


def test_a_list_for_machines_says_where_each_reason_stands(closely: set[str]) -> None:
    overview.run(THIRTEEN, Asked(ON, "json", None))

    assert closely >= set(map(folder.shown, THIRTEEN.files()))
