"""The same article saved twice is one source; an update tells its changes; a wire story in two papers is two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from making import add, article, make_site

from dateline.article import Article
from dateline.findings import Findings, Reading
from dateline.model import Receipt, SavedCopy, Source
from dateline.problem import Problem
from dateline.propose import Origin, gist_of
from dateline.propose import identify as identify_gists
from dateline.propose import told_updates as told_of_gists
from dateline.store import load
from dateline.text import text_hash

PARAGRAPHS = [
    "The harbour board closed the old pier on Monday after an inspector had found cracks.",
    "“It was safe for nobody,” said Clara Voss, who chairs the board of the harbour.",
    "The ferry will land at the mill until the piles have been mended, she said on Tuesday.",
    "Tomas Reuter, who owns the ferry, denied that any of his boats had touched the pier.",
    "The board will meet again on the last Friday of the month to hear the inspector out.",
]


def read(*paragraphs: str, copy: str = "a.md", url: str = "", title: str = "Old pier is closed", publisher: str = "The Herald", published: str = "2024-05-15") -> Reading:
    said = Article("\n\n".join(paragraphs or PARAGRAPHS), title=title, publisher=publisher, published=published, url=url)
    return Reading(copy=copy, bytes_sha256="b", article=said, findings=Findings(), stem=publisher.removeprefix("The ").lower())


def identify(readings: Sequence[Reading], sources: Mapping[str, Source], receipts: Mapping[str, Receipt]) -> tuple[Origin, ...]:
    return identify_gists([gist_of(r) for r in readings], sources, receipts)


def told_updates(readings: Sequence[Reading], origins: Sequence[Origin], receipts: Mapping[str, Receipt]) -> tuple[Problem, ...]:
    return told_of_gists([gist_of(r) for r in readings], origins, receipts, readings.__getitem__)


def ids(*readings: Reading) -> list[str]:
    return [o.id for o in identify(readings, {}, {})]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.herald.example/pier?utm_source=x", "http://herald.example/pier/#top"),
        ("https://amp.herald.example/pier/amp/", "https://m.herald.example/pier"),
        ("https://herald.example/story?id=7&fbclid=1", "https://herald.example/story?ref=a&id=7"),
    ],
)
def test_one_address_in_two_spellings_is_one_source(one: str, other: str) -> None:
    assert len(set(ids(read("One.", url=one), read("Two.", url=other, copy="b.md", title="Other")))) == 1


def test_a_number_behind_the_address_names_another_story() -> None:
    one, other = (read(f"{n}.", url=f"https://herald.example/story?id={n}", copy=f"{n}.md", title=f"Story {n}") for n in (7, 8))

    assert len(set(ids(one, other))) == 2


def test_one_text_under_two_addresses_is_one_source() -> None:
    assert len(set(ids(read(url="https://herald.example/pier"), read(url="https://herald.example/x/9", copy="b.md")))) == 1


def test_a_dump_without_its_outlet_belongs_to_the_only_paper_that_prints_the_text() -> None:
    assert len(set(ids(read(), read(publisher="", title="", published="", copy="dump.txt")))) == 1


def test_what_address_and_text_join_by_turns_is_one_source() -> None:
    new = [*PARAGRAPHS[:4], "Another end."]
    one, other = read(url="https://herald.example/a"), read(*new, url="https://herald.example/b", copy="b.md", title="New")

    assert len(set(ids(one, other, read(*new, url="https://herald.example/a", copy="c.md")))) == 1


def test_headline_and_most_paragraphs_make_an_update_without_an_address_one_source() -> None:
    assert len(set(ids(read(), read(*PARAGRAPHS[:4], "Another end.", copy="b.md")))) == 1


def test_a_column_of_one_headline_is_another_article_each_time() -> None:
    assert len(set(ids(read(), read(*(p.replace("e", "o") for p in PARAGRAPHS), copy="b.md")))) == 2


def test_sources_that_a_person_accepted_apart_stay_apart() -> None:
    mine = {name: Source(title="Pier", url="https://herald.example/pier", copies=(f"{name}.md",)) for name in ("one", "two")}
    readings = [read(url="https://herald.example/pier", copy=f"{name}.md") for name in mine]

    assert [o.id for o in identify(readings, mine, {})] == ["one", "two"]


def test_a_wire_story_that_a_paper_cut_by_its_last_paragraph_is_marked() -> None:
    origins = identify([read(), read(*PARAGRAPHS[:4], copy="b.md", publisher="The Courier", title="Pier shut")], {}, {})

    assert [(o.id, o.source.same_text_as) for o in origins] == [("herald-2024-05-15", ""), ("courier-2024-05-15", "herald-2024-05-15")]


def test_a_paper_that_shares_two_paragraphs_with_another_is_not_marked() -> None:
    own = [f"The Courier’s own paragraph {n}, in words that no other paper has printed." for n in range(5)]
    origins = identify([read(), read(*PARAGRAPHS[:2], *own, copy="b.md", publisher="The Courier")], {}, {})

    assert [o.source.same_text_as for o in origins] == ["", ""]


def test_an_update_tells_what_changed() -> None:
    new = [PARAGRAPHS[0], PARAGRAPHS[1].replace("nobody", "no one"), PARAGRAPHS[2], PARAGRAPHS[3], "It will be heard in May.", "And in June."]
    readings = [read(), read(*new, copy="b.md")]
    receipts = {"herald-2024-05-15": Receipt(source="herald-2024-05-15", copies=(SavedCopy(file="a.md", bytes_sha256="b", text_sha256=text_hash("\n\n".join(PARAGRAPHS))),))}

    (told,) = told_updates(readings, identify(readings, {}, receipts), receipts)

    assert str(told) == (
        "content/articles/b.md: warning: another version of herald-2024-05-15: 2 paragraphs changed, 1 paragraph added\n"
        "   it is taken for newer than a.md, and findings are made from it:\n"
        "   - “It was safe for nobody,” said Clara Voss, who chairs the board of the harbour.\n"
        "   + “It was safe for no one,” said Clara Voss, who chairs the board of the harbour.\n"
        "   - The board will meet again on the last Friday of the month to hear the inspector out.\n"
        "   + It will be heard in May.\n"
        "   + And in June. [updated-article]"
    )


def test_an_update_of_an_article_that_is_not_here_is_told_too() -> None:
    receipts = {"herald-2024-05-15": Receipt(source="herald-2024-05-15", copies=(SavedCopy(file="a.md", bytes_sha256="b", text_sha256="old"),))}
    mine = {"herald-2024-05-15": Source(title="Pier", url="https://herald.example/pier")}
    readings = [read(url="https://herald.example/pier", copy="b.md")]

    (told,) = told_updates(readings, identify(readings, mine, receipts), receipts)

    assert told.what == "this copy of herald-2024-05-15 has other words than the one before, which is not here"


def test_an_update_is_told_once_when_it_comes(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    body = "\n\n".join(PARAGRAPHS)
    add(site, {"pier.md": article(body, title="Pier", url="https://herald.example/pier")})
    new = {"new.md": article(body.replace("cracks", "nine cracks"), title="Pier", url="https://herald.example/pier")}

    codes = [[p.code for p in add(site, new).problems] for _ in range(2)]

    assert codes == [["updated-article"], []]
    assert len(load(site, proposals=True).archive.sources) == 1
