"""Which proposals a command is about: by id or pattern, by source, by day, or all; filters narrow what is named."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from dateline.model import Event, Person, Record
from dateline.pipeline.settle import chosen, sources_of, waiting_keys
from dateline.problem import Problem
from dateline.store import record_path


class Choice(msgspec.Struct, frozen=True):
    """What was typed."""

    patterns: tuple[str, ...] = ()  # "ryabkov", "events/*", a path
    sources: tuple[str, ...] = ()  # ids of sources: what these articles report, and themselves
    since: str = ""  # a day: proposals found, or changed, on it or later
    everything: bool = False

    def __bool__(self) -> bool:
        return bool(self.patterns or self.sources or self.since or self.everything)


def select(root: Path, choice: Choice, proposals: Mapping[str, Record]) -> tuple[list[str], list[Problem]]:
    """The keys ("events/ryabkov") that are meant, in order, and a problem for each pattern or source that means none.

    Without patterns all that waits is narrowed by source and day.
    """
    waiting = waiting_keys(root)
    keys, problems = chosen(waiting, choice.patterns) if choice.patterns else (waiting, [])
    if choice.sources:
        of = {key: reported_by(key, proposals.get(key)) for key in waiting}
        known = sorted(set().union(*of.values()) if of else set())
        problems += [_unknown(source, known) for source in choice.sources if source not in known]
        # people are not narrowed to by a source alone: with `accept` they come along, with `reject` they would be gone for all
        keys = [key for key in keys if of[key] & {*choice.sources} and (choice.patterns or not key.startswith("people/"))]
    if choice.since:
        keys = [key for key in keys if written_on(record_path(root, key, proposed=True)).isoformat() >= choice.since]
    return keys, problems


def written_on(path: Path) -> datetime.date:
    """The day of a proposal's last change; one that is found again as it was is not written again."""
    return datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).astimezone().date()


def reported_by(key: str, record: Record | None) -> set[str]:
    """Ids of the sources that a proposal comes from; none for one that cannot be read."""
    kind, name = key.split("/", 1)
    if kind == "sources":
        return {name}
    if isinstance(record, Event):
        return sources_of(record)
    return {role.source for role in record.roles} if isinstance(record, Person) else set()


def _unknown(source: str, known: Sequence[str]) -> Problem:
    near = difflib.get_close_matches(source[:200], known, 1)
    hint = f"did you mean {near[0]}?" if near else "`status` lists what waits, by source"
    return Problem("no-such-proposal", f"no proposal is of the source '{source}'", hint)
