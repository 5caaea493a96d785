"""Preview: the site in memory on 127.0.0.1, proposals marked, made anew when a file changes, open pages reloaded.

Pages ask for a number now and then: streams would hang the seventh tab of a browser. Answers only GET and HEAD under its
own host names, and only what was rendered: there is no folder to walk out of.
"""

from __future__ import annotations

import os
import socket
import socketserver
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from pathlib import Path

from dateline.answers import handler
from dateline.files import LockedError
from dateline.pipeline.editor import write_schemas
from dateline.pipeline.summary import count
from dateline.preview import Look, Preview, site_as_it_stands
from dateline.problem import Problem, Where
from dateline.watch import CODE, Watch

Say = Callable[[str], object]
Changes = set[tuple[str, str]]

_HALF_SAVED_S = 0.25  # a mistake is told only when it has stood so long: an editor may be in the middle of writing
_LOCKED_S = 0.3
_PORTS = 20  # tried one after another
_FREE_FOR_ALL = 1024  # ports below are the administrator's on most systems, so the next would be refused too
_SOCKET = "DATELINE_PREVIEW_SOCKET"  # the open socket, handed to the same program with new code
_LOAD_ALL = "import pathlib, importlib, sys\nhome = pathlib.Path(sys.argv[1])\nfor path in sorted(home.rglob('*.py')):\n    if path.stem not in ('__main__', '__init__'):\n        importlib.import_module('.'.join(path.relative_to(home.parent).with_suffix('').parts))\n"


class NoPortError(Exception):
    """Every port tried is taken; the message names them."""


class Server(ThreadingHTTPServer):
    """One thread a connection; those that are open do not keep the program from ending."""

    daemon_threads = True
    request_queue_size = 128  # twelve tabs that reload at once
    allow_reuse_address = os.name != "nt"  # there it would share a port that another program answers on

    def server_bind(self) -> None:
        """Bind without asking the name server who 127.0.0.1 is, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        """A browser that goes away in the middle of an answer is nothing to tell; anything else is."""
        if not isinstance(error := sys.exception(), ConnectionError | TimeoutError):
            sys.stderr.write(f"a request could not be answered: {type(error).__name__}: {error}\n")


def open_port(preview: Preview, port: int, say: Say) -> Server:
    """A server on the port or, when it is taken, the next free one. Raises NoPortError."""
    if descriptor := os.environ.pop(_SOCKET, ""):
        server = Server(("127.0.0.1", 0), handler(preview), bind_and_activate=False)
        server.socket.close()
        server.socket = socket.socket(fileno=int(descriptor))
        server.server_name, server.server_port = "127.0.0.1", server.socket.getsockname()[1]
        return server
    last = min(port + _PORTS - 1, 65535) if port else 0
    for candidate in range(port, last + 1):
        try:
            return Server(("127.0.0.1", candidate), handler(preview))
        except OSError as error:
            if isinstance(error, PermissionError) and candidate < _FREE_FOR_ALL:
                raise NoPortError(f"port {candidate} is kept for the system: choose one from {_FREE_FOR_ALL} on with --port, or --port 0 for any") from error
            say(f"port {candidate}: {(error.strerror or str(error)).lower()}" + (", trying the next" if candidate < last else ""))
    raise NoPortError(f"no free port from {port} to {last}: choose another with --port, or --port 0 for any")


def _file(label: str, path: str) -> str:
    """The file of a change, as messages show it; shipped templates count as the site's own."""
    place = label.removeprefix("shipped ")
    return f"{place}/{Path(path).as_posix()}" if path else place


class Renewal:
    """Looks at the site whenever it changes, and shows what it finds."""

    def __init__(self, root: Path, preview: Preview, say: Say, *, code: bool = False) -> None:
        self.root, self.preview, self.say = root, preview, say
        self.watch = Watch(root, code=code)
        self.code_changed = threading.Event()
        self._known: Look | None = None  # the latest whose pages could be made …
        self._since: set[str] = set()  # … and the files that changed after it
        self._told: frozenset[str] = frozenset()

    def first(self) -> None:
        """The first look; waits while another process writes to the site."""
        while (look := self._look(None)) is None:
            time.sleep(_LOCKED_S)
        self._show(look, 0.0)

    def forever(self, on_new_code: Callable[[], object] = bool) -> None:
        """Look again at every change."""
        changes: Changes = set()
        while True:
            changes |= self.watch.changed(_LOCKED_S if changes else float("inf"))
            if any(label == CODE for label, _ in changes) and self._new_code(on_new_code):
                return
            if not (changes := {c for c in changes if c[0] != CODE}):
                continue
            started = time.perf_counter()
            look = self._look(changes)
            if look is None:  # another process writes: look again when it has done
                continue
            if look.errors() and (more := self.watch.changed(_HALF_SAVED_S)):
                changes |= more
                continue
            self._show(look, time.perf_counter() - started)
            changes = set()

    def _look(self, changes: Changes | None) -> Look | None:
        """The site as it stands; None while another process writes to it. What did not change is not looked at again."""
        if changes is not None:
            self._since |= {_file(label, path) for label, path in changes}
        try:
            look = site_as_it_stands(self.root, self._known, self._since if self._known else None)
        except LockedError:
            return None
        if look.pages is not None:
            self._known, self._since = look, set()
        return look

    def _show(self, look: Look, seconds: float) -> None:
        first = not self.preview.shown.number
        self.preview.show(look)
        new = [text for p in look.problems if (text := str(p)) not in self._told and (p.severity == "error" or not first)]
        for text in new:
            self.say(text)
        self._told = frozenset(map(str, look.problems))
        warnings = sum(p.severity == "warning" for p in look.problems)
        if first and warnings:
            self.say(f"{count(warnings, 'warning')}: `check` lists them")
        if not first and look.pages is not None and not look.same:
            self.say(f"read again in {seconds:.2f} s")

    def _new_code(self, on_new_code: Callable[[], object]) -> bool:
        """Start again with the changed code if it can be loaded at all; else tell what is wrong with it."""
        if os.name == "nt":  # a process there cannot become another one and keep its terminal
            self.say("the program's code has changed: stop the preview and start it again to use it")
            return False
        wrong = wrong_with_code()
        if wrong is None:
            self.say("the program's code has changed: starting again")
            self.code_changed.set()
            on_new_code()
            return True
        shown = self.preview.shown
        self._show(Look((wrong,), base=shown.base), 0.0)
        return False


def wrong_with_code() -> Problem | None:
    """Why the package cannot be loaded as it stands on disk; None when it can."""
    package = Path(__file__).resolve().parent
    done = subprocess.run([sys.executable, "-c", _LOAD_ALL, str(package)], cwd=package.parent, capture_output=True, text=True, check=False)  # noqa: S603 — ourselves
    if done.returncode == 0:
        return None
    lines = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
    place = next((line.split('"') for line in reversed(lines) if line.lstrip().startswith("File ") and str(package) in line), None)
    where = None
    if place:
        where = Where(Path(place[1]).relative_to(package.parent).as_posix(), int("".join(c for c in place[2].split(",")[1] if c.isdigit())))
    return Problem("cannot-build", f"the changed code cannot be loaded: {lines[-1]}", "mend it: the preview goes on with the code from before", where)


def start(root: Path, port: int, say: Say) -> tuple[Server, Preview]:
    """A server that is ready to answer and a preview that follows the files of the site."""
    server, renewal = _start(root, port, say)
    threading.Thread(target=renewal.forever, daemon=True).start()
    return server, renewal.preview


def _start(root: Path, port: int, say: Say, *, code: bool = False) -> tuple[Server, Renewal]:
    preview = Preview()
    server = open_port(preview, port, say)
    renewal = Renewal(root, preview, say, code=code)
    renewal.first()
    return server, renewal


def serve(root: Path, port: int, *, open_browser: bool, say: Say) -> None:
    """Serve until Ctrl-C. Raises NoPortError."""
    again = bool(os.environ.get(_SOCKET))
    try:
        server, renewal = _start(root, port, say, code=True)
        write_schemas(root)
        address = f"http://127.0.0.1:{server.server_port}{renewal.preview.shown.base}"
        say(f"serving {address} (proposals marked; Ctrl-C stops)")
        if open_browser and not again:  # in a thread: a browser of the terminal returns only when it is left
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        threading.Thread(target=renewal.forever, args=(server.shutdown,), daemon=True).start()
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        say("stopped")
        sys.stdout.flush()
        os._exit(0)  # at once: freeing ten thousand pages one by one takes six seconds, and nothing waits to be written
    if renewal.code_changed.is_set():
        become_new(server)


def become_new(server: Server) -> None:
    """Become the same program with its new code; the port stays open, and who asks meanwhile waits."""
    os.set_inheritable(server.socket.fileno(), True)  # noqa: FBT003
    os.environ[_SOCKET] = str(server.socket.fileno())
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 — ourselves
