"""Templates compiled to fewer steps than Jinja takes by itself; what comes out is the same.

Jinja hands every piece of text on by itself, through a generator for each template that a page extends, makes an object of every
escaped text, looks every attribute up in two ways, and calls every function through another that looks for marks. Our pages are
made of frozen records, plain functions and text, so the code written here gathers a block in a list, one text for each run without
a condition, and does each of these in one step. What the code calls is in `runtime`. Where it fails (a theme's own mapping, a
misspelt field), the page is made again by Jinja's own code, which knows the other ways and the words for the mistake.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.idtracking import VAR_LOAD_ALIAS, VAR_LOAD_RESOLVE

from dateline.render.quick import QuickEnvironment
from dateline.render.runtime import OURS, PREFIX

_REACH_OUT = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_LEAVE_NAMES: tuple[type[nodes.Node], ...] = (nodes.Assign, nodes.AssignBlock, nodes.Macro, *_REACH_OUT)
_AROUND_BLOCKS = (nodes.Output, nodes.Block, nodes.Macro, nodes.Import, nodes.FromImport)


class FastGenerator(CodeGenerator):
    """Writes direct code where the template's words allow it."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 (jinja's)
        """The whole template; behind it, what its code calls and what `runtime` asks about it."""
        found = list(node.find_all((nodes.Name, nodes.Macro, *_REACH_OUT)))
        self._macros = {one.name for one in found if isinstance(one, nodes.Macro)}
        self._imported = {one.target for one in found if isinstance(one, nodes.Import)}
        self._gathers = not any(isinstance(one, nodes.Include) for one in found)  # what an include gives is handed on as it comes
        self._extends = any(isinstance(one, nodes.Extends) for one in found)
        self._given = sorted(OURS & {one.name for one in found if isinstance(one, nodes.Name)})
        self._renames = bool(OURS & {*self._macros, *self._imported, *(one.name for one in found if isinstance(one, nodes.Name) and one.ctx != "load")})
        self._outside: set[str] = set()  # the names that it takes from outside
        self._around = True  # while what stands around the blocks is written
        super().visit_Template(node, frame)
        names = None if any(isinstance(one, _REACH_OUT) for one in found) else sorted(self._outside - self.environment.globals.keys())
        leaves = {*self._macros, *self._imported, *(name if isinstance(name, str) else name[1] for one in found if isinstance(one, nodes.FromImport) for name in one.names)}
        self.writeline(f"names_from_outside, steady, extends, leaves = {names!r}, {_is_steady(node)!r}, {self._extends!r}, {sorted(leaves)!r}")
        self.writeline("e, o, LoopContext = environment.text, environment.other, environment.loop")

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        """A line; what Jinja imports for all templates is given by the environment, so that without Jinja another one can."""
        names = x.removeprefix("from jinja2.runtime import ")
        super().writeline(x if names == x else f"{names} = environment.exported({names!r})", node, extra)

    def write_commons(self) -> None:
        """What every function begins with: the words and links by key, and what all pages of a folder are given alike."""
        super().write_commons()
        if self._renames:
            self.writeline("raise NotImplementedError('a name of ours is used for something else')")
        self.writeline("told, links = context.told, context.links")
        if self._around:
            for name in self._given:
                self.writeline(f"g_{name} = resolve({name!r})")

    def enter_frame(self, frame: Frame) -> None:
        """The names that a piece of code takes from outside; a macro need not look for what stays the same."""
        for target, (action, name) in frame.symbols.loads.items():
            if action == VAR_LOAD_RESOLVE and name is not None:
                self._outside.add(name)
                if self._around and frame.parent is not None and name in self._given:
                    frame.symbols.loads[target] = (VAR_LOAD_ALIAS, f"g_{name}")
        super().enter_frame(frame)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """The statements of a block, or of the template around the blocks, are handed on as one text."""
        outermost = frame.parent is None and not frame.soft_frame
        whole = outermost and self._gathers and not (frame.toplevel and self._extends)
        if whole:
            self.buffer(frame)
        super().blockvisit(nodes, frame)
        if whole:
            self.writeline(f"yield concat({frame.buffer})")
        if outermost:
            self._around = False

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802
        """A place for a block."""
        if frame.buffer is None or node.scoped or node.required:
            super().visit_Block(node, frame)
        else:
            self.writeline(f"{frame.buffer}.extend(context.blocks[{node.name!r}][0](context))", node)

    def visit_Extends(self, node: nodes.Extends, frame: Frame) -> None:  # noqa: N802
        """The template around this one; only noted while this one is made ready for many pages."""
        super().visit_Extends(node, frame)
        self.writeline("parent_template = context.around(parent_template)")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """A run of text and values without a condition: one text."""
        if frame.buffer is None or frame.require_output_check or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().visit_Output(node, frame)
            return
        run = []
        for child in node.nodes:
            try:
                run.append(repr(self._output_child_to_const(child, frame, self._make_finalize())))
            except Exception:  # noqa: BLE001 (as in jinja: what is wrong shows when it is run)
                name = self.temporary_identifier()
                self.writeline(f"{name} = ", child)
                self._write_escaped(child, frame, name)
                run.append(f"f'{{{name}}}'")
        self.writeline(f"{frame.buffer}.append({' '.join(run)})")

    def _write_escaped(self, node: nodes.Expr, frame: Frame, name: str) -> None:
        """A value as HTML; `name` is free to hold it."""
        if isinstance(node, nodes.CondExpr):
            frame = frame.soft()
            self.write("(")
            self._write_escaped(node.expr1, frame, name)
            self.write(" if ")
            self.visit(node.test, frame)
            self.write(" else ")
            if node.expr2 is None:
                self.write("''")
            else:
                self._write_escaped(node.expr2, frame, name)
            self.write(")")
        elif self._is_by_key("say", node, frame) or self._is_by_key("link", node, frame):
            self.write("told[" if node.node.name == "say" else "links[")  # type: ignore[attr-defined]
            self.visit(node.args[0], frame)  # type: ignore[attr-defined]
            self.write("]")
        elif isinstance(node, nodes.Call) and self._is_macro(node.node) and not (node.dyn_args or node.dyn_kwargs):
            self._write_call(node, frame, ".text", PREFIX)
        else:
            self.write(f"(e({name}) if ({name} := ")
            self.visit(node, frame)
            self.write(f").__class__ is str else o({name}))")

    def _is_by_key(self, ours: str, node: nodes.Expr, frame: Frame) -> bool:
        """Whether this is a call of what we give as `ours` with a key alone."""
        if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == ours):
            return False
        if len(node.args) != 1 or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return False
        return frame.symbols.find_load(frame.symbols.ref(ours)) in ((VAR_LOAD_RESOLVE, ours), (VAR_LOAD_ALIAS, f"g_{ours}"))

    def _is_macro(self, called: nodes.Expr) -> bool:
        if isinstance(called, nodes.Name):
            return called.name in self._macros or called.name in ("once", "reuse")
        return isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name) and called.node.name in self._imported

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
        called = node.node
        ours = isinstance(called, nodes.Name) and called.name in OURS
        ours |= isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name) and called.node.name == "say"
        if forward_caller or node.dyn_args or node.dyn_kwargs or not (ours or self._is_macro(called)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
        else:
            self._write_call(node, frame)

    def _write_call(self, node: nodes.Call, frame: Frame, way: str = "", prefix: str = "") -> None:
        self.visit(node.node, frame)
        self.write(f"{way}(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{prefix}{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro that is called without a detour, unless it takes whatever it is given."""
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs or not frame.eval_ctx.autoescape:
            self.write("environment.slow(")
            super().macro_def(macro_ref, frame)
            self.write(")")
        else:
            names = tuple(argument.name for argument in macro_ref.node.args)
            self.write(f"environment.quick(macro, {getattr(macro_ref.node, 'name', '')!r}, {names!r})")


def _is_steady(template: nodes.Template) -> bool:
    """Whether what stands around the blocks leaves the same names behind on every page, so that one context does for all."""
    for one in template.body:
        if isinstance(one, nodes.Extends):
            if not isinstance(one.template, nodes.Const):
                return False
        elif not isinstance(one, _AROUND_BLOCKS) and (isinstance(one, _LEAVE_NAMES) or any(one.find_all(_LEAVE_NAMES))):
            return False
    return True


class FastEnvironment(QuickEnvironment):
    """An environment whose templates are compiled so."""

    code_generator_class = FastGenerator
