"""The Jinja environment of the pages: an undefined name is an error, escaping is always on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

_USUAL = b"\t\n\r" + bytes(range(0x20, 0x7F))  # most of a page in any language: what is left of it is looked at one by one
# What no page may carry: control characters that HTML and XML forbid, and the marks that reorder the text around them.
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def make_environment(loader: BaseLoader, kind: type[Environment] | None = None) -> Environment:
    """The environment that all templates are read with; `loader` decides which file of a name wins."""
    from jinja2 import Environment, StrictUndefined

    return (kind or Environment)(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def printable(text: str) -> str:
    """`text` without the characters that no page may carry."""
    return text if text.isprintable() else _DROPPED.sub("", text)  # half the time for nearly every text


def printed(text: str) -> bytes:
    """`text` in UTF-8, without the characters that no page may carry."""
    content = text.encode("utf-8", "replace")
    rest = content.translate(None, _USUAL)
    return printable(text).encode("utf-8", "replace") if rest and _DROPPED.search(rest.decode()) else content
