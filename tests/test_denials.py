"""Denials and other responses: readable cases, laws, and what hostile text must not do."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import Article
from dateline.extract.body import read_body
from dateline.extract.denials import find_denials
from dateline.extract.people import find_people
from dateline.findings import DateFound, DenialFound, QuotationFound, Speaker

CASES = Path(__file__).parent / "cases" / "denials.md"
_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n(?P<text>.*?)\n\n```yaml\n(?P<expected>.*?)```", re.MULTILINE | re.DOTALL
)
WORDS = [
    "Ana Ruiz",
    "Mr. Ruiz",
    "he",
    "denied",
    "declined to comment",
    "did not respond to",
    "the claim",
    "“No,”",
    "said",
    "who",
    "and",
    "both",
    "All of the men",
    ",",
    ".",
    "?",
    "\n\n",
    "rejected",
]


def quotation(text: str, words: str, speaker: str) -> QuotationFound:
    start = text.index(words)
    return QuotationFound(
        start=start,
        end=start + len(words),
        words=words,
        kind="direct",
        cue="said",
        speaker=Speaker(name=speaker, start=start, end=start),
    )


def date(text: str, words: str, edtf: str) -> DateFound:
    start = text.index(words)
    return DateFound(start=start, end=start + len(words), words=words, edtf=edtf)


def read(
    text: str, quotations: tuple[QuotationFound, ...] = (), dates: tuple[DateFound, ...] = ()
) -> tuple[DenialFound, ...]:
    body = read_body(Article(text=text, published="2019-03-06", language="en"))
    return find_denials(body, find_people(body), quotations, dates)


def cases() -> list[Any]:
    return [
        pytest.param(m["text"], yaml.load(m["expected"], yaml.BaseLoader), id=m["title"])
        for m in _CASE.finditer(CASES.read_text(encoding="utf-8"))
    ]


def as_case(denial: DenialFound, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a denial that its case speaks of, as the case writes them."""
    shown = {name: getattr(denial, name) for name in fields}
    return {
        name: list(v)
        if name == "words"
        else "null"
        if v is None
        else str(v).lower()
        if isinstance(v, bool)
        else v
        for name, v in shown.items()
    }


@pytest.mark.parametrize(("text", "expected"), cases())
def test_case(text: str, expected: dict[str, Any]) -> None:
    quotations = tuple(
        sorted(
            (quotation(text, w, who) for w, who in expected.get("quotations", {}).items()),
            key=lambda q: q.start,
        )
    )
    dates = tuple(
        sorted((date(text, w, edtf) for w, edtf in expected.get("dates", {}).items()), key=lambda d: d.start)
    )

    found = read(text, quotations, dates)

    wanted = expected["denials"]
    assert [as_case(d, w) for d, w in zip(found, wanted, strict=False)] == wanted
    assert [(d.by, d.cue) for d in found[len(wanted) :]] == []


def test_there_are_forty_cases() -> None:
    assert len(cases()) >= 40


@given(st.lists(st.sampled_from(WORDS), max_size=50).map(" ".join))
def test_every_response_has_its_cue_in_its_clause_and_somebody_who_gives_it(text: str) -> None:
    for denial in read(text):
        assert 0 <= denial.start < denial.end <= len(text)
        assert denial.cue in " ".join(text[denial.start : denial.end].split())
        assert denial.by


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    "piece",
    [
        "denied ",
        "Lee denied that ",
        "declined to ",
        "All of the men denied. ",
        "did not not ",
        "called the claim of ",
        "and denied, ",
        "he he he denied it ",
        "“Lee denied it,” ",
        "a claim that Lee ",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = (piece * (30_000 // len(piece)))[:30_000]

    started = time.process_time()
    read(text)

    assert time.process_time() - started < 8
