"""YAML files: what was typed is what is read, what is written reads back, and mistakes are told at their place."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from yaml_records import configs, events, people

from dateline.model import Config, Event, EventAddition, Person, Quotation, Record, Report, Source, Withdrawal
from dateline.problem import Where
from dateline.yamlfile.read import read_record
from dateline.yamlfile.write import write_record


def mistakes(text: str, kind: type[Record] = Event) -> list[str]:
    return [f"{p.where} {p.code}" for p in read_record(kind, text, "f")[2]]


@pytest.mark.parametrize("typed", ["no", "yes", "12:30", "1.10", "2016e5", "0o17", "=", "null", "~", "2017-02-14", "on", "1_000"])
def test_a_scalar_is_the_text_that_was_typed(typed: str) -> None:
    record, _, problems = read_record(Event, f"title: {typed}\ntags: [{typed}]\n", "f")

    assert problems == ()
    assert record == Event(title=typed, tags=(typed,))


@pytest.mark.parametrize(
    ("typed", "read"),
    [("2016", "2016"), ("[..2016-07-15]", "[..2016-07-15]"), ('"[2016-07-15..]"', "[2016-07-15..]"), ("2016-11-10~", "2016-11-10~")],
)
def test_a_date_is_read_quoted_or_not(typed: str, read: str) -> None:
    assert read_record(Event, f"title: x\ndate: {typed}\n", "f")[0] == Event(title="x", date=read)


def test_a_field_without_a_value_is_left_out() -> None:
    assert read_record(Event, "title: x\npeople:\nsummary:\nseq:\nwithdrawn:\n", "f")[0] == Event(title="x")


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    text = "title: x\nsummary: |\n  One.\n\n  Two.\npeople:\n- ana-lee\n"

    there = read_record(Event, "\ufeff" + text.replace("\n", "\r\n"), "f")

    assert there == read_record(Event, text, "f")


def test_every_value_has_its_place() -> None:
    text = "title: “Ü😀” x\nreports:\n  - source: a\n    date: 2016\npeople: [a, b]\n"

    _, places, _ = read_record(Event, text, "f")

    assert {key: (where.line, where.column) for key, where in places.items()} == {
        (): (1, 1),
        ("title",): (1, 8),
        ("reports",): (3, 3),
        ("reports", 0): (3, 5),
        ("reports", 0, "source"): (3, 13),
        ("reports", 0, "date"): (4, 11),
        ("people",): (5, 9),
        ("people", 0): (5, 10),
        ("people", 1): (5, 13),
    }


def test_lines_are_counted_as_editors_count_them() -> None:
    _, places, _ = read_record(Event, "title: a\rseq: 1\r\nplanned: true\n", "f")

    assert [places[name,].line for name in ("title", "seq", "planned")] == [1, 2, 3]


def test_all_mistakes_of_a_file_are_told_at_once_and_in_order() -> None:
    text = "titel: x\nseq: one\nreports:\n- passage: a\n  date: soon\nplanned: maybe\n"

    assert mistakes(text) == [
        "f:1:1 unknown-field",
        "f:2:6 wrong-type",
        "f:4:3 missing-field",
        "f:5:9 bad-date",
        "f:6:10 wrong-type",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: 'x\n", "f:1:8: error: a quotation mark is opened here and never closed"),
        ("title: x\n\tseq: 1\n", "f:2:1: error: a tab stands where YAML takes spaces only"),
        ("title: x\nreports:\n\t- source: a\n", "f:3:1: error: a tab stands where YAML takes spaces only"),
        ("title: x\npeople: [a, b\n", "f:3:1: error: a list's bracket is not closed before this"),
        ("title: @home\n", "f:1:8: error: text cannot begin with @"),
        ("title: *star\n", "f:1:8: error: '*star' repeats an anchor '&star' that is not written before it"),
        ("title: !x y\n", "f:1:8: error: the tag '!x' means nothing here"),
        ("title: 'it's'\n", "f:1:12: error: this is neither a new key nor part of the value before it"),
        ('title: "a\\q"\n', "f:1:10: error: a backslash in double quotes is followed by a letter that means nothing"),
        ("title: x\nseq\nplanned: true\n", "f:3:1: error: the line before this has no colon after its key"),
        ("title: x\n---\ntitle: y\n", "f:2:1: error: the file holds more than one document, parted by '---'"),
        ("title: \x07\n", "f:1:8: error: the character U+0007 cannot stand in YAML"),
        ("title: \ud800\n", "f:1:8: error: the character U+D800 cannot stand in YAML"),
        ("- title: x\n", "f:1:1: error: an event is written as lines of 'key: value', found a list"),
        ("just words\n", "f:1:1: error: an event is written as lines of 'key: value', found 'just words'"),
        ("? [a]\n: b\ntitle: x\n", "f:1:3: error: a field's name is text, found a list"),
        ("", "f: error: the file holds nothing"),
    ],
)
def test_what_is_no_yaml_is_told_in_plain_words(text: str, told: str) -> None:
    record, places, problems = read_record(Event, text, "f")

    assert record is None
    assert [str(problem).split("\n")[0] for problem in problems] == [told]
    assert places[()] == Where("f", 1, 1)


def test_aliases_and_merge_keys_are_followed() -> None:
    text = "title: x\nreports:\n- &a {source: s, sourcing: named}\n- {<<: *a, passage: p}\nquotations: [{words: w, source: s}]\n"

    record, _, problems = read_record(Event, text, "f")

    assert problems == ()
    assert record == Event(
        title="x",
        reports=(Report(source="s", sourcing="named"), Report(source="s", sourcing="named", passage="p")),
        quotations=(Quotation(words="w", source="s"),),
    )


@pytest.mark.parametrize(
    "text",
    [
        "title: x\ntags: " + "[" * 100_000,
        "title: x\ntags:\n" + "- " * 100_000,
        "title: x\nwas: &a [*a]\n",
        "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{c}: &{c} [{','.join([f'*{p}'] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)) + "strings: {x: *i}\noutlets: {x: *h}\n",
        "title: " + "x" * 2_000_001,
    ],
    ids=["brackets", "dashes", "itself", "billion laughs", "size"],
)
def test_a_hostile_file_is_refused_in_seconds(text: str) -> None:
    started = time.process_time()

    record, _, problems = read_record(Config, text, "f")

    assert record is None
    assert problems
    assert time.process_time() - started < 5


def test_many_merge_keys_take_no_longer_than_their_text() -> None:
    text = "theme: &a {a: x}\nstrings:\n  <<: [" + "*a, " * 300_000 + "*a]\n"
    started = time.process_time()

    record, _, _ = read_record(Config, text, "f")

    assert record == Config(theme={"a": "x"}, strings={"a": "x"})
    assert time.process_time() - started < 5


def test_aliases_that_multiply_are_stopped() -> None:
    laughs = "title: x\nquotations: &q [" + ", ".join(["{words: w}"] * 500) + "]\ndenials: [" + ", ".join(["{kind: denied, quotations: *q}"] * 300) + "]\n"

    _, _, problems = read_record(Event, laughs, "f")

    assert [(p.code, p.what, p.hint) for p in problems] == [
        ("too-large", "the file holds more than 100,000 values, aliases followed", "remove the aliases")
    ]


@given(st.one_of(events, people, configs))
def test_what_is_written_reads_back_equal(record: Record) -> None:
    text = write_record(record, schema="https://a.example/x.json")

    assert read_record(type(record), text, "f")[0] == record
    assert text.startswith("# yaml-language-server: $schema=https://a.example/x.json\n")


@pytest.mark.parametrize("text", ["a\n b\n", " a\nb\n", "\ta\nb", "a\n\nb", "a\nb\n\n", "a\nb \n", "\na\nb\n", "a\n\tb\n", "# a\n# b\n", "---\nb", "a:\n- b"])
def test_text_of_several_lines_reads_back_equal(text: str) -> None:
    written = write_record(Event(title="x", summary=text, withdrawn=Withdrawal(date="2016-01-01", reason=text)))

    record, _, _ = read_record(Event, written, "f")

    assert record is not None
    assert record.withdrawn is not None
    assert (record.summary, record.withdrawn.reason) == (text, text)


@given(events)
def test_other_readers_see_the_same_text(event: Event) -> None:
    found = yaml.safe_load(write_record(event.__class__(title=event.title, summary=event.summary, people=event.people, tags=event.tags)))

    assert found["title"] == event.title
    assert found.get("summary", "") == event.summary
    assert tuple(found.get("people", ())) == event.people
    assert tuple(found.get("tags", ())) == event.tags


def test_what_is_written_is_what_people_write() -> None:
    event = Event(
        date="2016-11-10",
        title="Lee’s deputy says: there were contacts",
        summary="One.\n\nTwo.\n",
        people=("ana-lee", "tom-ruiz"),
        reports=(Report(source="ledger-2026", passage="“Yes,” she said", count=4),),
        quotations=(Quotation(id="q1", words="no"),),
        planned=True,
    )

    assert write_record(event) == (
        "date: 2016-11-10\n"
        'title: "Lee’s deputy says: there were contacts"\n'
        "summary: |\n  One.\n\n  Two.\n"
        "people: [ana-lee, tom-ruiz]\n"
        "reports:\n"
        "- source: ledger-2026\n"
        "  passage: “Yes,” she said\n"
        "  count: 4\n"
        "quotations:\n"
        "- id: q1\n"
        '  words: "no"\n'
        "planned: true\n"
    )


def test_an_addition_needs_no_title() -> None:
    assert read_record(EventAddition, "people: [ana-lee]\n", "f")[0] == EventAddition(people=("ana-lee",))


@given(st.text(max_size=60), st.sampled_from([Event, Person, Source, Config]))
def test_any_text_gives_a_record_or_a_problem(text: str, kind: type[Record]) -> None:
    record, places, problems = read_record(kind, text, "f")

    assert (record is None) == bool(problems)
    assert () in places
