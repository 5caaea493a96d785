"""The invented site for other generators: the same records, laid out as each of them likes it.

Their templates stand in bench/peers/ and make the same set of pages: an event, a person, a source, a month each, lists of
people, sources and months, the front page, feeds, a sitemap where the generator has one, and all events as JSON.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec
from invent import Invented, plain

from dateline.edtf import read
from dateline.model import Event

PEERS = Path(__file__).parent / "peers"


def write_hugo(invented: Invented, folder: Path) -> None:
    """Events as pages; people, sources and months as taxonomies whose terms have a page of their own."""
    shutil.copytree(PEERS / "hugo", folder, dirs_exist_ok=True)
    years = sorted({_month(event)[:4] for event in invented.events.values()})
    listed = ", ".join(f'"{year}"' for year in years)
    (folder / "hugo.toml").write_text((PEERS / "hugo" / "hugo.toml").read_text() + f"[params]\nyears = [{listed}]\n")
    for name, event in invented.events.items():
        _page(folder / "content" / "events" / f"{name}.md", _matter(event), event.summary)
    for name, person in invented.people.items():
        record = plain(person)
        _page(folder / "content" / "people" / name / "_index.md", {"title": record["name"], "roles": record["roles"], "outputs": ["html", "rss"]}, record["description"])
    for name, source in invented.sources.items():
        _page(folder / "content" / "sources" / name / "_index.md", _source(plain(source)), "")


def write_eleventy(invented: Invented, folder: Path) -> None:
    """Events as pages; people and sources as data that templates make pages of."""
    shutil.copytree(PEERS / "eleventy", folder, dirs_exist_ok=True)
    for name, event in invented.events.items():
        _page(folder / "events" / f"{name}.md", _matter(event) | {"permalink": f"events/{name}/index.html"}, event.summary)
    _json(folder / "_data" / "persons.json", {name: plain(person) for name, person in invented.people.items()})
    _json(folder / "_data" / "articles.json", {name: _source(plain(source)) for name, source in invented.sources.items()})


def _matter(event: Event) -> dict[str, Any]:
    """The front matter of an event: its fields, with the pages it belongs to."""
    record = plain(event)
    record["when"] = record.pop("date", "")
    record.pop("summary", None)
    sources = [part["source"] for part in (*record["reports"], *record["quotations"], *record.get("denials", ()))]
    named = [*record["people"], *(part["speaker"] for part in record["quotations"]), *(part["by"] for part in record.get("denials", ()))]
    return record | {"people": list(dict.fromkeys(named)), "sources": list(dict.fromkeys(sources)), "months": [_month(event)]}


def _month(event: Event) -> str:
    return f"{read(event.date).earliest:%Y-%m}"


def _source(record: dict[str, Any]) -> dict[str, Any]:
    return record | {"address": record["url"], "url": None}


def _page(path: Path, matter: dict[str, Any], text: str) -> None:
    """Markdown with front matter; YAML takes JSON for values, and dates stay text in quotation marks."""
    lines = "".join(f"{key}: {msgspec.json.encode(value).decode()}\n" for key, value in matter.items() if value is not None)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{lines}---\n{text}", encoding="utf-8")


def _json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.encode(value))
