"""The invented site for other generators: the same records, laid out as each of them likes it.

Their templates stand in bench/peers/ and make the same pages with the same parts, each kind about as long as ours: events (reports,
quotations and responses with the way to their sentence, sources, history, five forms of citation, structured data), people and the
parts of long lists, sources, outlets, months, years, claims and responses, what was known when, changes, the indexes; feeds of the
site, of changes and of each person, six tables, the calendar, all events as JSON, the sitemap. Like Dateline, they make most pages
from an index of all records that is made once, and print once what stands on several pages; each template is written for speed.

What they are given: records as front matter (JSON, which they read faster than YAML), with the order of the events and the keys of
the pages that each belongs to. What they leave out: the full-text search (its index of places; the page is empty), every check (that
words stand in the saved copy is said, not proven; the places come from the words and not from receipts), the words of the method
page, the data's schema, links relative to the page, and all that the invented records do not have (topics, withdrawn entries,
differing dates, old addresses). Nor do they remember anything: each build is a build from nothing.
"""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from invent import Invented, plain

from dateline.edtf import read
from dateline.model import Event
from dateline.slug import slug

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "bench" / "peers"
LONG, BY_MONTH = 120, 240  # entries of a person above which the lists have parts; of a year above which a part is a month
CLAIMS = 200  # of a year above which they are parted by month
ALL = 2000  # events up to which they are also given on one page
_LISTS = {
    "people": "People and organisations",
    "sources": "Sources",
    "responses": "Claims and responses",
    "search": "Search",
    "method": "Method",
    "changes": "Changes and corrections",
    "known": "What was known when",
    "all": "All on one page",
}


class Prepared:
    """Records as front matter by id, with the keys that they are grouped by; and `parts`: folder → the pages in it that are no record.

    Where long lists are parted is Dateline's rule (the numbers above), so that there are as many pages.
    """

    def __init__(self, invented: Invented) -> None:
        order = sorted(invented.events, key=lambda name: (read(invented.events[name].date).earliest, len(invented.events[name].date) > 7, name))
        self.events = {name: _matter(invented.events[name], at, invented) for at, name in enumerate(order, 1)}
        self.claims = Counter[str]()
        for event in self.events.values():
            self.claims[event["year"]] += _claims(event)
        for event in self.events.values():
            event["claims"] = event["month"] if self.claims[event["year"]] > CLAIMS else event["year"]
        self.people = {name: plain(person) for name, person in invented.people.items()}
        self.sources = {name: _source(name, at, invented) for at, name in enumerate(invented.sources, 1)}
        self.parts: dict[str, list[dict[str, Any]]] = {kind: [] for kind in ("months", "years", "known", "responses", "outlets", "people")}
        self._divide()

    def _divide(self) -> None:
        """The pages of months, years, outlets and so on: key, heading, and `of`, which those beside each other have in common."""
        events = self.events.values()
        months = sorted({event["month"] for event in events})
        self.parts["months"] = [_part(month) for month in months]
        self.parts["years"] = [_part(year) | {"months": [m for m in months if m[:4] == year]} for year in sorted({month[:4] for month in months})]
        self.parts["known"] = [_part(month, "First reported in {}") for month in sorted({event["known"] for event in events})]
        self.parts["responses"] = [_part(part, "{}: Claims and responses") for part in sorted({event["claims"] for event in events})]
        outlets = sorted({source["publisher"] for source in self.sources.values()})
        self.parts["outlets"] = [{"key": slug(outlet), "title": outlet, "of": outlet} for outlet in outlets]
        for name, person in self.people.items():
            self._divide_person(name, person)

    def _divide_person(self, name: str, person: dict[str, Any]) -> None:
        """The parts of one person's lists: years, or the months of a long one."""
        mine = [event["month"] for event in self.events.values() if name in event["people"]]
        years = Counter(month[:4] for month in mine)
        person["long"] = len(mine) > LONG
        person["monthly"] = [year for year, count in years.items() if count > BY_MONTH]
        keys = sorted({month if month[:4] in person["monthly"] else month[:4] for month in mine}) if person["long"] else []
        person["parts"] = [{"key": key, "title": _words(key)} for key in keys]
        self.parts["people"] += [_part(key, person["name"] + ": {}") | {"key": f"{name}/{key}", "of": name} for key in keys]


def write_hugo(invented: Invented, folder: Path) -> None:
    """Every record as a page of its section; the other pages by a content adapter, from the list of parts."""
    shutil.copytree(PEERS / "hugo", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "static", folder / "static" / "assets", dirs_exist_ok=True)
    site = Prepared(invented)
    for name, event in site.events.items():
        _page(folder / "content" / "events" / f"{name}.md", event, invented.events[name].summary)
    for name, person in site.people.items():
        _page(folder / "content" / "people" / f"{name}.md", _person(person) | {"outputs": ["html", "feed"]}, person["description"])
    for name, source in site.sources.items():
        _page(folder / "content" / "sources" / f"{name}.md", source, "")
    for name, title in _LISTS.items():
        if name != "all" or len(site.events) <= ALL:
            address = "known/index.html" if name == "known" else f"{name}.html"
            _page(folder / "content" / "lists" / f"{name}.md", {"title": title, "layout": name, "nav": name, "url": address}, "")
    _json(folder / "data" / "parts.json", site.parts)


def write_eleventy(invented: Invented, folder: Path) -> None:
    """Events as pages; the other records and the list of parts as data that templates make pages of."""
    shutil.copytree(PEERS / "eleventy", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "static", folder / "assets", dirs_exist_ok=True)
    site = Prepared(invented)
    for name, event in site.events.items():
        _page(folder / "events" / f"{name}.md", event | {"permalink": f"events/{name}.html"}, invented.events[name].summary, mark="---json\n{}\n---\n")
    data = {"persons": site.people, "articles": site.sources, "parts": site.parts, "counts": {"events": len(site.events)}}
    for name, value in data.items():
        _json(folder / "_data" / f"{name}.json", value)


def _matter(event: Event, at: int, invented: Invented) -> dict[str, Any]:
    """The front matter of an event: its fields, with the keys of the pages it belongs to."""
    record = plain(event)
    record["when"] = record.pop("date", "")
    record.pop("summary", None)
    sources = [part["source"] for part in (*record["reports"], *record["quotations"], *record.get("denials", ()))]
    named = [*record["people"], *(part["speaker"] for part in record["quotations"]), *(part["by"] for part in record.get("denials", ()))]
    month = f"{read(event.date).earliest:%Y-%m}"
    known = min(invented.sources[report.source].published for report in event.reports)[:7]
    more = {"weight": at, "month": month, "year": month[:4], "known": known}
    return record | more | {"people": list(dict.fromkeys(named)), "sources": list(dict.fromkeys(sources))}


def _claims(event: dict[str, Any]) -> int:
    """The claims of an event that may be answered: itself, where it is or no quotation is, and the quotations that are."""
    answered = {denial.get("of", "") for denial in event.get("denials", ())}
    return len(answered - {""}) + ("" in answered or not answered)


def _source(name: str, at: int, invented: Invented) -> dict[str, Any]:
    record, receipt = plain(invented.sources[name]), invented.receipts[name]
    copies = [{"bytes_sha256": copy.bytes_sha256, "text_sha256": copy.text_sha256, "verified": copy.verified} for copy in receipt.copies]
    return record | {"weight": at, "address": record["url"], "url": None, "issued": record["published"], "published": None, "copies": copies, "verified": receipt.copies[-1].verified}


def _person(person: dict[str, Any]) -> dict[str, Any]:
    return {"title": person["name"], "entity": person.get("kind", "person"), **{key: person[key] for key in ("roles", "long", "monthly", "parts") if key in person}}


def _part(key: str, title: str = "{}") -> dict[str, Any]:
    """A page of a year or month."""
    words = _words(key)
    return {"key": key, "year": key[:4], "title": title.format(words), "part": words, "of": ""}


def _words(key: str) -> str:
    return f"{date.fromisoformat(key + '-01'):%B %Y}" if len(key) == len("2017-02") else key


def _page(path: Path, matter: dict[str, Any], text: str, mark: str = "{}\n\n") -> None:
    """Markdown with front matter in JSON, which both read faster than YAML; `mark`: what stands around it."""
    head = msgspec.json.encode({key: value for key, value in matter.items() if value is not None}).decode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(mark.format(head) + text, encoding="utf-8")


def _json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.encode(value))
