"""The search index: cut into words as ever, and after an edit the same bytes as from nothing."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise, zip_longest

import invented
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_render_safe import hostile

from dateline.model import Archive, Event, Quotation
from dateline.render import postings
from dateline.render import tokens as cutting
from dateline.render.book import Book, make_book
from dateline.render.entries import badges_of, responses_of
from dateline.render.search import index
from dateline.render.search_again import updated
from dateline.render.search_row import APART, FACETS, Row, row, row_keys
from dateline.render.tokens import file_of, tokens
from dateline.render.words import Strings, Words

SAID = {"denied": "Denied", "statement": "Statement"}
WORDS = st.sampled_from(["the", "then", "them", "money", "émigré", "Straße", "東京都知事", "правда", "</script>", '"\\', "\u2028", "Pell", "12", "a"])
TEXT = st.lists(WORDS, max_size=9).map(" ".join)
FEW = st.lists(st.sampled_from(["ida", "jo", "ida-roe"]), max_size=2, unique=True).map(tuple)
EVENT = st.builds(
    Row, kind=st.just("e"), title=TEXT, path=st.just("events/x.html"), date=st.sampled_from(["", "2 May 2017"]), year=st.sampled_from([0, 2017, 2018]),
    facets=st.integers(0, 15), text=TEXT, parts=st.sampled_from([(), (2,), (0, 3)]), names=st.lists(TEXT, max_size=2).map(tuple), aliases=st.lists(TEXT, max_size=1).map(tuple),
    people=FEW, outlets=FEW, responses=st.lists(st.sampled_from([*SAID]), max_size=2, unique=True).map(tuple),
)  # fmt: skip
SOURCE = st.builds(Row, kind=st.just("s"), title=TEXT, path=st.just("sources/s.html"), date=st.just(""), year=st.sampled_from([0, 2018]), facets=st.just(0), text=TEXT, outlets=FEW)
Site = tuple[list[Row], list[Row], list[Row]]  # its events, people and sources, each in the order of their numbers
Changes = dict[int, tuple[Row | None, Row | None]]


def person(name: str, title: str, text: str = "") -> Row:
    return Row("p", title, f"people/{name}.html", "", 0, 0, text, people=(name,))


PEOPLE = st.lists(st.builds(person, st.sampled_from(["ida", "jo", "ida-roe"]), TEXT, TEXT), max_size=3, unique_by=lambda one: one.people)


@st.composite
def edits(draw: st.DrawFn) -> list[Site]:
    """A few records; and the same after each of some edits, with a few others at the end of each kind, or in the place of one."""
    sites: list[Site] = [(draw(st.lists(EVENT, max_size=14)), draw(PEOPLE), draw(st.lists(SOURCE, max_size=4)))]
    for _ in range(draw(st.integers(1, 4))):
        events, people, sources = sites[-1]
        sites.append((_edited(draw, events, EVENT), draw(st.just(people) | PEOPLE), _edited(draw, sources, SOURCE)))
    return sites


def _edited(draw: st.DrawFn, rows: list[Row], kind: st.SearchStrategy[Row]) -> list[Row]:
    """Some gone from the end or come there, and one in the place of another."""
    now = rows[: len(rows) - draw(st.sampled_from([0, 0, 1, 2]))] if draw(st.booleans()) else rows + draw(st.lists(kind, max_size=3))
    at = draw(st.integers(0, len(now)))
    return [*now[:at], draw(kind), *now[at + 1 :]] if draw(st.booleans()) and at < len(now) else now


def changes(before: Site, now: Site) -> Changes:
    """What differs, by number."""
    both = ((nth * APART + at, old, new) for nth, kinds in enumerate(zip(before, now, strict=True)) for at, (old, new) in enumerate(zip_longest(*kinds)))
    return {at: (old, new) for at, old, new in both if old != new}


@contextmanager
def small_files() -> Iterator[None]:
    """Files are parted and words left out at a few records."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "FULL", 12)
        patch.setattr(postings, "_MANY", 8)
        patch.setattr(postings, "ALONE", 3)
        patch.setattr(postings, "_ENOUGH", 4)
        patch.setattr(postings, "_TELLING", 2)
        yield


def made(rows: list[Row]) -> dict[str, bytes]:
    return dict(index(rows, SAID))


def book_of(archive: Archive) -> Book:
    return make_book(archive, Words(Strings(invented.strings())), draft=False)


def of_site(site: Site) -> dict[str, bytes]:
    return made([row for rows in site for row in rows])


def edited(sites: list[Site]) -> list[bool]:
    """For each edit, whether the old files told enough; they are the index from nothing then."""
    told = []
    for before, now in pairwise(sites):
        files, anew = of_site(before), of_site(now)
        differ = updated(files.get, changes(before, now), SAID)
        told.append(differ is not None)
        if differ is not None:
            assert {path: content for path, content in {**files, **differ}.items() if content is not None} == anew
            assert all(files.get(path) != content for path, content in differ.items())
    return told


@settings(max_examples=300, deadline=None)
@given(edits())
def test_the_index_after_an_edit_is_the_index_from_nothing(sites: list[Site]) -> None:
    with small_files():
        edited(sites)


@settings(max_examples=150, deadline=None)
@given(edits())
def test_the_old_files_of_a_small_site_tell_enough(sites: list[Site]) -> None:
    assert all(edited(sites))


@pytest.mark.parametrize("spoiled", [None, b"", b"datelineSearch.words(", b'datelineSearch.words("th",{"the":1})\n', b'datelineSearch.words("th",{})\n'])
@pytest.mark.parametrize("path", ["search/s-th.js", "search/p-th.js", "search/meta.js", "search/d-0.js", "search/who.js", "search/f-person.js"])
def test_a_file_that_is_not_as_it_was_written_is_not_mended(path: str, spoiled: bytes | None) -> None:
    before = Row("e", "The pier", "events/a.html", "", 0, 0, "", people=("ida",))
    now = Row("e", "Them", "events/a.html", "", 0, 0, "", people=("jo",))
    files = made([before]) | {path: spoiled}

    assert updated(files.get, {0: (before, now)}, SAID) is None


def test_an_edit_of_a_title_touches_only_the_files_of_its_words() -> None:
    rows = [Row("e", f"Money for the pier {n}", f"events/{n}.html", "", 2017, 1, "It was late and it was signed") for n in range(30)]
    now = Row("e", "Money for the old pier 12", "events/12.html", "", 2017, 1, "It was late and it was signed")

    differ = updated(made(rows).get, {12: (rows[12], now)}, SAID)

    assert differ is not None
    assert sorted(differ) == ["search/d-1.js", "search/meta.js", *(f"search/p-{name}.js" for name in ("12", "ol", "pi")), "search/s-ol.js"]


def test_an_event_more_touches_only_the_files_of_its_words() -> None:
    rows = [Row("e", f"Money for the pier {n}", f"events/{n}.html", "", 2017, 1, "It was late") for n in range(30)]
    before: Site = (rows, [person("ida", "Ida Roe")], [Row("s", "A diary", "sources/a.html", "", 2017, 0, "")])
    now: Site = ([*rows, Row("e", "A storm", "events/storm.html", "", 2017, 1, "It broke", people=("jo",))], [*before[1], person("jo", "Jo Adeyemi")], before[2])

    differ = updated(of_site(before).get, changes(before, now), SAID)

    assert differ is not None
    assert sorted(differ) == [
        *(f"search/{name}.js" for name in ("d-3", "d-500000", "f-person", "meta")),
        *(f"search/{kind}-{word}.js" for kind in "ps" for word in ("a", "ad", "br", "it", "jo", "st")),
        "search/who.js",
    ]


def test_where_a_word_may_tell_something_again_all_is_made_anew() -> None:
    """Of 62 records, a word in 31 tells nothing; of 64, one in 32 may: which records hold it, the files do not tell."""
    rows = [Row("e", "storm" if n < 32 else "calm", f"events/{n}.html", "", 2017, 1, "") for n in range(64)]
    few: Site = (rows[:62], [], [])
    more: Site = (rows[:63], [], [])
    enough: Site = (rows, [], [])

    assert edited([few, more, enough]) == [True, False]
    assert b'"storm":"*"' in of_site(more)["search/s-st.js"]
    assert b'"storm":"*"' not in of_site(enough)["search/s-st.js"]


def plainly(text: str) -> list[str]:
    """The definition, without any short cut."""
    found = []
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text).lower() if unicodedata.category(sign)[0] != "M")
    for word in re.findall(cutting._WORD, bare):
        found += [word[at : at + 2] for at in range(len(word))] if cutting._is_unspaced(word) else [word]
    return found


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS | st.sampled_from(["“", "”", "…", "½", "e\u0301", "\u00a0", "ΟΔΟΣ", "№", "İ"]), max_size=12).map(" ".join)))
@example("“It was late”, he said… – and ½ of l’Élysée")
def test_words_are_cut_the_same_by_every_short_cut(text: str) -> None:
    assert tokens(text) == plainly(text)


def test_a_word_of_a_large_file_is_in_the_part_of_its_third_letter() -> None:
    with small_files():
        files = made([Row("e", "they think then thus th", f"events/{n}.html", "", 0, 0, "東京 東北") for n in range(6)])
    held = {path: json.loads(f"[{content[content.index(b'(') + 1 : -2].decode()}]")[1] for path, content in files.items() if path.startswith("search/s-")}

    assert {word: path for path, words in held.items() for word in words} == {
        word: f"search/s-{file_of(word, {'th'})}.js" for word in ("they", "think", "then", "thus", "th", "東京", "東北", "京", "北")
    }
    assert held["search/s-th-65.js"].keys() == {"then", "they"}


@pytest.mark.parametrize("archive", [invented.archive(), hostile()], ids=["invented", "hostile"])
def test_sourcing_in_the_index_is_that_of_the_badges(archive: Archive) -> None:
    book = book_of(archive)
    for key in row_keys(book):
        kind, _, name = key.partition("/")
        if kind == "events":
            said = {badge.kind for badge in badges_of(book, book.events[name])} | ({"response"} if responses_of(book, name) else set())
            assert row(book, key).facets == sum(1 << at for at, facet in enumerate(FACETS) if facet in said), name


def test_no_phrase_runs_from_one_text_of_a_record_into_the_next() -> None:
    event = Event(title="A title", summary="It was said.", quotations=(Quotation(words="It was late"), Quotation(words="and it was signed")))
    texts = list(postings.texts_of(row(book_of(Archive(events={"e": event})), "events/e")))

    assert [words for _, _, words in texts] == [["a", "title"], ["it", "was", "said"], ["it", "was", "late"], ["and", "it", "was", "signed"]]
    for (_, before, words), (_, place, _) in pairwise(texts):
        assert place >= before + len(words) + postings._GAP
