"""After an edit of words: whom they name, and the list of pages that the next build removes by."""

from __future__ import annotations

from pathlib import Path

import msgspec
from making import make_site, put
from test_incremental_rich import let_the_clock_tick, published

from dateline.model import Place, Receipt
from dateline.pipeline.build import check_site, rendered
from dateline.pipeline.last import built
from dateline.store import encoded
from dateline.text import words_hash

WORDS = ("It was cold", "It was Bo Lee", "Lee did it")
PROOF = encoded(Receipt(source="diary", words={words_hash(words): Place(start=1, end=12) for words in WORDS}))
EVENT = "title: Fire\ndate: 2024-05-13\npeople: [ada, bo]\nreports: [{source: diary}]\n"
SITE: dict[str, str | bytes] = {
    "content/sources/diary.yaml": "title: A diary\npublished: 2024-07-20\n",
    "content/people/ada.yaml": "name: Ada\n",
    "content/people/bo.yaml": "name: Bo Lee\n",
    "content/receipts/diary.json": PROOF,
}


def said(words: str) -> dict[str, str | bytes]:
    return {"content/events/fire.yaml": f"{EVENT}quotations: [{{id: q1, words: {words}, speaker: ada, source: diary}}]\n"}


def test_words_are_about_whom_they_name_and_no_longer_when_they_do_not(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE | said("It was cold"))
    about = []
    for words in (*WORDS, "It was cold"):
        put(site, said(words))
        let_the_clock_tick()
        built(site)
        about.append(words in published(site)["people/bo.html"].decode().partition('id="about"')[2].partition("</section>")[0])

        assert published(site) == rendered(site, check_site(site).archive)

    assert about == [False, True, True, False]


def test_a_list_of_pages_that_is_gone_is_made_again(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE | said("It was cold"))
    built(site)
    let_the_clock_tick()
    listed = site / ".dateline" / "built.json"
    listed.unlink()
    put(site, said("Lee did it"))

    built(site)

    assert {*msgspec.json.decode(listed.read_bytes())["pages"]} == rendered(site, check_site(site).archive).keys()
