"""Every command that the documentation shows is run, in its order, by somebody who has nothing but the examples."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMMENT = re.compile(r"\s{2,}#.*$")
SHOWN = ("README.md", "CONTRIBUTING.md", *(p.relative_to(ROOT).as_posix() for p in sorted((ROOT / "docs").glob("*.md"))))
LEVY = "Year,Month,Day,Headline,Text\n2014,3,5,Council votes the levy,It passed by five votes to four.\n2015,6,1,Hearings held,Six weeks of hearings.\n"


def commands(document: str) -> list[str]:
    """The lines of its shell blocks, comments left out."""
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for raw in block.splitlines() if (line := COMMENT.sub("", raw).strip()) and not line.startswith("#")]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person's folder: `dateline` on the path, saved articles, a name for git, and a repository on the web that is a folder."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "dateline").write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/build.py" --site . "$@"\n', encoding="utf-8")
    (programs / "dateline").chmod(0o755)
    shutil.copytree(ROOT / "examples", tmp_path / "saved", ignore=shutil.ignore_patterns("site"))
    (tmp_path / "levy.csv").write_text(LEVY, encoding="utf-8")
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(remote)], check=True)
    git = f'[user]\nname = Ana\nemail = ana@example.org\n[url "{remote.as_uri()}"]\ninsteadOf = https://github.com/you/harbor.git\ninsteadOf = https://github.com/you/timeline.git\n'
    (tmp_path / ".gitconfig").write_text(git, encoding="utf-8")
    return tmp_path


class Shell:
    """Runs one command after another like a terminal does: `cd` stays, `serve` is stopped once it serves."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            "HOME": str(home),
            "PATH": f"{home / 'bin'}:{os.environ['PATH']}",
            "GIT_CONFIG_NOSYSTEM": "1",
            "LANG": "C.UTF-8",
        }

    def run(self, line: str) -> str:
        if line.startswith("cd "):
            self.folder = (self.folder / line[3:]).resolve()
            return ""
        if line.startswith("dateline serve"):
            return self._serve(line)
        done = subprocess.run(line, shell=True, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def _serve(self, line: str) -> str:
        running = subprocess.Popen([*line.replace("dateline", str(Path(self.environment["HOME"], "bin/dateline"))).split(), "--port", "0"], cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            assert running.stdout
            return _until(iter(running.stdout.readline, ""), "serving http://127.0.0.1:")
        finally:
            running.terminate()
            running.communicate(timeout=20)


def _until(lines: Iterator[str], word: str) -> str:
    said = ""
    for line in lines:
        said += line
        if word in line:
            return said
    raise AssertionError(f"“{word}” was never said:\n{said}")


def address_in(config: Path, address: str) -> None:
    """What the tutorial has its reader type."""
    text = config.read_text(encoding="utf-8")
    changed = re.sub(r"^#? ?base_url:.*$", f"base_url: {address}", text, count=1, flags=re.MULTILINE)
    assert changed != text
    config.write_text(changed, encoding="utf-8")


def test_the_tutorial_from_its_first_line_to_its_last(home: Path) -> None:
    lines = commands("docs/tutorial.md")
    shell = Shell(home, home)
    site = home / "harbor"
    told = {}
    for line in lines:
        if line.startswith("git init"):
            address_in(site / "config.yaml", "https://you.github.io/harbor/")
        told[line] = shell.run(line)

    assert (site / "public/index.html").is_file()
    assert len(list((site / "content/events").glob("*.yaml"))) > 10
    branches = subprocess.run(["git", "-C", str(home / "remote.git"), "branch", "--list"], capture_output=True, text=True, check=True).stdout
    assert {"main", "gh-pages"} <= set(branches.replace("*", " ").split())
    assert "proposal" in told["dateline import ~/saved/ledger-2026-01-22.md"]
    tracked = subprocess.run(["git", "-C", str(site), "ls-files"], capture_output=True, text=True, check=True).stdout
    assert "content/articles/" not in tracked
    assert "content/proposed/" not in tracked


def test_the_commands_for_other_tools(home: Path) -> None:
    shell = Shell(home, home)
    shell.run("dateline new levy --title Levy --yes")
    shell.run("cd levy")
    shutil.copy(home / "levy.csv", shell.folder)
    lines = commands("docs/elsewhere.md")
    for line in lines[:2]:
        shell.run(line)
    shell.run("dateline accept --all")
    for line in lines[2:]:
        shell.run(line)

    assert {p.name for p in shell.folder.iterdir()} >= {"timeline.json", "timeline.db", "events.csv", "timeline.ics", "everything.json"}


def test_the_question_to_the_database_is_answered(home: Path) -> None:
    import sqlite3

    shell = Shell(home, home)
    for line in ("dateline new harbor --yes", "cd harbor", "dateline import ~/saved/ledger-2026-01-13.html", "dateline accept --all", "dateline export sqlite timeline.db"):
        shell.run(line)
    (question,) = re.findall(r"^```sql\n(.*?)^```", (ROOT / "docs/elsewhere.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)

    rows = sqlite3.connect(shell.folder / "timeline.db").execute(question).fetchall()

    assert rows
    assert all(reported == "2026-01-13" for *_, reported in rows)


@pytest.mark.parametrize("document", SHOWN)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)\s#]+)", text):
        assert ((ROOT / document).parent / target).exists(), f"{document}: {target}"


COVERED = {"docs/tutorial.md", "docs/elsewhere.md"}


@pytest.mark.parametrize("document", sorted(set(SHOWN) - COVERED))
def test_every_command_shown_elsewhere_is_one_that_exists(document: str) -> None:
    """Where a command needs a reader's own files its words are held to the program's help."""
    text = (ROOT / document).read_text(encoding="utf-8")
    shown = {tuple(found.split()) for found in re.findall(r"(?:^|`|&& )dateline ([a-z]+(?: --?[a-z-]+)*)", text, re.MULTILINE)}
    from dateline.cli import main

    for command, *options in shown:
        known = main.commands.get(command)
        assert known, f"{document}: dateline {command}"
        declared = {name for parameter in known.params for name in (*parameter.opts, *parameter.secondary_opts)} | {"--help", "-h"}
        assert set(options) <= declared, f"{document}: dateline {command} {' '.join(options)}"
