"""All files of a site, one after another, and what each was made from.

Pages and what a record gives to the search index and to the data files are noted with the cells that they read
(see `render.book`); the next build asks which of them an edit leaves as they are.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from dateline.files import TEMPORARY, CannotWriteError, is_text, let_go, readable, sweep_folders
from dateline.pipeline.output import Content
from dateline.pipeline.state import State
from dateline.pipeline.templates import STRINGS
from dateline.render import Edition
from dateline.render.book import Book
from dateline.render.export import data_files
from dateline.render.held import Heap, Room
from dateline.render.pieces import Batch, Kept, Pouring, pour
from dateline.render.search import index
from dateline.render.search_row import Row, responses_said, row, row_keys
from dateline.render.spare import CodeOf
from dateline.shelf import shelf_in
from dateline.shipped import shipped

if TYPE_CHECKING:
    from jinja2 import BaseLoader

Files = dict[str, Iterator[bytes]]
Note = Callable[[str, Iterable[str]], None]  # (reader, cells): a page, or what is made of a record for search and data
LISTS = "lists:"  # begins the name of a reader that is what a record gives to search and data
_PART = 1 << 20  # bytes of a large file that are in memory at once


def edition_of(root: Path, state: State, strings: Mapping[str, str], *, draft: bool = False, room: Callable[[], Room] = Heap, code_of: CodeOf | None = None) -> Edition:
    """The site with these words (see `strings_of`) in the look that it has now; `room` and `code_of` as the edition has them."""

    def loader() -> BaseLoader:
        from dateline.pipeline.loading import template_loader

        return template_loader(root)

    return Edition(state.archive, state.plan, loader, static_files(root), strings=strings, draft=draft, stands=state.stands, room=room, code_of=code_of)


def room_in(root: Path) -> Room:
    """Where what was made waits until it is used: in a file, or in memory where none can be made."""
    return shelf_in(root) or Heap()


def strings_of(root: Path) -> dict[str, str]:
    """The words of the site's pages, its own over the shipped ones. Raises StringsError."""
    from dateline.config import read_strings

    return read_strings(shipped("templates") / STRINGS, root / "templates" / STRINGS)


def static_files(root: Path) -> dict[str, bytes]:
    """Path below static/ → bytes, the site's own over the shipped ones. Raises CannotWriteError for one whose name can be no address."""
    found: dict[str, bytes] = {}
    for folder in (shipped("static"), root / "static"):
        if folder.is_dir():
            files = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".") and p != folder / "README.md")
            found.update({p.relative_to(folder).as_posix(): p.read_bytes() for p in files})
    if bad := next((name for name in found if not is_text(name)), None):
        raise CannotWriteError(f"the name of static/{readable(bad)} is not UTF-8 text, so no page can lead to it: rename the file")
    return found


def pages_anew(edition: Edition, paths: Iterable[str], note: Note) -> Iterator[tuple[str, bytes]]:
    """These pages, those that are none left out."""
    book = edition.book
    for path in paths:
        page = edition.make_if_any(path)
        if page is not None:
            note(path, book.reads)
            _note_inner(book, note)
            yield path, page.content


def search_anew(edition: Edition, note: Note) -> Iterator[tuple[str, bytes]]:
    """Every file of the search index."""
    book = edition.book
    return index((noted_row(book, key, note) for key in row_keys(book)), responses_said(book))


def noted_row(book: Book, key: str, note: Note) -> Row:
    """What can be found of a record."""
    book.reads.clear()
    found = row(book, key)
    _note_lists(book, key, note)
    return found


def noted_pieces(book: Book, note: Note) -> Batch:
    """The data files, whose pieces are noted as they are made."""
    batch = data_files(book)
    book.reads.clear()

    def pieces(key: str) -> list[bytes]:
        book.reads.clear()
        found = list(batch.pieces(key))
        _note_lists(book, key, note)
        return found

    return msgspec.structs.replace(batch, pieces=pieces)


@contextlib.contextmanager
def data_anew(root: Path, edition: Edition, note: Note) -> Iterator[tuple[Kept, Files]]:
    """Every data file, written beside the site first, since each record is looked at once for all of them."""
    with _beside(root) as (put, files):
        yield pour(noted_pieces(edition.book, note), put), files()


def lists_anew(root: Path, edition: Edition, note: Note, keep: Callable[[Kept], None]) -> Iterator[tuple[str, Content]]:
    """Every file of the search index and of data, made on one walk through all records; `keep` is given what `data_anew` tells."""
    book = edition.book
    with _beside(root) as (put, files):
        pouring = Pouring(data_files(book), put)
        yield from index(_rows_poured(book, pouring, note, room_in(root)), responses_said(book))
        keep(pouring.done())
        yield from files().items()


def _rows_poured(book: Book, pouring: Pouring, note: Note, room: Room) -> Iterator[Row]:
    """The rows of all records that can be found, in the order of their numbers. They are made in that of data: those that come before their turn wait in the room."""
    unpacked = msgspec.msgpack.Decoder(Row).decode
    turns, waiting = iter(row_keys(book)), dict[str, int]()
    turn = next(turns, "")
    for key in pouring.left:
        book.reads.clear()
        found = None if key.startswith("withdrawn/") else row(book, key)
        pouring.take(key)
        _note_lists(book, key, note)
        if found and key == turn:
            yield found
            turn = next(turns, "")
        elif found:
            waiting[key] = room.put(msgspec.msgpack.encode(found))
        while turn in waiting:
            yield unpacked(room.get(waiting.pop(turn)))
            turn = next(turns, "")


def _note_lists(book: Book, key: str, note: Note) -> None:
    """Note what search and data were made from of a record: as one, since nearly all that one reads the other does."""
    note(LISTS + key, book.reads)
    _note_inner(book, note)


@contextlib.contextmanager
def _beside(root: Path) -> Iterator[tuple[Callable[[str, bytes], None], Callable[[], Files]]]:
    """What puts chunks into files beside the site, and what gives these files."""
    import tempfile

    sweep_folders(root / ".dateline")
    with tempfile.TemporaryDirectory(prefix=TEMPORARY, dir=root / ".dateline") as folder, contextlib.ExitStack() as stack:
        files: dict[str, BinaryIO] = {}

        def put(path: str, chunk: bytes) -> None:
            try:
                if path not in files:
                    files[path] = (Path(folder) / path.replace("/", "-")).open("w+b")
                    stack.callback(let_go, files[path])
                files[path].write(chunk)
            except OSError as error:
                raise CannotWriteError.aside(error) from error

        yield put, lambda: {path: _parts(file) for path, file in files.items()}


def _parts(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while part := file.read(_PART):
        yield part


def _note_inner(book: Book, note: Note) -> None:
    for cell, cells in book.inner.items():
        note(cell, cells)
    book.inner.clear()
