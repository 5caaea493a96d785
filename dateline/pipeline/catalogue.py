"""All saved copies in a fixed order, read: what is held of each is its imprint and where its gist and reading lie in the cache."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from dateline.article import Given
from dateline.files import write_page
from dateline.findings import Reading
from dateline.pipeline.readings import (
    Frame,
    Saved,
    cache_path,
    digest_of,
    frames_of,
    gist_at,
    imprints_in,
    keep,
    read_bytes,
    reading_at,
)
from dateline.pipeline.workers import Job, crew_of, read_all
from dateline.problem import Problem, Where
from dateline.propose import Gist, Imprint
from dateline.store import content, saved_copies

_HELD = 8  # readings that stay at hand: an event told by several sources is made while the last of them is read
_RECENT_NS = 2_000_000_000  # a file that changed so shortly before it was looked at may change again within one tick of the clock


class Catalogue:
    """The articles of a site by their place: by day of publication, then text, then name."""

    def __init__(self, found: Iterable[tuple[Imprint, Path, int]]) -> None:
        rows = sorted(found, key=lambda row: (row[0].published or "9999", row[0].text_sha256, row[0].copy))
        self.imprints: Sequence[Imprint] = [imprint for imprint, _, _ in rows]
        self._folder = rows[0][1].parent if rows else Path()
        self._files = [path.name for _, path, _ in rows]
        self._offsets = array("Q", [offset for _, _, offset in rows])
        self.reading = lru_cache(_HELD)(self._reading)

    def __len__(self) -> int:
        return len(self.imprints)

    def gist(self, place: int) -> Gist:
        """The gist of the article at a place."""
        return gist_at(self._folder / self._files[place], self._offsets[place])

    def _reading(self, place: int) -> Reading:
        return reading_at(self._folder / self._files[place], self._offsets[place])

    def key(self, place: int) -> str:
        """What the reading at a place is known by: equal keys are equal readings."""
        return f"{self._files[place]}+{self._offsets[place]}"


def catalogue_of(root: Path, outlets: Mapping[str, str], given: Mapping[str, Given]) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The catalogue of content/articles/, what is not in the cache read now; `given` is what was said of each file."""
    folder = content(root) / "articles"
    found: list[tuple[Imprint, Path, int]] = []
    problems: list[Problem] = []
    with Digests(root) as digests:
        for path in saved_copies(root):
            name = path.relative_to(folder).as_posix()
            kept = _kept(root, path, name, given.get(name, Given()), outlets, digests)
            if isinstance(kept, Problem):
                problems.append(kept)
            else:
                found.extend((imprint, kept[0], offset) for offset, imprint in kept[1] if imprint.opening)
    return Catalogue(found), tuple(problems)


def _kept(
    root: Path, path: Path, name: str, given: Given, outlets: Mapping[str, str], digests: Digests
) -> tuple[Path, Sequence[tuple[int, Imprint]]] | Problem:
    """Where the readings of a copy lie in the cache, and what is there; it is read if they do not."""
    if digest := digests.known(path, name):
        kept = cache_path(root, digest, name, given, outlets)
        if (found := imprints_in(kept)) is not None:
            return kept, found
    saved: Saved | Problem = read_bytes(path, f"content/articles/{name}")
    if isinstance(saved, Problem):
        return saved
    digest = digests.note(path, name, saved)
    kept = cache_path(root, digest, name, given, outlets)
    found = imprints_in(kept)
    if found is None:
        frames = _read(saved, digest, name, given, outlets)
        if isinstance(frames, Problem):
            return frames.at(Where(f"content/articles/{name}"))
        keep(kept, frames)
        found = imprints_in(kept)
    return kept, found or ()


def _read(saved: Saved, digest: str, name: str, given: Given, outlets: Mapping[str, str]) -> Iterable[Frame] | Problem:
    if isinstance(saved, Path):
        return frames_of(saved, digest, name, given, outlets)
    return next(read_all([Job(saved, digest, name, given, outlets)], crew_of(1)))


class Digests:
    """The digests of saved copies, so that ten thousand files are not read only to see that they are the same.

    A file counts as the same while its size, its number on the disk and both its times are; the time of the last change of
    its state cannot be set by hand. What changed a moment ago is not trusted, as in Git's index.
    """

    def __init__(self, root: Path) -> None:
        self._path = root / ".dateline" / "cache" / "copies"
        self._noted: dict[str, tuple[tuple[int, ...], str]] = {}
        self._here: dict[str, tuple[tuple[int, ...], str]] = {}

    def __enter__(self) -> Digests:
        try:
            self._noted = msgspec.msgpack.decode(self._path.read_bytes(), type=dict[str, tuple[tuple[int, ...], str]])
        except (OSError, msgspec.DecodeError, msgspec.ValidationError):
            self._noted = {}
        return self

    def __exit__(self, *_: object) -> None:
        if self._here != self._noted:
            write_page(self._path, msgspec.msgpack.encode(self._here))

    def known(self, path: Path, name: str) -> str:
        """The digest of a file that is as it was; "" where that is not known."""
        noted = self._noted.get(name)
        if noted and noted[0] == _state(path):
            self._here[name] = noted
            return noted[1]
        return ""

    def note(self, path: Path, name: str, saved: Saved) -> str:
        """The digest of these bytes, kept for the file unless it has just changed."""
        state, digest = _state(path), digest_of(saved)
        if state and time.time_ns() - max(state[2:]) > _RECENT_NS:
            self._here[name] = (state, digest)
        return digest


def _state(path: Path) -> tuple[int, ...]:
    try:
        stat = path.stat()
    except OSError:
        return ()
    return (stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns)
