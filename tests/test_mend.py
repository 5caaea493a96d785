"""`check --fix`: one right answer is given and told, all else is left to the person."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import make_site, put, run, tree
from yaml_records import events

from dateline.model import Event
from dateline.pipeline.mend import mend
from dateline.yamlfile.mend import is_slip, mend_spelling
from dateline.yamlfile.write import write_record

ODD = (
    "\ufefftitle: The vote   # ours\r\nreports: [{source: ledger}]\r\nquotations:\r\n"
    "  - words: no one came, and nobody asked\r\n    speaker_described: a clerk\r\n    source: ledger\r\n"
    "  - {words: the second was longer than this, speaker_described: a clerk, source: ledger}\r\n# end\r\n"
)
LEDGER = {"content/sources/ledger.yaml": "title: The ledger\npublished: 2026-01-13\n", "content/people/ana-lee.yaml": "name: Ana Lee\n"}


def vote(folder: Path, text: str = ODD) -> Path:
    return make_site(folder, {"content/events/vote.yaml": text.encode(), **LEDGER})


def written(site: Path) -> str:
    return (site / "content/events/vote.yaml").read_bytes().decode()


def test_fix_adds_ids_and_keeps_every_other_byte(tmp_path: Path) -> None:
    site = vote(tmp_path)

    done = mend(site)

    assert done.fixed == ("content/events/vote.yaml: added 2 ids",)
    assert written(site) == ODD.replace("- words: no", "- id: q1\r\n    words: no").replace("{words: the", "{id: q2, words: the")


def test_fix_leaves_a_file_alone_that_it_cannot_edit_safely(tmp_path: Path) -> None:
    text = "title: x\nreports: [{source: ledger}]\nquotations: &a\n- &b {words: a b c d e, source: ledger}\n- *b\n"
    site = vote(tmp_path, text)

    done = mend(site)

    assert done.left == ("content/events/vote.yaml: ids are missing, and the file cannot be edited safely: add them by hand",)
    assert written(site) == text


MISSPELT = """# ours
titel:  'The vote'   # a slip
date: Jan. 12, 2026  # as the paper has it
tags:   harbor
people: [Ana Lee,  "Ana Lee" ]
reports: [ {source: ledger, sourcing: Unnamed, dated_by: "no" } ]
denials:
- {id: d1, kind: declined to comment, by: Ana-Lee, source: ledger}
"""


def test_fix_mends_what_has_one_right_answer_and_says_so(tmp_path: Path) -> None:
    site = vote(tmp_path, MISSPELT)

    done = mend(site)

    told = [line.removeprefix("content/events/vote.yaml: ") for line in done.fixed]
    assert told == [
        "'titel' is now title",
        "'Jan. 12, 2026' is now 2026-01-12",
        "'harbor' is now [harbor]",
        "'Unnamed' is now unnamed",
        "'declined to comment' is now declined-to-comment",
        "'Ana Lee' is now ana-lee",
        "'Ana Lee' is now ana-lee",
        "'Ana-Lee' is now ana-lee",
    ]
    mended = MISSPELT.replace("titel", "title").replace("Jan. 12, 2026", "2026-01-12").replace("harbor", "[harbor]").replace("Unnamed", "unnamed")
    assert written(site) == mended.replace("declined to comment", "declined-to-comment").replace('"Ana Lee"', "ana-lee").replace("Ana Lee", "ana-lee").replace("Ana-Lee", "ana-lee")


@pytest.mark.parametrize(
    "line",
    [
        "date: 03/04/2016",  # day first, or month first
        "date: 31 February 2026",
        "date: 2017-02-14T21:00Z",  # without its zone it would say something else
        "date: 2016/",  # open, or unknown
        "people: ana-lee, tom-ruiz",  # two, or one with a comma
        "peple: [ana-lee]\npeople: [ana-lee]",  # there already
        "id: x",
        "reports: [{source: ledger, sourcing: unamed}]",  # unnamed, or named
        "people: [ana-le]",  # a slip, or somebody who is not there yet
        "quotations: [{id: q1, words: no one came to the count, speaker: ana-lee, source: ledger, sourse: x}]",
        "seq: two",
        "title: y: z",
    ],
)
def test_fix_leaves_alone_what_could_mean_two_things(line: str, tmp_path: Path) -> None:
    text = f"title: The vote\n{line}\n"
    site = vote(tmp_path, text)

    assert mend(site).fixed == ()
    assert written(site) == text


def test_a_quotation_is_never_mended(tmp_path: Path) -> None:
    text = "title: x\nquotations: [{id: q1, words: There was contcat, speaker: ana-lee, source: ledger}]\nreports: [{source: ledger, passage: There was contcat}]\n"
    site = vote(tmp_path, text)
    put(site, {"content/articles/ledger.md": "# The ledger\n\nThere was contact.\n", "content/sources/ledger.yaml": "title: The ledger\ncopies: [ledger.md]\n"})

    run("--site", site, "check", "--fix")

    assert written(site) == text


def test_fix_renames_a_record_that_ends_in_yml_unless_its_id_is_taken(tmp_path: Path) -> None:
    site = make_site(tmp_path, {**LEDGER, "content/people/tom-ruiz.yml": "name: Tom Ruiz # he\n", "content/people/ana-lee.yml": "name: A. Lee\n"})

    done = mend(site)

    assert done.fixed == ("content/people/tom-ruiz.yml: is now tom-ruiz.yaml",)
    assert (site / "content/people/tom-ruiz.yaml").read_text() == "name: Tom Ruiz # he\n"
    assert sorted(p.name for p in (site / "content/people").iterdir()) == ["ana-lee.yaml", "ana-lee.yml", "tom-ruiz.yaml"]


def test_fix_mends_links_of_pages_that_only_begin_or_end_otherwise(tmp_path: Path) -> None:
    page = "# About\r\n\r\n[m](method.md) [v](../events/vote.html), [w](../events/vot.html); method.md and ../events/vote.html\r\n"
    site = make_site(tmp_path, {**LEDGER, "content/events/vote.yaml": "title: x\n", "content/pages/about.md": page.encode()})

    mend(site)

    mended = "# About\r\n\r\n[m](method.html) [v](events/vote.html), [w](events/vot.html); method.md and ../events/vote.html\r\n"
    assert (site / "content/pages/about.md").read_bytes().decode() == mended


def test_fixing_twice_is_fixing_once(tmp_path: Path) -> None:
    site = vote(tmp_path, MISSPELT)
    mend(site)
    before = tree(site)

    assert mend(site).fixed == ()
    assert tree(site) == before


def test_proposals_are_not_mended(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/proposed/events/vote.yaml": MISSPELT})
    before = tree(site)

    mend(site)

    assert tree(site) == before


SLIPS = ((r"^title: ", "titel: "), (r"^( *(?:- )?)kind: denied$", r"\1kind: Denied"), (r"^quotations:$", "quotation:"), (r"sourcing: named$", "sourcing: Named"))


@given(events, st.sampled_from(SLIPS))
def test_a_slip_is_undone_and_nothing_else_is_changed(event: Event, slip: tuple[str, str]) -> None:
    text = write_record(msgspec.structs.replace(event, summary=""))
    broken = re.sub(*slip, text, count=1, flags=re.MULTILINE)

    assert mend_spelling(Event, broken).text == text


@pytest.mark.parametrize(("one", "other"), [("titel", "title"), ("tite", "title"), ("titlee", "title"), ("tutle", "title"), ("itle", "title"), ("ittle", "title")])
def test_a_slip_is_one_letter(one: str, other: str) -> None:
    assert is_slip(one, other)


@pytest.mark.parametrize(("one", "other"), [("tilet", "title"), ("ti", "title"), ("elttit", "title"), ("tootle", "title")])
def test_two_letters_are_no_slip(one: str, other: str) -> None:
    assert not is_slip(one, other)
