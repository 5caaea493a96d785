"""Proposals and receipts made anew from all saved copies, in a fixed order: the order of imports cannot matter.

A proposal whose bytes are not those that were written is a person's: it is left alone with the people and sources that
it names, and what it would have become is told. While the accepted content has mistakes nothing is made: what cannot be read cannot be told from what is not there.

What is found is planned from gists first, then made article by article: no two texts are held at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.article import Given
from dateline.files import remove
from dateline.model import Archive, Receipt, Record, Source
from dateline.packed import ByName
from dateline.pipeline.catalogue import Catalogue, catalogue_of
from dateline.pipeline.ledger import read_marks, read_rows
from dateline.pipeline.proofs import Proofs
from dateline.pipeline.proposals import Writer, edited_keys, keys_of_absent, left_alone
from dateline.pipeline.said import forget_said, said_of_copies
from dateline.pipeline.settle import remember, waiting_keys, with_needs
from dateline.pipeline.standing import Standing
from dateline.pipeline.unproven import Unproven
from dateline.problem import Problem, has_errors
from dateline.propose import (
    Frozen,
    Made,
    Plan,
    add_to,
    events,
    identify,
    people,
    plan,
    sources,
    told_updates,
)
from dateline.store import (
    Loaded,
    Waiting,
    content,
    load,
    read_receipt,
    record_path,
)


class Refreshed(NamedTuple):
    """What came of it."""

    waiting: int  # proposals that a person has not accepted
    problems: tuple[Problem, ...]  # what was left alone, and why

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing that a person has to decide about."""
        return not self.waiting and not self.problems


def refresh(root: Path, said: Mapping[str, Given] | None = None, loaded: Loaded | None = None) -> Refreshed:
    """Make proposals and receipts anew from all saved copies.

    `loaded` is the site without places, where it was just read.
    """
    loaded = loaded or load(root, places=False)
    if has_errors(loaded.problems):
        return Refreshed(len(waiting_keys(root)), loaded.problems)
    given = _given(root, loaded.archive, said or {})
    catalogue, problems = catalogue_of(root, loaded.archive.config.outlets, given)
    if not catalogue and not (content(root) / "proposed").is_dir():
        return Refreshed(0, problems)
    loaded = _with_finished_accepts(root, loaded)
    archive = loaded.archive
    marks, keys = read_marks(root), waiting_keys(root)
    standing = Standing(root)
    edited = edited_keys(keys, marks, standing)
    kept = edited | keys_of_absent(root, {*keys}, archive.receipts, {i.copy for i in catalogue.imprints})
    waiting = Waiting(root, archive, keys)
    frozen = {key: waiting.get(key) for key in with_needs(waiting, kept)}
    known = {**_sources(frozen), **archive.sources}
    origins = identify(catalogue.imprints, known, archive.receipts)
    problems += told_updates(catalogue.imprints, origins, archive.receipts, catalogue.reading)
    whole = msgspec.structs.replace(archive, receipts=_Receipts(root, archive.receipts))
    planned = plan(catalogue.gist, origins, whole, _settled(root, archive, frozen), frozen, catalogue.key)
    if edited:
        anew = plan(catalogue.gist, origins, whole, _settled(root, archive, {}), {})
        problems += tuple(sorted(left_alone(root, _of(anew, catalogue, edited), marks), key=lambda p: str(p.where)))
    _write(planned, catalogue, Writer(root, marks, {*keys}, frozen, standing), Proofs(root, archive, archive.receipts, given), frozen)
    forget_said(root)
    return Refreshed(len(waiting_keys(root)), problems)


class _Receipts(ByName[Receipt]):
    """Whole receipts, each read when it is asked for."""

    def __init__(self, root: Path, heads: Mapping[str, Receipt]) -> None:
        super().__init__(heads)
        self._root, self._heads = root, heads

    def __getitem__(self, source: str) -> Receipt:
        return read_receipt(self._root, source) or self._heads[source]


def _given(root: Path, archive: Archive, said: Mapping[str, Given]) -> dict[str, Given]:
    """What the user said of each copy, now or on an earlier import."""
    given = said_of_copies(root, archive)
    given.update((copy, g) for copy, g in said.items() if g != Given() or copy not in given)
    return given


def _write(planned: Plan, catalogue: Catalogue, writer: Writer, proofs: Proofs, frozen: Frozen) -> None:
    """Write the proposals that do not stand already and, as soon as all events of a source are there, its receipt."""
    receipts = Unproven(planned, catalogue, proofs, frozen)
    wanted = {n for n, recipe in planned.recipes.items() if not writer.stands(f"events/{planned.name(n)}", recipe)}
    for made in events(planned, catalogue.reading, wanted | receipts.wanted):
        writer.add(made)
        receipts.take(made)
    for made in (*people(planned, writer.stands), *sources(planned, writer.stands)):
        writer.add(made)
    writer.finish()
    receipts.finish()
    proofs.finish({*receipts.sources, *(k.partition("/")[2] for k in frozen if k.startswith("sources/"))})


def _of(planned: Plan, catalogue: Catalogue, keys: set[str]) -> Iterator[Made]:
    """Those of the proposals that have these keys."""
    wanted = {number for number in planned.recipes if f"events/{planned.name(number)}" in keys}
    yield from events(planned, catalogue.reading, wanted)
    yield from (made for made in (*people(planned), *sources(planned)) if made.key in keys)


def _with_finished_accepts(root: Path, loaded: Loaded) -> Loaded:
    """Finish what a crash left half done: a proposal of which every word is accepted already has only to go."""
    both = [key for key in waiting_keys(root) if key in loaded.archive.paths]
    proposals = Waiting(root, loaded.archive, both)
    done = [(key, r) for key in both if (r := proposals.get(key)) and not is_news(r, accepted_record(loaded.archive, key))]
    if not done:
        return loaded
    remember(root, done, "accepted")
    for key, _ in done:
        remove(record_path(root, key, proposed=True))
    return load(root, places=False)


def accepted_record(archive: Archive, key: str) -> Record:
    """The record of "events/ryabkov" in the archive; KeyError if there is none."""
    kind, name = key.split("/", 1)
    records: Mapping[str, Record] = getattr(archive, kind)
    return records[name]


def is_news(proposal: Record, have: Record) -> bool:
    """Whether a proposal says anything that the accepted record does not."""
    return add_to(have, proposal) != have or bool(differing(proposal, have))


def differing(proposal: Record, have: Record) -> dict[str, object]:
    """The proposal's fields that are no lists and that the accepted record does not hold: they cannot be appended."""
    fields = {f: getattr(proposal, f) for f in have.__struct_fields__ if not isinstance(getattr(proposal, f), tuple)}
    empty = type(proposal)(**{f.name: "" for f in msgspec.structs.fields(proposal) if f.required})
    return {f: value for f, value in fields.items() if value not in (getattr(empty, f), getattr(have, f))}


def _sources(frozen: Frozen) -> dict[str, Source]:
    return {key.split("/", 1)[1]: r for key, r in frozen.items() if isinstance(r, Source)}


def _settled(root: Path, archive: Archive, frozen: Frozen) -> frozenset[tuple[str, str]]:
    decided = {(n, h) for n, r in archive.receipts.items() for h in (*r.accepted, *r.rejected)}
    there = {*archive.events, *(old for e in archive.events.values() for old in e.was)}
    decided |= {(n, run) for n, r in archive.receipts.items() for run, event in r.runs.items() if event not in there}
    told = {finding for row in read_rows(root) if row.key in frozen for finding in row.found()} if frozen else set()
    return frozenset(decided | told)
