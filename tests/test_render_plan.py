"""What differs between two plans is named, so that no page stays as it was that walks what changed."""

from __future__ import annotations

from typing import cast

import invented
from msgspec.structs import replace

from dateline.model import Archive, Event, Person, Report, Source
from dateline.render.outline import outlines_of
from dateline.render.plan import COUNTS, Plan, make_plan
from dateline.render.plan_kept import StoredPlan, stale, stored


def plan(**more: object) -> Plan:
    return replace(make_plan(outlines_of(invented.archive())), **more)


def test_equal_plans_differ_in_nothing() -> None:
    assert not list(stale(plan(), plan()))


def test_the_order_of_what_pages_walk_tells_too() -> None:
    before = plan(initials={"A": ("ann",), "B": ("bob",)})

    assert list(stale(before, replace(before, initials={"B": ("bob",), "A": ("ann",)}))) == ["plan:initials"]


def test_what_came_and_what_went_is_named() -> None:
    before = plan(initials={"A": ("ann",)})

    assert {*stale(before, replace(before, initials={"B": ("ann",)}))} == {"plan:initials", "initials:A", "initials:B"}


def test_a_stored_plan_tells_the_same_without_being_decoded() -> None:
    before = plan(initials={"A": ("ann",), "B": ("bob",)}, latest=("fire",))
    now = replace(before, initials={"B": ("bob",), "A": ("ada",)}, latest=(), order=before.order[1:], verified=before.verified + 1)
    kept = StoredPlan(stored(before).__getitem__)

    assert {*stale(cast("Plan", kept), now)} == {*stale(before, now)}
    assert "initials" not in vars(kept)


def test_of_a_stored_plan_that_was_counted_anew_the_new_count_tells() -> None:
    before = plan()
    kept = StoredPlan(stored(before).__getitem__).but(before.verified + 1)

    assert {*stale(cast("Plan", kept), before)} == {"plan:verified", COUNTS}
    assert not list(stale(cast("Plan", kept), replace(before, verified=before.verified + 1)))


def test_a_junior_is_listed_by_his_surname() -> None:
    archive = invented.archive()
    someone = next(iter(make_plan(outlines_of(archive)).people))
    people = {**archive.people, someone: Person(name="Bob Brook Jr.")}

    found = make_plan(outlines_of(replace(archive, people=people))).initials

    assert someone in found["B"]


def test_records_stand_as_they_came_those_of_a_day_in_the_order_of_the_timeline() -> None:
    sources = {"diary": Source(title="A diary", published="2024-02"), "gazette": Source(title="A gazette", published="2024-03-05"), "wire": Source(title="A wire")}
    events = {
        "late": Event(title="Late", date="2010", added="2024-03-02", people=("jo", "ann"), reports=(Report(source="gazette"),)),
        "second": Event(title="Second", date="2012", added="2024-03-01", reports=(Report(source="gazette"),)),
        "first": Event(title="First", date="2011", added="2024-03-01", people=("jo",)),
        "reported": Event(title="Reported", date="2013", reports=(Report(source="diary"),)),
        "unknown": Event(title="Unknown", date="2014", reports=(Report(source="wire"),)),
    }
    people = {"ann": Person(name="Ann"), "jo": Person(name="Jo")}

    arrived = make_plan(outlines_of(Archive(events=events, people=people, sources=sources))).arrived

    assert arrived == {"events": ("unknown", "reported", "first", "second", "late"), "people": ("jo", "ann"), "sources": ("wire", "diary", "gazette")}
