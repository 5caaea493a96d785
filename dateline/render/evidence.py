"""Who says so, in which words, on what authority, and where the very sentence stands."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from dateline.model import Event, Quotation, Report
from dateline.render.book import Book, sources_of
from dateline.render.page import web_url
from dateline.render.stands import Stand, Stands, stand_of, stands_of, unpack
from dateline.render.views import Badge, Cited, Speaker
from dateline.render.when import in_words, when
from dateline.render.words import Strings, Words


def event_path(name: str) -> str:
    """The page of an event."""
    return f"events/{name}.html"


def person_path(book: Book, name: str) -> str:
    """The page of a person, "" when there is none."""
    return f"people/{name}.html" if name in book.people else ""


def source_path(book: Book, name: str) -> str:
    """The page of a source, "" when there is none."""
    return f"sources/{name}.html" if name in book.sources else ""


def person_name(book: Book, name: str) -> str:
    """The name of a person, or the id where no record has it."""
    record = book.archive.people.get(name)
    return record.name if record else name


def cite(book: Book, source: str, words: str = "", *, passage: str = "") -> Cited:
    """The source with the way to the sentence: of proven `words`, or of the `passage` key of its receipt."""
    return cite_at(book, source, stand_in(book, source, words, passage) if words or passage else None)


def stand_in(book: Book, source: str, words: str, passage: str = "") -> Stand | None:
    """Where the receipt of the source proves the words, or the passage with this key."""
    return stand_of(book.archive.receipts.get(source), words, passage)


def cite_at(book: Book, source: str, stand: Stand | None) -> Cited:
    """The source with the way to a place in it that is known."""
    whole = book.cited.get(source) or _without_place(book, source)
    if stand is None:
        return whole
    behind = stand.behind
    return replace(
        whole,
        sentence=whole.url + behind if whole.url and behind and "#" not in whole.url else "",
        archived=whole.archived + behind if whole.archived and "#" not in whole.archived else whole.archived,
        verified=_verified(stand.verified, book.words.strings),
        head=stand.head,
        tail=stand.tail,
    )


def stands(book: Book, name: str) -> Stands:
    """Where the words of an event stand."""
    event = book.archive.events[name]
    packed = book.stands.get(name)
    if packed is None:
        return stands_of(name, event, book.archive.receipts.get)
    book.reads.update([f"receipt:{source}" for source in sources_of(event)])
    return unpack(packed)


def _without_place(book: Book, source: str) -> Cited:
    """The source itself, no place in it; kept, since many pages cite it."""
    record = book.archive.sources.get(source)
    stored = record.archived if record else None
    book.cited[source] = cited = Cited(
        id=source,
        path=source_path(book, source),
        title=record.title if record else source,
        publisher=record.publisher if record else "",
        authors=book.words.listed(list(record.authors)) if record else "",
        published=when(record.published if record else "", book.words.strings),
        url=web_url(record.url) if record else "",
        sentence="",
        archived=web_url(stored.url) if stored else "",
        archived_on=day_words(book, stored.on) if stored else "",
        verified="",
        head="",
        tail="",
    )
    return cited


def day_words(book: Book, day: str) -> str:
    """A day in words without its weekday; "" for ""."""
    return in_words(day, book.words.strings) if day else ""


def speaker_of(book: Book, quotation: Quotation) -> Speaker:
    """Who said the words."""
    return named(book, quotation.speaker, quotation.speaker_described, quotation.role)


def report_badge(book: Book, report: Report) -> Badge:
    """On whose authority a source reports: its own voice, a named, an unnamed source or a document; relays as a chain."""
    outlet = outlet_of(book, report.source)
    if report.relayed_from:
        return Badge(report.sourcing, _chain(book, report.sourcing, [outlet, report.relayed_from], report.according_to))
    if report.sourcing == "outlet" or not report.according_to:
        return Badge(report.sourcing, book.words(f"badge_{report.sourcing}_bare", outlet=outlet))
    if report.sourcing == "unnamed":
        return Badge("unnamed", book.words("badge_unnamed", words=book.words.quoted(report.according_to), outlet=outlet))
    return Badge(report.sourcing, book.words(f"badge_{report.sourcing}", words=report.according_to, outlet=outlet))


def quotation_badge(book: Book, quotation: Quotation, source: str) -> Badge | None:
    """On whose authority words stand: an unnamed speaker's description, or the authority that a speaking outlet gives."""
    if not quotation.according_to and not quotation.speaker_described:
        return None
    outlet = outlet_of(book, source)
    if quotation.according_to:
        speaker = person_name(book, quotation.speaker) if quotation.speaker else quotation.speaker_described
        steps = [speaker] if not outlet or speaker.casefold() == outlet.casefold() else [outlet, speaker]
        return Badge("unnamed", _chain(book, "unnamed", steps, quotation.according_to))
    words = book.words.quoted(quotation.speaker_described)
    return Badge("unnamed", book.words("badge_unnamed", words=words, outlet=outlet))


def unnamed_only(book: Book, event: Event) -> bool:
    """Whether every report of the event rests on unnamed sources and no named person is quoted as part of it."""
    if not event.reports or any(_speaks_by_name(book, quotation) for quotation in event.quotations):
        return False
    return all(report.sourcing == "unnamed" for report in event.reports)


def _speaks_by_name(book: Book, quotation: Quotation) -> bool:
    """Whether the words are those of a named person, neither of an outlet nor told by somebody unnamed."""
    record = book.archive.people.get(quotation.speaker)
    return bool(quotation.speaker) and not quotation.according_to and (record is None or record.kind == "person")


def outlet_of(book: Book, source: str) -> str:
    """The name of the outlet of a source; its title where it has none."""
    record = book.archive.sources.get(source)
    return (record.publisher or record.title) if record else source


def named(book: Book, person: str, described: str, role: str) -> Speaker:
    """A person by their name; an unnamed speaker by the words that describe them."""
    if person:
        return Speaker(person_name(book, person), person_path(book, person), described=False, role=role)
    return Speaker(described or book.words("nobody_named"), "", described=bool(described), role=role)


@lru_cache(maxsize=1024)
def _verified(day: str, strings: Strings) -> str:
    """That words were found in the copy that was saved; `day` is "" where it is not known."""
    return Words(strings)("verified_on", date=in_words(day, strings)) if day else strings["verified"]


def _chain(book: Book, kind: str, steps: list[str], authority: str) -> str:
    """"The Week, citing Reuters, citing “four officials”": an unnamed authority between quotation marks, others bare."""
    last = book.words.quoted(authority) if kind == "unnamed" else authority
    return book.words("chain_citing").join([*steps, last] if authority else steps)
