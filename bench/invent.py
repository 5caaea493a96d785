"""An invented site of N events, the same for the same N: what the speed of a build is measured on.

    .venv/bin/python bench/invent.py N FOLDER

Each event has about 1.4 KB of YAML: one or two reports, two or three quotations, up to two denials, three people chosen by a Zipf
law. There are N/2 sources, each with the receipt that proves its words (the articles themselves are absent, as they are where a
site is published), and N/20 people and organisations. No name, word or outlet is real.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dateline.model import (
    Denial,
    Event,
    Person,
    Place,
    Quotation,
    Receipt,
    Report,
    Role,
    SavedCopy,
    Source,
    passage_key,
)
from dateline.slug import slug
from dateline.store import encoded
from dateline.text import ends_of, words_hash
from dateline.yamlfile.write import write_record

_SYLLABLES = "ba be bo ca co da de di do fa fe ga go ha he ka ke la le lo ma me mi mo na ne no pa pe po ra re ri ro sa se si so ta te ti to va ve vi vo".split()
_SMALL = "the of a and to in that was for on with by at from it had not he she they were said would after before against over".split()
_OUTLETS = [f"The {town} {kind}" for town in ("Ashford", "Millbrook", "Port Ellery", "Redcliff", "Venn") for kind in ("Herald", "Courier", "Post", "Ledger")]
_FIRST = "Ada Bruno Clara Dario Edith Felix Greta Hugo Ilse Jonas Karla Leon Marta Nils Olga Pavel Rosa Stefan Tilda Viktor".split()
_KINDS = ("denied", "denied", "disputed", "declined-to-comment", "statement", "confirmed")
_SOURCING = ("named", "named", "unnamed", "document", "outlet")
_FIRST_DAY = date(2009, 1, 5)
_DAYS = 16 * 365  # over which the events lie: a newsroom's timeline grows for years


class Invented(NamedTuple):
    """All records of a site, by id, and the text of config.yaml."""

    events: dict[str, Event]
    people: dict[str, Person]
    sources: dict[str, Source]
    receipts: dict[str, Receipt]
    config: str


class Words:
    """Words by a Zipf law, as prose has them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        made = dict.fromkeys(_SMALL)
        while len(made) < 6000:
            made["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3, 3, 4))))] = None
        self.words = list(made)
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def some(self, count: int) -> str:
        """So many words."""
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=count))

    def sentence(self, count: int) -> str:
        """So many words with a capital and a full stop; in long ones a comma."""
        found = self.some(count)
        return found[:1].upper() + found[1:].replace(" to ", ", to ", 1) + "."


def invent(count: int, seed: int = 1) -> Invented:
    """The site of `count` events."""
    chance = random.Random(seed)
    words = Words(chance)
    people = _people(max(count // 20, 3), chance, words)
    days = sorted(chance.randrange(_DAYS) for _ in range(count))
    sources = _sources(max(count // 2, 1), days, chance, words)
    ids = list(people)
    zipf = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(ids))))
    events: dict[str, Event] = {}
    for at, day in enumerate(days):
        named = list(dict.fromkeys(chance.choices(ids, cum_weights=zipf, k=5)))[:3]
        event = _event(at, day, named, list(sources), chance, words)
        events[f"{slug(event.title, 48)}-{at}"] = event
    config = 'title: The long record\ntagline: "An invented timeline, to measure with"\nbase_url: https://record.example/timeline/\n'
    return Invented(events, people, sources, _receipts(events, sources), config)


def _people(count: int, chance: random.Random, words: Words) -> dict[str, Person]:
    found: dict[str, Person] = {}
    while len(found) < count:
        name = f"{chance.choice(_FIRST)} {''.join(chance.choices(_SYLLABLES, k=3)).capitalize()}{len(found)}"
        whole = "organisation" if len(found) % 8 == 7 else "person"
        found[slug(name)] = Person(name=name, kind=whole, roles=(Role(role=words.some(4)),), description=words.sentence(14))
    return found


def _sources(count: int, days: Sequence[int], chance: random.Random, words: Words) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for at in range(count):
        day = _FIRST_DAY + timedelta(days=days[min(2 * at + 1, len(days) - 1)] + 1)
        outlet = chance.choice(_OUTLETS)
        name = f"{slug(outlet.removeprefix('The '))}-{day.isoformat()}-{at}"
        author = f"{chance.choice(_FIRST)} {''.join(chance.choices(_SYLLABLES, k=3)).capitalize()}"
        found[name] = Source(
            title=words.sentence(9).rstrip("."), publisher=outlet, authors=(author,), published=day.isoformat(),
            url=f"https://{slug(outlet)}.example/{day:%Y/%m/%d}/{at}", accessed=day.isoformat(), copies=(f"{name}.html",),
        )  # fmt: skip
    return found


def _event(at: int, day: int, named: list[str], sources: list[str], chance: random.Random, words: Words) -> Event:
    mine = [sources[min(at // 2, len(sources) - 1)], sources[min(at // 2 + 1, len(sources) - 1)]]
    happened = _FIRST_DAY + timedelta(days=day)
    quotations = tuple(
        Quotation(id=f"q{n}", words=words.sentence(chance.randrange(9, 24)).rstrip("."), speaker=chance.choice(named), source=chance.choice(mine))
        for n in range(1, chance.choice((2, 3, 3)) + 1)
    )
    denials = tuple(_denial(n, named, mine, happened, chance, words) for n in range(1, chance.choice((0, 1, 1, 2)) + 1))
    first, second = words.sentence(22), words.sentence(17)
    return Event(
        date=_written(happened, at), title=words.sentence(chance.randrange(7, 13)).rstrip("."), summary=f"{first}\n{second}\n",
        people=tuple(named), reports=tuple(_report(n, source, chance, words) for n, source in enumerate(mine[: 1 + at % 2], 1)),
        quotations=quotations, denials=denials, added=(happened + timedelta(days=3)).isoformat(),
        responses_sought="" if denials else "none found in the sources read",
    )  # fmt: skip


def _written(day: date, at: int) -> str:
    """Most dates are days; one in twelve is a month, one in forty an interval or about."""
    if at % 12 == 5:
        return f"{day:%Y-%m}"
    if at % 40 == 7:
        return f"{day.isoformat()}/{(day + timedelta(days=2)).isoformat()}"
    return f"{day.isoformat()}~" if at % 40 == 21 else day.isoformat()


def _report(n: int, source: str, chance: random.Random, words: Words) -> Report:
    sourcing: Any = chance.choice(_SOURCING)
    told = words.some(4) if sourcing != "outlet" else ""
    return Report(id=f"r{n}" if n > 1 else "", source=source, passage=words.sentence(20), dated_by=words.some(3), sourcing=sourcing, according_to=told)


def _denial(n: int, named: list[str], mine: list[str], day: date, chance: random.Random, words: Words) -> Denial:
    said = tuple(Quotation(words=words.sentence(8).rstrip(".")) for _ in range(chance.choice((0, 1))))
    kind: Any = chance.choice(_KINDS)
    return Denial(
        id=f"d{n}", kind=kind, by=chance.choice(named), quotations=said, passage=words.sentence(11), cue=kind.split("-")[0],
        of=chance.choice(("", "q1", "q2")), said=(day + timedelta(days=1)).isoformat(), source=mine[0],
    )  # fmt: skip


def _receipts(events: dict[str, Event], sources: dict[str, Source]) -> dict[str, Receipt]:
    """What `check` would have written when the articles were there."""
    proven: dict[str, tuple[dict[str, Place], dict[str, Place]]] = {name: ({}, {}) for name in sources}
    for name, event in events.items():
        for source, words, passage in _verbatim(name, event):
            given, passages = proven[source]
            digest, start = words_hash(words), 40 + 97 * len(given) + 211 * len(passages)
            head, tail = ends_of(words)
            place = Place(start=start, end=start + len(words), prefix="as it was told on that", suffix="and so it was", head=head, tail=tail, hash=digest)
            (passages if passage else given)[passage or digest] = place
    return {
        name: Receipt(
            source=name, words=dict(sorted(given.items())), passages=dict(sorted(passages.items())),
            copies=(SavedCopy(file=f"{name}.html", bytes_sha256=words_hash(name), text_sha256=words_hash(name + "."), verified=sources[name].accessed),),
        )
        for name, (given, passages) in proven.items()
    }  # fmt: skip


def _verbatim(name: str, event: Event) -> Iterator[tuple[str, str, str]]:
    """Source, words and the name of the passage ("" for other words) of all that must be proven."""
    for report in event.reports:
        yield report.source, report.passage, passage_key(name, report)
        yield from ((report.source, words, "") for words in (report.dated_by, report.according_to) if words)
    yield from ((quotation.source, quotation.words, "") for quotation in event.quotations)
    for denial in event.denials:
        yield denial.source, denial.passage, passage_key(name, denial)
        yield from ((denial.source, quotation.words, "") for quotation in denial.quotations)


def write_site(invented: Invented, folder: Path) -> None:
    """The site in a folder, as hand and importer would have left it."""
    _put(folder / "config.yaml", invented.config.encode())
    for kind in ("events", "people", "sources"):
        records = getattr(invented, kind)
        for name, record in records.items():
            _put(folder / "content" / kind / f"{name}.yaml", write_record(record).encode())
    for name, receipt in invented.receipts.items():
        _put(folder / "content" / "receipts" / f"{name}.json", encoded(receipt))


def plain(record: msgspec.Struct) -> dict[str, Any]:
    """The record's fields as plain values, for the peers' own formats."""
    found: dict[str, Any] = msgspec.to_builtins(record)
    return found


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    write_site(invent(int(sys.argv[1])), Path(sys.argv[2]))
