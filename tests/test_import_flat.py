"""What an import holds does not grow with the texts of the articles, and what it says on the way."""

from __future__ import annotations

import itertools
import os
import pty
import re
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Mapping
from pathlib import Path

import pytest
from making import PIER, ROOT, SCHOOL, add, article, make_site, put, start, tree

from dateline.article import Given
from dateline.cli_import import line
from dateline.model import Archive, Receipt
from dateline.pipeline import proofs
from dateline.pipeline.readings import read_copy
from dateline.pipeline.refresh import refresh

NAMES = ("Voss", "Lindgren", "Brandt", "Reuter", "Amsel", "Holm", "Krantz", "Ohlin")
FIRST = ("Clara", "Otto", "Ilse", "Tomas", "Vera", "Jonas")


def stories(count: int, start_at: int = 0) -> dict[str, str]:
    """Articles of ordinary length, each of its own day and people."""
    found = {}
    for n in range(start_at, start_at + count):
        who, other = f"{FIRST[n % 6]} {NAMES[n % 8]}{chr(97 + n % 26)}", f"{FIRST[n % 5]} {NAMES[n % 7]}{chr(97 + n % 25)}"
        body = (PIER + SCHOOL).replace("Clara Voss", who).replace("Ilse Brandt", other)
        filler = "\n\n".join(f"In the year’s week {n} the {k}th ship came in, and the harbor counted {n * k} barrels of herring on its quay." for k in range(25))
        found[f"story-{n}.md"] = article(f"{body}\n{filler}\n", title=f"Story {n}", published=f"20{10 + n // 300 % 15}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}")
    return found


def peak_of_a_refresh(site: Path) -> int:
    tracemalloc.start()
    refresh(site)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_an_article_more_is_a_few_kilobytes_more(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    add(site, stories(40))
    refresh(site)  # tables are loaded
    few = peak_of_a_refresh(site)
    add(site, stories(80, 40))

    many = peak_of_a_refresh(site)

    assert (many - few) / 80 < 12_000
    assert len(PIER + SCHOOL) < 12_000


def test_the_cache_finds_one_article_without_the_others_and_mends_itself(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    add(site, stories(2))
    before = tree(site)
    folder = site / ".dateline/cache/readings"
    for spoilt in (b"", b"\0" * 40, b"x"):
        for path in folder.iterdir():
            path.write_bytes(path.read_bytes()[:30] + spoilt)

        refresh(site)

        assert tree(site) == before
        assert all(path.stat().st_size > 1000 for path in folder.iterdir())
    assert len(read_copy(site, "story-0.md", stories(1)["story-0.md"].encode(), Given(), {})) == 1


@pytest.mark.parametrize(
    ("done", "total", "seconds", "told"),
    [
        (0, 10, 0.0, "0 of 10 files"),
        (1200, 10_000, 60.0, "1,200 of 10,000 files · 20 a second · 7 min left"),
        (9_900, 10_000, 495.0, "9,900 of 10,000 files · 20 a second · 5 s left"),
        (100, 100_000, 10.0, "100 of 100,000 files · 10 a second · 2 h 46 min left"),
        (10, 10, 1.0, "10 of 10 files · 10 a second · comparing what they tell …"),
    ],
)
def test_progress_says_count_rate_and_time_left(done: int, total: int, seconds: float, told: str) -> None:
    assert line(done, total, seconds) == told


def test_without_a_terminal_an_import_says_one_line(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    put(tmp_path / "saved", stories(6))

    out, err = start("--site", site, "import", tmp_path / "saved").communicate()

    assert re.fullmatch(r"6 articles read; [0-9]+ proposals waiting in content/proposed/\n", out.decode())
    assert err == b""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="terminals of this kind are of Unix")
def test_ctrl_c_says_what_was_done_and_the_same_command_goes_on(tmp_path: Path) -> None:
    site, whole = make_site(tmp_path / "a"), make_site(tmp_path / "b")
    put(tmp_path / "saved", stories(60))
    start("--site", whole, "import", tmp_path / "saved").communicate()
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "build.py"), "--site", str(site), "import", str(tmp_path / "saved")]
    process = subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL)
    os.close(theirs)
    _wait_for(lambda: len(list((site / "content").glob("articles/*.md"))) >= 3)

    process.send_signal(signal.SIGINT)
    told = _all_of(ours)
    assert process.wait() == 130

    assert re.search(r"stopped: \d+ of 60 files done; the same command goes on from there, and reads nothing twice", told), told
    left = sum(1 for _ in (site / "content/articles").glob("*.md"))
    assert 3 <= left < 60
    start("--site", site, "import", tmp_path / "saved").communicate()
    assert tree(site) == tree(whole)


def _wait_for(condition: object) -> None:
    for _ in itertools.repeat(None, 3000):
        if condition():  # type: ignore[operator]
            return
        time.sleep(0.01)
    raise AssertionError("it never came")


def _all_of(terminal: int) -> str:
    read = b""
    try:
        while piece := os.read(terminal, 4096):
            read += piece
    except OSError:  # the other end is closed
        pass
    os.close(terminal)
    return read.decode()


def test_only_what_changed_is_proven_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path)
    add(site, stories(4))
    before = tree(site)
    proven: list[str] = []
    real = proofs.prove

    def counted(archive: Archive, texts: Mapping[str, str], day: str) -> Mapping[str, Receipt]:
        proven.extend(texts)
        return real(archive, texts, day)

    monkeypatch.setattr(proofs, "prove", counted)
    refresh(site)
    assert proven == []

    one = sorted((site / "content/receipts").iterdir())[1]
    one.write_bytes(one.read_bytes().replace(b'"start": 1', b'"start": 2'))
    refresh(site)

    assert proven == [one.stem]
    assert tree(site) == before
