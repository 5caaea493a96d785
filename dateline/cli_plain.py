"""A `build` without options, as the command line would do it and end it, but for the time that loading the command line takes."""

from __future__ import annotations

from pathlib import Path

from dateline.files import CannotWriteError, LockedError, writing
from dateline.pipeline.last import built, words_of
from dateline.pipeline.seen import Seen
from dateline.problem import has_errors


def build(site: str, seen: Seen | None) -> tuple[tuple[str, str, str], int]:
    """Build the site: what is to be said (see `words_of`), and the exit code."""
    root = Path(site)
    try:
        with writing(root):
            done, written = built(root, "", seen)
    except (CannotWriteError, LockedError) as error:
        return (f"Error: {error}\n", "", ""), 1
    return words_of(done, written), int(has_errors(done.problems))
