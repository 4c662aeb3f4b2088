"""`iopctl schema`: the JSON Schema of the agreement file, for editors."""

from __future__ import annotations

from iopctl.commands.answer import Answer
from iopctl.source import schema


def run() -> Answer:
    """Give the schema that this iopctl was shipped with; nothing of the model is imported for it."""
    return Answer(schema.text())
