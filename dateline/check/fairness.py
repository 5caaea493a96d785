"""Who says it, who reports it, when, and whether those it is about were heard."""

from __future__ import annotations

from collections.abc import Iterator

from dateline import edtf
from dateline.check.ground import Ground
from dateline.check.places import shown, where
from dateline.model import Archive, Event, KeyPath, Source
from dateline.problem import Problem


def missing_speakers(ground: Ground, key: str, event: Event) -> Iterator[Problem]:
    """Quotations without a speaker and responses of nobody."""
    for i, quotation in enumerate(event.quotations):
        if not quotation.speaker and not quotation.speaker_described:
            hint = "add speaker: … (an id in content/people/), or speaker_described: … in the outlet's words"
            yield Problem("no-speaker", "nobody is said to have said these words", hint, where(ground.archive, key, ("quotations", i)))
    for i, denial in enumerate(event.denials):
        if not denial.by and not denial.by_described:
            hint = "add by: … (an id in content/people/), or by_described: … in the outlet's words"
            yield Problem("no-responder", "nobody is said to have answered", hint, where(ground.archive, key, ("denials", i)))


def unsourced_events(ground: Ground, key: str, event: Event) -> Iterator[Problem]:
    """Events that nothing reports."""
    if not event.reports and not event.withdrawn and not any(q.source for q in event.quotations):
        yield Problem("no-report", "no source reports this event", "add reports: with the source's id", where(ground.archive, key))


def dates_after_publication(ground: Ground, key: str, event: Event) -> Iterator[Problem]:
    """Events, and days of saying, that lie wholly after the day on which they were already reported.

    Of an event that a later source reports, the earlier reports are announcements.
    """
    published = ground.known.published
    late = [found for found in _dated(event) if _after(found[1], published.get(found[2], ""))]
    if not late:
        return
    unread = any(f"sources/{r.source}" in ground.archive.unread for r in event.reports)  # it may be the later one
    days = [day for r in event.reports if (day := published.get(r.source))]
    happened = unread or any(not _after(event.date, day) for day in days)
    for said, date, source, path in late:
        if not happened or path != ("date",):
            what = f"{said} {date} lies after the day on which {source} reported it, {published[source]}"
            hint = "correct one of the two" + (", or write planned: true for what was announced" if "event" in said else "")
            yield Problem("event-after-report", what, hint, where(ground.archive, key, path))


def unreasoned_dates(ground: Ground, key: str, event: Event) -> Iterator[Problem]:
    """Events whose reports differ on the date without a word on why one is preferred."""
    others = [report.date for report in event.reports if report.date and report.date != event.date]
    if others and not any(report.preferred_because for report in event.reports):
        what = f"reports differ on the date ({', '.join(dict.fromkeys(others))}), and nothing says why it is given as {event.date or 'undated'}"
        hint = "add preferred_because: … to the report that you follow"
        yield Problem("no-reason", what, hint, where(ground.archive, key, ("date",)), "warning")


def missing_publication_days(ground: Ground, key: str, source: Source) -> Iterator[Problem]:
    """Sources that do not say when they were published, though an event rests on them."""
    name = key.partition("/")[2]
    events = ground.known.cited_by(name) if not source.published else ()
    if any(report.source == name for event in events for report in ground.archive.events[event].reports):
        hint = "add published: … if the article shows it; until then dates relative to it stay unresolved"
        yield Problem("no-publication-day", "the source has no day of publication", hint, where(ground.archive, key), "warning")


def missing_responses(ground: Ground, key: str, event: Event) -> Iterator[Problem]:
    """Claims about people who do not speak in them, with no response and no word that one was looked for."""
    if event.denials or event.responses_sought or event.planned or event.withdrawn:
        return
    about = _spoken_of(ground.archive, event)
    if about:
        what = f"nothing tells how {shown(', '.join(about))} responded"
        hint = "add the response under denials:, or responses_sought: none found in the sources read"
        yield Problem("no-response", what, hint, where(ground.archive, key), "warning")


def _spoken_of(archive: Archive, event: Event) -> list[str]:
    """People of the event whom somebody else's words are about."""
    if not event.reports and not event.quotations:
        return []
    speakers = {quotation.speaker for quotation in event.quotations}
    people = [archive.people.get(i) for i in event.people if i not in speakers]
    return [person.name for person in people if person and person.kind == "person"]


def _dated(event: Event) -> Iterator[tuple[str, str, str, KeyPath]]:
    """What is dated, its date, the source that reports it, and the date's place."""
    for i, report in enumerate(event.reports if not event.planned else ()):
        if report.date:
            yield "the event's date", report.date, report.source, ("reports", i, "date")
        else:
            yield "the event's date", event.date, report.source, ("date",)
    for i, quotation in enumerate(event.quotations):
        if quotation.said:
            yield "the day of saying", quotation.said, quotation.source, ("quotations", i, "said")
    for i, denial in enumerate(event.denials):
        if denial.said:
            yield "the day of saying", denial.said, denial.source, ("denials", i, "said")


def _after(date: str, published: str) -> bool:
    if not date or not published:
        return False
    earliest, latest = edtf.read(date).earliest, edtf.read(published).latest
    return earliest is not None and latest is not None and earliest > latest
