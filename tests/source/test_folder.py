from __future__ import annotations

from pathlib import Path

import pytest

from iopctl.problem import IopctlError
from iopctl.source import folder
from iopctl.source.folder import Folder


def register(path: Path, *names: str) -> Folder:
    """Make a folder with empty files."""
    path.mkdir(parents=True, exist_ok=True)
    for name in names:
        (path / name).write_text("")
    return Folder(path)


def test_the_folder_that_was_named_is_used_even_where_another_is_near(tmp_path: Path) -> None:
    register(tmp_path / "agreements")

    assert folder.find(tmp_path / "avtal", tmp_path) == Folder(tmp_path / "avtal")


def test_the_folder_lies_where_one_stands(tmp_path: Path) -> None:
    register(tmp_path / "agreements")

    assert folder.find(None, tmp_path) == Folder(tmp_path / "agreements")


def test_the_folder_is_found_from_below(tmp_path: Path) -> None:
    register(tmp_path / "agreements")
    below = tmp_path / "docs" / "bilder"
    below.mkdir(parents=True)

    assert folder.find(None, below) == Folder(tmp_path / "agreements")


def test_the_nearest_folder_counts(tmp_path: Path) -> None:
    register(tmp_path / "agreements")
    near = register(tmp_path / "kommun" / "agreements")

    assert folder.find(None, tmp_path / "kommun") == near


def test_a_file_named_agreements_is_no_folder(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "agreements").write_text("")
    outer = register(tmp_path / "agreements")

    assert folder.find(None, inner) == outer


@pytest.mark.parametrize(
    "agreement_id", ["ikf", "stadsmission", "iop-2021", "0", "a-1-b", "console", "com10"]
)
def test_lower_case_letters_digits_and_hyphens_make_an_id(agreement_id: str) -> None:
    assert folder.is_id(agreement_id)


@pytest.mark.parametrize(
    "agreement_id",
    [
        "",
        "IKF",
        "ikf.2",
        "-ikf",
        "ikf-",
        "a--b",
        "a b",
        "åäö",
        "../ikf",
        "a_b",
        "con",
        "aux",
        "com1",
        "ikf\n",
    ],
)
def test_what_cannot_be_a_file_everywhere_is_no_id(agreement_id: str) -> None:
    assert not folder.is_id(agreement_id)


def test_ids_are_the_stems_of_the_files_in_order(tmp_path: Path) -> None:
    agreements = register(tmp_path, "stadsmission.yaml", "ikf.yaml")

    assert agreements.ids() == ["ikf", "stadsmission"]


def test_other_files_and_hidden_files_are_no_agreements(tmp_path: Path) -> None:
    agreements = register(tmp_path, "ikf.yaml", "README.md", ".ikf.yaml", "ikf.yaml.bak")
    (tmp_path / "index").mkdir()

    assert agreements.file_names() == ["ikf.yaml"]


def test_what_looks_like_an_agreement_is_never_passed_over(tmp_path: Path) -> None:
    agreements = register(tmp_path)
    (tmp_path / "mapp.yaml").mkdir()
    (tmp_path / "vart.yaml").symlink_to(tmp_path / "ingenstans.yaml")

    assert agreements.file_names() == ["mapp.yaml", "vart.yaml"]


def test_a_file_with_the_wrong_ending_is_seen_but_has_no_id(tmp_path: Path) -> None:
    agreements = register(tmp_path, "ikf.yml", "Ikf.YAML")

    assert (agreements.file_names(), agreements.ids()) == (["Ikf.YAML", "ikf.yml"], [])


def test_the_file_of_an_id_is_found_without_its_ending(tmp_path: Path) -> None:
    agreements = register(tmp_path, "ikf.yaml")

    assert agreements.file_of("ikf") == tmp_path / "ikf.yaml"


def test_an_unknown_id_is_answered_with_the_closest_one(tmp_path: Path) -> None:
    agreements = register(tmp_path, "ikf.yaml", "stadsmission.yaml")

    with pytest.raises(IopctlError, match="no agreement 'stadsmision'") as stopped:
        agreements.file_of("stadsmision")

    assert stopped.value.hint == "Did you mean 'stadsmission'?"


@pytest.mark.parametrize("sly", ["../ikf", "/etc/passwd", "ikf/../ikf", ".", ""])
def test_no_id_leads_out_of_the_folder(tmp_path: Path, sly: str) -> None:
    register(tmp_path, "ikf.yaml")
    agreements = register(tmp_path / "agreements", "ikf.yaml")

    with pytest.raises(IopctlError):
        agreements.file_of(sly)


def test_the_files_of_a_folder_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    files = register(tmp_path, "stadsmission.yaml", "ikf.yaml", "bryggan.yml", "LÄSMIG.md").files()

    named = [tmp_path / each for each in ("bryggan.yml", "ikf.yaml", "stadsmission.yaml")]
    assert list(files) == named
    assert [*files[1:]] == named[1:]
    assert (len(files), files[-1]) == (3, named[-1])


def test_a_folder_without_agreements_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(IopctlError, match="holds no agreement"):
        Folder(tmp_path).files()


def test_a_folder_that_is_not_there_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(IopctlError, match="cannot be read"):
        Folder(tmp_path / "avtal").files()


def test_a_path_is_shown_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert folder.shown(tmp_path / "agreements" / "ikf.yaml") == "agreements/ikf.yaml"


def test_a_path_elsewhere_is_shown_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    assert folder.shown(tmp_path / "ikf.yaml") == (tmp_path / "ikf.yaml").as_posix()


def test_there_is_no_folder_at_the_root_of_a_disk() -> None:
    with pytest.raises(IopctlError, match="no folder 'agreements'"):
        folder.find(None, Path("/"))
