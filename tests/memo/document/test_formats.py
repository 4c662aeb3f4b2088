from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from iopctl import codes
from iopctl.memo.document import formats
from iopctl.memo.document.formats import House, Writer
from iopctl.problem import Finding, IopctlError
from tests.documents import EVERYTHING, LETTERHEAD

if TYPE_CHECKING:
    from iopctl.memo.document.blocks import Document


class PanicError(BaseException):
    """What typst raises when it panics is no Exception either."""


def written(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> Finding:
    def write(_document: Document) -> bytes:
        raise error

    monkeypatch.setattr(
        formats, "DOCUMENTS", {"pdf": lambda _house: write, "html": formats.DOCUMENTS["html"]}
    )
    outcome = Writer(("md", "html", "pdf"), House()).write(EVERYTHING, LETTERHEAD)
    assert isinstance(outcome, tuple)
    (finding,) = outcome
    return finding


@pytest.mark.parametrize(
    "error",
    [
        PanicError("end byte index 65535 is not a char boundary"),
        ValueError("exceeded 255 char limit"),
        RecursionError("maximum recursion depth exceeded"),
        zipfile.BadZipFile("File is not a zip file"),
        OSError("No space left on device"),
    ],
)
def test_whatever_fails_while_a_document_is_written_is_told_of_that_one(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    finding = written(monkeypatch, error)

    assert finding.code == "IOP813"
    assert finding.message == f"The memo cannot be written as pdf: {type(error).__name__}: {error}."


def test_a_document_for_which_the_memory_is_not_enough_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(monkeypatch, MemoryError()).message.endswith("as pdf: the memory was not enough.")


def test_what_the_house_file_lacks_is_told_of_the_memo_that_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = written(monkeypatch, IopctlError(codes.HOUSE_STYLE, path="mall.docx", style="heading 4"))

    assert finding.message == "The memo cannot be written as pdf: mall.docx has no style 'heading 4'."
    assert finding.hint.startswith("Open it in Word")


@pytest.mark.parametrize("end", [KeyboardInterrupt(), SystemExit(143)])
def test_whoever_ends_the_run_ends_it(monkeypatch: pytest.MonkeyPatch, end: BaseException) -> None:
    with pytest.raises(type(end)):
        written(monkeypatch, end)
