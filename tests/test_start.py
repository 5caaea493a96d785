"""The way in: where nothing changed, a plain `build` says what it said before, and loads next to nothing for it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from making import ROOT, make_site, put, start

from dateline.files import writing
from dateline.pipeline.stamps import TICK_NS

EVENT = "title: The “fire”\ndate: 2024-05-13\nreports:\n- source: diary\n"
COUNT = """
import os, sys
from dateline.start import main

def told(code=0, leave=os._exit):
    print("loaded", *sys.modules, flush=True)
    leave(code)

os._exit = told
try:
    main()
finally:
    told()
"""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[int, str, str]]:
    """A site, and what its first build said."""
    made = make_site(tmp_path_factory.mktemp("start"), {"content/events/fire.yaml": EVENT, "content/sources/diary.yaml": "title: A diary\npublished: 2024-05-14\n"})
    time.sleep(2 * TICK_NS / 1e9)
    return made, run("--site", str(made), "build")


@pytest.fixture
def site(first: tuple[Path, tuple[int, str, str]]) -> Path:
    return first[0]


def run(*arguments: str, script: str = "", **environment: str) -> tuple[int, str, str]:
    """Exit code, standard output with the seconds left out, error output."""
    command = [sys.executable, *(["-c", script] if script else [str(ROOT / "build.py")]), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "GITHUB_ACTIONS": "", **environment}, check=False, timeout=60)
    return done.returncode, re.sub(r"in \d+\.\d s", "in … s", done.stdout), done.stderr


def test_the_same_is_said_again_with_little_loaded(first: tuple[Path, tuple[int, str, str]]) -> None:
    site, (code, said, errors) = first
    again = run("--site", str(site))
    loaded = run("build", "--site", str(site), script=COUNT)[1].partition("loaded ")[2].split()

    assert (code, errors) == (0, again[2])
    assert "1 event" in said
    assert again[:2] == (0, re.sub(r"\d+ written", "0 written", said))
    assert not {"click", "msgspec", "jinja2", "yaml", "pathlib", "re", "typing", "dateline.cli"} & set(loaded)


def test_an_edit_loads_no_more_than_it_needs(site: Path) -> None:
    put(site, {"content/events/fire.yaml": EVENT.replace("fire", "ice")})

    code, said, _ = run("--site", str(site), "build", script=COUNT)

    assert (code, said.startswith("1 article, 1 event")) == (0, True)
    assert not {"click", "yaml", "markdown_it", "difflib", "dateline.cli", "dateline.propose"} & set(said.split())


def test_who_finds_the_site_locked_is_told_as_by_the_command_line(site: Path) -> None:
    put(site, {"content/events/fire.yaml": EVENT.replace("fire", "smoke")})
    with writing(site):
        plain, whole = run("--site", str(site), "build"), run("--site", str(site), "build", "--base-url", "https://x.example/")

    assert plain == whole
    assert (plain[0], plain[2].startswith("Error: process ")) == (1, True)


@pytest.mark.parametrize("arguments", [["build", "--base-url", "https://x.example/"], ["build", "--help"], ["check"]])
def test_any_other_command_is_the_command_lines(arguments: list[str], site: Path) -> None:
    assert "dateline.cli" in run("--site", str(site), *arguments, script=COUNT)[1].split()


@pytest.mark.parametrize("variable", [{"DATELINE_BASE_URL": "https://x.example/"}, {"_DATELINE_COMPLETE": "bash_source"}, {"GITHUB_ACTIONS": "true"}])
def test_what_the_environment_says_is_heard(variable: dict[str, str], site: Path) -> None:
    assert "dateline.cli" in run("--site", str(site), "build", script=COUNT, **variable)[1].split()


def test_who_reads_no_more_gets_no_complaint(site: Path) -> None:
    away, pipe = os.pipe()
    os.close(away)

    done = subprocess.run([sys.executable, str(ROOT / "build.py"), "--site", str(site)], stdout=pipe, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    os.close(pipe)

    assert (done.returncode, done.stderr) == (1, "")


def test_an_error_is_told_every_time(site: Path) -> None:
    put(site, {"content/events/fire.yaml": "title: 1\nnothing: x\n"})

    first, second = run("--site", str(site), "build"), run("--site", str(site), "build")

    assert first[0] == 1
    assert first == second


@pytest.mark.skipif(os.name == "nt", reason="a shell closes the streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-"])
def test_closed_streams_are_no_mistake(closed: str, tmp_path: Path) -> None:
    site = make_site(tmp_path)

    for _ in range(2):  # a build, and one with nothing to do
        done = subprocess.run(["sh", "-c", f'exec "$0" "$1" --site "$2" build {closed}', sys.executable, ROOT / "build.py", site], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


def test_a_name_that_the_terminal_has_no_letters_for_is_told_in_others(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"config.yaml": "title: Ashford\noutput: öffentlich\n"})

    for _ in range(2):
        out, errors = start("--site", site, "build", PYTHONIOENCODING="ascii").communicate()
        assert (b"\\xf6ffentlich" in out, errors) == (True, b"")
