"""The whole pre-flight of a built site: its files, its links, its address, what it must not hold, what git holds beside it."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from dateline.model import Archive
from dateline.pipeline.address import PAGES, addressed
from dateline.pipeline.git import Git, GitError, repository
from dateline.pipeline.output import output_folder
from dateline.pipeline.preflight import found_in, look
from dateline.pipeline.preflight_leaks import leaks
from dateline.pipeline.preflight_links import broken_links
from dateline.pipeline.publish import published_at
from dateline.problem import Problem, Where
from dateline.store import load

_PRIVATE = ("content/articles", "content/proposed")


class Ready(msgspec.Struct, frozen=True):
    """What the pre-flight found."""

    problems: tuple[Problem, ...]
    shown: str  # the output folder as messages name it
    files: int
    size: int  # bytes
    address: str  # where the site is to be, "" when nothing tells


def preflight(root: Path, base_url: str = "", remote: str = "origin") -> Ready:
    """Look over the output folder as it stands. Raises CannotWriteError for an output that is the site itself."""
    loaded = load(root, proposals=True)
    archive, misplaced = addressed(loaded.archive, base_url)
    output = output_folder(root, archive.config.output)
    shown = _shown(output, root)
    served, tracked = _of_repository(root, remote)
    address = archive.config.base_url or served
    entries = found_in(output) if output.is_dir() else []
    problems = [*misplaced, *look(entries, shown, archive.config, output)]
    if any(e.kind == "file" for e in entries):
        problems += [*_of_address(archive, base_url, served), *broken_links(entries, shown, output, address), *tracked]
        problems += leaks(entries, shown, output, root, archive, loaded.proposals)
    files = [e for e in entries if e.kind == "file"]
    return Ready(tuple(problems), shown, len(files), sum(e.size for e in files), address)


def _shown(output: Path, root: Path) -> str:
    return output.relative_to(root.resolve()).as_posix() if output.is_relative_to(root.resolve()) else str(output)


def _of_address(archive: Archive, given: str, served: str) -> list[Problem]:
    """What is amiss with where the site is said to be; `served` is where GitHub serves this repository by default."""
    base = archive.config.base_url
    place = archive.places.get(("config.yaml", ("base_url",)), Where("config.yaml"))
    if not (base or served):
        what = "nothing says where the site will be, so feeds, sitemap and the 404 page have no addresses"
        return [Problem("no-base-url", what, "write it: base_url: https://you.github.io/timeline/", place, "warning")]
    on_pages = (urlsplit(base).hostname or "").endswith(PAGES)
    if served and on_pages and not given and base.rstrip("/").lower() != served.rstrip("/").lower():
        what = f"base_url is {base}, but GitHub Pages serves this repository at {served}"
        return [Problem("wrong-base-url", what, f"write base_url: {served}", place)]
    return []


def _of_repository(root: Path, remote: str) -> tuple[str, list[Problem]]:
    """Where GitHub serves the site's repository, and the private files that git holds; nothing where there is no git."""
    try:
        with repository(root) as git:
            return published_at(git, remote), _tracked(git)
    except GitError:
        return "", []


def _tracked(git: Git) -> list[Problem]:
    problems = []
    for folder in _PRIVATE:
        # the user's own index: which files a push of the sources would make public
        listed = git.asked_of_index("ls-files", "-z", "--", folder).split(b"\0")
        names = [os.fsdecode(name) for name in listed if name and not name.endswith(b"/.gitkeep")]
        if names:
            what = f"git keeps {len(names):,} file{'' if len(names) == 1 else 's'} of {folder}/, which a public repository shows to everybody"
            hint = f"git rm -r --cached {folder}, and name it in .gitignore; older commits still hold them"
            problems.append(Problem("private-in-git", what, hint, Where(names[0]), "warning"))
    return problems
