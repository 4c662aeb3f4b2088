"""What an expression of a template gives, found without carrying it out; and what is wrong in it.

Every name, attribute, filter, test and call is looked up. What is not known for certain may be anything,
and is not told of.

Holds: `memo.civil | map("introduced") | list | listing` → text.
Does not: `memo.civil | lsting` → no such filter; `memo.as_of | kronor` → a day is no amount.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any, cast

from jinja2 import nodes

from iopctl import catalogue
from iopctl.model.profile import SectionName
from iopctl.views.memo import calls, kinds, reading
from iopctl.views.memo.kinds import ANYTHING, NUMBER, TEXT, TRUTH, Answering, Kinds, Lookup, Row, Several
from iopctl.views.memo.scene import JINJAS, Blocks, Macro, Module, Scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from iopctl.views.memo.reading import Spot


def kinds_of(node: nodes.Node, scene: Scene) -> Kinds:  # noqa: C901, PLR0911, PLR0912 - one line for each form
    """Find what an expression can give, and tell of what is wrong in it."""
    match node:
        case nodes.TemplateData() | nodes.Concat():
            _inside(node, scene)
            return TEXT
        case nodes.Const():
            return frozenset() if node.value is None else frozenset({type(node.value)})
        case nodes.Name():
            return _name(node, scene)
        case nodes.Getattr():
            return _attribute(kinds_of(node.node, scene), node.attr, reading.spot(node).after, scene)
        case nodes.Getitem():
            return _item(node, scene)
        case nodes.Filter():
            return _filter(node, scene)
        case nodes.Test():
            return _test(node, scene)
        case nodes.Call():
            return _call(node, scene)
        case nodes.CondExpr():
            return _either(node, scene)
        case nodes.And() | nodes.Or():
            left = kinds_of(node.left, scene)
            inside = scene.within(guarded(node.left, scene)) if isinstance(node, nodes.And) else scene
            return kinds.union(left, kinds_of(node.right, inside)) or ANYTHING
        case nodes.Compare():
            return _comparison(node, scene)
        case nodes.Not():
            kinds_of(node.node, scene)
            return TRUTH
        case nodes.Mul() | nodes.Pow():
            _inside(node, scene)
            scene.fault(reading.spot(node), catalogue.NOTHING_IS_COMPUTED)
            return NUMBER
        case nodes.Tuple():
            return frozenset({Row(tuple(kinds_of(each, scene) for each in node.items))})
        case nodes.List():
            return frozenset({Several(kinds.union(*(kinds_of(each, scene) for each in node.items)))})
        case nodes.Dict():
            keys = kinds.union(*(kinds_of(each.key, scene) for each in node.items))
            values = kinds.union(*(kinds_of(each.value, scene) for each in node.items))
            return frozenset({Lookup(keys, values)})
        case _:
            _inside(node, scene)
            return ANYTHING


def guarded(test: nodes.Node, scene: Scene) -> dict[str, Kinds]:
    """Find the names that a condition asks to be there at all: `note is defined`."""
    match test:
        case nodes.Test(name="defined", node=nodes.Name(name=name)) if name not in scene.names:
            return {name: ANYTHING}
        case nodes.And():
            return guarded(test.left, scene) | guarded(test.right, scene)
        case _:
            return {}


def _inside(node: nodes.Node, scene: Scene) -> None:
    for each in node.iter_child_nodes():
        if isinstance(each, nodes.Expr):
            kinds_of(each, scene)
        else:
            _inside(each, scene)


def _name(node: nodes.Name, scene: Scene) -> Kinds:
    if node.name in scene.names:
        return scene.names[node.name]
    if node.name in scene.environment.globals:
        return frozenset({Answering(ANYTHING)})
    scene.fault(reading.spot(node), catalogue.unknown_name(node.name, {*scene.names} - JINJAS))
    return ANYTHING


def _attribute(base: Kinds, name: str, spot: Spot, scene: Scene) -> Kinds:
    found, choices = _looked_up(base, name)
    if found is not None:
        return found
    scene.fault(spot, catalogue.unknown_name(name, choices))
    return ANYTHING


def _looked_up(base: Kinds, name: str) -> tuple[Kinds | None, Iterable[str]]:
    match [*base]:
        case [Module(names)]:
            return names.get(name), names
        case [Blocks(names)]:
            return (frozenset({Answering(TEXT)}) if name in names else None), names
        case _:
            return kinds.member(base, name), kinds.names(base)


def _item(node: nodes.Getitem, scene: Scene) -> Kinds:
    base = kinds_of(node.node, scene)
    if isinstance(node.arg, nodes.Slice):
        _inside(node.arg, scene)
        return base
    kinds_of(node.arg, scene)
    mappings = [each for each in base if isinstance(each, Lookup)]
    if mappings:
        return kinds.union(*(each.values for each in mappings))
    match node.arg:
        case nodes.Const(value=str(name)):
            return _attribute(base, name, reading.spot(node.arg), scene)
        case nodes.Const(value=int(place)):
            rows = [each.items for each in base if isinstance(each, Row)]
            if rows and all(-len(each) <= place < len(each) for each in rows):
                return kinds.union(*(each[place] for each in rows))
        case _:
            pass
    if any(isinstance(each, Blocks) for each in base):
        return frozenset({Answering(TEXT)})
    return kinds.elements(base) or ANYTHING


def _filter(node: nodes.Filter, scene: Scene) -> Kinds:
    given = _maybe_missing(node.node, node.name in {"default", "d"}, scene)
    arguments, named = _arguments(node, scene)
    made = scene.environment.filters.get(node.name)
    at = reading.spot(node)
    if made is None:
        scene.fault(at, catalogue.no_filter(node.name, scene.environment.filters))
        return ANYTHING
    for detail in calls.faults_of_filter(node, made, given):
        scene.fault(at, detail)
    if node.name == "heading":
        _heading(node, scene)
    _named_inside(node, given, scene)
    return calls.given_by(node.name, made, given, (arguments, named))


def _maybe_missing(node: nodes.Node | None, allowed: bool, scene: Scene) -> Kinds:  # noqa: FBT001 - told by its caller
    """Find what is given where something that is not there may stand, if that is so."""
    match node:
        case None:
            # The body of a block that is filtered.
            return TEXT
        case nodes.Name(name=name) if allowed and name not in scene.names:
            return frozenset()
        case nodes.Getattr() if allowed:
            return _looked_up(kinds_of(node.node, scene), node.attr)[0] or frozenset()
        case _:
            return kinds_of(node, scene)


def _heading(node: nodes.Filter, scene: Scene) -> None:
    match node.node:
        case nodes.Const(value=str(name)) if name not in [*SectionName]:
            scene.fault(reading.spot(node.node), catalogue.no_such_section(name, SectionName))
        case _:
            pass


def _named_inside(node: nodes.Filter, given: Kinds, scene: Scene) -> None:
    """Look up what a filter is told by name: another filter, a test, or an attribute of each value."""
    each = kinds.elements(given) or ANYTHING
    for said, what in calls.names_in(node):
        at = reading.spot(said)
        match what:
            case "filter" if said.value not in scene.environment.filters:
                scene.fault(at, catalogue.no_filter(said.value, scene.environment.filters))
            case "test" if said.value not in scene.environment.tests:
                scene.fault(at, catalogue.no_test(said.value, scene.environment.tests))
            case "attribute":
                found = each
                for name in said.value.split("."):
                    found = _attribute(found, name, at, scene)
            case _:
                pass


def _test(node: nodes.Test, scene: Scene) -> Kinds:
    given = _maybe_missing(node.node, node.name in {"defined", "undefined"}, scene)
    _arguments(node, scene)
    spot = reading.spot(node).after
    if spot.word == "not":
        spot = spot.after
    made = cast("Callable[..., object] | None", scene.environment.tests.get(node.name))
    if made is None:
        scene.fault(spot, catalogue.no_test(node.name, scene.environment.tests))
        return TRUTH
    for detail in calls.faults_of_test(node, made):
        scene.fault(spot, detail)
    if node.name in {"eq", "equalto", "ne"} and node.args:
        _never(given, node.args[0], scene)
    return TRUTH


def _arguments(
    node: nodes.Filter | nodes.Test | nodes.Call, scene: Scene
) -> tuple[list[Kinds], dict[str, Kinds]]:
    given = [kinds_of(each, scene) for each in node.args]
    named = {name: kinds_of(each, scene) for name, each in calls.named(node).items()}
    for each in (node.dyn_args, node.dyn_kwargs):
        if each is not None:
            kinds_of(each, scene)
    return given, named


def _call(node: nodes.Call, scene: Scene) -> Kinds:
    called = kinds_of(node.node, scene)
    given, named = _arguments(node, scene)
    match [*called]:
        case [Macro() as macro]:
            for detail in calls.faults_of_macro(node, macro.node):
                scene.fault(reading.spot(node), detail)
            names = [each.name for each in macro.node.args]
            macro.carry_out(dict(zip(names, given, strict=False)) | named)
            return TEXT
        case [Answering(result)]:
            return result
        case [_, *_] if Any not in called:
            scene.fault(reading.spot(node), catalogue.not_called(kinds.words(called)))
    return ANYTHING


def _either(node: nodes.CondExpr, scene: Scene) -> Kinds:
    kinds_of(node.test, scene)
    first = kinds_of(node.expr1, scene.within(guarded(node.test, scene)))
    second = frozenset[object]() if node.expr2 is None else kinds_of(node.expr2, scene)
    return kinds.union(first, second)


def _comparison(node: nodes.Compare, scene: Scene) -> Kinds:
    left = kinds_of(node.expr, scene)
    for each in node.ops:
        kinds_of(each.expr, scene)
        if each.op in {"eq", "ne"}:
            _never(left, each.expr, scene)
            _never(kinds_of(each.expr, scene), node.expr, scene)
        elif each.op in {"in", "notin"} and isinstance(each.expr, nodes.List | nodes.Tuple):
            for value in each.expr.items:
                _never(left, value, scene)
    return TRUTH


def _never(given: Kinds, compared: nodes.Expr, scene: Scene) -> None:
    """Tell of a word that a value with a fixed list of words never is."""
    lists = [each for each in given if isinstance(each, enum.EnumType)]
    match compared:
        case nodes.Const(value=str(word)) if lists and len(lists) == len(given):
            choices = [str(each.value) for one in lists for each in _members(one)]
            if word not in choices:
                finding = catalogue.NEVER_SO.at((), word=word, cure=catalogue.closest(word, choices))
                scene.tell(scene.template, reading.spot(compared), finding)
        case _:
            pass


def _members(cls: enum.EnumType) -> list[enum.Enum]:
    return list(cls)
