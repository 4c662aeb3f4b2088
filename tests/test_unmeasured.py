"""What takes longer to be measured than to be tried is not measured, also where the tests are spread."""

from __future__ import annotations

import sys

import pytest
from coverage import Coverage
from hypothesis import given
from hypothesis import strategies as st


@given(example=st.integers())
def test_no_law_is_measured(example: int) -> None:
    assert sys.gettrace() is None, example


@pytest.mark.unmeasured
def test_a_test_may_be_left_out() -> None:
    assert sys.gettrace() is None


def test_every_other_test_is_measured_where_any_is() -> None:
    assert (sys.gettrace() is None) == (Coverage.current() is None)
