"""Whom a title is about: names in place of the pronouns that would not say it, read alone.

Takes the words of a title and the clause they come from; gives the words with the name that the article gives.
"""

from __future__ import annotations

import re

import msgspec

from dateline.extract.body import Span
from dateline.extract.event_quotations import Found, people_in, union
from dateline.extract.event_words import TITLE_LENGTH
from dateline.findings import EventFound

_HIM = re.compile(r"\shim\b")
_NAMED = {"he": "{}", "she": "{}", "his": "{}’s", "her": "{}’s"}


def with_name(found: Found, clause: Span, words: str) -> str:
    """Words that begin with "He" or "His", or have it before their verb, with the name instead; "him" too where it fits."""
    text = found.body.text
    meant = [(text[m.start : m.end].lower(), found.people.found[m.person].name) for m in found.people.between(*clause) if m.pronoun]
    if not meant:
        return words
    him = _first(meant, "him")
    if him and him.rpartition(" ")[2] not in words and len(words) + len(him) < TITLE_LENGTH:
        words = _HIM.sub(f" {him}", words, count=1)
    _opening, _, rest = words.partition(", ")
    if rest.startswith(("he ", "she ")):
        words = rest
    first, _, behind = words.partition(" ")
    name = _first(meant, first.lower())
    return f"{_NAMED[first.lower()].format(name)} {behind}" if name and behind and first.lower() in _NAMED else words


def with_actor(found: Found, event: EventFound) -> EventFound:
    """The event with those whom its title names and its clause does not: what they go on to say belongs to it."""
    words = event.title.split()
    named = tuple(name for name in people_in(found, event.passage) if name.rpartition(" ")[2] in words)
    return msgspec.structs.replace(event, people=union(event.people, named))


def _first(meant: list[tuple[str, str]], pronoun: str) -> str:
    return next((name for word, name in meant if word == pronoun), "")
