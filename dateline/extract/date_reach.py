"""How far a date reaches by the words around it: “since January”, “until Friday”, “between May and July”.

Expressions are found as their own words say (see dates.py), so that “since January” finds “January”. Whoever dates
something that lasts asks here for the stretch of time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.edtf import read
from dateline.findings import DateFound

_BEFORE = 12  # code points: the longest word below, a space and “the”
_WORD = re.compile(r"\b(between|from|since|after|until|till|through|before|by)\s+(?:the\s+)?$", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:and|to|until|till|through|[-–—])\s*(?:the\s+)?", re.IGNORECASE)
_ONWARD = re.compile(r"\s+(?:on|onwards?)\b")  # “from 2014 levels” does not reach
_PATTERNS = {
    "since": "{first}/..",
    "after": "{last}/..",
    "until": "../{last}",
    "till": "../{last}",
    "through": "../{last}",
    "before": "../{first}",
    "by": "[..{last}]",
}


def date_reach(text: str, dates: Sequence[DateFound], at: int) -> DateFound:
    """The date at this place in the article's dates, with the word of direction before it and the reach that it gives.

    The date itself where there is no such word, or where the stretch cannot be written.
    """
    date = dates[at]
    word = _WORD.search(text, max(date.start - _BEFORE, 0), date.start)
    if not date.edtf or not word:
        return date
    said = word[1].lower()
    if said in ("between", "from"):
        other = dates[at + 1] if at + 1 < len(dates) else None
        if other is None or not other.edtf or not _JOINT.fullmatch(text, date.end, other.start):
            onward = said == "from" and _ONWARD.match(text, date.end)
            return _reaching(text, word.start(), date.end, f"{_ends(date.edtf)[0]}/..", date) if onward else date
        return _reaching(text, word.start(), other.end, f"{_ends(date.edtf)[0]}/{_ends(other.edtf)[1]}", date)
    first, last = _ends(date.edtf)
    return _reaching(text, word.start(), date.end, _PATTERNS[said].format(first=first, last=last), date)


def _ends(value: str) -> tuple[str, str]:
    """The first and the last part of a date, without a time of day."""
    first, _, last = value.partition("/")
    return first.partition("T")[0], (last or first).partition("T")[0]


def _reaching(text: str, start: int, end: int, value: str, otherwise: DateFound) -> DateFound:
    try:
        return DateFound(start, end, text[start:end], read(value).value)
    except ValueError:
        return otherwise  # a decade, a bound, two ends in the wrong order
