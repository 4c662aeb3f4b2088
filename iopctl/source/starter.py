"""The files that a new register starts with, as they lie in `iopctl/starter`."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

from iopctl.source import files

# What stands in the file of each CI system, and what for a register below the root of the repository: it is
# worked in, while iopctl is installed from the root, and a report is looked for there.
_BELOW = {
    "github.yml": (
        ("\njobs:\n", "\ndefaults:\n  run:\n    working-directory: {home}\n\njobs:\n"),
        (
            "      - name: Install iopctl\n",
            "      - name: Install iopctl\n        working-directory: ${{{{ github.workspace }}}}\n",
        ),
    ),
    "gitlab-ci.yml": (
        ("\n\n# The report shows", "\n    - {cd}\n\n# The report shows"),
        ("> gl-code-quality-report.json", '> "$CI_PROJECT_DIR/gl-code-quality-report.json"'),
    ),
}
_PACKAGE = Path(__file__).parents[1]


def ci(name: str, home: str) -> str:
    """Give a CI system's file for a register in a folder of its repository; `.` is the root."""
    whole = text(name)
    if home == ".":
        return whole
    for known, there in _BELOW[name]:
        line = json.dumps(f"cd {shlex.quote(home)}", ensure_ascii=False)
        put = there.format(home=json.dumps(home, ensure_ascii=False), cd=line)
        whole = whole.replace(known, put, 1)
    return whole


def text(name: str) -> str:
    """Give the text of one of the files."""
    return files.shipped(_PACKAGE / "starter" / name)
