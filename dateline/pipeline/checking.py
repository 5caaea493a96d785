"""Check for those who are not at a terminal: editors and GitHub Actions.

Also what a check without the saved copies rests on: the day and the copy that each receipt was written from.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from dateline.model import Archive
from dateline.pipeline import summary
from dateline.pipeline.build import check_site
from dateline.pipeline.choice import written_on
from dateline.pipeline.mend import Mended, mend
from dateline.pipeline.proofs import copy_file, today
from dateline.pipeline.refresh import refresh
from dateline.pipeline.settle import waiting_keys
from dateline.problem import Problem, Where
from dateline.store import content, record_path, saved_copies

_OLD = 30  # days after which a proposal that nobody decided about is told
_MOST = 20  # sources that the summary names; a timeline of years has a thousand
_HASH = 16  # hexadecimal digits shown; enough to tell any two copies apart, and to compare by eye


class Checked(msgspec.Struct, frozen=True):
    """What a check found, and what it says."""

    problems: tuple[Problem, ...]
    lines: tuple[str, ...]  # what was mended, what stands on receipts alone, and the counts


def checked(root: Path, *, fix: bool = False) -> Checked:
    """Prove and check the site; with `fix`, mend first what has one right answer."""
    mended = mend(root) if fix else Mended()
    refresh(root)
    done = check_site(root)
    problems = (*done.problems, *old_proposals(root, today()))
    errors = sum(p.severity == "error" for p in problems)
    counts = f"{summary.count(errors, 'error')}, {summary.count(len(problems) - errors, 'warning')}; {summary.contents(done.archive)}"
    return Checked(problems, (*mended.fixed, *mended.left, *verified_lines(root, done.archive), counts))


def old_proposals(root: Path, day: str) -> list[Problem]:
    """One warning for all proposals that have stood unchanged for more than thirty days; `day` is today."""
    limit = datetime.date.fromisoformat(day) - datetime.timedelta(days=_OLD)
    found = sorted((written_on(record_path(root, key, proposed=True)), key) for key in waiting_keys(root))
    old = [(since, key) for since, key in found if since < limit]
    if not old:
        return []
    since, key = old[0]
    what = f"{summary.count(len(old), 'proposal')} waiting for more than {_OLD} days, the oldest since {since}: {key}"
    return [Problem("old-proposals", what, "accept or reject them: `status` lists what waits", Where("content/proposed"), "warning")]


def as_json(problems: Iterable[Problem]) -> str:
    """The problems as one JSON list, in order of place; line and column are 0 where the whole file or line is meant."""
    rows = []
    for p in sorted(problems, key=lambda p: (p.where or Where(""), p.code)):
        path, line, column = (p.where.path, p.where.line, p.where.column) if p.where else ("", 0, 0)
        rows.append({"path": path, "line": line, "column": column, "severity": p.severity, "code": p.code, "what": p.what, "hint": p.hint})
    return msgspec.json.format(msgspec.json.encode(rows), indent=1).decode()


def as_annotations(problems: Iterable[Problem], root: Path) -> list[str]:
    """The workflow commands for these problems when this runs in GitHub Actions, else none."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return []
    home = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    folder = root.resolve().relative_to(home).as_posix() if root.resolve().is_relative_to(home) else "."
    return [annotation(p, "" if folder == "." else f"{folder}/") for p in problems]


def annotation(problem: Problem, folder: str = "") -> str:
    """The problem as a workflow command, by which GitHub shows it beside the line; `folder` is the site's in the repository.

    Source: GitHub Actions, workflow commands; in properties the colon and the comma are escaped too.
    """
    where = problem.where
    told = [("file", f"{folder}{where.path}"), ("line", str(where.line or 1)), ("col", str(where.column or 1))] if where else []
    properties = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in (*told, ("title", problem.code)))
    message = f"{problem.what}\n{problem.hint}" if problem.hint else problem.what
    return f"::{problem.severity} {properties}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(c):02X}" if c in f"%\r\n{more}" else c for c in text)


def verified_lines(root: Path, archive: Archive) -> Iterator[str]:
    """For each source whose saved copy is not here: when its words were verified, and against which copy."""
    folder = content(root) / "articles"
    there = {p.relative_to(folder).as_posix() for p in saved_copies(root)}
    lines = []
    for name in archive.sources:
        receipt = archive.receipts.get(name)
        dated = [c for c in receipt.copies if c.verified] if receipt else []
        if dated and not any(copy_file(c.file) in there for c in dated):
            lines.append(f"{name}: verified on {dated[-1].verified} against the copy with hash {dated[-1].bytes_sha256[:_HASH]}…")
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"… and {len(lines) - _MOST:,} sources more"
