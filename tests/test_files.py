"""Writing: whole or not at all, one writer at a time, and a disk that refuses is told."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from making import ROOT, put

from dateline.files import (
    CannotWriteError,
    LockedError,
    copy_atomic,
    remove,
    write_atomic,
    write_page,
    write_pieces,
    writing,
)

Write = Callable[[Path, bytes], bool]
HOLD = "import sys, time\nfrom pathlib import Path\nfrom dateline.files import writing\nwith writing(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n"


def refuse(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that is writing to the site."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    assert write_atomic(tmp_path / "a" / "b" / "c.yaml", b"title: x\n")

    assert (tmp_path / "a" / "b" / "c.yaml").read_bytes() == b"title: x\n"


def test_equal_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    write_atomic(path, b"x")
    before = path.stat()

    assert not write_atomic(path, b"x")
    assert not write_page(path, b"x")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_new_file_can_be_read_by_the_web_server_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_bytes(b"x")
    old.chmod(0o640)

    write_atomic(old, b"y")
    write_atomic(tmp_path / "new", b"y")

    mask = os.umask(0)
    os.umask(mask)
    assert (old.stat().st_mode & 0o777, (tmp_path / "new").stat().st_mode & 0o777) == (0o640, 0o666 & ~mask)


@pytest.mark.parametrize("write", [write_atomic, write_page])
@pytest.mark.parametrize("broken", ["replace", "chmod"])
def test_a_refusing_disk_leaves_the_old_file_and_nothing_half_written(write: Write, broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, broken, refuse)

    with pytest.raises(CannotWriteError) as told:
        write(path, b"new")

    assert str(told.value) == f"cannot write {path}: No space left on device"
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.yaml": b"old"}


def test_bytes_that_do_not_reach_the_disk_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", refuse)

    with pytest.raises(CannotWriteError, match="No space left on device"):
        write_atomic(tmp_path / "a.yaml", b"new")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [write_atomic, write_page])
def test_a_file_where_a_folder_should_be_is_told(write: Write, tmp_path: Path) -> None:
    (tmp_path / "content").write_bytes(b"")

    with pytest.raises(CannotWriteError, match=r"cannot write .*/content/events/a.yaml: "):
        write(tmp_path / "content" / "events" / "a.yaml", b"x")


@pytest.mark.parametrize("write", [write_atomic, write_page])
def test_a_folder_where_a_file_should_be_is_told(write: Write, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()

    with pytest.raises(CannotWriteError, match=r"a\.yaml: Is a directory"):
        write(tmp_path / "a.yaml", b"x")

    assert [p.name for p in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(CannotWriteError, match=r"a\.yaml: Permission denied"):
        write_atomic(tmp_path / "a.yaml", b"x")

    tmp_path.chmod(0o700)


def test_removing_takes_the_folders_that_it_leaves_empty(tmp_path: Path) -> None:
    write_atomic(tmp_path / "keep" / "proposed" / "events" / "a.yaml", b"x")
    write_atomic(tmp_path / "keep" / "b.yaml", b"x")

    remove(tmp_path / "keep" / "proposed" / "events" / "a.yaml")
    remove(tmp_path / "keep" / "never-there.yaml")

    assert [p.name for p in (tmp_path / "keep").iterdir()] == ["b.yaml"]


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path: Path, holder: subprocess.Popen[bytes]) -> None:
    with pytest.raises(LockedError) as told, writing(tmp_path):
        pass

    assert str(told.value) == f"process {holder.pid} is writing to {tmp_path}: wait for it to end"


def test_a_killed_writer_leaves_no_lock_behind(tmp_path: Path, holder: subprocess.Popen[bytes]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()

    with writing(tmp_path):
        assert (tmp_path / ".dateline" / "lock").read_text() == str(os.getpid())


def test_what_a_killed_writer_left_half_written_is_swept_by_the_next(tmp_path: Path) -> None:
    put(tmp_path, {"content/events/.dateline-77-1": "title: ha", "content/events/a.yaml": "title: x\n", "content/proposed/.ledger.json": "{}", ".dateline-mine": "x", ".dateline/lock": "77"})

    with writing(tmp_path):
        pass

    assert sorted(p.relative_to(tmp_path).as_posix() for p in (tmp_path / "content").rglob("*") if p.is_file()) == ["content/events/a.yaml", "content/proposed/.ledger.json"]
    assert (tmp_path / ".dateline-mine").exists()


def test_a_link_is_replaced_and_what_it_leads_to_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"theirs")
    (tmp_path / "a.yaml").symlink_to(tmp_path / "elsewhere")

    write_atomic(tmp_path / "a.yaml", b"x")

    assert ((tmp_path / "elsewhere").read_bytes(), (tmp_path / "a.yaml").read_bytes(), (tmp_path / "a.yaml").is_symlink()) == (b"theirs", b"x", False)


def test_pieces_may_be_made_while_others_are_written_beside_them(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        for name in ("a", "b"):
            write_page(tmp_path / name, b"x")
            yield b"y"

    write_pieces(tmp_path / "all", pieces(), sync=False)

    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"x", "b": b"x", "all": b"yy"}


def test_pieces_that_cannot_all_be_made_leave_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "all").write_bytes(b"old")

    with pytest.raises(ZeroDivisionError):
        write_pieces(tmp_path / "all", (b"y" * (1 // n) for n in (1, 0)))

    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"all": b"old"}


def test_a_name_of_many_long_letters_is_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'港' * 80}.md"

    write_atomic(path, b"x")
    copy_atomic(path, tmp_path / f"{'部' * 80}.md")

    assert sorted(len(p.name) for p in tmp_path.iterdir()) == [83, 83]


def small_disk(folder: Path) -> None:
    """A file system of 64 KB that is really full at 64 KB; only root can make one."""
    folder.mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")


@pytest.mark.parametrize("write", [write_atomic, write_page])
def test_a_disk_that_is_really_full_is_told_and_keeps_the_old_file(write: Write, tmp_path: Path) -> None:
    small_disk(tmp_path / "disk")
    try:
        write(tmp_path / "disk/a.yaml", b"old")

        with pytest.raises(CannotWriteError, match=r"cannot write .*a\.yaml: No space left on device"):
            write(tmp_path / "disk/a.yaml", b"new" * 100_000)

        assert {p.name: p.read_bytes() for p in (tmp_path / "disk").iterdir()} == {"a.yaml": b"old"}
    finally:
        subprocess.run(["umount", str(tmp_path / "disk")], check=True)


def test_the_lock_is_free_again_after_an_exception(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writing(tmp_path):
        raise ZeroDivisionError

    with writing(tmp_path):
        pass


def test_a_site_that_cannot_be_locked_is_told(tmp_path: Path) -> None:
    (tmp_path / ".dateline").write_bytes(b"")

    with pytest.raises(CannotWriteError, match=r"cannot write .*/\.dateline: "), writing(tmp_path):
        pass
