"""What the preview shows: the site as it stands, its mistakes over the last good pages, and nothing written but proposals."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from making import imported, make_site, put, tree

from dateline import serve
from dateline.files import writing
from dateline.preview import Preview, Shown, overlay, site_as_it_stands
from dateline.problem import Problem
from dateline.serve import Renewal, wrong_with_code
from dateline.watch import Watch

STORY = {
    "content/sources/diary.yaml": "title: A diary\npublished: 2024-05-20\n",
    "content/events/fire.yaml": "title: The pier burns\ndate: 2024-05-13\nreports: [{source: diary}]\n",
    "content/proposed/events/ice.yaml": "title: The pier freezes\ndate: 2024-05-14\nreports: [{source: diary}]\n",
}
FIRE = STORY["content/events/fire.yaml"]
ICE = "content/proposed/events/ice.yaml"


def until(true: Callable[[], bool]) -> bool:
    """Whether it becomes true within twenty seconds."""
    end = time.monotonic() + 20
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


class Followed:
    """A preview that follows a site, and what it said."""

    def __init__(self, site: Path) -> None:
        self.site, self.said = site, list[str]()
        self.preview = Preview()
        renewal = Renewal(site, self.preview, self.said.append)
        renewal.first()
        threading.Thread(target=renewal.forever, daemon=True).start()

    @property
    def shown(self) -> Shown:
        return self.preview.shown

    def page(self, path: str = "index.html") -> str:
        return self.preview.page(self.shown.pages.get(path, b"")).decode()

    def write(self, name: str, text: str | bytes) -> None:
        put(self.site, {name: text})


@pytest.fixture
def followed(tmp_path: Path) -> Followed:
    return Followed(make_site(tmp_path, STORY))


def told(site: Path) -> list[str]:
    """The first line of each error of the site as it stands."""
    return [str(p).splitlines()[0] for p in site_as_it_stands(site).errors()]


def test_a_mistake_is_shown_over_the_page_as_on_the_terminal_and_goes_when_it_is_mended(followed: Followed) -> None:
    number = followed.shown.number

    followed.write("content/events/fire.yaml", FIRE + "taggs: [<b>]\n")
    assert until(lambda: followed.shown.old)
    page, said = followed.page(), followed.said[-1]
    followed.write("content/events/fire.yaml", FIRE)

    assert until(lambda: not followed.shown.old)
    assert "The pier burns" in page
    assert "content/events/fire.yaml:4:1: error: an event has no field &#x27;taggs&#x27;\n   write tags " in page
    assert said.startswith("content/events/fire.yaml:4:1: error: an event has no field 'taggs'\n   write tags ")
    assert ("dateline-problems" in followed.page(), followed.shown.number) == (False, number)


def test_a_change_is_shown_under_a_new_number(followed: Followed) -> None:
    number = followed.shown.number

    followed.write("content/events/fire.yaml", FIRE.replace("burns", "smokes"))

    assert until(lambda: "The pier smokes" in followed.page())
    assert followed.shown.number == number + 1


BROKEN = {
    "a half-saved file": ("content/events/fire.yaml", b""),
    "not YAML": ("content/events/fire.yaml", b"title: [\n"),
    "not text": ("content/events/fire.yaml", b"\xff\xfe\x00"),
    "a template": ("templates/event.html", b"{% if %}"),
    "a template that divides by nought": ("templates/event.html", b"{{ 1 / 0 }}"),
    "a template that extends itself": ("templates/event.html", b'{% extends "event.html" %}'),
    "a template that is not text": ("templates/event.html", b"\xff"),
    "a template that is not there": ("templates/event.html", b'{% extends "none.html" %}'),
    "the words": ("templates/strings.yaml", b"- home\n"),
    "words that are not text": ("templates/strings.yaml", b"\xff"),
    "the configuration": ("config.yaml", b"titel: x\n"),
    "an address": ("config.yaml", b"base_url: ftp://x\n"),
}


@pytest.mark.parametrize(("name", "content"), BROKEN.values(), ids=BROKEN.keys())
def test_no_mistake_ends_the_preview(name: str, content: bytes, followed: Followed) -> None:
    path = followed.site / name
    before = path.read_bytes() if path.exists() else None

    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    assert until(lambda: followed.shown.old), followed.said
    told = str(followed.shown.problems[0])
    if before is None:
        path.unlink()
    else:
        path.write_bytes(before)

    assert until(lambda: not followed.shown.old), followed.said
    assert told.startswith(name), told
    assert "The pier burns" in followed.page()


def test_a_content_folder_that_goes_away_is_waited_for(followed: Followed) -> None:
    shutil.move(followed.site / "content", followed.site / "away")
    gone = until(lambda: followed.shown.old)
    message = str(followed.shown.problems[0])
    shutil.move(followed.site / "away", followed.site / "content")

    assert (gone, message.splitlines()[0]) == (True, "error: the folder content/ is gone")
    assert until(lambda: not followed.shown.old)


def test_folders_that_come_later_are_followed_too(followed: Followed) -> None:
    followed.write("content/pages/about.md", "# Who we are\n")
    assert until(lambda: "about.html" in followed.shown.pages)

    followed.write("content/pages/about.md", "# Who keeps this\n")

    assert until(lambda: "Who keeps this" in followed.page("about.html"))


def test_a_mistake_in_a_proposal_is_told_and_the_rest_is_shown(tmp_path: Path) -> None:
    preview = Preview()

    preview.show(site_as_it_stands(make_site(tmp_path, STORY | {ICE: "titel: x\n"})))

    assert not preview.shown.old
    assert "1 error; the rest of the site is shown" in overlay(preview.shown) or "2 errors; the rest" in overlay(preview.shown)
    assert b"The pier burns" in preview.shown.pages["index.html"]


def test_a_site_that_never_was_built_has_the_message_alone(tmp_path: Path) -> None:
    preview = Preview()

    preview.show(site_as_it_stands(make_site(tmp_path, {"content/events/fire.yaml": "titel: x\n"})))

    assert (preview.shown.number, preview.shown.pages) == (0, {})
    assert b"content/events/fire.yaml:1:1: error: an event has no field" in preview.message()
    assert b"/-/reload.js" in preview.message()


def test_a_mistake_in_a_template_is_told_with_its_line(tmp_path: Path) -> None:
    site = make_site(tmp_path, STORY | {"templates/event.html": '{% extends "shipped/event.html" %}\n{% block main %}\n{{ page.nothing }}\n{% endblock %}\n'})

    assert told(site)[0].startswith("templates/event.html:3: error: a template cannot be filled in: ")


def test_links_that_lead_in_a_circle_do_no_harm(tmp_path: Path) -> None:
    site = make_site(tmp_path, STORY)
    for folder in ("content/events", "content/articles", "static", "templates"):
        (site / folder).mkdir(exist_ok=True)
        (site / folder / "again").symlink_to(site, target_is_directory=True)
        (site / folder / "self.css").symlink_to("self.css")

    assert told(site) == []
    assert Watch(site).changed(0) == set()


def test_while_another_process_writes_the_pages_stay_and_then_follow(followed: Followed) -> None:
    with writing(followed.site):
        followed.write("content/events/fire.yaml", FIRE.replace("burns", "smokes"))
        time.sleep(1)
        shown, problems = followed.page(), followed.shown.problems

    assert ("The pier burns" in shown, problems) == (True, ())
    assert until(lambda: "The pier smokes" in followed.page())


def test_a_preview_writes_no_page_and_changes_no_content(tmp_path: Path) -> None:
    site = make_site(tmp_path, STORY)
    imported(site, "pier.md")
    before = tree(site)

    site_as_it_stands(site)

    assert tree(site) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_site_that_cannot_be_written_is_shown_all_the_same(tmp_path: Path) -> None:
    site = make_site(tmp_path, STORY)
    site.chmod(0o555)

    look = site_as_it_stands(site)

    assert (look.errors(), look.pages is not None) == ((), True)


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("content/events/fire.yaml", True),
        ("content/pages/about.md", True),
        ("content/articles/a.html", True),
        (ICE, True),
        ("templates/x.html", True),
        ("static/x.css", True),
        ("config.yaml", True),
        ("content/receipts/diary.json", False),
        ("content/proposed/.ledger.json", False),
        ("content/events/.fire.yaml.swp", False),
        ("content/events/fire.yaml~", False),
        ("content/events/#fire.yaml#", False),
        (".dateline/lock", False),
        ("public/index.html", False),
    ],
)
def test_what_changes_is_seen_and_what_nobody_reads_is_not(name: str, seen: bool, tmp_path: Path) -> None:
    watch = Watch(make_site(tmp_path, STORY))
    watch.changed(0.3)

    put(tmp_path / "site", {name: "changed: now\n"})

    assert bool(watch.changed(5 if seen else 0.5)) == seen


def test_a_change_is_seen_where_the_system_gives_no_alarm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Iterator[object]:
        raise OSError("no more watches")

    monkeypatch.setattr("watchfiles.watch", refuse)
    watch = Watch(make_site(tmp_path, STORY))
    watch.changed(0.1)

    put(tmp_path / "site", {"content/events/fire.yaml": "changed: now\n"})

    assert watch.changed(5) == {("content", str(Path("events/fire.yaml")))}


def test_code_that_cannot_be_loaded_is_told_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"dateline/__init__.py": "", "dateline/good.py": "X = 1\n", "dateline/serve.py": "from dateline.good import X\n"})
    monkeypatch.setattr(serve, "__file__", str(tmp_path / "dateline/serve.py"))
    sound = wrong_with_code()
    put(tmp_path, {"dateline/good.py": "X = 1\nY = (\n"})

    wrong = wrong_with_code()

    assert sound is None
    assert isinstance(wrong, Problem)
    assert str(wrong).startswith("dateline/good.py:2: error: the changed code cannot be loaded: SyntaxError: '(' was never closed\n"), sys.version
