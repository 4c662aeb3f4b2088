"""A real git repository for a test, made so that the same commits have the same hashes."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed here")

_SOMEBODY = {
    "GIT_AUTHOR_NAME": "Registrator",
    "GIT_AUTHOR_EMAIL": "registrator@example.se",
    "GIT_COMMITTER_NAME": "Registrator",
    "GIT_COMMITTER_EMAIL": "registrator@example.se",
    # What the machine's own user has set is kept out.
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder: Path, *arguments: str, on: str = "2021-01-01") -> str:
    """Run git in a folder, as somebody on a day."""
    day = f"{on}T12:00:00+0000"
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=os.environ | _SOMEBODY | {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


def repository(folder: Path) -> Path:
    """Make an empty repository."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "core.autocrlf", "false")
    return folder


def commit(
    folder: Path, files: dict[str, str | bytes | None] | None = None, *, on: str = "2021-01-01"
) -> str:
    """Write files, or remove those without content, and commit everything; give the hash."""
    for name, content in (files or {}).items():
        path = folder / name
        if content is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Ändra registret", on=on)
    return git(folder, "rev-parse", "HEAD")
