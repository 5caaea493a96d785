"""The whole journey on the example articles, as `make demo` goes it: import, accept, check, build."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from dateline.article import Given
from dateline.model import Archive
from dateline.pipeline.accept import accept
from dateline.pipeline.build import build_site, check_site
from dateline.pipeline.imports import import_files
from dateline.problem import has_errors
from dateline.scaffold import new_site

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
GIVEN = {
    "digest-2026-01-29.txt": Given("2026-01-29", "https://digest.example/week/harbor-hearing", "The Coast Digest"),
    "monitor-2026-02-10.md": Given("", "https://monitor.example/cities/port-ellery-audit", ""),
}
ARTICLES = sorted(p.name for p in EXAMPLES.glob("*-2026-*"))


def read_examples(site: Path, names: list[str]) -> None:
    for name in names:
        done = import_files(site, [EXAMPLES / name], GIVEN.get(name, Given()))
        assert not has_errors(list(done.problems))


def fingerprint(folder: Path) -> Mapping[str, str]:
    """Path → hash of every file, but for the cache: it remembers what is known of files, and may be thrown away."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and ".dateline/cache/" not in p.as_posix())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site with the five articles imported and nothing accepted."""
    site = tmp_path_factory.mktemp("demo") / "site"
    new_site(site)
    read_examples(site, ARTICLES)
    return site


@pytest.fixture(scope="module")
def accepted(proposed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it with everything accepted and built."""
    site = tmp_path_factory.mktemp("accepted") / "site"
    shutil.copytree(proposed, site)
    assert not has_errors(list(accept(site, [], everything=True).problems))
    assert build_site(site).pages > 0
    return site


def told_of(archive: Archive, date: str, person: str) -> set[str]:
    """The sources that report what a person did on a day."""
    there = [e for e in archive.events.values() if e.date == date and person in e.people]
    return {report.source for event in there for report in event.reports}


def test_importing_again_changes_no_byte(proposed: Path) -> None:
    before = fingerprint(proposed)

    read_examples(proposed, ARTICLES)

    assert fingerprint(proposed) == before


def test_the_order_of_imports_does_not_matter(proposed: Path, tmp_path: Path) -> None:
    other = tmp_path / "site"
    new_site(other)

    read_examples(other, ARTICLES[::-1])

    assert fingerprint(other / "content") == fingerprint(proposed / "content")


def test_a_proposal_is_never_published(proposed: Path) -> None:
    built = build_site(proposed)

    assert (len(built.archive.events), built.waiting > 0) == (0, True)
    assert not list((proposed / "public" / "events").glob("*"))


def test_accepted_as_it_was_proposed_everything_is_proven(accepted: Path) -> None:
    done = check_site(accepted)

    assert [str(p) for p in done.problems if p.severity == "error"] == []
    assert len(done.archive.events) > 40
    assert not list((accepted / "content" / "proposed").glob("*/*.yaml"))


def test_building_again_changes_nothing(accepted: Path) -> None:
    before = fingerprint(accepted)

    assert build_site(accepted).written == 0
    assert fingerprint(accepted) == before


def test_a_changed_word_stops_the_build_and_leaves_the_site(accepted: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(accepted, site)
    before = fingerprint(site / "public")
    path = next(p for p in (site / "content" / "events").glob("*.yaml") if "my own bait" in p.read_text(encoding="utf-8"))
    path.write_text(path.read_text(encoding="utf-8").replace("my own bait", "his own bait"), encoding="utf-8")

    built = build_site(site)

    assert "unproven-quotation" in {p.code for p in built.problems if p.severity == "error"}
    assert built.pages == 0
    assert fingerprint(site / "public") == before


def test_without_the_articles_the_receipts_stand_in(accepted: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(accepted, site, ignore=shutil.ignore_patterns("articles", "proposed", ".dateline", "public"))

    built = build_site(site)

    assert [str(p) for p in built.problems if p.severity == "error"] == []
    assert built.pages > 0


def test_one_event_told_by_two_papers_is_one_with_two_reports(accepted: Path) -> None:
    archive = check_site(accepted).archive
    hale = next(name for name, p in archive.people.items() if p.name in ("Victor R. Hale", "Victor Hale"))

    publishers = {archive.sources[s].publisher for s in told_of(archive, "2026-01-12", hale)}

    assert len(publishers) >= 2


def test_a_middle_initial_makes_no_second_person_and_a_father_is_not_his_son(accepted: Path) -> None:
    names = [p.name for p in check_site(accepted).archive.people.values() if p.kind == "person"]

    assert [n for n in names if n.endswith("Hale")] == ["Victor R. Hale"]
    assert "Thomas Brannock Jr." in names
    assert {"Thomas Brannock", "Thomas Brannock Sr."} & set(names)
