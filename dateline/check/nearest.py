"""What the writer of a quotation that is not there may have meant; for a message, never a proof."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from dateline.text import canonical

_WORD = re.compile(r"\S+")
_EDGES = re.compile(r"[^\w]{1,8}")
_LONGEST = 400  # canonical characters that are compared
_MOST_WORDS = 100_000  # of the text


def nearest(words: str, within: str) -> str:
    """The most similar stretch of the text, for a message; "" where nothing is similar. Bounded time."""
    import difflib

    wanted = [word.casefold() for word in canonical(words)[:_LONGEST].split()]
    tokens = list(islice(_WORD.finditer(within), _MOST_WORDS))
    if not wanted or not tokens:
        return ""
    read = [canonical(token[0]).casefold() for token in tokens]
    best, stretch = 0.5, ""  # below half alike, showing it would mislead
    for at in _likely_windows(wanted, read):
        for size in range(max(1, len(wanted) - 2), len(wanted) + 3):
            ratio = difflib.SequenceMatcher(None, wanted, read[at : at + size], autojunk=False).ratio()
            letters = difflib.SequenceMatcher(None, " ".join(wanted), " ".join(read[at : at + size]), autojunk=False)
            score = ratio + letters.quick_ratio()
            if score / 2 > best:
                end = tokens[min(at + size, len(tokens)) - 1].end()
                best, stretch = score / 2, within[tokens[at].start() : end]
    return _without_edges(stretch, words)


def _without_edges(stretch: str, words: str) -> str:
    """The stretch without the marks around it, where the words have none there."""
    first, last = _EDGES.match(stretch), _EDGES.match(stretch[::-1])
    start = first.end() if first and words[:1].isalnum() else 0
    end = len(stretch) - (last.end() if last and words[-1:].isalnum() else 0)
    return stretch[start:end]


def _likely_windows(wanted: Sequence[str], read: Sequence[str]) -> list[int]:
    """Starts of the five windows that share most words with the wanted ones, rare words counting more."""
    common = Counter(read)
    weights = [1 / common[word] ** 0.5 if word in wanted else 0.0 for word in read]
    size = len(wanted)
    total = sum(weights[:size])
    scores = [(total, 0)]
    for at in range(1, max(1, len(read) - size + 1)):
        total += weights[at + size - 1] - weights[at - 1]
        scores.append((total, at))
    return [at for score, at in sorted(scores, key=lambda pair: (-pair[0], pair[1]))[:5] if score > 0]
