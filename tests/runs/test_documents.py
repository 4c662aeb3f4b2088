"""The memos of the two real agreements as Word, PDF and HTML, as a user makes them."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from tests import documents
from tests.runs.conftest import Ask
from tests.runs.run import CHECKOUT, register, run

# What the commands do is measured by their own tests.
pytestmark = pytest.mark.unmeasured

AGREEMENTS = ("ikf", "stadsmission")
FORMATS = ("md", "docx", "pdf", "html")
ALL = ",".join(FORMATS)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both memos in every format; nothing here may be changed."""
    folder = register(tmp_path_factory.mktemp("documents"))
    assert run("memo", "--all", "--out", "memos", "--to", ALL, cwd=folder).exit_code == 0
    return folder / "memos"


def contents(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


# --- what is written where


def test_every_format_of_every_memo_is_written_into_the_folder(written: Path) -> None:
    assert {path.name for path in written.iterdir()} == {
        f"{agreement}.{form}" for agreement in AGREEMENTS for form in FORMATS
    }


@pytest.mark.parametrize("form", FORMATS)
def test_the_suffix_of_a_file_says_its_format(written: Path, folder: Path, form: str) -> None:
    answer = run("memo", "ikf", "-o", f"memo.{form.upper()}", cwd=folder)

    assert (answer.exit_code, answer.stderr) == (0, f"Wrote memo.{form.upper()}\n")
    assert (folder / f"memo.{form.upper()}").read_bytes() == (written / f"ikf.{form}").read_bytes()


@pytest.mark.parametrize("name", ["memo", "memo.markdown", "memo.txt"])
def test_what_has_no_suffix_of_a_format_is_markdown(ask: Ask, folder: Path, name: str) -> None:
    assert run("memo", "ikf", "-o", name, cwd=folder).exit_code == 0
    assert (folder / name).read_bytes() == ask("memo", "ikf").stdout_bytes


def test_a_file_without_a_suffix_gets_the_format_that_was_asked_for(written: Path, folder: Path) -> None:
    assert run("memo", "ikf", "-o", "memo", "--to", "pdf", cwd=folder).exit_code == 0
    assert (folder / "memo").read_bytes() == (written / "ikf.pdf").read_bytes()


def test_html_can_be_shown(ask: Ask, written: Path) -> None:
    assert ask("memo", "ikf", "--to", "html").stdout_bytes == (written / "ikf.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("ikf", "--to", "pdf"), "A memo as pdf is a file, and cannot be shown.", "with -o FILE"),
        (("ikf", "--to", "md,pdf"), "md, pdf are several files, and one was asked for.", "--out DIR"),
        (("ikf", "--to", "md,pdf", "-o", "a.pdf"), "md, pdf are several files", "--out DIR"),
        (("ikf", "--to", "doc"), "'memo' cannot be shown as 'doc'.", "Did you mean 'docx'?"),
        (("ikf", "--to", ""), "'memo' cannot be shown as ''.", "There are: docx, html, md, pdf."),
        (("ikf", "-o", "a.doc"), "No memo is written as a file that ends in '.doc'", "Did you mean '.docx'?"),
        (("ikf", "--to", "pdf", "-o", "a.docx"), "--to pdf and a file that ends in '.docx'", "Leave --to"),
        (("--all", "--to", "pdf"), "Nothing was asked for.", "Add --out DIR"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)  # fmt: skip
def test_what_cannot_be_asked_for_is_told_before_anything_is_written(
    folder: Path, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    answer = run("memo", *arguments, cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"Error: {message}")
    assert hint in answer.stderr
    assert [path.name for path in folder.iterdir()] == ["agreements"]


@pytest.mark.parametrize(("form", "library"), [("docx", "docx"), ("pdf", "typst"), ("pdf", "pikepdf")])
def test_without_its_extra_a_format_says_what_to_install_and_nothing_is_written(
    folder: Path, form: str, library: str
) -> None:
    (folder / "without").mkdir()
    missing = f"raise ModuleNotFoundError({f'No module named {library!r}'!r}, name={library!r})\n"
    (folder / "without" / f"{library}.py").write_text(missing, encoding="utf-8")
    env = {"PYTHONPATH": f"{folder / 'without'}:{CHECKOUT}"}

    answer = run("memo", "--all", "--out", "memos", "--to", f"md,{form}", cwd=folder, env=env)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "needs a part of iopctl that is not installed." in answer.stderr
    assert f'pip install "iopctl[{form}]"' in answer.stderr
    assert f'pipx runpip iopctl install "iopctl[{form}]"' in answer.stderr
    assert f'uv tool install ".[{form}]"' in answer.stderr
    assert not (folder / "memos").exists()


def test_markdown_and_html_need_no_extra(folder: Path) -> None:
    (folder / "without").mkdir()
    for library in ("docx", "typst", "pikepdf"):
        (folder / "without" / f"{library}.py").write_text("raise ImportError\n", encoding="utf-8")
    env = {"PYTHONPATH": f"{folder / 'without'}:{CHECKOUT}"}

    assert run("memo", "--all", "--out", "memos", "--to", "md,html", cwd=folder, env=env).exit_code == 0


# --- the same bytes


def test_every_format_is_the_same_to_the_byte_wherever_and_whenever_it_is_written(
    written: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "en annan mapp"
    elsewhere.mkdir()
    register(elsewhere)
    env = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "4711",
        "SOURCE_DATE_EPOCH": "86400",
        "HOME": str(tmp_path),
        "USER": "nagon-annan",
        "LOGNAME": "nagon-annan",
    }

    answer = run("memo", "--all", "--out", "ut", "--to", ALL, cwd=elsewhere, env=env, today="2043-03-01")

    assert answer.exit_code == 0, answer.stderr
    assert contents(elsewhere / "ut") == contents(written)


# --- the same words


@pytest.mark.parametrize("agreement", AGREEMENTS)
@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
def test_the_same_words_reach_every_format_in_the_same_order(
    written: Path, agreement: str, form: str
) -> None:
    memo = documents.parsed((written / f"{agreement}.md").read_text(encoding="utf-8"))
    text = documents.TEXTS[form]((written / f"{agreement}.{form}").read_bytes())

    assert documents.missing(memo, text) == ""
    # A PDF alone has what marks the items of a list among its words.
    assert re.fullmatch(r"([0-9]\.|•)*" if form == "pdf" else "", documents.beyond(memo, text))


# --- is it still what the files give?


def test_all_formats_that_are_there_pass_the_check(written: Path, folder: Path) -> None:
    shutil.copytree(written, folder / "memos")

    answer = run("memo", "--all", "--check", "memos", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (0, "8 memos, as the files give them now.\n")


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_document_that_was_changed_by_one_byte_is_out_of_date(
    written: Path, folder: Path, form: str
) -> None:
    shutil.copytree(written, folder / "memos")
    content = (written / f"ikf.{form}").read_bytes()
    (folder / "memos" / f"ikf.{form}").write_bytes(content + b"\n")

    answer = run("memo", "--all", "--check", "memos", cwd=folder)

    assert (answer.exit_code, answer.stderr) == (1, "1 of 8 memos differ from what the files give now.\n")
    assert (
        answer.stdout
        == f"memos/ikf.{form} is not what the files give now; 'iopctl memo --out' writes it anew.\n"
    )


def test_html_that_was_changed_is_shown_with_its_difference(written: Path, folder: Path) -> None:
    shutil.copytree(written, folder / "memos")
    memo = folder / "memos" / "ikf.html"
    memo.write_text(memo.read_text(encoding="utf-8").replace("Anders Jolby", "A. Jolby"), encoding="utf-8")

    answer = run("memo", "ikf", "--check", "memos", "--to", "html", cwd=folder)

    assert answer.exit_code == 1
    assert "\n-<p>A. Jolby</p>\n+<p>Anders Jolby</p>\n" in answer.stdout


def test_the_check_looks_at_the_formats_that_are_asked_for_and_else_at_those_that_are_there(
    written: Path, folder: Path
) -> None:
    (folder / "memos").mkdir()
    shutil.copy(written / "ikf.pdf", folder / "memos")

    found = run("memo", "--all", "--check", "memos", cwd=folder)
    asked = run("memo", "ikf", "--check", "memos", "--to", "md,pdf", cwd=folder)

    assert found.stdout == "memos/stadsmission.pdf is missing; 'iopctl memo --all --out' writes it.\n"
    assert asked.stdout == "memos/ikf.md is missing; 'iopctl memo --all --out' writes it.\n"


@pytest.mark.parametrize("name", ["gone.docx", "gone.pdf", "gone.html", "gone.md", "gone.PDF", "ikf.HTML"])
@pytest.mark.parametrize("to", [(), ("--to", "md")], ids=["found", "md"])
def test_the_check_tells_of_a_document_that_no_memo_would_be_in_whatever_format(
    folder: Path, name: str, to: tuple[str, ...]
) -> None:
    assert run("memo", "--all", "--out", "memos", cwd=folder).exit_code == 0
    (folder / "memos" / name).write_text("An older memo.\n", encoding="utf-8")

    answer = run("memo", "--all", "--check", "memos", *to, cwd=folder)

    assert answer.exit_code == 1
    assert f"memos/{name} belongs to no agreement of the register." in answer.stdout
    assert "1 of 3 memos differ" in answer.stderr


def test_a_document_of_an_agreement_that_is_gone_is_told(written: Path, folder: Path) -> None:
    shutil.copytree(written, folder / "memos")
    shutil.copy(written / "ikf.pdf", folder / "memos" / "lyktan.pdf")

    answer = run("memo", "--all", "--check", "memos", cwd=folder)

    assert answer.exit_code == 1
    assert answer.stdout == "memos/lyktan.pdf belongs to no agreement of the register.\n"


# --- what is refused


def test_a_memo_that_somebody_could_not_read_is_written_in_no_format_and_the_others_are(folder: Path) -> None:
    own = folder / "templates" / "memo"
    own.mkdir(parents=True)
    (own / "extend.md.j2").write_text("Utan rubrik.\n", encoding="utf-8")

    answer = run("memo", "--all", "--out", "memos", "--to", ALL, cwd=folder)

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert re.match(r"agreements/stadsmission.yaml:\d+:5: IOP811 Not everybody could read", answer.stderr)
    assert sorted(path.name for path in (folder / "memos").iterdir()) == [
        f"ikf.{form}" for form in sorted(ALL.split(","))
    ]
    # Without a title it is no memo in Markdown either.
    assert run("memo", "--all", "--out", "memos", cwd=folder).exit_code == 1


# --- the municipality's own look


def test_the_settings_say_which_word_file_gives_the_look(folder: Path) -> None:
    house = docx.Document()
    house.sections[0].header.paragraphs[0].text = "Exempelby kommun"
    house.save(str(folder / "mall.docx"))
    (folder / "iopctl.toml").write_text('house_docx = "mall.docx"\n', encoding="utf-8")

    answer = run("memo", "ikf", "-o", "../ikf.docx", cwd=folder / "agreements")

    assert (answer.exit_code, answer.stderr) == (0, "Wrote ../ikf.docx\n")
    assert docx.Document(str(folder / "ikf.docx")).sections[0].header.paragraphs[0].text == "Exempelby kommun"


def test_a_house_file_that_unpacks_to_more_than_the_memory_is_refused_in_a_sentence(folder: Path) -> None:
    with zipfile.ZipFile(folder / "mall.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in ("[Content_Types].xml", "word/document.xml"):
            bomb.writestr(name, " " * 20_000_000)
    (folder / "iopctl.toml").write_text('house_docx = "mall.docx"\n', encoding="utf-8")

    answer = run("memo", "ikf", "-o", "memo.docx", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(
        "Error: mall.docx cannot serve as a Word document: unpacked, its part '[Content_Types].xml'"
    )
    assert not (folder / "memo.docx").exists()


def test_a_folder_of_fonts_without_a_font_is_not_passed_over(folder: Path) -> None:
    (folder / "typsnitt").mkdir()
    (folder / "typsnitt" / "readme.txt").write_text("Lay the fonts here.\n", encoding="utf-8")
    (folder / "iopctl.toml").write_text('pdf_fonts = "typsnitt"\n', encoding="utf-8")

    answer = run("memo", "ikf", "-o", "memo.pdf", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "typsnitt" in answer.stderr


@pytest.mark.parametrize(
    ("settings", "form", "message"),
    [
        ('house_docx = "mall.dotx"', "docx", "Error: mall.dotx is not a Word document (.docx).\n"),
        ('pdf_font = "Arial"', "pdf", "Error: There is no font 'Arial' among the fonts that are shipped.\n"),
    ],
)
def test_a_look_that_cannot_be_had_stops_the_run_before_anything_is_written(
    folder: Path, settings: str, form: str, message: str
) -> None:
    (folder / "mall.dotx").write_text("Mall\n", encoding="utf-8")
    (folder / "iopctl.toml").write_text(f"{settings}\n", encoding="utf-8")

    answer = run("memo", "--all", "--out", "memos", "--to", f"md,{form}", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(message)
    assert not (folder / "memos").exists()


# --- what fails

_FAILING = """
from iopctl import __main__
from iopctl.rules import memo
from iopctl.memo.document import word_file
def failing(write, fails):
    def write_or_fail(first, *others):
        return 1 // 0 if fails(first) else write(first, *others)
    return write_or_fail
if {form!r}:
    word_file.Package.describe = failing(
        word_file.Package.describe, lambda package: "Internationella" in package._document.element.xml
    )
else:
    memo.write = failing(memo.write, lambda agreement: "Internationella" in agreement.title)
__main__.main()
"""


@pytest.mark.parametrize("form", [" as docx", ""])
def test_one_memo_that_fails_keeps_no_other_from_being_written(folder: Path, form: str) -> None:
    program = (sys.executable, "-c", _FAILING.format(form=form))
    answer = run("memo", "--all", "--out", "m", "--to", "md,docx", cwd=folder, program=program)

    assert answer.exit_code == 1
    assert {path.name for path in (folder / "m").iterdir()} == {"stadsmission.md", "stadsmission.docx"}
    assert f"IOP813 The memo cannot be written{form}: ZeroDivisionError" in answer.stderr
    assert "agreements/ikf.yaml:" in answer.stderr
    assert "1 memo could not be written" in answer.stderr


def test_where_a_document_failed_is_shown_with_debug(folder: Path) -> None:
    program = (sys.executable, "-c", _FAILING.format(form="docx"))

    plain = run("memo", "ikf", "-o", "m.docx", cwd=folder, program=program)
    debug = run("--debug", "memo", "ikf", "-o", "m.docx", cwd=folder, program=program)

    assert (plain.exit_code, debug.exit_code) == (1, 1)
    assert "Traceback" not in plain.stderr
    assert debug.stderr.startswith("Traceback")
    assert plain.stderr in debug.stderr


def test_a_template_that_fails_keeps_only_its_own_memos_from_being_written(folder: Path) -> None:
    template = folder / "templates/memo/extend.md.j2"
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text("{{ memo.nothing.at_all }}", encoding="utf-8")

    answer = run("memo", "--all", "--out", "m", cwd=folder)

    assert answer.exit_code == 1
    assert [path.name for path in (folder / "m").iterdir()] == ["ikf.md"]
    assert answer.stderr.count("IOP804") == 1
