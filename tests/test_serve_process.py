"""The preview as a program of its own: Ctrl-C ends it whatever it is doing, and changed code takes the place of the old."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import ROOT, make_site, put

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and exec are of POSIX systems")
FIRE = "title: The pier burns\ndate: 2024-05-13\nreports: [{source: diary}]\n"
STORY = {"content/sources/diary.yaml": "title: A diary\npublished: 2024-05-20\n", "content/events/fire.yaml": FIRE}


class Running:
    """A preview in a process of its own that has said where it answers."""

    def __init__(self, program: Path, site: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(program / "build.py"), "--site", str(site), "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
        )
        self.said: list[str] = []
        self.port = self.wait_for_port()

    def wait_for_port(self) -> int:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip())
            if found := re.search(r"serving http://127\.0\.0\.1:(\d+)/", line):
                return int(found[1])
        raise AssertionError("\n".join(self.said))

    def ask(self, path: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        content = connection.getresponse().read()
        connection.close()
        return content

    def state(self) -> dict[str, str]:
        return dict(json.loads(self.ask("/-/state")))


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A preview of a small site by a copy of the program, which the test may change."""
    program = tmp_path / "program"
    for name in ("dateline", "templates", "static"):
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", program)
    found = Running(program, make_site(tmp_path, STORY))
    yield found
    found.process.kill()
    found.process.communicate()


def test_ctrl_c_ends_it_with_connections_open_and_a_rebuild_under_way(running: Running, tmp_path: Path) -> None:
    kept = [http.client.HTTPConnection("127.0.0.1", running.port) for _ in range(6)]
    for connection in kept:
        connection.request("GET", "/")
        connection.getresponse().read()

    put(tmp_path / "site", {"content/events/fire.yaml": FIRE.replace("burns", "smokes")})
    time.sleep(0.1)
    running.process.send_signal(signal.SIGINT)
    said, _ = running.process.communicate(timeout=10)
    for connection in kept:
        connection.close()

    assert (running.process.returncode, said.splitlines()[-1]) == (0, "stopped")
    assert (tmp_path / "site/.dateline/schema/event.json").is_file()  # for the editor, in a clone too


def test_ctrl_c_waits_for_nothing_that_the_program_would_tidy_up(tmp_path: Path) -> None:
    site = make_site(tmp_path, STORY)
    program = f"import atexit, sys, time\natexit.register(time.sleep, 60)\nsys.argv = ['dateline', '--site', {str(site)!r}, 'serve', '--port', '0']\nfrom dateline.cli import main\nmain()\n"
    process = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    next(line for line in process.stdout if "serving" in line)

    process.send_signal(signal.SIGINT)
    try:
        assert process.communicate(timeout=20)[0] == "stopped\n"
        assert process.returncode == 0
    finally:
        process.kill()


def test_changed_code_is_used_on_the_same_port_and_broken_code_is_told(running: Running, tmp_path: Path) -> None:
    code = tmp_path / "program/dateline/render/words.py"
    sound, before = code.read_text(encoding="utf-8"), running.state()["shown"]

    code.write_text(f"{sound}\nx = (\n", encoding="utf-8")
    end = time.monotonic() + 30
    while not (told := running.state())["problems"] and time.monotonic() < end:
        time.sleep(0.1)
    code.write_text(f"{sound}\nx = 1\n", encoding="utf-8")
    port = running.wait_for_port()

    assert "dateline/render/words.py:" in told["problems"]
    assert told["shown"] == before
    assert b"The pier burns" in running.ask("/index.html")
    assert (port, running.state()["problems"], running.state()["shown"] != before) == (running.port, "", True)
