"""The parts of a person's name, and whether two names are one person.

Names are compared by their parts, never by likeness: a score would merge a father with his son and part one person
spelled in two ways, so what the parts leave open is a question for a person.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from dateline.extract.name_words import HONORIFICS, PARTICLES, REGAL, SUFFIXES


class Name(NamedTuple):
    """A name without its titles; "" where a part is missing."""

    first: str
    middle: str
    last: str  # with its particles: "de Blasio"
    suffix: str  # "Jr.", "III"


@lru_cache(maxsize=4096)  # an article asks for the same few names again and again
def split_name(name: str) -> Name:
    """The parts of a name as printed; a single word is a last name. Titles before it are left out."""
    words = [w.strip(",") for w in name.split() if w.strip(",") and w[0] not in "\"“'‘("]
    while len(words) > 1 and _key(words[0]) in HONORIFICS - REGAL:
        words = words[1:]
    suffix = ""
    if len(words) > 1 and _key(words[-1]) in SUFFIXES:
        suffix = SUFFIXES[_key(words[-1])]
        words = words[:-1]
    if not words:
        return Name("", "", "", suffix)
    at = len(words) - 1
    while at > 1 and _key(words[at - 1]) in PARTICLES and words[at - 1][:1].islower():
        at -= 1
    if at == 1 and len(words) == 2 and words[0].islower() and _key(words[0]) in PARTICLES:
        at = 0
    first = words[0] if at > 0 else ""
    return Name(first, " ".join(words[1:at]), " ".join(words[at:]), suffix)


def same_person(a: str, b: str) -> Literal["yes", "no", "ask"]:
    """Whether two full names are one person: the same first and last name, a middle name missing on one side at most.

    "ask" is what only a reader can tell: other middle initials, a Jr. on one side, a bare surname, another spelling
    or form of the first name. The rule stands in docs/format.md, "A source, a person".
    """
    return same_parts(split_name(a), split_name(b))


def same_parts(one: Name, two: Name) -> Literal["yes", "no", "ask"]:
    """As `same_person`, of names that are split already."""
    if _key(one.last) != _key(two.last):
        return "no"
    if not (one.first and two.first):
        return "ask" if one.first or two.first else "yes"
    if _key(one.first) != _key(two.first):
        return "ask" if _may_be_one_first_name(one.first, two.first) else "no"
    if one.suffix != two.suffix:
        return "ask"
    return "yes" if _middles_agree(one.middle, two.middle) else "ask"


def _middles_agree(a: str, b: str) -> bool:
    """Whether a middle name is missing on one side, the same, or the other's initial."""
    left, right = _key(a), _key(b)
    if not left or not right or left == right:
        return True
    return left[0] == right[0] and min(len(left), len(right)) == 1


def _may_be_one_first_name(a: str, b: str) -> bool:
    """Whether the first names may be two spellings of one, or an initial of the other: only worth a question."""
    left, right = _key(a), _key(b)
    if left[0] != right[0]:
        return False
    return min(len(left), len(right)) == 1 or left[:2] == right[:2]


def _key(word: str) -> str:
    return word.lower().replace(".", "").replace("’", "'")
