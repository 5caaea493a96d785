"""Saved copies → readings, each file read once: the result lies in .dateline/cache under what it was made from."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

import dateline
from dateline.article import Article, Given
from dateline.files import write_page
from dateline.findings import Reading
from dateline.problem import Problem, Where
from dateline.store import sha256

MAX_FILE = 256_000_000  # bytes; the parser bounds what one page may cost, this bounds what is read at all


def read_bytes(path: Path, shown: str) -> bytes | Problem:
    """The file's bytes, or what keeps them from being read: missing, a folder, a pipe, too large."""
    where = Where(shown)
    try:
        if not path.exists():
            return Problem("no-such-file", "there is no such file", "check the name and the folder", where)
        if not path.is_file():
            return Problem("not-a-file", "this is not a regular file", "give the saved article itself", where)
        if path.stat().st_size > MAX_FILE:
            return Problem("too-large", f"the file has more than {MAX_FILE:,} bytes", "save the article alone", where)
        return path.read_bytes()
    except OSError as error:
        return Problem("cannot-read", f"the file cannot be read: {error.strerror}", "check its permissions", where)


def read_articles(data: bytes, name: str, given: Given, outlets: Mapping[str, str]) -> tuple[Article, ...]:
    """The articles of one saved file; see dateline.parse.parse."""
    from dateline.parse import parse

    return parse(data, name=name, given=given, outlets=outlets)


def read_copy(root: Path, name: str, data: bytes, given: Given, outlets: Mapping[str, str]) -> tuple[Reading, ...]:
    """The readings of a saved copy, from the cache where the same bytes were read by the same code before."""
    digest = sha256(data)
    key = hashlib.sha256(msgspec.json.encode([digest, name, given, dict(outlets), code_version()], order="deterministic"))
    path = root / ".dateline" / "cache" / "readings" / f"{key.hexdigest()[:32]}.msgpack"
    cached = _cached(path)
    if cached is not None:
        return cached
    readings = tuple(_readings(data, digest, name, given, outlets))
    write_page(path, msgspec.msgpack.encode(readings))
    return readings


def _cached(path: Path) -> tuple[Reading, ...] | None:
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=tuple[Reading, ...])
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return None  # absent, or of another version: read anew


def _readings(data: bytes, digest: str, name: str, given: Given, outlets: Mapping[str, str]) -> Iterator[Reading]:
    from dateline.extract import extract
    from dateline.parse.outlets import outlet_stem

    for number, article in enumerate(read_articles(data, name, given, outlets), 1):
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
