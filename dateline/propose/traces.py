"""What a decided finding is known again by when the reader got better or the article was updated.

A passage may gain a sentence, lose a clause or have one word corrected. So beside the whole passage, the first and the
last few words of each of its sentences are kept, as hashes, each with the words that date it: two happenings told in
one sentence differ in those. On 5,070 events of 840 articles, 22 share a trace with a neighbour; most tell the same.
"""

from __future__ import annotations

import re

from dateline.text import canonical, words_hash

_FEW = 6  # words; fewer are shared by chance: "On Sunday, Mr."
_SENTENCE = re.compile(r'(?<=[.!?]) |(?<=[.!?]") ')
_WORDS = re.compile(r"\w+")
_BEFORE_A_DATE = frozenset("on in at the of by".split())  # "on Monday" or "Monday": what the reader takes along


def traces_of(passage: str, told_by: str) -> list[str]:
    """Hashes of the ends of each sentence of the passage; `told_by` is what dates it, else the first words said in it."""
    dated = " ".join(w for w in _WORDS.findall(canonical(told_by).casefold()) if w not in _BEFORE_A_DATE)
    found = []
    for sentence in _SENTENCE.split(canonical(passage)):
        words = _WORDS.findall(sentence.casefold())
        if len(words) >= _FEW:
            found += [f"starts {' '.join(words[:_FEW])}|{dated}", f"ends {' '.join(words[-_FEW:])}|{dated}"]
    return [words_hash(trace) for trace in dict.fromkeys(found)]
