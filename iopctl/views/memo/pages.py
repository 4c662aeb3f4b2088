"""The templates that make a page together: one, those that it extends, and the blocks of all of them.

Holds: a block `goals` in a template that extends the shipped one → it stands in the place of that one.
Does not: a block `gaols` → no template above has it, so it is never shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound, nodes

from iopctl import catalogue
from iopctl.views.memo import reading
from iopctl.views.memo.expressions import kinds_of
from iopctl.views.memo.kinds import TEXT, Answering, Kinds
from iopctl.views.memo.scene import Blocks, Scene
from iopctl.views.memo.statements import Statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import BaseLoader, Environment

    from iopctl.problem import Finding
    from iopctl.views.memo.reading import Spot, Template


@dataclass(slots=True)
class Reader:
    """Reads templates, each once, and keeps what was found in them."""

    environment: Environment
    files: BaseLoader
    tell: Callable[[Template, Spot, Finding], None]
    tell_unreadable: Callable[[reading.Unreadable], None]
    read: dict[str, Template | None] = field(default_factory=dict)
    """By the name that they are asked for; None for what cannot be read."""
    _open: list[str] = field(default_factory=list)
    """The files of the templates that are being looked at, one for the sake of the other."""
    macros: set[int] = field(default_factory=set)
    """The macros that are being looked at."""

    def page(self, name: str, names: dict[str, Kinds]) -> dict[str, Kinds]:
        """Look at what a template makes of these names; give the names that it adds."""
        chain = [*self._chain(name)]
        if not chain or chain[-1].tree.find(nodes.Extends) is not None:
            # Of what a template extends that is not there, neither names nor blocks are known.
            return {}
        self._open.extend(each.file for each in chain)
        added = _Page(self, chain, names).look()
        del self._open[-len(chain) :]
        return added

    def scene(self, template: Template, names: dict[str, Kinds]) -> Scene:
        """Set the scene for what stands in a template."""
        return Scene(self.environment, template, names, self.tell)

    def find(self, name: nodes.Expr, scene: Scene, *, needed: bool = True) -> str | None:
        """Find the template that another one names, if it can be told, and tell of one that is missing."""
        if not isinstance(name, nodes.Const) or not isinstance(name.value, str):
            kinds_of(name, scene)
            return None
        try:
            return None if self.template(name.value) is None else name.value
        except TemplateNotFound:
            if needed:
                scene.fault(reading.spot(name), catalogue.no_template(name.value))
            return None

    def template(self, name: str) -> Template | None:
        """Read a template, once; None where it cannot be read, and TemplateNotFound where it is not there."""
        if name not in self.read:
            try:
                self.read[name] = reading.read(self.environment, self.files, name)
            except reading.Unreadable as error:
                self.read[name] = None
                self.tell_unreadable(error)
        return self.read[name]

    def _chain(self, name: str) -> Iterator[Template]:
        """Follow what a template extends, from itself up to the one that extends nothing."""
        files = set(self._open)
        template = self.template(name)
        while template is not None and template.file not in files:
            yield template
            files.add(template.file)
            extends = template.tree.find(nodes.Extends)
            parent = extends and self.find(extends.template, self.scene(template, {}))
            above = self.template(parent) if parent else None
            if extends and parent and above and above.file in files:
                scene = self.scene(template, {})
                scene.fault(reading.spot(extends.template), catalogue.extends_itself(parent))
            template = above


class _Page:
    """A template and those that it extends, with the blocks of all of them."""

    def __init__(self, reader: Reader, chain: list[Template], names: dict[str, Kinds]) -> None:
        self._reader = reader
        self._chain = chain
        self._given = names
        self._blocks = [
            {each.name: each for each in template.tree.find_all(nodes.Block)} for template in chain
        ]

    def look(self) -> dict[str, Kinds]:
        """Look at what stands outside blocks, then at every block; give the names that are set outside."""
        own = Blocks(frozenset(name for blocks in self._blocks for name in blocks))
        names = self._given | {"self": frozenset[object]({own})}
        around: dict[str, dict[str, Kinds]] = {}
        for template in self._chain:
            Statements(self._reader, self._reader.scene(template, names), around).look(template.tree.body)
        unknown = [self._tell_of_what_is_never_shown(at) for at in range(len(self._chain))]
        for at in reversed(range(len(self._chain))):
            for name, block in self._blocks[at].items():
                above = any(name in blocks for blocks in self._blocks[at + 1 :])
                # Of a block that replaces nothing enough is told.
                replaces = above or name in unknown[at]
                inside = names | ({"super": frozenset({Answering(TEXT)})} if replaces else {})
                if block.scoped or name in around:
                    inside = around.get(name, {}) | inside
                scene = self._reader.scene(self._chain[at], inside)
                Statements(self._reader, scene, around).look(block.body)
        return {name: kind for name, kind in names.items() if name not in self._given and name != "self"}

    def _tell_of_what_is_never_shown(self, at: int) -> set[str]:
        """Tell what a template says beside the blocks that it replaces; give the blocks that replace none."""
        if at == len(self._chain) - 1:
            return set()
        template, own = self._chain[at], self._blocks[at]
        known = {name for blocks in self._blocks[at + 1 :] for name in blocks}
        inner = {each.name for block in own.values() for each in block.find_all(nodes.Block)}
        unknown = own.keys() - known - inner
        for name in unknown:
            finding = catalogue.UNKNOWN_BLOCK.at((), name=name, cure=catalogue.closest(name, known))
            self._reader.tell(template, reading.spot(own[name]).after, finding)
        for each in _outside(template.tree):
            self._reader.tell(template, reading.start(each), catalogue.OUTSIDE_BLOCKS.at(()))
        return unknown


def _outside(tree: nodes.Template) -> Iterator[nodes.Expr]:
    """Find what a template prints after it has named the one that it extends."""
    extended = False
    for statement in tree.body:
        extended = extended or isinstance(statement, nodes.Extends)
        if extended and isinstance(statement, nodes.Output):
            for each in statement.nodes:
                if not isinstance(each, nodes.TemplateData) or each.data.strip():
                    yield each
                    break
