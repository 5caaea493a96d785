"""What is said of numeric dates that may be read in two ways."""

from __future__ import annotations

from typing import Any

from dateline.article import Article
from dateline.extract.body import read_body
from dateline.extract.date_problems import date_problems
from dateline.extract.dates import find_dates


def told(text: str, **about: Any) -> list[str]:
    body = read_body(Article(text=text, **{"published": "2017-02-14", **about}))
    return [str(problem) for problem in date_problems(find_dates(body), body)]


def test_an_ambiguous_date_is_told_once_with_both_readings() -> None:
    assert told("The permit of 03/04/2016 was lost. It says 03/04/2016, not 5/5/2016.") == [
        "warning: '03/04/2016' may be 3 April 2016 or 4 March 2016, and nothing in the article tells which\n"
        "   where it dates an event, write 2016-04-03 or 2016-03-04 there        [ambiguous-date]"
    ]


def test_a_short_year_is_told_in_full() -> None:
    assert told("The permit of 3/4/99 was lost.")[0].startswith("warning: '3/4/99' may be 3 April 1999 or 4 March 1999, ")


def test_nothing_is_told_where_outlet_language_or_article_decide() -> None:
    assert told("The permit of 03/04/2016 was lost.", publisher="The Guardian") == []
    assert told("The permit of 03/04/2016 was lost.", language="de") == []
    assert told("The permit of 03/04/2016 replaced that of 25/12/2015.") == []


def test_other_dates_without_a_value_are_not_told() -> None:
    assert told("It rained on Monday, and on 03/04/16.", published="") == []
