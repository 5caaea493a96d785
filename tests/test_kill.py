"""SIGKILL before and after every write of an import and of an accept of many: the content is valid, the next run completes it.

A child process kills itself at the n-th touch of the disk, so that no moment is left to chance. All moments are tried
where DATELINE_KILLS says "all" or a number; else some, spread evenly.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from making import ARTICLES, imported, make_site, tree

from dateline.pipeline.accept import accept
from dateline.store import load

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")

ASKED = os.environ.get("DATELINE_KILLS", "")
MOST = int(ASKED) if ASKED.isdigit() else 10_000 if ASKED == "all" else 72  # moments of each command; 202 in all
TOUCHES = ("replace", "unlink", "fsync", "rmdir")  # what files.py does to the disk, and what pathlib does for it


def in_child(run: Callable[[], object], moment: int) -> int:
    """Run in a child that dies at that touch of the disk, counted from 1; how many touches it saw, 0 if it was killed."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            seen = _counting(moment)
            run()
            os.write(tell, str(len(seen)).encode())
        finally:
            os._exit(0)
    os.close(tell)
    with os.fdopen(told) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) != bool(said), "the child ended neither way"
    return int(said or 0)


def _counting(moment: int) -> list[int]:
    seen: list[int] = []

    def count() -> None:
        seen.append(1)
        if len(seen) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(name: str, act: Callable[..., object]) -> Callable[..., object]:
        def touch(*args: object, **more: object) -> object:
            count()
            done = act(*args, **more) if name != "fsync" else None  # what is killed is the process, not the machine
            count()
            return done

        return touch

    for name in TOUCHES:
        setattr(os, name, watched(name, getattr(os, name)))
    return seen


def content(site: Path) -> dict[str, str]:
    """What stands in content/; left-overs of a killed writer are hidden files and count for nothing."""
    return {name: digest for name, digest in tree(site).items() if "/.dateline-" not in name}


def tried(before: Path, folder: Path, run: Callable[[Path], object]) -> int:
    """Kill `run` at every moment that is asked for; returns how often. `before` is the site as it was."""
    whole = shutil.copytree(before, folder / "whole")
    run(whole)
    wanted = content(whole)
    counted = shutil.copytree(before, folder / "counted")
    touches = in_child(lambda: run(counted), 0)
    moments = sorted({1 + touches * n // min(MOST, touches) for n in range(min(MOST, touches))})
    for moment in moments:
        site = shutil.copytree(before, folder / "site")
        assert in_child(lambda site=site: run(site), moment) == 0
        assert [str(p) for p in load(site, proposals=True).problems] == [], moment
        run(site)
        assert content(site) == wanted, moment
        shutil.rmtree(site)
    return len(moments)


def test_an_import_may_be_killed_at_any_write(tmp_path: Path) -> None:
    before = make_site(tmp_path / "before")
    imported(before, "pier.md")

    assert tried(before, tmp_path, lambda site: imported(site, *ARTICLES)) >= min(MOST, 24)


def test_an_accept_of_many_may_be_killed_at_any_write(tmp_path: Path) -> None:
    before = make_site(tmp_path / "before")
    imported(before, *ARTICLES)

    assert tried(before, tmp_path, lambda site: accept(site, everything=True)) >= min(MOST, 24)


def test_an_addition_to_yours_may_be_killed_at_any_write(tmp_path: Path) -> None:
    before = make_site(tmp_path / "before")
    imported(before, "pier.md")
    accept(before, everything=True)

    def run(site: Path) -> None:
        imported(site, "pier-again.md", "school.md")
        accept(site, everything=True)

    assert tried(before, tmp_path, run) >= min(MOST, 24)
