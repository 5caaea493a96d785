"""Prints a context with its template; what pages share is printed once.

A page is given `link`, `once` and `reuse`, besides `site`, the words and itself. Links climb to the root of the site, so that they
are the same on all pages equally deep, whatever their folder: what `reuse` prints there serves them all. So it is printed as on
no page: a page's link to itself is shorter, and would lead astray elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import Any, Protocol
from urllib.parse import quote

from markupsafe import Markup

from dateline.render.env import printed
from dateline.render.page import HTML, Page, relative, under
from dateline.render.runtime import AnyTemplate, escaped_text
from dateline.render.views import Site
from dateline.render.words import Words

_MOST_LINKS = 8_192  # links held at a time, some 250 bytes each
_MOST_BYTES = 64_000_000  # of what is printed once for many pages; the entries of 10,000 events take 12 MB …
_MOST_BYTES_BELOW = 4_000_000  # … and of what only parts of long lists share, which are made along the timeline
_AndRead = tuple[str | bytes, frozenset[str]]  # what was printed, and the cells that were read meanwhile
_as_it_is = re.compile(r"[A-Za-z0-9/._~?=-]*").fullmatch


class Links:
    """The links of all pages equally deep; `turn` says which page is being printed."""

    def __init__(self, depth: int) -> None:
        self.path = ""
        self._up = "../" * depth
        self.escaped = _Escaped(self)

    def turn(self, path: str) -> None:
        """The page at `path` is next."""
        self.path = path
        self.escaped.pop(path, None)

    @contextmanager
    def of_no_page(self) -> Iterator[None]:
        """Links as no page has them that leads to itself, until what is printed for many is done."""
        path = self.path
        self.turn("")
        try:
            yield
        finally:
            self.turn(path)

    def __call__(self, target: str) -> str:
        """The link to the site path `target`; within the page, to the place alone."""
        path, mark, fragment = target.partition("#")
        if not path or path == self.path:
            return relative(self.path, target)
        return f"{self._up}{path if _as_it_is(path) else quote(path, safe='/.-_~?=')}{mark}{fragment}"


class _Escaped(dict[str, str]):
    """Site path → link, as HTML. Links to places are many and seldom used twice: they are not held."""

    def __init__(self, links: Links) -> None:
        super().__init__()
        self._links = links

    def __missing__(self, target: str) -> str:
        path, mark, fragment = target.partition("#")
        if not path or path == self._links.path:
            return escaped_text(self._links(target))
        if mark:
            return self[path] + escaped_text(mark + fragment)
        if len(self) > _MOST_LINKS:
            self.clear()
        self[target] = escaped_text(self._links(target))
        return self[target]


class Printed:
    """Prints macros once for many pages. What a piece read while it was printed, every page that uses it has read."""

    def __init__(self, reads: set[str], links: Links | None = None, most: int = _MOST_BYTES) -> None:
        """`links`: those of the pages that share what is printed, where these are several; `most`: bytes held at a time."""
        self._reads, self._links, self._most = reads, links, most
        self._kept: defaultdict[int, dict[str, str | bytes | _AndRead]] = defaultdict(dict)  # macro → key → what it prints
        self._size = 0

    def __call__(self, macro: Any, key: str = "", *arguments: object) -> Markup:
        """What the macro prints, marked as safe."""
        return Markup(self.text(macro, key, *arguments))  # noqa: S704 (a macro has escaped it)

    def text(self, macro: Any, key: str = "", *arguments: object) -> str:
        """What the macro prints with these arguments, or printed with this key before."""
        kept = self._kept[id(macro._func.__code__)]
        if key not in kept:
            return self._print(kept, key, macro, arguments)
        content = kept[key]
        if isinstance(content, tuple):
            content, read = content
            self._reads |= read
        return content if isinstance(content, str) else content.decode("utf-8", "surrogatepass")

    def forget(self) -> None:
        """Let go of all that was printed."""
        for kept in self._kept.values():
            kept.clear()
        self._size = 0

    def _print(self, kept: dict[str, str | bytes | _AndRead], key: str, macro: Callable[..., Markup], arguments: tuple[object, ...]) -> str:
        before = set(self._reads)
        self._reads.clear()
        try:
            with self._links.of_no_page() if self._links else nullcontext():
                text = str(macro(*arguments))
            read = frozenset(self._reads)
        finally:
            self._reads |= before
        content = text.encode("utf-8", "surrogatepass") if key else text  # as bytes the many take half the memory
        if self._size + len(content) > self._most:
            self.forget()
        kept[key] = (content, read) if read else content
        self._size += len(content)
        return text


class Environment(Protocol):
    """What templates are taken from: Jinja's environment, or `spare`."""

    def get_template(self, name: str, /) -> Any:
        """The template of this name."""


class Press:
    """Prints pages, one at a time."""

    def __init__(self, fast: Environment, exact: Environment, site: Site, words: Words, reads: set[str] | None = None) -> None:
        """`reads` holds what the page being made has read; what it shares with others adds what that read."""
        self.site = site
        self._fast, self._exact = fast, exact
        self._reads = set() if reads is None else reads
        self._given = {"site": site, "say": words, "quoted": words.quoted}
        self._depths: dict[int, dict[str, Any]] = {}
        self._folders: dict[str, dict[str, Any]] = {}
        self._ready: dict[tuple[str, str], Callable[[Any, str], str] | None] = {}

    def page(self, path: str, template: str, context: Any, media_type: str = HTML, *, absolute: str = "") -> Page:
        """The page at `path`; `absolute` is the base path of a page that is served at any depth."""
        folder = path.rpartition("/")[0]
        given = self._folder(folder, path.count("/"))
        if absolute:
            given = {**given, "link": partial(under, absolute), "reuse": Printed(self._reads)}
        else:
            given["link"].turn(path)
        try:
            text = self._print_fast(folder, template, given, context, path)
        except Exception:  # noqa: BLE001 (whatever went wrong, the exact way either works or tells what is wrong)
            self._ready.pop((folder, template), None)
            text = self._exact.get_template(template).render({**given, "page": context, "path": path})
        return Page(path, printed(text), media_type)

    def forget(self) -> None:
        """Let go of what pages share; it is printed again where another page is made."""
        for given in self._depths.values():
            given["reuse"].forget()

    def _print_fast(self, folder: str, template: str, given: dict[str, Any], context: Any, path: str) -> str:
        if (folder, template) not in self._ready:
            self._ready[folder, template] = self._made_ready(template, given) if folder else None  # a page of the root shares with no other
        ready = self._ready[folder, template]
        return ready(context, path) if ready else self._fast.get_template(template).render({**given, "page": context, "path": path})

    def _made_ready(self, template: str, given: dict[str, Any]) -> Callable[[Any, str], str] | None:
        found = self._fast.get_template(template)
        if not isinstance(found, AnyTemplate):
            return None
        with given["link"].of_no_page() if isinstance(given["link"], Links) else nullcontext():
            return found.ready(given)

    def _folder(self, folder: str, depth: int) -> dict[str, Any]:
        """What the pages of a folder are given."""
        if depth not in self._depths:
            links = Links(depth)
            self._depths[depth] = {**self._given, "link": links, "reuse": Printed(self._reads, links, _MOST_BYTES_BELOW if depth > 1 else _MOST_BYTES)}
        if not folder:
            return {**self._depths[depth], "once": Printed(self._reads)}
        if folder not in self._folders:
            self._folders[folder] = {**self._depths[depth], "once": Printed(self._reads, self._depths[depth]["link"])}
        return self._folders[folder]
