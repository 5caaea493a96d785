"""Saved copies → readings, each file read once: the result lies in .dateline/cache under what it was made from.

A file of the cache holds the articles of one saved copy one after another, each as its gist and its reading, so that
one is found without decoding the others: an archive of ten thousand pages is never held whole.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import os
import struct
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, NamedTuple, TypeVar

import msgspec

import dateline
from dateline.article import Article, Given
from dateline.files import sha256, write_pieces
from dateline.findings import Reading
from dateline.problem import Problem, Where
from dateline.propose import Gist, Imprint, gist_of

T = TypeVar("T")

MAX_FILE = 256_000_000  # bytes; the parser bounds what one page may cost, this bounds what is read at all
_HEAD = 4096  # bytes by which an archive is known
_LENGTHS = struct.Struct(">II")  # of an article's gist and reading; two zeros end the file
_VERSION = 16  # bytes at the head of a cache file: the version of the code that makes gists


Saved = bytes | Path  # a saved file's bytes; of a web archive, which may be larger than memory, its place


class Frame(NamedTuple):
    """One article as the cache holds it."""

    gist: bytes
    reading: bytes


def read_bytes(path: Path, shown: str) -> Saved | Problem:
    """The file's bytes (an archive's place), or what keeps them from being read: missing, a folder, a pipe, too large."""
    from dateline.parse import is_archive

    where = Where(shown)
    try:
        if not path.exists():
            return Problem("no-such-file", "there is no such file", "check the name and the folder", where)
        if not path.is_file():
            return Problem("not-a-file", "this is not a regular file", "give the saved article itself", where)
        with path.open("rb") as stream:
            if is_archive(stream.read(_HEAD)):
                return path
        if path.stat().st_size > MAX_FILE:
            return Problem("too-large", f"the file has more than {MAX_FILE:,} bytes", "save the article alone", where)
        return path.read_bytes()
    except OSError as error:
        return Problem("cannot-read", f"the file cannot be read: {error.strerror}", "check its permissions", where)


def read_articles(saved: Saved, name: str, given: Given, outlets: Mapping[str, str]) -> Iterator[Article]:
    """The articles of one saved file, an archive's one after another; see dateline.parse.parse."""
    from dateline.parse import parse, parse_archive

    if isinstance(saved, Path):
        with saved.open("rb") as stream:
            yield from parse_archive(stream, given=given, outlets=outlets)
    else:
        yield from parse(saved, name=name, given=given, outlets=outlets)


def digest_of(saved: Saved) -> str:
    """Hex SHA-256 of a saved file's bytes."""
    if not isinstance(saved, Path):
        return sha256(saved)
    with saved.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_copy(root: Path, name: str, saved: Saved, given: Given, outlets: Mapping[str, str]) -> tuple[Reading, ...]:
    """The readings of a saved copy, from the cache where the same bytes were read by the same code before."""
    digest = digest_of(saved)
    path = cache_path(root, digest, name, given, outlets)
    if imprints_in(path) is None:
        keep(path, frames_of(saved, digest, name, given, outlets))
    return tuple(reading_at(path, offset) for offset, _ in imprints_in(path) or ())


def cache_path(root: Path, digest: str, name: str, given: Given, outlets: Mapping[str, str]) -> Path:
    """Where the readings of a copy with this digest lie, or will."""
    key = hashlib.sha256(msgspec.json.encode([digest, name, given, dict(outlets), code_version()], order="deterministic"))
    return root / ".dateline" / "cache" / "readings" / key.hexdigest()[:32]


def frames_of(saved: Saved, digest: str, name: str, given: Given, outlets: Mapping[str, str]) -> Iterator[Frame]:
    """Read a saved file: its articles as the cache will hold them, one after another."""
    for number, article in enumerate(read_articles(saved, name, given, outlets), 1):
        yield frame_of(article, name if number == 1 else f"{name}#{number}", digest)


def frame_of(article: Article, copy: str, digest: str) -> Frame:
    """What is found in an article, as the cache will hold it."""
    from dateline.extract import extract
    from dateline.parse.outlets import outlet_stem

    stem = outlet_stem(article.publisher) or outlet_stem(article.url)
    reading = Reading(copy=copy, bytes_sha256=digest, article=article, findings=extract(article), stem=stem)
    return Frame(msgspec.msgpack.encode(gist_of(reading)), msgspec.msgpack.encode(reading))


def keep(path: Path, frames: Iterable[Frame]) -> None:
    """Lay the frames into the cache, whole or not at all. Raises CannotWriteError."""
    held = (_LENGTHS.pack(len(frame.gist), len(frame.reading)) + frame.gist + frame.reading for frame in frames)
    write_pieces(path, itertools.chain([_gist_version()], held, [_LENGTHS.pack(0, 0)]), sync=False)


def imprints_in(path: Path) -> list[tuple[int, Imprint]] | None:
    """Offset and imprint of every article in a file of the cache; None where there is none, or none that can be read."""
    try:
        with path.open("rb") as file:
            if file.read(_VERSION) == _gist_version():
                return list(_imprints(file))
        _make_gists_anew(path)
        return imprints_in(path)
    except (OSError, struct.error, msgspec.DecodeError, msgspec.ValidationError):
        return None  # absent, cut off, or of another version: read anew


def gist_at(path: Path, offset: int) -> Gist:
    """The gist at a place in a file of the cache."""
    with path.open("rb", buffering=0) as file:
        file.seek(offset)
        head = file.read(16_384)
        gist, _ = _LENGTHS.unpack_from(head)
        end = _LENGTHS.size + gist
        whole = head if end <= len(head) else head + file.read(end - len(head))
    return msgspec.msgpack.decode(memoryview(whole)[_LENGTHS.size : end], type=Gist)


def reading_at(path: Path, offset: int) -> Reading:
    """The reading at a place in a file of the cache."""
    return _decoded(path, offset, Reading)


class _Part(msgspec.Struct, frozen=True):
    problems: tuple[Problem, ...] = ()


class _Told(msgspec.Struct, frozen=True):
    """A reading without all but what was wrong with it."""

    article: _Part
    findings: _Part


def problems_at(path: Path, offset: int) -> tuple[Problem, ...]:
    """What was wrong with the article at a place in a file of the cache."""
    told = _decoded(path, offset, _Told)
    return (*told.article.problems, *told.findings.problems)


def _decoded(path: Path, offset: int, form: type[T]) -> T:
    with path.open("rb") as file:
        file.seek(offset)
        gist, reading = _LENGTHS.unpack(file.read(_LENGTHS.size))
        file.seek(gist, os.SEEK_CUR)
        return msgspec.msgpack.decode(file.read(reading), type=form)


def _imprints(file: IO[bytes]) -> Iterator[tuple[int, Imprint]]:
    while True:
        offset = file.tell()
        gist, reading = _LENGTHS.unpack(file.read(_LENGTHS.size))
        if not gist:
            return
        yield offset, msgspec.msgpack.decode(file.read(gist), type=Imprint)
        file.seek(reading, os.SEEK_CUR)


def _make_gists_anew(path: Path) -> None:
    """Readings outlive the code that makes gists of them."""

    def anew() -> Iterator[Frame]:
        with path.open("rb") as file:
            file.seek(_VERSION)
            while True:
                gist, length = _LENGTHS.unpack(file.read(_LENGTHS.size))
                if not gist:
                    return
                file.seek(gist, os.SEEK_CUR)
                data = file.read(length)
                yield Frame(msgspec.msgpack.encode(gist_of(msgspec.msgpack.decode(data, type=Reading))), data)

    keep(path, anew())


@functools.cache
def code_version() -> str:
    """Digest of the code that reads, so that a better reader reads anew."""
    return version_of("parse/**/*.py", "extract/*.py", "*.py")


@functools.cache
def _gist_version() -> bytes:
    return bytes.fromhex(version_of("propose/*.py"))[:_VERSION]


@functools.cache
def version_of(*patterns: str) -> str:
    """Digest of the package's files that match."""
    folder = Path(dateline.__file__).parent
    digest = hashlib.sha256(dateline.__version__.encode())
    for path in sorted(p for pattern in patterns for p in folder.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()
