"""The shipped templates as the Python that Jinja makes of them; the wheel brings it, so that no run has to.

Each file is named by what it was made of: a text, and a version of Jinja.
Holds: a register's own copy of a shipped template, letter by letter.
Does not: a template with a word changed, or any under another Jinja; they are compiled as they are used.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.machinery import SourceFileLoader
from typing import TYPE_CHECKING

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

FOLDER = "compiled"
"""The folder of the compiled templates, inside that of the templates; a checkout has none."""
_SUFFIX = ".py"


class Compiled(BytecodeCache):
    """Hands Jinja what the wheel brought, and keeps nothing that a run compiles."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Find the code of a template, if it was compiled."""
        bucket = Bucket(environment, name, _seal(source))
        path = self._folder / f"{bucket.checksum}{_SUFFIX}"
        if path.is_file():
            code = SourceFileLoader(path.stem, str(path)).get_code(path.stem)
            # A fault is told of where the template has it.
            bucket.code = code and code.replace(co_filename=filename or name)
        return bucket

    def set_bucket(self, bucket: Bucket) -> None:
        """Keep nothing: whoever only reads a memo finds no new files."""


def file(environment: Environment, name: str, source: str) -> tuple[str, str]:
    """Compile a template: the name of the file it stands in, and the Python."""
    return f"{_seal(source)}{_SUFFIX}", environment.compile(source, name, raw=True)


def _seal(source: str) -> str:
    return sha256(f"{jinja2.__version__}\n{source}".encode()).hexdigest()
