"""What a build finds when it begins: which files are not as the last build left them. All is asked before anything is read.

A build with nothing to do needs no more than this, so that nothing is loaded here that costs time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.machinery import PathFinder

import dateline
from dateline.pipeline.index import BrokenIndexError, Index, open_index
from dateline.pipeline.stamps import Differences, Folders, look

_LIBRARIES = ("jinja2", "markupsafe", "markdown_it", "msgspec", "yaml")  # what pages are made with
_READ = ("content", "templates", "static", "config.yaml")  # of a site
SITE, OURS, MADE = "site", "ours", "made"  # parts of the index's folders: what is read, what reads it, what is written
OUTPUT, SAID, WORDS = "output", "said", "words"  # names of blobs: the folder that is published, what was said, the same as it is printed
LISTED = "listed"  # likewise: the stamp of the list of pages
SETTLED = "settled"  # likewise: not empty where there are saved copies, and nothing of them that a person has to decide about


class Changes:
    """Paths that are not as they were, below the site or the folder that is published."""

    def __init__(self, folder: str, found: Differences) -> None:
        self.changed = _below(folder, found.changed)
        self.added = _below(folder, found.added)
        self.removed = _below(folder, found.removed)

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed)


class Seen:
    """The state of a site's files, and the index if it is to be believed; without it, nothing is told of what changed."""

    def __init__(self, root: str, key: str, index: Index | None) -> None:
        self.root = root  # resolved
        self.key = key
        self.index = index
        before = index.folders() if index else {}
        self.output = os.fsdecode((index and index.blob(OUTPUT)) or b"")
        self.now: dict[str, Folders] = {}
        ours = self._look(OURS, tuple(_ours()), before)
        if index and ours:
            index.close()
            self.index, before = None, {}
        self.inputs = self._inputs(before)
        known = before.get(MADE, {})
        found = look([self.output] if known else [], known, lambda path, name: f"{path}/{name}" in known)
        self.outputs = Changes(self.output, found)
        self.now[MADE] = found.now

    def _look(self, part: str, roots: Iterable[str], before: Mapping[str, Folders]) -> Differences:
        found = look(roots, before.get(part, {}), lambda _, name: name != "__pycache__")
        self.now[part] = found.now
        return found

    @property
    def is_unchanged(self) -> bool:
        """Whether a build would find nothing to do."""
        if self.index is None or self.inputs or self.outputs or os.path.lexists(f"{self.root}/.dateline/writing.txt"):
            return False
        return self.index.is_current()

    def words_again(self) -> Sequence[str] | None:
        """What the last build said, as it is printed, where there is nothing to do: on the error output, then up to the seconds and behind them."""
        try:
            words = self.index.blob(WORDS) if self.index and self.is_unchanged else None
            return words.decode().split("\0") if words else None
        except (BrokenIndexError, UnicodeDecodeError):
            return None

    def look_again(self) -> None:
        """Take what is read as it is now: something was written there meanwhile that the build is to read."""
        before = self.index.folders() if self.index else {}
        self.inputs = self._inputs(before)

    def _inputs(self, before: Mapping[str, Folders]) -> Changes:
        found = self._look(SITE, [f"{self.root}/{name}" for name in _READ], before)
        return Changes(self.root, found if self.index else Differences())  # 100,000 files that all are new take 20 MB


def see(root: str | os.PathLike[str], base_url: str = "") -> Seen:
    """Look at a site that is to be built for this address."""
    site, key = os.path.realpath(root), key_of(root, base_url)
    try:
        return Seen(site, key, open_index(f"{site}/.dateline", key))
    except BrokenIndexError:
        return Seen(site, key, None)


def key_of(root: str | os.PathLike[str], base_url: str) -> str:
    """What an index must have been kept under to be believed, beside the program and its libraries."""
    site = os.path.realpath(root)
    place = os.stat(site)  # noqa: PTH116
    return "\n".join((sys.version, str(sys.flags.optimize), site, f"{place.st_dev} {place.st_ino}", base_url, os.environ.get("SOURCE_DATE_EPOCH", "")))


def _ours() -> Iterator[str]:
    """The program, both places where its templates may be, and its libraries."""
    package = os.path.dirname(os.path.abspath(dateline.__file__))  # noqa: PTH100, PTH120
    beside = os.path.dirname(package)  # noqa: PTH120
    yield from (package, f"{beside}/templates", f"{beside}/static")
    found = (PathFinder.find_spec(name) for name in _LIBRARIES)
    yield from (spec.origin for spec in found if spec and spec.origin)


def _below(folder: str, paths: Iterable[str]) -> set[str]:
    return {path[len(folder) + 1 :] for path in paths}
