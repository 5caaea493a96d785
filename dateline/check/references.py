"""Ids: well formed, given once, and pointing at something that is there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import count

from dateline.check.places import ids_in, shown, suggestion, where
from dateline.model import Archive, Denial, Event, KeyPath, Person, Source
from dateline.problem import Problem
from dateline.text import slug

_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_ONE = {"events": "event", "people": "person", "sources": "source"}


def bad_ids(archive: Archive) -> Iterator[Problem]:
    """Files whose name cannot be an address on every system."""
    for folder, records in _folders(archive).items():
        for name in records:
            if not _ID.fullmatch(name) or slug(name, 200) == f"{name}-1":  # which is what a device's name becomes
                what = f"'{name}' cannot be an id: that is lower-case letters a to z, digits and hyphens, and no device's name"
                yield Problem("bad-id", what, f"rename the file to {slug(name)}.yaml", where(archive, f"{folder}/{name}"))


def duplicate_ids(archive: Archive) -> Iterator[Problem]:
    """Two quotations or denials of an event under one id: a link would reach only one of them."""
    for name, event in archive.events.items():
        seen: set[str] = set()
        for given, key in _inner_ids(event):
            if given in seen:
                what = f"the id '{shown(given)}' is given twice in this event"
                yield Problem("duplicate-id", what, "give one of them another id", where(archive, f"events/{name}", key))
            seen.add(given)


def missing_ids(archive: Archive) -> Iterator[Problem]:
    """Quotations that nothing can link to or answer."""
    for name, event in archive.events.items():
        used = {given for given, _ in _inner_ids(event)}
        free = (f"q{n}" for n in count(1) if f"q{n}" not in used)
        for i, quotation in enumerate(event.quotations):
            if not quotation.id:
                place = where(archive, f"events/{name}", ("quotations", i))
                yield Problem("no-id", "the quotation has no id, so no link and no denial can lead to it", f"add id: {next(free)}", place, "warning")


def shared_old_ids(archive: Archive) -> Iterator[Problem]:
    """An old id that is some record's own, or that two records claim: it can lead to one page only."""
    for folder, records in _folders(archive).items():
        claimed: dict[str, str] = {}
        for name, record in records.items():
            for place, old in enumerate(record.was):
                other = old if old in records else claimed.setdefault(old, name)
                if other != name or old in records:
                    what = f"the old id '{shown(old)}' is that of {other}" if old in records else f"the old id '{shown(old)}' is claimed by {other} too"
                    yield Problem("was-not-unique", what, "remove it here or there", where(archive, f"{folder}/{name}", ("was", place)))


def unknown_people(archive: Archive) -> Iterator[Problem]:
    """People and organisations that have no file."""
    people = ids_in(archive, "people")
    for name, event in archive.events.items():
        named: list[tuple[str, KeyPath]] = [(person, ("people", i)) for i, person in enumerate(event.people)]
        named += [(q.speaker, ("quotations", i, "speaker")) for i, q in enumerate(event.quotations)]
        for i, denial in enumerate(event.denials):
            named.append((denial.by, ("denials", i, "by")))
            named += [(q.speaker, ("denials", i, "quotations", n, "speaker")) for n, q in enumerate(denial.quotations)]
        yield from _unknown(archive, "people", f"events/{name}", named, people)
    yield from _unknown_twins(archive, "people", archive.people)


def unknown_sources(archive: Archive) -> Iterator[Problem]:
    """Sources that have no file."""
    sources = ids_in(archive, "sources")
    for name, event in archive.events.items():
        named: list[tuple[str, KeyPath]] = [(r.source, ("reports", i, "source")) for i, r in enumerate(event.reports)]
        named += [(q.source, ("quotations", i, "source")) for i, q in enumerate(event.quotations)]
        for i, denial in enumerate(event.denials):
            named.append((denial.source, ("denials", i, "source")))
            named += [(q.source, ("denials", i, "quotations", n, "source")) for n, q in enumerate(denial.quotations)]
        yield from _unknown(archive, "sources", f"events/{name}", named, sources)
    for name, person in archive.people.items():
        roles: list[tuple[str, KeyPath]] = [(role.source, ("roles", i, "source")) for i, role in enumerate(person.roles)]
        yield from _unknown(archive, "sources", f"people/{name}", roles, sources)
    for name, source in archive.sources.items():
        yield from _unknown(archive, "sources", f"sources/{name}", [(source.same_text_as, ("same_text_as",))], sources)
    yield from _unknown_twins(archive, "sources", archive.sources)


def unknown_events(archive: Archive) -> Iterator[Problem]:
    """What a denial answers, and events that are said to be distinct, where there is no such event or quotation."""
    events = ids_in(archive, "events")
    for name, event in archive.events.items():
        for place, denial in enumerate(event.denials):
            if denial.of and (problem := _unanswered(archive, event, denial, events)):
                found = where(archive, f"events/{name}", ("denials", place, "of"))
                yield problem.at(found) if found else problem
    yield from _unknown_twins(archive, "events", archive.events)


def _unanswered(archive: Archive, event: Event, denial: Denial, events: Collection[str]) -> Problem | None:
    """What is wrong with a denial's `of`: "q1" here, "other-event#q2", or "other-event"."""
    other, hash_, inner = denial.of.partition("#")
    own = [q.id for q in event.quotations if q.id]
    if not hash_:
        if other in own or other in events:
            return None
        close = suggestion(other, [*own, *events])
        hint = f"write {close}" if close else _choices("this event's quotations", own)
        return Problem("unknown-claim", f"the denial answers '{shown(denial.of)}', which is neither a quotation here nor an event", hint)
    there = archive.events.get(other)
    if there is None and other in events:  # its file cannot be read, so nobody can say what is in it
        return None
    if there is None:
        close = suggestion(other, events)
        hint = f"write {close}#{inner}" if close else "write the id of an event in content/events/"
        return Problem("unknown-event", f"there is no event '{shown(other)}'", hint)
    ids = [q.id for q in there.quotations if q.id]
    if inner in ids:
        return None
    return Problem("unknown-claim", f"the event {other} has no quotation '{shown(inner)}'", _choices("its quotations", ids))


def _choices(whose: str, ids: list[str]) -> str:
    return f"{whose} are {shown(', '.join(ids))}" if ids else "leave the line out to answer this event's claim"


def _unknown(
    archive: Archive, folder: str, record: str, named: list[tuple[str, KeyPath]], known: Collection[str]
) -> Iterator[Problem]:
    for name, key in named:
        if name and name not in known:
            close = suggestion(name, known)
            hint = f"write {close}" if close else f"add content/{folder}/{slug(name)}.yaml, or correct the id"
            yield Problem(f"unknown-{_ONE[folder]}", f"there is no {_ONE[folder]} '{shown(name)}'", hint, where(archive, record, key))


def _folders(archive: Archive) -> dict[str, Mapping[str, Event | Person | Source]]:
    return {"events": archive.events, "people": archive.people, "sources": archive.sources}


def _unknown_twins(archive: Archive, folder: str, records: Mapping[str, Event | Person | Source]) -> Iterator[Problem]:
    old = {name for record in records.values() for name in record.was}
    there = ids_in(archive, folder) | old
    for name, record in records.items():
        named: list[tuple[str, KeyPath]] = [(other, ("distinct_from", i)) for i, other in enumerate(record.distinct_from)]
        yield from _unknown(archive, folder, f"{folder}/{name}", named, there)


def _inner_ids(event: Event) -> Iterator[tuple[str, KeyPath]]:
    for i, quotation in enumerate(event.quotations):
        if quotation.id:
            yield quotation.id, ("quotations", i, "id")
    for i, denial in enumerate(event.denials):
        if denial.id:
            yield denial.id, ("denials", i, "id")
        for n, quotation in enumerate(denial.quotations):
            if quotation.id:
                yield quotation.id, ("denials", i, "quotations", n, "id")
