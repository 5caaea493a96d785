"""Receipts: what saved copies prove, kept so that it can be checked without them and verified again with them.

A receipt holds hashes and places, and around each place a few words of the article, for links and for a stranger's eye.
Of several places close to each other these could be put together like a torn letter, so they are cut: no stretch of
the article longer than MOST_TOGETHER characters can be read from a receipt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dateline.check.words import Verbatim, passage_keys, verbatims
from dateline.model import Archive, Place, Receipt
from dateline.text import Canon, Span, canon, place_of, text_hash, words_hash

MOST_TOGETHER = 96  # characters: a few words before, the words of a short quotation, a few after; half a sentence of a newspaper


def prove(archive: Archive, texts: Mapping[str, str], day: str) -> Mapping[str, Receipt]:
    """The receipts with the places of all words and passages that the copies prove; `day` dates what is new.

    Receipts of sources without a copy stay as they are, and so does one in which nothing changed: proving twice
    gives the same bytes as proving once. What a present copy no longer proves is dropped.
    """
    wanted: dict[str, list[Verbatim]] = {}
    kept: dict[str, set[str]] = {}
    for name, event in archive.events.items():
        for found in verbatims(name, event):
            wanted.setdefault(found.source, []).append(found)
        for source, keys in passage_keys(name, event).items():
            kept.setdefault(source, set()).update(keys)
    receipts = dict(archive.receipts)
    unread = {key.partition("/")[2] for key in archive.unread if key.startswith("events/")}  # what is proven for them waits
    for source, text in texts.items():
        if source not in archive.sources:
            continue
        before = receipts.get(source) or Receipt(source=source)
        form = canon(text)
        here = {k for k in before.passages if k in kept.get(source, ()) or k.partition("#")[0] in unread}
        after = _proven(before, wanted.get(source, []), text, form, here)
        if after != before:
            receipts[source] = _dated(after, text, day)
    return dict(sorted(receipts.items()))


def _proven(before: Receipt, wanted: list[Verbatim], text: str, form: Canon, kept: set[str]) -> Receipt:
    """The receipt with what this text proves; `kept` are passages whose words the records leave out or may hold."""
    words: dict[str, Place] = {}
    passages = {key: before.passages[key] for key in sorted(kept)}
    written: set[str] = set()
    for found in wanted:
        digest = words_hash(found.words)
        place = place_of(found.words, text, form)
        if place is None:
            passages = {k: p for k, p in passages.items() if k != found.of or k in written}
        elif found.of and found.of not in written:
            passages[found.of] = Place(**place._asdict(), hash=digest)
            written.add(found.of)
        else:
            words[digest] = Place(**place._asdict(), hash=digest)
    return msgspec.structs.replace(before, **_torn(text, dict(sorted(words.items())), dict(sorted(passages.items()))))


def _dated(receipt: Receipt, text: str, day: str) -> Receipt:
    """The receipt with this day at the copy that its words were proven against."""
    digest = text_hash(text)
    copies = tuple(msgspec.structs.replace(c, verified=day) if c.text_sha256 == digest else c for c in receipt.copies)
    return msgspec.structs.replace(receipt, copies=copies)


def _torn(text: str, words: Mapping[str, Place], passages: Mapping[str, Place]) -> dict[str, dict[str, Place]]:
    """The places with so few words around them that no stretch of the text is held that is too long.

    First come the ends of passages, which the records may leave out, then what tells places of the same words apart.
    """
    places = {("passages", key): place for key, place in passages.items()} | {("words", key): place for key, place in words.items()}
    held = {key: {"prefix": "", "suffix": "", "head": "", "tail": ""} for key in places}
    readable = bytearray(len(text))
    for key, field in _by_need(places):
        for start, end in _shorter_and_shorter(text, places[key], field):
            if _run(text, readable, start, end) <= MOST_TOGETHER:
                readable[start:end] = b"\x01" * (end - start)
                held[key][field] = text[start:end]
                break
    done = {key: msgspec.structs.replace(place, **held[key]) for key, place in places.items()}
    return {kind: {name: place for (of, name), place in done.items() if of == kind} for kind in ("words", "passages")}


def _by_need(places: Mapping[tuple[str, str], Place]) -> Iterator[tuple[tuple[str, str], str]]:
    """Every place's parts, the most needed first, in the order of the text."""
    in_order = sorted(places, key=lambda key: (places[key].start, places[key].end, key))
    passages = [key for key in in_order if key[0] == "passages"]
    doubled = [key for key in in_order if not places[key].unique]
    yield from ((key, field) for key in passages for field in ("head", "tail"))
    yield from ((key, field) for key in doubled for field in ("prefix", "suffix"))
    yield from ((key, field) for key in in_order for field in ("head", "tail") if key[0] != "passages")
    yield from ((key, field) for key in in_order for field in ("prefix", "suffix") if places[key].unique)


def _shorter_and_shorter(text: str, place: Place, field: str) -> Iterator[Span]:
    """Where this part of a place stands, then without its outermost word, and so on; nothing where it stands elsewhere."""
    words = getattr(place, field)
    at = {
        "prefix": place.start - len(words),
        "suffix": place.end,
        "head": text.find(words, place.start, place.end),
        "tail": text.rfind(words, place.start, place.end),
    }[field]
    if not words or at < 0 or not text.startswith(words, at):
        return
    start, end = at, at + len(words)
    while start < end:
        yield start, end
        if field in ("prefix", "tail"):
            start = min((i for i in range(start + 1, end) if text[i - 1].isspace()), default=end)
        else:
            end = max((i for i in range(start, end) if text[i].isspace()), default=start)


def _run(text: str, readable: Sequence[int], start: int, end: int) -> int:
    """How long the stretch would be that can be read when this one is readable too; white space parts nothing."""
    if all(readable[start:end]):
        return 0
    return _reach(text, readable, end, 1) - _reach(text, readable, start - 1, -1)


def _reach(text: str, readable: Sequence[int], at: int, step: int) -> int:
    """The far edge of what can be read from here on, in that direction; looked for no farther than it matters."""
    edge = at if step > 0 else at + 1
    while 0 <= at < len(text) and abs(at - edge) <= MOST_TOGETHER and (readable[at] or text[at].isspace()):
        at += step
        edge = (at if step > 0 else at + 1) if readable[at - step] else edge
    return edge
