"""Preview: the site in memory on 127.0.0.1, proposals marked, rebuilt when a file changes, open pages reloaded.

Pages poll a version number: streams would hang the seventh tab of a browser. Answers only GET and HEAD under its own
host names, and only what was rendered: there is no folder to walk out of.
"""

from __future__ import annotations

import html
import mimetypes
import re
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

from dateline.files import CannotWriteError, LockedError, writing
from dateline.pipeline.build import check_site, rendered
from dateline.pipeline.refresh import refresh
from dateline.problem import Problem, has_errors
from dateline.shipped import shipped

_WATCH_S = 0.5  # seconds between looks at the files; a look at 3,000 files takes 15 ms
_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_PORT = re.compile(r":\d+\Z")
_VERSION, _SCRIPT = "-/version", "-/reload.js"
_RELOAD = b"""(function () {
  var seen = null
  setInterval(function () {
    fetch('/-/version').then(function (r) { return r.text() }).then(function (now) {
      if (seen !== null && now !== seen) location.reload()
      seen = now
    }).catch(function () {})
  }, 1000)
})()
"""
_MESSAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Cannot build</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}pre{white-space:pre-wrap}</style>
<h1>The site cannot be built</h1><p>Mend this and the page comes back by itself.</p><pre>%s</pre><script src="/-/reload.js"></script></html>"""


class Preview:
    """The rendered site as it stands, shared by the watcher and the requests."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.version = 0
        self.pages: dict[str, bytes] = {}
        self.problems: tuple[Problem, ...] = ()

    def rebuild(self) -> bool:
        """Render again; after a mistake the message takes the place of the pages, and the server goes on.

        False while another process writes to the site: then the pages stay, and it is to be tried again.
        """
        try:
            with writing(self.root):
                refresh(self.root)
            self._render()
        except LockedError as error:
            if not self.pages:
                self.problems = (Problem("cannot-build", str(error)),)
            return False
        except (CannotWriteError, OSError) as error:  # OSError: a file that went away while it was read
            self.problems = (Problem("cannot-build", str(error)),)
        self.version += 1
        return True

    def _render(self) -> None:
        checked = check_site(self.root, proposals=True)
        if has_errors([p for p in checked.problems if not _is_of_proposal(p)]):
            self.problems = checked.problems
            return
        pages = rendered(self.root, checked.archive, draft=True)
        if isinstance(pages, Problem):
            self.problems = (*checked.problems, pages)
            return
        self.pages, self.problems = pages, checked.problems

    def blocked(self) -> str:
        """The errors that keep pages from being shown, as text; "" when the pages are good."""
        blocking = [p for p in self.problems if p.severity == "error" and not _is_of_proposal(p)]
        return "\n".join(str(p) for p in blocking)

    def page(self, path: str) -> bytes | None:
        """The file of an address: index.html for a folder."""
        name = path.strip("/")
        for candidate in (name, f"{name}/index.html".lstrip("/")):
            if candidate in self.pages:
                return self.pages[candidate]
        return None


def _is_of_proposal(problem: Problem) -> bool:
    return bool(problem.where and "/proposed/" in problem.where.path)


def fingerprint(root: Path) -> int:
    """A number that changes when a file of the site, or of the shipped templates, does."""
    return hash(tuple(sorted(_stamps(root))))


def _stamps(root: Path) -> Iterator[tuple[str, int, int]]:
    folders = [root / "content", root / "templates", root / "static", shipped("templates"), shipped("static")]
    own = (root / "content" / "proposed", root / "content" / "receipts")
    files = [root / "config.yaml", *(p for f in folders if f.is_dir() for p in f.rglob("*"))]
    for path in files:
        try:
            stat = path.stat()
        except OSError:
            continue
        if path.is_file() and (path.suffix == ".yaml" or not any(o in path.parents for o in own)):
            yield str(path), stat.st_mtime_ns, stat.st_size


def _watch(preview: Preview, last: int, say: Callable[[str], object]) -> None:
    while True:
        time.sleep(_WATCH_S)
        now = fingerprint(preview.root)
        # `last` is from before the rebuild, so that what is saved during it is seen; our own proposals cost one more
        if now != last and preview.rebuild():
            last = now
            say(preview.blocked() or "rebuilt")


def _handler(preview: Preview) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        server_version = "dateline"
        sys_version = ""

        def do_GET(self) -> None:
            self._answer()

        def do_HEAD(self) -> None:
            self._answer()

        def _answer(self) -> None:
            if _PORT.sub("", self.headers.get("Host") or "").lower() not in _HOSTS:
                return self._send(HTTPStatus.MISDIRECTED_REQUEST, b"this preview answers to 127.0.0.1 and localhost only\n", "text/plain")
            path = unquote(self.path.split("?")[0].split("#")[0]).lstrip("/")
            if path == _VERSION:
                return self._send(HTTPStatus.OK, str(preview.version).encode(), "text/plain")
            if path == _SCRIPT:
                return self._send(HTTPStatus.OK, _RELOAD, "text/javascript")
            if message := preview.blocked():
                return self._send(HTTPStatus.SERVICE_UNAVAILABLE, (_MESSAGE % html.escape(message)).encode(), "text/html")
            found = preview.page(path)
            status = HTTPStatus.OK if found is not None else HTTPStatus.NOT_FOUND
            content = found if found is not None else preview.pages.get("404.html", b"not found\n")
            kind = mimetypes.guess_type(path)[0] if found is not None and "." in path.rsplit("/", 1)[-1] else "text/html"
            return self._send(status, content, kind or "application/octet-stream")

        def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
            if kind == "text/html":
                content = content.replace(b"</body>", b'<script src="/-/reload.js"></script></body>', 1)
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Quiet: a line a request would hide the messages that matter."""

    return Handler


def start(root: Path, port: int, say: Callable[[str], object]) -> tuple[ThreadingHTTPServer, Preview]:
    """A server that is ready to answer, on the port or, when it is taken, the next free one."""
    preview = Preview(root)
    last = min(port + 19, 65535)
    for candidate in range(port, last + 1) if port else (0,):
        try:
            server = ThreadingHTTPServer(("127.0.0.1", candidate), _handler(preview))
        except OSError as error:
            say(f"port {candidate}: {(error.strerror or str(error)).lower()}")
            continue
        server.daemon_threads = True
        seen = fingerprint(root)
        threading.Thread(target=_watch, args=(preview, seen if preview.rebuild() else 0, say), daemon=True).start()
        return server, preview
    raise NoPortError(f"no free port from {port} to {last}: choose another with --port, or --port 0 for any")


class NoPortError(Exception):
    """Every port tried is taken; the message names them."""


def serve(root: Path, port: int, *, open_browser: bool, say: Callable[[str], object]) -> None:
    """Serve until Ctrl-C."""
    server, preview = start(root, port, say)
    address = f"http://127.0.0.1:{server.server_port}/"
    if message := preview.blocked():
        say(message)
    say(f"serving {address} (proposals marked; Ctrl-C stops)")
    if open_browser:
        webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("stopped")
    finally:
        server.server_close()

