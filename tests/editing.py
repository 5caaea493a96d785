"""An editor who works on a small site at random, but leaves nothing dangling: for tests of what an edit must bring.

The site holds all that pages refer to each other by: quotations and who said them, responses to other events, receipts,
withdrawn events, corrections, organisations that are outlets as well, publishers that differ in case, wire copies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from making import put

from dateline import model
from dateline.model import Correction, Denial, Event, Person, Place, Quotation, Receipt, Record, Report
from dateline.store import encoded
from dateline.text import words_hash
from dateline.yamlfile.write import write_record

EVENTS = ("fire", "flood", "frost", "strike", "vote")
PEOPLE = ("ada-brook", "tom-lee", "the-diary", "board")
SOURCES = ("diary", "gazette", "wire")
NAMES = ("Ada Brook", "Tom Lee", "Tom Brook", "The Diary", "The Gazette", "gazette", "Board of Ashford")
PUBLISHERS = ("The Diary", "the diary", "THE GAZETTE", "The Gazette", "Gazette", "")
DAYS = ("2024-05-13", "2024-05-14", "2024-05-14T09:30", "2024-05", "2024-06-02", "2024-06-02~", "2023", "202X", "2024-05-12/2024-05-14", "2024-21", "")
EXACT = ("2024-05-13", "2024-05-30", "2024-06-02", "2024-07-01", "2023-12-31")
PUBLISHED = ("2024-08-01", "2024-08-20", "2024-09", "2025-01-03", "")  # after all that happened
SAID = ("", *EXACT, "2024-06", "2024-06-02~")
WORDS = ("It was cold", "We never touched it", "The pier is ours", "Nobody & nothing", "“No”", "It was cold and wet")
TAGS = ("Harbour", "harbour", "council", "ice & snow")
KINDS: tuple[Any, ...] = ("denied", "disputed", "declined-to-comment", "no-reply", "confirmed", "statement")
SOURCING: tuple[Any, ...] = ("named", "unnamed", "document", "outlet")
OTHER = {
    "templates/event.html": '{% extends "shipped/event.html" %}{% block head %}<meta name="mine" content="{{ page.title }}">{% endblock %}',
    "templates/strings.yaml": "nav_people: Who\n",
    "static/map.svg": "<svg/>",
    "content/pages/about.md": "# About\n\nUs",
    "content/pages/method.md": "# How\n\nSo",
    "config.yaml": "title: Bly\nbase_url: https://x.example/a/\npublish: {order: newest-first}\n",
}
changed = msgspec.structs.replace
Edit = Callable[["Editor"], None]


class Editor:
    """Holds the records of a site and changes them; `save` writes what changed."""

    def __init__(self, chance: Random, *, renames: bool = False) -> None:
        """With `renames`, records bear old ids: then every change is one of everything."""
        self.chance, self.renames = chance, renames
        self.people = {name: Person(name=NAMES[at]) for at, name in enumerate(PEOPLE[:2])}
        self.sources = {name: model.Source(title=f"On {name}", publisher=PUBLISHERS[at], published=PUBLISHED[at]) for at, name in enumerate(SOURCES[:2])}
        self.events: dict[str, Event] = {}
        self.receipts: dict[str, Receipt] = {}
        self.other: dict[str, str] = {"config.yaml": "title: Ashford\n"}
        self._saved: Mapping[str, bytes] = {}
        for _ in range(3):
            write_an_event(self)
        _without_danglers(self)
        _prove(self)

    def one(self, of: Iterable[Any]) -> Any:
        """One of these."""
        return self.chance.choice([*of])

    def likely(self, share: float) -> bool:
        """True in this share of cases."""
        return self.chance.random() < share

    def some(self, of: Iterable[Any], most: int = 2) -> tuple[Any, ...]:
        """Up to so many of these, in any order."""
        these = [*of]
        return tuple(self.chance.sample(these, min(self.chance.randrange(most + 1), len(these))))

    def edit(self) -> str:
        """Change something; its name."""
        edit = self.chance.choices([*EDITS], [*EDITS.values()])[0]
        edit(self)
        _without_danglers(self)
        if edit is not forget_a_receipt:
            _prove(self)
        return edit.__name__

    def save(self, site: Path) -> set[str]:
        """Write the files that differ; their names."""
        files = dict(self._files())
        put(site, {name: text for name, text in files.items() if self._saved.get(name) != text})
        for name in self._saved.keys() - files.keys():
            (site / name).unlink()
        names = {name for name in files.keys() | self._saved.keys() if files.get(name) != self._saved.get(name)}
        self._saved = files
        return names

    def _files(self) -> Iterator[tuple[str, bytes]]:
        kinds: tuple[tuple[str, Mapping[str, Record]], ...] = (("events", self.events), ("people", self.people), ("sources", self.sources))
        for kind, records in kinds:
            yield from ((f"content/{kind}/{name}.yaml", write_record(record).encode()) for name, record in records.items())
        yield from ((f"content/receipts/{name}.json", encoded(receipt)) for name, receipt in self.receipts.items())
        yield from ((name, text.encode()) for name, text in self.other.items())


def _quotation(e: Editor, n: int) -> Quotation:
    speaker = e.one([*e.people, ""])
    described = "" if speaker else e.one(["", "a man on the pier"])
    return Quotation(id=f"q{n}", words=e.one(WORDS), speaker=speaker, speaker_described=described, source=e.one(e.sources), said=e.one(SAID), role=e.one(["", "mayor"]))


def _denial(e: Editor, n: int) -> Denial:
    of = e.one(["", "q1", "q2", *e.events, *(f"{name}#q1" for name in e.events)])
    by = e.one([*e.people, ""])
    quotations = tuple(Quotation(words=words, speaker=e.one(["", *e.people])) for words in e.some(WORDS, 1))
    described = "" if by else "the other side"
    return Denial(id=f"d{n}", kind=e.one(KINDS), by=by, by_described=described, quotations=quotations, passage=e.one(["", *WORDS]), of=of, said=e.one(SAID), source=e.one(e.sources))


def _report(e: Editor, n: int) -> Report:
    sourcing, relayed = e.one(SOURCING), e.one(["", "", *PUBLISHERS])
    return Report(id=f"r{n}" if n > 1 else "", source=e.one(e.sources), sourcing=sourcing, relayed_from=relayed, passage=e.one(["", *WORDS]), date=e.one(["", "", *EXACT]))


_FIELDS: dict[str, Callable[[Editor], Any]] = {
    "date": lambda e: e.one(DAYS),
    "people": lambda e: e.some(e.people),
    "tags": lambda e: e.some(TAGS),
    "reports": lambda e: tuple(_report(e, n) for n in range(1, e.one([2, 2, 3]))),
    "quotations": lambda e: tuple(_quotation(e, n) for n in range(1, e.one([1, 2, 3]))),
    "denials": lambda e: tuple(_denial(e, n) for n in range(1, e.one([1, 2, 3]))),
    "seq": lambda e: e.one([0, 0, 1, 2]),
    "planned": lambda e: e.likely(0.2),
    "responses_sought": lambda e: e.one(["", "none found"]),
    "added": lambda e: e.one(["", *EXACT]),
    "changed": lambda e: e.one(["", *EXACT]),
    "corrections": lambda e: tuple(Correction(date=day, note=f"Not {day}.") for day in e.some(EXACT)),
    "withdrawn": lambda e: model.Withdrawal(date=e.one(EXACT), reason="It was not so.") if e.likely(0.3) else None,
    "distinct_from": lambda e: e.some(e.events, 1),
}


def write_an_event(e: Editor) -> None:
    """A new event, or an old one with everything new."""
    told = {field: make(e) for field, make in _FIELDS.items()}
    e.events[e.one(EVENTS)] = Event(title=e.one(["Fire", "The “flood”", "Vote & count"]), **{**told, "withdrawn": None})


def change_an_event(e: Editor) -> None:
    """One field of one event."""
    for name in e.some(e.events, 1):
        field = e.one(_FIELDS)
        e.events[name] = changed(e.events[name], **{field: _FIELDS[field](e)})


def delete_an_event(e: Editor) -> None:
    """Take one away."""
    for name in e.some(e.events, 1):
        del e.events[name]


def rename_an_event(e: Editor) -> None:
    """Give one another id, the old one kept where old ids are."""
    for name in e.some(e.events, 1):
        new = e.one(set(EVENTS) - e.events.keys() or [name])
        e.events[new] = changed(e.events.pop(name), was=(name,) if e.renames and new != name else ())
    for name, event in e.events.items():
        e.events[name] = changed(event, was=tuple(old for old in event.was if old not in e.events))


def word_an_event(e: Editor) -> None:
    """Other words, the same references."""
    for name in e.some(e.events, 1):
        event = e.events[name]
        quotations = tuple(changed(q, words=e.one(WORDS)) for q in event.quotations)
        told = {"title": e.one(["Fire", "Ice", "A <b>"]), "summary": e.one(["", "It *was* so.\n", "It was.\n\nAnd is.\n"]), "quotations": quotations}
        field = e.one(told)
        e.events[name] = changed(event, **{field: told[field]})


def change_a_person(e: Editor) -> None:
    """A new person, or something of one that is there."""
    name = e.one(PEOPLE)
    person = e.people.get(name, Person(name=e.one(NAMES)))
    kind: Any = e.one(["person", "organisation"])
    roles = tuple(model.Role(role="mayor", during=e.one(["", "2024"]), source=source) for source in e.some(["", *e.sources], 1))
    told = {"name": e.one(NAMES), "kind": kind, "aliases": e.some(NAMES, 1), "roles": roles, "description": e.one(["", "Of *Ashford*."]), "same_as": e.some(["https://w.example/1"])}
    field = e.one(told)
    e.people[name] = changed(person, **{field: told[field]})


def change_a_source(e: Editor) -> None:
    """A new source, or something of one that is there."""
    name = e.one(SOURCES)
    source = e.sources.get(name, model.Source(title=f"On {name}", published="2024-08-02"))
    told = {
        "title": e.one(["A diary", "B"]), "publisher": e.one(PUBLISHERS), "published": e.one(PUBLISHED), "authors": e.some(NAMES),
        "url": e.one(["", f"https://{name}.example/"]), "same_text_as": e.one(["", *(set(e.sources) - {name})]), "added": e.one(["", *EXACT]),
        "withdrawn": e.one([None, model.Withdrawal(date="2024-08-01", reason="Retracted.")]), "language": e.one(["", "de"]),
        "kind": e.one(["article", "document"]),
    }
    field = e.one(told)
    e.sources[name] = changed(source, **{field: told[field]})


def delete_a_person_or_source(e: Editor) -> None:
    """Take one away, with all that names them."""
    records: dict[str, Any] = e.one([e.people, e.sources])
    if len(records) > 1:
        del records[e.one(records)]


def change_a_receipt(e: Editor) -> None:
    """Prove other words, in another place."""
    source = e.one(e.sources)
    place = Place(start=10, end=21, prefix=e.one(["as they said", "for"]), head="It was", tail="cold", unique=e.likely(0.8))
    e.receipts[source] = Receipt(source=source, words={words_hash(words): place for words in e.some(WORDS, 6)})


def forget_a_receipt(e: Editor) -> None:
    """Leave words unproven: a mistake, until the next edit."""
    e.receipts.pop(e.one(e.sources), None)


def change_another_file(e: Editor) -> None:
    """A template, a file, a page or the configuration comes or goes."""
    name = e.one(OTHER)
    if e.other.get(name) == OTHER[name]:
        e.other.pop(name)
        e.other.setdefault("config.yaml", "title: Ashford\n")
    else:
        e.other[name] = OTHER[name]


EDITS: dict[Edit, int] = {
    write_an_event: 2, change_an_event: 10, delete_an_event: 1, rename_an_event: 1, word_an_event: 8, change_a_person: 4, change_a_source: 4,
    delete_a_person_or_source: 1, change_a_receipt: 5, forget_a_receipt: 1, change_another_file: 1,
}


def _without_danglers(e: Editor) -> None:
    """Take out what names a record that is gone."""
    e.receipts = {name: receipt for name, receipt in e.receipts.items() if name in e.sources}
    e.sources = {name: changed(s, same_text_as=s.same_text_as if s.same_text_as in e.sources else "") for name, s in e.sources.items()}
    e.people = {name: changed(p, roles=tuple(r for r in p.roles if not r.source or r.source in e.sources)) for name, p in e.people.items()}
    claims = {f"{name}#{q.id}" for name, event in e.events.items() for q in event.quotations} | e.events.keys()
    for name, event in e.events.items():
        e.events[name] = changed(
            event,
            people=tuple(p for p in event.people if p in e.people),
            reports=tuple(r for r in event.reports if r.source in e.sources),
            quotations=tuple(_spoken(e, q) for q in event.quotations if q.source in e.sources),
            denials=tuple(_denied(e, d, name, claims) for d in event.denials if d.source in e.sources),
            distinct_from=tuple(other for other in event.distinct_from if other in e.events and other != name),
        )


def _quoted(e: Editor, quotation: Quotation) -> Quotation:
    return changed(quotation, speaker=quotation.speaker if quotation.speaker in e.people else "")


def _spoken(e: Editor, quotation: Quotation) -> Quotation:
    quotation = _quoted(e, quotation)
    return quotation if quotation.speaker or quotation.speaker_described else changed(quotation, speaker_described="they")


def _denied(e: Editor, denial: Denial, name: str, claims: set[str]) -> Denial:
    of = denial.of if denial.of in claims or f"{name}#{denial.of}" in claims else ""
    by = denial.by if denial.by in e.people else ""
    return changed(denial, of=of, by=by, by_described=denial.by_described or ("" if by else "they"), quotations=tuple(_quoted(e, q) for q in denial.quotations))


def _prove(e: Editor) -> None:
    """Let receipts hold what the events say, and now and then the place of a passage that is left out."""
    for source in e.sources:
        receipt = e.receipts.get(source, Receipt(source=source))
        words = {words_hash(said): Place(start=5, end=9, head=said[:9]) for event in e.events.values() for said in _verbatim(event, source) if said}
        passages = {model.passage_key(name, part): Place(start=20, end=60, head="The") for name, event in e.events.items() for part in (*event.reports, *event.denials) if part.source == source}
        if words or passages:
            e.receipts[source] = changed(receipt, words={**words, **receipt.words}, passages={**passages, **receipt.passages})


def _verbatim(event: Event, source: str) -> Iterator[str]:
    """All that the event says in the words of a source."""
    for part in (*event.reports, *event.denials):
        yield from (words for words in (part.passage,) if part.source == source)
    for quotation in event.quotations:
        yield from (words for words in (quotation.words, quotation.role, quotation.speaker_described) if quotation.source == source)
    for denial in event.denials:
        yield from (words for words in (denial.by_described, *(q.words for q in denial.quotations)) if denial.source == source)
