"""Commands about what happens and when: extensions, events, and what is due."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from iopctl.cli import options, running
from iopctl.cli.options import (
    Agreements,
    AsOf,
    Board,
    Format,
    Id,
    OptionalId,
    Output,
    Responsible,
    Rev,
    Yes,
)

if TYPE_CHECKING:
    from iopctl.period import Length
    from iopctl.rules.events import Event
else:
    # Typer asks for a class, and takes what `read_length` gives.
    Length = str


def extend(
    agreement_id: Id,
    form: Format = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
    apply: Annotated[bool, typer.Option("--apply", help="Record the next extension as decided.")] = False,
    decided: Annotated[
        date | None, options.day("With --apply: the day of the decision.  [default: --as-of]")
    ] = None,
    propose: Annotated[
        bool, typer.Option("--propose", help="Record it as proposed, and start the matter for its memo.")
    ] = False,
    dated: Annotated[
        date | None, options.day("With --propose: the day of the proposal.  [default: --as-of]")
    ] = None,
    decide: Annotated[
        date | None, options.day("Record that what was proposed was decided on this day.")
    ] = None,
    decline: Annotated[
        date | None, options.day("Record that the next extension, proposed or not, was declined on this day.")
    ] = None,
    case_number: Annotated[
        str | None, options.stated("The case number of the decision or the matter.")
    ] = None,
    note: Annotated[str | None, options.stated("What a reader should know about the extension.")] = None,
    fingerprint: Annotated[
        str | None, options.stated("Write only if the file is still the one that a plan showed this for.")
    ] = None,
    yes: Yes = False,
) -> None:
    """Tell whether the agreement may be extended, with reasons, and put the extension down in its file.

    Where it may, the plan shows the money of the next period and the lines to be written. --apply, --propose,
    --decide and --decline write them, once you have said yes; one place of the file changes, and nothing else
    in it.

    Exits with 0 if it may be extended, with 1 if it may not, or if nothing was written.

    \b
    iopctl extend stadsmission
    iopctl extend stadsmission --as-of 2021-07-13
    iopctl extend stadsmission --propose --dated 2021-07-13
    iopctl extend stadsmission --decide 2021-09-15
    iopctl extend stadsmission --decline 2021-09-15
    iopctl extend lyktan --apply --decided 2024-10-08 --yes
    """
    from iopctl.commands import extend as command
    from iopctl.rules.recording import Step

    steps = {"--apply": apply, "--propose": propose, "--decide": decide, "--decline": decline}
    running.at_most_one(steps, "Use one of --apply, --propose, --decide and --decline.")
    step = next((Step(each.removeprefix("--")) for each in running.given(steps)), None)
    running.go_together({"--decided": decided}, "--apply", met=apply)
    running.go_together({"--dated": dated}, "--propose", met=propose)
    details = {"--case-number": case_number, "--note": note, "--fingerprint": fingerprint, "--yes": yes}
    running.go_together(details, "--apply, --propose, --decide or --decline", met=step is not None)
    register, asked = running.begin(agreements, rev, as_of, form, output)
    wish = command.Wish(step, decided or dated or decide or decline, case_number, note, fingerprint)
    running.carry_out(command.run(register, agreement_id, asked, wish), output, agreed=yes)


def record(
    agreement_id: Id,
    on: Annotated[date, options.day("The day on which it happened.")],
    meeting: Annotated[str | None, options.stated("A meeting of this kind was held.", "KIND")] = None,
    report: Annotated[str | None, options.stated("A report of this kind came in.", "KIND")] = None,
    notice: Annotated[bool, typer.Option("--notice", help="Notice was given.")] = False,
    condition_met: Annotated[
        bool, typer.Option("--condition-met", help="What a decision depended on has come about.")
    ] = False,
    due: Annotated[
        date | None,
        options.day("With --report: the day on which it was due.  [default: the oldest one that is missing]"),
    ] = None,
    ends: Annotated[
        date | None,
        options.day("With --notice: the agreement's last day.  [default: as its notice period gives it]"),
    ] = None,
    by: Annotated[str | None, options.stated("With --notice: who gave it.")] = None,
    case_number: Annotated[str | None, options.stated("With --notice: its case number.")] = None,
    starts: Annotated[
        date | None,
        options.day("With --condition-met: the first day of what was decided, where several wait."),
    ] = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    yes: Yes = False,
) -> None:
    """Put down in an agreement's file what happened; nothing else in it changes.

    A meeting was held, a report came in, notice was given, or a condition was met: one of them at a time. The
    lines are shown, and written once you have said yes.

    \b
    iopctl record stadsmission --meeting styrgruppsmöte --on 2021-09-15
    iopctl record lyktan --report årsrapport --on 2025-03-28
    iopctl record lyktan --notice --on 2025-10-15 --by kommunen
    iopctl record lyktan --condition-met --on 2023-11-27
    """
    from iopctl.commands import change as command
    from iopctl.rules import events

    happened: dict[str, Event | None] = {
        "--meeting": events.Meeting(meeting) if meeting is not None else None,
        "--report": events.Report(report, due) if report is not None else None,
        "--notice": events.NoticeGiven(ends, by, case_number) if notice else None,
        "--condition-met": events.ConditionMet(starts) if condition_met else None,
    }
    running.at_most_one(happened, "Record one thing at a time.")
    event = next((each for each in happened.values() if each is not None), None)
    if event is None:
        cure = "Say what happened: --meeting KIND, --report KIND, --notice or --condition-met."
        raise running.nothing_asked(cure)
    running.go_together({"--due": due}, "--report", met=report is not None)
    running.go_together({"--ends": ends, "--by": by, "--case-number": case_number}, "--notice", met=notice)
    running.go_together({"--starts": starts}, "--condition-met", met=condition_met)
    register, asked = running.begin(agreements, None, as_of)
    running.carry_out(command.record(register, agreement_id, event, on, asked), agreed=yes)


def due(
    within: Annotated[
        Length | None, options.length("How far ahead to look: 180d, 26w, 6m, 1y.  [default: 180d]")
    ] = None,
    fail_within: Annotated[
        Length | None,
        options.length("Exit with 1 also for what is due within this time."),
    ] = None,
    responsible: Responsible = None,
    board: Board = None,
    form: Format = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Show what must be done over the register, in order of date.

    Exits with 1 if something is overdue, or due within --fail-within.

    \b
    iopctl due
    iopctl due --within 90d --fail-within 30d
    iopctl due --board arbetsmarknadsnämnden
    """
    from iopctl.commands import due as command

    register, asked = running.begin(agreements, rev, as_of, form, output)
    narrowed = command.Narrowed(responsible, board)
    running.give(command.run(register, asked, narrowed, within or command.AHEAD, fail_within), output)


def calendar(
    agreement_id: OptionalId = None,
    within: Annotated[
        Length | None, options.length("How far ahead to look: 180d, 26w, 6m, 1y.  [default: 2 years]")
    ] = None,
    remind: Annotated[
        Length | None,
        options.length("How long before to remind.  [default: 30d of what takes others to do, else 7d]"),
    ] = None,
    responsible: Responsible = None,
    board: Board = None,
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Write what must be done as a calendar file, for Outlook, Google and Apple calendars.

    Each deadline is a whole day with a reminder. A calendar that subscribes to the file drops what is done;
    one into which it is imported changes what is there, and keeps what is done until you delete it.

    \b
    iopctl calendar -o deadlines.ics
    iopctl calendar stadsmission -o stadsmission.ics
    iopctl calendar --board arbetsmarknad --remind 60d -o deadlines.ics
    """
    from iopctl.commands import calendar as command
    from iopctl.commands import due as narrowing

    register, asked = running.begin(agreements, rev, as_of, "ics", output)
    narrowed = narrowing.Narrowed(responsible, board, agreement_id)
    running.give(command.run(register, asked, narrowed, within or command.AHEAD, remind), output)
