"""What a preview shows: the site as it stands, proposals marked, in memory; and its mistakes over the last good pages.

`site_as_it_stands` is the one way from files to pages; `Preview` keeps what it gave last, numbered, and answers for any
address of the site. Nothing is written but what `build` would write too: proposals and receipts, never a page.
"""

from __future__ import annotations

import html
import secrets
import traceback
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from dateline.files import CannotWriteError, writing
from dateline.pipeline.address import base_path
from dateline.pipeline.again import leaves_all
from dateline.pipeline.build import unless_mistaken
from dateline.pipeline.live import Pages
from dateline.pipeline.refresh import Refreshed, refresh
from dateline.pipeline.stamps import look as look_at
from dateline.pipeline.stamps import stamp_at
from dateline.pipeline.state import COPIES, State, after, difference, judged, planned
from dateline.pipeline.summary import count
from dateline.problem import Problem, Where, has_errors
from dateline.store import load, saved_copies

_FILES = Path(__file__).with_name("preview_files")
_RECORDS = ("content/events/", "content/people/", "content/sources/", "content/receipts/")
_ALIKE = (*_RECORDS, COPIES, "content/proposed/")  # nothing here changes the look of the other pages
_LOOKS = ("templates/", "static/")
OUR_FILES = {f"/-/{name}": _FILES / name for name in ("reload.js", "watch.js", "preview.css")}
STATE = "/-/state"


class Look(msgspec.Struct, frozen=True):
    """The site as it stood when it was looked at."""

    problems: tuple[Problem, ...]  # in order of place, each once
    pages: Mapping[str, bytes] | None = None  # path → bytes; None where a mistake keeps them from being made
    base: str = "/"  # the path under which the site is published
    state: State | None = None  # what the pages are made from; None where it was not read
    same: bool = False  # whether no page is another than in the look before
    refreshed: Refreshed | None = None  # what came of the saved copies; None where there are none …
    receipts: bytes = b""  # … and the stamp of the folder of receipts then

    def errors(self) -> tuple[Problem, ...]:
        """What is to be mended: all but the warnings."""
        return tuple(p for p in self.problems if p.severity == "error")


class Shown(msgspec.Struct, frozen=True):
    """What the browser gets until the next change."""

    number: int = 0  # of the pages: another number, other pages
    pages: Mapping[str, bytes] = {}
    base: str = "/"
    problems: tuple[Problem, ...] = ()  # to be mended
    old: bool = False  # the pages are the last good ones, from before these problems


def site_as_it_stands(root: Path, before: Look | None = None, files: Collection[str] | None = None) -> Look:
    """Read, prove and plan the site; pages are made when they are asked for.

    `before` is a look whose pages were good, and `files` all that changed since ("content/events/ryabkov.yaml",
    "templates/event.html"): then no more is done than that. Raises LockedError while another process writes to the site.
    Nothing else: what goes wrong is a problem of the look.
    """
    try:
        if before and before.state and files is not None and (look := _after(root, before, before.state, files)):
            return look
        if not (root / "content").is_dir():
            return _no_look(root, "the folder content/ is gone", "put it back: the preview waits for it")
        refreshed, wrote = _refreshed(root)
        if before and before.state and files is not None and (look := _follows(root, before, before.state, {*files, *wrote}, refreshed)):
            return look
        state = judged(root, load(root, proposals=True))
        told = _in_order((*(refreshed.problems if refreshed else ()), *state.problems))
        look = Look(told, base=base_path(state.archive.config.base_url), refreshed=refreshed, receipts=_receipts(root))
        if _keeps_pages_from_being_made(told):
            return look
        state = planned(state, draft=True)
        if before and before.state and files is not None and all(file.startswith(_ALIKE) for file in files):
            return _with_pages(root, look, state, before, difference(before.state, state))
        return _with_new_pages(root, look, state)
    except OSError as error:  # a file that went away while it was read
        return _no_look(root, f"{error.filename or 'a file'} cannot be read: {error.strerror}", "the preview tries again with the next change")
    except CannotWriteError as error:
        return _no_look(root, str(error), "the preview tries again with the next change")
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        return _no_look(root, f"the program failed: {_in_a_line(error)}", "the preview goes on with the pages from before")


def _after(root: Path, before: Look, known: State, files: Collection[str]) -> Look | None:
    """The look after these files changed; None where everything is to be read again."""
    if files and all(file.startswith(_LOOKS) for file in files):
        return _with_new_pages(root, before, known)
    if before.refreshed and not (before.refreshed.is_settled and before.receipts == _receipts(root)):
        return None  # what is proposed and proven follows from all of it
    if not before.refreshed and any(file.startswith(COPIES) for file in files):
        return None  # the first
    look = _follows(root, before, known, files, before.refreshed)
    if look and before.refreshed and not (look.state and leaves_all(known.archive, look.state.archive, files)):
        return None
    return look


def _follows(root: Path, before: Look, known: State, files: Collection[str], refreshed: Refreshed | None) -> Look | None:
    """The look after these records' files and saved copies changed; None where everything is to be read again."""
    found = after(root, known, files, draft=True) if all(file.startswith((*_RECORDS, COPIES)) for file in files) else None
    if found is None:
        return None
    state, cells = found
    told = _in_order((*(refreshed.problems if refreshed else ()), *state.problems))
    look = Look(told, base=before.base, state=state, refreshed=refreshed, receipts=_receipts(root))
    return look if _keeps_pages_from_being_made(told) else _with_pages(root, look, state, before, cells)


def _keeps_pages_from_being_made(problems: Iterable[Problem]) -> bool:
    return has_errors([p for p in problems if not _is_of_proposal(p)])


def _with_pages(root: Path, look: Look, state: State, before: Look, cells: Collection[str]) -> Look:
    """The look with the pages of before, but for those that show one of the cells."""
    pages = Pages(root, state, before.pages if isinstance(before.pages, Pages) else None, cells)
    return msgspec.structs.replace(look, pages=pages, state=state, same=not cells)


def _with_new_pages(root: Path, look: Look, state: State) -> Look:
    """The look with pages in the site's own templates and words, or with what is wrong with these."""
    made = unless_mistaken(root, lambda: Pages(root, state))
    problem = made if isinstance(made, Problem) else made.mistake()
    if isinstance(made, Problem) or problem:
        return Look(_in_order((*look.problems, *([problem] if problem else []))), base=look.base)
    return msgspec.structs.replace(look, pages=made, state=state, same=False)


def _refreshed(root: Path) -> tuple[Refreshed | None, frozenset[str]]:
    """Proposals and receipts made anew, and their files that changed; on a disk that may not be written, a word about that.

    None where there is nothing to make them from.
    """
    if not saved_copies(root) and not (root / "content" / "proposed").is_dir():
        return None, frozenset()
    folders = [f"{root}/content/{name}" for name in ("proposed", "receipts")]
    before = look_at(folders, {}, _is_any).now
    try:
        with writing(root):
            refreshed = refresh(root)
    except CannotWriteError as error:
        what = f"proposals are not made anew: {error}"
        refreshed = Refreshed(0, (Problem("cannot-build", what, "the preview shows what is there", severity="warning"),))
    found = look_at(folders, before, _is_any)
    return refreshed, frozenset(path[len(str(root)) + 1 :] for path in (*found.changed, *found.added, *found.removed))


def _receipts(root: Path) -> bytes:
    """The stamp of the folder of receipts, which nobody watches: what comes and goes there shows in it."""
    return stamp_at(f"{root}/content/receipts")


def _is_any(_folder: str, _name: str) -> bool:
    return True


def _no_look(root: Path, what: str, hint: str) -> Look:
    what = what.replace(f"{root}/", "")
    return Look((Problem("cannot-build", what, hint),))


def _in_a_line(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(sorted(problems, key=lambda p: (p.where or Where(""), p.code))))


def _is_of_proposal(problem: Problem) -> bool:
    return bool(problem.where and problem.where.path.startswith("content/proposed/"))


class Preview:
    """The look that is shown, shared by the watcher and the requests; a new one takes its place in one step."""

    def __init__(self) -> None:
        self.shown = Shown()
        self._run = secrets.token_hex(4)  # tells the pages of this run from those of the run before

    def show(self, look: Look) -> None:
        """Take over a look."""
        before, errors = self.shown, look.errors()
        if look.pages is None:
            self.shown = msgspec.structs.replace(before, problems=errors, old=True)
            return
        number = before.number + bool(not look.same or look.base != before.base or not before.number)
        self.shown = Shown(number, look.pages, look.base, errors)

    def mistaken(self, problem: Problem, shown: Shown) -> None:
        """Tell of a mistake that was found when a page of `shown` was asked for."""
        if self.shown is shown and problem not in shown.problems:
            self.shown = msgspec.structs.replace(shown, problems=(*shown.problems, problem), old=True)

    def state(self) -> bytes:
        """What the open pages ask for: which pages are shown, and the mistakes to show over them."""
        shown = self.shown
        return msgspec.json.encode({"shown": self._name(shown), "problems": overlay(shown)})

    def page(self, content: bytes) -> bytes:
        """A page of the site with what reloads it, and with the mistakes there are."""
        return self._with_script(content, overlay(self.shown))

    def message(self) -> bytes:
        """A page of its own with nothing but the mistakes, where there is no page to show them over."""
        return self._with_script(_ALONE, overlay(self.shown, alone=True))

    def _with_script(self, page: bytes, more: str) -> bytes:
        added = f'{more}<script src="/-/reload.js" data-shown="{self._name(self.shown)}"></script>'.encode()
        head, end, tail = page.rpartition(b"</body>")
        return head + added + end + tail if end else page + added

    def _name(self, shown: Shown) -> str:
        return f"{self._run}-{shown.number}"


_ALONE = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>To be mended</title></head><body></body></html>
"""


def overlay(shown: Shown, *, alone: bool = False) -> str:
    """The mistakes as HTML, word for word as on the terminal; "" when there are none."""
    if not shown.problems:
        return ""
    over = "this page is as it was before" if shown.old else "the rest of the site is shown"
    told = f"{count(len(shown.problems), 'error')}; {'the page comes by itself when this is mended' if alone else over}"
    words = html.escape("\n".join(map(str, shown.problems)))
    kind = ' class="alone"' if alone else ""
    return (
        f'<dateline-problems role="alert"{kind}><link rel="stylesheet" href="/-/preview.css">'
        f"<details open><summary>{told}</summary><pre>{words}</pre></details></dateline-problems>"
    )
