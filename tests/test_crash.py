"""Killed at any moment, an import or an accept leaves valid content, and the next run completes it."""

from __future__ import annotations

import errno
import itertools
import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import ARTICLES, imported, make_site, put, run, save, start, tree

from dateline.files import CannotWriteError
from dateline.pipeline.accept import accept
from dateline.pipeline.refresh import refresh
from dateline.store import load

KILLS = int(os.environ.get("DATELINE_KILLS", "3"))  # of each command, at moments spread over its life; set it for a long night


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site into which all articles were imported without a crash, some of them with a first import."""
    site = make_site(tmp_path_factory.mktemp("whole"))
    imported(site, "pier.md")
    imported(site, *ARTICLES)
    return site


def told(site: Path) -> list[str]:
    return [str(p) for p in load(site, proposals=True).problems]


def content(site: Path) -> dict[str, str]:
    """What stands in content/; left-overs of a killed writer are hidden files and count for nothing."""
    return {name: digest for name, digest in tree(site).items() if "/.dateline-" not in name}


def killed(site: Path, *command: object, after_s: float) -> None:
    process = start("--site", site, *command)
    time.sleep(after_s)
    process.kill()
    process.communicate()


def life_s(site: Path, *command: object) -> float:
    """How long the command runs when nobody kills it."""
    began = time.monotonic()
    start("--site", site, *command).communicate()
    return time.monotonic() - began


def moments(life: float) -> Iterator[float]:
    """Seconds after the start; most fall where files are written, behind the loading of the program."""
    pick = random.Random(7)
    return (life * (0.3 + 0.7 * pick.random()) for _ in range(KILLS))


def test_a_killed_import_leaves_valid_content_and_the_next_completes_it(whole: Path, tmp_path: Path) -> None:
    articles = save(tmp_path, *ARTICLES)
    first = make_site(tmp_path / "first")
    imported(first, "pier.md")
    shutil.copytree(first, tmp_path / "timed")
    life = life_s(tmp_path / "timed", "import", *articles)

    for number, moment in enumerate(moments(life)):
        site = shutil.copytree(first, tmp_path / str(number))
        killed(site, "import", *articles, after_s=moment)
        assert told(site) == [], moment

        imported(site, *ARTICLES)

        assert content(site) == content(whole), moment


def test_a_killed_accept_leaves_valid_content_and_the_next_completes_it(whole: Path, tmp_path: Path) -> None:
    done = shutil.copytree(whole, tmp_path / "done")
    life = life_s(done, "accept", "--all")

    for number, moment in enumerate(moments(life)):
        site = shutil.copytree(whole, tmp_path / str(number))
        killed(site, "accept", "--all", after_s=moment)
        assert told(site) == [], moment

        accept(site, [], everything=True)

        assert content(site) == content(done), moment


@pytest.mark.parametrize("writes", range(0, 24, 3))
def test_a_disk_that_fills_up_loses_nothing(writes: int, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path)
    put(site, {f"content/articles/{name}": text for name, text in ARTICLES.items()})
    left = itertools.chain([False] * writes, itertools.repeat(True))
    full = OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", lambda _: refuse(full) if next(left) else None)
    with pytest.raises(CannotWriteError, match="No space left on device"):
        refresh_and_accept(site)
    monkeypatch.undo()

    assert told(site) == []
    refresh_and_accept(site)
    assert len(load(site).archive.events) == len(load(whole, proposals=True).archive.events)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, whose size and mode can be changed; only root can make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() or not mounted("tmpfs", folder, "-t", "tmpfs", "-o", "size=8m"):
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def mounted(what: str, folder: Path, *options: str) -> bool:
    return subprocess.run(["mount", *options, what, str(folder)], capture_output=True).returncode == 0


@pytest.mark.parametrize("room_kb", [0, 4, 12, 24, 40])
@pytest.mark.parametrize("command", ["import", "accept"])
def test_a_disk_that_is_really_full_is_told_and_the_next_run_completes_it(command: str, room_kb: int, whole: Path, disk: Path, tmp_path: Path) -> None:
    site = disk / "site"
    shutil.copytree(whole, site) if command == "accept" else put(site, {"config.yaml": "title: Ashford\n", "content/pages/a.md": "# A\n"})
    arguments = ["accept", "--all"] if command == "accept" else ["import", *save(tmp_path, *ARTICLES)]
    used_kb = shutil.disk_usage(disk).used // 1024
    assert mounted("tmpfs", disk, "-o", f"remount,size={used_kb + room_kb}k")

    done = run("--site", site, *arguments)

    assert (done.exit_code, "No space left on device" in done.stderr) == (1, True), done.output
    assert told(site) == []
    assert mounted("tmpfs", disk, "-o", "remount,size=8m")
    assert run("--site", site, *arguments).exit_code == 0
    kept = len(load(site, proposals=True).archive.events)
    assert kept == len(load(whole, proposals=True).archive.events)


def test_what_a_killed_build_had_put_aside_is_taken_away_by_the_next(tmp_path: Path) -> None:
    site = make_site(tmp_path, {".dateline/.dateline-left/timeline.json": "half"})

    assert run("--site", site, "build").exit_code == 0

    assert not list((site / ".dateline").glob(".dateline-*"))


@pytest.mark.parametrize("command", [["import", "pier.md"], ["accept", "--all"], ["reject", "--all"], ["status"], ["check"], ["build"]])
def test_a_read_only_site_is_told_and_stays_as_it_is(command: list[str], whole: Path, disk: Path, tmp_path: Path) -> None:
    site = shutil.copytree(whole, disk / "site")
    put(site, {"content/articles/new.md": ARTICLES["pier.md"].replace("Monday", "Sunday")})
    before = tree(site, but=())
    assert mounted("tmpfs", disk, "-o", "remount,ro")

    done = run("--site", site, *[save(tmp_path, part)[0] if part.endswith(".md") else part for part in command])

    assert done.exit_code == 1
    assert done.stderr.startswith("Error: cannot write ")
    assert "Read-only file system" in done.stderr
    assert tree(site, but=()) == before


def refuse(error: OSError) -> None:
    raise error


def refresh_and_accept(site: Path) -> None:
    refresh(site)
    accept(site, [], everything=True)
