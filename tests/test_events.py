"""Events held to cases that an editor can read and write, and to laws that hold for any text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from costs import grows_in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import Article
from dateline.edtf import check
from dateline.extract import extract
from dateline.extract.event_words import TITLE_LENGTH
from dateline.findings import EventFound, Findings

PUBLISHED = "2024-05-15"
SECTION = re.compile(r"^## (.+?)\n\n(.*?)\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = [Path(__file__).parent / "cases" / name for name in ("events.md", "event_titles.md")]
SECTIONS = [section for file in FILES for section in SECTION.findall(file.read_text(encoding="utf-8"))]
CASES = {name: (text, yaml.load(block, yaml.BaseLoader)) for name, text, block in SECTIONS}


def seen(text: str, published: str = PUBLISHED) -> Findings:
    return extract(Article(text, published=published))


def told(text: str, found: Findings, event: EventFound, wanted: dict[str, Any]) -> dict[str, Any]:
    """What the event says of each thing that is expected; of lists and passages, what of the expected is there."""
    passage = text[slice(*event.passage)]
    said = {
        "has": wanted.get("has") if wanted.get("has", "") in passage else passage,
        "quotations": [found.quotations[q].words.rstrip(",") for q in event.quotations],
        "denials": [found.denials[d].by for d in event.denials],
        "people": [name for name in wanted.get("people", ()) if name in event.people],
        "planned": str(event.planned).lower(),
        "count": str(event.count),
        "claims": [claim.according_to for claim in event.claims],
    }
    return {key: said.get(key, getattr(event, key, None)) for key in wanted}


@pytest.mark.parametrize("name", CASES)
def test_an_article_gives_the_events_that_an_editor_would_list(name: str) -> None:
    text, wanted = CASES[name]

    found = seen(text)

    got = [told(text, found, event, want) for event, want in zip(found.events, wanted["events"], strict=False)]
    assert (got, len(found.events)) == (wanted["events"], len(wanted["events"])), [(e.date, e.title) for e in found.events]
    passages = " ".join(text[slice(*e.passage)] for e in found.events)
    assert [words for words in wanted.get("none", ()) if words in passages] == []
    assert [date for date in wanted.get("dates_none", ()) if date in {e.date for e in found.events}] == []


def test_without_a_day_of_publication_a_weekday_dates_nothing() -> None:
    (event,) = seen("The harbor board closed the old pier on Monday.", published="").events

    assert event.date == ""


def test_an_empty_text_has_no_events() -> None:
    assert seen("").events == ()


PIECES = (
    *("The board closed the pier on Monday. ", "“It fell,” said Ana Lee. ", "Mr. Lee denied it on Tuesday. ", "Two officials said so last week", ", who ", " — ", "; ", ": "),
    *("On May 12, 2024, ", "“", "”", "\n\n", "He ", "in 2019 ", "which fell ", "that Tom Ruiz Jr. sold ", "according to records ", "will vote next month. ", "?", "A" * 120, "🙂"),
)
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
laws = settings(max_examples=150, deadline=None)


@laws
@given(texts)
def test_every_event_can_be_shown(text: str) -> None:
    for event in seen(text).events:
        start, end = event.passage
        assert 0 <= start < end <= len(text)
        assert len(event.title) <= TITLE_LENGTH
        assert event.title == event.title.strip() != ""
        assert "\n" not in event.title
        assert event.date == "" or check(event.date) == event.date
        assert event.dated_by in text


@laws
@given(texts)
def test_events_refer_to_what_was_found_and_share_nothing(text: str) -> None:
    found = seen(text)
    quotations = [q for e in found.events for q in e.quotations]
    denials = [d for e in found.events for d in e.denials]
    names = {p.name for p in found.people} | {q.speaker.name for q in found.quotations if q.speaker} | {d.by for d in found.denials}

    assert len(quotations) == len(set(quotations))
    assert set(quotations) <= set(range(len(found.quotations)))
    assert sorted(denials) == (list(range(len(found.denials))) if found.events else [])
    assert {n for e in found.events for n in e.people} <= names
    assert [e.passage for e in found.events] == sorted(e.passage for e in found.events)


@laws
@given(texts)
def test_what_unnamed_sources_say_keeps_the_outlets_words(text: str) -> None:
    for event in seen(text).events:
        assert event.according_to == "" or event.sourcing != "outlet"
        assert event.sourcing != "unnamed" or event.according_to in text
        assert event.anonymity_reason in text


@pytest.mark.parametrize("piece", ["“No,” Ann Lee said on Monday. ", "Ann Lee denied on Monday that Tom Ruiz lied. ", "Two officials said on Monday that he left. "], ids=["talk", "denials", "unnamed"])
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    assert grows_in_proportion(seen, piece)
