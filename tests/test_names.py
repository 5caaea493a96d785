"""Names of persons: their parts, and when two are one person. Never by likeness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.names import Name, name_id_words, same_person, split_name

PARTS = {
    "Clara Voss": Name("Clara", "", "Voss", ""),
    "Sen. Mark R. Warner Jr.": Name("Mark", "R.", "Warner", "Jr."),
    "Martin Lund King Jr.": Name("Martin", "Lund", "King", "Jr."),
    "Thomas Brannock, Sr.": Name("Thomas", "", "Brannock", "Sr."),
    "Ludwig van Beethoven": Name("Ludwig", "", "van Beethoven", ""),
    "Maria de la Cruz": Name("Maria", "", "de la Cruz", ""),
    "former Deputy Prime Minister Otto Lindgren": Name("Otto", "", "Lindgren", ""),
    "Mr. Reuter": Name("", "", "Reuter", ""),
    "Reuter": Name("", "", "Reuter", ""),
    "Pope Leo": Name("Pope", "", "Leo", ""),
    "Henry IV": Name("", "", "Henry", "IV"),
    "O’Brien": Name("", "", "O’Brien", ""),
    "Anne-Marie “Nan” O'Brien-Smith III": Name("Anne-Marie", "", "O'Brien-Smith", "III"),
    "Van Morrison": Name("Van", "", "Morrison", ""),
    "": Name("", "", "", ""),
    "Mr.": Name("", "", "Mr.", ""),
    "Jr.": Name("", "", "Jr.", ""),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_name_comes_apart(name: str) -> None:
    assert split_name(name) == PARTS[name]


ONE = [
    ("Paul Manfred", "Paul J. Manfred"),
    ("Paul J. Manfred", "Paul John Manfred"),
    ("Ana J. R. Lee", "Ana Jane Ruth Lee"),
    ("paul manfred", "PAUL MANFRED"),
    ("Mr. Paul Manfred", "Paul Manfred"),
    ("Reuter", "Mr. Reuter"),
    ("Tom O’Dea", "Tom O'Dea"),
]
TWO = [
    ("Donald Crump Sr.", "Donald Crump Jr."),
    ("Ana Lee", "Ann Lee"),
    ("Mark Lee", "Mary Lee"),
    ("Ana Lee", "Ana Leigh"),
    ("Ana Lee", "Lee Ana"),
    ("Robert Quill", "Martha Quill"),
]
PERHAPS = [
    ("Donald Crump", "Donald Crump Jr."),
    ("Paul J. Manfred", "Paul K. Manfred"),
    ("P. Manfred", "Paul Manfred"),
    ("Manfred", "Paul Manfred"),
    ("Sergei Kislov", "Sergey Kislov"),
    ("Aleksandr Lunin", "Alexander Lunin"),
    ("Mohammed Ould", "Muhammad Ould"),
    ("Dmitriy Lunin", "Dmitri Lunin"),
    ("Dan Lee", "Daniel Lee"),
    ("Bob Quill", "Robert Quill"),
]


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
    assert [name_id_words(n) for n in ("Dr. Paul J. Manfred", "Thomas Brannock Jr.", "Reuter")] == ["Paul Manfred", "Thomas Brannock Jr.", "Reuter"]
