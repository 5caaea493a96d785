"""Where a value of a record stands, which ids there are, and which known id is meant by an unknown one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec

from dateline.model import Archive, KeyPath
from dateline.packed import Packed
from dateline.problem import Where
from dateline.text import slug

OLD_IDS = msgspec.msgpack.encode("was")  # in the bytes of every record that bears some
_LONGEST = 160  # characters of content that a message repeats


def shown(text: str) -> str:
    """Content as a message repeats it: one line, not too long, and nothing that a terminal would obey."""
    line = "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def where(archive: Archive, record: str, key: KeyPath = ()) -> Where | None:
    """The place of a value of "events/ryabkov"; of what holds it, where the value itself is not written."""
    path = archive.paths.get(record)
    if path is None:
        return None
    for length in range(len(key), 0, -1):
        if found := archive.places.get((path, key[:length])):
            return found
    return Where(path)


def ids_in(archive: Archive, folder: str) -> set[str]:
    """The ids that a folder's files give, also of those that cannot be read: a mistake there is no second one here."""
    return {*getattr(archive, folder), *(key.partition("/")[2] for key in archive.unread if key.startswith(f"{folder}/"))}


def old_ids(archive: Archive, folder: str) -> dict[str, tuple[str, ...]]:
    """The records of a folder that bear old ids, and these."""
    records: Mapping[str, Any] = getattr(archive, folder)
    names: Iterable[str] = records.holding([OLD_IDS]) if isinstance(records, Packed) else records
    return {name: was for name in names if (was := records[name].was)}


def suggestion(unknown: str, known: Collection[str]) -> str:
    """The known id that an unknown one most likely stands for: the same words, else similar letters; "" if none."""
    words = slug(unknown)
    if words in known:
        return words
    from difflib import get_close_matches

    return next(iter(get_close_matches(words[:60], known, 1, 0.7)), "")
