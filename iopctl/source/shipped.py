"""What comes with iopctl: templates, profiles, samples, thresholds, schemas, a new register, pages of codes.

A page explains one code (`iopctl/pages/IOP101.md`) and opens with its title and its severity; the folder is
the list of all codes. docs/schema.py makes the JSON Schemas from the model; a register keeps a copy beside
its agreements, so that editors find it without a network and every file can name it in the same words.
"""

from __future__ import annotations

from pathlib import Path

from iopctl.source import files
from iopctl.struct import Struct

_PACKAGE = Path(__file__).parents[1]

PROFILES = "profiles"
"""The folder of the profiles, inside that of the templates."""
SCHEMA = "agreement.schema.json"
SCHEMAS = {"agreement": _PACKAGE / "schema" / SCHEMA, "series": _PACKAGE / "schema" / "series.schema.json"}
MODELINE = f"# yaml-language-server: $schema={SCHEMA}"
"""The first line of an agreement file: it tells editors where the schema is, from the file's own folder."""


def templates() -> Path:
    """Find the templates that come with iopctl: inside the package, and in a checkout beside it."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


def profiles() -> list[Path]:
    """List the files of the profiles that come with iopctl."""
    home = templates() / PROFILES
    return [home / name for name in files.names(home) if name.endswith(".yaml")]


def thresholds() -> Path:
    """Find the thresholds that come with iopctl."""
    return _PACKAGE / "thresholds"


def samples() -> Path:
    """Find the agreements that templates are tried on, which together take every branch of the shipped."""
    return _PACKAGE / "samples"


def schema(of: str = "agreement") -> str:
    """Give the schema of an agreement's file, or of a series', as it was shipped."""
    return files.shipped(SCHEMAS[of])


def starter(name: str) -> str:
    """Give the text of one of the files that a new register starts with."""
    return files.shipped(_PACKAGE / "starter" / name)


class Page(Struct):
    """One code explained."""

    code: str
    text: str
    """The whole page, in Markdown."""

    @property
    def title(self) -> str:
        """What was found, in a few words: the heading without the code."""
        return self.text.partition("\n")[0].removeprefix(f"# {self.code} · ")

    @property
    def summary(self) -> str:
        """What it means: the first paragraph."""
        return " ".join(self.text.split("\n\n", 3)[2].split("\n"))

    @property
    def severity(self) -> str:
        """What the page says of its severity: error or warning."""
        return self.text.split("\n", 3)[2].removeprefix("Severity: ")


def codes() -> list[str]:
    """List every code that has a page, in order."""
    return [name.removesuffix(".md") for name in files.names(_PACKAGE / "pages") if name.endswith(".md")]


def page(code: str) -> Page:
    """Read the page of a code that has one."""
    return Page(code, files.shipped(_PACKAGE / "pages" / f"{code}.md"))
