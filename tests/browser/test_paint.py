"""What stands between a reader and the first text; how long that takes is measured by bench/paint.py, not here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

Visit = Callable[..., Page]
FIRST = 75_000  # bytes of page and style sheet: two round trips of a slow line


@pytest.mark.parametrize("path", ["index.html", "events/promise.html", "people.html"])
def test_the_first_text_waits_for_the_page_and_one_style_sheet_alone(site: Path, visit: Visit, path: str) -> None:
    page = visit((site / path).as_uri())

    blocking = page.eval_on_selector_all("script[src]:not([defer]):not([async])", "all => all.map(one => one.src)")
    sheets = page.eval_on_selector_all("link[rel=stylesheet]", "all => all.length")

    assert (blocking, sheets) == ([], 1)
    assert (site / path).stat().st_size + sum(p.stat().st_size for p in site.glob("assets/*.css")) < FIRST
