"""HTML as browsers save it: one page becomes one article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

import msgspec

from dateline.article import Article, Given, Link
from dateline.parse.body import find_body
from dateline.parse.metadata import Facts, read_facts
from dateline.parse.outlets import host_of, outlet_name
from dateline.parse.page import Block, read_page


def tree_of(markup: str) -> Any:
    """The lxml tree of a page; None when there is no element in it."""
    from lxml import html
    from lxml.etree import ParserError

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        return None


def read_html(markup: str, *, given: Given, outlets: Mapping[str, str], front: Facts = Facts(), markdown: bool = False) -> Article:
    """The article of one page. What the user gave wins over the front matter, which wins over the page."""
    root = tree_of(markup)
    if root is None:
        return Article(text="")
    page = read_page(root)
    facts = read_facts(root, page, url=given.url or front.url, outlets=outlets)
    facts = merged(facts, front, given)
    page.host = host_of(facts.url)
    if markdown and not facts.publisher:
        facts = msgspec.structs.replace(facts, publisher=publisher_of_links(page.blocks))
    text, links = join(find_body(page, facts.title, facts.authors, facts.description), facts.url)
    return article_of(facts, text, links)


def publisher_of_links(blocks: list[Block]) -> str:
    """The known outlet that most links of a page without an address lead to; "" where none has half of them."""
    hosts = Counter(name for b in blocks for _, _, url in b.links if "://" in url and (name := outlet_name(url)))
    total = sum(1 for b in blocks for _, _, url in b.links if "://" in url)
    name, count = hosts.most_common(1)[0] if hosts else ("", 0)
    return name if count * 2 >= total and count >= 3 else ""


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
