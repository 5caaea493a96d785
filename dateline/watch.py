"""What changed in a site: an alarm from the operating system, and the times and sizes of files to tell what it was about.

Measured on 2 cores (see bench/preview.py for the whole way of an edit): a look at all files takes 1 ms for the shipped
story and 72 ms for 14,000 files, so that looking alone would be 7 s late to stay under 1 % of one processor. watchfiles (2 MB
on disk with what it needs) wakes in 25 to 50 ms at 0.1 to 0.3 %, whatever the size. Where the system gives no alarm, as
on some network disks, a look now and then finds the change all the same.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import dateline
from dateline.shipped import shipped

Stamps = Mapping[tuple[str, str], tuple[int, int]]  # (label, path below its folder) → time of change in ns, size

CODE, CONFIG, CONTENT, LOOKS = "code", "config.yaml", "content", ("templates", "static")
_STEP_MS = 30  # an editor's second write follows its first within that, so that most files are seen whole
_BEAT_MS = 200
_SHARE_WITH_ALARM, _SHARE_ALONE = 0.001, 0.008  # of one processor, for looking without a cause
_LEAST_S = (3.0, 0.3)  # between two such looks, with an alarm and without one
_UNREAD = ("receipts",)  # below content/: written by what we ourselves do


class Watch:
    """What has changed since it was last asked."""

    def __init__(self, root: Path, *, code: bool = False) -> None:
        self._folders = folders_of(root, code=code)
        self._config = root / CONFIG
        self._seen, self._watched = stamps(self._folders, self._config)
        self._events: Iterator[object] | None = None
        self._alarm = True  # whether the system can give one
        self._next_look = 0.0

    def changed(self, within_s: float = float("inf")) -> set[tuple[str, str]]:
        """(label, path) of all that changed, came or went; waits for it, at the most so long: then nothing."""
        end = time.monotonic() + within_s
        while True:
            if self._touched(min(_BEAT_MS / 1000, max(0.0, end - time.monotonic()))) or time.monotonic() >= self._next_look:
                found = self._look()
                if found:
                    return found
            if time.monotonic() >= end:
                return set()

    def _look(self) -> set[tuple[str, str]]:
        started = time.thread_time()
        now, folders = stamps(self._folders, self._config)
        cost = time.thread_time() - started
        share, least = (_SHARE_WITH_ALARM, _LEAST_S[0]) if self._alarm else (_SHARE_ALONE, _LEAST_S[1])
        self._next_look = time.monotonic() + max(least, cost / share)
        if folders != self._watched:
            self._watched, self._events, self._alarm = folders, None, True
            self._next_look = 0.0  # what came between this look and the new alarm
        found = {key for key in now.keys() | self._seen.keys() if now.get(key) != self._seen.get(key)}
        self._seen = now
        return found

    def _touched(self, wait_s: float) -> bool:
        """Whether the system says that something was written; waits for it a moment."""
        if self._alarm:
            try:
                self._events = self._events or _events(self._watched)
                return bool(next(self._events))
            except (OSError, RuntimeError, StopIteration):  # this user may have no more watches, or a folder went just now
                self._events, self._alarm = None, False
        time.sleep(wait_s)
        return False


def _events(folders: frozenset[str]) -> Iterator[object]:
    """What was written in these folders, as it happens; an empty set every moment in which nothing was."""
    from watchfiles import watch

    there = [folder for folder in sorted(folders) if Path(folder).is_dir()]
    return watch(*there, recursive=False, watch_filter=None, step=_STEP_MS, debounce=_STEP_MS * 8, rust_timeout=_BEAT_MS, yield_on_timeout=True, raise_interrupt=False)


def folders_of(root: Path, *, code: bool) -> dict[str, Path]:
    """Label → folder of all that a site is made of; in a clone the shipped files can change too, and with `code` the program."""
    found = {name: root / name for name in (CONTENT, *LOOKS)}
    package = Path(dateline.__file__).resolve().parent
    if not shipped("templates").is_relative_to(package):
        found |= {f"shipped {name}": shipped(name) for name in LOOKS if shipped(name) != found[name].resolve()}
        found |= {CODE: package} if code else {}
    return found


def stamps(folders: Mapping[str, Path], config: Path) -> tuple[Stamps, frozenset[str]]:
    """The time and size of each file that is read, and the folders in which a change would be one."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    watched = {str(config.parent)}
    for label, folder in folders.items():
        walked: set[str] = set()
        for entry in _walk(str(folder), walked):
            stamp = _stamp(entry)
            if stamp and _is_read(label, entry.name):
                found[label, os.path.relpath(entry.path, folder)] = stamp
        watched |= walked
    if stamp := _stamp(config):
        found[CONFIG, ""] = stamp
    return found, frozenset(watched)


def _walk(folder: str, walked: set[str]) -> Iterator[os.DirEntry[str]]:
    """The files below; `walked` gets the folders, each once, so that a link to a folder above ends the walk."""
    waiting = [folder]
    real: set[str] = set()
    while waiting:
        here = waiting.pop()
        if (place := os.path.realpath(here)) in real:
            continue
        real.add(place)
        try:
            entries = list(os.scandir(here))
        except OSError:  # gone, or not ours to read
            continue
        walked.add(here)
        for entry in entries:
            if entry.name.startswith((".", "#")) or entry.name in ("__pycache__", "node_modules"):
                continue
            if _is_folder(entry):
                waiting += [entry.path] if entry.name not in _UNREAD else []
            else:
                yield entry


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _stamp(entry: os.DirEntry[str] | Path) -> tuple[int, int] | None:
    try:
        stat = entry.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


def _is_read(label: str, name: str) -> bool:
    """Whether the program reads a file of that name: no editor's temporary file, and of code only code."""
    return name.endswith(".py") if label == CODE else not name.endswith(("~", ".swp", ".swx", ".swo", ".tmp", ".bak"))
