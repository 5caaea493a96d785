"""Accept: a proposal moves into place with the people and sources it needs, or its items are appended to your file.

Order of writing, so that a crash at any moment leaves valid content: sources and people first, then the event, then
the receipts, then the proposals go. What is there twice is recognised and finished by the next run.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from dateline.files import remove, write_atomic
from dateline.model import Event, Record, Source
from dateline.pipeline.choice import Choice, select
from dateline.pipeline.proofs import today
from dateline.pipeline.refresh import differing, refresh
from dateline.pipeline.settle import remember, with_needs
from dateline.problem import Problem, Where, has_errors
from dateline.propose import addition_into, not_carried
from dateline.store import KINDS, RECORDS, Kind, Loaded, load, record_path
from dateline.yamlfile.read import read_record
from dateline.yamlfile.splice import append_items
from dateline.yamlfile.write import write_record

_ORDER = {"sources": 0, "people": 1, "events": 2}


class Accepted(msgspec.Struct, frozen=True):
    """What accept did."""

    keys: tuple[str, ...] = ()  # "events/ryabkov": moved into place or appended, in order of writing
    problems: tuple[Problem, ...] = ()
    paste: Mapping[str, str] = {}  # file → lines to paste, where a file could not be edited safely


def accept(
    root: Path,
    patterns: Sequence[str] = (),
    *,
    everything: bool = False,
    sources: Sequence[str] = (),
    since: str = "",
    into: str = "",
) -> Accepted:
    """Take over the proposals that are meant (see dateline.pipeline.choice); with `into`, as additions to that event.

    A pattern that matches nothing is a problem; with any error in the proposals chosen, or in what is accepted
    already, nothing is written.
    """
    loaded = load(root, proposals=True)
    matched, problems = select(root, Choice(tuple(patterns), tuple(sources), since, everything), loaded.proposals)
    accepted = {key.partition("/")[2] for key, path in loaded.archive.paths.items() if key.startswith("events/") and "/proposed/" not in path}
    moved = {old: name for name in accepted for old in loaded.archive.events[name].was if old not in accepted}
    into = moved.get(into, into)
    problems += _cannot_take_in(into, accepted, matched) if into else []
    keys = sorted(with_needs(loaded.proposals, matched), key=lambda k: (_ORDER[k.split("/")[0]], k))
    problems += [p for p in loaded.problems if p.where and (_touches(p.where, keys) or "/proposed/" not in p.where.path)]
    if has_errors(problems):
        return Accepted(problems=tuple(problems))
    merged = {key: into for key in keys if into and key.startswith("events/")}
    done, paste = _taken(root, loaded, keys, merged)
    remember(root, [(key, loaded.proposals[key]) for key in done if key not in merged], "accepted")
    if merged:
        remember(root, [(key, loaded.proposals[key]) for key in done if key in merged], "accepted", into)
    for key in done:
        remove(record_path(root, key, proposed=True))
    refresh(root)
    return Accepted(tuple(done), tuple(problems), paste)


def _cannot_take_in(into: str, events: Collection[str], matched: Sequence[str]) -> list[Problem]:
    """Why the proposals cannot be added to that event, if so: it is not there, or they are no events."""
    if into not in events:
        near = difflib.get_close_matches(into[:200], events, 1)
        hint = f"did you mean {near[0]}?" if near else "accept one of the two first, then the other into it"
        return [Problem("unknown-event", f"there is no accepted event '{into}' to add to", hint)]
    others = [key for key in matched if not key.startswith("events/")]
    told = "only an event can be added to an event; the people and sources that it needs come along"
    return [Problem("no-such-proposal", f"'{others[0]}' is no event", told)] if others else []


def _touches(where: Where, keys: Iterable[str]) -> bool:
    return any(where.path == f"content/proposed/{k}.yaml" for k in keys)


def _taken(root: Path, loaded: Loaded, keys: Sequence[str], merged: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """Write the accepted files; what was taken, and file → lines to paste where a file cannot be edited safely."""
    done: list[str] = []
    paste: dict[str, str] = {}
    for key in keys:
        target = f"events/{merged[key]}" if key in merged else key
        path, record = record_path(root, target), loaded.proposals[key]
        if not path.is_file():
            proposal = record_path(root, key, proposed=True).read_bytes().decode("utf-8")
            write_atomic(path, _as_accepted(proposal, record).encode())
            done.append(key)
            continue
        text = path.read_bytes().decode("utf-8")
        have = read_record(RECORDS[_kind(key)], text.removeprefix("\ufeff"), "")[0]
        addition, lost = _addition(record, have, is_other=key in merged)
        spliced = None if lost else append_items(text, addition)
        if spliced is None:
            paste[f"content/{target}.yaml"] = paste.get(f"content/{target}.yaml", "") + write_record(record if lost else addition)
            continue
        write_atomic(path, spliced.encode())
        done.append(key)
    return done, paste


def _addition(record: Record, have: Record | None, *, is_other: bool) -> tuple[Record, Mapping[str, object]]:
    """What is appended, and the fields of the proposal that an addition would lose."""
    if is_other and isinstance(record, Event) and isinstance(have, Event):
        return addition_into(record, have), not_carried(record)
    return record, differing(record, have) if have is not None else {}


def _kind(key: str) -> Kind:
    kind = key.split("/", 1)[0]
    return next(known for known in KINDS if known == kind)


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
