from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from iopctl import register
from iopctl.problem import IopctlError
from iopctl.source import folder, frozen, history, leftovers
from iopctl.source import git as git_process
from iopctl.source.folder import Folder
from tests import builders, gits
from tests.gits import commit, git, needs_git, repository

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = needs_git

FIRST, SECOND = "title: Så som det antogs", "title: Så som det reviderades"


@pytest.fixture(scope="module")
def kept_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = repository(tmp_path_factory.mktemp("kept") / "register")
    commit(root, {"agreements/ikf.yaml": builders.text(FIRST)})
    git(root, "tag", "antagande")
    git(root, "tag", "--annotate", "--message", "Beslut", "beslut-2021")
    git(root, "branch", "revision")
    commit(root, {"agreements/ikf.yaml": builders.text(SECOND)}, on="2021-08-01")
    (root / "agreements" / "ikf.yaml").write_text(builders.text("title: Inte beslutat"))
    return root


@pytest.fixture
def kept(kept_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register of two commits, one tag and one branch, in which somebody has begun a third change."""
    root = shutil.copytree(kept_once, tmp_path / "register")
    monkeypatch.chdir(root)
    return root


def at(revision: str, named: str | None = None) -> Folder:
    return history.find(None if named is None else Path(named), revision, Path.cwd())


def title(found: Folder, agreement_id: str = "ikf") -> str:
    agreement = register.read(found.file_of(agreement_id)).agreement
    assert agreement is not None
    return f"title: {agreement.title}"


@pytest.mark.parametrize(
    ("revision", "expected"),
    [
        ("HEAD", SECOND),
        ("@", SECOND),
        ("main", SECOND),
        ("HEAD~1", FIRST),
        ("HEAD^", FIRST),
        ("main~1", FIRST),
        ("antagande", FIRST),
        ("tags/antagande", FIRST),
        ("beslut-2021", FIRST),
        ("beslut-2021^{}", FIRST),
        ("revision", FIRST),
        ("refs/heads/revision", FIRST),
        ("main@{0}", SECOND),
        ("main@{1}", FIRST),
        ("main@{2021-07-13 12:00:00 +0000}", FIRST),
        ("main@{2021-08-02 12:00:00 +0000}", SECOND),
        ("HEAD^{/Ändra}", SECOND),
    ],
)
@pytest.mark.usefixtures("kept")
def test_a_revision_is_named_as_git_names_it_and_the_work_tree_is_not_seen(
    revision: str, expected: str
) -> None:
    assert title(at(revision)) == expected


def test_a_revision_is_named_by_its_hash_also_a_short_one(kept: Path) -> None:
    full = git(kept, "rev-parse", "HEAD~1")

    assert [title(at(each)) for each in (full, full[:8], full.upper())] == [FIRST] * 3
    assert at(full[:8]).revision == full


@pytest.mark.parametrize(
    "revision",
    [
        "",
        " ",
        "borta",
        "HEAD~9",
        "HEAD..main",
        "^HEAD",
        "HEAD:agreements",
        "HEAD:agreements/ikf.yaml",
        "--all",
        "-h",
        "--output=skrivet",
        "HEAD\0",
        "HEAD\nmain",
        "HEAD main",
        "$(touch skrivet)",
        "; touch skrivet",
        "0" * 40,
    ],
)
def test_what_is_no_revision_is_refused_whatever_it_looks_like(kept: Path, revision: str) -> None:
    with pytest.raises(IopctlError, match="There is no revision") as stopped:
        at(revision)

    assert "git log --oneline" in stopped.value.hint
    assert sorted(path.name for path in kept.iterdir()) == [".git", "agreements"]


@pytest.mark.usefixtures("kept")
def test_a_day_before_the_log_of_a_branch_is_not_answered_with_its_oldest_commit() -> None:
    with pytest.raises(
        IopctlError, match=r"not certain what 'main@\{2019-07-13\}' is: log for 'main' only goes"
    ):
        at("main@{2019-07-13}")


def test_a_name_of_two_things_is_not_answered_with_one_of_them(kept: Path) -> None:
    git(kept, "branch", "antagande", "main")
    git(kept, "config", "core.warnAmbiguousRefs", "false")

    with pytest.raises(IopctlError, match="refname 'antagande' is ambiguous"):
        at("antagande")


def test_what_is_found_is_shown_with_its_commit(kept: Path) -> None:
    short = git(kept, "rev-parse", "HEAD")[:7]
    record = register.read(at("HEAD").file_of("ikf"))

    assert str(record.document.place_of(("title",))) == f"agreements/ikf.yaml@{short}:1"
    assert folder.shown(at("HEAD").path) == f"agreements@{short}"


def test_the_register_is_found_from_a_folder_below_it(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = kept / "docs" / "möten"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)

    assert title(at("HEAD~1")) == FIRST
    assert title(at("HEAD~1", "../../agreements")) == FIRST
    assert title(at("HEAD~1", str(kept / "agreements"))) == FIRST


def test_the_register_may_lie_deep_in_its_repository_and_be_asked_from_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path / "kommunen")
    commit(root, {"Nämnder/arbete & välfärd/agreements/ikf.yaml": builders.text(FIRST)})
    monkeypatch.chdir(tmp_path)

    assert title(at("HEAD", "kommunen/Nämnder/arbete & välfärd/agreements")) == FIRST


def test_a_folder_that_was_removed_since_is_still_found_where_it_was(kept: Path) -> None:
    git(kept, "mv", "--force", "agreements", "avtal")
    commit(kept)

    assert title(at("HEAD~1")) == SECOND
    assert title(at("HEAD~1", "agreements")) == SECOND
    assert title(at("HEAD", "avtal")) == "title: Inte beslutat"


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("avtal", "The folder avtal@.{7} cannot be read: it is not in that revision."),
        ("agreements/ikf.yaml", "The folder agreements/ikf.yaml@.{7} cannot be read: Not a directory."),
        ("..", "lies in no git repository"),
    ],
)
@pytest.mark.usefixtures("kept")
def test_a_folder_that_is_not_in_the_revision_is_said_to_be_so(named: str, says: str) -> None:
    with pytest.raises(IopctlError, match=says):
        at("HEAD", named).files()


def test_a_revision_without_a_register_is_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path)
    commit(root, {"README.md": "Ett register ska komma hit.\n"})
    commit(root, {"agreements/ikf.yaml": builders.text(FIRST)})
    monkeypatch.chdir(root)

    with pytest.raises(IopctlError, match="In the revision 'HEAD~1' there is no folder 'agreements'"):
        at("HEAD~1")


def test_the_settings_are_those_that_were_committed(kept: Path) -> None:
    commit(kept, {"iopctl.toml": 'agreements = "avtal"\n', "avtal/lyktan.yaml": builders.text(FIRST)})
    (kept / "iopctl.toml").write_text('agreements = "borta"\n')

    assert at("HEAD").ids() == ["lyktan"]
    assert at("HEAD~1").ids() == ["ikf"]


def test_settings_with_a_fault_are_told_of_with_their_commit(kept: Path) -> None:
    short = commit(kept, {"iopctl.toml": 'agreements = "borta"\n'})[:7]

    with pytest.raises(IopctlError, match=re.escape(f"iopctl.toml@{short}:1:14: There is no folder 'borta'")):
        at("HEAD")


def test_the_bytes_are_those_that_were_committed_whatever_the_work_tree_makes_of_them(kept: Path) -> None:
    git(kept, "config", "core.autocrlf", "true")
    (kept / ".gitattributes").write_text("*.yaml text eol=crlf\n")
    text = builders.text(FIRST).encode()
    (kept / "agreements" / "ikf.yaml").write_bytes(text.replace(b"\n", b"\r\n"))
    commit(kept)

    assert b"\r\n" in (kept / "agreements" / "ikf.yaml").read_bytes()
    with at("HEAD").file_of("ikf").open("rb") as file:
        assert file.read() == text


def test_names_that_git_would_quote_are_read_as_they_are(kept: Path) -> None:
    odd = ["Å, ä & ö.yaml", 'cit"at.yaml', "ny\nrad.yaml", "tabb\t.yaml", " blank .yaml", "-h.yaml"]
    commit(kept, {f"agreements/{name}": builders.text(FIRST) for name in odd})
    found = at("HEAD")

    assert found.file_names() == sorted([*odd, "ikf.yaml"])
    assert {record.document.readable for record in register.read_all(found.files())} == {True}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no names that are no text")
def test_a_name_that_is_no_text_is_a_problem_of_its_file(kept: Path) -> None:
    (kept / "agreements" / os.fsdecode(b"r\xe4knare.yaml")).write_text(builders.text(FIRST))
    commit(kept)

    problems = [each.code for record in register.read_all(at("HEAD").files()) for each in record.problems]

    assert "IOP901" in problems


@pytest.mark.skipif(os.name == "nt", reason="making a link asks for a privilege on Windows")
@pytest.mark.parametrize("name", ["agreements", "agreements/index", "templates", "frozen"])
def test_a_folder_that_is_a_link_is_told_of_where_it_is_read(kept: Path, tmp_path: Path, name: str) -> None:
    git(kept, "rm", "-r", "--quiet", "--force", "agreements/ikf.yaml")
    commit(kept, {"agreements/lyktan.yaml": builders.text(FIRST)} if name != "agreements" else {})
    (tmp_path / "annanstans").mkdir()
    (kept / name).symlink_to(tmp_path / "annanstans")
    commit(kept)

    read: dict[str, Callable[[Folder], object]] = {
        "agreements": Folder.files,
        "agreements/index": Folder.series_files,
        "templates": register.profile_files,
        "frozen": frozen.read,
    }
    with pytest.raises(IopctlError, match=rf"The folder {name}@.{{7}} cannot be read: it is a link"):
        read[name](at("HEAD"))


@pytest.mark.skipif(os.name == "nt", reason="making a link asks for a privilege on Windows")
def test_a_link_is_no_file_of_the_revision(kept: Path) -> None:
    (kept / "agreements" / "lank.yaml").symlink_to("ikf.yaml")
    commit(kept)

    (problem,) = register.read(at("HEAD").file_of("lank")).problems

    assert (problem.code, problem.message) == (
        "IOP113",
        "The file cannot be read: it is a link, and what it leads to is not committed with it.",
    )


def test_a_register_in_a_submodule_is_said_to_be_committed_elsewhere(kept: Path) -> None:
    git(kept, "rm", "-r", "--quiet", "--force", "agreements")
    head = git(kept, "rev-parse", "HEAD")
    git(kept, "update-index", "--add", "--cacheinfo", f"160000,{head},agreements")
    git(kept, "commit", "--quiet", "--message", "Flytta registret")

    with pytest.raises(IopctlError, match="it is a submodule, and its files are committed elsewhere"):
        at("HEAD", "agreements").files()


def test_a_register_that_the_settings_look_for_in_a_submodule_is_said_to_be_one(kept: Path) -> None:
    head = git(kept, "rev-parse", "HEAD")
    git(kept, "rm", "-r", "--quiet", "--force", "agreements")
    git(kept, "update-index", "--add", "--cacheinfo", f"160000,{head},reg")
    (kept / "iopctl.toml").write_text('agreements = "reg/agreements"\n')
    git(kept, "add", "iopctl.toml")
    git(kept, "commit", "--quiet", "--message", "Flytta registret")

    for named in (None, "reg/agreements"):
        with pytest.raises(IopctlError, match=r"The folder reg@.{7} cannot be read: it is a submodule"):
            at("HEAD", named)


@pytest.mark.parametrize("stated", ["../..", "../../../..", "/", "/etc", "../annan/agreements"])
def test_no_settings_lead_out_of_the_revision(kept: Path, stated: str) -> None:
    (kept.parent / "annan" / "agreements").mkdir(parents=True)
    commit(kept, {"iopctl.toml": f'agreements = "{stated}"\n'})

    with pytest.raises(IopctlError, match=f"There is no folder '{stated}'"):
        at("HEAD")


@pytest.mark.parametrize(
    "path", ["a/../../b.yaml", "/a.yaml", "a//b.yaml", "a/.git/config", "a/.GIT/b.yaml", "./a.yaml"]
)
def test_a_path_that_leads_astray_is_known_on_every_system(path: str) -> None:
    assert history.leads_astray(path, windows=False)
    assert history.leads_astray(path, windows=True)


@pytest.mark.parametrize(
    "path", ["C:/a.yaml", "a\\..\\..\\b.yaml", "a/con.yaml", "a/NUL", "a/b. ", "a/b.", "a/b:strom.yaml"]
)
def test_a_path_that_no_folder_of_windows_holds_is_refused_there_alone(path: str) -> None:
    assert not history.leads_astray(path, windows=False)
    assert history.leads_astray(path, windows=True)


def tree(root: Path, *entries: tuple[str, str, str]) -> str:
    """Write a tree of modes, names and hashes, whatever the names: git's own commands would refuse them."""
    content = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(held) for mode, name, held in entries)
    raw = f"tree {len(content)}\0".encode() + content
    made = hashlib.sha1(raw, usedforsecurity=False).hexdigest()
    file = root / ".git" / "objects" / made[:2] / made[2:]
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(zlib.compress(raw))
    return made


@pytest.mark.parametrize("name", ["..", ".git", "../../ut.yaml"])
def test_a_tree_that_leads_out_of_its_folder_is_not_laid_out(kept: Path, name: str) -> None:
    blob = git(kept, "rev-parse", "HEAD:agreements/ikf.yaml")
    astray = tree(kept, ("40000", "agreements", tree(kept, ("100644", name, blob))))
    head = git(kept, "commit-tree", "-m", "Led bort", astray)

    with pytest.raises(IopctlError, match=rf"^agreements/{re.escape(name)} .*: no file can have that name"):
        at(head)


def test_two_names_that_a_system_takes_for_one_are_told_of(kept: Path) -> None:
    blob = git(kept, "rev-parse", "HEAD:agreements/ikf.yaml")
    # As where Ikf.yaml and ikf.yaml are one: the second finds the place taken.
    twice = tree(kept, ("100644", "a.yaml", blob), ("40000", "a.yaml", tree(kept, ("100644", "b", blob))))
    head = git(kept, "commit-tree", "-m", "Två i ett", tree(kept, ("40000", "agreements", twice)))

    with pytest.raises(IopctlError, match=r"^agreements/a.yaml(/b)? cannot be read from that revision: "):
        at(head)


def test_what_nothing_reads_is_laid_out_by_its_name_alone(kept: Path) -> None:
    commit(
        kept,
        {
            "agreements/avtal.pdf": b"x" * 3_000_000,
            "agreements/gamla/a.yaml": "x",
            "agreements/ikf.yaml": "title: x",
            "annat/b.yaml": "x",
        },
    )

    found = at("HEAD").path

    laid = {path.name: path.stat().st_size for path in found.parent.rglob("*") if path.is_file()}
    assert laid == {"avtal.pdf": 0, "a.yaml": 0, "ikf.yaml": len("title: x")}


@pytest.mark.usefixtures("kept")
def test_a_register_beyond_all_bounds_is_not_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_process, "MOST_BYTES", 10)

    with pytest.raises(IopctlError, match="holds more than 100000 files or 0 MB"):
        at("HEAD")
    assert at("HEAD~1", "borta").revision


def test_a_few_trees_that_stand_for_millions_of_files_fill_no_memory(kept: Path) -> None:
    blob = git(kept, "rev-parse", "HEAD:agreements/ikf.yaml")
    bomb = tree(kept, *(("100644", f"{number}.yaml", blob) for number in range(10)))
    for _ in range(6):
        bomb = tree(kept, *(("40000", f"{number}", bomb) for number in range(10)))
    beside = tree(
        kept, ("40000", "agreements", git(kept, "rev-parse", "HEAD:agreements")), ("40000", "b", bomb)
    )
    inside = tree(kept, ("40000", "agreements", bomb))

    # What is beside a register is not looked at.
    assert title(at(git(kept, "commit-tree", "-m", "Bredvid", beside))) == SECOND
    with pytest.raises(IopctlError, match="holds more than 100000 files"):
        at(git(kept, "commit-tree", "-m", "I registret", inside))


def test_folders_in_folders_without_end_are_refused_by_the_length_of_their_names(kept: Path) -> None:
    deep = git(kept, "rev-parse", "HEAD:agreements")
    for _ in range(3000):
        deep = tree(kept, ("40000", "d", deep))
    head = git(kept, "commit-tree", "-m", "Djupt", tree(kept, ("40000", "agreements", deep)))

    with pytest.raises(IopctlError, match="cannot be read from that revision"):
        at(head)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes among its files")
@pytest.mark.parametrize("place", ["HEAD", "config", "included"])
def test_a_pipe_among_the_files_of_git_does_not_keep_a_run_waiting(
    kept: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setattr(git_process, "SECONDS", 1.0)
    pipe = kept / ".git" / place
    if place == "included":
        git(kept, "config", "include.path", str(pipe))
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)

    with pytest.raises(IopctlError, match=r"git was asked 'rev-parse .* within 1 seconds"):
        at("HEAD")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes among its files")
def test_a_pipe_in_the_place_of_an_object_does_not_keep_a_run_waiting(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_process, "SECONDS", 1.0)
    blob = git(kept, "rev-parse", "HEAD:agreements/ikf.yaml")
    pipe = kept / ".git" / "objects" / blob[:2] / blob[2:]
    pipe.unlink()
    os.mkfifo(pipe)

    with pytest.raises(IopctlError, match="git was asked 'cat-file --batch'"):
        at("HEAD")


def test_a_huge_file_is_told_of_and_the_next_one_is_read(kept: Path) -> None:
    commit(kept, {"agreements/a.yaml": b"title: " + b"x" * 5_000_000})
    huge, small = register.read_all(at("HEAD").files())

    assert [problem.code for problem in huge.problems] == ["IOP108"]
    assert small.document.readable


def test_in_a_shallow_clone_the_hint_says_how_to_deepen_it(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{kept}", "grund")
    monkeypatch.chdir(tmp_path / "grund")

    assert title(at("HEAD")) == SECOND
    with pytest.raises(IopctlError, match="There is no revision 'HEAD~1' here") as stopped:
        at("HEAD~1")
    assert "git fetch --unshallow" in stopped.value.hint


def test_what_a_partial_clone_lacks_is_not_fetched_but_told_of(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(kept, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", f"file://{kept}", "delvis")
    monkeypatch.chdir(tmp_path / "delvis")

    (problem,) = register.read(at("HEAD~1").file_of("ikf")).problems

    assert problem.message == "The file cannot be read: this clone lacks what was committed."


def test_outside_a_repository_there_is_no_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(IopctlError, match="lies in no git repository"):
        at("HEAD")


@pytest.mark.usefixtures("kept")
def test_without_git_the_message_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(IopctlError, match="git was not found"):
        at("HEAD")


@pytest.mark.usefixtures("kept")
def test_a_git_that_lies_in_the_working_folder_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("git").write_text("#!/bin/sh\ntouch run\n", encoding="utf-8")
    Path("git").chmod(0o755)
    monkeypatch.setenv("PATH", ".")

    with pytest.raises(IopctlError, match="git was not found"):
        at("HEAD")
    assert not Path("run").exists()


def test_what_is_not_read_of_a_register_is_told_of_as_committed_too(kept: Path) -> None:
    short = commit(kept, {"agreements/social/a.yaml": "x", "agreements/b.yaml.txt": "x"})[:7]

    found = [(each.code, str(each.place)) for each in leftovers.problems(at("HEAD").path)]

    assert found == [
        ("IOP905", f"agreements/b.yaml.txt@{short}:1"),
        ("IOP905", f"agreements/social@{short}:1"),
    ]


def test_what_somebody_has_set_for_git_changes_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "core.quotePath": "true",
        "color.ui": "always",
        "core.pager": "false",
        "log.showSignature": "true",
        "core.abbrev": "4",
    }.items():
        git(kept, "config", name, value)
    for name, value in {
        "GIT_TRACE": "1",
        "GIT_PAGER": "false",
        "LANGUAGE": "sv",
        "LC_ALL": "sv_SE.UTF-8",
    }.items():
        monkeypatch.setenv(name, value)

    assert title(at("HEAD~1")) == FIRST


def test_a_replaced_commit_is_read_as_it_was_committed(kept: Path) -> None:
    git(kept, "replace", "HEAD~1", "HEAD")

    assert title(at("antagande")) == FIRST


def test_a_grafted_commit_is_read_as_it_was_committed_and_is_in_no_doubt(kept: Path) -> None:
    grafts = kept / ".git" / "info" / "grafts"
    grafts.parent.mkdir(exist_ok=True)
    # The last commit, without the one before it.
    grafts.write_text(git(kept, "rev-parse", "HEAD") + "\n")

    assert title(at("HEAD")) == SECOND
    assert title(at("HEAD~1")) == FIRST


def test_no_variable_of_git_makes_another_repository_answer(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = repository(tmp_path / "annan")
    commit(other, {"agreements/ikf.yaml": builders.text("title: Någon annans")})
    local = git(kept, "rev-parse", "--local-env-vars").split()
    for name in {*local, "GIT_NAMESPACE", "GIT_EXEC_PATH", "GIT_TEST_ASSUME_DIFFERENT_OWNER"}:
        monkeypatch.setenv(name, str(other / ".git"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.worktree")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(other))

    assert title(at("HEAD~1")) == FIRST
    assert title(history.sides(None, "HEAD~1..HEAD", Path.cwd())[1]) == SECOND


def test_in_the_hook_of_a_linked_worktree_the_answer_is_that_by_hand(kept: Path, tmp_path: Path) -> None:
    git(kept, "worktree", "add", "--quiet", str(tmp_path / "gren"), "-b", "gren")
    hook = kept / ".git" / "hooks" / "pre-commit"
    asking = "from tests.source.test_history import *; print(title(at('HEAD')), end='')"
    path, answer = Path(__file__).parents[2], tmp_path / "svar"
    hook.write_text(
        f'#!/bin/sh\nPYTHONPATH="{path}" "{sys.executable}" -c "{asking}" > "{answer}"\n', encoding="utf-8"
    )
    hook.chmod(0o755)

    commit(tmp_path / "gren", {"agreements/ikf.yaml": builders.text("title: Ny")})

    assert answer.read_text(encoding="utf-8") == SECOND


@pytest.mark.usefixtures("kept")
@pytest.mark.skipif(os.name == "nt", reason="the git that speaks is a shell script")
def test_where_git_trusts_no_folder_of_somebody_else_its_own_cure_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "fatal: detected dubious ownership in repository at '/srv/register'"
    cure = "git config --global --add safe.directory /srv/register"
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "git"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n\\n\\t%s\\n" "{said}" "{cure}" >&2; exit 128\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")

    with pytest.raises(IopctlError, match="dubious ownership in repository at '/srv/register'") as stopped:
        at("HEAD")
    assert stopped.value.hint == f"If you trust it, run: {cure}"


@pytest.mark.skipif(os.name == "nt", reason="the git that counts is a shell script")
def test_however_many_files_there_are_git_is_started_five_times(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(kept, {f"agreements/a{number}.yaml": builders.text(FIRST) for number in range(40)})
    counting = tmp_path / "bin" / "git"
    counting.parent.mkdir()
    counting.write_text(f'#!/bin/sh\necho >> "{tmp_path}/started"\nexec "{shutil.which("git")}" "$@"\n')
    counting.chmod(0o755)
    monkeypatch.setenv("PATH", str(counting.parent))

    assert len([record for record in register.read_all(at("HEAD").files()) if record.agreement]) == 41
    assert (tmp_path / "started").read_text() == "\n" * 5


def test_a_revision_cannot_be_written_to(kept: Path) -> None:
    with pytest.raises(IopctlError, match="What was committed cannot be changed"):
        at("HEAD").on_disk()

    assert folder.find(None, kept).on_disk() == kept / "agreements"


def test_the_same_files_committed_and_on_the_disk_are_read_alike(kept: Path) -> None:
    commit(kept)
    (committed,) = register.read_all(at("HEAD").files())
    (there,) = register.read_all(folder.find(None, kept).files())

    assert committed.agreement == there.agreement
    assert committed.document.text == there.document.text


def test_the_helper_makes_the_same_commit_each_time(tmp_path: Path) -> None:
    made = [gits.commit(repository(tmp_path / name), {"a": "b"}) for name in ("ett", "två")]

    assert made[0] == made[1]
