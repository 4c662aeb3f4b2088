"""The matters of an agreement, the figures that their texts name, and the profiles of their memos."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from iopctl import codes, spelling
from iopctl.model import entry as entries
from iopctl.model import profile as profiles
from iopctl.model.profile import SectionName, Sentences
from iopctl.problem import MOST_PROBLEMS
from iopctl.rules import boards, proposal, sections
from iopctl.struct import replace
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.model.profile import Profile
    from iopctl.problem import Finding, Where
    from iopctl.rules.known import Index


def possible(agreement: Agreement) -> Iterator[Finding]:
    """Check that each matter has an id of its own, asks for a decision, and can have a memo.

    A memo goes from a public party's administration to its board; a matter of extension needs an agreement
    that may be extended on the matter's day.

    Holds: a matter of extension dated 2021-07-13, when one of two options is left.
    Does not: the same matter dated 2022-02-01, when the agreement has ended.
    """
    ids = [matter.id for matter in agreement.matters]
    for index, matter in enumerate(agreement.matters):
        where: Where = ("matters", index)
        if matter.id in ids[:index]:
            yield codes.MATTER_TWICE.at((*where, "id"), id=matter.id)
        if matter.decisions == ():
            yield codes.NO_DECISION.at((*where, "decisions"), on_key=True)
        if not agreement.boards:
            yield codes.SIGNING_PARTY.at(where, on_key=True)
        elif matter.board is not None and not boards.parties(agreement, matter):
            yield _no_such_board(agreement, matter.board, (*where, "board"))
        impossible = proposal.impossible(agreement, matter)
        if impossible is not None:
            yield replace(impossible, where=(*where, *impossible.where))


def _no_such_board(agreement: Agreement, found: str, where: Where) -> Finding:
    """Say which keys stand for boards; whoever writes the name of a board is told its key."""
    keys = {key: each.board or "" for key, each in agreement.parties.items() if each in agreement.boards}
    meant = [key for key, board in keys.items() if spelling.same(board, found)]
    cure = say("Write the key of the party: {key}.", key=meant[0]) if meant else spelling.closest(found, keys)
    return codes.NO_SUCH_BOARD.at(where, found=found, cure=cure)


def unfinished(agreement: Agreement, profile: Profile) -> Iterator[Finding]:
    """Check that each matter has what the profile asks for; one that is only started is worth a warning.

    Holds: a matter with every section that the profile does not leave open.
    Does not: a matter that has been started with its id, kind and date, and says nothing yet.
    """
    for index in range(len(agreement.matters)):
        yield from unfinished_matter(agreement, index, profile)


def unfinished_matter(agreement: Agreement, index: int, profile: Profile) -> Iterator[Finding]:
    """Find what one matter must still say before a profile's memo of it can be written."""
    matter = agreement.matters[index]
    unwritten = (*sections.unwritten(matter, profile), *proposal.lacking(agreement, matter))
    if unwritten:
        yield codes.UNFINISHED_MATTER.at(("matters", index), sections=", ".join(unwritten))


def names(agreement: Agreement) -> Iterator[Finding]:
    """Check that the text of matters names figures by names that exist.

    Holds: `economy: Kommunens insats är {{ parties.kommunen.a_year }}.`
    Does not: `{{ parties.komunen.a_year }}`, or `{{ money.a_year * 2 }}`.
    """
    # To place one costs as much as its text is long, and more than so many are shown of no file.
    return islice(_wrong_names(agreement), MOST_PROBLEMS + 1)


def _wrong_names(agreement: Agreement) -> Iterator[Finding]:
    texts = [(where, text) for where, text in _texts(agreement) if "{{" in text or "}}" in text]
    if not texts:
        return
    from iopctl.rules import names as known_names

    known = known_names.Known(agreement)
    for where, text in texts:
        for each in known_names.read(text):
            if isinstance(each, known_names.Slip):
                yield each.kind.at(where, found=each.found).inside(text, each.start, each.stop)
            elif known.pattern(each.name) is None:
                unknown = codes.UNKNOWN_NAME.at(where, name=each.name, cure=known.closest(each.name))
                yield unknown.inside(text, each.start, each.stop)


def misplaced_names(agreement: Agreement, values: object) -> Iterator[Finding]:
    """Check that no figure is named in a value that no memo puts figures in.

    Does not hold: a name in the agreement's `purpose`, which has no date and no period.
    """
    own = {where for where, _ in _texts(agreement)}
    for where, text in _strings(values, ()):
        if where not in own and "{{" in text:
            at = text.index("{{")
            yield codes.NO_NAMES_HERE.at(where).inside(text, at, at + 2)


def figures(agreement: Agreement, profile: Profile, indices: tuple[Index, ...]) -> Iterator[Finding]:
    """Check that each figure that the text of a matter names has a value in its memo."""
    from iopctl.rules import memo
    from iopctl.rules import names as known_names
    from iopctl.rules.known import Known
    from iopctl.rules.memo import Memo

    for index, matter in enumerate(agreement.matters):
        # What the matter still waits for is found by itself.
        if proposal.lacking(agreement, matter):
            continue
        written = memo.write(agreement, matter, profile, Known(matter.dated.last, indices))
        if isinstance(written, Memo):
            yield from known_names.lacking(written, ("matters", index))


def _texts(agreement: Agreement) -> Iterator[tuple[Where, str]]:
    for index, matter in enumerate(agreement.matters):
        for where, text in entries.texts_of_memo(matter):
            yield ("matters", index, *where), text


def _strings(value: object, where: Where) -> Iterator[tuple[Where, str]]:
    match value:
        case str():
            yield where, value
        case dict():
            for key, inner in value.items():
                yield from _strings(inner, (*where, key))
        case list():
            for index, inner in enumerate(value):
                yield from _strings(inner, (*where, index))


def profile(followed: Profile) -> Iterator[Finding]:
    """Check that a profile names each section once, with a heading, and the decisions among them.

    Holds: the decisions come first, under the heading Förslag till {nämndens} beslut.
    Does not: a heading names {nämden}; the profile has no decisions; clauses have no lead above them.
    """
    headings: list[tuple[Where, str | None]] = [(("lead",), followed.lead)]
    seen = set[SectionName]()
    for index, section in enumerate(followed.sections):
        at: Where = ("sections", index)
        parts = [((*at, "parts", inner), part) for inner, part in enumerate(section.parts)]
        for where, part in ((at, section), *parts):
            if part.section in seen:
                yield codes.SECTION_TWICE.at((*where, "section"), section=part.section)
            seen.add(part.section)
            if part.heading is None and part.section is not SectionName.SIGNATURES:
                cure = say("Add a line '{key}: …' here.", key="heading")
                yield codes.MISSING_KEY.at((*where, "heading"), key="heading", cure=cure)
            headings.append(((*where, "heading"), part.heading))
    if SectionName.DECISIONS not in seen:
        yield codes.NO_DECISIONS.at(("sections",), on_key=True)
    if followed.sentences is Sentences.CLAUSES and followed.lead is None:
        yield codes.MISSING_KEY.at(("lead",), key="lead", cure=say("Add a line '{key}: …' here.", key="lead"))
    for where, text in headings:
        for name in profiles.unknown_placeholders(text or ""):
            cure = spelling.closest(name, profiles.PLACEHOLDERS)
            yield codes.UNKNOWN_PLACEHOLDER.at(where, name=f"{{{name}}}", cure=cure)
