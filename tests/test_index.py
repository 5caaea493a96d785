"""What a build remembers: all of it or nothing, exactly what was handed over, and believed only as it was left."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from killing import killed, needs_fork

from dateline.pipeline import index as reading
from dateline.pipeline.index import MARK, NAME, Index, open_index
from dateline.pipeline.keeping import Contents, Reads, Row, keep
from dateline.pipeline.stamps import TICK_NS, Folder

KEY = "key\ntwo lines, ünd \udcff"
FIRST: tuple[Row, ...] = (("content/events/a.yaml", "events", "a", b"A"), ("content/people/p.yaml", "people", "p", b"P"))
paths = st.sampled_from([row[0] for row in FIRST] + ["content/events/b.yaml", "content/sources/s.yaml"])
names = st.sampled_from(["event:a", "event:b", "person:p", "list", "index.html", "events/a.html", "people/p.html"])
some_bytes = st.binary(max_size=3)


class Step:
    """What one build hands over."""

    def __init__(self, rows: Mapping[str, bytes], gone: set[str], blobs: Mapping[str, bytes], pairs: list[tuple[str, str]], *, anew: bool) -> None:
        self.rows, self.gone, self.blobs, self.pairs, self.anew = rows, gone - rows.keys(), blobs, pairs, anew

    def contents(self) -> Contents:
        rows = [(path, path.split("/")[1], path.split("/")[2], record) for path, record in self.rows.items()]
        return Contents(rows=iter(rows), gone=self.gone, blobs=self.blobs, reads=reads(self.pairs), reads_anew=self.anew)


steps = st.builds(
    Step,
    st.dictionaries(paths, some_bytes),
    st.sets(paths),
    st.dictionaries(st.sampled_from(["plan", "said"]), some_bytes),
    st.lists(st.tuples(names, names), max_size=9),
    anew=st.booleans(),
)


def reads(pairs: list[tuple[str, str]]) -> Reads:
    noted = Reads()
    for reader, cell in pairs:
        noted.note(reader, [cell])
    return noted


def opened(folder: Path, key: str = KEY) -> Index | None:
    return open_index(str(folder), key)


def kept(folder: Path, contents: Contents) -> bool:
    return keep(str(folder), KEY, contents, opened(folder))


def reached(pairs: set[tuple[str, str]], cells: set[str]) -> set[str]:
    """All that have read one of these, or what was made of it."""
    found: set[str] = set()
    while more := {reader for reader, cell in pairs if cell in cells | found} - found:
        found |= more
    return found


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, min_size=1, max_size=5), st.sets(names, min_size=1))
def test_it_gives_back_what_was_handed_over_last(handed: list[Step], cells: set[str]) -> None:
    rows: dict[str, bytes] = {}
    blobs: dict[str, bytes] = {}
    pairs: set[tuple[str, str]] = set()
    with tempfile.TemporaryDirectory() as name:
        for step in handed:
            assert kept(Path(name), step.contents())
            rows = {path: row for path, row in rows.items() if path not in step.gone} | dict(step.rows)
            blobs |= step.blobs
            pairs = (set() if step.anew else pairs) | set(step.pairs)

        index = opened(Path(name))

        assert index is not None
        assert {path: index.record(path) for path in rows} == rows
        assert [r for k in ("events", "people", "sources") for _, r in index.records(k)] == [rows[path] for path in sorted(rows)]
        assert {name: index.blob(name) for name in ("plan", "said")} == {name: blobs.get(name) for name in ("plan", "said")}
        assert index.readers(cells) == reached(pairs, cells)
        index.close()


def test_the_state_of_folders_comes_back_with_names_of_any_kind(tmp_path: Path) -> None:
    state = {"/a \udcff?": Folder(b"", (b"b\n", b"c\x80"), b"1" * 64, ("d",)), "/e": Folder(b"2" * 32)}
    kept(tmp_path, Contents(folders={"site": state, "ours": {"/x": Folder(b"3" * 32, ())}}))
    before = opened(tmp_path)
    assert before is not None

    keep(str(tmp_path), KEY, Contents(folders={"site": {"/a \udcff?": before.folders()["site"]["/a \udcff?"]}}), before)

    after = opened(tmp_path)
    assert after is not None
    assert {part: {path: as_told(folder) for path, folder in folders.items()} for part, folders in after.folders().items()} == {
        "site": {"/a \udcff?": as_told(state["/a \udcff?"])},
        "ours": {"/x": (b"3" * 32, (), b"", ())},
    }


def as_told(folder: Folder) -> tuple[object, ...]:
    return folder.own, folder.names, folder.stamps, folder.below


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an index, in a place whose name means something in an address."""
    made = tmp_path / "50% a?b#c" / ".dateline"
    made.mkdir(parents=True)
    assert kept(made, Contents(rows=FIRST, blobs={"said": b"first"}, reads=reads([("events/a.html", "event:a")])))
    return made


def is_as_first(folder: Path) -> bool:
    index = opened(folder)
    return index is not None and index.blob("said") == b"first" and index.record(FIRST[0][0]) == b"A"


def flip(path: Path) -> None:
    """Alter one byte, and leave the size and the time of change as they were."""
    time.sleep(2 * TICK_NS / 1e9)
    found, content = path.stat(), path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def forge(path: Path) -> None:
    """Put other words into a record, as SQLite does it."""
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE records SET record = 'forged'")
    connection.close()


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


SPOILT: dict[str, Callable[[Path], object]] = {
    "cut off": lambda path: os.truncate(path, 5000),
    "empty": lambda path: path.write_bytes(b""),
    "something else": lambda path: path.write_text("hello"),
    "altered in a byte": flip,
    "forged": forge,
    "gone": Path.unlink,
    "a folder": replace_by_folder,
    "touched": lambda path: path.write_bytes(path.read_bytes()),
    "without its mark": lambda path: path.with_name(MARK).unlink(),
    "with a broken mark": lambda path: path.with_name(MARK).write_bytes(b"\xff"),
    "with the mark of an earlier one": lambda path: path.with_name(MARK).write_bytes(reading.told(b"0" * 32)),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_an_index_that_is_not_as_it_was_left_is_absent_and_made_anew(spoil: Callable[[Path], object], folder: Path) -> None:
    spoil(folder / NAME)

    assert opened(folder) is None
    assert kept(folder, Contents(rows=FIRST, blobs={"said": b"first"})) is not (folder / NAME).is_dir()
    assert is_as_first(folder) is not (folder / NAME).is_dir()


def test_an_index_from_another_place_is_absent(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")

    assert opened(tmp_path / "copy") is None


def test_an_index_that_was_kept_under_another_key_or_in_another_form_is_absent(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert opened(folder, f"{KEY} ") is None
    monkeypatch.setattr(reading, "FORM", "another")
    assert opened(folder) is None


def test_while_another_program_writes_to_it_nothing_is_kept_and_nothing_lost(folder: Path) -> None:
    other = sqlite3.connect(folder / NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    done = kept(folder, Contents(blobs={"said": b"second"}))
    other.close()

    assert not done
    assert is_as_first(folder)


def test_what_cannot_be_written_is_not_kept_and_nothing_is_lost(folder: Path) -> None:
    (folder / f"{NAME}.new").mkdir()

    assert not keep(str(folder), KEY, Contents(blobs={"said": b"second"}), None)
    assert not kept(folder, Contents(blobs={"said": b"\xff"}, gone=["\udcff"]))
    assert is_as_first(folder)


def test_python_without_sqlite_remembers_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlite3", None)

    assert opened(folder) is None
    assert not kept(folder, Contents())


@pytest.mark.parametrize("anew", [False, True])
def test_what_fails_while_it_is_handed_over_leaves_the_state_of_before(anew: bool, folder: Path) -> None:
    def rows() -> Iterator[Row]:
        yield (*FIRST[0][:3], b"B" * 100_000)
        raise ValueError

    with pytest.raises(ValueError):
        keep(str(folder), KEY, Contents(rows=rows(), blobs={"said": b"second"}), None if anew else opened(folder))

    assert is_as_first(folder)
    assert sorted(p.name for p in folder.iterdir()) == [NAME, MARK]


TOUCHES = ("replace", "unlink", "fsync", "utime")  # what is done to the disk beside SQLite


@needs_fork
@pytest.mark.parametrize("anew", [False, True])
def test_a_writer_may_be_killed_at_any_touch_of_the_disk(anew: bool, folder: Path) -> None:
    def again() -> None:
        keep(str(folder), KEY, Contents(rows=FIRST if anew else FIRST[:1], blobs={"said": b"second"}), None if anew else opened(folder))

    moment = 1
    while killed(again, moment, TOUCHES):
        index = opened(folder)
        assert index is None or (index.blob("said") in (b"first", b"second") and index.record(FIRST[0][0]) == b"A")
        assert kept(folder, Contents(rows=FIRST, blobs={"said": b"first"}))
        assert is_as_first(folder)
        moment += 1
    assert moment > 4


@needs_fork
@pytest.mark.parametrize("anew", [False, True])
def test_a_writer_that_is_killed_before_its_end_leaves_the_state_of_before(anew: bool, folder: Path) -> None:
    def rows() -> Iterator[Row]:
        for n in range(3000):
            yield (f"content/events/{n}.yaml", "events", str(n), b"B" * 2000)
        os.kill(os.getpid(), signal.SIGKILL)

    assert killed(lambda: keep(str(folder), KEY, Contents(rows=rows(), blobs={"said": b"second"}), None if anew else opened(folder)), 0, ())

    assert is_as_first(folder)
    assert kept(folder, Contents(blobs={"said": b"third"}))
    assert not list(folder.glob("*-journal"))
