"""What goes out besides pages is read back by readers that others wrote: feeds, calendar, tables, data."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from xml.etree import ElementTree

import feedparser
import icalendar
import invented
import jsonschema
import msgspec
import pytest
from jinja2 import FileSystemLoader
from lxml import etree
from test_render_safe import EVIL, hostile

from dateline.model import (
    Archive,
    Config,
    Correction,
    Denial,
    Event,
    Person,
    Place,
    Quotation,
    Receipt,
    Report,
    Source,
)
from dateline.render import feeds, render
from dateline.render.export import json_schema

SITES = {
    "invented": invented.archive(),
    "hostile": hostile(),
    "without an address": msgspec.structs.replace(invented.archive(), config=Config(title="T")),
    "empty": Archive(config=Config(title="T")),
}
ORACLES = invented.ROOT / "tests" / "oracles"


def files(archive: Archive) -> dict[str, bytes]:
    printed = render(archive, FileSystemLoader(invented.ROOT / "templates"), invented.static(), strings=invented.strings())
    return {page.path: page.content for page in printed}


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest) -> dict[str, bytes]:
    return files(SITES[request.param])


def feeds_of(site: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in site.items() if path.endswith(".xml") and not path.startswith("sitemap")}


def test_every_feed_is_atom_by_its_schema_and_to_a_reader(site: dict[str, bytes]) -> None:
    atom = etree.RelaxNG(file=str(ORACLES / "atom.rng"))
    told = {}
    for path, content in feeds_of(site).items():
        atom.validate(etree.fromstring(content))
        told[path] = [str(error) for error in atom.error_log] + ([str(error)] if (error := feedparser.parse(content).get("bozo_exception")) else [])

    assert {path: errors for path, errors in told.items() if errors} == {}


def test_ids_in_a_feed_are_unique_and_links_of_a_site_with_an_address_absolute(site: dict[str, bytes]) -> None:
    for path, content in feeds_of(site).items():
        read = feedparser.parse(content)
        ids = [entry.id for entry in read.entries]
        assert len(set(ids)) == len(ids), path
        if "sitemap.xml" in site:
            assert all(entry.link.startswith("https://") for entry in read.entries)


def test_two_corrections_of_one_day_are_two_items() -> None:
    corrections = tuple(Correction(date="2020-01-02", note=note) for note in ("a", "b"))
    made = files(Archive(events={"e": Event(title="E", reports=(Report(source="s"),), corrections=corrections)}, sources={"s": Source(title="S")}))

    assert [e.id.partition("#")[2] for e in feedparser.parse(made["changes.xml"]).entries] == ["corrected-2020-01-02", "corrected-2020-01-02-2"]


def test_a_feed_of_a_person_leads_to_the_page_of_the_person() -> None:
    made = files(invented.archive())

    assert feedparser.parse(made["people/sam-pell.xml"]).feed.link == f"{invented.BASE}people/sam-pell.html"


@pytest.mark.parametrize("path", ["feed.xml", "data/timeline.ics"])
def test_a_claim_leaves_with_its_sourcing_and_its_denials(path: str) -> None:
    content = files(invented.archive())[path].decode().replace("\r\n ", "").replace("\\,", ",")

    assert "Reported on unnamed sources only. Denied: Ines Calloway. Declined to comment: Samuel J. Pell." in content


def test_the_calendar_is_read_back(site: dict[str, bytes]) -> None:
    calendar = icalendar.Calendar.from_ical(site["data/timeline.ics"])
    entries = calendar.walk("VEVENT")

    assert len({str(entry["UID"]) for entry in entries}) == len(entries)
    assert all(entry["DTSTART"].dt < entry["DTEND"].dt and entry["DTSTAMP"] for entry in entries)
    assert entries or not json.loads(site["data/timeline.json"])["events"]


def test_two_sites_with_the_same_ids_do_not_mix_in_one_calendar() -> None:
    def uids(config: Config) -> set[str]:
        made = files(msgspec.structs.replace(invented.archive(), config=config))
        return {str(e["UID"]) for e in icalendar.Calendar.from_ical(made["data/timeline.ics"]).walk("VEVENT")}

    one, other = uids(Config(title="A", base_url="https://a.example/x")), uids(Config(title="A", base_url="https://a.example/y"))

    assert "promise@a.example/x" in one
    assert not one & other
    assert not uids(Config(title="A")) & uids(Config(title="B"))


def test_the_data_keeps_to_its_schema(site: dict[str, bytes]) -> None:
    data, schema = json.loads(site["data/timeline.json"]), json.loads(site["data/schema-1.json"])

    jsonschema.Draft202012Validator.check_schema(schema)
    assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(data)] == []
    assert data["$schema"] == "schema-1.json"


@pytest.mark.parametrize("change", [{"events": [{"id": "a", "title": "no page"}]}, {"schema": 2}, {"extra": 1}])
def test_the_schema_finds_what_is_wrong(change: dict[str, object]) -> None:
    data = json.loads(files(invented.archive())["data/timeline.json"]) | change

    assert not jsonschema.Draft202012Validator(json.loads(json_schema())).is_valid(data)


def test_docs_hold_the_schema_of_the_data() -> None:
    docs = invented.ROOT / "docs" / "schema" / "published" / "timeline-1.json"

    assert docs.read_text("utf-8") == json_schema(), "run `make schema`"


def tables_of(site: dict[str, bytes]) -> dict[str, list[dict[str, str]]]:
    found = {}
    for path, content in site.items():
        if path.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
            assert {len(row) for row in rows} == {len(rows[0])}, path
            found[path[5:-4]] = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return found


def test_the_tables_hold_every_record_and_join_by_their_ids(site: dict[str, bytes]) -> None:
    tables, data = tables_of(site), json.loads(site["data/timeline.json"])
    events = data["events"]

    assert set(tables) == {"events", "reports", "quotations", "responses", "people", "sources"}
    assert {key: len(tables[key]) for key in ("events", "people", "sources")} == {key: len(data[key]) for key in ("events", "people", "sources")}
    assert len(tables["reports"]) == sum(len(e.get("reports", ())) for e in events)
    assert len(tables["responses"]) == sum(len(e.get("denials", ())) for e in events)
    assert len(tables["quotations"]) == sum(len(e.get("quotations", ())) + sum(len(d.get("quotations", ())) for d in e.get("denials", ())) for e in events)
    for key in ("reports", "quotations", "responses"):
        assert {row["event"] for row in tables[key]} <= {event["id"] for event in events}


def test_a_quotation_in_the_table_says_who_where_and_whether_it_is_proven() -> None:
    rows = {row["words"]: row for row in tables_of(files(invented.archive()))["quotations"]}

    told, answered = rows["It was late and it was signed"], rows["I promised nothing to anybody, at dinner or elsewhere"]
    assert (told["name"], told["role"], told["verified"], told["response"]) == ("Samuel J. Pell", "a spokesman for the mayor", "yes", "")
    assert (answered["speaker"], answered["source"], answered["response"]) == ("ines-calloway", "gazette-2019-03-12", "d1")
    assert answered["sentence"].startswith("https://gazette.example/2019/03/12/ferry-contract#:~:text=")


def test_no_cell_begins_a_formula(site: dict[str, bytes]) -> None:
    cells = [cell for rows in tables_of(site).values() for row in rows for cell in row.values()]

    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_a_long_site_map_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "_SITEMAP", 10)
    made = files(invented.archive())
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    index = ElementTree.fromstring(made["sitemap.xml"])
    split = [str(loc.text).removeprefix(invented.BASE) for loc in index.iter(f"{name}loc")]
    held = [loc.text for path in split for loc in ElementTree.fromstring(made[path]).iter(f"{name}loc")]

    assert index.tag == f"{name}sitemapindex"
    assert len(split) == -(-len(held) // 10)
    assert max(len(list(ElementTree.fromstring(made[path]))) for path in split) == 10
    assert f"{invented.BASE}events/promise.html" in held
    assert len(set(held)) == len(held)


def test_hostile_words_are_whole_in_the_data_and_bare_of_reordering_marks_elsewhere() -> None:
    made = files(hostile())

    assert json.loads(made["data/timeline.json"])["events"][0]["title"] == EVIL
    assert [path for path, content in made.items() if any(mark.encode() in content for mark in ("\x00", "\x0b", "\x1b"))] == []
    assert [path for path, content in made.items() if "\u202e".encode() in content] == ["data/timeline.json"]


def test_no_word_of_a_draft_is_in_any_file_in_any_spelling() -> None:
    secret = {name: f"zq{name}zq" for name in ("Title", "Summary", "Tag", "Passage", "Words", "Role", "Cue", "Person", "Alias", "Source", "Author", "Outlet", "Note", "Place")}
    quotation = Quotation(id="q1", words=secret["Words"], speaker="d", source="ds", role=secret["Role"])
    denial = Denial(id="d1", kind="denied", by="d", passage=secret["Passage"], cue=secret["Cue"], source="ds", of="promise", quotations=(quotation,), said="2019-03-01")
    event = Event(
        title=secret["Title"], summary=secret["Summary"], tags=(secret["Tag"],), people=("d", "sam-pell"), date="2018-07-09", quotations=(quotation,), denials=(denial,),
        reports=(Report(source="ds", passage=secret["Passage"]),), corrections=(Correction(date="2026-12-09", note=secret["Note"]),), added="2026-12-09", was=("zqoldzq",),
    )  # fmt: skip
    archive = invented.archive()
    receipt = Receipt(source="ds", copies=(), words={}, passages={"zqidzq": Place(start=0, end=1, prefix=secret["Place"], suffix="", head="", tail="", unique=True)})
    archive = msgspec.structs.replace(
        archive,
        events={**archive.events, "zqidzq": event},
        people={**archive.people, "d": Person(name=secret["Person"], aliases=(secret["Alias"],))},
        sources={**archive.sources, "ds": Source(title=secret["Source"], authors=(secret["Author"],), publisher=secret["Outlet"])},
        receipts={**archive.receipts, "ds": receipt},
        proposed=frozenset({"events/zqidzq", "people/d", "sources/ds"}),
    )

    made = files(archive)

    assert [path for path, content in made.items() if b"zq" in content.lower() or "zq" in path] == []
    assert made == files(invented.archive())


def test_the_bytes_depend_on_nothing_but_the_input() -> None:
    code = (
        "import sys, hashlib, json; sys.path[:0] = ['tests', '.']\n"
        "from test_render_outputs import files, invented\n"
        "print(json.dumps({path: hashlib.sha256(content).hexdigest() for path, content in files(invented.archive()).items()}))"
    )
    here = {path: hashlib.sha256(content).hexdigest() for path, content in files(invented.archive()).items()}
    for odd in ({"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}, {"PYTHONHASHSEED": "77", "LC_ALL": "C.UTF-8", "TZ": "America/Los_Angeles"}):
        done = subprocess.run([sys.executable, "-c", code], cwd=invented.ROOT, env={**os.environ, **odd}, capture_output=True, text=True, check=True)

        assert json.loads(done.stdout) == here
