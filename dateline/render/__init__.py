"""Archive → the files of the site. Pure: takes records, templates and static files, touches no disk and no clock.

    for page in render(archive, loader, static, strings=strings):
        write(page.path, page.content)

`loader` finds the templates (the site's own before the shipped ones), `strings` is the mapping of templates/strings.yaml.
The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import BaseLoader

from dateline.model import Archive
from dateline.render.book import Book, make_book
from dateline.render.calendar import PATH as CALENDAR
from dateline.render.calendar import calendar
from dateline.render.changes import changes_feed, changes_page
from dateline.render.compiler import FastEnvironment
from dateline.render.contexts import MovedPage, SearchPage, TextPage
from dateline.render.env import make_environment
from dateline.render.event import event_pages
from dateline.render.export import SCHEMA_PATH, json_schema, tables, timeline_json
from dateline.render.feeds import base_of, feed_page, robots, sitemaps
from dateline.render.known import known_pages
from dateline.render.lists import (
    method_page,
    moved_addresses,
    not_found_page,
    people_pages,
    sources_page,
)
from dateline.render.markdown import to_html
from dateline.render.outlet import outlet_pages
from dateline.render.page import ATOM, CSV, ICS, JSON, TEXT, XML, Page
from dateline.render.person import person_pages
from dateline.render.press import Press
from dateline.render.responses import responses_pages
from dateline.render.search import FOLDER, search_files
from dateline.render.site import assets, make_site, own_pages, page_title, without_title
from dateline.render.source import source_pages
from dateline.render.timeline import timeline_pages, topic_pages
from dateline.render.words import Strings, Words

__all__ = ["Page", "make_environment", "render"]

SCRIPT = "text/javascript; charset=utf-8"
_TYPES = {".css": "text/css; charset=utf-8", ".js": SCRIPT, ".svg": "image/svg+xml", ".png": "image/png"}


def render(
    archive: Archive,
    loader: BaseLoader,
    static: Mapping[str, bytes],
    *,
    strings: Mapping[str, str],
    draft: bool = False,
) -> Iterator[Page]:
    """Every file of the site, each path once, in a fixed order.

    With `draft`, the records that `archive.proposed` names are shown, marked as proposals; without, they are nowhere.
    `archive.config.strings` wins over `strings`. Raises jinja2.TemplateError for a broken template and KeyError for a
    string that is missing.
    """
    book = make_book(archive, Words(Strings({**strings, **archive.config.strings})), draft=draft)
    press = Press(make_environment(loader, FastEnvironment), make_environment(loader), make_site(book, static), book.words)
    listed: list[str] = []
    for page in _pages(book, press):
        listed.append(page.path)
        yield page
    yield press.page("404.html", "404.html", not_found_page(book), absolute=base_path(base_of(book)))
    for old, (title, target) in moved_addresses(book).items():
        canonical = base_of(book) + target if base_of(book) else ""
        yield press.page(old, "moved.html", MovedPage(title, target, canonical))
    yield from _feeds(book, press)
    for path, text in search_files(book):
        yield Page(path, text.encode("utf-8", "replace"), SCRIPT)
    yield Page("data/timeline.json", timeline_json(book).encode(), JSON)
    yield Page(CALENDAR, calendar(book).encode("utf-8", "replace"), ICS)
    yield Page(SCHEMA_PATH, json_schema().encode(), JSON)
    for path, text in tables(book):
        yield Page(path, text.encode("utf-8", "replace"), CSV)
    for path, text in sitemaps(book, listed).items():
        yield Page(path, text.encode(), XML)
    yield Page("robots.txt", robots(book).encode(), TEXT)
    yield Page(".nojekyll", b"", TEXT)
    if archive.config.domain:
        yield Page("CNAME", f"{archive.config.domain}\n".encode(), TEXT)
    for path, content in assets(book, static):
        yield Page(path, content, _TYPES.get(path[path.rfind(".") :], "application/octet-stream"))


def base_path(base_url: str) -> str:
    """The path part of the site's address, "/" when it is not known."""
    return "/" + base_url.split("/", 3)[3] if base_url.count("/") > 2 else "/"


def _pages(book: Book, press: Press) -> Iterator[Page]:
    for path, timeline in timeline_pages(book):
        yield press.page(path, "timeline.html", timeline)
    for path, topic in topic_pages(book):
        yield press.page(path, "timeline.html", topic)
    for path, event in event_pages(book):
        yield press.page(path, "event.html", event)
    for path, person in person_pages(book):
        yield press.page(path, "person.html", person)
    for path, source in source_pages(book):
        yield press.page(path, "source.html", source)
    for path, outlet in outlet_pages(book):
        yield press.page(path, "outlet.html", outlet)
    for path, known in known_pages(book):
        yield press.page(path, "known.html", known)
    for path, responses in responses_pages(book):
        yield press.page(path, "responses.html", responses)
    for path, people in people_pages(book):
        yield press.page(path, "people.html", people)
    yield press.page("sources.html", "sources.html", sources_page(book))
    yield press.page("search.html", "search.html", SearchPage(f"{FOLDER}/meta.js", f"{FOLDER}/who.js", FOLDER, press.site.search_script))
    yield press.page("changes.html", "changes.html", changes_page(book))
    yield press.page("method.html", "method.html", method_page(book, press.site, without_title(book.archive.pages.get("method", ""))))
    for name, text in own_pages(book):
        yield press.page(f"{name}.html", "page.html", TextPage(page_title(name, text), to_html(without_title(text))))


def _feeds(book: Book, press: Press) -> Iterator[Page]:
    title = book.archive.config.title
    yield press.page("feed.xml", "feed.xml", feed_page(book, "feed.xml", book.events, title), ATOM)
    yield press.page("changes.xml", "feed.xml", changes_feed(book, "changes.xml"), ATOM)
    for name, person in book.people.items():
        path = f"people/{name}.xml"
        feed = feed_page(book, path, book.entries_of[name], f"{person.name} – {title}", home=f"people/{name}.html")
        yield press.page(path, "feed.xml", feed, ATOM)
