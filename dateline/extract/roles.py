"""What the article says somebody is: "Sean Lee, the press secretary", "campaign manager Ana Ruiz"."""

from __future__ import annotations

import re

from dateline.extract.body import Body
from dateline.extract.capitals import ABBREVIATIONS
from dateline.extract.name_words import ROLE_MODIFIERS, ROLES, word_set

_ABBREVIATED = r"\.(?<=[A-Z]\.)|\.(?<=\bMr\.)|\.(?<=\bMrs\.)|\.(?<=\bMs\.)|\.(?<=\bDr\.)|\.(?<=\bSen\.)|\.(?<=\bRep\.)|\.(?<=\bGov\.)|\.(?<=\bSt\.)"
_BETWEEN = re.compile(
    r" of [A-Z][a-z]+(?: [A-Z][a-z]+)?(?=,)| \([^()\n]{1,24}\)|, [DRI]-[A-Z][\w. -]{1,16}(?=,)|, \d\d(?=,)"
)
_APPOSITION = re.compile(
    rf"(?:, (?!and |or |but |who |which |where |when |said |\d)|,? who (?:is|was|had been|has been|serves as|served as) )((?:[^,.;:()\n—–“”\"]|{_ABBREVIATED}){{3,110}})(?=[,.;:)\n—–]|$)"
)
_HEADS = ROLES | word_set("democrat republican independent member man woman professor")
_STOPS = word_set("of for to at in on from with who and that")
_DETERMINERS = word_set("the a an his her its their one")
_NOT_IN_ROLE = word_set(
    "said says was is were are had has have and or but that as when while by with after before because if said told in on to asked of which for at from"
)
_SMALL_MODIFIERS = re.compile(r"(?:\b(?:then|former|acting|outgoing|longtime|veteran|retired|ex)[ -]){1,2}$")
_RELATIVE = re.compile(r" (?:who|which|that|whose) ")
_OWN = frozenset({"his", "her", "their"})
_NAME_NEXT = re.compile(r",? [A-Z][\w.-]+(?: [A-Z][\w-]+)?[,.;]? ")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_LONGEST = 10  # words up to a role's noun; behind more of them it is a sentence
LIMIT = 3  # roles kept of one person, in order of place


def roles_of(
    body: Body, spans: list[tuple[int, int]], prefixes: tuple[tuple[int, int], ...]
) -> tuple[str, ...]:
    """The roles that stand beside the person's mentions, in the article's words, without repeats."""
    found: dict[str, None] = {}
    for start, end in prefixes:
        role = body.text[_widened(body.text, start) : end]
        if len(role.split()) > 1 or role.lower() in _HEADS:
            found.setdefault(_flat(role))
    for start, end in spans:
        if len(found) >= LIMIT:
            break
        prefixed = any(0 <= start - at <= 3 or first == start for first, at in prefixes)
        for role in ("" if prefixed else role_before(body.text, start), role_after(body.text, end)):
            if role:
                found.setdefault(_flat(role))
    return tuple(found)[:LIMIT]


def _widened(text: str, start: int) -> int:
    """The start of a role in capitals, with "former" and the like in lower case before it."""
    match = _SMALL_MODIFIERS.search(text[max(0, start - 40) : start])
    return start - len(match.group()) if match else start


def role_after(text: str, end: int) -> str:
    """The apposition behind a name, or ""."""
    between = _BETWEEN.match(text, end, end + 40)
    end = between.end() if between else end
    match = _APPOSITION.match(text, end, end + 150)
    if match is None:
        return ""
    role = _RELATIVE.split(match[1])[0]
    words = role.split()
    while words and words[-1].lower() in _STOPS:
        words.pop()
    if not words:
        return ""
    first = words[0].lower()
    if not (
        first in _DETERMINERS
        or first.endswith(("’s", "'s"))
        or first in ROLES
        or first in ROLE_MODIFIERS
        or words[0][:1].isupper()
    ):
        return ""
    if first in _OWN and _NAME_NEXT.match(text, match.end()):
        return ""  # "Lee, his wife, Ana": the role is hers
    head: list[str] = []
    for word in words:
        if word.lower() in _STOPS and head:
            break
        head.append(word.lower().replace("’s", ""))
    return " ".join(words) if len(head) < _LONGEST and head[-1] in _HEADS else ""


def role_before(text: str, start: int) -> str:
    """The role right before a name, with or without a comma: "the press secretary, ", "campaign manager ", or ""."""
    window = text[max(0, start - 100) : start].rpartition("\n")[2]
    if window[-1:] not in {" ", "\n"}:
        return ""
    comma = window.rstrip().endswith(",")
    words = window.rstrip(" \n,").split(" ")
    at = len(words) - 1
    head = at
    while head >= max(0, at - 5) and words[head].lower() not in _HEADS:
        head -= 1
    if head < max(0, at - 5) or (head < at and not (comma and words[head + 1] in {"to", "of", "for", "at"})):
        return ""
    first = head
    while first > max(0, head - 6):
        word = words[first - 1]
        low = word.lower()
        if low in _DETERMINERS or low.endswith(("’s", "'s")):
            first -= 1
            first -= first > 0 and words[first - 1].lower() in _DETERMINERS
            break
        if (
            low in _NOT_IN_ROLE
            or word[-1:] in ',;:—–”"'
            or _ends_sentence(word)
            or not (low in ROLE_MODIFIERS or low in ROLES or word[:1].isupper() or comma)
        ):
            break
        first -= 1
    role = " ".join(words[first:])
    return "" if len(words[first:]) == 1 and not role.islower() else role


def _ends_sentence(word: str) -> bool:
    """Whether the dot behind the word is a full stop, not an abbreviation's."""
    return word.endswith(".") and word[:-1].lower() not in ABBREVIATIONS and not _INITIALS.fullmatch(word)


def _flat(role: str) -> str:
    return " ".join(role.split())
