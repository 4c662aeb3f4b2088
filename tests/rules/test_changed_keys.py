from __future__ import annotations

import pytest

from iopctl.problem import Where
from iopctl.rules.changed_keys import KeyChange, changed_keys
from tests import builders

ONE = """
documents:
  - title: Överenskommelsen
  - title: Budgetbilagan
"""
CONTRIBUTIONS = """
budget:
  - from: 2021-01-01
    contributions:
      - {name: Bidrag, by: kommunen, kind: cash, amount: 300000}
      - {name: Lokaler, by: ikf, kind: premises, amount: 100000}
"""


def paths(before: str, after: str) -> list[tuple[Where | None, Where | None]]:
    found = changed_keys(builders.agreement(before), builders.agreement(after))
    return [(each.before, each.after) for each in found]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Ett", "title: 'Ett'  # med citattecken"),
        (CONTRIBUTIONS, CONTRIBUTIONS.replace("300000", "300 000")),
        (CONTRIBUTIONS, CONTRIBUTIONS.replace("by: kommunen, kind: cash", "kind: cash, by: kommunen")),
        ("purpose: Ett\ntitle: Två", "title: Två\npurpose: Ett"),
    ],
)
def test_what_is_only_written_in_another_way_is_no_change(before: str, after: str) -> None:
    assert paths(before, after) == []


CASES: dict[str, tuple[str, str, list[tuple[Where | None, Where | None]]]] = {
    "another value": ("title: Ett", "title: Två", [(("title",), ("title",))]),
    "a new key": ("", "referral: Genom kommunen", [(None, ("referral",))]),
    "a key that is gone": ("case_number: AN 2019-75", "", [(("case_number",), None)]),
    "a value below others": (
        CONTRIBUTIONS,
        CONTRIBUTIONS.replace("100000", "120000"),
        [(("budget", 0, "contributions", 1, "amount"),) * 2],
    ),
    "a quality": (
        CONTRIBUTIONS,
        CONTRIBUTIONS.replace("amount: 100000", "amount: about 100000"),
        [(("budget", 0, "contributions", 1, "amount"),) * 2],
    ),
    "a key that the file calls otherwise than the model": (
        CONTRIBUTIONS,
        CONTRIBUTIONS.replace("from: 2021-01-01", "from: 2020-01-01"),
        [(("budget", 0, "from"),) * 2],
    ),
    "an item before the others": (
        ONE,
        ONE.replace("documents:\n", "documents:\n  - title: Uppdraget\n"),
        [(None, ("documents", 0))],
    ),
    "an item that is gone": (
        ONE,
        ONE.replace("  - title: Överenskommelsen\n", ""),
        [(("documents", 0), None)],
    ),
    "an item with another name": (
        ONE,
        ONE.replace("Budgetbilagan", "Budgeten"),
        [(("documents", 1, "title"),) * 2],
    ),
    "an item changed behind a new one": (
        CONTRIBUTIONS,
        CONTRIBUTIONS.replace("100000", "120000").replace(
            "      - {name: Bidrag",
            "      - {name: Handledning, by: ikf, kind: staff, amount: 1}\n      - {name: Bidrag",
        ),
        [
            (None, ("budget", 0, "contributions", 0)),
            (("budget", 0, "contributions", 1, "amount"), ("budget", 0, "contributions", 2, "amount")),
        ],
    ),
    "a party": (
        "",
        builders.PARTIES.replace("short_name: IKF", "short_name: Kvinnoföreningen"),
        [(("parties", "ikf", "short_name"),) * 2],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_every_change_is_named_by_its_place_on_both_sides(case: str) -> None:
    before, after, expected = CASES[case]

    assert paths(before, after) == expected
    assert paths(after, before) == [(new, old) for old, new in expected]


def test_the_same_items_in_another_order_are_told() -> None:
    turned = "documents:\n  - title: Budgetbilagan\n  - title: Överenskommelsen\n"

    assert paths(ONE, turned) != []


def test_a_key_is_named_by_where_it_stands_or_else_stood() -> None:
    assert KeyChange(("a",), ("b",)).path == ("b",)
    assert KeyChange(("a",), None).path == ("a",)
