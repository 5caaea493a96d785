"""Which source each saved copy is a copy of: by file, by address, by text; else a new one with an id of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from dateline.findings import Reading
from dateline.model import Receipt, Source
from dateline.slug import slug
from dateline.text import text_hash


class Origin(msgspec.Struct, frozen=True):
    """The source of one reading."""

    id: str
    source: Source  # as the copies say it: what is proposed when it is new
    newest: bool = True  # whether this reading is the copy that findings are taken from


def identify(
    readings: Sequence[Reading], sources: Mapping[str, Source], receipts: Mapping[str, Receipt]
) -> tuple[Origin, ...]:
    """The origin of each reading, in their order.

    Copies of one article (same file, canonical address or text) are one source. Those that a receipt holds are older
    than those that it does not, so the last to come is the newest.
    """
    known = _known(sources, receipts)
    age = {c.file: n for r in receipts.values() for n, c in enumerate(r.copies)}
    groups: dict[str, list[int]] = {}  # a group's first key → places of its readings
    key_of: dict[str, str] = {}
    for place, reading in enumerate(readings):
        keys = _keys(reading)
        found = next((key_of[k] for k in keys if k in key_of), keys[0])
        groups.setdefault(found, []).append(place)
        key_of.update((k, found) for k in keys if k not in key_of)
    ids: dict[str, str] = {}
    for first, places in groups.items():
        names = [known[k] for p in places for k in _keys(readings[p]) if k in known]
        if names:
            ids[first] = names[0]
    ids.update(_new_ids({f: readings[p[0]] for f, p in groups.items() if f not in ids}, {*sources, *_decided(receipts)}))
    origins: dict[int, Origin] = {}
    for first, group in groups.items():
        places = _by_age(readings, group, age)
        newest = places[-1]
        source = _source(readings[newest], tuple(dict.fromkeys(readings[p].copy for p in places)))
        for place in places:
            origins[place] = Origin(id=ids[first], source=source, newest=place == newest)
    _mark_wire_copies(readings, origins)
    return tuple(origins[place] for place in range(len(readings)))


def _mark_wire_copies(readings: Sequence[Reading], origins: dict[int, Origin]) -> None:
    """A source whose text another one, first in order, has too says so."""
    first: dict[str, str] = {}
    for place, reading in enumerate(readings):
        origin = origins[place]
        same = first.setdefault(text_hash(reading.article.text), origin.id)
        if same != origin.id and origin.newest:
            source = msgspec.structs.replace(origin.source, same_text_as=same)
            origins[place] = msgspec.structs.replace(origin, source=source)


def _decided(receipts: Mapping[str, Receipt]) -> set[str]:
    """Sources of which something was accepted or rejected: their ids are taken, also when their records are gone."""
    return {name for name, receipt in receipts.items() if receipt.accepted or receipt.rejected}


def _by_age(readings: Sequence[Reading], places: Sequence[int], age: Mapping[str, int]) -> list[int]:
    """The places of one source's copies, newest last; copies of the same text are as old as the first of them."""
    first: dict[str, int] = {}
    for place in places:
        text = text_hash(readings[place].article.text)
        first[text] = min(first.get(text, len(age)), age.get(readings[place].copy, len(age)))
    texts = {place: text_hash(readings[place].article.text) for place in places}
    return sorted(places, key=lambda place: (first[texts[place]], place))


def _keys(reading: Reading) -> list[str]:
    keys = [f"copy {reading.copy}", _text_key(text_hash(reading.article.text), reading.article.publisher)]
    return [f"url {_bare(reading.article.url)}", *keys] if reading.article.url else keys


def _text_key(digest: str, publisher: str) -> str:
    """Two outlets that print one text are two sources: a wire story."""
    return f"text {digest} {slug(publisher).removeprefix('the-') if publisher else ''}"


def _bare(url: str) -> str:
    return url.split("://", 1)[-1].split("#")[0].split("?")[0].removeprefix("www.").rstrip("/").lower()


def _known(sources: Mapping[str, Source], receipts: Mapping[str, Receipt]) -> dict[str, str]:
    known: dict[str, str] = {}
    for name, source in sources.items():
        known.update((f"copy {copy}", name) for copy in source.copies)
        if source.url:
            known[f"url {_bare(source.url)}"] = name
    for name, receipt in receipts.items():
        if name in sources or receipt.accepted or receipt.rejected:  # an id freezes with the first decision about it
            publisher = sources[name].publisher if name in sources else ""
            known.update((_text_key(c.text_sha256, publisher), name) for c in receipt.copies)
            known.update((f"copy {c.file}", name) for c in receipt.copies)
    return known


def _new_ids(firsts: Mapping[str, Reading], taken: set[str]) -> dict[str, str]:
    """Outlet and day; where two new ones share that, the words of the title behind it, then the text's hash."""
    base = {key: _base(reading) for key, reading in firsts.items()}
    counts = Counter(base.values())
    ids: dict[str, str] = {}
    for key, reading in firsts.items():
        name = base[key]
        if counts[name] > 1 or name in taken:
            name = f"{name}-{slug(reading.article.title or reading.copy, 40)}"
        if name in taken:
            name = f"{name}-{text_hash(reading.article.text)[:6]}"
        taken.add(name)
        ids[key] = name
    return ids


def _base(reading: Reading) -> str:
    article = reading.article
    return f"{reading.stem or slug(article.publisher or 'source', 30)}-{article.published or 'undated'}"


def _source(reading: Reading, copies: tuple[str, ...]) -> Source:
    article = reading.article
    return Source(
        title=article.title or article.text.strip().split("\n", 1)[0][:120] or reading.copy,
        publisher=article.publisher,
        authors=article.authors,
        published=article.published,
        url=article.url,
        copies=copies,
        language=article.language,
    )
