"""HTML as browsers save it: one page becomes one article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import urljoin

import msgspec

from dateline.article import Article, Given, Link
from dateline.parse.body import find_body
from dateline.parse.furniture import is_furniture
from dateline.parse.judge import INSTEAD, SHORT, told, wall_before
from dateline.parse.metadata import Facts, read_facts
from dateline.parse.outlets import host_of, outlet_name
from dateline.parse.page import Block, read_page
from dateline.parse.several import articles_in, page_of
from dateline.problem import Problem

NOTHING = Facts()
MAX_MARKUP = 4_000_000  # code points of a page without its scripts and embedded pictures; the longest article seen has 1.5 million
MAX_NESTED = 1_000_000  # of those, how much is read of a page nested past all sense
_SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]{3,2000})")
_LONG = 1_000_000  # beyond this, scripts and embedded pictures are cut before the page is parsed
_COMMENT = 2000  # code points of the longest comment that is kept: some tell where a page was saved from
_LITTLE = 0.4  # of the machine-readable copy's length: a page that shows less keeps its article for a script to put in place
_HIDDEN = Problem("hidden-text", "the page shows little of the article; its text was taken from the copy that the page holds for machines", "compare it with the page: links and subheads are missing", severity="warning")
_UNREAD = (
    *((re.compile(f"<{name}", re.IGNORECASE), re.compile(f"</{name}[^>]{{0,99}}>", re.IGNORECASE)) for name in ("script", "style")),
    (re.compile("<!--"), re.compile("-->")),
)
_EMBEDDED = re.compile(r"data:[\w/+.-]{3,60};(?:charset=[\w-]{1,20};)?base64,[A-Za-z0-9+/=%]{100,}")
TOO_LONG = Problem("page-too-long", "the page is longer than the reader reads; what lies beyond is left out", "save the article alone", severity="warning")


def tree_of(markup: str) -> Any:
    """The lxml tree of a page; None when there is no element in it, or more of them inside one another than can be read."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if not any("depth" in str(entry.message) for entry in parser.error_log[-3:]):
        return root
    return etree.fromstring(without_nesting(markup).encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8"))


def without_nesting(markup: str) -> str:
    """The strings of a page as paragraphs of a new one: what BeautifulSoup saves where tags are nested past all sense."""
    from bs4 import BeautifulSoup

    strings = BeautifulSoup(slimmed(markup)[:MAX_NESTED], "html.parser").stripped_strings
    return "<body>" + "".join(f"<p>{escape(string)}</p>" for string in strings) + "</body>"


def read_html(markup: str, *, given: Given, outlets: Mapping[str, str], front: Facts = NOTHING) -> Article:
    """The article of one page. What the user gave wins over the front matter, which wins over the page."""
    markup = slimmed(markup) if len(markup) > _LONG else markup
    root = tree_of(markup[:MAX_MARKUP])
    return Article(text="") if root is None else _read_tree(root, markup, given=given, outlets=outlets, front=front)


def read_several(markup: str, *, given: Given, outlets: Mapping[str, str]) -> tuple[Article, ...]:
    """The articles of one page, nearly always one. Of several none has the page's address: it names them all."""
    markup = slimmed(markup) if len(markup) > _LONG else markup
    root = tree_of(markup[:MAX_MARKUP])
    if root is None:
        return (Article(text=""),)
    base = given.url or saved_from(markup)
    found = [page_of(element, root, base) for element in articles_in(root)]
    read = [_read_tree(page, "", given=msgspec.structs.replace(given, url=address), outlets=outlets) for page, address in found]
    if len(read) > 1 and all(a.text and a.title for a in read):
        return tuple(read)
    return (_read_tree(root, markup, given=given, outlets=outlets),)


def _read_tree(root: Any, markup: str, *, given: Given, outlets: Mapping[str, str], front: Facts = NOTHING) -> Article:
    page = read_page(root)
    facts = read_facts(root, page, url=given.url or front.url or saved_from(markup), outlets=outlets)
    facts = merged(facts, front, given)
    page.host = host_of(facts.url)
    if not facts.publisher and not facts.url:
        facts = msgspec.structs.replace(facts, publisher=publisher_of_links(page.blocks))
    text, links = join(find_body(page, facts.title, facts.authors, facts.description), facts.url)
    hidden = hidden_body(facts.body) if len(text) < _LITTLE * len(facts.body) else ""
    if len(hidden) > SHORT:
        return told(article_of(facts, hidden, ()), (_HIDDEN,))
    wall = wall_before("\n".join(b.text for b in page.blocks[:2000])[:50_000], text) if len(text) < SHORT else None
    if wall and wall.code in INSTEAD:
        text, links = "", ()
    cut = (TOO_LONG,) if page.cut or len(markup) > MAX_MARKUP else ()
    return told(article_of(facts, text, links), (*cut, wall) if wall else cut)


def hidden_body(body: str) -> str:
    """The paragraphs of a machine-readable copy of the article, without the tags that some of them hold."""
    lines = (" ".join(line.split()) for line in re.sub(r"<[^<>]{1,500}>", "\n", body).split("\n"))
    return "\n\n".join(line for line in lines if line and not is_furniture(line))


def saved_from(markup: str) -> str:
    """The address that a browser or SingleFile notes in the page's first comment; "" when there is none."""
    found = _SAVED.search(markup[:20_000])
    return found[1] if found else ""


def publisher_of_links(blocks: list[Block]) -> str:
    """The known outlet that most links of a page without an address lead to; "" where none has half of them."""
    hosts = Counter(name for b in blocks for _, _, url in b.links if "://" in url and (name := outlet_name(url)))
    total = sum(1 for b in blocks for _, _, url in b.links if "://" in url)
    name, count = hosts.most_common(1)[0] if hosts else ("", 0)
    return name if count * 2 >= total and count >= 3 else ""


def slimmed(markup: str) -> str:
    """The markup without scripts, style sheets, long comments and embedded pictures: most of a page saved as a single file."""
    markup = _EMBEDDED.sub("", markup)
    for opening, closing in _UNREAD:
        parts: list[str] = []
        place = 0
        while (start := opening.search(markup, place)) and (end := closing.search(markup, start.end())):
            head = markup[start.start() : start.start() + 300]
            described = "ld+json" in head.split(">")[0] or (head.startswith("<!--") and end.end() - start.start() < _COMMENT)
            parts.append(markup[place : end.end() if described else start.start()])
            place = end.end()
        markup = "".join([*parts, markup[place:]])
    return markup


def merged(facts: Facts, front: Facts, given: Given) -> Facts:
    """The page's own words under the front matter's under the user's."""
    for better in (front, given):
        said = {f: v for f in better.__struct_fields__ if (v := getattr(better, f))}
        facts = msgspec.structs.replace(facts, **said)
    return facts


def article_of(facts: Facts, text: str, links: tuple[Link, ...]) -> Article:
    """The article of these facts."""
    return Article(text=text, title=facts.title, authors=facts.authors, publisher=facts.publisher, published=facts.published, url=facts.url, language=facts.language, links=links)


def join(blocks: list[Block], base: str = "") -> tuple[str, tuple[Link, ...]]:
    """The body's text, paragraphs parted by a blank line, and its links at their places."""
    parts: list[str] = []
    links: list[Link] = []
    length = 0
    for block in blocks:
        for start, end, url in block.links:
            full = _absolute(base, url)
            if full:
                links.append(Link(start=length + start, end=length + end, url=full))
        parts.append(block.text)
        length += len(block.text) + 2
    return "\n\n".join(parts), tuple(links)


def _absolute(base: str, url: str) -> str:
    """The full address; "" for a place on the same page, a script and anything that is not of the web."""
    try:
        full = urljoin(base, url.strip())
    except ValueError:
        return ""
    return full if full.startswith(("http://", "https://")) and not url.strip().startswith("#") else ""
