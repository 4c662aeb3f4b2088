"""A Word file that unpacks to more than any memory is refused before anything parses it."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from iopctl.memo.document import packed

PART = "word/document.xml"


def archive(parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(packed.TooMuchError) as refusal:
        packed.plain(content)
    return str(refusal.value)


def test_the_parts_stay_as_they_are() -> None:
    parts = {PART: b"<a/>" * 1000, "word/media/logo.png": bytes(range(256)) * 300, "[Content_Types].xml": b""}

    with zipfile.ZipFile(io.BytesIO(packed.plain(archive(parts)))) as found:
        assert {each.filename: found.read(each) for each in found.infolist()} == parts


def test_one_part_of_xml_has_its_bound() -> None:
    assert refused(archive({PART: b" " * (packed.MOST_XML + 1)})) == (
        "unpacked, its part 'word/document.xml' is larger than 10 MB"
    )


def test_all_parts_together_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_IN_ALL", 2_000_000)
    parts = {f"{each}.png": bytes(700_000) for each in range(3)}

    assert refused(archive(parts)) == "unpacked, it is larger than 2 MB"


def test_the_number_of_parts_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_PARTS", 3)

    assert refused(archive({f"{each}.xml": b"" for each in range(4)})) == "it has more than 3 parts"


def test_a_part_that_lies_about_its_size_takes_no_more_room_than_it_says() -> None:
    import tracemalloc

    honest = archive({PART: bytes(40_000_000)})
    # The size stands in the head of the part and in the list at the end.
    lying = honest.replace(struct.pack("<L", 40_000_000), struct.pack("<L", 1000))
    assert lying != honest

    tracemalloc.start()
    try:
        with pytest.raises(zipfile.BadZipFile, match="CRC"):
            packed.plain(lying)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 10_000_000


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_no_word_file_has_is_not_unpacked(packing: int) -> None:
    with pytest.raises(zipfile.BadZipFile):
        packed.plain(archive({PART: b"<a/>"}, packing))


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PK\x03\x04" + bytes(100), archive({PART: b"<a/>" * 99})[:-30]]
)
def test_what_is_no_zip_file_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(zipfile.BadZipFile):
        packed.plain(content)
