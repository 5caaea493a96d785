"""Saved articles and drafts never become public: the pre-flight finds them by their bytes and by their words."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import ARTICLES, SCHOOL, imported, make_site, put, run

from dateline.pipeline.accept import accept
from dateline.pipeline.build import build_site
from dateline.pipeline.ready import preflight

DRAFT = "content/proposed/events/zyzzyva.yaml"
COPY = "this is the saved article pier.md, which is not to be published"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site with one accepted article and one that waits."""
    site = make_site(tmp_path, {"config.yaml": "title: Ashford\nbase_url: https://ashford.test/\n"})
    imported(site, "pier.md")
    accept(site, [], everything=True)
    imported(site, "school.md")
    put(site, {DRAFT: "title: Zyzzyva was seen\nsummary: 'By nobody & but “Quux” alone'\nreports: [{source: zyx}]\n"})
    assert build_site(site).output
    return site


def told(site: Path) -> list[str]:
    return [str(p) for p in preflight(site).problems]


def codes(site: Path) -> list[str]:
    return [p.code for p in preflight(site).problems]


def test_what_is_accepted_and_built_is_no_leak(site: Path) -> None:
    assert told(site) == []


@pytest.mark.parametrize("name", ["pier.md", "assets/deep/anything.bin"])
def test_a_saved_article_is_known_by_its_bytes_whatever_its_name(name: str, site: Path) -> None:
    put(site / "public", {name: ARTICLES["pier.md"]})

    assert f"public/{name}: error: {COPY}\n   take it out of static/, or of the output folder                      [article-in-output]" in told(site)


def test_a_saved_article_is_known_by_its_receipt_when_the_copy_is_gone(site: Path) -> None:
    (site / "content/articles/pier.md").unlink()
    put(site / "public", {"old.bin": ARTICLES["pier.md"]})

    assert told(site) == [f"public/old.bin: error: {COPY}\n   take it out of static/, or of the output folder                      [article-in-output]"]


def test_an_article_pasted_into_a_page_is_known_by_its_words(site: Path) -> None:
    filler = "The fund had been checked in each of the nine years before, and nobody had found a reason to ask for more than the papers. " * 3
    put(site, {"content/articles/long.txt": SCHOOL + filler, "content/pages/school.md": f"# School\n\n{SCHOOL}{filler}"})
    assert build_site(site).output

    assert "article-in-output" in codes(site)
    assert any(line.startswith("public/school.html: error: this holds a long stretch of the saved article long.txt: “") for line in told(site))


@pytest.mark.parametrize(
    "content",
    ["<p>ZYZZYVA <b>was</b>\nseen</p>", "By nobody &amp; but &ldquo;Quux&rdquo; alone.", '{"t": "zyzzyva was\\nseen"}', "Zyzzyva   was, seen!"],
    ids=["tags", "entities", "json", "punctuation"],
)
def test_words_of_a_draft_are_found_however_they_are_written(content: str, site: Path) -> None:
    put(site / "public", {"old.html": content})

    (problem,) = told(site)

    assert problem.startswith("public/old.html: error: this holds words of the draft content/proposed/events/zyzzyva.yaml: “")
    assert problem.endswith("take the file away, or accept the proposal; `build` publishes accepted records alone [draft-in-output]")


def test_a_page_of_a_draft_that_an_old_build_left_is_told_and_not_published(site: Path) -> None:
    put(site / "public", {"events/zyzzyva.html": "<title>Zyzzyva was seen</title>"})

    done = run("--site", site, "publish", "--check")

    assert (done.exit_code, "[draft-in-output]" in done.stderr) == (1, True)


def test_words_that_an_accepted_record_has_too_are_no_leak(site: Path) -> None:
    put(site, {"content/proposed/events/again.yaml": "title: Clara Voss\nreports: [{source: zyx}]\n"})

    assert told(site) == []


def test_part_of_a_longer_word_is_no_leak(site: Path) -> None:
    put(site / "public", {"a.txt": "zyzzyva was seenless, unzyzzyva was seen"})

    assert told(site) == []


def test_of_a_proposal_that_adds_to_an_accepted_event_only_what_is_new_is_a_draft(site: Path) -> None:
    (event,) = [p for p in (site / "content/events").glob("*.yaml") if "safe for nobody" in p.read_text(encoding="utf-8")]
    source = next((site / "content/sources").glob("*.yaml")).stem
    addition = f"quotations:\n- words: Zyzzyva walked upon it\n  speaker: clara-voss\n  source: {source}\n"
    put(site, {f"content/proposed/events/{event.name}": addition})

    before = told(site)
    put(site / "public", {"old.txt": "Zyzzyva walked upon it"})

    assert (before, [line.splitlines()[0] for line in told(site)]) == (
        [],
        [f"public/old.txt: error: this holds words of the draft content/proposed/events/{event.name}: “zyzzyva walked upon it”"],
    )
