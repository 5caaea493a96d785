"""Decisions about proposals: which are meant by what was typed, and how a decision is kept in the receipts."""

from __future__ import annotations

import contextlib
import difflib
import fnmatch
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from dateline.model import Event, EventAddition, Person, Receipt, Record, Source
from dateline.pipeline.ledger import Ledger, read_ledger, write_ledger
from dateline.problem import Problem
from dateline.propose import Findings, findings_of, people_of, runs_of
from dateline.store import KINDS, content, read_receipts, record_path, write_receipts
from dateline.yamlfile.read import read_record


def waiting_keys(root: Path) -> list[str]:
    """Keys ("events/ryabkov") of all proposals on disk, readable or not, in order; what a killed writer left is none."""
    found: list[str] = []
    for kind in KINDS:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(content(root) / "proposed" / kind) as files:
            found += [f"{kind}/{f.name[:-5]}" for f in files if f.name.endswith(".yaml") and not f.name.startswith(".") and f.is_file()]
    return sorted(found)


def chosen(waiting: Sequence[str], patterns: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """The keys that the patterns ("ryabkov", "events/*", a path) mean, and a problem for each that means none."""
    found = {p: [k for k in waiting if _means(p, k)] for p in patterns}
    problems = [_no_match(p, waiting) for p, keys in found.items() if not keys]
    return list(dict.fromkeys(k for keys in found.values() for k in keys)), problems


def _means(pattern: str, key: str) -> bool:
    bare = pattern.removeprefix("./").removeprefix("content/").removeprefix("proposed/").removesuffix(".yaml")
    return fnmatch.fnmatchcase(key, bare) or fnmatch.fnmatchcase(key.split("/", 1)[1], bare)


def _no_match(pattern: str, waiting: Sequence[str]) -> Problem:
    near = difflib.get_close_matches(pattern[:200], [k.split("/", 1)[1] for k in waiting], 1)
    hint = f"did you mean {near[0]}?" if near else "`status` lists what waits"
    return Problem("no-such-proposal", f"no proposal matches '{pattern}'", hint)


def with_needs(proposals: Mapping[str, Record | None], keys: Collection[str]) -> set[str]:
    """The keys with the proposed people that their events refer to, the sources of both, and what those are copies of."""
    found = set(keys)
    events = [r for k in keys if isinstance(r := proposals.get(k), Event)]
    found |= {f"people/{i}" for event in events for i in people_of(event)}
    found |= {f"sources/{i}" for event in events for i in sources_of(event)}
    people = [r for k in sorted(found) if isinstance(r := proposals.get(k), Person)]
    found |= {f"sources/{role.source}" for person in people for role in person.roles}
    sources = [r for k in sorted(found) if isinstance(r := proposals.get(k), Source)]
    found |= {f"sources/{source.same_text_as}" for source in sources}
    return {k for k in found if k in proposals or k in keys}


def sources_of(event: Event) -> set[str]:
    """Ids of all sources that the event's reports, words and responses come from."""
    quotations = (*event.quotations, *(q for d in event.denials for q in d.quotations))
    return {r.source for r in event.reports} | {q.source for q in quotations} | {d.source for d in event.denials}


def remember(
    root: Path, decided: Iterable[tuple[str, Record | None]], verdict: Literal["accepted", "rejected"], into: str = ""
) -> None:
    """Keep in the receipts that these proposals were decided about, so that they never come back, deleted or not.

    `into` is the id of the event that took them in, where it is not their own.
    """
    decisions = list(decided)
    keys = {key for key, _ in decisions}
    ledger = read_ledger(root)
    before = read_receipts(root)
    receipts = dict(before)
    runs = {key: runs_of(record) for key, record in decisions if isinstance(record, Event)}
    still_open = _runs_of_others(root, keys, ledger, {source for mine in runs.values() for source, _ in mine})
    for key, record in decisions:
        name = "" if verdict == "rejected" else into or key.removeprefix("events/")
        for source, finding in dict.fromkeys((*ledger.findings.get(key, ()), *_own_findings(record))):
            if source in receipts:
                receipts[source] = _with(receipts[source], verdict, finding, into or key)
        for source, run in sorted(runs.get(key, set()) - still_open):
            if source in receipts:
                receipts[source] = msgspec.structs.replace(receipts[source], runs={**receipts[source].runs, run: name})
    write_receipts(root, receipts, before)
    write_ledger(root, without(ledger, keys))


def _runs_of_others(root: Path, keys: Collection[str], ledger: Ledger, sources: Collection[str]) -> set[tuple[str, str]]:
    """The runs of words of these sources' proposals that nobody has decided about: one sentence can tell of two happenings."""
    found: set[tuple[str, str]] = set()
    for key in waiting_keys(root) if sources else ():
        told_by = {source for source, _ in ledger.findings.get(key, ())}
        if key.startswith("events/") and key not in keys and (not told_by or not told_by.isdisjoint(sources)):
            text = record_path(root, key, proposed=True).read_text(encoding="utf-8", errors="replace")
            event = read_record(EventAddition, text, "")[0]
            found |= runs_of(event) if event else set()
    return found


def _own_findings(record: Record | None) -> Findings:
    """What the record tells by itself: a proposal may stand under a name that a person gave it."""
    return findings_of(record) if isinstance(record, Event) else ()


def _with(receipt: Receipt, verdict: Literal["accepted", "rejected"], finding: str, key: str) -> Receipt:
    if verdict == "accepted":
        name = key.removeprefix("events/")
        return msgspec.structs.replace(receipt, accepted={**receipt.accepted, finding: name})
    return msgspec.structs.replace(receipt, rejected=tuple(dict.fromkeys((*receipt.rejected, finding))))


def without(ledger: Ledger, keys: set[str]) -> Ledger:
    """The ledger when these proposals are gone."""
    return Ledger(
        written={k: v for k, v in ledger.written.items() if k not in keys},
        pending={k: v for k, v in ledger.pending.items() if k not in keys},
        findings={k: v for k, v in ledger.findings.items() if k not in keys},
    )
