"""Export: the accepted archive in the forms of other tools, checked like a build. Nothing unproven leaves."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from dateline.config import StringsError
from dateline.files import CannotWriteError, copy_atomic
from dateline.model import Archive
from dateline.pipeline.anew import strings_of
from dateline.pipeline.build import check_site
from dateline.problem import Problem, has_errors
from dateline.render.book import Book, make_book
from dateline.render.words import Strings, Words


class Exported(msgspec.Struct, frozen=True):
    """What an export did."""

    problems: tuple[Problem, ...] = ()
    events: int = 0
    left_out: tuple[str, ...] = ()  # ids of events that the form has no place for
    content: bytes | None = None  # None when a mistake stopped it, and for a database, which is a file only


def export_text(root: Path, form: str) -> Exported:
    """The accepted archive as `timelinejs`, `json`, `csv` or `ics`."""
    book, problems = _checked_book(root)
    if book is None:
        return Exported(problems)
    text, left_out = _text(book, form)
    return Exported(problems, len(book.events) - len(left_out), left_out, text.encode("utf-8", "replace"))


def export_database(root: Path, file: Path) -> Exported:
    """The accepted archive as a SQLite file, written whole or not at all. Raises CannotWriteError."""
    book, problems = _checked_book(root)
    if book is None:
        return Exported(problems)
    _write_sqlite(book, file)
    return Exported(problems, len(book.events))


def _checked_book(root: Path) -> tuple[Book | None, tuple[Problem, ...]]:
    """What may leave; None where a mistake stops it."""
    checked = check_site(root)
    if has_errors(checked.problems):
        return None, checked.problems
    try:
        return _book(root, checked.archive), checked.problems
    except StringsError as error:
        return None, (*checked.problems, error.problem)


def _book(root: Path, archive: Archive) -> Book:
    return make_book(archive, Words(Strings({**strings_of(root), **archive.config.strings})), draft=False)


def _text(book: Book, form: str) -> tuple[str, tuple[str, ...]]:
    from dateline.render.calendar import calendar, days_of
    from dateline.render.export import events_csv, timeline_json
    from dateline.render.timelinejs import timelinejs

    if form == "timelinejs":
        return timelinejs(book)
    if form == "ics":
        return calendar(book), tuple(name for name, event in book.events.items() if days_of(event.date) is None)
    whole: dict[str, Callable[[Book], str]] = {"json": timeline_json, "csv": events_csv}
    return whole[form](book), ()


def _write_sqlite(book: Book, file: Path) -> None:
    """The database whole or not at all: made in a folder of its own, then put in the file's place."""
    from dateline.render.database import VERSION, tables

    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        made = Path(folder, "timeline.db")
        try:
            with contextlib.closing(sqlite3.connect(made)) as base:
                base.execute("PRAGMA foreign_keys = ON")
                base.execute(f"PRAGMA user_version = {VERSION:d}")
                for table in tables(book):
                    _fill(base, table.name, table.columns, table.rows, table.searched)
                base.commit()
                base.execute("VACUUM")
        except sqlite3.OperationalError as error:  # the disk is full, say
            raise CannotWriteError(f"cannot write {made}: {error}") from error
        copy_atomic(made, file)


def _fill(base: sqlite3.Connection, name: str, columns: tuple[str, ...], rows: Iterable[tuple[str | int | None, ...]], searched: tuple[str, ...]) -> None:
    # names of tables and columns are this program's own; the content goes in as parameters
    base.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
    places = ", ".join("?" * sum(not c.startswith("PRIMARY KEY") for c in columns))
    base.executemany(f"INSERT INTO {name} VALUES ({places})", rows)  # noqa: S608
    if searched and _has_fts(base):
        base.execute(f'CREATE VIRTUAL TABLE {name}_fts USING fts5({", ".join(searched)}, content="{name}")')
        base.execute(f"INSERT INTO {name}_fts({name}_fts) VALUES ('rebuild')")  # noqa: S608


def _has_fts(base: sqlite3.Connection) -> bool:
    return any(option == "ENABLE_FTS5" for (option,) in base.execute("PRAGMA compile_options"))
