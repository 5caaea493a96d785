"""The schemas that an editor reads, in .dateline/schema/ of a site: kept out of git, so a clone gets them from here."""

from __future__ import annotations

import contextlib
from pathlib import Path

from dateline.files import CannotWriteError, write_atomic
from dateline.schema import schemas


def schema_files() -> dict[str, bytes]:
    """Path in the site → content of each schema."""
    return {f".dateline/schema/{stem}.json": text.encode() for stem, text in schemas().items()}


def write_schemas(root: Path) -> None:
    """Make the site's schemas those of this version, where the disk allows it."""
    with contextlib.suppress(CannotWriteError):  # an editor without help is no reason to stop
        for name, content in schema_files().items():
            write_atomic(root / name, content)
