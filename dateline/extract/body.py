"""The body of an article as the finders want it: its text with paragraphs and sentences as spans.

Takes an Article; gives a Body. Any text is accepted: one with a blank line between paragraphs, one with single line
breaks, one without any.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec
import sentencex

from dateline.article import Article, Link

Span = tuple[int, int]  # start included, end excluded, in code points
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*")


class Body(msgspec.Struct, frozen=True):
    """Text with its paragraphs and sentences, all spans in order of place and without white space at their edges."""

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    published: str = ""  # EDTF day or ""
    language: str = ""
    publisher: str = ""
    links: tuple[Link, ...] = ()

    def sentence_at(self, place: int) -> Span:
        """The sentence that holds the place, else the last one before it; (0, 0) in an empty text."""
        at = bisect_right(self.sentences, place, key=lambda s: s[0]) - 1
        return self.sentences[at] if at >= 0 else (0, 0)

    def paragraph_at(self, place: int) -> Span:
        """The paragraph that holds the place, else the last one before it; (0, 0) in an empty text."""
        at = bisect_right(self.paragraphs, place, key=lambda s: s[0]) - 1
        return self.paragraphs[at] if at >= 0 else (0, 0)


def read_body(article: Article) -> Body:
    """The article's text, cut into paragraphs and sentences."""
    paragraphs = tuple(_trimmed(article.text, *m.span()) for m in _PARAGRAPH.finditer(article.text))
    sentences = tuple(s for p in paragraphs for s in _sentences(article.text, p, article.language or "en"))
    return Body(
        text=article.text,
        paragraphs=paragraphs,
        sentences=sentences,
        published=article.published,
        language=article.language,
        publisher=article.publisher,
        links=article.links,
    )


def _sentences(text: str, paragraph: Span, language: str) -> list[Span]:
    start, end = paragraph
    spans: list[Span] = []
    place = start
    for sentence in sentencex.segment(language, text[start:end]):
        found = text.find(sentence, place, end)
        if found < 0:
            continue
        place = found + len(sentence)
        span = _trimmed(text, found, place)
        if span[0] < span[1]:
            spans.append(span)
    return spans


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
