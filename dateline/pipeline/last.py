"""What the last build said, for a build that finds nothing changed: that is known by the files' stamps alone.

A stamp is made of the name, the size and both times of change of every file that a build reads (content, templates, static files,
configuration, the program and its libraries) and of every file that it made. It is taken before anything is read, so that what
changes meanwhile makes the next build; it is not kept where a file changed so lately that the next change might leave the same
time; and what cannot be read is never believed.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import msgspec

import dateline
from dateline.files import discard, write_page
from dateline.pipeline.summary import contents
from dateline.problem import Problem
from dateline.shipped import shipped

_LIBRARIES = ("jinja2", "markupsafe", "markdown_it", "msgspec", "yaml")  # what pages are made with
_TICK_NS = 50_000_000  # two changes within a tick of the file system's clock leave the same time


class Last(msgspec.Struct, frozen=True):
    """What a build said."""

    problems: tuple[Problem, ...]
    contents: str  # what the site holds, in a line
    output: str
    pages: int
    waiting: int
    read: str = ""  # the stamp of what it read …
    made: str = ""  # … and of what it made


class Stamp(NamedTuple):
    """The state of files."""

    digest: str
    settled: bool  # whether no file changed right before it was taken


def built(root: Path, base_url: str = "") -> tuple[Last, int]:
    """What a build says, and how many files it changed: said again where nothing has changed since the last one."""
    read = stamp(root, base_url)
    if last := _last_build(root, read):
        return last, 0
    from dateline.pipeline.build import build_site

    done = build_site(root, base_url)
    said = Last(done.problems, contents(done.archive), done.output, done.pages, done.waiting)
    if done.output:
        _remember(root, read, said)
    else:
        discard(_path(root))
    return said, done.written


def _last_build(root: Path, now: Stamp) -> Last | None:
    """What the last build said; None where anything may have changed since. `now` is the stamp of what would be read."""
    try:
        last = msgspec.json.decode(_path(root).read_bytes(), type=Last)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return None
    return last if now.digest == last.read and _of_folders(last.output).digest == last.made else None


def _remember(root: Path, read: Stamp, said: Last) -> None:
    """Keep what was said of a build that began at the stamp `read`."""
    if read.settled:
        made = _of_folders(said.output).digest
        write_page(_path(root), msgspec.json.encode(msgspec.structs.replace(said, read=read.digest, made=made)))
    else:
        discard(_path(root))


def stamp(root: Path, base_url: str) -> Stamp:
    """The stamp of everything that a build of the site reads."""
    package = Path(dateline.__file__).parent
    site = _of_folders(*(str(root / name) for name in ("content", "templates", "static")), str(root / "config.yaml"))
    ours = _of_folders(str(shipped("templates")), str(shipped("static")), str(package), *_libraries())
    around = f"{sys.version} {base_url} {os.environ.get('SOURCE_DATE_EPOCH', '')}"
    return Stamp(f"{around} {site.digest} {ours.digest}", site.settled)


def _path(root: Path) -> Path:
    return root / ".dateline" / "last.json"


def _libraries() -> Iterator[str]:
    found = (find_spec(name) for name in _LIBRARIES)
    yield from (spec.origin for spec in found if spec and spec.origin)


def _of_folders(*paths: str) -> Stamp:
    """The stamp of all files in these folders, and of those paths that are files."""
    told, newest, began = hashlib.blake2b(digest_size=16), 0, time.time_ns()
    for path in paths:
        for rows in _rows(path):
            told.update(msgspec.msgpack.encode(rows))
            newest = max(newest, max((row[3] for row in rows), default=0))
    return Stamp(told.hexdigest(), newest < began - _TICK_NS)


Row = tuple[str, int, int, int]  # name, size, times of change of content and of the file; nanoseconds


def _rows(path: str) -> Iterator[list[Row]]:
    """The files of a folder in order of name, then those of the folders below."""
    rows, below = [], []
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir():
                    below.append(entry.name)
                else:
                    found = entry.stat()
                    rows.append((entry.name, found.st_size, found.st_mtime_ns, found.st_ctime_ns))
    except NotADirectoryError:
        found = os.stat(path)  # noqa: PTH116
        rows = [(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns)]
    except OSError:  # gone, or a link that leads nowhere: never the same as a file that is there
        rows.append((path, -1, -1, -1))
    rows.sort()
    yield rows
    for name in sorted(below):
        if name != "__pycache__":
            yield [(name, -2, 0, 0)]
            yield from _rows(f"{path}/{name}")
