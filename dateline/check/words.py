"""Every place of an event that holds a source's own words, under one form: what proof, caps and receipts walk over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from dateline.model import Denial, Event, KeyPath, Quotation, Report, passage_key

Kind = Literal["quotation", "passage", "words"]


class Verbatim(NamedTuple):
    """Words that must stand in a source."""

    kind: Kind
    words: str
    source: str  # "" where the record names none
    key: KeyPath  # of the field
    of: str = ""  # of a passage: "event" or "event#d1", its name in the receipt


def verbatims(name: str, event: Event) -> Iterator[Verbatim]:
    """All verbatim words of the event, in the order of its file; empty ones left out."""
    for i, report in enumerate(event.reports):
        if report.passage:
            yield Verbatim("passage", report.passage, report.source, ("reports", i, "passage"), passage_key(name, report))
        if report.dated_by:
            yield Verbatim("words", report.dated_by, report.source, ("reports", i, "dated_by"))
        if report.according_to:
            yield Verbatim("words", report.according_to, report.source, ("reports", i, "according_to"))
        if report.anonymity_reason:
            yield Verbatim("words", report.anonymity_reason, report.source, ("reports", i, "anonymity_reason"))
    for i, quotation in enumerate(event.quotations):
        yield from _quotation(quotation, quotation.source, ("quotations", i))
    for i, denial in enumerate(event.denials):
        if denial.by_described:
            yield Verbatim("words", denial.by_described, denial.source, ("denials", i, "by_described"))
        if denial.passage:
            yield Verbatim("passage", denial.passage, denial.source, ("denials", i, "passage"), passage_key(name, denial))
        for n, quotation in enumerate(denial.quotations):
            yield from _quotation(quotation, quotation.source or denial.source, ("denials", i, "quotations", n))


def published_words(event: Event) -> Iterator[tuple[str, str]]:
    """Source and words of all passages and quotations, each as often as it is written."""
    yield from ((report.source, report.passage) for report in event.reports)
    yield from ((quotation.source, quotation.words) for quotation in event.quotations)
    for denial in event.denials:
        yield denial.source, denial.passage
        yield from ((quotation.source or denial.source, quotation.words) for quotation in denial.quotations)


def labels(event: Event) -> Iterator[Verbatim]:
    """The outlet's words for a role and for the act of answering: a reader is misled by others, but nothing is quoted."""
    for i, quotation in enumerate(event.quotations):
        yield Verbatim("words", quotation.role, quotation.source, ("quotations", i, "role"))
    for i, denial in enumerate(event.denials):
        yield Verbatim("words", denial.role, denial.source, ("denials", i, "role"))
        yield Verbatim("words", denial.cue, denial.source, ("denials", i, "cue"))
        for n, quotation in enumerate(denial.quotations):
            yield Verbatim("words", quotation.role, quotation.source or denial.source, ("denials", i, "quotations", n, "role"))


def passage_keys(name: str, event: Event) -> dict[str, set[str]]:
    """The names that passages of this event have in receipts, by source, written in the file or not."""
    keys: dict[str, set[str]] = {}
    parts: tuple[Report | Denial, ...] = (*event.reports, *event.denials)
    for part in parts:
        keys.setdefault(part.source, set()).add(passage_key(name, part))
    return keys


def _quotation(quotation: Quotation, source: str, key: KeyPath) -> Iterator[Verbatim]:
    if quotation.words:
        yield Verbatim("quotation", quotation.words, source, (*key, "words"))
    if quotation.speaker_described:
        yield Verbatim("words", quotation.speaker_described, source, (*key, "speaker_described"))
    if quotation.according_to:
        yield Verbatim("words", quotation.according_to, source, (*key, "according_to"))
