"""Every saved page of tests/articles, read and held against the YAML file beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.article import Article
from dateline.parse import parse

FOLDER = Path(__file__).parent / "articles"
PAGES = sorted(p for p in FOLDER.iterdir() if p.suffix != ".yaml")


def as_told(article: Article) -> dict[str, Any]:
    """The article in the form of the expected files: what is empty is left out."""
    said = {
        "title": article.title,
        "authors": list(article.authors),
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "language": article.language,
        "links": [[article.text[link.start : link.end], link.url] for link in article.links],
        "problems": [p.code for p in article.problems],
    }
    return {k: v for k, v in said.items() if v} | {"paragraphs": article.text.split("\n\n") if article.text else []}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_page_is_read_as_an_editor_would(page: Path) -> None:
    expected = yaml.load(page.with_suffix(".yaml").read_text(encoding="utf-8"), yaml.BaseLoader)

    (article,) = parse(page.read_bytes(), name=page.name)

    assert as_told(article) == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_format_is_told_by_content_not_by_name(page: Path) -> None:
    assert parse(page.read_bytes(), name="") == parse(page.read_bytes(), name=page.name)
