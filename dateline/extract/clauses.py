"""Paragraphs as rows of words, quoted stretches folded into one piece each, so that a clause can be read around them.

Takes a Body and its Marked stretches; gives Clauses: the pieces of one sentence. A sentence here never ends inside
quotation marks, and “Why?” he said. is one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dateline.extract.body import Body
from dateline.extract.cues import AUXILIARIES, CUES, NOUN_LIKE
from dateline.extract.marks import Marked

_PIECE = re.compile(r"[@#$]?\w+(?:[-’'.&/]\w+)*[’']?|--+|[^\s\w]")  # words, numbers, O’Brien, U.S, officials’; marks one by one
_DOTTED = frozenset(
    "mr mrs ms dr prof rev sen sens rep reps gov govs gen col lt sgt capt cmdr maj adm hon pres st jr sr vs no inc co corp "
    "ltd jan feb mar apr jun jul aug sept sep oct nov dec ave mt ft".split()
)
_LONGEST = 300  # pieces of a row; what runs on longer is no sentence, and every rule may look through its row
_SHORTEST_HEADLINE = 5  # words
_LOOKAHEAD = 24  # pieces searched for a cue behind “Why?”; longer subjects are not met there


class Piece(NamedTuple):
    """A word, a mark of punctuation, or a whole quoted stretch."""

    start: int
    end: int
    low: str  # lower-case, straight apostrophes; "”" for a quoted stretch
    upper: bool  # begins with a capital
    marked: int = -1  # index of the quoted stretch


class Clause(NamedTuple):
    """The pieces of one sentence."""

    pieces: tuple[Piece, ...]
    paragraph: int

    @property
    def start(self) -> int:
        """Where it starts."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.pieces[-1].end


def is_headline(clause: Clause) -> bool:
    """Whether the first sentence of a text is set like a headline: most of its words begin with a capital."""
    words = [p for p in clause.pieces if p.low[:1].isalpha()]
    return clause.paragraph == 0 and len(words) >= _SHORTEST_HEADLINE and sum(p.upper for p in words) * 4 > len(words) * 3


def read_clauses(body: Body, marked: tuple[Marked, ...]) -> tuple[Clause, ...]:
    """The body's sentences in order, each a row of pieces."""
    ends = {end for _, end in body.sentences}
    clauses: list[Clause] = []
    at = 0
    for number, (start, end) in enumerate(body.paragraphs):
        first = at
        while at < len(marked) and marked[at].outer_start < end:
            at += 1
        pieces = list(_pieces(body.text, start, end, marked, first, at))
        clauses += [Clause(tuple(row), number) for row in _rows(body.text, pieces, ends)]
    return tuple(clauses)


def read_pieces(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """The words and marks between two places, nothing folded."""
    return tuple(_words(text, start, end))


def _pieces(text: str, start: int, end: int, marked: tuple[Marked, ...], first: int, last: int) -> Iterator[Piece]:
    place = start
    for index in range(first, last):
        stretch = marked[index]
        yield from _words(text, place, stretch.outer_start)
        yield Piece(stretch.outer_start, stretch.outer_end, "”", text[stretch.start].isupper(), index)
        place = stretch.outer_end
    yield from _words(text, place, end)


def _words(text: str, start: int, end: int) -> Iterator[Piece]:
    place = start
    for match in _PIECE.finditer(text, start, end):
        at, behind = match.span()
        if at < place:
            continue
        word = match.group()
        low = word.lower()
        if "’" in low:
            low = low.replace("’", "'")
        if text[behind : behind + 1] == "." and behind < end and _keeps_dot(word, low):
            behind += 1
        place = behind
        yield Piece(at, behind, low, word[0].isupper())


def _keeps_dot(word: str, low: str) -> bool:
    """Whether the full stop behind a word belongs to it: Mr., J., U.S."""
    return low in _DOTTED or (len(word) == 1 and word.isupper()) or (len(word) > 2 and word[-2] == "." and word[-1].isalpha())


def _rows(text: str, pieces: list[Piece], ends: set[int]) -> Iterator[list[Piece]]:
    row: list[Piece] = []
    for index, piece in enumerate(pieces):
        row.append(piece)
        if len(row) >= _LONGEST or _ends_row(text, pieces, index, ends):
            yield row
            row = []
    if row:
        yield row


def _ends_row(text: str, pieces: list[Piece], index: int, ends: set[int]) -> bool:
    piece = pieces[index]
    if index + 1 == len(pieces):
        return True
    following = pieces[index + 1]
    if piece.marked < 0:
        stops = piece.low in (".", "?", "!") and (following.upper or following.marked >= 0)
        return stops or piece.end in ends or (piece.low in ".?!" and "\n" in text[piece.end : following.start])
    tail = text[max(piece.start, piece.end - 4) : piece.end].rstrip("\"”»'’")[-1:]
    if tail not in (".", "?", "!", "…") or not (following.upper or following.marked >= 0):
        return False
    return not _is_attribution(pieces, index + 1, asked=tail in "?!")


def _is_attribution(pieces: list[Piece], index: int, *, asked: bool) -> bool:
    """Whether the row that starts here only tells who said the words before it: `Mr. Lee said.`

    Behind a question or a cry more may follow (“Why?” Mr. Lee asked as he left.), but no words of their own.
    """
    for place in range(index + 1, min(index + _LOOKAHEAD, len(pieces))):
        piece = pieces[place]
        cue = CUES.get(piece.low)
        if cue and cue.group in ("say", "call") and cue.form in ("past", "s", "part") and piece.low not in NOUN_LIKE:
            following = pieces[place + 1].low if place + 1 < len(pieces) else "."
            behind = pieces[place + 2].low if place + 2 < len(pieces) else "."
            if asked:
                return following not in (":", "that", "”") and not (following == "," and behind == "”")
            return following == "." or (following == "," and behind == "”")
        if piece.low in ".?!;:—”" or piece.low in AUXILIARIES or (piece.low == "," and not asked):
            return False
    return False
