"""Where the words of an event stand in their sources, as receipts prove it. Found once, while the plan is made, for all that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from dateline import fragment
from dateline.model import Event, Place, Quotation, Receipt, passage_key
from dateline.text import words_hash

_DATELINE = re.compile(r"^[A-Z][A-Z .,'’-]{2,40}[—–] ")  # "WASHINGTON — " before an article's first sentence


class Stand(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A proven place."""

    behind: str  # the text fragment, to be written behind the source's address
    head: str  # first few words of the place, an article's dateline left out
    tail: str  # last few words; "" when the head is all
    verified: str  # the day on which it was compared with the saved copy; "" when that is not known


class Stands(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Those of an event, None for what is not proven."""

    quotations: tuple[Stand | None, ...]  # in the order of `quotations_of`
    denials: tuple[Stand | None, ...]  # of the passage of each
    reports: tuple[Stand | None, ...]  # likewise


pack = msgspec.msgpack.Encoder().encode
unpack: Callable[[bytes], Stands] = msgspec.msgpack.Decoder(Stands).decode


def stands_of(name: str, event: Event, receipt_of: Callable[[str], Receipt | None]) -> Stands:
    """All of an event; each receipt is asked for once."""
    near: dict[str, Receipt | None] = {}

    def found(source: str, words: str, passage: str = "") -> Stand | None:
        if source not in near:
            near[source] = receipt_of(source)
        return stand_of(near[source], words, passage)

    return Stands(
        tuple([found(source, quotation.words) for quotation, source in quotations_of(event)]),
        tuple([found(denial.source, "", passage_key(name, denial)) for denial in event.denials]),
        tuple([found(report.source, report.passage, passage_key(name, report)) for report in event.reports]),
    )


def quotations_of(event: Event) -> list[tuple[Quotation, str]]:
    """Every quotation of the event with its source, those inside responses too."""
    found = [(quotation, quotation.source) for quotation in event.quotations]
    for denial in event.denials:
        if denial.quotations:
            found += [(quotation, quotation.source or denial.source) for quotation in denial.quotations]
    return found


def stand_of(receipt: Receipt | None, words: str, passage: str = "") -> Stand | None:
    """Where the receipt proves the words, or the passage with this key."""
    place = place_of(receipt, words, passage)
    if place is None or receipt is None:
        return None
    head = place.head if place.head.isascii() else _DATELINE.sub("", place.head)
    return Stand(fragment_of(place, words), head, place.tail, receipt.copies[-1].verified if receipt.copies else "")


def place_of(receipt: Receipt | None, words: str, passage: str = "") -> Place | None:
    """The same as the receipt has it."""
    if receipt is None:
        return None
    found = receipt.words.get(words_hash(words)) if words else None
    return found or (receipt.passages.get(passage) if passage else None)


def fragment_of(place: Place, words: str) -> str:
    """The text fragment of a proven place; its surroundings only where the words stand there more than once."""
    prefix, suffix = ("", "") if place.unique else (place.prefix, place.suffix)
    if place.head:
        return fragment.fragment_from(place.head, place.tail, prefix=prefix, suffix=suffix)
    return fragment.text_fragment(words, prefix=prefix, suffix=suffix) if words else ""
