"""Every message, whole: each file in tests/sites/ is a tiny broken site and all that is told about it.

A block names its file after its language (```yaml content/events/a.yaml); ```copy and a source's id is the clean text
of its saved copy; ```told is what is printed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.check import check
from dateline.store import load

SITES = sorted((Path(__file__).parent / "sites").glob("*.md"))
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("site", SITES, ids=lambda path: path.stem)
def test_a_broken_site_is_told_in_whole(site: Path, tmp_path: Path) -> None:
    blocks = BLOCK.findall(site.read_text(encoding="utf-8"))
    texts = {name: text for kind, name, text in blocks if kind == "copy"}
    for kind, name, text in blocks:
        if kind not in ("copy", "told"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")

    loaded = load(tmp_path)
    problems = [*loaded.problems, *check(loaded.archive, texts)]

    assert [text for kind, _, text in blocks if kind == "told"] == ["".join(f"{problem}\n" for problem in problems)]
    assert site.stem in {problem.code for problem in problems}
