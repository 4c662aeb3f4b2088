from __future__ import annotations

import pytest

from tests import builders
from tests.builders import Found


@pytest.mark.parametrize(
    ("held", "codes"),
    [
        ("2021-01-01, 2021-05-20", []),
        ("2021-05-20, 2021-11-04, 2021-05-20", ["IOP706"]),
        ("2020-12-31, 2021-05-20", ["IOP707"]),
        ("2020-12-31, 2020-12-31", ["IOP707", "IOP706"]),
    ],
)
def test_a_meeting_is_held_once_and_inside_the_agreement(held: str, codes: list[str]) -> None:
    text = f"follow_up: {{meetings: [{{kind: möte, plural: möten, at_least: 1, per: year, held: [{held}]}}]}}"

    assert [each.code for each in builders.warned(text)] == codes


def test_no_report_comes_in_before_the_agreement_starts() -> None:
    text = """follow_up:
  reports:
    - {kind: rapport, every_year: 03-31, received: [{due: 2021-03-31, on: 2020-04-02}]}
"""

    assert builders.warned(text) == [Found("IOP707", 3, 75)]
