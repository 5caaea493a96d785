"""The calendar holds what is known to the day, and nothing that is not; long lists are shortened and lose nothing."""

from __future__ import annotations

import invented
from bs4 import BeautifulSoup
from jinja2 import FileSystemLoader

from dateline.model import Archive, Event, Person, Quotation, Source
from dateline.render import render
from dateline.render.entries import IN_FULL


def files(archive: Archive) -> dict[str, str]:
    printed = render(archive, FileSystemLoader(invented.ROOT / "templates"), {}, strings=invented.strings())
    return {page.path: page.content.decode() for page in printed}


def entries(calendar: str) -> dict[str, tuple[str, str]]:
    """Id → first day and the day after the last."""
    lines = calendar.replace("\r\n ", "").split("\r\n")
    found = {}
    for at, one in enumerate(lines):
        if one.startswith("UID:"):
            found[one[4:].partition("@")[0]] = (lines[at + 2].partition(":")[2], lines[at + 3].partition(":")[2])
    return found


def test_only_exact_days_are_in_the_calendar() -> None:
    assert entries(files(invented.archive())["data/timeline.ics"]) == {
        "promise": ("20180709", "20180710"),
        "strike": ("20181105", "20181110"),
        "signed": ("20181219", "20181220"),
        "board": ("20181220", "20181221"),
        "audit": ("20190424", "20190425"),
        "hearing": ("20190901", "20190902"),
    }


def test_the_calendar_escapes_and_folds_its_lines() -> None:
    event = Event(title="Ä; b, c\\d " + "é" * 100, date="2019-01-01")

    calendar = files(Archive(events={"a": event}))["data/timeline.ics"]

    assert "SUMMARY:Ä\\; b\\, c\\\\d" in calendar
    assert max(len(one.encode()) for one in calendar.split("\r\n")) <= 75
    assert "é" * 100 in calendar.replace("\r\n ", "")


def test_long_lists_of_a_person_and_a_source_end_in_lines_and_lose_nothing() -> None:
    quotation = Quotation(id="q1", words="Not a word", speaker="p", source="s")
    events = {f"e-{n:03}": Event(title=f"Entry {n}", date=f"20{n:02}", quotations=(quotation,)) for n in range(IN_FULL + 9)}
    made = files(Archive(events=events, people={"p": Person(name="Pat Pell")}, sources={"s": Source(title="S")}))

    for path in ("people/p.html", "sources/s.html"):
        page = BeautifulSoup(made[path], "lxml")
        assert len(page.select(".ev")) == len(page.select(".claim")) == IN_FULL
        assert {link["href"] for link in page.select(".heads a")} == {f"../events/e-{n:03}.html{m}" for n in range(IN_FULL, IN_FULL + 9) for m in ("", "#q1")}
