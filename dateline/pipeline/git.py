"""git as `publish` uses it: plumbing that leaves the user's checkout, index and hooks alone.

Needs git 2.29 or newer. What git refuses is a GitError with what to do about it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

# What a hook or an outer git may have set; it would lead us to another repository or index.
_INHERITED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE")
_LINE = re.compile(r"^(?:fatal|error|remote: error|remote: fatal|remote): *(.+?) *$", re.MULTILINE)


class GitError(Exception):
    """git is not there, or refused; the message says what and, on a second line, what to do."""


class Blob(msgspec.Struct, frozen=True):
    """A file of a tree."""

    path: bytes
    hash: str
    mode: str = "100644"


class Git:
    """The repository that a site lies in; `scratch` is a temporary folder for an index and an empty folder of hooks."""

    def __init__(self, root: Path, program: str, scratch: Path) -> None:
        # no hook of the user's or of the site's content runs, no watcher, no clean-up that would make one wait
        safe = ("-c", f"core.hooksPath={scratch / 'hooks'}", "-c", "core.fsmonitor=false", "-c", "gc.auto=0")
        self._command = (program, *safe, "-C", str(root))
        self.environment = {k: v for k, v in os.environ.items() if k not in _INHERITED}
        self.environment |= {"LC_ALL": "C", "GIT_INDEX_FILE": str(scratch / "index")}
        if not sys.stdin or not sys.stdin.isatty():
            self.environment["GIT_TERMINAL_PROMPT"] = "0"  # nobody is there to answer

    def run(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """What git prints. Raises GitError with git's own words."""
        done = self.done(*arguments, stdin=stdin)
        if done.returncode:
            raise GitError(f"git {arguments[0]} failed: {said(done.stderr)}")
        return done.stdout

    def asked(self, *arguments: str) -> str:
        """One line that git knows; "" where it knows none."""
        done = self.done(*arguments)
        return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""

    def asked_of_index(self, *arguments: str) -> bytes:
        """What git reads from the user's own index; nothing where it cannot."""
        environment = {k: v for k, v in self.environment.items() if k != "GIT_INDEX_FILE"}
        command = [*self._command, *arguments]
        return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, env=environment, check=False).stdout  # noqa: S603

    def done(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """The ended command, whatever came of it."""
        command = [*self._command, *arguments]
        # a list, no shell; arguments that a user gives stand behind -- or were looked at by `check_target`
        return subprocess.run(command, input=stdin, capture_output=True, env=self.environment, check=False)  # noqa: S603

    def push(self, remote: str, commit: str, branch: str) -> None:
        """Move the remote's branch to the commit, never over what is not below it. Raises GitError."""
        where = f"{commit}:refs/heads/{branch}"
        done = self.done("push", "--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no", "--", remote, where)
        if done.returncode == 0:
            return
        told, words = done.stdout.decode("utf-8", "replace"), said(done.stderr)
        if "(fetch first)" in told or "(non-fast-forward)" in told or "(stale info)" in told or "cannot lock ref" in told:
            raise GitError(f"somebody else has just pushed to {branch} of {remote}; nothing was changed there\n   run `publish` again: it begins with what is there now")
        refused = re.search(r"\[remote rejected\] \((.+?)\)$", told, re.MULTILINE)
        if refused:
            hint = "choose another --branch, or let the branch be pushed to: protection rules and hooks of the repository decide"
            raise GitError(f"{remote} refused the push to {branch}: {refused[1]}{_remote_words(done.stderr)}\n   {hint}")
        raise GitError(f"the push to {remote} failed: {words}\n   {_access_hint(words)}")


def _remote_words(stderr: bytes) -> str:
    """What a hook of the remote said, in one line."""
    lines = re.findall(r"^remote: *(.*?) *$", stderr.decode("utf-8", "replace"), re.MULTILINE)
    words = " ".join(line for line in lines if line)
    return f" ({words[:300]})" if words else ""


def _access_hint(words: str) -> str:
    if re.search(r"could not read|Authentication|Permission|denied|403|401", words):
        return "sign in to the remote once with git itself: `git push` from this folder"
    return "see that `git remote -v` names the right place and that it can be reached"


def said(stderr: bytes) -> str:
    """The reason that git gives, in one line."""
    text = stderr.decode("utf-8", "replace")
    lines = _LINE.findall(text) or [line.strip() for line in text.splitlines() if line.strip()]
    return "; ".join(dict.fromkeys(lines))[:400] or "it gave no reason"


@contextmanager
def repository(root: Path) -> Iterator[Git]:
    """The repository that the folder lies in, with a temporary index. Raises GitError."""
    program = shutil.which("git")
    if program is None:
        raise GitError("git is not installed, or not on the PATH\n   install it from https://git-scm.com, or copy the built folder to a server yourself")
    with tempfile.TemporaryDirectory(prefix="dateline-") as scratch:
        (Path(scratch) / "hooks").mkdir()
        git = Git(root, program, Path(scratch))
        done = git.done("rev-parse", "--git-dir")
        if done.returncode:
            words = said(done.stderr)
            if "not a git repository" in words:
                raise GitError(f"{root.resolve()} is in no git repository\n   make one: git init && git remote add origin ADDRESS")
            raise GitError(f"git does not open the repository of {root.resolve()}: {words}")
        yield git


def tip_of(git: Git, remote: str, branch: str) -> str:
    """The commit at the remote's branch, fetched; "" when there is no such branch. Raises GitError."""
    try:
        listed = git.run("ls-remote", "--heads", "--", remote, f"refs/heads/{branch}").decode("utf-8", "replace")
    except GitError as error:
        words = str(error).removeprefix("git ls-remote failed: ")
        raise GitError(f"the remote {remote} cannot be read: {words}\n   {_access_hint(words)}") from error
    rows = [line.split("\t") for line in listed.splitlines()]
    tip = next((row[0] for row in rows if row[1:] == [f"refs/heads/{branch}"]), "")
    if tip:
        git.run("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no", "--", remote, f"refs/heads/{branch}")
    return tip


def tree_of(git: Git, commit: str) -> dict[bytes, Blob]:
    """Path → file of a commit's whole tree; nothing for ""."""
    if not commit:
        return {}
    rows = git.run("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")
    parted = [row.partition(b"\t") for row in rows if row]
    return {path: Blob(path, head.split()[2].decode(), head.split()[0].decode()) for head, _, path in parted}


def add_files(git: Git, files: Sequence[tuple[bytes, Path]], *, write: bool = True) -> dict[bytes, Blob]:
    """Put the files' bytes into the repository just as they are, whatever attributes and filters say; path → blob.

    Without `write` the repository stays as it is, and the blobs are only named.
    """
    names = b"".join(os.fsencode(path.resolve()) + b"\n" for _, path in files)
    writing = ("-w",) if write else ()
    hashes = git.run("hash-object", *writing, "--no-filters", "--stdin-paths", stdin=names).decode().split() if files else []
    return {path: Blob(path, found) for (path, _), found in zip(files, hashes, strict=True)}


def write_tree(git: Git, blobs: Mapping[bytes, Blob]) -> str:
    """The tree that holds exactly these files. The index is a temporary one."""
    rows = b"".join(f"{b.mode} {b.hash}\t".encode() + path + b"\0" for path, b in sorted(blobs.items()))
    git.run("read-tree", "--empty")
    git.run("update-index", "-z", "--index-info", stdin=rows)
    return git.run("write-tree").decode().strip()
