"""Where an expression of a template stands, and what can be named there beside values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from iopctl import catalogue
from iopctl.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment, nodes

    from iopctl.problem import Finding
    from iopctl.views.memo.kinds import Kinds
    from iopctl.views.memo.reading import Spot, Template

# Names that Jinja itself gives, which nobody means who misspells another.
JINJAS = {"self", "super", "loop", "caller", "varargs", "kwargs"}


@dataclass(frozen=True, slots=True)
class Module:
    """A template that was imported: what can be named in it."""

    names: dict[str, Kinds] = field(hash=False)


class Blocks(Struct):
    """`self`: the blocks of a template, each of which can be called."""

    names: frozenset[str]


class Macro(Struct):
    """A macro of a template."""

    node: nodes.Macro
    carry_out: Callable[[dict[str, Kinds]], None]
    """Look at what it says, with these arguments."""


class Scene(Struct):
    """Where an expression stands: its template, the names that it can use, and who is told of faults."""

    environment: Environment
    template: Template
    names: dict[str, Kinds]
    tell: Callable[[Template, Spot, Finding], None]

    def within(self, more: dict[str, Kinds]) -> Scene:
        """Add names that only a part of the template can use."""
        return Scene(self.environment, self.template, self.names | more, self.tell)

    def fault(self, spot: Spot, detail: str) -> None:
        """Tell of what would keep the memo from being written."""
        self.tell(self.template, spot, catalogue.template_fault(detail))
