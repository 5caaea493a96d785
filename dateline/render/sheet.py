"""How a page comes to be: a template and the function that makes what it shows.

A site is a list of sheets, each with its path; a page is made when it is asked for. What `make` is given besides the book
is plain data of the plan, so that a sheet which is not what it was tells that its page is not either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from msgspec.structs import replace as changed

from dateline.render.page import HTML
from dateline.render.views import LinkedName

__all__ = ["Near", "Sheet", "Sheets", "changed"]

Near = tuple[LinkedName | None, LinkedName | None]  # the page before and the page after


class Sheet(NamedTuple):
    """A page that can be made."""

    template: str  # "" where `make` gives the bytes themselves
    make: Callable[..., Any]  # (book, *given) → what the template gets as `page`
    given: tuple[Any, ...] = ()
    media_type: str = HTML
    absolute: bool = False  # whether the page is served at any depth


Sheets = Iterator[tuple[str, Sheet]]  # each with its path
