"""The person that a subject’s words mean.

Takes the pieces of a sentence, a subject and the people found; gives a Speaker: the mention beside the words, under
the fullest name that the article gives. Descriptions stay in the outlet’s exact words.
"""

from __future__ import annotations

from dateline.extract.people import Mention, People
from dateline.extract.subjects import DETERMINERS, PREPOSITIONS, PRONOUNS, Row, Subject
from dateline.findings import Speaker

_COUNTS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=1,
    )
}  # fmt: skip
_OPENERS = frozenset("but and so yet for then even as when while if because still though although after before".split())


def name_speaker(text: str, pieces: Row, subject: Subject, people: People) -> Speaker:
    """The speaker that the subject's words mean."""
    first, last = subject.first, subject.last
    while first + 1 < last and pieces[first].low in _OPENERS:
        first += 1
    start, end = pieces[first].start, pieces[last - 1].end
    head_end = pieces[_head(pieces, first, last)].end
    role = text[pieces[subject.role_first].start : pieces[subject.role_last - 1].end] if subject.role_last else ""
    mention = _head_mention(people.between(start, end), start, head_end)
    if mention:
        person = people.found[mention.person]
        return Speaker(
            name=person.name,
            start=mention.start,
            end=mention.end,
            organisation=person.kind == "organisation",
            role=role or _role_before(text, start, mention),
        )
    named = pieces[_head(pieces, first, last)].upper and pieces[first].low not in ("a", "an", "some", "several", *_COUNTS)
    described = not (named and pieces[first].low not in PRONOUNS)
    count = count_of(pieces[first].low, pieces[first + 1].low if first + 1 < last else "") if described else None
    return Speaker(name=text[start:end], start=start, end=end, described=described, count=count, role="" if described else role)


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


def _head(pieces: Row, first: int, last: int) -> int:
    """The head noun: the last piece before the first preposition."""
    for at in range(first + 1, last):
        if pieces[at].low in PREPOSITIONS or pieces[at].low in ("who", "whose", "that", "familiar"):
            return at - 1
    return last - 1


def _head_mention(mentions: tuple[Mention, ...], start: int, head_end: int) -> Mention | None:
    """The mention that is the head of the noun phrase: it opens the phrase and covers the head, or ends there."""
    for mention in mentions:
        if mention.start <= start + 4 and mention.end >= head_end:
            return mention
        if mention.end == head_end or (mention.end == head_end - 1 and head_end > 1):
            return mention
    return None
