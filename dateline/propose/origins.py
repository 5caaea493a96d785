"""Which source each saved copy is a copy of: by file, by address, by text; else a new one with an id of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from dateline.findings import Reading
from dateline.model import Receipt, Source
from dateline.problem import Problem
from dateline.propose.copies import bare_address, outlet_key, same_articles, updates, wire_copies
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
    papers = _papers(readings, sources, receipts)
    known = _known(sources, receipts, papers)
    age = {c.file: n for r in receipts.values() for n, c in enumerate(r.copies)}
    keys = [_keys(r, papers) for r in readings]
    groups = {str(places[0]): places for places in same_articles(readings, known, keys)}
    ids: dict[str, str] = {}
    for first, places in groups.items():
        names = [known[k] for p in places for k in keys[p] if k in known]
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


def told_updates(readings: Sequence[Reading], origins: Sequence[Origin], receipts: Mapping[str, Receipt]) -> tuple[Problem, ...]:
    """What the copies that no receipt holds yet change in articles that were there before."""
    return updates(readings, [(o.id, o.newest) for o in origins], receipts)


def _mark_wire_copies(readings: Sequence[Reading], origins: dict[int, Origin]) -> None:
    """A source whose text another one, first in order, has too says so."""
    newest = [place for place in range(len(readings)) if origins[place].newest]
    same = wire_copies([readings[p] for p in newest], [origins[p].id for p in newest])
    for place in newest:
        if other := same.get(origins[place].id):
            source = msgspec.structs.replace(origins[place].source, same_text_as=other)
            origins[place] = msgspec.structs.replace(origins[place], source=source)


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


Papers = Mapping[str, set[str]]  # text's hash → the outlets known to print it


def _papers(readings: Sequence[Reading], sources: Mapping[str, Source], receipts: Mapping[str, Receipt]) -> Papers:
    found: dict[str, set[str]] = {}
    said = [(text_hash(r.article.text), r.article.publisher) for r in readings]
    said += [(c.text_sha256, sources[name].publisher) for name, r in receipts.items() if name in sources for c in r.copies]
    for digest, publisher in said:
        found.setdefault(digest, set()).update(filter(None, [outlet_key(publisher)]))
    return found


def _keys(reading: Reading, papers: Papers) -> list[str]:
    address = [f"url {bare_address(reading.article.url)}"] if reading.article.url else []
    return [f"copy {reading.copy}", *address, _text_key(text_hash(reading.article.text), reading.article.publisher, papers)]


def _text_key(digest: str, publisher: str, papers: Papers) -> str:
    """Two outlets that print one text are two sources: a wire story. A copy that names no outlet is of the only one that does."""
    there = papers.get(digest) or set()
    return f"text {digest} {outlet_key(publisher) or (next(iter(there)) if len(there) == 1 else '')}"


def _known(sources: Mapping[str, Source], receipts: Mapping[str, Receipt], papers: Papers) -> dict[str, str]:
    known: dict[str, str] = {}
    for name, source in sources.items():
        known.update((f"copy {copy}", name) for copy in source.copies)
        if source.url:
            known[f"url {bare_address(source.url)}"] = name
    for name, receipt in receipts.items():
        if name in sources or receipt.accepted or receipt.rejected:  # an id freezes with the first decision about it
            publisher = sources[name].publisher if name in sources else ""
            known.update((_text_key(c.text_sha256, publisher, papers), name) for c in receipt.copies)
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
