"""What the reader saw, as JSON lines; the form is docs/format.md, “inspect”."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from dateline.article import Article, Given
from dateline.edtf import check_day
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
        row = _clean(json.loads(line.removeprefix("\ufeff")))
        if not isinstance(row, dict) or not any(isinstance(row.get(form), str) for form in ("text", "html")):
            raise ValueError("an object with “text” or “html” is wanted")
    except (ValueError, RecursionError) as error:  # json.JSONDecodeError among them; the other for brackets without end
        return seen(f"line {number}", Article("", problems=(Problem("bad-line", f"line {number}: {error}"),)))
    published, problems = _day(row.get("published"))
    given = Given(published=published, url=str(row.get("url") or ""))
    name = str(number if row.get("id") is None else row["id"])
    if isinstance(row.get("text"), str):
        return seen(name, Article(row["text"], published=published, url=given.url, problems=problems))
    article = next(read_articles(row["html"].encode(), f"{name}.html", given, {}))
    return seen(name, msgspec.structs.replace(article, problems=(*problems, *article.problems)))


def _clean(row: Any) -> Any:
    """The row with lone surrogates, which no file can hold, replaced one for one."""
    if not isinstance(row, dict):
        return row
    return {k: v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for k, v in row.items()}


def _day(value: Any) -> tuple[str, tuple[Problem, ...]]:
    """The day of publication of a row; one that cannot be read is told and counts as unknown."""
    if not value:
        return "", ()
    try:
        return check_day(str(value)[:10]), ()
    except ValueError as error:
        return "", (Problem("bad-date", f"“published”: {error}"),)


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
