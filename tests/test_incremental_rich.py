"""After any edit of a rich site, the build and every page of the preview are what they would be from nothing."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from editing import Editor
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from making import make_site, put

from dateline.model import Place, Receipt
from dateline.pipeline import stamps
from dateline.pipeline.anew import edition_of, strings_of
from dateline.pipeline.build import check_site, rendered
from dateline.pipeline.last import built
from dateline.pipeline.state import judged, planned
from dateline.preview import Look, site_as_it_stands
from dateline.problem import has_errors
from dateline.store import encoded, load
from dateline.text import words_hash

FEW = settings(max_examples=5, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # a step is a build: too slow to shrink
PROPOSAL = {"content/proposed/events/ice.yaml": "title: Ice\ndate: 2024-05-14\nreports: [{source: diary}]\n"}
FIRE = "content/events/fire.yaml"
QUOTED = "quotations: [{id: q1, words: It was cold, speaker: ada, source: diary}]\n"
PROOF = encoded(Receipt(source="diary", words={words_hash("It was cold"): Place(start=1, end=12)}))
chances = st.integers(0, 10**9).map(Random)


@contextmanager
def edited(chance: Random, more: dict[str, str | bytes]) -> Iterator[tuple[Path, Editor]]:
    """A site, and who edits it; in one of ten, records bear old ids."""
    with tempfile.TemporaryDirectory() as folder:
        yield make_site(Path(folder), more), Editor(chance, renames=chance.random() < 0.1)


def several_edits(editor: Editor, chance: Random) -> None:
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        editor.edit()


@FEW
@given(chances)
def test_a_build_after_an_edit_makes_what_one_from_nothing_makes(chance: Random) -> None:
    with edited(chance, {}) as (site, editor):
        for _ in range(6):
            editor.save(site)
            let_the_clock_tick()
            before = published(site)
            said, _ = built(site)
            cold = check_site(site)

            assert {*said.problems} == {*cold.problems}
            assert published(site) == (before if has_errors(said.problems) else rendered(site, cold.archive))
            several_edits(editor, chance)


@FEW
@given(chances, st.booleans())
def test_every_page_shown_after_an_edit_is_what_it_is_in_a_look_from_nothing(chance: Random, with_proposals: bool) -> None:
    with edited(chance, PROPOSAL if with_proposals else {}) as (site, editor):
        known, since, ever = None, set[str](), set[str]()
        for _ in range(8):
            since |= editor.save(site)
            look, cold = site_as_it_stands(site, known, since if known else None), site_as_it_stands(site)
            assert (look.problems, look.base) == (cold.problems, cold.base)
            if cold.pages is not None:
                ever |= shows_the_same(look, cold, known if look.same else None, ever, chance)
                known, since = look, set[str]()
            several_edits(editor, chance)


def shows_the_same(look: Look, cold: Look, same: Look | None, ever: set[str], chance: Random) -> set[str]:
    """Compare some pages, and those that there ever were; the paths of the site."""
    assert look.pages is not None
    assert cold.pages is not None
    pages = dict(cold.pages.items())
    asked = chance.sample([*pages], chance.choice([0, 3, 10, len(pages)]))
    assert {path: look.pages[path] for path in asked} == {path: pages[path] for path in asked}
    assert not [path for path in ever - pages.keys() if path in look.pages]
    if same and same.pages is not None:
        assert dict(same.pages.items()) == pages
    return {*pages}


def test_an_edit_of_words_makes_no_plan_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {"content/sources/diary.yaml": "title: A diary\npublished: 2024-07-20\n", FIRE: "title: Fire\nreports: [{source: diary}]\n"}
    site = make_site(tmp_path, files)
    let_the_clock_tick()
    built(site)
    look = site_as_it_stands(site)
    put(site, {FIRE: "title: Ice\nreports: [{source: diary}]\n"})
    for function in ("dateline.pipeline.state.make_plan", "dateline.pipeline.build._built_anew", "dateline.preview.load"):
        monkeypatch.setattr(function, None)

    after = site_as_it_stands(site, look, {FIRE})
    built(site)

    assert after.pages is not None
    assert b"Ice" in after.pages["index.html"]
    assert "Ice" in (site / "public/index.html").read_text()


def test_what_pages_share_leads_to_the_same_page_from_each_of_them(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"content/sources/diary.yaml": "title: A diary\npublished: 2025-07-20\n", "content/people/ada.yaml": "name: Ada\n", "content/receipts/diary.json": PROOF}
    files |= {f"content/events/e{year}.yaml": f"title: Fire\ndate: {year}-05-13\nreports: [{{source: diary}}]\n{more}" for year, more in ((2023, ""), (2024, QUOTED), (2025, ""))}
    site = make_site(tmp_path, files)
    edition = edition_of(site, planned(judged(site, load(site))), strings_of(site))

    person, month = (edition.make(path).content for path in ("people/ada.html", "months/2024-05.html"))

    assert b'<p class="q">' in person
    assert b'href="../people/ada.html"' in month
    assert b'href="ada.html"' not in month


def test_a_file_that_came_and_went_between_two_looks_is_no_matter(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/sources/diary.yaml": "title: A diary\npublished: 2024-07-20\n", "content/events/fire.yaml": "title: Fire\nreports: [{source: diary}]\n"})
    look = site_as_it_stands(site)
    put(site, {"content/people/ada.yaml": "name: Ada"})
    (site / "content/people/ada.yaml").unlink()

    assert site_as_it_stands(site, look, {"content/people/ada.yaml"}).problems == site_as_it_stands(site).problems


def let_the_clock_tick() -> None:
    """Else what was saved counts as changed once more at the next build."""
    time.sleep(2 * stamps.TICK_NS / 1e9)


def published(site: Path) -> dict[str, bytes]:
    """Path → bytes of what stands in the folder."""
    folder = site / "public"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
