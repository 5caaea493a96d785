"""The quick reader of everyday YAML: where it gives a record, it is the one that the careful reader gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml_records import events, people

from dateline.model import Event, Person, Record, Source
from dateline.problem import Where
from dateline.yamlfile.places import Places
from dateline.yamlfile.plain import read_plain, read_words
from dateline.yamlfile.read import read_record
from dateline.yamlfile.tree import read_tree
from dateline.yamlfile.write import write_record

# What is put together at random: the parts of YAML that people write, and those that only look like them.
PIECES = (
    *("title: x", "title: a: b", "title: a #b", "title: a:", "title: 'x'", 'title: "x"', "title: 'it''s'", 'title: "a\\tb"', "title: |", "title: >", "title:", "title: |-"),
    *("date: 2016", "date: [..2016]", "date: 2016-13", "summary: |", "summary: |-", "summary: |+", "summary: |2", "people: [a, b]", "people: [a,b]", "people: [a: b]"),
    *("people: []", "people: [a b, c]", "people: [ a ]", "people: [a, ]", "people:", "- a", "- a: b", "- source: x", "- 'x'", "-  a", "- - a", "-", "reports:", "quotations:", "denials:"),
    *("words: x", "source: x", "kind: denied", "kind: Denied", "id: q1", "seq: 1", "seq: -1", "seq: 0x1", "planned: Yes", "planned: maybe", "count: 3", "withdrawn:", "reason: x", "x", "x y"),
    *("# note", "", " ", "---", "...", "%YAML 1.1", "&a b", "*a", "!t x", "? x", "<<: x", "{a: b}", "titel: x", "title : x", "title:x", "\ttitle: x", "“x”", "title: x\x85y", "title: \u2028", "title: \ufeffx"),
)
lines = st.builds(
    lambda indent, piece, tail: " " * indent + piece + tail, st.sampled_from([0, 0, 0, 2, 2, 4, 1, 3, 6]), st.sampled_from(PIECES), st.sampled_from(["", "", "", " ", " # x", "\r"])
)
texts = st.lists(lines, max_size=9).map(lambda found: "".join(f"{line}\n" for line in found))

# Whole files, field by field: most ways of writing are everyday ones, so that the quick reader has something to say.
FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title: x", "title: a: b", "title: 'x'", 'title: "x: y"', "title: x # y", "title: x#y", "title: 12:30", "title: |\n  x\n  y", "title: |-\n   x\n    y", "title: x\n  y", "title:   x", "title: 1.10"),
    "summary": ("summary: |\n  a\n\n  b: c\n\n", "summary: |\n  a\n# no\n", "summary: |-\n  a\n   b", "summary: |\n    a\n  b", "summary: |\n\n  a", "summary: |\n  a \n  b", "summary: >\n  a\n  b", "summary: |\n"),
    "date": ("date: 2016", "date: '2016-11'", "date: [..2016-07-15]", 'date: "[..2016-07-15]"', "date: 2016-13", "date: 2016-11-10T21:00:00", "date: 2016-11-10~"),
    "people": ("people: [a, b-c]", "people:\n- a\n- b", "people:\n  - a\n  - 'b'", "people: []", "people: [a,b]", "people: [a, 'b']", "people: a", "people: [a, a b]", "people:\n- a\n  b", "people:\n-\n- a"),
    "reports": ("reports:\n- source: x\n  count: 3\n- source: y", "reports:\n  - source: x\n    date: 2016", "reports:\n- {source: x}", "reports:\n- source: x\n   count: 3", "reports:\n- count: 1", "reports:\n- source: x\n  titel: y", "reports:\n-   source: x", "reports: [x]"),
    "denials": ("denials:\n- kind: denied\n  quotations:\n  - words: x\n  - words: y\n  by: z", "denials:\n- kind: denied\n  quotations:\n    - words: |\n        x", "denials:\n- kind: Denied", "denials:\n- kind: denied\n  quotations: []\n- kind: no-reply"),
    "seq": ("seq: 2", "seq: -2", "seq: +2", "seq: x", "seq: '3'", "seq: 1_000", "seq: ٣", "seq: 0003"),
    "planned": ("planned: true", "planned: No", "planned: on", "planned: 'yes'", "planned:"),
    "withdrawn": ("withdrawn:", "withdrawn:\n  date: 2016-01-01\n  reason: x", "withdrawn: {date: 2016-01-01, reason: x}", "withdrawn:\n  date: 2016-01-01"),
}
wholes = st.fixed_dictionaries({"title": st.sampled_from(FIELDS["title"])}, optional={name: st.sampled_from(ways) for name, ways in FIELDS.items() if name != "title"})
between = st.sampled_from(["\n", "\n", "\n", "\n\n", "\n# note\n", "\n  # note\n", "\n  \n", " \n"])
files = st.builds(lambda found, ends: "".join(text + ends for text in found.values()), wholes, between)


def agrees(kind: type[Record], text: str) -> bool:
    """Whether the careful reader gives the same, wherever the quick one gives anything."""
    quick = read_plain(kind, text)
    return quick is None or quick == read_record(kind, text, "f")[0]


WORDS = ('a: "x"', 'a: "y"', 'b.c_1: "x: y # {n} \'s’"', 'c: ""', '"d": "x"', "e: x", "f: 'x'", 'g:"x"', 'h:  "x"', 'i: "x\\n"', 'j: "x" ', 'k: "x" # y', 'l: "x', 'M: "x"', '1: "x"', "", " ", "# x", " # x", '  a: "x"', '- "x"', "---", 'null: "x"', 'n: "\ufeff"', 'o: "x\x85y"')


@given(st.lists(st.sampled_from(WORDS), max_size=5), st.sampled_from(["", "\n"]))
def test_both_readers_agree_on_the_words_of_pages(parts: list[str], end: str) -> None:
    text = "\n".join(parts) + end
    quick, tree = read_words(text), read_tree(text, "f")
    assert quick is None or [*quick.items()] == [(key.text, value.text) for key, value in getattr(tree, "pairs", ())]


def test_the_shipped_words_need_no_careful_reader() -> None:
    assert read_words((Path(__file__).parent.parent / "templates" / "strings.yaml").read_text(encoding="utf-8"))


@settings(max_examples=800)
@given(files)
def test_both_readers_agree_on_whole_files(text: str) -> None:
    assert agrees(Event, text)


@settings(max_examples=300)
@given(texts, st.sampled_from([Event, Person, Source]))
def test_both_readers_agree_on_odd_yaml(text: str, kind: type[Record]) -> None:
    assert agrees(kind, text)


@settings(max_examples=200)
@given(texts)
def test_both_readers_agree_on_what_follows_a_title(text: str) -> None:
    assert agrees(Event, "title: x\n" + text)


@given(events | people)
def test_both_readers_agree_on_what_we_write(record: Record) -> None:
    assert agrees(type(record), write_record(record))


@given(events, st.data())
def test_both_readers_agree_after_a_slip_of_the_finger(event: Event, data: st.DataObject) -> None:
    text = write_record(event)
    at = data.draw(st.integers(0, len(text)))

    assert agrees(Event, text[:at] + data.draw(st.sampled_from(["", " ", "\n", ":", ": ", "- ", "#", '"', "'", "[", "|", "\n  ", "x"])) + text[at + data.draw(st.integers(0, 2)) :])


@pytest.mark.parametrize(
    "text",
    [
        "title: x\n",
        "# mine\ndate: 2016-11-10\ntitle: “There were contacts”, he says\n\nsummary: |\n  One.\n\n  Two.\npeople: [ana-lee, tom-lee]\n",
        "title: 'x'\nreports:\n- source: a\n  count: 4\n  date: 2016~\n- source: b\nseq: 2\nplanned: true\n",
        'title: "12:30"\ndenials:\n  - kind: denied\n    quotations:\n    - words: No\n  - kind: no-reply\n',
        "title: x\ntags:\n- a b\n- 'c'\npeople:\nwithdrawn:\n  date: 2016-01-01\n  reason: |-\n    It was wrong.\n",
    ],
)
def test_everyday_files_need_no_careful_reader(text: str) -> None:
    assert read_plain(Event, text) == read_record(Event, text, "f")[0]
    assert read_plain(Event, text) is not None


def test_a_record_read_quickly_has_its_places_when_they_are_asked_for() -> None:
    read: list[str] = []
    places = Places(lambda path: read.append(path) or "title: x\ndate: 2016\n", {"f": Event})

    assert read == []
    assert places["f", ("date",)] == Where("f", 2, 7)
    assert places.get(("f", ("people",))) is None
    assert read == ["f"]
