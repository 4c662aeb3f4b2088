"""Which sections a memo shows, in which order, and what of them is not written yet.

The profile names the sections. One whose text an official writes is needed, unless the profile says that it
may be left out, or the kind of matter has no use for it; one that is computed is always there.

Holds: the profile has a summary, and the matter none → the memo waits for it.
Does not: the profile has no summary → nobody asks for one, and one that is written stands nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl.model.matter import MatterKind
from iopctl.model.profile import SectionName
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from iopctl.model.matter import Matter
    from iopctl.model.profile import Part, Profile

# What a board has no use for where it is asked neither for money nor for time.
_SPARED = {
    MatterKind.END: {SectionName.GOALS, SectionName.EQUALITY, SectionName.CHILDREN},
    MatterKind.FOLLOW_UP: {
        SectionName.GOALS,
        SectionName.EQUALITY,
        SectionName.CHILDREN,
        SectionName.CONSULTATION,
    },
}
# What needs no text: it is computed, or the template says it.
_COMPUTED = {SectionName.DECISIONS, SectionName.DOCUMENTS, SectionName.ECONOMY, SectionName.FOLLOW_UP}


class Shown(Struct):
    """A section as the memo shows it."""

    name: str
    """Its name in the profile, which is that of its block."""
    heading: str | None
    """Its heading, in which the board is not filled in yet; None where it has none."""
    level: int
    """The level of its heading: 2, and 3 inside another section."""


class ToWrite(Struct):
    """A key of a matter that an official writes."""

    key: str
    heading: str | None
    """That of its section; None where it has none."""
    needed: bool


def to_write(matter: Matter, profile: Profile) -> tuple[ToWrite, ...]:
    """List what there is to write of a matter, in the order of its memo."""
    needed = unwritten(matter, profile)
    found = [
        ToWrite(part.section.value, part.heading, part.section in needed)
        for part in _parts(profile)
        if part.section is not SectionName.DECISIONS
    ]
    named = {each.key for each in found}
    year = (ToWrite("year", None, needed=True),) if matter.kind is MatterKind.FOLLOW_UP else ()
    return (*year, *found, *(ToWrite(key, None, needed=True) for key in needed if key not in named))


def unwritten(matter: Matter, profile: Profile) -> tuple[str, ...]:
    """Name what the memo still waits for, in its order."""
    spared = {*profile.optional, *_SPARED.get(matter.kind, ())}
    sections = [
        part.section for part in _parts(profile) if not _written(matter, part) and part.section not in spared
    ]
    asked = ("participants",) if matter.kind is MatterKind.END and matter.participants is None else ()
    return (*sections, *asked)


def shown(
    matter: Matter, profile: Profile, *, without_money: bool = False, without_follow_up: bool = False
) -> tuple[Shown, ...]:
    """Give the sections of a memo, in order; what has nothing to compute stands only where it is written."""
    empty = {SectionName.ECONOMY: without_money, SectionName.FOLLOW_UP: without_follow_up}

    def is_there(part: Part) -> bool:
        if empty.get(part.section):
            return getattr(matter, part.section.value) is not None
        return _written(matter, part)

    return _shown(profile, is_there)


def of_report(profile: Profile, has: Collection[SectionName]) -> tuple[Shown, ...]:
    """Give the sections of a report that has only some of them, in the profile's order."""
    return _shown(profile, lambda part: part.section in has)


def _parts(profile: Profile) -> Iterator[Part]:
    for section in profile.sections:
        yield section
        yield from section.parts


def _shown(profile: Profile, is_there: Callable[[Part], bool]) -> tuple[Shown, ...]:
    """Give each section that is there, or of which a part is, with these parts."""
    found: list[Shown] = []
    for section in profile.sections:
        parts = [Shown(each.section.value, each.heading, 3) for each in section.parts if is_there(each)]
        if parts or is_there(section):
            found += [Shown(section.section.value, section.heading, 2), *parts]
    return tuple(found)


def _written(matter: Matter, part: Part) -> bool:
    # By the plain word: for a member, Python would ask each class for its attributes anew.
    return getattr(matter, part.section.value) is not None or part.section in _COMPUTED
