"""Old ids that keep working: a reference to a record that was renamed, and says so under `was:`, is read as its new id.

No file is changed for it. An old id that is a record's own, or that two records claim, leads nowhere: it is told by
`shared_old_ids` in dateline.check.references.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from dateline.check.places import old_ids
from dateline.model import Archive, Event, Record
from dateline.packed import Packed, pack

T = TypeVar("T", bound=Record)
Moved = Mapping[str, Mapping[str, str]]  # folder → old id → the id that the record has now

_FOLDER = {"people": "people", "speaker": "people", "by": "people", "source": "sources", "same_text_as": "sources", "of": "events"}


def renamed_ids(archive: Archive) -> Moved:
    """The old ids of each folder, and whose they are."""
    moved: dict[str, dict[str, str]] = {}
    for folder in ("events", "people", "sources"):
        records: Mapping[str, Any] = getattr(archive, folder)
        pairs = [(old, name) for name, olds in old_ids(archive, folder).items() for old in olds if old not in records]
        claims = Counter(old for old, _ in pairs)
        found = {old: name for old, name in pairs if claims[old] == 1}
        moved |= {folder: found} if found else {}
    return moved


def with_new_ids(records: Mapping[str, T], folder: str, moved: Moved) -> Mapping[str, T]:
    """The records of a folder, their references to old ids leading to the new ones."""
    folder_of = {**_FOLDER, "distinct_from": folder}
    if not isinstance(records, Packed):
        return {name: _current(record, folder_of, moved) for name, record in records.items()}
    old_ids = [old.encode() for ids in moved.values() for old in ids]
    named = {name: records[name] for name in records.holding(old_ids)}
    changed = {name: pack(now) for name, record in named.items() if (now := _current(record, folder_of, moved)) != record}
    return records.but(changed) if changed else records


def _current(record: T, folder_of: Mapping[str, str], moved: Moved) -> T:
    inner = {q.id for q in record.quotations} if isinstance(record, Event) else set()
    fields = ((name, getattr(record, name)) for name in record.__struct_fields__)
    changed = {name: new for name, value in fields if (new := _value(value, folder_of.get(name, ""), folder_of, moved)) != value}
    done = msgspec.structs.replace(record, **changed) if changed else record
    if not isinstance(record, Event) or "denials" not in changed:
        return done
    # "q1" is a quotation here before it is the old id of an event
    denials = tuple(msgspec.structs.replace(d, of=old.of) if old.of in inner else d for d, old in zip(changed["denials"], record.denials, strict=True))
    return msgspec.structs.replace(done, denials=denials)


def _value(value: Any, folder: str, folder_of: Mapping[str, str], moved: Moved) -> Any:
    if isinstance(value, Record):
        return _current(value, folder_of, moved)
    if isinstance(value, tuple):
        return tuple(_value(item, folder, folder_of, moved) for item in value)
    if folder in moved and isinstance(value, str):
        name, mark, rest = value.partition("#") if folder == "events" else (value, "", "")  # what a denial answers: "vote#q1"
        return f"{moved[folder].get(name, name)}{mark}{rest}"
    return value
