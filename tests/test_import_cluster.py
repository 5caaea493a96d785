"""`import --scheduler` on a real dask.distributed cluster: a scheduler and two workers on loopback, one killed in the middle."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import PIER, SCHOOL, article, make_site, put, start, tree

COUNT = 80
QUIET = {**os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False", "PYTHONUNBUFFERED": "1"}


def dask(*args: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "dask", *args], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=QUIET)


def said(process: subprocess.Popen[str], pattern: str) -> str:
    """Wait for a line on standard error that holds the pattern; its first group."""
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(pattern, line):
            return found[1]
    raise AssertionError(f"ended without saying {pattern}")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """The address of a scheduler, and its two workers; each in a folder of its own."""
    scheduler = dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
    processes = [scheduler]
    try:
        address = said(scheduler, r"Scheduler at:\s+(tcp://\S+)")
        for name in ("one", "two"):
            folder = tmp_path / name
            folder.mkdir()
            options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder))
            processes.append(dask("worker", address, *options))
        for worker in processes[1:]:
            said(worker, r"Registered to:\s+(tcp://\S+)")
        yield address, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def test_a_cluster_that_loses_a_worker_loses_and_doubles_nothing(tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[str]]]) -> None:
    address, workers = cluster
    bodies = {f"a{n:02}.md": article(f"{(PIER, SCHOOL)[n % 2]}\nIt was the {n}th time.\n" * 3, title=f"Story {n}", published=f"2024-0{n % 9 + 1}-15") for n in range(COUNT)}
    put(tmp_path / "saved", bodies)
    here, there = make_site(tmp_path / "here"), make_site(tmp_path / "there")
    start("--site", here, "import", tmp_path / "saved").communicate()

    process = start("--site", there, "import", tmp_path / "saved", "--scheduler", address)
    while len(list((there / "content").glob("articles/*.md"))) < 5:
        assert process.poll() is None
        time.sleep(0.01)
    os.kill(workers[0].pid, signal.SIGKILL)
    out, err = process.communicate()

    assert (process.returncode, out.decode().partition(";")[0]) == (0, f"{COUNT} articles read"), err.decode()
    assert tree(there) == tree(here)


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    put(tmp_path, {"pier.md": PIER})

    process = start("--site", site, "import", tmp_path / "pier.md", "--scheduler", "tcp://127.0.0.1:9")
    _, err = process.communicate()

    assert process.returncode == 1
    assert "no scheduler answers at tcp://127.0.0.1:9" in err.decode()
