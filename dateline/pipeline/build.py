"""Check and build: content → problems, or pages on disk; only what changed is written, what went is removed.

A content error stops the build before the first page is written: the site on disk stays as it was.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from dateline.article import Given
from dateline.check import check
from dateline.config import StringsError, read_strings
from dateline.files import CannotWriteError
from dateline.model import Archive
from dateline.pipeline.address import addressed
from dateline.pipeline.output import output_folder, write_pages
from dateline.pipeline.proofs import copy_file
from dateline.pipeline.readings import read_bytes, read_copy
from dateline.pipeline.refresh import refresh
from dateline.problem import Problem, has_errors
from dateline.shipped import shipped
from dateline.store import content, load, saved_copies

if TYPE_CHECKING:
    from dateline.render import Page

T = TypeVar("T")
STRINGS = "strings.yaml"  # in templates/


class Built(msgspec.Struct, frozen=True):
    """What a check or a build found and did."""

    archive: Archive
    problems: tuple[Problem, ...] = ()
    output: str = ""  # the folder; "" when nothing was built
    pages: int = 0
    written: int = 0
    waiting: int = 0  # proposals that a person has not accepted


def check_site(root: Path, *, proposals: bool = False, base_url: str = "") -> Built:
    """All problems of the site's content, proven against the saved copies that are there.

    What cannot be read is told, and the rest is checked without what only follows from that. `base_url` is where the
    pages are to be published, if not where the configuration says.
    """
    loaded = load(root, proposals=proposals)
    archive, misplaced = addressed(loaded.archive, base_url)
    return Built(archive, (*loaded.problems, *misplaced, *check(archive, texts_of(root, archive))))


def texts_of(root: Path, archive: Archive) -> dict[str, str]:
    """Source id → clean text of its newest saved copy, for the copies that are there."""
    folder = content(root) / "articles"
    there = {p.relative_to(folder).as_posix(): p for p in saved_copies(root)}
    texts: dict[str, str] = {}
    read: dict[tuple[Path, str], dict[str, str]] = {}
    for name, source in archive.sources.items():
        receipt = archive.receipts.get(name)
        files = [c.file for c in receipt.copies] if receipt else list(source.copies)
        for copy in files:
            path = there.get(copy_file(copy))
            said = receipt.given.get(copy_file(copy), "") if receipt else ""
            if path and (path, said) not in read:  # once a file, though every page of an archive is a source
                read[path, said] = _texts_of(root, archive, path, copy_file(copy), said)
            if path and copy in read[path, said]:
                texts[name] = read[path, said][copy]
    return texts


def _texts_of(root: Path, archive: Archive, path: Path, name: str, said: str) -> dict[str, str]:
    """Copy → text of the articles in one saved file; none where it cannot be read."""
    saved = read_bytes(path, name)
    given = msgspec.json.decode(said, type=Given) if said else Given()
    if isinstance(saved, Problem):
        return {}
    return {r.copy: r.article.text for r in read_copy(root, name, saved, given, archive.config.outlets)}


def rendered(root: Path, archive: Archive, *, draft: bool = False) -> dict[str, bytes] | Problem:
    """Path → bytes of every file of the site; or what is wrong with a template or with the pages' words."""
    return _unless_mistaken(root, lambda: {page.path: page.content for page in pages_of(root, archive, draft=draft)})


def _unless_mistaken(root: Path, act: Callable[[], T]) -> T | Problem:
    """What `act` gives, which makes pages; or what is wrong with a template or with the pages' words."""
    from dateline.pipeline.templates import template_problem

    try:
        return act()
    except StringsError as error:
        return error.problem
    except CannotWriteError:
        raise
    except Exception as error:  # a template may divide by nought; what did not come from one goes on
        problem = template_problem(error, root)
        if problem is None:
            raise
        return problem


def pages_of(root: Path, archive: Archive, *, draft: bool = False) -> Iterable[Page]:
    """Every file of the site, rendered in memory."""
    from dateline.pipeline.templates import template_loader
    from dateline.render import render

    return render(archive, template_loader(root), static_files(root), strings=strings_of(root), draft=draft)


def strings_of(root: Path) -> dict[str, str]:
    """The words of the site's pages, its own over the shipped ones. Raises StringsError."""
    return read_strings(shipped("templates") / STRINGS, root / "templates" / STRINGS)


def _named(pages: Iterable[Page]) -> Iterator[tuple[str, bytes]]:
    return ((page.path, page.content) for page in pages)


def static_files(root: Path) -> dict[str, bytes]:
    """Path below static/ → bytes, the site's own over the shipped ones."""
    found: dict[str, bytes] = {}
    for folder in (shipped("static"), root / "static"):
        if folder.is_dir():
            files = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".") and p != folder / "README.md")
            found.update({p.relative_to(folder).as_posix(): p.read_bytes() for p in files})
    return found


@contextlib.contextmanager
def _records_at_rest() -> Iterator[None]:
    """Spares the collector from walking all records again and again: they live as long as the build. A seventh of its time."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def build_site(root: Path, base_url: str = "") -> Built:
    """Read what is new in articles/ into proposals, check, and write the pages of what is accepted."""
    waiting, told = refresh(root) if saved_copies(root) or (content(root) / "proposed").is_dir() else (0, ())
    checked = check_site(root, base_url=base_url)
    problems = (*told, *checked.problems)
    if has_errors(problems):
        return Built(checked.archive, problems, waiting=waiting)
    output = output_folder(root, checked.archive.config.output)
    with _records_at_rest():
        done = _unless_mistaken(root, lambda: write_pages(root, output, _named(pages_of(root, checked.archive))))
    if isinstance(done, Problem):
        return Built(checked.archive, (*problems, done), waiting=waiting)
    return Built(checked.archive, problems, str(output), done.pages, done.changed, waiting)
