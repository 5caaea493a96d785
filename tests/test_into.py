"""`accept --into`: two events that are one happening, on a person's word."""

from __future__ import annotations

from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from making import add, article, imported, make_site, proposals, proposed, put, run
from yaml_records import events

from dateline.model import Denial, Event, EventAddition, Quotation, Report
from dateline.pipeline.accept import accept
from dateline.pipeline.build import check_site
from dateline.propose import add_to, addition_into
from dateline.store import load

HAVE = Event(
    title="The vote",
    date="2026-01-13",
    reports=(Report(source="ledger", passage="The council voted on Tuesday."),),
    quotations=(Quotation(id="q1", words="It is done", speaker="ana-lee", source="ledger"),),
)
MORE = Event(
    title="A vote is taken",
    date="2026-01-12",
    tags=("harbor",),
    reports=(Report(source="courier", passage="They voted."), Report(source="ledger", passage="Later it was counted.")),
    quotations=(
        Quotation(id="q1", words="It is done", speaker="ana-lee", source="ledger"),
        Quotation(id="q2", words="Nobody asked us", speaker="tom-ruiz", source="courier"),
    ),
    denials=(Denial(id="d1", kind="denied", by="ana-lee", of="q2", source="courier"), Denial(id="d2", kind="denied", by="tom-ruiz", of="q1", source="courier")),
)


def test_only_what_is_new_is_added_and_ids_are_counted_on() -> None:
    added = addition_into(MORE, HAVE)

    assert [(r.source, r.id, r.date) for r in added.reports] == [("courier", "", "2026-01-12"), ("ledger", "r2", "2026-01-12")]
    assert [(q.id, q.words, q.said) for q in added.quotations] == [("q2", "Nobody asked us", "2026-01-12")]
    assert [(d.id, d.by, d.of) for d in added.denials] == [("d1", "ana-lee", "q2"), ("d2", "tom-ruiz", "q1")]
    assert added.tags == ("harbor",)


@given(events, events)
def test_adding_twice_is_adding_once(event: Event, have: Event) -> None:
    once = add_to(have, addition_into(event, have))

    assert isinstance(once, Event)
    again = addition_into(event, once)
    assert msgspec.structs.replace(again, people=()) == EventAddition()


@given(st.integers(0, 4), st.integers(0, 4))
def test_no_two_passages_of_one_source_share_a_name(many: int, more: int) -> None:
    have = Event(title="x", reports=tuple(Report(source="s", id=f"r{n}" if n else "", passage=f"p{n}") for n in range(many)))
    event = Event(title="y", reports=tuple(Report(source="s", id=f"r{n}" if n else "", passage=f"o{n}") for n in range(more)))

    reports = (*have.reports, *addition_into(event, have).reports)

    assert len({(r.source, r.id) for r in reports}) == many + more


def pier(folder: Path) -> tuple[Path, str]:
    """A site with an accepted event, and the key of a proposal that is the same happening in other words."""
    site = make_site(folder)
    imported(site, "pier.md")
    accept(site, [proposed(site, "harbor board closed")])
    add(site, {"shut.md": article("Boats were kept away from the wooden jetty on Monday.\n\n“Keep off,” said Clara Voss, the chairwoman, on Monday.\n", title="Jetty", publisher="Radio")})
    return site, proposed(site, "wooden jetty")


def test_a_proposal_goes_into_an_accepted_event_and_does_not_come_back(tmp_path: Path) -> None:
    site, key = pier(tmp_path)
    (into,) = load(site).archive.events
    before = (site / f"content/events/{into}.yaml").read_text(encoding="utf-8")

    done = accept(site, [key], into=into)

    event = load(site).archive.events[into]
    assert done.problems == ()
    assert len(event.reports) == 2
    assert set(before.splitlines()) <= set((site / f"content/events/{into}.yaml").read_text(encoding="utf-8").splitlines())
    assert [p for p in check_site(site).problems if p.severity == "error"] == []
    imported(site, "school.md")
    assert [k for k, text in proposals(site).items() if "wooden jetty" in text] == []


def test_a_summary_that_an_addition_would_lose_is_shown_and_the_proposal_stays(tmp_path: Path) -> None:
    site, key = pier(tmp_path)
    (into,) = load(site).archive.events
    path = site / f"content/proposed/{key}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "summary: An hour's work.\n", encoding="utf-8")
    before = (site / f"content/events/{into}.yaml").read_bytes()

    done = accept(site, [key], into=into)

    assert "summary: An hour's work." in done.paste[f"content/events/{into}.yaml"]
    assert (path.is_file(), (site / f"content/events/{into}.yaml").read_bytes()) == (True, before)


def test_into_what_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/events/vote.yaml": "title: x\n"})
    put(site, {"content/proposed/events/count.yaml": "title: y\n"})

    done = run("--site", site, "accept", "count", "--into", "vot")

    assert done.exit_code == 1
    assert done.stderr == "error: there is no accepted event 'vot' to add to\n   did you mean vote?                                                   [unknown-event]\n"


def test_a_person_does_not_go_into_an_event(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/events/vote.yaml": "title: x\n"})
    put(site, {"content/proposed/people/ana-lee.yaml": "name: Ana Lee\n"})

    done = accept(site, ["ana-lee"], into="vote")

    assert [p.what for p in done.problems] == ["'people/ana-lee' is no event"]
