"""`iopctl init`: a new register."""

from __future__ import annotations

import json
import os
import shlex
from typing import TYPE_CHECKING

from iopctl import codes, register
from iopctl.commands import answer
from iopctl.commands.answer import Answer
from iopctl.memo.template import Writer
from iopctl.model import building
from iopctl.problem import IopctlError
from iopctl.render import terminal
from iopctl.rules import memo
from iopctl.rules.memo import Memo
from iopctl.source import config, files, folder, reading, shipped, writing
from iopctl.source.folder import Folder
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

# Where each CI system looks for its file, and the file's name among those of the starter.
CI = {
    "github": (".github/workflows/iopctl.yml", "github.yml"),
    "gitlab": (".gitlab-ci.yml", "gitlab-ci.yml"),
    "none": None,
}
# What stands in the file of each CI system, and what for a register below the root of the repository: it is
# worked in, while iopctl is installed from the root, and a report is looked for there.
_BELOW = {
    "github.yml": (
        ("\njobs:\n", "\ndefaults:\n  run:\n    working-directory: {home}\n\njobs:\n"),
        (
            "      - name: Install iopctl\n",
            "      - name: Install iopctl\n        working-directory: ${{{{ github.workspace }}}}\n",
        ),
    ),
    "gitlab-ci.yml": (
        ("\n\n# The report shows", "\n    - {cd}\n\n# The report shows"),
        ("> gl-code-quality-report.json", '> "$CI_PROJECT_DIR/gl-code-quality-report.json"'),
    ),
}
_EXAMPLE = "exempel"


def run(root: Path, ci: str, day: date, width: int | None = None) -> Answer:
    """Make a register in a folder, kept from a day on; where anything is in the way, nothing is made."""
    ci_file = answer.choice("--ci", ci, CI)
    texts = {root / name: text for name, text in _texts(root, day).items()}
    made = [path.relative_to(root).as_posix() for path in texts]
    if ci_file is not None:
        # The service looks for it in the root of the repository alone.
        there = folder.repository_root(root) or root.resolve()
        home = root.resolve().relative_to(there)
        texts[(there if home.parts else root) / ci_file[0]] = _ci_file(ci_file[1], home.as_posix())
        made.append("../" * len(home.parts) + ci_file[0])

    _refuse_to_overwrite(root, texts)

    writing.make(texts)
    said = _made(folder.shown(root), made, made[-1] if ci_file else None)
    return Answer(terminal.lines(said, width))


def _made(root: str, paths: Iterable[str], ci_file: str | None) -> str:
    """Say what a new register holds, and what to do next."""
    made = say("Made a register in {root}:", root=root)
    following = say("Next:") if root == "." else say("Next, in {root}:", root=root)
    steps = [
        f"iopctl validate                  {say('check every file')}",
        f"iopctl new ID                    {say('make your first agreement')}",
        f"iopctl memo --all --out memos    {say('write the memos anew after a change')}",
    ]
    lines = [made, *(f"  {each}" for each in paths), "", following, *(f"  {each}" for each in steps)]
    if ci_file:
        lines += ["", say("{file} says at its top which variable to set first.", file=ci_file)]
    return "".join(f"{line}\n" for line in lines)


def _ci_file(name: str, home: str) -> str:
    """Give a CI system's file for a register in a folder of its repository; `.` is the root."""
    whole = shipped.starter(name)
    if home == ".":
        return whole
    for known, there in _BELOW[name]:
        line = json.dumps(f"cd {shlex.quote(home)}", ensure_ascii=False)
        put = there.format(home=json.dumps(home, ensure_ascii=False), cd=line)
        whole = whole.replace(known, put, 1)
    return whole


def _texts(root: Path, day: date) -> dict[str, str]:
    example = shipped.starter("exempel.yaml")
    settings = shipped.starter("iopctl.toml").replace(config.KEYS["tracked_from"], f"tracked_from = {day}")
    return {
        config.NAME: settings,
        "README.md": shipped.starter("README.md"),
        ".gitattributes": shipped.starter("gitattributes"),
        f"{config.FOLDER}/{_EXAMPLE}.yaml": example,
        f"{config.FOLDER}/{shipped.SCHEMA}": shipped.schema(),
        f"memos/{_EXAMPLE}.md": _memo(example, root),
    }


def _memo(example: str, root: Path) -> str:
    """Write the example's memo, so that the register is whole from its first day."""
    agreement = building.build(reading.read_text(example, _EXAMPLE).values).agreement
    profile = register.standard_profile().stated
    facts = memo.write(agreement, agreement.matters[-1], profile) if profile else None
    written = Writer(root / "templates").write(facts) if isinstance(facts, Memo) else None
    if not isinstance(written, str):
        # Only templates that stood there before can be at fault.
        raise IopctlError(codes.IN_THE_WAY, paths=folder.shown(root / "templates"))
    return written


def _refuse_to_overwrite(root: Path, paths: Iterable[Path]) -> None:
    """Stop where a file would be replaced, or agreements are already kept."""
    agreements = root / config.FOLDER
    kept = (
        [agreements / name for name in Folder(agreements).file_names()] if files.is_folder(agreements) else []
    )
    # A link that leads nowhere would be replaced, too.
    there = sorted({*kept, *(path for path in paths if os.path.lexists(path))})
    if there:
        raise IopctlError(codes.IN_THE_WAY, paths=", ".join(map(folder.shown, there)))
