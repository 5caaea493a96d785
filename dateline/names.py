"""Names of persons: their parts, and whether two names are one person. The one place where that rule stands.

Names are compared by their parts, never by a score: "Trump" and "Trump Jr." are alike and two persons, "Sergey" and
"Sergei" differ and may be one. What the parts leave open is a question for a person.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import Literal, NamedTuple

# Short titles that stay part of a mention: "Mr. Lee", "Gen. Ruiz". All tables hold lower-case words without a final dot.
HONORIFICS = frozenset(
    """
    mr mrs ms miss mx dr sir lady lord dame madam prof professor sen senator rep representative congressman congresswoman gov governor
    president chancellor premier king queen prince princess pope rabbi imam ayatollah sheikh sheik reverend rev father sister
    cardinal archbishop bishop pastor gen general col colonel maj lt lieutenant capt captain cmdr commander adm admiral sgt sergeant cpl corporal
    pvt private judge justice mayor ambassador detective officer sheriff secretary minister attorney councilman councilwoman
    alderman commissioner inspector m mme monsieur herr frau señor hon emir sultan deputy assemblyman assemblywoman fr comrade
    """.split()
)
REGAL = frozenset("king queen prince princess pope emir sultan lord lady dame sister saint".split())  # part of the name: "Pope Leo"
_BEFORE = (HONORIFICS - REGAL) | frozenset("former acting vice prime chief chairman chairwoman councillor".split())
SUFFIXES = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
PARTICLES = frozenset(
    "de del della der den des di da dos du van von vom zu zum al el ibn bin ben bint la le las los st. ter ten y e af av abu ould".split()
)
# First names with a short form that does not begin them; worth a question where the surname is the same.
_SHORT_FORMS = tuple(
    frozenset(line.split())
    for line in (
        "william bill billy will willy",
        "robert bob bobby rob robbie",
        "richard dick rick rich",
        "michael mike mick mickey",
        "james jim jimmy jamie",
        "john jack johnny",
        "edward ed ted ned eddie",
        "theodore ted teddy",
        "charles chuck charlie",
        "henry hank harry",
        "joseph joe joey",
        "thomas tom tommy",
        "anthony tony",
        "lawrence larry",
        "margaret peggy maggie meg",
        "elizabeth liz beth betty eliza",
        "katherine catherine kate kathy cathy katie",
        "alexander aleksandr sasha",
        "dmitri dima",
        "mikhail misha",
    )
)
# Letters that spellings of one name exchange, above all in names that come from other alphabets.
_SPELLINGS = (("ks", "x"), ("kh", "h"), ("ph", "f"), ("ck", "k"), ("c", "k"), ("y", "i"), ("j", "i"), ("w", "v"))
_TWICE = re.compile(r"(.)\1")
_VOWELS = str.maketrans("", "", "aeiouäöü'-")
_FEWEST = 3  # consonants that two spellings must share: "Jan" and "June" share two
_SHORTEST = 3  # letters of a short form that begins the whole one: "Dan", "Alex"


class Name(NamedTuple):
    """A name without its titles; "" where a part is missing."""

    first: str
    middle: str
    last: str  # with its particles: "de Blasio"
    suffix: str  # "Jr.", "III"


@lru_cache(maxsize=8192)  # the same few names are asked for again and again
def split_name(name: str) -> Name:
    """The parts of a name as printed; a single word is a last name. Titles before it and nicknames in quotation marks are left out."""
    words = [w.strip(",") for w in name.split() if w.strip(",") and w[0] not in "\"“'‘("]
    while len(words) > 1 and _key(words[0]) in _BEFORE:
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


def same_person(one: str, other: str) -> Literal["yes", "no", "ask"]:
    """Whether two names are one person: the same first and last name, a middle name missing on one side at most.

    "ask" is what only a person can tell: other middle initials, a Jr. on one side, a bare surname, another spelling
    or form of the first name. The rule stands in docs/format.md, "A person".
    """
    return same_parts(split_name(one.casefold()), split_name(other.casefold()))


def same_parts(one: Name, two: Name) -> Literal["yes", "no", "ask"]:
    """As `same_person`, of names that are split already."""
    if _key(one.last) != _key(two.last) or (one.suffix and two.suffix and one.suffix != two.suffix):
        return "no"
    if not (one.first and two.first):
        return "ask" if one.first or two.first or one.suffix != two.suffix else "yes"
    if _key(one.first) != _key(two.first):
        return "ask" if may_be_one_first_name(one.first, two.first) else "no"
    if one.suffix != two.suffix:
        return "ask"
    return "yes" if _middles_agree(one.middle, two.middle) else "ask"


def may_be_one_first_name(one: str, other: str) -> bool:
    """Whether two first names may be two spellings of one, a short form or an initial: worth a question and no more."""
    short, long = sorted((_key(one), _key(other)), key=len)
    if (len(short) == 1 or len(short) >= _SHORTEST) and long.startswith(short):
        return True
    if any(short in forms and long in forms for forms in _SHORT_FORMS):
        return True
    a, b = _spelling(short), _spelling(long)
    return a == b or (a[:1] == b[:1] and _consonants(a) == _consonants(b) and len(_consonants(a)) >= _FEWEST)


def name_id_words(name: str) -> str:
    """The words of a name that its id is made of: first and last name and suffix, no initials."""
    n = split_name(name)
    return " ".join(part for part in (n.first, n.last, n.suffix) if part)


def _middles_agree(one: str, other: str) -> bool:
    """Whether middle names are missing on one side, the same, or the other's initials."""
    pairs = zip_longest(one.split(), other.split(), fillvalue="") if one and other else ()
    return all(a == b or not a or not b or (a[0] == b[0] and 1 in (len(a), len(b))) for a, b in ((_key(a), _key(b)) for a, b in pairs))


def _spelling(name: str) -> str:
    for written, folded in _SPELLINGS:
        name = name.replace(written, folded)
    return _TWICE.sub(r"\1", name)


def _consonants(name: str) -> str:
    return name.translate(_VOWELS)


def _key(word: str) -> str:
    return word.lower().replace(".", "").replace("’", "'")
