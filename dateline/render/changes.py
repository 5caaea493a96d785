"""What changed on the site, by day: added, changed, corrected, withdrawn; with a feed of its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from dateline.render.book import Book
from dateline.render.contexts import FeedPage
from dateline.render.contexts_lists import ChangeRow, ChangesPage
from dateline.render.evidence import day_words, event_path
from dateline.render.feeds import base_of, feed_of
from dateline.render.markdown import cut
from dateline.render.plan import IN_A_FEED
from dateline.render.views import FeedItem, LinkedName

_TITLE = 200


def changes_page(book: Book) -> ChangesPage:
    """The latest changes by day."""
    days: dict[str, list[ChangeRow]] = defaultdict(list)
    latest = book.of_plan("changes")
    for day, row in _changes(book, latest):
        days[day].append(row)
    return ChangesPage(
        days=tuple((day_words(book, day), tuple(rows)) for day, rows in days.items()),
        corrections=book.of_plan("corrections"),
        left_out=max(0, book.of_plan("changed") - len(latest)),
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
        for day, row in _changes(book, book.of_plan("changes")[:IN_A_FEED])
    )
    return feed_of(book, path, f"{book.words('changes_heading')} – {book.archive.config.title}", items, home="changes.html")


def _id(item: str, nth: Counter[str]) -> str:
    nth[item] += 1
    return item if nth[item] == 1 else f"{item}-{nth[item]}"


def _changes(book: Book, latest: Iterable[tuple[str, str, str, int]]) -> Iterator[tuple[str, ChangeRow]]:
    """(day, change) of each of these."""
    for day, name, kind, n in latest:
        event = book.archive.events[name]
        note = event.corrections[n].note if kind == "corrected" else event.withdrawn.reason if kind == "withdrawn" and event.withdrawn else ""
        yield day, ChangeRow(LinkedName(cut(event.title, _TITLE), event_path(name)), kind, book.words(f"history_{kind}"), note)
