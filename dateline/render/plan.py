"""The cross-references of a site: which records are published, in which order, and what refers to what.

Plain data, made from outlines (events without their words) and a few facts of people and sources, so that it can be kept
beside the site, and so that an edit which changes only words leaves it as it is. Withdrawn events keep a page and appear
nowhere else; people and sources are published only when an event refers to them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from dateline.model import Event, Person, Source
from dateline.render.arrivals import arrivals
from dateline.render.outline import Outlines, first_reported, last_change
from dateline.render.referred import Answer, answered_in, answers_in, each, grouped, of_reports, where_named
from dateline.render.when import last_day, month_of, order_key, reading_key, section_of, year_of
from dateline.slug import slug

IN_A_FEED = 50  # items, so that a first import does not flood its readers
CHANGES_LISTED = 500  # on the page of changes; all are in data/timeline.json
NEVER = "1970-01-01"  # where the content gives no day at all: Atom demands one
ON_ONE_PAGE = 120  # entries of a timeline; a page of so many stays under 150 KB
COUNTS, KNOWN, UPDATED = "site:counts", "site:known", "site:updated"  # cells (see `book`) of what every page is given
NO_DAY = "9999"  # sorts behind every day
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,200}")  # what can be the name of a file, and of none elsewhere


class Plan(msgspec.Struct, frozen=True):
    """Everything that is known of a site without reading a word of it."""

    order: tuple[str, ...]  # what the timeline shows, as it is read: oldest first, bands before days
    withdrawn: tuple[str, ...]  # events whose page gives only the reason
    placed: Mapping[str, tuple[str, bool]]  # event → its section, "2017-02"; whether it is answered, or one of its quotations
    sections: Mapping[str, tuple[str, ...]]  # section → its events, in order
    short: bool  # whether the whole timeline stands on its front page
    long_years: tuple[str, ...]  # those whose months have pages of their own entries, in order
    people: tuple[str, ...]  # those that an event refers to, by name
    sources: tuple[str, ...]  # those that an event refers to, oldest first
    entries_of: Mapping[str, tuple[str, ...]]  # person → events that refer to them, in order
    quoted_from: Mapping[str, tuple[str, ...]]  # source → events that rest on it, in order
    answers: Mapping[str, tuple[Answer, ...]]  # "event" or "event#q1" → the responses to it
    answered_in: Mapping[str, tuple[tuple[str, Answer], ...]]  # month → (claim, response given then), where the claim stands in another
    said_by: Mapping[str, tuple[Answer, ...]]  # person → (event, number of the quotation)
    answered_by: Mapping[str, tuple[Answer, ...]]  # person → their responses
    about: Mapping[str, tuple[Answer, ...]]  # person → others' quotations that name them, in entries that refer to them
    tagged: Mapping[str, tuple[str, ...]]  # tag → events, in order
    topic_paths: Mapping[str, str]  # tag → its page
    published: Mapping[str, tuple[str, ...]]  # publisher in lower case → sources, oldest first
    outlet_paths: Mapping[str, str]  # publisher of a source → its page
    issued: Mapping[str, tuple[str, ...]]  # publisher as it is written, "" for none → sources, oldest first
    issued_in: Mapping[str, str]  # source → section of its day of publication
    initials: Mapping[str, tuple[str, ...]]  # first sign of a surname, "" for organisations → people
    organisations: Mapping[str, str]  # name of an organisation in lower case → its id; of two with one name, the first
    claims: Mapping[str, tuple[str, ...]]  # section → "event" or "event#q1": what was claimed and may be answered, in order
    claims_answered: int
    known: Mapping[str, tuple[tuple[str, str], ...]]  # month → (day of first report, event)
    latest: tuple[str, ...]  # events that the feed holds, latest change first
    latest_of: Mapping[str, tuple[str, ...]]  # … and the feed of a person
    newest: tuple[str, ...]  # the last events that have a date, latest first
    changes: tuple[tuple[str, str, str, int], ...]  # day, event, kind, number of the correction; latest first
    changed: int  # how many changes there are, those that are not listed too
    corrections: int  # of them, corrections
    updated: str  # day of the last change; may be ""
    moved: Mapping[str, tuple[str, str]]  # old path → (kind, id) of the record that had it
    quotes_from: Mapping[str, int]  # source → quotations of events from it, responses' not among them
    sourcing: Mapping[str, Mapping[str, int]]  # source → kind of sourcing → reports
    relays: Mapping[str, tuple[str, ...]]  # source → whose reports it repeats
    sourced: Mapping[str, int]  # kind of sourcing → reports, of all sources
    quotations: int
    verified: int  # of them, proven by a receipt
    responses: int
    arrived: Mapping[str, tuple[str, ...]]  # kind → what can be found of it, by the day on which it came


def make_plan(known: Outlines) -> Plan:
    """The plan of these records; without proposals, where they are not to be shown."""
    first = {name: first_reported(known, event) for name, event in known.events.items()}
    shown = {name: event for name, event in known.events.items() if event.withdrawn is None}
    keys = each(reading_key, [event.date for event in shown.values()])
    order = sorted(shown, key=lambda name: (keys[shown[name].date], shown[name].seq, first[name] or NO_DAY, name))
    events = {name: shown[name] for name in order}
    sections = each(section_of, keys)
    section = {name: sections[event.date] for name, event in events.items()}
    answers = answers_in(events)
    answered = {claim.partition("#")[0] for claim in answers}
    named = where_named(events, section, answers)
    people = sorted((p for p in named["entries_of"] if p in known.people), key=lambda name: (surname_key(known.people[name].name), name))
    sources = sorted((s for s in named["quoted_from"] if s in known.sources), key=lambda name: (order_key(known.sources[name].published), name))
    return Plan(
        order=tuple(order),
        withdrawn=tuple(name for name, event in known.events.items() if event.withdrawn is not None),
        placed={name: (at, name in answered) for name, at in section.items()},
        sections=grouped((at, name) for name, at in section.items()),
        short=len(order) <= ON_ONE_PAGE,
        long_years=tuple(year for year, n in Counter(map(year_of, section.values())).items() if n > ON_ONE_PAGE),
        people=tuple(people),
        sources=tuple(sources),
        **named,
        answers=answers,
        answered_in=answered_in(events, answers, section),
        **_people(known, people, order),
        topic_paths=stem_paths("topics", named["tagged"]),
        claims_answered=len(answers),
        known=_known(order, first),
        **_latest(events, first, {person: named["entries_of"][person] for person in people}),
        newest=tuple([name for name in order if events[name].date][:-9:-1]),
        updated=max((last_change(event) for event in known.events.values()), default=""),
        moved=_moved(known, events, people, sources),
        quotes_from=Counter([q.source for event in events.values() for q in event.quotations]),
        arrived=arrivals(events, first, people={name: named["entries_of"][name] for name in people}, sources={name: named["quoted_from"][name] for name in sources}),
        **of_reports(events),
        **_counts(events, known.gleaned.proven),
        **_outlets(known.sources, sources),
        **_changes(known.events, order),
    )


def _counts(events: Mapping[str, Event], proven: Mapping[str, int]) -> dict[str, Any]:
    """How much there is, responses' quotations too."""
    return {
        "quotations": sum([len(event.quotations) + sum([len(denial.quotations) for denial in event.denials]) for event in events.values()]),
        "verified": sum([proven.get(name, 0) for name in events]),
        "responses": sum([len(event.denials) for event in events.values()]),
    }


def _people(known: Outlines, people: Iterable[str], order: Iterable[str]) -> dict[str, Any]:
    """What the plan says of names; a surname alone names a person where nobody else has it."""
    records = known.people
    bearers = Counter(word for name in people for word in set(records[name].name.split()))
    named = ((event, mention) for event in order for mention in known.gleaned.mentions.get(event, ()))
    return {
        "initials": grouped((_initial(records[name]), name) for name in people),
        "organisations": _organisations(records, people),
        "about": grouped((person, (event, number)) for event, (person, number, surname) in named if not surname or bearers[surname] == 1),
    }


def _outlets(records: Mapping[str, Source], sources: Iterable[str]) -> dict[str, Any]:
    """What the plan says of outlets."""
    publisher = {name: records[name].publisher for name in sources}
    sections = each(section_of, [records[name].published for name in publisher])
    return {
        "published": grouped((outlet.casefold(), name) for name, outlet in publisher.items() if outlet),
        "outlet_paths": stem_paths("outlets", {outlet for outlet in publisher.values() if outlet}),
        "issued": grouped((outlet, name) for name, outlet in publisher.items()),
        "issued_in": {name: sections[records[name].published] for name in publisher},
    }


def surname_key(name: str) -> str:
    """What an index of persons is ordered by: the last word first, Jr. and numbers left out."""
    words = [w for w in name.split() if w.rstrip(".,").lower() not in {"jr", "sr", "ii", "iii", "iv"}]
    return " ".join([*words[-1:], *words[:-1]]).casefold()


def stem_paths(folder: str, names: Iterable[str]) -> dict[str, str]:
    """A page for each name; where two names give one file, the later in order is numbered."""
    paths: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(names, key=lambda name: (name.casefold(), name)):
        stem, n = slug(name), 1
        while (path := f"{folder}/{stem}{f'-{n}' if n > 1 else ''}.html") in taken:
            n += 1
        taken.add(path)
        paths[name] = path
    return paths


def cell_of_claim(claim: str) -> str:
    """The cell (see `book`) of the responses to "event" or "event#q1"."""
    return f"answers:{claim.partition('#')[0]}"


def _organisations(records: Mapping[str, Person], people: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in people:
        if records[name].kind == "organisation":
            for one in (records[name].name, *records[name].aliases):
                found.setdefault(one.casefold(), name)
    return found


def _initial(person: Person) -> str:
    return "" if person.kind == "organisation" else surname_key(person.name)[:1].upper() or "?"


def _known(order: Iterable[str], first: Mapping[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Every month in which something was first reported, in order."""
    months = each(month_of, first.values())
    found = grouped((month, (first[name], name)) for name in order if (month := months[first[name]]))
    return dict(sorted(found.items()))


def changed_on(event: Event, first: str) -> str:
    """The day of the entry's last change; where none is kept, that of its first report."""
    return _plain(last_change(event) or first)


def _plain(given: str) -> str:
    day = last_day(given) if given else None
    return day.isoformat() if day else NEVER


def _latest(events: Mapping[str, Event], first: Mapping[str, str], entries_of: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """What the plan says of feeds."""
    given = {name: last_change(event) or first[name] for name, event in events.items()}
    days = each(_plain, given.values())
    latest = sorted(events, key=lambda name: (days[given[name]], name), reverse=True)
    age = {name: at for at, name in enumerate(latest)}
    latest_of = {person: tuple([latest[at] for at in sorted([age[name] for name in names])[:IN_A_FEED]]) for person, names in entries_of.items()}
    return {"latest": tuple(latest[:IN_A_FEED]), "latest_of": latest_of}


def _changes(events: Mapping[str, Event], order: Iterable[str]) -> dict[str, Any]:
    """What the plan says of changes; of a day, withdrawals first, then as events are read."""
    found: list[tuple[str, str, str, int]] = []
    for name, event in events.items():
        if event.withdrawn:
            found.append((event.withdrawn.date, name, "withdrawn", 0))
    for name in order:
        event = events[name]
        if event.added:
            found.append((event.added, name, "added", 0))
        if event.changed:
            found.append((event.changed, name, "changed", 0))
        found += [(c.date, name, "corrected", n) for n, c in enumerate(event.corrections) if c.date]
    latest = sorted(found, key=lambda row: row[0], reverse=True)
    return {"changes": tuple(latest[:CHANGES_LISTED]), "changed": len(found), "corrections": sum(row[2] == "corrected" for row in found)}


def _moved(known: Outlines, events: Mapping[str, Event], people: Iterable[str], sources: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Every old address of a published record; never over a living page."""
    found: dict[str, tuple[str, str]] = {}
    chosen: tuple[tuple[str, Iterable[str], Mapping[str, Event | Person | Source]], ...] = (
        ("events", events, known.events), ("people", people, known.people), ("sources", sources, known.sources),
    )  # fmt: skip
    for kind, names, records in chosen:
        for name in names:
            for old in records[name].was:
                if _ID.fullmatch(old) and old not in records:
                    found[f"{kind}/{old}.html"] = (kind, name)
    return found
