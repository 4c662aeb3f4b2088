"""Commands that show the register or one agreement: its state, its money, and what changed."""

from pathlib import Path
from typing import Annotated

import typer

from iopctl.cli import options, running
from iopctl.cli.options import (
    Agreements,
    AsOf,
    Assume,
    CalendarYear,
    Explain,
    Format,
    Id,
    OptionalId,
    Output,
    Rev,
    TableFormat,
)


def overview(
    where: Annotated[
        list[str] | None,
        options.stated(
            "Only agreements with this board, party, responsible or state; may be repeated.", "KEY=VALUE"
        ),
    ] = None,
    sort: Annotated[
        str, typer.Option(metavar="KEY", help="Order by id, end, deadline, state or public.")
    ] = "id",
    assume: Assume = None,
    form: TableFormat = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Show every agreement of the register on one line: its state, its end, and what is to be done next.

    Of a board, a party or an official, a part of the name is enough. Different keys must all hold; of several
    values of one key, one is enough. The states are: upcoming, running, last-period (no option can be used
    any more), under-notice and ended.

    \b
    iopctl list
    iopctl list --sort deadline
    iopctl list --where state=ended --where board=arbetsmarknad
    iopctl list --as-of 2021-07-13
    iopctl list --rev HEAD~1
    iopctl list --format csv > register.csv
    """
    from iopctl.commands import overview as command

    register, asked = running.begin(agreements, rev, as_of, form, output, assume)
    running.give(command.run(register, asked, where=where or (), sort=sort), output)


def show(
    agreement_id: Id,
    form: Annotated[str, options.form("table, markdown or json.")] = "table",
    assume: Assume = None,
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Show one agreement on one screen, with a timeline of its term.

    \b
    iopctl show stadsmission
    iopctl show stadsmission --as-of 2021-07-13
    """
    from iopctl.commands import show as command

    register, asked = running.begin(agreements, rev, as_of, form, output, assume)
    running.give(command.run(register, agreement_id, asked), output)


def diff(
    which: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID | FILE FILE]",
            help="An agreement's id, or two files.  [default: every agreement that changed]",
            autocompletion=options.complete_ids,
            show_default=False,
        ),
    ] = None,
    rev: Annotated[
        str | None,
        options.stated(
            "Between two commits, tags or branches of git; A alone: since A.  [default: HEAD]", "A..B"
        ),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if anything changed, as git diff does.")
    ] = False,
    form: Format = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
) -> None:
    """Show what changed in money, term and parties, and every key that says something else.

    Between two versions in git, since a version, or between two files. Both are asked as of the same day.

    \b
    iopctl diff ikf
    iopctl diff ikf --rev HEAD~1
    iopctl diff --rev main..HEAD --format markdown
    iopctl diff agreements/ikf.yaml agreements/stadsmission.yaml
    """
    from iopctl.commands import diff as command

    asked = running.gather(as_of, form, output)
    named = which or []
    if len(named) > 2:  # noqa: PLR2004 - an id is one, and files are two
        from iopctl import codes
        from iopctl.problem import IopctlError

        raise IopctlError(codes.NOT_TWO, found=len(named))
    if len(named) == 2:  # noqa: PLR2004 - as above
        running.at_most_one({"Two files": named, "--rev": rev})
        before, after = map(Path, named)
        compared = command.of_files(before, after, asked, exit_code=exit_code)
        running.give(compared, output, read=(before, after))
    from iopctl.source import history

    sides = history.sides(agreements, "HEAD" if rev is None else rev, Path.cwd())
    agreement_id = named[0] if named else None
    answer = command.of_register(sides, agreement_id, asked, exit_code=exit_code)
    running.give(answer if output else command.for_a_summary(answer, asked), output)


def budget(
    agreement_id: OptionalId = None,
    everything: Annotated[bool, typer.Option("--all", help="Add up the whole register.")] = False,
    year: CalendarYear = None,
    years: Annotated[
        range | None,
        options.stated("Years side by side.", "A-B", read=options.read_years),
    ] = None,
    by: Annotated[
        str | None,
        options.stated("Put the lines together by party, kind, board or line.", "WHAT"),
    ] = None,
    explain: Explain = False,
    assume: Assume = None,
    form: TableFormat = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Show what each party puts in, line by line, and what the money rests on.

    \b
    iopctl budget ikf --year 2023
    iopctl budget stadsmission --years 2021-2025
    iopctl budget ikf --year 2023 --explain
    iopctl budget ikf --years 2021-2024 --format csv > ikf.csv
    iopctl budget lyktan --year 2027 --assume PKV=2.5%
    iopctl budget ikf --year 2023 --by kind
    iopctl budget --all --year 2025
    iopctl budget --all --years 2021-2030
    """
    from iopctl.commands import budget as command

    one = "Ask for one agreement, or for all of them without an explanation."
    running.at_most_one({"--year": year, "--years": years})
    running.at_most_one({"An id": agreement_id, "--all": everything}, one)
    running.at_most_one({"--all": everything, "--explain": explain}, one)
    running.at_most_one(
        {"--all": everything, "--by": by},
        "Ask for one agreement; --all --year YEAR shows every board and every kind.",
    )
    if agreement_id is None and not everything:
        raise running.nothing_asked("Name an agreement, or use --all.")
    register, asked = running.begin(agreements, rev, as_of, form, output, assume)
    first = year or asked.as_of.year
    wanted = years or range(first, first + 1)
    if agreement_id is None:
        from iopctl.commands import portfolio

        running.give(portfolio.run(register, wanted, asked), output)
    running.give(command.run(register, agreement_id, command.Wanted(wanted, by, explain), asked), output)


def payments(
    agreement_id: OptionalId = None,
    everything: Annotated[bool, typer.Option("--all", help="Add up the whole register.")] = False,
    by: Annotated[
        str | None,
        options.stated("With --all: each quarter, or each month.  [default: quarter]", "PERIOD"),
    ] = None,
    year: CalendarYear = None,
    explain: Explain = False,
    assume: Assume = None,
    form: TableFormat = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Show what is paid out in a year: day, amount, payer and receiver.

    It takes what the agreement says of instalments; where it says nothing, no day is guessed, and it exits
    with 1. --all shows what the public parties pay each quarter or month, from which board and to whom.

    \b
    iopctl payments lyktan --year 2025
    iopctl payments lyktan --year 2025 --explain
    iopctl payments lyktan --year 2025 --format csv > lyktan.csv
    iopctl payments --all --year 2025
    iopctl payments --all --year 2025 --by month -f xlsx -o betalningar.xlsx
    """
    from iopctl.commands import payments as command

    one = "Ask for one agreement, or for all of them without an explanation."
    running.at_most_one({"An id": agreement_id, "--all": everything}, one)
    running.at_most_one({"--all": everything, "--explain": explain}, one)
    running.go_together({"--by": by}, "--all", met=everything)
    if agreement_id is None and not everything:
        raise running.nothing_asked("Name an agreement, or use --all.")
    register, asked = running.begin(agreements, rev, as_of, form, output, assume)
    asked_year = year or asked.as_of.year
    if agreement_id is None:
        from iopctl.commands import outgoing

        running.give(outgoing.run(register, asked_year, by or "quarter", asked), output)
    answer = command.run(register, agreement_id, asked_year, asked, explain=explain)
    running.give(answer, output)


def value(
    agreement_id: Id,
    explain: Explain = False,
    assume: Assume = None,
    form: TableFormat = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Show what the agreement is worth: as signed, as extended, and with every option.

    Beside it stand the figures that are looked up (procurement, state aid), each with its days and source,
    as they were when the agreement was signed. They inform; iopctl gives no verdict.

    \b
    iopctl value stadsmission
    iopctl value stadsmission --explain
    """
    from iopctl.commands import value as command

    register, asked = running.begin(agreements, rev, as_of, form, output, assume)
    running.give(command.run(register, agreement_id, asked, explain=explain), output)


def series(
    form: Format = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Show the index series, who follows them, and which value is needed next.

    A series is a file of the folder 'index' beside the agreements; iopctl has no values of its own.
    Exits with 1 where an agreement follows a series that is not there.

    \b
    iopctl index
    iopctl index --as-of 2026-01-31
    """
    from iopctl.commands import index as command

    register = running.find(agreements, rev)
    running.give(command.run(register, running.gather(as_of, form, output, register.revision)), output)
