"""`new` at a terminal: what it asks, what Enter takes, and that breaking off leaves nothing behind."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from making import ROOT, put

from dateline.store import load

pty = pytest.importorskip("pty", reason="terminals of this kind are of POSIX systems")


def at_terminal(*args: object, answers: list[str]) -> tuple[int | None, str]:
    """Exit code and screen of the command when each question is answered in turn; "^C" and "^D" are the keys."""
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "build.py"), *map(str, args)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, preexec_fn=_take_terminal) as done:
        os.close(theirs)
        screen, waiting, end = "", list(answers), time.monotonic() + 20
        while time.monotonic() < end:
            if not select.select([ours], [], [], 0.5)[0]:
                continue
            try:
                screen += os.read(ours, 4096).decode()
            except OSError:  # the other end is closed: it has ended
                break
            if waiting and screen.rstrip(" ").endswith("]:"):
                key = waiting.pop(0)
                time.sleep(0.2)  # until the line editor has set up the terminal: a Ctrl-D from before is lost
                os.write(ours, {"^C": b"\x03", "^D": b"\x04"}.get(key, f"{key}\n".encode()))
                screen += "\n"
        code = done.poll() if time.monotonic() > end else done.wait(10)
        done.kill()
    os.close(ours)
    return code, screen.replace("\r", "")


def _take_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl-C is a signal, as for a user


def test_enter_takes_what_stands_there(tmp_path: Path) -> None:
    code, screen = at_terminal("new", tmp_path / "harbor-notes", answers=["", "", ""])

    config = load(tmp_path / "harbor-notes").archive.config
    assert (code, config.title, config.base_url, config.contact) == (0, "Harbor notes", "", "")
    assert re.findall(r"(?m)^.*\]:", screen) == ["Title [Harbor notes]:", "Address where it will be published [none yet]:", "Repository, as owner/name [none yet]:"]


def test_what_is_answered_is_taken_and_leads_to_the_next_guess(tmp_path: Path) -> None:
    code, screen = at_terminal("new", tmp_path / "site", answers=["The harbor", "https://ashford.github.io/harbor", ""])

    config = load(tmp_path / "site").archive.config
    assert (code, config.title, config.base_url) == (0, "The harbor", "https://ashford.github.io/harbor/")
    assert "Repository, as owner/name [ashford/harbor]:" in screen
    assert config.contact == "https://github.com/ashford/harbor/issues"


def test_an_address_that_cannot_be_is_told_and_asked_for_again(tmp_path: Path) -> None:
    code, screen = at_terminal("new", tmp_path / "site", answers=["", "harbor.example", "https://harbor.example/", "not one", ""])

    assert (code, load(tmp_path / "site").archive.config.base_url) == (0, "https://harbor.example/")
    assert "'harbor.example' cannot be the address of a site, it does not begin with https:// and a host: write it whole" in screen
    assert "'not one' is no repository: write owner/name" in screen


@pytest.mark.parametrize("key", ["^C", "^D"])
@pytest.mark.parametrize("before", [[], ["Mine"], ["Mine", ""]])
def test_breaking_off_leaves_nothing(key: str, before: list[str], tmp_path: Path) -> None:
    code, _ = at_terminal("new", tmp_path / "site", answers=[*before, key])

    assert (code, list(tmp_path.iterdir())) == (1, [])


def test_what_is_given_is_not_asked(tmp_path: Path) -> None:
    code, screen = at_terminal("new", tmp_path / "site", "--title", "A", "--base-url", "https://a.example/", "--repository", "a/b", answers=[])

    assert (code, "]:" in screen) == (0, False)


def test_yes_asks_nothing(tmp_path: Path) -> None:
    code, screen = at_terminal("new", tmp_path / "site", "--yes", answers=[])

    assert (code, "]:" in screen, load(tmp_path / "site").archive.config.title) == (0, False, "Site")


def test_a_folder_that_is_taken_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    put(tmp_path / "site", {"notes.txt": "mine"})

    code, screen = at_terminal("new", tmp_path / "site", answers=[])

    assert (code, "]:" in screen, "is there and not empty" in screen) == (2, False, True)
