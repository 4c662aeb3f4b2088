"""The verdict on an extension as a table, Markdown, CSV or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import labels, table
from iopctl.answers import envelope, plan
from iopctl.answers.basis import TODAY, Basis
from iopctl.render import csv, markdown, terminal
from iopctl.struct import Struct
from iopctl.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from iopctl.answers.plan import Plan
    from iopctl.model.agreement import Agreement
    from iopctl.problem import Finding
    from iopctl.rules.extension import Verdict
    from iopctl.source.document import Document


class Answer(Struct):
    """The verdict on a day, and the one of the day on which the pending extension was proposed."""

    id: str
    agreement: Agreement
    document: Document
    verdict: Verdict
    proposal: Verdict | None
    basis: Basis = TODAY
    plan: Plan | None = None
    """What would be written, where the extension can be recorded."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands below; the day stands in the headlines already."""
        return self.basis.notes if self.basis.revision else ()


def as_table(answer: Answer, width: int | None) -> str:
    """Write both verdicts with their reasons and the lines that these rest on."""
    drawn = [_text(answer, answer.verdict, width)]
    if answer.plan is not None:
        drawn.append(plan.as_text(answer.plan, width))
    if answer.proposal is not None:
        heading = terminal.wrapped(labels.proposal_heading(answer.proposal.as_of), width)
        drawn += [f"{heading}\n", _text(answer, answer.proposal, width)]
    drawn += [f"{terminal.wrapped(note, width)}\n" for note in answer.notes]
    return "\n".join(drawn)


def _text(answer: Answer, verdict: Verdict, width: int | None) -> str:
    rows = _rows(answer, verdict)
    column = max(len(name) for name, _ in rows) + 2
    reasons = [_cited(answer, verdict, index) for index in range(len(verdict.reasons))]
    lines = [
        terminal.wrapped(_headline(answer, verdict), width),
        "",
        *(terminal.wrapped(f"  {name.ljust(column)}{value}", width, hanging=4) for name, value in rows),
        "",
        *(terminal.wrapped(f"- {reason}", width, hanging=2) for reason in reasons),
    ]
    return "".join(f"{line}\n" for line in lines)


def as_markdown(answer: Answer, _width: int | None) -> str:
    """Write the same in Markdown."""
    parts = []
    for verdict in (answer.verdict, answer.proposal):
        if verdict is None:
            continue
        columns = (Column(labels.QUESTION), Column(labels.ANSWER))
        drawn = markdown.write(
            [Table(columns, tuple(_rows(answer, verdict)), title=_headline(answer, verdict))]
        )
        reasons = [_cited(answer, verdict, index) for index in range(len(verdict.reasons))]
        parts.append(drawn + "\n" + "".join(f"- {table.escape(reason)}\n" for reason in reasons))
        if verdict is answer.verdict and answer.plan is not None:
            parts.append(plan.as_markdown(answer.plan))
    return "\n".join([*parts, *(f"{table.escape(note)}\n" for note in answer.notes)])


def as_csv(answer: Answer, _width: int | None) -> str:
    """Write one row for each verdict."""
    header = (
        "agreement",
        "as_of",
        "eligible",
        "reason",
        "options_total",
        "options_used",
        "options_left",
        "next_starts",
        "next_ends",
        "decide_by",
        "latest_end",
    )
    verdicts = [verdict for verdict in (answer.verdict, answer.proposal) if verdict is not None]
    rows = [
        (
            *(answer.id, envelope.day(each.as_of), str(each.eligible).lower(), each.reasons[0].code),
            *(envelope.count(each.options.total), each.options.used, envelope.count(each.options.left)),
            *((envelope.day(each.next.first), envelope.day(each.next.last)) if each.next else (None, None)),
            *(envelope.day(each.decide_by), envelope.day(each.latest_end)),
        )
        for each in verdicts
    ]
    return csv.separated(header, rows)


def as_json(answer: Answer, _width: int | None) -> str:
    """Write the verdict; the one of the proposal's day stands beside it."""
    proposal = answer.proposal and {
        "as_of": answer.proposal.as_of.isoformat(),
        **_fields(answer, answer.proposal),
    }
    result = {
        "agreement": answer.id,
        **_fields(answer, answer.verdict),
        "as_of_proposal": proposal,
        "plan": answer.plan and plan.fields(answer.plan),
    }
    return envelope.write("extend", answer.verdict.as_of, result, revision=answer.basis.revision)


def _fields(answer: Answer, verdict: Verdict) -> dict[str, object]:
    coming = verdict.next
    return {
        "eligible": verdict.eligible,
        "reasons": [
            {**envelope.reason_fields(reason, answer.document), "clause": _clause(answer.agreement, reason)}
            for reason in verdict.reasons
        ],
        "options": envelope.options(verdict.options),
        "next": coming and {"starts": envelope.day(coming.first), "ends": envelope.day(coming.last)},
        "decide_by": envelope.day(verdict.decide_by),
        "latest_end": envelope.day(verdict.latest_end),
    }


def _headline(answer: Answer, verdict: Verdict) -> str:
    return labels.verdict(answer.agreement.title, verdict.as_of, eligible=verdict.eligible)


def _cited(answer: Answer, verdict: Verdict, index: int) -> str:
    reason = verdict.reasons[index]
    place = answer.document.place_of(reason.where, on_key=reason.on_key)
    clause = _clause(answer.agreement, reason)
    return f"{reason.message} [{place}{labels.clause(clause) if clause else ''}]"


def _clause(agreement: Agreement, reason: Finding) -> str | None:
    """Name the clause that a reason rests on, where the file names it."""
    if reason.where[0] == "extension":
        return agreement.extension.clause if agreement.extension else None
    return agreement.term.clause


def _rows(answer: Answer, verdict: Verdict) -> list[tuple[str, str]]:
    options = verdict.options
    window = answer.agreement.extension.decide if answer.agreement.extension else None
    lapsed = verdict.lapsed is not None
    left = options.unused if lapsed else options.left
    rows = [
        (labels.TERM_ENDS, _day(verdict.ends, labels.UNTIL_FURTHER_NOTICE)),
        (labels.OPTIONS_ROW, labels.options(options.total, options.used, left, lapsed=lapsed)),
        (labels.NEXT_PERIOD, f"{verdict.next.first} – {verdict.next.last}" if verdict.next else labels.NONE),
        (labels.DECIDE_BY, _day(verdict.decide_by, labels.NONE)),
        (labels.latest_end(theoretical=lapsed), _day(verdict.latest_end, _no_end(verdict))),
    ]
    return [*rows, (labels.DECIDED_BY, window.by)] if window and window.by else rows


def _no_end(verdict: Verdict) -> str:
    return labels.UNTIL_FURTHER_NOTICE if verdict.ends is None else labels.NO_LIMIT


def _day(day: date | None, otherwise: str) -> str:
    return otherwise if day is None else day.isoformat()


FORMATS: dict[str, Callable[[Answer, int | None], str]] = {
    "table": as_table,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
}
