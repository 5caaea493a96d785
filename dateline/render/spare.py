"""Compiled templates run without Jinja, whose loading costs an edit on the command line as much as making its pages.

It knows what our own templates need of Jinja. Whatever else a template asks for is refused by an exception, and then the page is made by
Jinja: so this is for sites without templates of their own. That it prints the same is a law: tests/test_render_spare.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from types import CodeType
from typing import Any, NamedTuple

from markupsafe import Markup, escape, soft_str

from dateline.render.runtime import AnyContext, AnyEnvironment, AnyTemplate

CodeOf = Callable[[str], CodeType]  # name of a template → its code, as `compiler` writes it; raises whatever it likes where there is none
_LEEWAY = 5  # how much longer a text may be before it is cut short: Jinja's
_MISSING: Any = object()


class RefusedError(Exception):
    """Only Jinja can do this."""


def _refuse(*_: object, **__: object) -> Any:
    raise RefusedError


class _Escaping(NamedTuple):
    """What a template may ask about escaping, and cannot change here."""

    autoescape: bool = True
    volatile: bool = False


class _Context(AnyContext):
    """The names of a page."""

    eval_ctx = _Escaping()

    def __init__(self, environment: Spare, parent: dict[str, Any], blocks: Mapping[str, Any]) -> None:
        self.parent, self.vars, self.exported_vars = parent, dict[str, Any](), set[str]()
        self.blocks = {name: [block] for name, block in blocks.items()}
        self.told, self.links = environment.by_key(parent.get("say"), parent.get("link"))

    def resolve_or_missing(self, name: str) -> Any:
        return self.vars[name] if name in self.vars else self.parent.get(name, _MISSING)

    def get_all(self) -> dict[str, Any]:
        return {**self.parent, **self.vars} if self.vars else self.parent

    def super(self, name: str, current: object) -> Callable[[], Markup]:
        """The block that another stands in place of."""
        return self.block(name, self.blocks[name].index(current) + 1)

    def block(self, name: str, at: int = 0) -> Callable[[], Markup]:
        printed = self.blocks[name][at]
        return lambda: Markup("".join(printed(self)))  # noqa: S704 (a block has escaped it)

    def call(self, called: Any, *given: Any, _block_vars: object = None, _loop_vars: object = None, **named: Any) -> Any:
        if hasattr(called, "jinja_pass_arg"):
            raise RefusedError
        return called(*given, **named)


class _Self:
    """`self` in a template: its blocks as functions."""

    def __init__(self, context: _Context) -> None:
        self._context = context

    def __getitem__(self, name: str) -> Callable[[], Markup]:
        return self._context.block(name)


class _Module:
    """The macros of a template, as attributes."""

    def __init__(self, macros: Mapping[str, Any]) -> None:
        self.__dict__.update(macros)


class _Template(AnyTemplate):
    def __init__(self, environment: Spare, code: CodeType) -> None:
        given: dict[str, Any] = {"environment": environment, "__file__": code.co_filename}
        exec(code, given)  # noqa: S102 (what the compiler wrote)
        self.environment, self.blocks, self.root_render_func = environment, given["blocks"], given["root"]

    def new_context(self, given: dict[str, Any]) -> _Context:
        return _Context(self.environment, given, self.blocks)

    def render(self, given: Mapping[str, Any]) -> str:
        return "".join(self.root_render_func(self.new_context({**given})))

    def make_module(self, given: dict[str, Any], shared: bool, more: Mapping[str, Any]) -> _Module:  # noqa: ARG002, FBT001 (jinja's)
        """The macros, ready to be called."""
        return self.shared_module(given, lambda: self._made({**given, **{name: value for name, value in more.items() if value is not _MISSING}}))

    def _made(self, given: dict[str, Any]) -> _Module:
        context = self.new_context(given)
        for _ in self.root_render_func(context):
            pass
        return _Module({name: context.vars[name] for name in context.exported_vars})


class Spare(AnyEnvironment):
    """What compiled code calls by name."""

    missing = _MISSING
    tests: Mapping[str, Any] = {}

    def __init__(self, code_of: CodeOf) -> None:
        self._code_of = code_of
        self._templates: dict[str, _Template] = {}
        self.filters = _FILTERS

    def get_template(self, name: str, parent: str | None = None, /) -> _Template:  # noqa: ARG002 (jinja's)
        """The template of this name."""
        if name not in self._templates:
            self._templates[name] = _Template(self, self._code_of(name))
        return self._templates[name]

    def exported(self, names: str) -> list[Any]:
        """What Jinja gives to compiled templates: "Macro, missing"."""
        return [_EXPORTED.get(name, _refuse) for name in names.split(", ")]

    def getattr(self, of: Any, name: str) -> Any:
        """`of.name`, which for `self` is a block."""
        return of[name] if isinstance(of, _Self) else getattr(of, name)

    @staticmethod
    def getitem(of: Any, key: Any) -> Any:
        """`of[key]`."""
        return of[key]

    undefined = slow = staticmethod(_refuse)


def _same(given: Any) -> Any:
    return given


def _joined_as_html(parts: Iterable[Any]) -> str:
    """What `a ~ b` gives: marked as safe from the first part on that is."""
    before, rest = [], map(soft_str, parts)
    for part in rest:
        before.append(part)
        if hasattr(part, "__html__"):
            return Markup("").join(chain(before, rest))
    return "".join(before)


def _truncated(_: object, text: str, length: int) -> str:
    return text if len(text) <= length + _LEEWAY else text[: length - 3].rsplit(" ", 1)[0] + "..."


def _formatted(text: Any, *given: Any) -> Any:
    return soft_str(text) % given


def _mapped(_: object, items: Iterable[Any], *, attribute: str) -> list[Any]:
    return [getattr(item, attribute) for item in items]


def _joined(_: object, items: Iterable[Any], between: str) -> str:
    items = list(items)
    if any(type(item) is not str for item in items):
        raise RefusedError
    return between.join(items)


def _unique(_: object, items: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for item in items:
        found.setdefault(item.lower(), item)
    return list(found.values())


_EXPORTED: Mapping[str, Any] = {
    "Markup": Markup, "TemplateReference": _Self, "TemplateNotFound": RefusedError, "TemplateRuntimeError": RefusedError,
    "escape": escape, "identity": _same, "internalcode": _same, "markup_join": _joined_as_html, "missing": _MISSING,
}  # fmt: skip
_FILTERS: Mapping[str, Callable[..., Any]] = {
    "format": _formatted, "join": _joined, "length": len, "list": list, "map": _mapped, "safe": Markup, "trim": lambda text: soft_str(text).strip(),
    "truncate": _truncated, "unique": _unique,
}  # fmt: skip
