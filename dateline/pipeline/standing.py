"""Which proposals stand as they were last made, so that of 100,000 only those are made, and read, that an article touches.

Of each proposal two digests lie in the cache: of all that it is made of, and of the state of its file; each with its line in the
ledger. Without the cache, or with another version of the code, every proposal is made anew and compared, with the same result.
"""

from __future__ import annotations

import contextlib
import os
import time
from functools import cache
from pathlib import Path

from dateline.files import sha256, write_pieces
from dateline.pipeline.ledger import Mark, short
from dateline.pipeline.marks import Columns, number_of, unpacked
from dateline.pipeline.readings import version_of
from dateline.store import content

_RECENT_NS = 2_000_000_000  # a file that changed so shortly before it was looked at may change again within one tick of the clock
_VERSION = 16  # bytes


class Standing:
    """What is known of the proposals from the last time, and what is now."""

    def __init__(self, root: Path) -> None:
        self._folder = content(root) / "proposed"
        self._path = root / ".dateline" / "cache" / "proposed"
        self._before = self._read()  # digest of what it is made of, of the state of its file
        self._made = Columns(1)
        self._states = Columns(1)

    def is_untouched(self, key: str, mark: Mark) -> bool:
        """Whether the file holds the bytes that its line in the ledger tells; it is read only where it changed since it was known to."""
        path = f"{self._folder}/{key}.yaml"  # a plain text: a hundred thousand of them are looked at
        before, state = self._before.get(key), _state(path, mark)
        is_known = before is not None and state != 0 and before[1] == state
        if not is_known and short(sha256(Path(path).read_bytes())) not in (mark.digest, mark.pending):
            return False
        if is_known or not _is_recent(path):
            self._states.add(key, state)
        return True

    def is_made_of(self, key: str, recipe: int, mark: Mark) -> bool:
        """Whether the proposal that the line in the ledger tells of was made of just this."""
        before = self._before.get(key)
        return before is not None and before[0] == _stamp(recipe, mark)

    def made(self, key: str, recipe: int, mark: Mark) -> None:
        """A proposal is made of this, and its line in the ledger is, or will be, that."""
        self._made.add(key, _stamp(recipe, mark))

    def written(self, key: str, mark: Mark, size: int) -> None:
        """Its file has just been written, with so many bytes.

        Looked at right behind the writing: an edit changes the file's state, unless it were in the same tick of the clock
        and left the size as it is.
        """
        path = f"{self._folder}/{key}.yaml"
        with contextlib.suppress(FileNotFoundError):
            if Path(path).stat().st_size == size:
                self._states.add(key, _state(path, mark))

    def keep(self) -> None:
        """Keep in the cache what is known now."""
        now = Columns(2)
        for number, made in self._made.rows():
            state = self._states.row(number)
            now.add_row(number, made, state[0] if state else 0)
        write_pieces(self._path, [_version(), *now.packed()], sync=False)

    def _read(self) -> Columns:
        try:
            data = self._path.read_bytes()
        except OSError:
            return Columns(2)
        return unpacked(data[_VERSION:], 2) if data[:_VERSION] == _version() else Columns(2)


def _stamp(recipe: int, mark: Mark) -> int:
    return number_of(recipe.to_bytes(8, "big"), mark.digest, mark.row)


def _state(path: str, mark: Mark) -> int:
    """A digest of the file's state and of what the ledger says it holds; 0 where that is not known."""
    try:
        stat = os.stat(path)  # noqa: PTH116  (no Path is made of a hundred thousand names)
    except OSError:
        return 0
    known = (stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns)
    return 0 if mark.pending else number_of(repr(known).encode(), mark.digest)


def _is_recent(path: str) -> bool:
    stat = Path(path).stat()
    return time.time_ns() - max(stat.st_mtime_ns, stat.st_ctime_ns) <= _RECENT_NS


@cache
def _version() -> bytes:
    """Of the code that makes proposals and writes them."""
    return bytes.fromhex(version_of("propose/*.py", "yamlfile/*.py", "pipeline/*.py", "*.py"))[:_VERSION]
