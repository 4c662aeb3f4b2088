"""Wheels in environments of their own: what users run, and not the checkout."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "bench"


class NotInstalledError(Exception):
    """A program could not be installed."""


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment."""

    folder: Path

    @property
    def python(self) -> str:
        """The path of its interpreter."""
        return str(self.folder / "bin" / "python")

    def program(self, name: str) -> str:
        """Give the path of a command that pip installed."""
        return str(self.folder / "bin" / name)


def of_checkout() -> Environment:
    """Install the wheel of the working tree."""
    return _of_tree("checkout", ROOT)


def of_revision(revision: str) -> Environment:
    """Install the wheel of a commit; raise NotInstalledError where git has none of that name."""
    tree = BUILD / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    with tarfile.open(fileobj=io.BytesIO(_run("git", "-C", str(ROOT), "archive", revision))) as archive:
        archive.extractall(tree, filter="data")
    return _of_tree("against", tree)


def of_packages(name: str, *packages: str) -> Environment:
    """Install packages into an environment of their own, unless they are there already."""
    environment = Environment(BUILD / name)
    marker = environment.folder / "made-of"
    made_of = " ".join(packages)
    if not marker.exists() or marker.read_text(encoding="utf-8") != made_of:
        shutil.rmtree(environment.folder, ignore_errors=True)
        _run(sys.executable, "-m", "venv", str(environment.folder))
        # The start script is written by pip, and that of an older pip starts more slowly.
        _run(environment.python, "-m", "pip", "install", "--upgrade", "pip")
        _run(environment.python, "-m", "pip", "install", "--compile", *packages)
        marker.write_text(made_of, encoding="utf-8")
    return environment


def _of_tree(name: str, tree: Path) -> Environment:
    wheels = BUILD / f"{name}-wheel"
    shutil.rmtree(wheels, ignore_errors=True)
    _run(sys.executable, "-m", "build", "--wheel", "--outdir", str(wheels), str(tree))
    (built,) = wheels.glob("*.whl")
    # The folder is named by the content, so that a wheel that changed is installed anew.
    folder = wheels / hashlib.sha256(built.read_bytes()).hexdigest()[:12]
    folder.mkdir()
    return of_packages(name, str(built.rename(folder / built.name)))


def _run(*arguments: str) -> bytes:
    done = subprocess.run(arguments, capture_output=True, check=False)
    if done.returncode:
        last = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()[-1:]
        raise NotInstalledError(f"{' '.join(arguments[:5])} … failed: {''.join(last)}")
    return done.stdout
