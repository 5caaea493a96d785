"""A site as pages that can be made one by one, in any order, each when it is asked for.

    edition = Edition(archive, loader, static, strings=strings)
    for path in edition.sheets: page = edition.make(path)

After `make`, `edition.book.reads` holds what the page was made from (cells, see `book`), and `plan_kept.stale` tells which
cells differ between two plans: together they say which pages an edit leaves as they are.
"""

from __future__ import annotations

import contextlib
import copy
import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, cast

from dateline.model import Archive
from dateline.render.book import Book, make_book
from dateline.render.changes import changes_feed, changes_page
from dateline.render.contexts import MethodPage, SearchPage, TextPage
from dateline.render.env import make_environment
from dateline.render.event import event_sheets
from dateline.render.export import SCHEMA_PATH, json_schema
from dateline.render.feeds import base_of, person_feed, robots, site_feed, sitemap_paths, sitemaps
from dateline.render.held import Heap, Room
from dateline.render.known import known_sheets
from dateline.render.lists import method_page, moved_sheets, not_found_page, people_sheets, sources_page
from dateline.render.markdown import to_html
from dateline.render.outlet import outlet_sheets
from dateline.render.page import ATOM, JSON, TEXT, XML, Page
from dateline.render.person import person_sheets
from dateline.render.plan import Plan
from dateline.render.press import Environment, Press
from dateline.render.responses import responses_sheets
from dateline.render.search import FOLDER
from dateline.render.sheet import Sheet, Sheets
from dateline.render.site import GivenSite, assets, make_site, own_pages, page_title, without_title
from dateline.render.source import source_sheets
from dateline.render.spare import CodeOf, Spare
from dateline.render.timeline import front_sheets, month_sheets, timeline_sheets, topic_sheets, year_sheets
from dateline.render.turns import in_turn
from dateline.render.views import Counts, Site
from dateline.render.words import Strings, Words

if TYPE_CHECKING:
    from jinja2 import BaseLoader

SCRIPT = "text/javascript; charset=utf-8"
_TYPES = {".css": "text/css; charset=utf-8", ".js": SCRIPT, ".svg": "image/svg+xml", ".png": "image/png"}


class Edition:
    """A site of these records, whose plan is known."""

    def __init__(
        self, archive: Archive, plan: Plan, loader: BaseLoader | Callable[[], BaseLoader], static: Mapping[str, bytes], *,
        strings: Mapping[str, str], draft: bool = False, stands: Mapping[str, bytes] | None = None, room: Callable[[], Room] = Heap, code_of: CodeOf | None = None,
    ) -> None:  # fmt: skip
        """`archive` and `plan` without proposals, unless this is a draft; `archive.config.strings` wins over `strings`.

        `stands`: where the words of events stand, as `outlines_of` handed it on; what is not there is looked for when a page
        shows it. What was made for one page waits in a `room` for the next; each process that makes pages asks for one of its own.
        With `code_of`, which gives templates as they were compiled, Jinja is loaded where a page needs it; then `loader` may be what makes one.
        """
        self._room = room
        self._words = Words(Strings({**strings, **archive.config.strings}))
        self._loader, self._code_of = loader, code_of
        self.static = static
        self._open(archive, plan, draft=draft, stands=stands)

    def after(self, archive: Archive, plan: Plan) -> Edition:
        """The same look for other records."""
        other = copy.copy(self)
        for found in ("sheets", "site", "_press"):
            other.__dict__.pop(found, None)
        other._open(archive, plan, draft=self.book.draft)
        return other

    def _open(self, archive: Archive, plan: Plan, *, draft: bool, stands: Mapping[str, bytes] | None = None) -> None:
        self.book: Book = make_book(archive, self._words, plan, draft=draft, stands=stands, room=self._room)
        self._folders: dict[tuple[str, str], Mapping[str, Sheet]] = {}

    @cached_property
    def _environments(self) -> tuple[Environment, Environment]:
        """The quick one, and the one that knows every way."""
        if self._code_of:
            return Spare(self._code_of), _Later(self._loader)
        from dateline.render.compiler import FastEnvironment

        loader = _loader_of(self._loader)
        return make_environment(loader, FastEnvironment), make_environment(loader)

    @cached_property
    def site(self) -> Site:
        """What every page is given."""
        return make_site(self.book, self.static)

    @cached_property
    def _press(self) -> Press:
        return Press(*self._environments, cast("Site", GivenSite(self.site, self.book)), self._words, self.book.reads)

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """Every page, each path once, in a fixed order."""
        return dict(_sheets(self))

    def prepare(self) -> None:
        """Load the templates of all pages; one that cannot be loaded is told when a page needs it."""
        for template in {sheet.template for sheet in self.sheets.values() if sheet.template}:
            with contextlib.suppress(Exception):
                self._environments[0].get_template(template)

    def in_turn(self) -> list[str]:
        """The paths of all pages in the order in which they are made with the least work."""
        return in_turn(self.book.plan, self.sheets)

    def sheet(self, path: str) -> Sheet | None:
        """How the page at `path` is made, found without listing all pages; None where there is none."""
        if "sheets" in self.__dict__:
            return self.sheets.get(path)
        folder, _, name = path.partition("/")
        if not name:
            return self._of_folder("").get(path) or self.sheets.get(path)
        only = name.partition("/")[0].removesuffix(".html").removesuffix(".xml")
        near = self._of_folder(folder, only) if folder in _ONE else self._of_folder(folder)
        return near.get(path) or (self._of_folder("").get(path) if folder in _ONE else None) or self.sheets.get(path)

    def _of_folder(self, folder: str, only: str = "") -> Mapping[str, Sheet]:
        """The pages of a folder, of one record where they are found by its name; "" is the rest of the site."""
        if (folder, only) not in self._folders:
            sheets = _ONE[folder](self.book, only) if only else _IN_FOLDER[folder](self.book) if folder in _IN_FOLDER else _rest(self)
            self._folders[folder, only] = dict(sheets)
        return self._folders[folder, only]

    def make(self, path: str) -> Page:
        """The page at `path`. Raises jinja2.TemplateError for a broken template and KeyError for a string that is missing."""
        if page := self.make_if_any(path):
            return page
        raise LookupError(path)

    def make_if_any(self, path: str) -> Page | None:
        """The same; None where there is no such page."""
        sheet = self.sheet(path)
        return self._made(path, sheet) if sheet else None

    def forget(self) -> None:
        """Let go of what pages share, once all are made: of it search and data show packed entries alone, and need the memory."""
        self.book.entries.rest()
        self.book.said.clear()
        self._press.forget()

    def _made(self, path: str, sheet: Sheet) -> Page:
        self.book.reads.clear()
        if not sheet.template:
            return Page(path, sheet.make(self, *sheet.given), sheet.media_type)
        shown = sheet.make(self.book, *sheet.given)
        absolute = base_path(base_of(self.book)) if sheet.absolute else ""
        return self._press.page(path, sheet.template, shown, sheet.media_type, absolute=absolute)


class _Later:
    """Jinja's environment, which is made when it is asked for the first template."""

    def __init__(self, loader: BaseLoader | Callable[[], BaseLoader]) -> None:
        self._loader = loader

    @cached_property
    def _environment(self) -> Environment:
        return make_environment(_loader_of(self._loader))

    def get_template(self, name: str, /) -> object:
        """The template of this name."""
        return self._environment.get_template(name)


def _loader_of(loader: BaseLoader | Callable[[], BaseLoader]) -> BaseLoader:
    return loader() if callable(loader) else loader


def base_path(base_url: str) -> str:
    """The path part of the site's address, "/" when it is not known."""
    return "/" + base_url.split("/", 3)[3] if base_url.count("/") > 2 else "/"


def _person_and_feed(book: Book, only: str) -> Sheets:
    yield from person_sheets(book, only)
    if only in book.plan.people:
        yield _feed(only)


def _feed(name: str) -> tuple[str, Sheet]:
    return f"people/{name}.xml", Sheet("feed.xml", person_feed, (name,), ATOM)


_ONE: Mapping[str, Callable[[Book, str], Sheets]] = {
    "events": event_sheets, "people": _person_and_feed, "sources": source_sheets,
    "months": month_sheets, "known": known_sheets, "responses": responses_sheets,
}  # fmt: skip
_IN_FOLDER: Mapping[str, Callable[[Book], Sheets]] = {"years": year_sheets, "topics": topic_sheets, "outlets": outlet_sheets, "initials": people_sheets}


def _sheets(edition: Edition) -> Sheets:
    """Every page."""
    listed = []
    for path, sheet in _pages(edition):
        listed.append(path)
        yield path, sheet
    yield from _around(edition)
    yield from map(_feed, edition.book.plan.people)
    told = hashlib.blake2b("\n".join(listed).encode("utf-8", "replace"), digest_size=16).hexdigest()
    yield from ((path, Sheet("", _sitemap, (path, len(listed), told), XML)) for path in sitemap_paths(edition.book, len(listed)))


def _rest(edition: Edition) -> Sheets:
    """The pages of the root, and the few of other folders; not the sitemap, which changes with the list of pages alone."""
    yield from front_sheets(edition.book)
    yield from responses_sheets(edition.book, "none")
    yield from people_sheets(edition.book)
    yield from _of_root(edition)
    yield from _around(edition)


def _pages(edition: Edition) -> Sheets:
    """The pages that a sitemap lists."""
    book = edition.book
    for family in (timeline_sheets, topic_sheets, event_sheets, person_sheets, source_sheets, outlet_sheets, known_sheets, responses_sheets, people_sheets):
        yield from family(book)
    yield from _of_root(edition)


def _of_root(edition: Edition) -> Sheets:
    yield "sources.html", Sheet("sources.html", sources_page)
    yield "search.html", Sheet("search.html", _search, (edition.site.search_script,))
    yield "changes.html", Sheet("changes.html", changes_page)
    yield "method.html", Sheet("method.html", _method, (edition.site.counts,))
    for name, text in own_pages(edition.book):
        yield f"{name}.html", Sheet("page.html", _own, (name, text))


def _around(edition: Edition) -> Sheets:
    """What a sitemap does not list."""
    book = edition.book
    yield "404.html", Sheet("404.html", not_found_page, absolute=True)
    yield from moved_sheets(book)
    yield "feed.xml", Sheet("feed.xml", site_feed, media_type=ATOM)
    yield "changes.xml", Sheet("feed.xml", changes_feed, ("changes.xml",), ATOM)
    yield SCHEMA_PATH, Sheet("", _schema, media_type=JSON)
    yield "robots.txt", Sheet("", _robots, media_type=TEXT)
    yield ".nojekyll", Sheet("", _empty, media_type=TEXT)
    if book.archive.config.domain:
        yield "CNAME", Sheet("", _cname, media_type=TEXT)
    yield from ((path, Sheet("", _asset, (path,), _TYPES.get(path[path.rfind(".") :], "application/octet-stream"))) for path, _ in assets(book, edition.static))


def _search(book: Book, script: str) -> SearchPage:  # noqa: ARG001
    return SearchPage(f"{FOLDER}/meta.js", f"{FOLDER}/who.js", FOLDER, script)


def _method(book: Book, counts: Counts) -> MethodPage:
    return method_page(book, counts, without_title(book.archive.pages.get("method", "")))


def _own(book: Book, name: str, text: str) -> TextPage:  # noqa: ARG001
    return TextPage(page_title(name, text), to_html(without_title(text)))


def _schema(edition: Edition) -> bytes:  # noqa: ARG001
    return json_schema().encode()


def _sitemap(edition: Edition, path: str, count: int, told: str) -> bytes:  # noqa: ARG001
    return sitemaps(edition.book, islice(edition.sheets, count))[path].encode()  # the pages that it lists are the first


def _robots(edition: Edition) -> bytes:
    return robots(edition.book).encode()


def _empty(edition: Edition) -> bytes:  # noqa: ARG001
    return b""


def _cname(edition: Edition) -> bytes:
    return f"{edition.book.archive.config.domain}\n".encode()


def _asset(edition: Edition, path: str) -> bytes:
    return dict(assets(edition.book, edition.static))[path]
