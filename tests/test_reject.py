"""Reject: what a person does not want is gone, and nothing brings it back."""

from __future__ import annotations

from pathlib import Path

from making import PIER, add, article, imported, make_site, proposals, proposed, put, tree

from dateline.pipeline.refresh import refresh
from dateline.pipeline.reject import reject
from dateline.problem import has_errors
from dateline.store import load


def test_what_was_rejected_does_not_come_back(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md", "school.md")
    before = set(proposals(site))
    key = proposed(site, "harbor board closed")

    done = reject(site, [key])
    imported(site, "pier.md", "school.md")

    assert done.keys == (key,)
    assert set(proposals(site)) == before - {key}


def test_what_was_rejected_stays_away_when_the_article_is_updated(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    address = "https://herald.example/pier"
    add(site, {"pier.md": article(PIER, title="Old pier is closed", url=address)})
    reject(site, [proposed(site, "harbor board closed")])

    add(site, {"pier.md": article(PIER + "\nThe pier opened in the year 1902.\n", title="Pier closed", url=address)})

    assert [k for k, text in proposals(site).items() if "title: The harbor board closed" in text] == []


def test_a_rejected_source_takes_its_events_along_for_good(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md", "school.md")

    reject(site, ["ashfordherald-2024-05-15"])
    imported(site, "pier.md", "bridge.md")

    assert [k for k, text in proposals(site).items() if "pier" in text or "herald" in text] == []


def test_a_rejected_person_is_no_longer_named(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")

    reject(site, ["people/clara-voss"])
    imported(site, "school.md")

    assert "people/clara-voss" not in proposals(site)
    assert "speaker_described: Clara Voss" in proposals(site)[proposed(site, "The pier was safe for nobody")]


def test_a_rejection_with_a_misspelt_id_removes_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    before = tree(site)

    done = reject(site, ["people/*", "nobody"])

    assert has_errors(done.problems)
    assert tree(site) == before


def test_a_rejected_addition_leaves_the_event_alone_and_stays_away(tmp_path: Path) -> None:
    mine = "title: The pier is closed\ndate: 2024-05-13\nreports: [{source: diary, passage: The harbor board closed the old pier after an inspector found cracks in its piles.}]\n"
    site = make_site(tmp_path, {"content/events/closed.yaml": mine, "content/sources/diary.yaml": "title: A diary\n"})
    imported(site, "pier-again.md")

    reject(site, ["events/closed"])
    refresh(site)

    assert (site / "content/events/closed.yaml").read_text(encoding="utf-8") == mine
    assert [k for k, text in proposals(site).items() if "Inspectors found cracks" in text] == []


def test_an_edited_proposal_is_rejected_when_it_is_named(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    key = proposed(site, "harbor board closed")
    put(site, {f"content/proposed/{key}.yaml": "title: Mine, and then not\n"})

    reject(site, [key])
    refresh(site)

    assert [k for k, text in proposals(site).items() if "harbor board closed the old" in text or "Mine" in text] == []


def test_a_decision_outlives_the_proposals_and_the_ledger(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    key = proposed(site, "harbor board closed")
    reject(site, [key])
    for path in [*(site / "content/proposed").rglob("*.yaml"), site / "content/proposed/.ledger.jsonl"]:
        path.unlink()

    refresh(site)

    assert key not in proposals(site)
    assert any(r.rejected for r in load(site).archive.receipts.values())
