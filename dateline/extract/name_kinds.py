"""What capitalised words without a title are by themselves: a person, a place, a thing, or still unknown.

Takes the words of a run; gives the name behind modifiers, and its kind.
"""

from __future__ import annotations

import re

from dateline.extract.capitals import Token, is_acronym
from dateline.extract.first_names import is_first_name
from dateline.extract.name_words import (
    DEMONYMS,
    NOT_NAMES,
    ORG_ENDS,
    PLACE_ENDS,
    PLACE_STARTS,
    PLACES,
    ROLE_MODIFIERS,
    ROLES,
    TITLE_OF,
    word_set,
)
from dateline.names import HONORIFICS, SUFFIXES

SURNAMES_TOO = word_set("""hill hall woods lane west north park field fields banks church castle rivers waters marsh forest ridge port walker house brook bridges star press bird pond shore street fort
    mount young black white green brown long short king gun bush law may page price day love best rice cook cotton case good early gray wise strong power powers snow frost winter
    summer summers moon cross post lord pope bishop judge marshall major dean chase pace christmas bible peace law bell wood stone marsh pierce winters weeks guard gates ranch""")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|outside|from|across|around|throughout|via|downtown) (?:the )?$")


def kind_of_word(word: str) -> str:
    """What a word that stands alone may be: a surname, or "" for what is none."""
    none = word in DEMONYMS or word in NOT_NAMES or word in HONORIFICS or word in ROLES or word in ORG_ENDS
    return "" if none else "unknown"


def kind_of_name(text: str, tokens: tuple[Token, ...]) -> str:
    """What two or more words are by themselves: "person", "unknown", or "" for a place or a thing."""
    first, last = tokens[0].low, tokens[-1].low
    named = is_first_name(first)
    if not named and (last in PLACES or first in PLACE_STARTS - {"santa"}):
        return ""
    if last in PLACE_ENDS or last in NOT_NAMES:
        surname = named and len(tokens) <= 3 and last in SURNAMES_TOO
        return (
            "person"
            if surname and not _PLACE_BEFORE.search(text, max(0, tokens[0].start - 16), tokens[0].start)
            else ""
        )
    if (
        named
        and len(_core(tokens)) > 1
        and not any(t.low in NOT_NAMES and t.low not in SURNAMES_TOO for t in tokens[1:])
    ):
        return "person"
    if len(tokens) > 2 and any(_is_initial(t) for t in tokens[:-1]):
        return "person"
    return "" if any(t.low in NOT_NAMES or t.low in DEMONYMS for t in tokens) else "unknown"


def _core(tokens: tuple[Token, ...]) -> list[Token]:
    return [t for t in tokens if not t.nickname and t.low not in SUFFIXES]


def _is_initial(token: Token) -> bool:
    return len(token.word) == 2 and token.word.endswith(".")


def without_modifiers(
    text: str, tokens: tuple[Token, ...], *, initial: bool
) -> tuple[tuple[Token, ...], tuple[int, int] | None]:
    """The name behind modifiers: "State Ana Ruiz" of "Secretary of State Ana Ruiz", "Republican Ana Ruiz"."""
    if initial and len(tokens) > 1 and tokens[0].low.endswith("ing") and not is_first_name(tokens[0].low):
        tokens = tokens[1:]
    at = (
        1
        if initial
        and len(tokens) == 3
        and is_first_name(tokens[1].low)
        and not is_first_name(tokens[0].low)
        and len(tokens[0].low) > 2
        else 0
    )
    while (
        at < len(tokens) - 1
        and not is_first_name(tokens[at].low)
        and (
            tokens[at].low in ROLE_MODIFIERS
            or tokens[at].low in DEMONYMS
            or tokens[at].low in ROLES
            or is_acronym(tokens[at])
        )
    ):
        at += 1
    if at == 0 or not is_first_name(tokens[at].low):
        return tokens, None
    before = text[max(0, tokens[0].start - 40) : tokens[0].start]
    match = re.search(r"((?:[A-Z][\w-]* ){0,4}[A-Z][\w-]*) of (?:the )?$", before)
    start = tokens[0].start
    if match and match[1].split()[-1].lower() in ROLES and " ".join(t.low for t in tokens[:at]) in TITLE_OF:
        start = tokens[0].start - (len(before) - match.start())
    return tokens[at:], (start, tokens[at - 1].end)
