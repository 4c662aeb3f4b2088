"""What `make` and `.ci/run` install is pinned, with hashes, and the locks say what pyproject.toml says."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN: list[str] = PROJECT["project"]["dependencies"]
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
GROUPS: dict[str, list[str | dict[str, str]]] = PROJECT["dependency-groups"]
BUILD = [*PROJECT["build-system"]["requires"], *(each for each in GROUPS["build"] if isinstance(each, str))]
DEV = [each for each in GROUPS["dev"] if isinstance(each, str)]
LIBRARIES = [*RUN, *(each for extra in EXTRAS.values() for each in extra)]
# What a lock must hold, beside what these depend on.
WANTED = {
    "run": RUN,
    "demo": [*RUN, *EXTRAS["docx"], *EXTRAS["pdf"], *BUILD],
    "test": [*LIBRARIES, *BUILD, *DEV],
}
WANTED["oldest"] = WANTED["test"]
_PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)", re.MULTILINE)


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> dict[str, list[str]]:
    """Give the versions of each package; several where they depend on the Python."""
    found: dict[str, list[str]] = {}
    for pin in _PIN.finditer(lock(name)):
        found.setdefault(canonicalize_name(pin["name"]), []).append(pin["version"])
    return found


@pytest.mark.parametrize("name", WANTED)
def test_a_lock_holds_what_pyproject_asks_for_in_versions_that_it_allows(name: str) -> None:
    """Where this fails, a dependency was changed: run `make lock`."""
    pinned = pins(name)

    for line in WANTED[name]:
        wanted = Requirement(line)
        versions = pinned.get(canonicalize_name(wanted.name), [])
        assert versions, wanted
        assert all(wanted.specifier.contains(version) for version in versions), (wanted, versions)


@pytest.mark.parametrize("name", WANTED)
def test_every_package_of_a_lock_has_one_version_and_hashes(name: str) -> None:
    entries = [each for each in re.split(r"\n(?=\w)", lock(name)) if not each.startswith("#")]

    assert entries
    for entry in entries:
        assert _PIN.match(entry), entry
        assert "--hash=sha256:" in entry, entry


def test_the_oldest_lock_holds_the_lower_bound_of_each_library() -> None:
    pinned = pins("oldest")

    for wanted in map(Requirement, LIBRARIES):
        (lower,) = [each.version for each in wanted.specifier if each.operator == ">="]
        (pinned_at,) = pinned[canonicalize_name(wanted.name)]
        assert re.fullmatch(rf"{re.escape(lower)}(\.0)*", pinned_at), wanted


def test_no_lock_names_an_address_to_install_from() -> None:
    for name in WANTED:
        assert "://" not in lock(name)
        assert "index" not in lock(name)
    packages = json.loads((ROOT / "tests" / "web" / "package-lock.json").read_text(encoding="utf-8"))[
        "packages"
    ]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
