"""A build after any change makes what a build from nothing makes, byte for byte; where nothing changed it does nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from making import make_site, put

from dateline.pipeline import stamps
from dateline.pipeline.build import check_site, rendered
from dateline.pipeline.last import Memory, built, last_said, save
from dateline.pipeline.output import Written
from dateline.pipeline.seen import see
from dateline.problem import has_errors

PEOPLE = ("ada-brook", "tom-lee")
SOURCES = ("diary", "gazette")
START = {
    **{f"content/people/{name}.yaml": f"name: {name.replace('-', ' ').title()}\n" for name in PEOPLE},
    **{f"content/sources/{name}.yaml": f"title: The {name}\npublished: 2024-07-2{at}\npublisher: {name.title()}\n" for at, name in enumerate(SOURCES)},
}
TEMPLATES = {
    "page.html": '{% extends "shipped/page.html" %}{% block title %}Mine{% endblock %}',
    "event.html": '{% extends "shipped/event.html" %}{% block head %}<meta name="mine" content="{{ {"a": page.title}.a }}">{% endblock %}',
    "strings.yaml": "nav_people: Who\n",
}
names = st.sampled_from(["fire", "flood", "strike", "vote"])
days = st.sampled_from(["2024-05-13", "2024-05", "2024-06-02", "2023", "2024-05-12/2024-05-14", ""])


def event(title: str, day: str, person: str, source: str, answers: str) -> str:
    lines = [f"title: {title}", f"date: {day}", f"people: [{person}]", "reports:", f"- source: {source}", "denials:", "- id: d1", "  kind: denied", f"  by: {person}", f"  source: {source}"]
    return "\n".join([*lines, *([f"  of: {answers}"] if answers else [])]) + "\n"


class Editing(RuleBasedStateMachine):
    """A person edits a site, and builds after every step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.site = make_site(Path(self.folder.name), {**START, "content/events/fire.yaml": event("Fire", "2024-05-13", *("ada-brook", "diary"), "")})

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(name=names, title=st.sampled_from(["Fire", "The “flood”", "Vote & count"]), day=days, person=st.sampled_from(PEOPLE), source=st.sampled_from(SOURCES), answers=names | st.just(""))
    def write_an_event(self, name: str, title: str, day: str, person: str, source: str, answers: str) -> None:
        there = (self.site / f"content/events/{answers}.yaml").exists()
        put(self.site, {f"content/events/{name}.yaml": event(title, day, person, source, answers if there else "")})

    @rule(name=names, new=names)
    def rename_an_event(self, name: str, new: str) -> None:
        old, to = (self.site / f"content/events/{n}.yaml" for n in (name, new))
        if old.exists() and not to.exists():
            old.rename(to)
            to.write_text(f"was: [{name}]\n" + "".join(line for line in to.read_text().splitlines(keepends=True) if not line.startswith("was:")))

    @rule(name=names)
    def delete_an_event(self, name: str) -> None:
        (self.site / f"content/events/{name}.yaml").unlink(missing_ok=True)

    @rule(person=st.sampled_from(PEOPLE), name=st.sampled_from(["Ada Brook", "Thomas Lee", "Nobody"]))
    def rename_a_person(self, person: str, name: str) -> None:
        put(self.site, {f"content/people/{person}.yaml": f"name: {name} {person}\n"})

    @rule(source=st.sampled_from(SOURCES), title=st.sampled_from(["A diary", "B"]), day=st.sampled_from(["2024-07-20", "2024-08-01"]))
    def edit_a_source(self, source: str, title: str, day: str) -> None:
        put(self.site, {f"content/sources/{source}.yaml": f"title: {title}\npublished: {day}\n"})

    @rule(name=st.sampled_from(sorted(TEMPLATES)), there=st.booleans())
    def put_or_take_a_template(self, name: str, there: bool) -> None:
        put(self.site, {f"templates/{name}": TEMPLATES[name]}) if there else (self.site / "templates" / name).unlink(missing_ok=True)

    @rule(title=st.sampled_from(["Ashford", "Bly"]), more=st.sampled_from(["", "publish: {order: newest-first}\n", "theme: {link: red}\n", "base_url: https://x.example/a/\n"]))
    def configure(self, title: str, more: str) -> None:
        put(self.site, {"config.yaml": f"title: {title}\n{more}"})

    @rule(name=st.sampled_from(["static/map.svg", "static/style.css", "content/pages/about.md"]), text=st.sampled_from(["", "a", "# B\n\nc"]))
    def put_a_file(self, name: str, text: str) -> None:
        put(self.site, {name: text}) if text else (self.site / name).unlink(missing_ok=True)

    @rule(page=st.sampled_from(["index.html", "people.html", "feed.xml"]), gone=st.booleans())
    def spoil_what_was_made(self, page: str, gone: bool) -> None:
        path = self.site / "public" / page
        path.unlink(missing_ok=True) if gone else path.write_text("spoilt")

    @invariant()
    def is_what_a_build_from_nothing_makes(self) -> None:
        before = self.published()
        said, _ = built(self.site)
        built(self.site)

        if has_errors(said.problems):
            assert self.published() == before
        else:
            assert self.published() == rendered(self.site, check_site(self.site).archive)

    def published(self) -> dict[str, bytes]:
        """Path → bytes of what stands in the folder."""
        folder = self.site / "public"
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=6, stateful_step_count=8, deadline=None, phases=(Phase.reuse, Phase.generate))  # a step is a build: too slow to shrink


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was built, its files old enough to be believed."""
    made = make_site(tmp_path, {**START, "content/events/fire.yaml": event("Fire", "2024-05-13", "ada-brook", "diary", ""), "templates/page.html": TEMPLATES["page.html"]})
    let_the_clock_tick()
    built(made)
    return made


def let_the_clock_tick() -> None:
    time.sleep(2 * stamps.TICK_NS / 1e9)


def test_where_nothing_changed_nothing_is_read_and_the_same_is_said(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = last_said(see(site))
    monkeypatch.setattr("dateline.pipeline.build.build_site", None)

    assert said is not None
    assert built(site) == (said, 0)
    assert "1 event" in said.contents


@pytest.mark.parametrize(
    "path",
    [
        *("content/events/fire.yaml", "content/events/new.yaml", "config.yaml", "templates/page.html", "static/a.css", "static/more/b.css", "content/articles/x.md"),
        *("public/index.html", "public/new.html", "public/events/fire.html"),
    ],
)
def test_any_changed_file_makes_a_build(path: str, site: Path) -> None:
    put(site, {path: (site / path).read_text() + "\n" if (site / path).exists() else "title: x\n"})

    assert last_said(see(site)) is None


@pytest.mark.parametrize("path", ["content/people/ada-brook.yaml", "templates/page.html", "config.yaml", "public/people/ada-brook.html", "public/events"])
def test_any_file_that_went_makes_a_build(path: str, site: Path) -> None:
    shutil.rmtree(site / path) if (site / path).is_dir() else (site / path).unlink()

    assert last_said(see(site)) is None


def test_what_changed_is_named(site: Path) -> None:
    put(site, {"content/events/fire.yaml": "x", "content/people/new.yaml": "y", "public/index.html": "z", "public/mine/a.txt": "b"})
    (site / "content/sources/diary.yaml").unlink()
    (site / "public/people.html").unlink()

    seen = see(site)

    assert (seen.inputs.changed, seen.inputs.added, seen.inputs.removed) == ({"content/events/fire.yaml"}, {"content/people/new.yaml"}, {"content/sources/diary.yaml"})
    assert (seen.outputs.changed, seen.outputs.added, seen.outputs.removed) == ({"index.html"}, set(), {"people.html"})


def test_a_change_of_the_same_size_and_time_makes_a_build(site: Path) -> None:
    path = site / "content/events/fire.yaml"
    before = path.stat()
    path.write_text(path.read_text().replace("Fire", "Hire"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    built(site)

    assert "Hire" in (site / "public/index.html").read_text()


def test_what_changed_within_the_clocks_tick_is_not_believed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "TICK_NS", 2 * 10**10)  # shorter than the program has been here
    put(site, {"content/events/fire.yaml": event("Ice", "2024-05-13", "ada-brook", "diary", "")})

    built(site)

    assert see(site).inputs.changed >= {"content/events/fire.yaml"}


def test_a_page_that_is_altered_while_the_site_is_built_is_made_again(site: Path) -> None:
    said, _ = built(site)
    pages = {p.relative_to(site / "public").as_posix(): stamps.stamp_at(str(p)) for p in (site / "public").rglob("*") if p.is_file()}
    seen = see(site)
    put(site, {"public/index.html": "altered", "public/events/fire.html": "altered"})

    save(seen, said, Memory(written=Written(len(pages), 1, {"index.html": pages["index.html"]}, pages)))

    assert see(site).outputs.changed == {"index.html", "events/fire.html"}


def test_another_address_makes_a_build(site: Path) -> None:
    built(site, "https://x.example/a/")

    assert "https://x.example/a/" in (site / "public/sitemap.xml").read_text()


def test_what_a_killed_build_left_makes_a_build(site: Path) -> None:
    put(site, {".dateline/writing.txt": f"{site / 'public'}\n"})

    assert last_said(see(site)) is None


def test_a_site_that_was_moved_is_built_anew(site: Path) -> None:
    moved = site.rename(site.with_name("moved"))

    assert see(moved).index is None
