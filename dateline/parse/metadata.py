"""The bibliographic line of a page: title, authors, publisher, day, address, language.

Three witnesses in this order: JSON-LD, the head's meta elements, the page's own words near its headline. A date further
down belongs to another story and is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urljoin

import msgspec

from dateline.parse.byline import printed_day, read_authors
from dateline.parse.days import read_day, read_url_day
from dateline.parse.languages import language_of
from dateline.parse.linked import article_node, text_of
from dateline.parse.outlets import outlet_name
from dateline.parse.page import Page


class Facts(msgspec.Struct, frozen=True):
    """What a page says of itself; "" and () where it says nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    description: str = ""
    body: str = ""  # JSON-LD's articleBody


_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "hdl", "headline")
_DAYS = (
    "article:published_time", "article:published", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "dcterms.issued", "ptime", "article.published", "originalpublicationdate", "cxenseparse:recs:publishtime",
    "date.release", "citation_publication_date", "displaydate", "published_date", "published-date", "rnews:datepublished", "og:published_time", "bt:pubdate", "date", "created", "dc.created", "article:publish_date",
)  # fmt: skip
_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "cre", "twitter:app:name:iphone", "publisher")
_UTC = re.compile(r"T\d\d:\d\d(?::[\d.]+)?\s*(?:Z|\+00:?00)\s*$")
MAX_TITLE = 600  # code points
_SPACE = re.compile(r"\s+")
_SEPARATOR = re.compile(r"\s+[|–—»«·•:›~-]+\s+|\s*\|\s*|\s+-\s*|\s*::\s*")
_SITE = re.compile(r"^(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+$")


def read_facts(root: Any, page: Page, *, url: str = "", outlets: Mapping[str, str] | None = None) -> Facts:
    """What the page says, title and authors as printed; `url` is where it was saved from, if known."""
    metas = _metas(root)
    node = article_node(s.text or "" for s in root.iter("script") if "ld+json" in (s.get("type") or "") and s.text)
    language = _language(root, node, metas) or language_of(" ".join(b.text for b in page.blocks[:200] if len(b.text) > 80))
    address = _address(root, metas, node, url)
    publisher = _publisher(metas, node, address or url, outlets) or _clean(_text_of_first(root, "//*[@itemprop='publisher']//*[@itemprop='name']"))[:80]
    title = _title(root, page, metas, node, publisher)
    publisher = publisher or _suffix(_clean(_text_of_first(root, "//head/title|//title")), title)
    return Facts(
        title=title,
        authors=read_authors(root, page, metas, node, publisher),
        publisher=publisher,
        published=_published(root, metas, node, address or url, language, printed_day(page, title, language)),
        url=address,
        language=language,
        description=_clean(_first(metas, ("og:description", "description", "twitter:description"))),
        body=text_of(node.get("articleBody")),
    )


def _metas(root: Any) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
        content = element.get("content") or ""
        if name and content.strip():
            metas.setdefault(name.strip().lower(), []).append(content[:2000])
    return metas


def _first(metas: Mapping[str, list[str]], names: Iterable[str]) -> str:
    return next((metas[n][0].strip() for n in names if n in metas), "")


def _clean(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _title(root: Any, page: Page, metas: Mapping[str, list[str]], node: Mapping[str, Any], publisher: str) -> str:
    """The headline as printed (the h1 that the machine-readable titles agree with), else theirs."""
    machine = [_clean(t)[:MAX_TITLE] for t in (_first(metas, _TITLES), text_of(node.get("headline")), _clean("".join(_text(e) for e in root.xpath("(//head/title|//title)[1]")))) if t]
    printed = [t for e in root.xpath("(//h1)[position()<6]") if (t := _clean(_text(e)))]
    for heading in printed:
        if any(_alike(heading, other) for other in machine):
            return heading
    lines = {_bare(b.text): b.text for b in reversed(page.blocks[:60])}
    for title in machine:
        parts = _SEPARATOR.split(title)
        longest = max(parts, key=len)
        for part in parts if not printed else ():
            if (len(part) > 20 or (len(part) > 12 and part == longest)) and _bare(part) in lines:
                return lines[_bare(part)]
        return _without_site(title, publisher, machine[1:])
    return printed[0] if printed else ""


def _text(element: Any) -> str:
    return "".join(t for t in element.itertext() if isinstance(t, str))[:2000]


def _alike(a: str, b: str) -> bool:
    """Whether one begins with the other or they share most words."""
    x, y = set(re.findall(r"\w+", a.casefold())), set(re.findall(r"\w+", b.casefold()))
    if not x or not y:
        return False
    return (len(_bare(a)) > 8 and _bare(b).startswith(_bare(a))) or len(x & y) / len(x | y) > 0.5


def _without_site(title: str, publisher: str, others: list[str]) -> str:
    """The title without the site's name at its end or start."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    for other in others:
        if _bare(other) != _bare(title) and len(_bare(other)) > 12 and _bare(title).startswith(_bare(other)):
            return other
    cuts = list(_SEPARATOR.finditer(title))
    last = title[cuts[-1].end() :]
    if (publisher and (_bare(publisher) in _bare(last) or _bare(last) in _bare(publisher))) or _SITE.match(last) or "|" in cuts[-1][0] or (len(last.split()) <= 3 and len(last) * 3 < len(title)):
        return _without_site(title[: cuts[-1].start()], publisher, others)
    if publisher and _bare(publisher) == _bare(parts[0]):
        return title[cuts[0].end() :]
    return title


_SECTIONS = frozenset("opinion politics news sports sport business world local video live analysis home national nation international culture technology science health arts money us uk america europe".split())


def _suffix(whole: str, title: str) -> str:
    """The site's name where the page's title is the headline and, behind a line or dash, one more name."""
    rest = whole[len(title) :] if title and whole.startswith(title) else ""
    found = re.fullmatch(r"\s*(?:\||\s[-–—]\s)\s*(\S[^|–—]{2,40})", rest)
    words = found[1].split() if found else []
    plain = bool(words) and len(words) <= 4 and all(w[0].isupper() or w in ("of", "the", "de", "der", "and") for w in words)
    return found[1].strip() if found and plain and not _SECTIONS.issuperset(w.casefold() for w in words) else ""


def _text_of_first(root: Any, path: str) -> str:
    found = root.xpath(f"({path})[1]")
    return (found[0].get("content") or _text(found[0])) if found else ""


def _publisher(metas: Mapping[str, list[str]], node: Mapping[str, Any], url: str, outlets: Mapping[str, str] | None) -> str:
    known = outlet_name(url, outlets) if url else ""
    said = known or _clean(_first(metas, _PUBLISHERS[:1])) or text_of(node.get("publisher")) or _clean(_first(metas, _PUBLISHERS[1:]))
    return "" if "://" in said else re.sub(r"^@", "", _SEPARATOR.split(said)[0])[:80]


def _address(root: Any, metas: Mapping[str, list[str]], node: Mapping[str, Any], url: str) -> str:
    """The canonical address: the page's own word if it is absolute and not merely the front page."""
    links = [e.get("href") or "" for e in root.xpath("//link[@rel='canonical'][@href]")[:3]]
    said = [*links, _first(metas, ("og:url",)), text_of(node.get("url")), text_of(node.get("mainEntityOfPage"))]
    for candidate in said:
        full = _joined(url, candidate.strip()) if candidate else ""
        if re.match(r"https?://[^/\s]+/[^\s]", full) or (full.startswith("http") and not url):
            return full.split("#")[0]
    return url


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _language(root: Any, node: Mapping[str, Any], metas: Mapping[str, list[str]]) -> str:
    said = [root.get("lang") or "", root.get("{http://www.w3.org/XML/1998/namespace}lang") or "", root.get("xml:lang") or "", text_of(node.get("inLanguage")), _first(metas, ("content-language", "og:locale", "language"))]
    return next((m[0].lower() for s in said if (m := re.match(r"[A-Za-z]{2}(?=$|[-_])", s.strip()))), "")


def _published(root: Any, metas: Mapping[str, list[str]], node: Mapping[str, Any], url: str, language: str, printed: str) -> str:
    """The day of publication, as the page writes it; a modification date is not one."""
    said = [text_of(node.get("datePublished"))]
    said += [metas[n][0] for n in _DAYS if n in metas]
    said += [e.get("content") or e.get("datetime") or _text(e) for e in root.xpath("(//*[@itemprop='datePublished'])[1]")]
    said += [e.get("datetime") or _text(e) for e in root.xpath("(//time[@pubdate])[1]")]
    for words in said:
        if words and (day := read_day(words, language)):
            return _as_printed(day, printed, read_url_day(url)) if _UTC.search(words) else day
    return read_url_day(url) or printed


def _as_printed(day: str, *printed: str) -> str:
    """The day that the page or its address prints, where the machine's is that of Greenwich and a neighbour of it."""
    given = date.fromisoformat(day)
    return next((p for p in printed if p and abs((given - date.fromisoformat(p)).days) <= 1), day)
