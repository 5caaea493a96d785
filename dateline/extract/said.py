"""When something was said, and through whom it came: the day beside a cue, the outlet that was told.

Takes the pieces of a sentence, a saying and the dates found; gives an EDTF date, or the name of an outlet.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dateline.extract.phrases import PREPOSITIONS, RELATIVE, Row, has_verb
from dateline.extract.saying_kinds import Saying, is_speech_noun
from dateline.findings import DateFound

AT_THE_TIME = re.compile(r"\bat the time\b|\bat that time\b|\bback then\b|\bthen(?=[.,;])", re.IGNORECASE)
_REACH = 14  # pieces behind a cue where its day is looked for
_OUTLET_NAMES = (
    "Reuters|Associated Press|AP|A\\.P\\.|AFP|Agence France-Presse|Interfax|TASS|Tass|RIA Novosti|Xinhua|Kyodo|Bloomberg|"
    "CNN|ABC|NBC|CBS|PBS|NPR|MSNBC|CNBC|C-SPAN|BBC|ITV|Sky News|Univision|Telemundo|Al Jazeera|RT|Politico|POLITICO|"
    "BuzzFeed|Axios|Vox|Breitbart|Slate|Salon|Vice|TMZ|Newsmax|HuffPost|Huffington Post|Daily Beast|Le Monde|Der Spiegel|"
    "El País|Haaretz|USA Today|USA TODAY|Newsweek|Time magazine|TIME|The Hill|The Atlantic|The New Yorker|The Economist"
)
_OUTLET = re.compile(
    rf"\b((?:{_OUTLET_NAMES})(?: News)?"
    r"|(?:The )?[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3} (?:News|Times|Post|Journal|Herald|Tribune|Globe|Gazette|Chronicle|"
    r"Guardian|Telegraph|Magazine|Review|Examiner|Observer|Radio|Television)"
    r"|[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}(?= (?:news agency|newspaper|magazine|news service|wire service|television|radio|broadcaster|website)\b))"
)
_ON = frozenset("on in at during late early earlier later last this".split())
_NOT_THEN = frozenset("after before since until till from following despite because when while who whose which as of".split())  # a date behind these is that of something else
_TELLS = frozenset("tell say write email e-mail".split())


def day_of_saying(text: str, pieces: Row, saying: Saying, dates: Sequence[DateFound]) -> str | None:
    """The day that the sentence gives to the saying, as EDTF; None where it gives none.

    The day behind the cue with its setting (`told reporters on Tuesday that`) comes before one between subject and
    cue, and that before one at the head of the sentence; days of what is said, of a relative clause and of an
    apposition are not counted.
    """
    at = bisect_left(dates, pieces[0].start, key=lambda d: d.start)
    ranked: list[tuple[int, str]] = []
    while at < len(dates) and dates[at].start < pieces[-1].end:
        date = dates[at]
        at += 1
        if date.edtf and ".." not in date.edtf and text[date.end : date.end + 1] not in ("'", "’"):
            rank = _rank(pieces, saying, date)
            ranked += [(rank, date.edtf)] if rank else []
    return min(ranked, key=lambda r: r[0])[1] if ranked else None


def _rank(pieces: Row, saying: Saying, date: DateFound) -> int:
    """How closely the date belongs to the saying: 1 behind it, 2 beside it, 3 at the head of the sentence, 0 not at all."""
    place = bisect_left(pieces, date.start, key=lambda p: p.start)
    behind = bisect_left(pieces, date.end, key=lambda p: p.start)
    if place >= len(pieces) or pieces[place].marked >= 0:
        return 0
    if place >= saying.ends:
        return int(_is_setting(pieces, saying, place))
    if behind > saying.begins:
        return 2 * _is_between(pieces, saying, place)
    return 3 * _is_opening(pieces, saying, place, behind)


def _is_setting(pieces: Row, saying: Saying, place: int) -> bool:
    """Whether the date behind the cue is that of its setting: told reporters on | Tuesday |."""
    between = pieces[saying.ends : place]
    if len(between) > _REACH or any(p.marked >= 0 or p.low in ("that", ";", ":") for p in between):
        return False
    if has_verb(pieces, saying.ends, place) or any(p.low in _NOT_THEN for p in between):
        return False
    if saying.group in ("say", "by", "think") or saying.inverted:
        return not between or any(p.low in PREPOSITIONS for p in between) or saying.base == "tell"
    return any(is_speech_noun(p.low) for p in between) or bool(between and between[-1].low == "on")


def _is_between(pieces: Row, saying: Saying, place: int) -> bool:
    """Whether the date between subject and cue is the cue's: not that of `, who was elected on Nov. 4,` before it."""
    first = place
    while first > saying.begins and pieces[first - 1].low not in (",", "(", "—", "–"):
        first -= 1
    if any(p.low in _NOT_THEN or p.low in RELATIVE or p.low in ("whose", "whom") for p in pieces[first:place]):
        return False
    if first > saying.begins:
        return first == place or pieces[first].low in _ON or pieces[first].low in ("speaking", "reached")
    return place >= saying.subject.last and not has_verb(pieces, saying.subject.last, place)


def _is_opening(pieces: Row, saying: Saying, place: int, behind: int) -> bool:
    """Whether the date is the sentence's own, at its head: `At a debate on Oct. 21, | two weeks before …, | she said`."""
    if has_verb(pieces, 0, place) or any(p.marked >= 0 or p.low in _NOT_THEN for p in pieces[:place]):
        return False
    if any(p.marked >= 0 or p.low in (";", ":") for p in pieces[behind : saying.begins]):
        return False
    if not has_verb(pieces, behind, saying.begins):
        return True
    opens = place == 0 or pieces[0].low in _ON
    return opens and pieces[behind].low == "," and pieces[saying.begins - 1].low == "," and _is_dated_aside(pieces, behind + 1)


def _is_dated_aside(pieces: Row, at: int) -> bool:
    """Whether `two weeks before she won` or the like stands here: a measure of time, no clause of its own."""
    near = pieces[at : at + 8]
    return any(p.low in ("before", "after") for p in near) and not has_verb(pieces, at, at + 3)


def opening_day(pieces: Row, dates: Sequence[DateFound]) -> str | None:
    """The day at the very head of a sentence: it holds for the sentences behind it that give none."""
    at = bisect_left(dates, pieces[0].start, key=lambda d: d.start)
    if at < len(dates) and dates[at].edtf and len(pieces) > 2 and dates[at].start <= pieces[2].start:
        return dates[at].edtf
    return None


def outlet_told(text: str, pieces: Row, saying: Saying, publisher: str) -> str:
    """The outlet that the words were said to: `told Russia's Interfax news agency`; "" where none is named."""
    if saying.base not in _TELLS or saying.last >= len(pieces):
        return ""
    stop = saying.ends
    while stop < len(pieces) and stop - saying.ends < _REACH and pieces[stop].marked < 0 and pieces[stop].low not in (".", ";", "that", ":"):
        stop += 1
    between = pieces[saying.ends : stop]
    if not between:
        return ""
    told = saying.base == "tell" or any(p.low in ("interview", "statement", "email", "e-mail", "to") for p in between)
    match = _OUTLET.search(text, between[0].start, between[-1].end) if told else None
    return match.group(1) if match and not same_outlet(match.group(1), publisher) else ""


def names_outlet(name: str) -> bool:
    """Whether a name is that of a newspaper, agency or broadcaster."""
    return bool(_OUTLET.search(name))


def same_outlet(one: str, other: str) -> bool:
    """Whether two names mean the same outlet, articles aside."""
    return one.removeprefix("The ").casefold() == other.removeprefix("The ").casefold()
