"""A site's content and what follows from it, but for its pages; and the same after an edit, found from what the edit touches.

Most edits change words: then no cross-reference changes, and only what the changed records say is judged and printed again.
Whether that is so is never guessed: the outlines of the records before and after are compared.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from dateline.alike import day_keys
from dateline.check import Ground, Told, at_odds, in_order, told, told_again, told_further
from dateline.folders import CONTENT
from dateline.model import Archive, Source
from dateline.packed import Packed, each
from dateline.pipeline.address import addressed
from dateline.pipeline.texts import texts_of
from dateline.problem import Problem
from dateline.render.book import accepted
from dateline.render.outline import (
    Gleaned,
    glean,
    mentioned,
    outline,
    outlines_of,
    person_outline,
    proven,
    source_outline,
    sources_of,
)
from dateline.render.plan import COUNTS, Plan, make_plan
from dateline.render.plan_kept import recounted, stale
from dateline.render.stands import Stands, pack
from dateline.render.when import section_of
from dateline.shelf import Shelf, Shelved
from dateline.store import Loaded, reload

KINDS = ("events", "people", "sources", "receipts")
CITING = KINDS[:3]  # those that name others
COPIES = f"{CONTENT}/articles/"
_CELL = {"events": "event", "people": "person", "sources": "source", "receipts": "receipt"}
_OUTLINE: Mapping[str, Callable[[Any], object]] = {"events": outline, "people": person_outline, "sources": source_outline}
_LATE = datetime.timedelta(days=8)  # how long after its first day an event may last that is found under each of its days


class State(msgspec.Struct, frozen=True):
    """A site as it was read and judged."""

    loaded: Loaded
    archive: Archive  # with the address that its pages are to have
    misplaced: tuple[Problem, ...]  # what is wrong with that address
    told: Told
    known_plan: Plan | None = None  # None until `planned`: of a site with mistakes no page is made
    gleaned: Gleaned | None = None  # what the plan was made from beside outlines; likewise
    stands: Mapping[str, bytes] | None = None  # event → where its words stand in their sources, packed, where that is known

    @property
    def plan(self) -> Plan:
        """The plan. Raises LookupError before it was made."""
        if self.known_plan is None:
            raise LookupError("the site was not planned")
        return self.known_plan

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong."""
        return (*self.loaded.problems, *self.misplaced, *in_order(self.told))


def judged(root: Path, loaded: Loaded, base_url: str = "") -> State:
    """The state of a site that was read, its words proven against the saved copies that are there."""
    archive, misplaced = addressed(loaded.archive, base_url)
    return State(loaded, archive, misplaced, told(Ground(archive, texts_of(root, archive))))


def planned(state: State, *, draft: bool = False, shelf: Shelf | None = None) -> State:
    """The state with its plan; of a draft, with the proposals that were read. With a `shelf`, also with the places of words, which lie there."""
    archive = state.archive if draft else accepted(state.archive)
    places: dict[str, int] = {}
    known = outlines_of(archive, partial(_put, shelf, places) if shelf else None, state.gleaned)
    return msgspec.structs.replace(state, archive=archive, known_plan=make_plan(known), gleaned=known.gleaned, stands=Shelved(shelf, places) if shelf else None)


def _put(shelf: Shelf, places: dict[str, int], name: str, stands: Stands) -> None:
    places[name] = shelf.put(pack(stands))


def after(root: Path, before: State, files: Collection[str], *, base_url: str = "", draft: bool = False) -> tuple[State, frozenset[str]] | None:
    """The state after these records' files and saved copies changed, came or went, and the cells that are not what they were (see `render.book`).

    None where more may follow from it than this can tell: then all is to be read and made anew.
    """
    copies = [file for file in files if file.startswith(COPIES)]
    loaded = reload(root, before.loaded, {*files}.difference(copies))
    if loaded is None:
        return None
    archive, misplaced = addressed(loaded.archive, base_url)
    if archive.proposed and not draft:
        return None
    keys = {file.split("/", 1)[1].rpartition(".")[0] for file in {*files}.difference(copies)}
    changed = {key for key in keys if _has(before.archive, key) or _has(archive, key)}  # a file may have come and gone meanwhile
    changed |= _copied_otherwise(before.archive, archive, changed) | (_copied_to(copies, before.archive, archive) if copies else set())
    cells = set[str]()
    for kind, _, name in (key.partition("/") for key in changed):
        if getattr(before.archive, kind).get(name) != getattr(archive, kind).get(name):
            cells |= _cells(kind, name)
    if loaded.archive.unread != before.loaded.archive.unread or before.gleaned is None:
        now = planned(judged(root, loaded, base_url), draft=draft)
        return now, frozenset(cells | {*stale(before.plan, now.plan)})
    if not all(_same_outline(before.archive, archive, key) for key in changed):
        now = _connected(root, before, State(loaded, archive, misplaced, before.told), changed, draft=draft)
        return now, frozenset(cells | {*stale(before.plan, now.plan)})
    gleaned, more = _proven_again(before, before.gleaned, archive, changed)
    plan = recounted(before.plan, before.plan.verified + more)
    if plan is not before.plan:
        cells.add(COUNTS)
    near = _ground(root, archive, before.plan, changed)
    return State(loaded, archive, misplaced, _but(before.told, told_again(changed, near)), plan, gleaned), frozenset(cells)


def _copied_otherwise(before: Archive, now: Archive, changed: Iterable[str]) -> set[str]:
    """The keys of the receipts of the sources that name other saved copies than before."""
    names = [key.partition("/")[2] for key in changed if key.startswith("sources/")]
    return {f"receipts/{name}" for name in names if _copies(before.sources.get(name)) != _copies(now.sources.get(name))}


def _copies(source: Source | None) -> tuple[str, ...]:
    return source.copies if source else ()


def _copied_to(copies: Iterable[str], *archives: Archive) -> set[str]:
    """The keys of the receipts of the sources that may have one of these saved copies."""
    names = [os.fsencode(copy.removeprefix(COPIES)) for copy in copies]
    records = [records for archive in archives for records in (archive.sources, archive.receipts)]
    return {f"receipts/{name}" for some in records for name, holds in each(some, lambda packed: any(name in packed for name in names)) if holds}


def _connected(root: Path, before: State, now: State, changed: Collection[str], *, draft: bool) -> State:
    """The state after records came or went, or are dated, named or connected otherwise: all that name one of them are judged too."""
    archive, was = now.archive, before.gleaned or Gleaned()
    ids = [os.fsencode(key.partition("/")[2]) for key in changed]
    holding = {f"{kind}/{name}": found for kind in CITING for name, found in each(getattr(archive, kind), partial(_holds, ids)) if any(found)}
    named = [key for key, (is_named, _) in holding.items() if is_named]
    events = sorted(key.partition("/")[2] for key in {*changed, *named} if key.startswith("events/") and _has(archive, key))
    fresh = glean(archive, events)
    there = archive.events.keys() - fresh.proven.keys()
    proven_now = {**{name: n for name, n in was.proven.items() if name in there}, **fresh.proven}
    mentions_now = {**{name: some for name, some in was.mentions.items() if name in there}, **fresh.mentions}
    now = planned(msgspec.structs.replace(now, gleaned=Gleaned(proven_now, mentions_now)), draft=draft)
    near = {*holding, *at_odds(before.told), *(f"sources/{source}" for source in _sources(before.archive, changed))}
    found = told_further(changed, near, _ground(root, before.archive, before.plan, ()), _ground(root, archive, now.plan, {*changed, *near}), before.told)
    return msgspec.structs.replace(now, told=_but(before.told, found))


def _sources(archive: Archive, keys: Iterable[str]) -> set[str]:
    """What the events among these rest on."""
    events = (key.partition("/")[2] for key in keys if key.startswith("events/") and _has(archive, key))
    return {source for name in events for source in sources_of(archive.events[name])}


def _holds(ids: Sequence[bytes], packed: bytes) -> tuple[bool, bool]:
    """Whether a record holds one of these ids; whether it may hold a link."""
    return any(name in packed for name in ids), b"](" in packed or b"]:" in packed


def _but(told_before: Told, found: Told) -> Told:
    return {owner: problems for owner, problems in {**told_before, **found}.items() if problems}


def _ground(root: Path, archive: Archive, plan: Plan, changed: Collection[str]) -> Ground:
    """What the changed records are judged by, what is known of all records being taken from the plan."""
    return Ground(archive, _texts_near(root, archive, plan, changed), cited_by=_Citing(plan, archive), on_day=_OnDay(plan, archive))


def difference(before: State, now: State) -> frozenset[str]:
    """The cells that differ between two states, however they came to be."""
    cells = {f"proposed:{key}" for key in before.archive.proposed ^ now.archive.proposed}
    for kind in KINDS:
        old, new = getattr(before.archive, kind), getattr(now.archive, kind)
        get = "packed" if isinstance(old, Packed) and isinstance(new, Packed) else "__getitem__"
        then, here = getattr(old, get), getattr(new, get)
        for name in {*old} | {*new}:
            if name not in old or name not in new or then(name) != here(name):
                cells |= _cells(kind, name)
    return frozenset(cells | {*stale(before.plan, now.plan)})


def _cells(kind: str, name: str) -> set[str]:
    return {f"{_CELL[kind]}:{name}", *([f"name:{name}"] if kind == "people" else [])}


def _has(archive: Archive, key: str) -> bool:
    kind, _, name = key.partition("/")
    return name in getattr(archive, kind)


def _same_outline(before: Archive, now: Archive, key: str) -> bool:
    """Whether a record is there as before, with the same references, names and dates, and names the same people."""
    kind, _, name = key.partition("/")
    old, new = (getattr(archive, kind).get(name) for archive in (before, now))
    if old is None or new is None or kind == "receipts":
        return (old is None) == (new is None)
    if kind == "events" and mentioned(old, before.people) != mentioned(new, now.people):
        return False
    return bool(_OUTLINE[kind](old) == _OUTLINE[kind](new))


def _proven_again(before: State, gleaned: Gleaned, now: Archive, changed: Collection[str]) -> tuple[Gleaned, int]:
    """What was gleaned, with the quotations that are proven now; and how many more of those that are shown."""
    events = {key.partition("/")[2] for key in changed if key.startswith("events/")}
    for key in changed:
        if key.startswith("receipts/"):
            events |= {*before.plan.quoted_from.get(key.partition("/")[2], ())}
    counts = {name: proven(now.events[name], now.receipts) for name in events}
    more = {name: n - gleaned.proven[name] for name, n in counts.items() if n != gleaned.proven[name]}
    if not more:
        return gleaned, 0
    return msgspec.structs.replace(gleaned, proven={**gleaned.proven, **counts}), sum(n for name, n in more.items() if name in before.plan.placed)


def _texts_near(root: Path, archive: Archive, plan: Plan, changed: Collection[str]) -> dict[str, str]:
    """The texts that the changed records are proven against."""
    sources = {key.partition("/")[2] for key in changed if key.startswith(("receipts/", "sources/"))}
    cited = _sources(archive, [*changed, *(f"events/{name}" for source in sources for name in _Citing(plan, archive)(source))])
    near = {source for source in (*sources, *cited) if source in archive.sources}
    return texts_of(root, msgspec.structs.replace(archive, sources={source: archive.sources[source] for source in sorted(near)}))


class _Citing:
    """Source → the events that name it, in order of id, by the plan."""

    def __init__(self, plan: Plan, archive: Archive) -> None:
        self._plan, self._archive = plan, archive

    def __call__(self, source: str) -> Sequence[str]:
        withdrawn = [name for name in self._plan.withdrawn if source in sources_of(self._archive.events[name])]
        return sorted({*self._plan.quoted_from.get(source, ()), *withdrawn})


class _OnDay:
    """Day, or wide date → the events that may have happened then and are not withdrawn, in order of id, by the plan."""

    def __init__(self, plan: Plan, archive: Archive) -> None:
        self._plan, self._archive = plan, archive
        self._days: dict[str, list[int | str]] = {}

    def __call__(self, key: int | str) -> Sequence[str]:
        if isinstance(key, int):
            day = datetime.date.fromordinal(key)
            sections = {f"{at.year:04}-{at.month:02}" for at in (day, day - _LATE if key > _LATE.days else day)}
        else:
            sections = {section_of(key)}
        near = (name for section in sections for name in self._plan.sections.get(section, ()))
        return sorted(name for name in near if key in self._keys(name))

    def _keys(self, name: str) -> list[int | str]:
        if name not in self._days:
            self._days[name] = day_keys(self._archive.events[name].date)
        return self._days[name]


def written(told_by: Told) -> bytes:
    """What every owner was told, to be kept."""
    return msgspec.msgpack.encode(told_by)
