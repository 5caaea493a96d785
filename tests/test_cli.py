"""The commands as they are typed: their exit codes, their help, and what they print where."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from making import ARTICLES, ROOT, imported, make_site, proposals, put, run, save, start, tree

import dateline
from dateline.cli import main
from dateline.files import writing

COMMANDS = ("accept", "build", "check", "completion", "export", "help", "import", "inspect", "new", "publish", "reject", "serve", "status")


def test_help_shows_every_command_and_examples() -> None:
    told = run("--help").stdout

    assert sorted(main.commands) == sorted(COMMANDS)  # type: ignore[attr-defined]
    assert [c for c in COMMANDS if f"\n  {c} " not in told] == []
    assert "Examples:\n    dateline new my-timeline" in told
    assert "dateline accept --all" in told


@pytest.mark.parametrize("command", ["accept", "import", "inspect", "new", "reject"])
def test_help_of_a_command_shows_an_example_on_a_line_of_its_own(command: str) -> None:
    told = run(command, "--help").stdout

    assert f":\n    dateline {command} " in told.partition("Example")[2]


def test_the_version_is_told() -> None:
    assert run("--version").stdout == f"dateline, version {dateline.__version__}\n"


WRONG = {
    "an unknown command": ["bild"],
    "an unknown option": ["build", "--fast"],
    "no file": ["import"],
    "a bad day": ["import", "x.md", "--published", "yesterday"],
    "a bad day to inspect": ["inspect", "x.md", "--published", "2024-02-30"],
    "nothing to inspect": ["inspect"],
    "nothing to accept": ["accept"],
    "nothing to reject": ["reject"],
    "a port that is none": ["serve", "--port", "99999"],
    "a site that is not there": ["--site", "nowhere", "build"],
    "the same behind the command": ["check", "--site", "nowhere"],
    "no folder": ["new"],
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_usage_exits_2_and_touches_nothing(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    done = run(*WRONG[case])

    assert (done.exit_code, done.stdout) == (2, "")
    assert "\nError: " in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_bad_day_is_told_with_what_to_write() -> None:
    done = run("import", "x.md", "--published", "yesterday")

    assert done.stderr.splitlines()[-1].startswith("Error: Invalid value for --published: ")
    assert "2017-02-14" in done.stderr or "YYYY-MM-DD" in done.stderr


@pytest.mark.parametrize("where", ["before", "after", "joined", "both"])
def test_the_site_can_be_named_before_and_behind_the_command(where: str, tmp_path: Path) -> None:
    site = make_site(tmp_path)
    order = {
        "before": ["--site", site, "build"],
        "after": ["build", "--site", site],
        "joined": [f"--site={site}", "build"],
        "both": ["--site", tmp_path, "build", "--site", site],
    }

    assert run(*order[where]).exit_code == 0
    assert (site / "public/index.html").is_file()


def test_no_command_means_build(tmp_path: Path) -> None:
    site = make_site(tmp_path)

    assert run("--site", site).exit_code == 0
    assert (site / "public/index.html").is_file()


def test_a_folder_named_like_a_command_is_no_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_site(tmp_path).rename(tmp_path / "check")
    monkeypatch.chdir(tmp_path)

    assert run("--site", "check").exit_code == 0
    assert (tmp_path / "check/public/index.html").is_file()


def test_the_current_folder_is_the_site_when_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make_site(tmp_path))

    assert run("build").exit_code == 0
    assert Path("public/index.html").is_file()


def test_import_accept_reject_and_check_count_what_they_did(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    pier, bridge = save(tmp_path, "pier.md", "bridge.md")

    told = [
        run("--site", site, "import", pier).stdout,
        run("--site", site, "import", bridge).stdout,
        run("--site", site, "reject", "sources/ashfordradio-*").stdout,
        run("--site", site, "accept", "events/*").stdout,
    ]

    assert told == [
        "1 article read; 5 proposals waiting in content/proposed/\n",
        "1 article read; 8 proposals waiting in content/proposed/\n",
        "rejected 1 event, 0 people, 1 source\n",
        "accepted 2 events, 2 people, 1 source\n",
    ]
    assert proposals(site) == {}


def test_warnings_exit_0(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/sources/diary.yaml": "title: A diary\n", "content/events/fire.yaml": "title: Fire\nreports: [{source: diary}]\n"})

    done = run("--site", site, "check")

    assert (done.exit_code, "warning: " in done.stderr) == (0, True)
    assert done.stdout.startswith("0 errors, ")


def test_problems_are_told_in_order_of_line(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/events/fire.yaml": "title: x\n" + "# \n" * 7 + "a: 1\nb: 2\nc: 3\n"})

    lines = run("--site", site, "check").stderr.splitlines()[::2]

    assert [line.split(":")[1] for line in lines] == ["9", "10", "11"]


def test_in_a_pipe_nothing_but_problems_goes_to_standard_error(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    save(tmp_path, *ARTICLES)
    put(tmp_path, {f"saved/more-{n}.md": text.replace("Monday", "Tuesday") for n, text in enumerate(ARTICLES.values())})

    process = start("--site", site, "import", tmp_path / "saved")
    out, err = process.communicate(timeout=60)

    assert (process.returncode, err) == (0, b"")
    assert out.startswith(b"8 articles read; ")


def test_the_program_runs_as_a_script_and_as_a_module(tmp_path: Path) -> None:
    for command in ([sys.executable, str(ROOT / "build.py")], [sys.executable, "-m", "dateline"]):
        done = subprocess.run([*command, "--version"], cwd=ROOT, capture_output=True, text=True, check=False)

        assert (done.returncode, done.stdout) == (0, f"dateline, version {dateline.__version__}\n")


def test_a_second_writer_is_told_in_a_line_and_does_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    before = tree(site)

    with writing(site):
        process = start("--site", site, "accept", "--all")
        out, err = process.communicate(timeout=60)

    assert (process.returncode, out, err.startswith(b"Error: process ")) == (1, b"", True)
    assert err.endswith(f" is writing to {site}: wait for it to end\n".encode())
    assert tree(site) == before


def test_a_new_site_cannot_be_made_where_the_disk_refuses(tmp_path: Path) -> None:
    put(tmp_path, {"file": "x"})

    done = run("new", tmp_path / "file" / "site")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: cannot write ")
    assert done.stderr.count("\n") == 1


def test_what_must_be_pasted_is_shown_and_exits_1(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/events/fire.yaml": "{title: Fire}\n", "content/proposed/events/fire.yaml": "tags: [smoke]\n"})

    done = run("--site", site, "accept", "fire")

    assert (done.exit_code, done.stdout) == (1, "accepted 0 events, 0 people, 0 sources\n")
    assert done.stderr == "content/events/fire.yaml was left alone, because it cannot be edited safely; append these lines yourself:\ntags: [smoke]\n\n"


def test_a_folder_that_is_no_site_is_left_alone(tmp_path: Path) -> None:
    done = run("--site", tmp_path, "build")

    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "is no site, it has neither config.yaml nor content/: give --site DIR, or make one with `new DIR`" in done.output


def test_an_address_that_nobody_could_open_is_wrong_usage(tmp_path: Path) -> None:
    site = make_site(tmp_path)

    done = run("--site", site, "import", "x.html", "--url", "javascript:alert(1)")

    assert done.exit_code == 2
    assert "'javascript:alert(1)' is no address on the web: write it whole, from https:// on" in done.output


def test_pictures_beside_a_saved_page_are_no_articles(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "photo.jpg").write_bytes(b"\xff\xd8\xff")

    done = run("--site", site, "import", tmp_path / "saved")

    assert done.exit_code == 2
    assert "there is no file to read in" in done.output
