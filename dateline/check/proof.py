"""Words against their source: in the saved copy where it is there, else in the receipt that was written when it was.

Exact but for the canonical form of dateline.text; what is not there is an error, however near something comes.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import msgspec

from dateline.check.nearest import nearest
from dateline.check.places import shown, where
from dateline.check.words import Verbatim, labels, verbatims
from dateline.model import Archive, Place, Receipt
from dateline.problem import Problem
from dateline.text import Canon, canon, canonical, find_words, words_hash

_SHORT = 25  # canonical characters; longer words that stand twice are a sentence that the page repeats
_FEW = 3  # words; fewer may be said of many things, however long they are
_FAR = 400  # characters that an ellipsis may leave out: three or four sentences
_CODES = {"quotation": "unproven-quotation", "passage": "unproven-passage", "words": "unproven-words"}


def unproven_words(archive: Archive, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Words that neither a saved copy nor a receipt holds, and short ones that stand in several places."""
    form: Callable[[str], Canon] = cache(lambda source: canon(texts[source]))
    for name, event in archive.events.items():
        for found in verbatims(name, event):
            if not found.source:
                if found.kind == "quotation":
                    place = where(archive, f"events/{name}", found.key)
                    yield Problem("missing-source", f"the words '{shown(found.words)}' name no source", "add source: …, the article that they stand in", place)
            elif found.source in archive.sources:
                problem = _judged(archive, texts, found, form)
                if problem:
                    yield msgspec.structs.replace(problem, where=where(archive, f"events/{name}", found.key))


def unlike_labels(archive: Archive, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Roles and cues that are not in the outlet's words; told only where the saved copy is there to compare with."""
    form: Callable[[str], Canon] = cache(lambda source: canon(texts[source]))
    for name, event in archive.events.items():
        for found in labels(event):
            if found.words and found.source in texts and not find_words(found.words, form(found.source)):
                field = found.key[-1]
                what = f"the {field} '{shown(found.words)}' is not in the words of {found.source}"
                near = nearest(found.words, texts[found.source])
                hint = f"it has '{shown(near)}'" if near else "write it as the article does, or leave it out"
                yield Problem("unlike-source", what, hint, where(archive, f"events/{name}", found.key), "warning")


def excessive_quoting(archive: Archive, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Sources of which more words are published than both the share and the number that the site's cap allows."""
    share, most = archive.config.publish.quote_cap_share, archive.config.publish.quote_cap_words
    counts: dict[str, dict[str, int]] = {}
    for name, event in archive.events.items():
        for found in verbatims(name, event):
            if found.kind != "words":
                counts.setdefault(found.source, {})[found.words] = len(found.words.split())
    for source, words in counts.items():
        if source not in archive.sources:
            continue
        length = _length(archive, texts, source)
        allowed = max(most, int(share * length))
        if sum(words.values()) <= allowed:
            continue  # spares comparing every part with every other
        words = {canonical(part): n for part, n in words.items()}
        total = sum(n for part, n in words.items() if not any(part in whole and part != whole for whole in words))
        if total > allowed:
            of = f" of its {length:,}" if length else ""
            what = f"{total:,} words{of} are quoted from {source}, and publish.quote_cap allows {allowed:,}"
            hint = "shorten quotations or leave passages out, or raise publish.quote_cap_share or quote_cap_words in config.yaml"
            yield Problem("quote-cap", what, hint, where(archive, f"sources/{source}"), "warning")


def _length(archive: Archive, texts: Mapping[str, str], source: str) -> int:
    """Words of the source's text; where no copy is here, as many as its receipt says; 0 where nobody knows."""
    if source in texts:
        return len(texts[source].split())
    receipt = archive.receipts.get(source)
    return next((c.words for c in reversed(receipt.copies) if c.words), 0) if receipt else 0


def _judged(archive: Archive, texts: Mapping[str, str], found: Verbatim, form: Callable[[str], Canon]) -> Problem | None:
    """What is wrong with the words, if anything; the place is told by the caller."""
    if found.source in texts:
        places = find_words(found.words, form(found.source))
        if not places:
            return _not_in_copy(found, texts[found.source])
        return _weak(found, *places[0], len(places), f"{len(places)} times")
    if f"receipts/{found.source}" in archive.unread:
        return None  # what it proves cannot be told; that it cannot be read is
    receipt = archive.receipts.get(found.source)
    proof = _receipted(receipt, found.words) if receipt else None
    if proof is None:
        return _not_in_receipt(found, receipt)
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
    for tag, a, b, c, d in difflib.SequenceMatcher(None, have, there, autojunk=False).get_opcodes():
        mine, theirs = " ".join(have[a:b]), " ".join(there[c:d])
        if tag == "replace":
            changes.append(f"'{theirs}' for '{mine}'")
        elif tag != "equal":
            changes.append(f"'{theirs}' more" if theirs else f"no '{mine}'")
    return f" ({shown('; '.join(changes[:3]))})" if changes else ""
