"""The Atom feed, the sitemap and robots.txt. Every date in them comes from the content, never from the clock."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from xml.sax.saxutils import escape

from dateline.render.book import Book, first_reported, people_of
from dateline.render.citations import last_change
from dateline.render.contexts import FeedPage
from dateline.render.env import printable
from dateline.render.evidence import event_path, person_name
from dateline.render.markdown import first_sentence, to_plain
from dateline.render.page import web_url
from dateline.render.views import FeedItem
from dateline.render.when import last_day, order_key

_ITEMS = 50  # of a feed, so that a first import does not flood its readers
_NEVER = "1970-01-01"  # where the content gives no day at all: Atom demands one
_SITEMAP = 50_000  # addresses that a sitemap may hold (sitemaps.org)


def base_of(book: Book) -> str:
    """The site's address with a slash behind it; "" when it is not known."""
    url = web_url(book.archive.config.base_url)
    return url.rstrip("/") + "/" if url else ""


def feed_page(book: Book, path: str, names: Iterable[str], title: str) -> FeedPage:
    """The feed at `path` of these events, latest change first."""
    base = base_of(book)
    latest = sorted(names, key=lambda name: (order_key(_changed(book, name)), name), reverse=True)[:_ITEMS]
    items = tuple(_item(book, name, base, path) for name in latest)
    return feed_of(book, path, title, items)


def feed_of(book: Book, path: str, title: str, items: tuple[FeedItem, ...]) -> FeedPage:
    """The feed at `path` of these items."""
    base = base_of(book)
    return FeedPage(
        id=base + path if base else _urn(book, path),
        title=title,
        home=base or "../" * path.count("/") + "index.html",
        own=base + path if base else "",
        updated=items[0].updated if items else f"{_NEVER}T00:00:00Z",
        items=items,
    )


def sitemaps(book: Book, paths: Iterable[str]) -> dict[str, str]:
    """sitemap.xml, in parts where there are more than 50,000 addresses; nothing when the site's address is not known."""
    base = base_of(book)
    if not base:
        return {}
    urls = [escape(base + path) for path in paths]
    parts = [urls[at : at + _SITEMAP] for at in range(0, len(urls), _SITEMAP)]
    if len(parts) <= 1:
        return {"sitemap.xml": _sitemap("urlset", "url", urls)}
    found = {f"sitemap-{n}.xml": _sitemap("urlset", "url", part) for n, part in enumerate(parts, 1)}
    return {"sitemap.xml": _sitemap("sitemapindex", "sitemap", [escape(base + name) for name in found]), **found}


def robots(book: Book) -> str:
    """robots.txt: everything may be read."""
    base = base_of(book)
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {base}sitemap.xml\n" if base else "")


def _sitemap(root: str, item: str, urls: list[str]) -> str:
    lines = "".join(f"<{item}><loc>{url}</loc></{item}>\n" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</{root}>\n'


def _item(book: Book, name: str, base: str, path: str) -> FeedItem:
    event = book.events[name]
    target = event_path(name)
    people = dict.fromkeys(people_of(event))
    return FeedItem(
        id=base + target if base else _urn(book, target),
        title=printable(event.title),
        url=(base or "../" * path.count("/")) + target,
        updated=f"{_changed(book, name)}T00:00:00Z",
        summary=first_sentence(to_plain(event.summary)) if event.summary else "",
        people=tuple(person_name(book, person) for person in people),
    )


def _changed(book: Book, name: str) -> str:
    """The day of the entry's last change; where none is kept, that of its first report."""
    event = book.events[name]
    given = last_change(event) or first_reported(book.archive, event)
    day = last_day(given) if given else None
    return day.isoformat() if day else _NEVER


def _urn(book: Book, path: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"dateline:{book.archive.config.title}:{path}").urn
