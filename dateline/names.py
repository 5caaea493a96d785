"""Names of persons as words: their parts, and whether two can be one person.

Never a similarity score: "Trump" and "Trump Jr." are alike and two persons, "Sergey" and "Sergei" differ and may be one.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend president vice senator sen representative rep "
    "congressman congresswoman governor gov mayor judge justice general gen colonel col captain capt major maj lieutenant lt "
    "sergeant sgt admiral adm secretary minister chancellor chairman chairwoman ambassador king queen prince princess "
    "pope cardinal bishop archbishop councillor councilman councilwoman alderman sheriff chief inspector detective officer "
    "former acting deputy prime".split()
)
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "v"})
PARTICLES = frozenset("de da di del della der den van von la le al bin ibn el ten ter dos du".split())


class Name(NamedTuple):
    """A name's parts, titles left out."""

    first: str
    middle: tuple[str, ...]
    last: str
    suffix: str


def split_name(name: str) -> Name:
    """`Sen. Mark R. Warner Jr.` → first Mark, middle (R.,), last Warner, suffix jr; a bare surname has no first name."""
    words = name.replace(",", " ").replace("’", "'").split()
    words = [w for w in words if w.strip("\"“”'()")]
    suffix = ""
    if len(words) > 1 and words[-1].lower().rstrip(".") in SUFFIXES:
        suffix = words.pop().lower().rstrip(".")
    while len(words) > 1 and words[0].lower().rstrip(".") in TITLES:
        words.pop(0)
    if len(words) < 2:
        return Name("", (), words[0] if words else "", suffix)
    split = len(words) - 1
    while split > 1 and words[split - 1].lower() in PARTICLES:
        split -= 1
    return Name(words[0], tuple(words[1:split]), " ".join(words[split:]), suffix)


def same_person(one: str, other: str) -> Literal["yes", "no", "ask"]:
    """Whether two names are one person by the rule of docs/format.md.

    yes: same first and last name, a middle name or initial missing on one side · ask: differing initials, or an
    initial for a first name · no: the rest, a Jr. against none among them.
    """
    a, b = split_name(one.casefold()), split_name(other.casefold())
    if a.last != b.last or a.suffix != b.suffix:
        return "no"
    if not a.first or not b.first:
        return "yes" if a.first == b.first else "ask"
    if a.first != b.first:
        return "ask" if _abbreviates(a.first, b.first) else "no"
    if not a.middle or not b.middle:
        return "yes"
    pairs = zip(a.middle, b.middle, strict=False)
    return "yes" if all(x == y or _abbreviates(x, y) for x, y in pairs) else "ask"


def _abbreviates(a: str, b: str) -> bool:
    short, long = sorted((a.rstrip("."), b.rstrip(".")), key=len)
    return len(short) == 1 and long.startswith(short)


def name_id_words(name: str) -> str:
    """The words of a name that its id is made of: first and last name and suffix, no initials."""
    n = split_name(name)
    return " ".join(part for part in (n.first, n.last, n.suffix) if part)
