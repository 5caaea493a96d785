"""Accept: a proposal moves into place with the people and sources it needs, or its items are appended to your file.

Order of writing, so that a crash at any moment leaves valid content: sources and people first, then the event, then
the receipts, then the proposals go. What is there twice is recognised and finished by the next run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from dateline.files import remove, write_atomic
from dateline.model import Event, Record, Source
from dateline.pipeline.proofs import today
from dateline.pipeline.refresh import accepted_record, differing, refresh
from dateline.pipeline.settle import chosen, remember, waiting_keys, with_needs
from dateline.problem import Problem, Where, has_errors
from dateline.store import Loaded, load, record_path
from dateline.yamlfile import append_items, read_record, write_record

_ORDER = {"sources": 0, "people": 1, "events": 2}


class Accepted(msgspec.Struct, frozen=True):
    """What accept did."""

    keys: tuple[str, ...] = ()  # "events/ryabkov": moved into place or appended, in order of writing
    problems: tuple[Problem, ...] = ()
    paste: Mapping[str, str] = {}  # file → lines to paste, where a file could not be edited safely


def accept(root: Path, patterns: Sequence[str], *, everything: bool = False) -> Accepted:
    """Take over the proposals whose ids match one of the patterns ("ryabkov", "events/*"), or all.

    A pattern that matches nothing is a problem; with any error in the proposals chosen, or in what is accepted
    already, nothing is written.
    """
    loaded = load(root, proposals=True)
    waiting = waiting_keys(root)
    matched, problems = (waiting, []) if everything else chosen(waiting, patterns)
    keys = sorted(with_needs(loaded.proposals, matched), key=lambda k: (_ORDER[k.split("/")[0]], k))
    problems += [p for p in loaded.problems if p.where and (_touches(p.where, keys) or "/proposed/" not in p.where.path)]
    if has_errors(problems):
        return Accepted(problems=tuple(problems))
    done, paste = _taken(root, loaded, keys)
    remember(root, [(key, loaded.proposals[key]) for key in done], "accepted")
    for key in done:
        remove(record_path(root, key, proposed=True))
    refresh(root)
    return Accepted(tuple(done), tuple(problems), paste)


def _touches(where: Where, keys: Iterable[str]) -> bool:
    return any(where.path == f"content/proposed/{k}.yaml" for k in keys)


def _taken(root: Path, loaded: Loaded, keys: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    done: list[str] = []
    paste: dict[str, str] = {}
    for key in keys:
        path, proposal = record_path(root, key), record_path(root, key, proposed=True)
        record = loaded.proposals[key]
        if not path.is_file():
            write_atomic(path, _as_accepted(proposal.read_bytes().decode("utf-8"), record).encode())
            done.append(key)
            continue
        have = path.read_bytes().decode("utf-8")
        lost = differing(record, accepted_record(load(root).archive, key))
        spliced = None if lost else append_items(have, record)
        if spliced is None:
            paste[f"content/{key}.yaml"] = write_record(record)
            continue
        write_atomic(path, spliced.encode())
        done.append(key)
    return done, paste


def _as_accepted(text: str, record: Record) -> str:
    """The proposal's text, every byte kept but the way to the schema, and the day of acceptance behind it.

    Where a line behind the text would not be read as that day (all in braces, a closing "..."), it is left out.
    """
    text = text.replace("$schema=../../../.dateline/", "$schema=../../.dateline/", 1)
    if not isinstance(record, Event | Source) or record.added:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    dated = f"{text}{'' if text.endswith(newline) else newline}added: {today()}{newline}"
    wanted = msgspec.structs.replace(record, added=today())
    return dated if read_record(type(record), dated, "")[0] == wanted else text
