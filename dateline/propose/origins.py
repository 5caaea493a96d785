"""Which source each saved copy is a copy of: by file, by address, by text; else a new one with an id of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import msgspec

from dateline.findings import Reading
from dateline.model import Receipt, Source
from dateline.problem import Problem
from dateline.propose.copies import bare_address, outlet_key, same_articles, updates, wire_copies
from dateline.propose.gist import Imprint
from dateline.slug import slug


class Origin(msgspec.Struct, frozen=True):
    """The source of one copy."""

    id: str
    source: Source  # as the copies say it: what is proposed when it is new
    newest: bool = True  # whether this is the copy that findings are taken from


def identify(imprints: Sequence[Imprint], sources: Mapping[str, Source], receipts: Mapping[str, Receipt]) -> tuple[Origin, ...]:
    """The origin of each copy, in their order.

    Copies of one article (same file, canonical address or text) are one source. Those that a receipt holds are older
    than those that it does not, so the last to come is the newest.
    """
    papers = _papers(imprints, sources, receipts)
    known = _known(sources, receipts, papers)
    age = {c.file: n for r in receipts.values() for n, c in enumerate(r.copies)}
    keys = [_keys(i, papers) for i in imprints]
    groups = {str(places[0]): places for places in same_articles(imprints, known, keys)}
    ids: dict[str, str] = {}
    for first, places in groups.items():
        names = [known[k] for p in places for k in keys[p] if k in known]
        if names:
            ids[first] = names[0]
    ids.update(_new_ids({f: imprints[p[0]] for f, p in groups.items() if f not in ids}, {*sources, *_decided(receipts)}))
    origins: dict[int, Origin] = {}
    for first, group in groups.items():
        places = _by_age(imprints, group, age)
        newest = places[-1]
        source = _source(imprints[newest], tuple(dict.fromkeys(imprints[p].copy for p in places)))
        for place in places:
            origins[place] = Origin(id=ids[first], source=source, newest=place == newest)
    _mark_wire_copies(imprints, origins)
    return tuple(origins[place] for place in range(len(imprints)))


def told_updates(
    imprints: Sequence[Imprint], origins: Sequence[Origin], receipts: Mapping[str, Receipt], read: Callable[[int], Reading]
) -> tuple[Problem, ...]:
    """What the copies that no receipt holds yet change in articles that were there before; `read` gives the reading at a place."""
    return updates(imprints, [(o.id, o.newest) for o in origins], receipts, read)


def _mark_wire_copies(imprints: Sequence[Imprint], origins: dict[int, Origin]) -> None:
    """A source whose text another one, first in order, has too says so."""
    newest = [place for place in range(len(imprints)) if origins[place].newest]
    same = wire_copies([imprints[p] for p in newest], [origins[p].id for p in newest])
    for place in newest:
        if other := same.get(origins[place].id):
            source = msgspec.structs.replace(origins[place].source, same_text_as=other)
            origins[place] = msgspec.structs.replace(origins[place], source=source)


def _decided(receipts: Mapping[str, Receipt]) -> set[str]:
    """Sources of which something was accepted or rejected: their ids are taken, also when their records are gone."""
    return {name for name, receipt in receipts.items() if receipt.accepted or receipt.rejected}


def _by_age(imprints: Sequence[Imprint], places: Sequence[int], age: Mapping[str, int]) -> list[int]:
    """The places of one source's copies, newest last; copies of the same text are as old as the first of them."""
    first: dict[str, int] = {}
    for place in places:
        text = imprints[place].text_sha256
        first[text] = min(first.get(text, len(age)), age.get(imprints[place].copy, len(age)))
    return sorted(places, key=lambda place: (first[imprints[place].text_sha256], place))


Papers = Mapping[str, set[str]]  # text's hash → the outlets known to print it


def _papers(imprints: Sequence[Imprint], sources: Mapping[str, Source], receipts: Mapping[str, Receipt]) -> Papers:
    found: dict[str, set[str]] = {}
    said = [(i.text_sha256, i.publisher) for i in imprints]
    said += [(c.text_sha256, sources[name].publisher) for name, r in receipts.items() if name in sources for c in r.copies]
    for digest, publisher in said:
        found.setdefault(digest, set()).update(filter(None, [outlet_key(publisher)]))
    return found


def _keys(imprint: Imprint, papers: Papers) -> list[str]:
    address = [f"url {bare_address(imprint.url)}"] if imprint.url else []
    return [f"copy {imprint.copy}", *address, _text_key(imprint.text_sha256, imprint.publisher, papers)]


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


def _new_ids(firsts: Mapping[str, Imprint], taken: set[str]) -> dict[str, str]:
    """Outlet and day; where two new ones share that, the words of the title behind it, then the text's hash, then a number."""
    base = {key: _base(imprint) for key, imprint in firsts.items()}
    counts = Counter(base.values())
    ids: dict[str, str] = {}
    for key, imprint in firsts.items():
        name = base[key]
        if counts[name] > 1 or name in taken:
            name = f"{name}-{slug(imprint.title or imprint.copy, 40)}"
        if name in taken:
            name = f"{name}-{imprint.text_sha256[:6]}"
        number, first = 2, name
        while name in taken:
            name, number = f"{first}-{number}", number + 1
        taken.add(name)
        ids[key] = name
    return ids


def _base(imprint: Imprint) -> str:
    return f"{imprint.stem or slug(imprint.publisher or 'source', 30)}-{imprint.published or 'undated'}"


def _source(imprint: Imprint, copies: tuple[str, ...]) -> Source:
    return Source(
        title=imprint.title or imprint.opening or imprint.copy,
        publisher=imprint.publisher,
        authors=imprint.authors,
        published=imprint.published,
        url=imprint.url,
        copies=copies,
        language=imprint.language,
    )
