"""What the preview answers, and whom it refuses; tests/test_serve_shown.py has what it shows."""

from __future__ import annotations

import http.client
import re
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from making import make_site

from dateline.answers import media_type
from dateline.serve import NoPortError, Server, start

STORY = {
    "content/sources/diary.yaml": "title: A diary\npublished: 2024-05-20\n",
    "content/events/fire.yaml": "title: The pier burns\ndate: 2024-05-13\nreports: [{source: diary}]\n",
    "content/proposed/events/ice.yaml": "title: The pier freezes\ndate: 2024-05-14\nreports: [{source: diary}]\n",
    "secret.txt": "nobody may read this",
}
Ask = Callable[..., http.client.HTTPResponse]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("serve"), STORY)


@pytest.fixture(scope="module")
def port(site: Path) -> Iterator[int]:
    """The port of a preview of the site that is answering."""
    server, _ = start(site, 0, lambda _: None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def ask(port: int) -> Ask:
    """Send a request as it is, without a client's tidying; the answer, its body in `.text`."""

    def send(path: str, method: str = "GET", host: str = "") -> http.client.HTTPResponse:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: {host or f'127.0.0.1:{port}'}\r\nConnection: close\r\n\r\n".encode())
            answer = http.client.HTTPResponse(connection, method=method)
            answer.begin()
            answer.text = answer.read().decode("utf-8", "replace")  # type: ignore[attr-defined]
            return answer

    return send


def test_the_timeline_is_answered_with_proposals_marked(ask: Ask) -> None:
    answer = ask("/")

    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "The pier burns" in answer.text
    assert "The pier freezes" in answer.text
    assert "proposed" in answer.text.lower() or "proposal" in answer.text.lower()


def test_pages_reload_and_nothing_is_kept_by_the_browser(ask: Ask) -> None:
    answer = ask("/index.html")

    assert re.search(r'<script src="/-/reload.js" data-shown="[0-9a-f]{8}-1"></script></body>', answer.text)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_style_sheet_has_its_own_type(ask: Ask) -> None:
    page = ask("/").text
    style = page.partition('rel="stylesheet" href="')[2].partition('"')[0]

    assert ask(f"/{style.removeprefix('./')}").headers["Content-Type"] == "text/css; charset=utf-8"


def test_head_answers_without_a_body(ask: Ask) -> None:
    answer = ask("/", "HEAD")

    assert (answer.status, answer.text) == (200, "")
    assert int(answer.headers["Content-Length"]) > 100


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE", "BREW"])
def test_no_other_method_is_answered(method: str, ask: Ask) -> None:
    answer = ask("/", method)

    assert (answer.status, answer.headers["Allow"], answer.headers["Cache-Control"]) == (405, "GET, HEAD", "no-store")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example:80", "[::1].evil", "127.0.0.1:80:80", "x127.0.0.1"])
def test_a_foreign_host_is_refused(host: str, ask: Ask) -> None:
    answer = ask("/", host=host)

    assert (answer.status, "pier" in answer.text) == (421, False)


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "LOCALHOST:8000", "127.0.0.1", "[::1]", "[::1]:8000"])
def test_its_own_names_are_answered(host: str, ask: Ask) -> None:
    assert ask("/", host=host).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2f%2e%2e%2fsecret.txt",
        "//secret.txt",
        "/content/events/fire.yaml",
        "/config.yaml",
        "/static/../../secret.txt",
        "/..\\secret.txt",
        "/%00",
        "/http://[",
        "http://[/",
        "//[",
        "/a" * 20_000,
    ],
    ids=lambda path: path[:30],
)
def test_nothing_but_pages_is_answered(path: str, ask: Ask) -> None:
    answer = ask(path)

    assert answer.status in (400, 404)
    assert "nobody may read this" not in answer.text
    assert "title: The pier" not in answer.text


def test_a_page_that_is_not_there_is_the_sites_own_404_page(ask: Ask) -> None:
    answer = ask("/none.html")

    assert (answer.status, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "Ashford" in answer.text


def test_no_page_elsewhere_may_load_what_is_here(ask: Ask) -> None:
    assert {ask(path).headers["Cross-Origin-Resource-Policy"] for path in ("/", "/search.html", "/-/state", "/none")} == {"same-origin"}


def test_a_connection_is_kept_for_the_next_request(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    lengths = []
    for path in ("/", "/none", "/-/state", "/"):
        connection.request("GET", path)
        lengths.append(len(connection.getresponse().read()))

    assert lengths[0] == lengths[3] > lengths[2] > 0
    connection.close()


def test_a_body_is_not_taken_for_the_next_request(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 45\r\n\r\nGET /-/state HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answers = b"".join(iter(lambda: connection.recv(65536), b""))

    assert answers.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("folder", ["/events", "/events/", "/assets/", "/people"])
def test_folders_are_not_listed(folder: str, ask: Ask) -> None:
    assert ask(folder).status == 404


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("feed.xml", "application/atom+xml"),
        ("sitemap.xml", "application/xml"),
        ("data/events.csv", "text/csv; charset=utf-8"),
        ("data/timeline.ics", "text/calendar; charset=utf-8"),
        ("data/timeline.json", "application/json"),
        ("assets/site.js", "text/javascript; charset=utf-8"),
        ("assets/icon.svg", "image/svg+xml"),
        ("assets/type.woff2", "font/woff2"),
        ("assets/photo.JPG", "image/jpeg"),
        ("assets/LICENSE", "application/octet-stream"),
        ("robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_has_the_type_of_its_kind(path: str, kind: str, tmp_path: Path) -> None:
    assert media_type(path, b'<?xml version="1.0"?><feed xmlns="x">' if path == "feed.xml" else b"") == kind


@pytest.fixture
def under(tmp_path: Path) -> Iterator[Server]:
    """A preview of a site that is published under /repo/."""
    server, _ = start(make_site(tmp_path, {**STORY, "config.yaml": "title: Ashford\nbase_url: https://user.github.io/repo/\n"}), 0, lambda _: None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "status", "to"),
    [("/", 302, "/repo/"), ("/repo", 302, "/repo/"), ("/repo/", 200, None), ("/repo/events/fire.html", 200, None), ("/events/fire.html", 404, None), ("/repository/", 404, None)],
)
def test_a_site_is_shown_under_its_base_path(path: str, status: int, to: str | None, under: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", under.server_port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()

    assert (answer.status, answer.headers["Location"]) == (status, to)
    connection.close()


def test_a_taken_port_is_told_and_the_next_is_used(tmp_path: Path) -> None:
    site = make_site(tmp_path, STORY)
    said: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        server, _ = start(site, port, said.append)

        assert port < server.server_port <= port + 19
        server.server_close()
    assert said[0] == f"port {port}: address already in use, trying the next"


def test_at_the_last_port_of_all_nothing_breaks(tmp_path: Path) -> None:
    site = make_site(tmp_path, STORY)
    with socket.create_server(("127.0.0.1", 65535)), pytest.raises(NoPortError) as told:
        start(site, 65535, lambda _: None)

    assert str(told.value) == "no free port from 65535 to 65535: choose another with --port, or --port 0 for any"


def test_a_port_that_only_the_system_may_use_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path, STORY)
    said: list[object] = []

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Server, "server_bind", refused)  # the tests may run as root, who may use any port
    with pytest.raises(NoPortError) as told:
        start(site, 80, said.append)

    assert (said, str(told.value)) == ([], "port 80 is kept for the system: choose one from 1024 on with --port, or --port 0 for any")
