"""What pages look up: the records, and the plan of what refers to what. Every look-up is noted.

A *cell* is the name of something that can be read: "event:ryabkov", "answers:ryabkov". While a page is made, the cells that
it read are noted, so that a change of a record makes only those pages again that read something of it. A page can only come
to records through the mappings here, so that none is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from dateline.model import Archive, Denial, Event, Person, Receipt, Source
from dateline.render.noted import Names, Note, Noted, OfPlan
from dateline.render.outline import (
    first_reported,
    outlines_of,
    people_of,
    quotations_of,
    sources_of,
)
from dateline.render.plan import Plan, cell_of_claim, make_plan, stem_paths
from dateline.render.views import Cited, Entry
from dateline.render.words import Words

__all__ = ["Book", "first_reported", "make_book", "people_of", "quotations_of", "sources_of", "stem_paths"]

T = TypeVar("T")
Key = TypeVar("Key")
_NEAR, _FAR = 2_000, 100_000  # entries kept at once: of some 2.5 KB each, and packed, some 0.6
_CITED, _PROOFS, _LATELY = 8_000, 400, 2_000  # likewise, of some one, ten, and one and a half
_pack, _unpack = msgspec.msgpack.encode, msgspec.msgpack.Decoder(Entry).decode


class Answers(Mapping[str, tuple[tuple[str, Denial], ...]]):
    """Claim ("event" or "event#q1") → (event, response) of all that answer it. The claims of an event are one cell: what shows one shows all."""

    def __init__(self, plan: Plan, events: Mapping[str, Event], note: Note) -> None:
        self._plan, self._events, self._note = plan, events, note

    def __getitem__(self, claim: str) -> tuple[tuple[str, Denial], ...]:
        self._note(cell_of_claim(claim))
        return tuple([(name, self._events[name].denials[n]) for name, n in self._plan.answers[claim]])

    def places(self, claim: str, *others: str) -> Sequence[tuple[str, int]]:
        """The same as (event, number of the response in it), for several claims of one event."""
        self._note(cell_of_claim(claim))
        answers = self._plan.answers
        if not others:
            return answers.get(claim, ())
        return [place for one in (claim, *others) if one in answers for place in answers[one]]

    def __contains__(self, claim: object) -> bool:
        self._note(cell_of_claim(str(claim)))
        return claim in self._plan.answers

    def __iter__(self) -> Iterator[str]:
        self._note("plan:answers")
        return iter(self._plan.answers)

    def __len__(self) -> int:
        self._note("plan:answers")
        return len(self._plan.answers)


class Kept(dict[Key, T]):
    """What was made once and is used again; forgotten when it becomes too much."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: Key, value: T) -> None:
        if len(self) >= self._most:
            self.clear()
        super().__setitem__(key, value)


class Entries:
    """What lists show of events, kept once it is made: of the latest as it is, of all others packed, a quarter of the memory.

    Lists along the timeline ask for what is near; those of persons, topics and sources for events of many years.
    """

    def __init__(self) -> None:
        self._near: Kept[str, Entry] = Kept(_NEAR)
        self._all: Kept[str, bytes] = Kept(_FAR)

    def get(self, name: str) -> Entry | None:
        """That of the event; None where it is not kept."""
        found = self._near.get(name)
        if found is None and name in self._all:
            found = self._near[name] = _unpack(self._all[name])
        return found

    def keep(self, name: str, made: Entry) -> None:
        """Keep what was made for the event."""
        self._near[name] = made
        self._all[name] = _pack(made)

    def rest(self) -> None:
        """Keep them packed alone."""
        self._near.clear()


Proof = tuple[Receipt | None, str]  # the receipt of a source, and what is said of words that it proves


class MadeOf(Kept[str, T]):
    """What was made of records of a kind; who uses it read the record, whoever made it."""

    def __init__(self, most: int, kind: str, note: Note) -> None:
        super().__init__(most)
        self._kind, self._note = f"{kind}:", note

    def get(self, name: str, default: Any = None) -> Any:
        """What was made of the record, or `default`."""
        self._note(self._kind + name)
        return super().get(name, default)


class Book(msgspec.Struct, frozen=True):
    """Everything that pages look up."""

    plan: Plan  # for lists of pages; what a page shows comes from the mappings, or from `of_plan`
    archive: Archive  # its mappings note; people without what only their own page shows
    words: Words
    draft: bool  # whether proposals are shown, marked
    reads: set[str]  # the cells that were read since it was cleared
    inner: dict[str, frozenset[str]]  # "entry:x" → the cells that were read while it was made; emptied by who writes them down
    events: Mapping[str, Event]  # what the timeline shows, as it is read: oldest first, bands before days
    withdrawn: Mapping[str, Event]  # events whose page gives only the reason
    people: Mapping[str, Person]  # those that an event refers to, by name
    sources: Mapping[str, Source]  # those that an event refers to, oldest first
    answers: Answers
    entries_of: Mapping[str, tuple[str, ...]]  # person id → ids of the events that refer to them, in order
    quoted_from: Mapping[str, tuple[str, ...]]  # source id → ids of the events that rest on it, in order
    placed: Mapping[str, tuple[str, bool]]  # event → its section, and whether it is answered
    sections: Mapping[str, tuple[str, ...]]  # section → ids of its events, in order
    answered_in: Mapping[str, tuple[tuple[str, tuple[str, int]], ...]]  # month → (claim, (event, number of the response))
    topic_paths: Mapping[str, str]  # tag → its page, by name
    outlet_paths: Mapping[str, str]  # publisher of a source → its page, by name
    tagged: Mapping[str, tuple[str, ...]]  # tag → ids of its events, in order
    published: Mapping[str, tuple[str, ...]]  # publisher in lower case → ids of its sources, oldest first
    # The following are as in the plan.
    said_by: Mapping[str, tuple[tuple[str, int], ...]]
    answered_by: Mapping[str, tuple[tuple[str, int], ...]]
    about: Mapping[str, tuple[tuple[str, int], ...]]
    issued: Mapping[str, tuple[str, ...]]
    issued_in: Mapping[str, str]
    initials: Mapping[str, tuple[str, ...]]
    organisations: Mapping[str, str]
    known: Mapping[str, tuple[tuple[str, str], ...]]
    latest_of: Mapping[str, tuple[str, ...]]
    quotes_from: Mapping[str, int]
    sourcing: Mapping[str, Mapping[str, int]]
    relays: Mapping[str, tuple[str, ...]]
    cited: MadeOf[Cited]  # sources, no place in them
    proofs: MadeOf[Proof]  # likewise their receipts
    works: MadeOf[Any]  # sources as the structured data of events tells them
    entries: Entries  # what lists show of an event
    lately: dict[object, tuple[Any, tuple[str, ...]]]  # quotations and responses of the last pages, each with what it was made from

    def proposed(self, kind: str, name: str) -> bool:
        """Whether the record is not accepted yet; what is no draft shows none of these, so there is nothing to note."""
        if not self.draft:
            return False
        self.reads.add(f"proposed:{kind}/{name}")
        return f"{kind}/{name}" in self.archive.proposed

    @property
    def is_short(self) -> bool:
        """Whether the whole timeline stands on its front page."""
        return bool(self.of_plan("short"))

    def is_long_year(self, year: str) -> bool:
        """Whether the entries of a year stand on the pages of its months."""
        self.reads.add(f"long_years:{year}")
        return year in self.plan.long_years

    def of_plan(self, field: str) -> Any:
        """A part of the plan as a whole, noted as such."""
        self.reads.add(f"plan:{field}")
        return getattr(self.plan, field)

    def once(self, key: object, make: Callable[..., T], *given: object) -> T:
        """What `make` gives for the book and `given`, kept while pages that show the same are made; who uses it has read all that it read."""
        found = self.lately.get(key)
        if found is None:
            outer = self.reads.copy()
            self.reads.clear()
            made = make(self, *given)
            self.lately[key] = made, tuple(self.reads)
            self.reads.update(outer)
            return made
        self.reads.update(found[1])
        return found[0]  # type: ignore[no-any-return]

    def entry_of(self, name: str, make: Callable[[], Entry]) -> Entry:
        """What `make` gives for the event in a list, made once; who uses it has read all that it was made from."""
        cell = f"entry:{name}"
        found = self.entries.get(name)
        if found is None:
            outer = self.reads.copy()
            self.reads.clear()
            found = make()
            self.entries.keep(name, found)
            self.inner[cell] = frozenset(self.reads)
            self.reads.clear()
            self.reads.update(outer)
        self.reads.add(cell)
        return found


_OF_PLAN = (
    "entries_of", "quoted_from", "placed", "sections", "answered_in", "topic_paths", "outlet_paths",
    "tagged", "published", "said_by", "answered_by", "about", "issued", "issued_in",
    "initials", "organisations", "known", "latest_of", "quotes_from", "sourcing", "relays",
)  # fmt: skip


def accepted(archive: Archive) -> Archive:
    """The archive without its proposals."""
    if not archive.proposed:
        return archive

    def kept(kind: str, records: Mapping[str, T]) -> dict[str, T]:
        return {name: records[name] for name in records if f"{kind}/{name}" not in archive.proposed}

    chosen = {kind: kept(kind, getattr(archive, kind)) for kind in ("events", "people", "sources")}
    return msgspec.structs.replace(archive, **chosen, proposed=frozenset())


def make_book(archive: Archive, words: Words, plan: Plan | None = None, *, draft: bool) -> Book:
    """The book of an archive; without `draft`, no proposal is in it. A `plan` that is known is that of just these records."""
    archive = archive if draft else accepted(archive)
    plan = plan or make_plan(outlines_of(archive))
    reads: set[str] = set()
    note = reads.add
    shown = Noted("event", archive.events, note, dict.fromkeys(plan.order), all_of="plan:order")
    looked_up: dict[str, Any] = {field: OfPlan(plan, field, note) for field in _OF_PLAN}
    return Book(
        plan=plan,
        archive=msgspec.structs.replace(
            archive,
            events=Noted("event", archive.events, note),
            people=Noted("name", Names(archive.people), note),
            sources=Noted("source", archive.sources, note),
            receipts=Noted("receipt", archive.receipts, note),
        ),
        words=words,
        draft=draft,
        reads=reads,
        inner={},
        events=shown,
        withdrawn=Noted("event", archive.events, note, dict.fromkeys(plan.withdrawn), all_of="plan:withdrawn"),
        people=Noted("person", archive.people, note, dict.fromkeys(plan.people), all_of="plan:people", seen="name"),
        sources=Noted("source", archive.sources, note, dict.fromkeys(plan.sources), all_of="plan:sources"),
        answers=Answers(plan, shown, note),
        cited=MadeOf(_CITED, "source", note),
        proofs=MadeOf(_PROOFS, "receipt", note),
        works=MadeOf(_PROOFS, "source", note),
        entries=Entries(),
        lately=Kept(_LATELY),
        **looked_up,
    )
