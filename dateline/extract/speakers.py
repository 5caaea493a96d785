"""The person that a subject’s words mean.

Takes the pieces of a sentence, a subject and the people found; gives a Speaker: the mention beside the words, under
the fullest name that the article gives. Descriptions stay in the outlet’s exact words.
"""

from __future__ import annotations

import re

import msgspec

from dateline.extract.people import Mention, People
from dateline.extract.phrases import DETERMINERS, PRONOUNS, Row, Subject, head_of
from dateline.findings import Speaker

_COUNTS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=1,
    )
}  # fmt: skip
_OFFICE = re.compile(r"[Tt]he (mayor|governor|senator|congressman|congresswoman|judge|sheriff|chancellor|pope|prime minister|ambassador|commissioner|superintendent)")
_MANY = 500  # persons; a text with more is none that offices are told in, and the look through them stays short
_SHORTLY = 600  # code points within which an office means the holder last named
_OPENERS = frozenset("but and so yet for then even as when while if because still though although after before".split())


def name_speaker(text: str, pieces: Row, subject: Subject, people: People) -> Speaker:
    """The speaker that the subject's words mean.

    Of `Mr. Lee, who said` the mention beside the words is the pronoun, as it is of `he said`.
    """
    speaker = _named(text, pieces, subject, people)
    if subject.relative:
        pronoun = pieces[subject.relative]
        return msgspec.structs.replace(speaker, start=pronoun.start, end=pronoun.end)
    return speaker


def _named(text: str, pieces: Row, subject: Subject, people: People) -> Speaker:
    first, last = subject.first, subject.last
    while first + 1 < last and pieces[first].low in _OPENERS:
        first += 1
    start, end = pieces[first].start, pieces[last - 1].end
    head = head_of(pieces, subject._replace(first=first))
    role = text[pieces[subject.role_first].start : pieces[subject.role_last - 1].end] if subject.role_last else ""
    mention = _head_mention(people.between(start, end), pieces, Subject(first, last), head)
    if mention:
        person = people.found[mention.person]
        return Speaker(
            name=person.name,
            start=mention.start,
            end=mention.end,
            organisation=person.kind == "organisation",
            role=role or _role_before(text, start, mention),
        )
    described = not _is_named(pieces, first, head)
    officer = _officer(people, text[start:end], start) if described else ""
    if officer:
        return Speaker(name=officer, start=start, end=end)
    count = count_of(pieces[first].low, pieces[first + 1].low if first + 1 < last else "") if described else None
    return Speaker(name=text[start:end], start=start, end=end, described=described, count=count, role="" if described else role)


def _officer(people: People, description: str, start: int) -> str:
    """Who “the mayor” is, where one person alone has that office and was named shortly before; "" else."""
    office = _OFFICE.fullmatch(description)
    if not office or len(people.found) > _MANY:
        return ""
    title = office[1].lower()
    holders = {n for n, p in enumerate(people.found) if any(role.lower().removeprefix("the ") == title for role in p.roles)}
    near = any(m.person in holders for m in people.between(max(0, start - _SHORTLY), start))
    return people.found[min(holders)].name if len(holders) == 1 and near else ""


def count_of(word: str, following: str = "") -> int | None:
    """How many an unnamed group is, where its description says so: `four officials`, `One official`."""
    if following in ("or", "to", "dozen", "hundred", "thousand", "million", "percent"):
        return None
    if word.isdecimal() and len(word) < 4:
        return int(word)
    return _COUNTS.get(word)


def _role_before(text: str, start: int, mention: Mention) -> str:
    """The title before a name, as printed: `former Deputy Secretary of State`."""
    role = text[start : mention.start].strip(" ,\n\u00a0")
    low = role.lower()
    return "" if low in DETERMINERS or low in ("mr.", "mrs.", "ms.", "dr.") else role


def _is_named(pieces: Row, first: int, head: int) -> bool:
    """Whether the head is a proper name: not only a capital at the head of a sentence."""
    opening = pieces[first].low
    if not pieces[head].upper or opening in PRONOUNS or opening in _COUNTS or opening in ("a", "an", "some", "several"):
        return False
    return head != first or first > 0


def _head_mention(mentions: tuple[Mention, ...], pieces: Row, subject: Subject, head: int) -> Mention | None:
    """The mention that is the head of the noun phrase: it opens the phrase and covers the head, or ends there.

    A name at the very end is the head too where a title runs up to it: Secretary of State Ann Lee.
    """
    start, end, head_end = pieces[subject.first].start, pieces[subject.last - 1].end, pieces[head].end
    if subject.last == head + 1 and pieces[head].low.endswith("'s"):  # the mayor’s claim
        head_end -= 2
    for mention in mentions:
        if mention.start <= start + 4 and mention.end >= head_end:
            return mention
        if mention.end in (head_end, head_end - 1):
            return mention
        if mention.end == end and any(p.end < mention.start <= p.end + 1 and p.upper for p in pieces[subject.first : subject.last]):
            return mention
    return None
