"""Killed at any moment, an import or an accept leaves valid content, and the next run completes it."""

from __future__ import annotations

import errno
import itertools
import os
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import ARTICLES, imported, make_site, put, save, start, tree

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


def refuse(error: OSError) -> None:
    raise error


def refresh_and_accept(site: Path) -> None:
    refresh(site)
    accept(site, [], everything=True)
