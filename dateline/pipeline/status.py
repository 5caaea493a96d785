"""What is left to do: proposals that wait, by source; those whose reading differs from an edit; words without proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from dateline.model import Archive, Event, Record
from dateline.pipeline import summary
from dateline.pipeline.build import check_site
from dateline.pipeline.choice import Choice, reported_by, select
from dateline.pipeline.refresh import refresh
from dateline.problem import Problem
from dateline.store import load

_DATE_WIDTH = 12  # columns of a date; wider ones push their title aside
_LONGEST = 100  # characters of a title that a line shows


class Status(msgspec.Struct, frozen=True):
    """What waits, what differs, what is unproven."""

    waiting: Mapping[str, tuple[str, ...]] = {}  # source → lines, one a proposal; an event stands under its first source
    keys: tuple[str, ...] = ()  # of all that waits
    differing: tuple[Problem, ...] = ()  # edited proposals that the reader would now write differently
    unproven: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()  # what keeps this from being told whole

    def lines(self) -> Iterator[str]:
        """The listing, for a person."""
        yield f"waiting: {summary.kinds(self.keys)}" if self.keys else "waiting: nothing"
        for source, lines in self.waiting.items():
            yield f"  {source or 'of no source'}"
            yield from (f"    {line}" for line in lines)
        yield f"differing: {summary.count(len(self.differing), 'proposal')} that you edited and the reader would now write differently"
        yield from (f"  {p.where}" for p in self.differing)
        yield f"unproven: {summary.count(len(self.unproven), 'place')} whose words are proven by neither a saved copy nor a receipt"
        yield from (f"  {p.where}: {p.what}" for p in self.unproven)


def status(root: Path, choice: Choice | None = None) -> Status:
    """What is left to do, after a look at what is new in articles/; `choice` narrows what is told to wait."""
    _, told = refresh(root)
    loaded = load(root, proposals=True)
    keys, problems = select(root, choice or Choice(), loaded.proposals)
    checked = check_site(root, proposals=True)
    unproven = [p for p in checked.problems if p.code.startswith("unproven-")]
    differing = [p for p in told if p.code == "edited-proposal"]
    unread = [p for p in loaded.problems if p.severity == "error"]
    rows = _by_source(keys, loaded.proposals, loaded.archive)
    return Status(rows, tuple(keys), tuple(differing), tuple(unproven), (*problems, *unread))


def _by_source(keys: Sequence[str], proposals: Mapping[str, Record], archive: Archive) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for key in keys:
        record = proposals.get(key)
        sources = [r.source for r in record.reports] if isinstance(record, Event) else sorted(reported_by(key, record))
        date = record.date if isinstance(record, Event) else ""
        found.setdefault(sources[0] if sources else "", []).append((date, _line(key, record, archive)))
    return {source: tuple(line for _, line in sorted(rows)) for source, rows in sorted(found.items(), key=lambda item: (not item[0], item[0]))}  # those of none last


def _line(key: str, record: Record | None, archive: Archive) -> str:
    """`events/ryabkov  2016-11-10  Russia’s deputy …`."""
    kind, name = key.split("/", 1)
    title = getattr(record, "title", "") or getattr(record, "name", "")
    if record is None:
        title = "cannot be read"
    elif not title:
        have = getattr(archive, kind).get(name)
        title = f"more for yours: {getattr(have, 'title', '') or getattr(have, 'name', '')}"
    date = f"{record.date:<{_DATE_WIDTH - 2}}  " if isinstance(record, Event) else ""
    told = " ".join("".join(c if c.isprintable() else " " for c in title).split())
    return f"{key}  {date}{told if len(told) <= _LONGEST else told[: _LONGEST - 1] + '…'}"
