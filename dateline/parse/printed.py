"""The bibliographic line of a text without markup: what its first lines, its bio and its own name for itself say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.parse.days import day_line, read_day
from dateline.parse.furniture import bio_name, is_furniture
from dateline.parse.languages import language_of
from dateline.parse.metadata import Facts
from dateline.parse.names import byline_of, read_names
from dateline.parse.outlets import known_name, outlet_name

_HEAD = 10  # lines at the start among which byline, day and address are looked for
_LABEL = re.compile(r"^(title|headline|url|link|source|publisher|published|date|author|authors|byline|by)\s*:\s*(.+)$", re.IGNORECASE)
_URL = re.compile(r"^<?(https?://[^\s<>]+)>?$")
_SELF = (
    re.compile(r"(?i:\bsubscribe to|\bsign up for|\bthe best of|\bfeatures from|\bbest of|\bmore from|\bfollow|\bwelcome to|\bread more at|\bprovided by|\bcontact) ([A-Z][\w’'.&-]*(?: [A-Z][\w’'.&-]*){0,4})"),
    re.compile(r"©\s*(?:(?:19|20)\d\d\s*)?([A-Z][\w’'.&-]*(?: [A-Z][\w’'.&-]*){0,5})"),
    re.compile(r"\b((?:[A-Za-z0-9-]+\.)+(?:com|org|net|co\.uk|de|fr|es|it|ca|ie|in|ru|news|info))\b"),
)


def facts_of_text(lines: Sequence[str], outlets: Mapping[str, str]) -> Facts:
    """What a plain-text dump says of itself; a date in its body or its related headlines is no day of publication."""
    said: dict[str, str] = {}
    language = language_of("\n".join(lines[:200]))
    for line in lines[:_HEAD]:
        if m := _LABEL.match(line):
            said.setdefault(m[1].lower(), m[2].strip())
        elif m := _URL.match(line):
            said.setdefault("url", m[1])
    url = said.get("url") or said.get("link") or ""
    url = url if url.startswith("http") else ""
    publisher = outlet_name(url, outlets) or said.get("publisher") or said.get("source") or named_by_itself(lines)
    return Facts(
        title=said.get("title") or said.get("headline") or _title(lines),
        authors=_authors(lines, said, publisher),
        publisher="" if publisher.startswith("http") else publisher,
        published=read_day(said.get("published") or said.get("date") or "", language) or _day(lines, language),
        url=url,
        language=language,
    )


def named_by_itself(lines: Sequence[str]) -> str:
    """The outlet that the furniture names as its own: "Subscribe to …", "Sign up for …'s newsletters", "© …".

    Only names of known outlets count, and only in lines that are furniture: an article names other papers too.
    """
    votes: Counter[str] = Counter()
    for line in lines:
        if len(line) < 400 and (is_furniture(line) or bio_name(line)):
            for pattern in _SELF:
                for found in pattern.findall(line):
                    name = outlet_name(found) if "." in found and " " not in found else _known_opening(found)
                    if name:
                        votes[name] += 1
    return votes.most_common(1)[0][0] if votes else ""


def _known_opening(words: str) -> str:
    """The known outlet that the words begin with, the longest first: "The Week's Free Newsletters" is The Week's."""
    parts = re.sub(r"['’]s\b.*", "", words).split()
    return next((name for size in range(len(parts), 0, -1) if (name := known_name(" ".join(parts[:size])))), "")


def _title(lines: Sequence[str]) -> str:
    """The first line, if it is short enough for a headline and does not end like a sentence of the body."""
    for line in lines[:3]:
        if is_furniture(line) or _LABEL.match(line) or _URL.match(line):
            continue
        return line.lstrip("# ") if len(line) <= 220 and not line.endswith((".", ":", ",", ";")) else ""
    return ""


def _authors(lines: Sequence[str], said: Mapping[str, str], publisher: str) -> tuple[str, ...]:
    named = said.get("authors") or said.get("author") or said.get("byline") or said.get("by") or ""
    if named:
        return read_names([named], publisher=publisher, single=True)
    for line in lines[:_HEAD]:
        if len(line) < 200 and (rest := byline_of(line)) and (names := read_names([rest], publisher=publisher)):
            return names
    for line in reversed(lines):
        if name := bio_name(line):
            return (name,)
    return ()


def _day(lines: Sequence[str], language: str) -> str:
    """The day on a line of its own among the first ones, before the first paragraph."""
    for line in lines[1:_HEAD]:
        if len(line) > 160:
            return ""
        if len(line) < 80 and not line.rstrip().endswith((".", "?", "!", "”")) and (day := day_line(line, language)):
            return day
    return ""
