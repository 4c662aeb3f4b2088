from __future__ import annotations

from tests import builders
from tests.builders import Found


def test_a_term_may_be_a_single_day() -> None:
    text = """
        term: {starts: 2021-01-01, ends: 2021-01-01}
        """

    assert builders.found(text) == []


def test_a_term_does_not_end_before_it_starts() -> None:
    text = """
        term:
          starts: 2021-01-01
          ends: 2020-12-31
        """

    assert builders.found(text) == [Found("IOP401", 3, 9)]
