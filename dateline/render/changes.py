"""What changed on the site, by day: added, changed, corrected, withdrawn; with a feed of its own."""

from __future__ import annotations

from collections import Counter, defaultdict

from dateline.render.book import Book
from dateline.render.contexts import FeedPage
from dateline.render.contexts_lists import ChangeRow, ChangesPage
from dateline.render.evidence import day_words, event_path
from dateline.render.feeds import base_of, feed_of
from dateline.render.markdown import cut
from dateline.render.views import FeedItem, LinkedName

_LISTED = 500  # changes on the page; all are in data/timeline.json
_FEED = 50
_TITLE = 200


def changes_page(book: Book) -> ChangesPage:
    """The latest changes by day."""
    found = _changes(book)
    days: dict[str, list[ChangeRow]] = defaultdict(list)
    for day, row in found[:_LISTED]:
        days[day].append(row)
    return ChangesPage(
        days=tuple((day_words(book, day), tuple(rows)) for day, rows in days.items()),
        corrections=sum(row.kind == "corrected" for _, row in found),
        left_out=max(0, len(found) - _LISTED),
    )


def changes_feed(book: Book, path: str) -> FeedPage:
    """The Atom feed of the latest changes; an item for each change, so that a correction is read as one."""
    base = base_of(book)
    nth: Counter[str] = Counter()  # two corrections of one day are two items
    items = tuple(
        FeedItem(
            id=_id(f"{base or 'urn:dateline:'}{row.entry.path}#{row.kind}-{day}", nth),
            title=f"{row.what}: {row.entry.name}",
            url=base + row.entry.path,
            updated=f"{day}T00:00:00Z",
            summary=row.note,
            people=(),
        )
        for day, row in _changes(book)[:_FEED]
    )
    return feed_of(book, path, f"{book.words('changes_heading')} – {book.archive.config.title}", items, home="changes.html")


def _id(item: str, nth: Counter[str]) -> str:
    nth[item] += 1
    return item if nth[item] == 1 else f"{item}-{nth[item]}"


def _changes(book: Book) -> list[tuple[str, ChangeRow]]:
    """(day, change), latest first; within a day in the order of the timeline, withdrawals first."""
    found: list[tuple[str, ChangeRow]] = []
    for name, event in {**book.withdrawn, **book.events}.items():
        lines = [(event.added, "added", ""), (event.changed, "changed", "")] if name in book.events else []
        lines += [(c.date, "corrected", c.note) for c in event.corrections] if name in book.events else []
        lines += [(event.withdrawn.date, "withdrawn", event.withdrawn.reason)] if event.withdrawn else []
        link = LinkedName(cut(event.title, _TITLE), event_path(name))
        found += [(day, ChangeRow(link, kind, book.words(f"history_{kind}"), note)) for day, kind, note in lines if day]
    return sorted(found, key=lambda pair: pair[0], reverse=True)
