"""A timeline made with another tool becomes an article whose entries say themselves what is an event.

Each entry is a line of its date and headline, then its paragraphs: so its words have places, and can be proven like any
other's. What it links to goes into the event's summary, for a person to save and import: a link proves nothing yet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

import msgspec

from dateline import edtf
from dateline.article import Article, Entry, Given
from dateline.parse.languages import language_of
from dateline.problem import Problem

MAX_ENTRIES = 20_000
_MOST_TOLD = 20  # rows that messages name; what is wrong with a thousand is wrong with the sheet
_TAG = re.compile(r"<[A-Za-z/!][^<>]{0,2000}>")
_BREAKS = ("p", "br", "div", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "figure")
_UNREAD = ("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math")
_LINK_MARKS = re.compile(r"[\[\]\\<>]")


class Row(msgspec.Struct, frozen=True):
    """One entry as the other tool has it."""

    place: str  # "row 7", "entry 'harbor'": how messages name it
    headline: str  # HTML, as all its words
    date: str = ""  # EDTF; "" where none can be read
    shown: str = ""  # the date in the author's own words, where the tool has a place for them
    text: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()  # (words, address)


class Timeline(msgspec.Struct, frozen=True):
    """A timeline of another tool."""

    rows: tuple[Row, ...]
    title: str = ""  # HTML
    problems: tuple[Problem, ...] = ()


def article_of_timeline(timeline: Timeline, given: Given) -> Article:
    """The article that the timeline is read as; what is wrong with an entry is told, and the others go on."""
    parts: list[str] = []
    entries: list[Entry] = []
    at = 0
    for row in timeline.rows[:MAX_ENTRIES]:
        headline = " ".join(plain(row.headline).split())
        if not headline:
            continue
        words = " ".join(row.shown.split()) or (edtf.spoken(row.date) if row.date else "")
        line = f"{words}: {headline}" if words else headline
        paragraphs = [" ".join(p.split()) for p in plain(row.text).split("\n") if p.strip()]
        whole = "\n\n".join([line, *paragraphs])
        entries.append(
            Entry(
                start=at,
                line_end=at + len(line),
                end=at + len(whole),
                title=headline,
                date=row.date,
                dated=len(words),
                own_words=bool(row.shown.strip()),
                summary=_summary(row),
                tags=row.tags,
            )
        )
        parts.append(whole)
        at += len(whole) + 2
    text = "\n\n".join(parts)
    return Article(
        text=text,
        title=" ".join(plain(timeline.title).split()),
        publisher=given.publisher,
        published=given.published,
        url=given.url,
        language=language_of(text, ""),
        problems=_bounded(timeline, len(timeline.rows) - MAX_ENTRIES) if entries else _nothing(timeline),
        entries=tuple(entries),
    )


def _nothing(timeline: Timeline) -> tuple[Problem, ...]:
    """What is told of a timeline without entries: why it could not be read or, where it could, that nothing is in it."""
    if any(p.severity == "error" for p in timeline.problems):
        return timeline.problems
    return (*timeline.problems, Problem("no-article", "the timeline holds no entry with a headline", "see that the file is the whole timeline, and give each entry a headline"))


def _bounded(timeline: Timeline, more: int) -> tuple[Problem, ...]:
    told = timeline.problems[:_MOST_TOLD]
    if len(timeline.problems) > _MOST_TOLD:
        told = (*told, Problem("bad-entry", f"{len(timeline.problems) - _MOST_TOLD} further entries have mistakes", "mend those named above, and import again", severity="warning"))
    if more > 0:
        told = (*told, Problem("too-long", f"the last {more} entries were left out: {MAX_ENTRIES:,} are read", "split the file"))
    return told


def plain(markup: str) -> str:
    """The words of a cell, a paragraph a line; what is no HTML is left as it is."""
    if not _TAG.search(markup):
        return unescape(markup)
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(markup, "html.parser")
    for tag in soup(_UNREAD):
        tag.decompose()
    for tag in soup(_BREAKS):
        tag.insert_before("\n")
        tag.insert_after("\n")
    return soup.get_text()


def _summary(row: Row) -> str:
    """The entry's text as Markdown, its links kept, and behind it what else it links to."""
    links = [f"[{_LINK_MARKS.sub('', ' '.join(plain(words).split()))[:200] or _host(address)}](<{address}>)" for words, address in row.links if _is_address(address)]
    return "\n\n".join(filter(None, [_markdown(row.text), f"Linked there: {', '.join(links)}" if links else ""]))


def _is_address(text: str) -> bool:
    return bool(re.fullmatch(r"https?://[^\s<>\"]{4,2000}", text))


def _host(address: str) -> str:
    return address.split("/")[2]


def _markdown(markup: str) -> str:
    if not _TAG.search(markup):
        return "\n\n".join(" ".join(p.split()) for p in unescape(markup).split("\n") if p.strip())
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    soup = BeautifulSoup(markup, "html.parser")
    for tag in soup([*_UNREAD, "img", "video", "audio", "picture"]):
        tag.decompose()
    try:
        text: str = MarkdownConverter(heading_style="ATX", bullets="-").convert_soup(soup)
    except RecursionError:  # tags nested past all sense
        text = plain(markup)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def date_of(parts: Sequence[str], end: Sequence[str] = (), time: str = "") -> tuple[str, str]:
    """The EDTF of year, month and day (each may be "") and of an end like it; and what is wrong with them, "" if nothing.

    A date that a calendar cannot hold gives "": the entry is then undated, never dated by guess.
    """
    try:
        first = _point(parts)
        last = _point(end) if any(end) else ""
        if last and last != first:
            return edtf.check(f"{first}/{last}"), ""
        return edtf.check(f"{first}T{time}" if time and first.count("-") == 2 else first) if first else "", ""
    except ValueError as error:
        return "", str(error)


def _point(parts: Sequence[str]) -> str:
    given = (*parts, "", "", "")[:3]
    year, month, day = (re.sub(r"[\s,]|\.0+$", "", part) for part in given)  # 2,016 and 2016.0, as spreadsheets write numbers
    if not year:
        if month or day:
            raise ValueError("the date has no year; write one in the column Year")
        return ""
    for number, written in zip((year, month, day), given, strict=True):
        if number and not re.fullmatch(r"[0-9]{1,4}", number):
            raise ValueError(f"'{' '.join(written.split())[:40]}' is no number of a year, month or day that can be kept; write years from 1 to 9999, months and days as numbers")
    if day and not month:
        raise ValueError(f"the day {day} has no month; write one in the column Month")
    return "-".join([year.zfill(4), *(p.zfill(2) for p in (month, day) if p)])
