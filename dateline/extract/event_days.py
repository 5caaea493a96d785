"""Days as events need them: how wide a date is, and where it lies beside the day of publication.

Takes EDTF dates; gives yes or no, and widths in days.
"""

from __future__ import annotations

from dateline.edtf import read
from dateline.extract.body import Body

OPEN = 10_000  # days: the width of a date with an open end
YEAR = 300  # days: a date of a year or more
_LONG_AGO = 8  # years before publication behind which a year is background


def width(date: str) -> int:
    """How many days the date is wide; very many where an end is open."""
    d = read(date)
    return (d.latest - d.earliest).days + 1 if d.earliest and d.latest else OPEN


def is_ahead(body: Body, date: str) -> bool:
    """Whether the date begins after the day of publication."""
    earliest, published = read(date).earliest, read(body.published).latest if body.published else None
    return bool(earliest and published and earliest > published)


def is_long_ago(body: Body, date: str) -> bool:
    """Whether the date is a year or more, long before publication: background, unless the article is about it."""
    latest, published = read(date).latest, read(body.published).earliest if body.published else None
    return bool(latest and published and width(date) >= YEAR and published.year - latest.year > _LONG_AGO)


def is_unfinished(body: Body, date: str) -> bool:
    """Whether the date goes on beyond the day of publication: "this year"."""
    latest, published = read(date).latest, read(body.published).earliest if body.published else None
    return bool(latest and published and latest >= published)
