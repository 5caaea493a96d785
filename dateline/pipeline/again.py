"""A build after an edit: what the index knows of the last one, and only what the edit touches made again.

What is left alone is left because nothing that it was made from is another: that was noted when it was made. Whatever
does not fit (a template, a record with old ids, an index that cannot be read on) is left to a build of everything.
"""

from __future__ import annotations

import contextlib
import mmap
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.folders import CONTENT, FILED
from dateline.model import Archive
from dateline.pipeline.anew import (
    LISTS,
    Note,
    data_anew,
    edition_of,
    noted_pieces,
    noted_row,
    pages_anew,
    search_anew,
)
from dateline.pipeline.index import NAME, Index
from dateline.pipeline.last import Last
from dateline.pipeline.output import Content, Other
from dateline.pipeline.remembered import (
    CODE,
    GLEANED,
    LOOK,
    PATHS,
    PIECES,
    Look,
    blob,
    decoded,
    plan_parts,
    state_before,
)
from dateline.pipeline.seen import SAID, Changes, Seen
from dateline.pipeline.state import COPIES, State, after
from dateline.pipeline.summary import contents
from dateline.pipeline.templates import code_of, remember
from dateline.render import Edition
from dateline.render.pieces import Kept, respliced
from dateline.render.search import FOLDER
from dateline.render.search_again import updated
from dateline.render.search_row import Row, moved_numbers, numbers, responses_said, row

_PIECE = 1 << 20  # bytes copied at a time
_PLAN = "plan:"  # begins the cell of a part of the plan as a whole
_SHARED = ("entry:", "said:", LISTS)  # begin the names of readers that are no pages: of what nothing is another they read what they have read before
_MOST_MOVED = 200  # records that came, went or have another number: of 10,000 events, in a third of the time that all would take


class Editions(NamedTuple):
    """The site in the look that it has, with the records as they are and as they were."""

    now: Edition
    before: Edition


class Again(msgspec.Struct):
    """What an edit came to."""

    state: State
    files: frozenset[str]  # of content/, that the edit changed
    before: Archive
    editions: Editions | None = None  # None where the content has mistakes
    cells: frozenset[str] = frozenset()
    blobs: Mapping[str, bytes] = {}  # to be remembered


def files_of(changes: Changes) -> frozenset[str] | None:
    """The records' files and saved copies among what changed; None where something else did that pages or proofs are made from."""
    files = frozenset(changes.changed | changes.added | changes.removed)
    mine = frozenset(file for file in files if _is_record(file) or file.startswith(COPIES))
    rest = [file for file in files - mine if not file.startswith((f"{CONTENT}/proposed/", f"{CONTENT}/schema/"))]
    return None if rest else mine


def _is_record(file: str) -> bool:
    folder, _, name = file.removeprefix(f"{CONTENT}/").partition("/")
    return file.startswith(f"{CONTENT}/") and folder in FILED and "/" not in name and not name.startswith(".")


def again(root: Path, seen: Seen, base_url: str) -> Again | None:
    """What the edit since the last build comes to; None where everything is to be made anew."""
    files = files_of(seen.inputs)
    if files is None or seen.index is None:
        return None
    look = decoded(seen.index, LOOK, Look)
    before = state_before(root, seen.index, look, base_url)
    found = after(root, before, files, base_url=base_url)
    if found is None:
        return None
    state, cells = found
    if any(p.severity == "error" for p in state.problems):
        return Again(state, files, before.archive)
    edition = edition_of(root, state, look.strings, code_of=code_of(root) if remember_templates(seen.index) else None)
    blobs = {} if state.gleaned is before.gleaned else {GLEANED: msgspec.msgpack.encode(state.gleaned)}
    return Again(state, files, before.archive, Editions(edition, edition.after(before.archive, before.plan)), cells, blobs)


def leaves_all(before: Archive, now: Archive, files: Iterable[str]) -> bool:
    """Whether proposals and receipts are what they were after these files of content/ changed, where all was settled.

    What decides about findings is in receipts and in the ids of events, and of an event no more is compared with them, and
    proven, than its reports, words and responses.
    """
    for kind, _, name in (file.split("/", 1)[1].rpartition(".")[0].partition("/") for file in files):
        if kind not in ("events", "people"):
            return False
        old, new = (getattr(archive, kind).get(name) for archive in (before, now))
        if old is None or new is None or old.was != new.was:
            return False
        if kind == "events" and (old.reports, old.quotations, old.denials) != (new.reports, new.quotations, new.denials):
            return False
    return True


def remember_templates(index: Index) -> bool:
    """Take the compiled templates, which are code: only from this user's own index. Whether that is so.

    An index is opened only as this machine left it: who brings a folder from elsewhere cannot foresee when its file
    changes here, except where a system lets that time be set.
    """
    if os.name != "nt" and os.stat(f"{index.folder}/{NAME}").st_uid == os.geteuid() and (kept := index.blob(CODE)):  # noqa: PTH116
        remember(kept)
        return True
    return False


class Remade:
    """The files of the site that an edit changes, and what is to be remembered of them."""

    def __init__(self, root: Path, seen: Seen, index: Index, edit: Again, editions: Editions, note: Note) -> None:
        self._edit = edit
        self._root, self._output, self._index = root, Path(seen.output), index
        self._new, self._old = editions
        self._readers = index.readers(edit.cells)
        self._dirty = {name.removeprefix(LISTS) for name in self._readers if name.startswith(LISTS)}  # records whose part of search or data may differ
        self._spoiled = seen.outputs.changed | seen.outputs.removed
        self._same_plan = not any(cell.startswith(_PLAN) for cell in edit.cells)
        self.before = dict.fromkeys(blob(index, PATHS).decode().split("\n"))  # the paths of the whole site
        self.paths = dict(self.before)  # … as they are now; true once all files were given
        self.blobs: dict[str, bytes] = {}

        def note_anew(reader: str, cells: Iterable[str]) -> None:
            if not reader.startswith(_SHARED) or reader in self._readers or not index.has_reader(reader):
                note(reader, cells)

        self._note = note_anew

    def files(self) -> Iterator[tuple[str, Content | Other]]:
        """Each with its path."""
        stale = (self._readers | self._spoiled) & self.before.keys()  # of the readers, those that are pages
        if not self._same_plan:
            old, new = self._old.sheets, self._new.sheets
            stale |= {path for path, sheet in new.items() if old.get(path) != sheet}
            kept = [path for path in self.paths if path not in old]
            self.paths.clear()
            self.paths.update(dict.fromkeys((*new, *kept)))
        yield from pages_anew(self._new, sorted(stale), self._note)
        yield from self._search()
        yield from self._data()
        if self.paths != self.before:
            self.blobs[PATHS] = "\n".join(self.paths).encode()
        differ = [cell.removeprefix(_PLAN) for cell in self._edit.cells if cell.startswith(_PLAN)]
        self.blobs.update(plan_parts(self._edit.state.plan, differ or ["verified"]))

    def contents(self) -> str:
        """What the site holds, in a line."""
        if self._same_plan:
            return msgspec.json.decode(blob(self._index, SAID), type=Last).contents
        return contents(self._edit.state.archive)

    def _search(self) -> Iterator[tuple[str, Content]]:
        rows = None if any(_is_search(path) for path in self._spoiled) else self._rows()
        found = None if rows is None else updated(self._read, rows, responses_said(self._new.book))
        if found is None:
            for path in [path for path in self.paths if _is_search(path)]:
                del self.paths[path]
            found = {}
            for path, content in search_anew(self._new, self._note):
                self.paths[path] = None
                yield path, content
        for path, remade in found.items():
            if remade is None:
                self.paths.pop(path, None)
            else:
                self.paths[path] = None
                yield path, remade

    def _rows(self) -> dict[int, tuple[Row | None, Row | None]] | None:
        """What can be found under the numbers of the search index, before and now, where it differs; None where so many differ that all is sooner made anew."""
        old, new = self._old.book, self._new.book
        moved = {} if self._same_plan else moved_numbers(old, new)
        if len(moved) > _MOST_MOVED:
            return None
        keys = {at: (key, key) for at, key in numbers(new, self._dirty).items()} | moved
        rows = {at: (row(old, before) if before else None, noted_row(new, now, self._note) if now else None) for at, (before, now) in keys.items()}
        return {at: both for at, both in rows.items() if both[0] != both[1]}

    def _data(self) -> Iterator[tuple[str, Content | Other]]:
        with contextlib.ExitStack() as stack:
            batch = noted_pieces(self._new.book, self._note)
            spoiled = any(file.path in self._spoiled for file in batch.files)
            kept = decoded(self._index, PIECES, Kept)
            found = None if spoiled else respliced(batch, self._dirty, kept, lambda path: _mapped(self._output / path, stack))
            if found is not None:
                parts, kept = found
                for path, pieces in parts.items():
                    yield path, Other(_spliced(self._output / path, pieces))
            else:
                kept, files = stack.enter_context(data_anew(self._root, self._new, self._note))
                yield from files.items()
            self.blobs[PIECES] = msgspec.msgpack.encode(kept)

    def _read(self, path: str) -> bytes | None:
        try:
            return (self._output / path).read_bytes()
        except OSError:
            return None


def _is_search(path: str) -> bool:
    return path.startswith(f"{FOLDER}/")


def _mapped(path: Path, stack: contextlib.ExitStack) -> memoryview | None:
    """The bytes of a file without reading them at once."""
    try:
        with path.open("rb") as file:
            return memoryview(stack.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
    except (OSError, ValueError):  # gone, or empty
        return None


def _spliced(old: Path, parts: Iterable[bytes | slice]) -> Iterator[bytes]:
    """The parts, slices taken from the old file: read, since pages of memory that are mapped cost twice as much to copy."""
    with old.open("rb", buffering=0) as file:
        for part in parts:
            if isinstance(part, bytes):
                yield part
                continue
            file.seek(part.start)
            left = part.stop - part.start
            while left and (piece := file.read(min(_PIECE, left))):
                yield piece
                left -= len(piece)
