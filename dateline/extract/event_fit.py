"""Fitting words to a title: cut where a clause ends if one does, else at a word, marked with “…”."""

from __future__ import annotations

import re

from dateline.extract.event_clauses import read_words, verb_of
from dateline.extract.event_words import DANGLING, TITLE_LENGTH

_WORD_BEHIND = 24  # characters behind the room in which the word stands that ends a clause
_SAYING = frozenset("saying telling adding writing tweeting asking said".split())
_LEAST_PART = 0.4  # of the room: a shorter clause says too little of a longer one
# Here a clause can end and what stands before it is whole.
_END = re.compile(
    r"(?:, |; | — | – | -- |: )"
    r"| (?=(?:after|because|when|while|following|amid|despite|although|though|even as|just as|even though|unless|so that|in which|in order to|saying|citing|calling|arguing|"
    r"for (?!being\b)[a-z]+ing|by [a-z]+ing|without [a-z]+ing|and [a-z]+(?:ing|ed))\s)"
)
_LIST_GOES_ON = re.compile(r"(?:[\w’'$.-]+ ){0,3}[\w’'$.-]+(?:,| and | or )|(?:and|or) (?:[\w’'$.-]+ ?){1,3}$")
_ABBREVIATED = ("U.S.", "Jr.", "Sr.", "D.C.", "U.N.", "a.m.", "p.m.", "U.K.", "Inc.", "Co.")


def shortened(title: str, room: int = TITLE_LENGTH) -> str:
    """The title in at most `room` characters; with “…” where the cut leaves a phrase open."""
    if len(title) <= room:
        return _closed(title, room)
    near = _END.finditer(title, int(room * _LEAST_PART), room + _WORD_BEHIND)
    verb = _verb_start(title)
    ends = [m.start() for m in near if verb < m.start() <= room and _is_whole(title, m)]
    if ends:
        return _closed(title[: ends[-1]].rstrip(" ,;:—–-"), room)
    return _closed(f"{cut_at_word(title, room - 1)}…", room)


def cut_at_word(title: str, room: int) -> str:
    """As many whole words as fit, without an article or preposition at their end."""
    if len(title) <= room:
        return title
    words = title[: room + 1].rsplit(" ", 1)[0][: max(room, 1)].split(" ")
    while len(words) > 3 and words[-1].lower().strip(",.“\"") in DANGLING and words[-1] not in ("U.S.", "it"):
        words.pop()
    return " ".join(words).rstrip(" ,;:—–-“")


def _verb_start(title: str) -> int:
    """Where the verb of the whole title starts; a participle before it does not end a clause."""
    pieces, verb = read_words(title)
    return pieces[verb].start if verb >= 0 else 0


def _is_whole(title: str, end: re.Match[str]) -> bool:
    """Whether the words before the cut are a clause of their own: a verb with something behind it, no open list or mark."""
    words = title[: end.start()]
    if words.count("“") != words.count("”") or words.count('"') % 2 or words.count("(") != words.count(")"):
        return False
    if title[end.start()] == "," and _LIST_GOES_ON.match(title, end.end()):
        return False
    pieces, verb = read_words(words)
    last = pieces[-1].low if pieces else ""
    said = max((i for i, p in enumerate(pieces) if p.low == "that"), default=-1)
    return 0 < verb < len(pieces) - 1 and last not in DANGLING and last not in _SAYING and (said < verb or verb_of(pieces, said + 2) > 0)


def _closed(title: str, room: int) -> str:
    """The title with a quotation that was cut closed where it was cut."""
    if title.count("“") > title.count("”"):
        bare = title.removesuffix("…").rstrip(" ,")
        title = f"{bare}…”" if len(bare) <= room - 2 else f"{cut_at_word(bare, room - 2)}…”"
        if title.count("“") > title.count("”"):
            title = title[: title.rfind("“")].rstrip(" ,") + "…"
    if title.count('"') % 2:  # straight marks do not tell which side was cut
        bare = title.removesuffix("…")
        title = title[1:] if title[0] == '"' else bare.rstrip('"') if bare[-1] == '"' else f'{cut_at_word(bare, room - 2)}…"'
    return title if len(title) <= room else title[: room - 1].rstrip() + "…"
