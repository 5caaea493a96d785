"""The folders of content/: which files hold records of which kind, read file by file with all their mistakes.

Names and bytes are all that is kept: where a file lies follows from its record's id, where a value stands in it is found
when it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from dateline.check.places import OLD_IDS
from dateline.filed import Filed, Known, read_filed, read_text, wrong_ending
from dateline.model import (
    Config,
    Event,
    EventAddition,
    Person,
    PersonAddition,
    Receipt,
    Record,
    Source,
    SourceAddition,
)
from dateline.packed import ByName
from dateline.problem import Problem, Where
from dateline.shelf import Shelf, Shelved
from dateline.yamlfile.places import Places

Kind = Literal["events", "people", "sources"]
KINDS: tuple[Kind, ...] = ("events", "people", "sources")
RECORDS: Mapping[str, type[Record]] = {"events": Event, "people": Person, "sources": Source}
ADDITIONS: Mapping[str, type[Record]] = {"events": EventAddition, "people": PersonAddition, "sources": SourceAddition}
FILED: Mapping[str, type[msgspec.Struct]] = {**RECORDS, "receipts": Receipt}  # folder → what each file in it holds
CONTENT = "content"
PROPOSED = f"{CONTENT}/proposed"


def ending_of(folder: str) -> str:
    """How the names of a folder's files end."""
    return ".json" if folder == "receipts" else ".yaml"


def file_of(folder: str, name: str) -> str:
    """The file of a record, below the site."""
    return f"{CONTENT}/{folder}/{name}{ending_of(folder)}"


class Gave(ByName[Filed]):
    """File, below the site → what reading it gave. The bytes of a record are those of its folder, and not held twice."""

    def __init__(self) -> None:
        self._files: dict[str, Filed | None] = {}  # None: what its folder holds
        self._records: dict[str, Mapping[str, bytes]] = {}
        super().__init__(self._files)

    def __getitem__(self, file: str) -> Filed:
        filed = self._files[file]
        folder, _, name = file.removeprefix(f"{CONTENT}/").partition("/")
        return filed or Filed(self._records[folder][name.rpartition(".")[0]])

    def note(self, file: str, filed: Filed) -> None:
        """Note what a file gave; a record's bytes come with its folder."""
        self._files[file] = None if filed.packed and not filed.problems else filed

    def take(self, folder: str, records: Mapping[str, bytes]) -> None:
        """Take the bytes of a folder's records, those of other files too."""
        self._records[folder] = records


class Reader:
    """Collects problems while folders are read; `read` holds what those files gave that were not known."""

    def __init__(self, root: Path, problems: Iterable[Problem], known: Known | None = None, shelf: Shelf | None = None) -> None:
        """Records of folders go on the `shelf`, where there is one."""
        self.root = root
        self.problems = [*problems]
        self.known = known
        self.read = Gave()
        self.unread: set[str] = set()
        self.with_old_ids: dict[str, list[str]] = {}  # folder → ids of its records whose bytes hold OLD_IDS
        self._shelf = shelf

    def folder(self, name: str, form: type[msgspec.Struct]) -> Mapping[str, bytes]:
        """Record's id → its bytes, of the files of an accepted folder, in order of id."""
        found: dict[str, Any] = {}
        old_ids = self.with_old_ids[name] = []
        folder, ending, shelf = f"{CONTENT}/{name}", ending_of(name), self._shelf
        entries = self._entries(folder)
        for entry in entries:
            file = entry.name
            if file.endswith(ending):
                filed = self._filed(entry, f"{folder}/{file}", form)
                if filed.packed:
                    stem = file[: -len(ending)]
                    found[stem] = shelf.put(filed.packed) if shelf else filed.packed
                    if OLD_IDS in filed.packed:
                        old_ids.append(stem)
                else:
                    self._not_read(f"{name}/{file[: -len(ending)]}", *filed.problems)
        for file in [entry.name for entry in entries if ending == ".yaml" and entry.name.endswith(".yml")]:
            self._not_read(f"{name}/{file.removesuffix('.yml')}", wrong_ending(f"{folder}/{file}"))
        found = dict(sorted(found.items()))
        old_ids.sort()
        records: Mapping[str, bytes] = Shelved(shelf, found) if shelf else found
        self.read.take(name, records)
        return records

    def proposals(self, kind: Kind, mine: Collection[str]) -> dict[str, Record]:
        """Key, "events/ryabkov" → what is proposed; an addition where the accepted records `mine` hold one of this id."""
        found = {}
        for entry in self._entries(f"{PROPOSED}/{kind}"):
            stem = entry.name.removesuffix(".yaml")
            if stem != entry.name:
                form = ADDITIONS[kind] if stem in mine else RECORDS[kind]
                filed = read_filed(entry.path, f"{PROPOSED}/{kind}/{entry.name}", form)
                if filed.packed:
                    found[f"{kind}/{stem}"] = msgspec.msgpack.decode(filed.packed, type=form)
                else:
                    self._not_read(f"{kind}/{stem}", *filed.problems)
        return found

    def pages(self) -> dict[str, str]:
        """Stem → Markdown."""
        files = [entry for entry in self._entries(f"{CONTENT}/pages") if entry.name.endswith(".md")]
        read = {entry.name.removesuffix(".md"): read_text(entry.path, f"{CONTENT}/pages/{entry.name}") for entry in files}
        self.problems += [text for text in read.values() if isinstance(text, Problem)]
        return {stem: text for stem, text in read.items() if isinstance(text, str)}

    def _filed(self, entry: os.DirEntry[str], shown: str, form: type[msgspec.Struct]) -> Filed:
        if self.known is None:
            return read_filed(entry.path, shown, form)
        kept = self.known(shown)
        if kept is None:
            kept = read_filed(entry.path, shown, form)
            self.read.note(shown, kept)
        return kept

    def _not_read(self, key: str, *problems: Problem) -> None:
        self.unread.add(key)
        self.problems += problems

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        """What is in a folder, in order of name. What stands in a folder's place is told: a site without its records would be built."""
        path = self.root / folder
        try:
            if path.is_dir():
                with os.scandir(path) as found:
                    return sorted((e for e in found if not e.name.startswith(".")), key=lambda entry: entry.name)
            if os.path.lexists(path) or (self.root / CONTENT).is_file():
                self.problems.append(Problem("not-a-folder", "a folder is wanted here, and this is none", "move it away", Where(folder)))
        except OSError as error:
            self.problems.append(Problem("cannot-read", f"the folder cannot be read: {error.strerror}", "check its permissions", Where(folder)))
        return []


class Paths(Mapping[str, str]):
    """A record's key, "events/ryabkov" → its file as messages show it. Nothing is held but ids that are held anyway."""

    def __init__(self, records: Mapping[str, Collection[str]], proposed: Collection[str]) -> None:
        self._records = records
        self._proposed = proposed  # keys of records that are proposed and no more

    def __getitem__(self, key: str) -> str:
        kind, _, name = key.partition("/")
        if key in self._proposed:
            return f"{PROPOSED}/{key}.yaml"
        if name in self._records.get(kind, ()):
            return f"{CONTENT}/{key}.yaml"
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        found = (f"{kind}/{name}" for kind, names in self._records.items() for name in names)
        return iter(dict.fromkeys((*found, *self._proposed)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Forms(Mapping[str, type[Record]]):
    """A file → what stands in it."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = paths

    def __getitem__(self, path: str) -> type[Record]:
        if path == "config.yaml":
            return Config
        _, _, key = path.partition("/")
        proposed = key.startswith("proposed/")
        kind = key.removeprefix("proposed/").partition("/")[0]
        return (ADDITIONS if proposed else RECORDS)[kind]

    def __iter__(self) -> Iterator[str]:
        yield "config.yaml"
        yield from self._paths.values()

    def __len__(self) -> int:
        return 1 + len(self._paths)


def places_of(root: Path, paths: Mapping[str, str]) -> Places:
    """Where the values of config.yaml and of these files stand, each file read again when it is asked for."""
    return Places(lambda shown: _text(root, shown), _Forms(paths))


def _text(root: Path, shown: str) -> str:
    """The text of a file that was read before; "" where it is gone since, or cannot be read any more."""
    text = read_text(str(root / shown), shown)
    return "" if isinstance(text, Problem) else text
