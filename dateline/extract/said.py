"""When something was said, and through whom it came: the day beside a cue, the outlet that was told.

Takes the pieces of a sentence, a saying and the dates found; gives an EDTF date, or the name of an outlet.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dateline.extract.phrases import PREPOSITIONS, Row, has_verb
from dateline.extract.saying_kinds import Saying, is_speech_noun
from dateline.findings import DateFound

AT_THE_TIME = re.compile(r"\bat the time\b|\bat that time\b|\bback then\b", re.IGNORECASE)
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
_TELLS = frozenset("tell say write email e-mail".split())


def day_of_saying(text: str, pieces: Row, saying: Saying, dates: Sequence[DateFound]) -> str | None:
    """The day that the sentence gives to the saying, as EDTF; None where it gives none.

    Counted are dates between subject and cue, right behind the cue with its setting (`told reporters on Tuesday
    that`), and at the head of the sentence; never dates inside the words that are said.
    """
    at = bisect_left(dates, pieces[0].start, key=lambda d: d.start)
    while at < len(dates) and dates[at].start < pieces[-1].end:
        date = dates[at]
        at += 1
        if date.edtf and text[date.end : date.end + 1] not in ("'", "’") and _belongs(pieces, saying, date):
            return date.edtf
    return None


def _belongs(pieces: Row, saying: Saying, date: DateFound) -> bool:
    place = bisect_left(pieces, date.start, key=lambda p: p.start)
    behind = bisect_left(pieces, date.end, key=lambda p: p.start)
    if place >= len(pieces) or pieces[min(place, len(pieces) - 1)].marked >= 0:
        return False
    if place >= saying.ends:
        between = pieces[saying.ends : place]
        if len(between) > _REACH or any(p.marked >= 0 or p.low in ("that", ";", ":") for p in between):
            return False
        if has_verb(pieces, saying.ends, place):
            return False
        if saying.group in ("say", "by", "think") or saying.inverted:
            return not between or any(p.low in PREPOSITIONS for p in between) or saying.base == "tell"
        return any(is_speech_noun(p.low) for p in between) or bool(between and between[-1].low == "on")
    if behind > saying.begins:
        return not has_verb(pieces, place, saying.first) or behind >= saying.first - 1
    return not has_verb(pieces, 0, saying.begins) and not any(p.marked >= 0 for p in pieces[: saying.begins])


def opening_day(pieces: Row, dates: Sequence[DateFound]) -> str | None:
    """The day at the very head of a sentence: it holds for the sentences behind it that give none."""
    at = bisect_left(dates, pieces[0].start, key=lambda d: d.start)
    if at < len(dates) and dates[at].edtf and len(pieces) > 2 and dates[at].start <= pieces[2].start:
        return dates[at].edtf
    return None


def says_at_the_time(text: str, pieces: Row, saying: Saying) -> bool:
    """Whether the saying is dated only by `at the time`."""
    end = pieces[min(saying.ends + 6, len(pieces)) - 1].end
    return bool(AT_THE_TIME.search(text, pieces[saying.first].start, end))


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
