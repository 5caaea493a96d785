"""What a build says: said again where nothing has changed since the last one, which the files' stamps tell.

The stamps are taken before anything is read, so that what changes meanwhile is seen by the next build.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from dateline.pipeline.index import BrokenIndexError, Index
from dateline.pipeline.keeping import Contents, Reads, Row, keep
from dateline.pipeline.output import BUILT, Written
from dateline.pipeline.seen import LISTED, MADE, OUTPUT, SAID, WORDS, Seen, key_of, see
from dateline.pipeline.stamps import GONE, UNSETTLED, Folder, Folders, Stamp, folder_after, stamp_at
from dateline.pipeline.summary import count
from dateline.problem import Problem, Where


class Last(msgspec.Struct, frozen=True):
    """What a build said."""

    problems: tuple[Problem, ...]
    contents: str  # what the site holds, in a line
    output: str
    pages: int
    waiting: int


class Memory(msgspec.Struct, frozen=True):
    """What a build hands over to be remembered."""

    written: Written | None = None  # None: look what is there
    rows: Iterable[Row] = ()  # of the files that were read; the others' stay
    gone: Iterable[str] = ()  # paths of files whose rows go
    reads: Reads | None = None  # added to those noted before …
    reads_anew: bool = False  # … or in their place
    blobs: Mapping[str, bytes] = {}  # in place of those with these names …
    plan: Mapping[str, bytes] = {}  # … and the parts of a plan, each made when it is asked for

    def with_blobs(self, more: Mapping[str, bytes]) -> Memory:
        """The same, and these."""
        return msgspec.structs.replace(self, blobs={**self.blobs, **more})


def built(root: Path, base_url: str = "", seen: Seen | None = None, jobs: int = 1) -> tuple[Last, int]:
    """What a build says, and how many files it changed. `seen` is a look at the site from before, `jobs` how many processes may work."""
    if seen is None or seen.key != key_of(root, base_url) or (seen.index and not seen.index.is_current()):
        seen = see(root, base_url)
    if said := last_said(seen):
        return said, 0
    from dateline.pipeline.build import build_site

    done = build_site(root, base_url, seen, jobs)
    said = Last(done.problems, done.contents, done.output, done.pages, done.waiting)
    if done.memory:
        save(seen, said, done.memory)
    return said, done.written


def words_of(said: Last, written: int) -> tuple[str, str, str]:
    """What is printed of a build: on the error output, then up to the seconds it took and behind them; nothing there where none was done."""
    problems = dict.fromkeys(str(p) for p in sorted(said.problems, key=lambda p: (p.where or Where(""), p.code)))
    if not said.output:
        return "\n".join([*problems, "nothing was built: mend the errors above; the site on disk is as it was", ""]), "", ""
    before = f"{said.contents}\n{count(said.pages, 'file')} in {said.output} ({written} written) in "
    waiting = f"{count(said.waiting, 'proposal')} waiting in content/proposed/: see them with `serve`, take them with `accept`\n"
    return "".join(f"{problem}\n" for problem in problems), before, f" s\n{waiting if said.waiting else ''}"


def last_said(seen: Seen) -> Last | None:
    """What the last build said; None where anything may have changed since."""
    if not (seen.index and seen.is_unchanged):
        return None
    try:
        return msgspec.json.decode(seen.index.blob(SAID) or b"", type=Last)
    except (BrokenIndexError, msgspec.DecodeError, msgspec.ValidationError):
        return None


def save(seen: Seen, said: Last, memory: Memory) -> bool:
    """Remember a build that began as was seen; False where that cannot be kept, and then the state of before is."""
    index = seen.index
    try:
        made = _made(said.output, index, seen, memory.written)
        words = "\0".join(words_of(said, 0)).encode()
        blobs = {**memory.blobs, SAID: msgspec.json.encode(said), WORDS: words, OUTPUT: os.fsencode(said.output), LISTED: stamp_at(f"{seen.root}/{BUILT}")}
    except (BrokenIndexError, UnicodeEncodeError):  # a folder's name need not be text
        return False
    folders = {**seen.now, MADE: made}
    kept = Contents(rows=memory.rows, gone=memory.gone, reads=memory.reads, blobs=blobs, more_blobs=memory.plan, folders=folders, reads_anew=memory.reads_anew)
    return keep(f"{seen.root}/.dateline", seen.key, kept, index)


def _made(output: str, index: Index | None, seen: Seen, written: Written | None) -> dict[str, Folder]:
    """The state of the folder that is published.

    Pages have the stamps that they had when they were written, or that they had before: so that what somebody else
    did to them meanwhile is seen by the next build. What is not of this site counts as it is now.
    """
    if written is None:
        return {folder: folder_after(folder, lambda name, folder=folder: stamp_at(f"{folder}/{name}")) for folder, *_ in os.walk(output)}  # type: ignore[misc]
    before = index.folders().get(MADE, {}) if index and seen.output == output else {}
    fresh: dict[str, dict[str, Stamp]] = {path: {} for path in _touched(output, seen, before)}
    for path, stamp in written.stamps.items():
        folder, _, name = f"{output}/{path}".rpartition("/")
        if folder not in fresh:
            fresh.update((above, {}) for above in _down_to(folder, output) if above not in fresh)
        fresh[folder][name] = stamp
    made = {path: folder for path, folder in before.items() if path not in fresh}
    disturbed = {f"{output}/{path}".rpartition("/")[0] for path in seen.outputs.changed | seen.outputs.added | seen.outputs.removed}
    for folder, stamps in fresh.items():
        was = before.get(folder)
        stamp_now = _stamps(folder, stamps, was, written.paths.__contains__, len(output) + 1)
        now = folder_after(folder, stamp_now, None if folder in disturbed else was, stamps, same=written.same)
        if now.own != GONE:
            made[folder] = now
    return made


def _stamps(folder: str, written: Mapping[str, Stamp], before: Folder | None, is_page: Callable[[str], bool], at: int) -> Callable[[str], Stamp]:
    """Name → stamp of the files of a folder; their paths, without the first `at` signs, tell whether they are pages."""
    known: dict[str, Stamp] | None = None

    def stamp(name: str) -> Stamp:
        nonlocal known
        if name in written:
            return written[name]
        if known is None:
            known = before.each() if before else {}
        return known.get(name, UNSETTLED) if is_page(f"{folder}/{name}"[at:]) else stamp_at(f"{folder}/{name}")

    return stamp


def _touched(output: str, seen: Seen, before: Folders) -> Iterator[str]:
    """The folders in which anything is not as it was."""
    yield output
    found = seen.outputs
    yield from {f"{output}/{path}".rpartition("/")[0] for path in found.changed | found.added | found.removed}
    yield from (path for path, folder in before.items() if folder.own != stamp_at(path))


def _down_to(folder: str, output: str) -> Iterator[str]:
    """The folder and those above it, below the one that is published."""
    while len(folder) > len(output):
        yield folder
        folder = folder.rpartition("/")[0]
