"""What every page is given: the site's name, its counts, its links, and the addresses of its assets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from dateline.render.book import Book
from dateline.render.evidence import day_words
from dateline.render.feeds import base_of
from dateline.render.known import INDEX
from dateline.render.markdown import to_html, to_plain
from dateline.render.page import link_url
from dateline.render.plan import COUNTS, KNOWN, UPDATED, Plan
from dateline.render.views import Counts, NavItem, Site
from dateline.render.words import direction

_FIELDS = tuple(name for name in Site.__annotations__ if name not in ("counts", "known", "updated"))
_PROPERTY = re.compile(r"[a-z][a-z0-9-]{0,40}")
_VALUE = re.compile(r"[#A-Za-z0-9 .,%()\"'/-]{1,200}")  # colours, lengths, families; nothing that could ask another host
_HEADING = re.compile(r"^#[ \t]+(\S[^\n]*)$", re.MULTILINE)
# Pages that the renderer makes itself; method.md is set into one of them, the others cannot be replaced by Markdown.
OWN_PAGES = frozenset({"404", "all", "changes", "index", "method", "people", "responses", "search", "sources"})


class GivenSite:
    """What templates get as `site`: a page that shows counts, or the day of the last change, is noted to do so."""

    def __init__(self, site: Site, book: Book) -> None:
        self._site, self._book = site, book
        for name in _FIELDS:
            setattr(self, name, getattr(site, name))

    @property
    def counts(self) -> Counts:
        """How much there is."""
        self._book.reads.add(COUNTS)
        return self._site.counts

    @property
    def known(self) -> str:
        """The page of what was known when."""
        self._book.reads.add(KNOWN)
        return self._site.known

    @property
    def updated(self) -> str:
        """The day of the latest change."""
        self._book.reads.add(UPDATED)
        return self._site.updated


def make_site(book: Book, static: Mapping[str, bytes]) -> Site:
    """The site of a book; `static` gives the assets whose addresses carry their hash."""
    config, words, plan = book.archive.config, book.words, book.plan
    nav = [("nav_timeline", "index.html"), ("nav_people", "people.html"), ("nav_sources", "sources.html")]
    nav += [("nav_responses", "responses.html"), ("nav_search", "search.html")]
    return Site(
        title=config.title,
        tagline=config.tagline,
        description=to_html(config.description),
        plain_description=to_plain(config.description) or config.tagline,
        language=config.language,
        direction=direction(config.language),
        base_url=base_of(book),
        style=_asset("style.css", theme_css(config.theme) + static.get("style.css", b"")),
        script=_asset("site.js", static.get("site.js", b"")),
        search_script=_asset("search.js", static.get("search.js", b"")),
        icon="assets/icon.svg" if "icon.svg" in static else "",
        nav=tuple(NavItem(words(key), path) for key, path in nav),
        pages=tuple(NavItem(page_title(name, text), f"{name}.html") for name, text in own_pages(book)),
        known=INDEX if plan.known else "",
        counts=count(plan),
        updated=day_words(book, plan.updated),
        license=config.license,
        contact=config.contact,
        contact_url=contact_url(config.contact),
        draft=book.draft,
    )


def assets(book: Book, static: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Every static file with its path; the theme's properties stand at the end of the style sheet."""
    for name, content in sorted(static.items()):
        yield f"assets/{name}", content + theme_css(book.archive.config.theme) if name == "style.css" else content


def theme_css(theme: Mapping[str, str]) -> bytes:
    """The site's custom properties as CSS; a name or value that could do more than that is left out."""
    kept = [f"--{name}:{value}" for name, value in sorted(theme.items()) if _PROPERTY.fullmatch(name) and _VALUE.fullmatch(value)]
    return f"\n:root:root{{{';'.join(kept)}}}\n".encode() if kept else b""


def own_pages(book: Book) -> Iterator[tuple[str, str]]:
    """The site's Markdown pages that have a file of their own: name and text."""
    yield from ((name, text) for name, text in sorted(book.archive.pages.items()) if name not in OWN_PAGES)


def page_title(name: str, text: str) -> str:
    """The first heading of a Markdown page, else its name."""
    found = _HEADING.search(text)
    return to_plain(found[1]) if found else name.replace("-", " ").capitalize()


def without_title(text: str) -> str:
    """A Markdown page without the heading that `page_title` took."""
    return _HEADING.sub("", text, count=1)


def contact_url(contact: str) -> str:
    """The contact as a link: an address of the web or of mail; "" when it is neither."""
    if "@" in contact and "/" not in contact and " " not in contact:
        return link_url(f"mailto:{contact.removeprefix('mailto:')}")
    return link_url(contact) if contact.startswith(("https://", "http://")) else ""


def count(plan: Plan) -> Counts:
    """How much the site holds."""
    return Counts(
        events=len(plan.order),
        quotations=plan.quotations,
        verified=plan.verified,
        responses=plan.responses,
        people=len(plan.people),
        sources=len(plan.sources),
        named=plan.sourced.get("named", 0),
        unnamed=plan.sourced.get("unnamed", 0),
        document=plan.sourced.get("document", 0),
        outlet=plan.sourced.get("outlet", 0),
    )


def _asset(name: str, content: bytes) -> str:
    """The asset's path with a hash behind it, since a static host lets caches keep the old one."""
    return f"assets/{name}?v={hashlib.sha256(content).hexdigest()[:8]}"
