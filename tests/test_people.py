"""Persons and organisations: readable cases, the laws of names, and what hostile text must not do."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import Article
from dateline.extract.body import read_body
from dateline.extract.people import People, find_people

CASES = Path(__file__).parent / "cases" / "people.md"
_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n(?P<text>.*?)\n\n```yaml\n(?P<expected>.*?)```", re.MULTILINE | re.DOTALL
)
WORDS = [
    "Ana Ruiz",
    "Mr. Ruiz",
    "Ruiz",
    "he",
    "she",
    "said",
    "the",
    "F.B.I.",
    "Lee",
    "Lee Jr.",
    ",",
    ".",
    "“",
    "”",
    "\n\n",
    "spokesman for",
    "President",
    "de",
    "’s",
]


def read(text: str) -> People:
    return find_people(read_body(Article(text=text, language="en")))


def test_where_every_noun_is_capitalised_only_titles_and_first_names_tell() -> None:
    text = "Die Koalition sagte nichts. Anna Frost und das Kabinett Merz sprachen. Herr Vogel schwieg."

    people = find_people(read_body(Article(text=text, language="de")))

    assert [p.name for p in people.found if p.kind == "person"] == ["Anna Frost", "Vogel"]


def cases() -> list[Any]:
    return [
        pytest.param(m["text"], yaml.safe_load(m["expected"]), id=m["title"])
        for m in _CASE.finditer(CASES.read_text(encoding="utf-8"))
    ]


def meant(people: People, text: str, words: str) -> str | None:
    at = text.index(words)
    return next((people.found[m.person].name for m in people.between(at, at + len(words)) if m.pronoun), None)


@pytest.mark.parametrize(("text", "expected"), cases())
def test_case(text: str, expected: dict[str, Any]) -> None:
    people = read(text)
    found = {p.name: p for p in people.found}

    assert [p.name for p in people.found if p.kind == "person"] == expected["people"]
    assert {n: set(forms) - set(found[n].aliases) for n, forms in expected.get("aliases", {}).items()} == {
        n: set() for n in expected.get("aliases", {})
    }
    assert set(expected.get("organisations", [])) <= {
        p.name for p in people.found if p.kind == "organisation"
    }
    assert {n: list(found[n].roles) for n in expected.get("roles", {})} == expected.get("roles", {})
    assert {w: meant(people, text, w) for w in expected.get("means", {})} == expected.get("means", {})


def test_there_are_forty_cases() -> None:
    assert len(cases()) >= 40


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_mentions_stand_in_order_and_never_overlap(text: str) -> None:
    people = read(text)
    places = [(m.start, m.end) for m in people.mentions]

    assert all(a < b for a, b in places)
    assert all(left[1] <= right[0] for left, right in pairwise(places))
    assert sorted((m.start, m.end) for m in people.mentions if not m.pronoun) == sorted(
        s for p in people.found for s in p.mentions
    )


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    people = read(text)

    assert all(0 <= m.person < len(people.found) for m in people.mentions)


@pytest.mark.parametrize(
    "piece",
    [
        "Anna Lee de ",
        "Mr. ",
        "A. B. C. ",
        "he she ",
        "The Lee campaign and ",
        "Lee, a spokesman for ",
        "“Lee ”",
        "President of the ",
        "Lee Lee Lee, ",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = (piece * (120_000 // len(piece)))[:120_000]
    body = read_body(Article(text=text, language="en"))

    started = time.process_time()
    find_people(body)

    assert time.process_time() - started < 6
