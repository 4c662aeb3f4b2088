"""Commands about memos: their matters, figures and words, and the yearly report."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iopctl.cli import options, running
from iopctl.cli.options import (
    Agreements,
    AsOf,
    Assume,
    Document,
    Format,
    Id,
    MatterId,
    MemoDay,
    OptionalId,
    Output,
    Profile,
    Rev,
    To,
    Yes,
)

MemoBoard = Annotated[
    str | None,
    options.stated("The memo to this board, where several decide; a part of the name is enough.", "NAME"),
]

if TYPE_CHECKING:
    from iopctl.commands.memos import Wanted
    from iopctl.source.folder import Folder


def memo(
    agreement_id: OptionalId = None,
    everything: Annotated[bool, typer.Option("--all", help="The memos of all agreements.")] = False,
    to: To = None,
    output: Document = None,
    out: Annotated[Path | None, options.stated("Write each memo into this folder, as ID.md.", "DIR")] = None,
    check: Annotated[
        Path | None,
        options.stated("Compare the memos in this folder with what the files give now.", "DIR"),
    ] = None,
    matter: MatterId = None,
    board: MemoBoard = None,
    profile: Profile = None,
    agreements: Agreements = None,
    as_of: MemoDay = None,
    assume: Assume = None,
    rev: Rev = None,
) -> None:
    """Write the memo (tjänsteskrivelse) of an agreement's latest matter, as of the matter's day.

    Where several boards decide, each gets a memo about its own part: ID-BOARD.md in a folder.

    \b
    iopctl memo ikf
    iopctl memo stadsmission -o stadsmission.docx
    iopctl memo stadsmission --matter forlangning-2022
    iopctl memo ikf --profile malmo
    iopctl memo --all --out memos --to md,docx,pdf,html
    iopctl memo --all --check memos
    iopctl memo lyktan --assume PKV=2.5%
    """
    from iopctl.commands import gathering
    from iopctl.commands import memo as command
    from iopctl.struct import replace

    running.at_most_one({"An id": agreement_id, "--all": everything})
    if agreement_id is None and not everything:
        raise running.nothing_asked("Name an agreement, or use --all.")
    ids = (agreement_id,) if agreement_id is not None else None
    running.go_together({"--matter": matter, "--board": board}, "ID", met=ids is not None)
    running.at_most_one({"-o": output, "--out": out, "--check": check}, "Use one of -o, --out and --check.")
    formats = command.read_formats(to) if to is not None else ()
    wanted = _wanted(running.find(agreements, rev), ids, as_of, matter, board, profile, formats)
    wanted = replace(wanted, assumed=gathering.assumptions(assume or []))
    if check is not None:
        running.give(command.check(wanted, check))
    if out is not None:
        running.give(command.to_folder(wanted, out))
    running.give(command.one(wanted) if output is None else command.to_file(wanted, output))


def start_matter(
    agreement_id: Id,
    kind: Annotated[
        str, options.stated("The kind of matter: adopt, extend, amend, end or follow-up.", "KIND")
    ],
    apply: Annotated[bool, typer.Option("--apply", help="Start it in the agreement's file.")] = False,
    yes: Yes = False,
    profile: Profile = None,
    output: Output = None,
    agreements: Agreements = None,
    as_of: Annotated[date | None, options.day("The day of the matter.  [default: today]")] = None,
    rev: Rev = None,
) -> None:
    """Print the lines of a new matter (ärende) to fill in, or start it in the agreement's file.

    \b
    iopctl matter ikf --kind follow-up
    iopctl matter ikf --kind follow-up --apply
    """
    from iopctl.commands import matter as command

    running.go_together({"--yes": yes}, "--apply", met=apply)
    new = (running.find(agreements, rev), agreement_id, kind, as_of or date.today(), profile)
    if apply:
        running.carry_out(command.apply(*new), output, agreed=yes)
    running.give(command.start(*new), output)


def figures(
    agreement_id: Id,
    matter: MatterId = None,
    profile: Profile = None,
    form: Format = "table",
    output: Output = None,
    agreements: Agreements = None,
    as_of: MemoDay = None,
    assume: Assume = None,
    rev: Rev = None,
) -> None:
    """List the figures that the text of a matter can name, each with its value in the memo.

    \b
    iopctl figures ikf
    iopctl figures stadsmission --matter forlangning-2022
    """
    from iopctl.commands import memo as command
    from iopctl.struct import replace

    register = running.find(agreements, rev)
    wanted = _wanted(register, (agreement_id,), as_of, matter, None, profile)
    asked = running.gather(as_of, form, output, register.revision, assume)
    running.give(command.figures(replace(wanted, assumed=asked.assumed), asked), output)


def freeze(
    agreement_id: Id,
    matter: MatterId = None,
    replacing: Annotated[
        bool, typer.Option("--replace", help="Put other words in the place of those frozen before.")
    ] = False,
    board: MemoBoard = None,
    profile: Profile = None,
    agreements: Agreements = None,
    as_of: MemoDay = None,
    rev: Rev = None,
) -> None:
    """Keep the words of a memo for good, as the board saw them.

    \b
    iopctl freeze ikf
    iopctl freeze stadsmission --matter forlangning-2022
    """
    from iopctl.commands import freezing as command

    wanted = _wanted(running.find(agreements, rev), (agreement_id,), as_of, matter, board, profile)
    running.give(command.run(wanted, agreement_id, replacing=replacing))


def report(
    board: Annotated[str | None, options.stated("The board; a part of its name is enough.", "NAME")] = None,
    year: Annotated[
        int | None,
        options.stated("The calendar year.  [default: that of --as-of]", "YEAR", read=options.read_year),
    ] = None,
    to: To = None,
    output: Document = None,
    profile: Profile = None,
    agreements: Agreements = None,
    as_of: AsOf = None,
    rev: Rev = None,
) -> None:
    """Write the yearly report to a board on its partnerships.

    \b
    iopctl report --board arbetsmarknad --year 2021
    iopctl report --board arbetsmarknad -o rapport.docx
    """
    from iopctl.commands import memo as memos
    from iopctl.commands import yearly as command

    form = memos.format_of(output, memos.read_formats(to) if to is not None else ())
    day = as_of or date.today()
    house = memos.house(Path.cwd())
    asked = command.Asked(year or day.year, day, board, profile, house, form, running.PROGRESS.over)
    running.give(command.run(running.find(agreements, rev), asked, output))


def _wanted(
    register: "Folder",
    ids: tuple[str, ...] | None,
    as_of: date | None,
    matter: str | None,
    board: str | None,
    profile: str | None,
    formats: tuple[str, ...] = (),
) -> "Wanted":
    """Gather which memos are asked for."""
    from iopctl.commands import memo
    from iopctl.commands.memos import Wanted

    look, width, over = memo.house(Path.cwd()), running.terminal_width(), running.PROGRESS.over
    return Wanted(
        register,
        ids,
        as_of,
        formats,
        look,
        matter=matter,
        board=board,
        profile=profile,
        width=width,
        progress=over,
    )
