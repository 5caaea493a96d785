"""Items put into files in every style that YAML knows: they are there and every byte stays, or nothing is done at all."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml_records import events

from dateline.model import Event, EventAddition, Quotation, Report
from dateline.yamlfile.read import read_record
from dateline.yamlfile.splice import add_ids, append_items

LISTS = ("people", "tags", "reports", "quotations", "denials")
LONG = "Ünïcödé 漢字 😀 " * 40

TITLES = (
    *("title: The vote", "title:   The vote   # ours", "title: 'It''s a vote'", 'title: "a \\"vote\\" \\u00e9\\n"', "title: |\n  The\n  vote", "title: >-\n  The\n\n  vote  "),
    *("title: The vote\n  goes on: no\n".replace(": no", "") + "  and on", 'title: "The vote \\\n  goes on"', "title: 'The vote\n\n  goes on'", f"title: {LONG.strip()}", "? title\n: The vote"),
    *('"title": The vote', "title: &t The vote", "title: !!str The vote", "title :  The vote", "title:\n  The vote\n  # not of it", "title: |2\n    The vote", "title:\tThe vote\t# tab"),
)
BLOCKS = (
    *("", "# a comment", "  # one that is indented", "summary: |\n  One: two\n  # no comment\n\n  - not a list", "summary: |+\n  One\n\n", "summary: >\n   One\n   two\n\n    three", "seq: 3"),
    *("date: [..2016-07-15]", "date: 2016-11-10~", "planned: yes", "withdrawn: {date: 2016-01-01,\n  reason: no}", "was: [old-one, # once\n  old-two]", "distinct_from: &d\n- a\n-   b"),
)
PEOPLE = (
    *("", "people:", "people: []", "people: [ ]   # none", "people: [a]", "people: [a,\n  b, # two\n  c,\n]", "people: ['a' , \"b\"]", "people:\n- a\n- b", "people:\n    - a\n    # between\n    - b   # the second"),
    *("people:\n-\n  a\n-   b", "people:\n  - &x a\n  - *x", "people: &p [a]", "people: !!seq [a]", "people:   # who\n\n- a\n\n- b\n", "people: ~", "people: null", "people: [a\n  , b\n  ]  # end", '"people": [a]'),
)
QUOTATIONS = (
    *("", "quotations:", "quotations: []", "quotations:\n- words: a", "quotations:\n-   words: a   # first\n    speaker: b\n\n-   words: >\n      folded\n      words\n    id: q4\n"),
    *("quotations: [{words: a}]", "quotations: [{words: 'a, }'},\n  {words: \"]\", # c\n   id: q9}]", "quotations:\n  -\n    words: a\n    # on this one\n  # on the next\n  - words: |\n      a\n       b", "quotations:\n- {words: a}\n- words: b"),
    *("quotations: &q\n- &w {words: a}", "quotations:\n- <<: {words: a}\n  id: q1", "quotations:\n- ? words\n  : a", "quotations:\n- words: a\n  said: 2016\n# at the left\n- words: b"),
)
HEADS = ("", "# yaml-language-server: $schema=x\n", "---\n", "%YAML 1.1\n---\n", "\n\n", "--- # one\n")
TAILS = ("", "\n", "\n\n\n", "\n# the end", "\n# the end\n", "\n...\n", "\n  # indented\n", "   \n")


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file as somebody's editor, script or habit may have left it."""
    parts = [draw(st.sampled_from(styles)) for styles in (TITLES, PEOPLE, QUOTATIONS)]
    parts += draw(st.lists(st.sampled_from(BLOCKS), max_size=3, unique_by=lambda block: block.partition(":")[0]))
    indent = draw(st.sampled_from(("", "", "", "  ")))
    body = "\n".join(line for part in draw(st.permutations(parts)) if part for line in part.split("\n"))
    text = draw(st.sampled_from(HEADS)) + re.sub("^(?=.)", indent, body, flags=re.MULTILINE) + draw(st.sampled_from(TAILS))
    newline = draw(st.sampled_from(("\n", "\n", "\r\n")))
    return draw(st.sampled_from(("", "", "\ufeff"))) + text.replace("\n", newline)


def appended(event: Event, more: Event) -> Event:
    lists = {f: (*getattr(event, f), *(i for n, i in enumerate(getattr(more, f)) if i not in getattr(event, f))) for f in LISTS}
    return msgspec.structs.replace(event, **lists)


def is_left_of(before: str, after: str) -> bool:
    """Whether `before` is what is left of `after` when some stretches are taken out, no line of comment among them."""
    rest = iter(after)
    comments = [line for line in before.split("\n") if line.lstrip().startswith("#")]
    lines = iter(f"{line}\n" for line in after.split("\n"))
    return all(letter in rest for letter in before) and all(any(line.rstrip() == found.rstrip() for found in lines) for line in comments)


@given(files(), events)
def test_items_go_into_a_file_of_any_style_or_nothing_does(text: str, more: Event) -> None:
    before = read_record(Event, text, "f")[0]

    spliced = append_items(text, more)

    if spliced is not None:
        assert before is not None
        assert read_record(Event, spliced, "f")[0] == appended(before, more)
        assert is_left_of(text, spliced)
        assert append_items(spliced, more) == spliced


@given(files())
def test_ids_go_into_a_file_of_any_style_or_none_does(text: str) -> None:
    before = read_record(Event, text, "f")[0]

    with_ids = add_ids(text)

    if with_ids is not None:
        after = read_record(Event, with_ids, "f")[0]
        assert before is not None
        assert after is not None
        assert [q.words for q in after.quotations] == [q.words for q in before.quotations]
        assert all(q.id for q in after.quotations)
        assert is_left_of(text, with_ids)


REFUSED = {"? title\n: The vote", "people: ~", "people: null"}  # the lines to paste are shown; the last two are no lists here
MORE = EventAddition(people=("new-one",), reports=(Report(source="ledger"),), quotations=(Quotation(words="new words"),))


@pytest.mark.parametrize("part", [*TITLES, *BLOCKS, *PEOPLE, *QUOTATIONS])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_style_alone_takes_new_items(part: str, newline: str) -> None:
    whole = part if re.match(r'(\? |")?title', part) else f"title: x\n{part}"
    text = f"{whole}\n# the end".replace("\n", newline)

    spliced = append_items(text, MORE)

    assert (spliced is None) == (part in REFUSED)
    assert "new-one" in (spliced or "new-one")
