"""How every law is tried: with the same examples each time, and by `make fuzz` with others each time.

`make quick` tries each with a few examples.

Derandomised, Hypothesis draws what the source of a test says: a law that fails for one example in a hundred
can pass for ever. What is drawn anew may fail without a change of the code, which `make test` must not; so it
is a run of its own.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

from tests import web
from tests.runs import run

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=40, print_blob=True)
settings.register_profile("search", deadline=None, max_examples=300, print_blob=True)
settings.register_profile("quick", derandomize=True, deadline=None, max_examples=5, print_blob=True)
settings.load_profile("ci")


def pytest_configure(config: pytest.Config) -> None:
    """Keep the examples the same, whichever modules are loaded when a law is tried.

    Hypothesis also tries constants of the modules that are loaded by then, which differ with the tests that
    ran before in the same process: a law could fail beside some tests and pass beside others.
    """
    if config.getoption("--hypothesis-profile", None) in {None, "ci", "quick"}:
        with contextlib.suppress(ImportError):  # older ones try no such constants
            providers = importlib.import_module("hypothesis.internal.conjecture.providers")
            vars(providers)["is_local_module_file"] = lambda _path: False


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-examples",
        action="store_true",
        help="write what iopctl says of each file in tests/examples beside it, to be read before it is kept",
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that needs more than Python where that is missing; fail it where nothing may be skipped."""
    for marker, (there, what) in web.NEEDS.items():
        if there or item.get_closest_marker(marker) is None:
            continue
        reason = f"needs {what}: {web.INSTALL}"
        if os.environ.get("SKIP_NOTHING"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Measure no import of the tests: the first forked run imports all of iopctl, and is measured."""
    measure = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(measure)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Measure no law: being measured takes as long as being tried, and the examples cover what laws do.

    The marker no_cover of pytest-cov says the same, and changes nothing where pytest-xdist spreads the tests.
    """
    measure = sys.gettrace()
    left_out = any(map(item.get_closest_marker, ("hypothesis", "unmeasured")))
    if left_out:
        sys.settrace(None)
    try:
        return (yield)
    finally:
        if left_out:
            sys.settrace(measure)


@pytest.fixture(scope="session", autouse=True)
def _forks() -> Iterator[None]:
    yield
    run.let_go()
