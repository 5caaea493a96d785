"""content/ ↔ records: reads every file with all its mistakes, and says where each kind of record lives.

Paths in messages are relative to the site, as its owner would type them. Nothing here writes below content/ but
`write_receipt`; accepting and proposing write through files.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from dateline.check.renames import renamed_ids, with_new_ids
from dateline.config import read_config
from dateline.files import remove, write_atomic
from dateline.model import (
    Archive,
    Event,
    EventAddition,
    Person,
    PersonAddition,
    Receipt,
    Record,
    SavedCopy,
    Source,
    SourceAddition,
)
from dateline.problem import Problem, Where
from dateline.propose import add_to
from dateline.yamlfile import Places, read_plain, read_record

Kind = Literal["events", "people", "sources"]
KINDS: tuple[Kind, ...] = ("events", "people", "sources")
RECORDS: dict[Kind, type[Record]] = {"events": Event, "people": Person, "sources": Source}
ADDITIONS: dict[Kind, type[Record]] = {"events": EventAddition, "people": PersonAddition, "sources": SourceAddition}
MAX_YAML = 2_000_000  # bytes; the largest record of a real timeline has 40,000


class Loaded(msgspec.Struct, frozen=True):
    """What stands in content/, and what is wrong with it."""

    archive: Archive
    problems: tuple[Problem, ...]
    proposals: Mapping[str, Record] = {}  # "events/ryabkov" → new record or addition, as it stands in proposed/


def content(root: Path) -> Path:
    """The folder that people edit."""
    return root / "content"


def record_path(root: Path, key: str, *, proposed: bool = False) -> Path:
    """The file of "events/ryabkov", accepted or proposed."""
    return content(root) / ("proposed" if proposed else "") / f"{key}.yaml"


def load(root: Path, *, proposals: bool = False, places: bool = True) -> Loaded:
    """The archive of a site; with proposals, those of proposed/ merged in and marked; without places, receipts are read
    without the places of words and passages, which are most of them.

    A file that cannot be read is told in problems and left out; the rest is there.
    """
    config, config_places, problems = read_config(root)
    found = _Reader(root, list(problems))
    found.places.add("config.yaml", config_places)
    records = {kind: found.folder(content(root) / kind, kind, RECORDS[kind]) for kind in KINDS}
    proposed = {k: v for kind in KINDS for k, v in found.proposals(kind, records[kind]).items()} if proposals else {}
    receipts = found.receipts(places=places)
    archive = Archive(
        config=config,
        events=_sorted(records["events"]),
        people=_sorted(records["people"]),
        sources=_sorted(records["sources"]),
        pages={p.stem: text for p in found.files(content(root) / "pages", ".md") if (text := found.text(p)) is not None},
        receipts=receipts,
        paths=found.paths,
        places=found.places,
        unread=frozenset(found.unread),
    )
    if moved := renamed_ids(archive):
        archive = msgspec.structs.replace(archive, **{kind: with_new_ids(getattr(archive, kind), kind, moved) for kind in KINDS})
        proposed = {k: r for kind in KINDS for k, r in with_new_ids({k: r for k, r in proposed.items() if k.startswith(kind)}, kind, moved).items()}
    return Loaded(with_proposals(archive, proposed), tuple(found.problems), proposed)


class Waiting(Mapping[str, Record]):
    """The proposals of a site ("events/ryabkov" → record), each read when it is asked for: there may be 100,000.

    One that cannot be read counts as missing where it is asked for.
    """

    def __init__(self, root: Path, archive: Archive, keys: Iterable[str]) -> None:
        self._root = root
        self._archive = archive
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
        record = _Reader(self._root, []).record(record_path(self._root, key, proposed=True), form)
        return with_new_ids({name: record}, kind, renamed_ids(self._archive))[name] if record else None


def with_proposals(archive: Archive, proposed: Mapping[str, Record]) -> Archive:
    """The archive with these proposals ("events/ryabkov" → record or addition) merged in and marked."""
    records: dict[str, dict[str, Any]] = {kind: dict(getattr(archive, kind)) for kind in KINDS}
    for key, record in proposed.items():
        kind, name = key.split("/", 1)
        mine = records[kind]
        mine[name] = add_to(mine[name], record) if name in mine else record
    merged = {kind: _sorted(mine) for kind, mine in records.items()}
    return msgspec.structs.replace(archive, **merged, proposed=archive.proposed | frozenset(proposed))


class _Reader:
    """Collects places and problems while files are read."""

    def __init__(self, root: Path, problems: list[Problem]) -> None:
        self.root = root
        self.problems = problems
        self.places = Places(self.again)
        self.paths: dict[str, str] = {}
        self.unread: set[str] = set()

    def folder(self, folder: Path, kind: Kind, record: type[Record]) -> dict[str, Any]:
        found = {}
        for path in self.files(folder, ".yaml"):
            value = self.record(path, record)
            if value is None:
                self.unread.add(f"{kind}/{path.stem}")
            else:
                self.paths[f"{kind}/{path.stem}"] = self.shown(path)
                found[path.stem] = value
        for path in self.files(folder, ".yml"):
            self.unread.add(f"{kind}/{path.stem}")
            self.tell("not-yaml-ending", "records end in .yaml, so this file is not read", f"rename it to {path.stem}.yaml", self.shown(path))
        return found

    def proposals(self, kind: Kind, mine: Mapping[str, Record]) -> dict[str, Record]:
        found = {}
        for path in self.files(content(self.root) / "proposed" / kind, ".yaml"):
            value = self.record(path, ADDITIONS[kind] if path.stem in mine else RECORDS[kind])
            if value is None:
                self.unread.add(f"{kind}/{path.stem}")
            else:
                self.paths.setdefault(f"{kind}/{path.stem}", self.shown(path))
                found[f"{kind}/{path.stem}"] = value
        return found

    def record(self, path: Path, record: type[Record]) -> Record | None:
        text = self.text(path)
        if text is None:
            return None
        shown = self.shown(path)
        plain = read_plain(record, text)
        if plain is not None:
            self.places.later(shown, record)
            return plain
        value, places, problems = read_record(record, text, shown)
        self.problems.extend(problems)
        self.places.add(shown, places)
        return value

    def again(self, shown: str) -> str:
        """The text of a file that was read before; "" where it is gone since, or cannot be read any more."""
        try:
            return (self.root / shown).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return ""

    def text(self, path: Path) -> str | None:
        shown = self.shown(path)
        try:
            if not path.is_file():  # a folder, or a pipe that would be waited for without end
                self.tell("not-a-file", "this is not a regular file", "move it away, or give it another ending", shown)
                return None
            if path.stat().st_size > MAX_YAML:
                self.tell("too-large", f"the file has more than {MAX_YAML:,} bytes", "split it", shown)
                return None
            return path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.tell("not-utf-8", f"the file is not UTF-8 text (byte {error.start})", "save it as UTF-8", shown)
        except OSError as error:
            self.tell("cannot-read", f"the file cannot be read: {error.strerror}", "", shown)
        return None

    def receipts(self, *, places: bool = True) -> dict[str, Receipt]:
        found = {}
        for path in self.files(content(self.root) / "receipts", ".json"):
            text = self.text(path)
            if text is None:
                self.unread.add(f"receipts/{path.stem}")
                continue
            try:
                found[path.stem] = msgspec.json.decode(text, type=Receipt) if places else _head_of(text)
            except (msgspec.DecodeError, msgspec.ValidationError) as error:
                self.unread.add(f"receipts/{path.stem}")
                hint = "take it from version control, or delete it and run import again with the saved copy present"
                self.tell("receipt-unreadable", f"the receipt cannot be read: {error}", hint, self.shown(path))
        return found

    def files(self, folder: Path, suffix: str) -> list[Path]:
        """The files of a folder in order of name. What stands in a folder's place is told: a site without its records would be built."""
        try:
            if folder.is_dir():
                return sorted(p for p in folder.iterdir() if p.suffix == suffix and not p.name.startswith("."))
            if os.path.lexists(folder) or content(self.root).is_file():
                self.tell("not-a-folder", "a folder is wanted here, and this is none", "move it away", self.shown(folder))
        except OSError as error:
            self.tell("cannot-read", f"the folder cannot be read: {error.strerror}", "check its permissions", self.shown(folder))
        return []

    def tell(self, code: str, what: str, hint: str, shown: str) -> None:
        problem = Problem(code, what, hint, Where(shown))
        if problem not in self.problems[-3:]:  # a folder is looked through for .yaml, then for .yml
            self.problems.append(problem)

    def shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


class _Head(msgspec.Struct, frozen=True):
    """A receipt without what it proves."""

    source: str
    copies: tuple[SavedCopy, ...] = ()
    accepted: Mapping[str, str] = {}
    rejected: tuple[str, ...] = ()
    runs: Mapping[str, str] = {}
    given: Mapping[str, str] = {}


def _head_of(text: str) -> Receipt:
    return Receipt(**msgspec.structs.asdict(msgspec.json.decode(text, type=_Head)))


def read_receipt(root: Path, source: str) -> Receipt | None:
    """One source's receipt, whole; None where there is none or it cannot be read."""
    try:
        return msgspec.json.decode((content(root) / "receipts" / f"{source}.json").read_bytes(), type=Receipt)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return None


def read_receipts(root: Path) -> dict[str, Receipt]:
    """The receipts as they stand; those that cannot be read are left out, `load` tells of them."""
    return _Reader(root, []).receipts()


def _sorted(records: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(records.items()))


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
    """The saved articles, in order of name; hidden files and folders left out."""
    folder = content(root) / "articles"
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.rglob("*") if p.is_file() and not any(part.startswith(".") for part in p.relative_to(folder).parts))
