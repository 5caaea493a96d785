"""Canonical text: places, hashes and links of words."""

from __future__ import annotations

import re
import time
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dateline.check.nearest import nearest
from dateline.fragment import fragment_from, text_fragment
from dateline.text import (
    canon,
    canonical,
    ends_of,
    find_words,
    place_of,
    slug,
    text_hash,
    words_hash,
)

CASES = Path(__file__).parent / "cases" / "words.md"
SECTION = re.compile(r"^## (.+?)\n\n(.*?)\n\n```yaml\n(.*?)```", re.MULTILINE | re.DOTALL)
# Everything that the canonical form touches, beside letters that compose.
ODD = [*"abA Z .,…-–—'\"’“”«`´\n\t\u00a0\u00ad\u200b\ufeff\u2028é\u0301\u0323\u1161\u1100ß[]", "''", "...", "--", "ﬁ", "Å"]
text_strategy = st.one_of(st.lists(st.sampled_from(ODD), max_size=40).map("".join), st.text(max_size=30))


@pytest.mark.parametrize("case", SECTION.findall(CASES.read_text(encoding="utf-8")), ids=lambda case: case[0])
def test_words_stand_where_the_case_says(case: tuple[str, str, str]) -> None:
    _, article, expected = case
    wanted = yaml.safe_load(expected)

    form = canon(article)
    found = {words: [article[a:b] for a, b in find_words(words, form)] for words in wanted.get("found", {})}

    assert found == {words: [stretch] for words, stretch in wanted.get("found", {}).items()}
    assert [words for words in wanted.get("absent", ()) if find_words(words, form)] == []


def test_every_place_is_found_in_order() -> None:
    text = "No, no. And no, no again: nono."

    assert [text[a : b + 1] for a, b in find_words("no", canon(text))] == ["no.", "no,", "no "]


@given(text_strategy)
def test_the_canonical_form_is_its_own(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(text_strategy)
def test_the_form_is_the_same_with_and_without_the_way_back(text: str) -> None:
    assert canonical(text) == canon(text).text


@given(text_strategy)
def test_the_way_back_never_runs_backwards(text: str) -> None:
    form = canon(text)

    assert len(form.offsets) == len(form.text) + 1
    assert list(form.offsets) == sorted(form.offsets)
    assert all(0 <= at <= len(text) for at in form.offsets)


@given(text_strategy)
def test_text_that_differs_in_typography_alone_has_one_hash(text: str) -> None:
    retyped = unicodedata.normalize("NFD", text).replace(" ", "\u00a0\n").replace("–", "—").replace("“", "«")

    assert text_hash(retyped) == text_hash(text)


@given(st.lists(st.sampled_from(["there", "were", "contacts,", "“it’s”", "—", "a\u00adb", "x."]), min_size=1), st.data())
def test_words_cut_from_a_text_are_found_where_they_were(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    cut = " ".join(words[first : last + 1])
    spans = find_words(cut, canon(text))

    assert spans or not canonical(cut).strip('"- ')
    assert all(canonical(text[a:b]) == canonical(cut) for a, b in spans)


def test_a_changed_word_has_another_hash() -> None:
    assert words_hash("there were contacts") != words_hash("there was contact")


def test_a_place_keeps_whole_words_around_and_no_passage() -> None:
    text = "The deputy minister told the agency on Thursday that there were contacts throughout the trip, and named nobody."

    place = place_of("there were contacts", text)

    assert place is not None
    assert text[place.start : place.end] == "there were contacts"
    assert (place.prefix, place.suffix) == ("the agency on Thursday that ", " throughout the trip, and named")
    assert text[: place.start].endswith(place.prefix)
    assert text[place.end :].startswith(place.suffix)
    assert max(map(len, (place.prefix, place.suffix, place.head, place.tail))) <= 32
    assert place.unique


def test_words_that_stand_twice_are_not_unique() -> None:
    place = place_of("never", "He never came. She never left.")

    assert place is not None
    assert (place.start, place.unique) == (3, False)


def test_the_ends_of_long_words_do_not_overlap() -> None:
    head, tail = ends_of("I have no memory of what they are asking for, none")

    assert (head, tail) == ("I have no memory of what they", "are asking for, none")


def test_a_link_to_words_is_encoded_as_browsers_read_it() -> None:
    assert text_fragment("He said: so-called “friends”, M&M") == "#:~:text=He%20said%3A%20so%2Dcalled%20%E2%80%9Cfriends%E2%80%9D%2C,M%26M"


def test_a_link_names_its_surroundings_where_asked() -> None:
    assert text_fragment("a lie", prefix="said it was ", suffix=", and\nleft") == "#:~:text=said%20it%20was-,a%20lie,-%2C%20and"


def test_a_link_to_words_with_an_ellipsis_names_both_ends() -> None:
    assert text_fragment("We knew … of course") == "#:~:text=We%20knew,of%20course"


@given(st.text(max_size=80))
def test_a_link_never_holds_a_bare_character_that_has_a_meaning(words: str) -> None:
    fragment = text_fragment(words)

    assert not re.search(r"[^\w%,.~:=#-]", fragment)
    assert fragment.count(",") <= 1
    assert "-" not in fragment.replace("#:~:text=", "")


def test_a_receipts_few_words_give_the_same_link() -> None:
    words = "there were contacts with people from the team, as everybody knows"

    assert fragment_from(*ends_of(words)) == text_fragment(words)
    assert unquote(text_fragment("x y")) == "#:~:text=x y"


def test_the_nearest_words_are_shown() -> None:
    text = "Ruiz spoke first. Then Lee said that there was some contact with the firm. Nobody asked."

    assert nearest("there were some contacts with the firm", text) == "there was some contact with the firm"
    assert nearest("an entirely different sentence", text) == ""


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Sergei A. Ryabkov", "sergei-a-ryabkov"),
        ("Łódź & Straße: “Ærø”", "lodz-strasse-aero"),
        ("Сергей Рябков", "sergey-ryabkov"),
        ("Russia’s minister", "russias-minister"),
        ("CON", "con-1"),
        ("lpt9", "lpt9-1"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 80, "a" * 60),
    ],
)
def test_an_id_is_made_of_any_name(name: str, wanted: str) -> None:
    assert slug(name) == wanted


@given(st.text(), st.integers(1, 80))
def test_an_id_is_short_plain_and_never_empty(text: str, longest: int) -> None:
    found = slug(text, longest)

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found)
    assert len(found) <= max(longest + 2, 11)


def test_an_id_is_cut_between_words() -> None:
    assert slug("the council voted on the harbour", 20) == "the-council-voted-on"


@pytest.mark.parametrize(
    "piece", ["'", "a\u0301\u0323", "\u0301\u0323", "a ", "\u00ad", "[", "-", "...", ". ", "é word ", "[a]… ", "\u1100\u1161", "“"]
)
def test_a_hostile_megabyte_takes_seconds_at_most(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    started = time.process_time()

    form = canon(text)
    find_words("a … [b]c … é", form)
    place_of(text, text, form)
    nearest("a word like é [a]", text)
    text_fragment(text)
    slug(text)

    assert time.process_time() - started < 5
