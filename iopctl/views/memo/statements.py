"""What the statements of a template do, found without carrying them out; and what is wrong in them.

A page is what one template makes of the names it is given, with the templates that it extends. What stands in
a branch is looked at whether or not any memo takes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound, nodes

from iopctl import catalogue
from iopctl.views.memo import expressions, kinds, reading
from iopctl.views.memo.expressions import Blocks, Macro, Module, Scene, guarded, kinds_of
from iopctl.views.memo.kinds import ANYTHING, NUMBER, TEXT, TRUTH, Answering, Kinds, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import Environment

    from iopctl.problem import Finding
    from iopctl.views.memo.reading import Spot, Template

# What a loop knows of itself.
_LOOP = (
    dict.fromkeys(("index", "index0", "revindex", "revindex0", "length", "depth", "depth0"), NUMBER)
    | dict.fromkeys(("first", "last"), TRUTH)
    | dict.fromkeys(("cycle", "changed"), frozenset({Answering(ANYTHING)}))
)


@dataclass(slots=True)
class Reader:
    """Reads templates, each once, and keeps what was found in them."""

    environment: Environment
    tell: Callable[[Template, Spot, Finding], None]
    tell_unreadable: Callable[[reading.Unreadable], None]
    read: dict[str, Template | None] = field(default_factory=dict)
    """By the name that they are asked for; None for what cannot be read."""
    _open: list[str] = field(default_factory=list)
    """The files of the templates that are being looked at, one for the sake of the other."""
    _macros: list[tuple[nodes.Macro, dict[str, Kinds]]] = field(default_factory=list)

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

    def macro(self, scene: Scene, node: nodes.Macro) -> Macro:
        """Take a macro, and look at it with whatever it may be given."""
        names = [each.name for each in node.args]
        required = len(names) - len(node.defaults)
        defaults = {
            name: kinds_of(each, scene)
            for name, each in zip(names[required:], node.defaults, strict=True)
        }

        def carry_out(arguments: dict[str, Kinds]) -> None:
            given = defaults | {name: arguments[name] for name in names if name in arguments}
            if any(one is node and other == given for one, other in self._macros):
                return
            self._macros.append((node, given))
            around = dict.fromkeys(("caller", "varargs", "kwargs"), ANYTHING)
            Statements(self, scene.within(around | given)).look(node.body)

        made = Macro(node, carry_out)
        scene.names[node.name] = frozenset({made})
        carry_out(dict.fromkeys(names, ANYTHING))
        return made

    def template(self, name: str) -> Template | None:
        """Read a template, once; None where it cannot be read, and TemplateNotFound where it is not there."""
        if name not in self.read:
            try:
                self.read[name] = reading.read(self.environment, name)
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
        self._tell_of_what_is_never_shown()
        for at in reversed(range(len(self._chain))):
            for name, block in self._blocks[at].items():
                above = any(name in blocks for blocks in self._blocks[at + 1 :])
                inside = names | ({"super": frozenset({Answering(TEXT)})} if above else {})
                if block.scoped or name in around:
                    inside = around.get(name, {}) | inside
                scene = self._reader.scene(self._chain[at], inside)
                Statements(self._reader, scene, around).look(block.body)
        return {name: kind for name, kind in names.items() if name not in self._given and name != "self"}

    def _tell_of_what_is_never_shown(self) -> None:
        for at, template in enumerate(self._chain[:-1]):
            known = {name for blocks in self._blocks[at + 1 :] for name in blocks}
            inner = {
                each.name
                for block in self._blocks[at].values()
                for each in block.find_all(nodes.Block)
            }
            for name, block in self._blocks[at].items():
                if name not in known | inner:
                    finding = catalogue.UNKNOWN_BLOCK.at((), name=name, cure=catalogue.closest(name, known))
                    self._reader.tell(template, reading.spot(block).after, finding)
            for each in _outside(template.tree):
                self._reader.tell(template, reading.spot(each), catalogue.OUTSIDE_BLOCKS.at(()))


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


class Statements:
    """Looks at statements, one after the other, and keeps the names that they set."""

    def __init__(
        self, reader: Reader, scene: Scene, around: dict[str, dict[str, Kinds]] | None = None
    ) -> None:
        self._reader = reader
        self._scene = scene
        self._around = {} if around is None else around
        """The names around each block that sees them, by its name."""

    @property
    def names(self) -> dict[str, Kinds]:
        """The names that can be used after the statements."""
        return self._scene.names

    def look(self, statements: list[nodes.Node]) -> None:
        """Look at statements."""
        for each in statements:
            self._statement(each)

    def _statement(self, node: nodes.Node) -> None:  # noqa: PLR0912, C901 - one line for each form
        scene = self._scene
        match node:
            case nodes.Output():
                for each in node.nodes:
                    kinds_of(each, scene)
            case nodes.If():
                self._if(node)
            case nodes.For():
                self._for(node)
            case nodes.Assign():
                self._set(node.target, kinds_of(node.node, scene))
            case nodes.AssignBlock():
                self._inside(node.body)
                if node.filter is not None:
                    kinds_of(node.filter, scene)
                self._set(node.target, TEXT)
            case nodes.With():
                given = [kinds_of(each, scene) for each in node.values]
                inner = Statements(self._reader, scene.within({}), self._around)
                for target, value in zip(node.targets, given, strict=True):
                    inner._set(target, value)  # noqa: SLF001 - another of its own kind
                inner.look(node.body)
            case nodes.Macro():
                self._reader.macro(scene, node)
            case nodes.CallBlock():
                self._call_block(node)
            case nodes.FilterBlock():
                self._inside(node.body)
                kinds_of(node.filter, scene)
            case nodes.Include() | nodes.Import() | nodes.FromImport():
                self._other(node)
            case nodes.Block():
                if node.scoped:
                    self._around[node.name] = dict(scene.names)
            case nodes.Extends():
                pass
            case nodes.Expr():
                kinds_of(node, scene)
            case _:
                self._inside([*node.iter_child_nodes()])

    def _inside(self, body: list[nodes.Node], more: dict[str, Kinds] | None = None) -> dict[str, Kinds]:
        """Look at statements whose names do not reach outside; give all that can be used after them."""
        inner = Statements(self._reader, self._scene.within(more or {}), self._around)
        inner.look(body)
        return inner.names

    def _if(self, node: nodes.If) -> None:
        kinds_of(node.test, self._scene)
        branches = [self._inside(node.body, guarded(node.test, self._scene))]
        branches += [self._inside([each]) for each in node.elif_]
        branches.append(self._inside(node.else_))
        # What any branch sets can be used after it.
        for name in {name for branch in branches for name in branch}:
            self._scene.names[name] = kinds.union(*(each[name] for each in branches if name in each))

    def _for(self, node: nodes.For) -> None:
        repeated = kinds_of(node.iter, self._scene)
        each = kinds.elements(repeated)
        if each is None:
            self._scene.fault(reading.spot(node.iter), catalogue.not_repeated(kinds.words(repeated)))
        inner = Statements(self._reader, self._scene.within({}), self._around)
        inner._set(node.target, each or ANYTHING)  # noqa: SLF001 - another of its own kind
        if node.test is not None:
            kinds_of(node.test, inner._scene)  # noqa: SLF001 - as above
        item = {"previtem": each or ANYTHING, "nextitem": each or ANYTHING}
        inner.names["loop"] = frozenset({Module(_LOOP | item)}) if not node.recursive else ANYTHING
        inner.look(node.body)
        self._inside(node.else_)

    def _set(self, target: nodes.Node, value: Kinds) -> None:
        match target:
            case nodes.Name():
                self._scene.names[target.name] = value
            case nodes.Tuple():
                for at, each in enumerate(target.items):
                    self._set(each, _part(value, at, len(target.items)))
            case _:
                pass

    def _call_block(self, node: nodes.CallBlock) -> None:
        kinds_of(node.call, self._scene)
        names = [each.name for each in node.args]
        for each in node.defaults:
            kinds_of(each, self._scene)
        self._inside(node.body, dict.fromkeys(names, ANYTHING))

    def _other(self, node: nodes.Include | nodes.Import | nodes.FromImport) -> None:
        """Look at another template, with the names from here where it sees them."""
        names = dict(self._scene.names) if node.with_context else {}
        names.pop("self", None)
        names.pop("super", None)
        match node:
            case nodes.Include():
                choices = node.template.items if isinstance(node.template, nodes.List | nodes.Tuple) else []
                needed = not node.ignore_missing and not choices
                for each in choices or [node.template]:
                    found = self._reader.find(each, self._scene, needed=needed)
                    if found is not None:
                        self._reader.page(found, names)
            case nodes.Import():
                found = self._reader.find(node.template, self._scene)
                module = None if found is None else Module(self._reader.page(found, names))
                self._scene.names[node.target] = ANYTHING if module is None else frozenset({module})
            case _:
                found = self._reader.find(node.template, self._scene)
                self._from(node, None if found is None else self._reader.page(found, names))

    def _from(self, node: nodes.FromImport, made: dict[str, Kinds] | None) -> None:
        for each in node.names:
            name, alias = (each, each) if isinstance(each, str) else each
            if made is not None and name not in made:
                assert isinstance(node.template, nodes.Const)
                detail = catalogue.not_exported(name, node.template.value, made)
                self._scene.fault(_import_spot(node, name), detail)
            self._scene.names[alias] = ANYTHING if made is None else made.get(name, ANYTHING)


def _import_spot(node: nodes.FromImport, name: str) -> Spot:
    """Find where a name stands that is imported."""
    spot = reading.spot(node.template)
    while spot.word != name:
        spot = spot.after
    return spot


def _part(value: Kinds, at: int, of: int) -> Kinds:
    """Take one of several values that are named at once."""
    rows = [each for each in value if isinstance(each, Row)]
    if rows and all(len(each.items) == of for each in rows):
        return kinds.union(*(each.items[at] for each in rows))
    return kinds.elements(value) or ANYTHING
