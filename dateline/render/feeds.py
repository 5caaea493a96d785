"""The Atom feed, the sitemap and robots.txt. Every date in them comes from the content, never from the clock."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from dateline.render.book import Book, first_reported, people_of
from dateline.render.contexts import FeedPage
from dateline.render.entries import entry
from dateline.render.env import printable
from dateline.render.evidence import event_path, person_name
from dateline.render.outline import last_change
from dateline.render.page import web_url
from dateline.render.plan import NEVER, changed_on
from dateline.render.views import FeedItem

_CLOSING = "”’»\")"  # marks that may stand behind the end of a sentence
_SITEMAP = 50_000  # addresses that a sitemap may hold (sitemaps.org)


def base_of(book: Book) -> str:
    """The site's address with a slash behind it; "" when it is not known."""
    url = web_url(book.archive.config.base_url)
    return url.rstrip("/") + "/" if url else ""


def site_feed(book: Book) -> FeedPage:
    """The feed of the whole site."""
    return _feed(book, "feed.xml", book.of_plan("latest"), book.archive.config.title)


def person_feed(book: Book, name: str) -> FeedPage:
    """The feed of a person."""
    title = f"{book.people[name].name} – {book.archive.config.title}"
    return _feed(book, f"people/{name}.xml", book.latest_of[name], title, home=f"people/{name}.html")


def _feed(book: Book, path: str, latest: Iterable[str], title: str, *, home: str = "index.html") -> FeedPage:
    base = base_of(book)
    items = tuple(_item(book, name, base, path) for name in latest)
    return feed_of(book, path, title, items, home=home)


def feed_of(book: Book, path: str, title: str, items: tuple[FeedItem, ...], *, home: str = "index.html") -> FeedPage:
    """The feed at `path` of these items; `home` is the page that lists them too."""
    base = base_of(book)
    return FeedPage(
        id=unique_id(book, path),
        title=title,
        home=(base or "../" * path.count("/")) + home,
        own=base + path if base else "",
        updated=items[0].updated if items else f"{NEVER}T00:00:00Z",
        items=items,
    )


def in_brief(book: Book, name: str) -> str:
    """What is said of an event where its page is far away: the first sentence, on what authority, and who answered how.

    A claim does not leave the site without its sourcing and its denials.
    """
    told = entry(book, name)
    words = [told.summary, told.reported, *(badge.text for badge in told.badges), book.words("unnamed_only") if told.unnamed_only else ""]
    words += [f"{reply.verb}: {reply.names}" for reply in told.replies]
    return " ".join(one if one.rstrip(_CLOSING).endswith((".", "!", "?", "…")) else f"{one}." for one in words if one)


def unique_id(book: Book, path: str) -> str:
    """A name for the page at `path` that no other site uses: its address, else a UUID of the site's title and the path."""
    return base_of(book) + path if base_of(book) else uuid.uuid5(uuid.NAMESPACE_URL, f"dateline:{book.archive.config.title}:{path}").urn


def sitemap_paths(book: Book, count: int) -> list[str]:
    """sitemap.xml, and its parts where there are more than 50,000 addresses; nothing when the site's address is not known."""
    if not base_of(book):
        return []
    parts = -(-count // _SITEMAP)
    return ["sitemap.xml", *(f"sitemap-{n}.xml" for n in range(1, parts + 1) if parts > 1)]


def sitemaps(book: Book, paths: Iterable[str]) -> dict[str, str]:
    """The text of each of these files."""
    base = base_of(book)
    import html

    urls = [html.escape(base + path, quote=False) for path in paths]
    parts = [urls[at : at + _SITEMAP] for at in range(0, len(urls), _SITEMAP)]
    if len(parts) <= 1:
        return {"sitemap.xml": _sitemap("urlset", "url", urls)}
    found = {f"sitemap-{n}.xml": _sitemap("urlset", "url", part) for n, part in enumerate(parts, 1)}
    return {"sitemap.xml": _sitemap("sitemapindex", "sitemap", [html.escape(base + name, quote=False) for name in found]), **found}


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
    first = "" if last_change(event) else first_reported(book.archive, event)  # spares looking up its sources
    return FeedItem(
        id=base + target if base else unique_id(book, target),
        title=printable(event.title),
        url=(base or "../" * path.count("/")) + target,
        updated=f"{changed_on(event, first)}T00:00:00Z",
        summary=in_brief(book, name),
        people=tuple(person_name(book, person) for person in people),
    )
