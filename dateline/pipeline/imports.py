"""Import: saved files are copied to articles/, read, and become proposals and receipts; nothing else is touched.

Untouched proposals are made anew from all saved copies in a fixed order, so that the order of imports cannot matter.
A proposal whose bytes are not those that were written is a person's: it is left alone, and what it would have become is told.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from dateline.article import Given
from dateline.check import prove
from dateline.files import remove, write_atomic
from dateline.findings import Reading
from dateline.model import Archive, Receipt, Record, SavedCopy, Source
from dateline.pipeline.ledger import Ledger, read_ledger, write_ledger
from dateline.pipeline.readings import read_articles, read_bytes, read_copy
from dateline.problem import Problem, Where
from dateline.propose import Origin, Proposals, identify, propose
from dateline.store import KINDS, Loaded, content, load, record_path, saved_copies, sha256, write_receipts
from dateline.text import text_hash
from dateline.yamlfile import write_record

_SCHEMA = "../../../.dateline/schema/{}.json"
_SINGULAR = {"events": "event", "people": "person", "sources": "source"}


class Imported(msgspec.Struct, frozen=True):
    """What an import did."""

    articles: int = 0  # read from the files given
    proposals: int = 0  # waiting in proposed/, all of them
    problems: tuple[Problem, ...] = ()


def today() -> str:
    """The day on which something is accepted or verified; tests set it by SOURCE_DATE_EPOCH, as reproducible builds do."""
    import os

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    zone = datetime.UTC
    now = datetime.datetime.fromtimestamp(int(epoch), zone) if epoch.isdigit() else datetime.datetime.now().astimezone()
    return now.date().isoformat()


def import_files(root: Path, files: Iterable[Path], given: Given) -> Imported:
    """Copy the files in and make the proposals anew. A file that cannot be read is told; the others go on."""
    problems: list[Problem] = []
    said: dict[str, Given] = {}
    articles = 0
    for path in files:
        data = read_bytes(path, str(path))
        if isinstance(data, Problem):
            problems.append(data)
            continue
        read = read_articles(data, path.name, given, {})
        told = [p.at(Where(str(path))) for a in read for p in a.problems]
        problems.extend(told)
        if not any(a.text for a in read):
            problems.extend([] if told else [Problem("no-article", "no article was found in the file", where=Where(str(path)))])
            continue
        said[_copied(root, path, data)] = given
        articles += sum(bool(a.text) for a in read)
    proposals, more = refresh(root, said)
    return Imported(articles, proposals, (*problems, *more))


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those of the folders named, in order; hidden ones left out."""
    found: list[Path] = []
    for path in paths:
        found.extend(sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")) if path.is_dir() else [path])
    return found


def _copied(root: Path, path: Path, data: bytes) -> str:
    """The name in articles/ under which these bytes lie: as they were, else a free name like the file's."""
    folder = content(root) / "articles"
    if folder.resolve() in path.resolve().parents:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    digest = sha256(data)
    for copy in saved_copies(root):
        if copy.stat().st_size == len(data) and sha256(copy.read_bytes()) == digest:
            return copy.relative_to(folder).as_posix()
    name, number = path.name.lstrip(".") or "article", 2
    while (folder / name).exists():
        name, number = f"{path.stem.lstrip('.')}-{number}{path.suffix}", number + 1
    write_atomic(folder / name, data)
    return name


def refresh(root: Path, said: Mapping[str, Given] | None = None) -> tuple[int, tuple[Problem, ...]]:
    """Make proposals and receipts anew from all saved copies; the number that waits, and what was left alone."""
    loaded = load(root)
    readings, given = _read_all(root, loaded.archive, said or {})
    if not readings and not (content(root) / "proposed").is_dir():
        return 0, ()
    ledger = read_ledger(root)
    edited = {key for key in ledger.written if _is_edited(root, key, ledger)}
    edited |= {key for key in _there(root) if key not in ledger.written}
    origins = identify(readings, _known_sources(root, loaded, edited), loaded.archive.receipts)
    made = propose(readings, origins, loaded.archive, _settled(loaded.archive, ledger, edited))
    problems: tuple[Problem, ...] = ()
    if edited:
        problems = _left_alone(propose(readings, origins, loaded.archive, _settled(loaded.archive, ledger, set())), ledger, edited)
    complete = _copies_are_there(loaded.archive, readings)
    _write_proposals(root, made, ledger, edited, complete=complete)
    _write_proofs(root, readings, origins, given)
    return len(_there(root)), problems


def _read_all(root: Path, archive: Archive, said: Mapping[str, Given]) -> tuple[list[Reading], dict[str, Given]]:
    """All readings in a fixed order: by day of publication, then text; and what the user said of each copy."""
    given = {copy: Given(**_words(r.given[copy])) for r in archive.receipts.values() for copy in r.given}
    given.update((copy, g) for copy, g in said.items() if g != Given() or copy not in given)
    folder = content(root) / "articles"
    readings: list[Reading] = []
    for path in saved_copies(root):
        name = path.relative_to(folder).as_posix()
        found = read_copy(root, name, path.read_bytes(), given.get(name, Given()), archive.config.outlets)
        readings.extend(r for r in found if r.article.text)
    readings.sort(key=lambda r: (r.article.published or "9999", text_hash(r.article.text), r.copy))
    return readings, given


def _words(encoded: str) -> dict[str, str]:
    return msgspec.json.decode(encoded, type=dict[str, str])


def _there(root: Path) -> list[str]:
    """Keys of all proposals on disk."""
    folder = content(root) / "proposed"
    return sorted(f"{kind}/{p.stem}" for kind in KINDS if (folder / kind).is_dir() for p in (folder / kind).glob("*.yaml"))


def _is_edited(root: Path, key: str, ledger: Ledger) -> bool:
    path = record_path(root, key, proposed=True)
    return path.is_file() and sha256(path.read_bytes()) != ledger.written[key]


def _known_sources(root: Path, loaded: Loaded, edited: set[str]) -> dict[str, Source]:
    """Accepted sources, and proposed ones that a person has edited: their ids are frozen."""
    known = dict(loaded.archive.sources)
    if any(key.startswith("sources/") for key in edited):
        proposals = load(root, proposals=True).archive.sources
        known.update((n, s) for n, s in proposals.items() if f"sources/{n}" in edited)
    return known


def _settled(archive: Archive, ledger: Ledger, edited: set[str]) -> frozenset[str]:
    accepted = {h for r in archive.receipts.values() for h in r.accepted}
    rejected = {h for r in archive.receipts.values() for h in r.rejected}
    mine = {h for key in edited for _, h in ledger.findings.get(key, ())}
    return frozenset(accepted | rejected | mine)


def _proposal_text(key: str, record: Record) -> str:
    return write_record(record, schema=_SCHEMA.format(_SINGULAR[key.split("/")[0]]))


def _left_alone(anew: Proposals, ledger: Ledger, edited: set[str]) -> tuple[Problem, ...]:
    """A warning for each edited proposal that import would now write differently from what it wrote first."""
    problems = []
    for key in sorted(edited & anew.records.keys() & ledger.written.keys()):
        text = _proposal_text(key, anew.records[key])
        if sha256(text.encode()) != ledger.written[key]:
            lines = [line for line in text.splitlines() if line and not line.startswith("#")]
            hint = f"your edit stays; move the file away and import again to see the new proposal ({len(lines)} lines)"
            where = Where(f"content/proposed/{key}.yaml")
            problems.append(Problem("edited-proposal", "you have edited this proposal, and the reader now finds something else", hint, where, "warning"))
    return tuple(problems)


def _copies_are_there(archive: Archive, readings: Sequence[Reading]) -> bool:
    """Whether every copy that a receipt names was read; if not, a proposal that was not made again may still be right."""
    read = {r.copy for r in readings}
    return all(c.file in read for receipt in archive.receipts.values() for c in receipt.copies[-1:])


def _write_proposals(root: Path, made: Proposals, ledger: Ledger, edited: set[str], *, complete: bool) -> None:
    """Write what was made, leave what was edited, remove what is no longer found where all copies could be read."""
    written: dict[str, str] = {k: ledger.written[k] for k in edited if k in ledger.written}
    findings = {k: v for k, v in ledger.findings.items() if k in edited}
    for key, record in made.records.items():
        if key in edited:
            continue
        text = _proposal_text(key, record)
        write_atomic(record_path(root, key, proposed=True), text.encode())
        written[key] = sha256(text.encode())
        findings.update({key: made.findings[key]} if key in made.findings else {})
    for key in _there(root):
        if key in made.records or key in edited:
            continue
        if complete:
            remove(record_path(root, key, proposed=True))
        else:
            written[key] = ledger.written[key]
            findings.update({key: ledger.findings[key]} if key in ledger.findings else {})
    write_ledger(root, Ledger(written=written, findings=findings))


def _write_proofs(root: Path, readings: Sequence[Reading], origins: Sequence[Origin], given: Mapping[str, Given]) -> None:
    loaded = load(root, proposals=True)
    before = load(root).archive.receipts
    texts = {o.id: r.article.text for r, o in zip(readings, origins, strict=True) if o.newest}
    receipts = dict(before)
    for name in {o.id for o in origins}:
        mine = [r for r, o in zip(readings, origins, strict=True) if o.id == name]
        receipts[name] = _with_copies(before.get(name) or _renamed(before, mine) or Receipt(source=name), name, mine, given)
    kept = {n: r for n, r in receipts.items() if n in loaded.archive.sources or r.accepted or r.rejected}
    archive = msgspec.structs.replace(loaded.archive, receipts=kept)
    write_receipts(root, dict(prove(archive, texts, today())), before)


def _renamed(receipts: Mapping[str, Receipt], readings: Sequence[Reading]) -> Receipt | None:
    """A receipt under another id of the same text: a proposal whose id was made anew keeps its history."""
    hashes = {text_hash(r.article.text) for r in readings}
    return next((r for r in receipts.values() if any(c.text_sha256 in hashes for c in r.copies)), None)


def _with_copies(receipt: Receipt, name: str, readings: Sequence[Reading], given: Mapping[str, Given]) -> Receipt:
    copies = {c.file: c for c in receipt.copies}
    for reading in readings:
        have = copies.get(reading.copy)
        text = text_hash(reading.article.text)
        if have is None or (have.bytes_sha256, have.text_sha256) != (reading.bytes_sha256, text):
            copies[reading.copy] = SavedCopy(file=reading.copy, bytes_sha256=reading.bytes_sha256, text_sha256=text, verified=today())
    said = {r.copy.split("#")[0]: given.get(r.copy.split("#")[0], Given()) for r in readings}
    words = {copy: msgspec.json.encode(g, order="deterministic").decode() for copy, g in said.items() if g != Given()}
    return msgspec.structs.replace(receipt, source=name, copies=tuple(copies.values()), given={**receipt.given, **words})


