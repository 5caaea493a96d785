"""A site as pages that can be made one by one, in any order, each when it is asked for.

    edition = Edition(archive, loader, static, strings=strings)
    for path in edition.sheets: page = edition.make(path)

After `make`, `edition.reads(path)` tells what the page was made from (cells, see `book`), and `stale(before, now)` which cells
differ between two plans: together they say which pages an edit leaves as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, cast

from jinja2 import BaseLoader

from dateline.model import Archive
from dateline.render.book import Book, make_book
from dateline.render.changes import changes_feed, changes_page
from dateline.render.compiler import FastEnvironment
from dateline.render.contexts import MethodPage, SearchPage, TextPage
from dateline.render.env import make_environment
from dateline.render.event import event_sheets
from dateline.render.export import SCHEMA_PATH, json_schema
from dateline.render.feeds import base_of, person_feed, robots, site_feed, sitemap_paths, sitemaps
from dateline.render.known import known_sheets
from dateline.render.lists import method_page, moved_sheets, not_found_page, people_sheets, sources_page
from dateline.render.markdown import to_html
from dateline.render.outlet import outlet_sheets
from dateline.render.page import ATOM, JSON, TEXT, XML, Page
from dateline.render.person import person_sheets
from dateline.render.plan import Plan
from dateline.render.press import Press
from dateline.render.responses import responses_sheets
from dateline.render.search import FOLDER
from dateline.render.sheet import Sheet, Sheets
from dateline.render.site import (
    COUNTS,
    UPDATED,
    GivenSite,
    assets,
    make_site,
    own_pages,
    page_title,
    without_title,
)
from dateline.render.source import source_sheets
from dateline.render.timeline import timeline_sheets, topic_sheets
from dateline.render.views import Counts, Site
from dateline.render.words import Strings, Words

SCRIPT = "text/javascript; charset=utf-8"
_TYPES = {".css": "text/css; charset=utf-8", ".js": SCRIPT, ".svg": "image/svg+xml", ".png": "image/png"}


class Edition:
    """A site of these records, whose plan is known."""

    def __init__(self, archive: Archive, plan: Plan, loader: BaseLoader, static: Mapping[str, bytes], *, strings: Mapping[str, str], draft: bool = False) -> None:
        """`archive` and `plan` without proposals, unless this is a draft; `archive.config.strings` wins over `strings`."""
        self.book: Book = make_book(archive, Words(Strings({**strings, **archive.config.strings})), plan, draft=draft)
        self.static = static
        self.site = make_site(self.book, static)
        self._press = Press(make_environment(loader, FastEnvironment), make_environment(loader), cast("Site", GivenSite(self.site, self.book)), self.book.words)

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """Every page, each path once, in a fixed order."""
        return dict(_sheets(self))

    def make(self, path: str) -> Page:
        """The page at `path`. Raises jinja2.TemplateError for a broken template and KeyError for a string that is missing."""
        sheet = self.sheets[path]
        self.book.reads.clear()
        if not sheet.template:
            return Page(path, sheet.make(self, *sheet.given), sheet.media_type)
        shown = sheet.make(self.book, *sheet.given)
        absolute = base_path(base_of(self.book)) if sheet.absolute else ""
        return self._press.page(path, sheet.template, shown, sheet.media_type, absolute=absolute)

    def reads(self) -> frozenset[str]:
        """The cells that the page made last was made from."""
        return frozenset(self.book.reads)


def stale(before: Plan, now: Plan) -> Iterator[str]:
    """The cells of two plans that differ."""
    for field in Plan.__struct_fields__:
        old, new = getattr(before, field), getattr(now, field)
        if old == new:
            continue
        yield f"plan:{field}"
        if isinstance(new, Mapping):
            yield from (f"{field}:{key}" for key in old.keys() | new.keys() if old.get(key) != new.get(key))
        kind = _MEMBERS.get(field)
        if kind:
            yield from (f"{one}:{name}" for name in {*old} ^ {*new} for one in kind)
    if _counted(before) != _counted(now):
        yield COUNTS
    if before.updated != now.updated:
        yield UPDATED


_MEMBERS = {"order": ("event",), "withdrawn": ("event",), "people": ("person", "name"), "sources": ("source",)}  # who is published


def _counted(plan: Plan) -> Any:
    from dateline.render.site import count

    return count(plan)


def base_path(base_url: str) -> str:
    """The path part of the site's address, "/" when it is not known."""
    return "/" + base_url.split("/", 3)[3] if base_url.count("/") > 2 else "/"


def _sheets(edition: Edition) -> Sheets:
    book = edition.book
    listed = []
    for path, sheet in _pages(edition):
        listed.append(path)
        yield path, sheet
    yield "404.html", Sheet("404.html", not_found_page, absolute=True)
    yield from moved_sheets(book)
    yield from _feeds(book)
    yield SCHEMA_PATH, Sheet("", _schema, media_type=JSON)
    told = hashlib.blake2b("\n".join(listed).encode("utf-8", "replace"), digest_size=16).hexdigest()
    yield from ((path, Sheet("", _sitemap, (path, told), XML)) for path in sitemap_paths(book, len(listed)))
    yield "robots.txt", Sheet("", _robots, media_type=TEXT)
    yield ".nojekyll", Sheet("", _empty, media_type=TEXT)
    if book.archive.config.domain:
        yield "CNAME", Sheet("", _cname, media_type=TEXT)
    yield from ((path, Sheet("", _asset, (path,), _TYPES.get(path[path.rfind(".") :], "application/octet-stream"))) for path, _ in assets(book, edition.static))


def _pages(edition: Edition) -> Sheets:
    """The pages that a sitemap lists."""
    book = edition.book
    yield from timeline_sheets(book)
    yield from topic_sheets(book)
    yield from event_sheets(book)
    yield from person_sheets(book)
    yield from source_sheets(book)
    yield from outlet_sheets(book)
    yield from known_sheets(book)
    yield from responses_sheets(book)
    yield from people_sheets(book)
    yield "sources.html", Sheet("sources.html", sources_page)
    yield "search.html", Sheet("search.html", _search, (edition.site.search_script,))
    yield "changes.html", Sheet("changes.html", changes_page)
    yield "method.html", Sheet("method.html", _method, (edition.site.counts,))
    for name, text in own_pages(book):
        yield f"{name}.html", Sheet("page.html", _own, (name, text))


def _feeds(book: Book) -> Sheets:
    yield "feed.xml", Sheet("feed.xml", site_feed, media_type=ATOM)
    yield "changes.xml", Sheet("feed.xml", changes_feed, ("changes.xml",), ATOM)
    for name in book.plan.people:
        yield f"people/{name}.xml", Sheet("feed.xml", person_feed, (name,), ATOM)


def _search(book: Book, script: str) -> SearchPage:  # noqa: ARG001
    return SearchPage(f"{FOLDER}/meta.js", f"{FOLDER}/who.js", FOLDER, script)


def _method(book: Book, counts: Counts) -> MethodPage:
    return method_page(book, counts, without_title(book.archive.pages.get("method", "")))


def _own(book: Book, name: str, text: str) -> TextPage:  # noqa: ARG001
    return TextPage(page_title(name, text), to_html(without_title(text)))


def _schema(edition: Edition) -> bytes:  # noqa: ARG001
    return json_schema().encode()


def _sitemap(edition: Edition, path: str, told: str) -> bytes:  # noqa: ARG001
    return sitemaps(edition.book, [path for path, _ in _pages(edition)])[path].encode()


def _robots(edition: Edition) -> bytes:
    return robots(edition.book).encode()


def _empty(edition: Edition) -> bytes:  # noqa: ARG001
    return b""


def _cname(edition: Edition) -> bytes:
    return f"{edition.book.archive.config.domain}\n".encode()


def _asset(edition: Edition, path: str) -> bytes:
    return dict(assets(edition.book, edition.static))[path]
