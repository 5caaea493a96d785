"""Completion in real shells, and help that reads like a page of a manual."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from making import ROOT, make_site, put, run

from dateline.cli import main
from dateline.cli_publish import SHELLS

PROPOSALS = {f"content/proposed/{kind}/{name}.yaml": "title: x\n" for kind, name in (("events", "pier-closed"), ("events", "pier-opened"), ("sources", "herald-2024"))}


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    """A folder with the command `dateline`, as an installation puts on the PATH."""
    put(tmp_path, {"bin/dateline": f"#!/bin/sh\nPYTHONPATH='{ROOT}' exec '{sys.executable}' -m dateline \"$@\"\n"})
    (tmp_path / "bin" / "dateline").chmod(0o755)
    return tmp_path / "bin"


def shell(name: str, script: str, folder: Path, cwd: Path) -> list[str]:
    """The lines that a real shell prints."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not here")
    flags = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[name]
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "HOME": str(cwd), "TERM": "dumb"}
    done = subprocess.run([name, *flags, "-c", script], cwd=cwd, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.split()


def in_bash(words: str, begun: str, folder: Path, cwd: Path) -> list[str]:
    return shell(
        "bash",
        f"""eval "$(dateline completion bash)"
COMP_WORDS=({words} '{begun}') COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
_dateline_completion dateline
printf '%s\\n' "${{COMPREPLY[@]}}" """,
        folder,
        cwd,
    )


def in_fish(words: str, begun: str, folder: Path, cwd: Path) -> list[str]:
    script = f"dateline completion fish | source\ncomplete -C '{words} {begun}' | string replace -r '\\t.*' ''; or true"
    return shell("fish", script, folder, cwd)


def in_zsh(words: str, begun: str, folder: Path, cwd: Path) -> list[str]:
    # what zsh itself would draw is printed: _describe -V unsorted NAME -U, compadd -U -V unsorted -a NAME
    script = f"""compdef() {{ : }}; compadd() {{ print -l -- "${{(@P)5}}" }}; _describe() {{ print -l -- "${{(@P)3}}" }}
eval "$(dateline completion zsh)"
words=({words} '{begun}') CURRENT=${{#words}}
_dateline_completion | sed 's/:.*//'"""
    return shell("zsh", script, folder, cwd)


ASK: dict[str, Callable[[str, str, Path, Path], list[str]]] = {"bash": in_bash, "zsh": in_zsh, "fish": in_fish}


@pytest.mark.parametrize("name", SHELLS)
def test_a_shell_completes_commands_and_options_from_the_parser(name: str, bin_folder: Path, tmp_path: Path) -> None:
    assert ASK[name]("dateline", "re", bin_folder, tmp_path) == ["reject"]
    assert ASK[name]("dateline publish", "--dr", bin_folder, tmp_path) == ["--dry-run"]
    assert sorted(ASK[name]("dateline completion", "", bin_folder, tmp_path)) == sorted(SHELLS)


@pytest.mark.parametrize("name", SHELLS)
def test_a_shell_completes_the_ids_of_proposals(name: str, bin_folder: Path, tmp_path: Path) -> None:
    site = make_site(tmp_path, PROPOSALS)

    assert ASK[name]("dateline accept", "pier", bin_folder, site) == ["pier-closed", "pier-opened"]
    assert ASK[name]("dateline reject", "her", bin_folder, site) == ["herald-2024"]


def test_every_command_is_offered(bin_folder: Path, tmp_path: Path) -> None:
    assert sorted(in_bash("dateline", "", bin_folder, tmp_path)) == sorted(main.commands)  # type: ignore[attr-defined]


def test_help_of_a_command_is_what_its_option_tells() -> None:
    assert run("help", "accept").stdout.replace("main help", "main") == run("accept", "--help").stdout
    assert run("help").stdout == run("--help").stdout


@pytest.mark.parametrize("command", sorted(main.commands))  # type: ignore[attr-defined]
def test_every_command_has_its_page(command: str) -> None:
    told = run("help", command).stdout

    assert told.startswith(f"Usage: main {command} ")
    assert "\nOptions:\n" in told
    assert [line for line in told.splitlines() if len(line) > 80] == [], "a terminal of 80 columns would break it"


def test_an_unknown_command_is_wrong_usage() -> None:
    done = run("help", "bild")

    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, "Error: there is no command 'bild'; `dateline help` lists them")


def test_completion_says_how_to_set_it_up() -> None:
    told = run("completion", "--help").stdout

    assert '~/.bashrc: eval "$(dateline completion bash)"' in told
    assert "dateline completion fish > ~/.config/fish/completions/dateline.fish" in told
