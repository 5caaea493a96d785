"""The state of files by their stamps: what changed since they were last looked at, found without reading a byte.

A stamp is size, both times of change and inode. What changed so lately that the next change might leave the same times has a stamp
that equals none, and a folder that changed lately is listed again. A look is most of what a build with nothing to do costs, so that
no other library is loaded here than it needs.
"""

from __future__ import annotations

import os
import stat
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from struct import Struct

TICK_NS = 20_000_000  # two changes within a tick of the system's clock leave the same time; no system has a longer one
_COARSE_NS = 2_000_000_000  # … but for file systems that know whole seconds, or even ones
_SECOND_NS = 1_000_000_000

_pack = Struct("=qqqq").pack
_SIZE = 32  # bytes of a stamp
_WORD = 0x7FFF_FFFF_FFFF_FFFF  # inodes of some network disks have more bits than a number here
GONE = b"\xff" * _SIZE  # no such file, or a link that leads nowhere
UNSETTLED = b"\xfe" * _SIZE  # the stamp of no file: what has it counts as changed
_LISTED_AGAIN = b"\xfd" * _SIZE  # in place of a folder's own stamp; as long as one, so that an index keeps it in its place
_TIME = 1 if os.name == "nt" else 2  # where in a stamp stands when the file changed: Windows has when it was made in the other place
_HAS_FOLDERS = os.stat in os.supports_dir_fd  # names are looked up in an open folder, in four fifths of the time

Stamp = bytes


class Folder:
    """The files of a folder. Of a path that is a file `names` is None, and only `own` is told."""

    __slots__ = ("below", "names", "own", "stamps")

    def __init__(self, own: Stamp, names: tuple[bytes, ...] | None = None, stamps: bytes = b"", below: tuple[str, ...] = ()) -> None:
        self.own = own  # the stamp of the folder itself: names come and go with it
        self.names = names  # as the system has them, mostly in the order of their inodes: both spare a tenth of looking 40,000 up
        self.stamps = stamps  # one behind another, in the order of the names
        self.below = below  # names of the folders in it

    def each(self) -> dict[str, Stamp]:
        """Name → stamp."""
        return {os.fsdecode(name): self.stamps[at * _SIZE : (at + 1) * _SIZE] for at, name in enumerate(self.names or ())}


Folders = Mapping[str, Folder]  # by their paths


class Differences:
    """What a look found: the state now, and the paths that are not as they were."""

    __slots__ = ("added", "changed", "now", "removed")

    def __init__(self) -> None:
        self.now: dict[str, Folder] = {}
        self.changed: list[str] = []
        self.added: list[str] = []
        self.removed: list[str] = []

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed)


def stamp_of(found: os.stat_result) -> Stamp:
    """The stamp of a file that was looked at."""
    return _pack(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino & _WORD)


def stamp_at(path: str) -> Stamp:
    """The stamp of the file at this path."""
    try:
        return stamp_of(os.stat(path))  # noqa: PTH116
    except (OSError, ValueError):
        return GONE


def look(roots: Iterable[str], before: Folders, wanted: Callable[[str, str], bool]) -> Differences:
    """The state of these folders, of all below them that are `wanted` (path, name), and of paths that are files; beside what it was."""
    found, limit = Differences(), time.time_ns() - TICK_NS
    todo: list[tuple[str, frozenset[tuple[int, int]]]] = [(root, frozenset()) for root in roots]
    while todo:
        path, above = todo.pop()
        was = before.get(path)
        try:
            own = os.stat(path)  # noqa: PTH116
        except (OSError, ValueError):
            own = None
        if own is None or not stat.S_ISDIR(own.st_mode):
            _take_file(found, path, was, GONE if own is None else stamp_of(own), limit)
            continue
        inode = (own.st_dev, own.st_ino)
        if inode not in above:  # a link that leads to a folder it lies in
            now = _folder(path, stamp_of(own), was, limit)
            _compare(found, path, was, now, limit)
            todo += [(f"{path}/{name}", above | {inode}) for name in reversed(now.below) if wanted(path, name)]
    for path in before.keys() - found.now.keys():
        _take_gone(found, path, before[path])
    return found


def folder_after(path: str, stamp: Callable[[str], Stamp], before: Folder | None = None, written: Iterable[str] = (), *, same: bool = False) -> Folder:
    """The state of a folder that was written to, the stamps of its files being told by their names.

    Where it holds the names that it held `before`, only those of the files `written` are asked for. With `same` it is known to hold them:
    then it is not listed, and what somebody else adds meanwhile is nothing that a build asks for.
    """
    own, limit = stamp_at(path), time.time_ns() - TICK_NS  # before the names: what comes between is seen the next time
    if before is not None and before.names is not None and (same or _holds_only(path, before)):
        names, below = before.names, before.below
    else:
        names, below = _list(path)
    if before is not None and before.names == names:
        stamps, fresh = bytearray(before.stamps), {os.fsencode(name): name for name in written}
        for at in [at for at, name in enumerate(names) if name in fresh]:
            stamps[at * _SIZE : (at + 1) * _SIZE] = stamp(fresh[names[at]])
        return Folder(_own(own, limit), names, bytes(stamps), below)
    return Folder(_own(own, limit), names, b"".join([stamp(os.fsdecode(name)) for name in names]), below)


def _folder(path: str, own: Stamp, was: Folder | None, limit: int) -> Folder:
    """A folder's state with the stamps as they are, lately changed or not."""
    if was is not None and was.names is not None and own == was.own:
        names, below = was.names, was.below
    else:
        names, below = _list(path)
    return Folder(_own(own, limit), names, _stamps(path, names), below)


def _holds_only(path: str, folder: Folder) -> bool:
    """Whether the names in a folder are those that it held; whether each is that of a file is seen when it is looked at."""
    try:
        return {*os.listdir(os.fsencode(path))} == {*(folder.names or ()), *map(os.fsencode, folder.below)}  # noqa: PTH208  (pathlib costs too much to load)
    except OSError:
        return False


def _list(path: str) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    """The names of the files in a folder, in the order of their inodes, and of the folders, sorted; none where it cannot be read."""
    files: list[tuple[int, bytes]] = []
    below: list[str] = []
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir():
                    below.append(entry.name)
                else:
                    files.append((entry.inode(), os.fsencode(entry.name)))
    except OSError:
        return (), ()
    return tuple([name for _, name in sorted(files)]), tuple(sorted(below))


def _stamps(path: str, names: tuple[bytes, ...]) -> bytes:
    if not _HAS_FOLDERS:
        return _stamps_by_path(path, names)
    try:
        folder = os.open(path, os.O_RDONLY)
    except OSError:
        return GONE * len(names)
    see, pack = os.stat, _pack
    try:
        return b"".join([pack(s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino & _WORD) for name in names for s in [see(name, dir_fd=folder)]])
    except OSError:  # one of them is gone, or leads nowhere
        return _stamps_by_path(path, names)
    finally:
        os.close(folder)


def _stamps_by_path(path: str, names: tuple[bytes, ...]) -> bytes:
    return b"".join([stamp_at(f"{path}/{os.fsdecode(name)}") for name in names])


def _own(stamp: Stamp, limit: int) -> Stamp:
    return stamp if _is_settled(stamp, limit) else _LISTED_AGAIN


def _is_settled(stamp: Stamp, limit: int) -> bool:
    """Whether the file changed so long ago that another change would leave another time."""
    changed = int(array("q", stamp)[_TIME])
    return changed < (limit if changed % _SECOND_NS else limit - _COARSE_NS)


def _take_file(found: Differences, path: str, was: Folder | None, stamp: Stamp, limit: int) -> None:
    found.now[path] = Folder(stamp if stamp == GONE or _is_settled(stamp, limit) else UNSETTLED)
    if was is not None and was.names is not None:
        _take_gone(found, path, was)
        was = None
    before = was.own if was else GONE
    if stamp != before:
        (found.removed if stamp == GONE else found.added if before == GONE else found.changed).append(path)


def _take_gone(found: Differences, path: str, was: Folder) -> None:
    if was.names is not None:
        found.removed += [f"{path}/{name}" for name in was.each()]
    elif was.own != GONE:
        found.removed.append(path)


def _compare(found: Differences, path: str, was: Folder | None, now: Folder, limit: int) -> None:
    """Note a folder's state and what differs from what it was."""
    if was is not None and was.names is None:
        _take_gone(found, path, was)
        was = None
    if was is not None and (was.names, was.stamps) == (now.names, now.stamps):
        found.now[path] = was if (was.own, was.below) == (now.own, now.below) else now
        return
    found.now[path] = _without_late(now, limit)
    if was is not None and was.names == now.names:
        found.changed += [f"{path}/{os.fsdecode((now.names or ())[at])}" for at in _differing(was.stamps, now.stamps)]
        return
    old, new = was.each() if was else {}, now.each()
    for name, stamp in new.items():
        if name not in old:
            found.added.append(f"{path}/{name}")
        elif old[name] != stamp:
            found.changed.append(f"{path}/{name}")
    found.removed += [f"{path}/{name}" for name in old if name not in new]


def _without_late(folder: Folder, limit: int) -> Folder:
    """The folder, its lately changed files with a stamp that equals none."""
    changed = array("q", folder.stamps)[_TIME::4]
    if not changed or max(changed) < limit - _COARSE_NS:
        return folder
    stamps = bytearray(folder.stamps)
    for nth in [nth for nth, time_ns in enumerate(changed) if time_ns >= limit - _COARSE_NS]:
        at = slice(nth * _SIZE, (nth + 1) * _SIZE)
        if not _is_settled(folder.stamps[at], limit):
            stamps[at] = UNSETTLED
    return Folder(folder.own, folder.names, bytes(stamps), folder.below)


def _differing(some: bytes, others: bytes) -> Iterator[int]:
    """The numbers of the stamps that differ, of as many; a hundred are compared at once."""
    step = 100 * _SIZE
    for start in range(0, len(some), step):
        if some[start : start + step] != others[start : start + step]:
            for at in range(start, min(start + step, len(some)), _SIZE):
                if some[at : at + _SIZE] != others[at : at + _SIZE]:
                    yield at // _SIZE
