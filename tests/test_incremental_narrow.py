"""An event more makes again only the pages that show something of it, and notes anew only what was read anew."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from making import make_site, put

from dateline.pipeline import again, stamps
from dateline.pipeline.anew import Note
from dateline.pipeline.build import check_site, rendered
from dateline.pipeline.keeping import Reads
from dateline.pipeline.last import built
from dateline.render import Edition

LONG = 3  # entries up to which a year is one page here


def files(n: int) -> dict[str, str]:
    """The event of a month with the person and the source that no other has; reported in the month after."""
    event = f"title: Event {n}\ndate: 2024-{n:02}-10\npeople: [person-{n}]\nreports: [{{source: source-{n}}}]\n"
    return {
        f"content/events/event-{n}.yaml": event,
        f"content/people/person-{n}.yaml": f"name: Ada{n} Brook{n}\n",
        f"content/sources/source-{n}.yaml": f"title: On {n}\npublished: 2024-{n + 1:02}-01\npublisher: Outlet {n}\n",
    }


@pytest.fixture
def parted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A year of a few entries is a long one."""
    for module in ("plan", "timeline"):
        monkeypatch.setattr(f"dateline.render.{module}.ON_ONE_PAGE", LONG)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are made again, and what is no page but was noted."""
    found: list[str] = []

    def spied(edition: Edition, paths: Iterable[str], note: Note) -> Iterator[tuple[str, bytes]]:
        found.extend(paths)
        return pages_anew(edition, paths, note)

    def noted(self: Reads, reader: str, cells: Iterable[str]) -> None:
        if ":" in reader:
            found.append(reader)
        note(self, reader, cells)

    pages_anew, note = again.pages_anew, Reads.note
    monkeypatch.setattr(again, "pages_anew", spied)
    monkeypatch.setattr(Reads, "note", noted)
    return found


def site_of(folder: Path, months: int) -> Path:
    site = make_site(folder, {name: text for n in range(1, months + 1) for name, text in files(n).items()})
    time.sleep(2 * stamps.TICK_NS / 1e9)
    built(site)
    return site


def is_as_from_nothing(site: Path) -> bool:
    folder = site / "public"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()} == rendered(site, check_site(site).archive)


@pytest.mark.usefixtures("parted")
def test_an_event_more_in_a_long_year_leaves_the_pages_of_others_alone(tmp_path: Path, made: list[str]) -> None:
    site = site_of(tmp_path, LONG + 2)
    made.clear()

    put(site, files(LONG + 3))
    built(site)

    assert {path for path in made if path.startswith("events/")} == {f"events/event-{n}.html" for n in (LONG + 2, LONG + 3)}  # the last one leads to the new one
    assert is_as_from_nothing(site)


@pytest.mark.usefixtures("parted")
def test_a_year_that_becomes_long_is_another_on_the_pages_of_all_its_events(tmp_path: Path, made: list[str]) -> None:
    site = site_of(tmp_path, LONG)
    made.clear()

    put(site, files(LONG + 1))
    built(site)

    assert {path for path in made if path.startswith("events/")} == {f"events/event-{n}.html" for n in range(1, LONG + 2)}
    assert is_as_from_nothing(site)


def test_what_was_known_in_past_months_stays_as_it_is_when_the_record_grows(tmp_path: Path, made: list[str]) -> None:
    site = site_of(tmp_path, 4)
    made.clear()

    put(site, files(5))
    built(site)

    assert {path for path in made if path.startswith("known/")} == {"known/2024-05.html", "known/2024-06.html", "known/index.html"}
    assert is_as_from_nothing(site)


@pytest.mark.usefixtures("parted")
def test_what_pages_share_is_noted_anew_only_where_it_read_something_else(tmp_path: Path, made: list[str]) -> None:
    site = site_of(tmp_path, LONG + 2)
    made.clear()

    put(site, {"content/events/event-2.yaml": files(2)["content/events/event-2.yaml"].replace("Event 2", "Another")})
    built(site)

    assert {reader for reader in made if reader.startswith(("entry:", "said:"))} == {"entry:event-2", "said:event-2"}
    assert is_as_from_nothing(site)
