"""How much CPU time the program needs to show its help: the median of nine runs, against its ceiling of 0.2 s."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS, CEILING_S = 9, 0.2


def cpu_seconds(*arguments: str) -> float:
    """User and system time of one run, its children's included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, str(ROOT / "build.py"), *arguments], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    medians = {arguments: statistics.median(cpu_seconds(*arguments) for _ in range(RUNS)) for arguments in (("--help",), ("--version",), ("help", "accept"))}
    for arguments, seconds in medians.items():
        print(f"{' '.join(arguments):<12} {seconds:.3f} s CPU (at most {CEILING_S})")
    sys.exit(max(medians.values()) > CEILING_S)
