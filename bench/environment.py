"""The wheel in an environment of its own: what users run, and not the checkout."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class NotInstalledError(Exception):
    """A program could not be installed."""


ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "bench"

_PROGRAM = ("iopctl", "templates", "pyproject.toml")
_TOLD = ("pip", "pydantic", "pydantic-core", "typer", "PyYAML", "msgspec", "Jinja2", "rich")
_GIGABYTE = 2**30


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment."""

    folder: Path

    @property
    def python(self) -> str:
        """Give its interpreter."""
        return str(self.folder / "bin" / "python")

    def program(self, name: str) -> str:
        """Give a command as pip put it there, which is what users run."""
        return str(self.folder / "bin" / name)

    def version(self, package: str) -> str:
        """Tell the version of a package in it."""
        (library,) = self.folder.glob("lib/python*/site-packages")
        found = metadata.distributions(name=package, path=[str(library)])
        return next((each.version for each in found), "–")


def digest() -> str:
    """Give a hash of all that the wheel holds, so that figures of another program are never mixed in."""
    made = hashlib.sha256()
    for path in _sources():
        made.update(f"{path.relative_to(ROOT).as_posix()}\0".encode())
        made.update(path.read_bytes())
    return made.hexdigest()[:12]


def _sources() -> Iterator[Path]:
    for name in _PROGRAM:
        found = [ROOT / name] if (ROOT / name).is_file() else sorted((ROOT / name).rglob("*"))
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)


def of_wheel() -> Environment:
    """Build the wheel and install it, compiled, into an empty environment; keep that of the same program."""
    environment = Environment(BUILD / "venv")
    made = digest()
    if _made_of(environment) != made:
        wheels = BUILD / "wheel"
        shutil.rmtree(wheels, ignore_errors=True)
        _run(sys.executable, "-m", "build", "--wheel", "--outdir", str(wheels), str(ROOT))
        install(environment, made, *map(str, wheels.glob("iopctl-*.whl")))
    return environment


def install(environment: Environment, made: str, *packages: str) -> None:
    """Install packages into an empty environment, and keep what it was made of."""
    shutil.rmtree(environment.folder, ignore_errors=True)
    _run(sys.executable, "-m", "venv", "--without-pip", str(environment.folder))
    # The command is a few lines that pip writes, and those of an older one are slower.
    _run(sys.executable, "-m", "pip", "--python", environment.python, "install", "--upgrade", "pip")
    _run(environment.python, "-m", "pip", "install", "--compile", *packages)
    (environment.folder / "made-of").write_text(made, encoding="utf-8")


def of_packages(name: str, *packages: str) -> Environment:
    """Install packages into an environment of their own, unless they are there."""
    environment = Environment(BUILD / name)
    if _made_of(environment) != " ".join(packages):
        install(environment, " ".join(packages), *packages)
    return environment


def _made_of(environment: Environment) -> str | None:
    told = environment.folder / "made-of"
    return told.read_text(encoding="utf-8") if told.exists() else None


def _run(*arguments: str) -> None:
    """Run what makes the environment; say what it said only where it fails."""
    done = subprocess.run(arguments, capture_output=True, check=False, text=True)
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise NotInstalledError(f"{' '.join(arguments[:5])} … failed: {''.join(last)}")


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and with what was measured."""

    python: str
    system: str
    processors: int
    memory_gigabytes: int
    packages: dict[str, str]

    @classmethod
    def here(cls, environment: Environment) -> Machine:
        """Describe this machine."""
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        return cls(
            f"{platform.python_implementation()} {platform.python_version()}",
            f"{platform.system()} {platform.machine()}",
            os.cpu_count() or 1,
            round(pages / _GIGABYTE),
            {name: environment.version(name) for name in _TOLD},
        )

    def as_data(self) -> dict[str, object]:
        """Give it as JSON keeps it."""
        return asdict(self)
