"""The two founding articles, held against what a careful editor finds in them. They are not ours, so they lie outside."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from making import make_site, proposals, put

from dateline.article import Given
from dateline.pipeline.imports import import_files

FLOOR = 155  # of 159; it only rises


def test_the_founding_articles_are_read_as_an_editor_would(measures: Path, root: Path) -> None:
    command = [sys.executable, str(measures / "seeds" / "acceptance")]

    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env={**os.environ, "DATELINE": f"{sys.executable} build.py"})

    score = re.search(r"(\d+)\s*/\s*(\d+)", done.stdout.strip().splitlines()[-1])
    assert score, done.stdout + done.stderr
    assert int(score[1]) >= FLOOR, done.stdout


def test_the_founding_articles_propose_the_same_in_either_order_and_together(measures: Path, tmp_path: Path) -> None:
    times, week = (measures / "seeds" / name for name in ("nytimes-2017-02-14.md", "theweek-2017-05-18.txt"))
    day = Given(published="2017-05-18")
    orders = {"first": [(times, Given()), (week, day)], "last": [(week, day), (times, Given())]}
    sites = {}
    for name, order in orders.items():
        sites[name] = make_site(tmp_path / name)
        for file, given in order:
            import_files(sites[name], [file], given)
    together = make_site(tmp_path / "together")
    put(together, {f"content/articles/{p.name}": p.read_bytes() for p in (times, week)})
    import_files(together, [week], day)

    assert proposals(sites["first"]) == proposals(sites["last"]) == proposals(together)
    assert len(proposals(together)) > 20
