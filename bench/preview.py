"""How long an edit takes from the disk to the eye: file saved, site made anew, page reloaded and painted.

    .venv/bin/python bench/preview.py [SITE]

Copies the site (by default the shipped story), serves the copy, opens an event's page in Chromium and changes its title
twenty times; prints `edit_to_visible_ms: median least most`, the same for a change of the style sheet, and what the server
took of one processor while nothing changed (`idle_percent`, with the page open). Less than 1000 and 1 is wanted.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
RUNS, IDLE_S = 20, 15
SEEN = """addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => setTimeout(() =>
  console.log('seen', Date.now(), document.querySelector('h1').textContent.trim(), document.querySelector('link[rel=stylesheet]').href))))"""


def seen_ms(page: Page, words: str, path: Path, text: str) -> float:
    """Milliseconds from saving the file to the first frame of a page that holds the words."""
    with page.expect_console_message(lambda m: m.text.startswith("seen ") and words in m.text, timeout=60_000) as told:
        saved = time.time()
        path.write_text(text, encoding="utf-8")
    return float(told.value.text.split()[1]) - saved * 1000


def cpu_s(pid: int) -> float:
    """Seconds of processor time that a process and its threads have had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def told(name: str, values: list[float]) -> None:
    """Print median, least and most."""
    print(f"{name}: {statistics.median(values):.0f} {min(values):.0f} {max(values):.0f}", flush=True)


def measure(site: Path, address: str, pid: int) -> None:
    """Open the first event's page and change it, then the style sheet, then nothing."""
    event = sorted((site / "content" / "events").glob("*.yaml"))[0]
    text = event.read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        page = browser.new_page()
        page.add_init_script(SEEN)
        page.goto(f"{address}events/{event.stem}.html")
        page.wait_for_timeout(2000)
        titles = [f"A title of another kind {n}" for n in range(RUNS)]
        told("edit_to_visible_ms", [seen_ms(page, t, event, re.sub(r"(?m)^title:.*$", f"title: {t}", text)) for t in titles])
        before = page.locator("link[rel=stylesheet]").first.get_attribute("href") or ""
        style = (ROOT / "static" / "style.css").read_text(encoding="utf-8")
        (site / "static").mkdir(exist_ok=True)
        times = []
        for n in range(5):
            page.wait_for_timeout(500)
            times.append(seen_ms(page, "seen", site / "static" / "style.css", f"{style}\n/* {n} */\n"))
        told("style_to_visible_ms", times)
        assert page.locator("link[rel=stylesheet]").first.get_attribute("href") != before
        page.wait_for_timeout(1000)
        started = cpu_s(pid)
        time.sleep(IDLE_S)
        print(f"idle_percent: {100 * (cpu_s(pid) - started) / IDLE_S:.2f}")
        browser.close()


def main(site: str = str(ROOT)) -> None:
    """Serve a copy of the site with a copy of the program, which nobody edits meanwhile, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "site"
        copy.mkdir()
        for name in ("dateline", "templates", "static"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        shutil.copy(ROOT / "build.py", folder)
        shutil.copy(Path(site) / "config.yaml", copy)
        shutil.copytree(Path(site) / "content", copy / "content")
        command = [sys.executable, str(Path(folder) / "build.py"), "--site", str(copy), "serve", "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
            assert served.stdout is not None
            address = next(found[0] for line in served.stdout if (found := re.search(r"http://\S+", line)))
            try:
                measure(copy, address, served.pid)
            finally:
                served.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
