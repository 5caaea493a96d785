"""What must be known of every article at once to say which source it is, who is who and what is told twice.

A gist is a few kilobytes where a reading is ninety: the texts of ten thousand articles are never held together. It is
made once, when the article is read, and lies in the cache beside the reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from dateline.alike import weighty_words
from dateline.findings import PersonFound, Reading
from dateline.model import Event
from dateline.propose.happenings import drafts_of, people_of
from dateline.propose.traces import runs_of
from dateline.text import canonical, text_hash, words_hash

MARK = 8  # bytes by which a paragraph is known; two of a million are alike by chance once in 37 million archives
_OF_TIME = frozenset(
    w.removesuffix("s")
    for w in "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept oct nov dec spring summer autumn fall winter morning afternoon evening night day week weekend month year "
    "today yesterday tomorrow last next earlier later ago".split()
)
_LEAST_LETTERS = 40  # of a paragraph that is compared: shorter ones, "Read more", stand everywhere
_MOST_PARAGRAPHS = 2000  # compared one with another


class EventGist(msgspec.Struct, frozen=True, array_like=True):
    """Of an event that was found: what tells it from others and knows it again."""

    date: str
    title: str
    planned: bool
    people: tuple[int, ...]  # places in Gist.people
    named: tuple[int, ...]  # … of all that its record refers to, speakers too
    words: tuple[str, ...]  # the weighty ones of its title and passages
    findings: tuple[str, ...]  # hashes by which decisions about it are kept, its runs of words behind
    runs: tuple[str, ...]  # … and by which what is gone is known again, whatever its bounds and its date
    passages: tuple[tuple[str, str], ...]  # of each report: hash of its passage, canonical words that date it
    quoted: tuple[str, ...]  # hashes of the quotations' words


class Imprint(msgspec.Struct, frozen=True):
    """The bibliographic part of a gist: all that tells the source of a copy."""

    copy: str
    bytes_sha256: str
    stem: str
    title: str
    opening: str  # the text's first line, cut: the title of an article that has none
    publisher: str
    published: str
    url: str
    authors: tuple[str, ...]
    language: str
    text_sha256: str  # of the canonical text
    length: int  # words of the text
    paragraphs: bytes  # their marks, each of MARK bytes, in order of mark, each once


class Gist(Imprint, frozen=True):
    """An article in brief."""

    people: tuple[PersonFound, ...]  # without their mentions
    events: tuple[EventGist, ...]  # as in the findings


def gist_of(reading: Reading) -> Gist:
    """The gist of a reading."""
    article, people = reading.article, reading.findings.people
    place = {p.name: n for n, p in enumerate(people)}
    drafts = drafts_of(reading, "", {name: name for name in place})
    return Gist(
        copy=reading.copy,
        bytes_sha256=reading.bytes_sha256,
        stem=reading.stem,
        title=article.title,
        opening=article.text.strip().split("\n", 1)[0][:120],
        publisher=article.publisher,
        published=article.published,
        url=article.url,
        authors=article.authors,
        language=article.language,
        text_sha256=text_hash(article.text),
        length=len(article.text.split()),
        paragraphs=b"".join(sorted({_mark(p) for p in paragraphs_of(article.text)})),
        people=tuple(msgspec.structs.replace(p, mentions=()) for p in people),
        events=tuple(_event(d.event, tuple(found for _, found in (*d.findings, *sorted(runs_of(d.event)))), place) for d in drafts),
    )


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs that are long enough to tell one text from another."""
    return [p for p in text.split("\n\n") if len(p) >= _LEAST_LETTERS][:_MOST_PARAGRAPHS]


def marks_of(imprint: Imprint) -> Sequence[bytes]:
    """The marks of the paragraphs, in order of mark."""
    return [imprint.paragraphs[n : n + MARK] for n in range(0, len(imprint.paragraphs), MARK)]


def words_of(event: Event) -> tuple[str, ...]:
    """The weighty words of an event's title and passages, in order of letter: those that tell what happened.

    Day and people are compared apart. Counted again as words, "Ms. Voss … last fall" made one event of any two things
    that she did in that fall.
    """
    told = weighty_words(" ".join([event.title, *(r.passage for r in event.reports)]))
    apart = weighty_words(" ".join([*(r.dated_by for r in event.reports), *event.people]).replace("-", " "))
    return tuple(sorted(w for w in told - apart - _OF_TIME if w.replace("’", "'").removesuffix("'") not in apart))


def _mark(paragraph: str) -> bytes:
    return hashlib.blake2b(paragraph.encode("utf-8", "surrogatepass"), digest_size=MARK).digest()


def _event(event: Event, findings: tuple[str, ...], place: dict[str, int]) -> EventGist:
    return EventGist(
        date=event.date,
        title=event.title,
        planned=event.planned,
        people=tuple(place[name] for name in event.people),
        named=tuple(sorted(place[name] for name in people_of(event))),
        words=words_of(event),
        findings=findings,
        runs=tuple(sorted({run for _, run in runs_of(event)})),
        passages=tuple((words_hash(r.passage), canonical(r.dated_by)) for r in event.reports if r.passage),
        quoted=tuple(words_hash(q.words) for q in event.quotations),
    )
