"""The way in. A plain `build` of a site where nothing has changed is answered here, before the command line is loaded.

That costs as much again as the look at the files. Whatever is not as plain goes on to dateline.cli, with what was seen.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence

TYPE_CHECKING = False  # see dateline.pipeline.index
if TYPE_CHECKING:
    from dateline.pipeline.seen import Seen

_UNUSUAL = ("GITHUB_ACTIONS", "DATELINE_BASE_URL")  # variables of which the command line knows more; so with those of completion


def main(prog_name: str | None = None) -> None:
    """Run the command that was given."""
    started = time.perf_counter()
    site = _site_to_build(sys.argv[1:])
    seen = _seen(site) if site is not None else None
    if seen and (words := seen.words_again()):
        _say(words, time.perf_counter() - started)
        return
    from dateline.cli import main as command_line

    command_line(prog_name=prog_name, obj=seen)


def _site_to_build(arguments: Sequence[str]) -> str | None:
    """The site's folder where the command is a plain `build`; None for any other."""
    folder = os.path.dirname(sys.argv[0]) if os.path.basename(sys.argv[0]) == "build.py" else ""  # noqa: PTH119, PTH120  (pathlib costs too much to load)
    rest = list(arguments)
    if "--site" in rest[:-1]:
        at = rest.index("--site")
        folder = rest[at + 1]
        del rest[at : at + 2]
    is_plain = rest in ([], ["build"]) and not any(value and (name in _UNUSUAL or name.endswith("_COMPLETE")) for name, value in os.environ.items())
    return (folder or ".") if is_plain else None


def _seen(site: str) -> Seen | None:
    """A look at the site; None where it was never built."""
    if not os.path.exists(f"{site}/.dateline/index.stamp"):  # noqa: PTH110
        return None
    from dateline.pipeline.seen import see

    return see(site)


def _say(words: Sequence[str], seconds: float) -> None:
    errors, before, behind = words
    try:
        sys.stderr.write(errors)
        sys.stdout.write(f"{before}{seconds:.1f}{behind}")
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has read enough; else Python complains once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
