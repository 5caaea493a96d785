"""What all tests share: where outside data and tools are, and a loud last word about tests that had to be left out.

The founding articles and the measuring sets are not ours to publish. DATELINE_MEASURES names the folder that holds
them; a test that needs them asks for `measures`.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
MEASURES = os.environ.get("DATELINE_MEASURES", "")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# A slow or busy machine is no broken law: what must be fast is measured in tests that say so.
settings.register_profile("patient", deadline=None, print_blob=True)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def measures() -> Path:
    """The folder with the founding articles (seeds/) and the measuring sets (eval/); without it the test is left out."""
    if not MEASURES:
        pytest.skip("DATELINE_MEASURES is not set")
    folder = Path(MEASURES)
    assert folder.is_dir(), f"DATELINE_MEASURES names no folder: {MEASURES}"
    return folder


@pytest.fixture(scope="session")
def npx() -> list[str]:
    """How to call a checker of package.json: never fetched, only what `make test` installed."""
    npx = shutil.which("npx")
    if npx is None or not (ROOT / "node_modules" / ".bin").is_dir():
        pytest.skip("node_modules is not there; `make test` installs it")
    return [npx, "--no-install", "--prefix", str(ROOT)]


@pytest.fixture(scope="session")
def chromium_path() -> str | None:
    """The Chromium on the PATH; None where Playwright's own is used."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = []
    if not MEASURES:
        left_out.append("DATELINE_MEASURES is not set: the founding articles and the measuring sets were LEFT OUT")
    if not (ROOT / "node_modules" / ".bin").is_dir():
        left_out.append("node_modules is not there: the HTML and workflow checkers were LEFT OUT (`make test` installs them)")
    for line in left_out:
        terminalreporter.write_sep("!", line, red=True)
