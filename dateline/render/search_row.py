"""What can be found of a record: a small row, made in one look at it. The index of words is made from rows alone.

Records are numbered kind by kind, by the day on which they came to the site (see `arrivals`): so a new event, and who and what
it names first, stand behind all others of their kind, and another date of an event moves none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import accumulate, zip_longest
from typing import get_args

import msgspec

from dateline.findings import ResponseKind
from dateline.model import Event
from dateline.render.book import Book, people_of, quotations_of, sources_of
from dateline.render.entries import event_when, responses_of
from dateline.render.env import printable
from dateline.render.evidence import event_path
from dateline.render.markdown import to_plain
from dateline.render.when import first_day, in_words

KINDS = ("events", "people", "sources")
APART = 5_000_000  # between the first numbers of two kinds: more than there are records, and the step to a source takes no more than five digits
FACETS = ("named", "unnamed", "document", "response")
FILTERS = ("person", "outlet", "response")


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What can be found of one record."""

    kind: str  # e(vent), p(erson) or s(ource): the first letter of one of KINDS
    title: str
    path: str
    date: str  # in words; may be ""
    year: int  # 0 when unknown
    facets: int  # bits of FACETS
    text: str  # words to look in besides the title
    parts: tuple[int, ...] = ()  # where in it another text begins, so that no phrase runs over
    names: tuple[str, ...] = ()  # texts that count more
    aliases: tuple[str, ...] = ()  # texts that count as much as `text` and are not shown
    people: tuple[str, ...] = ()  # ids of those whom it names
    outlets: tuple[str, ...] = ()  # publishers of what it rests on
    responses: tuple[str, ...] = ()  # kinds of response to it

    def choices(self) -> tuple[tuple[str, ...], ...]:
        """The choices of each of FILTERS that lead to it."""
        return self.people, self.outlets, self.responses


def row_keys(book: Book) -> list[str]:
    """"events/ryabkov": the records of the index, in the order of their numbers."""
    return [f"{kind}/{name}" for kind in KINDS for name in book.plan.arrived[kind]]


def numbers(book: Book, keys: Collection[str]) -> dict[int, str]:
    """Number → record, of those of these that are in the index."""
    found = dict[int, str]()
    for nth, kind in enumerate(KINDS):
        some = {key.partition("/")[2] for key in keys if key.startswith(f"{kind}/")}
        found |= {at: f"{kind}/{name}" for at, name in enumerate(book.plan.arrived[kind], nth * APART) if name in some}
    return found


def moved_numbers(before: Book, now: Book) -> dict[int, tuple[str, str]]:
    """Number → the record that had it and the one that has it, where they differ; "" for none."""
    found = dict[int, tuple[str, str]]()
    for nth, kind in enumerate(KINDS):
        both = zip_longest(before.plan.arrived[kind], now.plan.arrived[kind])
        found |= {at: (_key(kind, old), _key(kind, new)) for at, (old, new) in enumerate(both, nth * APART) if old != new}
    return found


def _key(kind: str, name: str | None) -> str:
    return "" if name is None else f"{kind}/{name}"


def row(book: Book, key: str) -> Row:
    """The row of a record."""
    kind, _, name = key.partition("/")
    found = {"events": _event, "people": _person, "sources": _source}[kind](book, name)
    try:
        msgspec.msgpack.encode(found)
    except UnicodeEncodeError:  # half of a sign, which no file can hold: an id may come from a name that is no text
        import json

        plain = json.dumps(msgspec.to_builtins(found), ensure_ascii=False).encode("utf-8", "replace")
        return msgspec.convert(json.loads(plain), Row)
    return found


def responses_said(book: Book) -> Mapping[str, str]:
    """Kind of response → its words on the pages."""
    return {kind: book.words(f"response_{kind.replace('-', '_')}") for kind in get_args(ResponseKind)}


def _person(book: Book, name: str) -> Row:
    person = book.people[name]
    roles = "; ".join([role.role for role in person.roles])
    return Row("p", printable(person.name), f"people/{name}.html", "", 0, 0, printable(roles), names=person.aliases, people=(name,))


def _source(book: Book, name: str) -> Row:
    source = book.sources[name]
    published = in_words(source.published, book.words.strings) if source.published else ""
    day = first_day(source.published)
    text = printable(book.words("dot").join([part for part in (source.publisher, *source.authors) if part]))
    outlets = _outlets(book, [name])
    return Row("s", printable(source.title), f"sources/{name}.html", published, day.year if day else 0, 0, text, outlets=outlets)


def _event(book: Book, name: str) -> Row:
    event = book.events[name]
    day = first_day(event.date)
    people = tuple(dict.fromkeys(people_of(event)))
    known = [book.archive.people.get(person) for person in people]
    aliases = [alias for record in known if record for alias in record.aliases]
    text, parts = _event_text(book, event)
    responses = tuple(dict.fromkeys([denial.kind for denial in responses_of(book, name)]))
    return Row(
        kind="e",
        title=printable(event.title),
        path=event_path(name),
        date=event_when(book, event).words if event.date else "",
        year=day.year if day else 0,
        facets=_facets(event, answered=bool(responses)),
        text=text,
        parts=parts,
        names=(*[record.name if record else person for person, record in zip(people, known, strict=True)], *event.tags),
        aliases=(*aliases, *_verbs(book, responses)),
        people=people,
        outlets=_outlets(book, sources_of(event)),
        responses=responses,
    )


def _verbs(book: Book, responses: Iterable[str]) -> dict[str, None]:
    """How the event was answered, in the words of the pages, so that who looks for "denied" finds the denials."""
    return {book.words(f"response_{kind.replace('-', '_')}"): None for kind in responses}


def _event_text(book: Book, event: Event) -> tuple[str, tuple[int, ...]]:
    """Summary, quotations, and the outlets' words for those whom they do not name; and where each but the first begins."""
    found = [to_plain(event.summary)] if event.summary else []
    found += [book.words.quoted(quotation.words) for quotation, _ in quotations_of(event)]
    told = [report.according_to for report in event.reports]
    told += [q.speaker_described or q.according_to for q in event.quotations] + [d.by_described for d in event.denials]
    found += dict.fromkeys([book.words.quoted(words) for words in told if words])
    dot = book.words("dot")
    text = dot.join(found)
    if printable(text) != text:
        found = [printable(one) for one in found]
        text = dot.join(found)
    return text, tuple(accumulate([len(one) + len(dot) for one in found[:-1]]))


def _outlets(book: Book, sources: Iterable[str]) -> tuple[str, ...]:
    """The publishers of the sources, each once; a source without one has no outlet."""
    records = [book.sources.get(name) for name in dict.fromkeys(sources)]
    return tuple(dict.fromkeys([printable(record.publisher) for record in records if record and record.publisher]))


def _facets(event: Event, *, answered: bool) -> int:
    """On what authority the event is told, as its badges say, and whether it was answered."""
    kinds = {report.sourcing for report in event.reports}
    if not kinds and any(q.according_to or q.speaker_described for q in event.quotations):
        kinds = {"unnamed"}
    return sum([1 << at for at, kind in enumerate(FACETS) if kind in kinds]) | (answered << FACETS.index("response"))
