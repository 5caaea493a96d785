"""What a response answers, in which words it is given, and when.

Takes a trigger with its sentence; gives the end of its clause, the answered claim in the article's words, the quotations
that go on with the response, and its date.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dateline.extract.body import Body
from dateline.extract.denial_subjects import Responder
from dateline.extract.denial_triggers import Trigger, sentence_near
from dateline.extract.denial_words import SETTING
from dateline.extract.name_words import word_set
from dateline.extract.people import People
from dateline.findings import QuotationFound

_CLAUSE_END = re.compile(
    r", (?:but|and (?:he|she|it|they|said|says|called|added|has|had|the|his|her|[A-Z]\w+ (?:said|has|had|is|was))|while|who|which|saying|adding|calling|noting|citing|telling|insisting|arguing|though|although|even|so|as|according|despite|in (?:a|an|his|her)|at (?:a|an)|on [A-Z]|[“\"]|'')|;|—| – | but | while | although | (?:and|but) (?=said |says |called |insisted |told )|[“\"]$"
)
_CIRCUMSTANCE = re.compile(
    r",? (?:(?:in|during|through|via|at|on) (?:a|an|his|her|its|their|the)? ?(?:[\w-]+ ){0,3}(?:interviews?|statement|tweets?|e-?mail|message|spokes\w+|news conference|press conference|twitter|facebook|testimony|phone call|telephone|conversation|letter|speech|appearance|briefing)\b|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|last (?:week|month|year|night)|this (?:week|month|morning)|earlier (?:this|in)|at the time\b|when (?:asked|contacted|reached|pressed)\b|to (?:reporters|the Associated Press)|as (?=[“\"']|[a-z]+[.,;])|because\b|for this (?:story|article|report)).*$",
    re.DOTALL,
)
_ABOUT = re.compile(
    r"(?:\b(?:on|about|regarding|concerning)\b|\b(?=whether|when|how|why|what|who|if|which|where)) ?(.+)$",
    re.DOTALL,
)
_REQUESTS = re.compile(
    r"(?:to |for )?(?:[\w’'-]+ ){0,4}?(?:requests?|messages?|calls?|questions?|inquir\w+|emails?|e-mails?|queries)(?: (?:for|seeking) (?:a |further |any )?(?:comment|an interview|interviews|response))?",
    re.IGNORECASE,
)
_NAMING = re.compile(
    r"\b(?:discuss|identify|name|disclose|specify|provide|reveal|describe|detail|explain|say|confirm|address|(?:n?or|and) (?:deny|dispute))(?:ed|d)?$"
)
_QUESTION_WORDS = ("whether", "when", "how", "why", "what", "who", "if", "which", "where")
_INSERTED = re.compile(r"(?:, | — )(?:who|which)(?: [a-z]+)? ?$")
_COMMA = re.compile(r"[,;]| — ")
_SAYING = re.compile(r"\b(?:saying|adding|citing|telling|calling|noting|said|told|wrote|writing)\b")  # leads from silence to words
_SETTING = re.compile("^" + SETTING)
_BARE = word_set("it that this them these those")
_SPOKEN = re.compile(r"[”\"’']")


def clause_end(body: Body, trigger: Trigger) -> int:
    """Where the denying clause ends: before what the same sentence adds, else at the sentence's end."""
    start, end = sentence_near(body, trigger.start)
    inserted = _INSERTED.search(body.text[start : trigger.start])
    match = (_COMMA if inserted else _CLAUSE_END).search(body.text, trigger.end, end)
    stop = match.start() if match else end
    while stop > trigger.end and body.text[stop - 1] in " .,;:\n":
        stop -= 1
    return max(stop, trigger.end)


def read_object(body: Body, trigger: Trigger, stop: int) -> str:
    """What is answered, in the article's words; "" where the clause does not say."""
    _start, end = sentence_near(body, trigger.start)
    words = " ".join(body.text[trigger.end : max(stop, trigger.end)].split())
    if trigger.family == "confirm":
        words = _SETTING.sub("", f" {words}").strip()
    if trigger.family == "said false" or (trigger.family == "denial" and not words.startswith(("of ", "that "))):
        words = ""
    if trigger.kind in ("declined-to-comment", "no-reply"):
        words = _withheld(trigger, words)
    words = _CIRCUMSTANCE.sub("", f" {words}").strip(" .,;:")
    if "(" not in words:
        words = words.rstrip(").")
    if words.lower() in _BARE or (not words and trigger.kind in ("denied", "disputed", "confirmed")):
        return _claim_before(body, trigger)
    return words if end - trigger.end > 1 else ""


def _withheld(trigger: Trigger, words: str) -> str:
    """What somebody would not speak about: the object of "discuss" or "identify", else what stands behind "on" or "whether"."""
    if _NAMING.search(trigger.cue):
        return words
    about = _ABOUT.search(_REQUESTS.sub("", words, count=1))
    if about is None:
        return ""
    return about.group() if about.group().startswith(_QUESTION_WORDS) else about[1]


def _claim_before(body: Body, trigger: Trigger) -> str:
    """The claim that "it" or a relative clause points at: the words before in the sentence, else the sentence before."""
    start, _end = sentence_near(body, trigger.start)
    head = body.text[start : trigger.start]
    relative = re.search(
        r"([^,;:—“”\"]+),? (?:which|that|something|a (?:claim|charge|point|allegation|accusation)(?: that| which)?) [^,;]{1,50}$",
        head,
    )
    if relative:
        return " ".join(relative[1].split())
    at = bisect_left(body.sentences, start, key=lambda s: s[0])
    return (
        " ".join(body.text[slice(*sentence_near(body, start - 2))].split()).strip(' .“”"') if at > 0 else ""
    )


def read_words(
    body: Body, trigger: Trigger, who: Responder, people: People, quotations: Sequence[QuotationFound]
) -> tuple[tuple[int, ...], Responder]:
    """The quotations of this response, as places in the list, and the responder, once the next sentence names a speaker.

    Those of the same sentence behind the trigger, and those of the sentences right behind it by the same speaker.
    """
    start, end = sentence_near(body, trigger.start)
    at = bisect_left(quotations, start, key=lambda q: q.start)
    found: list[int] = []
    while at < len(quotations) and quotations[at].start < end:
        q = quotations[at]
        if (
            q.kind != "indirect"
            and (q.end <= end + 2)
            and _belongs(q, who, people)
            and (q.start >= trigger.end or not found)
            and not _other_clause(body, trigger, q)
        ):
            found.append(at)
        at += 1
    if trigger.kind in ("declined-to-comment", "no-reply"):
        return tuple(n for n in found if _SAYING.search(body.text, trigger.end, max(trigger.end, quotations[n].start))), who
    following, who = _following(body, end, at, who, people, quotations, empty=not found)
    return (*found, *following), who


def _other_clause(body: Body, trigger: Trigger, q: QuotationFound) -> bool:
    """Whether the quoted words stand in another clause than the trigger, being the claim, not the answer."""
    if q.start >= trigger.end:
        between = body.text[trigger.end : q.start]
        return (
            ", but " in between
            or "; " in between
            or (
                q.kind == "mixed"
                and trigger.family in {"deny", "counter"}
                and re.search(r"\b(?:that|the|of|claim|report|his|her)\b[^,]*$", between) is not None
                and not re.search(r"\b(?:as|saying|calling|called|said)\b", between)
            )
        )
    return not _SPOKEN.match(body.text[q.end : q.end + 1]) or " and " not in body.text[q.end : trigger.start]


def _belongs(q: QuotationFound, who: Responder, people: People) -> bool:
    if q.speaker is None:
        return True
    return _same(q.speaker.name, who, people)


def _same(name: str, who: Responder, people: People) -> bool:
    low, mine = name.lower().removeprefix("the "), who.name.lower().removeprefix("the ")
    if low == mine:
        return True
    return who.person >= 0 and name in (people.found[who.person].name, *people.found[who.person].aliases)


def _following(
    body: Body,
    end: int,
    at: int,
    who: Responder,
    people: People,
    quotations: Sequence[QuotationFound],
    *,
    empty: bool,
) -> tuple[list[int], Responder]:
    """The quotations that carry the response on after its sentence."""
    found: list[int] = []
    paragraph = body.paragraph_at(end - 1)
    sentence = bisect_right(body.sentences, end - 1, key=lambda s: s[0])
    for number in range(sentence, min(sentence + 6, len(body.sentences))):
        first, last = sentence_near(body, body.sentences[number][0])
        inside = first < paragraph[1]
        if not inside and (found or not empty or number > sentence):
            break
        here = []
        while at < len(quotations) and quotations[at].start < last:
            if quotations[at].kind != "indirect":
                here.append(at)
            at += 1
        if not here or quotations[here[0]].start - first > 1:
            break
        speaker = quotations[here[0]].speaker
        if speaker is None or not (
            _same(speaker.name, who, people)
            or (number == sentence and _speaks_for(who, speaker.name, people))
        ):
            break
        if not _same(speaker.name, who, people):
            who = who._replace(
                name=speaker.name,
                on_behalf_of=_for(who),
                described=speaker.described,
                organisation=False,
                person=_place(people, speaker.name),
            )
        found += here
    return found, who


def _for(who: Responder) -> str:
    return who.on_behalf_of or who.name


def _speaks_for(who: Responder, speaker: str, people: People) -> bool:
    """Whether the one quoted right behind an organisation's denial gives it: a person with a spokesman's role."""
    if not (who.organisation or who.described):
        return False
    place = _place(people, speaker)
    if place < 0:
        return bool(re.search(r"\bspokes", speaker))
    return any(
        re.search(
            r"spokes|press secretary|communications|lawyer|attorney|manager|chief|director|president|chair|adviser|counsel",
            role,
        )
        for role in people.found[place].roles
    )


def _place(people: People, name: str) -> int:
    return next((n for n, p in enumerate(people.found) if p.name == name), -1)
