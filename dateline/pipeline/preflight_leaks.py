"""What must not become public: saved articles and proposals, found in the built files by their bytes and their words.

Words are compared as words alone, without tags, case and punctuation, so that escaping hides nothing.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dateline.config import FILE as CONFIG
from dateline.files import sha256
from dateline.model import Archive, Record
from dateline.pipeline.preflight import Found, printed
from dateline.problem import Problem, Where
from dateline.shipped import shipped
from dateline.store import KINDS, content, record_path, saved_copies

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]*>")
_WORDY = frozenset({"title", "summary", "words", "passage", "name", "description", "according_to", "role", "reason", "note", "publisher"})
_TEXTS = (".html", ".xml", ".json", ".js", ".csv", ".txt", ".md", ".ics", ".yaml", ".yml", ".htm", ".svg")
_LEAST = 2  # words of a draft that tell it: a name has two
_STRETCH, _STRETCHES = 25, 8  # words in a row, and how many such from one article; no honest quotation is as long unaccepted
_MOST_READ = 4_000_000  # bytes of a saved copy whose words are compared; larger ones (archives) are known by their hash


class Secret(msgspec.Struct, frozen=True):
    """A run of words that may stand in no published file."""

    words: str  # " he said that " with a space at either end
    source: str  # the file it comes from, as shown
    code: str


def leaks(entries: Sequence[Found], shown: str, output: Path, site: Path, archive: Archive, proposals: Mapping[str, Record]) -> list[Problem]:
    """Every built file that holds a saved article, or words that only a proposal has; `archive` has the proposals merged in."""
    copies = _copies_by_hash(site, archive)
    secrets = _by_rarest(secrets_of(site, archive, proposals))
    problems = []
    for entry in entries:
        if entry.kind != "file":
            continue
        try:
            held = (output / entry.path).read_bytes()
        except OSError:
            continue  # told as unreadable
        where = Where(f"{shown}/{printed(entry.path)}")
        if held and (copy := copies.get(sha256(held))):
            what = f"this is the saved article {copy}, which is not to be published"
            problems.append(Problem("article-in-output", what, "take it out of static/, or of the output folder", where))
        elif entry.path.endswith(_TEXTS):
            problems += [_told(s).at(where) for s in _held(held, secrets)]
    return problems


def _told(secret: Secret) -> Problem:
    words = secret.words.strip()
    shown = words if len(words) <= 60 else words[:60].rpartition(" ")[0] + " …"
    if secret.code == "article-in-output":
        what = f"this holds a long stretch of the saved article {secret.source}: “{shown}”"
        return Problem("article-in-output", what, "quote no more than you need, and quote it in a record")
    what = f"this holds words of the draft {secret.source}: “{shown}”"
    return Problem("draft-in-output", what, "take the file away, or accept the proposal; `build` publishes accepted records alone")


def secrets_of(site: Path, archive: Archive, proposals: Mapping[str, Record]) -> list[Secret]:
    """The words of proposals and of saved copies that nothing accepted has."""
    records = _words(" . ".join(_accepted(site, archive, proposals)))
    public = _words(" . ".join([records, *archive.pages.values(), *_own_texts(site)]))
    found: dict[str, Secret] = {}
    for key, record in proposals.items():
        for text in _strings(msgspec.to_builtins(record)):
            words = _words(_TAG.sub(" ", text))
            if words.count(" ") > _LEAST and words not in public:
                found.setdefault(words, Secret(words, f"content/proposed/{key}.yaml", "draft-in-output"))
    for name, path in _saved(site).items():
        if path.stat().st_size <= _MOST_READ:
            text = path.read_bytes().decode("utf-8", "replace")
            for words in _stretches(_words(html.unescape(_TAG.sub(" ", text)))):
                if words not in records:
                    found.setdefault(words, Secret(words, name, "article-in-output"))
    return list(found.values())


def _accepted(site: Path, archive: Archive, proposals: Mapping[str, Record]) -> Iterator[str]:
    """The texts of accepted records; those that a proposal adds to are taken from their files."""
    for kind in KINDS:
        yield from _strings([record for name, record in getattr(archive, kind).items() if f"{kind}/{name}" not in proposals])
    files = (record_path(site, key) for key in proposals)
    yield from (path.read_bytes().decode("utf-8", "replace") for path in files if path.is_file())


def _stretches(words: str) -> Iterator[str]:
    """Runs of words spread evenly over a text, its first and last tenth left out: a page's own menu stands there."""
    every = words.split()
    start, end = len(every) // 10, len(every) - len(every) // 10 - _STRETCH
    if end > start:
        step = max(_STRETCH, (end - start) // _STRETCHES)
        yield from (f" {' '.join(every[at : at + _STRETCH])} " for at in range(start, end, step))


def _saved(site: Path) -> dict[str, Path]:
    return {p.relative_to(content(site) / "articles").as_posix(): p for p in saved_copies(site)}


def _copies_by_hash(site: Path, archive: Archive) -> dict[str, str]:
    """Hash → name of every saved article that is here, or that a receipt knows."""
    known = {copy.bytes_sha256: copy.file for receipt in archive.receipts.values() for copy in receipt.copies}
    return known | {_digest(path): name for name, path in _saved(site).items() if path.stat().st_size}


def _digest(path: Path) -> str:
    with path.open("rb") as file:  # piece by piece: an archive of pages may have gigabytes
        return hashlib.file_digest(file, "sha256").hexdigest()


def _own_texts(site: Path) -> Iterator[str]:
    """Texts that are public by nature: configuration, templates, scripts and styles, the site's own and the shipped."""
    folders = [folder / name for name in ("templates", "static") for folder in (site,)] + [shipped("templates"), shipped("static")]
    files = [site / CONFIG, *(p for f in folders if f.is_dir() for p in sorted(f.rglob("*")))]
    yield from (p.read_bytes().decode("utf-8", "replace") for p in files if p.is_file() and p.parent.name != "__pycache__")


def _strings(value: Any) -> Iterator[str]:
    """The texts of a record, or of many, that a reader would read."""
    if isinstance(value, msgspec.Struct):
        value = msgspec.to_builtins(value)
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(inner, str):
                yield from _strings(inner)
            elif key in _WORDY:
                yield inner
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for inner in value:
            yield from _strings(inner)


def _words(text: str) -> str:
    """The text as lower-case words with one space before and behind each."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _by_rarest(secrets: Sequence[Secret]) -> dict[str, list[Secret]]:
    """Each secret under the word that fewest others have, so that a file is compared with few."""
    often = Counter(word for secret in secrets for word in set(secret.words.split()))
    found: dict[str, list[Secret]] = {}
    for secret in secrets:
        found.setdefault(min(secret.words.split(), key=lambda word: (often[word], -len(word))), []).append(secret)
    return found


def _held(content_: bytes, secrets: Mapping[str, list[Secret]]) -> list[Secret]:
    """The first secret of each file of origin that these bytes hold."""
    text = content_.decode("utf-8", "replace").replace("\\n", " ")  # a line's end as JSON writes it
    words = _words(html.unescape(_TAG.sub(" ", text)))
    near = [s for word in set(words.split()) & secrets.keys() for s in secrets[word]]
    told: dict[str, Secret] = {}
    for secret in sorted(near, key=lambda s: (s.source, -len(s.words), s.words)):
        if secret.source not in told and secret.words in words:
            told[secret.source] = secret
    return list(told.values())
