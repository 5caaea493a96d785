"""The folder that is published: pages go there one after another, and become the site all together.

A page that is there already with other words is written beside its place and takes it at the end; a new one is written where it
belongs. When anything goes wrong before that, what was written is taken away again, and the site is as it was. What is equal is not
touched. Never are all pages in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.files import CannotWriteError, discard, remove, sweep, write_atomic


class Written(NamedTuple):
    """What came of it."""

    pages: int
    changed: int  # files that were not there, or not with these bytes


def output_folder(root: Path, name: str) -> Path:
    """The folder that is published. Raises CannotWriteError for one that would overwrite the site itself."""
    output = (root / name).resolve()
    mine = [root.resolve() / part for part in ("content", "templates", "static")]
    if output == root.resolve() or output in root.resolve().parents or any(output == m or m in output.parents for m in mine):
        raise CannotWriteError(f"output '{name}' in config.yaml would overwrite the site itself: give a folder of its own")
    return output


def write_pages(root: Path, output: Path, pages: Iterable[tuple[str, bytes]]) -> Written:
    """Make the folder hold these pages (path → bytes) and no other of an earlier build.

    What somebody else put there is left alone. Whatever `pages` raises goes through, and nothing is changed then.
    """
    made, journal = root / ".dateline" / "built.json", root / ".dateline" / "writing.txt"
    left = _left_by_a_crash(journal, output)
    if journal.exists():
        sweep(output)
    before = _built_before(made, output) | left
    with _Staging(output, journal, left) as staging:
        for path, content in pages:
            staging.put(path, content)
        staging.finish()
    for path in sorted(before - staging.paths):
        target = output / path
        if target.resolve().is_relative_to(output):
            remove(target)
    write_atomic(made, msgspec.json.encode({"output": str(output), "pages": sorted(staging.paths)}))
    discard(journal)
    return Written(len(staging.paths), staging.changed)


class _Staging:
    """Pages on their way into the folder."""

    def __init__(self, output: Path, journal: Path, left: set[str]) -> None:
        self.paths: set[str] = set()
        self.changed = 0
        self._output = str(output)
        self._folders: set[str] = set()  # those that are there, and inside the output
        self._new: list[str] = []  # files that stand where they belong and were not there before
        self._waiting: list[tuple[str, str]] = []  # temporary file, its place
        journal.parent.mkdir(parents=True, exist_ok=True)
        self._journal = journal.open("w", encoding="utf-8", buffering=1)
        self._journal.write("".join(f"{line}\n" for line in (output, *sorted(left))))

    def __enter__(self) -> _Staging:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        self._journal.close()
        for name in (*(temporary for temporary, _ in self._waiting), *(self._new if failed else ())):
            discard(Path(name))

    def put(self, path: str, content: bytes) -> None:
        """Write the page, unless it stands there already."""
        folder, _, name = f"{self._output}/{path}".rpartition("/")
        target = f"{folder}/{name}"
        self.paths.add(path)
        try:
            if folder not in self._folders:
                self._open(path, folder)
            try:
                size = os.stat(target).st_size  # noqa: PTH116 (18,000 times a build)
            except FileNotFoundError:
                self._journal.write(f"{path}\n")
                self._new.append(target)
                _write(target, content)
            else:
                if size == len(content) and _read(target) == content:
                    return
                temporary = f"{folder}/.dateline-{os.getpid()}-{len(self._waiting)}"
                self._waiting.append((temporary, target))
                _write(temporary, content)
        except OSError as error:
            raise CannotWriteError(f"cannot write {target}: {error.strerror}") from error
        self.changed += 1

    def finish(self) -> None:
        """Let all changed pages take their places."""
        for temporary, target in self._waiting:
            try:
                os.replace(temporary, target)  # noqa: PTH105
            except OSError as error:
                raise CannotWriteError(f"cannot write {target}: {error.strerror}") from error
        self._waiting.clear()
        self._new.clear()

    def _open(self, path: str, folder: str) -> None:
        if not Path(folder).resolve().is_relative_to(self._output):
            raise CannotWriteError(f"the page {path} would lie outside {self._output}")
        Path(folder).mkdir(parents=True, exist_ok=True)
        self._folders.add(folder)


def _write(path: str, content: bytes) -> None:
    with open(path, "wb") as file:  # noqa: PTH123 (18,000 times a build)
        file.write(content)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read()


def _built_before(made: Path, output: Path) -> set[str]:
    try:
        listing = msgspec.json.decode(made.read_bytes(), type=dict[str, str | list[str]])
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return set()
    return set(listing.get("pages", ())) if listing.get("output") == str(output) else set()


def _left_by_a_crash(journal: Path, output: Path) -> set[str]:
    """Pages that an interrupted build had put into the folder without getting to its list."""
    try:
        folder, *paths = journal.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return set()
    return set(paths[:-1]) if folder == str(output) else set()
