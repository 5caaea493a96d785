"""A record that is renamed and says so under `was:` is found by its old id, in every file that still names it so."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from making import imported, make_site, proposals, proposed, put, run, tree
from yaml_records import events

from dateline.check.renames import with_new_ids
from dateline.model import Event
from dateline.pipeline.accept import accept
from dateline.pipeline.build import check_site
from dateline.store import load

SITE = {
    "content/people/ana-ruiz.yaml": "name: Ana Ruiz\nwas: [ana-lee]\nroles: [{role: clerk, source: ledger}]\n",
    "content/people/tom-lee.yaml": "name: Tom Lee\ndistinct_from: [ana-lee]\n",
    "content/sources/ledger-2026.yaml": "title: Council votes\npublished: 2026-01-13\nwas: [ledger]\n",
    "content/sources/courier.yaml": "title: Council votes\npublished: 2026-01-13\nsame_text_as: ledger\n",
    "content/events/ballot.yaml": "title: The vote\ndate: 2026-01-12\nreports: [{source: ledger}]\nwas: [vote, q1]\nquotations: [{id: q1, words: a, speaker_described: b, source: ledger}]\n",
    "content/events/count.yaml": (
        "title: The count\ndate: 2026-01-12\npeople: [ana-lee]\nreports: [{source: ledger}]\n"
        "quotations: [{id: q1, words: a, speaker: ana-lee, source: ledger}]\ndistinct_from: [vote]\n"
        "denials: [{kind: denied, by: ana-lee, of: vote#q1, source: ledger}, {kind: denied, by: ana-lee, of: vote, source: ledger}, {kind: denied, by: ana-lee, of: q1, source: ledger}]\n"
    ),
}


def test_old_ids_lead_to_the_records_that_bear_them_now(tmp_path: Path) -> None:
    archive = load(make_site(tmp_path, SITE)).archive

    count = archive.events["count"]
    assert (count.people, count.quotations[0].speaker, count.reports[0].source) == (("ana-ruiz",), "ana-ruiz", "ledger-2026")
    assert [(d.by, d.of, d.source) for d in count.denials] == [("ana-ruiz", of, "ledger-2026") for of in ("ballot#q1", "ballot", "q1")]
    assert (archive.sources["courier"].same_text_as, archive.people["tom-lee"].distinct_from) == ("ledger-2026", ("ana-ruiz",))
    assert (archive.people["ana-ruiz"].roles[0].source, archive.people["ana-ruiz"].was) == ("ledger-2026", ("ana-lee",))


def test_a_rename_makes_no_reference_unknown_and_changes_no_file(tmp_path: Path) -> None:
    site = make_site(tmp_path, SITE)
    before = tree(site / "content", but=("receipts",))

    run("--site", site, "check", "--fix")

    assert [p.code for p in check_site(site).problems if p.code.startswith("unknown-")] == []
    written = tree(site / "content", but=("receipts", "events"))
    assert written == {name: digest for name, digest in before.items() if not name.startswith("events")}


def test_an_old_id_that_two_claim_leads_nowhere(tmp_path: Path) -> None:
    site = make_site(tmp_path, {**SITE, "content/people/ana-diaz.yaml": "name: Ana Diaz\nwas: [ana-lee]\n"})

    codes = {p.code for p in check_site(site).problems}

    assert {"was-not-unique", "unknown-person"} <= codes


def test_a_proposal_is_accepted_into_an_event_by_its_old_id(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    accept(site, [proposed(site, "harbor board closed")])
    (path,) = (p for p in (site / "content/events").glob("*.yaml") if "safe" not in p.stem)
    path.write_text(f"{path.read_text(encoding='utf-8')}was: [closing]\n", encoding="utf-8")
    put(site, {"content/proposed/events/other.yaml": "title: x\ntags: [harbor]\n"})

    done = run("--site", site, "accept", "other", "--into", "closing")

    assert (done.exit_code, "tags: [harbor]" in path.read_text(encoding="utf-8")) == (0, True)
    assert "events/other" not in proposals(site)


@given(events, st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=3))
def test_where_nothing_was_renamed_nothing_changes(event: Event, moved: dict[str, str]) -> None:
    named = {*event.people, *(q.speaker for q in event.quotations), *(r.source for r in event.reports)}
    people = {old: new for old, new in moved.items() if old not in named | {d.by for d in event.denials} | {q.speaker for d in event.denials for q in d.quotations}}

    assert with_new_ids({"a": event}, "events", {"people": people}) == {"a": event}
