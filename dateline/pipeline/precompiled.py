"""What the shipped templates were compiled to, kept beside them as Python keeps its own modules: in __pycache__.

To compile them all takes 0.2 s, half of what a first build of one event takes. They are trusted as Python's files in such folders are: they
belong to the program, and no site's folder is looked into. A file that is broken, or was made of another template or by another
program, is made anew. Where none can be written, or Python is told to keep none, none is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import cache_from_source
from pathlib import Path

import dateline
from dateline.files import CannotWriteError, write_page
from dateline.shipped import shipped

_OURS = ("render/compiler.py", "render/env.py", "render/quick.py", "render/runtime.py")  # what of the program shapes a template's code
_THEIRS = ("jinja2", "markupsafe")  # whole packages
_SIZE = 32  # bytes of the mark that a file begins with


def load(file: str, key: str) -> bytes | None:
    """The code of the template in this file, made of what the key says; None where there is none to be believed."""
    place = _place(file, key)
    try:
        kept = place.read_bytes() if place else b""
    except OSError:
        return None
    code = kept[_SIZE:]
    return code if code and kept[:_SIZE] == _mark(key, code) else None


def keep(file: str, key: str, code: bytes) -> None:
    """Put it where `load` looks for it, if the template is a shipped one."""
    place = None if sys.dont_write_bytecode else _place(file, key)
    if place:
        with contextlib.suppress(CannotWriteError):
            write_page(place, _mark(key, code) + code)


def _place(file: str, key: str) -> Path | None:
    """Where Python would keep a module that lay in place of the template; None for one that is not shipped, or where it keeps none."""
    if Path(file).parent != shipped("templates") or not _makers():
        return None
    try:
        return Path(cache_from_source(f"{file}.{key.partition(' ')[0]}.py"))
    except NotImplementedError:
        return None


def _mark(key: str, code: bytes) -> bytes:
    """The digest of the code and of all that it is made from."""
    return hashlib.blake2b(b"\0".join((_makers(), key.encode("utf-8", "surrogatepass"), code)), digest_size=_SIZE).digest()


@cache
def _makers() -> bytes:
    """The digest of all that makes code of templates, b"" where it cannot be read. It takes 1 ms, and loads none of it."""
    package = Path(dateline.__file__).parent
    files = [package / name for name in _OURS]
    for name in _THEIRS:
        spec = PathFinder.find_spec(name)
        files += sorted(Path(spec.origin).parent.glob("*.py")) if spec and spec.origin else [package / name]
    found = hashlib.blake2b(sys.version.encode())
    try:
        for path in files:
            found.update(path.read_bytes())
    except OSError:  # Python may run without its sources
        return b""
    return found.digest()
