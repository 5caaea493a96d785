"""What pages look up: the records, and the plan of what refers to what. Every look-up is noted.

A *cell* is the name of something that can be read: "event:ryabkov", "answers:ryabkov". While a page is made, the cells that
it read are noted, so that a change of a record makes only those pages again that read something of it. A page can only come
to records through the mappings here, so that none is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from dateline.model import Archive, Denial, Event, Person, Source
from dateline.render.held import Heap, MadeOf, OfEvents, Room
from dateline.render.noted import Names, Note, Noted, OfPlan
from dateline.render.outline import (
    first_reported,
    outlines_of,
    people_of,
    sources_of,
)
from dateline.render.plan import Plan, cell_of_claim, make_plan, stem_paths
from dateline.render.stands import quotations_of
from dateline.render.views import Cited, Entry, QuoteView, ReportView, ResponseView
from dateline.render.words import Words

__all__ = ["Book", "first_reported", "make_book", "people_of", "quotations_of", "sources_of", "stem_paths"]

T = TypeVar("T")
_CITED, _WORKS = 8_000, 400  # held at once, of some one and ten KB each


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


class Said(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Who said and reported what in an event, as it is recorded there: quotations without what answers them, responses as on the event's own page."""

    quotes: tuple[QuoteView, ...]
    responses: tuple[ResponseView, ...]
    reports: tuple[ReportView, ...]


class Book(msgspec.Struct, frozen=True):
    """Everything that pages look up."""

    plan: Plan  # for lists of pages; what a page shows comes from the mappings, or from `of_plan`
    archive: Archive  # its mappings note; people without what only their own page shows
    words: Words
    stands: Mapping[str, bytes]  # event → where its words stand, packed; of events that it leaves out, pages look for it themselves
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
    works: MadeOf[Any]  # sources as the structured data of events tells them
    whom: MadeOf[Any]  # likewise people
    entries: OfEvents[Entry]  # what lists show of an event
    said: OfEvents[Said]  # its quotations, responses and reports

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
        self.reads.add(f"long_year:{year}")
        return year in self.plan.long_years

    def of_plan(self, field: str) -> Any:
        """A part of the plan as a whole, noted as such."""
        self.reads.add(f"plan:{field}")
        return getattr(self.plan, field)

    @property
    def makes_all(self) -> bool:
        """Whether all pages are made, and not the few that an edit changes or somebody looks at."""
        return bool(self.stands)

    def made(self, held: OfEvents[T], name: str, make: Callable[[Book, str], T]) -> T:
        """What `make` gives of the event, made once; who uses it has read all that it was made from."""
        found, cell = held.get(name), held.kind + name
        if found is None:
            outer = self.reads.copy()
            self.reads.clear()
            found = make(self, name)
            held.keep(name, found)
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


def make_book(archive: Archive, words: Words, plan: Plan | None = None, *, draft: bool, stands: Mapping[str, bytes] | None = None, room: Callable[[], Room] = Heap) -> Book:
    """The book of an archive; without `draft`, no proposal is in it. A `plan` that is known is that of just these records.

    What was made of events for one page waits in a `room` for the next.
    """
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
        stands=stands or {},
        draft=draft,
        reads=reads,
        inner={},
        events=shown,
        withdrawn=Noted("event", archive.events, note, dict.fromkeys(plan.withdrawn), all_of="plan:withdrawn"),
        people=Noted("person", archive.people, note, dict.fromkeys(plan.people), all_of="plan:people", seen="name"),
        sources=Noted("source", archive.sources, note, dict.fromkeys(plan.sources), all_of="plan:sources"),
        answers=Answers(plan, shown, note),
        cited=MadeOf(_CITED, "source", note),
        works=MadeOf(_WORKS, "source", note),
        whom=MadeOf(_WORKS, "name", note),
        entries=OfEvents("entry", Entry, room),
        said=OfEvents("said", Said, room),
        **looked_up,
    )
