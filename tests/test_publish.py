"""`publish` against a bare repository on this disk: one commit on top, nothing of anybody's lost, the checkout untouched."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import Result
from making import make_site, put, run, tree

STORY = {
    ".gitignore": "/public/\n/.dateline/\n",
    "config.yaml": "title: Ashford\nbase_url: https://ashford.github.io/harbor/\n",
    "content/sources/diary.yaml": "title: A diary\npublished: 2024-05-20\n",
    "content/events/fire.yaml": "title: The pier burns\ndate: 2024-05-13\nreports: [{source: diary}]\n",
}
FLOOD = "title: The pier is flooded\ndate: 2024-05-14\nreports: [{source: diary}]\n"


def git(folder: Path, *arguments: str, check: bool = True) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=check)
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git as on a fresh machine, but for a name."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    (tmp_path / "gitconfig").write_text("[user]\nname = Ana Lee\nemail = ana@example.org\n[init]\ndefaultBranch = main\n")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The remote, empty."""
    git(tmp_path, "init", "--bare", "bare.git")
    return tmp_path / "bare.git"


@pytest.fixture
def site(tmp_path: Path, bare: Path) -> Path:
    """A site in a repository of its own, its sources committed."""
    site = make_site(tmp_path, STORY)
    git(site, "init")
    git(site, "remote", "add", "origin", str(bare))
    git(site, "add", "--all")
    git(site, "commit", "-m", "Sources")
    return site


def publish(site: Path, *options: str) -> Result:
    return run("--site", site, "publish", *options)


def published(bare: Path, branch: str = "gh-pages") -> list[str]:
    return git(bare, "ls-tree", "-r", "--name-only", branch).splitlines()


def other_pushes(bare: Path, files: dict[str, str | None], message: str = "By hand") -> str:
    """Somebody else's clone commits to gh-pages and pushes; the commit."""
    clone = bare.parent / "clone"
    if not clone.exists():
        git(bare.parent, "clone", str(bare), "clone")
    git(clone, "fetch")
    git(clone, "checkout", "-B", "gh-pages", "origin/gh-pages" if git(bare, "branch") else "HEAD", check=False)
    put(clone, {name: content for name, content in files.items() if content is not None})
    for name in (name for name, content in files.items() if content is None):
        (clone / name).unlink()
    git(clone, "add", "--all")
    git(clone, "-c", "user.name=Ben Ito", "commit", "-m", message)
    git(clone, "push", "origin", "HEAD:gh-pages")
    return git(clone, "rev-parse", "HEAD")


def test_the_first_time_makes_a_branch_without_history_that_holds_the_built_site(site: Path, bare: Path) -> None:
    done = publish(site)

    assert done.exit_code == 0, done.output
    assert published(bare) == sorted(tree(site / "public"), key=str.encode)
    assert git(bare, "rev-list", "--count", "gh-pages") == "1"
    assert git(bare, "show", "gh-pages:index.html") == (site / "public/index.html").read_text(encoding="utf-8").strip()
    short, count = git(bare, "rev-parse", "gh-pages")[:10], len(published(bare))
    assert done.stdout.splitlines()[1:] == [
        f"pushed to gh-pages of origin: {count} new, 0 changed, 0 removed (commit {short})",
        "the site: https://ashford.github.io/harbor/",
        "once, in Settings → Pages of the repository: Deploy from a branch, gh-pages, / (root)",
    ]


def test_the_commit_says_what_it_was_built_from(site: Path, bare: Path) -> None:
    publish(site)

    message = git(bare, "log", "-1", "--format=%an|%B", "gh-pages")

    assert message.startswith(f"Ana Lee|Publish Ashford\n\nBuilt from {git(site, 'rev-parse', '--short', 'HEAD')}.\n\nPublished-By: dateline ")


def test_checkout_index_and_branches_stay_as_they_are(site: Path) -> None:
    put(site, {"staged.txt": "a", "untracked.txt": "b", "config.yaml": STORY["config.yaml"] + "# edited\n"})
    git(site, "add", "staged.txt")
    before = (git(site, "status", "--porcelain"), git(site, "branch"), git(site, "rev-parse", "HEAD"), git(site, "stash", "list"))

    assert publish(site).exit_code == 0

    assert (git(site, "status", "--porcelain"), git(site, "branch"), git(site, "rev-parse", "HEAD"), git(site, "stash", "list")) == before
    assert git(site, "fsck", "--no-dangling") == ""


def test_a_change_is_one_commit_more_and_what_is_withdrawn_goes(site: Path, bare: Path) -> None:
    put(site, {"content/events/flood.yaml": FLOOD})
    publish(site)
    (site / "content/events/flood.yaml").unlink()

    done = publish(site)

    assert git(bare, "rev-list", "--count", "gh-pages") == "2"
    assert ("events/flood.html" in published(bare), "events/fire.html" in published(bare)) == (False, True)
    assert " changed, " in done.stdout
    assert not done.stdout.endswith("/ (root)\n")


def test_nothing_changed_is_nothing_pushed(site: Path, bare: Path) -> None:
    publish(site)
    before = git(bare, "rev-parse", "gh-pages")

    done = publish(site)

    assert done.stdout.splitlines()[-1] == "nothing changed: gh-pages of origin holds this site already"
    assert git(bare, "rev-parse", "gh-pages") == before


def test_a_rehearsal_says_what_would_be_and_writes_nothing(site: Path, bare: Path) -> None:
    objects = git(site, "count-objects", "-v")

    done = publish(site, "--dry-run")

    assert done.stdout.splitlines()[1].startswith("would push to gh-pages of origin: ")
    assert (git(bare, "branch"), git(site, "count-objects", "-v")) == ("", objects)


def test_files_that_others_add_to_the_branch_stay_and_are_named(site: Path, bare: Path) -> None:
    publish(site)
    theirs = other_pushes(bare, {"CNAME": "ashford.example\n", "google1.html": "proof", "docs/ünï cödé.txt": "x"})
    put(site, {"content/events/flood.yaml": FLOOD})

    done = publish(site)
    put(site, {"content/events/flood.yaml": FLOOD.replace("flooded", "soaked")})
    again = publish(site)

    assert "kept there, because somebody else put them there: CNAME, docs/ünï cödé.txt, google1.html\n" in done.stdout
    assert again.exit_code == 0, again.output
    assert git(bare, "show", "gh-pages:CNAME") == "ashford.example"
    assert {"google1.html", "events/flood.html"} <= set(published(bare))
    assert git(bare, "merge-base", theirs, "gh-pages") == theirs


def test_a_page_that_others_changed_is_never_written_over(site: Path, bare: Path) -> None:
    publish(site)
    theirs = other_pushes(bare, {"index.html": "by hand", "404.html": None}, "Mend a word")
    put(site, {"content/events/flood.yaml": FLOOD})

    done = publish(site)

    assert (done.exit_code, git(bare, "rev-parse", "gh-pages")) == (1, theirs)
    assert done.stderr == (
        "Error: somebody changed the published site on gh-pages of origin (404.html, index.html); "
        f"its last commit is {theirs[:7]} by Ben Ito: “Mend a word”\n"
        "   bring what they did into content/, templates/ or static/; then give --take-over: the site is published on top, and the branch's history keeps theirs\n"
    )


def test_taking_over_publishes_on_top_of_their_work(site: Path, bare: Path) -> None:
    publish(site)
    theirs = other_pushes(bare, {"index.html": "by hand", "robots-of-mine.txt": "x"})

    done = publish(site, "--take-over")

    assert done.exit_code == 0, done.output
    assert git(bare, "show", f"{theirs}:index.html") == "by hand"
    assert git(bare, "rev-parse", "gh-pages^") == theirs
    assert "robots-of-mine.txt" in published(bare)


def test_a_branch_that_was_never_ours_is_left_alone(site: Path, bare: Path) -> None:
    theirs = other_pushes(bare, {"index.html": "old site", "old.html": "x", "CNAME": "ashford.example"}, "Old site")

    done = publish(site)

    assert (done.exit_code, git(bare, "rev-parse", "gh-pages")) == (1, theirs)
    assert done.stderr == (
        f"Error: gh-pages of origin holds 3 files that Dateline did not put there; its last commit is {theirs[:7]} by Ben Ito: “Old site”\n"
        "   choose another --branch, or give --take-over: the site then replaces them (CNAME stays), and the branch's history keeps them\n"
    )


def test_a_branch_taken_over_keeps_its_domain_and_its_history(site: Path, bare: Path) -> None:
    theirs = other_pushes(bare, {"old.html": "x", "CNAME": "ashford.example"})

    publish(site, "--take-over")

    assert ("old.html" in published(bare), git(bare, "show", "gh-pages:CNAME")) == (False, "ashford.example")
    assert git(bare, "rev-parse", "gh-pages^") == theirs


def test_the_domain_of_the_configuration_is_published(site: Path, bare: Path) -> None:
    put(site, {"config.yaml": "title: Ashford\ndomain: Timeline.Example.org\n"})

    done = publish(site)

    assert git(bare, "show", "gh-pages:CNAME") == "timeline.example.org"
    assert '<link rel="canonical" href="https://timeline.example.org/index.html">' in git(bare, "show", "gh-pages:index.html")
    assert "the site: https://timeline.example.org/\n" in done.stdout


@pytest.mark.parametrize("remote", ["bare.git", "./bare.git", "{folder}/bare.git", "file://{folder}/bare.git"])
def test_another_branch_and_a_folder_as_remote(remote: str, site: Path, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bare.parent)

    done = publish(site, "--remote", remote.format(folder=bare.parent), "--branch", "site/live")

    assert (done.exit_code, "index.html" in published(bare, "site/live")) == (0, True), done.output


def test_a_file_that_a_program_left_behind_is_not_published(site: Path, bare: Path) -> None:
    put(site, {"public/.DS_Store": "x", "public/notes.txt": "mine"})

    publish(site)

    assert (".DS_Store" in published(bare), "notes.txt" in published(bare)) == (False, True)
