"""The code of compiled templates run by Jinja's own environment, so that themes keep every word of the language."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, Template, runtime
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import escape

from dateline.render.runtime import PREFIX, AnyContext, AnyEnvironment, AnyTemplate


class QuickContext(AnyContext, Context):
    """The names of a page, with its words and links by key."""

    def __init__(self, environment: QuickEnvironment, parent: dict[str, Any], name: str | None, blocks: dict[str, Any], globals: Any = None) -> None:  # noqa: A002 (jinja's)
        super().__init__(environment, parent, name, blocks, globals)
        self.told, self.links = environment.by_key(parent.get("say"), parent.get("link"))


class QuickTemplate(AnyTemplate, Template):
    """A template whose setting up is done once for many pages."""

    environment: QuickEnvironment

    def make_module(self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Any = None) -> TemplateModule:  # noqa: A002, FBT001, FBT002 (jinja's)
        """The macros, ready to be called."""
        return self.shared_module(vars, lambda: super(AnyTemplate, self).make_module(vars, shared, locals))


class QuickEnvironment(AnyEnvironment, Environment):
    """What compiled code calls by name."""

    template_class = QuickTemplate
    context_class = QuickContext
    missing = missing

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters = {name: _without_waiting(given) for name, given in self.filters.items()}

    @staticmethod
    def exported(names: str) -> list[Any]:
        """What Jinja gives to compiled templates: "Macro, missing"."""
        return [getattr(runtime, name) for name in names.split(", ")]

    @staticmethod
    def slow(macro: Macro) -> Macro:
        """A macro that takes whatever it is given."""
        macro.text = lambda *given, **named: escape(macro(*given, **{name.removeprefix(PREFIX): value for name, value in named.items()}))  # type: ignore[attr-defined]
        return macro

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`, also for filters that look into records: those have attributes and no items."""
        if argument.__class__ is str and not hasattr(obj, "__getitem__") and hasattr(obj, argument):
            return getattr(obj, argument)
        return super().getitem(obj, argument)


def _without_waiting(given: Any) -> Any:
    """A filter without its other half, which waits for items that come later."""
    return given.__wrapped__ if hasattr(given, "jinja_async_variant") else given
