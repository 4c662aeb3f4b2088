"""The follow-up of an agreement at random, and the matter that its memo is about."""

from __future__ import annotations

from bench.files import words
from bench.files.draft import AS_OF, LAST_YEAR, NEXT_YEAR, Draft, folded, points


def follow_up(draft: Draft) -> str:
    """Write the section `follow_up`."""
    kind, plural = draft.chance.choice(words.MEETINGS)
    years = range(draft.first_year, AS_OF.year + 1)
    held = ", ".join(f"{year}-04-{draft.chance.randint(1, 28):02}" for year in years)
    return f"""\
follow_up:
  meetings:
    - kind: {kind}
      plural: {plural}
      at_least: 1
      per: calendar year
      held: [{held}]
      note: {draft.one(*words.MEETING_NOTES)}
{_reports(draft, years) if draft.number % 3 == 0 else ""}  measurements:
    - on: 2024-12-{draft.chance.randint(1, 31):02}
      women: {draft.chance.randint(30, 80)} %
      throughput_per_year: over {draft.chance.randint(20, 120)}
"""


def _reports(draft: Draft, years: range) -> str:
    received = (f"{{due: {year}-03-31, on: {year}-03-{draft.chance.randint(1, 31):02}}}" for year in years)
    return f"""\
  reports:
    - kind: årsrapport
      every_year: 03-31
      received:
{points(received, 8)}"""


def matters(draft: Draft) -> str:
    """Write the section `matters`."""
    year = {"adopt": draft.first_year, "follow-up": LAST_YEAR}.get(draft.kind, NEXT_YEAR)
    dated = {"adopt": f"{draft.first_year - 1}-11-20", "follow-up": "2025-03-20"}.get(
        draft.kind, "2025-09-10"
    )
    own = {
        "adopt": f"    changes:\n{points(draft.some(2, 3, *words.CHANGES), 6)}",
        "extend": f"    task_to: förvaltningschefen\n    plans:\n{points(draft.some(2, 3, *words.PLANS), 6)}",
        "amend": f"    changes:\n{points(draft.some(1, 2, *words.CHANGES), 6)}",
        "end": f"    participants: {words.PARTICIPANTS}\n",
        "follow-up": f"    year: {year}\n",
    }[draft.kind]
    return f"""\
matters:
  - id: {draft.kind}-{year}
    kind: {draft.kind}
    dated: {dated}
{own}    matter: {words.MATTER[draft.kind]}
    background: >-
{folded(" ".join(draft.some(4, 6, *words.BACKGROUND)), 6)}
    economy: >-
{folded(" ".join(draft.some(1, 2, *words.ECONOMY)), 6)}
    goals:
      text: {draft.one(*words.GOALS)}
    equality: >-
{folded(draft.one(*words.EQUALITY), 6)}
    consultation: >-
{folded(" ".join(draft.some(2, 3, *words.CONSULTATION)), 6)}
    follow_up: {draft.one(*words.FOLLOWED)}
    codetermination: {draft.one("not called for", "information", "negotiation")}
    signatures:
      - name: {draft.official}
    sent_to:
      - {draft.partner} i {draft.place}
      - {draft.administration}
"""
