from __future__ import annotations

import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from iopctl.render import difference

if TYPE_CHECKING:
    from pathlib import Path

MANY = 20_000
STRAIGHT = "".join(f"{number}\n" for number in range(MANY))
MIXED = "".join(f"{number * 7 % MANY}\n" for number in range(MANY))
LAST, FIRST = STRAIGHT.replace("0\n", "0.\n"), f"before\n{MIXED}after\n"


def test_lines_that_all_have_another_place_are_compared_in_little_time() -> None:
    began = time.process_time()
    difference.unified(STRAIGHT, MIXED, "a", "b")

    # It took ten seconds for 20 000 lines, and four times as long for twice as many.
    assert time.process_time() - began < 2


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
@pytest.mark.parametrize(
    ("old", "new"), [(STRAIGHT, MIXED), (MIXED, FIRST), (STRAIGHT, LAST), ("", STRAIGHT), (STRAIGHT, "x\n")]
)
def test_patch_makes_the_new_text_of_the_old_one(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "a").write_text(old, encoding="utf-8")
    changed = difference.unified(old, new, "a", "a")
    subprocess.run(["patch", "-s", "a"], cwd=tmp_path, input=changed, text=True, check=True)

    assert (tmp_path / "a").read_text(encoding="utf-8") == new
