"""What the words beside a name tell: whether it is a person's, and whether an organisation speaks or acts."""

from __future__ import annotations

import re

from dateline.extract.body import Body, Span
from dateline.extract.candidates import Candidate
from dateline.extract.name_words import ROLES, SPEECH_VERBS, word_set

_AFTER = re.compile(
    r"(?:,? (?:who|whose|whom)\b|, (?:\d\d,|\d\d-year-old|(?:the|a|an|his|her|its|their|one|now|then|former|chief|senior|executive) )|[’']s (?:wife|husband|son|daughter|lawyer|mother|father|brother|sister)\b)"
)
_AGE = re.compile(r", (?:age |aged )?\d\d(?:,|-year-old| )")
_ROLE_AFTER = re.compile(r", (?:[\w’'.-]+ ){0,7}?([a-z’'-]+)[ ,.]")
_NEXT = re.compile(
    r"[’']?,? (?:also |then |later |has |have |had |himself |herself |repeatedly |again |did not |declined )?([a-z’'-]+)"
)
_BEFORE = re.compile(r"([\w’'-]+),?[ \n]$")
_SAID_BEFORE = re.compile(
    r"(?:”|,\"|\"|’’|''),? (?:said|says|wrote|added|asked|told|replied|recalled|explained) $"
)
_ACTING = re.compile(
    r"(?: and (?:the )?[A-Z][\w.]*(?: [\w.]+)?)?(?: ([a-z’']+)|,? which (?:has|had|have|was|is|[a-z]+ed)\b)"
)
_NO_VERB = word_set(
    "of in on at for and or to by with from as but that who when where while after before than nor because into over under against about between if since until during through via per’s"
)
_AUTHORITY = re.compile(r"(?:according to|told|by|said|says|reported by|quoted by|interview with) (?:the )?$")
HEADLINE = 0.9  # share of capitals among a headline's longer words; a sentence full of names stays below
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def is_named(text: str, candidate: Candidate) -> bool:
    """Whether what stands beside an unknown name is what stands beside a person's."""
    if candidate.prefix is not None:
        return True
    end = candidate.end
    following = _NEXT.match(text, end, end + 60)
    if following and following[1] in SPEECH_VERBS:
        return True
    before = text[max(0, candidate.start - 40) : candidate.start]
    if _SAID_BEFORE.search(before):
        return True
    role = _BEFORE.search(before)
    if role and role[1].lower() in ROLES:
        return True
    if len(candidate.names) < 2:
        return False
    if _AGE.match(text, end, end + 16):
        return True
    after = _ROLE_AFTER.match(text, end, end + 120)
    return bool(_AFTER.match(text, end, end + 40)) and bool(after)


def acts(text: str, start: int, end: int) -> bool:
    """Whether the organisation speaks or acts there: it stands before a verb, or as somebody's authority."""
    verb = _ACTING.match(text, end, end + 40)
    return (verb is not None and verb[1] not in _NO_VERB) or bool(
        _AUTHORITY.search(text[max(0, start - 20) : start])
    )


def headline_spans(body: Body) -> list[Span]:
    """Paragraphs in which most longer words are capitalised: there a capital tells nothing."""
    return [span for span in body.paragraphs if _is_headline(body.text[span[0] : span[1]])]


def _is_headline(text: str) -> bool:
    if len(text) > 220:
        return False
    words = [w for w in _WORD.findall(text) if len(w) > 3]
    return len(words) > 3 and sum(w[0].isupper() for w in words) >= HEADLINE * len(words)
