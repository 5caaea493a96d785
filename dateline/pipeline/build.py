"""Check and build: content → problems, or pages on disk; only what changed is written, what went is removed.

A content error stops the build before the first page is written: the site on disk stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dateline.article import Given
from dateline.check import check
from dateline.config import StringsError, read_strings
from dateline.files import CannotWriteError, remove, write_atomic, write_page
from dateline.model import Archive
from dateline.pipeline.proofs import copy_file
from dateline.pipeline.readings import read_bytes, read_copy
from dateline.pipeline.refresh import refresh
from dateline.problem import Problem, Where, has_errors
from dateline.shipped import shipped
from dateline.store import content, load, saved_copies

if TYPE_CHECKING:
    import jinja2

    from dateline.render import Page

STRINGS = "strings.yaml"  # in templates/


class Built(msgspec.Struct, frozen=True):
    """What a check or a build found and did."""

    archive: Archive
    problems: tuple[Problem, ...] = ()
    output: str = ""  # the folder; "" when nothing was built
    pages: int = 0
    written: int = 0
    waiting: int = 0  # proposals that a person has not accepted


def check_site(root: Path, *, proposals: bool = False) -> Built:
    """All problems of the site's content, proven against the saved copies that are there."""
    loaded = load(root, proposals=proposals)
    problems = loaded.problems if has_errors(list(loaded.problems)) else (*loaded.problems, *check(loaded.archive, texts_of(root, loaded.archive)))
    return Built(loaded.archive, problems)


def texts_of(root: Path, archive: Archive) -> dict[str, str]:
    """Source id → clean text of its newest saved copy, for the copies that are there."""
    folder = content(root) / "articles"
    there = {p.relative_to(folder).as_posix(): p for p in saved_copies(root)}
    texts: dict[str, str] = {}
    read: dict[tuple[Path, str], dict[str, str]] = {}
    for name, source in archive.sources.items():
        receipt = archive.receipts.get(name)
        files = [c.file for c in receipt.copies] if receipt else list(source.copies)
        for copy in files:
            path = there.get(copy_file(copy))
            said = receipt.given.get(copy_file(copy), "") if receipt else ""
            if path and (path, said) not in read:  # once a file, though every page of an archive is a source
                read[path, said] = _texts_of(root, archive, path, copy_file(copy), said)
            if path and copy in read[path, said]:
                texts[name] = read[path, said][copy]
    return texts


def _texts_of(root: Path, archive: Archive, path: Path, name: str, said: str) -> dict[str, str]:
    """Copy → text of the articles in one saved file; none where it cannot be read."""
    saved = read_bytes(path, name)
    given = msgspec.json.decode(said, type=Given) if said else Given()
    if isinstance(saved, Problem):
        return {}
    return {r.copy: r.article.text for r in read_copy(root, name, saved, given, archive.config.outlets)}


def rendered(root: Path, archive: Archive, *, draft: bool = False) -> dict[str, bytes] | Problem:
    """Path → bytes of every file of the site; or what is wrong with a template or with the pages' words."""
    import jinja2

    try:
        return {page.path: page.content for page in pages_of(root, archive, draft=draft)}
    except jinja2.TemplateSyntaxError as error:
        where = Where(f"templates/{error.name}", error.lineno) if error.name else None
        return Problem("bad-template", f"the template cannot be read: {error.message}", "mend it, or remove it to use the shipped one", where)
    except jinja2.TemplateError as error:
        return Problem("bad-template", f"a template cannot be filled in: {error}", "mend it, or remove it to use the shipped one")
    except StringsError as error:
        return Problem("bad-strings", str(error), "mend templates/strings.yaml, or remove it to use the shipped words")


def pages_of(root: Path, archive: Archive, *, draft: bool = False) -> Iterable[Page]:
    """Every file of the site, rendered in memory."""
    from dateline.render import render

    strings = read_strings(shipped("templates") / STRINGS, root / "templates" / STRINGS)
    return render(archive, template_loader(root), static_files(root), strings=strings, draft=draft)


def template_loader(root: Path) -> jinja2.BaseLoader:
    """The site's own templates over the shipped ones; "shipped/event.html" always names the shipped one."""
    import jinja2

    ours = jinja2.FileSystemLoader(shipped("templates"))
    return jinja2.ChoiceLoader(
        [jinja2.FileSystemLoader(root / "templates"), ours, jinja2.PrefixLoader({"shipped": ours})]
    )


def static_files(root: Path) -> dict[str, bytes]:
    """Path below static/ → bytes, the site's own over the shipped ones."""
    found: dict[str, bytes] = {}
    for folder in (shipped("static"), root / "static"):
        if folder.is_dir():
            files = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))
            found.update({p.relative_to(folder).as_posix(): p.read_bytes() for p in files})
    return found


def build_site(root: Path) -> Built:
    """Read what is new in articles/ into proposals, check, and write the pages of what is accepted."""
    waiting, told = refresh(root)
    checked = check_site(root)
    problems = (*told, *checked.problems)
    if has_errors(problems):
        return Built(checked.archive, problems, waiting=waiting)
    output = output_folder(root, checked.archive.config.output)
    pages = rendered(root, checked.archive)
    if isinstance(pages, Problem):
        return Built(checked.archive, (*problems, pages), waiting=waiting)
    written = write_pages(root, output, pages)
    return Built(checked.archive, problems, str(output), len(pages), written, waiting)


def output_folder(root: Path, name: str) -> Path:
    """The folder that is published. Raises CannotWriteError for one that would overwrite the site itself."""
    output = (root / name).resolve()
    mine = [root.resolve() / part for part in ("content", "templates", "static")]
    if output == root.resolve() or output in root.resolve().parents or any(output == m or m in output.parents for m in mine):
        raise CannotWriteError(f"output '{name}' in config.yaml would overwrite the site itself: give a folder of its own")
    return output


def write_pages(root: Path, output: Path, pages: Mapping[str, bytes]) -> int:
    """Make the folder hold these pages; returns how many files changed.

    Files of an earlier build that are no longer made are removed, those that somebody else put there are left alone.
    """
    made = root / ".dateline" / "built.json"
    before = _built_before(made, output)
    for path in pages:
        if not (output / path).resolve().is_relative_to(output):
            raise CannotWriteError(f"the page {path} would lie outside {output}")
    written = sum(write_page(output / path, content) for path, content in pages.items())
    for path in before - pages.keys():
        target = output / path
        if target.resolve().is_relative_to(output):
            remove(target)
    listing = msgspec.json.encode({"output": str(output), "pages": sorted(pages)})
    write_atomic(made, listing)
    return written


def _built_before(made: Path, output: Path) -> set[str]:
    try:
        listing = msgspec.json.decode(made.read_bytes(), type=dict[str, str | list[str]])
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return set()
    return set(listing.get("pages", ())) if listing.get("output") == str(output) else set()


