"""Runs a command and tells what it cost: CPU seconds of it and its children, wall seconds, peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """What a run cost."""

    cpu_s: float
    wall_s: float
    peak_mb: float  # of the largest single process


class FailedError(Exception):
    """A command that ended badly; the message has its last words."""


def run(command: Sequence[str | Path], folder: Path) -> Cost:
    """One run in this folder, its output read and thrown away."""
    log = folder / ".bench.log"
    began = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{' '.join(map(str, command[:4]))} … ended with {process.returncode}:\n{log.read_text(errors='replace')[-1500:]}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(statistics.median(figures) for figures in zip(*costs, strict=True)))


def files_below(folder: Path) -> tuple[int, float]:
    """How many files there are, and their megabytes together."""
    sizes = [p.stat().st_size for p in folder.rglob("*") if p.is_file()]
    return len(sizes), sum(sizes) / 1e6


def write_limit(made: Path, folder: Path) -> float:
    """CPU seconds of nothing but writing the files of `made` to an empty folder: what no generator can go below."""
    spent = 0.0
    for path in sorted(p for p in made.rglob("*") if p.is_file()):
        content, target = path.read_bytes(), folder / path.relative_to(made)
        began = time.process_time()
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "wb") as file:  # noqa: PTH123 (the barest way)
            file.write(content)
        spent += time.process_time() - began
    return spent
