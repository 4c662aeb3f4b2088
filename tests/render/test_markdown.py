from __future__ import annotations

import pytest

from iopctl.render import markdown, terminal
from iopctl.table import Block, Bullets, Code, Facts, Heading, Lines, Tree


@pytest.mark.parametrize("inside", ["```", "`````", "a ```` b"])
def test_no_line_of_a_file_ends_its_block(inside: str) -> None:
    first, *_, last = markdown.write([Code(f"a\n{inside}\nb", "yaml")]).splitlines()

    assert first == f"{last}yaml"
    assert set(last) == {"`"}
    assert last not in inside


def test_what_somebody_wrote_is_words_in_every_block() -> None:
    words = "*a*\n# b"
    blocks: list[Block] = [
        Heading(words),
        Lines((words,)),
        Bullets((words,)),
        Tree(words),
        Facts(((words, words),)),
    ]

    for block in blocks:
        written = markdown.write([block])
        assert "\\*a\\*" in written
        assert "\n# b" not in written


def test_no_block_acts_upon_a_terminal() -> None:
    words = "a\n\x1b[2J\u202eb"
    blocks: list[Block] = [Heading(words), Lines((words,)), Bullets((words,)), Tree(words)]

    for block in blocks:
        assert set("\x1b\u202e").isdisjoint(terminal.write([block], None))
        assert terminal.write([block], None).count("\n") == 1
