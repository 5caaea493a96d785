"""Import: saved files are copied to articles/, read, and become proposals and receipts; nothing else is touched.

Files are read one after another or many at once (workers); names and results are taken in the order of the files, so that the
content is the same either way.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.article import Given
from dateline.files import copy_atomic, write_atomic
from dateline.model import Archive
from dateline.pipeline.readings import (
    Frame,
    Saved,
    cache_path,
    digest_of,
    frames_of,
    imprints_in,
    keep,
    problems_at,
    read_bytes,
)
from dateline.pipeline.refresh import refresh
from dateline.pipeline.said import note_said, said_of_copies
from dateline.pipeline.workers import Crew, Job, crew_of, read_all
from dateline.problem import Problem, Where, has_errors
from dateline.store import KINDS, content, load, saved_copies

_UNSAFE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff#\\/:*?\"<>|]")  # what some system, a receipt or a message cannot hold
_BESIDE = frozenset(
    ".jpg .jpeg .png .gif .webp .avif .svg .ico .bmp .css .js .mjs .map .json .woff .woff2 .ttf .otf .eot .mp3 .mp4 .webm .ogg .m4a .wav .mov".split()
)
_LONGEST_NAME = 120  # code points; with four bytes each and a number behind it, under the 255 bytes that systems allow … mostly


class Imported(msgspec.Struct, frozen=True):
    """What an import did."""

    articles: int = 0  # read from the files given
    proposals: int = 0  # waiting in proposed/, all of them
    problems: tuple[Problem, ...] = ()


def _nobody(_done: int) -> None:
    """Nobody watches."""


def import_files(root: Path, files: Iterable[Path], given: Given, *, crew: Crew | None = None, watch: Callable[[int], None] = _nobody) -> Imported:
    """Copy the files in and make the proposals anew. A file that cannot be read is told; the others go on.

    With a mistake in the accepted content nothing is done at all. `watch` is told how many files are done. What is done
    stays done when this is broken off: the next import goes on behind it.
    """
    before = state_of(root)
    loaded = load(root, places=False)
    if has_errors(loaded.problems):
        return Imported(problems=loaded.problems)
    begun = _Import(root, loaded.archive, given, watch)
    for found in read_all(begun.jobs(files), crew or crew_of(1)):
        begun.take(found)
    proposals, more = refresh(root, begun.said, loaded if state_of(root) == before else None)
    return Imported(begun.articles, proposals, (*begun.problems, *more))


def state_of(root: Path) -> bytes:
    """A digest of the state of all files that people edit and of the receipts: while it is the same, so are they."""
    told = hashlib.blake2b(digest_size=16)
    for path in ("config.yaml", *(f"content/{kind}" for kind in (*KINDS, "receipts", "pages"))):
        for file in sorted(os.scandir(root / path), key=lambda f: f.name) if (root / path).is_dir() else [root / path]:
            with contextlib.suppress(FileNotFoundError):
                stat = file.stat()
                told.update(repr((file.name, stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns)).encode("utf-8", "surrogatepass"))
    return told.digest()


class _Task(NamedTuple):
    """A file on its way."""

    path: Path
    name: str  # in articles/
    saved: Saved
    digest: str
    kept: Path  # where its readings will lie


class _Import:
    """The files of one import: which are asked for, and what came of them."""

    def __init__(self, root: Path, archive: Archive, given: Given, watch: Callable[[int], None]) -> None:
        self.root = root
        self.articles = 0
        self.problems: list[Problem] = []
        self.said: dict[str, Given] = {}
        self._given = given
        self._known = said_of_copies(root, archive)
        self._outlets = archive.config.outlets
        self._shelf = _Shelf(root)
        self._waiting: deque[_Task] = deque()
        self._watch = watch
        self._done = 0

    def jobs(self, files: Iterable[Path]) -> Iterator[Job]:
        """What is to be read; a file that was read before, or cannot be, is dealt with at once. Archives are read here, page by page."""
        for path in files:
            saved = read_bytes(path, str(path))
            if isinstance(saved, Problem):
                self._tell(saved)
                continue
            digest = digest_of(saved)
            name = self._shelf.name_for(path, saved, digest)
            mine = self._given if self._given != Given() else self._known.get(name, self._given)
            task = _Task(path, name, saved, digest, cache_path(self.root, digest, name, mine, self._outlets))
            if imprints_in(task.kept) is not None:
                self._finish(task)
            elif isinstance(saved, Path):
                keep(task.kept, frames_of(saved, digest, name, mine, self._outlets))
                self._finish(task)
            else:
                self._waiting.append(task)
                yield Job(saved, digest, name, mine, dict(self._outlets))

    def take(self, found: list[Frame] | Problem) -> None:
        """What came of the oldest job that was asked for."""
        task = self._waiting.popleft()
        if isinstance(found, Problem):
            self._tell(found.at(Where(str(task.path))))
            return
        keep(task.kept, found)
        self._finish(task)

    def _finish(self, task: _Task) -> None:
        imprints = imprints_in(task.kept) or []
        where = Where(str(task.path))
        told = [p.at(where) for offset, _ in imprints for p in problems_at(task.kept, offset)]
        count = sum(bool(imprint.opening) for _, imprint in imprints)
        if not count and not told:
            told = [Problem("no-article", "no article was found in the file", where=where)]
        if count:
            if self._given != Given():
                note_said(self.root, task.name, task.digest, self._given)
            self._shelf.put(task.name, task.saved)
            self.said[task.name] = self._given
            self.articles += count
        self._tell(*told)

    def _tell(self, *problems: Problem) -> None:
        """Another file is done."""
        self.problems.extend(problems)
        self._done += 1
        self._watch(self._done)


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those of the folders named that may be articles, in order; hidden ones left out."""
    found: list[Path] = []
    for path in paths:
        found.extend(sorted(p for p in path.rglob("*") if _may_be_article(p)) if path.is_dir() else [path])
    return found


def _may_be_article(path: Path) -> bool:
    # a browser saves a page's pictures, styles and scripts in a folder beside it
    return path.is_file() and not path.name.startswith(".") and path.suffix.lower() not in _BESIDE


class _Shelf:
    """The saved copies, by size, so that a thousand imports do not look a thousand times through a thousand files."""

    def __init__(self, root: Path) -> None:
        self.folder = content(root) / "articles"
        self._by_size: dict[int, list[str]] = {}
        for copy in saved_copies(root):
            self._by_size.setdefault(copy.stat().st_size, []).append(copy.relative_to(self.folder).as_posix())
        self._digests: dict[str, str] = {}  # name → digest, as far as one was asked for
        self._promised: set[str] = set()  # names of files that are being read

    def name_for(self, path: Path, saved: Saved, digest: str) -> str:
        """The name in articles/ under which these bytes lie, or will: as they were, else a free name like the file's."""
        if self.folder.resolve() in path.resolve().parents:
            return path.resolve().relative_to(self.folder.resolve()).as_posix()
        alike = self._by_size.setdefault(_size(saved), [])
        same = next((name for name in alike if self._digest(name) == digest), "")
        if same:
            return same
        name = self._free_name(path)
        self._promised.add(name)
        self._digests[name] = digest
        alike.append(name)
        return name

    def put(self, name: str, saved: Saved) -> None:
        """Lay these bytes under that name, if they do not lie there already."""
        target = self.folder / name
        if target.exists():
            return
        if isinstance(saved, Path):
            copy_atomic(saved, target)
        else:
            write_atomic(target, saved)

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = digest_of(self.folder / name)
        return self._digests[name]

    def _free_name(self, path: Path) -> str:
        stem = _UNSAFE.sub("-", path.stem.lstrip("."))[:_LONGEST_NAME].strip() or "article"
        suffix = _UNSAFE.sub("-", path.suffix)[:12]
        name, number = f"{stem}{suffix}", 2
        while name in self._promised or (self.folder / name).exists():
            name, number = f"{stem}-{number}{suffix}", number + 1
        return name


def _size(saved: Saved) -> int:
    return saved.stat().st_size if isinstance(saved, Path) else len(saved)
