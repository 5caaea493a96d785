"""Several articles in one file: a text or page becomes its articles, only where the file itself parts them beyond doubt.

Sections of one article are parted like articles are ("* * *", a rule, a subhead), so every part must have a headline and
a line of its own that only an article has: a byline, a day, an address, front matter. What leaves a doubt stays one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dateline.parse.days import day_line
from dateline.parse.markdown import split_front
from dateline.parse.names import byline_of, read_names

MAX_PARTS = 500
_LOOK = 6  # lines below a headline among which byline, day or address are looked for
_LEAST = 200  # code points of an article's body
_RULE = re.compile(r"^[ \t]*(?:={5,}|-{5,}|_{5,}|\*{5,}|#{5,}|~{5,}|\f|\d+ of \d+ documents|document \d+ of \d+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_HEADING = re.compile(r"^(?=# \S)", re.MULTILINE)
_FRONT = re.compile(r"^(?=---[ \t]*\n[A-Za-z_-]{2,30}[ \t]*:)", re.MULTILINE)
_LABELLED = re.compile(r"^(?:url|link|source|published|date|authors?|byline)\s*:\s*\S|^<?https?://\S+>?$", re.IGNORECASE)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)


def parts_of(text: str) -> list[str]:
    """The articles of a text, each with its front matter; the text itself when it is one."""
    if parts := _with_front_matter(text):
        return parts
    for border in (_RULE, _HEADING):
        parts = [p for p in border.split(text, MAX_PARTS) if p.strip()] if border.search(text) and not _FENCE.search(text) else []
        if len(parts) > 1 and all(map(_is_article, parts)):
            return parts
    return [text]


def _with_front_matter(text: str) -> list[str]:
    """Documents that begin with front matter of their own; none unless every one has a title and a body."""
    if not text.startswith("---"):
        return []
    parts: list[str] = []
    for piece in _FRONT.split(text, MAX_PARTS):
        if not piece.strip():
            continue
        if not split_front(piece)[0].title:
            if not parts:
                return []
            parts[-1] += piece  # a rule above a line with a colon
        else:
            parts.append(piece)
    whole = len(parts) > 1 and all(len(split_front(p)[1].strip()) >= _LEAST for p in parts)
    return parts if whole else []


def _is_article(part: str) -> bool:
    """Whether a part has a headline, below it a byline, day or address, and then a body."""
    lines = [line.strip() for line in part.strip()[:20_000].split("\n") if line.strip()]
    if len(lines) < 3 or len(part) < _LEAST:
        return False
    title = lines[0].lstrip("# ")
    if not 8 <= len(title) <= 220 or title.endswith((".", ":", ",", ";")) or _LABELLED.match(title):
        return False
    return any(map(_is_line_of_an_article, lines[1 : 1 + _LOOK]))


def _is_line_of_an_article(line: str) -> bool:
    if len(line) > 160:
        return False
    return bool(_LABELLED.match(line) or ((rest := byline_of(line)) and read_names([rest])) or (len(line) < 80 and not line.endswith((".", "?", "!", "”")) and day_line(line)))


def articles_in(root: Any) -> Sequence[Any]:
    """The elements of a page's articles where it holds several and says of itself that it is none of them.

    A page with an address or a machine-readable description of its own is one article, whatever stories follow it.
    """
    if root.xpath("//link[@rel='canonical' or @rel='amphtml'] | //meta[@property='og:url' or @property='article:published_time'] | //script[contains(@type, 'ld+json')]"):
        return ()
    found = root.xpath("//article[not(ancestor::article)]")[:MAX_PARTS]
    whole = [e for e in found if _is_whole(e)]
    around = root.xpath("//h1[not(ancestor::article)]") and root.xpath("(//p[not(ancestor::article)][string-length() > 120])[1]")
    return whole if len(whole) > 1 and len(whole) == len(found) and not around else ()


def _is_whole(element: Any) -> bool:
    """Whether an <article> has a headline and two paragraphs of its own, and is no comment."""
    words = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if "comment" in words or "teaser" in words or not element.xpath("(.//h1|.//h2|.//header//h3)[1]"):
        return False
    lengths = [n for p in element.iter("p") if (n := len("".join(t for t in p.itertext() if isinstance(t, str)).strip())) >= 40]
    return len(lengths) >= 2 and sum(lengths) >= _LEAST


def page_of(element: Any, root: Any, base: str) -> tuple[Any, str]:
    """A page of its own for one of several articles, and the address that its headline links to; "" when to none."""
    from copy import deepcopy
    from urllib.parse import urljoin

    from lxml import etree

    page = etree.Element("html", dict(root.attrib))
    head = etree.SubElement(page, "head")
    head.extend(deepcopy(m) for m in root.xpath("//head/meta[@property='og:site_name' or @property='og:locale']"))
    body = etree.SubElement(page, "body")
    body.append(deepcopy(element))
    heading = body.xpath("(.//h1|.//h2|.//header//h3)[1]")[0]
    linked = heading.xpath("(.//a | ancestor::a)[1]/@href")
    heading.tag = "h1"
    try:
        address = urljoin(base, linked[0].strip()) if linked else ""
    except ValueError:
        address = ""
    return page, address if address.startswith(("http://", "https://")) and address.split("#")[0] != base.split("#")[0] else ""
