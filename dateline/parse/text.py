"""A plain-text dump becomes one article: its line of title, its bio's author, the outlet that its own words name."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.article import Article, Given
from dateline.parse.html import NOTHING, article_of, join, merged
from dateline.parse.metadata import Facts
from dateline.parse.plain import read_plain
from dateline.parse.printed import facts_of_text
from dateline.parse.trim import trim


def read_text(text: str, *, given: Given, outlets: Mapping[str, str], front: Facts = NOTHING) -> Article:
    """The article of a text."""
    page = read_plain(text)
    facts = merged(facts_of_text([b.text for b in page.blocks], outlets), front, given)
    body, links = join(trim(page, page.blocks, facts.title, facts.authors))
    return article_of(facts, body, links)
