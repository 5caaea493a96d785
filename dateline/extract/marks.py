"""Which words stand between quotation marks: curly, straight, doubled single, guillemets and single marks.

Takes a Body; gives Marked stretches in order of place. Whether anybody said them is not asked here: that is what
quotations.py finds out. A mark is read by its shape and, where the shape does not tell, by its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dateline.extract.body import Body

_DOUBLE = re.compile(r"''|``|[\"“”„‟«»＂]|‘‘|’’(?!’)")
_SINGLE = re.compile(r"[‘’']")
_OPENING, _CLOSING = ("“", "«", "``", "„", "‘‘"), ("”", "»", "’’")
_STRAIGHT = ('"', "＂")
_BEFORE_OPEN = frozenset(" \t\n\u00a0\u2009\u200a\u202f([{-–—/‘'…=")  # what stands before an opening mark
_AFTER_CLOSE = frozenset(" \t\n\u00a0\u2009\u200a\u202f,.;:?!)]}-–—/…'’")  # what stands behind a closing one
_EDGE = frozenset(" \t\n\u00a0\u200b\u2009\u200a\u202f")
_LOOSE = 400  # code points searched for the closing single mark: apostrophes make a longer search a gamble
_NESTED = 1500  # code points searched for the straight mark that closes around a curly one


class Marked(msgspec.Struct, frozen=True):
    """Words between one pair of marks, within one paragraph."""

    start: int  # the words, without marks and white space
    end: int
    outer_start: int  # with the marks
    outer_end: int
    single: bool = False  # ‘like this’, not inside double marks
    opened: bool = True  # False: goes on from the paragraph before
    closed: bool = True  # False: goes on in the next paragraph, or the mark is missing

    def holds(self, place: int) -> bool:
        """Whether the place is within the marks."""
        return self.outer_start <= place < self.outer_end


def find_marked(body: Body) -> tuple[Marked, ...]:
    """Every stretch between quotation marks, one entry a paragraph, in order of place; nested ones left out.

    An opening mark without a closing one runs to the end of its paragraph: so quotations over several paragraphs
    are printed. A paragraph that then closes without opening is quoted from its start.
    """
    found: list[Marked] = []
    running = False
    for start, end in body.paragraphs:
        double, running = _in_paragraph(body.text, start, end, running)
        found += double
        found += _single_marks(body.text, start, end, double)
    return tuple(sorted((m for m in found if m.end > m.start), key=lambda m: m.start))


def _in_paragraph(text: str, start: int, end: int, running: bool) -> tuple[list[Marked], bool]:  # noqa: FBT001
    found: list[Marked] = []
    opened: tuple[int, int, str] | None = None
    first, nested = True, False
    for match in _DOUBLE.finditer(text, start, end):
        at, behind, mark = match.start(), match.end(), match.group()
        side = _side(text, at, behind, start, end)
        if opened is None:
            if side != "close":
                opened = (at, behind, mark)
            elif first and running:
                found.append(_marked(text, start, at, start, behind, opened=False))
        elif nested and side == "close" and mark not in _STRAIGHT:
            nested = False
        elif _opens_nested(opened[2], mark, text, behind, end):
            nested = True
        elif side == "open":
            opened = (at, behind, mark)  # the first one was never closed: a slip of the pen
        else:
            found.append(_marked(text, opened[1], at, opened[0], behind))
            opened, nested = None, False
        first = False
    if opened:
        found.append(_marked(text, opened[1], end, opened[0], end, closed=False))
    return found, opened is not None


def _opens_nested(opening: str, mark: str, text: str, behind: int, end: int) -> bool:
    """Whether a curly mark opens a quotation inside one that a straight mark opened and another will close."""
    if opening not in _STRAIGHT or mark not in "“«":
        return False
    limit = min(end, behind + _NESTED)
    closing = text.find("”" if mark == "“" else "»", behind, limit)
    return closing >= 0 and text.find(opening, closing, limit) >= 0


def _side(text: str, at: int, behind: int, start: int, end: int) -> str:
    mark = text[at:behind]
    before = text[at - 1] if at > start else "\n"
    after = text[behind] if behind < end else "\n"
    if mark in _OPENING:
        return "close" if before in ",.?!" and after in _EDGE else "open"  # “It is odd,“ he said: a slip
    opens = before in _BEFORE_OPEN and after not in _EDGE
    closes = after in _AFTER_CLOSE and before not in _EDGE
    if mark in _CLOSING:
        return "close"
    if opens != closes:
        return "open" if opens else "close"
    return "either"


def _marked(
    text: str, start: int, end: int, outer_start: int, outer_end: int, *, opened: bool = True, closed: bool = True
) -> Marked:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Marked(start, end, outer_start, outer_end, opened=opened, closed=closed)


def _single_marks(text: str, start: int, end: int, double: list[Marked]) -> Iterator[Marked]:
    """Stretches between single marks that no double ones enclose; apostrophes are stepped over."""
    taken = start
    inside = iter(double)
    around = next(inside, None)
    for match in _SINGLE.finditer(text, start, end):
        at = match.start()
        while around and around.outer_end <= at:
            around = next(inside, None)
        if at < taken or (around and around.holds(at)) or not _opens_single(text, at, start, end):
            continue
        limit = min(end, at + _LOOSE, around.outer_start if around else end)
        close = _closing_single(text, at, limit, end)
        if close:
            taken = close + 1
            found = _marked(text, at + 1, close, at, taken)
            yield msgspec.structs.replace(found, single=True)


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else "\n"
    after = text[at + 1] if at + 1 < end else "\n"
    return text[at] != "’" and before in _BEFORE_OPEN and (after.isalnum() or after in "…[$#@")


def _closing_single(text: str, at: int, limit: int, end: int) -> int:
    """Where the stretch that opens at `at` closes; 0 if nowhere.

    A mark behind punctuation closes; behind a letter it may be an apostrophe (the workers’ hall), so the first
    one that no plural explains is taken.
    """
    wanted = "’" if text[at] == "‘" else "'"
    last = 0
    place = text.find(wanted, at + 2, limit)
    while place >= 0:
        after = text[place + 1] if place + 1 < end else "\n"
        if after in _AFTER_CLOSE:
            if text[place - 1] != "s":
                return place
            last = last or place
        place = text.find(wanted, place + 1, limit)
    return last
