"""The published folder: all pages of a build or none, nothing of an earlier one, and not a byte of anybody else's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from killing import killed, needs_fork
from making import put, tree

from dateline.files import CannotWriteError
from dateline.pipeline.output import write_pages
from dateline.pipeline.stamps import stamp_at

FIRST = {"index.html": b"one", "events/a.html": b"a", "events/b.html": b"b"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder that one build has filled."""
    folder = (tmp_path / "public").resolve()
    assert write_pages(tmp_path, folder, FIRST.items())[:2] == (3, 3)
    return folder


def held(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_only_what_differs_is_written(output: Path, tmp_path: Path) -> None:
    untouched = (output / "events/a.html").stat().st_ino

    done = write_pages(tmp_path, output, {**FIRST, "index.html": b"two"}.items())

    assert (done.pages, done.changed) == (3, 1)
    assert held(output) == {**FIRST, "index.html": b"two"}
    assert (output / "events/a.html").stat().st_ino == untouched


def test_what_is_made_no_longer_goes_and_what_others_put_there_stays(output: Path, tmp_path: Path) -> None:
    put(output, {"CNAME.txt": "mine", "events/mine.txt": "mine"})

    write_pages(tmp_path, output, {"index.html": b"one"}.items())

    assert held(output) == {"index.html": b"one", "CNAME.txt": b"mine", "events/mine.txt": b"mine"}


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_a_build_that_fails_in_the_middle_leaves_everything_as_it_was(failure: type[BaseException], output: Path, tmp_path: Path) -> None:
    before = tree(output)

    def pages() -> Iterator[tuple[str, bytes]]:
        yield from {"index.html": b"two", "events/a.html": b"A", "people/new.html": b"new"}.items()
        raise failure

    with pytest.raises(failure):
        write_pages(tmp_path, output, pages())

    assert tree(output) == before


def test_two_names_that_begin_alike_do_not_meet_on_the_way(output: Path, tmp_path: Path) -> None:
    names = [f"events/{'x' * 120}{n}.html" for n in range(3)]
    write_pages(tmp_path, output, dict.fromkeys(names, b"old").items())

    write_pages(tmp_path, output, {name: name.encode() for name in names}.items())

    assert held(output) == {name: name.encode() for name in names}


def test_pages_that_a_killed_build_left_go_with_the_next(output: Path, tmp_path: Path) -> None:
    put(output, {"events/new.html": "left", "events/.dateline-77-3": "half"})
    put(tmp_path, {".dateline/writing.txt": f"{output}\nevents/new.html\nevents/cut o"})

    write_pages(tmp_path, output, FIRST.items())

    assert held(output) == FIRST
    assert not (tmp_path / ".dateline/writing.txt").exists()


def test_the_journal_of_another_folder_removes_nothing(output: Path, tmp_path: Path) -> None:
    put(output, {"mine.html": "mine"})
    put(tmp_path, {".dateline/writing.txt": f"{tmp_path}/elsewhere\nmine.html\n"})

    write_pages(tmp_path, output, FIRST.items())

    assert held(output) == {**FIRST, "mine.html": b"mine"}


def test_a_list_of_the_last_build_that_is_broken_removes_nothing(output: Path, tmp_path: Path) -> None:
    put(tmp_path, {".dateline/built.json": "{"})

    write_pages(tmp_path, output, {"index.html": b"one"}.items())

    assert held(output) == FIRST


def test_a_folder_that_leads_out_of_the_output_is_not_written_to(output: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (output / "people").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(CannotWriteError, match="would lie outside"):
        write_pages(tmp_path, output, {"people/a.html": b"a"}.items())

    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_with_all_paths_told_only_the_pages_given_are_looked_at(output: Path, tmp_path: Path) -> None:
    (output / "events/b.html").write_bytes(b"altered by hand")
    (output / "events/new").mkdir()

    done = write_pages(tmp_path, output, {"index.html": b"two", "events/new/c.html": b"c"}.items(), paths=[*FIRST, "events/new/c.html"])

    assert (done.pages, done.changed) == (4, 2)
    assert held(output) == {"index.html": b"two", "events/a.html": b"a", "events/b.html": b"altered by hand", "events/new/c.html": b"c"}


def test_with_all_paths_told_what_is_not_among_them_goes(output: Path, tmp_path: Path) -> None:
    put(output, {"mine.html": "mine"})

    done = write_pages(tmp_path, output, {"index.html": b"one"}.items(), paths={"index.html", "events/a.html"})

    assert (done.pages, done.changed) == (2, 0)
    assert held(output) == {"index.html": b"one", "events/a.html": b"a", "mine.html": b"mine"}
    write_pages(tmp_path, output, (), paths=set())
    assert held(output) == {"mine.html": b"mine"}


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_a_small_build_that_fails_leaves_everything_as_it_was(failure: type[BaseException], output: Path, tmp_path: Path) -> None:
    before = tree(output)

    def pages() -> Iterator[tuple[str, Iterator[bytes]]]:
        yield "index.html", iter([b"o", b"ther"])
        yield "new/a.html", broken()

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise failure

    with pytest.raises(failure):
        write_pages(tmp_path, output, pages(), paths={*FIRST, "new/a.html"})

    assert tree(output) == before


pieces = st.lists(st.binary(max_size=4), max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.none() | pieces, pieces)
def test_a_page_in_pieces_is_what_they_come_to(old: list[bytes] | None, new: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root, output = Path(name), (Path(name) / "public").resolve()
        write_pages(root, output, {} if old is None else {"a/b.json": iter(old)}.items())
        before = None if old is None else (output / "a/b.json").stat()

        done = write_pages(root, output, {"a/b.json": iter(new)}.items())

        path = output / "a/b.json"
        is_same = old is not None and b"".join(old) == b"".join(new)
        assert path.read_bytes() == b"".join(new)
        assert done.changed == (not is_same)
        assert (path.stat() == before) is is_same
        assert done.stamps == {"a/b.json": stamp_at(str(path))}
        assert [p.name for p in path.parent.iterdir()] == ["b.json"]


def test_pages_have_the_stamps_that_they_were_left_with(output: Path, tmp_path: Path) -> None:
    given = {"index.html": b"two", "events/a.html": b"a", "events/c.html": b"c"}

    done = write_pages(tmp_path, output, given.items())

    assert done.stamps == {path: stamp_at(str(output / path)) for path in given}
    assert set(done.paths) == set(given)


def test_the_same_page_given_twice_is_what_it_was_given_last(output: Path, tmp_path: Path) -> None:
    write_pages(tmp_path, output, [("index.html", b"1"), ("new.html", b"1"), ("index.html", b"2"), ("new.html", b"2")])

    assert held(output) == {"index.html": b"2", "new.html": b"2"}


def test_a_link_in_the_place_of_a_page_is_replaced_and_not_followed(output: Path, tmp_path: Path) -> None:
    put(tmp_path, {"mine.txt": "mine"})
    for name, target in (("index.html", "mine.txt"), ("events/new.html", "nowhere.txt")):
        (output / name).unlink(missing_ok=True)
        (output / name).symlink_to(tmp_path / target)

    write_pages(tmp_path, output, {**FIRST, "index.html": b"other", "events/new.html": b"new"}.items())

    assert held(output) == {**FIRST, "index.html": b"other", "events/new.html": b"new"}
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert not (tmp_path / "nowhere.txt").exists()


def test_a_folder_in_the_place_of_a_page_is_told_and_nothing_is_changed(output: Path, tmp_path: Path) -> None:
    put(output, {"people.html/mine.txt": "mine"})
    before = tree(output)

    with pytest.raises(CannotWriteError, match=r"cannot write .*/people\.html: Is a directory"):
        write_pages(tmp_path, output, {"index.html": b"two", "people.html": b"x"}.items())

    assert tree(output) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_in_the_place_of_a_page_is_not_waited_for(output: Path, tmp_path: Path) -> None:
    os.mkfifo(output / "people.html")

    write_pages(tmp_path, output, {**FIRST, "people.html": b"x"}.items())

    assert held(output) == {**FIRST, "people.html": b"x"}


@needs_fork
@pytest.mark.parametrize("whole", [True, False])
def test_a_build_may_be_killed_at_any_touch_of_the_disk(whole: bool, output: Path, tmp_path: Path) -> None:
    second = {"index.html": b"two", "events/a.html": b"a", "events/c.html": b"c", "people/d.html": b"d"}
    third = {"index.html": b"three", "events/a.html": b"a", "people/e.html": b"e"}
    put(output, {"events/mine.txt": "mine"})
    moment = 1

    while killed(lambda: write_pages(tmp_path, output, second.items(), paths=None if whole else set(second)), moment, ("open", "write", "replace", "unlink", "mkdir", "rmdir")):
        assert {path for path in held(output) if "/.dateline-" not in f"/{path}"} <= {*FIRST, *second, "events/mine.txt"}
        write_pages(tmp_path, output, third.items())
        assert held(output) == {**third, "events/mine.txt": b"mine"}
        write_pages(tmp_path, output, FIRST.items())
        assert held(output) == {**FIRST, "events/mine.txt": b"mine"}
        moment += 1

    assert moment > 20
    assert held(output) == {**second, "events/mine.txt": b"mine"}
