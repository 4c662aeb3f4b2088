"""Answers in each format, as the renderers give them."""

from __future__ import annotations

import csv as separated
import io
import json as standard
from typing import TYPE_CHECKING, Any

from iopctl.render import csv as render_csv
from iopctl.render import json as render_json
from iopctl.render import markdown as render_markdown
from iopctl.render import terminal
from iopctl.table import Table

if TYPE_CHECKING:
    from iopctl.answers.reply import Reply


def table(reply: Reply, width: int | None = None) -> str:
    """Give what a terminal shows."""
    return terminal.write(reply.blocks(), width)


def markdown(reply: Reply) -> str:
    """Give it in Markdown."""
    return render_markdown.write(reply.blocks())


def csv(reply: Reply) -> str:
    """Give the rows as a file has them, without its byte order mark."""
    return render_csv.write(reply.record, reply.records()).removeprefix("\ufeff")


def rows(reply: Reply) -> list[dict[str, str]]:
    """Give the rows of csv by the names of their columns."""
    return list(separated.DictReader(io.StringIO(csv(reply), newline=""), delimiter=";"))


def json(reply: Reply) -> Any:  # noqa: ANN401 - any JSON
    """Give the JSON, read back."""
    return standard.loads(render_json.write(reply.envelope()))


def cells(reply: Reply) -> tuple[tuple[str, ...], ...]:
    """Give the rows of the first table."""
    return next(block.rows for block in reply.blocks() if isinstance(block, Table))
