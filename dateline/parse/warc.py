"""WARC and WACZ: web archives that hold many pages, read one record at a time.

Takes a stream of bytes; gives (address, day of the capture, page) for every HTML response. Only what ISO 28500 asks of a
reader: records with a header block and a Content-Length, gzipped one by one or not at all; the HTTP message inside
with its transfer and content encodings. Memory is bound by the longest page.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple
from zipfile import BadZipFile, ZipFile

MAX_PAGE = 50_000_000  # bytes of one page; of a longer one so much is read, and the reader says that it is cut
MAX_RECORD = 2_000_000_000  # bytes of any record; a longer one is taken for damage
MAX_HEADER = 65_536  # bytes of a record's or a message's head
_LOOK = MAX_HEADER + 4  # bytes after which a record is known to be a page or not
_ERRORS = (OSError, EOFError, zlib.error, ValueError, BadZipFile, NotImplementedError, RuntimeError)


class Capture(NamedTuple):
    """One page of an archive."""

    url: str
    body: bytes
    charset: str  # as the server declared it


def stream_captures(stream: IO[bytes]) -> Iterator[Capture]:
    """The HTML pages of an open WARC, gzipped WARC or WACZ, in memory bound by one page; of a broken one those before the break."""
    magic = stream.read(4)
    stream.seek(0)
    if magic.startswith(b"PK"):
        yield from _zipped(stream)
    elif magic.startswith(b"\x1f\x8b"):
        with gzip.GzipFile(fileobj=stream) as opened:
            yield from _records(opened)
    else:
        yield from _records(stream)


def is_web_archive(stream: IO[bytes]) -> bool:
    """Whether an open file in which no page was found is a web archive at all: of a ZIP, by the names at its start and its end."""
    stream.seek(0)
    head = stream.read(_LOOK)
    if not head.startswith(b"PK"):
        return True
    size = stream.seek(0, 2)  # from the end
    stream.seek(max(0, size - _LOOK))
    names = head + stream.read(_LOOK)
    return b".warc" in names or b"datapackage.json" in names


def _zipped(stream: IO[bytes]) -> Iterator[Capture]:
    try:
        with ZipFile(stream) as archive:
            for name in sorted(archive.namelist()):
                if not name.lower().endswith((".warc", ".warc.gz")):
                    continue
                with archive.open(name) as member:
                    if name.lower().endswith(".gz"):
                        with gzip.GzipFile(fileobj=member) as opened:
                            yield from _records(opened)
                    else:
                        yield from _records(member)
    except _ERRORS:
        return


def _records(stream: IO[bytes] | gzip.GzipFile) -> Iterator[Capture]:
    while True:
        try:
            head = _head(stream)
            if head is None:
                return
            length = int(head.get("content-length", "0"))
            if not 0 <= length <= MAX_RECORD:
                return
            body = stream.read(min(length, _LOOK)) if head.get("warc-type") in ("response", "resource") else b""
            if wanted := _is_page(head, body):
                body += stream.read(min(length, MAX_PAGE) - len(body))
            _skip(stream, length - len(body))
        except _ERRORS:
            return
        if wanted and (capture := _capture(head, body)):
            yield capture


def _is_page(head: dict[str, str], body: bytes) -> bool:
    """Whether a record is an HTML page, by its first bytes: a film of gigabytes is never read into memory."""
    if not body or head.get("warc-type") == "resource":
        return bool(body) and "html" in head.get("content-type", "")
    top = body.partition(b"\r\n\r\n")[0].lower()
    return top.startswith(b"http/") and b"html" in top


def _head(stream: IO[bytes] | gzip.GzipFile) -> dict[str, str] | None:
    """The next record's header fields; None at the end or where no record begins."""
    line = stream.readline(MAX_HEADER)
    for _ in range(8):  # two empty lines end a record; some writers add more
        if line.strip():
            break
        line = stream.readline(MAX_HEADER)
    if not line.startswith(b"WARC/"):
        return None
    fields: dict[str, str] = {}
    for _ in range(200):
        line = stream.readline(MAX_HEADER)
        if not line.strip():
            break
        name, _, value = line.partition(b":")
        fields[name.decode("latin-1").strip().lower()] = value.decode("utf-8", "replace").strip()
    return fields


def _skip(stream: IO[bytes] | gzip.GzipFile, length: int) -> None:
    while length > 0 and (read := len(stream.read(min(length, 1 << 20)))):
        length -= read


def _capture(head: dict[str, str], body: bytes) -> Capture | None:
    url = head.get("warc-target-uri", "").strip("<>")
    if head["warc-type"] == "resource":
        kind = head.get("content-type", "")
        return Capture(url, body, _charset(kind)) if "html" in kind else None
    top, _, rest = body.partition(b"\r\n\r\n")
    if not top.startswith(b"HTTP/") or len(top) > MAX_HEADER:
        return None
    status, *lines = top.decode("latin-1").split("\r\n")
    fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if " 200" not in status or "html" not in fields.get("content-type", "").lower():
        return None
    if "chunked" in fields.get("transfer-encoding", "").lower():
        rest = _unchunked(rest)
    return Capture(url, _unpacked(rest, fields.get("content-encoding", "").lower()), _charset(fields["content-type"]))


def _charset(kind: str) -> str:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", kind, re.IGNORECASE)
    return found[1] if found else ""


def _unchunked(body: bytes) -> bytes:
    """The body of a chunked message; a body that is not chunked after all, as it is (archives often store it so)."""
    parts: list[bytes] = []
    place = 0
    while True:
        end = body.find(b"\r\n", place, place + 64)
        size = re.fullmatch(rb"\s*([0-9a-fA-F]{1,8})\s*(?:;.*)?", body[place:end]) if end >= 0 else None
        if size is None:
            return b"".join(parts) if parts else body
        length = int(size[1], 16)
        if not length:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + length])
        place = end + 2 + length + 2


def _unpacked(body: bytes, encoding: str) -> bytes:
    """The body without its gzip or deflate coding, cut at the limit; as it is where it is stored already unpacked."""
    if encoding not in ("gzip", "x-gzip", "deflate"):
        return body
    for window in (47, -15):  # gzip or zlib by their own mark; raw deflate
        try:
            return zlib.decompressobj(window).decompress(body, MAX_PAGE)
        except zlib.error:
            continue
    return body
