"""Words against their source: in the saved copy where it is there, else in the receipt that was written when it was.

Exact but for the canonical form of dateline.text; what is not there is an error, however near something comes.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.check.ground import Ground
from dateline.check.nearest import nearest
from dateline.check.places import shown, where
from dateline.check.words import Verbatim, labels, published_words, verbatims
from dateline.model import Event, Place, Receipt
from dateline.problem import Problem
from dateline.text import canonical, find_words, words_hash

_SHORT = 25  # canonical characters; longer words that stand twice are a sentence that the page repeats
_FEW = 3  # words; fewer may be said of many things, however long they are
_FAR = 400  # characters that an ellipsis may leave out: three or four sentences
_CODES = {"quotation": "unproven-quotation", "passage": "unproven-passage", "words": "unproven-words"}


def unproven_words(ground: Ground, key: str, event: Event) -> Iterator[Problem]:
    """Words that neither a saved copy nor a receipt holds, and short ones that stand in several places."""
    name = key.partition("/")[2]
    sources = ground.known.published
    for found in verbatims(name, event):
        if not found.source:
            if found.kind == "quotation":
                place = where(ground.archive, key, found.key)
                yield Problem("missing-source", f"the words '{shown(found.words)}' name no source", "add source: …, the article that they stand in", place)
        elif found.source in sources and (problem := _judged(ground, found)):
            yield msgspec.structs.replace(problem, where=where(ground.archive, key, found.key))


def unlike_labels(ground: Ground, key: str, event: Event) -> Iterator[Problem]:
    """Roles and cues that are not in the outlet's words; told only where the saved copy is there to compare with."""
    if not ground.texts:
        return
    for found in labels(event):
        if found.words and found.source in ground.texts and not find_words(found.words, ground.form(found.source)):
            field = found.key[-1]
            what = f"the {field} '{shown(found.words)}' is not in the words of {found.source}"
            near = nearest(found.words, ground.texts[found.source])
            hint = f"it has '{shown(near)}'" if near else "write it as the article does, or leave it out"
            yield Problem("unlike-source", what, hint, where(ground.archive, key, found.key), "warning")


def excessive_quoting(ground: Ground, source: str, most: int | None = None) -> Problem | None:
    """What is wrong if more of a source is published than both the share and the number of words that the site's cap allows.

    `most` is a number of words that those published cannot exceed, where it is known: it spares looking for them.
    """
    cap = ground.archive.config.publish
    if source not in ground.known.published or (most is not None and most <= cap.quote_cap_words):
        return None
    length = _length(ground, source)
    allowed = max(cap.quote_cap_words, int(cap.quote_cap_share * length))
    if most is not None and most <= allowed:
        return None
    citing = (ground.archive.events[name] for name in ground.known.cited_by(source))
    words = {part: len(part.split()) for event in citing for of, part in published_words(event) if of == source}
    if sum(words.values()) <= allowed:
        return None  # spares comparing every part with every other
    words = {canonical(part): n for part, n in words.items()}
    total = sum(n for part, n in words.items() if not any(part in whole and part != whole for whole in words))
    if total <= allowed:
        return None
    of_all = f" of its {length:,}" if length else ""
    what = f"{total:,} words{of_all} are quoted from {source}, and publish.quote_cap allows {allowed:,}"
    hint = "shorten quotations or leave passages out, or raise publish.quote_cap_share or quote_cap_words in config.yaml"
    return Problem("quote-cap", what, hint, where(ground.archive, f"sources/{source}"), "warning")


def _length(ground: Ground, source: str) -> int:
    """Words of the source's text; where no copy is here, as many as its receipt says; 0 where nobody knows."""
    if source in ground.texts:
        return len(ground.texts[source].split())
    receipt = ground.archive.receipts.get(source)
    return next((c.words for c in reversed(receipt.copies) if c.words), 0) if receipt else 0


def _judged(ground: Ground, found: Verbatim) -> Problem | None:
    """What is wrong with the words, if anything; the place is told by the caller."""
    if found.source in ground.texts:
        places = find_words(found.words, ground.form(found.source))
        if not places:
            return _not_in_copy(found, ground.texts[found.source])
        return _weak(found, *places[0], len(places), f"{len(places)} times")
    receipt = ground.archive.receipts.get(found.source)
    proof = _receipted(receipt, found.words) if receipt else None
    if proof is None:  # of a receipt that cannot be read nobody knows what it proves; that it cannot be read is told
        return None if f"receipts/{found.source}" in ground.archive.unread else _not_in_receipt(found, receipt)
    return _weak(found, proof.start, proof.end, 1 if proof.unique else 2, "more than once")


def _weak(found: Verbatim, start: int, end: int, times: int, often: str) -> Problem | None:
    """What a reader may be misled by, though the words are there."""
    if found.kind != "quotation":
        return None
    left_out = end - start - len(found.words)
    if left_out > _FAR:
        what = f"the words '{shown(found.words)}' leave out {left_out:,} characters of {found.source} between their parts"
        return Problem("parted-quotation", what, "make it two quotations, so that no reader joins what was said apart", severity="warning")
    if times > 1 and (len(canonical(found.words)) < _SHORT or len(found.words.split()) < _FEW):
        what = f"the words '{shown(found.words)}' stand {often} in {found.source}, so a link may lead to the wrong place"
        return Problem("ambiguous-quotation", what, "quote more of the sentence", severity="warning")
    return None


def _not_in_copy(found: Verbatim, text: str) -> Problem:
    what = f"the words '{shown(found.words)}' are not in the saved copy of {found.source}"
    near = nearest(found.words, text)
    if not near:
        return Problem(_CODES[found.kind], what, "nothing like them is there: correct the source or the words")
    return Problem(_CODES[found.kind], what, f"it has '{shown(near)}'{_difference(found.words, near)}")


def _not_in_receipt(found: Verbatim, receipt: Receipt | None) -> Problem:
    told = "its receipt does not prove them" if receipt else "it has no receipt"
    what = f"the words '{shown(found.words)}' are not proven: no saved copy of {found.source} is here, and {told}"
    return Problem(_CODES[found.kind], what, "put the words back as they were, or put the saved article into content/articles/ and run check")


def _receipted(receipt: Receipt, words: str) -> Place | None:
    """The receipt's place of these words, among those it holds or as a passage."""
    digest = words_hash(words)
    return receipt.words.get(digest) or next((p for p in receipt.passages.values() if p.hash == digest), None)


def _difference(words: str, near: str) -> str:
    """The first differing words of both, as "…: 'was' for 'were'"."""
    have, there = canonical(words[: 2 * len(near)]).split(), canonical(near).split()
    changes = []
    import difflib

    for tag, a, b, c, d in difflib.SequenceMatcher(None, have, there, autojunk=False).get_opcodes():
        mine, theirs = " ".join(have[a:b]), " ".join(there[c:d])
        if tag == "replace":
            changes.append(f"'{theirs}' for '{mine}'")
        elif tag != "equal":
            changes.append(f"'{theirs}' more" if theirs else f"no '{mine}'")
    return f" ({shown('; '.join(changes[:3]))})" if changes else ""
