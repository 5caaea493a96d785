"""Check for editors, for GitHub Actions and for a hand that mends; and what it says of copies that are not here."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from making import imported, make_site, put, run

from dateline.pipeline.checking import annotation, checked, old_proposals
from dateline.problem import Problem, Where

ODD = (
    "\ufefftitle: The vote   # ours\r\nreports: [{source: ledger}]\r\nquotations:\r\n"
    "  - words: no one came, and nobody asked\r\n    speaker_described: a clerk\r\n    source: ledger\r\n"
    "  - {words: the second was longer than this, speaker_described: a clerk, source: ledger}\r\n# end\r\n"
)
LEDGER = "title: The ledger\npublished: 2026-01-13\n"


def vote(folder: Path, text: str = ODD) -> Path:
    return make_site(folder, {"content/events/vote.yaml": text.encode(), "content/sources/ledger.yaml": LEDGER})


def test_check_writes_no_id_unless_it_is_asked_to(tmp_path: Path) -> None:
    site = vote(tmp_path)

    checked(site)

    assert (site / "content/events/vote.yaml").read_bytes().decode() == ODD


def test_json_lists_every_problem_with_its_place(tmp_path: Path) -> None:
    site = vote(tmp_path)

    done = run("--site", site, "check", "--json")

    rows = json.loads(done.stdout)
    assert done.exit_code == 1
    assert {row["code"] for row in rows} == {"no-id", "unproven-quotation", "unproven-words"}
    assert next(row for row in rows if row["code"] == "no-id") == {
        "path": "content/events/vote.yaml",
        "line": 4,
        "column": 5,
        "severity": "warning",
        "code": "no-id",
        "what": "the quotation has no id, so no link and no denial can lead to it",
        "hint": "add id: q1",
    }


def test_json_of_a_sound_site_is_an_empty_list(tmp_path: Path) -> None:
    done = run("--site", make_site(tmp_path), "check", "--json")

    assert (json.loads(done.stdout), done.exit_code) == ([], 0)


def test_in_github_actions_each_problem_is_an_annotation_of_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = vote(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))

    told = run("--site", site, "check").stdout

    head = "::warning file=site/content/events/vote.yaml,line=4,col=5,title=no-id::"
    assert f"{head}the quotation has no id, so no link and no denial can lead to it%0Aadd id: q1\n" in told


def test_elsewhere_nothing_is_annotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    assert "::" not in run("--site", vote(tmp_path), "check").stdout


def test_what_would_end_an_annotation_early_is_escaped() -> None:
    problem = Problem("a-code", "100 %: a, b", "write\nit", Where("a:b,c.yaml"))

    assert annotation(problem) == "::error file=a%3Ab%2Cc.yaml,line=1,col=1,title=a-code::100 %25: a, b%0Awrite%0Ait"


def test_without_its_copy_a_source_tells_when_it_was_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768300000")
    site = make_site(tmp_path)
    imported(site, "pier.md")
    run("--site", site, "accept", "--all")
    there = checked(site).lines
    receipt = json.loads((site / "content/receipts/ashfordherald-2024-05-15.json").read_text())
    (site / "content/articles/pier.md").unlink()

    away = checked(site).lines

    digest = receipt["copies"][0]["bytes_sha256"]
    assert (len(there), len(away)) == (1, 2)
    assert away[0] == f"ashfordherald-2024-05-15: verified on 2026-01-13 against the copy with hash {digest[:16]}…"


def test_a_thousand_absent_copies_do_not_flood_the_summary(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    copy = {"file": "a.md", "bytes_sha256": "0" * 64, "text_sha256": "", "verified": "2026-01-13"}
    for n in range(23):
        put(site, {f"content/sources/s{n:02}.yaml": LEDGER, f"content/receipts/s{n:02}.json": json.dumps({"source": f"s{n:02}", "copies": [copy]})})

    lines = checked(site).lines

    assert (len(lines), lines[20]) == (22, "… and 3 sources more")


def test_proposals_that_wait_for_more_than_thirty_days_are_told_once(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for name, day_s in (("a", 1_767_225_600), ("b", 1_767_312_000), ("c", 1_769_904_000)):  # 1 and 2 January, 1 February 2026
        put(site, {f"content/proposed/events/{name}.yaml": "title: x\n"})
        os.utime(site / f"content/proposed/events/{name}.yaml", (day_s, day_s))

    told = [str(p) for p in old_proposals(site, "2026-02-02")]

    assert told == [
        "content/proposed: warning: 2 proposals waiting for more than 30 days, the oldest since 2026-01-01: events/a\n"
        "   accept or reject them: `status` lists what waits                     [old-proposals]"
    ]
    assert old_proposals(site, "2026-01-31") == []
