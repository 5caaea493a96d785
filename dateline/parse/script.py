"""The entries of a static-timeline-generator site: its `content.js`, read as data and never run."""

from __future__ import annotations

import re
from typing import Any

from dateline.parse.entries import MAX_ENTRIES, Row, Timeline, date_of, plain
from dateline.problem import Problem

MAX_SCRIPT = 3_000_000  # code points
_ENTRIES = re.compile(r"\bentries\s*[:=]\s*(?=\[)")
_MODULE = re.compile(r"\bmodule\.exports\b|\bexport\s+(?:default\b|const\b)")
_TITLE = re.compile(r"""\bpageTitle\s*[:=]\s*(?P<mark>['"`])(?P<words>(?:\\.|(?!(?P=mark)).){0,300})(?P=mark)""")
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[T ]+(\d{1,2})[:-](\d{2})\S*)?")


def read_script(text: str) -> Timeline | None:
    """The timeline of a content.js; None for any other text."""
    head = text[:MAX_SCRIPT]
    found = _ENTRIES.search(head)
    if not found or not _MODULE.search(head):
        return None
    import chompjs

    try:
        read: Any = chompjs.parse_js_object(head[found.end() :])
    except (ValueError, RecursionError) as error:
        reason = str(error).split("\n", 1)[0][:200]
        return Timeline((), problems=(Problem("bad-entry", f"the list of entries cannot be read: {reason}", "write it as a list of plain objects, without calculations"),))
    title = _TITLE.search(head)
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, entry in enumerate((read if isinstance(read, list) else [])[: MAX_ENTRIES + 1], 1):
        if isinstance(entry, dict):
            row, fault = _row(f"entry {_text(entry, 'id') or number}", entry)
            rows.append(row)
            if fault:
                problems.append(Problem("bad-entry", f"{row.place}: it is undated: {fault}", "mend it there and import again, or date the proposal", severity="warning"))
    return Timeline(tuple(rows), re.sub(r"\\(.)", r"\1", title["words"]) if title else "", tuple(problems))


def _row(place: str, entry: dict[str, Any]) -> tuple[Row, str]:
    day = _text(entry, "datetime") or _text(entry, "date")
    found = _DATE.fullmatch(day)
    time = f"{int(found[4]):02}:{found[5]}" if found and found[4] and f"{found[4]}:{found[5]}" not in ("0:00", "00:00") else ""
    date, fault = date_of([part or "" for part in found.group(1, 2, 3)], (), time) if found else date_of([day])
    image = entry["image"] if isinstance(entry.get("image"), dict) else {}
    pictures = [(_text(image, "caption") or _text(image, "alt"), _text(image, "link") or _text(image, "src"))] if image else []
    linked = [(f"{_text(e, 'linkText')} {_text(e, 'extra')}", _text(e, "href")) for e in _list(entry.get("links")) if isinstance(e, dict)]
    row = Row(
        place=place,
        headline=_text(entry, "title"),
        date=date,
        text=_text(entry, "body"),
        tags=tuple(" ".join(plain(c).split()) for c in _list(entry.get("categories")) if isinstance(c, str) and c.strip()),
        links=tuple((words, address) for words, address in (*linked, *pictures) if address),
    )
    return row, fault


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(mapping: dict[str, Any], key: str) -> str:
    value = mapping.get(key)
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
