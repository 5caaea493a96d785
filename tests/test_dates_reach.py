"""How far a date reaches by the words around it."""

from __future__ import annotations

import pytest

from dateline.article import Article
from dateline.extract.body import read_body
from dateline.extract.date_reach import date_reach
from dateline.extract.dates import find_dates

REACHES = [
    ("The dam has leaked since January.", "since January", "2017-01/.."),
    ("The road is closed until Friday.", "until Friday", "../2017-02-17"),
    ("Rents rose between May and July 2015.", "between May and July 2015", "2015-05/2015-07"),
    ("He ruled from 2014 to 2016.", "from 2014 to 2016", "2014/2016"),
    ("She ruled from 2014 on.", "from 2014", "2014/.."),
    ("It fell by a third from 2014 levels.", "2014", "2014"),
    ("It was sold before Nov. 8, 2016.", "before Nov. 8, 2016", "../2016-11-08"),
    ("It was sold after the Nov. 8 rally.", "after the Nov. 8 rally", "2016-11-08/.."),
    ("It must be sold by March 7.", "by March 7", "[..2017-03-07]"),
    ("It has rained since last week.", "since last week", "2017-02-06/.."),
    ("It has rained since the 1990s.", "the 1990s", "199X"),
    ("It was sold on March 3, 2016.", "March 3, 2016", "2016-03-03"),
    ("It was sold from 2016 to 2014.", "2016", "2016"),
]


@pytest.mark.parametrize(("text", "words", "value"), REACHES, ids=[row[1] for row in REACHES])
def test_the_word_before_a_date_gives_its_reach(text: str, words: str, value: str) -> None:
    dates = find_dates(read_body(Article(text=text, published="2017-02-14")))

    found = date_reach(text, dates, 0)

    assert (found.words, found.edtf) == (words, value)
