"""One article's events as records: names become ids, places become words, each with the hash it is known by."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dateline.findings import ClaimFound, DenialFound, EventFound, QuotationFound, Reading
from dateline.model import Denial, Event, Quotation, Report
from dateline.propose.traces import traces_of
from dateline.text import words_hash


class Draft(msgspec.Struct, frozen=True):
    """An event as proposed, and the findings that it is made of."""

    event: Event
    findings: tuple[tuple[str, str], ...]  # (source id, hash), for the receipts


def drafts_of(reading: Reading, source: str, ids: Mapping[str, str]) -> list[Draft]:
    """The events of one article, in order of place."""
    return [_draft(reading, found, source, ids) for found in reading.findings.events]


def _draft(reading: Reading, found: EventFound, source: str, ids: Mapping[str, str]) -> Draft:
    passage = reading.article.text[slice(*found.passage)]
    quotations = tuple(
        _quotation(reading.findings.quotations[p], f"q{n}", source, ids, found.date, reading.article.published)
        for n, p in enumerate(found.quotations, 1)
    )
    denials = tuple(
        _denial(reading, reading.findings.denials[p], f"d{n}", source, ids, found) for n, p in enumerate(found.denials, 1)
    )
    report = Report(
        source=source,
        passage=passage,
        dated_by=found.dated_by,
        sourcing=found.sourcing,
        according_to=found.according_to,
        count=found.count or 0,
        anonymity_reason=found.anonymity_reason,
        relayed_from=found.relayed_from,
    )
    further = tuple(_claim(reading, claim, f"r{n}", source) for n, claim in enumerate(found.claims, 2))
    event = Event(
        title=found.title,
        date=found.date,
        summary=found.summary,
        tags=found.tags,
        people=tuple(dict.fromkeys(ids[n] for n in found.people if n in ids)),
        reports=(report, *further),
        quotations=quotations,
        denials=denials,
        planned=found.planned,
    )
    return Draft(event=event, findings=findings_of(event))


def findings_of(event: Event) -> tuple[tuple[str, str], ...]:
    """What an event is known by, whatever becomes of its title, date and id: a (source id, hash) for each report.

    The passage and the words that it is dated by; an undated statement is known by its first words, since one sentence
    can hold the statements of two speakers. Further passages of one source (Report.id) belong to its first. Behind each
    stand its traces, by which it is known again in other bounds.
    """
    found = []
    for report in event.reports:
        said = next((q.words for q in event.quotations if q.source == report.source), "")
        if report.passage and not report.id:
            told_by = report.dated_by or said
            hashes = [words_hash(f"{report.passage}|{told_by}"), *traces_of(report.passage, told_by)]
            found += [(report.source, found_hash) for found_hash in hashes]
    return tuple(dict.fromkeys(found))


def people_of(event: Event) -> set[str]:
    """Ids of all persons and organisations that an event refers to."""
    speakers = {q.speaker for q in (*event.quotations, *(q for d in event.denials for q in d.quotations))}
    return {i for i in {*event.people, *speakers, *(d.by for d in event.denials)} if i}


def _claim(reading: Reading, claim: ClaimFound, name: str, source: str) -> Report:
    return Report(
        id=name,
        source=source,
        passage=reading.article.text[slice(*claim.passage)],
        sourcing="unnamed",
        according_to=claim.according_to,
        count=claim.count or 0,
        anonymity_reason=claim.anonymity_reason,
        relayed_from=claim.relayed_from,
    )


def _quotation(q: QuotationFound, name: str, source: str, ids: Mapping[str, str], date: str, published: str) -> Quotation:
    speaker = q.speaker
    described = speaker.name if speaker and (speaker.described or speaker.name not in ids) else ""
    return Quotation(
        id=name,
        words=_bare(q.words),
        speaker=ids.get(speaker.name, "") if speaker and not described else "",
        speaker_described=described,
        source=source,
        according_to=q.according_to,
        said=_said(q.said, date, published),
        role=speaker.role if speaker else "",
    )


def _bare(words: str) -> str:
    """The words without the comma that the article's sentence, not the speaker, put behind them."""
    return words.strip().rstrip(",").rstrip()


def _said(said: str | None, date: str, published: str) -> str:
    """The day of the words where it is not the event's: unknown, it is the day of publication or some time earlier."""
    day = said or (f"[..{published}]" if published else "")
    return day if day != date else ""


def _denial(
    reading: Reading, d: DenialFound, name: str, source: str, ids: Mapping[str, str], event: EventFound
) -> Denial:
    described = d.by if d.described or d.by not in ids else ""
    return Denial(
        id=name,
        kind=d.kind,
        by="" if described else ids[d.by],
        by_described=described,
        on_behalf_of=d.on_behalf_of,
        quotations=tuple(Quotation(words=_bare(w)) for w in d.words),
        passage=_clause(reading.article.text, d.start, d.end),
        cue=d.cue,
        of=_answered(reading, d, event),
        said=_said(d.said, event.date, reading.article.published),
        source=source,
    )


def _clause(text: str, start: int, end: int) -> str:
    return text[start:end].strip()


def _answered(reading: Reading, d: DenialFound, event: EventFound) -> str:
    """The id of the quotation in this event that the denial names by its speaker; "" for the event's claim."""
    for n, place in enumerate(event.quotations, 1):
        q = reading.findings.quotations[place]
        last = q.speaker.name.split()[-1] if q.speaker and q.speaker.name else ""
        if last and last in d.of and q.speaker and q.speaker.name != d.by:
            return f"q{n}"
    return ""
