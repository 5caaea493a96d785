"""An HTML tree as a flat list of nodes and blocks: what the body and the bibliographic line are read from.

Takes markup; gives a Page. A block is a run of text between two block-level borders (a paragraph, a list item, a table
row); it knows its node, and each node its parent, so that everything later is arithmetic on small integers.
One walk over the tree, without recursion: nesting costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dateline.parse.roles import role_of

BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"]
)
SKIPPED = frozenset(
    ["script", "style", "noscript", "template", "svg", "math", "iframe", "canvas", "object", "embed", "applet", "audio", "video", "source", "track", "map", "area", "select", "option", "input", "textarea", "button", "datalist", "progress", "meter", "head", "title", "meta", "link", "base", "param", "img", "picture", "amp-img", "amp-ad", "amp-embed", "rp", "rt"]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
MAX_LINKS_OPEN = 20  # links inside one another; more is no page that anybody wrote
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_LABEL = 120  # code points of the longest line that is a label or a heading rather than a part of a sentence
_ENDS = ".!?…:;”\"'’»)。！？"
MAX_NODES = 200_000  # a very long page has 20,000; beyond this the rest is not read, and that is said
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2009\u202f\u3000]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
# Shown to readers of screens, or only while the pointer rests on a word
_UNSEEN = re.compile(r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|tooltip-?text|hovercard|rollover|popover)(?:$|[\s_-])")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f]")


@dataclass(slots=True)
class Node:
    """One element."""

    tag: str
    parent: int  # place in Page.nodes; the root's is -1
    role: str  # "", "body", or the name of what it is besides an article's body (roles.py)
    words: str  # its class and id, lower case
    good: int = 0  # code points of prose beneath
    poor: int = 0  # code points of the rest


@dataclass(slots=True)
class Block:
    """A run of text between two borders."""

    text: str
    node: int  # the innermost block-level element
    tag: str  # p, h2, li, blockquote, tr …: the nearest ancestor that says what the text is
    links: list[tuple[int, int, str]]
    linked: int  # code points inside links
    bold: int  # code points in bold
    time: str = ""  # the machine-readable value of its first <time>

    @property
    def density(self) -> float:
        """The share of its text that is linked."""
        return self.linked / len(self.text) if self.text else 0.0


@dataclass(slots=True)
class Page:
    """The flat tree."""

    nodes: list[Node]
    blocks: list[Block]
    host: str = ""  # where the page was, without "www."
    cut: bool = False  # whether the page was too long to be read whole

    def inner(self, block: Block) -> bool:
        """Whether all its links stay on the page's own site."""
        return all(not url.startswith(("http:", "https:", "//")) or (self.host and self.host in url.split("?")[0]) for _, _, url in block.links)

    def ancestors(self, node: int) -> Iterator[int]:
        """The node and what holds it, inside out."""
        while node >= 0:
            yield node
            node = self.nodes[node].parent


@dataclass(slots=True)
class _Run:
    """The block being read."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    links: list[tuple[int, int, str]] = field(default_factory=list)
    bold: int = 0
    time: str = ""

    def add(self, text: str, *, bold: bool) -> None:
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (not self.parts or self.parts[-1].endswith((" ", "\n"))):
            text = text[1:]
        if text:
            self.parts.append(text)
            self.length += len(text)
            self.bold += len(text) if bold else 0

    def line_break(self) -> None:
        if self.parts and self.parts[-2:] != ["\n", "\n"]:
            self.parts.append("\n")
            self.length += 1


_WHOLE = frozenset(("html", "body", "main", "article"))  # some pages hide these until their script has run
_KINDS = frozenset(["p", "li", "blockquote", "tr", "td", "dd", "dt", "pre", "figcaption", "address", "summary"]) | HEADINGS
_CELLS = frozenset(("td", "th"))
_LAYOUT = ("br", "p", "div", "table", "h1", "h2", "h3")  # what cells hold where a table lays out a page
_BOLD = frozenset(["b", "strong"])


class _Walk:
    """Reads one tree into nodes and blocks."""

    def __init__(self) -> None:
        self.page = Page([], [])
        self.stack: list[int] = []
        self.tags: list[str] = []  # what the text at hand is, innermost last
        self.run = _Run()
        self.open_links: list[tuple[int, str]] = []
        self.bold = 0
        self.rows: list[bool] = []  # of the rows around, whether each lays out a page rather than data

    def start(self, element: Any, tag: str) -> None:
        nodes = self.page.nodes
        if tag == "tr":
            self.rows.append(any(next(cell.iterdescendants(*_LAYOUT), None) is not None for cell in element))
        if tag in BLOCKS or (tag in _CELLS and self.rows and self.rows[-1]):
            self.flush()
            attributes = element.attrib
            words = f"{attributes.get('class', '')} {attributes.get('id', '')}"
            nodes.append(Node(tag, self.stack[-1] if self.stack else -1, role_of(tag, words, attributes), words.lower()))
            self.stack.append(len(nodes) - 1)
            if tag in _KINDS:
                self.tags.append(tag)
        elif tag == "br":
            self.run.line_break()
        elif tag == "a" and len(self.open_links) < MAX_LINKS_OPEN:
            self.open_links.append((self.run.length, element.get("href") or ""))
        elif tag in _BOLD:
            self.bold += 1
        elif tag == "time":
            self.run.time = self.run.time or (element.get("datetime") or "")[:40]
        elif tag in _CELLS and self.run.parts:
            self.run.add(" | ", bold=False)
        elif tag == "q":
            self.run.add("“", bold=False)
        if element.text:
            self.text(element.text)

    def end(self, tag: str) -> None:
        if tag in BLOCKS or (tag in _CELLS and self.rows and self.rows[-1]):
            self.flush()
            self.stack.pop()
            if tag in _KINDS and self.tags:
                self.tags.pop()
            if tag == "tr" and self.rows:
                self.rows.pop()
        elif tag == "a" and self.open_links:
            start, url = self.open_links.pop()
            if self.run.length > start:
                self.run.links.append((start, self.run.length, url))
        elif tag in _BOLD:
            self.bold -= 1
        elif tag == "q":
            self.run.add("”", bold=False)

    def text(self, text: str) -> None:
        if "\u00ad" in text or not text.isprintable():
            text = _INVISIBLE.sub("", text)
        self.run.add(text, bold=self.bold > 0)

    def flush(self) -> None:
        run = self.run
        if run.parts:
            for start, url in self.open_links:  # a link that holds blocks counts for each of them
                if run.length > start:
                    run.links.append((start, run.length, url))
            self.open_links = [(0, url) for _, url in self.open_links]
            self.page.blocks.extend(_blocks(run, self.stack[-1] if self.stack else 0, self.tags[-1] if self.tags else ""))
            self.run = _Run()
        else:
            run.links.clear()
            run.time = ""


def _blocks(run: _Run, node: int, tag: str) -> Iterator[Block]:
    """The blocks of a run: two line breaks in a row part them, and a single one after a label or a sentence."""
    whole = "".join(run.parts)
    place = 0
    for piece in _pieces(whole) if "\n" in whole else [whole]:
        start, place = place, place + len(piece)
        lead = len(piece) - len(piece.lstrip())
        text = piece.strip()
        if not text:
            continue
        start += lead
        end = start + len(text)
        links = [_trimmed(whole, max(a, start), min(b, end), url) for a, b, url in run.links if a < end and b > start]
        links = [(a - start, b - start, url) for a, b, url in links if b > a]
        linked = sum(b - a for a, b, _ in links)
        yield Block(text, node, tag, links, min(linked, len(text)), min(run.bold, len(text)), run.time)


def _pieces(whole: str) -> Iterator[str]:
    """The paragraphs of a text with line breaks, each with the breaks that follow it.

    A single break inside a sentence stays: before a small letter, or after a long line that does not end.
    """
    start = end = 0  # of the paragraph at hand; end without the breaks after it
    parted = False
    for found in _LINE.finditer(whole):
        line = found[0].strip()
        if not line:
            parted = True
            continue
        broken = line[0].islower() or (end - start > _LABEL and whole[end - 1] not in _ENDS)
        if end and (parted or not broken):
            yield whole[start : found.start()]
            start = found.start()
        end, parted = found.start() + len(found[0].rstrip()), False
    yield whole[start:]


def _trimmed(text: str, start: int, end: int, url: str) -> tuple[int, int, str]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end, url


def read_page(root: Any) -> Page:
    """The nodes and blocks of an lxml tree, in document order; what is never shown is left out."""
    from lxml import etree

    walk = _Walk()
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    skipped: Any = None
    for event, element in walker:
        if event in ("comment", "pi"):
            _tail(walk, element)
            continue
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        if event == "end":
            if element is skipped:
                skipped = None
            else:
                walk.end(tag)
            _tail(walk, element)
        elif tag in SKIPPED or len(walk.page.nodes) > MAX_NODES or (tag not in _WHOLE and is_hidden(element)):
            walk.page.cut |= len(walk.page.nodes) > MAX_NODES
            skipped = element
            walker.skip_subtree()
        else:
            walk.start(element, tag)
    walk.flush()
    return walk.page


def _tail(walk: _Walk, element: Any) -> None:
    if element.tail and element.getparent() is not None:
        walk.text(element.tail)


def is_hidden(element: Any) -> bool:
    """Whether the page itself hides the element; `aria-hidden` alone hides nothing from the eye."""
    attributes = element.attrib
    if "hidden" in attributes:
        return True
    if element.tag == "span" and (words := attributes.get("class")) and _UNSEEN.search(words[:400].lower()):
        return True
    style = attributes.get("style")
    return bool(style) and len(style) < 2000 and _HIDDEN.search(style.lower()) is not None
