"""Ids: well formed, given once, and pointing at something that is there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import count

from dateline.check.ground import Ground
from dateline.check.places import shown, suggestion, where
from dateline.model import Archive, Denial, Event, KeyPath, Person, Source
from dateline.problem import Problem
from dateline.text import slug

Identified = Event | Person | Source

_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_LONGEST_DEVICE = len("com1")
_ONE = {"events": "event", "people": "person", "sources": "source"}


def bad_ids(ground: Ground, key: str, _: Identified) -> Iterator[Problem]:
    """Files whose name cannot be an address on every system."""
    name = key.partition("/")[2]
    if not _ID.fullmatch(name) or (len(name) <= _LONGEST_DEVICE and slug(name) == f"{name}-1"):  # which is what a device's name becomes
        what = f"'{name}' cannot be an id: that is lower-case letters a to z, digits and hyphens, and no device's name"
        yield Problem("bad-id", what, f"rename the file to {slug(name)}.yaml", where(ground.archive, key))


def shared_old_ids(ground: Ground, key: str, record: Identified) -> Iterator[Problem]:
    """An old id that is some record's own, or that two records claim: it can lead to one page only."""
    folder, _, name = key.partition("/")
    for place, old in enumerate(record.was):
        taken = old in getattr(ground.archive, folder)
        other = old if taken else ground.known.claimed[folder].get(old, name)
        if taken or other != name:
            what = f"the old id '{shown(old)}' is {f'that of {other}' if taken else f'claimed by {other} too'}"
            yield Problem("was-not-unique", what, "remove it here or there", where(ground.archive, key, ("was", place)))


def unknown_twins(ground: Ground, key: str, record: Identified) -> Iterator[Problem]:
    """Records that this one is said to be distinct from, where there are none."""
    folder = key.partition("/")[0]
    for i, other in enumerate(record.distinct_from):
        if other not in ground.known.ids[folder] and other not in ground.known.claimed[folder]:
            yield from _unknown(ground, folder, key, [(other, ("distinct_from", i))], ground.known.ids[folder] | ground.known.claimed[folder].keys())


def duplicate_ids(ground: Ground, key: str, event: Event) -> Iterator[Problem]:
    """Two quotations or denials of an event under one id: a link would reach only one of them."""
    seen: set[str] = set()
    for given, path in _inner_ids(event):
        if given in seen:
            what = f"the id '{shown(given)}' is given twice in this event"
            yield Problem("duplicate-id", what, "give one of them another id", where(ground.archive, key, path))
        seen.add(given)


def missing_ids(ground: Ground, key: str, event: Event) -> Iterator[Problem]:
    """Quotations that nothing can link to or answer."""
    if all(quotation.id for quotation in event.quotations):
        return
    used = {given for given, _ in _inner_ids(event)}
    free = (f"q{n}" for n in count(1) if f"q{n}" not in used)
    for i, quotation in enumerate(event.quotations):
        if not quotation.id:
            place = where(ground.archive, key, ("quotations", i))
            yield Problem("no-id", "the quotation has no id, so no link and no denial can lead to it", f"add id: {next(free)}", place, "warning")


def unknown_people(ground: Ground, key: str, event: Event) -> Iterator[Problem]:
    """People and organisations that have no file."""
    named: list[tuple[str, KeyPath]] = [(person, ("people", i)) for i, person in enumerate(event.people)]
    named += [(q.speaker, ("quotations", i, "speaker")) for i, q in enumerate(event.quotations)]
    for i, denial in enumerate(event.denials):
        named.append((denial.by, ("denials", i, "by")))
        named += [(q.speaker, ("denials", i, "quotations", n, "speaker")) for n, q in enumerate(denial.quotations)]
    yield from _unknown(ground, "people", key, named, ground.known.ids["people"])


def unknown_sources(ground: Ground, key: str, event: Event) -> Iterator[Problem]:
    """Sources that have no file."""
    named: list[tuple[str, KeyPath]] = [(r.source, ("reports", i, "source")) for i, r in enumerate(event.reports)]
    named += [(q.source, ("quotations", i, "source")) for i, q in enumerate(event.quotations)]
    for i, denial in enumerate(event.denials):
        named.append((denial.source, ("denials", i, "source")))
        named += [(q.source, ("denials", i, "quotations", n, "source")) for n, q in enumerate(denial.quotations)]
    yield from _unknown(ground, "sources", key, named, ground.known.ids["sources"])


def unknown_sources_of_roles(ground: Ground, key: str, person: Person) -> Iterator[Problem]:
    """Sources of what a person was that have no file."""
    roles: list[tuple[str, KeyPath]] = [(role.source, ("roles", i, "source")) for i, role in enumerate(person.roles)]
    yield from _unknown(ground, "sources", key, roles, ground.known.ids["sources"])


def unknown_originals(ground: Ground, key: str, source: Source) -> Iterator[Problem]:
    """Sources that another is a copy of and that have no file."""
    yield from _unknown(ground, "sources", key, [(source.same_text_as, ("same_text_as",))], ground.known.ids["sources"])


def unknown_events(ground: Ground, key: str, event: Event) -> Iterator[Problem]:
    """What a denial answers, where there is no such event or quotation."""
    for place, denial in enumerate(event.denials):
        if denial.of and (problem := _unanswered(ground.archive, event, denial, ground.known.ids["events"])):
            found = where(ground.archive, key, ("denials", place, "of"))
            yield problem.at(found) if found else problem


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


def _unknown(ground: Ground, folder: str, record: str, named: list[tuple[str, KeyPath]], known: Collection[str]) -> Iterator[Problem]:
    for name, key in named:
        if name and name not in known:
            close = suggestion(name, known)
            hint = f"write {close}" if close else f"add content/{folder}/{slug(name)}.yaml, or correct the id"
            yield Problem(f"unknown-{_ONE[folder]}", f"there is no {_ONE[folder]} '{shown(name)}'", hint, where(ground.archive, record, key))


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
