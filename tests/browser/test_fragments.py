"""A link to words opens an article at these words, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from dateline.fragment import fragment_from
from dateline.text import canon, place_of

PARAGRAPHS = (
    "The council met – for so-called “talks” – on Monday, at 5 p.m. &amp; left.",
    "“There were contacts,” he said. “We knew most of the people, and nobody from the firm denied that we met them on the island,” he went on.",
    "He never came. She “never” left, and said it’s a <a href='x'>lie, all of</a> it.",
)
TEXT = "\n\n".join(re.sub("<[^>]+>", "", paragraph).replace("&amp;", "&") for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    "words",
    [
        "so-called 'talks' - on Monday, at 5 p.m. & left.",
        "There were contacts",
        "There were contacts, … met them",
        "knew most of the people, and nobody from the firm denied that we met them",
        "it's a lie, all of it",
        "never",
        "[N]ever came",
        "at 5 p.m. & left. “There were contacts",
    ],
)
def test_a_link_opens_the_article_at_the_words(words: str, tmp_path: Path, visit: Callable[..., Page]) -> None:
    page = tmp_path / "article.html"
    far = "<div style='height:3000px'></div>"
    page.write_text(f"<!doctype html><meta charset=utf-8><title>x</title>{far}<p>{'</p><p>'.join(PARAGRAPHS)}</p>{far}", encoding="utf-8")
    place = place_of(words, TEXT, canon(TEXT))
    assert place is not None

    around = {} if place.unique else {"prefix": place.prefix, "suffix": place.suffix}
    shown = visit(page.as_uri() + fragment_from(place.head, place.tail, **around))

    shown.wait_for_function("scrollY > 1000")
