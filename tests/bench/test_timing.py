"""Whole processes are measured in turn, and their ratios taken inside a round."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bench import timing
from bench.timing import Command, FailedError, Plan

PYTHON = os.path.realpath(sys.executable)


def _python(name: str, folder: Path, code: str, **more: object) -> Command:
    return Command(name, (PYTHON, "-I", "-S", "-c", code), folder, **more)  # type: ignore[arg-type]


def test_a_round_that_one_of_the_two_lacks_has_no_ratio() -> None:
    with pytest.raises(ValueError, match="shorter"):
        timing.ratios([1.0, 2.0], [1.0])


def test_commands_take_turns_and_what_warms_up_does_not_count(tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    code = "open('log', 'a').write('{} ')"
    commands = [_python(name, tmp_path, code.format(name)) for name in ("one", "other")]

    samples = timing.measured(commands, Plan(2, progress=lambda far, name: told.append((far, name))))

    assert (tmp_path / "log").read_text(encoding="utf-8").split() == ["one", "other"] * 3
    assert {name: len(found) for name, found in samples.items()} == {"one": 2, "other": 2}
    assert told[0] == ("warming up", "one")
    assert told[-1] == ("round 2 of 2", "other")


def test_a_process_is_measured_to_its_end(tmp_path: Path) -> None:
    sample = timing.once(_python("sleeps", tmp_path, "import time; time.sleep(0.05); x = bytes(20_000_000)"))

    assert sample.wall >= 0.05
    assert 0 < sample.cpu < sample.wall
    assert sample.peak > 20_000_000 / 1024


def test_a_process_may_tell_itself_what_counts(tmp_path: Path) -> None:
    assert timing.once(_python("tells", tmp_path, "print(1.25)", tells=True)).wall == 1.25


def test_a_command_that_fails_stops_the_measurement_with_what_it_said(tmp_path: Path) -> None:
    command = _python("fails", tmp_path, "raise SystemExit('no such file')")

    with pytest.raises(FailedError, match="no such file"):
        timing.once(command)


def test_another_exit_code_may_be_what_is_measured(tmp_path: Path) -> None:
    assert timing.once(_python("one", tmp_path, "raise SystemExit(1)", exit_codes=(0, 1))).wall > 0


def test_a_folder_is_emptied_before_each_run(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = _python("makes", tmp_path, "import os; os.mkdir('out')", emptied=out)

    timing.measured([command], Plan(2))

    assert out.is_dir()


def test_nothing_is_measured_under_the_settings_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "COLUMNS", "IOPCTL_AGREEMENTS"):
        monkeypatch.setenv(name, "1")

    assert set(timing.environment()) & {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "IOPCTL_AGREEMENTS"} == set()
