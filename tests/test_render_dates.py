"""Dates on the pages: a coarse date is never shown as its first day and never stands among the days."""

from __future__ import annotations

from collections.abc import Iterator

import invented
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Archive, Config, Event, Publish
from dateline.render.book import make_book
from dateline.render.contexts import TimelinePage
from dateline.render.timeline import timeline_sheets
from dateline.render.when import month_of, when
from dateline.render.words import Strings, Words

WORDS = Words(Strings(invented.strings()))


def timeline_pages(archive: Archive) -> Iterator[tuple[str, TimelinePage]]:
    """What the pages of the timeline show, each with its path."""
    book = make_book(archive, WORDS, draft=False)
    return ((path, sheet.make(book, *sheet.given)) for path, sheet in timeline_sheets(book))


@pytest.mark.parametrize(
    ("edtf", "words", "mark", "html", "band"),
    [
        ("2017-02-14", "Tuesday 14 February 2017", "day", "2017-02-14", False),
        ("2017-02-14T21:00", "Tuesday 14 February 2017 at 21:00", "time", "2017-02-14T21:00", False),
        ("2017-02", "February 2017", "span", "2017-02", True),
        ("2016-22", "summer 2016", "span", "", True),
        ("2016-33", "first quarter of 2016", "span", "", True),
        ("2016", "2016", "span", "2016", True),
        ("201X", "the 2010s", "span", "", True),
        ("2016-08-14~", "about 14 August 2016", "about", "", False),
        ("2016-08?", "perhaps August 2016", "uncertain", "", True),
        ("2016-07-07/2016-07-08", "7–8 July 2016", "interval", "", False),
        ("2015-11/2016-11", "November 2015 to November 2016", "interval", "", True),
        ("2016-11-08/..", "from 8 November 2016 on", "from", "", False),
        ("../2016-08-19", "until 19 August 2016", "until", "", False),
        ("[..2016-07-15]", "15 July 2016 or earlier", "before", "", False),
        ("[2016-07-15..]", "15 July 2016 or later", "after", "", False),
        ("", "undated", "none", "", False),
    ],
)
def test_each_kind_of_date_has_its_words_and_its_mark(edtf: str, words: str, mark: str, html: str, band: bool) -> None:
    found = when(edtf, WORDS.strings)

    assert (found.words, found.mark, found.html, found.band) == (words, mark, html, band)


def sections(dates: list[str]) -> list[tuple[str, list[str], list[str]]]:
    archive = Archive(events={f"e{n}": Event(title=f"{date} {n}", date=date) for n, date in enumerate(dates)})
    _, page = next(timeline_pages(archive))
    return [(s.id, [e.when.edtf for e in s.bands], [e.when.edtf for e in s.entries]) for s in page.sections]


def test_coarse_dates_stand_in_bands_at_the_head_of_their_section() -> None:
    dates = ["2016-06-01", "2016", "2016-06", "2016-22", "2016-06-30", "", "201X", "2016-05-31/2016-06-02"]

    assert sections(dates) == [
        ("d-201X", ["201X"], []),
        ("d-2016", ["2016"], []),
        ("d-2016-05", [], ["2016-05-31/2016-06-02"]),
        ("d-2016-22", ["2016-22"], []),
        ("d-2016-06", ["2016-06"], ["2016-06-01", "2016-06-30"]),
        ("d-undated", [], [""]),
    ]


def test_an_interval_is_named_in_each_later_month_that_it_crosses() -> None:
    archive = Archive(
        events={
            "a": Event(title="Talks", date="2016-05-20/2016-07-10"),
            "b": Event(title="B", date="2016-06-03"),
            "c": Event(title="C", date="2016-07-11"),
            "d": Event(title="D", date="2016-08-01"),
        }
    )
    _, page = next(timeline_pages(archive))

    assert {s.id: [r.name for r in s.running] for s in page.sections if s.running} == {"d-2016-06": ["Talks"], "d-2016-07": ["Talks"]}


@given(st.lists(st.sampled_from(["2016", "2016-06", "2016-22", "2016-06-01", "2016-06-15", "2016-06-15~", "2017-01-01", "", "[..2016-06-15]"]), max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_coarse_date_stands_among_days_and_nothing_is_lost(dates: list[str]) -> None:
    found = sections(dates)

    assert sorted(d for _, bands, days in found for d in (*bands, *days)) == sorted(dates)
    assert {d for _, bands, _ in found for d in bands} <= {"2016", "2016-06", "2016-22"}
    assert not {d for _, _, days in found for d in days} & {"2016", "2016-06", "2016-22"}


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["2016-03-01", "2016-21", "2016-02-29"], ["2016-02", "2016-21", "2016-03"]),
        (["2016-07-01", "2016-35", "2016-06", "2016"], ["2016", "2016-06", "2016-35", "2016-07"]),
        (["2017-01-01", "2016-24~", "2016-12", "2016-11-30"], ["2016-11", "2016-24", "2016-12", "2017-01"]),
    ],
)
def test_a_season_or_quarter_has_a_section_of_its_own_before_its_first_month(dates: list[str], order: list[str]) -> None:
    assert [found[0].removeprefix("d-") for found in sections(dates)] == order


def test_newest_first_a_season_stands_above_the_last_of_its_months() -> None:
    dates = ["2016-21", "2016-06-01", "2016-05-01", "2016-03-01", "2016-24", "2016-12-05", "2016"]
    archive = Archive(config=Config(publish=Publish(order="newest-first")), events={date: Event(title=date, date=date) for date in dates})
    _, page = next(timeline_pages(archive))

    assert [s.id[2:] for s in page.sections] == ["2016", "2016-24", "2016-12", "2016-06", "2016-21", "2016-05", "2016-03"]


@pytest.mark.parametrize("many", [False, True])
def test_a_season_is_shown_on_the_page_of_its_year_and_of_no_month(many: bool) -> None:
    dates = ["2016-03-01", "2016-33", "2016-21", *["2016-05-02"] * (130 if many else 1), "2017-02"]
    archive = Archive(events={f"e{n}": Event(title=date, date=date) for n, date in enumerate(dates)})
    pages = dict(timeline_pages(archive))
    shown = {path: {e.when.edtf for s in page.sections for e in (*s.bands, *s.entries)} for path, page in pages.items() if "/" in path}

    assert {path for path, found in shown.items() if "2016-21" in found} == {"years/2016.html"}
    assert {path for path in pages if path.startswith("months/")} == {f"months/{month}.html" for month in ("2016-03", "2016-05", "2017-02")}
    assert [(s.title, s.path) for s in pages["years/2016.html"].sections][:1] == [("First quarter of 2016", "years/2016.html")]


def test_the_strip_draws_no_season_as_a_month() -> None:
    dates = ["2016-03-01", "2016-21", "2016-33", "2016-05-02"]
    archive = Archive(events={date: Event(title=date, date=date) for date in dates})
    _, page = next(timeline_pages(archive))

    assert page.strip is not None
    assert [bar.label for bar in page.strip.bars] == ["March 2016: 1 entry", "May 2016: 1 entry"]
    assert page.strip.caption.endswith("2 entries without a known month are not drawn.")


def test_an_interval_that_begins_in_a_season_continues_after_it() -> None:
    dates = ["2016-21/2016-08", "2016-04-01", "2016-06-01", "2016-09-01"]
    archive = Archive(events={date: Event(title=date, date=date) for date in dates})
    _, page = next(timeline_pages(archive))

    assert {s.id: [r.name for r in s.running] for s in page.sections if s.running} == {"d-2016-06": ["2016-21/2016-08"]}


def test_only_a_day_or_a_month_says_when_something_became_known() -> None:
    assert [month_of(value) for value in ("2017-02-14", "2017-02", "2017", "2017-21", "[..2017-02-14]", "")] == ["2017-02", "2017-02", "", "", "", ""]


@pytest.mark.parametrize(("n", "said"), [(0, "0"), (999, "999"), (1500, "1 500"), (1_234_567, "1 234 567")])
def test_numbers_are_grouped_as_the_language_does_it(n: int, said: str) -> None:
    assert Words(Strings({"thousands": " "})).number(n) == said
