"""Commands that show the register, one agreement, or what changed."""

from pathlib import Path
from typing import Annotated

import typer

from iopctl.cli import options, running
from iopctl.cli.options import Agreements, AsOf, Assume, Format, Id, Output, Rev, TableFormat


def overview(
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUE",
            help="Only agreements with this board, party, responsible or state; may be repeated.",
            show_default=False,
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

    register = running.find(agreements, rev)
    asked = running.gather(as_of, form, output, register.revision, assume)
    running.give(command.run(register, asked, where=where or (), sort=sort), output)


def show(
    agreement_id: Id,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table, markdown or json.")
    ] = "table",
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

    register = running.find(agreements, rev)
    asked = running.gather(as_of, form, output, register.revision, assume)
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
        typer.Option(
            metavar="A..B",
            help="Between two commits, tags or branches of git; A alone: since A.  [default: HEAD]",
            show_default=False,
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
        if rev is not None:
            raise running.clash("Two files and --rev", "Use one of the two.")
        before, after = map(Path, named)
        compared = command.of_files(before, after, asked, exit_code=exit_code)
        running.give(compared, output, read=(before, after))
    from iopctl.source import history

    sides = history.sides(agreements, "HEAD" if rev is None else rev, Path.cwd())
    agreement_id = named[0] if named else None
    answer = command.of_register(sides, agreement_id, asked, exit_code=exit_code)
    running.give(answer if output else command.for_a_summary(answer, asked), output)
