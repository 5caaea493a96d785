"""After an edit that lets records come or go, or dates or connects them otherwise, no more is judged and looked at than that may concern."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import make_site, put
from test_check_again import CAP, EVENTS, LINKS, PEOPLE, SOURCES, event, kept, words

from dateline.check import Ground, told
from dateline.pipeline import state as at_hand
from dateline.pipeline.state import State, after, judged, planned
from dateline.pipeline.texts import texts_of
from dateline.render.outline import outlines_of
from dateline.render.plan import make_plan
from dateline.store import load

PAGE = {"content/pages/about.md": "See [it](events/count.html), [her](people/ana-lee.html), [then](months/2024-05.html) and [what](topics/x.html).\n", "config.yaml": CAP}
COPY = "Tom Ruiz denied that the votes were counted twice in the old town hall. Votes, votes."

events = st.builds(event, kept, words)
people = st.builds("name: {}\ndescription: {}\n{}".format, st.sampled_from(["Ana Lee", "A. Lee", "Tom Ruiz"]), st.sampled_from(LINKS), st.sampled_from(["", *(f"distinct_from: [{name}]\n" for name in PEOPLE)]))
sources = st.builds(
    "title: The paper\n{}{}{}".format,
    st.sampled_from(["", "published: 2024-05-13\n", "published: 2024-05-12\n"]),
    st.sampled_from(["", "publisher: Courier\n"]),
    st.sampled_from(["", *(f"same_text_as: {name}\n" for name in SOURCES), "copies: [paper.txt]\n"]),
)
records = st.fixed_dictionaries(
    {
        **{f"content/events/{name}.yaml": st.none() | events for name in EVENTS},
        **{f"content/people/{name}.yaml": st.none() | people for name in PEOPLE},
        **{f"content/sources/{name}.yaml": st.none() | sources for name in SOURCES},
    }
)


def change(root: Path, files: Mapping[str, str | None]) -> None:
    put(root, {path: text for path, text in files.items() if text is not None})
    for path in (path for path, text in files.items() if text is None):
        (root / path).unlink(missing_ok=True)


def planned_now(root: Path) -> State:
    return planned(judged(root, load(root)))


@settings(max_examples=150, deadline=None)
@given(records, st.lists(records, min_size=1, max_size=3), st.booleans(), st.data())
def test_what_an_edit_connects_otherwise_comes_to_what_reading_everything_gives(start: dict[str, Any], edits: list[dict[str, Any]], is_saved: bool, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = make_site(Path(folder), {**PAGE, **({"content/articles/paper.txt": COPY} if is_saved else {})})
        change(root, start)
        state = planned_now(root)
        for edit in edits:
            files = data.draw(st.sets(st.sampled_from(sorted(edit)), min_size=1, max_size=3))
            change(root, {file: edit[file] for file in files})

            found = after(root, state, files)

            assert found is not None
            state, now = found[0], load(root).archive
            assert state.told == told(Ground(now, texts_of(root, now)))
            assert state.plan == make_plan(outlines_of(now))
            assert state.gleaned == outlines_of(now).gleaned


def test_a_source_that_names_no_copy_any_more_proves_nothing(tmp_path: Path) -> None:
    said = "title: One\ndate: 2024-05-13\nresponses_sought: none\nquotations: [{id: q1, words: Votes, speaker_described: a clerk, source: paper}]\nreports: [{source: paper}]\n"
    root = make_site(tmp_path, {"content/events/one.yaml": said, "content/sources/paper.yaml": "title: x\ncopies: [paper.txt]\n", "content/articles/paper.txt": COPY})
    state = planned_now(root)
    put(root, {"content/sources/paper.yaml": "title: x\n"})

    found = after(root, state, {"content/sources/paper.yaml"})

    assert found is not None
    assert [p.code for p in found[0].problems if p.severity == "error"] == ["unproven-quotation", "unproven-words"]
    assert found[0].told == planned_now(root).told


def test_a_new_event_costs_a_look_at_those_that_name_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = "title: One\ndate: 2024-05-13\nreports: [{source: ledger}]\n"
    site = {f"content/events/event-{n}.yaml": one.replace("13", f"{n:02}") for n in range(1, 29)}
    root = make_site(tmp_path, {**site, "content/sources/ledger.yaml": "title: The ledger\npublished: 2024-06-01\n"})
    state = planned_now(root)
    judged_now = list[str]()
    judge = at_hand.told_further.__globals__["_judged"]
    monkeypatch.setitem(at_hand.told_further.__globals__, "_judged", lambda ground, folder, name, record: (judged_now.append(f"{folder}/{name}"), judge(ground, folder, name, record))[1])
    answer = f"{one}denials: [{{id: d1, kind: denied, by_described: a clerk, source: ledger, of: event-2}}]\n"
    put(root, {"content/events/new.yaml": answer})

    found = after(root, state, {"content/events/new.yaml"})

    assert found is not None
    assert sorted(judged_now) == ["events/new", "sources/ledger"]
    assert found[0].plan.answers["event-2"] == (("new", 0),)


def test_whose_name_stands_in_words_is_asked_again_when_the_name_is_another(tmp_path: Path) -> None:
    said = "title: One\npeople: [ana, tom]\nquotations: [{id: q1, words: Ana Lee counted twice, speaker: tom, source: ledger}]\n"
    root = make_site(tmp_path, {"content/events/one.yaml": said, "content/people/ana.yaml": "name: Ana Lee\n", "content/people/tom.yaml": "name: Tom Ruiz\n", "content/sources/ledger.yaml": "title: x\n"})
    state = planned_now(root)
    put(root, {"content/people/ana.yaml": "name: Eva Roth\n"})

    found = after(root, state, {"content/people/ana.yaml"})

    assert state.plan.about == {"ana": (("one", 0),)}
    assert found is not None
    assert found[0].plan.about == {}


def test_who_asks_an_outline_for_words_is_told() -> None:
    made = outlines_of(load_of("title: One\nsummary: Some words.\n")).events["one"]

    with pytest.raises(AttributeError, match="summary"):
        _ = made.summary
    assert msgspec.structs.asdict(made)["tags"] == ()


def load_of(text: str) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        return load(make_site(Path(folder), {"content/events/one.yaml": text})).archive
