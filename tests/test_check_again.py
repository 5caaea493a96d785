"""After an edit of words only what the edit may concern is judged again, and that comes to what judging everything gives."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from making import make_site

from dateline.alike import day_keys
from dateline.check import CHECKS, Ground, check, in_order, told, told_again
from dateline.check.addresses import sources_of
from dateline.model import Archive
from dateline.store import load

EVENTS, PEOPLE, SOURCES = ("ballot", "count", "recount", "vote"), ("ana-lee", "ana-m-lee", "tom-ruiz"), ("courier", "diary", "ledger")
SAID = ("the votes were counted twice in the old town hall", "votes", "nobody counted the votes of the old town hall twice", "the votes were counted [twice] … in the hall", "Ana Lee and her people counted the votes")
LINKS = ("No link.", "See [it](events/count.html#q1).", "See [it](events/county.html).", "See [her](people/tom-ruiz.html) and [all](years/2024.html).", "[x](topics/nothing.html)")
CAP = "publish:\n  quote_cap_share: 0\n  quote_cap_words: 12\n"


class Kept(NamedTuple):
    """What stays as it is in an edit of words: who and what is named, and when."""

    date: str
    person: str
    source: str
    other: str
    distinct: str
    withdrawn: bool
    answers: str


kept = st.builds(
    Kept,
    date=st.sampled_from(["2024-05-13", "2024-05-13", "2024-05-12/2024-05-14", "2024-05", ""]),
    person=st.sampled_from(["ana-lee", "ana-lee", "tom-ruiz", "nobody"]),
    source=st.sampled_from([*SOURCES, "nowhere"]),
    other=st.sampled_from(SOURCES),
    distinct=st.sampled_from(["", "", "", *EVENTS[:2]]),
    withdrawn=st.sampled_from([False, False, False, True]),
    answers=st.sampled_from(["", "q1", "count#q1", "count#q7", "counts"]),
)
words = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["The votes are counted", "Votes counted twice in the old town hall", "A fire"]),
        "summary": st.sampled_from(LINKS),
        "passage": st.sampled_from(["", *SAID]),
        "words": st.sampled_from(SAID),
        "cue": st.sampled_from(["", "denied", "never"]),
        "sought": st.sampled_from(["", "none found in the sources read"]),
        "lines": st.sampled_from(["", "# a note of mine\n"]),
    }
)
texts = st.dictionaries(st.sampled_from(SOURCES), st.sampled_from(["He denied that the votes were counted twice in the old town hall. Votes, votes.", "Nothing of that."]))


def event(fixed: Kept, said: Mapping[str, str]) -> str:
    lines = [f'title: "{said["title"]}"', f"summary: |\n  {said['summary']}", f'responses_sought: "{said["sought"]}"', f"people: [{fixed.person}]"]
    lines += [f"date: {fixed.date}"] if fixed.date else []
    lines += [f"distinct_from: [{fixed.distinct}]"] if fixed.distinct else []
    lines += ["withdrawn: {date: 2024-06-01, reason: It was another town.}"] if fixed.withdrawn else []
    lines += [f'reports: [{{source: {fixed.source}, passage: "{said["passage"]}"}}]']
    lines += [f'quotations: [{{id: q1, words: "{said["words"]}", speaker: tom-ruiz, source: {fixed.other}}}]']
    lines += [f'denials: [{{id: d1, kind: denied, by: {fixed.person}, source: {fixed.source}, of: "{fixed.answers}", cue: "{said["cue"]}"}}]'] if fixed.answers else []
    return said["lines"] + "\n".join(lines) + "\n"


outlines = st.fixed_dictionaries(dict.fromkeys(EVENTS, kept))
sayings = st.fixed_dictionaries(
    {
        **{f"events/{name}": words for name in EVENTS},
        **{f"people/{name}": st.sampled_from(["", "# mine\n", f"description: {LINKS[2]}\n"]) for name in PEOPLE},
        **{f"sources/{name}": st.sampled_from(["", "url: example\n", "language: en\n"]) for name in SOURCES},
    }
)


def files(outline: Mapping[str, Kept], said: Mapping[str, Any]) -> dict[str, str]:
    """Key → text of every record's file."""
    found = {f"events/{name}": event(fixed, said[f"events/{name}"]) for name, fixed in outline.items()}
    found |= {f"people/{name}": f"{said[f'people/{name}']}name: {name.replace('-', ' ').title()}\n" for name in PEOPLE}
    return found | {f"sources/{name}": f"{said[f'sources/{name}']}title: The {name}\n{'published: 2024-05-13' if name != 'diary' else ''}\n" for name in SOURCES}


def read(found: Mapping[str, str]) -> Archive:
    with tempfile.TemporaryDirectory() as folder:
        archive = load(make_site(Path(folder), {f"content/{key}.yaml": text for key, text in found.items()} | {"config.yaml": CAP})).archive
        check(archive)  # reads where values stand, while the files are there
        dict(archive.places)
        return archive


def neighbours(archive: Archive) -> dict[str, Any]:
    """The look-ups that whoever knows them can give."""
    return {
        "cited_by": lambda source: [name for name, event in archive.events.items() if source in sources_of(event)],
        "on_day": lambda key: [name for name, event in archive.events.items() if not event.withdrawn and key in day_keys(event.date)],
    }


@settings(max_examples=100, deadline=None)
@given(outlines, sayings, sayings, texts, texts, st.data())
def test_judging_again_what_changed_is_judging_everything(
    outline: dict[str, Kept], said: dict[str, Any], new: dict[str, Any], copies: dict[str, str], new_copies: dict[str, str], data: st.DataObject
) -> None:
    edited = set(data.draw(st.lists(st.sampled_from(sorted(said)), max_size=3)))
    after = {key: new[key] if key in edited else value for key, value in said.items()}
    old_files, new_files = files(outline, said), files(outline, after)
    old, now = read(old_files), read(new_files)
    changed = {key for key in new_files if old_files[key] != new_files[key]} | {f"receipts/{s}" for s in SOURCES if copies.get(s) != new_copies.get(s)}
    ground = Ground(old, copies)
    before = told(ground)

    for near in (ground.on(now, new_copies), Ground(now, new_copies), Ground(now, new_copies, **neighbours(now))):
        again = {owner: problems for owner, problems in {**before, **told_again(changed, near)}.items() if problems}

        assert again == told(Ground(now, new_copies))
        assert in_order(again) == check(now, new_copies)


def test_an_edit_concerns_its_record_and_those_beside_it() -> None:
    fixed = Kept("2024-05-13", "ana-lee", "ledger", "courier", "", withdrawn=False, answers="")
    said = {"title": "x", "summary": "", "passage": "", "words": "votes", "cue": "", "sought": "", "lines": ""}
    found = {f"events/{name}": event(fixed._replace(date="2024-05-13" if name != "vote" else "2024-06"), said) for name in EVENTS}

    again = told_again(["events/count"], Ground(read(found)))

    assert sorted(again) == ["events/count", "pair/ballot/count", "pair/count/recount", "quoted/courier", "quoted/ledger"]


def test_every_check_says_what_it_tells() -> None:
    assert [one.__name__ for checks in CHECKS.values() for one in checks if not one.__doc__] == []
