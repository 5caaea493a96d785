"""`new`: a site that is whole, valid and its owner's from the first minute."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from making import imported, put, run, tree

from dateline import scaffold
from dateline.config import read_strings
from dateline.files import CannotWriteError
from dateline.model import Config, Event, Publish
from dateline.pipeline.build import build_site
from dateline.scaffold import Wanted, new_site
from dateline.shipped import shipped
from dateline.store import load
from dateline.yamlfile.read import read_record


def test_a_new_site_builds_without_a_word(tmp_path: Path) -> None:
    new_site(tmp_path / "harbor-notes")

    done = build_site(tmp_path / "harbor-notes")

    assert done.problems == ()
    assert (tmp_path / "harbor-notes/public/index.html").is_file()


def test_the_title_follows_from_the_folder_or_is_given(tmp_path: Path) -> None:
    new_site(tmp_path / "harbor-notes_2")
    new_site(tmp_path / "other", Wanted('Notes "from": the \\ harbor # 1'))

    assert load(tmp_path / "harbor-notes_2").archive.config.title == "Harbor notes 2"
    assert load(tmp_path / "other").archive.config.title == 'Notes "from": the \\ harbor # 1'


def test_all_but_the_title_is_the_default(tmp_path: Path) -> None:
    new_site(tmp_path / "a", Wanted(Config().title))

    loaded = load(tmp_path / "a")

    assert loaded.problems == ()
    assert loaded.archive.config.output == Config().output
    assert loaded.archive.config.publish == Config().publish


def uncommented(text: str) -> Config:
    """The configuration with every key set to what its comment shows."""
    lines = [re.sub(r"^# (?=(?:  )?[a-z_.]+:(?: |$))", "", line) for line in text.splitlines() if not line.startswith("# yaml-")]
    config, _, problems = read_record(Config, "\n".join(lines), "config.yaml")
    assert problems == ()
    assert config is not None
    return config


def test_every_key_of_the_configuration_is_named_in_it_with_its_default(tmp_path: Path) -> None:
    new_site(tmp_path / "a", Wanted("Timeline"))

    config = uncommented((tmp_path / "a/config.yaml").read_text(encoding="utf-8"))

    such_as = {"tagline", "description", "base_url", "domain", "outlets", "strings", "theme", "license", "contact", "corrections_policy"}
    assert {key for key in Config.__struct_fields__ if getattr(config, key) != getattr(Config(), key)} == such_as
    assert re.findall(r"(?m)^#   ([a-z_]+):", (tmp_path / "a/config.yaml").read_text(encoding="utf-8"))[:3] == list(Publish.__struct_fields__)


def test_every_key_of_the_configuration_has_a_word_about_it(tmp_path: Path) -> None:
    new_site(tmp_path / "a")

    parts = (tmp_path / "a/config.yaml").read_text(encoding="utf-8").split("\n\n")[1:]

    keys = [re.search(r"(?m)^(?:# )?([a-z_]+):", part) for part in parts]
    assert [key[1] for key in keys if key] == list(Config.__struct_fields__)
    assert [part for part in parts if not re.match(r"# [A-Z].{15}", part)] == []


def test_the_words_that_the_example_changes_are_there(tmp_path: Path) -> None:
    new_site(tmp_path / "a")

    config = uncommented((tmp_path / "a/config.yaml").read_text(encoding="utf-8"))

    assert set(config.strings) <= set(read_strings(shipped("templates") / "strings.yaml"))


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


@pytest.mark.parametrize("name", ["notes.txt", ".git/index", ".hidden", "content/events/a.yaml"])
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


def test_a_repository_that_was_just_made_is_taken_and_tells_where_the_site_will_be(tmp_path: Path) -> None:
    put(tmp_path / "site", {".git/config": '[core]\n\tbare = false\n[remote "origin"]\n\turl = git@github.com:Ashford/harbor.git\n', ".git/HEAD": "ref: refs/heads/main\n"})

    done = run("new", tmp_path / "site", "--title", "Mine")

    config = load(tmp_path / "site").archive.config
    assert (done.exit_code, config.base_url, config.contact) == (0, "https://ashford.github.io/harbor/", "https://github.com/Ashford/harbor/issues")


def test_what_is_given_stands_in_the_files(tmp_path: Path) -> None:
    run("new", tmp_path / "site", "--title", "The harbor", "--base-url", "https://harbor.example", "--repository", "https://github.com/ashford/harbor")

    readme = (tmp_path / "site/README.md").read_text(encoding="utf-8")
    assert load(tmp_path / "site").archive.config.base_url == "https://harbor.example/"
    assert readme.startswith("# The harbor\n")
    assert "git remote add origin https://github.com/ashford/harbor.git\n" in readme
    assert "{" not in readme


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--base-url", "harbor.example", "'harbor.example' cannot be the address of a site, it does not begin with https:// and a host: write it whole, as https://you.github.io/timeline/"),
        ("--base-url", "https://h.example/?a", "'https://h.example/?a' cannot be the address of a site, an address of pages has neither ? nor #: write it whole, as https://you.github.io/timeline/"),
        ("--repository", "harbor", "'harbor' is no repository: write owner/name, or the whole address that git knows"),
        ("--title", "two\nlines", "write it in one line, of letters that can be printed"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(option: str, value: str, told: str, tmp_path: Path) -> None:
    done = run("new", tmp_path / "site", option, value)

    assert (done.exit_code, done.stderr.splitlines()[-1].partition(": ")[2]) == (2, f"Invalid value for '{option}': {told}")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, asked = scaffold.write_atomic, list[Path]()

    def refuse(path: Path, content: bytes) -> bool:
        asked.append(path)
        if len(asked) == 9:
            raise CannotWriteError(f"cannot write {path}: no space left")
        return write(path, content)

    monkeypatch.setattr(scaffold, "write_atomic", refuse)

    done = run("new", tmp_path / "far/site")

    assert (done.exit_code, "no space left" in done.stderr, list(tmp_path.iterdir())) == (1, True, [])


@pytest.mark.parametrize("name", ["events", "people", "sources", "pages"])
def test_there_is_an_example_of_each_kind_and_none_in_the_site(name: str, tmp_path: Path) -> None:
    new_site(tmp_path / "site")

    assert [*(tmp_path / "site/examples" / name).iterdir()]
    assert [p.name for p in (tmp_path / "site/content").rglob("*") if p.is_file()] == ["about.md"]


def test_the_examples_are_sound_and_build_as_they_stand(tmp_path: Path) -> None:
    site = tmp_path / "site"
    new_site(site)
    shutil.copytree(site / "examples", site / "content", dirs_exist_ok=True)

    done = build_site(site)

    shown = (site / "public/events/engineer-warns-of-the-main.html").read_text(encoding="utf-8")
    assert done.problems == ()
    assert "No such letter ever reached this office" in shown


def test_the_examples_show_every_field_of_an_event_that_people_write(tmp_path: Path) -> None:
    shown = "".join(p.read_text(encoding="utf-8") for p in (shipped("scaffold") / "examples/events").glob("*.yaml"))

    assert [f for f in Event.__struct_fields__ if not re.search(rf"(?m)^{f}:", shown)] == ["seq", "changed", "was", "distinct_from"]


def test_a_new_user_gets_from_the_example_article_to_pages_without_an_error(tmp_path: Path) -> None:
    site = tmp_path / "site"
    run("new", site)

    done = [run("--site", site, *words) for words in (["import", site / "examples/articles"], ["accept", "--all"], ["check"], ["build"])]

    assert [d.exit_code for d in done] == [0, 0, 0, 0]
    assert "denied" in (site / "public/responses.html").read_text(encoding="utf-8")
    assert not (site / "public/assets/README.md").exists()


def test_an_editor_finds_the_schema_of_each_kind(tmp_path: Path) -> None:
    new_site(tmp_path / "site")
    settings = json.loads((tmp_path / "site/.vscode/settings.json").read_text(encoding="utf-8"))

    missing = [path for path in settings["yaml.schemas"] if not (tmp_path / "site" / path).is_file()]

    assert (len(settings["yaml.schemas"]), missing) == (4, [])


def test_the_workflow_is_the_one_that_publishes(tmp_path: Path) -> None:
    new_site(tmp_path / "site")

    workflow = (tmp_path / "site/.github/workflows/pages.yml").read_text(encoding="utf-8")

    assert workflow == (shipped("scaffold") / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    assert "dateline build" in workflow
