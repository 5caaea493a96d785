"""Findings + what is there + receipts → new records and additions, for a person to accept.

Takes the readings of all saved copies in a fixed order, the accepted archive, the proposals that a person has edited
and the receipts. Gives the proposals as records; nothing that was rejected, accepted or deleted comes back. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dateline.findings import Reading
from dateline.model import Archive, Event, Record, SourceAddition
from dateline.propose.cast import Cast, cast_of
from dateline.propose.happenings import Draft, drafts_of
from dateline.propose.merge import add_to, is_covered, merged_drafts, only_new
from dateline.propose.origins import Origin, identify

__all__ = ["Origin", "Proposals", "add_to", "identify", "propose"]


class Proposals(msgspec.Struct, frozen=True):
    """What is to stand in proposed/."""

    records: Mapping[str, Record] = {}  # "events/ryabkov" → a record, or an addition to one that is there
    findings: Mapping[str, tuple[tuple[str, str], ...]] = {}  # of each event: (source id, hash of a finding)


def propose(
    readings: Sequence[Reading],
    origins: Sequence[Origin],
    archive: Archive,
    settled: frozenset[str] = frozenset(),
) -> Proposals:
    """The proposals for these readings.

    `origins` names the source of each reading; `archive` holds what is accepted; `settled` are hashes of findings that
    need no proposal: accepted, rejected, or covered by a proposal that a person has edited.
    """
    current = [(r, o) for r, o in zip(readings, origins, strict=True) if o.newest]
    cast = cast_of([r for r, _ in current], [o.id for _, o in current], archive.people)
    drafts = [
        draft
        for place, (reading, origin) in enumerate(current)
        for draft in drafts_of(reading, origin.id, cast.ids[place])
        if not settled.intersection(h for _, h in draft.findings) and not is_covered(draft.event, archive)
    ]
    groups = merged_drafts(drafts, archive)
    records: dict[str, Record] = {}
    findings: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, draft in groups.items():
        have = archive.events.get(name)
        records[f"events/{name}"] = only_new(draft.event, have) if have else draft.event
        findings[f"events/{name}"] = draft.findings
    records.update(_people(cast, archive, groups))
    records.update(_sources(origins, archive))
    return Proposals(records=dict(sorted(records.items())), findings=findings)


def _people(cast: Cast, archive: Archive, groups: Mapping[str, Draft]) -> dict[str, Record]:
    used = {person for draft in groups.values() for person in people_of(draft.event)}
    return {f"people/{i}": cast.records[i] for i in sorted(used) if i in cast.records and i not in archive.people}


def people_of(event: Event) -> set[str]:
    """Ids of all persons and organisations that an event refers to."""
    speakers = {q.speaker for q in (*event.quotations, *(q for d in event.denials for q in d.quotations))}
    return {i for i in {*event.people, *speakers, *(d.by for d in event.denials)} if i}


def _sources(origins: Sequence[Origin], archive: Archive) -> dict[str, Record]:
    """New sources, also those that no event came of: a person should see what was read; additions for new copies."""
    found: dict[str, Record] = {}
    for origin in origins:
        have = archive.sources.get(origin.id)
        if have is None:
            found[f"sources/{origin.id}"] = origin.source
        elif missing := tuple(c for c in origin.source.copies if c not in have.copies):
            found[f"sources/{origin.id}"] = SourceAddition(copies=missing)
    return found
