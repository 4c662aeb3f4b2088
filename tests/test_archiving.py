"""Each check of PDF/A is one that can fail: a fault is planted for each clause."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from iopctl.memo.document import pdf
from iopctl.memo.document.formats import House
from tests import archiving, documents
from tests.documents import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def sound() -> bytes:
    content = pdf.writer(House())(documents.parsed(EVERYTHING))
    assert isinstance(content, bytes)
    return content


def test_a_memo_has_no_fault(sound: bytes) -> None:
    assert archiving.faults(sound) == []


def _state(file: pikepdf.Pdf, **entries: Any) -> None:  # noqa: ANN401 - pikepdf has no types for them
    file.pages[0].Resources.ExtGState = Dictionary(G=Dictionary(**entries))


def _root(file: pikepdf.Pdf, key: str, value: Any) -> None:  # noqa: ANN401 - as _state
    file.Root[key] = value


def _action(file: pikepdf.Pdf, action: pikepdf.Dictionary) -> None:
    file.pages[0].Annots[0].A = action


def _fonts(file: pikepdf.Pdf, kind: str) -> list[Any]:
    return [each for each in file.objects if isinstance(each, Dictionary) and each.get("/Subtype") == kind]


def _unembed(file: pikepdf.Pdf) -> None:
    del _fonts(file, "/CIDFontType0")[0].FontDescriptor.FontFile3


def _recolour(file: pikepdf.Pdf) -> None:
    file.pages[0].contents_add(b"1 0 0 0 k")


def _metadata(file: pikepdf.Pdf, before: bytes, after: bytes) -> None:
    about = file.Root.Metadata.read_bytes()
    assert before in about
    file.Root.Metadata.write(about.replace(before, after))


def _attach(file: pikepdf.Pdf) -> None:
    file.attachments["hemlig.txt"] = b"hemligt"


def _image(file: pikepdf.Pdf, **entries: Any) -> None:  # noqa: ANN401 - as _state
    image = file.make_stream(b"\0", Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8, **entries)
    file.pages[0].Resources.XObject = Dictionary(I=image)


def _annotation(file: pikepdf.Pdf, **entries: Any) -> None:  # noqa: ANN401 - as _state
    new: dict[str, Any] = {"Type": Name.Annot, "Subtype": Name.Link, "F": 4, "Rect": [0, 0, 1, 1]} | entries
    file.pages[0].Annots.append(file.make_indirect(Dictionary(**new)))


JAVASCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
FAULTS: dict[str, tuple[str, Callable[[pikepdf.Pdf], None]]] = {
    "no output intent": ("6.2.3", lambda file: file.Root.__delitem__("/OutputIntents")),
    "an output intent without a profile": (
        "6.2.3",
        lambda file: file.Root.OutputIntents[0].__delitem__("/DestOutputProfile"),
    ),
    "a profile of other colours": (
        "6.2.3",
        lambda file: file.Root.OutputIntents[0].DestOutputProfile.__setitem__("/N", 4),
    ),
    "a profile that is none": (
        "6.2.3",
        lambda file: file.Root.OutputIntents[0].DestOutputProfile.write(b"\0" * 400),
    ),
    "a colour of a printer": ("6.2.4.3", _recolour),
    "a script at the start": ("6.5.1", lambda file: _root(file, "/OpenAction", JAVASCRIPT)),
    "a script by name": (
        "6.8",
        lambda file: _root(
            file, "/Names", Dictionary(JavaScript=Dictionary(Names=[String("a"), JAVASCRIPT]))
        ),
    ),
    "a script in a link": ("6.5.1", lambda file: _action(file, JAVASCRIPT)),
    "a program in a link": (
        "6.5.1",
        lambda file: _action(file, Dictionary(S=Name.Launch, F=String("a.exe"))),
    ),
    "a script as an address": (
        "6.5.1",
        lambda file: _action(file, Dictionary(S=Name.URI, URI=String("javascript:alert(1)"))),
    ),
    "a page that acts": ("6.5.2", lambda file: file.pages[0].__setitem__("/AA", Dictionary(O=JAVASCRIPT))),
    "a document that acts": ("6.5.2", lambda file: _root(file, "/AA", Dictionary(WC=JAVASCRIPT))),
    "something transparent": ("6.2.10", lambda file: _state(file, ca=0.5)),
    "something blended": ("6.2.10", lambda file: _state(file, BM=Name.Multiply)),
    "something masked": ("6.2.10", lambda file: _state(file, SMask=Dictionary(S=Name.Alpha))),
    "a group of transparency": (
        "6.2.10",
        lambda file: file.pages[0].__setitem__("/Group", Dictionary(S=Name.Transparency)),
    ),
    "an image with a mask": ("6.2.10", lambda file: _image(file, SMask=file.make_stream(b"\0"))),
    "a function of a printer": ("6.2.5", lambda file: _state(file, TR=Name.Identity)),
    "an interpolated image": ("6.2.8", lambda file: _image(file, Interpolate=True)),
    "an image elsewhere": ("6.1.7.1", lambda file: _image(file, F=String("bild.png"))),
    "an attached file": ("6.8", _attach),
    "a form": ("6.4.1", lambda file: _root(file, "/AcroForm", Dictionary(Fields=[]))),
    "layers": ("6.9", lambda file: _root(file, "/OCProperties", Dictionary())),
    "a film": ("6.3.1", lambda file: _annotation(file, Subtype=Name.Movie)),
    "a link that is not printed": ("6.3.2", lambda file: _annotation(file, F=2)),
    "a font that is elsewhere": ("6.2.11.4.1", _unembed),
    "letters that nobody can read": (
        "6.2.11.7.2",
        lambda file: _fonts(file, "/Type0")[0].__delitem__("/ToUnicode"),
    ),
    "an encoding that is elsewhere": (
        "6.2.11.3.3",
        lambda file: _fonts(file, "/Type0")[0].__setitem__("/Encoding", Name("/GBK-EUC-H")),
    ),
    "no metadata": ("6.6.2.1", lambda file: file.Root.__delitem__("/Metadata")),
    "another part": ("6.6.4", lambda file: _metadata(file, b"<pdfaid:part>2<", b"<pdfaid:part>3<")),
    "another level": ("6.6.4", lambda file: _metadata(file, b"conformance>A<", b"conformance>B<")),
    "another title": ("6.6.3", lambda file: file.docinfo.__setitem__("/Title", String("En annan"))),
    "no tags": ("6.7.3", lambda file: file.Root.__delitem__("/StructTreeRoot")),
    "no mark of tags": ("6.7.2", lambda file: file.Root.__delitem__("/MarkInfo")),
    "no language": ("6.7.4", lambda file: file.Root.__delitem__("/Lang")),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_with_its_clause(sound: bytes, name: str) -> None:
    clause, plant = FAULTS[name]
    damaged = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as file:
        plant(file)
        file.save(damaged, deterministic_id=True, min_version="1.7")

    assert [each.partition(":")[0] for each in archiving.faults(damaged.getvalue())].count(clause) >= 1


def _saved(sound: bytes, **options: Any) -> bytes:  # noqa: ANN401 - as pikepdf takes them
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as file:
        file.save(saved, **options)
    return saved.getvalue()


DAMAGES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a password": ("6.1.3", lambda sound: _saved(sound, encryption=pikepdf.Encryption(owner="a"))),
    "no ID": ("6.1.3", lambda sound: sound.replace(b"/ID [", b"/XX [")),
    "PDF 2.0": ("6.1.2", lambda sound: _saved(sound, force_version="2.0", static_id=True)),
    "a header of a text": ("6.1.2", lambda sound: b"%PDF-1.7\n" + b"%abcd" + sound[14:]),
    "something after the end": ("6.1.3", lambda sound: sound + b"mer"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_is_found_with_its_clause(sound: bytes, name: str) -> None:
    clause, damage = DAMAGES[name]
    damaged = damage(sound)
    assert damaged != sound

    assert any(each.startswith(f"{clause}:") for each in archiving.faults(damaged))


def test_a_stream_packed_with_lzw_is_found(sound: bytes) -> None:
    damaged = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as file:
        stream = file.make_stream(b"")
        stream.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=Name.LZWDecode)
        file.pages[0].Resources.XObject = Dictionary(X=stream)
        file.save(damaged, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    assert any(each.startswith("6.1.7.2:") for each in archiving.faults(damaged.getvalue()))
