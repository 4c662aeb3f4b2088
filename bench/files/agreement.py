"""One agreement at random, as the text of its file: in order by construction, and the same each time.

Its size is that of the two real ones, some 135 lines and 4.6 kB. The five kinds of matter take turns, and
with them the clauses: options to extend, until further notice, tacit renewal, an amendment, a plain end.
"""

from __future__ import annotations

from random import Random

from bench.files import matter, money, words
from bench.files.draft import NEXT_YEAR, Draft, folded

_SEED = 20_250_930


def name(number: int) -> str:
    """Give the id of an agreement."""
    return f"iop-{number:05}"


def text(number: int) -> str:
    """Write the file of an agreement."""
    draft = _draft(number)
    sections = (
        _head,
        _parties,
        _aim,
        _term,
        _extension,
        _earlier,
        money.budget,
        _papers,
        matter.follow_up,
        matter.matters,
    )
    return "\n".join(filter(None, (section(draft) for section in sections)))


def _draft(number: int) -> Draft:
    chance = Random(f"{_SEED}-{number}")  # noqa: S311 - no secret
    partner = chance.choice(words.NAMES)
    board, administration, letters = chance.choice(words.BOARDS)
    return Draft(
        chance,
        number,
        tuple(words.MATTER)[number % len(words.MATTER)],
        chance.randint(2020, 2022),
        chance.choice(words.TREES) + chance.choice(words.LANDS),
        f"{chance.choice(words.KINDS)} {partner}",
        partner.lower(),
        board,
        administration,
        letters,
    )


def _head(draft: Draft) -> str:
    return f"""\
# yaml-language-server: $schema=agreement.schema.json
# Överenskommelsen mellan {draft.municipality} och {draft.partner}.
# Belopp, andelar, perioder och uppräkning räknas fram; här står bara det som inte kan räknas.
format: 1
title: Idéburet offentligt partnerskap, {draft.partner} i {draft.place}
case_number: {draft.case_number}
"""


def _parties(draft: Draft) -> str:
    org_number = f"\n    org_number: {_org_number(draft.number)}" if draft.number % 2 else ""
    return f"""\
parties:
  kommunen:
    role: public
    name: {draft.municipality}
    board: {draft.board}
    administration: {draft.administration}
  {draft.key}:
    role: civil
    name: {draft.partner} i {draft.place}
    short_name: {draft.partner.split()[-1]}{org_number}
"""


def _org_number(number: int) -> str:
    """Give an organisation number, whose last digit makes the sum a whole number of tens."""
    digits = f"8020{number:05}"
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(digits))
    check = -sum(each // 10 + each % 10 for each in doubled) % 10
    return f"{digits[:6]}-{digits[6:]}{check}"


def _aim(draft: Draft) -> str:
    purpose = f"Partnerskapet ger {draft.one(*words.WHO)} {draft.one(*words.WHAT)}."
    return f"""\
purpose: >-
{folded(f"{purpose} {' '.join(draft.some(2, 3, *words.WHY))}", 2)}

referral: {draft.one(*words.REFERRAL)}
"""


def _term(draft: Draft) -> str:
    year = draft.first_year
    length = draft.one("3 months", "6 months", "12 months")
    return f"""\
term:
  starts: {year}-01-01
  ends: {_ends(draft)}
  signed: {year - 1}-{draft.chance.randint(9, 12):02}-{draft.chance.randint(1, 28):02}
  notice:
    length: {length}
    clause: Uppsägning
"""


def _ends(draft: Draft) -> str:
    return {
        "adopt": "until further notice",
        "end": "2025-12-31",
        "amend": "2027-12-31",
        "extend": f"{_first_extension(draft) - 1}-12-31",
        "follow-up": f"{draft.first_year + 1}-12-31",
    }[draft.kind]


def _first_extension(draft: Draft) -> int:
    """Give the year of the first of several extensions of two years, the last of which is that of 2026."""
    return draft.first_year + 2 + draft.first_year % 2


def _extension(draft: Draft) -> str:
    if draft.kind in {"adopt", "end"}:
        return ""
    if draft.kind == "amend":
        return """\
extension:
  options: 2
  length: 2 years
  clause: Förlängning
  decide:
    no_later_than: 6 months before the end
    by: parterna gemensamt
"""
    if draft.kind == "follow-up":
        return """\
extension:
  options: 10
  length: 1 year
  renewal: tacit
  clause: Förlängning
"""
    decided = range(_first_extension(draft), NEXT_YEAR, 2)
    return f"""\
extension:
  options: {len(decided) + draft.chance.randint(1, 2)}
  length: 2 years
  clause: Förlängning
  extensions:
{"".join(_decided(draft, first) for first in decided)}    - starts: {NEXT_YEAR}-01-01
      ends: {NEXT_YEAR + 1}-12-31
      status: proposed
      proposed: 2025-09-10
"""


def _decided(draft: Draft, first: int) -> str:
    return f"""\
    - starts: {first}-01-01
      ends: {first + 1}-12-31
      status: decided
      decided: {first - 1}-10-{draft.chance.randint(1, 28):02}
      case_number: {draft.letters} {first - 1}-E{draft.number}
"""


def _earlier(draft: Draft) -> str:
    said = ""
    if draft.kind == "adopt":
        said += f"""\
earlier_agreements:
  - from: {draft.first_year - draft.chance.randint(2, 4)}
    note: {draft.one(*words.EARLIER)}

"""
    if draft.kind in {"extend", "end"}:
        since = draft.first_year + 1
        said += f"""\
amendments:
  - from: {since}-01-01
    decided: {since - 1}-11-{draft.chance.randint(1, 28):02}
    note: {draft.one(*words.AMENDED)}
    case_number: {draft.letters} {since - 1}-A{draft.number}

"""
    return said.removesuffix("\n")


def _papers(draft: Draft) -> str:
    documents = f"""\
documents:
  - title: Överenskommelse om IOP mellan {draft.municipality} och {draft.partner}
    dated: {draft.first_year - 1}-12
    file: overenskommelse-{draft.number}.pdf

"""
    return f"""\
responsible:
  name: {draft.official}

{documents if draft.number % 4 == 0 else ""}targets:
  places: {draft.chance.randint(10, 60)}
  participants: {draft.chance.randint(20, 90)}
"""
