"""Who can be an unnamed source: persons that the outlet describes and does not name.

Takes a speaker or a description; gives the outlet's exact words for persons, "" for what is only pointed at ("they"),
for a group that was named before ("all of the men") and for bodies ("the agencies").
"""

from __future__ import annotations

import re

from dateline.extract.body import Body
from dateline.extract.name_words import ROLES, word_set
from dateline.extract.people import People
from dateline.extract.phrases import PRONOUNS
from dateline.extract.voices import BODIES, PAPERS, PEOPLE
from dateline.findings import Speaker

_POINTING = PRONOUNS | word_set("who which that whom it they he she we i you this these those both all none neither others some many one")
# "All three men": who they are was said before, mostly by name
_SUMMED_UP = re.compile(
    r"(?:all|both|each|none|neither|either|the|these|those)\b(?: of)?(?: the| these| those)?(?: (?:two|three|four|five|six|seven))?"
    r"(?: of)?(?: (?:them|men|women|pair|trio|couple|brothers|sisters))?",
    re.IGNORECASE,
)
_HEAD_ENDS = re.compile(r" (?:of|for|at|in|on|to|from|with|within|inside|near|by|who|whose|that|which|familiar|close|interviewed|briefed)\b|,")
_DOERS = ("ists", "ist", "ians", "ian", "ees", "ers", "ors", "men", "man", "woman", "women")
_NO_DOERS = word_set(
    "anchor answer border center chapter clamor color committee corner cover degree error factor favor fee floor guarantee honor labor letter list manner "
    "matter monitor number offer order other paper power quarter register rumor summer tower tree water weather winter"
)
_PARTS = word_set("one two three four five six seven eight nine ten some several many most few dozens hundreds others all both none half")
_LONG_PART = 3  # words: "one of the pilots", "at least two of the pilots" — not "two members, both of whom"
# Who holds one of these is known, also where the sentence does not name him: "the governor said"
_OFFICE = re.compile(
    r"the (?:[\w’'.-]+ ){0,4}?(?:president|vice president|governor|mayor|senator|congressman|congresswoman|nominee|candidate|pope|king|queen|prime minister|premier|chancellor|"
    r"front-runner|frontrunner|chairman|chairwoman|speaker|billionaire|businessman|lawmaker|minister|secretary|justice|judge|sheriff|first lady|author|actor|actress|singer|coach)(?: of [\w ]{2,30})?",
    re.IGNORECASE,
)
_BEFORE_NAME = 8  # code points of a form of address before a name: "Senator "


def source_words(body: Body, speaker: Speaker) -> str:
    """The outlet's words for persons that it does not name; of “two stewards who said”, the stewards. "" for all others."""
    if not speaker.described:
        return ""
    mention = body.text[speaker.start : speaker.end]
    words = speaker.name if mention.lower() in _POINTING else mention or speaker.name
    return words if is_persons(words) else ""


def is_persons(words: str) -> bool:
    """Whether a description means persons: no pronoun, no group that was named before, no body, paper or thing."""
    if words.lower() in _POINTING or _SUMMED_UP.fullmatch(words):
        return False
    head, _, rest = words.partition(" of ")
    if rest and len(head.split()) < _LONG_PART and head.lower().split()[-1:] and head.lower().split()[-1] in _PARTS:
        return is_persons(rest)
    head = _HEAD_ENDS.split(words, maxsplit=1)[0].lower().replace("’", "'")
    last = head.split()[-1].strip(".'\"") if head.split() else ""
    forms = {last, last.removesuffix("s"), last.removesuffix("es"), f"{last.removesuffix('ies')}y"}
    if forms & PEOPLE or forms & ROLES or (head.split()[:1] and head.split()[0] in _PARTS and last.endswith("s") and not forms & (BODIES | PAPERS)):
        return True
    return last.endswith(_DOERS) and not forms & _NO_DOERS


def is_office(words: str) -> bool:
    """Whether the words are the office of one known person: he is not named here, and no unnamed source either."""
    return bool(_OFFICE.fullmatch(words))


def is_name(people: People, start: int, end: int) -> bool:
    """Whether the words at this place begin with somebody's name, a form of address before it or not."""
    names = [m for m in people.between(start, end) if not m.pronoun]
    return bool(names) and names[0].start - start <= _BEFORE_NAME and people.found[names[0].person].kind == "person"


def without_article(words: str) -> str:
    """The description as it is compared with another one: small letters, no article."""
    return re.sub(r"^(?:the|a|an) ", "", words.lower())
