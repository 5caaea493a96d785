"""An invented story with every kind of date, source and response: what the tests of the pages read.

No city, paper or person in it exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml
from invented_story import EVENTS, PEOPLE, SOURCES
from jinja2 import FileSystemLoader

from dateline import text
from dateline.model import Archive, Config, Event, Place, Receipt, SavedCopy, Source
from dateline.render import render

ROOT = Path(__file__).resolve().parents[1]
BASE = "https://example.org/ferry/"
# One page of every kind.
KINDS = (
    "index.html", "events/promise.html", "events/gone.html", "events/audit.html", "people/ines-calloway.html", "people/marrow-line.html",
    "sources/gazette-2019-03-12.html", "responses.html", "people.html", "sources.html", "topics/contract.html", "years/2018.html", "months/2018-11.html", "method.html",
    "about.html", "search.html", "changes.html", "known/index.html", "known/2019-03.html", "outlets/the-alder-gazette.html",
)  # fmt: skip


def strings() -> dict[str, str]:
    return yaml.load((ROOT / "templates" / "strings.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)


def static() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((ROOT / "static").iterdir()) if path.is_file()}


PAGES = {
    "about": "# About\n\nAn *invented* record of a ferry contract. See the [people](people.html) or write to [us](mailto:desk@example.org).\n\n## What gets in\n\n- a date\n- a source\n",
    "method": "# Method\n\nTwo editors read every entry before it is published.\n",
}

CONFIG = Config(
    title="The Ferry Contract: a record of what was reported",
    tagline="What the papers of Port Alder printed, in whose words, and who answered",
    description="In 2018 the city of Port Alder gave Marrow Line a contract for nine ferries. This record holds what was reported of it, on whose authority, and every answer that was printed.",
    base_url=BASE,
    license="CC BY 4.0",
    contact="desk@example.org",
)


def receipts(events: Mapping[str, Event], sources: Mapping[str, Source], *, but: tuple[str, ...] = ()) -> dict[str, Receipt]:
    """Receipts that prove every quotation and passage of the sources, except those in `but`."""
    words: dict[str, dict[str, Place]] = {name: {} for name in sources}
    passages: dict[str, dict[str, Place]] = {name: {} for name in sources}
    for name, event in events.items():
        quoted = [(q.words, q.source) for q in event.quotations]
        quoted += [(q.words, q.source or d.source) for d in event.denials for q in d.quotations]
        for said, source in quoted:
            words[source][text.words_hash(said)] = _place(said, len(words[source]))
        for report in event.reports:
            passages[report.source][name] = _place(report.passage or f"{event.title}, it was reported on the day after", 0)
        for denial in event.denials:
            passages[denial.source][f"{name}#{denial.id}"] = _place(denial.passage or "declined to speak about the dinner", 0)
    return {
        name: Receipt(
            source=name,
            copies=(SavedCopy(file=f"{name}.html", bytes_sha256="a" * 64, text_sha256="b" * 64, verified="2026-11-21"),),
            words=words[name],
            passages=passages[name],
        )
        for name in sources
        if name not in but
    }


def _place(words: str, at: int) -> Place:
    head, tail = text.ends_of(words)
    return Place(start=100 * at, end=100 * at + len(words), prefix="said that ", suffix=" and left", head=head, tail=tail, unique=at != 1)


def archive() -> Archive:
    """The whole story."""
    events = dict(sorted(EVENTS.items()))
    return Archive(
        config=CONFIG, events=events, people=PEOPLE, sources=SOURCES, pages=PAGES, receipts=receipts(events, SOURCES, but=("leaflet",))
    )


def write_site(archive: Archive, folder: Path, *, draft: bool = False) -> Path:
    loader = FileSystemLoader(ROOT / "templates")
    for page in render(archive, loader, static(), strings=strings(), draft=draft):
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.content)
    return folder
