"""Proposals on disk: which of them a person has edited, and writing what is found now, a few hundred at a time.

What is about to be written is announced in the ledger first, so that after a crash no file of ours is taken for a person's.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from dateline.files import remove, sha256, write_page
from dateline.model import Receipt, Record
from dateline.pipeline.ledger import (
    Marks,
    Row,
    announce,
    encoded,
    mark_for,
    read_rows,
    row_of,
    settle_rows,
    short,
)
from dateline.pipeline.standing import Standing
from dateline.problem import Problem, Where
from dateline.propose import Made
from dateline.store import record_path
from dateline.yamlfile.write import write_record

_SCHEMA = "../../../.dateline/schema/{}.json"
_SINGULAR = {"events": "event", "people": "person", "sources": "source"}
_MOST_LINES = 12  # of a difference that a message shows
_BATCH = 400  # proposals between two waits for the disk


def proposal_text(key: str, record: Record) -> str:
    """The file of a proposal as import writes it."""
    return write_record(record, schema=_SCHEMA.format(_SINGULAR[key.split("/")[0]]))


def edited_keys(keys: Iterable[str], marks: Marks, standing: Standing) -> set[str]:
    """The proposals whose bytes are not those that were written."""
    return {key for key in keys if (mark := marks.get(key)) is None or not standing.is_untouched(key, mark)}


def keys_of_absent(root: Path, keys: Collection[str], receipts: Mapping[str, Receipt], read: Collection[str]) -> set[str]:
    """Proposals from articles that are not here, as after a move to another machine: they may still be right."""
    absent = {n for n, r in receipts.items() if r.copies and not any(c.file in read for c in r.copies)}
    return {row.key for row in read_rows(root) if row.key in keys and any(s in absent for s, *_ in row.findings)} if absent else set()


class Writer:
    """Takes proposals in any order and writes them; `frozen` ones are left alone, what is not found again is removed at the end."""

    def __init__(self, root: Path, marks: Marks, there: Collection[str], frozen: Collection[str], standing: Standing) -> None:
        self._root = root
        self._marks = marks
        self._standing = standing
        self._there = there  # keys of the proposals on disk
        self._frozen = frozen
        self._found: set[str] = set()
        self._batch: list[tuple[Row, bytes]] = []

    def stands(self, key: str, recipe: int) -> bool:
        """Whether the proposal made of this stands already: then it need not be made."""
        mark = self._marks.get(key)
        if key in self._frozen:
            return True
        if mark is None or mark.pending or key not in self._there or not self._standing.is_made_of(key, recipe, mark):
            return False
        self._standing.made(key, recipe, mark)
        self._found.add(key)
        return True

    def add(self, made: Made) -> None:
        """Have a proposal written, now or with the next ones, unless it stands already."""
        if made.key in self._frozen or made.key in self._found:
            return
        self._found.add(made.key)
        text = proposal_text(made.key, made.record).encode()
        row = row_of(made.key, made.findings, sha256(text))
        have, mark = self._marks.get(made.key), mark_for(row.written, "", encoded(row))
        is_there = have is not None and made.key in self._there and have.digest == mark.digest and not have.pending
        self._standing.made(made.key, made.recipe, mark)
        if not (is_there and have == mark):
            self._batch.append((row, b"" if is_there else text))
        if len(self._batch) >= _BATCH:
            self._write()

    def finish(self) -> None:
        """Write what is left, and remove what was not found again."""
        self._write()
        for key in self._there:
            if key not in self._found and key not in self._frozen:
                remove(record_path(self._root, key, proposed=True))
        settle_rows(self._root, lambda key: key in self._found or key in self._frozen)
        self._standing.keep()

    def _write(self) -> None:
        announce(self._root, (row for row, _ in self._batch))
        for row, text in self._batch:
            if text:
                write_page(record_path(self._root, row.key, proposed=True), text)  # made anew at will: not worth waiting for the disk
                self._standing.written(row.key, mark_for(row.written, "", b""), len(text))
        self._batch.clear()


def left_alone(root: Path, anew: Iterable[Made], marks: Marks) -> Iterator[Problem]:
    """A warning for each edited proposal that import would now write differently from what it wrote first."""
    for made in anew:
        mark = marks.get(made.key)
        text = proposal_text(made.key, made.record)
        if mark and mark.digest and short(sha256(text.encode())) != mark.digest:
            have = record_path(root, made.key, proposed=True).read_text(encoding="utf-8", errors="replace")
            what = "you have edited this proposal, and the reader now finds something else"
            hint = "\n   ".join(["your edit stays; it would have been changed like this:", *_difference(have, text)])
            yield Problem("edited-proposal", what, hint, Where(f"content/proposed/{made.key}.yaml"), "warning")


def _difference(have: str, text: str) -> list[str]:
    changed = (line for line in difflib.unified_diff(have.splitlines(), text.splitlines(), lineterm="", n=0) if line[:2] not in ("--", "++", "@@"))
    lines = list(islice(changed, _MOST_LINES + 1))
    return [*lines[:_MOST_LINES], "…"] if len(lines) > _MOST_LINES else lines
