"""What does not belong inside an article's container: head and tail, and the boxes between paragraphs.

Takes blocks of a page or of a plain-text dump; gives those that stay, in order.
"""

from __future__ import annotations

import re

from dateline.parse.days import read_day
from dateline.parse.furniture import (
    bio_name,
    is_bio,
    is_caption,
    is_contact,
    is_ending,
    is_furniture,
    is_offer,
    is_pitch,
)
from dateline.parse.names import byline_of, read_names
from dateline.parse.page import HEADINGS, Block, Page

_HEAD = 14  # blocks at the start among which title, byline and day are looked for
_STOP = re.compile(r"[.!?…。！？।۔؟:;,][\"'”’»)\]]*(?:\s|$)")


def is_prose(block: Block) -> bool:
    """Whether a block reads like a paragraph of an article."""
    size = len(block.text)
    if block.tag in HEADINGS or block.tag == "figcaption" or size < 40 or block.density > 0.5:
        return False
    return size >= 120 or _STOP.search(block.text) is not None


def same_words(text: str) -> str:
    """Letters and digits only, lower case: how titles are compared."""
    return "".join(c for c in text.casefold() if c.isalnum())


def trim(page: Page, blocks: list[Block], title: str, authors: tuple[str, ...] = (), summary: str = "") -> list[Block]:
    """The blocks without the page's furniture."""
    blocks = _without_head(page, blocks, title)
    blocks = [b for b in _without_summary(page, blocks, summary) if not title or b.text != title]
    blocks = _before_ending(blocks, authors)
    blocks = _without_boxes(page, blocks)
    blocks = _without_tail(blocks, authors)
    return _without_lonely_headings(blocks)


def _without_boxes(page: Page, blocks: list[Block]) -> list[Block]:
    """The blocks that are no furniture; the lines of an offer go with the line that opens it."""
    kept: list[Block] = []
    offered = False
    for block in blocks:
        if _is_box(page, block):
            offered = offered or is_offer(block.text)
        elif not (offered and is_pitch(block.text)):
            offered = False
            kept.append(block)
    return kept


def _is_box(page: Page, block: Block) -> bool:
    """Whether the block is furniture wherever it stands."""
    if is_furniture(block.text) or is_caption(block.text) or (block.tag in HEADINGS and is_ending(block.text)):
        return True
    if not block.tag and len(block.text.split()) <= 2 and not _STOP.search(block.text) and not block.bold:
        return True  # the label of a button or a counter
    if block.density < 0.9 or len(block.text) > 400 or block.tag in ("tr", "blockquote"):
        return False
    return page.inner(block) or block.tag not in ("li", *HEADINGS)


def _without_head(page: Page, blocks: list[Block], title: str) -> list[Block]:
    """The blocks after the headline, its byline and day line; a summary between headline and byline goes with them."""
    wanted = same_words(title)
    start = 0
    before, total = 0, sum(len(b.text) for b in blocks if is_prose(b))
    for place, block in enumerate(blocks):
        if before > 0.3 * total:
            break
        if (place < _HEAD or block.tag == "h1") and wanted and same_words(block.text) == wanted:
            start = place + 1
        before += len(block.text) if is_prose(block) else 0
    rest = blocks[start:]
    cut = 0
    long_seen = 0
    for place, block in enumerate(rest[:_HEAD]):
        if is_prose(block) and not is_byline(block):
            long_seen += 1
            if long_seen > (1 if start else 0) or len(block.text) > 350:
                break
        elif is_byline(block) or _is_summary(place, start, block):
            cut = place + 1
    rest = [b for b in rest[cut:_HEAD] if not _is_second_line(page, b)] + rest[max(cut, _HEAD) :]
    while rest and not is_prose(rest[0]) and rest[0].tag not in ("li", "tr", "blockquote") and (len(rest[0].text) < 40 or rest[0].tag in ("h1",)) and any(map(is_prose, rest[1:4])) and not _opens(rest):
        rest = rest[1:]
    return rest


def _is_summary(place: int, start: int, block: Block) -> bool:
    """Whether a heading right under the headline is its second line."""
    return bool(start) and not place and block.tag in HEADINGS and len(block.text) > 40


def _is_second_line(page: Page, block: Block) -> bool:
    """Whether a block near the headline is named as its second line or as a list of key points."""
    near = [page.nodes[n].role for n, _ in zip(page.ancestors(block.node), range(5), strict=False)]
    return "summary" in near and "body" not in near[: near.index("summary")] and len(block.text) < 400


def _without_summary(page: Page, blocks: list[Block], summary: str) -> list[Block]:
    """The blocks without a first one that repeats the page's description and stands apart from the paragraphs after it."""
    wanted = same_words(summary)
    after = [b for b in blocks[1:8] if is_prose(b)][:2]
    if not blocks or len(after) < 2 or len(wanted) < 30 or len(blocks[0].text) > 300 or blocks[0].text.endswith((".", "!", "?", "…", "”")):
        return blocks
    if not wanted.startswith(same_words(blocks[0].text)[:200]):
        return blocks
    parents = [page.nodes[b.node].parent for b in (blocks[0], *after)]
    return blocks[1:] if parents[0] not in parents[1:] else blocks


def _opens(rest: list[Block]) -> bool:
    """Whether the first block is a subhead of what follows rather than a label."""
    return rest[0].tag in HEADINGS and rest[0].tag != "h1"


def is_byline(block: Block) -> bool:
    """Whether a block is a byline or the line with the day."""
    text = block.text
    if len(text) > 200:
        return False
    if byline_of(text) and read_names([text]):
        return True
    return len(text) < 120 and not text.endswith((".", "!", "?", "”", '"')) and bool(read_day(text))


def _before_ending(blocks: list[Block], authors: tuple[str, ...]) -> list[Block]:
    """The blocks before the bio or the line that opens related stories, comments, the page's foot.

    The same line may open a box amid the article: prose that follows it without links is still the article.
    """
    prose = [len(b.text) if is_prose(b) else 0 for b in blocks]
    total = rest = sum(prose)
    stamps = sum(is_byline(b) for b in blocks[1:])
    teasers, paragraphs = sum(b.density > 0.9 for b in blocks), sum(map(is_prose, blocks))
    for place, block in enumerate(blocks):
        short = len(block.text) < 90 and (block.tag in HEADINGS or not is_prose(block))
        if place > 1 and bio_name(block.text) in authors:
            return blocks[:place]
        if place and ((rest < 0.35 * total and is_bio(block.text, authors)) or (short and rest < 0.5 * total and is_ending(block.text) and (rest < 0.1 * total or teasers >= paragraphs))):
            return blocks[:place]
        if is_byline(block) and place:
            if stamps >= 3 and place > 4 and rest < 0.4 * total:  # a list of stories, each with its day
                return blocks[:place]
            stamps -= 1
        rest -= prose[place]
        teasers -= block.density > 0.9
        paragraphs -= prose[place] > 0
    return blocks


def _without_tail(blocks: list[Block], authors: tuple[str, ...]) -> list[Block]:
    """The blocks without a bio, a contact line, labels and headings at their end."""
    while len(blocks) > 1 and _is_tail(blocks[-1], authors):
        blocks = blocks[:-1]
    return blocks


def _is_tail(block: Block, authors: tuple[str, ...]) -> bool:
    if block.tag in HEADINGS or is_contact(block.text) or is_bio(block.text, authors) or bio_name(block.text) or is_ending(block.text) or is_byline(block):
        return True
    if len(block.text) < 500 and "cookie" in block.text.lower():
        return True
    return block.tag not in ("li", "tr", "blockquote") and len(block.text) < 40 and not _STOP.search(block.text)


def _without_lonely_headings(blocks: list[Block]) -> list[Block]:
    """A heading directly before another of its own or a higher rank heads nothing that was kept."""
    kept = []
    followers: list[Block | None] = [*blocks[1:], None]
    for block, after in zip(blocks, followers, strict=False):
        if block.tag in HEADINGS and (after is None or (after.tag in HEADINGS and after.tag <= block.tag)):
            continue
        kept.append(block)
    return kept
