"""Receipts kept up with the saved copies: what each copy is, what was said of it, where the records' words stand."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from dateline.article import Given
from dateline.check import prove
from dateline.files import remove, write_atomic, write_page
from dateline.model import Archive, Event, Place, Receipt, SavedCopy, Source
from dateline.pipeline.readings import version_of
from dateline.propose import Imprint
from dateline.store import content, encoded, read_receipt, record_path


def today() -> str:
    """The day on which something is accepted or verified; tests set it by SOURCE_DATE_EPOCH, as reproducible builds do."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    zone = datetime.UTC
    now = datetime.datetime.fromtimestamp(int(epoch), zone) if epoch.isdigit() else datetime.datetime.now().astimezone()
    return now.date().isoformat()


def copy_file(copy: str) -> str:
    """The file in articles/ of a copy: "crawl.warc#3" is the third article of crawl.warc."""
    file, mark, number = copy.rpartition("#")
    return file if mark and number.isascii() and number.isdigit() else copy


class Proofs:
    """The receipts of a site while they are written, one source after another; `heads` are the receipts as they were, without places.

    A source whose file cannot be read keeps its receipt.
    """

    def __init__(self, root: Path, archive: Archive, heads: Mapping[str, Receipt], given: Mapping[str, Given]) -> None:
        self.root = root
        self._archive = archive
        self._heads = heads
        self._given = given
        self._moved = _moved(heads, archive.sources)  # new id → old one
        self._by_text = {c.text_sha256: name for name in sorted(heads, reverse=True) for c in heads[name].copies}
        self._new_id = {was: name for name, event in archive.events.items() for was in event.was if was not in archive.events}
        self._stamps = _read_stamps(root)  # source → what its receipt was last made from, and its bytes
        self._anew: dict[str, bytes] = {}
        self._open: dict[str, bytes] = {}  # source → what its receipt will be made from
        self._salt = msgspec.msgpack.encode([version_of("check/*.py", "propose/*.py", "*.py"), sorted(archive.unread), sorted(self._new_id.items())])
        self.seen: set[str] = set()  # sources whose receipts are written, or known to stand as they should

    def note(self, source: str, copies: Sequence[Imprint]) -> None:
        """Write the receipt of a rejected source: which copies of it there are."""
        self._write(source, _with_copies(self._before(source, copies), source, copies, self._given))

    def stands(self, source: str, copies: Sequence[Imprint], recipes: Mapping[str, int]) -> bool:
        """Whether the receipt of a source was made from the same before, and stands as it was written.

        `recipes` are digests of all events that name it, by id.
        """
        made_from = self._made_from(copies, recipes)
        self._anew[source] = self._stamp(source, made_from)
        if self._stamps.get(source) == self._anew[source]:
            self.seen.add(source)
            return True
        self._open[source] = made_from
        return False

    def prove(self, source: str, copies: Sequence[Imprint], text: str, events: Mapping[str, Event]) -> None:
        """Write the receipt of a source with these copies and the text of the newest; `events` are all that name it."""
        receipt = _following(_with_copies(self._before(source, copies), source, copies, self._given), self._new_id)
        archive = Archive(events=events, sources={source: Source(title="")}, receipts={source: receipt}, unread=self._archive.unread)
        self._write(source, prove(archive, {source: text}, today())[source])
        self._anew[source] = self._stamp(source, self._open.pop(source))

    def finish(self, proposed: Iterable[str]) -> None:
        """Remove the receipts of sources that are neither accepted, proposed nor decided about; move those of renamed ones."""
        here = {*self._archive.sources, *proposed}
        for source, was in self._moved.items():
            if source not in self.seen and (receipt := read_receipt(self.root, was)):
                self._write(source, _following(msgspec.structs.replace(receipt, source=source), self._new_id))
        for source in self._heads if self._new_id else ():
            if source not in self.seen and source in here and (receipt := read_receipt(self.root, source)):
                self._write(source, _following(receipt, self._new_id))
        for source, head in self._heads.items():
            if source not in here and not _is_kept(self.root, source, head):
                remove(self._path(source))
        if self._anew != self._stamps:
            write_page(_stamps_path(self.root), msgspec.msgpack.encode(self._anew))

    def _made_from(self, copies: Sequence[Imprint], recipes: Mapping[str, int]) -> bytes:
        """A digest of all that the receipt of a source depends on, but for the receipt itself."""
        said = [self._given.get(copy_file(i.copy), Given()) for i in copies]
        seen = [(i.copy, i.bytes_sha256, i.text_sha256, i.length) for i in copies]
        return hashlib.blake2b(msgspec.msgpack.encode([self._salt, seen, said, sorted(recipes.items())]), digest_size=16).digest()

    def _stamp(self, source: str, made_from: bytes) -> bytes:
        path = self._path(source)
        there = path.read_bytes() if path.is_file() else b""
        return hashlib.blake2b(made_from + there, digest_size=16).digest()

    def _before(self, source: str, copies: Sequence[Imprint]) -> Receipt:
        """The receipt as it was; one under another id of the same text: a proposal whose id was made anew keeps its history."""
        if source in self._heads or f"receipts/{source}" in self._archive.unread:
            return read_receipt(self.root, source) or Receipt(source=source)
        other = self._moved.get(source) or next((self._by_text[c.text_sha256] for c in copies if c.text_sha256 in self._by_text), "")
        return (read_receipt(self.root, other) if other else None) or Receipt(source=source)

    def _write(self, source: str, receipt: Receipt) -> None:
        self.seen.add(source)
        write_atomic(self._path(source), encoded(receipt))

    def _path(self, source: str) -> Path:
        return content(self.root) / "receipts" / f"{source}.json"


def _stamps_path(root: Path) -> Path:
    return root / ".dateline" / "cache" / "proofs"


def _read_stamps(root: Path) -> Mapping[str, bytes]:
    try:
        return msgspec.msgpack.decode(_stamps_path(root).read_bytes(), type=dict[str, bytes])
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return {}


def _is_kept(root: Path, name: str, receipt: Receipt) -> bool:
    """Whether a receipt without a readable source stays: it holds decisions, or its source's file is there with a mistake."""
    files = (record_path(root, f"sources/{name}", proposed=proposed) for proposed in (False, True))
    return bool(receipt.accepted or receipt.rejected) or any(f.is_file() for f in files)


def _moved(receipts: Mapping[str, Receipt], sources: Mapping[str, Source]) -> dict[str, str]:
    """The sources that a person has renamed and whose receipts still have their old ids: new id → old one."""
    old = {n: next((w for w in s.was if w in receipts and w not in sources), "") for n, s in sources.items() if n not in receipts}
    return {new: was for new, was in old.items() if was}


def _following(receipt: Receipt, new_id: Mapping[str, str]) -> Receipt:
    """The receipt with the places of passages under the ids that their events have now."""
    if not any(key.partition("#")[0] in new_id for key in receipt.passages):
        return receipt
    passages: dict[str, Place] = {}
    for key, place in receipt.passages.items():
        name, mark, part = key.partition("#")
        passages.setdefault(f"{new_id.get(name, name)}{mark}{part}", place)
    return msgspec.structs.replace(receipt, passages=dict(sorted(passages.items())))


def _with_copies(receipt: Receipt, name: str, imprints: Sequence[Imprint], given: Mapping[str, Given]) -> Receipt:
    copies = {c.file: c for c in receipt.copies}
    for imprint in imprints:
        have = copies.get(imprint.copy)
        if have is None or (have.bytes_sha256, have.text_sha256) != (imprint.bytes_sha256, imprint.text_sha256):
            have = SavedCopy(file=imprint.copy, bytes_sha256=imprint.bytes_sha256, text_sha256=imprint.text_sha256, verified=today())
        copies[imprint.copy] = msgspec.structs.replace(have, words=imprint.length)
    said = {file: given.get(file, Given()) for file in (copy_file(i.copy) for i in imprints)}
    words = {copy: msgspec.json.encode(g, order="deterministic").decode() for copy, g in said.items() if g != Given()}
    return msgspec.structs.replace(receipt, source=name, copies=tuple(copies.values()), given={**receipt.given, **words})
