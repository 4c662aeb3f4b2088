"""Run the examples of the documentation in a copy of the register, and write what they truly print.

`python docs/rerun.py` rewrites the examples; with `--check` it shows what differs and exits with 1.

In a `console` block every line that starts with `$ iopctl` is run, and what it prints stands below it;
`$ echo $?` asks for its exit code, and a line `…` stands for lines that are left out.
A `json` block below "Output of `iopctl …`:" is such an output as well.
A block below "Save this as `FILE`:" is written into the copy, for the examples after it on the same page.
"""  # noqa: INP001 - a script beside the pages it writes, and no package

from __future__ import annotations

import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Run: TypeAlias = Callable[[list[str], Path], tuple[bytes, int]]

ROOT = Path(__file__).parents[1]
_COPIED = ("agreements", "templates", "docs/examples")
_OUTPUT = re.compile(r"Output of `iopctl ([^`]+)`:")
_SAVE = re.compile(r"Save this as `([^`]+)`:")
_PROMPT, _ASKS_CODE, _LEFT_OUT = "$ iopctl ", "$ echo $?", "…"


@dataclass(frozen=True)
class Block:
    """A fenced block of a page, and the paragraph's line above it."""

    language: str
    above: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The block as it would stand in a file."""
        return "".join(f"{line}\n" for line in self.lines)


def pages() -> list[Path]:
    """List the pages that have examples."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def split(page: str) -> Iterator[str | Block]:
    """Take a page apart: blocks, and the lines between them."""
    above = language = ""
    inside: list[str] | None = None
    for line in page.splitlines():
        if inside is None:
            yield line
            if line.startswith("```"):
                inside, language = [], line.removeprefix("```")
            elif line:
                above = line
        elif line == "```":
            yield Block(language, above, tuple(inside))
            yield line
            above, inside = "", None
        else:
            inside.append(line)


def blocks(page: str) -> list[Block]:
    """List the blocks of a page."""
    return [part for part in split(page) if isinstance(part, Block)]


def run(arguments: list[str], folder: Path) -> tuple[bytes, int]:
    """Run iopctl; give its output with its remarks below, and the exit code."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    done = subprocess.run(  # noqa: S603 - the commands are the documentation's own
        [sys.executable, "-m", "iopctl", *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment,
    )
    return done.stdout + done.stderr, done.returncode


def refreshed(page: str, run: Run = run) -> str:
    """Give a page with every output as it truly is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each in _COPIED:
            shutil.copytree(ROOT / each, folder / each)
        lines = [
            line
            for part in split(page)
            for line in (_refreshed(part, folder, run) if isinstance(part, Block) else [part])
        ]
    return "".join(f"{line}\n" for line in lines)


def _refreshed(block: Block, folder: Path, run: Run) -> list[str]:
    if match := _SAVE.fullmatch(block.above):
        path = folder / match[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
    if block.language == "console":
        return _session(block, folder, run)
    if match := _OUTPUT.fullmatch(block.above):
        printed, _ = _run(match[1], folder, run)
        return _shortened(printed, list(block.lines))
    return list(block.lines)


def _session(block: Block, folder: Path, run: Run) -> list[str]:
    """Run the commands of a block one after the other."""
    lines: list[str] = []
    exit_code = 0
    for command, expected in _commands(block):
        lines.append(command)
        if command == _ASKS_CODE:
            lines.append(str(exit_code))
        elif command.startswith(_PROMPT):
            printed, exit_code = _run(command.removeprefix(_PROMPT), folder, run)
            lines += _shortened(printed, expected)
        else:
            message = f"only iopctl is run in a console block, not: {command}"
            raise ValueError(message)
    return lines


def _commands(block: Block) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in block.lines:
        if line.startswith("$ "):
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
    return found


def _run(command: str, folder: Path, run: Run) -> tuple[list[str], int]:
    """Run one command; give the lines that it prints, and the exit code."""
    printed, exit_code = run(shlex.split(command), folder)
    # The byte order mark and the line ends of CSV would not be seen on a page.
    return printed.decode("utf-8").removeprefix("\ufeff").splitlines(), exit_code


def _shortened(printed: list[str], expected: list[str]) -> list[str]:
    """Leave out as much of an output as the page does; a part between gaps is found by its first line."""
    if _LEFT_OUT not in expected:
        return printed
    first, *between, last = _parts(expected)
    shown = printed[: len(first)]
    for part in between:
        start = printed.index(part[0])
        shown += [_LEFT_OUT, *printed[start : start + len(part)]]
    return [*shown, _LEFT_OUT, *printed[len(printed) - len(last) :]]


def _parts(expected: list[str]) -> list[list[str]]:
    """Split an output at its gaps."""
    parts: list[list[str]] = [[]]
    for line in expected:
        if line == _LEFT_OUT:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def main(arguments: list[str]) -> int:
    """Write the outputs, or show what differs."""
    exit_code = 0
    for path in pages():
        page = path.read_text(encoding="utf-8")
        fresh = refreshed(page)
        if fresh == page:
            continue
        name = path.relative_to(ROOT).as_posix()
        if "--check" in arguments:
            lines = difflib.unified_diff(page.splitlines(), fresh.splitlines(), name, "now", lineterm="")
            sys.stdout.write("".join(f"{line}\n" for line in lines))
            exit_code = 1
        else:
            path.write_text(fresh, encoding="utf-8", newline="\n")
            sys.stdout.write(f"Wrote {name}\n")
    return exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
