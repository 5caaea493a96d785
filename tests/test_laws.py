"""The promise as laws, on articles and sites that are made up anew each time."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from making import add, article, make_site, proposals, tree

from dateline.article import Article
from dateline.findings import EventFound, Findings, Reading
from dateline.model import Event, Receipt, Report
from dateline.pipeline.accept import accept
from dateline.pipeline.refresh import refresh
from dateline.pipeline.reject import reject
from dateline.propose import gist_of, identify, propose, runs_of
from dateline.store import load

DAYS = ("Monday", "Tuesday", "Friday")
PLACES = ("the mill", "the old pier", "the town hall", "the ferry landing")
DEEDS = ("closed {}", "sold {} to a brewer from upriver", "painted {} green and white", "voted to rent {} to the railway")
WHO = ("Clara Voss", "Otto Lindgren", "Ilse Brandt", "Tomas Reuter")
WORDS = ("I would do it again", "Nobody asked us about any of this", "There was never a plan to keep it")
ANSWERS = ("denied on {} that anybody had been told", "declined to comment on {}", "said on {}: “That is not how it was”")
OUTLETS = ("The Ashford Herald", "The Millbrook Courier", "Ashford Radio")

sentences = st.one_of(
    st.builds(lambda deed, place, day: f"The council {deed.format(place)} on {day}.", st.sampled_from(DEEDS), st.sampled_from(PLACES), st.sampled_from(DAYS)),
    st.builds(lambda words, who, day: f"“{words},” {who}, the clerk, said on {day}.", st.sampled_from(WORDS), st.sampled_from(WHO), st.sampled_from(DAYS)),
    st.builds(lambda who, answer, day: f"{who}, a boat builder, {answer.format(day)}.", st.sampled_from(WHO), st.sampled_from(ANSWERS), st.sampled_from(DAYS)),
)
articles = st.builds(
    lambda body, outlet, day, n: article("\n\n".join(body) + "\n", title=f"{body[0][:40]} {n}", publisher=outlet, published=f"2024-05-{day}"),
    st.lists(sentences, min_size=1, max_size=5, unique=True),
    st.sampled_from(OUTLETS),
    st.sampled_from((15, 16, 18)),
    st.integers(1, 9),
)
saved = st.lists(articles, min_size=1, max_size=4, unique=True)
# Without shrinking: an example takes half a second, and what fails is a short story anyway.
few = settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate], suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.fixture(autouse=True, scope="module")
def _quick_disk() -> Iterator[None]:
    """Without the wait for the disk, which only a power cut can tell from the real thing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


EDITS = ("# looked at\n{}", "{}tags: [mine]\n", "{}\n\n# why?\n", "{}responses_sought: none found\n")


@contextmanager
def a_site(texts: list[str]) -> Iterator[Path]:
    """A site into which these articles were imported."""
    with tempfile.TemporaryDirectory() as folder:
        site = make_site(Path(folder))
        add(site, named(texts))
        yield site


def named(texts: list[str]) -> dict[str, str]:
    return {f"story-{n}.md": text for n, text in enumerate(texts)}


def events(site: Path) -> list[str]:
    return [key for key in proposals(site) if key.startswith("events/")]


def passages(site: Path) -> set[tuple[str, str]]:
    """What all proposals tell: (source, passage)."""
    loaded = load(site, proposals=True).proposals
    return {(r.source, r.passage) for e in loaded.values() if isinstance(e, Event) for r in e.reports}


@few
@given(saved)
def test_importing_twice_is_importing_once(texts: list[str]) -> None:
    with a_site(texts) as site:
        before = tree(site, but=())

        add(site, named(texts))

        assert tree(site, but=()) == before


@few
@given(saved, saved, st.randoms(use_true_random=False))
def test_no_edit_is_ever_undone(texts: list[str], more: list[str], pick: random.Random) -> None:
    with a_site(texts) as site:
        edited = {}
        for key in events(site):
            if pick.random() < 0.5:
                path = site / f"content/proposed/{key}.yaml"
                path.write_text(pick.choice(EDITS).format(path.read_text(encoding="utf-8")), encoding="utf-8")
                edited[path] = path.read_bytes()

        add(site, {f"more-{name}": text for name, text in named(more).items()})

        assert {path: path.read_bytes() for path in edited} == edited


@few
@given(saved, saved, st.randoms(use_true_random=False))
def test_nothing_rejected_or_deleted_comes_back(texts: list[str], more: list[str], pick: random.Random) -> None:
    with a_site(texts) as site:
        gone = [key for key in events(site) if pick.random() < 0.5]
        told = {(r.source, r.passage) for key in gone if isinstance(e := load(site, proposals=True).proposals[key], Event) for r in e.reports}
        rejected = [key for key in gone if pick.random() < 0.5]
        accepted = [key for key in gone if key not in rejected]
        reject(site, rejected)
        done = accept(site, [key for key in accepted if key in proposals(site)])  # ids are made anew until they are accepted
        for key in done.keys:
            if key.startswith("events/"):
                (site / f"content/{key}.yaml").unlink()
        told = {(source, passage) for source, passage in told if (source, passage) not in passages(site)}

        add(site, {f"more-{name}": text for name, text in named(more).items()})
        add(site, named(texts))

        assert told & passages(site) == set()


@few
@given(saved, saved, st.randoms(use_true_random=False))
def test_what_is_yours_keeps_every_byte(texts: list[str], more: list[str], pick: random.Random) -> None:
    with a_site(texts) as site:
        accept(site, [key for key in events(site) if pick.random() < 0.7])
        before = tree(site / "content", but=("proposed", "receipts", "articles"))

        add(site, {f"more-{name}": text for name, text in named(more).items()})
        refresh(site)

        assert tree(site / "content", but=("proposed", "receipts", "articles")) == before


@few
@given(saved, saved)
def test_accept_only_ever_adds_to_a_file_of_yours(texts: list[str], more: list[str]) -> None:
    with a_site(texts) as site:
        accept(site, everything=True)
        mine = {p: f"# mine\n{p.read_text(encoding='utf-8')}# the end\n" for p in (site / "content/events").glob("*.yaml")}
        for path, text in mine.items():
            path.write_text(text, encoding="utf-8")

        add(site, {f"more-{name}": text for name, text in named(more).items()})
        accept(site, everything=True)

        for path, text in mine.items():
            rest = iter(path.read_text(encoding="utf-8"))
            assert all(letter in rest for letter in text), path.name


HAPPENED = "The council of Ashford closed the old mill on Monday after nine of its beams had cracked."
BEFORE, AFTER = "It had rained for two weeks in the valley.", "Nobody was in the building at the time."
TEXT = f"{BEFORE} {HAPPENED} {AFTER} The mill is two hundred years old and stands on oak."


def reading(start: int, end: int, dated_by: str) -> Reading:
    event = EventFound("2024-05-13", "The council closed the mill", (start, end), dated_by=dated_by)
    article = Article(TEXT, title="Mill", published="2024-05-15", publisher="The Ledger")
    return Reading(copy="a.md", bytes_sha256="b", article=article, findings=Findings(events=(event,)), stem="ledger")


def keys_of(found: Reading, settled: frozenset[tuple[str, str]] = frozenset()) -> dict[str, tuple[tuple[str, str], ...]]:
    made = propose([found], identify([gist_of(found)], {}, {}), msgspec.convert({}, type=_Archive), settled)
    return {k: f for k, f in made.findings.items() if k.startswith("events/")}


_Archive = type(load(Path("nowhere")).archive)
FIRST, LAST = TEXT.index(HAPPENED), TEXT.index(HAPPENED) + len(HAPPENED)
bounds = st.sampled_from(
    [
        (FIRST, LAST),
        (0, LAST),  # the sentence before it is taken along …
        (FIRST, TEXT.index(" The mill is")),  # … or the one behind it
        (FIRST, LAST - len(" after nine of its beams had cracked.")),  # its last clause is left out
        (FIRST + len("The council of Ashford "), LAST),  # its first words are left out
    ]
)


@given(bounds, bounds, st.sampled_from(["Monday", "on Monday"]), st.sampled_from(["Monday", "on Monday"]))
def test_a_rejected_finding_is_known_again_in_other_bounds(old: tuple[int, int], new: tuple[int, int], was: str, now: str) -> None:
    cut = {old, new} == {(FIRST, LAST - 37), (FIRST + 23, LAST)}
    (rejected,) = keys_of(reading(*old, was)).values()

    again = keys_of(reading(*new, now), frozenset(rejected))

    assert again == {} or cut


def test_another_day_in_the_same_sentence_is_another_finding() -> None:
    (rejected,) = keys_of(reading(FIRST, LAST, "Monday")).values()

    assert len(keys_of(reading(FIRST, LAST, "nine"), frozenset(rejected))) == 1


cuts = st.tuples(st.integers(0, 7), st.integers(0, 5))  # words that are gone from the passage's two ends
dates = st.sampled_from([("2024-05-13", "Monday"), ("2024-05-06", "Monday"), ("2024", ""), ("2024-05-14", "nine")])


def cut_reading(words: str, date: str, dated_by: str, text: str = TEXT) -> Reading:
    start = text.index(words)
    event = EventFound(date, "Whatever it is called", (start, start + len(words)), dated_by=dated_by)
    said = Article(text, title="Mill", published="2024-05-15", publisher="The Ledger")
    return Reading(copy="a.md", bytes_sha256="b", article=said, findings=Findings(events=(event,)), stem="ledger")


def without_ends(cut: tuple[int, int]) -> str:
    words = HAPPENED.split()
    return " ".join(words[cut[0] : len(words) - cut[1]])


@given(cuts, dates, cuts, dates, st.booleans())
def test_a_rejected_finding_is_known_again_with_both_ends_and_the_date_changed(
    old: tuple[int, int], was: tuple[str, str], new: tuple[int, int], now: tuple[str, str], updated: bool
) -> None:
    first, last = max(old[0], new[0]), min(17 - old[1], 17 - new[1])
    event = Event(title="x", reports=(Report(source="ledger-2024-05-15", passage=without_ends(old), dated_by=was[1]),))
    text = TEXT.replace("It had rained", "Rain had come down") + " More was added later." if updated else TEXT

    again = keys_of(cut_reading(without_ends(new), *now, text), frozenset(runs_of(event)))

    assert again == {} or last - first < 11  # eleven words in a row that both hold are enough


def test_of_two_happenings_in_one_sentence_the_one_that_is_open_stays(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    add(site, {"a.md": article("The council, which shut the old mill on Jan. 8, will vote on Feb. 24 on whether to sell it to the brewer.\n", title="Mill", published="2024-01-15")})
    one, other = sorted(events(site), key=lambda key: "2024-02-24" in proposals(site)[key])

    reject(site, [one])
    refresh(site)
    stays = events(site)
    reject(site, [stays[0]])

    assert (len(stays), "2024-02-24" in "".join(stays) or other == stays[0]) == (1, True)
    assert [r.runs for r in load(site).archive.receipts.values()] != [{}]


def test_receipts_of_decisions_hold_hashes_alone(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    add(site, {"a.md": article(TEXT, title="Mill")})
    reject(site, everything=True)

    receipts: dict[str, Receipt] = dict(load(site).archive.receipts)
    rejected = [digest for r in receipts.values() for digest in r.rejected]
    runs = [run for r in receipts.values() for run in r.runs]
    assert rejected
    assert runs
    assert all(len(run) == 16 and int(run, 16) >= 0 for run in runs)
    assert all(len(digest) == 64 and int(digest, 16) >= 0 for digest in rejected)
