"""The founding articles, read from outside the repository: exact paragraphs, links, persons."""

from __future__ import annotations

from pathlib import Path

import yaml

from dateline.article import Given
from dateline.parse import parse


def test_founding_articles_are_read_whole(measures: Path) -> None:
    for document in yaml.load((measures / "seeds" / "expected.yaml").read_text(encoding="utf-8"), yaml.BaseLoader):
        wanted = document["article"]
        given = Given(published=document.get("published_given", ""))

        (article,) = parse((measures / "seeds" / document["file"]).read_bytes(), name=document["file"], given=given)

        assert (article.title, article.publisher, list(article.authors)) == (wanted["title"], wanted["publisher"], wanted["authors"])
        assert article.published == wanted.get("published", given.published)
        assert str(len(article.text.split("\n\n"))) == wanted["paragraphs"]
        assert str(len(article.links)) == wanted.get("links", "0")
        assert article.problems == ()


def test_no_day_is_invented_for_the_undated_one(measures: Path) -> None:
    (article,) = parse((measures / "seeds" / "theweek-2017-05-18.txt").read_bytes())

    assert (article.published, [p.code for p in article.problems]) == ("", ["no-publication-day"])
