"""Prints a context with its template; what the pages of a folder share is printed once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from dateline.render.env import printable
from dateline.render.page import HTML, Page, relative, under
from dateline.render.views import Site
from dateline.render.words import Words


class Here:
    """The links of all pages of one folder; `path` is the page that is being printed."""

    def __init__(self) -> None:
        self.path = ""

    def __call__(self, target: str) -> str:
        """The link to the site path `target`."""
        return relative(self.path, target)


@dataclass(frozen=True)
class Folder:
    """What the pages of a folder are given alike."""

    link: Here = field(default_factory=Here)
    shelf: dict[tuple[str, str], Markup] = field(default_factory=dict)

    def once(self, macro: Callable[..., Markup], key: str = "", *arguments: object) -> Markup:
        """Prints a macro once for all pages of the folder, whose links are the same."""
        place = (macro.name, key)  # type: ignore[attr-defined]
        if place not in self.shelf:
            self.shelf[place] = macro(*arguments)
        return self.shelf[place]


class Press:
    """Prints pages, one at a time."""

    def __init__(self, fast: Environment, exact: Environment, site: Site, words: Words) -> None:
        self.site = site
        self._fast, self._exact = fast, exact
        self._given = {"site": site, "say": words, "quoted": words.quoted}
        self._folders: dict[str, dict[str, Any]] = {}

    def page(self, path: str, template: str, context: Any, media_type: str = HTML, *, absolute: str = "") -> Page:
        """The page at `path`; `absolute` is the base path of a page that is served at any depth."""
        given = {**self._folder(path), "page": context, "path": path}
        if absolute:
            given["link"] = partial(under, absolute)
        else:
            given["link"].path = path
        try:
            text = self._fast.get_template(template).render(given)
        except Exception:  # noqa: BLE001 (whatever went wrong, the exact way either works or tells what is wrong)
            text = self._exact.get_template(template).render(given)
        return Page(path, printable(text).encode("utf-8", "replace"), media_type)

    def _folder(self, path: str) -> dict[str, Any]:
        """What the pages beside this one are given: deeper folders share theirs, since all links climb to the root."""
        folder = path.rpartition("/")[0] or path  # a page of the root shares with no other
        name = "/" * folder.count("/") or folder
        if name not in self._folders:
            made = Folder()
            self._folders[name] = {**self._given, "link": made.link, "once": made.once}
        return self._folders[name]
