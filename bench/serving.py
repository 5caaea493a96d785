"""How long a preview takes from an edit to the new page, the watching of files aside.

    .venv/bin/python bench/serving.py SITE

Changes the title of five events, one after another, and prints the median of the milliseconds until the event's page says so;
then likewise of five events that come, copies of these with another title.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from pathlib import Path

from dateline.preview import site_as_it_stands


def shown_ms(site: Path, paths: list[Path], *, anew: bool) -> float:
    """The median over one edit of each of these files, or of a copy of each."""
    look = site_as_it_stands(site)
    found = []
    for path in paths:
        title = f"Seen at {time.time_ns()}"
        edited = path.with_name(f"seen-{time.time_ns()}.yaml") if anew else path
        edited.write_text(re.sub(r"^title: .*$", f"title: {title}", path.read_text(), count=1, flags=re.M))
        began = time.perf_counter()
        look = site_as_it_stands(site, look, {edited.relative_to(site).as_posix()})
        assert look.pages is not None, look.problems
        page = look.pages[f"events/{edited.stem}.html"]
        found.append(1000 * (time.perf_counter() - began))
        assert title.encode() in page, "the page does not say what was written"
    return statistics.median(found)


if __name__ == "__main__":
    events = sorted(Path(sys.argv[1], "content", "events").glob("*.yaml"))
    some = events[len(events) // 3 :: len(events) // 20][:5]
    for is_new in (False, True):
        print(shown_ms(Path(sys.argv[1]), some, anew=is_new))
