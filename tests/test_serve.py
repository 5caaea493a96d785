"""The preview: what it answers, whom it refuses, and that a mistake is shown and goes away."""

from __future__ import annotations

import http.client
import itertools
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from making import imported, make_site, put, tree

from dateline.files import writing
from dateline.serve import NoPortError, Preview, fingerprint, start

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


def until(true: Callable[[], bool]) -> bool:
    """Whether it becomes true within ten seconds."""
    end = time.monotonic() + 10
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def test_the_timeline_is_answered_with_proposals_marked(ask: Ask) -> None:
    answer = ask("/")

    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "The pier burns" in answer.text
    assert "The pier freezes" in answer.text
    assert "proposed" in answer.text.lower() or "proposal" in answer.text.lower()


def test_pages_reload_and_nothing_is_kept_by_the_browser(ask: Ask) -> None:
    answer = ask("/index.html")

    assert '<script src="/-/reload.js"></script></body>' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_style_sheet_has_its_own_type(ask: Ask) -> None:
    page = ask("/").text
    style = page.partition('rel="stylesheet" href="')[2].partition('"')[0]

    assert ask(f"/{style.removeprefix('./')}").headers["Content-Type"] == "text/css; charset=utf-8"


def test_head_answers_without_a_body(ask: Ask) -> None:
    answer = ask("/", "HEAD")

    assert (answer.status, answer.text) == (200, "")
    assert int(answer.headers["Content-Length"]) > 100


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT"])
def test_no_other_method_is_answered(method: str, ask: Ask) -> None:
    assert ask("/", method).status == 501


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


def test_a_mistake_is_shown_in_the_page_and_goes_away_when_it_is_mended(ask: Ask, site: Path) -> None:
    path = site / "content/events/fire.yaml"
    sound = path.read_text(encoding="utf-8")
    version = ask("/-/version").text

    path.write_text(sound + "taggs: [<b>]\n", encoding="utf-8")
    shown = until(lambda: "an event has no field &#x27;taggs&#x27;" in ask("/").text)
    answer = ask("/")
    path.write_text(sound, encoding="utf-8")

    assert shown
    assert "content/events/fire.yaml:4:1: error: " in answer.text
    assert answer.status == 503
    assert until(lambda: "The pier burns" in ask("/").text)
    assert ask("/-/version").text != version


def test_a_mistake_in_a_proposal_does_not_take_the_site_away(tmp_path: Path) -> None:
    site = make_site(tmp_path, STORY | {"content/proposed/events/ice.yaml": "titel: x\n"})
    preview = Preview(site)

    preview.rebuild()

    assert preview.blocked() == ""
    assert b"The pier burns" in (preview.page("/") or b"")


def test_a_mistake_in_a_template_is_shown(tmp_path: Path) -> None:
    preview = Preview(make_site(tmp_path, STORY | {"templates/event.html": "{% if %}"}))

    preview.rebuild()

    assert preview.blocked().startswith("templates/event.html:1: error: the template cannot be read")


def test_while_another_process_writes_the_pages_stay_and_it_is_tried_again(tmp_path: Path) -> None:
    site = make_site(tmp_path, STORY)
    preview = Preview(site)
    preview.rebuild()

    with writing(site):
        put(site, {"content/events/fire.yaml": STORY["content/events/fire.yaml"].replace("burns", "smokes")})
        tried = preview.rebuild()

    assert not tried
    assert preview.blocked() == ""
    assert preview.rebuild()
    assert b"The pier smokes" in (preview.page("") or b"")


def test_a_preview_writes_no_page_and_changes_no_content(tmp_path: Path) -> None:
    site = make_site(tmp_path, STORY)
    imported(site, "pier.md")
    before = tree(site)

    Preview(site).rebuild()

    assert tree(site) == before


def test_what_changes_is_seen_and_what_import_keeps_for_itself_is_not(tmp_path: Path) -> None:
    site = make_site(tmp_path, STORY)
    seen = [fingerprint(site)]

    for name in ("content/receipts/diary.json", "content/proposed/.ledger.json", "content/events/fire.yaml", "content/pages/about.md", "templates/x.html", "static/x.css", "content/proposed/events/ice.yaml"):
        put(site, {name: "changed: now\n"})
        seen.append(fingerprint(site))

    assert [a == b for a, b in itertools.pairwise(seen)] == [True, True, False, False, False, False, False]


def test_a_taken_port_is_told_and_the_next_is_used(tmp_path: Path) -> None:
    site = make_site(tmp_path, STORY)
    said: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        server, _ = start(site, port, said.append)

        assert port < server.server_port <= port + 19
        server.server_close()
    assert said[0] == f"port {port}: address already in use"


def test_at_the_last_port_of_all_nothing_breaks(tmp_path: Path) -> None:
    site = make_site(tmp_path, STORY)
    with socket.create_server(("127.0.0.1", 65535)), pytest.raises(NoPortError) as told:
        start(site, 65535, lambda _: None)

    assert str(told.value) == "no free port from 65535 to 65535: choose another with --port, or --port 0 for any"
