"""What whole runs share: a folder to run in, and answers of the real agreements that many tests look at."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.runs import run as runs
from tests.runs.run import Result

Ask: TypeAlias = Callable[..., Result]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", default=False, help="Write tests/golden/ anew and pass."
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden", default=False))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with its own copy of the real agreements, for a test that changes or writes something."""
    return runs.register(tmp_path)


@pytest.fixture(scope="session")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Ask the real agreements; the same question is asked once, so nothing here may be written.

    It is measured, whether or not the test is that asks it first.
    """
    where = runs.register(tmp_path_factory.mktemp("register"))
    shutil.copytree(runs.CHECKOUT / "tests" / "golden", where / "memos")
    return functools.cache(functools.partial(runs.run, cwd=where, measured=True))
