"""`publish`: the built site as one commit on a branch that GitHub Pages serves.

The commit lies on top of what the branch holds, so that a push can never take anybody's work away. Each commit says in its
message which files it only kept; all others are the site's, and may be replaced by the next one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, unquote

import msgspec

from dateline import __version__
from dateline.pipeline.address import pages_address
from dateline.pipeline.git import Blob, Git, GitError, add_files, tip_of, tree_of, write_tree
from dateline.pipeline.preflight import found_in, is_left_over

MARK, KEPT = "Published-By", "Dateline-Kept"
_OURS = re.compile(rf"^{MARK}: dateline\b", re.MULTILINE)
_KEPT = re.compile(rf"^{KEPT}: (\S+)$", re.MULTILINE)
_STAYS = b"CNAME"  # what a branch that is taken over keeps: the domain of the site


class Target(msgspec.Struct, frozen=True):
    """Where to publish."""

    remote: str = "origin"
    branch: str = "gh-pages"
    take_over: bool = False  # publish on top of commits that are not ours


class Published(msgspec.Struct, frozen=True):
    """What was done, or would be."""

    commit: str = ""  # "" when nothing changed
    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: tuple[str, ...] = ()  # files of the branch that are somebody else's
    first: bool = False  # the branch is new


class _Branch(msgspec.Struct, frozen=True):
    """The branch as the remote has it."""

    tip: str
    files: Mapping[bytes, Blob]
    ours: Mapping[bytes, Blob]  # those of the last commit of ours, without what it only kept; {} when there is none
    is_ours: bool  # whether the last commit is ours, or others changed nothing of the site since
    found: bool  # whether any commit is ours


def remote_address(git: Git, remote: str) -> str:
    """Where the remote lies: its URL, or the remote itself when it is a path or an address. Raises GitError."""
    if url := git.asked("config", "--get", f"remote.{remote}.url"):
        return url
    if "/" in remote or os.sep in remote or remote.endswith(".git"):
        return remote
    known = git.asked("remote").split()
    hint = f"give --remote {known[0]}" if known else f"git remote add {remote} https://github.com/YOU/REPOSITORY.git"
    raise GitError(f"there is no remote '{remote}'\n   {hint}")


def published_at(git: Git, remote: str) -> str:
    """The address that GitHub Pages gives the remote's repository; "" when it cannot be told."""
    try:
        return pages_address(remote_address(git, remote))
    except GitError:
        return ""


def check_target(git: Git, target: Target) -> None:
    """Raise GitError where nothing can be published: a branch that is no name, or the one that is worked on."""
    if target.remote.startswith("-"):
        raise GitError(f"'{target.remote}' is no remote")
    remote_address(git, target.remote)
    if target.branch.startswith("-") or not git.asked("check-ref-format", "--branch", target.branch):
        raise GitError(f"'{target.branch}' cannot be the name of a branch\n   write one like gh-pages")
    if git.asked("symbolic-ref", "--short", "HEAD") == target.branch:
        raise GitError(f"{target.branch} is the branch that you work on: publishing would replace its files by the site\n   give another --branch (the default is gh-pages), or go to the branch of your content: git switch BRANCH")
    if not git.asked("var", "GIT_COMMITTER_IDENT") or not git.asked("var", "GIT_AUTHOR_IDENT"):
        hint = 'git config user.name "Your Name" && git config user.email you@example.org'
        raise GitError(f"git does not know who you are, and a commit bears a name\n   {hint}")


def publish(git: Git, output: Path, target: Target, title: str, *, dry_run: bool = False) -> Published:
    """Commit the output folder to the remote's branch; nothing is pushed when nothing changed. Raises GitError."""
    check_target(git, target)
    branch = _read_branch(git, target)
    _refuse_foreign(git, branch, target)
    site = _site(git, output, dry_run=dry_run)
    kept = {path: blob for path, blob in _others(branch, target).items() if not _clashes(path, site)}
    files = {**kept, **site}
    done = _compared(branch, files, kept)
    if not (done.added or done.changed or done.removed) or dry_run:
        return done
    commit = _commit(git, files, sorted(kept), branch.tip, title)
    git.push(target.remote, commit, target.branch)
    return msgspec.structs.replace(done, commit=commit)


def _read_branch(git: Git, target: Target) -> _Branch:
    tip = tip_of(git, target.remote, target.branch)
    files = tree_of(git, tip)
    last = _last_of_ours(git, tip)
    if not last:
        return _Branch(tip, files, {}, is_ours=not files, found=False)
    kept = {unquote(name).encode("utf-8", "surrogateescape") for name in _KEPT.findall(_message(git, last))}
    ours = {path: blob for path, blob in tree_of(git, last).items() if path not in kept}
    untouched = all(files.get(path) == blob for path, blob in ours.items())
    return _Branch(tip, files, ours, is_ours=untouched, found=True)


def _last_of_ours(git: Git, tip: str) -> str:
    """The newest commit below the tip that `publish` made; "" when there is none."""
    if not tip:
        return ""
    listed = git.run("log", "--first-parent", "--format=%H", "-E", f"--grep=^{MARK}: dateline", tip).decode().split()
    return next((commit for commit in listed if _OURS.search(_message(git, commit))), "")


def _message(git: Git, commit: str) -> str:
    return git.run("log", "-1", "--format=%B", commit).decode("utf-8", "replace")


def _refuse_foreign(git: Git, branch: _Branch, target: Target) -> None:
    """Raise GitError where somebody else's commits changed the site's files, or the branch never was ours."""
    if branch.is_ours or target.take_over:
        return
    who, subject, short = git.run("log", "-1", "--format=%an%x00%s%x00%h", branch.tip).decode("utf-8", "replace").strip().split("\0")
    last = f"its last commit is {short} by {who}: “{subject}”"
    if not branch.found:
        files = f"{len(branch.files):,} file{'' if len(branch.files) == 1 else 's'}"
        raise GitError(
            f"{target.branch} of {target.remote} holds {files} that Dateline did not put there; {last}\n"
            "   choose another --branch, or give --take-over: the site then replaces them (CNAME stays), and the branch's history keeps them"
        )
    touched = sorted(p for p, b in branch.ours.items() if branch.files.get(p) != b)
    shown = ", ".join(os.fsdecode(p) for p in touched[:3]) + (", …" if len(touched) > 3 else "")
    raise GitError(
        f"somebody changed the published site on {target.branch} of {target.remote} ({shown}); {last}\n"
        "   bring what they did into content/, templates/ or static/; then give --take-over: the site is published on top, and the branch's history keeps theirs"
    )


def _others(branch: _Branch, target: Target) -> dict[bytes, Blob]:
    """The files of the branch that are not the site's, and stay."""
    if target.take_over and not branch.found:
        return {path: blob for path, blob in branch.files.items() if path == _STAYS}
    return {path: blob for path, blob in branch.files.items() if path not in branch.ours}


def _clashes(path: bytes, site: Mapping[bytes, Blob]) -> bool:
    """Whether the site has this file itself, or a folder of its name, or a file where this needs a folder."""
    return path in site or any(p.startswith(path + b"/") for p in site) or any(path.startswith(p + b"/") for p in site)


def _site(git: Git, output: Path, *, dry_run: bool) -> dict[bytes, Blob]:
    """The output folder's files in the repository; for a rehearsal only named by their hashes."""
    entries = [e for e in found_in(output) if e.kind == "file" and not is_left_over(e.path)]
    return add_files(git, [(os.fsencode(e.path), output / e.path) for e in entries], write=not dry_run)


def _compared(branch: _Branch, files: Mapping[bytes, Blob], kept: Mapping[bytes, Blob]) -> Published:
    return Published(
        added=len(files.keys() - branch.files.keys()),
        changed=sum(files[p] != branch.files[p] for p in files.keys() & branch.files.keys()),
        removed=len(branch.files.keys() - files.keys()),
        kept=tuple(os.fsdecode(p) for p in sorted(kept)),
        first=not branch.tip,
    )


def _commit(git: Git, files: Mapping[bytes, Blob], kept: Sequence[bytes], parent: str, title: str) -> str:
    """A commit that holds these files, on top of the parent. No hook runs and nothing is signed."""
    source = git.asked("rev-parse", "--short", "HEAD")
    lines = [f"Publish {' '.join(title.split()) or 'the site'}", "", f"Built from {source}." if source else "Built from files that are in no commit.", ""]
    lines += [*(f"{KEPT}: {quote(path, safe='/')}" for path in kept), f"{MARK}: dateline {__version__}", ""]
    tree = write_tree(git, files)
    parents = ("-p", parent) if parent else ()
    return git.run("commit-tree", "--no-gpg-sign", tree, *parents, "-F", "-", stdin="\n".join(lines).encode("utf-8", "replace")).decode().strip()
