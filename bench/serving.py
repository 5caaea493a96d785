"""How long a preview takes from an edit to the new page, the watching of files aside.

    .venv/bin/python bench/serving.py SITE

Changes the title of five events, one after another, and prints the median of the milliseconds until the event's page says so.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from pathlib import Path

from dateline.preview import site_as_it_stands


def edit_ms(site: Path, paths: list[Path]) -> float:
    """The median over one edit of each of these files."""
    look = site_as_it_stands(site)
    found = []
    for path in paths:
        title = f"Seen at {time.time_ns()}"
        path.write_text(re.sub(r"^title: .*$", f"title: {title}", path.read_text(), count=1, flags=re.M))
        began = time.perf_counter()
        look = site_as_it_stands(site, look, {path.relative_to(site).as_posix()})
        assert look.pages is not None, look.problems
        page = look.pages[f"events/{path.stem}.html"]
        found.append(1000 * (time.perf_counter() - began))
        assert title.encode() in page, "the page does not say what was written"
    return statistics.median(found)


if __name__ == "__main__":
    events = sorted(Path(sys.argv[1], "content", "events").glob("*.yaml"))
    print(edit_ms(Path(sys.argv[1]), events[len(events) // 3 :: len(events) // 20][:5]))
