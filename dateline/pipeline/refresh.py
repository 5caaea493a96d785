"""Proposals and receipts made anew from all saved copies, in a fixed order: the order of imports cannot matter.

A proposal whose bytes are not those that were written is a person's: it is left alone with the people and sources that
it names, and what it would have become is told. While the accepted content has mistakes nothing is made: what cannot be read cannot be told from what is not there.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import msgspec

from dateline.article import Given
from dateline.files import remove, sha256, write_page
from dateline.findings import Reading
from dateline.model import Archive, Record, Source
from dateline.pipeline.ledger import Ledger, read_ledger, write_ledger
from dateline.pipeline.proofs import write_proofs
from dateline.pipeline.readings import read_bytes, read_copy
from dateline.pipeline.settle import remember, waiting_keys, with_needs
from dateline.problem import Problem, Where, has_errors
from dateline.propose import Proposals, add_to, identify, propose, told_updates
from dateline.store import (
    Loaded,
    content,
    load,
    record_path,
    saved_copies,
    with_proposals,
)
from dateline.text import text_hash
from dateline.yamlfile import write_record

_SCHEMA = "../../../.dateline/schema/{}.json"
_SINGULAR = {"events": "event", "people": "person", "sources": "source"}
_MOST_LINES = 12  # of a difference that a message shows
Frozen = Mapping[str, Record | None]


def refresh(root: Path, said: Mapping[str, Given] | None = None) -> tuple[int, tuple[Problem, ...]]:
    """Make proposals and receipts anew from all saved copies; the number that waits, and what was left alone."""
    loaded = load(root)
    if has_errors(loaded.problems):
        return len(waiting_keys(root)), loaded.problems
    readings, given, problems = _read_all(root, loaded.archive, said or {})
    if not readings and not (content(root) / "proposed").is_dir():
        return 0, problems
    loaded = _with_finished_accepts(root, loaded)
    ledger = read_ledger(root)
    edited = {key for key in waiting_keys(root) if _is_edited(root, key, ledger)}
    kept = edited | _of_absent_copies(root, ledger, loaded.archive, {r.copy for r in readings})
    records: Frozen = load(root, proposals=True).proposals if kept else {}
    frozen = {key: records.get(key) for key in with_needs(records, kept)}
    origins = identify(readings, {**_sources(frozen), **loaded.archive.sources}, loaded.archive.receipts)
    problems += told_updates(readings, origins, loaded.archive.receipts)
    made = propose(readings, origins, loaded.archive, _settled(loaded.archive, ledger, frozen), frozen)
    if edited:
        anew = propose(readings, origins, loaded.archive, _settled(loaded.archive, ledger, {}))
        problems += _left_alone(root, anew, ledger, edited)
    _write_proposals(root, made, ledger, frozen)
    write_proofs(root, _with_made(root, loaded.archive, {**frozen, **made.records}), readings, origins, given)
    return len(waiting_keys(root)), problems


def _with_made(root: Path, archive: Archive, records: Frozen) -> Archive:
    """The archive with what stands in proposed/ now; read anew only where a file there cannot be read."""
    readable = {key: record for key, record in records.items() if record is not None}
    return with_proposals(archive, readable) if len(readable) == len(records) else load(root, proposals=True).archive


def said_of_copies(archive: Archive) -> dict[str, Given]:
    """What the user said on earlier imports of each copy, by its file."""
    return {copy: msgspec.json.decode(words, type=Given) for r in archive.receipts.values() for copy, words in r.given.items()}


def _read_all(root: Path, archive: Archive, said: Mapping[str, Given]) -> tuple[list[Reading], dict[str, Given], tuple[Problem, ...]]:
    """All readings in a fixed order: by day of publication, then text; and what the user said of each copy."""
    given = said_of_copies(archive)
    given.update((copy, g) for copy, g in said.items() if g != Given() or copy not in given)
    folder = content(root) / "articles"
    readings: list[Reading] = []
    problems: list[Problem] = []
    for path in saved_copies(root):
        name = path.relative_to(folder).as_posix()
        data = read_bytes(path, f"content/articles/{name}")
        if isinstance(data, Problem):
            problems.append(data)
            continue
        found = read_copy(root, name, data, given.get(name, Given()), archive.config.outlets)
        readings.extend(r for r in found if r.article.text)
    readings.sort(key=lambda r: (r.article.published or "9999", text_hash(r.article.text), r.copy))
    return readings, given, tuple(problems)


def _with_finished_accepts(root: Path, loaded: Loaded) -> Loaded:
    """Finish what a crash left half done: a proposal of which every word is accepted already has only to go."""
    both = [key for key in waiting_keys(root) if record_path(root, key).is_file()]
    if not both:
        return loaded
    proposals = load(root, proposals=True).proposals
    done = [(key, r) for key in both if (r := proposals.get(key)) and not is_news(r, accepted_record(loaded.archive, key))]
    if not done:
        return loaded
    remember(root, done, "accepted")
    for key, _ in done:
        remove(record_path(root, key, proposed=True))
    return load(root)


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


def _is_edited(root: Path, key: str, ledger: Ledger) -> bool:
    digest = sha256(record_path(root, key, proposed=True).read_bytes())
    return digest not in (ledger.written.get(key), ledger.pending.get(key))


def _of_absent_copies(root: Path, ledger: Ledger, archive: Archive, read: set[str]) -> set[str]:
    """Proposals from articles that are not here, as after a move to another machine: they may still be right."""
    absent = {n for n, r in archive.receipts.items() if r.copies and read.isdisjoint(c.file for c in r.copies)}
    return {k for k in waiting_keys(root) if any(source in absent for source, _ in ledger.findings.get(k, ()))}


def _sources(frozen: Frozen) -> dict[str, Source]:
    return {key.split("/", 1)[1]: r for key, r in frozen.items() if isinstance(r, Source)}


def _settled(archive: Archive, ledger: Ledger, frozen: Frozen) -> frozenset[tuple[str, str]]:
    decided = {(n, h) for n, r in archive.receipts.items() for h in (*r.accepted, *r.rejected)}
    return frozenset(decided | {finding for key in frozen for finding in ledger.findings.get(key, ())})


def proposal_text(key: str, record: Record) -> str:
    """The file of a proposal as import writes it."""
    return write_record(record, schema=_SCHEMA.format(_SINGULAR[key.split("/")[0]]))


def _left_alone(root: Path, anew: Proposals, ledger: Ledger, edited: set[str]) -> tuple[Problem, ...]:
    """A warning for each edited proposal that import would now write differently from what it wrote first."""
    problems = []
    for key in sorted(edited & anew.records.keys() & ledger.written.keys()):
        text = proposal_text(key, anew.records[key])
        if sha256(text.encode()) != ledger.written[key]:
            have = record_path(root, key, proposed=True).read_text(encoding="utf-8", errors="replace")
            what = "you have edited this proposal, and the reader now finds something else"
            hint = "\n   ".join(["your edit stays; it would have been changed like this:", *_difference(have, text)])
            problems.append(Problem("edited-proposal", what, hint, Where(f"content/proposed/{key}.yaml"), "warning"))
    return tuple(problems)


def _difference(have: str, text: str) -> list[str]:
    changed = (line for line in difflib.unified_diff(have.splitlines(), text.splitlines(), lineterm="", n=0) if line[:2] not in ("--", "++", "@@"))
    lines = list(islice(changed, _MOST_LINES + 1))
    return [*lines[:_MOST_LINES], "…"] if len(lines) > _MOST_LINES else lines


def _write_proposals(root: Path, made: Proposals, ledger: Ledger, frozen: Frozen) -> None:
    """Write what was made, leave what is frozen, remove what is no longer found.

    The ledger is told before and after, so that after a crash no file of ours is taken for a person's.
    """
    texts = {key: proposal_text(key, record).encode() for key, record in made.records.items() if key not in frozen}
    digests = {key: sha256(text) for key, text in texts.items()}
    written = {**{k: v for k, v in ledger.written.items() if k in frozen}, **digests}
    findings = {**{k: v for k, v in ledger.findings.items() if k in frozen}, **{k: made.findings[k] for k in texts}}
    if digests.items() - ledger.written.items():
        write_ledger(root, Ledger(ledger.written, digests, {**ledger.findings, **findings}))
    for key, text in texts.items():
        write_page(record_path(root, key, proposed=True), text)  # made anew at will: not worth waiting for the disk
    for key in waiting_keys(root):
        if key not in texts and key not in frozen:
            remove(record_path(root, key, proposed=True))
    write_ledger(root, Ledger(written, {}, findings))
