"""The article's body among a page's blocks: first its container, then what does not belong inside it.

Takes a Page and the title; gives blocks in order. Prose is told from the rest by length, full stops and links; the
container is the element that holds most prose for least of the rest.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.parse.page import HEADINGS, Block, Page
from dateline.parse.trim import is_prose, is_sentence, same_words, trim

_DROPPED = frozenset(["navigation", "share", "related", "newsletter", "advertisement", "comments", "caption", "footer", "aside", "tags", "overlay", "tools", "player", "byline", "form", "figure", "photo"])
_SMALL = {"photo": 400, "byline": 700, "player": 700, "tools": 700, "figure": 700, "newsletter": 1500}  # code points of prose beyond which such a name means a wrapper
_WHOLE = frozenset(["html", "body", "main"])
_PARAGRAPHS = frozenset(["p", "li", "blockquote", *HEADINGS])  # what an article is made of, and so never the whole of it
POOR_WEIGHT = 0.6  # what a code point inside a link costs against one of prose
NOTE = 12  # blocks without prose and links that are still somebody's note rather than a page's furniture
LEAST = 140  # code points of prose without which a page has no article


class Weights(NamedTuple):
    """The code points of prose, of links and of labels under every node."""

    good: list[int]
    poor: list[int]
    label: list[int]  # what is neither a sentence, a heading nor a link


def find_body(page: Page, title: str, authors: tuple[str, ...] = (), summary: str = "") -> list[Block]:
    """The blocks of the article, in order; none when the page holds no prose."""
    if not page.nodes:
        return []
    kept = _without_surroundings(page, title)
    weights = weigh(page, kept)
    if not weights.good[0] and (any(b.linked for b in page.blocks) or len(kept) > NOTE):
        return []
    root = _container(page, weights) if weights.good[0] else 0
    inside = _under(page, {root})
    return trim(page, [b for b in kept if inside[b.node]], title, authors, summary)


def weigh(page: Page, blocks: list[Block]) -> Weights:
    """The prose and the rest under every node."""
    good, poor, label = ([0] * len(page.nodes) for _ in range(3))
    for block in blocks:
        if is_prose(block):
            good[block.node] += len(block.text)
        else:
            poor[block.node] += block.linked
            label[block.node] += 0 if block.tag in HEADINGS or is_sentence(block.text) else len(block.text)
    for place in range(len(page.nodes) - 1, 0, -1):  # children stand after their parents
        parent = page.nodes[place].parent
        if parent >= 0:
            good[parent] += good[place]
            poor[parent] += poor[place]
            label[parent] += label[place]
    return Weights(good, poor, label)


def _without_surroundings(page: Page, title: str) -> list[Block]:
    """The blocks outside everything that is named navigation, sharing, comments …

    Where that would leave next to nothing, a name counts only if it does not cover most of the page's prose:
    some pages keep their article in an element called "sidebar".
    """
    weights = weigh(page, page.blocks)
    titled = _titled(page, title)
    strict = _dropped(page, weights, titled, cap=1.0)
    kept = [b for b in page.blocks if not strict[b.node]]
    loose = _dropped(page, weights, titled, cap=0.5)
    more = [b for b in page.blocks if not loose[b.node]]
    few, many = _prose(kept), _prose(more)
    chosen = kept if few >= LEAST and few >= 0.2 * many else more
    cards = _cards(page, chosen, titled)
    without = [b for b in chosen if not cards[b.node]]
    return without if _prose(without) >= LEAST else chosen


def _prose(blocks: list[Block]) -> int:
    return sum(len(b.text) for b in blocks if is_prose(b))


def _titled(page: Page, title: str) -> set[int]:
    """The nodes that hold the headline."""
    wanted = same_words(title)
    for level in ("h1", "h2", ""):
        for block in page.blocks:
            if wanted and (not level or block.tag == level) and same_words(block.text) == wanted and block.density < 0.5:
                return set(page.ancestors(block.node))
    return set()


def _dropped(page: Page, weights: Weights, titled: set[int], *, cap: float) -> list[bool]:
    """Which nodes lie in something named as surroundings that holds at most this share of the prose."""
    total = weights.good[0]
    dropped = [False] * len(page.nodes)
    for place, node in enumerate(page.nodes):
        if node.role == "quoted":  # an embedded post is the article's quotation, whatever box it stands in
            continue
        if node.parent >= 0 and dropped[node.parent]:
            dropped[place] = True
        elif node.role in _DROPPED and node.tag not in _WHOLE and place not in titled:
            prose = weights.good[place]
            dropped[place] = prose <= cap * total and prose <= _SMALL.get(node.role, prose)
    return dropped


def _cards(page: Page, blocks: list[Block], titled: set[int]) -> list[bool]:
    """Which nodes lie in a teaser of another story: a linked headline with little text, one of three or more alike."""
    heads, prose = [0] * len(page.nodes), [0] * len(page.nodes)
    for block in blocks:
        linked = block.density > 0.9 and len(block.text) > 15
        for place in page.ancestors(block.node):
            heads[place] += linked
            prose[place] += is_prose(block)
    alike: dict[tuple[int, str, str], list[int]] = {}
    for place, node in enumerate(page.nodes):
        if heads[place] and place not in titled and heads[place] <= 2 and prose[place] <= 1 and node.tag in ("div", "li", "article", "section", "td", "tr"):
            alike.setdefault((node.parent, node.tag, re.sub(r"[\d]+", "", node.words)), []).append(place)
    roots = {place for group in alike.values() if len(group) >= 3 for place in group}
    own = {p for p, n in enumerate(page.nodes) if n.tag == "article" and p in titled and prose[p] > 1}
    inside = _under(page, own)
    roots |= {p for p, n in enumerate(page.nodes) if n.tag == "article" and p not in titled and not inside[p] and (own or (titled and heads[p] and prose[p] <= 2))}
    return _under(page, roots)


def _container(page: Page, weights: Weights) -> int:
    """The element with the most prose for the least of the rest; of equals, the outermost: a short paragraph may stand beside the long one."""
    best, best_score = 0, (float("-inf"), 0)
    for place, node in enumerate(page.nodes):
        if node.tag in _PARAGRAPHS:
            continue
        score = weights.good[place] - POOR_WEIGHT * weights.poor[place]
        if node.role == "body":
            score *= 1.15
        elif node.tag in ("article", "main"):
            score *= 1.1
        if (score, -weights.label[place]) > best_score:
            best, best_score = place, (score, -weights.label[place])
    return best


def _under(page: Page, roots: set[int]) -> list[bool]:
    inside = [False] * len(page.nodes)
    for place, node in enumerate(page.nodes):
        inside[place] = place in roots or (node.parent >= 0 and inside[node.parent])
    return inside
