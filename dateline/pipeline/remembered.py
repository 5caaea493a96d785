"""What the index holds of a site, as records, state and plan; and the same the other way round."""

from __future__ import annotations

from collections.abc import Collection, ItemsView, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar, cast

import msgspec

from dateline.filed import Filed
from dateline.folders import CONTENT, FILED, KINDS, Paths, file_of, places_of
from dateline.model import Archive, Config
from dateline.packed import ByName, Packed, Walked
from dateline.pipeline.address import addressed
from dateline.pipeline.index import BrokenIndexError, Index
from dateline.pipeline.keeping import Row
from dateline.pipeline.seen import Seen
from dateline.pipeline.state import State
from dateline.problem import Problem
from dateline.render.outline import Gleaned
from dateline.render.plan import Plan
from dateline.render.plan_kept import StoredPlan, stored
from dateline.store import Loaded

T = TypeVar("T")

PIECES, PATHS, TOLD, NAMES, CODE, LOOK, GLEANED = "pieces", "paths", "told", "names", "code", "look", "gleaned"  # names of blobs; parts of the plan are "plan.order" …


class Stored(ByName[bytes]):
    """Id → packed record, read from the index when it is asked for."""

    def __init__(self, index: Index, kind: str, ids: Collection[str]) -> None:
        super().__init__(dict.fromkeys(ids))
        self._index, self._kind = index, kind

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        found = self._index.record(file_of(self._kind, name))
        if not found:
            raise BrokenIndexError(f"no record of {name}")
        return found

    def items(self) -> ItemsView[str, bytes]:
        """Name and record, one after another, in a fifth of the time that asking for each takes."""
        return Walked(self, self._walk)

    def _walk(self) -> Iterator[tuple[str, bytes]]:
        there = self._index.records(self._kind)
        for name in self._names:  # in the same order
            yield name, next((packed for other, packed in there if other == name), None) or self[name]


class Names(msgspec.Struct, array_like=True):
    """What is known of the content as a whole."""

    ids: dict[str, list[str]]  # folder → ids of its records
    unread: frozenset[str]
    old_ids: bool
    problems: tuple[Problem, ...]  # of reading


class Look(msgspec.Struct, array_like=True):
    """What pages are made with besides records: after a change of it nothing is taken from an index."""

    config: Config  # as it was written
    pages: dict[str, str]
    strings: dict[str, str]


def state_before(root: Path, index: Index, look: Look, base_url: str) -> State:
    """The state in which the last build left the site. Raises BrokenIndexError."""
    names = decoded(index, NAMES, Names)
    records = {kind: Packed.of(form, Stored(index, kind, names.ids[kind])) for kind, form in FILED.items()}
    paths = Paths({kind: records[kind] for kind in KINDS}, set())
    archive = Archive(config=look.config, pages=look.pages, paths=paths, places=places_of(root, paths), unread=names.unread, **cast("dict[str, dict[str, object]]", records))  # type: ignore[arg-type]
    loaded = Loaded(archive, names.problems, old_ids=names.old_ids)
    archive, misplaced = addressed(archive, base_url)
    plan = cast("Plan", StoredPlan(lambda field: blob(index, f"plan.{field}")))
    return State(loaded, archive, misplaced, decoded(index, TOLD, dict[str, tuple[Problem, ...]]), plan, decoded(index, GLEANED, Gleaned))


def rows_of(read: Mapping[str, Filed]) -> Iterator[Row]:
    """What files gave, to be kept; those without a record are read each time."""
    for path, filed in read.items():
        if has_row(filed):
            kind, _, name = path.removeprefix(f"{CONTENT}/").partition("/")
            yield (path, kind, name.rpartition(".")[0], filed.packed)


def has_row(filed: Filed) -> bool:
    """Whether what a file gave is kept."""
    return bool(filed.packed) and not filed.problems


class _PlanParts(ByName[bytes]):
    """Name → part of a plan, packed when it is written down: of 50,000 events all are 65 MB."""

    def __init__(self, plan: Plan, fields: Iterable[str]) -> None:
        super().__init__([f"plan.{field}" for field in fields])
        self._plan = plan

    def __getitem__(self, name: str) -> bytes:
        field = name.partition(".")[2]
        return stored(self._plan, [field])[field]


def plan_parts(plan: Plan, fields: Iterable[str] = Plan.__struct_fields__) -> Mapping[str, bytes]:
    """The parts of a plan, or these of them, as blobs."""
    return _PlanParts(plan, fields)


def names_of(loaded: Loaded) -> bytes:
    """What is known of the content as a whole, to be kept."""
    ids = {kind: [*getattr(loaded.archive, kind)] for kind in FILED}
    return msgspec.msgpack.encode(Names(ids, loaded.archive.unread, loaded.old_ids, loaded.problems))


def look_of(loaded: Loaded, strings: Mapping[str, str]) -> bytes:
    """What pages are made with, to be kept."""
    return msgspec.msgpack.encode(Look(loaded.archive.config, dict(loaded.archive.pages), dict(strings)))


def blob(index: Index, name: str) -> bytes:
    """What was kept under this name. Raises BrokenIndexError where nothing was."""
    found = index.blob(name)
    if found is None:
        raise BrokenIndexError(f"no {name}")
    return found


def decoded(index: Index, name: str, form: type[T]) -> T:
    """The same as what it was made from. Raises BrokenIndexError."""
    try:
        return msgspec.msgpack.decode(blob(index, name), type=form)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise BrokenIndexError(str(error)) from error


def known_rows(seen: Seen) -> Iterable[tuple[str, Filed]]:
    """What the files gave that are as the last build left them."""
    if seen.index is None:
        return
    stale = seen.inputs.changed | seen.inputs.added | seen.inputs.removed
    for kind in FILED:
        for name, packed in seen.index.records(kind):
            path = file_of(kind, name)
            if path not in stale:
                yield path, Filed(packed)
