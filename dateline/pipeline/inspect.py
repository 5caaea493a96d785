"""What the reader saw, as JSON lines; the form is docs/format.md, “inspect”."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from dateline.article import Article, Given
from dateline.findings import Findings
from dateline.pipeline.readings import read_articles, read_bytes
from dateline.problem import Problem

_DATES = ("start", "end", "words", "edtf")
_QUOTATIONS = ("start", "end", "words", "kind", "cue", "said")
_SPEAKER = ("name", "start", "end", "described")
_DENIALS = ("start", "end", "kind", "cue", "by", "on_behalf_of", "words", "of", "said")
_PEOPLE = ("name", "aliases", "kind", "mentions")
_EVENTS = ("date", "title", "passage", "people", "sourcing", "according_to", "planned")


def inspect_file(path: Path, given: Given) -> Iterator[dict[str, Any]]:
    """One object for each article of the file; a file that cannot be read gives one that says so."""
    data = read_bytes(path, str(path))
    if isinstance(data, Problem):
        yield seen(str(path), Article("", problems=(data,)))
        return
    for article in read_articles(data, path.name, given, {}):
        yield seen(path.stem, article)


def inspect_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One object for each line given, in order; a line that is no object gives one that says so."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _inspected(line, number)


def _inspected(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
        if not isinstance(row, dict) or not isinstance(row.get("text", row.get("html")), str):
            raise ValueError("an object with “text” or “html” is wanted")
    except ValueError as error:  # json.JSONDecodeError among them
        return seen(f"line {number}", Article("", problems=(Problem("bad-line", f"line {number}: {error}"),)))
    given = Given(published=str(row.get("published") or ""), url=str(row.get("url") or ""))
    name = str(row.get("id", number))
    if "text" in row:
        return seen(name, Article(row["text"], published=given.published, url=given.url))
    return seen(name, read_articles(row["html"].encode("utf-8", "replace"), f"{name}.html", given, {})[0])


def seen(name: str, article: Article) -> dict[str, Any]:
    """The object that describes one article."""
    from dateline.extract import extract

    found = extract(article) if article.text else Findings()
    problems = (*article.problems, *found.problems)
    return {
        "id": name,
        "title": article.title,
        "authors": article.authors,
        "publisher": article.publisher,
        "published": article.published or None,
        "url": article.url,
        "language": article.language,
        "text": article.text,
        "links": [_chosen(link, ("start", "end", "url")) for link in article.links],
        "dates": [_chosen(d, _DATES) for d in found.dates],
        "quotations": [
            {**_chosen(q, _QUOTATIONS), "speaker": _chosen(q.speaker, _SPEAKER) if q.speaker else None}
            for q in found.quotations
        ],
        "denials": [_chosen(d, _DENIALS) for d in found.denials],
        "people": [_chosen(p, _PEOPLE) for p in found.people],
        "events": [_chosen(e, _EVENTS) for e in found.events],
        "problems": [f"{p.what}: {p.hint}" if p.hint else p.what for p in problems],
    }


def _chosen(struct: msgspec.Struct, fields: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(struct, name) for name in fields}
