"""Check for those who are not at a terminal: editors, GitHub Actions, and a hand that mends what has one right answer.

Also what a check without the saved copies rests on: the day and the copy that each receipt was written from.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from dateline.files import write_atomic
from dateline.model import Archive
from dateline.pipeline import summary
from dateline.pipeline.build import check_site
from dateline.pipeline.choice import written_on
from dateline.pipeline.proofs import copy_file, today
from dateline.pipeline.refresh import refresh
from dateline.pipeline.settle import waiting_keys
from dateline.problem import Problem, Where
from dateline.store import content, load, record_path, saved_copies
from dateline.yamlfile import add_ids

_OLD = 30  # days after which a proposal that nobody decided about is told
_MOST = 20  # sources that the summary names; a timeline of years has a thousand
_HASH = 16  # hexadecimal digits shown; enough to tell any two copies apart, and to compare by eye


class Checked(msgspec.Struct, frozen=True):
    """What a check found, and what it says."""

    problems: tuple[Problem, ...]
    lines: tuple[str, ...]  # what was mended, what stands on receipts alone, and the counts


class Mended(msgspec.Struct, frozen=True):
    """What `check --fix` did."""

    fixed: tuple[str, ...] = ()  # a line for each file that was changed
    left: tuple[str, ...] = ()  # … and for each that could not be edited safely


def checked(root: Path, *, fix: bool = False) -> Checked:
    """Prove and check the site; with `fix`, mend first what has one right answer."""
    mended = mend(root) if fix else Mended()
    refresh(root)
    done = check_site(root)
    problems = (*done.problems, *old_proposals(root, today()))
    errors = sum(p.severity == "error" for p in problems)
    counts = f"{summary.count(errors, 'error')}, {summary.count(len(problems) - errors, 'warning')}; {summary.contents(done.archive)}"
    return Checked(problems, (*mended.fixed, *mended.left, *verified_lines(root, done.archive), counts))


def mend(root: Path) -> Mended:
    """Give an id to every quotation and response without one; all other bytes stay.

    Only accepted events are touched. An event whose file cannot be edited safely is left alone and named.
    """
    loaded = load(root)
    fixed, left = [], []
    for name, event in loaded.archive.events.items():
        missing = sum(not i.id for i in event.quotations) + sum(not i.id for i in event.denials)
        if not missing:
            continue
        shown = loaded.archive.paths[f"events/{name}"]
        text = (root / shown).read_bytes().decode("utf-8")
        with_ids = add_ids(text)
        if with_ids is None:
            left.append(f"{shown}: ids are missing, and the file cannot be edited safely: add them by hand")
            continue
        write_atomic(root / shown, with_ids.encode())
        fixed.append(f"{shown}: added {summary.count(missing, 'id')}")
    return Mended(tuple(fixed), tuple(left))


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
    """The problems as one JSON list; line and column are 0 where the whole file or line is meant."""
    rows = []
    for p in problems:
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
