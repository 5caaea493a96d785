"""The way in. A plain `build` is done from here, without the command line, whose loading costs a third of a look at the files.

Where nothing has changed, no more than that look is needed. Whatever is not as plain goes on to dateline.cli.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
import time
from collections.abc import Sequence

TYPE_CHECKING = False  # see dateline.pipeline.index
if TYPE_CHECKING:
    from typing import NoReturn, TextIO

    from dateline.pipeline.seen import Seen

_SELDOM = 50_000, 50, 1000  # objects made between the collector's walks: what is loaded stays, and most of what is made too
_REFUSED = (errno.ENOSPC, errno.EIO, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))  # by what the output goes to
_UNUSUAL = ("GITHUB_ACTIONS", "DATELINE_BASE_URL")  # variables of which the command line knows more; so with those of completion


def main(prog_name: str | None = None) -> None:
    """Run the command that was given."""
    try:
        _run(prog_name)
    except OSError as error:
        if error.errno not in _REFUSED or error.filename:  # what is known of a file is told where it is written
            raise
        sys.stderr.write(f"Error: cannot write the output: {error.strerror}\n")
        _leave(1)


def _run(prog_name: str | None) -> None:
    started = time.perf_counter()
    site = _site_to_build(sys.argv[1:])
    if site is None:
        from dateline.cli import main as command_line

        command_line(prog_name=prog_name)
        return
    gc.set_threshold(*_SELDOM)
    try:
        seen = _seen(site)
        code, words = 0, seen.words_again() if seen else None
        if not words:
            _load_msgspec()
            from dateline.cli_plain import build

            words, code = build(site, seen)
    except KeyboardInterrupt:
        words, code = ("\nAborted!\n", "", ""), 1
    _say(words, time.perf_counter() - started)
    _leave(code)


def _site_to_build(arguments: Sequence[str]) -> str | None:
    """The folder of the site where the command is a plain `build` of one; None for any other."""
    folder = os.path.dirname(sys.argv[0]) if os.path.basename(sys.argv[0]) == "build.py" else ""  # noqa: PTH119, PTH120  (pathlib costs too much to load)
    rest = list(arguments)
    if "--site" in rest[:-1]:
        at = rest.index("--site")
        folder = rest[at + 1]
        del rest[at : at + 2]
    is_plain = rest in ([], ["build"]) and not any(value and (name in _UNUSUAL or name.endswith("_COMPLETE")) for name, value in os.environ.items())
    folder = folder or "."
    is_site = os.path.exists(f"{folder}/config.yaml") or os.path.isdir(f"{folder}/content")  # noqa: PTH110, PTH112  (else the command line says what is missing)
    return folder if is_plain and is_site else None


def _seen(site: str) -> Seen | None:
    """A look at the site; None where it was never built."""
    if not os.path.exists(f"{site}/.dateline/index.stamp"):  # noqa: PTH110
        return None
    from dateline.pipeline.seen import see

    return see(site)


def _load_msgspec() -> None:
    """Load what records are made of, without what it asks of typing_extensions: on our Pythons that is in `typing`, and loading it costs 7 ms."""
    name = "typing_extensions"
    if name in sys.modules:
        return
    sys.modules[name] = None  # type: ignore[assignment]  # as if it were not installed
    try:
        import msgspec  # noqa: F401
    except ImportError:  # one that cannot do without it is loaded as usual
        pass
    finally:
        del sys.modules[name]


def _say(words: Sequence[str], seconds: float) -> None:
    errors, before, behind = words
    try:
        _write(sys.stderr, errors)
        _write(sys.stdout, f"{before}{seconds:.1f}{behind}" if before else "")
    except BrokenPipeError:  # who reads has read enough; else Python complains once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _write(stream: TextIO | None, words: str) -> None:
    """Write and flush; `stream` is None where it was closed before the program began."""
    if stream is None:
        return
    try:
        stream.write(words)
    except UnicodeEncodeError:  # signs that a terminal or a pipe has no letters for
        stream.write(words.encode(stream.encoding, "backslashreplace").decode(stream.encoding))
    stream.flush()


def _leave(code: int) -> NoReturn:
    """End without taking down what the program holds: that costs as much as reading it did, and the system does it at once."""
    os._exit(code)
