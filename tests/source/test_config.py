from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iopctl.commands import validate
from iopctl.problem import IopctlError
from iopctl.source import config, folder
from iopctl.source.config import Config
from iopctl.source.folder import Folder

if TYPE_CHECKING:
    from pathlib import Path


def register(path: Path, settings_text: str | bytes, agreements: str = "agreements") -> Path:
    """Make a register with these settings."""
    (path / agreements).mkdir(parents=True)
    content = settings_text if isinstance(settings_text, bytes) else settings_text.encode()
    (path / "iopctl.toml").write_bytes(content)
    return path


def refused(path: Path, settings_text: str | bytes) -> tuple[str, str]:
    """Give the message and the hint about these settings."""
    register(path, settings_text)
    with pytest.raises(IopctlError) as caught:
        config.find(path)
    return str(caught.value), caught.value.hint


def test_the_folder_is_the_one_that_the_settings_name_beside_themselves(tmp_path: Path) -> None:
    register(tmp_path, 'agreements = "avtal/gällande"\n', "avtal/gällande")

    assert config.find(tmp_path) == Config(tmp_path / "avtal/gällande", "error")


def test_settings_are_found_from_below(tmp_path: Path) -> None:
    register(tmp_path, 'fail_on = "warning"\n')
    below = tmp_path / "memos" / "2024"
    below.mkdir(parents=True)

    assert config.find(below) == Config(tmp_path / "agreements", "warning")


def test_how_the_municipality_works_is_read(tmp_path: Path) -> None:
    register(
        tmp_path,
        """memo_lead = "8 weeks"
measurement_age = "18 months"
[meetings]
"arbetsmarknadsnämnden" = [2026-12-17, "2026-11-26"]
kommunstyrelsen = []
""",
    )

    found = config.find(tmp_path)

    assert found is not None
    assert (str(found.memo_lead), str(found.measurement_age)) == ("8 weeks", "18 months")
    assert found.meetings == {
        "arbetsmarknadsnämnden": (date(2026, 11, 26), date(2026, 12, 17)),
        "kommunstyrelsen": (),
    }


def test_empty_settings_say_what_no_settings_say(tmp_path: Path) -> None:
    register(tmp_path / "a", "")
    (tmp_path / "b" / "agreements").mkdir(parents=True)

    assert config.find(tmp_path / "a") == Config(tmp_path / "a" / "agreements")
    assert config.find(tmp_path / "b") == Config(tmp_path / "b" / "agreements")


def test_a_nearer_register_without_settings_counts_before_settings_above(tmp_path: Path) -> None:
    register(tmp_path, 'fail_on = "never"\n')
    (tmp_path / "inre" / "agreements").mkdir(parents=True)

    assert config.find(tmp_path / "inre") == Config(tmp_path / "inre" / "agreements", "error")


def test_a_folder_that_is_named_needs_no_settings_and_reads_none(tmp_path: Path) -> None:
    register(tmp_path, "this is no TOML")

    assert folder.find(tmp_path / "avtal", tmp_path) == Folder(tmp_path / "avtal")


def test_a_byte_order_mark_and_carriage_returns_do_no_harm(tmp_path: Path) -> None:
    register(tmp_path, b'\xef\xbb\xbf# a\r\nfail_on = "never"\r\n')

    assert config.find(tmp_path) == Config(tmp_path / "agreements", "never")


def test_how_documents_look_is_said_from_the_folder_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "typsnitt").mkdir()
    (tmp_path / "mall.docx").touch()
    settings = 'house_docx = "mall.docx"\npdf_fonts = "typsnitt"\npdf_font = "Exempelby Sans"\n'
    (tmp_path / "iopctl.toml").write_text(settings, encoding="utf-8")

    assert config.find(tmp_path / "agreements") == Config(
        tmp_path / "agreements",
        house_docx=tmp_path / "mall.docx",
        pdf_fonts=tmp_path / "typsnitt",
        pdf_font="Exempelby Sans",
    )


def test_the_words_of_fail_on_are_those_of_the_command_line() -> None:
    assert set(config.FAIL_ON) == set(validate.FAIL_ON)


KNOWN = f"There are: {', '.join(sorted(config.KEYS))}."


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            '# fail_onn\nagreements = "agreements"\n  fail_onn = "error"\n',
            "iopctl.toml:3:3: The key 'fail_onn' is not known here.",
            "Did you mean 'fail_on'?",
        ),
        (
            "[iopctl]\n",
            "iopctl.toml:1:2: The key 'iopctl' is not known here.",
            KNOWN,
        ),
        (
            'agreements = """\nx = "y"\n"""\nx = "y"\n',
            "iopctl.toml:4:1: The key 'x' is not known here.",
            KNOWN,
        ),
        (
            'memo_lead = "åtta veckor"\n',
            "iopctl.toml:1:13: 'åtta veckor' is not a value of 'memo_lead'.",
            'Write: memo_lead = "8 weeks"',
        ),
        (
            "memo_lead = 8\n",
            "iopctl.toml:1:13: The value of 'memo_lead' is not a text.",
            'Write: memo_lead = "8 weeks"',
        ),
        (
            "meetings = [2026-11-26]\n",
            "iopctl.toml:1:12: The value of 'meetings' is not a table of boards.",
            "Write: [meetings]",
        ),
        (
            '[meetings]\nkommunstyrelsen = "2026-11-26"\n',
            "iopctl.toml:2:19: The value of 'kommunstyrelsen' is not a list of days.",
            "Write: kommunstyrelsen = [2026-11-24, 2026-12-15]",
        ),
        (
            '[meetings]\nkommunstyrelsen = [2026-11-24, "15 december"]\n',
            "iopctl.toml:2:19: '15 december' is not a value of 'kommunstyrelsen'.",
            "Write: kommunstyrelsen = [2026-11-24, 2026-12-15]",
        ),
        (
            "[meetings]\nkommunstyrelsen = [2026-11-24T10:00:00]\n",
            "iopctl.toml:2:19: '2026-11-24 10:00:00' is not a value of 'kommunstyrelsen'.",
            "Write: kommunstyrelsen = [2026-11-24, 2026-12-15]",
        ),
        (
            "[meetings]\narbetsmarknadsnämnden = [2026-11-24]\n",
            "iopctl.toml:2:16: This is not TOML: a key without '='.",
            'Write: agreements = "agreements"; a name with å, ä or ö stands in quotes.',
        ),
        (
            "[meetings]\nkommunstyrelsen = [2026-02-30]\n",
            "iopctl.toml:2:20: This is not TOML: no calendar has this day.",
            "Write a day that there is, as year-month-day: 2026-11-24.",
        ),
        (
            "[meetings]\nkommunstyrelsen = [24.11.2026]\n",
            "iopctl.toml:2:25: This is not TOML: the list is not closed, or it has no comma here.",
            "Part what it holds with commas and close it with ]; a day is written 2026-11-24.",
        ),
        (
            'house_docx = "mall.docx"\n',
            "iopctl.toml:1:14: There is no file 'mall.docx'.",
            "Name the municipality's Word file, or take the line away.",
        ),
        (
            'house_docx = "agreements"\n',
            "iopctl.toml:1:14: There is no file 'agreements'.",
            "Name the municipality's Word file, or take the line away.",
        ),
        (
            'pdf_fonts = "typsnitt"\n',
            "iopctl.toml:1:13: There is no folder 'typsnitt'.",
            "Name the folder of the font files, or take the line away.",
        ),
        (
            "pdf_font = 11\n",
            "iopctl.toml:1:12: The value of 'pdf_font' is not a text.",
            'Write: pdf_font = "Libertinus Serif"',
        ),
        (
            "fail_on = true\n",
            "iopctl.toml:1:11: The value of 'fail_on' is not a text.",
            'Write: fail_on = "warning"',
        ),
        (
            'agreements = "agreements"\npdf_fonts = "agreements"\npdf_font = 3\n',
            "iopctl.toml:3:12: The value of 'pdf_font' is not a text.",
            'Write: pdf_font = "Libertinus Serif"',
        ),
        (
            "[agreements]\n",
            "iopctl.toml:1:2: The value of 'agreements' is not a text.",
            'Write: agreements = "agreements"',
        ),
        (
            '\n"fail_on" = "warnings"\n',
            "iopctl.toml:2:13: 'warnings' is not a value of 'fail_on'.",
            "Did you mean 'warning'?",
        ),
        (
            'agreements = "avtal"\n',
            "iopctl.toml:1:14: There is no folder 'avtal'.",
            "Make it, or name the folder of the agreement files.",
        ),
        (
            'agreements = ""\n',
            "iopctl.toml:1:14: There is no folder ''.",
            "Make it, or name the folder of the agreement files.",
        ),
        (
            "# å\nfail_on = warning\n",
            "iopctl.toml:2:11: This is not TOML: a value is missing, or stands without quotes.",
            'Put quotes around it: agreements = "agreements"',
        ),
        (
            "agreements: avtal\n",
            "iopctl.toml:1:11: This is not TOML: a key without '='.",
            'Write: agreements = "agreements"; a name with å, ä or ö stands in quotes.',
        ),
        (
            b'fail_on = "\xe5"\n',
            "iopctl.toml:1:12: The file is not UTF-8 text: byte 0xe5 cannot be read.",
            "Save the file again with the encoding UTF-8.",
        ),
        (
            "#" * 20_001,
            "iopctl.toml:1:1: The file is larger than 20 kB.",
            "It holds settings only; the manual lists them.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_cure(
    tmp_path: Path, text: str | bytes, message: str, hint: str
) -> None:
    assert refused(tmp_path, text) == (message, hint)


@pytest.mark.parametrize(
    ("text", "line", "detail"),
    [
        ('agreements = "avtal\n', 1, "the quote that is opened here is not closed on its line"),
        ('fail_on = "error"\nagreements = """avtal\n', 2, "the quote that is opened here is never closed"),
        ('agreements = "c:\\avtal"\n', 1, "a backslash has a meaning of its own here"),
        ('fail_on = "error"\nfail_on = "never"\n', 2, "a key stands twice"),
        ('fail_on = "error" agreements = "x"\n', 1, "something follows the value"),
        ("= 3\n", 1, "no line starts like this"),
        ("a = " + "[" * 5000, 1, "brackets are nested too deep"),
    ],
)
def test_a_slip_in_the_writing_is_said_in_plain_words(
    tmp_path: Path, text: str, line: int, detail: str
) -> None:
    message, hint = refused(tmp_path, text)

    assert message.startswith(f"iopctl.toml:{line}:")
    assert detail in message
    assert hint


def test_settings_above_are_named_with_their_folder(tmp_path: Path) -> None:
    register(tmp_path, "x = 1\n")
    (tmp_path / "under").mkdir()

    with pytest.raises(IopctlError, match=r"/iopctl\.toml:1:1: The key"):
        config.find(tmp_path / "under")


@given(
    st.binary(max_size=60) | st.text(alphabet='agreements_fail_on = "\n[]\\.#', max_size=80).map(str.encode)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_whatever_the_file_holds_there_is_an_answer_or_one_message(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "agreements").mkdir(exist_ok=True)
    (tmp_path / "iopctl.toml").write_bytes(content)

    try:
        found = config.find(tmp_path)
    except IopctlError as error:
        assert str(error).startswith("iopctl.toml:")  # noqa: PT017 - both outcomes are right
    else:
        assert found is not None
        assert found.agreements.is_dir()
