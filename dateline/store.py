"""content/ ↔ records: reads every file with all its mistakes, and says where each kind of record lives.

Paths in messages are relative to the site, as its owner would type them. Nothing here writes below content/ but
`write_receipt`; accepting and proposing write through files.py.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from dateline.check.places import OLD_IDS
from dateline.check.renames import renamed_ids, with_new_ids
from dateline.config import read_config
from dateline.filed import Filed, Known, read_filed
from dateline.files import CannotWriteError, is_text, readable, remove, write_atomic
from dateline.folders import ADDITIONS, CONTENT, FILED, PROPOSED, Paths, Reader, ending_of, places_of
from dateline.folders import KINDS as KINDS
from dateline.folders import RECORDS as RECORDS
from dateline.folders import Kind as Kind
from dateline.model import Archive, Receipt, Record, SavedCopy
from dateline.packed import Packed, replaced
from dateline.problem import Problem
from dateline.shelf import Shelf

_ORDER = [f"{CONTENT}/{folder}" for folder in (*KINDS, "proposed", "receipts", "pages")]  # in which a site is read


class Loaded(msgspec.Struct, frozen=True):
    """What stands in content/, and what is wrong with it."""

    archive: Archive
    problems: tuple[Problem, ...]
    proposals: Mapping[str, Record] = {}  # "events/ryabkov" → new record or addition, as it stands in proposed/
    read: Mapping[str, Filed] = {}  # file → what it gave; of those that were not known
    old_ids: bool = False  # whether any record bears old ids, which other records may name


def content(root: Path) -> Path:
    """The folder that people edit."""
    return root / "content"


def record_path(root: Path, key: str, *, proposed: bool = False) -> Path:
    """The file of "events/ryabkov", accepted or proposed."""
    return content(root) / ("proposed" if proposed else "") / f"{key}.yaml"


def load(root: Path, *, proposals: bool = False, places: bool = True, known: Known | None = None, shelf: Shelf | None = None) -> Loaded:
    """The archive of a site; with proposals, those of proposed/ merged in and marked; without places, receipts are read
    without the places of words and passages, which are most of them.

    A file that cannot be read is told in problems and left out; the rest is there. `known` is asked for what an accepted
    record's or a receipt's file gave when it was read last; only where it gives None the file is read. With a `shelf`, records lie there and not in memory.
    """
    config, problems = read_config(root)
    found = Reader(root, problems, known, shelf)
    records: dict[str, Packed[Any]] = {kind: Packed.of(RECORDS[kind], found.folder(kind, RECORDS[kind]), {OLD_IDS: found.with_old_ids[kind]}) for kind in KINDS}
    proposed = {k: v for kind in KINDS for k, v in found.proposals(kind, records[kind]).items()} if proposals else {}
    receipts = found.folder("receipts", Receipt if places else _Head)
    paths = Paths(records, {k for k in proposed if k.partition("/")[2] not in records[k.partition("/")[0]]})
    archive = Archive(
        config=config,
        receipts=Packed.of(Receipt, receipts),
        pages=found.pages(),
        paths=paths,
        places=places_of(root, paths),
        unread=frozenset(found.unread),
        events=records["events"],
        people=records["people"],
        sources=records["sources"],
    )
    if moved := renamed_ids(archive):
        archive = msgspec.structs.replace(archive, **{kind: with_new_ids(getattr(archive, kind), kind, moved) for kind in KINDS})
        proposed = {k: r for kind in KINDS for k, r in with_new_ids({k: r for k, r in proposed.items() if k.startswith(kind)}, kind, moved).items()}
    old_ids = any(True for kind in KINDS for _ in records[kind].holding([OLD_IDS]))
    return Loaded(with_proposals(archive, proposed), tuple(found.problems), proposed, found.read, old_ids)


def _of_another_file(problem: Problem) -> bool:
    """Whether a record counts as unread for a file that is not its own."""
    return bool(problem.where and (problem.where.path.endswith(".yml") or problem.where.path.startswith(PROPOSED)))


def _in_order(problem: Problem) -> tuple[int, str]:
    """The place of a problem of reading among all: files are read folder by folder, in order of name."""
    path = problem.where.path if problem.where else ""
    return next(((n, path) for n, folder in enumerate(_ORDER) if path.startswith(folder)), (-1, ""))


def reload(root: Path, before: Loaded, files: Collection[str]) -> Loaded | None:
    """What `load` would give now, where only these files changed, came or went: "content/events/ryabkov.yaml" …

    None where more may follow from it than from one record: then `load` must look at everything.
    """
    archive, read = before.archive, {}
    changes: dict[str, dict[str, bytes | None]] = {folder: {} for folder in FILED}
    for file in files:
        key, _, ending = file.removeprefix(f"{CONTENT}/").rpartition(".")
        folder, _, name = key.rpartition("/")
        if folder not in FILED or f".{ending}" != ending_of(folder) or key in archive.proposed:
            return None
        there = os.path.lexists(root / file)
        read[file] = read_filed(str(root / file), file, FILED[folder]) if there else Filed()
        changes[folder][name] = read[file].packed or None
    mine = {folder: getattr(archive, folder) for folder in FILED}
    records = {folder: mine[folder].but(changed) for folder, changed in changes.items() if changed}
    if before.old_ids or any(OLD_IDS in filed.packed for filed in read.values()) or any(map(_of_another_file, before.problems)):
        return None
    keys = {file.removeprefix(f"{CONTENT}/").rpartition(".")[0]: filed for file, filed in read.items()}
    paths = Paths({kind: records.get(kind, mine[kind]) for kind in KINDS}, {k for k in archive.proposed if archive.paths[k].startswith(PROPOSED)})
    unread = archive.unread - keys.keys() | {key for key, filed in keys.items() if filed.problems}
    told = [p for p in before.problems if not p.where or p.where.path not in read] + [p for filed in read.values() for p in filed.problems]
    archive = msgspec.structs.replace(archive, **records, paths=paths, places=places_of(root, paths), unread=unread)
    return Loaded(archive, tuple(sorted(told, key=_in_order)), before.proposals, read)


class Waiting(Mapping[str, Record]):
    """The proposals of a site ("events/ryabkov" → record), each read when it is asked for: there may be 100,000.

    One that cannot be read counts as missing where it is asked for.
    """

    def __init__(self, root: Path, archive: Archive, keys: Iterable[str]) -> None:
        self._root = root
        self._archive = archive
        self._moved = renamed_ids(archive)
        self._keys = dict.fromkeys(keys)
        self._read: dict[str, Record | None] = {}

    def __getitem__(self, key: str) -> Record:
        if key not in self._read:
            self._read[key] = self._record(key) if key in self._keys else None
        record = self._read[key]
        if record is None:
            raise KeyError(key)
        return record

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def _record(self, key: str) -> Record | None:
        kind = next(k for k in KINDS if key.startswith(f"{k}/"))
        name = key.removeprefix(f"{kind}/")
        form = ADDITIONS[kind] if name in getattr(self._archive, kind) else RECORDS[kind]
        path = record_path(self._root, key, proposed=True)
        packed = read_filed(str(path), path.name, form).packed
        return with_new_ids({name: msgspec.msgpack.decode(packed, type=form)}, kind, self._moved)[name] if packed else None


def with_proposals(archive: Archive, proposed: Mapping[str, Record]) -> Archive:
    """The archive with these proposals ("events/ryabkov" → record or addition) merged in and marked."""
    if not proposed:
        return archive
    from dateline.propose import add_to

    merged: dict[str, Mapping[str, Any]] = {}
    for kind in KINDS:
        mine: Mapping[str, Any] = getattr(archive, kind)
        named = {key.partition("/")[2]: record for key, record in proposed.items() if key.startswith(f"{kind}/")}
        told = {name: add_to(mine[name], record) if name in mine else record for name, record in named.items()}
        merged[kind] = replaced(mine, told) if told else mine
    return msgspec.structs.replace(archive, **merged, proposed=archive.proposed | frozenset(proposed))


class _Head(msgspec.Struct, frozen=True):
    """A receipt without what it proves."""

    source: str
    copies: tuple[SavedCopy, ...] = ()
    accepted: Mapping[str, str] = {}
    rejected: tuple[str, ...] = ()
    runs: Mapping[str, str] = {}
    given: Mapping[str, str] = {}


def read_receipt(root: Path, source: str) -> Receipt | None:
    """One source's receipt, whole; None where there is none or it cannot be read."""
    try:
        return msgspec.json.decode((content(root) / "receipts" / f"{source}.json").read_bytes(), type=Receipt)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return None


def read_receipts(root: Path) -> dict[str, Receipt]:
    """The receipts as they stand; those that cannot be read are left out, `load` tells of them."""
    return dict(Packed.of(Receipt, Reader(root, ()).folder("receipts", Receipt)).items())


def encoded(receipt: Receipt) -> bytes:
    """A receipt's file: JSON with sorted keys, so that the same proof is the same bytes.

    The version of the rules and whether words stand there once are always written: a stranger knows no defaults.
    """
    told = {"rules": receipt.rules, **msgspec.to_builtins(receipt)}
    for places in ("words", "passages"):
        told[places] = {key: {"unique": True, **place} for key, place in told.get(places, {}).items()}
    return msgspec.json.format(msgspec.json.encode(told, order="deterministic"), indent=1) + b"\n"


def write_receipts(root: Path, receipts: Mapping[str, Receipt], before: Mapping[str, Receipt]) -> None:
    """Make the receipts of the site these; those of sources that are gone are removed."""
    folder = content(root) / "receipts"
    for source, receipt in receipts.items():
        if before.get(source) != receipt:
            write_atomic(folder / f"{source}.json", encoded(receipt))
    for source in before.keys() - receipts.keys():
        remove(folder / f"{source}.json")


def saved_copies(root: Path) -> list[Path]:
    """The saved articles, in order of name; hidden files and folders left out. Raises CannotWriteError for a name that no record can hold."""
    folder = content(root) / "articles"
    paths = sorted(_shown_files(str(folder)), key=lambda path: path.split(os.sep)) if folder.is_dir() else []  # noqa: PTH206 (as paths are ordered, without making them)
    if bad := next((path for path in paths if not is_text(path)), None):
        raise CannotWriteError(f"the name of {readable(bad)} is not UTF-8 text, so no record can name it: rename the file")
    return [Path(path) for path in paths]


def _shown_files(folder: str) -> list[str]:
    """The paths of all files below a folder but hidden ones; ten thousand are told in a fifth of the time that path objects take."""
    found: list[str] = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:  # what may not be looked into holds nothing for us
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                found += _shown_files(entry.path)
            elif _is_file(entry):
                found.append(entry.path)
    return found


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether there is a file; not where a link leads round or nowhere."""
    try:
        return entry.is_file()
    except OSError:
        return False
