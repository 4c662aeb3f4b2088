"""Write the parts of the documentation that follow from the code, between their markers.

`python docs/generate.py` rewrites them; with `--check` it names the files that are stale and exits with 1.
"""  # noqa: INP001 - a script beside the pages it writes, and no package

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import answers
import classes
from babel.messages import pofile

from iopctl import codes
from iopctl.memo.wording import FILTERS
from iopctl.model.profile import SectionName
from iopctl.problem import Kind
from iopctl.rules.names import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SHOWN_AT = "80"

_PART = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_GROUPS = re.compile(r"(\d)xx ([\w-]+)")
_BLOCK = re.compile(r"{% block (?P<name>\w+) %}|{% endblock %}")


def series_example() -> str:
    """Show an index series, which is made up."""
    return f"```yaml\n{(DOCS / 'examples' / 'index' / 'EXEMPEL.yaml').read_text(encoding='utf-8')}```\n"


def profile_sections() -> str:
    """List the sections that a profile may name."""
    rows = ((f"`{name}`", " ".join(said.split())) for name, said in classes.choices(SectionName))
    return classes.table(("Section", "Holds"), rows)


def commands() -> str:
    """Give every command's help as it prints it."""
    return "\n".join(_command())


def _command(*command: str) -> Iterator[str]:
    """Give the help of a command, then that of each command inside it."""
    title, text = " ".join(("iopctl", *command)), help_of(*command)
    yield f"## {title}\n\n```text\n$ {title} --help\n{text}```\n"
    for name in re.findall(r"^  (\w+)  ", text.partition("\nCommands:\n")[2], re.MULTILINE):
        yield from _command(*command, name)


def help_of(*command: str) -> str:
    """Run a command's help in a terminal of 80 columns, under the name it has when installed."""
    start = "import sys; sys.argv[0] = 'iopctl'; from iopctl.__main__ import main; main()"
    asked = [sys.executable, "-c", start, *command, "--help"]
    environment = os.environ | {"COLUMNS": SHOWN_AT}
    done = subprocess.run(asked, capture_output=True, check=True, cwd=ROOT, env=environment)  # noqa: S603
    return done.stdout.decode()


def _kinds(wanted: Callable[[str], bool]) -> list[Kind]:
    return [each for each in vars(codes).values() if isinstance(each, Kind) and wanted(each.code)]


def problems() -> str:
    """List every problem that a file can have, by group."""
    found = sorted(_kinds(lambda code: code.startswith("IOP")), key=lambda kind: kind.code)
    parts = []
    for digit, name in _GROUPS.findall(codes.__doc__ or ""):
        rows = [_sentences(kind) for kind in found if kind.code[3] == digit]
        parts.append(f"## {digit}xx {name}\n\n{classes.table(('Code', 'Message', 'How to mend it'), rows)}")
    return "\n".join(parts)


def _sentences(kind: Kind) -> tuple[str, str, str]:
    return f"`{kind.code}`", kind.message, re.sub(r"^{cure}$", "Depends on what was found.", kind.hint)


def stops() -> str:
    """List what stops a run."""
    return classes.table(
        ("Message", "Hint"), (_sentences(kind)[1:] for kind in _kinds(lambda code: not code))
    )


def reasons() -> str:
    """List the reasons of a verdict and of a year's status."""
    found = _kinds(lambda code: bool(code) and not code.startswith("IOP"))
    return classes.table(("Code", "Sentence"), (_sentences(kind)[:2] for kind in found))


def memo_filters() -> str:
    """List the filters of the templates."""
    rows = ((f"`{name}`", each.summary) for name, each in FILTERS.items())
    return classes.table(("Filter", "Does"), rows)


def memo_names() -> str:
    """List the figures that the text of a matter can name; names.sv.po says what they are in Swedish."""
    with (DOCS / "names.sv.po").open("rb") as catalogue:
        swedish = pofile.read_po(catalogue)
    rows = []
    for name, each in NAMES.items():
        message = swedish.get(each.means, name)
        if message is None:
            raise LookupError(f"names.sv.po lacks this, with msgctxt {name!r}: {each.means!r}")
        rows.append((f"`{name}`", each.means, str(message.string)))
    return classes.table(("Name", "Is", "Är"), rows)


def memo_blocks() -> str:
    """List the blocks of the memo, each with the blocks inside it."""
    template = (ROOT / "templates/memo/memo.md.j2").read_text(encoding="utf-8")
    lines: list[str] = []
    depth = 0
    for found in _BLOCK.finditer(template):
        name = found["name"]
        if name:
            lines.append(f"{'  ' * depth}- `{name}`")
            depth += 1
        else:
            depth -= 1
    return "\n".join(lines)


PARTS: dict[str, Callable[[], str]] = {
    "format-keys": classes.format_keys,
    "series-keys": classes.series_keys,
    "series-example": series_example,
    "profile-keys": classes.profile_keys,
    "profile-sections": profile_sections,
    "commands": commands,
    "problems": problems,
    "stops": stops,
    "reasons": reasons,
    "memo-fields": classes.memo_fields,
    "memo-filters": memo_filters,
    "memo-blocks": memo_blocks,
    "memo-names": memo_names,
    **answers.tables(),
}


def generated(page: str) -> str:
    """Give a page with its generated parts as they should be."""
    return _PART.sub(lambda match: f"{match[1]}\n{PARTS[match[2]]().rstrip()}\n\n{match[3]}", page)


def main(arguments: list[str]) -> int:
    """Write the parts and the schema of the answers, or name the stale files."""
    pages = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
    fresh = {path: generated(path.read_text(encoding="utf-8")) for path in pages}
    fresh[DOCS / "answers.schema.json"] = answers.schema()
    exit_code = 0
    for path, text in fresh.items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        name = path.relative_to(ROOT).as_posix()
        if "--check" in arguments:
            sys.stdout.write(f"{name} is stale; 'make docs' writes it anew.\n")
            exit_code = 1
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"Wrote {name}\n")
    return exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
