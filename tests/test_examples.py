"""Every file in `examples/` is said to be what its folder says, in exactly the words that stand beside it.

Adding a case is adding a file. `pytest tests/test_examples.py --update-examples` then writes NAME.expected;
read it as the official who made the slip would, and keep it if the place, the cause and the cure are right.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from iopctl import codes, inspection
from iopctl.commands import validate
from iopctl.commands.answer import FINE, PROBLEMS, Answer, Asked
from iopctl.inspection import Inspection
from iopctl.problem import Kind, Severity
from iopctl.source import folder

if TYPE_CHECKING:
    from iopctl.problem import Problem

EXAMPLES = Path(__file__).parent / "examples"
AS_OF = date(2023, 6, 30)


def examples(folder: str) -> list[Path]:
    """List the agreements, the index series and the thresholds of a folder."""
    homes = (EXAMPLES / folder, EXAMPLES / folder / "index", EXAMPLES / folder / "thresholds")
    return sorted(path for home in homes for path in home.glob("*.y*ml"))


SOUND = {f"{what}, no problems.\n" for what in ("1 agreement", "1 index series", "1 threshold")}


VALID = examples("valid")
INVALID = examples("invalid")

# What no file can show by itself, each with the reason.
NOT_IN_ONE_FILE = {
    "IOP108": "takes a file of more than a megabyte",
    "IOP113": "takes a file that may not be read",
    "IOP650": "is an answer to a question about a year",
    "IOP651": "is an answer to a question about a year",
    "IOP652": "is an answer to a question about a year",
    "IOP653": "is an answer to a question about a year",
    "IOP654": "is an answer to a question about a year",
    "IOP657": "is an answer to a question about a year",
    "IOP658": "is an answer to a question about a year",
    "IOP659": "is an answer to a question about a year",
    "IOP660": "is an answer to a question about a year",
    "IOP655": "is an answer to a question about a year",
    "IOP656": "is an answer to a question about a year",
    "IOP680": "is an answer to a question about payments",
    "IOP681": "is an answer to a question about payments",
    "IOP682": "is an answer to a question about payments",
    "IOP804": "is found in a template",
    "IOP805": "is an answer to a question about a memo",
    "IOP810": "is an answer to a question about a memo",
    "IOP811": "is an answer to a question about a memo",
    "IOP812": "is an answer to a question about a memo",
    "IOP813": "is an answer to a question about a memo",
    "IOP820": "is found in a profile",
    "IOP821": "is found in a profile",
    "IOP822": "is found in a profile",
    "IOP850": "is found in a template",
    "IOP851": "is found in a template",
    "IOP852": "is found in a template",
    "IOP860": "is about a frozen memo",
    "IOP861": "is about a frozen memo",
    "IOP862": "is about a frozen memo",
    "IOP863": "is about a frozen memo",
    "IOP864": "is about a frozen memo",
    "IOP865": "is about a frozen memo",
    "IOP866": "is about a frozen memo",
    "IOP867": "is about a frozen memo",
    "IOP868": "is about a frozen memo",
    "IOP869": "is about a frozen memo",
    "IOP870": "is about a frozen memo",
    "IOP903": "takes two files",
    "IOP905": "is about what is no such file",
    "IOP906": "is about an agreement that has no file",
}


def shown(path: Path) -> Answer:
    """Run `iopctl validate --format full NAME.yaml` where the file lies."""
    return validate.run([path], Asked(AS_OF, "full", None), fail_on="error")


def expectation(path: Path) -> Path:
    return path.with_suffix(".expected")


def compare(path: Path, said: str, *, update: bool) -> None:
    if update:
        expectation(path).write_text(said, encoding="utf-8", newline="")
    assert expectation(path).read_bytes().decode() == said


@pytest.fixture
def update(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Tell whether expectations are written anew; a file is named as it is where it lies."""
    monkeypatch.chdir(request.getfixturevalue("path").parent)
    return bool(request.config.getoption("--update-examples"))


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_example_has_no_errors_and_the_warnings_that_stand_beside_it(
    path: Path, *, update: bool
) -> None:
    answer = shown(path)

    assert answer.exit_code == FINE, answer.text
    if answer.text in SOUND:
        assert not expectation(path).exists()
    else:
        compare(path, answer.text, update=update)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.name)
def test_an_invalid_example_is_told_as_it_stands_beside_it(path: Path, *, update: bool) -> None:
    answer = shown(path)

    assert answer.exit_code == PROBLEMS
    compare(path, answer.text, update=update)


def test_every_expectation_has_its_example() -> None:
    names = {expectation(path) for path in (*VALID, *INVALID)}

    assert set(EXAMPLES.rglob("*.expected")) <= names


def test_there_are_as_many_examples_as_were_promised() -> None:
    assert len(VALID) >= 25
    assert len(INVALID) >= 80


def codes_said(paths: list[Path]) -> set[str]:
    said = "".join(path.read_text(encoding="utf-8") for path in map(expectation, paths) if path.exists())
    return set(re.findall(r"(?<=: )IOP\d{3}(?= )", said))


def kinds() -> list[Kind]:
    return [kind for kind in vars(codes).values() if isinstance(kind, Kind) and kind.code[:3] == "IOP"]


def test_every_problem_that_a_file_can_show_is_shown_by_an_example() -> None:
    expected = {kind.code for kind in kinds()} - NOT_IN_ONE_FILE.keys()

    assert codes_said([*VALID, *INVALID]) == expected


def test_every_warning_that_a_file_can_show_is_shown_by_a_valid_example() -> None:
    warnings = {kind.code for kind in kinds() if kind.severity is Severity.WARNING}

    assert codes_said(VALID) == warnings - NOT_IN_ONE_FILE.keys()


def test_no_problem_is_told_twice() -> None:
    for path in INVALID:
        text = expectation(path).read_text(encoding="utf-8")
        headlines = re.findall(r"^\S+: IOP.*", text, re.MULTILINE)
        assert len(headlines) == len(set(headlines)), path.name


@pytest.mark.unmeasured
@pytest.mark.parametrize("broken", INVALID[::20], ids=lambda path: path.name)
def test_one_broken_file_among_twenty_good_ones_changes_nothing_for_them(broken: Path) -> None:
    good = VALID[:20]

    together = problems_of([*good[:10], broken, *good[10:]])

    assert [each for each in together if each.place.file != folder.shown(broken)] == problems_of(good)
    assert [each for each in together if each.place.file == folder.shown(broken)] == problems_of([broken])


def problems_of(paths: list[Path]) -> list[Problem]:
    return sorted(inspection.check_all(paths, Inspection(AS_OF)))
