"""The search index after an edit that changes what there is: few files are others, and all are what a build from nothing makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import make_site, put
from test_incremental_rich import let_the_clock_tick, published

from dateline.pipeline import again
from dateline.pipeline.build import check_site, rendered
from dateline.pipeline.last import built

TOWNS = ("Ashford", "Bly", "Corby", "Dunmore", "Ely", "Fenwick", "Garth", "Hove", "Ilford", "Jarrow")


def event(title: str, date: str, added: str, source: str = "diary", person: str = "ada") -> str:
    return f"title: {title}\ndate: {date}\nadded: {added}\npeople: [{person}]\nreports: [{{source: {source}}}]\n"


SITE: dict[str, str | bytes] = {
    "content/sources/diary.yaml": "title: A diary\npublished: 2024-07-20\n",
    "content/people/ada.yaml": "name: Ada Brook\n",
    **{f"content/events/e{n:02}.yaml": event(f"Flood in {TOWNS[n % 10]} number {n}", f"19{n + 50}-05-13", f"2025-0{n // 28 + 1}-{n % 28 + 1:02}") for n in range(1, 45)},
}
NEWS = {
    "content/sources/gazette.yaml": "title: The gazette reports\npublished: 2025-03-01\n",
    "content/people/bo.yaml": "name: Bo Lee\n",
    "content/events/frost.yaml": event("Quiet frost", "1973-05-14", "2025-03-02", "gazette", "bo"),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    made = make_site(tmp_path, SITE)
    let_the_clock_tick()
    built(made)
    return made


def search_files_changed(site: Path) -> set[str]:
    """Which files of the index a build makes others of, adds or removes; all files are as from nothing then."""
    before = published(site)
    let_the_clock_tick()
    built(site)
    now = published(site)
    assert now == rendered(site, check_site(site).archive)
    return {path.removeprefix("search/") for path in before.keys() | now.keys() if before.get(path) != now.get(path) and path.startswith("search/")}


def test_a_new_event_touches_the_files_of_its_words_wherever_it_stands_in_the_timeline(site: Path) -> None:
    put(site, NEWS)

    changed = search_files_changed(site)

    assert changed == {
        *("meta.js", "who.js", "f-person.js", "d-4.js", "d-500000.js", "d-1000000.js"),
        *(f"{kind}-{word}.js" for kind in "ps" for word in ("bo", "fr", "ga", "le", "qu", "re", "th")),
    }


def test_what_came_last_goes_without_a_trace_in_other_files(site: Path) -> None:
    put(site, NEWS)
    came = search_files_changed(site)
    for path in NEWS:
        (site / path).unlink()

    assert search_files_changed(site) == came


def test_another_date_moves_no_record(site: Path) -> None:
    put(site, {"content/events/e07.yaml": event("Flood in Hove number 7", "1949-12-31", "2025-01-08")})

    assert search_files_changed(site) == {"meta.js", "d-0.js"}


@pytest.mark.parametrize(("most", "anew"), [(3, 0), (2, 1)])
def test_where_too_many_records_came_or_moved_all_is_made_anew(most: int, anew: int, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    made = again.search_anew
    monkeypatch.setattr(again, "_MOST_MOVED", most)
    monkeypatch.setattr(again, "search_anew", lambda edition, note: calls.append(edition) or made(edition, note))

    put(site, NEWS)
    search_files_changed(site)

    assert len(calls) == anew
