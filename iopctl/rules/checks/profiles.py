"""A profile names each section once, with a heading, and the decisions among them.

Holds: the decisions come first, under the heading Förslag till {nämndens} beslut.
Does not: a heading names {nämden}; the profile has no decisions; clauses have no lead above them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, spelling
from iopctl.model import profile as profiles
from iopctl.model.profile import SectionName, Sentences
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.profile import Part, Profile
    from iopctl.problem import Finding, Where


def check(profile: Profile) -> Iterator[Finding]:
    """Find what keeps a profile from being followed."""
    seen = set[SectionName]()
    for where, part in _parts(profile):
        if part.section in seen:
            yield codes.SECTION_TWICE.at((*where, "section"), section=part.section)
        seen.add(part.section)
        if part.heading is None and part.section is not SectionName.SIGNATURES:
            yield codes.MISSING_KEY.at(
                (*where, "heading"), key="heading", cure=say("Add a line '{key}: …' here.", key="heading")
            )
        yield from _placeholders(part.heading, (*where, "heading"))
    if SectionName.DECISIONS not in seen:
        yield codes.NO_DECISIONS.at(("sections",), on_key=True)
    if profile.sentences is Sentences.CLAUSES and profile.lead is None:
        yield codes.MISSING_KEY.at(("lead",), key="lead", cure=say("Add a line '{key}: …' here.", key="lead"))
    yield from _placeholders(profile.lead, ("lead",))


def _parts(profile: Profile) -> Iterator[tuple[Where, Part]]:
    for index, section in enumerate(profile.sections):
        yield ("sections", index), section
        for inner, part in enumerate(section.parts):
            yield ("sections", index, "parts", inner), part


def _placeholders(text: str | None, where: Where) -> Iterator[Finding]:
    for name in profiles.unknown_placeholders(text or ""):
        cure = spelling.closest(name, profiles.PLACEHOLDERS)
        yield codes.UNKNOWN_PLACEHOLDER.at(where, name=f"{{{name}}}", cure=cure)
