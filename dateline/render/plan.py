"""The cross-references of a site: which records are published, in which order, and what refers to what.

Plain data, made from outlines (events without their words) and a few facts of people and sources, so that it can be kept
beside the site, and so that an edit which changes only words leaves it as it is. Withdrawn events keep a page and appear
nowhere else; people and sources are published only when an event refers to them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from typing import Any, TypeVar

import msgspec

from dateline.model import Event, Person, Source
from dateline.render.outline import (
    Outlines,
    first_reported,
    last_change,
    people_of,
    sources_of,
)
from dateline.render.stands import quotations_of
from dateline.render.when import is_exact, last_day, month_of, order_key, reading_key, section_of, year_of
from dateline.slug import slug

IN_A_FEED = 50  # items, so that a first import does not flood its readers
CHANGES_LISTED = 500  # on the page of changes; all are in data/timeline.json
NEVER = "1970-01-01"  # where the content gives no day at all: Atom demands one
ON_ONE_PAGE = 120  # entries of a timeline; a page of so many stays under 150 KB
COUNTS, KNOWN, UPDATED = "site:counts", "site:known", "site:updated"  # cells (see `book`) of what every page is given
NO_DAY = "9999"  # sorts behind every day
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,200}")  # what can be the name of a file, and of none elsewhere
T = TypeVar("T")
Answer = tuple[str, int]  # event, and the number of the response in it


class Plan(msgspec.Struct, frozen=True):
    """Everything that is known of a site without reading a word of it."""

    order: tuple[str, ...]  # what the timeline shows, as it is read: oldest first, bands before days
    withdrawn: tuple[str, ...]  # events whose page gives only the reason
    placed: Mapping[str, tuple[str, bool]]  # event → its section, "2017-02"; whether it is answered, or one of its quotations
    sections: Mapping[str, tuple[str, ...]]  # section → its events, in order
    short: bool  # whether the whole timeline stands on its front page
    long_years: Mapping[str, int]  # years whose months have pages of their own entries → how many entries
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


def make_plan(known: Outlines) -> Plan:
    """The plan of these records; without proposals, where they are not to be shown."""
    first = {name: first_reported(known, event) for name, event in known.events.items()}
    shown = {name: event for name, event in known.events.items() if event.withdrawn is None}
    order = sorted(shown, key=lambda name: (reading_key(shown[name].date), shown[name].seq, first[name] or NO_DAY, name))
    events = {name: shown[name] for name in order}
    section = {name: section_of(event.date) for name, event in events.items()}
    entries_of = _grouped((person, name) for name, event in events.items() for person in dict.fromkeys(people_of(event)))
    quoted_from = _grouped((source, name) for name, event in events.items() for source in dict.fromkeys(sources_of(event)))
    people = sorted((p for p in entries_of if p in known.people), key=lambda name: (surname_key(known.people[name].name), name))
    sources = sorted((s for s in quoted_from if s in known.sources), key=lambda name: (order_key(known.sources[name].published), name))
    answers = _answers(events)
    answered = {claim.partition("#")[0] for claim in answers}
    changed = {name: changed_on(event, first[name]) for name, event in events.items()}
    reports = _grouped((r.source, r) for event in events.values() for r in event.reports)
    return Plan(
        order=tuple(order),
        withdrawn=tuple(name for name, event in known.events.items() if event.withdrawn is not None),
        placed={name: (at, name in answered) for name, at in section.items()},
        sections=_grouped((at, name) for name, at in section.items()),
        short=len(order) <= ON_ONE_PAGE,
        long_years={year: n for year, n in Counter(map(year_of, section.values())).items() if n > ON_ONE_PAGE},
        people=tuple(people),
        sources=tuple(sources),
        entries_of=entries_of,
        quoted_from=quoted_from,
        answers=answers,
        answered_in=_answered_in(events, answers, section),
        **_people(known, people, order),
        said_by=_grouped((q.speaker, (name, n)) for name, event in events.items() for n, q in enumerate(event.quotations) if q.speaker),
        answered_by=_grouped((d.by, (name, n)) for name, event in events.items() for n, d in enumerate(event.denials) if d.by),
        tagged=_grouped((tag, name) for name, event in events.items() for tag in dict.fromkeys(event.tags)),
        topic_paths=stem_paths("topics", {tag for event in events.values() for tag in event.tags}),
        claims=_grouped((section[name], claim) for name, event in events.items() for claim in _claims(name, event, answers)),
        claims_answered=len(answers),
        known=_known(order, first),
        latest=_latest(changed, changed),
        latest_of={person: _latest(entries_of[person], changed) for person in people},
        newest=tuple([name for name in order if events[name].date][:-9:-1]),
        updated=max((last_change(event) for event in known.events.values()), default=""),
        moved=_moved(known, events, people, sources),
        quotes_from=Counter(q.source for event in events.values() for q in event.quotations),
        sourcing={source: Counter(r.sourcing for r in of) for source, of in reports.items()},
        relays={source: tuple(dict.fromkeys(r.relayed_from for r in of if r.relayed_from)) for source, of in reports.items()},
        **_counts(events, known.gleaned.proven),
        **_outlets(known.sources, sources),
        **_changes(known.events, order),
    )


def _counts(events: Mapping[str, Event], proven: Mapping[str, int]) -> dict[str, Any]:
    """How much there is, responses' quotations too."""
    return {
        "sourced": Counter(r.sourcing for event in events.values() for r in event.reports),
        "quotations": sum(len(quotations_of(event)) for event in events.values()),
        "verified": sum(proven.get(name, 0) for name in events),
        "responses": sum(len(event.denials) for event in events.values()),
    }


def _people(known: Outlines, people: Iterable[str], order: Iterable[str]) -> dict[str, Any]:
    """What the plan says of names; a surname alone names a person where nobody else has it."""
    records = known.people
    bearers = Counter(word for name in people for word in set(records[name].name.split()))
    named = ((event, mention) for event in order for mention in known.gleaned.mentions.get(event, ()))
    return {
        "initials": _grouped((_initial(records[name]), name) for name in people),
        "organisations": _organisations(records, people),
        "about": _grouped((person, (event, number)) for event, (person, number, surname) in named if not surname or bearers[surname] == 1),
    }


def _outlets(records: Mapping[str, Source], sources: Iterable[str]) -> dict[str, Any]:
    """What the plan says of outlets."""
    publisher = {name: records[name].publisher for name in sources}
    return {
        "published": _grouped((outlet.casefold(), name) for name, outlet in publisher.items() if outlet),
        "outlet_paths": stem_paths("outlets", {outlet for outlet in publisher.values() if outlet}),
        "issued": _grouped((outlet, name) for name, outlet in publisher.items()),
        "issued_in": {name: section_of(records[name].published) for name in publisher},
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


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for key, name in pairs:
        found[key].append(name)
    return {key: tuple(names) for key, names in found.items()}


def _answers(events: Mapping[str, Event]) -> dict[str, tuple[Answer, ...]]:
    return _grouped((_claim(denial.of, name, events), (name, n)) for name, event in events.items() for n, denial in enumerate(event.denials))


def _claim(of: str, here: str, events: Mapping[str, Event]) -> str:
    """The claim that `of` names; the event's own claim where it names nothing that is published."""
    if not of:
        return here
    if any(of == quotation.id for quotation in events[here].quotations):
        return f"{here}#{of}"
    event, _, quotation = of.partition("#")
    if event not in events:
        return here
    return of if quotation and any(quotation == q.id for q in events[event].quotations) else event


def cell_of_claim(claim: str) -> str:
    """The cell (see `book`) of the responses to "event" or "event#q1"."""
    return f"answers:{claim.partition('#')[0]}"


def _claims(name: str, event: Event, answers: Mapping[str, object]) -> Iterator[str]:
    """The event's own claim, where it is answered or no quotation is; and the quotations that are."""
    quoted = [q.id for q in event.quotations if q.id and f"{name}#{q.id}" in answers]
    if name in answers or not quoted:
        yield name
    for quotation in quoted:
        yield f"{name}#{quotation}"


def _answered_in(events: Mapping[str, Event], answers: Mapping[str, tuple[Answer, ...]], section: Mapping[str, str]) -> dict[str, tuple[tuple[str, Answer], ...]]:
    found: dict[str, list[tuple[str, str, Answer]]] = defaultdict(list)
    for claim, of_claim in answers.items():
        event = claim.partition("#")[0]
        for name, n in of_claim:
            said = events[name].denials[n].said
            month = month_of(said) if said and is_exact(said) else ""
            if month and month != section[event]:
                found[month].append((said, claim, (name, n)))
    return {month: tuple((claim, answer) for _, claim, answer in sorted(rows, key=lambda row: order_key(row[0]))) for month, rows in found.items()}


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
    found = _grouped((month, (first[name], name)) for name in order if (month := month_of(first[name])))
    return dict(sorted(found.items()))


def changed_on(event: Event, first: str) -> str:
    """The day of the entry's last change; where none is kept, that of its first report."""
    given = last_change(event) or first
    day = last_day(given) if given else None
    return day.isoformat() if day else NEVER


def _latest(names: Iterable[str], changed: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(nlargest(IN_A_FEED, names, key=lambda name: (changed[name], name)))


def _changes(events: Mapping[str, Event], order: Iterable[str]) -> dict[str, Any]:
    """What the plan says of changes; of a day, withdrawals first, then as events are read."""
    found: list[tuple[str, str, str, int]] = []
    for name, event in events.items():
        if event.withdrawn:
            found.append((event.withdrawn.date, name, "withdrawn", 0))
    for name in order:
        event = events[name]
        rows = [(event.added, name, "added", 0), (event.changed, name, "changed", 0), *((c.date, name, "corrected", n) for n, c in enumerate(event.corrections))]
        found += [row for row in rows if row[0]]
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
            found |= {f"{kind}/{old}.html": (kind, name) for old in records[name].was if _ID.fullmatch(old) and old not in records}
    return found
