"""On whose authority an outlet speaks.

Takes an outlet’s words or the sentence that reports them; gives descriptions as printed.
"""

from __future__ import annotations

from dateline.extract.clauses import read_pieces
from dateline.extract.marks import Marked
from dateline.extract.phrases import Row, subject_after
from dateline.extract.saying_kinds import Saying
from dateline.extract.subjects import subject_before

_LONGEST = 2000  # code points at the end of a quotation that are searched for an attribution of its own
_ENDS = frozenset("said say says told reported confirmed acknowledged added".split())


def authority_inside(text: str, marked: Marked) -> str:
    """The source named in an outlet’s own words: `…, four current officials said`; "" where none is."""
    pieces = read_pieces(text, max(marked.start, marked.end - _LONGEST), marked.end)
    at = len(pieces) - 1
    while at > 0 and pieces[at].low in (".", ","):
        at -= 1
    if at < 2 or pieces[at].low not in _ENDS:
        return ""
    subject = subject_before(pieces, at)
    if subject is None or not subject.first or pieces[subject.first - 1].low not in (",", "—"):
        return ""
    return text[pieces[subject.first].start : pieces[subject.last - 1].end]


def authority_behind(text: str, pieces: Row, saying: Saying) -> str:
    """The source behind an outlet’s cue: `has learned from officials`, `reported, citing two aides`."""
    for at in range(saying.last, min(len(pieces), saying.last + 40)):
        low = pieces[at].low
        near = at == saying.last and low == "from"
        if near or low == "citing" or (low == "according" and at + 1 < len(pieces) and pieces[at + 1].low == "to"):
            subject = subject_after(pieces, at + (2 if low == "according" else 1), loose=True)
            if subject:
                return text[pieces[subject.first].start : pieces[subject.last - 1].end]
    return ""
