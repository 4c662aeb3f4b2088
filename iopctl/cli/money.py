"""Commands that compute: the money of agreements, and the index series that it follows."""

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


def budget(
    agreement_id: OptionalId = None,
    everything: Annotated[bool, typer.Option("--all", help="Add up the whole register.")] = False,
    year: CalendarYear = None,
    years: Annotated[
        range | None,
        typer.Option(
            metavar="A-B", parser=options.read_years, help="Years side by side.", show_default=False
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT",
            help="Put the lines together by party, kind, board or line.",
            show_default=False,
        ),
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

    if year is not None and years is not None:
        raise running.clash("--year and --years", "Use one of the two.")
    if everything and (agreement_id is not None or explain):
        clash = "An id and --all" if agreement_id is not None else "--all and --explain"
        cure = "Ask for one agreement, or for all of them without an explanation."
        raise running.clash(clash, cure)
    if everything and by is not None:
        cure = "Ask for one agreement; --all --year YEAR shows every board and every kind."
        raise running.clash("--all and --by", cure)
    if agreement_id is None and not everything:
        raise running.nothing_asked("Name an agreement, or use --all.")
    register = running.find(agreements, rev)
    asked = running.gather(as_of, form, output, register.revision, assume)
    first = year or asked.as_of.year
    wanted = years or range(first, first + 1)
    if agreement_id is None:
        from iopctl.commands import portfolio

        running.give(portfolio.run(register, wanted, asked), output)
    running.give(command.run(register, agreement_id, command.Wanted(wanted, by, explain), asked), output)


def payments(
    agreement_id: Id,
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
    with 1.

    \b
    iopctl payments lyktan --year 2025
    iopctl payments lyktan --year 2025 --explain
    iopctl payments lyktan --year 2025 --format csv > lyktan.csv
    """
    from iopctl.commands import payments as command

    register = running.find(agreements, rev)
    asked = running.gather(as_of, form, output, register.revision, assume)
    answer = command.run(register, agreement_id, year or asked.as_of.year, asked, explain=explain)
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

    register = running.find(agreements, rev)
    asked = running.gather(as_of, form, output, register.revision, assume)
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
