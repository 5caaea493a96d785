"""What a trigger governs: something said, which can be denied, or something withheld, which cannot.

Takes the text behind a trigger, up to the end of its sentence; says whether it makes the trigger a response.
"""

from __future__ import annotations

import re

from dateline.extract.denial_words import CLAIMS, RECIPIENTS, WITHHELD
from dateline.extract.name_words import word_set

_HEAD_ENDS = word_set(
    "of that from by in on as who whom which to about with for at against he she it they we i over because when after before until during and or but into made being is was were are while"
)
_DETERMINERS = word_set(
    "the a an any all his her its their such some every each most many those these this that no several both other much even"
)
WORD = re.compile(r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Jr|[A-Z])\.|[\w’'-]+|[.,;:!?—–()]|[“”\"]")
_ASKED = re.compile(
    r",? (?:directly |immediately |specifically )?(?:to )?(?:[\w’'-]+ ){0,4}?(?:requests?|messages?|quer(?:y|ies)|e?-?mails?|emailed|calls?|inquir(?:y|ies)|questions?|letters?|comment|interview|seeking|critici\w+|remarks|accusations?|allegations?|charges?|attacks?|comments|claims?|asked|reporters|media)\b"
)
_CLAUSE_END = re.compile(
    r"\s*(?:[.,;:!?—–)”\"]|$|(?:on|by|before|until|when|in time|last|this|and|but|as|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|for this)\b)"
)
_SAY_WHAT = re.compile(
    r"(?: (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)? (?:when|whether|how|who|whom|what|if|why|where|which|more|exactly|anything|to what|in what|at what)\b|\s*[.,;”\"]"
)
_DISCUSSED = re.compile(r" (?!(?:it |this |that )?with (?:his|her|their|the|him|them|congress|president)\b)")
_IDENTIFY = re.compile(r" (?!with\b|as\b|an?\b|himself\b|herself\b|themselves\b)")


def is_deniable(after: str) -> bool:
    """Whether the object of "deny" is something said or done, not something withheld."""
    words = WORD.findall(after)
    if not words or words[0] in ".,;:)—–”":
        return True
    low = [w.lower().strip("'") for w in words[:14]]
    if (
        low[0]
        in {"that", "it", "this", "having", "being", "ever", "any", "knowing", "doing", "wrongdoing", "to"}
        and "access" not in low[:4]
    ):
        return not (low[0] in {"any", "to"} and len(low) > 1 and low[1] in RECIPIENTS)
    if low[0].endswith("ing") and low[0] not in WITHHELD:
        return True  # "denied sending them"
    if low[0] in RECIPIENTS or low[0].endswith("self"):
        return False
    head = object_words(low)
    if any(w in CLAIMS for w in head):
        return True
    if any(w in WITHHELD or w in RECIPIENTS for w in head):
        return False
    if words[0][0].isupper() and not re.match(
        r" (?:[\w.’'-]+ ){1,5}?(?:[a-z]+ed|was|were|is|are|had|has|have|did|would|could|took|said|told|knew|met|paid|made)\b",
        after,
    ):
        return False  # "denied Lee, the nominee, a hearing"
    if len(head) < len(low) and re.match(r" (?:[A-Z][\w.’-]* ){1,3}(?:a|an|the|his|her|their|any)\b", after):
        return False  # "denied Lee a hearing"
    # "denying poor folks the care"
    return not re.match(r" (?!the |a |any |all |his |her )(?:[a-z]+ ){1,3}(?:a|an|the|their) [a-z]+", after)


def object_words(low: list[str]) -> list[str]:
    """The words of the object up to what follows its noun."""
    head: list[str] = []
    for at, word in enumerate(low):
        if word in '.,;:!?—–()“”"' or (word in _HEAD_ENDS and at > 0 and not (at == 0 and word == "that")):
            break
        head.append(word)
    return head


def names_claim(low: list[str]) -> bool:
    """Whether the object names something said: its head is such a word, or "it" stands for one."""
    while low and low[0] in {"out", "hand", "off", "of"}:
        low = low[1:]
    head = object_words(low)
    if not head:
        return False
    if head == ["it"]:
        return len(low) > 1 and low[1] == "as"
    last = next(
        (
            w
            for w in reversed(head)
            if w
            not in {
                "entirely",
                "altogether",
                "outright",
                "himself",
                "tuesday",
                "monday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
            }
        ),
        "",
    )
    return last in CLAIMS or any(w in CLAIMS and w not in _DETERMINERS for w in head)


def withholds_answer(verb: str, after: str) -> bool:
    """Whether what follows makes the silence an answer withheld, not something left undone."""
    if verb.startswith(("respon", "repl")):
        return bool(_ASKED.match(after) or _CLAUSE_END.match(after))
    if verb.startswith("return"):
        return bool(
            re.match(r" (?:[\w’'-]+ ){0,4}?(?:calls?|messages?|requests?|e-?mails?|inquiries)\b", after)
        )
    if verb in {"say", "said"}:
        return bool(_SAY_WHAT.match(after))
    if verb.startswith("answer"):
        return bool(
            re.match(
                r" (?:[\w’'-]+ ){0,4}?(?:questions?|calls?|requests?|emails?|when asked|whether|directly)\b|\s*[.,;]",
                after,
            )
        )
    if verb.startswith(("be ", "immediately ", "available", "reachable")):
        return "comment" in after[:40] or "reached" in verb or "drawn" in verb or "interviewed" in verb
    if verb.startswith("discuss"):
        return bool(_DISCUSSED.match(after))
    if verb.startswith("provide"):
        return bool(re.match(r" (?:[\w’'-]+ ){0,3}?(?:details?|comment|specifics|names)\b", after))
    if verb in {"speak", "talk"}:
        return bool(
            re.match(r" (?:on the record|to (?:reporters|the media|the press)|publicly about|about)\b", after)
        )
    if verb.startswith(("identify", "disclose", "specify", "explain", "address")):
        return bool(_IDENTIFY.match(after)) and not verb.startswith("address")
    if verb.startswith("confirm"):
        return bool(re.match(r" (?:that|whether|the|if|or|any|reports?|details)\b|\s*[.,;]", after))
    return True
