from __future__ import annotations

import pytest

from iopctl.answers.extend import Extend, Plan
from iopctl.edits import Append
from iopctl.model import building
from iopctl.period import Period
from iopctl.problem import Place
from iopctl.rules import extension
from iopctl.rules import recording as rule
from iopctl.rules.known import Known
from iopctl.source import editing
from iopctl.struct import replace
from tests import builders, replies
from tests.builders import day

DIFFERENCE = """\
--- agreements/lyktan.yaml
+++ agreements/lyktan.yaml (as it would be)
@@ -1,3 +1,4 @@
       ends: 2021-12-31
+      note: Nämnden beslutade enhälligt att förlänga överenskommelsen.
"""


def planned(written: str = "extension: {options: 1, length: 1 year}\n") -> Plan:
    whole = builders.whole(builders.text(written))
    period = Period.of(day("2023-01-01"), day("2023-12-31"))
    added = Append(
        ("extension", "extensions"),
        {"starts": "2023-01-01", "ends": "2023-12-31", "status": "decided", "decided": "2022-06-01"},
    )
    after = building.build(editing.edit(whole.document, [added]).values).agreement
    return Plan(
        period=period,
        money=rule.money(whole.agreement, after, period, Known(day("2022-06-01"))),
        place=Place("agreements/lyktan.yaml", 7),
        words="Adds the extension.",
        difference=DIFFERENCE,
        to_write="",
        fingerprint="0123456789ab",
        written=False,
    )


def answer(plan: Plan) -> Extend:
    """The verdict with the plan below it."""
    whole = builders.whole(builders.text("extension: {options: 1, length: 1 year}\n"))
    as_of = day("2022-06-01")
    verdict = extension.verdict(whole.agreement, as_of)
    return Extend("avtal", whole.agreement, whole.document, verdict, None, plan, as_of=as_of)


def text(plan: Plan, width: int | None = None) -> str:
    """The plan as a terminal shows it below the verdict."""
    return replies.table(answer(plan), width).partition("]\n\n")[2]


def test_the_money_is_told_as_it_counts_now_and_afterwards() -> None:
    assert text(planned()).startswith(
        "Money of 2023-01-01 – 2023-12-31\n\n"
        "Year   Kronor  Now       Afterwards\n"
        "────  ───────  ────────  ──────────\n"
        "2023  400\u00a0000  optional  committed\n"
        "\nAdds the extension.\n\n--- agreements/lyktan.yaml\n"
    )


def test_a_year_without_a_figure_says_why() -> None:
    cut = planned("term: {starts: 2021-01-01, ends: 2022-12-31}\nextension: {options: 1, length: 6 months}\n")
    # The file that would be is not sound, but what has no figure must say so all the same.
    cut = replace(cut, money=tuple(replace(each, afterwards=each.now) for each in cut.money))

    assert "There is no figure for 2023" in text(cut)
    fields = replies.json(answer(cut))["result"]["plan"]["years"]
    assert fields == [{"year": 2023, "total": None, "now": None, "afterwards": None}]


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, text(planned(), width).splitlines())) <= width


def test_a_line_of_the_file_that_is_broken_goes_on_further_in() -> None:
    assert text(planned(), 40).endswith(
        "+      note: Nämnden beslutade enhälligt\n         att förlänga överenskommelsen.\n"
    )


def test_backticks_of_the_file_do_not_end_the_block_in_markdown() -> None:
    text = replies.markdown(answer(replace(planned(), difference="+  ```\n")))

    assert "````diff\n+  ```\n````\n" in text


def test_how_to_have_it_written_stands_last() -> None:
    plan = replace(planned(), to_write="Add: --apply")

    assert text(plan).endswith("\n\nAdd: --apply\n")
    assert replies.markdown(answer(plan)).endswith("```\n\nAdd: --apply\n")
