"""Two processes make what one makes; and when the second fails, the first makes all of it and says what is wrong."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from random import Random

import pytest
from editing import Editor
from hypothesis import given
from hypothesis import strategies as st
from making import put, run

from dateline.pipeline import hands, whole
from dateline.pipeline.hands import Part, SecondEndedError, by_two, two_pay
from dateline.pipeline.keeping import Reads
from dateline.pipeline.output import Content

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux a process is copied")
PIECE = b"x" * 3_000_000  # more than the pipe holds


@pytest.fixture
def small_site_counts_as_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "_ENOUGH", 1)
    monkeypatch.setattr(whole, "_PAGES", 2)
    monkeypatch.setattr(hands.os, "sched_getaffinity", lambda _: {0, 1})


def tree(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted((site / "public").rglob("*")) if p.is_file()}


def edited(site: Path) -> Path:
    """A site on which somebody has worked for a while."""
    editor = Editor(Random(4))
    for _ in range(12):
        editor.edit()
    editor.save(site)
    return site


@pytest.mark.usefixtures("small_site_counts_as_large")
class TestASite:
    def test_made_by_two_is_the_same_site(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        one, two = edited(tmp_path / "one"), edited(tmp_path / "two")

        assert run("--site", one, "build").exit_code == 0
        monkeypatch.setattr(hands, "by_one", None)
        assert run("--site", two, "build", "--jobs", "2").exit_code == 0

        assert tree(one) == tree(two)
        assert tree(one)["public/data/timeline.json"]

    def test_made_by_two_is_edited_as_any_other(self, tmp_path: Path) -> None:
        one, two = edited(tmp_path / "one"), edited(tmp_path / "two")
        assert run("--site", two, "build", "--jobs", "2").exit_code == 0
        for site in (one, two):
            put(site, {"content/people/ada-brook.yaml": "name: Ada of the Brook\n"})

        assert run("--site", one, "build").exit_code == 0
        assert run("--site", two, "build").exit_code == 0

        assert tree(one) == tree(two)

    def test_is_made_by_one_where_the_other_is_killed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        site, mine, send = edited(tmp_path / "site"), os.getpid(), hands._send

        def killed(pipe: int, path: str, content: Content) -> None:
            assert os.getpid() != mine
            send(pipe, path, content)
            if path.startswith("search/"):
                os.kill(os.getpid(), 9)

        monkeypatch.setattr(hands, "_send", killed)

        assert run("--site", site, "build", "--jobs", "2").exit_code == 0

        other = edited(tmp_path / "other")
        for title in ("", "Another name"):
            for one in (site, other) if title else ():
                put(one, {"content/people/ada-brook.yaml": f"name: {title}\n"})
                assert run("--site", one, "build").exit_code == 0
            shutil.rmtree(other / ".dateline", ignore_errors=True)
            assert run("--site", other, "build").exit_code == 0
            assert tree(other) == tree(site)

    def test_says_what_is_wrong_with_a_template_in_the_words_of_one(self, tmp_path: Path) -> None:
        site = edited(tmp_path / "site")
        put(site, {"templates/search.html": "{{ 1 // 0 }}"})

        told = run("--site", site, "build", "--jobs", "2")

        assert (told.exit_code, told.stderr) == (1, run("--site", site, "build").stderr)
        assert "search.html" in told.stderr
        assert not list((site / "public").rglob("*.html"))


def part(*files: tuple[str, Content]) -> Part:
    def made(reads: Reads, blobs: dict[str, bytes]) -> Generator[tuple[str, Content], None, None]:
        for path, content in files:
            reads.note(path, [f"cell:{path}", "cell"])
            blobs[path] = b"kept"
            yield path, content

    return made


def test_every_file_comes_once_whichever_process_made_it() -> None:
    reads, blobs = Reads(), dict[str, bytes]()
    parts = [*(part((f"{n}/ü", b"%d" % n)) for n in range(50)), part(("a", b"A"), ("long", PIECE))]

    files = list(by_two(parts, reads, blobs))

    assert sorted(files) == sorted([("a", b"A"), ("long", PIECE), *((f"{n}/ü", b"%d" % n) for n in range(50))])
    assert blobs == {path: b"kept" for path, _ in files}
    assert len(reads.readers["cell"]) == 52


def test_what_comes_in_pieces_is_taken_in_pieces() -> None:
    files = {path: b"".join(content) for path, content in by_two([part(("long", iter([PIECE, b"", PIECE])), ("none", iter([])))], Reads(), {})}

    assert files == {"long": PIECE + PIECE, "none": b""}


def test_pieces_that_are_not_asked_for_hold_nothing_up() -> None:
    assert [path for path, _ in by_two([part(("long", iter([PIECE, PIECE])), ("next", b""))], Reads(), {})] == ["long", "next"]


def test_who_needs_no_more_files_waits_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, copies = os.fork, list[int]()
    monkeypatch.setattr(hands.os, "fork", lambda: copies.append(fork()) or copies[-1])
    files = by_two([part(("a", b"")), part(*((str(n), PIECE) for n in range(9)))], Reads(), {})

    assert next(files)
    files.close()  # type: ignore[attr-defined]

    with pytest.raises(ChildProcessError):  # it is not left behind
        os.waitpid(copies[0], os.WNOHANG)


def _raises() -> None:
    raise ValueError


@pytest.mark.parametrize("end", [_raises, lambda: sys.exit(0), lambda: os.kill(os.getpid(), 9)])
def test_a_second_process_that_ends_before_its_time_is_told(end: Callable[[], object]) -> None:
    def ended(_: Reads, __: dict[str, bytes]) -> Generator[tuple[str, Content], None, None]:
        yield "a", b"A"
        end()

    with pytest.raises(SecondEndedError):
        list(by_two([part(("b", b"B")), ended], Reads(), {}))


def test_a_mistake_in_this_process_goes_through() -> None:
    def broken(_: Reads, __: dict[str, bytes]) -> Generator[tuple[str, Content], None, None]:
        yield "b", b"B"
        raise ValueError("mine")

    def waits(_: Reads, __: dict[str, bytes]) -> Generator[tuple[str, Content], None, None]:
        yield "a", b"A"
        yield "a", PIECE * 9  # until the other has no more use for it

    with pytest.raises(ValueError, match="mine"):
        list(by_two([broken, waits], Reads(), {}))


@pytest.mark.parametrize("refused", ["fork", "pipe"])
def test_a_system_that_gives_no_process_or_pipe_more_is_told_the_same(refused: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(hands.os, refused, refuse)

    with pytest.raises(SecondEndedError):
        list(by_two([part(("b", b"B"))], Reads(), {}))


def test_few_pages_are_made_by_one() -> None:
    assert not two_pay(999)


notes = st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.lists(st.sampled_from(["x", "y", "z"]), unique=True)), max_size=5)


@given(notes, notes)
def test_notes_of_two_are_the_notes_of_one(mine: list[tuple[str, list[str]]], others: list[tuple[str, list[str]]]) -> None:
    one, two, all_of_them = Reads(), Reads(), Reads()
    for reads, noted in ((one, mine), (two, others), (all_of_them, mine + others)):
        for reader, cells in noted:
            reads.note(reader, cells)

    one.add(two.packed())

    assert as_names(one) == as_names(all_of_them)


def as_names(reads: Reads) -> dict[str, set[str]]:
    names = [*reads.numbers]
    return {cell: {names[n] for n in of} for cell, of in reads.readers.items()}
