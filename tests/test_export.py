"""The timeline for other tools: what leaves is what is published, each date as coarse as it is known."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from making import ARTICLES, ROOT, add, make_site, run


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_site(tmp_path_factory.mktemp("export"), {"config.yaml": "title: Ashford & sons\nbase_url: https://ashford.example/t/\n"})
    add(made, dict(ARTICLES))
    assert run("accept", "--site", made, "--all").exit_code == 0
    extra = 'date: 2023-22\ntitle: "The harbor master <resigns>"\ntags: [harbor]\nreports:\n- source: ashfordherald-2024-05-15\nresponses_sought: none found\n'
    (made / "content/events/resigns.yaml").write_text(extra, encoding="utf-8")
    (made / "content/events/undated.yaml").write_text(extra.replace("date: 2023-22\n", "").replace("<resigns>", "returns"), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[sqlite3.Connection]:
    made = site.parent / "timeline.db"
    done = run("export", "--site", site, "sqlite", made)
    assert done.exit_code == 0, done.output
    with closing(sqlite3.connect(made)) as connection:
        yield connection


def timelinejs(site: Path) -> dict[str, dict[str, object]]:
    done = run("export", "--site", site, "timelinejs")
    assert done.exit_code == 0, done.output
    return {slide["unique_id"]: slide for slide in json.loads(done.stdout)["events"]}


def test_timelinejs_shows_a_season_as_its_months_and_in_words(site: Path) -> None:
    slide = timelinejs(site)["resigns"]

    assert slide["start_date"] == {"year": "2023", "month": "6"}
    assert slide["end_date"] == {"year": "2023", "month": "8"}
    assert slide["display_date"] == "summer 2023"
    assert slide["group"] == "harbor"


def test_timelinejs_takes_words_as_markup_so_they_are_escaped(site: Path) -> None:
    assert timelinejs(site)["resigns"]["text"]["headline"] == "The harbor master &lt;resigns&gt;"  # type: ignore[index]


def test_timelinejs_tells_the_claim_and_beside_it_the_response(site: Path) -> None:
    (told,) = [str(slide["text"]) for slide in timelinejs(site).values() if "<b>Denied</b>: Tomas Reuter" in str(slide["text"])]

    assert "Our boats never touched it" in told
    assert "https://ashford.example/t/events/" in told


def test_timelinejs_names_what_it_has_no_place_for(site: Path) -> None:
    done = run("export", "--site", site, "timelinejs", site.parent / "t.json")

    assert "undated" not in timelinejs(site)
    assert done.stderr.endswith("left out, since timelinejs has no place for their dates: undated\n")


def test_every_row_of_the_database_refers_to_rows_that_are_there(base: sqlite3.Connection) -> None:
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA user_version").fetchone() == (1,)


def test_the_database_holds_what_is_published(site: Path, base: sqlite3.Connection) -> None:
    published = json.loads(run("export", "--site", site, "json").stdout)

    assert base.execute("SELECT count(*) FROM events").fetchone()[0] == len(published["events"])
    assert base.execute("SELECT count(*) FROM quotations").fetchone()[0] == sum(
        len(e.get("quotations", ())) + sum(len(d.get("quotations", ())) for d in e.get("denials", ())) for e in published["events"]
    )
    assert base.execute("SELECT earliest, latest FROM events WHERE id = 'resigns'").fetchone() == ("2023-06-01", "2023-08-31")


def test_the_database_answers_who_denied_what(base: sqlite3.Connection) -> None:
    found = base.execute(
        "SELECT people.name, responses.kind, quotations.words, quotations.verified FROM responses "
        "JOIN people ON people.id = responses.person JOIN quotations ON quotations.response = responses.id"
    ).fetchall()

    assert ("Tomas Reuter", "denied", "Our boats never touched it", 1) in found


def test_words_in_the_database_can_be_searched(base: sqlite3.Connection) -> None:
    found = base.execute("SELECT words FROM quotations_fts WHERE quotations_fts MATCH 'boats'").fetchall()

    assert found == [("Our boats never touched it",)]


def test_the_same_archive_gives_the_same_database(site: Path) -> None:
    one, other = site.parent / "one.db", site.parent / "other.db"
    for file in (one, other):
        run("export", "--site", site, "sqlite", file)

    assert one.read_bytes() == other.read_bytes()


def test_datasette_opens_it(base: sqlite3.Connection, site: Path) -> None:
    import asyncio

    from datasette.app import Datasette

    async def look() -> tuple[int, list[dict[str, object]]]:
        opened = Datasette([str(site.parent / "timeline.db")])
        answer = await opened.client.get("/timeline/quotations.json?_shape=array&_search=boats")
        return answer.status_code, answer.json()

    with ThreadPoolExecutor(1) as aside:  # the browser's tests keep a loop of their own in this thread
        status, rows = aside.submit(lambda: asyncio.run(look())).result()

    assert status == 200
    assert [row["words"] for row in rows] == ["Our boats never touched it"]


def test_csv_and_calendar_are_those_of_the_site(site: Path) -> None:
    assert run("build", "--site", site).exit_code == 0

    assert run("export", "--site", site, "csv").stdout_bytes == (site / "public/data/events.csv").read_bytes()
    assert run("export", "--site", site, "ics").stdout_bytes == (site / "public/data/timeline.ics").read_bytes()
    rows = csv.DictReader(io.StringIO(run("export", "--site", site, "csv").stdout))
    assert {"resigns", "undated"} < {row["id"] for row in rows}


def test_a_mistake_in_the_content_stops_it_and_leaves_the_file(site: Path, tmp_path: Path) -> None:
    broken = make_site(tmp_path, {"content/events/vote.yaml": "title: Vote\nreports:\n- source: nobody-wrote-this\n"})
    (tmp_path / "t.db").write_bytes(b"as it was")

    done = run("export", "--site", broken, "sqlite", tmp_path / "t.db")

    assert done.exit_code == 1
    assert "unknown-source" in done.stderr
    assert (tmp_path / "t.db").read_bytes() == b"as it was"


def test_a_database_needs_a_file(site: Path) -> None:
    done = run("export", "--site", site, "sqlite")

    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == "Error: a database cannot go to standard output: name a file, as in `export sqlite timeline.db`"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is a device of Linux")
def test_a_disk_that_is_full_is_told(site: Path) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "--site", str(site), "export", "json"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)

    assert (done.returncode, done.stderr) == (1, "Error: cannot write to standard output: No space left on device\n")
