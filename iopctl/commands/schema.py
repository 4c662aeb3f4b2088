"""`iopctl schema`: the JSON Schema of the agreement file or of an index series, for editors."""

from __future__ import annotations

from iopctl.commands.answer import Answer
from iopctl.source import schema


def run(*, of_series: bool = False) -> Answer:
    """Give a schema that this iopctl was shipped with; nothing of the model is imported for it."""
    return Answer(schema.series_text() if of_series else schema.text())
