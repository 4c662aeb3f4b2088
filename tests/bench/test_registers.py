"""The registers that speed is measured on are in order, and what is measured beside iopctl works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench import registers
from bench.__main__ import main
from tests.runs import run


def test_a_register_holds_so_many_agreements_without_errors(tmp_path: Path) -> None:
    folder = registers.write(20, target=tmp_path)
    done = run.run("validate", "--as-of", "2021-07-13", cwd=folder)

    assert done.exit_code == 0
    assert len(list((folder / "agreements").iterdir())) == 20
    assert (folder / "agreements" / f"{registers.first()}.yaml").is_file()


def test_thirty_years_are_computed_in_either_arithmetic() -> None:
    asked = [sys.executable, str(run.CHECKOUT / "bench" / "thirty_years.py"), "float"]
    done = subprocess.run(asked, capture_output=True, check=False, env=run.environment(), text=True)

    assert (done.returncode, done.stderr) == (0, "")
    assert float(done.stdout) > 0


def test_the_bench_says_what_it_can_measure(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])

    assert "--against REV" in capsys.readouterr().out
