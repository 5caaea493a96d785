"""An article as it was read from a saved file: what every later room works on.

`text` is the clean body as printed (curly quotes, dashes and accents kept), its paragraphs parted by a blank line.
All offsets here and in findings.py count Unicode code points into `text`, start included, end excluded.
"""

from __future__ import annotations

import msgspec

from dateline.problem import Problem


class Link(msgspec.Struct, frozen=True):
    """An inline link of the body: the linked story's address often carries a date."""

    start: int
    end: int
    url: str


class Given(msgspec.Struct, frozen=True):
    """What the user said about a file; it wins over what the file says of itself. Empty = not said."""

    published: str = ""  # EDTF day
    url: str = ""
    publisher: str = ""


class Entry(msgspec.Struct, frozen=True):
    """One entry of a timeline made with another tool: its line of date and headline, then its paragraphs."""

    start: int
    line_end: int  # of the line of date and headline
    end: int
    title: str
    date: str = ""  # EDTF; "" where the tool gave none that can be read
    dated: int = 0  # how many code points of the line are the date's words
    own_words: bool = False  # whether the author wrote these words: "Spring 2014" beside 2014-03-01
    summary: str = ""  # its text as Markdown, and what it links to
    tags: tuple[str, ...] = ()


class Article(msgspec.Struct, frozen=True):
    """Bibliographic line and body. Empty text means that the page does not say; nothing is ever guessed."""

    text: str
    title: str = ""  # without the site's suffix
    authors: tuple[str, ...] = ()  # every person of the byline, in its order
    publisher: str = ""  # a name that a reader knows: "The New York Times"
    published: str = ""  # EDTF day, as printed; "" when unknown: then relative dates stay unresolved
    url: str = ""  # canonical
    language: str = ""  # ISO 639-1, "en"
    links: tuple[Link, ...] = ()  # in order of their place
    entries: tuple[Entry, ...] = ()  # of a timeline made with another tool, in order of place; no article has any
    problems: tuple[Problem, ...] = ()  # what the reader could not do or had to repair, without a place
