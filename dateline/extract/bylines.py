"""Where an article speaks of its own making: bylines, photo credits, contributors. Nobody there is in the story."""

from __future__ import annotations

import re

from dateline.extract.body import Body, Span

_BYLINE = re.compile(
    r"(?:By|BY|by) (?:[A-Z][\w.’'-]*(?:,? (?:and )?|$)){1,12}(?:[|,•—-].{0,80})?$|(?:By|BY) [A-Z][^.!?]{0,80}$"
)
_CREDIT = re.compile(
    r"\(?(?:(?:Additional )?(?:reporting|writing|editing|research|photo(?:graph)?s?|image|video|illustration|graphics?) (?:by|credit|via|from|courtesy)\b"
    r"|(?:photo|image|credit|photographs?|caption)\s*[:.]|follow (?:him|her|them|me|us|[A-Z][\w.-]* [A-Z][\w-]*) (?:and|on|at)\b)",
    re.IGNORECASE,
)
_TAKEN_FOR = re.compile(
    r"\(?(?:[A-Z][\w.’'-]* ){2,4}(?:for|/) (?:The |the )?[A-Z][\w ]{2,40}\)?$"
)  # "Ana Ruiz for The Ledger"
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:reporting|research|to (?:this|the) (?:report|article|story|post|piece))|\b(?:getty images|afp/getty|ap photo|reuters/)",
    re.IGNORECASE,
)
_MAKER = re.compile(
    r"\b(?:is|was) (?:a|an|the) (?:[\w-]+ ){0,4}(?:reporter|correspondent|columnist|editor|staff writer|contributor|blogger|fellow|freelance writer)\b.{0,60}\b(?:for|at|of|with) [A-Z]"
)


def find_bylines(body: Body) -> list[Span]:
    """Spans in which no name is a person of the story, in order of place."""
    found: list[Span] = []
    last = len(body.paragraphs) - 1
    for number, (start, end) in enumerate(body.paragraphs):
        text = body.text[start:end]
        if len(text) < 160 and (_BYLINE.match(text) or _CREDIT.match(text) or _TAKEN_FOR.match(text)):
            found.append((start, end))
        elif _CONTRIBUTED.search(text):
            found += _sentences(body, start, end, _CONTRIBUTED)
        elif number > 2 and number >= last - 2 and len(text) < 600 and _MAKER.search(text[:200]):
            found.append((start, end))
        elif "eporting by" in text or "diting by" in text:
            found += _sentences(
                body, start, end, re.compile(r"\b(?:[Rr]eporting|[Ee]diting|[Ww]riting) by\b")
            )
    return found


def _sentences(body: Body, start: int, end: int, pattern: re.Pattern[str]) -> list[Span]:
    return [s for s in body.sentences if start <= s[0] < end and pattern.search(body.text[s[0] : s[1]])]
