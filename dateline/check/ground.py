"""What a single record is judged by: the archive, the texts of saved copies, and what must be known of all records at once.

The look-ups follow from the outlines of the records (ids, who and what is named, dates), not from their words: after an
edit of words alone they hold for the new archive too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from types import MappingProxyType

from dateline.alike import day_keys
from dateline.check.addresses import Addresses, addresses, sources_of
from dateline.check.places import ids_in, old_ids
from dateline.model import Archive
from dateline.packed import ByName
from dateline.text import Canon, canon

DayKey = int | str  # as dateline.alike.day_keys gives it
Citing = Callable[[str], Sequence[str]]
Dated = Callable[[DayKey], Sequence[str]]
NO_TEXTS: Mapping[str, str] = MappingProxyType({})


class _Published(ByName[str]):
    """Looks at a source when it is asked for, since after an edit few are."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive.sources)
        self._sources = archive.sources
        self._known: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._sources[name].published
        return found


class LookUps:
    """What must be known of all records at once, each found when it is first needed."""

    def __init__(self, archive: Archive, cited_by: Citing | None, on_day: Dated | None) -> None:
        self._archive = archive
        self._cited_by = cited_by
        self._on_day = on_day

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """Folder → its ids, also those whose file cannot be read."""
        return {folder: frozenset(ids_in(self._archive, folder)) for folder in ("events", "people", "sources")}

    @cached_property
    def claimed(self) -> Mapping[str, Mapping[str, str]]:
        """Folder → old id → the first record that claims it."""
        found: dict[str, dict[str, str]] = {"events": {}, "people": {}, "sources": {}}
        for folder, first in found.items():
            for name, olds in old_ids(self._archive, folder).items():
                first.update((old, name) for old in olds if old not in first)
        return found

    @cached_property
    def published(self) -> Mapping[str, str]:
        """Source → the day on which it was published, "" where that is unknown."""
        return _Published(self._archive)

    @cached_property
    def addresses(self) -> Addresses:
        """What links within the site may lead to."""
        return addresses(self._archive)

    def cited_by(self, source: str) -> Sequence[str]:
        """The events that name a source anywhere, in order of id."""
        return self._cited_by(source) if self._cited_by else self._neighbours[0].get(source, ())

    def on_day(self, key: DayKey) -> Sequence[str]:
        """The events that may have happened then and are not withdrawn, in order of id."""
        return self._on_day(key) if self._on_day else self._neighbours[1].get(key, ())

    def by_day(self) -> Iterable[Sequence[str]]:
        """The events of each day, or of a wide date: they cite the same articles, so that few receipts are decoded again and again."""
        days = self._neighbours[1]
        return (days[key] for key in sorted(days, key=str))

    @cached_property
    def _neighbours(self) -> tuple[dict[str, list[str]], dict[DayKey, list[str]]]:
        citing: dict[str, list[str]] = {}
        dated: dict[DayKey, list[str]] = {}
        for name, event in self._archive.events.items():
            for source in sources_of(event):
                citing.setdefault(source, []).append(name)
            for key in day_keys(event.date) if not event.withdrawn else ():
                dated.setdefault(key, []).append(name)
        return citing, dated


class Ground:
    """The archive and the texts of the saved copies that are there, with look-ups; those that are not given are made."""

    def __init__(self, archive: Archive, texts: Mapping[str, str] = NO_TEXTS, *, cited_by: Citing | None = None, on_day: Dated | None = None) -> None:
        self.archive = archive
        self.texts = texts
        self.known = LookUps(archive, cited_by, on_day)
        self.form: Callable[[str], Canon] = cache(lambda source: canon(texts[source]))

    def on(self, archive: Archive, texts: Mapping[str, str] = NO_TEXTS) -> Ground:
        """The same look-ups for an archive in which only words are others."""
        ground = Ground(archive, texts)
        ground.known = self.known
        return ground
