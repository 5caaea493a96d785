"""`new`: a site that is whole, valid and its owner's from the first minute."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import imported, put, run, tree

from dateline.model import Config
from dateline.pipeline.build import build_site
from dateline.scaffold import new_site
from dateline.store import load


def test_a_new_site_builds_without_a_word(tmp_path: Path) -> None:
    new_site(tmp_path / "harbor-notes")

    done = build_site(tmp_path / "harbor-notes")

    assert done.problems == ()
    assert (tmp_path / "harbor-notes/public/index.html").is_file()


def test_the_title_follows_from_the_folder_or_is_given(tmp_path: Path) -> None:
    new_site(tmp_path / "harbor-notes_2")
    new_site(tmp_path / "other", 'Notes "from": the \\ harbor # 1')

    assert load(tmp_path / "harbor-notes_2").archive.config.title == "Harbor notes 2"
    assert load(tmp_path / "other").archive.config.title == 'Notes "from": the \\ harbor # 1'


def test_all_but_the_title_is_the_default(tmp_path: Path) -> None:
    new_site(tmp_path / "a", Config().title)

    loaded = load(tmp_path / "a")

    assert loaded.problems == ()
    assert loaded.archive.config.output == Config().output
    assert loaded.archive.config.publish == Config().publish


def test_every_key_of_the_configuration_is_named_in_it(tmp_path: Path) -> None:
    new_site(tmp_path / "a")

    text = (tmp_path / "a/config.yaml").read_text(encoding="utf-8")

    assert [field for field in Config.__struct_fields__ if f"{field}:" not in text] == []


def test_saved_articles_and_drafts_are_kept_out_of_version_control(tmp_path: Path) -> None:
    new_site(tmp_path / "a")

    ignored = (tmp_path / "a/.gitignore").read_text(encoding="utf-8").splitlines()

    assert {"/content/articles/", "/content/proposed/", "/public/", "/.dateline/"} <= set(ignored)
    assert not any("receipts" in line for line in ignored if not line.startswith("#"))


def test_proposals_find_the_schema_that_new_wrote(tmp_path: Path) -> None:
    new_site(tmp_path / "site")
    imported(tmp_path / "site", "pier.md")

    for path in (tmp_path / "site/content/proposed").rglob("*.yaml"):
        schema = path.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2]
        assert (path.parent / schema).resolve().is_file(), path


def test_accepted_records_find_it_too(tmp_path: Path) -> None:
    new_site(tmp_path / "site")
    imported(tmp_path / "site", "pier.md")
    run("--site", tmp_path / "site", "accept", "--all")

    paths = [p for kind in ("events", "people", "sources") for p in (tmp_path / "site/content" / kind).glob("*.yaml")]
    missing = [p.name for p in paths if not (p.parent / p.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2]).is_file()]

    assert (len(paths) > 3, missing) == (True, [])


@pytest.mark.parametrize("name", ["notes.txt", ".git/config", ".hidden"])
def test_a_folder_with_anything_in_it_is_refused(name: str, tmp_path: Path) -> None:
    put(tmp_path / "site", {name: "mine"})
    before = tree(tmp_path, but=())

    done = run("new", tmp_path / "site")

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Error: {tmp_path}/site is there and not empty: choose another folder, or empty it yourself"
    assert tree(tmp_path, but=()) == before


def test_a_file_of_that_name_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"site": "mine"})

    assert run("new", tmp_path / "site").exit_code == 2
    assert (tmp_path / "site").read_text() == "mine"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()

    done = run("new", tmp_path / "site", "--title", "Mine")

    assert (done.exit_code, load(tmp_path / "site").archive.config.title) == (0, "Mine")
