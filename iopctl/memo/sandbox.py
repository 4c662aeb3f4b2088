"""Jinja, with everything taken away that a memo does not need: what is not allowed here does not exist.

A template sees facts (`iopctl.memo.facts`), filters of ours, and blocks. Whatever it does is counted,
so that one that never ends, or fills the memory, is stopped with a sentence at its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from jinja2 import StrictUndefined, Undefined
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import TemplateRuntimeError, TemplateSyntaxError, UndefinedError
from jinja2.nodes import Impossible, TemplateData
from jinja2.runtime import BlockReference
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from iopctl.memo import facts, syntax, wording
from iopctl.memo.facts import Facts
from iopctl.words import say

if TYPE_CHECKING:
    from jinja2 import BaseLoader, BytecodeCache
    from jinja2.compiler import Frame
    from jinja2.nodes import Expr, Template
    from jinja2.runtime import Context

    from iopctl.memo.wording import Filter
    from iopctl.rules.memo import Memo
    from iopctl.rules.yearly import Report

_FACTS = 100


class Fault(TemplateRuntimeError):  # noqa: N818 - it becomes a problem of the template
    """What is wrong in a template, as a part of a sentence."""


class TooMuch(Fault):
    """A template that would take more work than any memo."""


class UnknownName(UndefinedError):  # noqa: N818 - as above
    """A name that nothing has been given; its message is the name alone."""


class Run:
    """One memo while its template is rendered, and how much work that may still take."""

    def __init__(self, memo: Memo | Report | None, work: int) -> None:
        self.memo = memo
        self.left = work

    def spend(self, work: int) -> None:
        """Count a piece of work: a part of a template, or a character that is written."""
        self.left -= work
        if self.left < 0:
            raise TooMuch(say("it repeats more than any memo needs, and was stopped"))

    def spend_on_all(self, value: object) -> None:
        """Count what a value holds, at every depth: it is turned from facts or into facts as a whole.

        It is counted as it is gone through, for a few lists may hold one another many times.
        """
        if isinstance(value, tuple | Mapping):
            self.spend(len(value))
            for each in value.values() if isinstance(value, Mapping) else value:
                self.spend_on_all(each)


class _Unknown(StrictUndefined):
    """What a name leads to that nothing has been given."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = None,
        name: str | None = None,
        exc: type[Exception] | None = None,  # noqa: ARG002 - as Jinja has it
    ) -> None:
        super().__init__(hint or name, obj, name, Fault if hint else UnknownName)


class _Code(CodeGenerator):
    """Writes code only for what a template may be written with."""

    def visit_Template(self, node: Template, frame: Frame | None = None) -> None:  # noqa: N802 - as Jinja has it
        cast("Sandbox", self.environment).prepare(node, self.filename)
        super().visit_Template(node, frame)

    # What is printed is marked as escaped by `finalize`: nothing asks for that once more.
    def _output_child_to_const(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        if not isinstance(node, TemplateData):
            raise Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, _node: Expr, _frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(finalize.src or "")

    def _output_child_post(self, _node: Expr, _frame: Frame, _finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")


class Sandbox(SandboxedEnvironment):
    """Renders templates that can reach facts, blocks and filters of ours, and nothing else."""

    code_generator_class = _Code

    def __init__(
        self, loader: BaseLoader, filters: Mapping[str, Filter], cache: BytecodeCache | None = None
    ) -> None:
        super().__init__(
            loader=loader,
            undefined=_Unknown,
            finalize=self._printed,
            # What finalize gives is marked as escaped; this keeps blocks from being so twice.
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            # Nothing is carried out while a template is compiled, where nothing is counted.
            optimized=False,
            bytecode_cache=cache,
        )
        self.given = {"memo", "revision"}
        """The names that templates have given to facts."""
        self._run = Run(None, 0)
        self.globals.clear()
        self.tests = {"none": lambda value: value is None}
        self._known_filters = sorted(filters)
        self.filters = {name: partial(self._filtered, name, each) for name, each in filters.items()} | {
            syntax.TURNS: self._turns,
            syntax.PRICE: self._price,
            syntax.JOINED: self._joined,
            syntax.COMPARED: self._compared,
        }

    def start(self, run: Run) -> None:
        """Begin to count anew, for one memo."""
        self._run = run

    def written(self, name: str, revision: str | None) -> str:
        """Render a template for the memo that was started; whatever is wrong with it is raised."""
        return self.get_template(name).render(memo=facts.fact(self._run.memo), revision=revision)

    def read(self, name: str) -> Template:
        """Read a template as it is written; whatever is wrong with it is raised."""
        source, file, _ = cast("BaseLoader", self.loader).get_source(self, name)
        tree = self.parse(source, name, file)
        self.prepare(tree, file)
        return tree

    def prepare(self, tree: Template, file: str | None) -> None:
        """Have all counted that a template does; raise TemplateSyntaxError at what no memo needs."""
        try:
            self.given |= syntax.prepare(tree, self._known_filters, self.tests)
        except TemplateSyntaxError as error:
            error.filename = file
            raise

    def getattr(self, obj: object, attribute: str) -> Any:  # noqa: ANN401 - as Jinja has it
        """Look up a name of facts; nothing else has any."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: object, argument: object) -> Any:  # noqa: ANN401 - as Jinja has it
        """Look up a name of facts, or an item of several."""
        try:
            found = facts.found(obj, argument)
        except (LookupError, TypeError):
            raise Fault(facts.missing(_given(obj), argument)) from None
        self._run.spend_on_all(found)
        return found

    def call(self, _context: Context, obj: object, *_args: object, **_kwargs: object) -> Any:  # noqa: ANN401
        """Render a block, which takes nothing; nothing else can be called."""
        if not isinstance(_given(obj), BlockReference):
            raise Fault(syntax.not_in_templates("a call"))
        return cast("BlockReference", obj)()

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:  # noqa: ARG002
        """Refuse, should Jinja ever ask."""
        return False

    def is_safe_callable(self, obj: object) -> bool:
        """Tell whether it is a block."""
        return isinstance(obj, BlockReference)

    def _printed(self, value: object) -> Markup:
        """Word what is printed, and count it."""
        if type(value) is Undefined:
            # An if without an else, which is not so.
            return Markup()
        if _given(value) is None:
            raise Fault(
                say("there is nothing to print here in this memo; ask with {% if … %} whether there is")
            )
        if not isinstance(value, str | int | Decimal | date) or isinstance(value, bool):
            raise Fault(
                say("{kind} cannot be printed; name one of its parts, or use a filter", kind=_word(value))
            )
        written = wording.escaped(value)
        self._run.spend(len(written))
        return written

    def _filtered(self, name: str, each: Filter, value: object, *told: object) -> object:
        for given in (value, *told):
            self._run.spend_on_all(_given(given))
        self._run.spend(_size(value))
        fault = each.fault(name, value, told)
        if fault:
            raise Fault(fault)
        memo = (self._run.memo,) if each.of_memo else ()
        made = each.function(*memo, facts.opened(value), *told)
        self._run.spend(_size(made))
        return facts.fact(made)

    def _turns(self, value: object, price: int) -> object:
        """Give what a loop goes through, once all of its turns are counted."""
        if not isinstance(_given(value), tuple | range | Mapping):
            raise Fault(say("{kind} is one value, over which nothing can be repeated", kind=_word(value)))
        self._run.spend(_size(value) * price)
        return value

    def _price(self, price: int) -> None:
        """Count a block, or a template that is included."""
        self._run.spend(price)

    def _joined(self, values: tuple[object, ...]) -> str:
        """Join words with ~; where any is escaped, all are."""
        printed = [self._printed(each) for each in values]
        escaped = any(isinstance(each, Markup) for each in values)
        return Markup().join(printed) if escaped else "".join(map(str, values))

    def _compared(self, value: object) -> object:
        """Let only single values be compared, or looked for among several."""
        several = value if isinstance(value, tuple) else (_given(value),)
        if any(isinstance(each, tuple | Mapping) for each in several):
            raise Fault(syntax.not_in_templates("a comparison of several values"))
        self._run.spend(sum(map(_size, several)))
        return value


def _given(value: object) -> object:
    """Give a value back; raise the fault of a name that nothing has been given."""
    if isinstance(value, Undefined):
        str(value)
    return value


def _size(value: object) -> int:
    """Count the characters or items of a value; facts have about as many as one reads."""
    if isinstance(value, str | tuple | range | Mapping):
        return len(value)
    return _FACTS if isinstance(value, Facts) else 1


def _word(value: object) -> str:
    """Name what a value is of."""
    return wording.word(type(facts.opened(value)))
