"""Which proposals a command is about, and the listing of what is left to do."""

from __future__ import annotations

import os
from pathlib import Path

from making import imported, make_site, proposals, proposed, put, run

from dateline.pipeline.accept import accept
from dateline.pipeline.choice import Choice, select
from dateline.pipeline.reject import reject
from dateline.pipeline.status import status
from dateline.store import load

HERALD, COURIER = "ashfordherald-2024-05-15", "millbrookcourier-2024-05-19"


def chosen(site: Path, choice: Choice) -> list[str]:
    return select(site, choice, load(site, proposals=True).proposals)[0]


def test_a_source_means_its_events_and_itself(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md", "school.md")

    keys = chosen(site, Choice(sources=(COURIER,)))

    texts = proposals(site)
    assert f"sources/{COURIER}" in keys
    assert {k for k in keys if k.startswith("events/")} == {k for k, text in texts.items() if k.startswith("events/") and COURIER in text}
    assert [k for k in keys if k.startswith("people/")] == []


def test_a_pattern_and_a_source_mean_what_both_mean(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md", "school.md")

    keys = chosen(site, Choice(patterns=("people/*",), sources=(HERALD,)))

    assert "people/clara-voss" in keys
    assert "people/ilse-brandt" not in keys


def test_since_a_day_means_what_was_found_or_changed_then_or_later(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for name, moment_s in (("old", 1_767_300_000), ("new", 1_767_700_000)):  # 1 and 6 January 2026
        put(site, {f"content/proposed/events/{name}.yaml": "title: x\n"})
        os.utime(site / f"content/proposed/events/{name}.yaml", (moment_s, moment_s))

    assert chosen(site, Choice(since="2026-01-04")) == ["events/new"]
    assert chosen(site, Choice(since="2027-01-01")) == []


def test_an_unknown_source_is_told_with_the_nearest_and_nothing_is_taken(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")

    done = accept(site, sources=["ashfordherald-2024-05-16"])

    assert done.keys == ()
    assert [str(p) for p in done.problems] == [
        "error: no proposal is of the source 'ashfordherald-2024-05-16'\n"
        "   did you mean ashfordherald-2024-05-15?                               [no-such-proposal]"
    ]


def test_accept_of_a_source_brings_the_people_it_needs(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md", "school.md")

    done = accept(site, sources=[COURIER])

    assert "people/ilse-brandt" in done.keys
    assert [k for k in proposals(site) if COURIER in k] == []
    assert f"sources/{HERALD}" in proposals(site)


def test_reject_of_a_source_leaves_what_another_reports_too(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md", "pier-again.md")
    both = proposed(site, "millbrookcourier-2024-05-16\n  passage: Inspectors")

    done = reject(site, sources=["millbrookcourier-2024-05-16"])

    assert both not in done.keys
    assert "millbrookcourier" not in "".join(proposals(site).values())


def test_status_lists_what_waits_by_source(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md", "school.md")
    (first, *_) = lines = run("--site", site, "status", "events/*").stdout.splitlines()

    events = [k for k in proposals(site) if k.startswith("events/")]
    assert first == f"waiting: {len(events)} events, 0 people, 0 sources"
    assert [line for line in lines if line.startswith("  ") and not line.startswith("    ")] == [f"  {HERALD}", f"  {COURIER}"]
    assert {line.split()[0] for line in lines if line.startswith("    ")} == set(events)
    assert lines[-2:] == [
        "differing: 0 proposals that you edited and the reader would now write differently",
        "unproven: 0 places whose words are proven by neither a saved copy nor a receipt",
    ]


def test_status_tells_what_differs_and_what_is_unproven(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    key = proposed(site, "harbor board closed")
    path = site / f"content/proposed/{key}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("dated_by: Monday", "dated_by: Sunday week"), encoding="utf-8")
    imported(site, "pier-again.md")

    found = status(site)

    assert [str(p.where) for p in found.differing] == [f"content/proposed/{key}.yaml"]
    (unproven,) = found.unproven
    assert (unproven.code, unproven.hint) == ("unproven-words", "nothing like them is there: correct the source or the words")


def test_status_of_an_empty_site_says_that_nothing_waits(tmp_path: Path) -> None:
    assert next(iter(status(make_site(tmp_path)).lines())) == "waiting: nothing"


def test_an_addition_names_the_event_that_it_is_for(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/events/fire.yaml": "title: The pier burns\n"})
    put(site, {"content/proposed/events/fire.yaml": "tags: [fire]\n"})

    lines = list(status(site).lines())

    assert lines[1:3] == ["  of no source", "    events/fire              more for yours: The pier burns"]


def test_a_day_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    done = run("--site", make_site(tmp_path), "accept", "--since", "May")

    assert done.exit_code == 2
    assert "--since" in done.stderr
