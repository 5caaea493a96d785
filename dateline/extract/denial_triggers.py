"""Where somebody responds: each trigger of the tables that stands for a response, its look-alikes left out.

Takes a Body; gives triggers in order of place. What a trigger governs and what stands before it decide: a visa is
denied by nobody who answers a claim, and who "could not deny" it has not.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from dateline.extract.body import Body, Span
from dateline.extract.denial_objects import WORD, is_deniable, names_claim, object_words, withholds_answer
from dateline.extract.denial_words import (
    ADJECTIVE,
    AUXILIARY,
    CLAIMS,
    DECIDERS,
    FALSE,
    HYPOTHETICAL,
    INFINITIVE,
    LED_IN,
    NEGATED,
    NEVER_SPEAKING,
    NO_REPLY,
    PASSIVE,
    POLLED,
    RECIPIENTS,
    SPEAKING,
    STEMS,
    TRIGGERS,
    WITHHELD,
)
from dateline.extract.name_words import word_set
from dateline.findings import ResponseKind

REACH = 700  # code points of a sentence read on either side of a place, so that the work stays linear in hostile texts
LIMIT = 500  # triggers of a family that are read; an article has a few, a text with more of them is none
_BEFORE = 70  # code points before a trigger that can turn it into something else


_GROUP = re.compile(rf"(?:\b{AUXILIARY} )+$")
_DISPUTE_NOUN_AFTER = re.compile(r" (?:over|with|between|about|among|in|is|was|are|were|has|have|centers|resolution|that (?:has|is|was|have|had))\b")
_RELATIVE = re.compile(r"\b(?:which|something) (?:(?:he|she|they|it|the|[A-Z][\w.’-]+)(?: [\w’-]+){0,3} )(?:has |have |had )?(?:[a-z]+ly )?$")
_CLAIM_ADJACENT = re.compile(r"\b(?:allegations?|accusations?|claims?|charges?|assertions?|suggestions?)(?: (?:was|were|has been|have been|is|are|that was))?(?: [a-z]+ly)? $")
_CLAIM_THAT = re.compile(rf"\b(?:{'|'.join(sorted(CLAIMS - {'that', 'this', 'those', 'these'}))})(?:,? (?:that|which))? (?:[\w’'.-]+ ){{1,5}}$")
_PLURAL_BEFORE = re.compile(r"(?:\b(?:they|we|I|who|which|that|both|all|men|women|people|police|still|also|never|have|[a-z]+ly)|[A-Za-z]+s|and (?:[A-Z]\w+|the \w+)) $")


_CONFIRMABLE = re.compile(r",? (?:that\b|the (?:report|claim|account|meeting|existence|authenticity|visit|call|conversation|payment|story|details|investigation|arrest|identit|death|number)|(?:his|her|its|their) (?:participation|involvement|role|identity|attendance|presence|meeting)|(?:he|she|it|they) (?:had|has|have|was|were|did|met|would)\b|those reports|reports\b|as much|it\b[ .,])")


_BASES = word_set("deny reject dismiss dispute refute rebut repudiate disavow brush laugh shrug wave bat swat shoot knock push scoff take")


class Trigger(NamedTuple):
    """A word or phrase that responds."""

    family: str  # key of TRIGGERS
    kind: ResponseKind
    start: int  # of the verb group: "has also strongly denied"
    end: int
    cue: str  # the trigger itself, as printed


def sentence_near(body: Body, place: int) -> Span:
    """The sentence that holds the place, cut where it runs on for longer than any sentence should."""
    start, end = body.sentence_at(place)
    return max(start, place - REACH), min(end, place + REACH)


def find_triggers(body: Body) -> list[Trigger]:
    """All triggers that respond, in order of place, none inside another."""
    found: list[Trigger] = []
    low = body.text.lower()
    for family, pattern in TRIGGERS.items():
        if not any(stem in low for stem in STEMS[family]):
            continue
        for match in islice(pattern.finditer(body.text), LIMIT):
            trigger = _read(body, family, match)
            if trigger is not None:
                found.append(trigger)
    found.sort(key=lambda t: (t.start, -t.end))
    kept: list[Trigger] = []
    for trigger in found[:LIMIT]:
        if not kept or trigger.start >= kept[-1].end:
            kept.append(trigger)
    return kept


def _read(body: Body, family: str, match: re.Match[str]) -> Trigger | None:
    start, end = sentence_near(body, match.start())
    before = body.text[max(start, match.start() - _BEFORE) : match.start()]
    after = body.text[match.end() : min(end, match.end() + 160)]
    if _is_question(body.text, match.end(), end) and family not in {"silent", "decline", "nothing said"}:
        return None
    kind = _KINDS[family](match, before, after)
    if kind is None:
        return None
    if family in {"deny", "counter"} and DECIDERS.search(body.text[max(start, match.start() - 110) : match.start()]) and _decided(before):
        return None
    if family in {"decline", "silent"} and POLLED.search(body.text[max(start, match.start() - 60) : match.start()]):
        return None
    return Trigger(family, kind, match.start() - _group_width(before), match.end(), " ".join(match.group().split()))


def _group_width(before: str) -> int:
    """How much of the text before belongs to the verb: "has also repeatedly tried to "."""
    led = LED_IN.search(before)
    width = len(led.group()) if led else 0
    group = _GROUP.search(before[: len(before) - width])
    return width + (len(group.group()) if group else 0)


def _is_question(text: str, start: int, end: int) -> bool:
    """Whether the rest of the sentence asks; a question that is only quoted behind the trigger does not count."""
    rest = text[start:end]
    return rest.rstrip("”\"’ ").endswith("?") and not re.search(r"[,:] [“\"]", rest)


def _decided(before: str) -> bool:
    """Whether a deciding body is the subject: it stands in the same clause, right before the verb."""
    clause = re.split(r"[,;:—–“”\"]|\b(?:that|but|who|which)\b", before)[-1]
    return bool(DECIDERS.search(clause)) and not re.search(r"\b(?:he|she|they|it)\b(?: \w+)? $", clause)


def _hindered(before: str) -> bool:
    """Whether what stands before takes the response back: a modal, a negation, a bare infinitive."""
    if NEGATED.search(before) or HYPOTHETICAL.search(before):
        return True
    return bool(INFINITIVE.search(before)) and not LED_IN.search(before)


def _bare(word: str, before: str) -> bool:
    """Whether the verb in its base form has no plural subject right before it: it then hangs on another verb."""
    base = word.split()[0] in _BASES
    return base and not _PLURAL_BEFORE.search(before) and not LED_IN.search(before)


def _deny(match: re.Match[str], before: str, after: str) -> ResponseKind | None:
    word = match.group().lower()
    if _hindered(before) or _bare(word, before) or (word == "deny" and re.search(r"\bto $", before) and not LED_IN.search(before)):
        return None
    if word == "denied" and PASSIVE.search(before):
        return "denied" if re.match(r" by ", after) else None
    if word == "denied" and ADJECTIVE.search(before) and not re.match(r" (?:by|that)\b", after):
        return None
    return "denied" if is_deniable(after) or _RELATIVE.search(before) else None


def _counter(match: re.Match[str], before: str, after: str) -> ResponseKind | None:
    word = match.group().lower()
    if _hindered(before) or _bare(word, before):
        return None
    if re.match(r"\s*[.,;—–”)\"]|$| (?:by|as|and|in|on|at|to)\b", after) and (_CLAIM_THAT.search(before) or _RELATIVE.search(before)):
        return "denied" if word.startswith(("reject", "dismiss", "disavow", "refut")) else "disputed"
    if re.match(r" by (?!\d)", after) and _CLAIM_ADJACENT.search(before):
        return "denied"
    if word.endswith(("ed", "wn", "ot")) and (PASSIVE.search(before) or (ADJECTIVE.search(before) and not re.match(r" (?:by|that|the)\b", after))):
        return None
    if word in {"dispute", "disputes"} and (_DISPUTE_NOUN_AFTER.match(after) or ADJECTIVE.search(before) or not re.match(r" [\w“\"]", after)):
        return None
    kind: ResponseKind = "denied" if word.startswith(("reject", "dismiss", "disavow", "refut")) else "disputed"
    low = [w.lower() for w in WORD.findall(after)[:16]]
    if word.startswith("push") or "issue with" in word:
        return kind if re.match(r"(?: (?:hard|strongly|forcefully))?(?: (?:on|against|at|to))?", after) and names_claim(low[1:] if low and low[0] in {"on", "against", "at"} else low) else None
    if names_claim(low):
        return kind
    if word.startswith(("disput", "refut", "rebut")):
        return kind if low and low[0] not in RECIPIENTS and not (any(w in WITHHELD for w in object_words(low)) and word.startswith("disput")) and low[0] not in {"territory", "waters", "sea", "election", ".", ",", "film"} else None
    return kind if re.match(rf" (?:[\w’'-]+ ){{0,6}}as {FALSE}", after, re.IGNORECASE) else None


def _decline(match: re.Match[str], before: str, after: str) -> ResponseKind | None:  # noqa: ARG001
    verb = (match.group(1) or "").lower()
    if verb and (verb not in SPEAKING or NEVER_SPEAKING.search(match.string[match.start() : match.end() + 60].split(".")[0])):
        return None
    if not verb and match.group(2) and not re.search(r"interview|comment", match.string[match.start() : match.end() + 50]):
        return None
    if NEGATED.search(before) or HYPOTHETICAL.search(before) or (INFINITIVE.search(before) and not LED_IN.search(before)):
        return None
    if re.search(r"\b(?:ones|questions|those)(?: that| which)? (?:he|she|they|[A-Z]\w+)(?: has| had| have)? $", before):
        return None
    return "declined-to-comment"


def _silent(match: re.Match[str], before: str, after: str) -> ResponseKind | None:
    verb = match.group(1).lower()
    if re.search(r"\b(?:I|we|you|We|You|why)(?: \w+)? $|\b(?:[Ii]f|because|[Ww]hether)\b[^,;]*$", before):
        return None
    if re.match(r"do(?:es)?(?: |n)", match.group(), re.IGNORECASE) and not re.match(r"comment|respon|repl|return|discuss", verb):
        return None
    if match.group().lower().startswith("never") and (not re.match(r"respon|repl|return|answer", verb) or PASSIVE.search(before)):
        return None
    if re.match(r"could|ca", match.group(), re.IGNORECASE) and "reach" not in verb:
        return None
    if re.match(r"(?:is|was|are|were)", match.group(), re.IGNORECASE) and "available" not in verb and "reachable" not in verb:
        return None
    if not withholds_answer(verb, after):
        return None
    return "no-reply" if NO_REPLY.search(verb) else "declined-to-comment"


def _plainly(match: re.Match[str], before: str, after: str) -> ResponseKind | None:  # noqa: ARG001
    return None if NEGATED.search(before) or HYPOTHETICAL.search(before) else "denied"


def _nothing_said(match: re.Match[str], before: str, after: str) -> ResponseKind | None:  # noqa: ARG001
    hindered = HYPOTHETICAL.search(before) and "confirm" not in match.group().lower()
    return None if hindered else "declined-to-comment"


def _no_such(match: re.Match[str], before: str, after: str) -> ResponseKind | None:
    return None if POLLED.search(before) else _plainly(match, before, after)


def _confirm(match: re.Match[str], before: str, after: str) -> ResponseKind | None:  # noqa: ARG001
    if _hindered(before) or PASSIVE.search(before) or ADJECTIVE.search(before):
        return None
    return "confirmed" if _CONFIRMABLE.match(after) else None


def _stand_by(match: re.Match[str], before: str, after: str) -> ResponseKind | None:  # noqa: ARG001
    if _hindered(before):
        return None
    return "denied" if re.match(r"[^;]{0,60}\bdenials?\b|[^;]{0,80}\bthat (?:nobody|no one|no\b|none|never|neither|he never|she never|there (?:was|were) no)", after) else "statement"


_KINDS = {
    "deny": _deny,
    "counter": _counter,
    "decline": _decline,
    "silent": _silent,
    "nothing said": _nothing_said,
    "stand by": _stand_by,
    "no such": _no_such,
    "said no": _no_such,
    "call false": _plainly,
    "denial": _plainly,
    "confirm": _confirm,
}
