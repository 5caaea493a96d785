"""Reading a site: all of it, all its mistakes at once, and nothing that lies in the way stops it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from making import make_site, put, tree

from dateline.config import StringsError, read_config, read_strings
from dateline.model import Place, Receipt
from dateline.problem import Problem, Where
from dateline.store import (
    encoded,
    load,
    read_receipts,
    record_path,
    saved_copies,
    write_receipts,
)

SOUND = {
    "content/events/fire.yaml": "title: The pier burns\n",
    "content/people/ana-lee.yaml": "name: Ana Lee\n",
    "content/sources/diary.yaml": "title: A diary\n",
    "content/pages/about.md": "# About\n",
}


def told(site: Path) -> list[str]:
    return [str(p).replace("\n", " | ") for p in load(site).problems]


def test_a_site_is_read_whole(tmp_path: Path) -> None:
    archive = load(make_site(tmp_path, SOUND)).archive

    assert (archive.config.title, [*archive.events], [*archive.people], [*archive.sources]) == ("Ashford", ["fire"], ["ana-lee"], ["diary"])
    assert archive.pages == {"about": "# About\n"}
    assert archive.paths["events/fire"] == "content/events/fire.yaml"
    assert archive.places["content/events/fire.yaml", ("title",)] == Where("content/events/fire.yaml", 1, 8)


def test_reading_writes_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path, SOUND)
    before = tree(site, but=())

    load(site, proposals=True)

    assert tree(site, but=()) == before


def test_a_site_without_anything_has_the_defaults(tmp_path: Path) -> None:
    loaded = load(tmp_path)

    assert (loaded.archive.config.title, loaded.problems) == ("Timeline", ())


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    broken = {
        "config.yaml": "titel: Ashford\n",
        "content/events/fire.yaml": "title: x\ntitle: y\nquotation: []\n",
        "content/people/ana-lee.yaml": "name:\tAna: Lee\n",
        "content/sources/diary.yaml": b"title: \xff\n",
        "content/receipts/diary.json": "{",
    }

    problems = load(make_site(tmp_path, SOUND | broken)).problems

    assert [(str(p.where), p.code) for p in problems] == [
        ("config.yaml:1:1", "unknown-field"),
        ("content/events/fire.yaml:2:1", "duplicate-key"),
        ("content/events/fire.yaml:3:1", "unknown-field"),
        ("content/people/ana-lee.yaml:1:10", "yaml-syntax"),
        ("content/sources/diary.yaml", "not-utf-8"),
        ("content/receipts/diary.json", "receipt-unreadable"),
    ]


def test_one_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    archive = load(make_site(tmp_path, SOUND | {"content/events/ice.yaml": "["})).archive

    assert [*archive.events] == ["fire"]


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_told_and_not_waited_for(kind: str, tmp_path: Path) -> None:
    site = make_site(tmp_path, SOUND)
    path = site / "content/events/ice.yaml"
    path.mkdir() if kind == "folder" else os.mkfifo(path)

    assert told(site) == [
        "content/events/ice.yaml: error: this is not a regular file |    move it away, or give it another ending                              [not-a-file]"
    ]


def test_a_folder_in_place_of_the_configuration_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").mkdir()

    assert read_config(tmp_path)[1] == (Problem("not-a-file", "this is not a regular file", "move it away", Where("config.yaml")),)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    site = make_site(tmp_path, SOUND | {"content/events/ice.yaml": b"# " + b"x" * 2_000_000})

    assert told(site) == [
        "content/events/ice.yaml: error: the file has more than 2,000,000 bytes |    split it                                                             [too-large]"
    ]


def test_what_an_editor_leaves_behind_is_not_read(tmp_path: Path) -> None:
    litter = {f"content/events/{name}": "[" for name in (".fire.yaml.swp", ".fire.yaml", "fire.yaml~", "fire.yaml.bak", ".DS_Store")}

    assert told(make_site(tmp_path, SOUND | litter)) == []


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    marked = {name: "\ufeff" + text for name, text in SOUND.items()} | {"config.yaml": "\ufefftitle: Ashford\n"}

    loaded = load(make_site(tmp_path, marked))

    assert (loaded.problems, loaded.archive.events["fire"].title, loaded.archive.config.title) == ((), "The pier burns", "Ashford")


def test_proposals_are_there_only_when_asked_for_and_marked(tmp_path: Path) -> None:
    site = make_site(tmp_path, SOUND | {"content/proposed/events/ice.yaml": "title: The pier freezes\n"})

    assert [*load(site).archive.events] == ["fire"]
    archive = load(site, proposals=True).archive
    assert ([*archive.events], archive.proposed) == (["fire", "ice"], frozenset({"events/ice"}))


def test_an_addition_is_shown_with_the_record_it_adds_to(tmp_path: Path) -> None:
    site = make_site(tmp_path, SOUND | {"content/proposed/events/fire.yaml": "tags: [smoke]\n"})

    event = load(site, proposals=True).archive.events["fire"]

    assert (event.title, event.tags) == ("The pier burns", ("smoke",))


def test_an_address_of_a_record_is_its_file(tmp_path: Path) -> None:
    assert record_path(tmp_path, "events/fire") == tmp_path / "content/events/fire.yaml"
    assert record_path(tmp_path, "events/fire", proposed=True) == tmp_path / "content/proposed/events/fire.yaml"


def test_saved_copies_are_in_order_and_hidden_ones_left_out(tmp_path: Path) -> None:
    put(tmp_path, {f"content/articles/{name}": "x" for name in ("b.md", "2024/a.md", ".a.md", ".git/c.md")})
    os.mkfifo(tmp_path / "content/articles/pipe.md")

    assert [p.relative_to(tmp_path / "content/articles").as_posix() for p in saved_copies(tmp_path)] == ["2024/a.md", "b.md"]


def test_a_receipt_reads_back_equal_and_is_the_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    one = Receipt(source="diary", accepted={"a": "fire", "b": "ice"})
    other = Receipt(source="diary", accepted={"b": "ice", "a": "fire"})

    write_receipts(tmp_path, {"diary": one}, {})

    assert encoded(one) == encoded(other)
    assert load(tmp_path).archive.receipts == {"diary": one}


def test_receipts_of_sources_that_are_gone_are_removed(tmp_path: Path) -> None:
    before = {"diary": Receipt(source="diary"), "ledger": Receipt(source="ledger")}
    write_receipts(tmp_path, before, {})

    write_receipts(tmp_path, {"diary": before["diary"]}, before)

    assert [*load(tmp_path).archive.receipts] == ["diary"]


def test_a_later_file_of_words_wins_line_by_line(tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": "home: Home\nnext: Next\n", "b.yaml": "next: Later\n", "empty.yaml": "# none\n"})

    assert read_strings(tmp_path / "a.yaml", tmp_path / "empty.yaml", tmp_path / "b.yaml", tmp_path / "none.yaml") == {"home": "Home", "next": "Later"}


def test_words_that_cannot_be_read_are_told_with_their_place(tmp_path: Path) -> None:
    put(tmp_path, {"strings.yaml": "- home\n"})

    with pytest.raises(StringsError) as error:
        read_strings(tmp_path / "strings.yaml")

    assert str(error.value) == "templates/strings.yaml:1:1: this is no list of words: write one `key: text` a line"


def test_a_receipt_says_its_rules_and_whether_words_stand_once(tmp_path: Path) -> None:
    receipt = Receipt(source="ledger", words={"ab": Place(start=1, end=2), "cd": Place(start=3, end=4, unique=False)})

    write_receipts(tmp_path, {"ledger": receipt}, {})

    told = json.loads((tmp_path / "content/receipts/ledger.json").read_text(encoding="utf-8"))
    assert (told["rules"], told["words"]["ab"]["unique"], told["words"]["cd"]["unique"]) == (1, True, False)
    assert read_receipts(tmp_path) == {"ledger": receipt}


@pytest.mark.parametrize("wanted", ["content/events", "content/people", "content/pages", "content/receipts"])
def test_a_file_in_the_place_of_a_folder_is_told_so_that_no_site_is_built_without_its_records(tmp_path: Path, wanted: str) -> None:
    site = make_site(tmp_path, {wanted: "oops"})

    assert load(site).problems == (Problem("not-a-folder", "a folder is wanted here, and this is none", "move it away", Where(wanted)),)
