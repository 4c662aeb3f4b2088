"""Commands that make, check and explain the files of a register."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from iopctl.cli import options, running
from iopctl.cli.options import Agreements, AsOf, Output, ReportFormat, Rev
from iopctl.words import say


def init(
    root: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder; it is made if it is missing.")
    ] = Path(),
    ci: Annotated[
        str, typer.Option(metavar="SYSTEM", help="Add the checks of github or gitlab; or none.")
    ] = "none",
) -> None:
    """Make a register: settings, one example, and the checks of a CI system.

    Nothing is ever overwritten: if any of its files is there, nothing is made, and it exits with 2.

    \b
    iopctl init partnerskap
    iopctl init partnerskap --ci github
    """
    from iopctl.commands import init as command

    running.give(command.run(root, ci, date.today(), running.terminal_width()))


def new(
    agreement_id: Annotated[
        str, typer.Argument(metavar="ID", help="The agreement's id; its file will be ID.yaml.")
    ],
    title: Annotated[str | None, options.stated("What the agreement is called.")] = None,
    public: Annotated[str | None, options.stated("The municipality or region.")] = None,
    board: Annotated[
        str | None, options.stated("The board (nämnd) that decides, as inside a sentence.")
    ] = None,
    administration: Annotated[
        str | None, options.stated("The administration (förvaltning) that prepares its matters.")
    ] = None,
    civil: Annotated[str | None, options.stated("The organisation.")] = None,
    short_name: Annotated[str | None, options.stated("The organisation's short name.")] = None,
    case_number: Annotated[str | None, options.stated("The case number (diarienummer).")] = None,
    purpose: Annotated[str | None, options.stated("What the partnership is for.")] = None,
    starts: Annotated[str | None, options.stated("The first day.", "DATE")] = None,
    ends: Annotated[
        str | None, options.stated("The last day, included; or: until further notice, not stated.", "DATE")
    ] = None,
    public_amount: Annotated[
        str | None, options.stated("Kronor a year from the municipality.", "KRONOR")
    ] = None,
    civil_amount: Annotated[
        str | None, options.stated("Kronor a year that the organisation puts in.", "KRONOR")
    ] = None,
    agreements: Agreements = None,
) -> None:
    """Make an agreement's file from options; on a terminal, ask for what is missing.

    Nothing is ever overwritten.

    \b
    iopctl new lyktan
    """
    from iopctl.commands import new as command

    options = {
        "title": title,
        "public": public,
        "board": board,
        "administration": administration,
        "civil": civil,
        "short_name": short_name,
        "case_number": case_number,
        "purpose": purpose,
        "starts": starts,
        "ends": ends,
        "public_amount": public_amount,
        "civil_amount": civil_amount,
    }
    given = {name: value for name, value in options.items() if value is not None}
    path = command.place(running.find(agreements), agreement_id)
    command.check(given)
    if command.missing(given) and sys.stdin.isatty() and sys.stdout.isatty():
        given |= _ask(given)
    running.give(command.run(path, given, running.terminal_width()))


def _ask(given: dict[str, str]) -> dict[str, str]:
    """Ask for what is missing, each question until the answer can be read; Enter leaves out what may be."""
    from iopctl.commands import new as command

    replies: dict[str, str] = {}
    typer.echo(say("Answer what is asked; Ctrl-C stops, and nothing is made."))
    for question in command.missing(given):
        fault: str | None = ""
        while fault is not None:
            if fault:
                typer.echo(fault)
            try:
                reply = typer.prompt(question.text, default="", show_default=False)
            except typer.Abort:
                typer.echo()
                raise typer.Exit(running.INTERRUPTED) from None
            if not (reply or question.needed):
                break
            fault = command.fault_of(question, reply, given | replies)
            if fault is None:
                replies[question.name] = reply
    return replies


def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files or folders.  [default: the register]", show_default=False),
    ] = None,
    form: ReportFormat = "full",
    fail_on: Annotated[
        str | None,
        options.stated(
            "Exit with 1 on: error, warning or never.  [default: as iopctl.toml says, else error]", "LEVEL"
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        options.stated(
            "Check with up to N processes at once.  [default and most: one for each processor]",
            "N",
            "--jobs",
            "-j",
            read=options.read_jobs,
        ),
    ] = None,
    output: Output = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Check agreement files and show every problem with its line.

    \b
    iopctl validate
    iopctl validate agreements/ikf.yaml
    iopctl validate --format concise
    iopctl validate --rev main
    """
    from iopctl.commands import validate as command
    from iopctl.source import config
    from iopctl.source.folder import Folder

    whole = "Leave the paths out to check the whole register as it was committed."
    running.at_most_one({"--rev": rev, "paths": paths or None}, whole)
    checked = paths or running.find(agreements, rev)
    revision = checked.revision if isinstance(checked, Folder) else None
    asked = running.gather(as_of, form, output, revision)
    settings = config.find(Path.cwd() if isinstance(checked, list) or revision is None else checked.path)
    level = fail_on or (settings.fail_on if settings else config.FAIL_ON[0])
    answer = command.run(checked, asked, fail_on=level, jobs=jobs)
    running.give(answer, output, read=paths or ())


def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE",
            help="A problem's code; case does not matter.",
            autocompletion=options.complete_codes,
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--list", help="List every code; so does no code.")] = False,
) -> None:
    """Explain a problem by its code: what it means, an example, and how to mend it.

    \b
    iopctl explain IOP501
    iopctl explain --list
    """
    from iopctl.commands import explain as command

    running.at_most_one({"A code": code, "--list": everything})
    running.give(command.run(code, running.terminal_width()))


def schema(
    index: Annotated[
        bool, typer.Option("--index", help="The schema of an index series' file instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of the agreement file, for editors.

    With it VS Code (extension "YAML" by Red Hat) and other editors explain every key in Swedish and English,
    offer what may stand there, and mark slips while you write. Put a copy beside the agreements, as init
    does, and make this the first line of each file:

    \b
    # yaml-language-server: $schema=agreement.schema.json

    An editor does not see everything: validate also checks sums, days and what one key says of another.

    \b
    iopctl schema > agreements/agreement.schema.json
    iopctl schema --index > agreements/index/series.schema.json
    """
    from iopctl.commands import explain as command

    running.give(command.schema(of_series=index))


def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            help="Templates, by name or file.  [default: all that memos are made of]",
            show_default=False,
        ),
    ] = None,
    form: ReportFormat = "full",
    output: Output = None,
    agreements: Agreements = None,
) -> None:
    """Render templates with sample agreements, before any memo is written with them.

    The register's own templates and those that come with iopctl, in every profile, with samples that take
    every branch of those that come with iopctl, and with the register's own finished matters. Exits with 1
    where any of them is at fault.

    \b
    iopctl template check
    iopctl template check memo/extend.md.j2
    iopctl template check --format github
    """
    from iopctl.commands import template as command

    answer = command.check(running.find(agreements), names or [], running.gather(None, form, output))
    running.give(answer, output)
