"""The clean texts of the saved copies that are there: what words are proven against."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from dateline.article import Given
from dateline.model import Archive
from dateline.problem import Problem
from dateline.store import content, saved_copies


def texts_of(root: Path, archive: Archive) -> dict[str, str]:
    """Source id → clean text of its newest saved copy, for the copies that are there."""
    copies = saved_copies(root)
    if not copies:
        return {}
    from dateline.pipeline.proofs import copy_file

    below = len(str(content(root) / "articles")) + 1
    there = {str(path)[below:].replace(os.sep, "/"): path for path in copies}
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
    from dateline.pipeline.readings import read_bytes, read_copy

    saved = read_bytes(path, name)
    given = msgspec.json.decode(said, type=Given) if said else Given()
    if isinstance(saved, Problem):
        return {}
    return {r.copy: r.article.text for r in read_copy(root, name, saved, given, archive.config.outlets)}
