"""Accept: a proposal moves into place with the people and sources it needs, or its items are appended to your file.

Order of writing, so that a crash at any moment leaves valid content: people and sources first, then the event, then
the receipts, then the proposals go. What is there twice is recognised and finished by the next run.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from dateline.files import remove, write_atomic
from dateline.model import Event, Record
from dateline.pipeline.imports import refresh, today
from dateline.pipeline.ledger import Ledger, read_ledger, write_ledger
from dateline.problem import Problem, Where, has_errors
from dateline.propose import people_of
from dateline.store import Loaded, load, record_path, write_receipts
from dateline.yamlfile import append_items, write_record

_ORDER = {"sources": 0, "people": 1, "events": 2}


class Accepted(msgspec.Struct, frozen=True):
    """What accept did."""

    keys: tuple[str, ...] = ()  # "events/ryabkov": moved into place or appended, in order of writing
    problems: tuple[Problem, ...] = ()
    paste: Mapping[str, str] = {}  # file → lines to paste, where a file could not be edited safely


def accept(root: Path, patterns: Sequence[str], *, everything: bool = False) -> Accepted:
    """Take over the proposals whose ids match one of the patterns ("ryabkov", "events/*"), or all.

    A pattern that matches nothing is a problem; with any error in the proposals chosen nothing is written.
    """
    loaded = load(root, proposals=True)
    waiting = sorted(loaded.proposals)
    missing = [p for p in patterns if not _matching(waiting, p)]
    chosen = waiting if everything else [k for p in patterns for k in _matching(waiting, p)]
    problems = [_no_match(p, waiting) for p in missing]
    keys = sorted(_with_needs(loaded, chosen), key=lambda k: (_ORDER[k.split("/")[0]], k))
    problems += [p for p in loaded.problems if p.where and _touches(p.where, keys)]
    if has_errors(problems):
        return Accepted(problems=tuple(problems))
    done, paste = _taken(root, loaded, keys)
    _remember(root, done)
    for key in done:
        remove(record_path(root, key, proposed=True))
    refresh(root)
    return Accepted(tuple(done), tuple(problems), paste)


def _matching(waiting: Iterable[str], pattern: str) -> list[str]:
    bare = pattern.removeprefix("content/").removeprefix("proposed/").removesuffix(".yaml")
    return [k for k in waiting if fnmatch.fnmatchcase(k, bare) or fnmatch.fnmatchcase(k.split("/", 1)[1], bare)]


def _no_match(pattern: str, waiting: Sequence[str]) -> Problem:
    import difflib

    near = difflib.get_close_matches(pattern, [k.split("/", 1)[1] for k in waiting], 1)
    hint = f"did you mean {near[0]}?" if near else "list content/proposed/ to see what waits"
    return Problem("no-such-proposal", f"no proposal matches '{pattern}'", hint)


def _touches(where: Where, keys: Iterable[str]) -> bool:
    return any(where.path == f"content/proposed/{k}.yaml" for k in keys)


def _with_needs(loaded: Loaded, chosen: Iterable[str]) -> set[str]:
    """The chosen proposals with the proposed people and sources that their events refer to."""
    keys = set(chosen)
    for key in chosen:
        record = loaded.proposals[key]
        if isinstance(record, Event):
            sources = {r.source for r in record.reports} | {q.source for q in record.quotations} | {d.source for d in record.denials}
            keys |= {f"people/{i}" for i in people_of(record)} | {f"sources/{i}" for i in sources if i}
    return {k for k in keys if k in loaded.proposals}


def _taken(root: Path, loaded: Loaded, keys: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    done: list[str] = []
    paste: dict[str, str] = {}
    for key in keys:
        path, proposal = record_path(root, key), record_path(root, key, proposed=True)
        record = loaded.proposals[key]
        if not path.is_file():
            write_atomic(path, _as_accepted(proposal.read_bytes().decode("utf-8-sig"), record, key).encode())
            done.append(key)
            continue
        have = path.read_bytes().decode("utf-8")
        spliced = append_items(have, record)
        if spliced is None:
            paste[f"content/{key}.yaml"] = write_record(record)
            continue
        write_atomic(path, spliced.encode())
        done.append(key)
    return done, paste


def _as_accepted(text: str, record: Record, key: str) -> str:
    """The proposal's text, every byte kept but the way to the schema, and the day of acceptance behind it."""
    text = text.replace("$schema=../../../.dateline/", "$schema=../../.dateline/", 1)
    if not key.startswith("people/") and not getattr(record, "added", ""):
        newline = "\r\n" if "\r\n" in text else "\n"
        text = text.rstrip("\r\n") + f"{newline}added: {today()}{newline}"
    return text


def _remember(root: Path, done: Iterable[str]) -> None:
    """Write into the receipts which findings were accepted, so that they never come back, deleted or not."""
    ledger = read_ledger(root)
    before = load(root).archive.receipts
    receipts = dict(before)
    for key in done:
        for source, finding in ledger.findings.get(key, ()):
            if source in receipts:
                mine = receipts[source]
                accepted = {**mine.accepted, finding: key.split("/", 1)[1]}
                receipts[source] = msgspec.structs.replace(mine, accepted=accepted)
    write_receipts(root, receipts, before)
    kept = set(done)
    write_ledger(
        root,
        Ledger(
            written={k: v for k, v in ledger.written.items() if k not in kept},
            findings={k: v for k, v in ledger.findings.items() if k not in kept},
        ),
    )
