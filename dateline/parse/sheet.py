"""TimelineJS: its spreadsheet as CSV, of both generations, and its JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from dateline.parse.entries import MAX_ENTRIES, Row, Timeline, date_of, plain
from dateline.problem import Problem

MAX_CELL = 100_000  # code points
_YEARS = frozenset({"year", "start date"})  # a column by which a sheet of TimelineJS is known, beside Headline
_OLD_DATE = re.compile(r"(?:(\d{1,2})/)?(?:(\d{1,2})/)?(-?\d{1,4})(?:\s+(\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?))?")  # 1/26/2012 0:01:00
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(?:([AaPp])\.?[Mm]\.?)?")


def read_sheet(text: str) -> Timeline | None:
    """The timeline of a CSV text; None when its first line does not name TimelineJS's columns."""
    header = text.lstrip("\ufeff").split("\n", 1)[0]
    names = {cell.strip().strip('"').lower() for cell in re.split(r"[,;\t]", header[:5000])}
    if "headline" not in names or not names & _YEARS:
        return None
    delimiter = max(",;\t", key=header.count)
    try:
        csv.field_size_limit(MAX_CELL)
        table = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
        columns = [cell.strip().lower() for cell in next(table)]
        rows = [(n, dict(zip(columns, (c.strip() for c in cells), strict=False))) for n, cells in _numbered(table) if any(c.strip() for c in cells)]
    except csv.Error as error:
        return Timeline((), problems=(Problem("bad-entry", f"the sheet cannot be read: {error}", "export it as CSV again"),))
    read = _timeline([(f"row {n}", _of_cells(cells)) for n, cells in rows])
    return msgspec.structs.replace(read, problems=(*_unclosed(text, delimiter, rows[-1][0] if rows else 0), *read.problems))


def _unclosed(text: str, delimiter: str, last_row: int) -> tuple[Problem, ...]:
    """What is told of a cell that swallowed all rows below it."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        if "unexpected end" in str(error):  # the module has one kind of error for all
            what = f"row {last_row}: a quotation mark opens a cell and none closes it: all below was taken for its words"
            return (Problem("bad-entry", what, "close it in the sheet, and import again", severity="warning"),)
    return ()


def _numbered(table: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(table, 2):  # as the spreadsheet counts: its first row names the columns
        if number > MAX_ENTRIES + 2:
            return
        yield number, cells


def read_timeline_json(text: str) -> Timeline | None:
    """The timeline of TimelineJS's JSON; None for any other text."""
    if not text.lstrip("\ufeff \t\r\n").startswith("{") or '"events"' not in text:
        return None
    try:
        read = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    slides = read.get("events") if isinstance(read, dict) else None
    if not isinstance(slides, list) or not all(isinstance(s, dict) for s in slides) or not any("start_date" in s for s in slides):
        return None
    title = read["title"] if isinstance(read.get("title"), dict) else None
    eras = [{**e, "type": "era"} for e in _list(read.get("eras")) if isinstance(e, dict)]
    return _timeline([*([("the title", {**title, "type": "title"})] if title else []), *((f"event {n}", s) for n, s in enumerate([*slides, *eras], 1))])


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _of_cells(cells: Mapping[str, str]) -> dict[str, Any]:
    """A row in the form of TimelineJS's JSON."""
    slide: dict[str, Any] = {
        "type": cells.get("type", ""),
        "text": {"headline": cells.get("headline", ""), "text": cells.get("text", "")},
        "media": {"url": cells.get("media", ""), "caption": cells.get("media caption", ""), "credit": cells.get("media credit", "")},
        "group": cells.get("group") or cells.get("tag", ""),
        "display_date": cells.get("display date", ""),
    }
    for name, prefix, old in (("start_date", "", "start date"), ("end_date", "end ", "end date")):
        if cells.get(old):
            slide[name] = {"old": cells[old]}
        elif any(cells.get(f"{prefix}{part}") for part in ("year", "month", "day", "time")):
            slide[name] = {part: cells.get(f"{prefix}{part}", "") for part in ("year", "month", "day", "time")}
    return slide


def _timeline(slides: list[tuple[str, Mapping[str, Any]]]) -> Timeline:
    rows: list[Row] = []
    problems: list[Problem] = []
    title, eras = "", []
    for place, slide in slides:
        words = slide.get("text") if isinstance(slide.get("text"), dict) else {}
        headline, kind = _text(words, "headline"), _text(slide, "type").lower()
        if kind == "title":
            title = title or headline
        elif kind == "era":
            eras.append(" ".join(plain(headline).split()) or place)
        else:
            row, wrong = _row(place, slide, headline, _text(words, "text"))
            rows.append(row)
            problems += [Problem("bad-entry", f"{place}: {what}", hint, severity="warning") for what, hint in wrong]
    if eras:
        hint = "write those that happened as events of their own"
        problems.append(Problem("bad-entry", f"eras are no events and were left out: {', '.join(eras[:5])}{' …' if len(eras) > 5 else ''}", hint, severity="warning"))
    return Timeline(tuple(rows), title, tuple(problems))


def _row(place: str, slide: Mapping[str, Any], headline: str, text: str) -> tuple[Row, list[tuple[str, str]]]:
    """The entry, and what is wrong with it: (what, what to do)."""
    wrong: list[tuple[str, str]] = []
    start, time = _date_parts(slide.get("start_date"))
    end, _ = _date_parts(slide.get("end_date"))
    date, fault = date_of(start, end, time)
    if fault and end and (alone := date_of(start, (), time)[0]):
        wrong.append((f"the end of its date was left out: {fault}", "mend it there, or in the proposal"))
        date = alone
    elif fault:
        wrong.append((f"it is undated: {fault}", "mend it there and import again, or date the proposal"))
    if not plain(headline).strip():
        wrong.append(("it has no headline and was left out", "write one"))
    media = slide.get("media") if isinstance(slide.get("media"), dict) else {}
    address = _text(media, "url")
    row = Row(
        place=place,
        headline=headline,
        date=date,
        shown=plain(_text(slide, "display_date") or _text(slide.get("start_date"), "display_date")),
        text=text,
        tags=tuple(filter(None, [" ".join(plain(_text(slide, "group")).split())])),
        links=((_text(media, "caption") or _text(media, "credit"), address),) if address else (),
    )
    return row, wrong


def _date_parts(value: Any) -> tuple[tuple[str, ...], str]:
    """Year, month and day as they are written, and the time as 21:00; () where there is none."""
    if not isinstance(value, dict):
        return (), ""
    if old := _text(value, "old"):
        if found := _OLD_DATE.fullmatch(old):
            month, day, year, time = found[1] or "", found[2] or "", found[3], _clock(found[4] or "")
            return (year, month, day), time
        found = _ISO.fullmatch(old)
        return ((found[1], found[2], found[3] or ""), "") if found else ((old,), "")
    time = _clock(_text(value, "time")) or (f"{_text(value, 'hour').zfill(2)}:{_text(value, 'minute').zfill(2)}" if _text(value, "hour") else "")
    return tuple(_text(value, part) for part in ("year", "month", "day")), time if re.fullmatch(r"\d\d:\d\d(:\d\d)?", time) else ""


def _clock(text: str) -> str:
    found = _TIME.fullmatch(text)
    if not found:
        return ""
    hour = int(found[1]) % 12 + 12 * (found[4].lower() == "p") if found[4] else int(found[1])
    clock = f"{hour:02}:{found[2]}" if hour < 24 and int(found[2]) < 60 else ""
    return "" if clock == "00:00" and not found[4] else clock  # what spreadsheets put behind a day without a time


def _text(mapping: Any, key: str) -> str:
    value = mapping.get(key) if isinstance(mapping, dict) else None
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
