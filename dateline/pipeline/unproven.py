"""Receipts that do not stand as they should: each is written as soon as the last event of its source is made."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from dateline.model import Event
from dateline.pipeline.catalogue import Catalogue
from dateline.pipeline.proofs import Proofs
from dateline.propose import Frozen, Imprint, Made, Plan, add_to, number_of, told_by_source
from dateline.store import with_proposals


class Unproven:
    """The receipts that do not stand as they should, until all events of their sources are made."""

    def __init__(self, planned: Plan, catalogue: Catalogue, proofs: Proofs, frozen: Frozen) -> None:
        self._archive = planned.archive
        self._catalogue = catalogue
        self._proofs = proofs
        self._copies: dict[str, list[int]] = {}
        for place, origin in enumerate(planned.origins):
            self._copies.setdefault(origin.id, []).append(place)
        self._there = told_by_source(with_proposals(self._archive, {key: record for key, record in frozen.items() if record is not None}))
        digest = lru_cache(None)(lambda name, event: number_of(0, msgspec.msgpack.encode((name, event))))
        self._newest: dict[str, int] = {}
        self._missing: dict[str, int] = {}  # source → its events that are still to be made
        self._found: dict[str, dict[str, Event]] = {}
        self.sources: set[str] = set()  # that are not gone
        self.wanted: set[int] = set()  # groups that must be made for a receipt
        for at, place in enumerate(planned.current):
            source, mine = planned.origins[place].id, planned.numbers(at)
            self.sources.add(source)
            recipes = {name: digest(name, event) for name, event in self._there.get(source, ())}
            recipes.update((planned.name(n), planned.recipes[n]) for n in mine)
            if not proofs.stands(source, self._imprints(source), recipes):
                self._newest[source], self._missing[source] = place, len(mine)
                self.wanted |= mine
        self._gone = planned.gone

    def take(self, made: Made) -> None:
        """An event is made."""
        name = made.key.partition("/")[2]
        event = add_to(self._archive.events[name], made.record) if name in self._archive.events else made.record
        for source in made.tellers:
            if source in self._missing and isinstance(event, Event):
                self._found.setdefault(source, {})[name] = event
                self._missing[source] -= 1
                if not self._missing[source]:
                    self._prove(source)

    def finish(self) -> None:
        """Write the receipts of the sources that no event is proposed from."""
        for source in sorted(self._copies):
            if source in self._gone:
                self._proofs.note(source, self._imprints(source))
            elif source not in self._proofs.seen:
                self._prove(source)

    def _prove(self, source: str) -> None:
        told = {**dict(self._there.get(source, ())), **self._found.pop(source, {})}
        self._proofs.prove(source, self._imprints(source), self._catalogue.reading(self._newest[source]).article.text, told)

    def _imprints(self, source: str) -> list[Imprint]:
        return [self._catalogue.imprints[place] for place in self._copies[source]]
