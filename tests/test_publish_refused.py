"""What keeps `publish` from publishing: each told with what to do, and the branch and the checkout left as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import make_site, put, run, tree
from test_publish import FLOOD, STORY, _alone, bare, git, other_pushes, publish, published, site

from dateline.pipeline import publish as pipeline
from dateline.pipeline.git import Git

__all__ = ["_alone", "bare", "site"]  # fixtures


def test_no_git_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert publish(site).stderr == (
        "Error: git is not installed, or not on the PATH\n   install it from https://git-scm.com, or copy the built folder to a server yourself\n"
    )


def test_no_repository_is_told(tmp_path: Path) -> None:
    site = make_site(tmp_path, STORY)

    assert publish(site).stderr == f"Error: {site} is in no git repository\n   make one: git init && git remote add origin ADDRESS\n"


def test_no_remote_is_told(site: Path) -> None:
    git(site, "remote", "remove", "origin")

    assert publish(site).stderr == "Error: there is no remote 'origin'\n   git remote add origin https://github.com/YOU/REPOSITORY.git\n"


def test_another_remote_is_named(site: Path) -> None:
    assert publish(site, "--remote", "orgin").stderr == "Error: there is no remote 'orgin'\n   give --remote origin\n"


def test_a_remote_that_cannot_be_reached_is_told(site: Path, tmp_path: Path) -> None:
    git(site, "remote", "set-url", "origin", str(tmp_path / "gone.git"))

    assert publish(site).stderr == (
        f"Error: the remote origin cannot be read: '{tmp_path}/gone.git' does not appear to be a git repository; Could not read from remote repository.\n"
        "   see that `git remote -v` names the right place and that it can be reached\n"
    )


def test_a_commit_bears_a_name(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gitconfig").write_text("[user]\nuseConfigOnly = true\n")
    monkeypatch.delenv("EMAIL", raising=False)

    assert publish(site).stderr == (
        "Error: git does not know who you are, and a commit bears a name\n"
        '   git config user.name "Your Name" && git config user.email you@example.org\n'
    )


@pytest.mark.parametrize("name", ["--force", "a b", "x..y", "x~1"])
def test_a_name_that_is_no_branch_is_told(name: str, site: Path, bare: Path) -> None:
    assert publish(site, f"--branch={name}").stderr == f"Error: '{name}' cannot be the name of a branch\n   write one like gh-pages\n"
    assert git(bare, "branch") == ""


def test_an_option_is_no_remote(site: Path) -> None:
    assert publish(site, "--remote=--upload-pack=touch /tmp/x").stderr.startswith("Error: '--upload-pack=touch /tmp/x' is no remote")


def test_the_branch_that_is_worked_on_is_never_published_to(site: Path) -> None:
    assert publish(site, "--branch", "main").stderr == (
        "Error: main is the branch that you work on: publishing would replace its files by the site\n   give another --branch (the default is gh-pages), or go to the branch of your content: git switch BRANCH\n"
    )


def test_a_hook_of_the_remote_that_refuses_is_told_with_its_words(site: Path, bare: Path) -> None:
    hook = bare / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'only on weekdays' >&2\nexit 1\n")
    hook.chmod(0o755)

    done = publish(site)

    assert (done.exit_code, git(bare, "branch")) == (1, "")
    assert done.stderr == (
        "Error: origin refused the push to gh-pages: pre-receive hook declined (only on weekdays)\n"
        "   choose another --branch, or let the branch be pushed to: protection rules and hooks of the repository decide\n"
    )


def test_a_push_that_came_in_between_is_not_written_over(site: Path, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site)
    put(site, {"content/events/flood.yaml": FLOOD})
    push, theirs = Git.push, []

    def late(self: Git, remote: str, commit: str, branch: str) -> None:
        theirs.append(other_pushes(bare, {"CNAME": "ashford.example"}))
        push(self, remote, commit, branch)

    monkeypatch.setattr(Git, "push", late)

    assert publish(site).stderr == (
        "Error: somebody else has just pushed to gh-pages of origin; nothing was changed there\n   run `publish` again: it begins with what is there now\n"
    )
    assert git(bare, "rev-parse", "gh-pages") == theirs[0]


def test_a_branch_that_was_made_in_between_is_not_written_over(site: Path, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = pipeline._read_branch

    def late(found: Git, target: pipeline.Target) -> object:
        branch = seen(found, target)
        other_pushes(bare, {"theirs.html": "x"})
        return branch

    monkeypatch.setattr(pipeline, "_read_branch", late)

    assert "somebody else has just pushed to gh-pages" in publish(site).stderr
    assert published(bare) == ["theirs.html"]


def test_an_error_in_the_content_publishes_nothing(site: Path, bare: Path) -> None:
    put(site, {"content/events/fire.yaml": "title: x\ndate: 10 May\n"})

    done = publish(site)

    assert (done.exit_code, git(bare, "branch")) == (1, "")
    assert done.stderr.endswith("nothing was published: mend the errors above; the site online is as it was\n")


def test_an_error_of_the_preflight_publishes_nothing(site: Path, bare: Path) -> None:
    put(site, {"public/x.txt": "x"})
    (site / "public/secret").symlink_to("/etc/hostname")

    done = publish(site)

    assert (done.exit_code, git(bare, "branch")) == (1, "")
    assert "[link-in-output]" in done.stderr


def test_no_hook_and_no_filter_of_the_repository_runs(site: Path, bare: Path, tmp_path: Path) -> None:
    witness = tmp_path / "ran"
    for name in ("pre-commit", "pre-push", "post-index-change", "reference-transaction", "commit-msg"):
        put(site, {f".githooks/{name}": f"#!/bin/sh\necho {name} >> {witness}\n"})
        (site / ".githooks" / name).chmod(0o755)
    git(site, "config", "core.hooksPath", ".githooks")
    git(site, "config", "filter.evil.clean", f"touch {witness}")
    put(site, {".gitattributes": "* filter=evil text eol=crlf\n", "public/.gitattributes": "* filter=evil text eol=crlf\n", "public/a.txt": "a\r\nb\n"})

    done = publish(site)

    assert (done.exit_code, witness.exists()) == (0, False), done.output
    assert (bare, git(bare, "cat-file", "-s", "gh-pages:a.txt")) == (bare, "5")


def test_names_that_look_like_options_or_code_are_names(site: Path, bare: Path) -> None:
    names = {"-rf", "$(touch x)", "a;b", "--help", "ünï cödé.txt", "'q'", "a b"}
    put(site, {f"public/{name}": "x" for name in names})

    assert publish(site).exit_code == 0
    listed = set(git(bare, "-c", "core.quotePath=false", "ls-tree", "-r", "-z", "--name-only", "gh-pages").split("\0"))
    assert names <= listed


def test_an_outer_git_does_not_lead_astray(site: Path, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "init", "elsewhere")
    before = tree(tmp_path / "elsewhere")
    for name, value in {"GIT_DIR": ".git", "GIT_WORK_TREE": ".", "GIT_INDEX_FILE": ".git/other-index"}.items():
        monkeypatch.setenv(name, str(tmp_path / "elsewhere" / value))

    done = publish(site)

    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name)
    assert (done.exit_code, tree(tmp_path / "elsewhere")) == (0, before), done.output
    assert "index.html" in published(bare)


def test_articles_in_git_are_told_before_they_are_pushed(site: Path) -> None:
    put(site, {"content/articles/pier.txt": "The pier burned on May 13, 2024.\n"})
    git(site, "add", "--all")

    assert (
        "content/articles/pier.txt: warning: git keeps 1 file of content/articles/, which a public repository shows to everybody\n"
        "   git rm -r --cached content/articles, and name it in .gitignore; older commits still hold them [private-in-git]\n"
    ) in publish(site, "--dry-run").stderr


def test_an_address_that_is_not_where_pages_serves_the_repository_is_told(site: Path) -> None:
    run("--site", site, "build")
    git(site, "remote", "set-url", "origin", "git@github.com:Ashford/Harbour.git")

    done = publish(site, "--check")

    assert done.stderr == (
        "config.yaml:2:11: error: base_url is https://ashford.github.io/harbor/, but GitHub Pages serves this repository at https://ashford.github.io/Harbour/\n"
        "   write base_url: https://ashford.github.io/Harbour/                   [wrong-base-url]\n"
    )


def test_without_an_address_that_of_the_remote_is_taken_and_held(site: Path) -> None:
    put(site, {"config.yaml": "title: Ashford\n"})
    run("--site", site, "build")
    git(site, "remote", "set-url", "origin", "https://github.com/ashford/harbor.git")
    wrong = publish(site, "--check")
    run("--site", site, "build", "--base-url", "https://ashford.github.io/harbor")

    assert "is absolute, and the site lies under /harbor/" in wrong.stderr
    assert publish(site, "--check").stderr == ""


def test_an_unknown_address_is_told(site: Path) -> None:
    put(site, {"config.yaml": "title: Ashford\n"})

    assert publish(site, "--dry-run").stderr == (
        "config.yaml: warning: nothing says where the site will be, so feeds, sitemap and the 404 page have no addresses\n"
        "   write it: base_url: https://you.github.io/timeline/                  [no-base-url]\n"
    )
