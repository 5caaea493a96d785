"""Why unnamed sources are unnamed, in the outlet's own words: "because the investigation is not closed"."""

from __future__ import annotations

import re

from dateline.extract.body import Body

_UNNAMED = re.compile(
    r"\b(?:(?:on|under) (?:the )?condition of (?:anonymity|not being (?:named|identified))|(?:requested|sought|granted|given|on) anonymity"
    r"|(?:asked|declined|refused|wished|wanted|requested) not to be (?:named|identified|quoted by name)"
    r"|(?:declined|refused) to be (?:named|identified)|not authori[sz]ed to (?:speak|talk|comment|discuss)[^.;]{0,60})",
    re.I,
)
# The reason follows within the sentence: "because …", "citing …", "to discuss …", "for fear of …"
_REASON = re.compile(r"\b((?:because|since|as they|as he|as she|citing|for fear|fearing|in order to|to (?:discuss|describe|speak|talk|avoid|protect))\b[^.;“”\"]{4,200})")
# "…, who asked not to be named because the audit is not finished, said that …": the sentence goes on behind the comma
_GOES_ON = re.compile(r",\s(?:said|says|told|described|confirmed|added|recalled|provided|spoke|gave)\b")


def find_anonymity_reason(body: Body) -> list[tuple[int, int, str]]:
    """The stated reasons, as (start, end, words) in order of place; one a sentence."""
    reasons: list[tuple[int, int, str]] = []
    for unnamed in _UNNAMED.finditer(body.text):
        _, end = body.sentence_at(unnamed.start())
        reason = _REASON.search(body.text, unnamed.start(), end)
        if reason and (not reasons or reasons[-1][0] != reason.start(1)):
            words = _GOES_ON.split(reason.group(1), maxsplit=1)[0].rstrip(" ,—–-")
            reasons.append((reason.start(1), reason.start(1) + len(words), words))
    return reasons
