"""Two boards decide on one agreement: each gets a memo and a report about its own part."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.runs.run import CHECKOUT, plain, run

FILE = CHECKOUT / "tests" / "cases" / "boards" / "trygg-vardag.yaml"
BOARDS = {"social": "socialnamnden", "BARN- och": "barn-och-utbildningsnamnden"}

# Both boards pay prices of 2025, raised by 2.5 % a year; 2025 has five months of twelve, 2028 has seven.
# Socialnämnden, 600 000: 250 000 + 615 000 + 630 375 + 600 000 × 1.025³ × 7/12 (376 911.72) = 1 872 287.
# Barn- och utbildningsnämnden, 350 000 and about 120 000: 195 833 + 481 750 + 493 794 + 295 248 = 1 466 625,
# of which 2026 is 470 000 × 1.025; in running text about 482 000.
OWN = {
    "social": ("615 000 kronor", "1 872 287 kronor"),
    "BARN- och": ("cirka 482 000 kronor", "cirka 1 470 000 kronor"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "agreements"
    home.mkdir()
    shutil.copy(FILE, home)
    return tmp_path


def memo(folder: Path, *options: str) -> str:
    answer = run("memo", "trygg-vardag", *options, cwd=folder)
    assert (answer.exit_code, answer.stderr) == (0, "")
    return plain(answer.stdout)


@pytest.mark.parametrize("board", BOARDS)
def test_the_memo_to_a_board_asks_it_for_its_own_part_and_shows_it_beside_the_whole(
    folder: Path, board: str
) -> None:
    a_year, in_all = OWN[board]

    text = memo(folder, "--board", board, "--matter", "antagande-2025")

    decision, economy = text.partition("## Ärende")[0], text.partition("## Ekonomiska konsekvenser")[2]
    own = economy.partition("svarar ")[2].partition("\n")[0]
    assert decision.count("fastställs till") == 1
    assert f"under perioden 1 augusti 2025–31 juli 2028 fastställs till {in_all}" in decision
    # 250 000 + 195 833, 1 096 750, 1 124 169 and 672 160: about 3 340 000, for premises are about.
    assert "sammanlagt cirka 1 100 000 kronor" in economy
    assert a_year in own
    assert in_all in own
    assert "3 340 000 kronor" in own


def test_each_board_has_its_own_administration_and_heading(folder: Path) -> None:
    text = memo(folder, "--board", "socialnämnden")

    assert "## Förslag till socialnämndens beslut" in text
    assert "\nSocialförvaltningen\n" in text
    assert "Utbildningsförvaltningen" not in text


@pytest.mark.parametrize("options", [(), ("-o", "en.md")])
def test_one_memo_is_refused_where_two_boards_decide(folder: Path, options: tuple[str, ...]) -> None:
    answer = run("memo", "trygg-vardag", *options, cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "Skogby kommun, socialnämnden" in answer.stderr
    assert "Skogby kommun, barn- och utbildningsnämnden" in answer.stderr
    assert not (folder / "en.md").exists()


@pytest.mark.parametrize("asked", [("--all",), ("trygg-vardag",)])
def test_a_folder_gets_a_memo_to_each_board_about_the_latest_matter_put_to_it(
    folder: Path, asked: tuple[str, ...]
) -> None:
    run("memo", *asked, "--out", "memos", cwd=folder)

    names = {f"trygg-vardag-{each}.md" for each in BOARDS.values()}
    assert {each.name for each in (folder / "memos").iterdir()} == names
    texts = {name: (folder / "memos" / name).read_text(encoding="utf-8") for name in names}
    assert "BUN 2026/14" in texts["trygg-vardag-barn-och-utbildningsnamnden.md"]
    assert "antas och gäller" in texts["trygg-vardag-socialnamnden.md"]
    assert run("memo", *asked, "--check", "memos", cwd=folder).exit_code == 0


def test_the_check_finds_the_memo_that_one_board_lacks_and_one_of_a_board_that_is_gone(folder: Path) -> None:
    run("memo", "--all", "--out", "memos", cwd=folder)
    (folder / "memos" / "trygg-vardag-socialnamnden.md").rename(folder / "memos" / "trygg-vardag-ks.md")

    answer = run("memo", "--all", "--check", "memos", cwd=folder)

    assert answer.exit_code == 1
    assert "memos/trygg-vardag-socialnamnden.md" in answer.stdout
    assert "memos/trygg-vardag-ks.md" in answer.stdout


def test_a_matter_put_to_one_board_is_no_matter_of_the_other(folder: Path) -> None:
    asked = ("memo", "trygg-vardag", "--matter", "uppfoljning-2025-bun")

    assert run(*asked, cwd=folder).exit_code == 0
    assert run(*asked, "--board", "social", cwd=folder).exit_code == 1


def test_each_board_has_its_own_frozen_memo(folder: Path) -> None:
    def freeze(*options: str) -> int:
        return run("freeze", "trygg-vardag", *options, cwd=folder).exit_code

    matter = ("--matter", "antagande-2025")
    assert (freeze(*matter), freeze(*matter, "--board", "social")) == (2, 0)
    assert freeze("--board", "utbildning") == 0

    names = {each.name for each in (folder / "frozen").iterdir()}
    first, other = "trygg-vardag.antagande-2025.socialnamnden.md", "trygg-vardag.uppfoljning-2025-bun.md"
    assert names == {first, other, "SHA256SUMS"}
    assert (folder / "frozen" / first).read_text(encoding="utf-8") == run(
        "memo", "trygg-vardag", "--board", "social", cwd=folder
    ).stdout
    assert run("validate", "--as-of", "2026-04-01", cwd=folder).exit_code == 0


def test_the_file_of_another_agreement_is_never_written_over(folder: Path) -> None:
    other = FILE.read_text(encoding="utf-8").replace("board: barn", "# board: barn").replace("board: bun", "")
    (folder / "agreements" / "trygg-vardag-socialnamnden.yaml").write_text(other, encoding="utf-8")

    answer = run("memo", "--all", "--out", "memos", cwd=folder)

    assert answer.exit_code == 1
    assert "IOP813" in answer.stderr


@pytest.mark.parametrize(
    ("board", "own"),
    # 2026, as above; both boards: 615 000 + 481 750.
    [("social", "615 000"), ("barn", "cirka 481 750")],
)
def test_the_yearly_report_shows_the_boards_own_part_beside_the_whole(
    folder: Path, board: str, own: str
) -> None:
    answer = run("report", "--board", board, "--year", "2026", "--as-of", "2027-01-15", cwd=folder)

    rows = [line for line in plain(answer.stdout).splitlines() if line.startswith("| ")]
    sums = next(line for line in rows if line.startswith("| Beslutade medel"))
    assert sums.split(" | ")[1:3] == [f"{own} kr", "cirka 1 096 750 kr"]


def test_a_key_that_stands_for_no_board_is_placed_and_the_name_of_one_is_told_its_key(folder: Path) -> None:
    file = folder / "agreements" / "trygg-vardag.yaml"
    text = file.read_text(encoding="utf-8").replace("board: bun", "board: barn- och utbildningsnämnden")
    file.write_text(text, encoding="utf-8")

    answer = run("validate", cwd=folder)

    line = text[: text.index("    board: barn- och utbildningsnämnden\n    year")].count("\n") + 1
    assert f"trygg-vardag.yaml:{line}:12: IOP806" in answer.stdout
    assert "Write the key of the party: bun." in answer.stdout
