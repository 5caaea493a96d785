"""`check --fix`: what has one right answer is mended, told in a line each, and every other byte stays as it was.

Only what is accepted is touched. What was said, who said it and when it was is for a person to know: where two answers
are possible nothing is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dateline.files import remove, write_atomic
from dateline.model import Config, Record
from dateline.pipeline import summary
from dateline.pipeline.build import check_site
from dateline.problem import Problem, Where
from dateline.store import KINDS, RECORDS, content, load
from dateline.yamlfile.mend import mend_ids, mend_spelling
from dateline.yamlfile.splice import add_ids

_UNKNOWN = {"unknown-person", "unknown-source", "unknown-event", "unknown-claim"}
_WRITE = re.compile(r"write (\S+)")
_LINK = re.compile(r"the link '(\S+)' (?:leads|does)")


class Mended(msgspec.Struct, frozen=True):
    """What `check --fix` did."""

    fixed: tuple[str, ...] = ()  # a line for each thing that was changed
    left: tuple[str, ...] = ()  # … and for each file that could not be edited safely


def mend(root: Path) -> Mended:
    """Mend the accepted content: endings, spelling, ids, and links of pages, in this order."""
    fixed = [*_endings(root), *_spelling(root)]
    problems = check_site(root).problems
    fixed += [*_ids(root, problems), *_links(root, problems)]
    added, left = _missing_ids(root)
    return Mended((*fixed, *added), tuple(left))


def _endings(root: Path) -> Iterator[str]:
    """Records whose files end in .yml, unless the same id is there."""
    for kind in KINDS:
        folder = content(root) / kind
        for path in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
            target = path.with_suffix(".yaml")
            if path.is_file() and not path.is_symlink() and not target.exists() and not path.name.startswith("."):
                write_atomic(target, path.read_bytes())
                remove(path)
                yield f"{path.relative_to(root).as_posix()}: is now {target.name}"


def _spelling(root: Path) -> Iterator[str]:
    """Misspelt fields and choices, dates in another form, single items."""
    files: list[tuple[Path, type[Record]]] = [(root / "config.yaml", Config)]
    files += [(path, RECORDS[kind]) for kind in KINDS for path in _records(root, kind)]
    for path, kind_of_record in files:
        text = _text(path)
        if text is not None:
            yield from _changed(root, path, text, *mend_spelling(kind_of_record, text))


def _ids(root: Path, problems: tuple[Problem, ...]) -> Iterator[str]:
    """Ids that were written as names are."""
    answers: dict[str, dict[Where, str]] = {}
    for p in problems:
        if p.code in _UNKNOWN and p.where and (new := _WRITE.fullmatch(p.hint)):
            answers.setdefault(p.where.path, {})[msgspec.structs.replace(p.where, path="")] = new[1]
    for shown, places in sorted(answers.items()):
        text = _text(root / shown)
        if text is not None and "/proposed/" not in shown:
            yield from _changed(root, root / shown, text, *mend_ids(text, places))


def _links(root: Path, problems: tuple[Problem, ...]) -> Iterator[str]:
    """Links of Markdown pages that do not begin at the site's top, or that name a page's source in place of the page."""
    for p in sorted((p for p in problems if p.code == "dead-link"), key=lambda p: p.where or Where(""), reverse=True):
        new = _WRITE.fullmatch(p.hint)
        old = _LINK.match(p.what)
        if not new or not old or not p.where or not p.where.path.endswith(".md") or _bare(old[1]) != _bare(new[1]):
            continue
        path = root / p.where.path
        text = _text(path) or ""
        lines = text.removeprefix("\ufeff").split("\n")
        line = lines[p.where.line - 1] if p.where.line <= len(lines) else ""
        at = p.where.column - 1
        if line.startswith(old[1], at):
            start = len(text) - len(text.removeprefix("\ufeff")) + sum(len(other) + 1 for other in lines[: p.where.line - 1]) + at
            mended = f"{text[:start]}{new[1]}{text[start + len(old[1]) :]}"
            yield from _changed(root, path, text, mended, (f"'{old[1]}' is now {new[1]}",))


def _bare(address: str) -> str:
    """An address without what only says where it begins and what kind of file it is."""
    return re.sub(r"\.(?:html|md|yaml)(?=#|\Z)", "", address.lstrip("./"))


def _missing_ids(root: Path) -> tuple[list[str], list[str]]:
    """Give an id to every quotation and response without one; what was done, and what could not be."""
    loaded = load(root)
    fixed, left = [], []
    for name, event in loaded.archive.events.items():
        missing = sum(not i.id for i in event.quotations) + sum(not i.id for i in event.denials)
        if not missing:
            continue
        shown = loaded.archive.paths[f"events/{name}"]
        with_ids = add_ids((root / shown).read_bytes().decode("utf-8"))
        if with_ids is None:
            left.append(f"{shown}: ids are missing, and the file cannot be edited safely: add them by hand")
            continue
        write_atomic(root / shown, with_ids.encode())
        fixed.append(f"{shown}: added {summary.count(missing, 'id')}")
    return fixed, left


def _changed(root: Path, path: Path, text: str, mended: str, done: tuple[str, ...]) -> Iterator[str]:
    if mended != text:
        write_atomic(path, mended.encode())
        yield from (f"{path.relative_to(root).as_posix()}: {line}" for line in done)


def _records(root: Path, kind: str) -> list[Path]:
    folder = content(root) / kind
    return sorted(p for p in folder.glob("*.yaml") if not p.name.startswith(".")) if folder.is_dir() else []


def _text(path: Path) -> str | None:
    """The file's text; None for what is no readable file, which `load` tells."""
    try:
        return path.read_bytes().decode("utf-8") if path.is_file() else None
    except (OSError, UnicodeDecodeError):
        return None
