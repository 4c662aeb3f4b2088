from __future__ import annotations

from typing import TYPE_CHECKING

from iopctl import register
from tests import builders
from tests.builders import MATTER

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, name: str, text: str = "") -> Path:
    """Write one file of a register, completed to an agreement."""
    path = folder / name
    path.write_text(builders.text(text), encoding="utf-8")
    return path


def test_a_file_in_order_is_an_agreement_with_the_id_of_its_name(tmp_path: Path) -> None:
    record = register.read(written(tmp_path, "ikf.yaml"))

    assert (record.id, record.problems) == ("ikf", ())
    assert record.agreement is not None
    assert record.agreement.title == "Partnerskapet"


def test_a_file_with_a_problem_has_no_agreement(tmp_path: Path) -> None:
    record = register.read(written(tmp_path, "ikf.yaml", "term: {starts: 2022-01-01, ends: 2021-01-01}"))

    assert record.agreement is None
    assert [problem.code for problem in record.problems] == ["IOP401"]


def test_a_file_that_cannot_be_read_is_a_problem_and_no_failure(tmp_path: Path) -> None:
    record = register.read(tmp_path / "borta.yaml")

    assert [problem.code for problem in record.problems] == ["IOP113"]


def test_a_name_that_cannot_be_an_id_is_a_problem_at_the_top_of_its_file(tmp_path: Path) -> None:
    record = register.read(written(tmp_path, "IKF 2021.yaml"))

    assert [(each.code, each.place.line, each.place.column) for each in record.problems] == [("IOP901", 1, 1)]


def test_a_file_that_would_be_left_out_of_the_register_is_a_problem(tmp_path: Path) -> None:
    record = register.read(written(tmp_path, "ikf.yml"))

    assert [(each.code, each.place.line, each.place.column) for each in record.problems] == [("IOP902", 1, 1)]


def test_one_broken_file_never_hides_another(tmp_path: Path) -> None:
    broken = written(tmp_path, "a.yaml", "title: 'IOP")
    sound = written(tmp_path, "b.yaml")

    assert [record.agreement is None for record in register.read_all([broken, sound])] == [True, False]


def test_the_agreements_kept_here_are_in_order() -> None:
    paths = sorted(builders.AGREEMENTS.glob("*.yaml"))

    assert [record.agreement is None for record in register.read_all(paths)] == [False for _ in paths]


def test_what_is_wrong_in_a_matter_keeps_no_figure_back(tmp_path: Path) -> None:
    path = written(tmp_path, "ikf.yaml", MATTER.replace("Anders Jolby", "'{{ dated }}'"))

    assert register.read(path).agreement is not None
    assert [problem.code for problem in register.read(path, whole=True).problems] == ["IOP835"]
