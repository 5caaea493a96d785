"""Templates compiled to fewer steps than Jinja takes by itself; what comes out is the same.

Jinja looks every attribute up through a function that also tries an index, calls every function through another that looks for
marks, makes an object of every escaped text, and sets an imported template up anew for every page. Our pages are made of frozen
dataclasses, plain functions and text, so the code written here does each in one step. Where that fails (a theme's own mapping, a
misspelt field), the page is made again by Jinja's own code, which knows the other ways and the words for the mistake.
"""

from __future__ import annotations

import keyword
import re
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

_OURS = frozenset({"say", "link", "quoted", "once"})  # given to every page: plain functions, the same for all pages of a folder
_REACH_OUT = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_unsafe = re.compile("[&<>\"']").search
_new = str.__new__


class FastGenerator(CodeGenerator):
    """Writes direct code where the template's words allow it."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 (jinja's)
        """The whole template; behind it, which names it takes from outside, if an import of it can be shared."""
        self._macros = frozenset(macro.name for macro in node.find_all(nodes.Macro))
        self._imported = frozenset(one.target for one in node.find_all(nodes.Import))
        super().visit_Template(node, frame)
        names = None if any(node.find_all(_REACH_OUT)) else sorted(find_undeclared_variables(node))
        self.writeline(f"names_from_outside = {names!r}")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """`page.title` as it stands."""
        own_block = isinstance(node.node, nodes.Name) and node.node.name == "self"  # `self.title()` is an item, not an attribute
        if node.attr.isidentifier() and not keyword.iskeyword(node.attr) and not (own_block or isinstance(node.node, nodes.Const)):
            self.write("(")
            self.visit(node.node, frame)
            self.write(f").{node.attr}")
        else:
            super().visit_Getattr(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """A call of what is given to every page, or of a macro, without a detour."""
        if forward_caller or node.dyn_args or node.dyn_kwargs or not self._is_ours(node.node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _is_ours(self, called: nodes.Expr) -> bool:
        if isinstance(called, nodes.Name):
            return called.name in _OURS or called.name in self._macros
        if isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name):
            return called.node.name == "say" or called.node.name in self._imported
        return False

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro that is called without a detour."""
        self.write("environment.made_fast(")
        super().macro_def(macro_ref, frame)
        self.write(")")


class FastTemplate(Template):
    """A template whose macros, imported with context, are set up once for all pages that give it the same."""

    def make_module(self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Any = None) -> TemplateModule:  # noqa: A002, FBT001, FBT002 (jinja's)
        """The macros, ready to be called."""
        names = self.root_render_func.__globals__.get("names_from_outside")
        if vars is None or names is None or any(name in vars and name not in _OURS for name in names):
            return super().make_module(vars, shared, locals)
        given = tuple(vars.get(name) for name in names)
        kept: dict[tuple[Any, ...], TemplateModule] = self.__dict__.setdefault("kept", {})
        if given not in kept:
            kept[given] = super().make_module(vars, shared, locals)
        return kept[given]


class FastEnvironment(Environment):
    """An environment whose templates are compiled so."""

    code_generator_class = FastGenerator
    template_class = FastTemplate

    @staticmethod
    def escaped(value: object) -> str:
        """The value as HTML: text that is joined at once need not remember that it is safe."""
        kind = type(value)
        if kind is Markup or (kind is str and not _unsafe(value)):  # type: ignore[call-overload]
            return value  # type: ignore[return-value]
        return escape(value)

    @staticmethod
    def made_fast(macro: Macro) -> Any:
        """The macro, called with its arguments in place; anything unusual is left to itself."""
        function, names, most = macro._func, macro.arguments, len(macro.arguments)
        if macro.catch_kwargs or macro.catch_varargs or macro.caller or not macro._default_autoescape:
            return macro

        def call(*given: Any, **named: Any) -> Markup:
            at = len(given)
            if at < most:
                given += tuple([named.pop(name, missing) for name in names[at:]]) if named else (missing,) * (most - at)
            if named or at > most:
                raise TypeError(f"macro {macro.name} takes other arguments")
            return _new(Markup, function(*given))

        call.name = macro.name  # type: ignore[attr-defined]
        return call
