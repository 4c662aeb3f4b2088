"""The JSON contract, as docs/answers.schema.json says it: every JSON answer in the tests keeps to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "answers.schema.json").read_text(encoding="utf-8"))


def _closed(node: Any) -> Any:  # noqa: ANN401 - any JSON
    """Let no object have a field that is not declared."""
    if isinstance(node, list):
        return [_closed(each) for each in node]
    if not isinstance(node, dict):
        return node
    closed = {key: _closed(each) for key, each in node.items()}
    return closed | {"additionalProperties": False} if node.get("type") == "object" else closed


CONTRACT = Draft202012Validator(_closed(SCHEMA))
