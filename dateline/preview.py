"""What a preview shows: the site as it stands, proposals marked, in memory; and its mistakes over the last good pages.

`site_as_it_stands` is the one way from files to pages; `Preview` keeps what it gave last, numbered, and answers for any
address of the site. Nothing is written but what `build` would write too: proposals and receipts, never a page.
"""

from __future__ import annotations

import html
import secrets
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from dateline.files import CannotWriteError, writing
from dateline.model import Archive
from dateline.pipeline.address import addressed, base_path
from dateline.pipeline.build import check_site, rendered
from dateline.pipeline.refresh import refresh
from dateline.pipeline.summary import count
from dateline.problem import Problem, Where, has_errors

_FILES = Path(__file__).with_name("preview_files")
OUR_FILES = {f"/-/{name}": _FILES / name for name in ("reload.js", "watch.js", "preview.css")}
STATE = "/-/state"


class Look(msgspec.Struct, frozen=True):
    """The site as it stood when it was looked at."""

    problems: tuple[Problem, ...]  # in order of place, each once
    pages: Mapping[str, bytes] | None = None  # path → bytes; None where a mistake keeps them from being made
    base: str = "/"  # the path under which the site is published
    archive: Archive | None = None  # what the pages were made from; None where it was not read

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


def site_as_it_stands(root: Path, known: Archive | None = None) -> Look:
    """Read, prove and render the site; with `known`, an archive that is as good as new, only render.

    Raises LockedError while another process writes to the site. Nothing else: what goes wrong is a problem of the look.
    """
    told: tuple[Problem, ...] = ()
    try:
        if known is None:
            if not (root / "content").is_dir():
                return _no_look(root, "the folder content/ is gone", "put it back: the preview waits for it")
            told = _refreshed(root)
            checked = check_site(root, proposals=True)
            known, problems = addressed(checked.archive)
            told = _in_order((*told, *checked.problems, *problems))
        base = base_path(known.config.base_url)
        if has_errors([p for p in told if not _is_of_proposal(p)]):
            return Look(told, base=base)
        pages = rendered(root, known, draft=True)
    except OSError as error:  # a file that went away while it was read
        return _no_look(root, f"{error.filename or 'a file'} cannot be read: {error.strerror}", "the preview tries again with the next change")
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        return _no_look(root, f"the program failed: {_in_a_line(error)}", "the preview goes on with the pages from before")
    if isinstance(pages, Problem):
        return Look(_in_order((*told, pages)), base=base)
    return Look(told, pages, base, known)


def _refreshed(root: Path) -> tuple[Problem, ...]:
    """Proposals and receipts made anew; on a disk that may not be written, a word about that."""
    try:
        with writing(root):
            return refresh(root)[1]
    except CannotWriteError as error:
        what = f"proposals are not made anew: {error}"
        return (Problem("cannot-build", what, "the preview shows what is there", severity="warning"),)


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

    def show(self, look: Look) -> int:
        """Take over a look; the number of files that are not what they were."""
        before, errors = self.shown, look.errors()
        if look.pages is None:
            self.shown = msgspec.structs.replace(before, problems=errors, old=True)
            return 0
        changed = sum(before.pages.get(path) != content for path, content in look.pages.items())
        changed += len(before.pages.keys() - look.pages.keys())
        number = before.number + bool(changed or look.base != before.base or not before.number)
        self.shown = Shown(number, look.pages, look.base, errors)
        return changed

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
