"""The reader: from bytes to articles, whatever the format."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import IO

import msgspec

from dateline.article import Article, Given
from dateline.parse.charset import decode
from dateline.parse.entries import article_of_timeline
from dateline.parse.formats import is_html, is_markdown, sniff
from dateline.parse.html import TOO_LONG, read_html, read_several
from dateline.parse.judge import judged, told
from dateline.parse.markdown import is_readable, split_front, to_html
from dateline.parse.mhtml import read_mhtml
from dateline.parse.pdf import read_pdf
from dateline.parse.script import read_script
from dateline.parse.several import parts_of
from dateline.parse.sheet import read_sheet, read_timeline_json
from dateline.parse.text import read_text
from dateline.parse.warc import Capture, is_web_archive, stream_captures
from dateline.problem import Problem

MAX_TEXT = 1_500_000  # code points of a text without a page's markup; a book has one million
MAX_LINES = 30_000  # of it; that book has ten thousand paragraphs
_NOTHING_GIVEN = Given()
_NO_OUTLETS: Mapping[str, str] = {}
_EMPTY = Problem("no-text", "the file is empty", "save the page again")
_BINARY = Problem("not-text", "the file is no text, page, PDF or web archive", "save the article as HTML or as text")
_NO_PAGE = Problem("no-article", "the message holds no HTML page", "save the page as HTML")
_NO_PAGES = Problem("no-article", "the web archive holds no page, or is damaged before its first one", "archive the page again")


def parse(data: bytes, *, name: str = "", given: Given = _NOTHING_GIVEN, outlets: Mapping[str, str] = _NO_OUTLETS) -> tuple[Article, ...]:
    """The articles of a saved file, usually one. What is wrong with one stands in its `problems`; nothing is raised.

    `name` is the file's name, a hint only. What is `given` wins over front matter, which wins over the page.
    `outlets` (domain → publisher) wins over the built-in table.
    """
    form = sniff(data)
    if form == "empty":
        return (_failed(_EMPTY),)
    if form == "binary":
        return (_failed(_BINARY),)
    if form in ("warc", "wacz"):
        return tuple(parse_archive(io.BytesIO(data), given=given, outlets=outlets))
    if form == "pdf":
        text, problems = read_pdf(data)
        return (judged(read_text(text, given=given, outlets=outlets), problems) if text else _failed(*problems),)
    if form == "mhtml":
        markup, address, problems = read_mhtml(data)
        if not markup:
            return (_failed(_NO_PAGE, *problems),)
        return _all_judged(read_several(markup, given=_at(given, address), outlets=outlets), problems)
    text, problems = decode(data)
    for read in (read_sheet, read_timeline_json, read_script):
        if (timeline := read(text)) is not None:
            return (told(article_of_timeline(timeline, given), problems),)
    return _all_judged(_read(text, name, given, outlets), problems)


def is_archive(head: bytes) -> bool:
    """Whether a file that begins with these bytes is for `parse_archive`: it holds many pages, and may be larger than memory."""
    return sniff(head) in ("warc", "wacz")


def parse_archive(stream: IO[bytes], *, given: Given = _NOTHING_GIVEN, outlets: Mapping[str, str] = _NO_OUTLETS) -> Iterator[Article]:
    """The articles of an open WARC or WACZ, one after another, in memory bound by one page."""
    count = 0
    for count, article in enumerate(_archived(stream_captures(stream), given, outlets), 1):  # noqa: B007  (told below)
        yield article
    if not count:
        yield _failed(_NO_PAGES if is_web_archive(stream) else _BINARY)


def _archived(pages: Iterator[Capture], given: Given, outlets: Mapping[str, str]) -> Iterator[Article]:
    for capture in pages:
        markup, problems = decode(capture.body, declared=capture.charset)
        yield judged(read_html(markup, given=_at(given, capture.url), outlets=outlets), problems)


def _at(given: Given, address: str) -> Given:
    """What the user gave, and where the page was saved from if he did not say."""
    return given if given.url or not address.startswith("http") else msgspec.structs.replace(given, url=address)


def _all_judged(articles: tuple[Article, ...], problems: tuple[Problem, ...]) -> tuple[Article, ...]:
    """The articles of one file; what was wrong with the file itself is told once."""
    return tuple(judged(article, () if number else problems) for number, article in enumerate(articles))


def _read(text: str, name: str, given: Given, outlets: Mapping[str, str]) -> tuple[Article, ...]:
    if is_html(text, name):
        return read_several(text, given=given, outlets=outlets)
    bounded = "\n".join(text[:MAX_TEXT].split("\n", MAX_LINES)[:MAX_LINES])
    parts = parts_of(bounded)
    if len(parts) > 1:
        given = msgspec.structs.replace(given, url="")  # one address names one article
    read = [_read_part(part, name, given, outlets) for part in parts]
    return (*read[:-1], told(read[-1], (TOO_LONG,) if len(bounded) < len(text) else ()))


def _read_part(text: str, name: str, given: Given, outlets: Mapping[str, str]) -> Article:
    front, rest = split_front(text)
    if is_markdown(text, name) and is_readable(rest):
        return read_html(to_html(rest), given=given, outlets=outlets, front=front)
    return read_text(rest, given=given, outlets=outlets, front=front)


def _failed(*problems: Problem) -> Article:
    return told(Article(text=""), problems)
