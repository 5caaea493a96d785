"""What the reader saw, as a short listing for a person: the same finds as the JSON, in the article's order."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_WIDTH = 100  # columns; longer words are folded under themselves
Row = Mapping[str, Any]


def readable(row: Row) -> str:
    """The listing of one object of `inspect`: title line, dates, quotations, responses, events, problems."""
    return "\n".join([*_head(row), *(line for title, items in _sections(row) if items for line in ("", title, *map(_item, items)))])


def _head(row: Row) -> Iterator[str]:
    yield row["title"] or row["id"]
    told = [row["publisher"], ", ".join(row["authors"]), row["published"] or "no day of publication", row["url"]]
    yield " · ".join(part for part in told if part)
    yield f"{len(row['text'].split()):,} words"


def _sections(row: Row) -> Iterator[tuple[str, Sequence[str]]]:
    yield "Dates", [f"{d['words']} → {d['edtf'] or 'not resolved'}" for d in row["dates"]]
    yield "Quotations", [_quotation(q) for q in row["quotations"] if q["kind"] != "indirect"]
    yield "Reported without quotation marks", [_quotation(q) for q in row["quotations"] if q["kind"] == "indirect"]
    yield "Denials and other responses", [_response(d) for d in row["denials"]]
    yield "People and organisations", [", also ".join([p["name"], *p["aliases"]]) for p in row["people"]]
    yield "Events", [_event(e) for e in row["events"]]
    yield "Problems", list(row["problems"])


def _quotation(q: Row) -> str:
    speaker = q["speaker"]["name"] if q["speaker"] else "speaker unknown"
    words = q["words"] if q["kind"] == "indirect" else f"“{q['words']}”"
    return f"{words} – {_joined(speaker, q['said'])}"


def _response(d: Row) -> str:
    by = f"{d['by']} for {d['on_behalf_of']}" if d["on_behalf_of"] else d["by"]
    words = " ".join(f"“{w}”" for w in d["words"])
    answered = f"to: {' '.join(d['of'].split())}" if d["of"] else ""
    return f"{d['kind'].replace('-', ' ')}: " + " · ".join(part for part in (_joined(by, d["said"]), words, answered) if part)


def _event(e: Row) -> str:
    sourcing = f"({_joined(e['sourcing'], e['according_to'])})" if e["according_to"] else ""
    return " ".join(part for part in (e["date"] or "undated", "planned:" if e["planned"] else "", e["title"], sourcing) if part)


def _joined(*parts: str | None) -> str:
    return ", ".join(" ".join(part.split()) for part in parts if part)


def _item(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), _WIDTH, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False)
