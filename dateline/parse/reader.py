"""The reader: from bytes to articles, whatever the format."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dateline.article import Article, Given
from dateline.parse.charset import decode
from dateline.parse.formats import is_html, is_markdown, sniff
from dateline.parse.html import read_html
from dateline.parse.markdown import split_front, to_html
from dateline.parse.text import read_text
from dateline.problem import Problem

_NO_DAY = Problem(
    "no-publication-day",
    "the article does not say when it was published, so dates such as “Wednesday” or “last month” stay unresolved",
    "pass --published YYYY-MM-DD, or add `published:` in front matter",
    severity="warning",
)


def parse(data: bytes, *, name: str = "", given: Given = Given(), outlets: Mapping[str, str] = {}) -> tuple[Article, ...]:
    """The articles of a saved file, usually one. What is wrong with one stands in its `problems`."""
    form = sniff(data)
    if form == "empty":
        return (_failed("no-text", "the file is empty", "save the page again"),)
    if form == "binary":
        return (_failed("not-text", "the file is no text, page, PDF or web archive", "save the article as HTML or as text"),)
    text, problems = decode(data)
    article = _read(text, name, given, outlets)
    return (judged(article, problems),)


def _read(text: str, name: str, given: Given, outlets: Mapping[str, str]) -> Article:
    if is_html(text, name):
        return read_html(text, given=given, outlets=outlets)
    front, rest = split_front(text)
    if is_markdown(text, name):
        return read_html(to_html(rest), given=given, outlets=outlets, front=front, markdown=True)
    return read_text(rest, given=given, outlets=outlets, front=front)


def judged(article: Article, problems: tuple[Problem, ...]) -> Article:
    """The article with everything that is wrong with it."""
    told = [*problems, *article.problems]
    if not article.text.strip():
        told.append(Problem("no-article", "no article was found in the page", "save the article itself, or copy its text into a .txt file"))
    elif not article.published:
        told.append(_NO_DAY)
    return msgspec.structs.replace(article, problems=tuple(told))


def _failed(code: str, what: str, hint: str) -> Article:
    return Article(text="", problems=(Problem(code, what, hint),))
