"""Work that is spread over processes."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from iopctl import inspection, workers
from iopctl.problem import IopctlError
from tests.runs.run import CHECKOUT, run

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _four_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "available", lambda: 4)


MANY = range(workers.WORTH_IT + 7)


def square(number: int) -> tuple[int, str]:
    return number * number, multiprocessing.current_process().name


def die(number: int) -> int:
    if number == 200:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def refuse(number: int) -> int:
    if number == 200:
        raise ValueError(number)
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_what_was_made_comes_in_the_order_of_the_things(jobs: int) -> None:
    assert [made for made, _ in workers.spread(square, MANY, jobs)] == [each * each for each in MANY]


def test_many_things_are_worked_on_by_other_processes_and_few_by_none() -> None:
    def named(things: range) -> set[str]:
        return {name for _, name in workers.spread(square, things, 2)}

    assert multiprocessing.current_process().name not in named(MANY)
    assert named(range(5)) == {multiprocessing.current_process().name}


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_wrong_with_one_thing_is_told(jobs: int) -> None:
    with pytest.raises(ValueError, match="200"):
        list(workers.spread(refuse, MANY, jobs))


def test_a_register_has_the_same_problems_however_many_check_it(tmp_path: Path) -> None:
    home = tmp_path / "agreements"
    home.mkdir()
    text = (CHECKOUT / "agreements" / "ikf.yaml").read_text(encoding="utf-8")
    for number in range(workers.WORTH_IT + 3):
        # Every other one has a case number that stands elsewhere, and every third a slip.
        changed = f'case_number: "KS 2020-{number // 2}"\n' + text.replace(
            "starts:", "startar:", number % 3 == 0
        )
        (home / f"a{number:03}.yaml").write_text(changed, encoding="utf-8")
    shutil.copy(CHECKOUT / "agreements" / "stadsmission.yaml", home)

    asked = ("validate", "--format", "concise", "--as-of", "2021-07-13")
    alone = run(*asked, "-j", "1", cwd=tmp_path)
    together = run(*asked, "-j", "2", cwd=tmp_path)

    assert (alone.exit_code, alone.stdout_bytes) == (together.exit_code, together.stdout_bytes)
    assert "IOP" in alone.stdout
    assert "KS 2020-4" in alone.stdout


@pytest.mark.parametrize(
    ("jobs", "processors", "things", "most"), [(100_000, 4, MANY, 4), (100_000, 64, MANY, 7), (3, 4, MANY, 3)]
)
def test_no_more_workers_are_started_than_processors_packets_of_work_or_wanted(
    monkeypatch: pytest.MonkeyPatch, jobs: int, processors: int, things: range, most: int
) -> None:
    from concurrent import futures

    asked = []

    class Pool(futures.ThreadPoolExecutor):
        def __init__(self, workers: int, *_: object, **__: object) -> None:
            asked.append(workers)
            super().__init__(1)

    monkeypatch.setattr(futures, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(workers, "available", lambda: processors)
    list(workers.spread(square, things, jobs))

    assert asked == [most]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_worker_that_is_killed_is_told_with_what_was_done_before() -> None:
    with pytest.raises(workers.LostError) as caught:
        list(workers.spread(die, MANY, 2))

    assert caught.value.done <= 200


def test_a_lost_worker_stops_the_run_with_the_file_from_which_on_nothing_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lose(*_: object) -> Iterator[inspection.Looked]:
        yield inspection.Looked(())
        raise workers.LostError(1)

    monkeypatch.setattr(workers, "spread", lose)
    files = [Path("a.yaml"), Path("b.yaml"), Path("c.yaml")]

    with pytest.raises(IopctlError, match=r"b\.yaml"):
        list(inspection.check_all(files, inspection.Inspection(date(2021, 7, 13)), 2))


@pytest.mark.parametrize("wrong", ["0", "-1", "två"])
def test_there_is_at_least_one_process(tmp_path: Path, wrong: str) -> None:
    assert run("validate", "-j", wrong, cwd=tmp_path).exit_code == 2
