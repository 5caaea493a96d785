"""Dates in news prose: readable cases, every rule's own example, laws, hostile text, and the measured sets."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from costs import grows_in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import Article, Link
from dateline.edtf import read
from dateline.extract.body import read_body
from dateline.extract.date_grammar import Rule, first_kinds
from dateline.extract.date_rules import CLOCKS, GRAMMAR, RULES
from dateline.extract.date_tokens import read_tokens
from dateline.extract.dates import dates_in, find_dates
from dateline.findings import DateFound

CASES = [Path(__file__).parent / "cases" / name for name in ("dates.md", "dates_news.md")]
_CASE = re.compile(r"^## (?P<title>[^\n]+)\n\n(?P<text>.*?)\n\n```yaml\n(?P<expected>.*?)```", re.MULTILINE | re.DOTALL)
PUBLISHED = "2017-02-14"
WORDS = ["the", "two", "days", "after", "election", "in", "November", "last", "Friday", "night", "Feb.", "14", ",", "2016", "a", "year", "ago", "may", "that", "same", "month", "9 p.m.", "of", "quarter", "1990s", "Christmas", ".", "\n\n", "’s", "31", "Feb. 30", "29 Feb 1900", "before", "more than", "nineteen", "ninety", "profit"]


def find(text: str, published: str = PUBLISHED, **about: Any) -> tuple[DateFound, ...]:
    return find_dates(read_body(Article(text=text, published=published, **about)))


def cases() -> list[Any]:
    found = [(m["title"], m["text"], yaml.load(m["expected"], yaml.BaseLoader)) for path in CASES for m in _CASE.finditer(path.read_text(encoding="utf-8"))]
    return [pytest.param(text, expected, id=title) for title, text, expected in found]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_case(text: str, expected: dict[str, Any]) -> None:
    dates = find(text, expected["published"], publisher=expected.get("publisher", ""))

    assert [[" ".join(d.words.split()), d.edtf or "unresolved"] for d in dates] == expected["dates"]


def test_there_are_a_hundred_cases() -> None:
    assert len(cases()) >= 100


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern)
def test_every_rule_reads_its_own_example(rule: Rule) -> None:
    tokens = read_tokens(rule.example)

    fits = [match for place in range(len(tokens.items)) for fit, match in GRAMMAR.fitting(tokens, place) if fit is rule]

    assert fits, f"'{rule.example}' does not fit {rule.pattern}"


def test_first_kinds_skip_what_may_be_left_out() -> None:
    after_weekday = {("WEEKDAY", "COMMA"), ("WEEKDAY", "THE"), ("WEEKDAY", "DAYNUM")}
    assert first_kinds("(WEEKDAY COMMA?)? THE? DAYNUM MONTH") == {*after_weekday, ("THE", "DAYNUM"), ("DAYNUM", "MONTH")}
    assert first_kinds("YEAR (MONTH|DAYNUM)?") == {("YEAR",), ("YEAR", "MONTH"), ("YEAR", "DAYNUM")}
    assert all(first_kinds(rule.pattern) for rule in (*RULES, *CLOCKS))


def test_a_linked_story_breaks_a_tie_between_two_years() -> None:
    text = "His speech of Aug. 10 in Lyme is famous."
    link = Link(start=3, end=8, url="https://gazette.example/2016/08/11/speech.html")

    assert [d.edtf for d in find(text)] == ["2017-08-10"]
    assert [d.edtf for d in find(text, links=(link,))] == ["2016-08-10"]


def test_a_linked_story_never_replaces_the_words() -> None:
    link = Link(start=0, end=2, url="https://gazette.example/2009/03/04/speech.html")

    assert [d.edtf for d in find("He spoke on Jan. 9.", links=(link,))] == ["2017-01-09"]


def test_a_month_of_publication_is_no_day_to_count_from() -> None:
    assert [d.edtf for d in find("It rained on Monday, as on 3 May 2016.", "2017-02")] == [None, "2016-05-03"]


def test_dates_in_gives_those_wholly_within() -> None:
    dates = find("On Monday it began, on Tuesday it ended.")

    assert [d.words for d in dates_in(dates, 0, 20)] == ["Monday"]
    assert [d.words for d in dates_in(dates, 3, 30)] == ["Monday", "Tuesday"]
    assert dates_in(dates, 4, 20) == ()


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from([PUBLISHED, "2016-02-29", "", "0001-01-01", "9999-12-31"]))
@settings(max_examples=300)
def test_spans_are_in_order_and_every_date_is_edtf(words: list[str], published: str) -> None:
    text = " ".join(words)
    dates = find(text, published)

    assert all(text[d.start : d.end] == d.words for d in dates)
    assert all(a.end <= b.start for a, b in pairwise(dates))
    assert all(read(d.edtf).value == d.edtf for d in dates if d.edtf)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= d.start < d.end <= len(text) for d in find_dates(read_body(Article(text=text, published=PUBLISHED))))


@given(st.lists(st.sampled_from(WORDS), max_size=20), st.sampled_from([PUBLISHED, "1960-06-15"]))
@settings(max_examples=300)
def test_without_a_day_of_publication_only_what_no_day_would_change_resolves(words: list[str], published: str) -> None:
    text = " ".join(words)
    told = {(d.start, d.end): d.edtf for d in find(text, published)}

    assert all(told.get((d.start, d.end), d.edtf) == d.edtf for d in find(text, "") if d.edtf)


HOSTILE = ["the ", "1", "May ", "three days after the election in ", "the day after the ", "'", "1,111", "\n", "12:34 ", "Jan. ", "more than ", "2016-", "that day ", "a couple of ", "May and ", "2016 and ", "Jan. 5 ", "Monday of ", "9 p.m. Monday, ", "he said Monday ", "Q3 ", "a year earlier ", "the quarter ended "]  # fmt: skip
_CALLS_PER_TOKEN = 75  # measured: at most 59, for “a year earlier ”


def _calls(text: str) -> int:
    """How many functions, Python's own included, are called to read the text: its work, on a busy machine too."""
    seen = Counter[str]()
    body = read_body(Article(text=text, published=PUBLISHED))
    sys.setprofile(lambda _frame, event, _function: seen.update((event,)))
    try:
        find_dates(body)
    finally:
        sys.setprofile(None)
    return seen["call"] + seen["c_call"]


@pytest.mark.parametrize("seed", HOSTILE)
def test_work_grows_with_the_text_only(seed: str) -> None:
    find(seed * 10)  # what is kept from text to text is kept now
    short, long = (_calls(seed * (size // len(seed))) for size in (1_000, 8_000))

    assert long < short * 10 + 100
    assert long < _CALLS_PER_TOKEN * (len(read_tokens(seed * (8_000 // len(seed))).items) + 2)


@pytest.mark.parametrize("seed", HOSTILE)
def test_tokens_are_read_in_linear_time(seed: str) -> None:
    assert grows_in_proportion(read_tokens, seed, 20_000)  # regular expressions make no calls that could be counted


def test_the_measured_sets_keep_their_floor(measures: Path, root: Path, tmp_path: Path) -> None:
    floors = {"timebank": 0.86, "meantime": 0.82}
    for name, floor in floors.items():
        gold = measures / "eval" / "dates" / f"{name}.jsonl"
        rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        found = tmp_path / f"{name}.jsonl"
        found.write_text("\n".join(json.dumps(_as_timex(row, measures)) for row in rows), encoding="utf-8")
        score = measures / "eval" / "dates" / "score.py"
        done = subprocess.run([sys.executable, str(score), str(gold), str(found), "--json"], capture_output=True, text=True, check=True)
        assert json.loads(done.stdout)["CAL"]["value"][2] >= floor, name


def _as_timex(row: dict[str, Any], measures: Path) -> dict[str, Any]:
    """One article's dates in the form of the set's scorer."""
    scope: dict[str, Any] = {"__name__": "measure", "__file__": str(measures / "eval" / "measure")}
    source = (measures / "eval" / "measure").read_text(encoding="utf-8")
    exec(compile(source.rpartition("main()")[0], "measure", "exec"), scope)  # its own EDTF-to-TIMEX table
    dates = find_dates(read_body(Article(text=row["text"], published=row["dct"][:10])))
    return {"id": row["id"], "timex": [{"start": d.start, "end": d.end, "type": "DATE", "value": scope["timex"](d.edtf)} for d in dates]}
