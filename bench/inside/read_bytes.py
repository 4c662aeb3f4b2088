"""Read the bytes of every agreement: nothing that looks at files can be quicker."""

from __future__ import annotations

import os
import sys


def main(folder: str) -> None:
    """Read every file of a folder."""
    for name in sorted(os.listdir(folder)):  # noqa: PTH208 - as few imports as there can be
        if name.endswith(".yaml"):
            with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 - as above
                file.read()


if __name__ == "__main__":
    main(sys.argv[1])
