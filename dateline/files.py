"""Writing that never leaves half a file: atomic replacement, equal bytes untouched, one writer at a time.

The only module that writes below content/ and the output folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path


class CannotWriteError(Exception):
    """The disk refused: full, read-only, no permission. The message names the path; nothing was half-written."""


class LockedError(Exception):
    """Another process is writing to this site; the message names it."""


def write_atomic(path: Path, content: bytes) -> bool:
    """Put the bytes there whole or not at all; True if the file changed, False if it held them already.

    Raises CannotWriteError. The temporary file lies in the same folder, so that the rename cannot cross disks.
    """
    try:
        if path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".dateline-", dir=path.parent)
    except OSError as error:
        raise CannotWriteError(f"cannot write {path}: {error.strerror}") from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except OSError as error:
        _discard(temporary)
        raise CannotWriteError(f"cannot write {path}: {error.strerror}") from error
    return True


def copy_atomic(source: Path, path: Path) -> None:
    """Put a copy of a file there whole or not at all, whatever its size. Raises CannotWriteError."""
    temporary = path.with_name(f".dateline-{os.getpid()}-{path.name[:80]}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as given, temporary.open("wb") as file:
            shutil.copyfileobj(given, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        _discard(temporary)
        raise CannotWriteError(f"cannot write {path}: {error.strerror}") from error


def _discard(temporary: Path) -> None:
    with contextlib.suppress(OSError):  # the disk that refused to write may refuse this too; the first refusal is told
        temporary.unlink(missing_ok=True)


def _mode(path: Path) -> int:
    # mkstemp makes files that only their owner can read; a published page must be readable by the web server
    with contextlib.suppress(OSError):
        return path.stat().st_mode & 0o777
    return 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_page(path: Path, content: bytes) -> bool:
    """Like write_atomic without the wait for the disk: pages can be built anew, records cannot."""
    temporary = path.with_name(f".dateline-{os.getpid()}-{path.name[:80]}")
    try:
        if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        _discard(temporary)
        raise CannotWriteError(f"cannot write {path}: {error.strerror}") from error
    return True


def remove(path: Path) -> None:
    """Take the file away if it is there, and the folders that this leaves empty, up to two."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWriteError(f"cannot remove {path}: {error.strerror}") from error
    for folder in (path.parent, path.parent.parent):
        with contextlib.suppress(OSError):
            folder.rmdir()


@contextlib.contextmanager
def writing(root: Path) -> Iterator[None]:
    """Hold the site's lock while the block writes; raises LockedError when another process holds it.

    The operating system frees the lock when its holder dies, so a crash leaves nothing to clean up.
    """
    folder = root / ".dateline"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise CannotWriteError(f"cannot write {folder}: {error.strerror}") from error
    with file:
        try:
            _take(file.fileno())
        except OSError as error:
            file.seek(0)
            raise LockedError(f"process {file.read().strip() or '?'} is writing to {root}: wait for it to end") from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _take(descriptor: int) -> None:
    if os.name == "nt":  # Windows has no fcntl
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        return
    import fcntl

    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def sha256(content: bytes) -> str:
    """Hex digest of the bytes."""
    return hashlib.sha256(content).hexdigest()
