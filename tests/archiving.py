"""What ISO 19005-2 (PDF/A-2a) asks of a PDF, as far as it is checked here; no validator can be installed.

Each check names its clause. Stricter than the standard where iopctl never needs what it allows: nothing is
transparent, no file is attached, and there are no forms or layers. Not checked: the tables inside a font and
its widths, the syntax of content streams beyond colours, XMP beyond what is named here, and whether tags say
what the page means.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ANNOTATION_HIDDEN = 0b100011  # invisible, hidden, no view
_ANNOTATION_PRINT = 0b100
_PDF_A = {"pdfaid:part": "2", "pdfaid:conformance": "A"}
_COMPONENTS = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}
_FONT_FILES = {"/FontFile", "/FontFile2", "/FontFile3"}
_FORBIDDEN_IN_ROOT = {
    "/AA": "6.5.2",
    "/OpenAction": "6.5.1",
    "/AcroForm": "6.4.1",
    "/OCProperties": "6.9",
    "/Requirements": "6.11",
    "/NeedsRendering": "6.4.2",
    "/Perms": "6.1.12",
    "/Collection": "6.8",
    "/AF": "6.8",
}
_OF_INFO = {"/Title": "dc:title", "/Author": "dc:creator", "/Subject": "dc:description"}


def faults(content: bytes) -> list[str]:
    """List what is not as PDF/A-2a asks, each with its clause."""
    found = list(_of_file(content))
    with pikepdf.open(io.BytesIO(content)) as file:
        for check in _CHECKS:
            found += check(file)
    return found


def _of_file(content: bytes) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}", content):
        yield "6.1.2: the header is not that of a binary PDF"
    if not re.search(rb"%%EOF\r?\n?\Z", content):
        yield "6.1.3: something stands after the end"


def _of_trailer(file: pikepdf.Pdf) -> Iterator[str]:
    if "/Encrypt" in file.trailer:
        yield "6.1.3: the file is encrypted"
    if len(file.trailer.get("/ID", [])) != 2:
        yield "6.1.3: the file has no ID"


def _of_root(file: pikepdf.Pdf) -> Iterator[str]:
    for key, clause in _FORBIDDEN_IN_ROOT.items():
        if key in file.Root:
            yield f"{clause}: the catalog has {key}"
    names: Any = file.Root.get("/Names", pikepdf.Dictionary())
    for name in names.keys() - {"/Dests"}:
        yield f"6.8: the catalog has the names {name}"
    marks: Any = file.Root.get("/MarkInfo", pikepdf.Dictionary())
    if not marks.get("/Marked"):
        yield "6.7.2: the file does not say that it is tagged"
    if "/StructTreeRoot" not in file.Root:
        yield "6.7.3: the file has no tags"
    if not str(file.Root.get("/Lang", "")):
        yield "6.7.4: the file has no language"


def _of_output_intent(file: pikepdf.Pdf) -> Iterator[str]:
    intents = [each for each in file.Root.get("/OutputIntents", []) if each.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1 or "/DestOutputProfile" not in intents[0]:
        yield "6.2.3: there is not one output intent with a profile"
        return
    profile = intents[0].DestOutputProfile
    data = profile.read_bytes()
    if data[36:40] != b"acsp" or int.from_bytes(data[:4]) != len(data):
        yield "6.2.3: the profile is no ICC profile"
    if _COMPONENTS.get(data[16:20]) != profile.get("/N"):
        yield "6.2.3: N is not the number of the profile's colours"
    if data[12:16] not in {b"mntr", b"prtr"}:
        yield "6.2.3: the profile is that of no screen or printer"


def _of_colours(file: pikepdf.Pdf) -> Iterator[str]:
    """No colour is that of a device other than the one of the output intent."""
    operators = {"rg": "RGB ", "RG": "RGB ", "k": "CMYK", "K": "CMYK"}
    intents: Any = file.Root.get("/OutputIntents", [])
    profile = intents[0].get("/DestOutputProfile") if len(intents) else None
    space = "" if profile is None else profile.read_bytes()[16:20].decode()
    for page in file.pages:
        for each in pikepdf.parse_content_stream(page):
            if operators.get(str(each.operator), space) != space:
                yield f"6.2.4.3: '{each.operator}' sets a colour of another device"


def _of_metadata(file: pikepdf.Pdf) -> Iterator[str]:
    stream = file.Root.get("/Metadata")
    if stream is None or "/Filter" in stream:
        yield "6.6.2.1: the metadata are missing, or packed"
        return
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        for key, value in _PDF_A.items():
            if about.get(key) != value:
                yield f"6.6.4: {key} is not {value}"
        for key, name in _OF_INFO.items():
            said = about.get(name)
            said = ", ".join(said) if isinstance(said, list) else said
            if key in file.docinfo and str(file.docinfo[key]) != said:
                yield f"6.6.3: {key} is not what the metadata say"


def _of_fonts(file: pikepdf.Pdf) -> Iterator[str]:
    for each in _dictionaries(file, "/Font"):
        name = each.get("/BaseFont")
        kind = each.get("/Subtype")
        if kind in {"/CIDFontType0", "/CIDFontType2", "/Type1", "/TrueType", "/MMType1"} and not (
            _FONT_FILES & set(each.get("/FontDescriptor", {}).keys())
        ):
            yield f"6.2.11.4.1: {name} is not embedded"
        if kind == "/CIDFontType2" and "/CIDToGIDMap" not in each:
            yield f"6.2.11.3.2: {name} does not say which glyph is which"
        if kind == "/Type0" and each.get("/Encoding") not in {"/Identity-H", "/Identity-V"}:
            yield f"6.2.11.3.3: the encoding of {name} is not embedded"
        if kind in {"/Type0", "/Type1", "/TrueType", "/Type3"} and "/ToUnicode" not in each:
            yield f"6.2.11.7.2: {name} does not say which letters its glyphs are"


def _of_streams(file: pikepdf.Pdf) -> Iterator[str]:
    for each in file.objects:
        if not isinstance(each, pikepdf.Stream):
            continue
        filters: Any = each.get("/Filter", [])
        names = [str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters])]
        if {"/LZWDecode", "/Crypt"} & set(names):
            yield f"6.1.7.2: a stream is packed with {names}"
        if {"/F", "/FFilter", "/FDecodeParms"} & set(each.keys()):
            yield "6.1.7.1: a stream lies outside the file"
        if each.get("/Subtype") == "/PS" or {"/Ref", "/OPI", "/Alternates"} & set(each.keys()):
            yield "6.2.9: an object draws what is not in the file"
        if each.get("/Interpolate"):
            yield "6.2.8: an image is interpolated"


def _of_transparency(file: pikepdf.Pdf) -> Iterator[str]:
    for each in file.objects:
        if not isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        group = each.get("/Group")
        if isinstance(group, pikepdf.Dictionary) and group.get("/S") == "/Transparency":
            yield "6.2.10: there is a group of transparency"
        for state in _states(each):
            if state.get("/SMask", "/None") != "/None" or state.get("/BM", "/Normal") != "/Normal":
                yield "6.2.10: something is masked or blended"
            if any(float(state.get(key, 1)) != 1 for key in ("/ca", "/CA")):
                yield "6.2.10: something is transparent"
            if {"/TR", "/HTP"} & set(state.keys()) or state.get("/TR2", "/Default") != "/Default":
                yield "6.2.5: a state of graphics has a function of a printer"
        if each.get("/Subtype") == "/Image" and isinstance(each.get("/SMask"), pikepdf.Stream):
            yield "6.2.10: an image has a mask"


def _states(holder: Any) -> Iterator[Any]:  # noqa: ANN401 - pikepdf has no types for what stands in a PDF
    resources = holder.get("/Resources", holder)
    states: Any = resources.get("/ExtGState", {}) if isinstance(resources, pikepdf.Dictionary) else {}
    yield from (states[key] for key in states.keys())  # noqa: SIM118 - pikepdf's dictionary iterates otherwise


def _of_annotations(file: pikepdf.Pdf) -> Iterator[str]:
    for page in file.pages:
        if "/AA" in page:
            yield "6.5.2: a page acts by itself"
        for each in page.get("/Annots", []):
            if each.get("/Subtype") != "/Link":
                yield f"6.3.1: there is an annotation of the kind {each.get('/Subtype')}"
            flags = int(each.get("/F", 0))
            if not flags & _ANNOTATION_PRINT or flags & _ANNOTATION_HIDDEN:
                yield "6.3.2: an annotation is not printed"
            if "/AA" in each:
                yield "6.5.2: an annotation acts by itself"


def _of_actions(file: pikepdf.Pdf) -> Iterator[str]:
    for each in file.objects:
        if not isinstance(each, pikepdf.Dictionary):
            continue
        actions: list[Any] = [each, each.get("/A"), each.get("/OpenAction")]
        for action in actions:
            kind = action.get("/S") if isinstance(action, pikepdf.Dictionary) else None
            acts = action is not each or each.get("/Type") == "/Action" or "/JS" in each
            if acts and kind is not None and action.get("/O") is None and kind not in {"/URI", "/GoTo"}:
                yield f"6.5.1: there is an action of the kind {kind}"
            elif kind == "/URI" and not re.match(r"(https?|mailto):", str(action.get("/URI")), re.IGNORECASE):
                yield "6.5.1: a link leads to no address of the web"


def _of_files(file: pikepdf.Pdf) -> Iterator[str]:
    for each in file.objects:
        if isinstance(each, pikepdf.Dictionary) and ("/EF" in each or each.get("/Type") == "/Filespec"):
            yield "6.8: a file is attached"


def _dictionaries(file: pikepdf.Pdf, kind: str) -> Iterator[Any]:
    for each in file.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == kind:
            yield each


_CHECKS: tuple[Callable[[pikepdf.Pdf], Iterator[str]], ...] = (
    *(_of_trailer, _of_root, _of_output_intent, _of_colours, _of_metadata, _of_fonts, _of_streams),
    *(_of_transparency, _of_annotations, _of_actions, _of_files),
)
