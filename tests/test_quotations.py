"""Who said which words: readable cases, laws that hold for any text, and what hostile text must not cost."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import Article
from dateline.extract.anonymity import find_anonymity_reason
from dateline.extract.body import Body, read_body
from dateline.extract.dates import find_dates
from dateline.extract.marks import find_marked
from dateline.extract.people import find_people
from dateline.extract.quotations import find_quotations
from dateline.findings import QuotationFound

CASES = Path(__file__).parent / "cases" / "quotations.md"
_CASE = re.compile(r"^## (?P<title>[^\n]+)\n\n(?P<text>.*?)\n\n```yaml\n(?P<expected>.*?)```", re.MULTILINE | re.DOTALL)
PIECES = [
    *("Ana Ruiz", "Mr. Lee", "he", "who", "officials", "said", "says", "told reporters", "called it", "adding", "that", "according to"),
    *("“", "”", '"', "''", "‘", "’", "«", "»", ",", ".", "?", ":", "—", "and", "the deal", "on Tuesday", "\n", "\n\n", "claim of", "U.S."),
]


def read(text: str, published: str = "") -> tuple[Body, tuple[QuotationFound, ...]]:
    body = read_body(Article(text=text, published=published, language="en"))
    return body, find_quotations(body, find_people(body), find_dates(body))


def cases() -> list[Any]:
    return [pytest.param(m["text"], yaml.safe_load(m["expected"]), id=m["title"]) for m in _CASE.finditer(CASES.read_text(encoding="utf-8"))]


def told(found: QuotationFound) -> dict[str, Any]:
    """A finding in the words of the cases."""
    speaker = msgspec.to_builtins(found.speaker) if found.speaker else {}
    flat = {**msgspec.to_builtins(found), **{key: speaker.get(key) for key in ("described", "organisation", "count", "role")}}
    return {**flat, "by": speaker.get("name")}


@pytest.mark.parametrize(("text", "expected"), cases())
def test_case(text: str, expected: dict[str, Any]) -> None:
    body, quotations = read(text, str(expected.get("published", "")))
    marked = [told(q) for q in quotations if q.kind != "indirect"]
    indirect = [told(q) for q in quotations if q.kind == "indirect"]

    assert _like(marked, expected.get("quotations", [])) == expected.get("quotations", [])
    if "indirect" in expected:
        assert _like(indirect, expected["indirect"]) == expected["indirect"]
    if "reasons" in expected:
        assert [words for _, _, words in find_anonymity_reason(body)] == expected["reasons"]


def _like(found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was found, cut to the fields that the case speaks of; a finding too many is shown whole."""
    keys = [set(w) for w in wanted] + [{"words", "by"}] * max(0, len(found) - len(wanted))
    return [{k: v for k, v in one.items() if k in wanted_keys} for one, wanted_keys in zip(found, keys, strict=False)]


def test_there_are_sixty_cases() -> None:
    assert len(cases()) >= 60


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    body, quotations = read(text)

    for q in quotations:
        assert body.text[q.start : q.end] == q.words
        assert q.words.strip() == q.words != ""
        assert not q.cue_end or body.text[q.cue_start : q.cue_end] == q.cue
        assert q.speaker is None or 0 <= q.speaker.start < q.speaker.end <= len(text)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_quoted_stretches_stay_in_order_within_one_paragraph(text: str) -> None:
    body, _ = read(text)
    marked = find_marked(body)

    assert list(marked) == sorted(marked, key=lambda m: m.start)
    assert all(body.paragraph_at(m.start) == body.paragraph_at(m.end - 1) for m in marked)
    assert all(one.end <= two.start for one, two in pairwise(marked))


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    read(text)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_sentences_cover_every_letter(text: str) -> None:
    body, _ = read(text)

    covered = "".join(body.text[start:end] for start, end in body.sentences)
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "unit",
    ["“ a. B. C. ", '" A. ', "Ms. ", "said ", "He said “a” and ", "Mr. Lee, ", "' a ", '"“', "“a b c d” ", "according to ", "Lee said he said that "],
)
def test_hostile_text_costs_time_in_proportion(unit: str) -> None:
    """Twice the text, about twice the time: sixteen times would be the square."""
    short, long = (_seconds(unit * (size // len(unit))) for size in (20_000, 80_000))

    assert long < 10 * short + 0.5


def _seconds(text: str) -> float:
    body = read_body(Article(text=text, language="en"))
    people = find_people(read_body(Article(text="", language="en")))
    start = time.process_time()
    find_quotations(body, people, ())
    return time.process_time() - start


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He met Sen. Lee on Jan. 3. Ms. Roe saw it.", ["He met Sen. Lee on Jan. 3.", "Ms. Roe saw it."]),
        ("The U.S. Congress met. He lives in the U.S. He left.", ["The U.S. Congress met.", "He lives in the U.S.", "He left."]),
        ("“I did. He went,” she said. They left.", ["“I did. He went,” she said.", "They left."]),
        ("J. R. Smith of D.C. came at 5 p.m. on Monday.", ["J. R. Smith of D.C. came at 5 p.m. on Monday."]),
        ("One line ends.\nAnother begins.", ["One line ends.", "Another begins."]),
        ("One line of these two is a long one and only\nwrapped here.", ["One line of these two is a long one and only\nwrapped here."]),
        ("“One. Two.\n\nThree. Four.", ["“One.", "Two.", "Three.", "Four."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    body = read_body(Article(text=text, language="en"))

    assert [text[start:end] for start, end in body.sentences] == sentences
