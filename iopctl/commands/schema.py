"""`iopctl schema`: the JSON Schema of the agreement file or of an index series, for editors."""

from __future__ import annotations

from iopctl.commands.answer import Answer
from iopctl.source import shipped


def run(*, of_series: bool = False) -> Answer:
    """Give a schema that this iopctl was shipped with; nothing of the model is imported for it."""
    return Answer(shipped.schema("series" if of_series else "agreement"))
