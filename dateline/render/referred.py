"""What refers to what: gathered from the outlines of the events that the timeline shows, in its order, on few walks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from dateline.model import Event
from dateline.render.outline import people_of, sources_of
from dateline.render.when import is_exact, month_of, order_key

T = TypeVar("T")
Answer = tuple[str, int]  # event, and the number of the response in it


def each(of: Callable[[str], T], values: Iterable[str]) -> dict[str, T]:
    """What `of` gives of each value; asked once of those that are the same, as many dates are."""
    return {value: of(value) for value in {*values}}


def grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """Key → all that stands beside it, in order."""
    found: dict[str, list[T]] = defaultdict(list)
    for key, name in pairs:
        found[key].append(name)
    return {key: tuple(names) for key, names in found.items()}


def where_named(events: Mapping[str, Event], section: Mapping[str, str], answers: Mapping[str, object]) -> dict[str, Any]:
    """Where each person, source and tag is named, and what may be answered: gathered on one walk."""
    entries_of, quoted_from, tagged, claims = (defaultdict[str, list[str]](list) for _ in range(4))
    said_by, answered_by = (defaultdict[str, list[Answer]](list) for _ in range(2))
    for name, event in events.items():
        for person in dict.fromkeys(people_of(event)):
            entries_of[person].append(name)
        for source in dict.fromkeys(sources_of(event)):
            quoted_from[source].append(name)
        for tag in dict.fromkeys(event.tags):
            tagged[tag].append(name)
        for n, quotation in enumerate(event.quotations):
            if quotation.speaker:
                said_by[quotation.speaker].append((name, n))
        for n, denial in enumerate(event.denials):
            if denial.by:
                answered_by[denial.by].append((name, n))
        claims[section[name]] += _claims(name, event, answers)
    found: dict[str, Mapping[str, list[Any]]] = {"entries_of": entries_of, "quoted_from": quoted_from, "tagged": tagged, "claims": claims, "said_by": said_by, "answered_by": answered_by}
    return {field: {key: tuple(names) for key, names in lists.items()} for field, lists in found.items()}


def _claims(name: str, event: Event, answers: Mapping[str, object]) -> Iterator[str]:
    """The event's own claim, where it is answered or no quotation is; and the quotations that are."""
    quoted = [q.id for q in event.quotations if q.id and f"{name}#{q.id}" in answers]
    if name in answers or not quoted:
        yield name
    for quotation in quoted:
        yield f"{name}#{quotation}"


def of_reports(events: Mapping[str, Event]) -> dict[str, Any]:
    """What the plan says of reports."""
    sourcing, relays = defaultdict[str, dict[str, int]](dict), defaultdict[str, dict[str, None]](dict)
    for event in events.values():
        for report in event.reports:
            kinds, whose = sourcing[report.source], relays[report.source]
            kinds[report.sourcing] = kinds.get(report.sourcing, 0) + 1
            if report.relayed_from:
                whose[report.relayed_from] = None
    return {
        "sourcing": dict(sourcing),
        "relays": {source: tuple(whose) for source, whose in relays.items()},
        "sourced": Counter([report.sourcing for event in events.values() for report in event.reports]),
    }


def answers_in(events: Mapping[str, Event]) -> dict[str, tuple[Answer, ...]]:
    """Claim ("event" or "event#q1") → the responses to it."""
    return grouped((_claim(denial.of, name, events), (name, n)) for name, event in events.items() for n, denial in enumerate(event.denials))


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


def answered_in(events: Mapping[str, Event], answers: Mapping[str, tuple[Answer, ...]], section: Mapping[str, str]) -> dict[str, tuple[tuple[str, Answer], ...]]:
    """Month → (claim, response given then), where the claim stands in another."""
    found: dict[str, list[tuple[str, str, Answer]]] = defaultdict(list)
    for claim, of_claim in answers.items():
        event = claim.partition("#")[0]
        for name, n in of_claim:
            said = events[name].denials[n].said
            month = month_of(said) if said and is_exact(said) else ""
            if month and month != section[event]:
                found[month].append((said, claim, (name, n)))
    return {month: tuple((claim, answer) for _, claim, answer in sorted(rows, key=lambda row: order_key(row[0]))) for month, rows in found.items()}
