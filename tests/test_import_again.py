"""One article more is made into proposals without the others being made again, and the result is what a refresh from nothing gives."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import ARTICLES, add, make_site, proposals, put, save, tree
from test_laws import _quick_disk, articles, few

from dateline.article import Given
from dateline.files import write_page
from dateline.pipeline import proposals as pipeline_proposals
from dateline.pipeline import standing
from dateline.pipeline.accept import accept
from dateline.pipeline.imports import import_files
from dateline.pipeline.ledger import read_ledger
from dateline.pipeline.refresh import refresh
from dateline.pipeline.reject import reject
from dateline.propose import planning
from dateline.propose.happenings import drafts_of

__all__ = ["_quick_disk"]


def from_nothing(site: Path, folder: Path) -> dict[str, str]:
    """The content that a refresh without any cache makes of this site."""
    shutil.copytree(site, folder / "anew", ignore=shutil.ignore_patterns(".dateline"))
    refresh(folder / "anew")
    return tree(folder / "anew")


def import_one(site: Path, pick: random.Random, text: str) -> None:
    add(site, {f"story-{pick.randrange(9)}.md": text})


def accept_some(site: Path, pick: random.Random, _text: str) -> None:
    accept(site, [key for key in proposals(site) if pick.random() < 0.3])


def reject_some(site: Path, pick: random.Random, _text: str) -> None:
    reject(site, [key for key in proposals(site) if pick.random() < 0.2])


def edit_one(site: Path, pick: random.Random, _text: str) -> None:
    for folder in ("proposed/events", "events", "proposed/people"):
        for path in sorted((site / "content" / folder).glob("*.yaml"))[:1]:
            if pick.random() < 0.5:
                path.write_text(f"{path.read_text(encoding='utf-8')}# seen\n", encoding="utf-8")


def retitle_one(site: Path, pick: random.Random, _text: str) -> None:
    for path in [p for p in sorted((site / "content/events").glob("*.yaml")) if pick.random() < 0.5]:
        path.write_text(path.read_text(encoding="utf-8").replace("title:", "tags: [seen]\ntitle:", 1), encoding="utf-8")


def delete_one(site: Path, pick: random.Random, _text: str) -> None:
    for folder in ("articles", "proposed/events", "events", "receipts"):
        files = sorted((site / "content" / folder).glob("*.*"))
        if files and pick.random() < 0.4:
            pick.choice(files).unlink()


STEPS: tuple[Callable[[Path, random.Random, str], None], ...] = (import_one, import_one, accept_some, reject_some, edit_one, retitle_one, delete_one)


@few
@given(st.lists(st.tuples(st.sampled_from(STEPS), articles), min_size=3, max_size=7), st.randoms(use_true_random=False))
def test_whatever_is_done_between_imports_they_make_what_one_from_nothing_makes(
    steps: list[tuple[Callable[[Path, random.Random, str], None], str]], pick: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = make_site(Path(folder))
        add(site, {"pier.md": ARTICLES["pier.md"], "pier-again.md": ARTICLES["pier-again.md"]})
        for number, (step, text) in enumerate(steps):
            step(site, pick, text)
            (Path(folder) / str(number)).mkdir()
            expected = from_nothing(site, Path(folder) / str(number))

            refresh(site)

            assert tree(site) == expected


def test_proposals_that_an_article_does_not_touch_are_neither_made_nor_read_nor_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path)
    add(site, {name: ARTICLES[name] for name in ("pier.md", "bridge.md")})
    made: list[str] = []
    read: list[str] = []
    written: list[str] = []
    monkeypatch.setattr(planning, "drafts_of", lambda reading, *rest: made.append(reading.copy) or drafts_of(reading, *rest))
    monkeypatch.setattr(standing, "sha256", lambda data: read.append(data.decode()) or "00" * 32)
    monkeypatch.setattr(pipeline_proposals, "write_page", lambda path, data: written.append(data.decode()) or write_page(path, data))

    add(site, {"pier-again.md": ARTICLES["pier-again.md"]})

    assert sorted(made) == ["pier-again.md", "pier.md"]  # they tell one happening
    assert read == []
    assert written
    assert not [text for text in written if "bridge" in text]


def test_an_edit_that_keeps_the_size_of_a_proposal_is_seen(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    add(site, {"pier.md": ARTICLES["pier.md"]})
    path = next((site / "content/proposed/events").glob("*.yaml"))
    edited = path.read_bytes().replace(b"title: ", b"title: ", 1).swapcase()
    path.write_bytes(edited)

    add(site, {"bridge.md": ARTICLES["bridge.md"]})

    assert path.read_bytes() == edited


@pytest.mark.parametrize("spoilt", [b"", b"little\n", b"\0" * 100])
def test_a_spoilt_cache_is_made_anew(tmp_path: Path, spoilt: bytes) -> None:
    site = make_site(tmp_path)
    add(site, dict(ARTICLES))
    before = tree(site)
    for name in ("proposed", "proofs"):
        path = site / ".dateline/cache" / name
        path.write_bytes(path.read_bytes()[:16] + spoilt)

    refresh(site)

    assert tree(site) == before


def test_waiting_proposals_of_an_earlier_version_do_not_count_as_edited(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    add(site, dict(ARTICLES))
    before = tree(site)
    ledger = site / "content/proposed/.ledger.jsonl"
    ledger.with_name(".ledger.json").write_bytes(msgspec.json.encode(read_ledger(site)))
    ledger.unlink()

    done = refresh(site)

    assert [p for p in done[1] if p.code == "edited-proposal"] == []
    assert tree(site) == before


def test_what_was_said_at_an_import_that_was_broken_off_holds(tmp_path: Path) -> None:
    site, whole = make_site(tmp_path / "a"), make_site(tmp_path / "b")
    put(tmp_path, {"pier.txt": "The harbor board closed the old pier on Monday after an inspector found cracks.\n" * 3})
    said = Given(published="2024-05-15", publisher="The Ashford Herald")
    import_files(whole, [tmp_path / "pier.txt"], said)
    import_files(whole, save(tmp_path, "bridge.md"), Given())

    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_files(site, [tmp_path / "pier.txt"], said, watch=stop)
    import_files(site, save(tmp_path, "bridge.md"), Given())

    assert tree(site) == tree(whole)
    assert not (site / ".dateline/said.jsonl").exists()


def test_what_was_said_of_a_file_that_never_came_is_not_said_of_another_of_its_name(tmp_path: Path) -> None:
    site, without = make_site(tmp_path / "a"), make_site(tmp_path / "b")
    put(site, {".dateline/said.jsonl": msgspec.json.encode(("bridge.md", "ab", Given(published="1999-01-01"))) + b"\n{"})

    for one in (site, without):
        import_files(one, save(tmp_path, "bridge.md"), Given())

    assert tree(site) == tree(without)
