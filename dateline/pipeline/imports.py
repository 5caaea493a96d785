"""Import: saved files are copied to articles/, read, and become proposals and receipts; nothing else is touched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from dateline.article import Given
from dateline.files import copy_atomic, write_atomic
from dateline.pipeline.readings import Saved, digest_of, read_bytes, read_copy
from dateline.pipeline.refresh import refresh, said_of_copies
from dateline.problem import Problem, Where, has_errors
from dateline.store import content, load, saved_copies

_UNSAFE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff#\\/:*?\"<>|]")  # what some system, a receipt or a message cannot hold
_BESIDE = frozenset(
    ".jpg .jpeg .png .gif .webp .avif .svg .ico .bmp .css .js .mjs .map .json .woff .woff2 .ttf .otf .eot .mp3 .mp4 .webm .ogg .m4a .wav .mov".split()
)
_LONGEST_NAME = 120  # code points; with four bytes each and a number behind it, under the 255 bytes that systems allow … mostly


class Imported(msgspec.Struct, frozen=True):
    """What an import did."""

    articles: int = 0  # read from the files given
    proposals: int = 0  # waiting in proposed/, all of them
    problems: tuple[Problem, ...] = ()


def import_files(root: Path, files: Iterable[Path], given: Given) -> Imported:
    """Copy the files in and make the proposals anew. A file that cannot be read is told; the others go on.

    With a mistake in the accepted content nothing is done at all.
    """
    loaded = load(root)
    if has_errors(loaded.problems):
        return Imported(problems=loaded.problems)
    problems: list[Problem] = []
    said: dict[str, Given] = {}
    known = said_of_copies(loaded.archive)
    articles = 0
    shelf = _Shelf(root)
    for path in files:
        data = read_bytes(path, str(path))
        if isinstance(data, Problem):
            problems.append(data)
            continue
        name = shelf.name_for(path, data)
        mine = given if given != Given() else known.get(name, given)
        read = read_copy(root, name, data, mine, loaded.archive.config.outlets)  # kept in the cache, so refresh reads it there
        told = [p.at(Where(str(path))) for r in read for p in (*r.article.problems, *r.findings.problems)]
        problems.extend(told)
        count = sum(bool(r.article.text) for r in read)
        if not count:
            problems.extend([] if told else [Problem("no-article", "no article was found in the file", where=Where(str(path)))])
            continue
        shelf.put(name, data)
        said[name] = given
        articles += count
    proposals, more = refresh(root, said)
    return Imported(articles, proposals, (*problems, *more))


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those of the folders named that may be articles, in order; hidden ones left out."""
    found: list[Path] = []
    for path in paths:
        found.extend(sorted(p for p in path.rglob("*") if _may_be_article(p)) if path.is_dir() else [path])
    return found


def _may_be_article(path: Path) -> bool:
    # a browser saves a page's pictures, styles and scripts in a folder beside it
    return path.is_file() and not path.name.startswith(".") and path.suffix.lower() not in _BESIDE


class _Shelf:
    """The saved copies, by size, so that a thousand imports do not look a thousand times through a thousand files."""

    def __init__(self, root: Path) -> None:
        self.folder = content(root) / "articles"
        self.by_size: dict[int, list[Path]] = {}
        for copy in saved_copies(root):
            self.by_size.setdefault(copy.stat().st_size, []).append(copy)

    def name_for(self, path: Path, saved: Saved) -> str:
        """The name in articles/ under which these bytes lie: as they were, else a free name like the file's."""
        if self.folder.resolve() in path.resolve().parents:
            return path.resolve().relative_to(self.folder.resolve()).as_posix()
        digest = digest_of(saved) if (alike := self.by_size.get(_size(saved), ())) else ""
        same = next((copy for copy in alike if digest_of(copy) == digest), None)
        return same.relative_to(self.folder).as_posix() if same else _free_name(self.folder, path)

    def put(self, name: str, saved: Saved) -> None:
        """Lay these bytes under that name, if they do not lie there already."""
        target = self.folder / name
        if target.exists():
            return
        if isinstance(saved, Path):
            copy_atomic(saved, target)
        else:
            write_atomic(target, saved)
        self.by_size.setdefault(_size(saved), []).append(target)


def _size(saved: Saved) -> int:
    return saved.stat().st_size if isinstance(saved, Path) else len(saved)


def _free_name(folder: Path, path: Path) -> str:
    stem = _UNSAFE.sub("-", path.stem.lstrip("."))[:_LONGEST_NAME].strip() or "article"
    suffix = _UNSAFE.sub("-", path.suffix)[:12]
    name, number = f"{stem}{suffix}", 2
    while (folder / name).exists():
        name, number = f"{stem}-{number}{suffix}", number + 1
    return name
