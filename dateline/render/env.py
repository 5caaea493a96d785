"""The Jinja environment of the pages: an undefined name is an error, escaping is always on."""

from __future__ import annotations

from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

# What no page may carry: control characters that HTML and XML forbid, and the marks that reorder the text around them.
_DROPPED = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFE, 0xFFFF]
)


def make_environment(loader: BaseLoader) -> Environment:
    """The environment that all templates are read with; `loader` decides which file of a name wins."""
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def printable(text: str) -> str:
    """`text` without the characters that no page may carry."""
    return text.translate(_DROPPED)


def _finalize(value: Any) -> Any:
    """What is printed for `value`: never "None", and never a forbidden character."""
    if value is None:
        return ""
    if isinstance(value, Markup):
        return Markup(str(value).translate(_DROPPED))  # noqa: S704 — was safe before, and only lost characters
    return printable(value) if isinstance(value, str) else value
