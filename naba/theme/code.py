"""How templates become Python: Jinja's compiler, made to write code that does less.

What a page says is the same either way (``tests/test_theme_code.py`` renders by both).
"""

from __future__ import annotations

import functools
import keyword
from collections.abc import Callable, MutableMapping
from typing import Any

from jinja2 import Environment, Template
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.nodes import Call, Expr, Filter, Getattr, Name
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import Markup, escape

# What gives ``Markup`` whatever it is given.
_MARKUP_FILTERS = frozenset(["say", "runs", "lang", "cdata", "json", "bare_json"])
_MARKUP_FUNCTIONS = frozenset(["t", "kept"])


class _Context(Context):
    """Calls what a template calls without asking what else it would like to know.

    Of all that templates can call, macros alone want something: how to escape. Asking took a
    tenth of the time that a page takes.
    """

    environment: FastEnvironment

    @internalcode
    def call(
        self,
        called: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: Any = None,  # what a template says of its own scopes, to whom it may concern
        _block_vars: Any = None,
        **named: Any,
    ) -> Any:
        if type(called) is not Macro:
            return called(*args, **named)
        if named or len(args) != self.environment.takes(called):
            return called(self.eval_ctx, *args, **named)
        # All that it takes, in its order: there is nothing to sort out.
        text = called._func(*args)
        return Markup(text) if self.eval_ctx.autoescape else text

    @internalcode
    def printed(self, called: Callable[..., Any], /, *args: Any, **named: Any) -> str:
        """The same where it is printed at once: then nobody asks whether it is escaped."""
        if type(called) is not Macro:
            return FastEnvironment.shown(called(*args, **named))
        if named or len(args) != self.environment.takes(called):
            return FastEnvironment.shown(called(self.eval_ctx, *args, **named))
        return called._func(*args)


def _takes(macro: Macro) -> int:
    """How many arguments a macro takes; -1 if it takes more than it names."""
    is_open = macro.caller or macro.catch_kwargs or macro.catch_varargs
    return -1 if is_open else len(macro.arguments)


class _Careful(CodeGenerator):
    """Lets what is printed pass through ``shown`` where Jinja's own would escape it.

    That makes a ``Markup`` of each of the hundred and more pieces of a page, only to join them.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            escaped = self._is_markup(node, frame) or self._is_printed(node)
            self.write("(" if escaped else "environment.shown(")

    def _is_printed(self, node: Expr) -> bool:
        """Whether an expression escapes its value itself, being printed."""
        return False

    def _is_markup(self, node: Expr, frame: Frame) -> bool:
        """Whether an expression is one of ours, whose value never has to be escaped."""
        if isinstance(node, Filter):
            return node.name in _MARKUP_FILTERS
        return isinstance(node, Call) and self._is_ours(node, frame)

    def _is_ours(self, node: Call, frame: Frame) -> bool:
        """Whether a call is one of our functions, and nothing of a template is called so."""
        if not isinstance(node.node, Name) or node.node.name not in _MARKUP_FUNCTIONS:
            return False
        load = frame.symbols.find_load(frame.symbols.ref(node.node.name))
        return load is not None and load[0] == VAR_LOAD_RESOLVE


class _Generator(_Careful):
    """Lets Python read attributes and call our functions, without Jinja in between.

    Jinja looks for a key where there is no attribute, and says what is undefined. A page looks at
    some 270 attributes, and all are there; if one is not, ``AttributeError`` says so, and the page
    is rendered once more by what ``_Careful`` generates. That saves an eighth of a page's time.
    """

    _printed: Expr | None = None  # the last expression that was to be printed

    @optimizeconst
    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:
        if not node.attr.isidentifier() or keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def _is_printed(self, node: Expr) -> bool:
        self._printed = node
        return isinstance(node, Call)

    @optimizeconst
    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:
        if self._is_ours(node, frame) and not (node.kwargs or node.dyn_args or node.dyn_kwargs):
            self.visit(node.node, frame)
            self.write("(")
            for each in node.args:
                self.visit(each, frame)
                self.write(", ")
            self.write(")")
            return
        self.write("context.printed(" if node is self._printed else "context.call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


class FastEnvironment(Environment):
    """Raises ``AttributeError`` where a template looks for what is not there."""

    context_class = _Context
    code_generator_class: type[CodeGenerator] = _Generator

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._ready: dict[str, Template] = {}
        self.takes = functools.cache(_takes)  # asked at every call of a macro

    @internalcode
    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        # A theme never changes, and holds few templates: nobody has to ask for how long they hold.
        ready = self._ready.get(name)
        if ready is None:
            ready = self._ready[name] = super()._load_template(name, globals)
        return ready

    @staticmethod
    def shown(value: Any) -> str:
        """A value as it is printed: escaped unless it is ``Markup``."""
        kind = type(value)
        if kind is Markup:
            return value  # type: ignore[no-any-return]
        if kind is str and not (
            "<" in value or "&" in value or ">" in value or '"' in value or "'" in value
        ):
            return value  # type: ignore[no-any-return]
        return escape(value)


class CarefulEnvironment(FastEnvironment):
    """Says what is not there, in the words of its ``undefined``."""

    code_generator_class = _Careful
