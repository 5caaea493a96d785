"""Names of persons: their parts, and when two are one person. Never by likeness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.names import Name, name_id_words, same_person, split_name

PARTS = {
    "Clara Voss": Name("Clara", (), "Voss", ""),
    "Sen. Mark R. Warner Jr.": Name("Mark", ("R.",), "Warner", "jr"),
    "Thomas Brannock, Sr.": Name("Thomas", (), "Brannock", "sr"),
    "Ludwig van Beethoven": Name("Ludwig", (), "van Beethoven", ""),
    "Maria de la Cruz": Name("Maria", (), "de la Cruz", ""),
    "former Deputy Prime Minister Otto Lindgren": Name("Otto", (), "Lindgren", ""),
    "Mr. Reuter": Name("", (), "Reuter", ""),
    "Reuter": Name("", (), "Reuter", ""),
    "Henry IV": Name("", (), "Henry", "iv"),
    "O’Brien": Name("", (), "O'Brien", ""),
    "Anne-Marie “Nan” O'Brien-Smith III": Name("Anne-Marie", ("“Nan”",), "O'Brien-Smith", "iii"),
    "Van Morrison": Name("Van", (), "Morrison", ""),
    "": Name("", (), "", ""),
    "Mr.": Name("", (), "Mr.", ""),
    "Jr.": Name("", (), "Jr.", ""),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_name_comes_apart(name: str) -> None:
    assert split_name(name) == PARTS[name]


ONE = [("Paul Manfred", "Paul J. Manfred"), ("Paul J. Manfred", "Paul John Manfred"), ("paul manfred", "PAUL MANFRED"), ("Mr. Paul Manfred", "Paul Manfred"), ("Reuter", "Mr. Reuter")]
TWO = [
    ("Donald Crump", "Donald Crump Jr."),
    ("Donald Crump Sr.", "Donald Crump Jr."),
    ("Sergei Kislov", "Sergey Kislov"),
    ("Ana Lee", "Ann Lee"),
    ("Ana Lee", "Ana Leigh"),
    ("Ana Lee", "Lee Ana"),
]
PERHAPS = [("Paul J. Manfred", "Paul K. Manfred"), ("P. Manfred", "Paul Manfred"), ("Manfred", "Paul Manfred"), ("J. Manfred", "John Manfred")]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_a_middle_name_that_is_missing_makes_no_second_person(one: str, other: str) -> None:
    assert same_person(one, other) == "yes"


@pytest.mark.parametrize(("one", "other"), TWO)
def test_likeness_makes_no_one_person(one: str, other: str) -> None:
    assert same_person(one, other) == "no"


@pytest.mark.parametrize(("one", "other"), PERHAPS)
def test_what_a_name_alone_cannot_decide_is_asked(one: str, other: str) -> None:
    assert same_person(one, other) == "ask"


names = st.lists(st.sampled_from(["Ana", "Lee", "A.", "Jr.", "van", "Mr.", "O'Dea", "III", "“Bo”", ","]), max_size=5).map(" ".join)


@given(names, names)
def test_the_answer_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)


@given(names)
def test_everybody_is_the_same_person_as_themselves(name: str) -> None:
    assert same_person(name, name) == "yes"


@given(st.text(max_size=60))
def test_any_text_comes_apart(name: str) -> None:
    assert len(split_name(name)) == 4


def test_an_id_is_made_of_first_and_last_name_and_suffix() -> None:
    assert [name_id_words(n) for n in ("Dr. Paul J. Manfred", "Thomas Brannock Jr.", "Reuter")] == ["Paul Manfred", "Thomas Brannock jr", "Reuter"]
