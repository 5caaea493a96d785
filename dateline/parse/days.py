"""A day as pages write it, machine-readable or printed; nothing is guessed.

A form that leaves the day open (04/05/2017, no year) gives none. Other languages than English go to dateparser.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {m: n for n, names in enumerate(
    ["jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september", "oct october", "nov november", "dec december"], 1
) for m in names.split()}  # fmt: skip
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d?)-(\d\d?)(?!\d)")
_COMPACT = re.compile(r"^\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{4,6}|T\d+Z?)?\s*$")
_SLASHED = re.compile(r"(?<!\d)((?:19|20)\d\d)[/.](\d\d?)[/.](\d\d?)(?!\d)")
_US = re.compile(_MONTH + r"\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_UK = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?" + _MONTH + r"[\s,-]+((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_NUMERIC = re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_CJK = re.compile(r"((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_URL = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/\-._]|$)")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(" + "|".join(_MONTHS) + r")/(\d{1,2})(?=/)")


def read_day(text: str, language: str = "") -> str:
    """The first full day in a short text as YYYY-MM-DD; "" when there is none or it could be two."""
    return _find(text[:300], language)[1]


def day_line(text: str, language: str = "") -> str:
    """The day of a line that is there to tell it ("Published Tuesday 9 March 2021, 19:40"); "" for a sentence with a date."""
    start, day = _find(text[:300], language)
    before = re.split(r"[|•·:,–—\n]", text[:start])[-1].split()
    after = text[start:].split()
    return day if day and (len(before) <= 4 or text[:3].lower() == "by ") and len(after) <= 14 else ""


def read_url_day(url: str) -> str:
    """The day that an address carries as /2017/02/14/; "" when it carries none."""
    if m := _URL.search(url):
        return _day(*m.groups())
    if m := _URL_MONTH.search(url.lower()):
        return _day(m[1], str(_MONTHS[m[2]]), m[3])
    return ""


def _find(text: str, language: str) -> tuple[int, str]:
    """The place and the value of the first day; (0, "") for none."""
    found = _first(text) or _numeric(text, day_first=language not in ("", "en"))
    if not found and language not in ("", "en") and re.search(r"(?:19|20)\d\d", text):
        found = _foreign(text, language)
    return found or (0, "")


def _first(text: str) -> tuple[int, str] | None:
    if m := _COMPACT.match(text):
        return 0, _day(m[1], m[2], m[3])
    found: list[tuple[int, str]] = []
    for pattern, order in ((_ISO, (1, 2, 3)), (_SLASHED, (1, 2, 3)), (_CJK, (1, 2, 3)), (_US, (3, 1, 2)), (_UK, (3, 2, 1))):
        if m := pattern.search(text):
            year, month, day = (m[i] for i in order)
            value = _day(year, str(_MONTHS.get(month.lower(), month)), day)
            if value:
                found.append((m.start(), value))
    return min(found, default=None)


def _numeric(text: str, *, day_first: bool) -> tuple[int, str] | None:
    """A numeric date whose order is certain: by points, by the language, or by a number above 12."""
    m = _NUMERIC.search(text)
    if not m:
        return None
    a, b = int(m[1]), int(m[3])
    if m[2] == "." or day_first or a > 12 or a == b:
        return m.start(), _day(m[4], str(b), str(a))
    return (m.start(), _day(m[4], str(a), str(b))) if b > 12 else None


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _foreign(text: str, language: str) -> tuple[int, str] | None:
    """The day in another language, full days only."""
    import dateparser

    span = re.search(r"\d{1,2}\W{0,4}(?:[^\W\d]{1,3}\s)?[^\W\d]{2,14}\W{0,3}(?:[^\W\d]{1,3}\s)?(?:19|20)\d\d", text)
    if not span:
        return None
    try:
        read = dateparser.parse(span[0], languages=[language], settings={"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]})
    except ValueError:  # a language that dateparser does not know
        return None
    return (span.start(), read.date().isoformat()) if read else None
