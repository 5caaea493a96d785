"""What work costs, for tests that hold it to grow with its input and no faster."""

from __future__ import annotations

import time
from collections.abc import Callable


def cpu_seconds(act: Callable[[], object], times: int = 3) -> float:
    """The least CPU time of several runs: a busy machine makes single ones slow, none of them fast."""
    return min(_once(act) for _ in range(times))


def _once(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def grows_in_proportion(act: Callable[[str], object], unit: str, size: int = 10_000) -> bool:
    """Whether eight times the text takes at most 32 times as long: in proportion it is 8, as its square 64."""
    act(unit)  # tables are loaded
    short = cpu_seconds(lambda: act(unit * (size // len(unit))))
    return cpu_seconds(lambda: act(unit * (8 * size // len(unit)))) < 32 * max(short, 0.004)
