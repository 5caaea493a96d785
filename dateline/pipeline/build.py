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

from dateline.check import check
from dateline.config import StringsError
from dateline.files import CannotWriteError
from dateline.model import Archive
from dateline.pipeline.address import addressed
from dateline.pipeline.index import BrokenIndexError, Index
from dateline.pipeline.keeping import Reads
from dateline.pipeline.last import Memory
from dateline.pipeline.output import BUILT, output_folder, write_pages
from dateline.pipeline.seen import LISTED, SETTLED, Seen
from dateline.pipeline.stamps import stamp_at
from dateline.pipeline.summary import contents
from dateline.pipeline.texts import texts_of
from dateline.problem import Problem, has_errors
from dateline.shelf import shelf_in
from dateline.store import content, load, saved_copies

if TYPE_CHECKING:
    from dateline.render import Page

T = TypeVar("T")


class Built(msgspec.Struct, frozen=True):
    """What a check or a build found and did."""

    archive: Archive
    problems: tuple[Problem, ...] = ()
    contents: str = ""  # what the site holds, in a line; "" when nothing was built
    output: str = ""  # the folder; "" when nothing was built
    pages: int = 0
    written: int = 0
    waiting: int = 0  # proposals that a person has not accepted
    memory: Memory | None = None  # what the next build may rest on


def check_site(root: Path, *, proposals: bool = False, base_url: str = "") -> Built:
    """All problems of the site's content, proven against the saved copies that are there.

    What cannot be read is told, and the rest is checked without what only follows from that. `base_url` is where the
    pages are to be published, if not where the configuration says.
    """
    loaded = load(root, proposals=proposals)
    archive, misplaced = addressed(loaded.archive, base_url)
    return Built(archive, (*loaded.problems, *misplaced, *check(archive, texts_of(root, archive))))


def rendered(root: Path, archive: Archive, *, draft: bool = False) -> dict[str, bytes] | Problem:
    """Path → bytes of every file of the site; or what is wrong with a template or with the pages' words."""
    return unless_mistaken(root, lambda: {page.path: page.content for page in pages_of(root, archive, draft=draft)})


def unless_mistaken(root: Path, act: Callable[[], T]) -> T | Problem:
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
    from dateline.pipeline.anew import static_files, strings_of
    from dateline.pipeline.loading import template_loader
    from dateline.render import render

    return render(archive, template_loader(root), static_files(root), strings=strings_of(root), draft=draft)


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


def build_site(root: Path, base_url: str = "", seen: Seen | None = None, jobs: int = 1) -> Built:
    """Read what is new in articles/ into proposals, check, and write the pages of what is accepted.

    Where it was `seen` what changed since the last build, only that is looked at; what is to be remembered stands in the answer.
    With two `jobs`, a copy of this process makes half the pages of a large site.
    """
    if seen and (done := _built_while_settled(root, base_url, seen)):
        return done
    waiting = 0
    told: tuple[Problem, ...] = ()
    is_settled = False
    if saved_copies(root) or (content(root) / "proposed").is_dir():
        from dateline.pipeline.refresh import refresh

        waiting, told = refreshed = refresh(root)
        is_settled = refreshed.is_settled
        if seen:
            seen.look_again()
    done = None
    if seen and seen.index and not has_errors(told):
        with contextlib.suppress(BrokenIndexError, UnicodeError, msgspec.MsgspecError):
            done = _built_again(root, base_url, seen, seen.index)
    if done is None:
        done = _built_anew(root, base_url, seen, jobs, stop=has_errors(told))
    memory = done.memory and done.memory.with_blobs({SETTLED: b"1" if is_settled else b""})
    return msgspec.structs.replace(done, problems=(*told, *done.problems), waiting=waiting, memory=memory)


def _built_while_settled(root: Path, base_url: str, seen: Seen) -> Built | None:
    """The site after an edit that leaves proposals and receipts as they are, without a look at the saved copies; None where it may not."""
    changes = seen.inputs
    if not seen.index or changes.added or changes.removed or not all(file.startswith(("content/events/", "content/people/")) for file in changes.changed):
        return None  # what it may not be, see `leaves_all`
    with contextlib.suppress(BrokenIndexError, UnicodeError, msgspec.MsgspecError):
        if seen.index.blob(SETTLED):
            return _built_again(root, base_url, seen, seen.index, is_settled=True)
    return None


def _built_again(root: Path, base_url: str, seen: Seen, index: Index, *, is_settled: bool = False) -> Built | None:
    """The site after an edit; None where everything is to be made anew or, where all was settled, something may not be any more."""
    from dateline.pipeline.again import Remade, again, leaves_all
    from dateline.pipeline.remembered import NAMES, TOLD, names_of, rows_of
    from dateline.pipeline.state import written

    edit = again(root, seen, base_url)
    if edit is None:
        return None
    archive, problems = edit.state.archive, edit.state.problems
    if is_settled and not leaves_all(edit.before, archive, edit.files):
        return None
    if edit.editions is None:
        return Built(archive, problems)
    output = output_folder(root, archive.config.output)
    if str(output) != seen.output:
        return None
    reads = Reads()
    remade = Remade(root, seen, index, edit, edit.editions, reads.note)
    known = remade.before if index.blob(LISTED) == stamp_at(str(root / BUILT)) else None
    with _records_at_rest():
        done = unless_mistaken(root, lambda: write_pages(root, output, remade.files(), paths=remade.paths, known=known))
    if isinstance(done, Problem):
        return Built(archive, (*problems, done))
    rows = {row[0]: row for row in rows_of(edit.state.loaded.read)}
    blobs = {**remade.blobs, **edit.blobs, NAMES: names_of(edit.state.loaded), TOLD: written(edit.state.told)}
    memory = Memory(written=done, rows=rows.values(), gone=sorted(edit.files - rows.keys()), reads=reads, blobs=blobs)
    return Built(archive, problems, remade.contents(), str(output), done.pages, done.changed, memory=memory)


def _built_anew(root: Path, base_url: str, seen: Seen | None, jobs: int, *, stop: bool) -> Built:
    """The whole site; records' files that are as the last build left them are not read again."""
    from dateline.pipeline.remembered import (
        CODE,
        GLEANED,
        NAMES,
        PATHS,
        TOLD,
        has_row,
        known_rows,
        names_of,
        plan_parts,
        rows_of,
    )
    from dateline.pipeline.state import judged, planned, written
    from dateline.pipeline.templates import compiled
    from dateline.pipeline.whole import write_anew

    known = dict(known_rows(seen)) if seen else {}
    shelf = shelf_in(root)  # where the records lie while pages are made
    loaded = load(root, known=lambda path: known.pop(path, None), shelf=shelf)  # asked for once, then it lies on the shelf
    state = judged(root, loaded, base_url)
    if stop or has_errors(state.problems):
        return Built(state.archive, state.problems)
    output, reads, blobs = output_folder(root, state.archive.config.output), Reads(), dict[str, bytes]()
    state = planned(state, shelf=shelf)
    with _records_at_rest():
        done = unless_mistaken(root, lambda: write_anew(root, output, state, reads, blobs, jobs))
    if isinstance(done, Problem):
        return Built(state.archive, (*state.problems, done))
    blobs |= {CODE: compiled(), GLEANED: msgspec.msgpack.encode(state.gleaned), NAMES: names_of(loaded), TOLD: written(state.told), PATHS: "\n".join(done.paths).encode()}
    gone = set[str]()
    if seen and seen.index:  # rows of before
        gone = {path for path, filed in loaded.read.items() if not has_row(filed)} | (seen.inputs.removed - loaded.read.keys())
    memory = Memory(written=done, rows=rows_of(loaded.read), gone=sorted(gone), reads=reads, reads_anew=True, blobs=blobs, plan=plan_parts(state.plan))
    return Built(state.archive, state.problems, contents(state.archive), str(output), done.pages, done.changed, memory=memory)
