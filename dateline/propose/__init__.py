"""Findings + what is there + receipts → new records and additions, for a person to accept.

Takes the readings of all saved copies in a fixed order, the accepted archive, the proposals that a person has edited
and the receipts. Gives the proposals as records; nothing that was rejected, accepted or deleted comes back. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dateline.findings import Reading
from dateline.model import Archive, Event, Person, Record, SourceAddition
from dateline.propose.cast import Cast, cast_of
from dateline.propose.happenings import Draft, drafts_of, findings_of
from dateline.propose.into import addition_into, not_carried
from dateline.propose.merge import add_to, is_covered, merged_drafts, only_new, told_by_source
from dateline.propose.origins import Origin, identify, told_updates
from dateline.text import words_hash

# fmt: off
__all__ = [
    "Findings", "Origin", "Proposals", "add_to", "addition_into", "findings_of", "identify", "not_carried", "people_of",
    "propose", "record_finding", "told_updates",
]
# fmt: on

Findings = tuple[tuple[str, str], ...]  # (source id, hash): in whose receipt a decision is kept, and what it is about
_NOTHING: Mapping[str, Record | None] = {}


class Proposals(msgspec.Struct, frozen=True):
    """What is to stand in proposed/."""

    records: Mapping[str, Record] = {}  # "events/ryabkov" → a record, or an addition to one that is there
    findings: Mapping[str, Findings] = {}  # of each of them


def propose(
    readings: Sequence[Reading],
    origins: Sequence[Origin],
    archive: Archive,
    settled: frozenset[tuple[str, str]] = frozenset(),
    frozen: Mapping[str, Record | None] = _NOTHING,
) -> Proposals:
    """The proposals for these readings.

    `origins` names the source of each reading; `archive` holds what is accepted; `settled` are findings, (source
    id, hash), that need no proposal: accepted, rejected, or told by a proposal that is not to be touched. `frozen` are
    those: their ids are taken, and what they tell is not proposed again; None where such a file cannot be read.
    """
    known = {**archive.people, **{_id(k): r for k, r in frozen.items() if isinstance(r, Person) and _id(k) not in archive.people}}
    gone = {o.id for o in origins if o.id not in archive.sources and _is_settled(f"sources/{o.id}", settled, frozen)}
    current = [(r, o) for r, o in zip(readings, origins, strict=True) if o.newest and o.id not in gone]
    cast = cast_of([r for r, _ in current], [o.id for _, o in current], known)
    unwanted = {i for i in cast.records if i not in known and _is_settled(f"people/{i}", settled, frozen)}
    ids = [{name: i for name, i in found.items() if i not in unwanted} for found in cast.ids]
    there = _with_frozen(archive, frozen)
    told = told_by_source(there)
    drafts = [
        draft
        for place, (reading, origin) in enumerate(current)
        for draft in drafts_of(reading, origin.id, ids[place])
        if not settled.intersection(draft.findings) and not is_covered(draft.event, there, told)
    ]
    groups = merged_drafts(drafts, archive, {_id(k) for k in frozen if k.startswith("events/")})
    records: dict[str, Record] = {}
    for name, draft in groups.items():
        have = archive.events.get(name)
        records[f"events/{name}"] = only_new(draft.event, have) if have else draft.event
    records.update(_people(cast, known, groups))
    records.update(_sources([o for o in origins if o.id not in gone], archive))
    sources = _sources_of_people(groups)
    return Proposals(dict(sorted(records.items())), {key: _findings(key, groups, sources) for key in sorted(records)})


def record_finding(key: str) -> str:
    """The hash by which a decision about a person or a source is kept: of its id, which freezes with the decision."""
    return words_hash(key)


def _id(key: str) -> str:
    return key.split("/", 1)[1]


def _is_settled(key: str, settled: frozenset[tuple[str, str]], frozen: Mapping[str, Record | None]) -> bool:
    finding = record_finding(key)
    return key not in frozen and any(finding == digest for _, digest in settled)


def _with_frozen(archive: Archive, frozen: Mapping[str, Record | None]) -> Archive:
    """The archive with the events of untouchable proposals, so that what they tell is not proposed again."""
    events = {_id(k): r for k, r in frozen.items() if isinstance(r, Event)}
    return msgspec.structs.replace(archive, events={**events, **archive.events})


def _findings(key: str, groups: Mapping[str, Draft], sources: Mapping[str, set[str]]) -> Findings:
    kind, name = key.split("/", 1)
    if kind == "events":
        return groups[name].findings
    if kind == "sources":
        return ((name, record_finding(key)),)
    return tuple((source, record_finding(key)) for source in sorted(sources.get(name, ())))


def _sources_of_people(groups: Mapping[str, Draft]) -> dict[str, set[str]]:
    """For each person that a draft refers to, the sources that report it."""
    found: dict[str, set[str]] = {}
    for draft in groups.values():
        for person in people_of(draft.event):
            found.setdefault(person, set()).update(r.source for r in draft.event.reports)
    return found


def _people(cast: Cast, known: Mapping[str, Person], groups: Mapping[str, Draft]) -> dict[str, Record]:
    used = {person for draft in groups.values() for person in people_of(draft.event)}
    return {f"people/{i}": cast.records[i] for i in sorted(used) if i in cast.records and i not in known}


def people_of(event: Event) -> set[str]:
    """Ids of all persons and organisations that an event refers to."""
    speakers = {q.speaker for q in (*event.quotations, *(q for d in event.denials for q in d.quotations))}
    return {i for i in {*event.people, *speakers, *(d.by for d in event.denials)} if i}


def _sources(origins: Sequence[Origin], archive: Archive) -> dict[str, Record]:
    """New sources, also those that no event came of: a person should see what was read; additions for new copies."""
    found: dict[str, Record] = {}
    for origin in sorted(origins, key=lambda o: o.newest):
        have = archive.sources.get(origin.id)
        if have is None:
            found[f"sources/{origin.id}"] = origin.source
        elif missing := tuple(c for c in origin.source.copies if c not in have.copies):
            found[f"sources/{origin.id}"] = SourceAddition(copies=missing)
    return found
