"""Who said which words: quoted stretches and attributed clauses with cue, speaker and day.

Takes a Body, its People and dates; gives QuotationFound in order of place. The marks come from marks.py, the sayings
from sayings.py; attribution.py lays them side by side, and what no sentence tells is carried over from the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dateline.extract.antecedents import PRONOUNS, name_pronouns
from dateline.extract.attribution import choose_saying
from dateline.extract.authority import authority_behind, authority_inside
from dateline.extract.body import Body
from dateline.extract.carry import carry_speaker
from dateline.extract.clauses import Clause, is_headline, read_clauses
from dateline.extract.indirect import attributed_clauses
from dateline.extract.marks import Marked, find_marked
from dateline.extract.people import People
from dateline.extract.phrases import Row
from dateline.extract.said import day_of_saying, names_outlet, outlet_told
from dateline.extract.saying_days import carry_days
from dateline.extract.saying_kinds import Saying
from dateline.extract.sayings import find_sayings
from dateline.extract.speakers import name_speaker
from dateline.extract.voices import has_voice
from dateline.findings import DateFound, QuotationFound, QuotationKind, Speaker

_SMALL = frozenset("a an the of and in on for to at with by from or is as vs vs.".split())
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_HEADLINE = re.compile(r",? by (?:the )?[A-Z]")  # “Port Sold Again,” by the Gazette’s Ann Lee: a headline, not words said
_INVITATION = re.compile(r"(?:Follow (?:[\w.@’'-]+ ){1,6}on (?:Twitter|Facebook|Instagram)|Click here|Sign up for|Subscribe to)\b")  # the paper to its readers, swept into marks
_FEW = 3  # words; a shorter stretch in marks counts only beside a cue, else it is a nickname or a raised eyebrow


class Reading(msgspec.Struct, frozen=True):
    """What the rules look at."""

    body: Body
    people: People
    dates: Sequence[DateFound]
    marked: tuple[Marked, ...]
    clauses: tuple[Clause, ...]


def find_quotations(body: Body, people: People, dates: Sequence[DateFound]) -> tuple[QuotationFound, ...]:
    """Every quotation of the article, direct, mixed and indirect, in order of place.

    A quoted stretch without a likely speaker is left out unless it is long or stands alone; titles of works, nicknames
    and scare quotes are left out.
    """
    marked = find_marked(body)
    reading = Reading(body, people, dates, marked, read_clauses(body, marked))
    found: list[QuotationFound] = []
    last: QuotationFound | None = None
    for index in range(len(reading.clauses)):
        sayings = find_sayings(reading.clauses[index].pieces, headline=index == 0 and is_headline(reading.clauses[0]))
        quoted, used = _quoted(reading, index, sayings, last)
        last = quoted[-1] if quoted else last
        found += quoted
        found += _indirect(reading, index, sayings, used)
    found.sort(key=lambda q: (q.start, q.end))
    found = name_pronouns(body, people, reading.clauses, found)
    return carry_days(body, people, dates, reading.clauses, found)


def _quoted(reading: Reading, index: int, sayings: list[Saying], last: QuotationFound | None) -> tuple[list[QuotationFound], set[int]]:
    """The quoted stretches of a sentence, and the cues that they used up."""
    pieces = reading.clauses[index].pieces
    found: list[QuotationFound] = []
    used: set[int] = set()
    for at, piece in enumerate(pieces):
        if piece.marked < 0:
            continue
        marked = reading.marked[piece.marked]
        choice = choose_saying(pieces, at, sayings, reading.body.text)
        beside = choice is not None and choice.rule in ("before", "behind")
        spoken = beside and choice is not None and choice.saying.group in ("say", "colon") and (choice.rule == "before" or at == 0)
        spoken = spoken and not (choice and choice.saying.base == "tell" and choice.saying.last == at)  # told “Good Evening Harbour”
        if _HEADLINE.match(reading.body.text, marked.outer_end) and not (choice and (choice.rule == "behind" or choice.saying.form == "passive")):
            continue
        if not _may_be_said(reading.body.text, marked, choice is not None, spoken):
            continue
        if choice:
            used.add(choice.saying.first)
            found.append(_attributed(reading, index, at, choice.saying, beside=beside))
            continue
        carried = carry_speaker(reading.body, reading.people, reading.clauses, reading.marked, index, at, found[-1] if found else last)
        kind: QuotationKind = "direct" if carried.rule != "subject" else "mixed"
        found.append(_quotation(reading.body.text, marked, kind, carried.speaker))
    return found, used


def _may_be_said(text: str, marked: Marked, cued: bool, beside: bool) -> bool:  # noqa: FBT001
    """Whether a stretch may be a quotation at all."""
    if marked.outer_start and text[marked.outer_start - 1] == "=":  # an attribute of markup that was left in the text
        return False
    if _INVITATION.match(text, marked.start, marked.end):
        return False
    if marked.single or _is_title(text[marked.start : marked.end]):
        return beside
    return cued or len(text[marked.start : marked.end].split()) >= _FEW


def _is_title(words: str) -> bool:
    """Whether words are capitalised like the title of a book or show."""
    found = _WORD.findall(words)
    big = sum(w[0].isupper() for w in found)
    return big > 1 and all(w[0].isupper() or w in _SMALL for w in found)


def _quotation(text: str, marked: Marked, kind: QuotationKind, speaker: Speaker | None) -> QuotationFound:
    return QuotationFound(start=marked.start, end=marked.end, words=text[marked.start : marked.end], kind=kind, speaker=speaker)


def _attributed(reading: Reading, index: int, at: int, saying: Saying, *, beside: bool) -> QuotationFound:
    """A quoted stretch with the saying that holds it."""
    text, pieces = reading.body.text, reading.clauses[index].pieces
    marked = reading.marked[pieces[at].marked]
    speaker = _voice(name_speaker(text, pieces, saying.subject, reading.people))
    kind: QuotationKind = "direct" if beside and _is_whole(pieces, at, text, marked) else "mixed"
    found = msgspec.structs.replace(
        _quotation(text, marked, kind, speaker), **_circumstances(reading, index, saying, speaker)
    )
    if speaker and names_outlet(speaker.name) and not found.according_to:
        found = msgspec.structs.replace(found, according_to=authority_inside(text, marked))
    return found


def _voice(speaker: Speaker) -> Speaker | None:
    """The speaker, unless a description tells that the subject was misread: no guess is better than a wrong name."""
    words = speaker.name.casefold()
    return speaker if not speaker.described or words in PRONOUNS or has_voice(words) else None


def _is_whole(pieces: Row, at: int, text: str, marked: Marked) -> bool:
    """Whether the stretch is a sentence of its own, not a fragment in a paraphrase."""
    before = pieces[at - 1].low if at else ""
    if at == 0 or text[marked.start].isupper() or before in (",", ":", "”"):
        return True
    return at == 1 and before in ("but", "and", "yet", "so")


def _circumstances(reading: Reading, index: int, saying: Saying, speaker: Speaker | None) -> dict[str, object]:
    """Cue, day, relay and authority of a saying."""
    text, pieces = reading.body.text, reading.clauses[index].pieces
    start, end = pieces[saying.first].start, pieces[saying.last - 1].end
    return {
        "cue": text[start:end],
        "cue_start": start,
        "cue_end": end,
        "said": day_of_saying(text, pieces, saying, reading.dates),
        "relayed_from": outlet_told(text, pieces, saying, reading.body.publisher),
        "according_to": authority_behind(text, pieces, saying) if speaker and names_outlet(speaker.name) else "",
    }


def _indirect(reading: Reading, index: int, sayings: list[Saying], used: set[int]) -> list[QuotationFound]:
    """The clauses of a sentence that are attributed without marks; none where marks already tell what was said."""
    text, pieces = reading.body.text, reading.clauses[index].pieces
    found: list[QuotationFound] = []
    for clause in attributed_clauses(pieces, sayings):
        start, end = pieces[clause.first].start, pieces[clause.last - 1].end
        quoted = sum(p.end - p.start for p in pieces[clause.first : clause.last] if p.marked >= 0)
        if clause.saying.first in used or quoted * 2 > end - start:
            continue
        speaker = name_speaker(text, pieces, clause.saying.subject, reading.people)
        found.append(
            QuotationFound(
                start=start,
                end=end,
                words=text[start:end],
                kind="indirect",
                speaker=speaker,
                **_circumstances(reading, index, clause.saying, speaker),  # type: ignore[arg-type]
            )
        )
    return found
