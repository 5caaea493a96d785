"""A web archive is imported page by page: each page a source of its own, whatever the archive's size."""

from __future__ import annotations

import gzip
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import PIER, SCHOOL, make_site

from dateline.article import Given
from dateline.pipeline.imports import import_files
from dateline.pipeline.readings import read_articles, read_bytes
from dateline.store import load

FILLED = "<script>" + "x = 1;" * 5_000 + "</script>"


def records(count: int) -> Iterator[bytes]:
    for n in range(count):
        paragraphs = "".join(f"<p>{p}</p>" for p in (PIER, SCHOOL)[n % 2].strip().split("\n\n"))
        body = f"<html lang='en'><head><title>Story {n}</title>{FILLED}</head><body><h1>Story {n}</h1><p>Number {n} of the week, as the board counts them.</p>{paragraphs}</body></html>".encode()
        message = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        fields = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://coastpost.example/2024/05/{n + 1:02}/story-{n}\r\nContent-Length: {len(message)}\r\n\r\n"
        yield gzip.compress(fields.encode() + message + b"\r\n\r\n", 1, mtime=0)


def test_each_page_of_an_archive_is_a_source_that_names_its_place(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(records(3)))

    done = import_files(site, [tmp_path / "crawl.warc.gz"], Given())

    sources = load(site, proposals=True).archive.sources.values()
    assert done.articles == 3
    assert sorted(s.copies for s in sources) == [("crawl.warc.gz",), ("crawl.warc.gz#2",), ("crawl.warc.gz#3",)]
    assert (site / "content/articles/crawl.warc.gz").read_bytes() == (tmp_path / "crawl.warc.gz").read_bytes()


def test_an_archive_imported_twice_lies_there_once(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for name in ("a.warc.gz", "b.warc.gz"):
        (tmp_path / name).write_bytes(b"".join(records(2)))
        import_files(site, [tmp_path / name], Given())

    assert [p.name for p in (site / "content/articles").iterdir()] == ["a.warc.gz"]


def test_an_archive_is_never_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.warc"
    path.write_bytes(b"".join(map(gzip.decompress, records(20))) + b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: video/mp4\r\nContent-Length: 30000000\r\n\r\n" + b"\0" * 30_000_000)
    saved = read_bytes(path, "large.warc")
    assert saved == path
    tracemalloc.start()

    count = sum(1 for _ in read_articles(path, path.name, Given(), {}))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 20
    assert peak < 3_000_000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of Unix")
def test_a_pipe_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "story.txt").write_text(f"Old pier is closed\n\n{PIER}")

    done = import_files(site, [tmp_path / "pipe.html", tmp_path / "story.txt"], Given(published="2024-05-15"))

    assert (done.articles, [str(p) for p in done.problems]) == (
        1,
        [f"{tmp_path}/pipe.html: error: this is not a regular file\n   give the saved article itself                                        [not-a-file]"],
    )
