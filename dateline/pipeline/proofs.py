"""Receipts kept up with the saved copies: what each copy is, what was said of it, where the records' words stand."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from dateline.article import Given
from dateline.check import prove
from dateline.findings import Reading
from dateline.model import Archive, Event, Place, Receipt, SavedCopy, Source
from dateline.propose import Origin
from dateline.store import record_path, write_receipts
from dateline.text import text_hash


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


def write_proofs(
    root: Path, archive: Archive, readings: Sequence[Reading], origins: Sequence[Origin], given: Mapping[str, Given]
) -> None:
    """Write the receipts of all sources that are accepted, proposed, or decided about; `archive` holds the proposals too.

    A source whose file cannot be read keeps its receipt.
    """
    before = archive.receipts
    texts = {o.id: r.article.text for r, o in zip(readings, origins, strict=True) if o.newest}
    receipts = {**before, **_moved(before, archive.sources)}
    for name in {o.id for o in origins}:
        mine = [r for r, o in zip(readings, origins, strict=True) if o.id == name]
        receipts[name] = _with_copies(receipts.get(name) or _renamed(before, mine) or Receipt(source=name), name, mine, given)
    receipts = {n: _following(r, archive.events) for n, r in receipts.items() if n in archive.sources or _is_kept(root, n, r)}
    write_receipts(root, dict(prove(msgspec.structs.replace(archive, receipts=receipts), texts, today())), before)


def _is_kept(root: Path, name: str, receipt: Receipt) -> bool:
    """Whether a receipt without a readable source stays: it holds decisions, or its source's file is there with a mistake."""
    files = (record_path(root, f"sources/{name}", proposed=proposed) for proposed in (False, True))
    return bool(receipt.accepted or receipt.rejected) or any(f.is_file() for f in files)


def _renamed(receipts: Mapping[str, Receipt], readings: Sequence[Reading]) -> Receipt | None:
    """A receipt under another id of the same text: a proposal whose id was made anew keeps its history."""
    hashes = {text_hash(r.article.text) for r in readings}
    return next((r for r in receipts.values() if any(c.text_sha256 in hashes for c in r.copies)), None)


def _moved(receipts: Mapping[str, Receipt], sources: Mapping[str, Source]) -> dict[str, Receipt]:
    """The receipts of sources that a person has renamed, under their new ids."""
    old = {n: next((w for w in s.was if w in receipts and w not in sources), "") for n, s in sources.items() if n not in receipts}
    return {new: msgspec.structs.replace(receipts[was], source=new) for new, was in old.items() if was}


def _following(receipt: Receipt, events: Mapping[str, Event]) -> Receipt:
    """The receipt with the places of passages under the ids that their events have now."""
    new_id = {was: name for name, event in events.items() for was in event.was if was not in events}
    if not any(key.partition("#")[0] in new_id for key in receipt.passages):
        return receipt
    passages: dict[str, Place] = {}
    for key, place in receipt.passages.items():
        name, mark, part = key.partition("#")
        passages.setdefault(f"{new_id.get(name, name)}{mark}{part}", place)
    return msgspec.structs.replace(receipt, passages=dict(sorted(passages.items())))


def _with_copies(receipt: Receipt, name: str, readings: Sequence[Reading], given: Mapping[str, Given]) -> Receipt:
    copies = {c.file: c for c in receipt.copies}
    for reading in readings:
        have = copies.get(reading.copy)
        text = text_hash(reading.article.text)
        if have is None or (have.bytes_sha256, have.text_sha256) != (reading.bytes_sha256, text):
            copies[reading.copy] = SavedCopy(file=reading.copy, bytes_sha256=reading.bytes_sha256, text_sha256=text, verified=today())
    said = {file: given.get(file, Given()) for file in (copy_file(r.copy) for r in readings)}
    words = {copy: msgspec.json.encode(g, order="deterministic").decode() for copy, g in said.items() if g != Given()}
    return msgspec.structs.replace(receipt, source=name, copies=tuple(copies.values()), given={**receipt.given, **words})
