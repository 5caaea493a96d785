"""On whose authority an outlet speaks.

Takes an outlet's words or the sentence that reports them; gives the description of its source, as printed.
"""

from __future__ import annotations

import re

from dateline.extract.marks import Marked
from dateline.extract.sayings import Saying
from dateline.extract.subjects import Row, subject_after

_INSIDE = re.compile(
    r"(?:^|[,.;—] )((?:(?:[Aa]n?|[Tt]he|[Ss]ome|[Ss]everal|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|\d+|[Oo]ne|[Mm]ultiple|[Ss]enior|[Cc]urrent)\s)[^,.;:]{3,90}?)"
    r" (?:said|say|says|told Reuters|told the [A-Z]\w+)\b"
)


def authority_inside(text: str, marked: Marked) -> str:
    """The source named in an outlet's own words: `…, four current officials said`; "" where none is."""
    match = None
    for match in _INSIDE.finditer(text, marked.start, min(marked.end, marked.start + 2000)):  # noqa: B007
        pass
    return match.group(1) if match else ""


def authority_behind(text: str, pieces: Row, saying: Saying) -> str:
    """The source behind an outlet's cue: `has learned from officials`, `reported, citing two aides`."""
    for at in range(saying.last, min(len(pieces), saying.last + 40)):
        low = pieces[at].low
        near = at == saying.last and low == "from"
        if near or low == "citing" or (low == "according" and at + 1 < len(pieces) and pieces[at + 1].low == "to"):
            subject = subject_after(pieces, at + (2 if low == "according" else 1))
            if subject:
                return text[pieces[subject.first].start : pieces[subject.last - 1].end]
    return ""
