"""How soon a reader sees something, on a slow machine and a slow line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

Visit = Callable[..., Page]
_PAINTED = "performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)"


@pytest.mark.parametrize("path", ["index.html", "events/promise.html"])
def test_the_first_paint_comes_within_a_second_on_a_slow_phone(served: str, visit: Visit, path: str) -> None:
    page = visit("about:blank", width=360)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    session.send("Network.enable")
    # Lighthouse's slow 4G: 1.6 Mbit/s down, 150 ms a round trip
    session.send("Network.emulateNetworkConditions", {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000})

    page.goto(f"{served}ferry/{path}")
    page.wait_for_function(f"{_PAINTED}.length > 0")
    painted = page.evaluate(_PAINTED)[0]

    assert painted < 1000, f"{painted:.0f} ms"
