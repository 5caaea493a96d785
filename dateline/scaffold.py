"""`new DIR`: a site of its own, with every key of its configuration commented and a word on each folder."""

from __future__ import annotations

from pathlib import Path

from dateline.files import write_atomic
from dateline.schema import schemas
from dateline.shipped import shipped

_IGNORE = """# saved articles are usually somebody else's words: keep them out of a public repository;
# the receipts in content/receipts/ stand in for them
/content/articles/
# proposals are drafts until you accept them
/content/proposed/
# the built site, caches and the editor's schemas are made anew
/public/
/.dateline/
"""

_README = """# {title}

A source-linked timeline, kept with Dateline.

1. Save articles as files (HTML, Markdown, text) and read them:  `dateline import saved/*.html`
2. Look through content/proposed/ and correct what the reader found. `dateline serve` shows it, marked.
3. Take it over:  `dateline accept --all`, or name the ids.
4. Check and build:  `dateline check`, `dateline build`; the pages are in public/.

What you write in content/events/, people/, sources/ and pages/ is yours: import never changes it.
A template of your own in templates/ replaces the shipped one of the same name; begin with
`{{% extends "shipped/event.html" %}}` to change one block. Files in static/ replace shipped ones likewise.
"""

_ABOUT = """# About this timeline

Say here what this timeline covers, what gets in and who keeps it.

Every line names its source and links to the sentence; every quotation was found word for word in the saved article.
Being named here does not imply wrongdoing.
"""


def new_site(folder: Path, title: str = "") -> list[str]:
    """Write the files of a new site; their paths. Raises FileExistsError where the folder holds anything already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is there and not empty: choose another folder, or empty it yourself")
    name = title or folder.resolve().name.replace("-", " ").replace("_", " ").capitalize()
    files = {
        "config.yaml": config_text(name),
        ".gitignore": _IGNORE,
        "README.md": _README.format(title=name),
        "content/pages/about.md": _ABOUT,
        **{f".dateline/schema/{stem}.json": text for stem, text in schemas().items()},
    }
    for path, text in files.items():
        write_atomic(folder / path, text.encode())
    for empty in ("content/articles", "content/events", "content/people", "content/sources", "templates", "static"):
        (folder / empty).mkdir(parents=True, exist_ok=True)
    return sorted(files)


def config_text(title: str) -> str:
    """The shipped configuration with every key commented, and this title."""
    text = (shipped("examples") / "config.yaml").read_text(encoding="utf-8")
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("title: Timeline\n", f'title: "{quoted}"\n', 1)
