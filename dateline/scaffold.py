"""`new DIR`: a site of its own, copied from the shipped scaffold/, with its name, address and repository filled in.

All is written or nothing is: what was made is taken away again when the disk refuses or the user breaks off.
"""

from __future__ import annotations

import configparser
import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from dateline.files import write_atomic
from dateline.pipeline.address import pages_address, what_is_wrong
from dateline.pipeline.editor import schema_files
from dateline.shipped import shipped

_EMPTY = ("articles", "events", "people", "sources")  # below content/
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_GIT_HOST = re.compile(r"(?:https?://|ssh://|git@)[^\s/:]+[/:]\S+")
_PAGES = re.compile(r"https://([a-z0-9-]+)\.github\.io/([\w.-]*)/?", re.IGNORECASE)


class Wanted(msgspec.Struct, frozen=True):
    """What is known of a new site; "" where it is not known yet."""

    title: str = ""
    base_url: str = ""
    repository: str = ""  # owner/name on GitHub, or the address of another host


def new_site(folder: Path, wanted: Wanted | None = None) -> list[str]:
    """Write the files of a new site; their paths. Raises FileExistsError where the folder holds anything but a fresh .git."""
    refuse_taken(folder)
    known = wanted or Wanted()
    files = dict(_files(msgspec.structs.replace(known, title=known.title or title_of(folder))))
    made: list[Path] = []
    try:
        for path in (folder, *(folder / "content" / name for name in _EMPTY)):
            _make(path, made)
        for name, content in files.items():
            _make((folder / name).parent, made)
            made.append(folder / name)
            write_atomic(folder / name, content)
    except BaseException:
        _take_back(made)
        raise
    return sorted(files)


def refuse_taken(folder: Path) -> None:
    """Raise FileExistsError unless a new site can be made there: no folder, an empty one, or one with a fresh .git alone."""
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise FileExistsError(f"{folder} is there and no folder: choose another name")
    if any(entry.name != ".git" for entry in folder.iterdir()) or (folder / ".git" / "index").exists():
        raise FileExistsError(f"{folder} is there and not empty: choose another folder, or empty it yourself")


def _make(folder: Path, made: list[Path]) -> None:
    for path in (*reversed(folder.parents), folder):
        if not path.exists():
            path.mkdir()
            made.append(path)


def _take_back(made: list[Path]) -> None:
    for path in reversed(made):
        with contextlib.suppress(OSError):  # what cannot be taken away is left; the first failure is told
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink(missing_ok=True)


def _files(wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file: the shipped ones, those with slots filled, and the editor's schemas."""
    home = shipped("scaffold")
    filled = {"config.yaml": config_text, "README.md": readme_text}
    for path in sorted(p for p in home.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        name = path.relative_to(home).as_posix()
        text = path.read_text(encoding="utf-8")
        yield ".gitignore" if name == "gitignore" else name, (filled[name](text, wanted) if name in filled else text).encode()
    yield from schema_files().items()


def config_text(text: str, wanted: Wanted) -> str:
    """The shipped configuration with what is known set, every other key commented."""
    contact = f"https://github.com/{wanted.repository}/issues" if _REPOSITORY.fullmatch(wanted.repository) else ""
    known: Mapping[str, str] = {"title": wanted.title, "base_url": wanted.base_url, "contact": contact}
    for key, value in known.items():
        if value:
            text = re.sub(rf"(?m)^(?:# )?{key}: .*$", lambda _: f"{key}: {json.dumps(value, ensure_ascii=False)}", text, count=1)  # noqa: B023 — called at once
    return text


def readme_text(text: str, wanted: Wanted) -> str:
    """The owner's README, with the way to publish that fits what is known."""
    if wanted.repository:
        remote = f"https://github.com/{wanted.repository}.git" if _REPOSITORY.fullmatch(wanted.repository) else wanted.repository
        settings = f"[the repository's settings](https://github.com/{wanted.repository}/settings/pages)" if _REPOSITORY.fullmatch(wanted.repository) else "the repository's settings"
    else:
        remote, settings = "https://github.com/YOU/REPOSITORY.git", "the repository's *Settings → Pages*"
    address = f"The pages are then at {wanted.base_url}." if wanted.base_url else "GitHub says there at which address the pages are."
    publish = (
        f"Make an empty repository on GitHub, and once, in {settings}, choose *GitHub Actions* as the source. Then:\n\n"
        f"```sh\ngit init -b main && git add . && git commit -m 'Begin'\ngit remote add origin {remote}\ngit push -u origin main\n```\n\n"
        f"From then on every push is checked, built and published by `.github/workflows/pages.yml`. {address}"
    )
    return text.replace("{title}", wanted.title.replace("<", "&lt;")).replace("{publish}", publish)


def title_of(folder: Path) -> str:
    """The name of a site that nobody has named: its folder's, as words."""
    words = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words and words.isprintable() else "Timeline"


def repository_of(folder: Path) -> str:
    """The repository that a fresh .git names as its origin; "" where it names none."""
    read = configparser.ConfigParser(strict=False, interpolation=None)
    with contextlib.suppress(OSError, configparser.Error, UnicodeDecodeError):  # not ours to mend: then it is asked
        read.read(folder / ".git" / "config", encoding="utf-8")
        return short_repository(read.get('remote "origin"', "url", fallback=""))
    return ""


def address_of(repository: str) -> str:
    """Where GitHub Pages serves a repository (owner/name); "" for any other host."""
    return pages_address(f"https://github.com/{repository}") if _REPOSITORY.fullmatch(repository) else ""


def repository_at(base_url: str) -> str:
    """The repository whose pages GitHub serves at this address; "" for any other address."""
    found = _PAGES.fullmatch(base_url)
    return f"{found[1]}/{found[2] or f'{found[1]}.github.io'}" if found else ""


def short_repository(text: str) -> str:
    """A repository as owner/name where it is on GitHub, else as it was given."""
    found = re.fullmatch(r"(?:https?://(?:[^@/\s]*@)?|ssh://git@|git@)?github\.com[:/]([\w-]+/[\w.-]+?)(?:\.git)?/?", text.strip())
    return found[1] if found else text.strip()


def wrong_title(text: str) -> str:
    """What keeps this from being a title; "" when nothing does."""
    return "" if text.strip() and text.isprintable() else "write it in one line, of letters that can be printed"


def wrong_address(text: str) -> str:
    """What keeps this from being the address of a site, and what to write; "" when nothing does."""
    why = what_is_wrong(text) or ("" if " " not in text and not urlsplit(text).username else "it holds a space or a name before an @")
    return f"'{text}' cannot be the address of a site, {why}: write it whole, as https://you.github.io/timeline/" if why else ""


def wrong_repository(text: str) -> str:
    """What keeps this from being a repository, and what to write; "" when nothing does."""
    short = short_repository(text)
    return "" if _REPOSITORY.fullmatch(short) or _GIT_HOST.fullmatch(short) else f"'{text}' is no repository: write owner/name, or the whole address that git knows"
