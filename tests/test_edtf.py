"""EDTF: the table of forms, the messages, the laws of order, and PyPI's `edtf` as an oracle."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.edtf import (
    ENGLISH,
    check,
    check_day,
    contains,
    html_datetime,
    overlaps,
    read,
    sort_key,
    spoken,
    width_days,
)

# value, kind, earliest, latest, read aloud, what <time datetime> may hold
TABLE = [
    ("2017-02-14", "day", "2017-02-14", "2017-02-14", "14 February 2017", "2017-02-14"),
    ("2017-02-14T21:00", "time", "2017-02-14", "2017-02-14", "14 February 2017 at 21:00", "2017-02-14T21:00"),
    ("2017-02", "month", "2017-02-01", "2017-02-28", "February 2017", "2017-02"),
    ("2016-02", "month", "2016-02-01", "2016-02-29", "February 2016", "2016-02"),
    ("2016-21", "season", "2016-03-01", "2016-05-31", "spring 2016", ""),
    ("2016-22", "season", "2016-06-01", "2016-08-31", "summer 2016", ""),
    ("2016-23", "season", "2016-09-01", "2016-11-30", "autumn 2016", ""),
    ("2016-24", "season", "2016-12-01", "2017-02-28", "winter 2016", ""),
    ("2016-33", "quarter", "2016-01-01", "2016-03-31", "first quarter of 2016", ""),
    ("2016-34", "quarter", "2016-04-01", "2016-06-30", "second quarter of 2016", ""),
    ("2016-35", "quarter", "2016-07-01", "2016-09-30", "third quarter of 2016", ""),
    ("2016-36", "quarter", "2016-10-01", "2016-12-31", "fourth quarter of 2016", ""),
    ("2016", "year", "2016-01-01", "2016-12-31", "2016", "2016"),
    ("201X", "decade", "2010-01-01", "2019-12-31", "the 2010s", ""),
    ("2016-07-07/2016-07-08", "interval", "2016-07-07", "2016-07-08", "7–8 July 2016", ""),
    ("2016-07-30/2016-08-02", "interval", "2016-07-30", "2016-08-02", "30 July – 2 August 2016", ""),
    ("2016-12-30/2017-01-02", "interval", "2016-12-30", "2017-01-02", "30 December 2016 to 2 January 2017", ""),
    ("2015-11/2016-11", "interval", "2015-11-01", "2016-11-30", "November 2015 to November 2016", ""),
    ("2016-05/2016-07", "interval", "2016-05-01", "2016-07-31", "May–July 2016", ""),
    ("2014/2016", "interval", "2014-01-01", "2016-12-31", "2014–2016", ""),
    ("2016-07-07~/2016-08?", "interval", "2016-07-07", "2016-08-31", "about 7 July 2016 to perhaps August 2016", ""),
    ("2016-11-08/..", "open", "2016-11-08", "None", "from 8 November 2016 on", ""),
    ("../2016-08-19", "open", "None", "2016-08-19", "until 19 August 2016", ""),
    ("[..2016-07-15]", "bound", "None", "2016-07-15", "15 July 2016 or earlier", ""),
    ("[2016-07-15..]", "bound", "2016-07-15", "None", "15 July 2016 or later", ""),
    ("2016-11-10~", "day", "2016-11-10", "2016-11-10", "about 10 November 2016", ""),
    ("2016-22~", "season", "2016-06-01", "2016-08-31", "about summer 2016", ""),
    ("2016?", "year", "2016-01-01", "2016-12-31", "perhaps 2016", ""),
    ("2016-11%", "month", "2016-11-01", "2016-11-30", "perhaps about November 2016", ""),
]
FORMS = "a day as 2017-02-14, a month as 2017-02, a season as 2016-22, a year as 2016 or an interval as 2016-07-07/2016-07-08"
WRONG = {
    "2017-13-40": "'2017-13-40' has the month 13, which no year has; write a month from 01 to 12, a season from 21 (spring) to 24 (winter) or a quarter from 33 to 36",
    "2017-02-30": "'2017-02-30' has the day 30, but February 2017 has 28 days; write a day from 01 to 28",
    "0000": "'0000' has the year 0000, which no calendar has; write a year from 0001 to 9999",
    "14/02/2017": "'14/02/2017' is not how dates are written here; write 2017-02-14",
    "03/04/2017": "'03/04/2017' is not how dates are written here; write 2017-04-03 or 2017-03-04",
    "Feb 14, 2017": "'Feb 14, 2017' is not how dates are written here; write 2017-02-14",
    "14th February 2017": "'14th February 2017' is not how dates are written here; write 2017-02-14",
    "February 2017": "'February 2017' is not how dates are written here; write 2017-02",
    "summer 2016": "'summer 2016' is not how dates are written here; write 2016-22",
    "the 2010s": "'the 2010s' is not how dates are written here; write 201X",
    "Q3 2016": "'Q3 2016' is not how dates are written here; write 2016-35",
    "circa 2016": "'circa 2016' is not how dates are written here; write 2016~",
    "2017-2-4": "'2017-2-4' is not how dates are written here; write 2017-02-04",
    "2016–2017": "'2016–2017' is not how dates are written here; write 2016/2017",
    "2017-02-14 21:00": "'2017-02-14 21:00' is not how dates are written here; write 2017-02-14T21:00",
    "2017-02-14T21:00Z": "'2017-02-14T21:00Z' is not how dates are written here; write 2017-02-14T21:00",
    "2017-02-14T25:00": "'2017-02-14T25:00' has a time that no clock shows; write hours from 00 to 23, minutes and seconds from 00 to 59",
    "2017-02-14/2016-01-01": "'2017-02-14/2016-01-01' ends before it begins; write 2016-01-01/2017-02-14",
    "2016-11-08/": "'2016-11-08/' lacks an end; write 2016-11-08/..",
    "../..": "'../..' has no end that is known; write one end at least, as in 2016-11-08/..",
    "2016-07-07/08": f"'2016-07-07/08' has the end '08', which is not a day, month, season or year; write {FORMS}",
    "[2016-07-15]": "'[2016-07-15]' is not a bound that is known here; write [..2016-07-15] for that day or earlier, [2016-07-15..] for that day or later",
    "19XX": f"'19XX' is not a date; write {FORMS}",
    "yesterday": f"'yesterday' is not a date; write {FORMS}",
    "": f"'' is empty; leave the line out where the date is unknown, or write {FORMS}",
}
days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
marks = st.sampled_from(["", "~", "?", "%"])
points = st.one_of(
    st.builds(lambda d, m: f"{d.isoformat()}{m}", days, marks),
    st.builds(lambda d, m: f"{d.year:04}-{d.month:02}{m}", days, marks),
    st.builds(lambda d, s: f"{d.year:04}-{s}", days, st.sampled_from([21, 22, 23, 24, 33, 34, 35, 36])),
    st.builds(lambda d, m: f"{d.year:04}{m}", days, marks),
    st.builds(lambda d: f"{d.year // 10:03}X", days),
    st.builds(lambda d: f"{d.isoformat()}T21:00", days),
)
plain = st.builds(lambda d: d.isoformat(), days)
values = st.one_of(
    points,
    st.builds(lambda a, b: "/".join(sorted((a, b))), plain, plain),
    st.builds("{}/..".format, plain),
    st.builds("../{}".format, plain),
    st.builds("[{}..]".format, plain),
    st.builds("[..{}]".format, plain),
)


@pytest.mark.parametrize(("value", "kind", "earliest", "latest", "aloud", "html"), TABLE, ids=[row[0] for row in TABLE])
def test_every_form_of_the_table(value: str, kind: str, earliest: str, latest: str, aloud: str, html: str) -> None:
    found = read(value)

    assert (found.value, found.kind, str(found.earliest), str(found.latest)) == (value, kind, earliest, latest)
    assert (spoken(value), html_datetime(value)) == (aloud, html)
    assert found.coarse == (kind not in ("day", "time"))


@pytest.mark.parametrize(("value", "message"), WRONG.items())
def test_a_wrong_date_says_what_to_write(value: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        read(value)

    assert str(caught.value) == message


def test_every_hint_with_a_date_is_itself_right() -> None:
    hints = [message.rpartition("; write ")[2] for message in WRONG.values()]

    assert [check(h) for h in hints if h[0].isdigit() and " " not in h]


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_a_message(text: str) -> None:
    try:
        said = f"{read(text).value}; right"
    except ValueError as error:
        said = str(error)

    what, _, write = said.partition("; ")
    assert what
    assert write
    assert len(said) < 400


def test_seconds_that_say_nothing_are_left_out() -> None:
    assert check(" 2017-02-14T21:00:00 ") == "2017-02-14T21:00"
    assert read("2017-02-14T21:00:05").time == "21:00:05"


def test_a_plain_day_is_asked_for_by_check_day() -> None:
    assert check_day("2017-02-14") == "2017-02-14"
    for value in ("2017-02", "2017-02-14~", "2017-02-14T21:00"):
        with pytest.raises(ValueError) as caught:
            check_day(value)
        assert str(caught.value) == f"'{value}' is a date but not a plain day; write a day as 2017-02-14"


def test_the_order_of_one_month() -> None:
    ordered = ["[..2016-11-10]", "2016-11-10", "2016-11-10T09:00", "2016-11-10T21:00", "2016-11-10~", "2016-11-10/2016-11-12", "2016-11-10/..", "[2016-11-10..]", "2016-11-11", ""]

    assert sorted([*ordered[5:], *ordered[:5]], key=sort_key) == ordered
    assert sort_key("2016-11") < sort_key("2016-11-02")
    assert sort_key("2016-11") < sort_key("2016-11~")


@given(values, values)
def test_an_earlier_first_day_sorts_before(a: str, b: str) -> None:
    first, other = sort_key(a), sort_key(b)
    known = [read(v).parts[0] if read(v).parts else read(v) for v in (a, b)]

    if (known[0].earliest or date.min) < (known[1].earliest or date.min):
        assert first < other
    assert sort_key(a) < sort_key("")


@given(values)
def test_every_value_is_canonical_bounded_and_spoken(value: str) -> None:
    found = read(value)

    assert read(found.value) == found
    assert width_days(value) >= 1
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest
    assert spoken(value)
    assert contains(value, value)
    assert overlaps(value, value)


@given(values, values)
def test_what_contains_overlaps(a: str, b: str) -> None:
    assert overlaps(a, b) == overlaps(b, a)
    assert not contains(a, b) or overlaps(a, b)


def test_the_undated_overlaps_nothing() -> None:
    assert not overlaps("", "2016")
    assert not contains("2016", "")
    assert (spoken(""), html_datetime("")) == ("undated", "")


@given(days)
def test_a_weekday_is_said_where_it_is_asked_for(when: date) -> None:
    name = ENGLISH[f"date.weekday.{when.isoweekday()}"]

    assert spoken(when.isoformat(), weekday=True) == f"{name} {spoken(when.isoformat())}"
    assert spoken(f"{when.year:04}", weekday=True) == spoken(f"{when.year:04}")


def test_another_language_needs_only_its_own_words() -> None:
    words = {"date.month.2": "Februar", "date.day": "{day}. {month} {year}", "date.about": "etwa {date}", "title": "ignored"}

    assert spoken("2017-02-14~", words) == "etwa 14. Februar 2017"
    assert spoken("2016-22", words) == "summer 2016"


@given(st.dates(min_value=date(1000, 1, 2), max_value=date(9000, 1, 1)), st.sampled_from(["day", "month", "year", "interval", "season"]))
@settings(max_examples=25)
def test_bounds_agree_with_the_edtf_package(when: date, kind: str) -> None:
    oracle = pytest.importorskip("edtf")
    value = {
        "day": when.isoformat(),
        "month": f"{when.year}-{when.month:02}",
        "year": f"{when.year}",
        "interval": f"{when - timedelta(days=400)}/{when}",
        "season": f"{when.year}-{21 + when.day % 3}",
    }[kind]

    parsed, found = oracle.parse_edtf(value), read(value)

    assert tuple(parsed.lower_strict()[:3]) == (found.earliest or when).timetuple()[:3]
    assert tuple(parsed.upper_strict()[:3]) == (found.latest or when).timetuple()[:3]
