"""Memos as boards saw them: frozen by one command, kept by all others, and never silently worded anew."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from iopctl.commands import freezing
from iopctl.commands.memos import Wanted
from iopctl.problem import IopctlError
from iopctl.source import guarding
from iopctl.source.folder import Folder
from tests.gits import commit, needs_git, repository
from tests.runs.conftest import Ask
from tests.runs.run import register, run

MEMO = "frozen/stadsmission.forlangning-2022.md"
LIST = "frozen/SHA256SUMS"
LATER = """\
  - id: avslut-2021
    kind: end
    dated: 2021-10-01
    matter: Ärendet gäller att överenskommelsen upphör.
    background: Parterna har enats om det.
    goals: {text: Målet är nått.}
    equality: Alla har fått en plats.
    consultation: Föreningen har tillfrågats.
    codetermination: not called for
    signatures: [{name: Kim Exempel}]
    sent_to: [Linköpings Stadsmission]
    participants: Var och en får hjälp vidare.
"""


@pytest.fixture(scope="module")
def frozen_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = register(tmp_path_factory.mktemp("frozen"))
    assert run("memo", "--all", "--out", "memos", cwd=folder).exit_code == 0
    answer = run("freeze", "stadsmission", cwd=folder)
    assert answer.exit_code == 0
    assert MEMO in answer.stderr
    return folder


@pytest.fixture
def frozen(frozen_once: Path, tmp_path: Path) -> Path:
    """The real agreements, of which the memo about Stadsmissionen is frozen and both lie in `memos`."""
    return shutil.copytree(frozen_once, tmp_path, dirs_exist_ok=True)


def change(folder: Path) -> None:
    """Let the register say something else than the board saw."""
    file = folder / "agreements" / "stadsmission.yaml"
    text = file.read_text(encoding="utf-8")
    assert "1 100 000" in text
    changed = text.replace("1 100 000", "1 200 000").replace("2 080 500", "2 180 500")
    file.write_text(changed, encoding="utf-8")


def fault(folder: Path) -> None:
    """Let a template be at fault, so that the register gives no memo of an extension at all."""
    own = folder / "templates" / "memo"
    own.mkdir(parents=True)
    (own / "extend.md.j2").write_text("{{ memo.nonsense }}\n", encoding="utf-8")


def test_what_is_frozen_is_the_memo_word_for_word(ask: Ask, frozen: Path) -> None:
    memo = ask("memo", "stadsmission")

    assert (frozen / MEMO).read_bytes() == memo.stdout_bytes
    assert run("memo", "stadsmission", cwd=frozen).stdout_bytes == memo.stdout_bytes
    assert sorted(path.name for path in (frozen / "frozen").iterdir()) == [Path(LIST).name, Path(MEMO).name]


def test_frozen_twice_in_the_same_words_nothing_is_written(frozen: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (frozen / "frozen").iterdir()}

    answer = run("freeze", "stadsmission", cwd=frozen)

    assert (answer.exit_code, answer.stderr) == (0, f"{MEMO} is frozen already, in these words.\n")
    assert before == {path: path.stat().st_mtime_ns for path in (frozen / "frozen").iterdir()}


@pytest.mark.parametrize("alter", [change, fault])
def test_a_frozen_memo_keeps_its_words_whatever_the_register_would_give(
    ask: Ask, frozen: Path, alter: Callable[[Path], None]
) -> None:
    alter(frozen)
    memo = ask("memo", "stadsmission").stdout_bytes

    shown = run("memo", "stadsmission", cwd=frozen)
    file = run("memo", "stadsmission", "-o", "ut.md", cwd=frozen)
    every = run("memo", "--all", "--out", "nya", cwd=frozen)

    assert (shown.exit_code, shown.stdout_bytes) == (0, memo)
    assert f"IOP869 warning: {MEMO} stays as it was frozen; the register would now give " in shown.stderr
    assert (file.exit_code, (frozen / "ut.md").read_bytes()) == (0, memo)
    assert "IOP869" in file.stderr
    assert (every.exit_code, (frozen / "nya" / "stadsmission.md").read_bytes()) == (0, memo)
    assert every.stderr.count("IOP869") == 1
    assert (frozen / MEMO).read_bytes() == memo


def test_a_frozen_memo_keeps_its_words_in_every_format(frozen: Path) -> None:
    assert run("memo", "stadsmission", "-o", "before.html", cwd=frozen).exit_code == 0
    change(frozen)

    assert run("memo", "stadsmission", "-o", "after.html", cwd=frozen).exit_code == 0

    assert (frozen / "after.html").read_bytes() == (frozen / "before.html").read_bytes()


def test_the_check_passes_and_says_which_memo_would_be_another(frozen: Path) -> None:
    change(frozen)

    every = run("memo", "--all", "--check", "memos", cwd=frozen)
    one = run("memo", "stadsmission", "--check", "memos", cwd=frozen)

    said = "2 memos, 1 of them as frozen, the rest as the files give them now.\n"
    assert (every.exit_code, every.stdout) == (0, said)
    assert every.stderr.count("IOP869 warning: ") == 1
    assert one.exit_code == 0
    assert one.stdout.startswith(f"--- {MEMO}\n+++ {MEMO} (as the files give it now)\n")
    assert one.stdout.endswith("\n1 memo, as frozen.\n")


def test_a_memo_in_the_folder_that_is_not_the_frozen_one_fails_the_check(frozen: Path) -> None:
    change(frozen)
    memo = frozen / "memos" / "stadsmission.md"
    memo.write_text(memo.read_text(encoding="utf-8").replace("Ärende", "Fråga"), encoding="utf-8")

    answer = run("memo", "--all", "--check", "memos", cwd=frozen)

    name = "memos/stadsmission.md"
    assert answer.exit_code == 1
    assert answer.stdout.startswith(f"--- {name}\n+++ {name} (as it was frozen)\n")
    assert "\n-## Fråga\n+## Ärende\n" in answer.stdout
    assert "1 200 000" not in answer.stdout


@pytest.mark.parametrize("code", ["IOP862", "IOP863"])
def test_a_frozen_memo_that_was_changed_or_lost_is_an_error_and_other_words_never_take_its_place(
    frozen: Path, code: str
) -> None:
    (frozen / MEMO).write_text("Något annat.\n", encoding="utf-8")
    if code == "IOP862":
        (frozen / MEMO).unlink()
    change(frozen)
    before = (frozen / "memos" / "stadsmission.md").read_bytes()

    shown = run("memo", "stadsmission", cwd=frozen)
    every = run("memo", "--all", "--out", "memos", cwd=frozen)
    checked = run("memo", "--all", "--check", "memos", cwd=frozen)
    validated = run("validate", cwd=frozen)

    assert (shown.exit_code, shown.stdout) == (1, "")
    for answer in (shown, every, checked):
        assert answer.stderr.startswith(f"{LIST}:1:67: {code} ")
    assert (every.exit_code, checked.exit_code, validated.exit_code) == (1, 1, 1)
    assert every.stderr.endswith("1 memo could not be written.\nWrote memos/ikf.md\n")
    assert (frozen / "memos" / "stadsmission.md").read_bytes() == before
    assert f"{LIST}:1:67: {code} " in validated.stdout


def test_a_frozen_memo_that_was_lost_is_given_again_where_its_checksum_proves_it(
    ask: Ask, frozen: Path
) -> None:
    memo = ask("memo", "stadsmission").stdout_bytes
    (frozen / MEMO).unlink()

    shown = run("memo", "stadsmission", cwd=frozen)
    again = run("freeze", "stadsmission", cwd=frozen)

    assert (shown.exit_code, shown.stdout_bytes) == (1, memo)
    assert "IOP862" in shown.stderr
    assert again.exit_code == 0
    assert (frozen / MEMO).read_bytes() == memo
    assert run("validate", cwd=frozen).exit_code == 0


def test_other_words_are_frozen_only_where_that_is_asked_for_in_so_many_words(frozen: Path) -> None:
    before = {path: path.read_bytes() for path in (frozen / "frozen").iterdir()}
    change(frozen)

    refused = run("freeze", "stadsmission", cwd=frozen)
    assert refused.exit_code == 1
    assert refused.stderr.startswith(f"{LIST}:1:67: IOP866 ")
    assert refused.stdout.startswith(f"--- {MEMO}\n")
    (command,) = re.findall(r"'iopctl (freeze [^']+)'", " ".join(refused.stderr.split()))
    assert before == {path: path.read_bytes() for path in (frozen / "frozen").iterdir()}

    replaced = run(*command.split(), cwd=frozen)
    assert replaced.exit_code == 0
    assert "1\N{NO-BREAK SPACE}200\N{NO-BREAK SPACE}000" in (frozen / MEMO).read_text(encoding="utf-8")
    assert run("memo", "stadsmission", cwd=frozen).stderr == ""


def test_a_later_matter_has_its_own_memo_and_the_frozen_one_is_still_there(ask: Ask, frozen: Path) -> None:
    with (frozen / "agreements" / "stadsmission.yaml").open("a", encoding="utf-8") as file:
        file.write(LATER)
    change(frozen)
    memo = ask("memo", "stadsmission").stdout_bytes

    every = run("memo", "--all", "--out", "memos", cwd=frozen)
    earlier = run("memo", "stadsmission", "--matter", "forlangning-2022", cwd=frozen)
    checked = run("memo", "--all", "--check", "memos", cwd=frozen)
    assert (every.exit_code, every.stderr) == (0, "Wrote memos/ikf.md\nWrote memos/stadsmission.md\n")
    assert "förlängs inte" in (frozen / "memos" / "stadsmission.md").read_text(encoding="utf-8")
    assert (frozen / MEMO).read_bytes() == earlier.stdout_bytes == memo
    assert (checked.exit_code, checked.stdout) == (0, "2 memos, as the files give them now.\n")
    assert checked.stderr.count("IOP869 warning: ") == 1

    later = run("freeze", "stadsmission", cwd=frozen)
    assert later.exit_code == 0
    names = [line.split()[1] for line in (frozen / LIST).read_text(encoding="utf-8").splitlines()]
    assert names == ["stadsmission.avslut-2021.md", "stadsmission.forlangning-2022.md"]


def test_a_list_that_cannot_be_read_keeps_every_memo_back(frozen: Path) -> None:
    with (frozen / LIST).open("a", encoding="utf-8") as file:
        file.write("=======\n")

    for arguments in (("memo", "ikf"), ("memo", "--all", "--out", "nya"), ("freeze", "ikf")):
        answer = run(*arguments, cwd=frozen)

        assert (answer.exit_code, answer.stdout) == (1, "")
        assert answer.stderr.startswith(f"{LIST}:2:1: IOP860 This is no line of a list of frozen memos.\n")
    assert not (frozen / "nya").exists()
    assert run("validate", cwd=frozen).exit_code == 1


@pytest.mark.parametrize(
    ("place", "code", "cure"),
    [
        (("agreements/stadsmission.yaml", "agreements/stadsmissionen.yaml"), "IOP864", "stadsmissionen"),
        (("id: forlangning-2022", "id: forlangningen-2022"), "IOP865", "forlangningen-2022"),
    ],
)
def test_a_frozen_memo_whose_agreement_or_matter_has_another_name_now_is_told_with_the_closest(
    frozen: Path, place: tuple[str, str], code: str, cure: str
) -> None:
    old, new = place
    file = frozen / "agreements" / "stadsmission.yaml"
    if old.endswith(".yaml"):
        shutil.move(file, frozen / new)
    else:
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    validated = run("validate", cwd=frozen)
    checked = run("memo", "--all", "--check", "memos", cwd=frozen)

    assert (validated.exit_code, checked.exit_code) == (1, 1)
    for said in (validated.stdout, checked.stderr):
        assert f"{LIST}:1:67: {code} " in said
        assert f"Did you mean '{cure}'?" in said


def test_what_lies_there_unlisted_is_not_written_over(folder: Path) -> None:
    (folder / "frozen").mkdir()
    (folder / MEMO).write_text("Som nämnden såg det på papper.\n", encoding="utf-8")
    (folder / LIST).write_bytes(b"")

    answer = run("freeze", "stadsmission", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert MEMO in answer.stderr
    assert (folder / MEMO).read_text(encoding="utf-8") == "Som nämnden såg det på papper.\n"
    assert (folder / LIST).read_bytes() == b""
    assert "IOP867 warning: " in run("validate", cwd=folder).stdout


def test_without_its_list_nothing_that_was_frozen_is_given_in_other_words(frozen: Path) -> None:
    (frozen / LIST).unlink()

    for asked in (("validate",), ("memo", "stadsmission"), ("memo", "--all", "--check", "memos")):
        answer = run(*asked, cwd=frozen)
        assert answer.exit_code == 1
        assert f"{LIST}:1:1: IOP870 " in answer.stdout + answer.stderr


@needs_git
def test_a_revision_gives_what_was_frozen_in_it_and_what_was_not_yet(frozen: Path, ask: Ask) -> None:
    repository(frozen)
    shutil.move(frozen / "frozen", frozen.parent / "aside")
    commit(frozen)
    shutil.move(frozen.parent / "aside", frozen / "frozen")
    change(frozen)
    commit(frozen)

    kept = run("memo", "stadsmission", "--rev", "HEAD", cwd=frozen)
    before = run("memo", "stadsmission", "--rev", "HEAD~1", cwd=frozen)
    refused = run("freeze", "stadsmission", "--rev", "HEAD", cwd=frozen)

    assert (kept.exit_code, kept.stdout) == (0, ask("memo", "stadsmission").stdout)
    assert "IOP869" in kept.stderr
    assert (before.exit_code, before.stderr) == (0, "")
    assert "1\N{NO-BREAK SPACE}100\N{NO-BREAK SPACE}000" in before.stdout
    assert refused.exit_code == 2


def test_words_that_could_be_no_document_are_neither_written_nor_frozen(folder: Path) -> None:
    own = folder / "templates" / "memo" / "extend.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("Hej\n", encoding="utf-8", newline="\n")

    for asked in (("freeze",), ("memo", "-o", "memo.md"), ("memo",)):
        answer = run(*asked, "stadsmission", cwd=folder)
        assert (answer.exit_code, answer.stdout) == (1, "")
        assert "IOP811" in answer.stderr
    assert not (folder / "frozen").exists()
    assert not (folder / "memo.md").exists()


# --- two at once


def test_while_one_run_freezes_another_is_refused_and_loses_nothing(frozen: Path) -> None:
    with guarding.alone(frozen / "frozen"):
        answer = run("freeze", "ikf", cwd=frozen)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "frozen" in answer.stderr
    assert not list((frozen / "frozen").glob("ikf.*"))
    assert run("freeze", "ikf", cwd=frozen).exit_code == 0
    assert (frozen / LIST).read_text().count("\n") == 2


def test_a_first_freeze_that_came_meanwhile_keeps_its_line_in_the_list(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(_path: Path, _words: str) -> None:
        assert run("freeze", "stadsmission", cwd=folder).exit_code == 0

    monkeypatch.setattr(freezing, "_refuse_another", late)
    wanted = Wanted(Folder(folder / "agreements"), ("ikf",))

    with pytest.raises(IopctlError, match="was changed by somebody else"):
        freezing.run(wanted, "ikf", replacing=False)

    assert "stadsmission" in (folder / LIST).read_text()
    assert not list((folder / "frozen").glob("ikf.*"))
    monkeypatch.undo()
    assert freezing.run(wanted, "ikf", replacing=False).exit_code == 0
    assert (folder / LIST).read_text().count("\n") == 2
    assert run("validate", cwd=folder).exit_code == 0


@pytest.mark.parametrize(
    ("option", "command"),
    [("--freeze", "freeze"), ("--kind", "matter"), ("--names", "figures"), ("--portfolio", "report")],
)
def test_an_option_that_became_a_command_says_which(ask: Ask, option: str, command: str) -> None:
    answer = ask("memo", "ikf", option)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert f": iopctl {command} " in answer.stderr
