from __future__ import annotations

import pytest

from tests import builders
from tests.builders import Found


def test_a_public_and_a_civil_party_make_a_partnership() -> None:
    text = """
        parties:
          kommunen: {role: public, name: Linköpings kommun}
          ikf: {role: civil, name: IKF}
        """

    assert builders.found(text) == []


@pytest.mark.parametrize(("role", "missing"), [("public", "civil"), ("civil", "public")])
def test_two_parties_of_one_kind_are_no_partnership(role: str, missing: str) -> None:
    slip = builders.problem(f"""
        title: Samarbete mellan två
        parties:
          kommunen: {{role: {role}, name: Linköpings kommun}}
          ikf: {{role: {role}, name: Norrköpings kommun}}
        """)

    assert (slip.code, slip.place.line, slip.place.column) == ("IOP301", 2, 1)
    assert slip.message == f"No party has the role '{missing}'."


def test_without_any_party_both_roles_are_missing() -> None:
    slips = builders.found("""
        parties: {}
        """)

    assert slips[:2] == [Found("IOP301", 1, 1), Found("IOP301", 1, 1)]


def test_two_keys_that_differ_only_in_capitals_are_one_key() -> None:
    slips = builders.found("""
        parties:
          kommunen: {role: public, name: Linköpings kommun}
          Kommunen: {role: civil, name: Föreningen}
        budget: [{from: 2021-01-01, contributions: [{name: B, by: kommunen, kind: cash, amount: 1}]}]
        """)

    assert Found("IOP306", 3, 3) in slips
