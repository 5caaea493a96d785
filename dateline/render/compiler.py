"""Templates compiled to fewer steps than Jinja takes by itself; what comes out is the same.

Jinja looks every attribute up through a function that also tries an index, calls every function through another that looks for
special marks, and makes an object of every escaped text. Pages are made of frozen dataclasses, plain functions and text, so the
code written here does each in one step. Where that fails (a theme's own mapping, a misspelt field), the page is made again by
Jinja's own code, which knows the other ways and the words for the mistake: see `Press.page`.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterator
from typing import Any

from jinja2 import BaseLoader, Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from markupsafe import Markup, escape

_OURS = frozenset({"say", "link", "quoted", "once"})  # given to every page: plain functions


class FastGenerator(CodeGenerator):
    """Writes direct code where the template's words allow it."""

    _macros: frozenset[str] = frozenset()
    _imported: frozenset[str] = frozenset()

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Note what is a macro before anything is written."""
        self._macros = frozenset(macro.name for macro in node.find_all(nodes.Macro))
        self._imported = frozenset(one.target for one in node.find_all(nodes.Import))
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """`page.title` as it stands."""
        if node.attr.isidentifier() and not keyword.iskeyword(node.attr) and not isinstance(node.node, nodes.Const):
            self.write("(")
            self.visit(node.node, frame)
            self.write(f").{node.attr}")
        else:
            super().visit_Getattr(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002 (jinja's)
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
