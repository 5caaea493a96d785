"""What changed since files were last looked at: every change is found, and nothing else for long."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.pipeline import stamps
from dateline.pipeline.stamps import Differences, Folders, look

places = st.sampled_from(["a.txt", "b.txt", "in/a.txt", "in/deep/c.txt", "other/d.txt", "config.yaml"])
edits = st.lists(st.tuples(places, st.none() | st.sampled_from(["", "x", "yy"])), max_size=6)


def at(root: Path, before: Folders) -> Differences:
    return look([f"{root}/site", f"{root}/config.yaml"], before, lambda _path, name: name != "ignored")


def edit(root: Path, place: str, text: str | None) -> None:
    path = root / place if place == "config.yaml" else root / "site" / place
    if text is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def held(root: Path) -> dict[str, str]:
    return {str(p): p.read_text() for p in root.rglob("*") if p.is_file()}


@settings(max_examples=40, deadline=None)
@given(edits, edits)
def test_every_change_is_found_and_soon_nothing_else(first: list[tuple[str, str | None]], then: list[tuple[str, str | None]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for place, text in first:
            edit(root, place, text)
        before, was = at(root, {}), held(root)
        assert set(before.added) == was.keys()

        for place, text in then:
            edit(root, place, text)
        found, now = at(root, before.now), held(root)

        assert set(found.added) == now.keys() - was.keys()
        assert set(found.removed) == was.keys() - now.keys()
        assert set(found.changed) >= {path for path in now.keys() & was.keys() if now[path] != was[path]}
        time.sleep(2 * stamps.TICK_NS / 1e9)
        settled = at(root, at(root, found.now).now)
        assert not settled


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for place in ("a.txt", "in/b.txt", "config.yaml"):
        edit(tmp_path, place, "text")
    time.sleep(2 * stamps.TICK_NS / 1e9)
    return tmp_path


def test_a_folder_that_became_a_file_and_one_that_a_file_became(root: Path) -> None:
    before = at(root, {}).now
    shutil.rmtree(root / "site")
    (root / "site").write_text("file")
    (root / "config.yaml").unlink()
    (root / "config.yaml").mkdir()
    (root / "config.yaml/x").write_text("x")

    found = at(root, before)

    assert sorted(found.removed) == [f"{root}/config.yaml", f"{root}/site/a.txt", f"{root}/site/in/b.txt"]
    assert sorted(found.added) == [f"{root}/config.yaml/x", f"{root}/site"]


def test_links_are_followed_but_not_in_a_circle(root: Path) -> None:
    (root / "elsewhere").mkdir()
    (root / "elsewhere/c.txt").write_text("c")
    (root / "site/linked").symlink_to(root / "elsewhere")
    (root / "site/in/up").symlink_to(root / "site")
    (root / "site/nowhere").symlink_to(root / "gone")
    before = at(root, {})

    assert {Path(path).relative_to(root / "site").as_posix() for path in before.added if "config" not in path} == {"a.txt", "in/b.txt", "linked/c.txt", "nowhere"}
    (root / "gone").write_text("is there now")
    assert f"{root}/site/nowhere" in at(root, before.now).changed


def test_what_is_not_wanted_is_not_looked_at(root: Path) -> None:
    edit(root, "ignored/x.txt", "x")

    assert not [path for path in at(root, {}).added if "ignored" in path]


def test_a_file_in_the_place_of_another_is_found_by_its_inode(root: Path) -> None:
    before, old = at(root, {}).now, (root / "site/a.txt").stat()
    (root / "site/new").write_text("TEXT")
    os.utime(root / "site/new", ns=(old.st_atime_ns, old.st_mtime_ns))
    (root / "site/new").replace(root / "site/a.txt")

    assert at(root, before).changed == [f"{root}/site/a.txt"]


@pytest.mark.parametrize(("ago_ns", "is_settled"), [(1_500_000_000, False), (3_000_000_000, True)])
def test_a_file_system_that_knows_whole_seconds_is_believed_later(ago_ns: int, is_settled: bool) -> None:
    now = 1_700_000_000_000_000_000
    stamp = stamps._pack(1, now, now, 1)

    assert stamps._is_settled(stamp, now + ago_ns) is is_settled
    assert stamps._is_settled(stamps._pack(1, now + 1, now + 1, 1), now + ago_ns)


def test_where_folders_cannot_be_opened_the_same_is_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = at(root, {}).now
    monkeypatch.setattr(stamps, "_HAS_FOLDERS", False)

    assert not at(root, before)
