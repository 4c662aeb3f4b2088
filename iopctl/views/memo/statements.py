"""What the statements of a template do, found without carrying them out; and what is wrong in them.

What stands in a branch is looked at whether or not any memo takes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from iopctl import catalogue
from iopctl.views.memo import kinds, reading
from iopctl.views.memo.expressions import guarded, kinds_of
from iopctl.views.memo.kinds import ANYTHING, NUMBER, TEXT, TRUTH, Answering, Kinds, Row
from iopctl.views.memo.scene import Macro, Module

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iopctl.views.memo.pages import Reader
    from iopctl.views.memo.reading import Spot
    from iopctl.views.memo.scene import Scene

# What a loop knows of itself.
_LOOP = (
    dict.fromkeys(("index", "index0", "revindex", "revindex0", "length", "depth", "depth0"), NUMBER)
    | dict.fromkeys(("first", "last"), TRUTH)
    | dict.fromkeys(("cycle", "changed"), frozenset({Answering(ANYTHING)}))
)


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

    def look(self, statements: Sequence[nodes.Node]) -> None:
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
                    inner._set(target, value)
                inner.look(node.body)
            case nodes.Macro():
                self._macro(node)
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

    def _inside(self, body: Sequence[nodes.Node], more: dict[str, Kinds] | None = None) -> dict[str, Kinds]:
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
            self._scene.fault(reading.start(node.iter), catalogue.not_repeated(kinds.words(repeated)))
        inner = Statements(self._reader, self._scene.within({}), self._around)
        inner._set(node.target, each or ANYTHING)
        if node.test is not None:
            kinds_of(node.test, inner._scene)
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

    def _macro(self, node: nodes.Macro) -> None:
        """Take a macro, and look at it with whatever it may be given."""
        names = [each.name for each in node.args]
        required = len(names) - len(node.defaults)
        defaults = {
            name: kinds_of(each, self._scene)
            for name, each in zip(names[required:], node.defaults, strict=True)
        }

        def carry_out(arguments: dict[str, Kinds]) -> None:
            given = defaults | {name: arguments[name] for name in names if name in arguments}
            # A macro that calls itself says nothing new.
            if id(node) not in self._reader.macros:
                self._reader.macros.add(id(node))
                around = dict.fromkeys(("caller", "varargs", "kwargs"), ANYTHING)
                self._inside(node.body, around | given)
                self._reader.macros.remove(id(node))

        self._scene.names[node.name] = frozenset({Macro(node, carry_out)})
        carry_out(dict.fromkeys(names, ANYTHING))

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
                self._scene.fault(_import_spot(node, name), catalogue.not_exported(name, made))
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
