"""The reader's cases in tests/cases: bylines, days, plain-text dumps, heads of pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.parse import parse
from dateline.parse.days import read_day
from dateline.parse.names import read_names

FOLDER = Path(__file__).parent / "cases"
SECTION = re.compile(r"^## (.+?)\n\n(.*?)\n\n```yaml\n(.*?)```", re.MULTILINE | re.DOTALL)


def cases(name: str) -> list[Any]:
    """(text, expected) of every section of a file of cases, under its heading."""
    found = SECTION.findall((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    assert found
    return [pytest.param(text, yaml.load(expected, yaml.BaseLoader), id=heading) for heading, text, expected in found]


@pytest.mark.parametrize(("text", "expected"), cases("parse-bylines"))
def test_byline(text: str, expected: dict[str, Any]) -> None:
    assert list(read_names([text])) == expected["authors"]


@pytest.mark.parametrize(("text", "expected"), cases("parse-days"))
def test_day(text: str, expected: dict[str, Any]) -> None:
    assert read_day(text, expected.get("language", "en")) == expected["day"]


@pytest.mark.parametrize(("text", "expected"), cases("parse-dumps"))
def test_dump(text: str, expected: dict[str, Any]) -> None:
    (article,) = parse(text.encode())

    read = {"title": article.title, "paragraphs": article.text.split("\n\n"), "authors": list(article.authors)}
    read |= {"publisher": article.publisher, "published": article.published}
    assert {k: v for k, v in read.items() if v} == expected


@pytest.mark.parametrize(("text", "expected"), cases("parse-bodies"))
def test_body(text: str, expected: dict[str, Any]) -> None:
    (article,) = parse(text.encode())

    assert article.text.split("\n\n") == expected["paragraphs"]


PARAGRAPHS = (
    "<p>The engineers who looked after the old dam said on Tuesday that its crest had sunk by four inches since the spring.</p>"
    "<p>“We wrote three letters and we got no answer,” said one of them, who asked not to be named because the work is not finished.</p>"
)


@pytest.mark.parametrize(("text", "expected"), cases("parse-heads"))
def test_head(text: str, expected: dict[str, Any]) -> None:
    head, _, top = text.partition("\n===\n")

    (article,) = parse(f"<html lang='en'><head>{head}</head><body><nav><a href='/'>Home</a></nav><main>{top}<div>{PARAGRAPHS}</div></main></body></html>".encode())

    read = {"title": article.title, "authors": list(article.authors), "publisher": article.publisher, "published": article.published, "url": article.url}
    assert {k: v for k, v in read.items() if v} == expected
    assert article.text.startswith("The engineers")
