"""`inspect`: the shapes that docs/format.md promises, offsets that fit, and lines that are no articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import ARTICLES, PIER, put, run

from dateline.pipeline.inspect import inspect_lines

KEYS = "id title authors publisher published url language text links dates quotations denials people events problems".split()
PARTS = {
    "links": {"start", "end", "url"},
    "dates": {"start", "end", "words", "edtf"},
    "quotations": {"start", "end", "words", "kind", "cue", "said", "speaker"},
    "denials": {"start", "end", "kind", "cue", "by", "on_behalf_of", "words", "of", "said"},
    "people": {"name", "aliases", "kind", "mentions"},
    "events": {"date", "title", "passage", "people", "sourcing", "according_to", "planned"},
}
ROW = {"id": "p", "text": PIER, "published": "2024-05-15", "url": "https://herald.example/pier"}


def lines(*rows: object) -> list[dict[str, Any]]:
    """What --jsonl answers to these rows; text goes in as it is."""
    given = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    done = run("inspect", "--jsonl", stdin=given.encode("utf-8", "surrogatepass"))
    assert (done.exit_code, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_object_has_the_promised_fields_and_no_other() -> None:
    (found,) = lines(ROW)

    assert list(found) == KEYS
    assert {part: set(found[part][0]) for part in PARTS if found[part]} == {part: keys for part, keys in PARTS.items() if found[part]}
    assert {part for part in PARTS if found[part]} == set(PARTS) - {"links"}
    assert set(found["quotations"][0]["speaker"]) == {"name", "start", "end", "described"}


def test_given_text_comes_back_unchanged_and_offsets_count_code_points() -> None:
    text = f"  𝔄 “🙂”\r\n\tOdd e\u0301 start.\n\n{PIER}\n\n\n"

    (found,) = lines(ROW | {"text": text})

    assert found["text"] == text
    assert found["quotations"] != []
    for part in ("dates", "quotations"):
        assert [text[f["start"] : f["end"]] for f in found[part]] == [f["words"] for f in found[part]]
    assert [text[slice(*e["passage"])].strip() != "" for e in found["events"]] == [True] * len(found["events"])
    assert all(p["name"].split()[-1] in text[start:end] for p in found["people"] if p["kind"] == "person" for start, end in p["mentions"])


def test_objects_come_in_the_order_of_the_lines_and_keep_their_ids() -> None:
    found = lines({"id": "b", "text": "One."}, "", {"id": 7, "text": "Two."}, {"text": "Three."}, {"id": None, "html": "<p>Four.</p>"})

    assert [row["id"] for row in found] == ["b", "7", "4", "5"]


BAD = {
    "no JSON": "{",
    "a list": "[1, 2]",
    "a number": "7",
    "no text": '{"id": "x"}',
    "text that is none": '{"id": "x", "text": 7}',
    "brackets without end": "[" * 100_000,
}


@pytest.mark.parametrize("case", BAD)
def test_a_line_that_is_no_article_is_told_and_the_next_goes_on(case: str) -> None:
    bad, good = lines(BAD[case], ROW)

    assert (bad["id"], bad["text"], list(bad)) == ("line 1", "", KEYS)
    assert bad["problems"][0].startswith("line 1: ")
    assert (good["id"], good["problems"]) == ("p", [])


@pytest.mark.parametrize("published", ["yesterday", "2024-02-30", 20240515, True, [], {"day": 1}, "0000-00-00", "9999-99"])
def test_a_day_that_is_none_counts_as_unknown(published: object) -> None:
    (found,) = lines(ROW | {"published": published})

    assert found["published"] is None
    assert [d["edtf"] for d in found["dates"] if d["words"] == "Monday"] == [None, None]


@pytest.mark.parametrize("published", ["2024-05-15T10:30:00Z", "2024-05-15 10:30"])
def test_a_time_of_publication_counts_as_its_day(published: str) -> None:
    assert lines(ROW | {"published": published})[0]["published"] == "2024-05-15"


def test_null_for_text_leaves_the_word_to_html() -> None:
    (found,) = lines({"id": "x", "text": None, "html": "<html><body><article><p>The pier closed on Monday.</p></article></body></html>"})

    assert "The pier closed on Monday." in found["text"]


def test_half_characters_and_bytes_that_are_no_text_are_read_on() -> None:
    done = run("inspect", "--jsonl", stdin=b'\xef\xbb\xbf{"id": "a", "text": "half \\ud800 mark"}\n{"id": "b", "text": "bad \xff byte"}\n')

    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], row["text"]) for row in found] == [("a", "half ? mark"), ("b", "bad � byte")]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200) | st.text("“”‘’\"'.,\n MonThe said2017-02Mr", max_size=300))
def test_any_text_is_answered_with_itself_and_offsets_inside(text: str) -> None:
    (found,) = inspect_lines([json.dumps({"id": "x", "text": text, "published": "2024-05-15"})])

    assert found["text"] == text
    for part in ("dates", "quotations"):
        assert all(text[f["start"] : f["end"]] == f["words"] for f in found[part])
    assert all(0 <= d["start"] < d["end"] <= len(text) for d in found["denials"])


def test_a_file_is_answered_with_one_object(tmp_path: Path) -> None:
    put(tmp_path, {"pier.md": ARTICLES["pier.md"]})

    done = run("inspect", tmp_path / "pier.md", "--json")

    found = json.loads(done.stdout)
    assert (done.exit_code, list(found), found["id"], found["publisher"]) == (0, KEYS, "pier", "The Ashford Herald")


def test_a_missing_file_is_an_object_that_says_so(tmp_path: Path) -> None:
    done = run("inspect", tmp_path / "none.md", "--json")

    assert done.exit_code == 0
    assert json.loads(done.stdout)["problems"] == ["there is no such file: check the name and the folder"]


def test_without_json_a_person_can_read_it(tmp_path: Path) -> None:
    put(tmp_path, {"pier.md": ARTICLES["pier.md"]})

    told = run("inspect", tmp_path / "pier.md").stdout

    assert told.startswith("Old pier is closed\nThe Ashford Herald · 2024-05-15\n62 words\n\nDates\n  Monday → 2024-05-13\n")
    assert "\n  “The pier was safe for nobody,” – Clara Voss, 2024-05-13\n" in told
    assert "\n  denied: Tomas Reuter, 2024-05-14 · “Our boats never touched it,”" in told
    assert "\nEvents\n  2024-05-13 The harbor board closed the old pier" in told
    assert not told.endswith("\n\n")


def test_a_bad_row_reads_as_its_problem(tmp_path: Path) -> None:
    told = run("inspect", tmp_path / "none.md").stdout

    assert told.endswith("0 words\n\nProblems\n  there is no such file: check the name and the folder\n")
