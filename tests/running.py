"""Running the command as a user does, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def environment(**more: str) -> dict[str, str]:
    """Give the environment in which this very iopctl is found."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("IOPCTL", "GITHUB"))}
    return kept | {"PYTHONPATH": str(ROOT)} | more


def iopctl(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run iopctl in a folder, away from any terminal."""
    return subprocess.run(
        [sys.executable, "-m", "iopctl", *arguments],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def on_path(folder: Path) -> dict[str, str]:
    """Put iopctl, and a pip that only says what it was asked for, first on the path of a shell."""
    folder.mkdir()
    scripts = {"iopctl": f'exec "{sys.executable}" -m iopctl "$@"', "pip": 'echo "pip $*"'}
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return environment(PATH=f"{folder}{os.pathsep}{os.environ['PATH']}")


def files_in(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
