"""One agreement on one screen: facts, deadlines and a timeline, as text, Markdown or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, spelling, swedish, table
from iopctl.answers import envelope, kronor
from iopctl.answers import timeline as drawing
from iopctl.answers.basis import TODAY, Basis
from iopctl.model.parties import Role
from iopctl.render import markdown, terminal
from iopctl.rules.budget import NoFigure
from iopctl.struct import Struct
from iopctl.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iopctl.model.agreement import Agreement
    from iopctl.rules.known import Assumption
    from iopctl.rules.overview import Overview, Timeline
    from iopctl.source.document import Document

# More would push the timeline off the screen.
_MOST_DEADLINES = 4


class Shown(Struct):
    """Everything that one screen says of an agreement."""

    id: str
    agreement: Agreement
    document: Document
    overview: Overview
    timeline: Timeline
    basis: Basis = TODAY
    assumed: tuple[Assumption, ...] = ()

    @property
    def headline(self) -> str:
        """The id, the case number and the day asked."""
        number = self.agreement.case_number
        return labels.headline(self.id, number, self.overview.as_of)

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands below; the day stands in the headline already."""
        told = (str(each) for each in self.assumed if each.code in self.overview.assumed)
        return (*map(labels.assumption, told), *(self.basis.notes if self.basis.revision else ()))


def as_table(shown: Shown, width: int | None) -> str:
    """Write the facts, what is to be done, and the timeline."""
    facts, deadlines = list(_facts(shown)), _deadlines(shown)
    column = max(len(name) for name, _ in facts) + 2
    lines = [
        terminal.wrapped(shown.agreement.title, width),
        terminal.wrapped(shown.headline, width),
        "",
        *(terminal.wrapped(f"{name.ljust(column)}{value}", width, hanging=column) for name, value in facts),
        *([""] if deadlines else []),
        *(terminal.wrapped(line, width, hanging=column) for line in deadlines),
        "",
        *drawing.drawn(shown.timeline, width),
        *(["", *(terminal.wrapped(note, width) for note in shown.notes)] if shown.notes else []),
    ]
    return "".join(f"{line}\n" for line in lines)


def as_markdown(shown: Shown, _width: int | None) -> str:
    """Write the same in Markdown, the timeline as a block of code."""
    columns = (Column(labels.QUESTION), Column(labels.ANSWER))
    facts = markdown.write([Table(columns, tuple(_facts(shown)), title=shown.agreement.title)])
    deadlines = "".join(f"- {table.escape(line)}\n" for line in _deadlines(shown))
    drawn = "".join(f"{line}\n" for line in drawing.drawn(shown.timeline, None))
    parts = [facts, f"{table.escape(shown.headline)}\n", deadlines, f"```text\n{drawn}```\n"]
    return "\n".join(
        [*(part for part in parts if part), *(f"{table.escape(note)}\n" for note in shown.notes)]
    )


def _facts(shown: Shown) -> Iterator[tuple[str, str]]:
    """Name each fact and say it in a line; what the agreement does not state is left out."""
    agreement, overview = shown.agreement, shown.overview
    targets = agreement.targets
    yield labels.STATE, f"{labels.STATES[overview.state]}: {overview.why.message}"
    yield labels.TERM, "; ".join(_term(shown))
    yield labels.PARTIES, " + ".join(_party(shown, key) for key in agreement.parties)
    if agreement.responsible is not None:
        official = agreement.responsible
        yield labels.RESPONSIBLE, ", ".join(word for word in (official.name, official.title) if word)
    yield f"{labels.MONEY} {overview.year.year}", _money(shown)
    if targets is not None:
        yield labels.TARGETS, labels.targets(targets.places, targets.participants, targets.settings)
    followed = "; ".join(_follow_up(shown))
    if followed:
        yield labels.FOLLOW_UP, followed


def _term(shown: Shown) -> Iterator[str]:
    """Say how long the term is, how many options are left, and how far those reach that can be used."""
    stands, lapsed = shown.overview.stands, shown.overview.lapsed
    options, ends, latest = stands.options, stands.decided.last, stands.reach.last
    yield labels.runs(stands.decided.first, ends)
    if options.total != 0 and ends is not None:
        reaches = latest if latest != ends and not lapsed else None
        left = options.unused if lapsed else options.left
        yield labels.options_left(options.total, left, reaches, lapsed=lapsed)


def _party(shown: Shown, key: str) -> str:
    """Say what a party is called, and its board where that says more."""
    party = shown.agreement.parties[key]
    if party.role is Role.CIVIL or party.board is None or spelling.within(party.board, party.called):
        return party.called
    return f"{party.called} ({party.board})"


def _money(shown: Shown) -> str:
    year = shown.overview.year
    if isinstance(year, NoFigure):
        return year.reason.message
    shares = (
        f"{shown.agreement.parties[share.party].called} {kronor.written(share.figure)}"
        for share in year.shares
    )
    certainty = labels.certainties(year.statuses)
    if len(year.parts) > 1:
        parts = (f"{labels.STATUSES[each.status]} {kronor.written(each.total)}" for each in year.parts)
        certainty = ", ".join(parts)
    return f"{' + '.join(shares)}{swedish.NBSP}kr ({certainty})"


def _follow_up(shown: Shown) -> Iterator[str]:
    """Say of each kind of meeting and report how it stands, and when something was measured last."""
    follow, as_of = shown.agreement.follow_up, shown.overview.as_of
    decided = shown.overview.stands.decided
    if follow is None:
        return
    counted = as_of.year in decided.whole_years
    for meetings in follow.meetings if counted else ():
        recorded = meetings.held_in(as_of.year, as_of)
        yield labels.held(meetings.kind, recorded, meetings.at_least, as_of.year)
    for report in follow.reports:
        yield labels.reported(report.kind, report.missing(decided, as_of))
    known = [each.on for each in follow.measurements if each.on.last <= as_of]
    if known:
        yield labels.measured(str(max(known, key=lambda on: on.last)))


def _deadlines(shown: Shown) -> list[str]:
    """Say what is to be done; what is overdue is marked, and what does not fit is counted."""
    overview = shown.overview
    lines = [
        f"{each.on} {labels.OVERDUE if each.overdue(overview.as_of) else ' '} {each.what.message}"
        for each in overview.deadlines[:_MOST_DEADLINES]
    ]
    more = len(overview.deadlines) - len(lines)
    return [*lines, labels.left_to_do(more)] if more else lines


def as_json(shown: Shown, _width: int | None) -> str:
    """Write all of it as data; why the year has no figure stands beside it."""
    agreement, overview = shown.agreement, shown.overview
    stands, targets = overview.stands, agreement.targets
    result = {
        "agreement": shown.id,
        "title": agreement.title,
        "case_number": agreement.case_number,
        "parties": [
            {
                "party": key,
                "called": party.called,
                "name": party.name,
                "role": party.role.value,
                "board": party.board,
                "administration": party.administration,
            }
            for key, party in agreement.parties.items()
        ],
        "responsible": envelope.official(agreement.responsible),
        "state": overview.state.value,
        "why": envelope.reason_fields(overview.why, shown.document),
        "term": envelope.term(stands),
        "options": envelope.options(stands.options),
        "year": _year_fields(shown),
        "targets": targets
        and {
            "places": targets.places,
            "participants": targets.participants,
            "settings": list(targets.settings),
        },
        "follow_up": _follow_up_fields(shown),
        "deadlines": [envelope.deadline(each, overview.as_of) for each in overview.deadlines],
        "timeline": _timeline_fields(shown.timeline),
    }
    year = overview.year
    problems = [shown.document.problem(year.reason)] if isinstance(year, NoFigure) else []
    return envelope.write("show", overview.as_of, result, problems, revision=shown.basis.revision)


def _year_fields(shown: Shown) -> dict[str, object]:
    """Give each party's share of the year; why there is none stands beside the result."""
    year = shown.overview.year
    if isinstance(year, NoFigure):
        return {"year": year.year, "status": None, "total": None, "parties": [], "assumed": []}
    return {
        "year": year.year,
        "status": year.status.value,
        "total": kronor.fields(year.total, year.exact),
        **kronor.parts_fields(year),
        "parties": [
            {"party": share.party, **kronor.fields(share.figure, share.exact)} for share in year.shares
        ],
        "assumed": list(year.total.assumed),
    }


def _follow_up_fields(shown: Shown) -> dict[str, object] | None:
    follow, as_of = shown.agreement.follow_up, shown.overview.as_of
    if follow is None:
        return None
    decided = shown.overview.stands.decided
    return {
        "meetings": [
            {
                "kind": each.kind,
                "at_least": each.at_least,
                "year": as_of.year,
                "held": each.held_in(as_of.year, as_of),
            }
            for each in follow.meetings
        ],
        "reports": [
            {"kind": each.kind, "missing": [str(day) for day in each.missing(decided, as_of)]}
            for each in follow.reports
        ],
        "measured": [str(each.on) for each in follow.measurements if each.on.last <= as_of],
    }


def _timeline_fields(timeline: Timeline) -> dict[str, object]:
    return {
        "spans": [
            {
                "kind": span.kind.value,
                "starts": envelope.day(span.period.first),
                "ends": envelope.day(span.period.last),
            }
            for span in timeline.spans
        ],
        "marks": [
            {"kind": mark.kind.value, "on": str(mark.known or mark.on), "what": mark.what}
            for mark in timeline.marks
        ],
    }


FORMATS: dict[str, Callable[[Shown, int | None], str]] = {
    "table": as_table,
    "markdown": as_markdown,
    "json": as_json,
}
