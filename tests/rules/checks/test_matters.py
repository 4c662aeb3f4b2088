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


def started(*written: str) -> str:
    lines = "".join(f"    {line}\n" for line in written)
    return f"matters:\n  - id: arende-1\n    kind: adopt\n    dated: 2020-11-30\n{lines}"


def test_a_matter_that_is_only_started_is_no_error_and_names_what_its_memo_waits_for() -> None:
    (warning,) = builders.read(builders.text(started())).problems

    assert (warning.code, warning.severity, warning.place.line, warning.place.column) == (
        "IOP808",
        "warning",
        2,
        5,
    )
    assert warning.message == (
        "The matter is not finished, so it has no memo yet; not written: matter, background, goals, "
        "equality, consultation, codetermination, signatures, sent_to."
    )


def test_a_section_that_is_written_is_not_asked_for_even_where_it_says_that_there_is_none() -> None:
    text = started("background: Parterna samverkar.", "signatures: []", "sent_to: [Föreningen]")
    (warning,) = builders.read(builders.text(text)).problems

    assert warning.message.endswith("not written: matter, goals, equality, consultation, codetermination.")


def test_each_unfinished_matter_is_told_once_and_a_finished_one_not_at_all() -> None:
    text = MATTER.lstrip() + started().partition("\n")[2].replace("arende-1", "arende-2")

    assert builders.warned(text) == [Found("IOP808", 13, 5)]


def test_the_money_of_an_agreement_does_not_wait_for_its_matter() -> None:
    agreement = builders.agreement(started())

    assert builders.year_of(agreement, 2021).total.value == 400_000
