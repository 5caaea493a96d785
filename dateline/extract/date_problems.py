"""What a reader of the dates should be told: numeric dates of which nothing says whether the day comes first.

Takes the dates found and the Body they stand in; gives a problem for each that a person must decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from dateline.edtf import read, spoken
from dateline.extract.body import Body
from dateline.extract.date_context import UnresolvedError
from dateline.extract.date_points import numeric_readings
from dateline.findings import DateFound
from dateline.problem import Problem

_MOST = 20  # problems of one article: a table of numeric dates is one question, not a thousand
_NUMERIC = re.compile(r"\d\d?([/.-])\d\d?\1\d{2}(?:\d\d)?")


def date_problems(dates: Sequence[DateFound], body: Body) -> tuple[Problem, ...]:
    """A warning for each numeric date that stays without a value because both orders are possible, in order of place."""
    words = dict.fromkeys(d.words for d in dates if d.edtf is None and _NUMERIC.fullmatch(d.words))
    return tuple(islice(_told(words, body), _MOST))


def _told(numeric: Iterable[str], body: Body) -> Iterator[Problem]:
    published = read(body.published).earliest if body.published and not read(body.published).coarse else None
    for words in numeric:
        try:
            by_day, by_month = numeric_readings(words, published)
        except UnresolvedError:
            continue  # without a day of publication, which is told once for the whole source
        if by_day and by_month:
            yield Problem(
                "ambiguous-date",
                f"'{words}' may be {spoken(by_day.isoformat())} or {spoken(by_month.isoformat())}, and nothing in the article tells which",
                f"where it dates an event, write {by_day} or {by_month} there",
                severity="warning",
            )
