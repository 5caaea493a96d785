"""What two tellings of one happening have in common: the days they may mean, and their weighty words.

Measures, not answers: proposals are merged and questions are asked at different marks.
"""

from __future__ import annotations

import re

from dateline.edtf import overlaps, read, width_days

_WIDEST = 8  # days: "last year" and "in 2016" overlap with everything, so wider dates must be equal
WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
STOP = frozenset(
    "the and but for and with from that this which who was were has had have been his her their its not said says into about "
    "after before over will would could also more than they them he she are when where what while did does mr mrs ms".split()
)


def weighty_words(text: str) -> set[str]:
    """The words that tell one happening from another, in one form for singular and plural."""
    return {w.lower().removesuffix("s") for w in WORD.findall(text) if w.lower() not in STOP}


def shared_part(one: set[str], other: set[str]) -> float:
    """How much of the shorter telling stands in the other, from 0 to 1; 0 where one of them says nothing."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def day_keys(date: str) -> list[int | str]:
    """Each day of a narrow date; a wide one is found under itself alone; none for an undated event."""
    if not date:
        return []
    found = read(date)
    if width_days(date) > _WIDEST or found.earliest is None or found.latest is None:
        return [date]
    return list(range(found.earliest.toordinal(), found.latest.toordinal() + 1))


def may_coincide(one: str, other: str) -> bool:
    """Whether two dates that share a key can be the same."""
    return bool(one) and (one == other or overlaps(one, other))
