"""Whether a trigger responds, and how: one rule a family of triggers.

Each rule takes the match of its family's pattern, the text before it and the text behind it within the sentence; gives
the kind of response, or None for a look-alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.extract.denial_objects import WORD, is_deniable, names_claim, object_words, withholds_answer
from dateline.extract.denial_words import (
    ADJECTIVE,
    CLAIMS,
    FALSE,
    HYPOTHETICAL,
    INFINITIVE,
    LED_IN,
    MESSAGES,
    NEGATED,
    NEVER_SPEAKING,
    NO_REPLY,
    PASSIVE,
    POLLED,
    RECIPIENTS,
    SETTING,
    SPEAKING,
    WITHHELD,
)
from dateline.extract.name_words import word_set
from dateline.findings import ResponseKind

_DISPUTE_NOUN_AFTER = re.compile(
    r" (?:over|with|between|about|among|in|is|was|are|were|has|have|centers|resolution|that (?:has|is|was|have|had))\b"
)
_RELATIVE = re.compile(
    r"\b(?:which|something) (?:(?:he|she|they|it|the|[A-Z][\w.’-]+)(?: [\w’-]+){0,3} )(?:has |have |had )?(?:[a-z]+ly )?$"
)
_CLAIM_ADJACENT = re.compile(
    r"\b(?:allegations?|accusations?|claims?|charges?|assertions?|suggestions?)(?: (?:was|were|has been|have been|is|are|that was))?(?: [a-z]+ly)? $"
)
_CLAIM_THAT = re.compile(
    rf"\b(?:{'|'.join(sorted(CLAIMS - {'that', 'this', 'those', 'these'}))})(?:,? (?:that|which))? (?:[\w’'.-]+ ){{1,5}}$"
)
_PLURAL_BEFORE = re.compile(
    r"(?:\b(?:they|we|I|who|which|that|both|all|men|women|people|police|still|also|never|have|[a-z]+ly)|[A-Za-z]+s|and (?:[A-Z]\w+|the \w+)) $"
)
_CONFIRMABLE = re.compile(
    SETTING + r",? (?:that\b|the (?:report|claim|account|meeting|existence|authenticity|visit|call|conversation|payment|story|details|investigation|arrest|identit|death|number)|(?:his|her|its|their) (?:participation|involvement|role|identity|attendance|presence|meeting)|(?:he|she|it|they) (?:had|has|have|was|were|did|met|would)\b|those reports|reports\b|as much|it\b[ .,])"
)
_BASES = word_set(
    "deny reject dismiss dispute refute rebut repudiate disavow brush laugh shrug wave bat swat shoot knock push scoff take"
)


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
    if (
        _hindered(before)
        or _bare(word, before)
        or (word == "deny" and re.search(r"\bto $", before) and not LED_IN.search(before))
    ):
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
    if re.match(r"\s*[.,;—–”)\"]|$| (?:by|as|and|in|on|at|to)\b", after) and (
        _CLAIM_THAT.search(before) or _RELATIVE.search(before)
    ):
        return "denied" if word.startswith(("reject", "dismiss", "disavow", "refut")) else "disputed"
    if re.match(r" by (?!\d)", after) and _CLAIM_ADJACENT.search(before):
        return "denied"
    if word.endswith(("ed", "wn", "ot")) and (
        PASSIVE.search(before) or (ADJECTIVE.search(before) and not re.match(r" (?:by|that|the)\b", after))
    ):
        return None
    if word in {"dispute", "disputes"} and (
        _DISPUTE_NOUN_AFTER.match(after) or ADJECTIVE.search(before) or not re.match(r" [\w“\"]", after)
    ):
        return None
    kind: ResponseKind = (
        "denied" if word.startswith(("reject", "dismiss", "disavow", "refut")) else "disputed"
    )
    low = [w.lower() for w in WORD.findall(after)[:16]]
    if word.startswith("push") or "issue with" in word:
        return (
            kind
            if re.match(r"(?: (?:hard|strongly|forcefully))?(?: (?:on|against|at|to))?", after)
            and names_claim(low[1:] if low and low[0] in {"on", "against", "at"} else low)
            else None
        )
    if names_claim(low):
        return kind
    if word.startswith(("disput", "refut", "rebut")):
        return (
            kind
            if low
            and low[0] not in RECIPIENTS
            and not (any(w in WITHHELD for w in object_words(low)) and word.startswith("disput"))
            and low[0] not in {"territory", "waters", "sea", "election", ".", ",", "film"}
            else None
        )
    return kind if re.match(rf" (?:[\w’'-]+ ){{0,6}}as {FALSE}", after, re.IGNORECASE) else None


def _decline(match: re.Match[str], before: str, after: str) -> ResponseKind | None:  # noqa: ARG001
    verb = (match.group(1) or "").lower()
    if verb and (
        verb not in SPEAKING
        or NEVER_SPEAKING.search(match.string[match.start() : match.end() + 60].split(".")[0])
    ):
        return None
    if (
        not verb
        and match.group(2)
        and not re.search(r"interview|comment", match.string[match.start() : match.end() + 50])
    ):
        return None
    if (
        NEGATED.search(before)
        or HYPOTHETICAL.search(before)
        or (INFINITIVE.search(before) and not LED_IN.search(before))
    ):
        return None
    if re.search(
        r"\b(?:ones|questions|those)(?: that| which)? (?:he|she|they|[A-Z]\w+)(?: has| had| have)? $", before
    ):
        return None
    return "declined-to-comment"


def _silent(match: re.Match[str], before: str, after: str) -> ResponseKind | None:
    verb = match.group(1).lower()
    if re.search(r"\b(?:I|we|you|We|You|why)(?: \w+)? $|\b(?:[Ii]f|because|[Ww]hether)\b[^,;]*$", before):
        return None
    if re.match(r"do(?:es)?(?: |n)", match.group(), re.IGNORECASE) and not re.match(
        r"comment|respon|repl|return|discuss", verb
    ):
        return None
    if match.group().lower().startswith("never") and (
        not re.match(r"respon|repl|return|answer", verb) or PASSIVE.search(before)
    ):
        return None
    if re.match(r"could|ca", match.group(), re.IGNORECASE) and "reach" not in verb:
        return None
    if (
        re.match(r"(?:is|was|are|were)", match.group(), re.IGNORECASE)
        and "available" not in verb
        and "reachable" not in verb
    ):
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


def _unanswered(match: re.Match[str], before: str, after: str) -> ResponseKind | None:  # noqa: ARG001
    if match.group().lower().startswith(("left", "walked", "drove", "hung", "turned", "departed")):
        return None if _hindered(before) else "declined-to-comment"
    if match.group().lower().startswith("ignor"):
        return None if _hindered(before) else "no-reply"
    return "no-reply" if MESSAGES.search(before) else None


def _stand_by(match: re.Match[str], before: str, after: str) -> ResponseKind | None:  # noqa: ARG001
    if _hindered(before):
        return None
    return (
        "denied"
        if re.match(
            r"[^;]{0,60}\bdenials?\b|[^;]{0,80}\bthat (?:nobody|no one|no\b|none|never|neither|he never|she never|there (?:was|were) no)",
            after,
        )
        else "statement"
    )


RULES: dict[str, Callable[[re.Match[str], str, str], ResponseKind | None]] = {
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
    "said false": _plainly,
    "unanswered": _unanswered,
}
