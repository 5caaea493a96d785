"""All files of a site, made and written by one process or by two."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from functools import partial
from pathlib import Path

import msgspec

from dateline.pipeline.anew import edition_of, lists_anew, pages_anew, room_in, strings_of
from dateline.pipeline.hands import MOST_PARTS, Part, SecondEndedError, by_one, by_two, two_pay
from dateline.pipeline.keeping import Reads
from dateline.pipeline.output import Content, Written, write_pages
from dateline.pipeline.remembered import LOOK, PIECES, look_of
from dateline.pipeline.state import State
from dateline.render import Edition

_PAGES = 100  # of a part: neighbours share what they show


def write_anew(root: Path, output: Path, state: State, reads: Reads, blobs: dict[str, bytes], jobs: int) -> Written:
    """Every file of the site; what they read, and blobs to be remembered, are added."""
    strings = strings_of(root)
    edition = edition_of(root, state, strings, room=partial(room_in, root))
    with contextlib.suppress(UnicodeEncodeError):  # a page's file has a name that is no text: an edit will read it again
        blobs[LOOK] = look_of(state.loaded, strings)
    if jobs > 1 and two_pay(len(edition.sheets)):
        edition.prepare()
        with contextlib.suppress(SecondEndedError):
            return write_pages(root, output, by_two(parts_anew(root, edition, MOST_PARTS), reads, blobs))
        reads.clear()
        edition = edition_of(root, state, strings, room=partial(room_in, root))  # a new one: what the old one keeps was noted in what is cleared
    return write_pages(root, output, by_one(parts_anew(root, edition, MOST_PARTS), reads, blobs))


def parts_anew(root: Path, edition: Edition, most: int) -> list[Part]:
    """All files of the site in up to `most` parts that can be made side by side; the last takes longest, the others are of some pages each."""
    order = edition.in_turn()
    size = max(_PAGES, -(-len(order) // (most - 1)))

    def lists(reads: Reads, blobs: dict[str, bytes]) -> Generator[tuple[str, Content], None, None]:
        edition.forget()
        yield from lists_anew(root, edition, reads.note, lambda kept: blobs.update({PIECES: msgspec.msgpack.encode(kept)}))

    def pages(reads: Reads, _: dict[str, bytes], at: int) -> Generator[tuple[str, Content], None, None]:
        yield from pages_anew(edition, order[at : at + size], reads.note)

    return [*(partial(pages, at=at) for at in range(0, len(order), size)), lists]
