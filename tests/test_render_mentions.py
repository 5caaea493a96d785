"""Whose names stand in others' words: as one regular expression of all names would find them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Event, Person, Quotation
from dateline.render.mentions import called, mentions

NAMES = ["Ana Lee", "Lee", "Ana", "É. Lee", "the mayor", "Lee_"]


def named(words: str, person: Person, speaker: str = "") -> list[tuple[str, int, str]]:
    event = Event(title="x", quotations=(Quotation(id="q1", words=words, speaker=speaker),))
    return list(mentions(event, ["ana"], {"ana": called(person)}))


@given(st.lists(st.sampled_from(["Ana", " ", "Lee", "é", "_", "1", ".", "-", "the mayor", "²"]), max_size=8).map("".join), st.lists(st.sampled_from(NAMES), max_size=3))
def test_a_name_stands_there_if_it_is_no_part_of_a_longer_one(words: str, aliases: list[str]) -> None:
    person = Person(name="Ana Lee", kind="person", aliases=tuple(aliases))
    full = "|".join(map(re.escape, ("Ana Lee", *aliases)))

    found = named(words, person)

    if re.search(rf"(?<!\w)(?:{full})(?!\w)", words):
        assert found == [("ana", 0, "")]
    else:
        assert found == ([("ana", 0, "Lee")] if re.search(r"(?<!\w)Lee(?!\w)", words) else [])


def test_own_words_are_not_about_the_speaker() -> None:
    assert named("Lee was there", Person(name="Ana Lee"), speaker="ana") == []


def test_an_organisation_has_no_surname() -> None:
    assert named("The Ledger lied", Person(name="Port Ledger", kind="organisation")) == []
