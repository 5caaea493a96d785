"""What was said of saved copies: on earlier imports, kept in their receipts; on one that was broken off, beside the copies.

`--published` must hold though the import ended before a receipt was written, so it is written down before the copy is.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from dateline.article import Given
from dateline.files import append_lines, remove
from dateline.model import Archive
from dateline.pipeline.readings import digest_of
from dateline.store import content


def said_of_copies(root: Path, archive: Archive) -> dict[str, Given]:
    """What the user said of each copy before, by its file."""
    found = {copy: msgspec.json.decode(words, type=Given) for r in archive.receipts.values() for copy, words in r.given.items()}
    return found | _noted(root)


def note_said(root: Path, name: str, digest: str, given: Given) -> None:
    """Keep, for good, what is said of a copy with these bytes, until its receipt holds it."""
    append_lines(_path(root), b"\n" + msgspec.json.encode((name, digest, given)) + b"\n")  # behind a line that a crash cut off


def forget_said(root: Path) -> None:
    """The receipts hold all of it."""
    remove(_path(root))


def _noted(root: Path) -> dict[str, Given]:
    """Of copies that have come, and hold the bytes of which it was said."""
    found: dict[str, tuple[str, Given]] = {}
    with contextlib.suppress(OSError):
        for line in _path(root).read_bytes().splitlines():
            with contextlib.suppress(msgspec.DecodeError, msgspec.ValidationError):
                name, digest, given = msgspec.json.decode(line, type=tuple[str, str, Given])
                found[name] = (digest, given)
    return {name: given for name, (digest, given) in found.items() if _is_there(root, name, digest)}


def _is_there(root: Path, name: str, digest: str) -> bool:
    try:
        return digest_of((content(root) / "articles" / name).read_bytes()) == digest
    except OSError:
        return False


def _path(root: Path) -> Path:
    return root / ".dateline" / "said.jsonl"
