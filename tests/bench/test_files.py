"""The registers that speed is measured on are in order, like real ones in size, and always the same."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from bench.files import agreement
from bench.files import register as registers
from bench.files.draft import AS_OF
from tests import running

NUMBER = 20
TODAY = ("--as-of", AS_OF.isoformat())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return registers.write(tmp_path_factory.mktemp("register") / "20", NUMBER)


def test_every_file_is_in_order_without_a_warning(folder: Path) -> None:
    done = running.iopctl(folder, "validate", *TODAY)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{NUMBER} agreements and 2 index series, no problems.\n"


def test_every_agreement_has_a_memo(folder: Path, tmp_path: Path) -> None:
    done = running.iopctl(folder, "memo", "--all", "--out", str(tmp_path / "memos"), *TODAY)

    assert done.returncode == 0
    assert len(list((tmp_path / "memos").iterdir())) == NUMBER


@pytest.mark.parametrize(
    "program", ["read_bytes.py {}", "safe_loader.py {}", "bare_templates.py {} 6", "thirty_years.py float"]
)
def test_what_is_measured_beside_iopctl_does_its_work(program: str, folder: Path) -> None:
    name, *arguments = program.format(folder / "agreements").split()
    asked = [sys.executable, str(running.ROOT / "bench" / "inside" / name), *arguments]
    done = subprocess.run(asked, capture_output=True, check=False, env=running.environment(), text=True)

    assert (done.returncode, done.stderr) == (0, "")


def test_every_kind_of_matter_and_of_indexation_is_there() -> None:
    texts = [agreement.text(number) for number in range(1, NUMBER + 1)]
    clauses = ("adopt", "extend", "amend", "end", "follow-up"), ("percent: ", "series: ", "series:\n", "none")

    for kind in clauses[0]:
        assert any(f"    kind: {kind}\n" in text for text in texts), kind
    for stated in clauses[1]:
        assert any(stated in text.partition("indexation:")[2] for text in texts), stated


def test_a_file_is_as_large_as_a_real_agreement() -> None:
    texts = [agreement.text(number) for number in range(1, 101)]
    lines = sum(len(text.splitlines()) for text in texts) / len(texts)
    size = sum(len(text.encode()) for text in texts) / len(texts)

    assert 122 <= lines <= 142
    assert 4000 <= size <= 5100


def test_the_same_number_gives_the_same_file_wherever_it_is_made() -> None:
    texts = "".join(agreement.text(number) for number in (1, 2, 3, 4, 5, 10_000))

    assert hashlib.sha256(texts.encode()).hexdigest()[:12] == "35056d26858f"


def test_no_two_agreements_share_a_case_number() -> None:
    heads = {agreement.text(number).partition("parties:")[0] for number in range(1, 501)}
    numbers = {line for head in heads for line in head.splitlines() if line.startswith("case_number")}

    assert len(numbers) == 500


def test_a_register_that_is_there_is_not_written_anew(tmp_path: Path) -> None:
    first = registers.write(tmp_path / "2", 2) / "agreements" / "iop-00001.yaml"
    before = first.stat().st_mtime_ns
    registers.write(tmp_path / "2", 2)

    assert first.stat().st_mtime_ns == before
