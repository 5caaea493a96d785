"""What `export timelinejs` writes, opened by the real TimelineJS in Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from invented import archive
from playwright.sync_api import Page

from dateline.config import read_strings
from dateline.render.book import make_book
from dateline.render.timelinejs import timelinejs
from dateline.render.when import when
from dateline.render.words import Strings, Words

ROOT = Path(__file__).resolve().parents[2]
PAGE = """<!doctype html><meta charset="utf-8"><title>t</title><link rel="stylesheet" href="css/timeline.css"><div id="t" style="height: 600px"></div>
<script src="js/timeline.js"></script><script src="story.js"></script>
<script>window.shown = new TL.Timeline('t', story, {font: null})</script>"""


def test_timelinejs_opens_every_event_with_its_own_words_for_the_date(visit: Callable[..., Page], tmp_path: Path) -> None:
    book = make_book(archive(), Words(Strings(read_strings(ROOT / "templates/strings.yaml", tmp_path / "none"))), draft=False)
    story, left_out = timelinejs(book)
    for folder in ("js", "css"):
        shutil.copytree(ROOT / "node_modules/@knight-lab/timelinejs/dist" / folder, tmp_path / folder)
    (tmp_path / "story.js").write_text(f"var story = {story}", encoding="utf-8")
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")

    page = visit((tmp_path / "index.html").as_uri())
    page.wait_for_selector(".tl-slide-titleslide")

    assert page.evaluate("window.shown.config.messages") == {"errors": [], "warnings": []}
    dated = [event for name, event in book.events.items() if name not in left_out]
    headlines = page.evaluate("[...document.querySelectorAll('.tl-slide h2.tl-headline')].map(h => h.textContent.trim())")
    assert sorted(headlines[1:] if len(headlines) > len(dated) else headlines) == sorted(event.title for event in dated)
    shown = set(page.evaluate("[...document.querySelectorAll('.tl-headline-date')].map(d => d.textContent.trim())"))
    assert shown - {""} == {when(event.date, book.words.strings).words for event in dated}
