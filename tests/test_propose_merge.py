"""One happening told twice, and what is added to an event that is there."""

from __future__ import annotations

from typing import NamedTuple

from dateline.findings import PersonFound
from dateline.model import Archive, Denial, Event, EventAddition, Person, Quotation, Report
from dateline.propose.cast import Named, cast_of
from dateline.propose.happenings import Draft, findings_of
from dateline.propose.merge import add_to, merged_drafts, only_new

CLOSED = "The harbor board closed the old pier after an inspector found cracks in its piles."
SHUT = "An inspector found cracks in the piles, and the harbor board closed the pier."


def draft(passage: str, *, source: str = "ledger", date: str = "2024-05-13", people: tuple[str, ...] = (), **more: object) -> Draft:
    event = Event(title=passage[:60], date=date, people=people, reports=(Report(source=source, passage=passage),), **more)  # type: ignore[arg-type]
    return Draft(event=event, findings=findings_of(event))


def merged(*drafts: Draft, **events: Event) -> dict[str, Event]:
    return {name: d.event for name, d in merged_drafts(drafts, Archive(events=events)).items()}


def test_one_happening_in_two_papers_is_one_event_with_two_reports() -> None:
    (event,) = merged(draft(CLOSED), draft(SHUT, source="courier")).values()

    assert [r.source for r in event.reports] == ["ledger", "courier"]


def test_what_one_paper_tells_twice_stays_two_events() -> None:
    assert len(merged(draft(CLOSED), draft(SHUT))) == 2


def test_another_day_is_another_event() -> None:
    assert len(merged(draft(CLOSED), draft(SHUT, source="courier", date="2024-05-14"))) == 2


def test_days_that_overlap_can_be_one_and_each_report_keeps_its_own() -> None:
    (event,) = merged(draft(CLOSED, date="2024-05-13"), draft(SHUT, source="courier", date="2024-05-13/2024-05-14")).values()

    assert (event.date, [r.date for r in event.reports]) == ("2024-05-13", ["", "2024-05-13/2024-05-14"])


def test_wide_dates_overlap_with_everything_and_prove_nothing() -> None:
    assert len(merged(draft(CLOSED, date="2024"), draft(SHUT, source="courier", date="2024-05-13"))) == 2


def test_the_same_person_in_the_same_season_is_not_one_happening() -> None:
    fall = {"date": "2023-23", "people": ("clara-voss",)}
    one = draft("Her double-digit lead slipped last fall, and Clara Voss took the train to the ferry towns.", **fall)

    assert len(merged(one, draft("Voss testified before the panel last fall.", source="courier", **fall))) == 2


def test_one_word_in_common_besides_day_and_people_is_chance() -> None:
    tuesday = {"date": "2024-05-14", "people": ("otto-lindgren",)}
    one = draft("On Tuesday the mayor, Otto Lindgren, opened the Ashford fair.", **tuesday)

    assert len(merged(one, draft("Lindgren left Ashford on Tuesday.", source="courier", **tuesday))) == 2


def test_undated_events_are_never_one() -> None:
    assert len(merged(draft(CLOSED, date=""), draft(SHUT, source="courier", date=""))) == 2


def test_other_people_are_another_event() -> None:
    assert len(merged(draft(CLOSED, people=("ana-lee",)), draft(SHUT, source="courier", people=("tom-ruiz",)))) == 2


def test_other_words_are_another_event() -> None:
    assert len(merged(draft(CLOSED), draft("The school dismissed its treasurer over an empty lunch fund.", source="courier"))) == 2


def test_ids_are_counted_on_and_a_response_follows_its_claim() -> None:
    one = draft(CLOSED, quotations=(Quotation(id="q1", words="Go", source="ledger"),), denials=(Denial(id="d1", kind="denied"),))
    two = draft(SHUT, source="courier", quotations=(Quotation(id="q1", words="Stay", source="courier"),), denials=(Denial(id="d1", kind="denied", of="q1"),))

    (event,) = merged(one, two).values()

    assert [(q.id, q.words) for q in event.quotations] == [("q1", "Go"), ("q2", "Stay")]
    assert [(d.id, d.of) for d in event.denials] == [("d1", ""), ("d2", "q2")]


def test_what_is_there_gets_an_addition_under_its_own_id() -> None:
    mine = draft(CLOSED).event

    assert list(merged(draft(SHUT, source="courier"), mine=mine)) == ["mine"]


def test_two_findings_of_one_article_are_not_both_added_to_one_event() -> None:
    events = merged(draft(SHUT, source="courier"), draft(CLOSED, source="courier"), mine=draft(CLOSED).event)

    assert [len(e.reports) for e in events.values()] == [1, 1]


def test_events_of_the_same_words_get_their_day_and_then_a_number() -> None:
    names = list(merged(draft(CLOSED), draft(CLOSED, date="2024-06-01"), draft(CLOSED, date="2024-06-01")))

    assert names == ["harbor-board-closed-old-pier-inspector", "harbor-board-closed-old-pier-inspector-2024-06-01", "harbor-board-closed-old-pier-inspector-2024-06-01-2"]


def test_an_addition_holds_what_is_new_and_nothing_else() -> None:
    have = Event(title="Mine", date="2024-05-13", people=("ana-lee",), reports=(Report(source="ledger"),), quotations=(Quotation(id="q1", words="Go"), Quotation(id="q4", words="No")))
    more = draft(SHUT, source="courier", people=("ana-lee", "tom-ruiz"), quotations=(Quotation(id="q1", words="Stay"),)).event

    addition = only_new(more, have)

    assert addition == EventAddition(people=("tom-ruiz",), reports=more.reports, quotations=(Quotation(id="q5", words="Stay"),))


def test_adding_an_addition_gives_the_whole_and_twice_is_once() -> None:
    have, more = draft(CLOSED).event, draft(SHUT, source="courier", people=("tom-ruiz",)).event
    addition = only_new(more, have)

    once = add_to(have, addition)

    assert once == Event(title=have.title, date=have.date, people=("tom-ruiz",), reports=(*have.reports, *more.reports))
    assert add_to(once, addition) == once


class Found(NamedTuple):
    """Who came of one article."""

    ids: dict[str, str]  # name → id
    records: dict[str, Person]


def cast(*names: str | PersonFound, known: dict[str, Person] | None = None) -> Found:
    """One article with these people."""
    people = [n if isinstance(n, PersonFound) else PersonFound(n) for n in names]
    found = cast_of([Named(people, "", "ledger")], known or {})
    ids = dict(zip((p.name for p in people), found.ids(0), strict=True))
    return Found(ids, {i: record for i in {*ids.values()} if (record := found.record(i))})


def test_a_missing_initial_makes_no_second_person() -> None:
    found = cast("Paul Manfred", "Paul J. Manfred")

    assert [*found.records] == ["paul-manfred"]
    assert found.records["paul-manfred"].name == "Paul J. Manfred"


def test_father_and_son_are_two() -> None:
    assert sorted(cast("Tom Brannock", "Tom Brannock Jr.").records) == ["tom-brannock", "tom-brannock-jr"]


def test_a_surname_belongs_to_the_one_who_bears_it_and_to_nobody_when_two_do() -> None:
    assert cast("Ana Lee", "Lee").ids["Lee"] == "ana-lee"
    assert cast("Ana Lee", "Tom Lee", "Lee").ids["Lee"] == "lee"


def test_a_known_person_keeps_id_and_record_under_an_alias() -> None:
    known = {"queen": Person(name="Ana Lee", aliases=("Annie Lee",))}

    found = cast("Annie Lee", known=known)

    assert (found.ids["Annie Lee"], found.records["queen"]) == ("queen", known["queen"])


def test_an_organisation_is_one_with_and_without_its_points_and_article() -> None:
    names = (PersonFound("the F.B.I.", kind="organisation"), PersonFound("FBI", kind="organisation"))

    assert [*cast(*names).records] == ["fbi"]


def test_a_role_is_no_alias() -> None:
    found = cast(PersonFound("Ana Lee", aliases=("Ms. Lee", "the clerk", "Annie Lee-Ruiz")))

    assert found.records["ana-lee"].aliases == ("Annie Lee-Ruiz",)
