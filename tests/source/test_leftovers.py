"""What lies among the agreements and is not read is told of, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from iopctl.source import leftovers

if TYPE_CHECKING:
    from pathlib import Path

READ = ["ikf.yaml", "stadsmission.yml", "LYKTAN.YAML", "index/PKV.yaml", "thresholds/de-minimis.yaml"]
OURS = ["README.md", "Readme", "agreement.schema.json", "iopctl.toml", ".ikf.yaml.swp", ".git/config"]


def laid(home: Path, *names: str) -> Path:
    for name in names:
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    return home


def test_what_is_read_and_what_belongs_there_is_not_told(tmp_path: Path) -> None:
    assert leftovers.of(laid(tmp_path, *READ, *OURS)) == ()


@pytest.mark.parametrize(
    ("name", "told", "may_hold_agreements"),
    [
        ("social/fel.yaml", "social", True),
        ("arkiv/2021/gammal.yaml", "arkiv", True),
        ("papper/avtal.pdf", "papper", False),
        ("ikf.yaml.txt", "ikf.yaml.txt", True),
        ("ikf.yaml~", "ikf.yaml~", True),
        ("#ikf.yaml#", "#ikf.yaml#", True),
        ("ikf.yaml.bak", "ikf.yaml.bak", True),
        ("ikf.txt", "ikf.txt", False),
        ("ikf.json", "ikf.json", False),
        ("avtal.pdf", "avtal.pdf", False),
        ("index/PKV.yaml.txt", "PKV.yaml.txt", True),
        ("index/gamla/PKV.yaml", "gamla", True),
    ],
)
def test_what_is_not_read_is_told(tmp_path: Path, name: str, told: str, *, may_hold_agreements: bool) -> None:
    (only,) = leftovers.of(laid(tmp_path, *READ, name))

    assert (only.path.name, only.may_hold_agreements) == (told, may_hold_agreements)
    (problem,) = leftovers.problems(tmp_path)
    assert (problem.code, problem.severity) == ("IOP905", "warning")


def test_a_link_to_a_folder_is_told_as_one(tmp_path: Path) -> None:
    elsewhere = laid(tmp_path / "annat", "a.yaml")
    home = laid(tmp_path / "agreements", "ikf.yaml")
    (home / "social").symlink_to(elsewhere, target_is_directory=True)

    assert [(each.path.name, each.is_folder) for each in leftovers.of(home)] == [("social", True)]


def test_of_very_many_a_bounded_number_is_told_and_the_rest_counted(tmp_path: Path) -> None:
    found = list(leftovers.problems(laid(tmp_path, *(f"{number:03}.txt" for number in range(500)))))

    assert len(found) == leftovers.MOST + 1
    assert "480 more" in found[-1].message


def test_a_folder_that_is_not_searched_to_its_end_may_hold_agreements(tmp_path: Path) -> None:
    deep = tmp_path / "agreements" / "a" / "b" / "c" / "d"
    deep.mkdir(parents=True)
    (deep / "ikf.yaml").write_text("format: 1\n", encoding="utf-8")

    (found,) = leftovers.of(tmp_path / "agreements")

    assert (found.path.name, found.may_hold_agreements) == ("a", True)
