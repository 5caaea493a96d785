"""Denials and other responses: who denied, disputed, declined to comment, did not reply, confirmed or stood by what.

Takes the Body with what other finders found; gives one entry a response, and one for each member of a group, in order
of place. A response counts whether or not it comes with quoted words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from dateline.extract.body import Body
from dateline.extract.denial_subjects import Responder, is_role
from dateline.extract.denial_triggers import Trigger, find_triggers, sentence_near
from dateline.extract.denial_what import clause_end, read_object, read_words
from dateline.extract.denial_when import read_date
from dateline.extract.denial_who import find_responders
from dateline.extract.denial_words import FALSE
from dateline.extract.people import People
from dateline.extract.said import names_outlet
from dateline.findings import DateFound, DenialFound, QuotationFound

# Quoted words that deny by themselves, at the start of what is quoted.
_DENYING_WORDS = re.compile(
    rf"(?:(?:That|This|It|Those|These)(?:’s|'s| is| was|’re| are| were) {FALSE}(?=[.,!;—]|$| and| to (?:say|suggest|claim)| of)|(?:Absolutely|Certainly|Definitely|Of course) not\b|(?:Not true|Totally false|Absolutely false|False|Completely false|Nonsense|Total lies?|Fake news)\b"
    r"|(?:That|This|It) never happened\b|I (?:never|did not|didn[’']t|have never|had never) (?:said|did|met|do|say|meet|made|make|took|take|told|tell|asked|ask|spoke|spoken|discussed|received|touched|paid|worked (?:for|with)) (?!to\b)|(?:I|We) (?:had|have) (?:nothing to do with|no (?:contact|knowledge|involvement|role))\b|No, (?:I|we|he|she|it|they) (?:did|have|had|was|were|do|does)(?: not|n[’']t)\b|I did no such thing\b|There(?:’s|'s| is| was) no truth\b|There (?:was|were|is) no (?:collusion|contact|deal|quid)\b)",
)

# Several persons without a name, and what they keep back: a detail, not their word on a claim.
_SOURCES = re.compile(r"\b(?:officials|officers|people|persons|sources|aides|advisers|associates|investigators|diplomats|executives|employees|agents|members|insiders|staffers)\b", re.IGNORECASE)
_DETAIL = re.compile(r"\b(?:identify|name|disclose|elaborate|describe|specify|reveal|divulge)d?$", re.IGNORECASE)
_EXTENT = re.compile(r" (?:to what extent|how|which)\b")


def find_denials(
    body: Body, people: People, quotations: Sequence[QuotationFound], dates: Sequence[DateFound]
) -> tuple[DenialFound, ...]:
    """Every response in the article, in order of place."""
    found: list[DenialFound] = []
    for trigger in find_triggers(body):
        for who in find_responders(body, people, trigger):
            if trigger.family == "silent" and "confirm" in trigger.cue and _is_outlet(body, who.name):
                continue  # a paper that has not confirmed another's report answers nothing
            if trigger.family in {"no such", "said no"} and _of_another(people, trigger, who):
                continue  # "the F.B.I. said that she did nothing wrong"
            if _keeps_details(body, trigger, who):
                continue  # what its own sources would not tell a paper answers no claim
            if trigger.family == "confirm" and _is_outlet(body, who.name):
                continue
            if trigger.family == "confirm" and who.described and not is_role(who.name):
                continue
            found.append(_denial(body, people, quotations, dates, trigger, who))
    found += _spoken_denials(quotations, {n for d in found for n in d.quotations}, found)
    return tuple(sorted(found, key=lambda d: (d.start, d.end)))


def _denial(
    body: Body,
    people: People,
    quotations: Sequence[QuotationFound],
    dates: Sequence[DateFound],
    trigger: Trigger,
    who: Responder,
) -> DenialFound:
    stop = clause_end(body, trigger)
    answered = read_object(body, trigger, stop)
    places, who = read_words(body, trigger, who, people, quotations)
    words = [quotations[n] for n in places]
    start, _end = sentence_near(body, trigger.start)
    return DenialFound(
        start=who.start
        if start <= who.start < trigger.start and trigger.start - who.start < 160
        else trigger.start,
        end=stop,
        kind=trigger.kind,
        cue=trigger.cue,
        by=who.name,
        on_behalf_of=who.on_behalf_of,
        words=tuple(q.words for q in words),
        of=answered,
        said=read_date(body, trigger, stop, answered, words, people, dates),
        described=who.described,
        organisation=who.organisation,
        quotations=places,
    )


def _spoken_denials(
    quotations: Sequence[QuotationFound], taken: set[int], found: list[DenialFound]
) -> list[DenialFound]:
    """Denials made in quoted words alone: "That never happened," she said."""
    more: list[DenialFound] = []
    spans = sorted((d.start, d.end) for d in found)
    for number, q in enumerate(quotations):
        match = (
            _DENYING_WORDS.match(q.words)
            if q.kind == "direct" and number not in taken and q.speaker is not None
            else None
        )
        if match is None or q.speaker is None or _covered(q.start, spans):
            continue
        more.append(
            DenialFound(
                start=q.start,
                end=q.end,
                kind="denied",
                cue=" ".join(match.group().split()),
                by=q.speaker.name,
                words=(q.words,),
                said=q.said,
                described=q.speaker.described,
                organisation=q.speaker.organisation,
                quotations=(number,),
            )
        )
    return more


def _of_another(people: People, trigger: Trigger, who: Responder) -> bool:
    """Whether the one said to have done nothing is not the one who says so."""
    words = trigger.cue.split()
    if who.organisation and {"he", "she"} & set(words):
        return True
    meant = [m for m in people.between(trigger.start, trigger.end) if m.pronoun]
    return who.person >= 0 and any(m.person != who.person for m in meant)


def _keeps_details(body: Body, trigger: Trigger, who: Responder) -> bool:
    """Whether several persons without a name, who speak for nobody, keep a detail back: "declined to identify the others"."""
    if not who.described or who.on_behalf_of or trigger.family not in {"decline", "silent"}:
        return False
    return bool(_SOURCES.search(who.name)) and bool(_DETAIL.search(trigger.cue) or _EXTENT.match(body.text, trigger.end))


def _is_outlet(body: Body, name: str) -> bool:
    return names_outlet(name) or name.removeprefix("The ") in body.publisher


def _covered(place: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return at >= 0 and spans[at][1] > place
