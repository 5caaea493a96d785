"""The published folder: all pages of a build or none, nothing of an earlier one, and not a byte of anybody else's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from making import put, tree

from dateline.files import CannotWriteError
from dateline.pipeline.output import Written, write_pages

FIRST = {"index.html": b"one", "events/a.html": b"a", "events/b.html": b"b"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder that one build has filled."""
    folder = (tmp_path / "public").resolve()
    assert write_pages(tmp_path, folder, FIRST.items()) == Written(3, 3)
    return folder


def held(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_only_what_differs_is_written(output: Path, tmp_path: Path) -> None:
    untouched = (output / "events/a.html").stat().st_ino

    done = write_pages(tmp_path, output, {**FIRST, "index.html": b"two"}.items())

    assert done == Written(3, 1)
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
