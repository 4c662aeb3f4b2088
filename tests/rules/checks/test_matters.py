from __future__ import annotations

import pytest

from tests import builders
from tests.builders import MATTER, Found


def extending(dated: str) -> str:
    matter = MATTER.lstrip().replace("kind: adopt", "kind: extend").replace("2020-11-30", dated)
    return f"{matter}extension: {{options: 1, length: 1 year}}\n"


@pytest.mark.parametrize("dated", ["2021-01-01", "2022-12-31"])
def test_an_extension_may_be_asked_for_while_the_agreement_runs(dated: str) -> None:
    assert builders.found(extending(dated)) == []


@pytest.mark.parametrize("dated", ["2020-12-31", "2023-01-01"])
def test_no_extension_can_be_asked_for_before_or_after(dated: str) -> None:
    assert builders.found(extending(dated)) == [Found("IOP802", 4, 12)]


def test_the_reason_against_is_told_with_the_matter() -> None:
    slip = builders.problem(extending("2023-01"))

    assert slip.message == (
        "On 2023-01 the agreement may not be extended. The agreement ended on 2022-12-31; unused: 1 option."
    )


def test_two_matters_do_not_share_an_id() -> None:
    text = MATTER.lstrip() + MATTER.split("matters:\n")[1]

    assert builders.found(text) == [Found("IOP801", 13, 9)]


def test_a_memo_goes_from_an_administration_to_its_board() -> None:
    text = MATTER.lstrip() + "parties: {k: {role: public, name: K, board: n}, i: {role: civil, name: I}}\n"
    lines = "{name: A, by: k, kind: cash, amount: 1}, {name: B, by: i, kind: other, amount: 1}"
    text += f"budget: [{{from: 2021-01-01, contributions: [{lines}]}}]\n"

    assert [slip.code for slip in builders.found(text)] == ["IOP806"]
