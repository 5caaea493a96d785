"""Writing that never leaves half a file: atomic replacement, equal bytes untouched, one writer at a time.

The only module that writes below content/ and the output folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO

TEMPORARY = ".dateline-"  # how the names of files begin that are being written


class CannotWriteError(Exception):
    """The disk refused: full, read-only, no permission. The message names the path; nothing was half-written."""

    @classmethod
    def aside(cls, error: OSError) -> CannotWriteError:
        """What a build puts aside below .dateline, in files without a name of their own, was refused."""
        return cls(f"cannot write below .dateline: {error.strerror}")


def is_text(name: str) -> bool:
    """Whether the name of a file or folder is UTF-8 text, as an address is."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def insist_on_text(root: Path) -> None:
    """Raises CannotWriteError for a site whose path is not UTF-8 text."""
    if not is_text(path := os.path.realpath(root)):
        raise CannotWriteError(f"the path {readable(path)} is not UTF-8 text, as lists of pages are: move the site to another folder")


def readable(name: str) -> str:
    """The name with signs in place of what is no text."""
    return name.encode(errors="backslashreplace").decode()


class LockedError(Exception):
    """Another process is writing to this site; the message names it."""


def write_atomic(path: Path, content: bytes) -> bool:
    """Put the bytes there whole or not at all; True if the file changed, False if it held them already.

    Raises CannotWriteError. They have reached the disk before the old file goes.
    """
    return not _holds(path, content) and _put(path, lambda file: file.write(content), sync=True)


def write_page(path: Path, content: bytes) -> bool:
    """Like write_atomic without the wait for the disk: pages can be built anew, records cannot."""
    return not _holds(path, content) and _put(path, lambda file: file.write(content), sync=False)


def copy_atomic(source: Path, path: Path) -> None:
    """Put a copy of a file there whole or not at all, whatever its size. Raises CannotWriteError."""
    import shutil

    def fill(file: BinaryIO) -> None:
        with source.open("rb") as given:
            shutil.copyfileobj(given, file)

    _put(path, fill, sync=True)


def write_pieces(path: Path, pieces: Iterable[bytes], *, sync: bool = True) -> None:
    """Put the pieces there one behind another, whole or not at all; they are never held together. Raises CannotWriteError.

    Without `sync` there is no wait for the disk: for what can be made anew.
    """

    def fill(file: BinaryIO) -> None:
        file.writelines(pieces)

    _put(path, fill, sync=sync)


def append_lines(path: Path, lines: bytes) -> None:
    """Put lines behind what the file holds, for good. Raises CannotWriteError; a last line that was cut off may be left."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CannotWriteError(f"cannot write {path}: {error.strerror}") from error


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError as error:
        raise CannotWriteError(f"cannot write {path}: {error.strerror}") from error


def _put(path: Path, fill: Callable[[BinaryIO], object], *, sync: bool) -> bool:
    """Fill a temporary file and give it the path's name; True. It lies in the same folder, so that no rename crosses disks."""
    temporary = path.with_name(f"{TEMPORARY}{os.urandom(8).hex()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            fill(file)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):  # a new file has the mode that the user's files have
            temporary.chmod(path.stat().st_mode & 0o777)
        temporary.replace(path)
    except OSError as error:
        raise CannotWriteError(f"cannot write {path}: {error.strerror}") from error
    finally:
        discard(temporary)
    return True


def discard(temporary: Path) -> None:
    """Take away a file that nobody needs, without a word where that cannot be done."""
    with contextlib.suppress(OSError):  # the disk that refused to write may refuse this too; the first refusal is told
        temporary.unlink(missing_ok=True)


def let_go(file: IO[bytes]) -> None:
    """Close it; what a full disk did not take was told when it was written, and is not told again."""
    with contextlib.suppress(OSError):
        file.close()


def sweep(folder: Path) -> None:
    """Take away what writers that were killed left half-written below the folder; only for who holds the site's lock."""
    for path in list(folder.rglob(f"{TEMPORARY}*")) if folder.is_dir() else ():
        if not path.is_dir():
            discard(path)


def sweep_folders(folder: Path) -> None:
    """Likewise the folders in which a build puts aside what is not whole yet."""
    for path in folder.glob(f"{TEMPORARY}*"):
        if path.is_dir() and not path.is_symlink():
            import shutil

            shutil.rmtree(path, ignore_errors=True)


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

    The operating system frees the lock when its holder dies; its number is still in the file then, and what it left half-written goes.
    """
    insist_on_text(root)
    folder = root / ".dateline"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("ab+", buffering=0)  # nothing is left to be written when it is closed on a full disk
    except OSError as error:
        raise CannotWriteError(f"cannot write {folder}: {error.strerror}") from error
    with file:
        try:
            _take(file.fileno())
        except OSError as error:
            file.seek(0)
            raise LockedError(f"process {file.read().decode().strip() or '?'} is writing to {root}: wait for it to end") from error
        file.seek(0)
        died = bool(file.read())  # who ends well leaves an empty file
        try:
            file.truncate(0)
            file.write(str(os.getpid()).encode())
        except OSError as error:
            raise CannotWriteError(f"cannot write {folder / 'lock'}: {error.strerror}") from error
        if died:
            sweep(root / "content")
            sweep_folders(folder)
        yield
        file.truncate(0)


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
