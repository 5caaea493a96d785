"""One file of content/ → its record as bytes, or what is wrong with it: what `store.load` does with every file.

What a file gives depends on nothing but its bytes, so it can be kept for as long as the file is as it was.
"""

from __future__ import annotations

import codecs
import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from dateline.packed import pack
from dateline.problem import Problem, Where
from dateline.yamlfile.plain import read_plain

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe would be waited for without end
_NO_FILE = (errno.ENOENT, errno.ELOOP, errno.ENXIO)  # a link that leads nowhere, a socket
MAX_BYTES = 2_000_000  # the largest record of a real timeline has 40,000


class Filed(msgspec.Struct, frozen=True):
    """What reading one file gave: a record or problems."""

    packed: bytes = b""  # the record as the file says it; b"" where it cannot be read
    problems: tuple[Problem, ...] = ()


Known = Callable[[str], Filed | None]  # a file as messages show it → what it gave before


def read_filed(path: str, shown: str, form: type[msgspec.Struct]) -> Filed:
    """The record in the file; of JSON where `form` is none that people write."""
    text = read_text(path, shown)
    if isinstance(text, Problem):
        return Filed(problems=(text,))
    return _yaml(text, shown, form) if shown.endswith(".yaml") else _json(text, shown, form)


def read_text(path: str, shown: str) -> str | Problem:
    """The text of a file, or why there is none."""
    try:
        found = _bytes_of(path)
        if found is None:
            return _problem("not-a-file", "this is not a regular file", "move it away, or give it another ending", shown)
        if len(found) > MAX_BYTES:
            return _problem("too-large", f"the file has more than {MAX_BYTES:,} bytes", "split it", shown)
        return found.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        return _problem("not-utf-8", f"the file is not UTF-8 text (byte {error.start})", "save it as UTF-8", shown)
    except OSError as error:
        return _problem("cannot-read", f"the file cannot be read: {error.strerror}", "", shown)


def _bytes_of(path: str) -> bytes | None:
    """The bytes of a regular file, of a large one only so many that it can be seen; None where it is a folder, a pipe …

    Plain system calls: half as long as an open file object, for 20,000 files a tenth of a second.
    """
    try:
        file = os.open(path, _READ)
    except OSError as error:
        if error.errno in _NO_FILE or Path(path).is_dir():
            return None
        raise
    try:
        told = os.fstat(file)
        if not stat.S_ISREG(told.st_mode):
            return None
        wanted = min(told.st_size, MAX_BYTES + 1)
        found = os.read(file, wanted)
        while len(found) < wanted and (more := os.read(file, wanted - len(found))):  # a disk on the net may give less at once
            found += more
        return found
    finally:
        os.close(file)


def wrong_ending(shown: str) -> Problem:
    """What is told of a record's file that is not looked for."""
    name = shown.rpartition("/")[2].rpartition(".")[0]
    return _problem("not-yaml-ending", "records end in .yaml, so this file is not read", f"rename it to {name}.yaml", shown)


def _yaml(text: str, shown: str, form: type[Any]) -> Filed:
    plain = read_plain(form, text)
    if plain is not None:
        return Filed(pack(plain))
    from dateline.yamlfile.read import (
        read_record,  # which costs as much to load as a hundred plain files to read
    )

    record, _, problems = read_record(form, text, shown)
    return Filed(pack(record) if record else b"", problems)


def _json(text: str, shown: str, form: type[msgspec.Struct]) -> Filed:
    try:
        return Filed(pack(msgspec.json.decode(text, type=form)))
    except (msgspec.DecodeError, OverflowError) as error:  # a number that no file's place can have
        hint = "take it from version control, or delete it and run import again with the saved copy present"
        return Filed(problems=(_problem("receipt-unreadable", f"the receipt cannot be read: {error}", hint, shown),))


def _problem(code: str, what: str, hint: str, shown: str) -> Problem:
    return Problem(code, what, hint, Where(shown))
