"""Laws of the reader: whatever the bytes, it answers, in form, and in time."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.article import Article
from dateline.parse import parse

SENTENCE = "The minister said on Tuesday that the bridge would be closed, and that nobody knew when it would open again."
PARAGRAPH = f"<p>{SENTENCE}</p>"
PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<div class='related'>", "</div>", "<br>", "<a href='http://x.example/2020/01/02/a'>", "</a>", "<h1>", "</h1>", "<table><tr><td>", "</td>"),
        *("<script>", "</script>", "<!--", "-->", "<style>", "<blockquote>", "<li>", "<q>", "&#0;", "&nbsp;", "&lt;p&gt;", "<meta name=author content='A B'>"),
        *("<script type='application/ld+json'>{\"@type\": [\"NewsArticle\"], \"author\": [{}, null, 3, [\"x\"]], \"headline\": [[]]}</script>", "<time datetime='x'>"),
        *("---\n", "title: [a\n", "# ", "> ", "- ", "\n\n", "\n", "[a](b)", "```", "By Ana Ruiz", "Feb. 30, 2017", "2017-02-14", "Subscribe to", "Related", "© 2020"),
        *("WARC/1.0\r\n", "Content-Length: -5\r\n", "MIME-Version: 1.0\n", "%PDF-1.4\n", "PK\x03\x04", SENTENCE, "“", "\u00ad", "\u202e", "é", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")),
    ]
)
HEADS = st.sampled_from([b"", b"<html>", b"<!doctype html>", b"---\n", b"WARC/1.0\r\n", b"PK\x03\x04", b"%PDF-", b"\x1f\x8b", b"\xff\xfe", b"\xef\xbb\xbf", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n"])


def in_form(articles: tuple[Article, ...]) -> bool:
    """At least one article; its links lie inside its text, in order; an empty one says what is wrong."""
    for article in articles:
        spans = [(link.start, link.end) for link in article.links]
        assert all(0 <= start < end <= len(article.text) for start, end in spans)
        assert spans == sorted(spans)
        assert all(article.text[start:end].strip() == article.text[start:end] for start, end in spans)
        assert all(p.where is None and p.code and p.what for p in article.problems)
        assert article.text.strip() or any(p.severity == "error" for p in article.problems)
        assert article.text == article.text.strip()
    return bool(articles)


@given(HEADS, st.binary(max_size=400))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_read_or_told(head: bytes, tail: bytes) -> None:
    assert in_form(parse(head + tail))


@given(st.lists(PIECES, max_size=30), st.sampled_from(["x.html", "x.md", "x.txt", ""]))
@example(["<html>", "<h1>", "<h1>"], "")
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_any_soup_is_read_or_told(pieces: list[str], name: str) -> None:
    assert in_form(parse("".join(pieces).encode("utf-8", "replace"), name=name))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=60, max_size=300), min_size=1, max_size=6))
@settings(deadline=None, max_examples=60)
def test_reading_is_repeatable(lines: list[str]) -> None:
    data = "\n".join(lines).encode()

    assert parse(data) == parse(data)


@pytest.mark.parametrize(
    "markup",
    [
        b"<div>" * 100_000 + PARAGRAPH.encode() * 3,
        b"<div class='share'>" * 5_000 + PARAGRAPH.encode() * 3,
        b"<b><i>" * 5_000 + PARAGRAPH.encode() * 3,
        b"<" * 200_000,
        b"<!--" * 200_000,
        b"<script>" * 100_000 + PARAGRAPH.encode(),
        b"x<br>" * 30_000,
        b"x" + b"<br>" * 50_000 + b"<br>and so on" * 10_000,
        b"<div><p>cookies cookies <p>" * 5_000,
        b"<title>" + b"a|" * 50_000 + b"</title>" + PARAGRAPH.encode() * 3,
        b"<a href=x><p>x" * 5_000,
        b"<table><tr><td>" * 10_000 + PARAGRAPH.encode() * 3,
        b"<p>" + b"<a href='http://x.example/'>aaa</a> " * 20_000,
        b"<script type='application/ld+json'>" + b"[" * 400_000 + b"</script>" + PARAGRAPH.encode() * 3,
    ],
    ids=["nested", "nested-named", "nested-inline", "angles", "comments", "scripts", "breaks", "blank breaks", "cookies", "title", "open links", "tables", "links", "json"],
)
def test_hostile_page_takes_seconds_at_most(markup: bytes) -> None:
    started = time.process_time()

    articles = parse(b"<html><body>" + markup)

    assert in_form(articles)
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    "text",
    ["[a](b " * 30_000, "# t\n\n" + "*a_ " * 100_000, "# t\n" + "> " * 50_000, "# T\n\n" + "`" * 50_000 + "![" * 50_000, "---\n" + "a: &a [*a," * 10_000 + "\n---\n\nText", "By A\n" * 20_000, " \n" * 300_000 + "x", "word " * 200_000, "a." * 300_000],
    ids=["links", "emphasis", "quotes", "ticks", "front", "bylines", "blank", "one-line", "stops"],
)
def test_hostile_text_takes_seconds_at_most(text: str) -> None:
    started = time.process_time()

    assert in_form(parse(text.encode(), name="x.md"))
    assert time.process_time() - started < 20


def test_fifty_megabytes_are_cut_and_that_is_said() -> None:
    page = b"<html><body><h1>A bridge and its cracks</h1>" + b"<script>" + b"x" * 5_000_000 + b"</script>"
    page += b"<img src='data:image/png;base64," + b"QUFB" * 10_000_000 + b"'>" + (PARAGRAPH.encode() * 36_000)

    (article,) = parse(page, name="x.html")

    assert article.text.startswith(SENTENCE)
    assert "page-too-long" in [p.code for p in article.problems]


def test_article_that_only_a_script_would_show_is_taken_from_the_pages_own_copy() -> None:
    body = "\\n\\n".join([SENTENCE] * 20)
    page = f'<html><head><title>A bridge</title><script type="application/ld+json">{{"@type": "Article", "headline": "A bridge", "articleBody": "{body}"}}</script></head>'

    (article,) = parse(f"{page}<body><div id='app'>Loading</div></body></html>".encode())

    assert article.text.split("\n\n") == [SENTENCE] * 20
    assert [p.code for p in article.problems] == ["no-publication-day", "hidden-text"]


def test_capitals_that_grow_in_lower_case_move_nothing() -> None:
    page = "<html><body><h1>A bridge</h1>" + "İ" * 1_200_000 + "<SCRIPT>var x = 1</SCRIPT>" + PARAGRAPH * 3

    (article,) = parse(page.encode())

    assert "var x" not in article.text
    assert article.text.endswith(SENTENCE)


@pytest.mark.parametrize(
    "text",
    ["A line that says something of a thing.\n" * 600_000, "==========\nTitle of the part\nBy Tom Lee\n" * 100_000, "---\ntitle: x\n" * 200_000, "# Title of part\nBy Tom Lee\n" * 100_000],
    ids=["lines", "rules", "front matter", "headings"],
)
def test_a_text_without_end_is_cut_and_that_is_said(text: str) -> None:
    started = time.process_time()

    articles = parse(text.encode())

    assert in_form(articles)
    assert "page-too-long" in [p.code for p in articles[-1].problems]
    assert time.process_time() - started < 10


@pytest.mark.parametrize("waste", ["<script>var a;</script>" * 400_000, "<!--" + "x" * 9_000_000 + "-->"], ids=["scripts", "comment"])
def test_an_article_behind_megabytes_of_waste_is_read(waste: str) -> None:
    (article,) = parse(f"<html><head>{waste}</head><body><h1>A bridge</h1>{PARAGRAPH * 3}</body></html>".encode())

    assert article.text.split("\n\n") == [SENTENCE] * 3
