"""Look over a built site for what GitHub Pages refuses or breaks on, and for what must not become public.

Takes the folder as it stands, whoever put files there. Pages says “no links, under 10 GB” for half of these; here each
has its own words.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dateline.model import Config
from dateline.problem import Problem, Where

MB = 1_000_000
BIG_FILE, MAX_FILE = 50 * MB, 100 * MB  # git on GitHub warns above the one and refuses above the other
BIG_SITE, MAX_SITE = 500 * MB, 1_000 * MB  # a deployment that takes long; the limit of Pages
MAX_NAME = 255  # bytes of one name: ext4, APFS, NTFS
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *", re.IGNORECASE)  # whatever comes after a dot
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_LEFT_OVER = re.compile(r"\.dateline-.*|.*~|.*\.(?:tmp|swp|bak|orig)|\.DS_Store|Thumbs\.db|desktop\.ini", re.IGNORECASE)
_ALL_MAY_READ, _ALL_MAY_ENTER = 0o004, 0o005


class Found(msgspec.Struct, frozen=True):
    """One entry below the output folder."""

    path: str  # POSIX, relative to the folder
    kind: str  # "file", "folder", "link" or "other"
    size: int = 0  # bytes
    mode: int = 0o777
    names: int = 1  # how many hard links the file has
    unread: str = ""  # why it cannot be looked into


def found_in(folder: Path) -> list[Found]:
    """Everything below the folder in order of path, links not followed; a `.git` at its top is no part of the site."""
    return sorted(_walk(folder, ""), key=lambda entry: entry.path)


def _walk(folder: Path, above: str) -> Iterator[Found]:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        yield Found(above.rstrip("/"), "folder", unread=(error.strerror or str(error)).lower())
        return
    for entry in entries:
        path = above + entry.name
        if path == ".git":
            continue
        status = entry.stat(follow_symlinks=False)
        kind = _kind(status.st_mode)
        yield Found(path, kind, status.st_size if kind == "file" else 0, stat.S_IMODE(status.st_mode), status.st_nlink if kind == "file" else 1)
        if kind == "folder":
            yield from _walk(Path(entry.path), f"{path}/")


def _kind(mode: int) -> str:
    table = ((stat.S_ISLNK, "link"), (stat.S_ISDIR, "folder"), (stat.S_ISREG, "file"))
    return next((name for is_kind, name in table if is_kind(mode)), "other")


def is_left_over(path: str) -> bool:
    """Whether a file is what an editor, a file manager or a crash left behind; `publish` leaves it out."""
    return bool(_LEFT_OVER.fullmatch(path.rpartition("/")[2]))


def look(entries: Sequence[Found], shown: str, config: Config, output: Path) -> list[Problem]:
    """What is wrong with the files themselves; `shown` is the folder as messages name it."""
    if not any(entry.kind == "file" for entry in entries):
        return [Problem("no-output", "there is no built site", "run `build` first", Where(shown))]
    paths = {entry.path for entry in entries}
    problems = [] if "index.html" in paths else [Problem("no-index", "there is no index.html at the top of the site", "run `build` again", Where(shown))]
    if ".nojekyll" not in paths:
        what = "there is no .nojekyll, so a branch is put through Jekyll, which drops and changes files"
        problems.append(Problem("no-nojekyll", what, "run `build` again", Where(shown), "warning"))
    for entry in entries:
        where = Where(f"{shown}/{printed(entry.path)}")
        problems += [p.at(where) for p in (*_of_kind(entry), *_of_name(entry), *_of_size(entry))]
    return [*problems, *_collisions(entries, shown), *_site_size(entries, shown), *_cname(paths, output, config, shown)]


def printed(path: str) -> str:
    """A path as a terminal can take it: control characters and bytes that are no text are escaped."""
    return "".join(c if c.isprintable() else f"\\x{ord(c) & 0xFF:02x}" for c in path)


def _of_kind(entry: Found) -> Iterator[Problem]:
    if entry.unread:
        yield Problem("unreadable-file", f"the folder cannot be read: {entry.unread}", "let everybody read it: chmod o+rx")
    if entry.kind == "link":
        yield Problem("link-in-output", "this is a symbolic link, which Pages refuses", "put a copy of the file there")
    if entry.kind == "other":
        yield Problem("not-a-file", "this is neither a file nor a folder", "take it away")
    if entry.names > 1:
        what = f"the file has {entry.names} names (hard links), which Pages may refuse"
        yield Problem("link-in-output", what, "put a copy of the file there", severity="warning")
    if os.name != "nt" and entry.kind in ("file", "folder") and not entry.unread:
        wanted, told = (_ALL_MAY_READ, "o+r") if entry.kind == "file" else (_ALL_MAY_ENTER, "o+rx")
        if entry.mode & wanted != wanted:
            what = f"only some users may read this {entry.kind} (mode {entry.mode:04o}), so Pages cannot"
            yield Problem("unreadable-file", what, f"let everybody read it: chmod {told}")


def _of_name(entry: Found) -> Iterator[Problem]:
    name = entry.path.rpartition("/")[2]
    if why := name_trouble(name):
        yield Problem("bad-file-name", f"'{printed(name)}' {why}", "rename it: letters, digits, hyphens, underscores and dots")
    elif entry.kind == "file" and is_left_over(entry.path):
        yield Problem("leftover-file", "this was left behind by a program and is no part of the site", "delete it", severity="warning")
    elif name.startswith(".") and entry.path != ".nojekyll":
        what = "the Pages workflow leaves out what begins with a dot"
        yield Problem("hidden-file", what, "give it a name without one, or set include-hidden-files in the workflow", severity="warning")


def name_trouble(name: str) -> str:
    """Why a file of this name cannot be on every system; "" when it can."""
    if any("\ud800" <= c <= "\udfff" for c in name):
        return "is not UTF-8"
    if found := _FORBIDDEN.search(name):
        return f"holds '{printed(found[0])}', which Pages and Windows refuse"
    if name.endswith((".", " ")):
        return "ends in a dot or a space, which Windows drops"
    if name.casefold() in (".git", "git~1"):
        return "is a name that git keeps for itself"
    if _DEVICE.fullmatch(name.partition(".")[0]):
        return "is the name of a device on Windows"
    return f"has more than {MAX_NAME} bytes" if len(name.encode()) > MAX_NAME else ""


def _of_size(entry: Found) -> Iterator[Problem]:
    told = f"the file has {entry.size / MB:,.0f} MB"
    if entry.size > MAX_FILE:
        yield Problem("large-file", f"{told}: git on GitHub refuses more than {MAX_FILE // MB}", "keep it elsewhere and link to it")
    elif entry.size > BIG_FILE:
        yield Problem("large-file", f"{told}, more than {BIG_FILE // MB}", "keep it elsewhere and link to it", severity="warning")


def _site_size(entries: Sequence[Found], shown: str) -> Iterator[Problem]:
    total = sum(entry.size for entry in entries)
    told = f"the site has {total / MB:,.0f} MB"
    largest = ", ".join(printed(e.path) for e in sorted(entries, key=lambda e: -e.size)[:3])
    if total > MAX_SITE:
        yield Problem("large-site", f"{told}: Pages holds at most {MAX_SITE // MB:,}", f"take out the largest: {largest}", Where(shown))
    elif total > BIG_SITE:
        yield Problem("large-site", f"{told}, more than {BIG_SITE // MB}", f"take out the largest: {largest}", Where(shown), "warning")


def _collisions(entries: Sequence[Found], shown: str) -> Iterator[Problem]:
    """Paths that macOS and Windows take for one; of two folders, the folders alone are told."""
    first: dict[str, str] = {}
    told: list[str] = []
    for entry in entries:
        other = first.setdefault(unicodedata.normalize("NFC", entry.path).casefold(), entry.path)
        if other != entry.path and not any(entry.path.startswith(f"{above}/") for above in told):
            told.append(entry.path)
            what = f"differs from {printed(other)} only in case or accents' form: macOS and Windows keep one of them"
            yield Problem("names-differ-by-case", what, "rename one of them", Where(f"{shown}/{printed(entry.path)}"))


def _cname(paths: set[str], output: Path, config: Config, shown: str) -> Iterator[Problem]:
    try:
        found = (output / "CNAME").read_bytes().decode("ascii", "replace").strip() if "CNAME" in paths else ""
    except OSError:
        return  # told as unreadable
    if found.lower() != config.domain and (found or config.domain):
        meant = f"the site's domain is '{config.domain}'" if config.domain else "config.yaml names no domain"
        what = f"CNAME holds '{printed(found)}', but {meant}" if found else f"CNAME is missing, so the site would lose {config.domain}"
        yield Problem("wrong-cname", what, "set `domain` in config.yaml to the one that is meant, and run `build`", Where(f"{shown}/CNAME"))
