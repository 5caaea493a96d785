"""Build: what is accepted and nothing else, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import imported, make_site, proposals, put, run, tree

from dateline.files import CannotWriteError
from dateline.pipeline.accept import accept
from dateline.pipeline.build import build_site
from dateline.pipeline.output import output_folder, write_pages

STORY = {
    "content/sources/diary.yaml": "title: A diary\npublished: 2024-05-20\n",
    "content/events/fire.yaml": "title: The pier burns\ndate: 2024-05-13\nreports: [{source: diary}]\n",
}
BROKEN = {"content/events/ice.yaml": "title: The pier freezes\ntags: ice\n"}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A site that was built once."""
    site = make_site(tmp_path, STORY)
    assert build_site(site).problems == ()
    return site


def texts(folder: Path) -> str:
    return "\n".join(p.read_bytes().decode("utf-8", "replace") for p in sorted(folder.rglob("*")) if p.is_file())


def test_an_accepted_event_is_published(built: Path) -> None:
    assert "The pier burns" in (built / "public/index.html").read_text(encoding="utf-8")


def test_building_twice_writes_nothing_the_second_time(built: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in (built / "public").rglob("*")}

    assert build_site(built).written == 0
    assert {p: p.stat().st_mtime_ns for p in (built / "public").rglob("*")} == before


def test_a_mistake_in_the_content_leaves_the_site_on_disk_as_it_was(built: Path) -> None:
    before = tree(built / "public")
    put(built, BROKEN)

    done = run("--site", built, "build")

    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr == (
        "content/events/ice.yaml:2:7: error: 'tags' takes a list, found 'ice'\n"
        "   write [ice]                                                          [wrong-type]\n"
        "nothing was built: mend the errors above; the site on disk is as it was\n"
    )
    assert tree(built / "public") == before


def test_a_mistake_keeps_import_from_changing_content(built: Path) -> None:
    put(built, BROKEN)
    before = tree(built)

    done = imported(built, "pier.md")

    assert [p.code for p in done.problems] == ["wrong-type"]
    assert tree(built) == before


def test_build_reads_what_is_new_in_articles(built: Path) -> None:
    put(built, {"content/articles/pier.txt": "The harbor board closed the old pier on May 13, 2024.\n"})

    done = build_site(built)

    assert done.waiting == len(proposals(built)) > 0


def test_no_word_of_a_draft_is_published(built: Path) -> None:
    imported(built, "pier.md", "school.md")
    draft = "title: Zyzzyva was seen\nsummary: By nobody but Quux.\npeople: [zyx-quux]\nreports: [{source: zyx-paper}]\n"
    drafts = {"events/zyzzyva": draft, "people/zyx-quux": "name: Zyx Quux\n", "sources/zyx-paper": "title: Zyx gazette\n"}
    put(built, {f"content/proposed/{key}.yaml": text for key, text in drafts.items()})

    build_site(built)

    published = texts(built / "public").lower()
    assert [word for word in ("zyzzyva", "quux", "zyx", "clara", "ilse", "millbrook", "harbor board") if word in published] == []


def test_people_and_sources_that_no_event_names_are_not_published(built: Path) -> None:
    put(built, {"content/people/zyx-quux.yaml": "name: Zyx Quux\n", "content/sources/zyx.yaml": "title: Zyx gazette\n"})

    build_site(built)

    assert "zyx" not in texts(built / "public").lower()


def test_what_is_withdrawn_from_content_goes_from_the_site(built: Path) -> None:
    put(built, {"public/mine.txt": "put here by hand"})
    before = {name for name in tree(built / "public") if "fire" in name}
    (built / "content/events/fire.yaml").unlink()

    build_site(built)

    assert before != set()
    assert {name for name in tree(built / "public") if "fire" in name or name == "mine.txt"} == {"mine.txt"}


def test_accepted_proposals_build_without_a_mistake(built: Path) -> None:
    imported(built, "pier.md", "school.md", "bridge.md", "pier-again.md")
    accept(built, [], everything=True)

    done = build_site(built)

    assert [str(p) for p in done.problems if p.severity == "error"] == []
    assert "A bridge that nobody crosses is a very long shelf" in texts(built / "public")


def test_a_quotation_that_nobody_wrote_does_not_build(built: Path) -> None:
    imported(built, "bridge.md")
    accept(built, [], everything=True)
    (event,) = [p for p in (built / "content/events").glob("*.yaml") if "very long shelf" in p.read_text(encoding="utf-8")]
    event.write_text(event.read_text(encoding="utf-8").replace("very long shelf", "very short shelf"), encoding="utf-8")

    done = build_site(built)

    assert [p.code for p in done.problems if p.severity == "error"] == ["unproven-quotation"]
    assert done.output == ""


def test_a_clean_clone_builds_from_the_receipts_alone(built: Path) -> None:
    imported(built, "bridge.md")
    accept(built, [], everything=True)
    (built / "content/articles/bridge.md").unlink()
    before = tree(built / "content")

    done = build_site(built)

    assert [p for p in done.problems if p.severity == "error"] == []
    assert tree(built / "content") == before


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{% if %}", "templates/event.html:1: error: the template cannot be read: Expected an expression, got 'end of statement block'\n"),
        ("{{ nothing.at.all }}", "templates/event.html:1: error: a template cannot be filled in: 'nothing' is undefined\n"),
    ],
    ids=["syntax", "undefined"],
)
def test_a_mistake_in_a_template_is_told_and_nothing_is_written(template: str, told: str, built: Path) -> None:
    before = tree(built / "public")
    put(built, {"templates/event.html": template})

    done = run("--site", built, "build")

    assert (done.exit_code, done.stderr.startswith(told)) == (1, True), done.stderr
    assert tree(built / "public") == before


def test_a_mistake_in_the_words_of_the_pages_is_told(built: Path) -> None:
    put(built, {"templates/strings.yaml": "- home\n"})

    done = run("--site", built, "build")

    assert (done.exit_code, done.stderr.splitlines()[0]) == (1, "templates/strings.yaml:1:1: error: this is no list of words: write one `key: text` a line")


@pytest.mark.parametrize("name", [".", "..", "content", "content/events/../pages", "templates", "static/out"])
def test_the_output_cannot_be_the_site_itself(name: str, tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match="would overwrite the site itself"):
        output_folder(tmp_path, name)


def test_no_page_lies_outside_the_output(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match=r"the page \.\./x\.html would lie outside"):
        write_pages(tmp_path, (tmp_path / "public").resolve(), {"../x.html": b"x"}.items())

    assert not (tmp_path / "x.html").exists()


def test_a_disk_that_refuses_is_told_in_a_line(built: Path) -> None:
    (built / "content/events/fire.yaml").write_text(STORY["content/events/fire.yaml"] + "tags: [smoke]\n", encoding="utf-8")
    page = next(p for p in (built / "public").rglob("*.html") if "fire" in p.name)
    page.unlink()
    page.mkdir()

    done = run("--site", built, "build")

    assert (done.exit_code, done.stderr) == (1, f"Error: cannot write {page.resolve()}: Is a directory\n")
