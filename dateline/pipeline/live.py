"""The site in memory, page by page: each is made when it is asked for, and again only when something that it shows changed.

What `pipeline.again` does on disk with the index, this does for a preview that goes on running.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from dateline.pipeline.anew import LISTS, edition_of, pages_anew, search_anew, strings_of
from dateline.pipeline.build import unless_mistaken
from dateline.pipeline.state import State
from dateline.problem import Problem
from dateline.render import Edition
from dateline.render.export import data_files
from dateline.render.pieces import chunks
from dateline.render.search import FOLDER
from dateline.render.sheet import Sheet

DATA = "data/"


class MistakenError(Exception):
    """A page cannot be made; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Made(msgspec.Struct, frozen=True):
    """A page, and what it was made from: cells, and what its sheet was given."""

    content: bytes
    reads: frozenset[str]
    sheet: Sheet | None


class Pages(Mapping[str, bytes]):
    """Path → bytes of every file of the site. `[path]` raises MistakenError where a template or the pages' words are wrong."""

    def __init__(self, root: Path, state: State, before: Pages | None = None, cells: Collection[str] = ()) -> None:
        """`before`: the pages of a state from which this one differs in no more than these cells. Raises StringsError."""
        self._root, self._state = root, state
        self._edition: Edition = before._edition.after(state.archive, state.plan) if before is not None else edition_of(root, state, strings_of(root), draft=True)
        self._lock = threading.RLock()
        self._made: dict[str, _Made] = {}
        self._kept: dict[str, _Made] = {}  # those of before that show nothing that changed; whether their sheets are the same is seen when they are asked for
        self._inner: dict[str, frozenset[str]] = {}  # "entry:x" → what it was made from
        self._search: dict[str, bytes] = {}
        self.old: Mapping[str, bytes] = {}  # pages as they were, where they are not known to be the same
        if before is not None:
            self._take(before, cells)

    def _take(self, before: Pages, cells: Collection[str]) -> None:
        """Keep what nothing has changed of."""
        stale = {*cells}
        with before._lock:
            stale |= {cell for cell, reads in before._inner.items() if not stale.isdisjoint(reads)}
            self._inner = {cell: reads for cell, reads in before._inner.items() if cell not in stale}
            made_before = {**before._kept, **before._made}
            self._kept = {path: made for path, made in made_before.items() if stale.isdisjoint(made.reads)}
            self.old = {**before.old, **{path: made.content for path, made in made_before.items()}}
            self._search = before._search if not stale else {}

    def __getitem__(self, path: str) -> bytes:
        with self._lock:
            kept = self._kept.pop(path, None)
            if kept and kept.sheet == self._edition.sheet(path):
                self._made[path] = kept
            if path not in self._made:
                content = self._make(path)
                if content is None:
                    raise KeyError(path)
                return content
            return self._made[path].content

    def _make(self, path: str) -> bytes | None:
        if path.startswith(f"{FOLDER}/"):
            if not self._search:
                self._search = dict(search_anew(self._edition, self._note_inner))
            return self._search.get(path)
        batch = data_files(self._edition.book) if path.startswith(DATA) else None
        if batch and any(file.path == path for file in batch.files):
            return b"".join(chunks(batch, path))
        noted: dict[str, frozenset[str]] = {}
        found = unless_mistaken(self._root, lambda: dict(pages_anew(self._edition, [path], lambda reader, cells: noted.update({reader: frozenset(cells)}))))
        if isinstance(found, Problem):
            raise MistakenError(found)
        reads = noted.pop(path, frozenset())
        self._inner |= noted
        if path in found:
            self._made[path] = _Made(found[path], reads, self._edition.sheet(path))
        return found.get(path)

    def _note_inner(self, reader: str, cells: Iterable[str]) -> None:
        """Note what entries are made from, which pages go on to use; the search index is made as a whole."""
        if not reader.startswith(LISTS):
            self._inner[reader] = frozenset(cells)

    def mistake(self) -> Problem | None:
        """What is wrong with a template, found by a page of each."""
        first: dict[str, str] = {}
        for path, sheet in self._edition.sheets.items():
            first.setdefault(sheet.template, path)
        for path in first.values():
            try:
                self[path]
            except MistakenError as error:
                return error.problem
        return None

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, str):
            return False
        try:
            self[path]
        except (KeyError, MistakenError):
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        with self._lock:
            self._make(f"{FOLDER}/meta.js")
            yield from self._edition.sheets
            yield from self._search
            yield from (file.path for file in data_files(self._edition.book).files)

    def __len__(self) -> int:
        return sum(1 for _ in self)
