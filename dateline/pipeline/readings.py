"""Saved copies → readings, each file read once: the result lies in .dateline/cache under what it was made from."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

import dateline
from dateline.article import Article, Given
from dateline.files import sha256, write_page
from dateline.findings import Reading
from dateline.problem import Problem, Where

MAX_FILE = 256_000_000  # bytes; the parser bounds what one page may cost, this bounds what is read at all
_HEAD = 4096  # bytes by which an archive is known


Saved = bytes | Path  # a saved file's bytes; of a web archive, which may be larger than memory, its place


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
    key = hashlib.sha256(msgspec.json.encode([digest, name, given, dict(outlets), code_version()], order="deterministic"))
    path = root / ".dateline" / "cache" / "readings" / f"{key.hexdigest()[:32]}.msgpack"
    cached = _cached(path)
    if cached is not None:
        return cached
    readings = tuple(_readings(saved, digest, name, given, outlets))
    write_page(path, msgspec.msgpack.encode(readings))
    return readings


def _cached(path: Path) -> tuple[Reading, ...] | None:
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=tuple[Reading, ...])
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return None  # absent, or of another version: read anew


def _readings(saved: Saved, digest: str, name: str, given: Given, outlets: Mapping[str, str]) -> Iterator[Reading]:
    from dateline.extract import extract
    from dateline.parse.outlets import outlet_stem

    for number, article in enumerate(read_articles(saved, name, given, outlets), 1):
        copy = name if number == 1 else f"{name}#{number}"
        stem = outlet_stem(article.publisher) or outlet_stem(article.url)
        yield Reading(copy=copy, bytes_sha256=digest, article=article, findings=extract(article), stem=stem)


@functools.cache
def code_version() -> str:
    """Digest of the code that reads, so that a better reader reads anew."""
    folder = Path(dateline.__file__).parent
    digest = hashlib.sha256(dateline.__version__.encode())
    for path in sorted([*folder.glob("parse/**/*.py"), *folder.glob("extract/*.py"), *folder.glob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
