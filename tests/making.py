"""A site in a temporary folder and articles in our own words, built in a line: what the tests of the commands share.

The town, its papers and everybody in it are invented.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from dateline.article import Given
from dateline.cli import main
from dateline.pipeline.imports import Imported, import_files

ROOT = Path(__file__).resolve().parent.parent
MINE = ("articles", "proposed", "receipts")  # below content/: all that import may write

PIER = """The harbor board closed the old pier on Monday after an inspector found cracks in its piles.

“The pier was safe for nobody,” Clara Voss, the chairwoman of the harbor board, said at a meeting on Monday.

Tomas Reuter, who owns the ferry company, denied on Tuesday that his boats had damaged the pier. “Our boats never touched it,” Mr. Reuter said.
"""
SCHOOL = """The school board dismissed its treasurer, Ilse Brandt, on Friday after an audit of the lunch fund.

“I never took a coin that was not mine,” Ms. Brandt said in a statement on Saturday.

Two members of the board, who asked not to be named because the audit is not finished, said that the fund was empty on Thursday.
"""
BRIDGE = """The town council voted on Wednesday to sell the iron bridge to the railway for one crown.

“A bridge that nobody crosses is a very long shelf,” said Otto Lindgren, the mayor.

The railway declined to comment on Thursday.
"""
PIER_AGAIN = """Inspectors found cracks in the piles of the old pier, and the harbor board closed the pier on Monday.

Clara Voss, the chairwoman of the harbor board, said on Monday: “Nobody goes out on it until spring.”
"""


def article(body: str, *, title: str, published: str = "2024-05-15", publisher: str = "The Ashford Herald", url: str = "") -> str:
    """A saved article as Markdown with front matter."""
    head = {"title": title, "published": published, "publisher": publisher, "url": url}
    return "---\n" + "".join(f'{key}: "{value}"\n' for key, value in head.items() if value) + f"---\n\n{body}"


ARTICLES = {
    "pier.md": article(PIER, title="Old pier is closed", published="2024-05-15"),
    "school.md": article(SCHOOL, title="School board dismisses treasurer", published="2024-05-19", publisher="The Millbrook Courier"),
    "bridge.md": article(BRIDGE, title="Council sells bridge for a crown", published="2024-05-17", publisher="Ashford Radio"),
    "pier-again.md": article(PIER_AGAIN, title="Pier shut over cracks", published="2024-05-16", publisher="The Millbrook Courier"),
}


def put(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write the files, folders made as needed."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


def make_site(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """A site with nothing in it but these files."""
    site = folder / "site"
    (site / "content").mkdir(parents=True)
    put(site, {"config.yaml": "title: Ashford\n", **(files or {})})
    return site


def save(folder: Path, *names: str) -> list[Path]:
    """These of ARTICLES as files outside any site."""
    put(folder / "saved", {name: ARTICLES[name] for name in names})
    return [folder / "saved" / name for name in names]


def imported(site: Path, *names: str, given: Given | None = None) -> Imported:
    """Import these of ARTICLES."""
    return import_files(site, save(site.parent, *names), given or Given())


def add(site: Path, files: Mapping[str, str | bytes]) -> Imported:
    """Import files with this content."""
    put(site.parent / "saved", files)
    return import_files(site, [site.parent / "saved" / name for name in files], Given())


def tree(folder: Path, *, but: tuple[str, ...] = (".dateline",)) -> dict[str, str]:
    """Path → hash of every file below the folder, hidden ones too; those below `but` left out."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.is_symlink())
    told = {p.relative_to(folder).as_posix(): p for p in files}
    return {name: hashlib.sha256(p.read_bytes()).hexdigest() for name, p in told.items() if not name.startswith(but)}


def proposals(site: Path) -> dict[str, str]:
    """Key ("events/…") → text of every proposal."""
    folder = site / "content" / "proposed"
    return {p.relative_to(folder).with_suffix("").as_posix(): p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.yaml"))}


def proposed(site: Path, words: str, kind: str = "events") -> str:
    """The key of the one proposal of this kind whose file holds these words."""
    found = [key for key, text in proposals(site).items() if key.startswith(kind) and words in text]
    assert len(found) == 1, f"{len(found)} proposals hold “{words}”: {found}"
    return found[0]


def run(*args: object, stdin: str | bytes | None = None) -> Result:
    """The command in this process; an exception that is no exit goes through."""
    return CliRunner().invoke(main, [str(a) for a in args], input=stdin, catch_exceptions=False)


def start(*args: object, **more: str) -> subprocess.Popen[bytes]:
    """The command in a process of its own, its output kept."""
    command = [sys.executable, str(ROOT / "build.py"), *map(str, args)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **more})
