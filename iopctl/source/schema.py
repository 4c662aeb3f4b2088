"""The JSON Schemas of an agreement's file and of an index series', as they are shipped.

docs/schema.py makes them from the model. A register keeps a copy beside its agreements, so that editors find
it without a network and every file can name it in the same words.
"""

from __future__ import annotations

from pathlib import Path

from iopctl.source import files

NAME, SERIES_NAME = "agreement.schema.json", "series.schema.json"
PATH = Path(__file__).parents[1] / "schema" / NAME
SERIES_PATH = PATH.with_name(SERIES_NAME)
MODELINE = f"# yaml-language-server: $schema={NAME}"
"""The first line of an agreement file: it tells editors where the schema is, from the file's own folder."""


def text() -> str:
    """Give the schema of an agreement's file as it was shipped."""
    return files.shipped(PATH)


def series_text() -> str:
    """Give the schema of an index series' file as it was shipped."""
    return files.shipped(SERIES_PATH)
