"""Items put into somebody's file: they are there, and every byte that was there stays."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml_records import events

from dateline.model import Event, EventAddition, PersonAddition, Quotation, Report, SourceAddition
from dateline.yamlfile.read import read_record
from dateline.yamlfile.splice import add_ids, append_items
from dateline.yamlfile.write import in_braces, item_lines, plain_or_quoted, quoted, write_record

CASES = Path(__file__).parent / "cases" / "splice.md"
SECTION = re.compile(r"^## (.+?)\n\n.*?```yaml\n(.*?)```\n\n```adds\n(.*?)```\n\n```becomes\n(.*?)```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("case", SECTION.findall(CASES.read_text(encoding="utf-8")), ids=lambda case: case[0])
def test_a_file_becomes_what_the_case_says(case: tuple[str, str, str, str]) -> None:
    _, before, adds, after = case
    addition, _, problems = read_record(EventAddition, adds, "f")
    assert addition is not None, problems

    assert append_items(before, addition) == (None if after == "none\n" else after)


def appended(event: Event, more: Event) -> Event:
    """What the file must say afterwards."""
    lists = {f: (*getattr(event, f), *(i for i in getattr(more, f) if i not in getattr(event, f))) for f in LISTS}
    return msgspec.structs.replace(event, **lists)


LISTS = ("people", "tags", "reports", "quotations", "denials")


@given(events, events)
def test_what_was_written_plainly_takes_any_items(event: Event, more: Event) -> None:
    spliced = append_items(write_record(event), more)

    assert spliced is not None
    assert read_record(Event, spliced, "f")[0] == appended(event, more)


@given(events, events, st.data())
def test_every_byte_of_a_file_by_hand_stays(event: Event, more: Event, data: st.DataObject) -> None:
    text = by_hand(event, data)
    assert read_record(Event, text, "f")[0] == event, text

    spliced = append_items(text, more)

    assert spliced is not None, text
    assert read_record(Event, spliced, "f")[0] == appended(event, more)
    assert only_added(text, spliced)


def by_hand(event: Event, data: st.DataObject) -> str:
    """The event as some person writes it: comments, empty lines, brackets or dashes, odd indents, line ends."""

    def pick(*ways: str) -> str:
        return data.draw(st.sampled_from(ways))

    blocks = [f"title: {quoted(event.title)}{pick('', '  # why')}"]
    for name in LISTS:
        items, indent = getattr(event, name), len(pick("", "  ", "    "))
        if not items:
            blocks += [] if pick("", "x") else [name + pick(":", ": []", ": [ ]  # none", ":   # to do")]
        elif pick("flow", "block") == "flow":
            inner = [in_braces(i) if isinstance(i, msgspec.Struct) else plain_or_quoted(i, brackets=True) for i in items]
            blocks.append(f"{name}:{pick(' ', '   ')}[{pick('', ' ')}{pick(', ', ' ,  ').join(inner)}{pick('', ' ', ',', ' , ')}]{pick('', ' # c')}")
        else:
            lines = [f"{name}:{pick('', '  # c')}"]
            for item in items:
                lines += item_lines(item, indent) if isinstance(item, msgspec.Struct) else [f"{' ' * indent}- {quoted(item)}{pick('', ' # k')}"]
                lines += [part for part in [pick("", " " * (indent + 2) + "# on this one")] if part]
            blocks.append("\n".join(lines))
    rest = write_record(msgspec.structs.replace(event, title="", **dict.fromkeys(LISTS, ())))
    rest = rest.replace('title: ""\n', "", 1).removesuffix("\n")
    blocks += [rest] if rest else []
    tail = "\n" if ": |\n" in blocks[-1] else pick("\n", "", "\n# tail\n")  # a | at the very end needs its line end
    text = pick("", "# head\n\n") + pick("\n", "\n\n", "\n# between\n").join(blocks) + tail
    return pick("", "\ufeff") + (text if pick("lf", "crlf") == "lf" or "\n " in event.summary else text.replace("\n", "\r\n"))


def only_added(before: str, after: str) -> bool:
    """Whether `before` is what is left of `after` when some characters are taken out."""
    rest = iter(after)
    return all(character in rest for character in before)


def test_sources_and_people_are_added_to_as_well() -> None:
    assert append_items("title: x\ncopies: [a.md]\n", SourceAddition(copies=("a.md", "b.md"))) == "title: x\ncopies: [a.md, b.md]\n"
    assert append_items("name: Ana Lee\n", PersonAddition(aliases=("Lee",))) == "name: Ana Lee\naliases: [Lee]\n"


def test_windows_line_ends_stay_and_are_taken_up() -> None:
    spliced = append_items("title: x\r\ntags:\r\n- a\r\n", EventAddition(tags=("b",), quotations=(Quotation(words="w"),)))

    assert spliced == "title: x\r\ntags:\r\n- a\r\n- b\r\nquotations:\r\n- words: w\r\n"


def test_nothing_new_changes_nothing() -> None:
    text = "title: x # y\nreports: [{source: a}]"

    assert append_items(text, EventAddition(reports=(Report(source="a"),))) == text


@pytest.mark.parametrize(
    "text",
    [
        "{title: x}",
        "title: x\ntitel: y\n",
        "title: [",
        "title: x\ntags: &t [a]\nwas: *t\n",
        "title: x\nwas: &t [a]\ntags: *t\n",
        "",
    ],
    ids=["all in braces", "mistaken", "no yaml", "repeated elsewhere", "an alias", "empty"],
)
def test_what_cannot_be_done_safely_is_not_done(text: str) -> None:
    assert append_items(text, EventAddition(tags=("b",))) is None


def test_ids_are_added_and_nothing_else() -> None:
    text = (
        "title: x\nquotations:   # two\n-   words: a   # first\n    speaker: b\n- {words: c}\n- id: q4\n  words: d\n"
        "denials: [{kind: denied, quotations: [{words: e}]}]\n"
    )

    assert add_ids(text) == (
        "title: x\nquotations:   # two\n-   id: q5\n    words: a   # first\n    speaker: b\n- {id: q6, words: c}\n- id: q4\n  words: d\n"
        "denials: [{id: d1, kind: denied, quotations: [{words: e}]}]\n"
    )


@given(events, st.data())
def test_adding_ids_twice_is_adding_them_once(event: Event, data: st.DataObject) -> None:
    text = by_hand(event, data)

    once = add_ids(text)

    assert once is not None
    assert only_added(text, once)
    assert add_ids(once) == once
    assert all(item.id for item in (read_record(Event, once, "f")[0] or event).quotations)


def test_ids_are_not_added_to_what_is_written_elsewhere() -> None:
    assert add_ids("title: x\nquotations: [&q {words: a}, *q]\n") is None
