"""A key that changes nothing where it stands is told of, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from iopctl.model.matter import Matter, MatterKind
from iopctl.rules.checks import unused
from tests import builders
from tests.builders import MATTER

TEMPLATES = Path(__file__).parents[3] / "templates" / "memo"
VALUES = {
    "task_to": "kontorschefen",
    "changes": "[Platserna blir fler.]",
    "plans": "[Parterna öppnar ett kafé.]",
    "participants": "Deltagarna får andra platser.",
    "year": "2021",
}
NOTICE = "term: {starts: 2021-01-01, ends: 2022-12-31, notice_given: {on: 2022-03-01, ends: 2022-09-30}}\n"
EXTENSION = """extension:
  options: 1
  length: 1 year
  extensions:
    - {starts: 2023-01-01, ends: 2023-12-31, """
HOLIDAY = "notice: {length: 3 months, on_holiday: next working day}"


def idle(text: str) -> list[int]:
    """Give the lines of the keys that change nothing."""
    return [each.line for each in builders.warned(text) if each.code == "IOP215"]


def of_kind(kind: MatterKind, *lines: str) -> str:
    dated = {MatterKind.ADOPT: "2020-11-30", MatterKind.FOLLOW_UP: "2022-02-01"}.get(kind, "2022-02-01")
    matter = MATTER.lstrip().replace("adopt", kind.value).replace("2020-11-30", dated)
    amended = (
        "amendments: [{from: 2022-07-01, decided: 2022-03-01, note: Platserna blir fler.}]\n"
        if kind is MatterKind.AMEND
        else ""
    )
    written = "".join(f"    {line}\n" for line in lines)
    clause = "extension: {options: 1, length: 1 year}\n" if kind is MatterKind.EXTEND else ""
    return f"{matter}{written}{amended}{clause}{NOTICE if kind is MatterKind.END else ''}"


@pytest.mark.parametrize("kind", MatterKind)
@pytest.mark.parametrize("key", unused.USED_BY)
def test_a_key_is_told_of_in_each_kind_of_matter_that_ignores_it(kind: MatterKind, key: str) -> None:
    found = idle(of_kind(kind, f"{key}: {VALUES[key]}"))

    assert bool(found) == (kind not in unused.USED_BY[key])


@pytest.mark.parametrize("key", sorted(set(unused.USED_BY) - {"year"}))
def test_the_table_says_which_templates_use_a_key(key: str) -> None:
    used = {
        kind
        for kind in MatterKind
        if re.search(rf"matter\.{key}\b", (TEMPLATES / f"{kind.value}.md.j2").read_text(encoding="utf-8"))
    }

    assert used == unused.USED_BY[key]


def test_every_other_key_of_a_matter_is_used_by_what_all_kinds_share() -> None:
    shared = (TEMPLATES / "memo.md.j2").read_text(encoding="utf-8")
    known = {*unused.USED_BY, "id", "kind", "dated", "board"}

    assert [
        each for each in Matter.model_fields if each not in known and f"matter.{each}" not in shared
    ] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (of_kind(MatterKind.EXTEND, "decisions: [Nämnden beslutar.]", "task_to: kontorschefen"), 14),
        (of_kind(MatterKind.ADOPT, "decisions: [Nämnden beslutar.]", "further_decisions: [Och mer.]"), 14),
        (MATTER.lstrip().replace("målområde 6.}", "målområde 6., link: https://exempel.se}"), 7),
        ("extension: {options: 1, length: 1 year, decide: {on_holiday: next working day}}\n", 1),
        ("extension: {options: 0, length: 1 year}\n", 1),
        (NOTICE.replace("notice_given: {on: 2022-03-01, ends: 2022-09-30}", HOLIDAY), 1),
        (f"{EXTENSION}status: declined, condition: medel}}\n", 5),
        (f"{EXTENSION}status: proposed, condition: medel, condition_met: 2022-06-01}}\n", 5),
        (
            builders.BUDGET.lstrip().replace("from: 2000-01-01", "from: 2000-01-01\n    decided: 2000-01-01"),
            3,
        ),
        (builders.BUDGET.lstrip().replace("amount: 300000", "amount: 300000, hourly_rate: 265"), 4),
        (builders.PARTIES.lstrip().replace("short_name: IKF", "board: styrelsen"), 3),
        (
            builders.PARTIES.lstrip().replace("board: arbetsmarknadsnämnden, ", ""),
            2,
        ),
    ],
)
def test_a_key_that_another_one_leaves_no_room_for_is_told_of(text: str, line: int) -> None:
    assert idle(text) == [line]


def test_a_matter_of_ending_that_gives_no_notice_has_no_task() -> None:
    ending = MATTER.lstrip().replace("adopt", "end").replace("2020-11-30", "2022-10-01")
    text = f"{ending}    participants: De slutar.\n    task_to: kontorschefen\n"

    assert idle(text) == [14]
    assert idle(text + NOTICE.replace("2022-03-01, ends: 2022-09-30", "2022-11-01, ends: 2022-12-31")) == []


def test_an_agreement_in_which_every_key_counts_has_no_such_warning() -> None:
    assert builders.warned("extension: {options: 1, length: 1 year}\n") == []
