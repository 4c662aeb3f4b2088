"""Load every agreement as one does who knows PyYAML: with its C loader, and then the same models.

The loader resolves every scalar, as it always does, and leaves it as text: that is what the models take.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from iopctl.model.agreement import Agreement

_RESOLVED = ("bool", "float", "int", "null", "timestamp")


class _Loader(yaml.CSafeLoader):
    """PyYAML's quick and safe loader."""


def _text(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


for _name in _RESOLVED:
    _Loader.add_constructor(f"tag:yaml.org,2002:{_name}", _text)


def main(folder: str) -> None:
    """Load every file of a folder."""
    for path in sorted(Path(folder).glob("*.yaml")):
        with path.open("rb") as file:
            Agreement.model_validate(yaml.load(file, _Loader))  # noqa: S506 - it is a safe one


if __name__ == "__main__":
    main(sys.argv[1])
