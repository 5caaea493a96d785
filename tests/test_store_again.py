"""A site read again is the site read anew, whatever was kept of it: its records, and the mistakes told while files were read."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import make_site, put

from dateline.filed import Filed
from dateline.store import Loaded, load, reload

SITE = {
    "content/events/fire.yaml": "title: The pier burns\ndate: 2024-05-13\npeople: [ana-lee]\n",
    "content/events/vote.yaml": "title: 'The vote'\nsummary: >\n  A text that\n  is folded.\n",
    "content/people/ana-lee.yaml": "name: Ana Lee\n",
    "content/sources/diary.yaml": "title: A diary\n",
    "content/receipts/diary.json": '{"source": "diary", "accepted": {"ab": "fire"}}',
    "content/pages/about.md": "# About\n",
}
TEXTS = {
    "yaml": ("title: x\n", "name: Tom Lee\n", "title: x\ntitel: y\n", "[", "", "title: x\nsummary: |\n  was here\n", b"\xff", "title: x\npeople: [ana-lee]\ndate: 2024-13\n"),
    "json": ('{"source": "diary", "rejected": ["cd"]}', "{", '{"source": 1}', '{"source": "a", "words": {"ab": {"start": 100000000000000000000000, "end": 2}}}'),
}
files = st.sampled_from([*(path for path in SITE if "pages" not in path), "content/events/arson.yaml", "content/sources/courier.yaml", "content/receipts/courier.json"])
edits = st.lists(files.flatmap(lambda path: st.tuples(st.just(path), st.sampled_from([*TEXTS[path[-4:]], None]))), min_size=1, max_size=4)


def told(loaded: Loaded) -> dict[str, Any]:
    """All that is known of a site."""
    archive = loaded.archive
    folders = {name: [*getattr(archive, name).items()] for name in ("events", "people", "sources", "receipts", "pages")}
    return {**folders, "paths": dict(archive.paths), "config": archive.config, "unread": archive.unread, "places": dict(archive.places), "problems": loaded.problems, "proposed": archive.proposed}


class Memory:
    """What files gave when they were read last, as long as nobody touches them."""

    def __init__(self) -> None:
        self.kept: dict[str, Filed] = {}
        self.asked: set[str] = set()

    def known(self, path: str) -> Filed | None:
        self.asked.add(path)
        return self.kept.get(path)

    def take(self, loaded: Loaded, touched: set[str]) -> None:
        self.kept = {path: filed for path, filed in self.kept.items() if path not in touched} | {**loaded.read}


def apply(site: Path, changes: list[tuple[str, str | bytes | None]]) -> set[str]:
    for path, text in changes:
        if text is None:
            (site / path).unlink(missing_ok=True)
        else:
            put(site, {path: text})
    return {path for path, _ in changes}


@settings(max_examples=60)
@given(st.lists(edits, max_size=3))
def test_what_was_kept_of_untouched_files_is_as_good_as_reading_them(steps: list[list[tuple[str, str | bytes | None]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site, memory = make_site(Path(folder), SITE), Memory()
        memory.take(load(site, known=memory.known), set())
        for changes in steps:
            touched = apply(site, changes)
            memory.kept = {path: filed for path, filed in memory.kept.items() if path not in touched}

            again = load(site, known=memory.known)

            assert told(again) == told(load(site))
            assert again.read.keys() <= touched
            memory.take(again, touched)


@settings(max_examples=60)
@given(st.lists(edits, max_size=3))
def test_reading_only_what_was_touched_gives_the_site(steps: list[list[tuple[str, str | bytes | None]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = make_site(Path(folder), SITE)
        loaded = load(site)
        for changes in steps:
            again = reload(site, loaded, apply(site, changes))

            assert again is not None
            assert told(again) == told(load(site))
            loaded = again


def test_every_file_of_a_record_is_asked_for(tmp_path: Path) -> None:
    site, memory = make_site(tmp_path, SITE), Memory()

    read = load(site, known=memory.known).read

    assert memory.asked == {path for path in SITE if "pages" not in path}
    assert read.keys() == memory.asked


def test_a_mistake_that_was_kept_is_told_though_its_file_is_not_read(tmp_path: Path) -> None:
    site, memory = make_site(tmp_path, SITE | {"content/events/fire.yaml": "titel: x\n"}), Memory()
    memory.take(load(site, known=memory.known), set())

    again = load(site, known=memory.known)

    assert (again.read, [p.code for p in again.problems]) == ({}, ["unknown-field"])


@pytest.mark.parametrize(
    "changed",
    ["config.yaml", "content/pages/about.md", "content/events/fire.yml", "content/proposed/events/fire.yaml", "content/events/more/fire.yaml", "content/articles/a.md", "content/events"],
)
def test_what_may_concern_more_than_a_record_is_left_to_a_whole_reading(changed: str, tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)

    assert reload(site, load(site), [changed]) is None


@pytest.mark.parametrize("renamed", ["before", "now"])
def test_old_ids_are_left_to_a_whole_reading(renamed: str, tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    rename = {"content/people/ana-lee.yaml": "name: Ana Lee\nwas: [ana]\n"}
    put(site, rename if renamed == "before" else {})
    loaded = load(site)
    put(site, rename)

    assert reload(site, loaded, ["content/people/ana-lee.yaml"]) is None


def test_proposals_stay_while_another_record_is_read_again(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE | {"content/proposed/events/ice.yaml": "title: The pier freezes\n", "content/proposed/events/fire.yaml": "tags: [smoke]\n"})
    loaded = load(site, proposals=True)
    put(site, {"content/events/vote.yaml": "title: The count\n"})

    again = reload(site, loaded, ["content/events/vote.yaml"])

    assert again is not None
    assert told(again) == told(load(site, proposals=True))
    assert reload(site, again, ["content/events/fire.yaml"]) is None
