"""What the preview answers to a request: pages of the site under its base path, and the few files of its own under /-/.

Whoever asks under another name than this machine's own gets nothing, so that no page elsewhere can read drafts
through a name that leads here; nor can it load them as scripts or pictures (Cross-Origin-Resource-Policy).
"""

from __future__ import annotations

import mimetypes
import re
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from urllib.parse import quote, unquote

from dateline.pipeline.live import MistakenError
from dateline.preview import OUR_FILES, STATE, Preview, Shown
from dateline.render.page import ATOM, CSV, HTML, ICS, JSON, TEXT, XML

_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_PORT = re.compile(r":\d{1,5}\Z")
_SCRIPT = "text/javascript; charset=utf-8"

# This program's own table: what a system's registry says of .js is anybody's guess.
_TYPES = {
    ".html": HTML, ".htm": HTML, ".txt": TEXT, ".md": "text/markdown; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".js": _SCRIPT, ".mjs": _SCRIPT, ".json": JSON, ".map": JSON, ".xml": XML, ".csv": CSV, ".ics": ICS,
    ".svg": "image/svg+xml", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon",
    ".woff": "font/woff", ".woff2": "font/woff2", ".webmanifest": "application/manifest+json", ".wasm": "application/wasm",
}  # fmt: skip
_SHIPPED_TYPES = mimetypes.MimeTypes()  # the table of Python alone, for the rest


def media_type(path: str, content: bytes) -> str:
    """The type that a web server should give for this file of the site."""
    dot = path[path.rfind(".") :].lower() if "." in path.rsplit("/", 1)[-1] else ""
    if dot == ".xml" and b"<feed" in content[:300]:
        return ATOM
    return _TYPES.get(dot) or _SHIPPED_TYPES.guess_type(path)[0] or "application/octet-stream"


class Answers(BaseHTTPRequestHandler):
    """Answers one connection's requests; `preview` is set by `handler`."""

    preview: Preview
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "dateline", ""
    wbufsize = -1  # head and body in one packet: in two, the second waits 40 ms for the first to be confirmed
    disable_nagle_algorithm = True
    timeout = 60  # seconds that an idle connection is kept

    def do_GET(self) -> None:
        """Answer with a page, with one of our own files, or with why not."""
        names = self.headers.get_all("Host") or []
        if self.headers.get("Content-Length", "0") != "0" or self.headers.get("Transfer-Encoding"):
            self.close_connection = True  # a body that nobody reads would be taken for the next request
        if len(names) != 1 or _PORT.sub("", names[0]).lower() not in _HOSTS:
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"this preview answers to 127.0.0.1 and localhost only\n", TEXT)
            return
        path = unquote(self.path.split("?")[0].split("#")[0])
        if path == STATE:
            self._send(HTTPStatus.OK, self.preview.state(), JSON)
        elif path in OUR_FILES:
            self._send(HTTPStatus.OK, OUR_FILES[path].read_bytes(), media_type(path, b""))
        else:
            self._page(path, self.preview.shown)

    def do_HEAD(self) -> None:
        """The same without the body."""
        self.do_GET()

    def _page(self, path: str, shown: Shown) -> None:
        under = path.startswith(shown.base)
        name = path.removeprefix(shown.base) if under else ""
        if path != shown.base and (path == "/" or f"{path}/" == shown.base):
            self._send(HTTPStatus.FOUND, b"", TEXT, to=quote(shown.base))
            return
        if not name or name.endswith("/"):
            name += "index.html"
        try:
            content = shown.pages.get(name) if under else None
        except MistakenError as error:  # tell it over the page as it was before
            self.preview.mistaken(error.problem, shown)
            content, shown = getattr(shown.pages, "old", {}).get(name), self.preview.shown
        if content is not None:
            kind = media_type(name, content)
            self._send(HTTPStatus.OK, self.preview.page(content) if kind == HTML else content, kind)
        elif shown.old:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, self.preview.message(), HTML)
        else:
            self._send(HTTPStatus.NOT_FOUND, self.preview.page(shown.pages.get("404.html", b"not found\n")), HTML)

    def _send(self, status: HTTPStatus, content: bytes, kind: str, *, to: str = "", allow: str = "") -> None:
        self.send_response(status)
        told = {"Content-Type": kind, "Content-Length": str(len(content)), "Cache-Control": "no-store", "Location": to, "Allow": allow}
        told |= {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
        for name, value in told.items():
            if value:
                self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """What the library refuses, in our own words: a method that it does not find is not allowed here."""
        self.close_connection = True
        if code == HTTPStatus.NOT_IMPLEMENTED:
            self._send(HTTPStatus.METHOD_NOT_ALLOWED, b"this preview answers GET and HEAD only\n", TEXT, allow="GET, HEAD")
        else:
            self._send(HTTPStatus(code), f"{HTTPStatus(code).phrase.lower()}\n".encode(), TEXT)

    def log_message(self, *_: object) -> None:
        """Quiet: a line a request would hide the messages that matter."""


def handler(preview: Preview) -> type[Answers]:
    """The answers of this preview."""
    return type("Handler", (Answers,), {"preview": preview})
