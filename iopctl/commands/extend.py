"""`iopctl extend`: whether the agreement may be extended, and why; and the extension put down in its file.

The plan is what would be written; `--apply`, `--propose`, `--decide` and `--decline` write it, once somebody
agrees to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import codes, register
from iopctl.answers.extend import Extend, Plan
from iopctl.commands import answer, change
from iopctl.commands.answer import FINE, PROBLEMS
from iopctl.commands.change import Planned
from iopctl.problem import Finding, IopctlError
from iopctl.register import Indices
from iopctl.render import diagnostics
from iopctl.rules import extension, recording
from iopctl.rules.checks import matters
from iopctl.rules.known import Known
from iopctl.rules.recording import Details, Step
from iopctl.source import folder
from iopctl.struct import Struct, replace
from iopctl.words import say

if TYPE_CHECKING:
    from datetime import date

    from iopctl.commands.answer import Asked
    from iopctl.commands.change import Change
    from iopctl.problem import Problem
    from iopctl.register import Record
    from iopctl.rules.extension import Verdict
    from iopctl.rules.recording import Recording, YearMoney
    from iopctl.source.folder import Folder


_OPTIONS = {
    Step.APPLY: "--apply --decided",
    Step.PROPOSE: "--propose --dated",
    Step.DECIDE: "--decide",
    Step.DECLINE: "--decline",
}


class Wish(Struct):
    """What is to be put down in the file, and on what terms."""

    step: Step | None = None
    """None where only the plan is asked for."""
    day: date | None = None
    """Of the decision or the proposal; without it, the day as of which is asked."""
    case_number: str | None = None
    note: str | None = None
    fingerprint: str | None = None
    """Of the file for which the plan was shown."""


class _Work(Struct):
    """The change of the file that records the extension, and the plan that shows it."""

    change: Change
    plan: Plan


def run(agreements: Folder, agreement_id: str, asked: Asked, wish: Wish) -> Planned:
    """Give the verdict as of the day asked and of the day of a pending proposal, and plan what is wished."""
    answer.check_format(Extend, asked)
    if wish.step is not None:
        agreements.on_disk()
    record = register.read(agreements.file_of(agreement_id), whole=True)
    if record.agreement is None:
        return Planned(answer.broken("extend", asked, record.problems))
    _refuse(wish, asked, record)

    verdict = extension.verdict(record.agreement, wish.day or asked.as_of)
    proposal = None if wish.step else extension.as_of_proposal(record.agreement, verdict.as_of)
    work = "" if agreements.revision else _work(agreements, record, verdict, wish)

    plan = work.plan if isinstance(work, _Work) else None
    facts = (agreement_id, record.agreement, record.document, verdict, proposal)
    found = Extend(*facts, plan, as_of=verdict.as_of, basis=asked.basis)
    if wish.step is None:
        return Planned(answer.give(found, asked, exit_code=FINE if verdict.eligible else PROBLEMS))
    if not isinstance(work, _Work):
        return Planned(answer.give(found, asked, f"{work}{say('Nothing was written.')}\n", PROBLEMS))
    done = replace(found, plan=replace(work.plan, written=True))
    problems = (*work.change.problems, *_unfinished(agreements, work.change))
    wrote = say("Wrote {path}", path=work.plan.place.file)
    remarks = f"{wrote}\n{diagnostics.full(problems, asked.width)}"
    written = replace(answer.give(done, asked), remarks=remarks)
    return Planned(answer.give(found, asked), work.change, written, repeats=True)


def _unfinished(agreements: Folder, change: Change) -> list[Problem]:
    """Find what the memo of a matter that is started waits for, and did not wait for before."""
    profile = register.profile_of(agreements).stated
    if profile is None or change.before.agreement is None or change.after.agreement is None:
        return []
    known = {each.where for each in matters.unfinished(change.before.agreement, profile)}
    found = matters.unfinished(change.after.agreement, profile)
    return [change.after.document.problem(each) for each in found if each.where not in known]


def _refuse(wish: Wish, asked: Asked, record: Record) -> None:
    """Refuse to write down what has not happened yet, or in another file than the plan was shown for."""
    if wish.day is not None and wish.day > asked.as_of and wish.step is not Step.PROPOSE:
        raise IopctlError(codes.NOT_YET, day=wish.day, as_of=asked.as_of)
    found = change.fingerprint(record.document)
    if wish.fingerprint is not None and wish.fingerprint != found:
        facts = {"path": record.document.file, "found": found, "shown": wish.fingerprint}
        raise IopctlError(codes.STALE_PLAN, **facts)


def _work(agreements: Folder, record: Record, verdict: Verdict, wish: Wish) -> _Work | str:
    """Work out what to write, or say why there is nothing."""
    step = wish.step or Step.APPLY
    period = recording.period_of(record.agreement, step, verdict) if record.agreement else None
    if record.agreement is None or period is None:
        return ""
    details = Details(verdict.as_of, wish.case_number, wish.note)
    found = recording.record(record.agreement, period, step, details)
    if isinstance(found, Finding):
        return f"{found.message} [{record.document.place_of(found.where, on_key=found.on_key)}]\n"
    try:
        path = agreements.on_disk() / f"{record.id}{folder.SUFFIX}"
        wanted = change.work_out(path, record, found.edits)
    except IopctlError:
        if wish.step is not None:
            raise
        return ""
    if wanted.errors or wanted.after.agreement is None:
        return diagnostics.full(wanted.errors)
    indices = Indices(agreements).followed_by(record.agreement)
    known = Known(verdict.as_of, indices)
    # What is declined moves no money; the plan says so in words.
    declined = found.step is Step.DECLINE
    years = () if declined else recording.money(record.agreement, wanted.after.agreement, found.period, known)
    shown = _plan(found, wanted, years)
    return _Work(wanted, replace(shown, to_write="") if wish.step else shown)


def _plan(found: Recording, wanted: Change, years: tuple[YearMoney, ...]) -> Plan:
    document = wanted.after.document
    fingerprint = change.fingerprint(wanted.before.document)
    place = document.place_of(found.where)
    facts = {
        "was": say("proposed") if found.was == "proposed" else say("conditional"),
        "becomes": found.becomes,
        "period": f"{found.period.first} – {found.period.last}",
        "day": found.day,
        "file": place.file,
        "line": place.line,
    }
    added = "Adds the extension {period}, {becomes} {day}, under 'extension' in {file}, line {line}."
    turned = "Turns the {was} extension {period} into one {becomes} {day}, in {file}, line {line}."
    words = [say(turned if found.was else added, **facts)]
    if found.becomes == "declined":
        words.append(say("It commits no money, and no option is used."))
    started = wanted.after.agreement.matters if wanted.after.agreement else ()
    if found.matter is not None:
        line = document.place_of(("matters", len(started) - 1)).line
        words.append(say("Starts the matter '{id}' for its memo, line {line}.", id=found.matter, line=line))
    if found.known is not None and started:
        line = document.place_of(("matters", found.known)).line
        known = "The matter '{id}', line {line}, asks for it already; none is started."
        words.append(say(known, id=started[found.known].id, line=line))
    # With these options exactly what is shown is written.
    exact = f"{_OPTIONS[found.step]} {found.day} --fingerprint {fingerprint}"
    to_write = say("Nothing is written yet. To have exactly this written, add: {options}", options=exact)
    return Plan(
        period=found.period,
        money=years,
        place=place,
        words=" ".join(words),
        difference=wanted.difference,
        to_write=to_write,
        fingerprint=fingerprint,
        written=False,
    )
