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
from dateline.findings import Speaker

_POINTING = PRONOUNS | word_set("who which that whom it they he she we i you this these those both all none neither others some many one")
# "All three men": who they are was said before, mostly by name
_SUMMED_UP = re.compile(
    r"(?:all|both|each|none|neither|either|the|these|those)\b(?: of)?(?: the| these| those)?(?: (?:two|three|four|five|six|seven))?"
    r"(?: of)?(?: (?:them|men|women|pair|trio|couple|brothers|sisters))?",
    re.IGNORECASE,
)
_HEAD_ENDS = re.compile(r" (?:of|for|at|in|on|to|from|with|within|inside|near|by|who|whose|that|which|familiar|close|interviewed|briefed)\b|,")
_BODIES = word_set(
    "agency agencies administration administrations army article articles authority authorities bank banks board boards bureau bureaus campaign campaigns "
    "commission commissions committee committees company companies council councils court courts department departments firm firms "
    "government governments group groups house institute ministry ministries newspaper newspapers office offices organization organizations "
    "outlet outlets panel panels paper papers party parties service services station stations team union unions university website"
)
_BEFORE_NAME = 8  # code points of a form of address before a name: "Senator "


def source_words(body: Body, speaker: Speaker) -> str:
    """The outlet's words for persons that it does not name; of “two stewards who said”, the stewards. "" for all others."""
    mention = body.text[speaker.start : speaker.end]
    words = speaker.name if mention.lower() in _POINTING else mention or speaker.name
    return words if speaker.described and is_persons(words) else ""


def is_persons(words: str) -> bool:
    """Whether a description means persons: no pronoun, no group that was named before, no body."""
    if words.lower() in _POINTING or _SUMMED_UP.fullmatch(words):
        return False
    head = _HEAD_ENDS.split(words, maxsplit=1)[0].split()
    last = head[-1].lower() if head else ""
    return last not in _BODIES or last in ROLES


def is_name(people: People, start: int, end: int) -> bool:
    """Whether the words at this place begin with somebody's name, a form of address before it or not."""
    names = [m for m in people.between(start, end) if not m.pronoun]
    return bool(names) and names[0].start - start <= _BEFORE_NAME and people.found[names[0].person].kind == "person"


def without_article(words: str) -> str:
    """The description as it is compared with another one: small letters, no article."""
    return re.sub(r"^(?:the|a|an) ", "", words.lower())
