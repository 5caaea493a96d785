"""The folder that is published: pages go there one after another, and become the site all together.

A page that is there already with other words is written beside its place and takes it at the end; a new one is written where it
belongs. When anything goes wrong before that, what was written is taken away again, and the site is as it was. What is equal is not
touched. Never are all pages in memory, nor all of a page that comes in pieces.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.files import CannotWriteError, discard, remove, sweep, write_atomic, write_page
from dateline.pipeline.stamps import Stamp, stamp_at, stamp_of

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)  # a pipe would be waited for without end
_MAKE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_PIECE = 1 << 20  # bytes copied at a time

BUILT = ".dateline/built.json"  # which pages the last build left

Content = bytes | Iterable[bytes]


class Other(NamedTuple):
    """The pieces of a page that is known to be another than the one that stands there."""

    pieces: Iterable[bytes]


class Written(NamedTuple):
    """What came of it."""

    pages: int  # on the site
    changed: int  # files that were not there, or not with these bytes
    stamps: Mapping[str, Stamp] = {}  # path → stamp, of the pages that were given
    paths: Collection[str] = ()  # of the whole site
    same: bool = False  # whether these are known to be the pages that stood there before


def output_folder(root: Path, name: str) -> Path:
    """The folder that is published. Raises CannotWriteError for one that would overwrite the site itself."""
    if "\0" in name:
        raise CannotWriteError("output in config.yaml holds a NUL character, which no folder's name may: leave it out")
    output = (root / name).resolve()
    mine = [root.resolve() / part for part in ("content", "templates", "static")]
    if output == root.resolve() or output in root.resolve().parents or any(output == m or m in output.parents for m in mine):
        raise CannotWriteError(f"output '{name}' in config.yaml would overwrite the site itself: give a folder of its own")
    return output


def write_pages(root: Path, output: Path, pages: Iterable[tuple[str, Content | Other]], *, paths: Collection[str] | None = None, known: Collection[str] | None = None) -> Written:
    """Make the folder hold these pages (path → bytes, or pieces of them) and no other of an earlier build.

    With `paths`, those of the whole site, only the pages given are looked at: the others stand there as they should; `known` are
    those that the list of the last build holds, where somebody knows. What somebody else put there is left alone. Whatever `pages`
    raises goes through, and nothing is changed then.
    """
    made, journal = root / BUILT, root / ".dateline" / "writing.txt"
    left = _left_by_a_crash(journal, output)
    if journal.exists():
        sweep(output)
    with _Staging(output, journal, left) as staging:
        for path, content in pages:
            staging.put(path, content)
        staging.finish()
    whole = staging.stamps.keys() if paths is None else paths
    same = not left and known is not None and known == whole
    if not same:
        _put_right(made, output, left, whole)
    discard(journal)
    return Written(len(whole), staging.changed, staging.stamps, whole, same)


def _put_right(made: Path, output: Path, left: set[str], whole: Collection[str]) -> None:
    """Remove what is of the site no more, and list what is."""
    before = _built_before(made, output)
    for path in sorted((before | left).difference(whole)):
        target = output / path
        if target.resolve().is_relative_to(output):
            remove(target)
    if before != set(whole) or not before:
        write_atomic(made, msgspec.json.encode({"output": str(output), "pages": sorted(whole)}))


class _Staging:
    """Pages on their way into the folder."""

    def __init__(self, output: Path, journal: Path, left: set[str]) -> None:
        self.stamps: dict[str, Stamp] = {}
        self.changed = 0
        self._output = str(output)
        self._folders: dict[str, bool] = {}  # those that are there, and inside the output; whether files of before are in them
        self._new: list[str] = []  # files that stand where they belong and were not there before
        self._waiting: list[tuple[str, str]] = []  # temporary file, path of its page
        write_page(journal, "".join(f"{line}\n" for line in (output, *sorted(left))).encode())
        self._journal = os.open(journal, os.O_WRONLY | os.O_APPEND)

    def __enter__(self) -> _Staging:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        os.close(self._journal)
        for name in (*(temporary for temporary, _ in self._waiting), *(self._new if failed else ())):
            discard(Path(name))

    def put(self, path: str, content: Content | Other) -> None:
        """Write the page, unless it stands there already."""
        target = f"{self._output}/{path}"
        folder = target.rpartition("/")[0]
        try:
            if folder not in self._folders:
                self._open(path, folder)
            old = _opened(target) if self._folders[folder] else None
            if old is None:
                self._add(path, target, content.pieces if isinstance(content, Other) else content)
                return
            try:
                self._change(path, target, old, content)
            finally:
                os.close(old)
        except OSError as error:
            raise CannotWriteError(f"cannot write {target}: {error.strerror}") from error

    def finish(self) -> None:
        """Let all changed pages take their places."""
        for temporary, path in self._waiting:
            target = f"{self._output}/{path}"
            try:
                os.replace(temporary, target)  # noqa: PTH105
            except OSError as error:
                raise CannotWriteError(f"cannot write {target}: {error.strerror}") from error
            self.stamps[path] = stamp_at(target)
        self._waiting.clear()
        self._new.clear()

    def _add(self, path: str, target: str, content: Content) -> None:
        """Write a page that was not there; its name is in the journal before its file is there."""
        os.write(self._journal, f"{path}\n".encode())
        try:
            made = os.open(target, _MAKE, 0o666)
        except FileExistsError:  # given twice, a link that leads nowhere, or two names that are one to this file system
            self._set_aside(path, target, _pieces(content))
            return
        self._new.append(target)
        try:
            self.stamps[path] = _fill(made, _pieces(content))
        finally:
            os.close(made)
        self.changed += 1

    def _change(self, path: str, target: str, old: int, content: Content | Other) -> None:
        """Write a page beside its place, unless the old file holds the same."""
        found = os.fstat(old)
        if isinstance(content, Other) and stat.S_ISREG(found.st_mode):
            self._set_aside(path, target, content.pieces)
            return
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        content = content.pieces if isinstance(content, Other) else content
        if not stat.S_ISREG(found.st_mode) or (isinstance(content, bytes) and found.st_size != len(content)):
            self._set_aside(path, target, _pieces(content))
            return
        same, rest = _compared(old, _pieces(content))
        if rest is None and same == found.st_size:
            self.stamps[path] = stamp_of(found)
        else:
            self._set_aside(path, target, chain(_beginning(old, same), rest or ()))

    def _set_aside(self, path: str, target: str, pieces: Iterable[bytes]) -> None:
        temporary = f"{target.rpartition('/')[0]}/.dateline-{os.getpid()}-{len(self._waiting)}"
        made = os.open(temporary, _MAKE, 0o666)
        self._waiting.append((temporary, path))
        try:
            _fill(made, pieces)
        finally:
            os.close(made)
        self.changed += 1

    def _open(self, path: str, folder: str) -> None:
        """Make sure of a folder, once."""
        if not Path(folder).resolve().is_relative_to(self._output):
            raise CannotWriteError(f"the page {path} would lie outside {self._output}")
        Path(folder).mkdir(parents=True, exist_ok=True)
        with os.scandir(folder) as entries:
            self._folders[folder] = any(entries)


def _opened(path: str) -> int | None:
    try:
        return os.open(path, _READ)
    except FileNotFoundError:
        return None


def _pieces(content: Content) -> Iterable[bytes]:
    return (content,) if isinstance(content, bytes) else content


def _fill(file: int, pieces: Iterable[bytes]) -> Stamp:
    """Write the pieces; the stamp of the file then."""
    for piece in pieces:
        done = os.write(file, piece)
        while done < len(piece):  # a nearly full disk takes a part, then tells
            done += os.write(file, piece[done:])
    return stamp_of(os.fstat(file))


def _compared(old: int, pieces: Iterable[bytes]) -> tuple[int, Iterable[bytes] | None]:
    """How many bytes of the old file are the same, and the pieces from the first that differs on; None where none does."""
    same, rest = 0, iter(pieces)
    for piece in rest:
        if _read(old, len(piece)) != piece:
            return same, chain((piece,), rest)
        same += len(piece)
    return same, None


def _read(file: int, size: int) -> bytes:
    """So many bytes, or what is left."""
    found = os.read(file, size)
    while len(found) < size and (more := os.read(file, size - len(found))):
        found += more
    return found


def _beginning(file: int, size: int) -> Iterator[bytes]:
    """The first bytes of a file, in pieces."""
    os.lseek(file, 0, os.SEEK_SET)
    for at in range(0, size, _PIECE):
        yield _read(file, min(_PIECE, size - at))


def _built_before(made: Path, output: Path) -> set[str]:
    try:
        listing = msgspec.json.decode(made.read_bytes(), type=dict[str, str | list[str]])
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return set()
    return set(listing.get("pages", ())) if listing.get("output") == str(output) else set()


def _left_by_a_crash(journal: Path, output: Path) -> set[str]:
    """Pages that an interrupted build had put into the folder without getting to its list."""
    try:
        folder, *paths = journal.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return set()
    return set(paths[:-1]) if folder == str(output) else set()
