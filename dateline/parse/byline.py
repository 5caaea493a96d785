"""Who wrote it and on which day, as the page prints it: the byline and the day line near the headline.

Takes the tree, its blocks and what the machine-readable parts say; gives names and a day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from dateline.parse.days import day_line, read_day
from dateline.parse.linked import names_of
from dateline.parse.names import byline_of, read_names
from dateline.parse.page import Block, Page
from dateline.parse.trim import is_prose

_WHOLE = frozenset("html body article main script style head".split())
_LOOKED = 1500  # blocks of a page among which a byline is looked for
_NEAR = 40  # blocks after the headline within which its day line stands
_CHANGED = re.compile(r"(?i)updated|modified|aktualisiert|actualizado|mis à jour|atualizado|aggiornato|обновлено")
_FIRST = re.compile(r"(?i)publi|post|veröff|first")
_DATED = re.compile(r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d[/.-]\d")
_CREDITS = re.compile(r"(?i)\W*(?:reporting|additional|editing|edited|compiled|photo|image|translated)")
_SPACE = re.compile(r"\s+")
AUTHORS = ("author", "article:author", "byl", "byline", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "article.author", "og:article:author", "cxenseparse:author", "citation_author", "authors")


def read_authors(root: Any, page: Page, metas: Mapping[str, list[str]], node: Mapping[str, Any], publisher: str) -> tuple[str, ...]:
    """The first witness's list, or a longer one that begins alike: machine-readable bylines often stop at one name."""
    witnesses = [read_names(names_of(node.get("author") or node.get("creator")), publisher=publisher)]
    witnesses += [read_names([v for v in metas[n] if "://" not in v], publisher=publisher) for n in AUTHORS if n in metas]
    best = next((w for w in witnesses if w), ())
    for other in [*witnesses, *([read_names(_by_line(page), publisher=publisher)] if best else [])]:
        if len(other) > len(best) and {n.casefold() for n in best} <= {n.casefold() for n in other}:
            best = other
    return best or read_names(_printed_bylines(root, page), publisher=publisher)


_BYLINES = (
    "//*[@itemprop='author']//*[@itemprop='name'] | //*[@itemprop='author' and not(.//*[@itemprop='name'])]",
    "//a[contains(concat(' ',normalize-space(@rel),' '),' author ')]",
    "//*[contains(@class,'byline') or contains(@class,'Byline') or contains(@class,'author-name') or contains(@class,'authorName') or contains(@class,'article-author') or contains(@class,'post-author') or contains(@class,'entry-author') or contains(@data-testid,'byline')]",
    "//*[contains(@class,'author')]",
)


def _printed_bylines(root: Any, page: Page) -> list[str]:
    for path in _BYLINES:
        elements = [e for e in root.xpath(f"({path})[position()<9]") if e.tag not in _WHOLE]
        found = [(e, text) for e in elements if 3 < len(text := _clean(e.get("content") or _text(e))) < 200]
        first = next((e for e, text in found if read_names([text])), None)
        if first is not None:
            box = _box(first)
            together = [text for e, text in found if e is first or box in e.iterancestors()]
            listed = "itemprop" in path or "@rel" in path
            return _fullest(_by_line(page), together if listed else [text for e, text in found if e is first])
    return _by_line(page)


def _box(element: Any) -> Any:
    """The element three levels up: authors of one byline stand together, those of other stories and comments apart."""
    for _ in range(3):
        parent = element.getparent()
        if parent is None or parent.tag in _WHOLE:
            break
        element = parent
    return element


def _fullest(line: list[str], found: list[str]) -> list[str]:
    """The byline in words, where it names the persons found and others beside them."""
    names, short = read_names(line), read_names(found)
    return line if len(names) > len(short) and set(short) <= set(names) else found


def _by_line(page: Page) -> list[str]:
    """The first short block that reads "By …"."""
    for block in page.blocks[:_LOOKED]:
        if 6 < len(block.text) < 200 and not _CREDITS.match(block.text) and (rest := byline_of(block.text)) and read_names([rest]):
            return [block.text]
    return []


def printed_day(page: Page, title: str, language: str) -> str:
    """The day printed by the headline, before the first long paragraph; a date further down is another story's."""
    starts = [place for place, b in enumerate(page.blocks) if b.tag == "h1" or (title and b.text == title)]
    for start in starts[:4]:
        paragraphs = 0
        for block in page.blocks[start + 1 : start + _NEAR]:
            paragraphs += is_prose(block) and not read_day(block.text, language)
            if paragraphs > 1 or len(block.text) > 250:
                break
            if block.density < 0.5 and _outside_boxes(page, block) and (day := _day_of(block, language)):
                return day
    return ""


def _outside_boxes(page: Page, block: Block) -> bool:
    """Whether the line stands in no box with other stories."""
    near = islice(page.ancestors(block.node), 4)
    return not any(page.nodes[n].role in ("related", "advertisement", "comments") for n in near)


def _day_of(block: Block, language: str) -> str:
    """The day that a line names: in its machine-readable time, else in words before any word for an update."""
    words = _CHANGED.split(block.text)[0]
    if words != block.text and not _FIRST.search(words) and not _DATED.search(block.text[len(words) :]):
        return ""  # "November 28, 2013 — updated 13:51": the day of the change
    if block.time and words.strip():
        return read_day(block.time, language) or day_line(block.text, language)
    return day_line(words, language) if len(block.text) < 120 else ""


def _clean(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _text(element: Any) -> str:
    return "".join(t for t in element.itertext() if isinstance(t, str))[:2000]
