"""content/ ↔ records: reads every file with all its mistakes, and says where each kind of record lives.

Paths in messages are relative to the site, as its owner would type them. Nothing here writes below content/ but
`write_receipt`; accepting and proposing write through files.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from dateline.config import read_config
from dateline.files import remove, write_atomic
from dateline.model import (
    Archive,
    Event,
    EventAddition,
    KeyPath,
    Person,
    PersonAddition,
    Receipt,
    Record,
    Source,
    SourceAddition,
)
from dateline.problem import Problem, Where
from dateline.propose import add_to
from dateline.yamlfile import read_record

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


def load(root: Path, *, proposals: bool = False) -> Loaded:
    """The archive of a site; with proposals, those of proposed/ merged in and marked.

    A file that cannot be read is told in problems and left out; the rest is there.
    """
    config, config_places, problems = read_config(root)
    found = _Reader(root, list(problems))
    for key_path, where in config_places.items():
        found.places["config.yaml", key_path] = where
    records = {kind: found.folder(content(root) / kind, kind, RECORDS[kind]) for kind in KINDS}
    proposed = {k: v for kind in KINDS for k, v in found.proposals(kind, records[kind]).items()} if proposals else {}
    receipts = found.receipts()
    archive = Archive(
        config=config,
        events=_sorted(records["events"]),
        people=_sorted(records["people"]),
        sources=_sorted(records["sources"]),
        pages={p.stem: text for p in _files(content(root) / "pages", ".md") if (text := found.text(p)) is not None},
        receipts=receipts,
        paths=found.paths,
        places=found.places,
    )
    return Loaded(with_proposals(archive, proposed), tuple(found.problems), proposed)


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
        self.places: dict[tuple[str, KeyPath], Where] = {}
        self.paths: dict[str, str] = {}

    def folder(self, folder: Path, kind: Kind, record: type[Record]) -> dict[str, Any]:
        found = {}
        for path in _files(folder, ".yaml"):
            value = self.record(path, record)
            if value is not None:
                self.paths[f"{kind}/{path.stem}"] = self.shown(path)
                found[path.stem] = value
        for path in _files(folder, ".yml"):
            self.tell("not-yaml-ending", "records end in .yaml, so this file is not read", f"rename it to {path.stem}.yaml", self.shown(path))
        return found

    def proposals(self, kind: Kind, mine: Mapping[str, Record]) -> dict[str, Record]:
        found = {}
        for path in _files(content(self.root) / "proposed" / kind, ".yaml"):
            value = self.record(path, ADDITIONS[kind] if path.stem in mine else RECORDS[kind])
            if value is not None:
                self.paths.setdefault(f"{kind}/{path.stem}", self.shown(path))
                found[f"{kind}/{path.stem}"] = value
        return found

    def record(self, path: Path, record: type[Record]) -> Record | None:
        text = self.text(path)
        if text is None:
            return None
        shown = self.shown(path)
        value, places, problems = read_record(record, text, shown)
        self.problems.extend(problems)
        for key_path, where in places.items():
            self.places[shown, key_path] = where
        return value

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

    def receipts(self) -> dict[str, Receipt]:
        found = {}
        for path in _files(content(self.root) / "receipts", ".json"):
            text = self.text(path)
            if text is None:
                continue
            try:
                found[path.stem] = msgspec.json.decode(text, type=Receipt)
            except (msgspec.DecodeError, msgspec.ValidationError) as error:
                hint = "take it from version control, or delete it and run import again with the saved copy present"
                self.tell("receipt-unreadable", f"the receipt cannot be read: {error}", hint, self.shown(path))
        return found

    def tell(self, code: str, what: str, hint: str, shown: str) -> None:
        self.problems.append(Problem(code, what, hint, Where(shown)))

    def shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def _files(folder: Path, suffix: str) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(p for p in folder.iterdir() if p.suffix == suffix and not p.name.startswith("."))


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
