"""What does not belong inside an article's container: head and tail, and the boxes between paragraphs.

Takes blocks of a page or of a plain-text dump; gives those that stay, in order.
"""

from __future__ import annotations

import re

from dateline.parse.days import day_line
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
_END = re.compile(r"[.!?…。！？।۔؟][\"'”’»)\]]*$")

_STAMP = re.compile(
    r"(?i)(?:publi(?:é|cado|cada|kováno|cat)|pubblicato|veröffentlicht|gepubliceerd|publicerad|publiceret|publisert|opublikowano|опубликовано|mis à jour|actualizado|aggiornato|aktualisiert|atualizado|bijgewerkt)\b.*\b(?:19|20)\d\d\b|"
    r"(?:first |last )?(?:published|posted|updated)\b[^.!?]{0,60}\d{1,2}:\d\d|"
    r"(?:[^\W\d]{2,15}(?:-feira)?,? )?\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d(?=$|[\s,|·–-])|"
    r"(?:[^\W\d]{2,15}(?:-feira)?,? )?\d{1,2}\.? (?:de )?[^\W\d]{3,12}\.? (?:de )?(?:19|20)\d\d\b.{0,30}$"
)

_UPDATED = re.compile(r"(?i)(?:this (?:story|article|post) (?:was|has been) )?(?:last )?updated(?: at| on)?:? [^.!?]{0,20}\d{1,2}(?::\d\d)?(?: ?[ap]\.?m\.?)?[^.!?]{0,12}$")


def is_prose(block: Block) -> bool:
    """Whether a block reads like a paragraph of an article."""
    size = len(block.text)
    if block.tag in HEADINGS or block.tag == "figcaption" or size < 40 or block.density > 0.5:
        return False
    return size >= 120 or _STOP.search(block.text) is not None


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, however short it is."""
    return _END.search(text[-8:]) is not None


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
    if block.density < 0.8 or len(block.text) > 400 or block.tag in ("tr", "blockquote"):
        return False
    return page.inner(block) or block.tag not in ("li", *HEADINGS)


def _without_head(page: Page, blocks: list[Block], title: str) -> list[Block]:
    """The blocks after the headline, its byline and day line; a summary between headline and byline goes with them."""
    start = _after_title(blocks, same_words(title))
    rest = _without_second_lines(page, blocks[start + _after_byline(blocks[start : start + _HEAD], titled=start > 0) :])
    labels = 0
    while labels < _HEAD and _is_label(rest[labels : labels + 4]):
        labels += 1
    return rest[labels:]


def _after_title(blocks: list[Block], wanted: str) -> int:
    """The place after the headline: the last that stands before most of the prose; 0 when it is not there."""
    start, before = 0, 0
    total = sum(len(b.text) for b in blocks if is_prose(b))
    for place, block in enumerate(blocks if wanted else ()):
        heading = block.tag == "h1"
        if (heading or place < _HEAD) and before <= (0.8 if heading else 0.3) * total and same_words(block.text) == wanted:
            start = place + 1
        before += len(block.text) if is_prose(block) else 0
    return start


def _after_byline(blocks: list[Block], *, titled: bool) -> int:
    """The place after byline and day line; one paragraph may stand before them where the headline has been seen."""
    cut, summaries = 0, 0
    for place, block in enumerate(blocks):
        if is_byline(block) or (titled and not place and block.tag in HEADINGS and len(block.text) > 40):
            cut = place + 1
        elif is_prose(block):
            summaries += 1
            if summaries > int(titled) or len(block.text) > 350:
                break
    return cut


def _is_label(blocks: list[Block]) -> bool:
    """Whether the first of these is a section's name, a counter or the like, with a paragraph close behind."""
    if not any(map(is_prose, blocks[1:])):
        return False
    block = blocks[0]
    if block.tag == "h1":
        return not is_prose(block)
    return len(block.text) < 40 and not is_prose(block) and not is_sentence(block.text) and block.tag not in ("li", "tr", "blockquote", *HEADINGS)


def _without_second_lines(page: Page, blocks: list[Block]) -> list[Block]:
    """The blocks without second lines and key points before the first paragraph."""
    first = next((n for n, b in enumerate(blocks) if is_prose(b) and not _is_second_line(page, b)), 0)
    return [b for b in blocks[:first] if not _is_second_line(page, b)] + blocks[first:]


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


def is_byline(block: Block) -> bool:
    """Whether a block is a byline or the line with the day."""
    text = block.text
    if len(text) > 200 or block.tag == "blockquote":
        return False
    if byline_of(text) and read_names([text]):
        return True
    return len(text) < 120 and not text.endswith((".", "!", "?", "”", '"')) and bool(_STAMP.match(text) or day_line(text))


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
        if place and rest < 0.35 * total and is_bio(block.text, authors):
            return blocks[:place]
        if place and short and rest < 0.5 * total and (rest < 0.1 * total or teasers >= paragraphs) and is_ending(block.text):
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
    """The blocks without a bio, a contact line, labels, headings and a cookie notice at their end."""
    end = len(blocks)
    about_cookies = sum("cookie" in b.text.lower() for b in blocks) > 1
    while end > 1 and _is_tail(blocks[end - 1], authors, about_cookies=about_cookies):
        end -= 1
    return blocks[:end]


def _is_tail(block: Block, authors: tuple[str, ...], *, about_cookies: bool) -> bool:
    text = block.text
    if block.tag in HEADINGS or is_contact(text) or is_bio(text, authors) or bio_name(text) or is_ending(text) or is_byline(block):
        return True
    if not about_cookies and len(text) < 500 and "cookie" in text.lower():
        return True
    if _UPDATED.match(text):
        return True
    return block.tag not in ("li", "tr", "blockquote") and len(text) < 40 and not _STOP.search(text)


def _without_lonely_headings(blocks: list[Block]) -> list[Block]:
    """A heading directly before another of its own or a higher rank heads nothing that was kept."""
    kept = []
    followers: list[Block | None] = [*blocks[1:], None]
    for block, after in zip(blocks, followers, strict=False):
        if block.tag in HEADINGS and (after is None or (after.tag in HEADINGS and after.tag <= block.tag)):
            continue
        kept.append(block)
    return kept
