"""The JSON Schema of the agreement file, as it is shipped; docs/schema.py makes it from the model.

A register keeps a copy beside its agreements, so that editors find it without a network and every file can
name it in the same words.
"""

from __future__ import annotations

from pathlib import Path

NAME = "agreement.schema.json"
PATH = Path(__file__).parents[1] / "schema" / NAME
MODELINE = f"# yaml-language-server: $schema={NAME}"
"""The first line of an agreement file: it tells editors where the schema is, from the file's own folder."""


def text() -> str:
    """Give the schema as it was shipped."""
    return PATH.read_text(encoding="utf-8")
