"""Findings + what is there + receipts → new records and additions, for a person to accept.

Takes the gists of all saved copies in a fixed order, the accepted archive, the proposals that a person has edited
and the receipts. Gives the proposals as records, one after another, from readings that are asked for one at a time; nothing
that was rejected, accepted or deleted comes back. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dateline.findings import Reading
from dateline.model import Archive, Record
from dateline.propose.gist import Gist, Imprint, gist_of
from dateline.propose.happenings import findings_of, people_of
from dateline.propose.into import addition_into, not_carried
from dateline.propose.merge import add_to, told_by_source
from dateline.propose.origins import Origin, identify, told_updates
from dateline.propose.planning import (
    Findings,
    Frozen,
    Made,
    Plan,
    Settled,
    events,
    number_of,
    people,
    plan,
    record_finding,
    sources,
)
from dateline.propose.traces import runs_of

# fmt: off
__all__ = [
    "Findings", "Frozen", "Gist", "Imprint", "Made", "Origin", "Plan", "Proposals", "Settled", "add_to", "addition_into", "events",
    "findings_of", "gist_of", "identify", "not_carried", "number_of", "people", "people_of", "plan", "propose", "record_finding", "runs_of", "sources",
    "told_by_source", "told_updates",
]
# fmt: on

_NOTHING: Frozen = {}


class Proposals(msgspec.Struct, frozen=True):
    """What is to stand in proposed/."""

    records: Mapping[str, Record] = {}  # "events/ryabkov" → a record, or an addition to one that is there
    findings: Mapping[str, Findings] = {}  # of each of them


def propose(
    readings: Sequence[Reading], origins: Sequence[Origin], archive: Archive, settled: Settled = frozenset(), frozen: Frozen = _NOTHING
) -> Proposals:
    """The proposals for a few readings at once, in order of key; see `plan` for what is given."""
    found = plan(lambda place: gist_of(readings[place]), origins, archive, settled, frozen)
    made = sorted((*events(found, readings.__getitem__), *people(found), *sources(found)))
    return Proposals({m.key: m.record for m in made}, {m.key: m.findings for m in made})
