"""The wheel, installed in an empty environment, writes both memos without the checkout."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.runs.conftest import Ask
from tests.runs.run import CHECKOUT, register, run

_NO_NETWORK = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "Network is unreachable",
    "Could not find a version that satisfies the requirement",
    "No matching distribution found",
    "Failed to establish a new connection",
)
AGREEMENTS = ("ikf", "stadsmission")
TEMPLATES = tuple(sorted(path.name for path in (CHECKOUT / "templates" / "memo").iterdir()))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what the checkout holds, so that nothing is left in it."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("iopctl", "templates"):
        shutil.copytree(CHECKOUT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(CHECKOUT / name, source)
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(out), str(source))
    (built,) = out.glob("iopctl-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel and what it depends on; gives its Python."""
    environment = tmp_path_factory.mktemp("environment") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = ("--python", str(python), "install", "--no-compile")
    _pip(*install, "--require-hashes", "-r", str(CHECKOUT / "requirements" / "run.txt"))
    _pip(*install, "--no-deps", str(wheel))
    return python


def _pip(*arguments: str) -> None:
    """Run this environment's pip on another one; skip the test if pip cannot reach its index."""
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments],
        capture_output=True,
        check=False,
        text=True,
    )
    offline = done.returncode and any(words in done.stderr for words in _NO_NETWORK)
    if offline and not os.environ.get("SKIP_NOTHING"):
        pytest.skip(f"pip has no network: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr


def test_the_wheel_holds_the_templates_and_no_test(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert {f"iopctl/templates/memo/{name}" for name in TEMPLATES} <= set(names)
    assert [name for name in names if name.startswith(("tests/", "templates/", "agreements/", "docs/"))] == []
    assert [name for name in names if name.startswith("iopctl/samples/")]
    assert any(name.endswith("licenses/LICENSE") for name in names)
    for name in ("memo.typ", "html.css", "word_styles.xml", "word_numbering.xml"):
        assert f"iopctl/memo/document/{name}" in names


def test_the_installed_wheel_writes_both_memos_with_its_own_templates(
    ask: Ask, installed: Path, tmp_path: Path
) -> None:
    # One test, since the environment is made once for each process that the tests are spread over.
    register(tmp_path)
    program = (str(installed.parent / "iopctl"),)
    code = "from iopctl.source import shipped; print(shipped.templates())"

    away = functools.partial(run, cwd=tmp_path, env={"PYTHONPATH": ""})

    shipped = Path(away(program=(str(installed), "-c", code)).stdout.strip())
    valid = away("validate", program=program)
    memos = {agreement: away("memo", agreement, program=program) for agreement in AGREEMENTS}

    pages = {agreement: away("memo", agreement, "--to", "html", program=program) for agreement in AGREEMENTS}
    asked = away("memo", "ikf", "-o", "ikf.docx", program=program)

    assert shipped.is_relative_to(installed.parents[1])
    assert sorted(path.name for path in (shipped / "memo").iterdir()) == list(TEMPLATES)
    assert (valid.exit_code, valid.stdout) == (0, ask("validate").stdout)
    for agreement, memo in memos.items():
        assert (memo.exit_code, memo.stderr) == (0, "")
        assert memo.stdout == ask("memo", agreement).stdout
        assert pages[agreement].stdout == ask("memo", agreement, "--to", "html").stdout
    assert (asked.exit_code, asked.stdout) == (2, "")
    assert 'pip install "iopctl[docx]"' in asked.stderr
