"""Many files read at once: the same content as one after another, and no worker's death loses an article."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from making import ARTICLES, make_site, put, tree
from test_laws import articles

from dateline.article import Given
from dateline.pipeline import workers
from dateline.pipeline.imports import import_files
from dateline.pipeline.readings import Frame
from dateline.pipeline.workers import Crew, Job, crew_of, read_all

FILES = {**ARTICLES, "nothing.bin": b"\0\1\2", "again/pier.md": ARTICLES["pier.md"] + "\nNobody came.\n", "twice/pier.md": ARTICLES["pier.md"]}


def saved(folder: Path) -> list[Path]:
    put(folder / "saved", FILES)
    return [folder / "saved" / name for name in sorted(FILES)]


def started_with(start: object) -> Executor:
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"), initializer=start)  # type: ignore[arg-type]


def die_of_the_school() -> None:
    """In a worker: one article ends the process that reads it."""
    real = workers.frames_of

    def frames_of(data: bytes, digest: str, name: str, given: Given, outlets: Mapping[str, str]) -> Iterator[Frame]:
        return os._exit(9) if name == "school.md" else real(data, digest, name, given, outlets)

    workers.frames_of = frames_of  # type: ignore[assignment]


def break_at_the_school() -> None:
    """In a worker: the reader has a fault that one article finds."""
    real = workers.frames_of

    def frames_of(data: bytes, digest: str, name: str, given: Given, outlets: Mapping[str, str]) -> Iterator[Frame]:
        if name == "school.md":
            raise RecursionError("too deep")
        return real(data, digest, name, given, outlets)

    workers.frames_of = frames_of  # type: ignore[assignment]


def test_two_processes_make_the_same_content_as_one(tmp_path: Path) -> None:
    one, two = make_site(tmp_path / "one"), make_site(tmp_path / "two")
    files = saved(tmp_path)

    done = [import_files(site, files, Given(), crew=crew_of(jobs)) for site, jobs in ((one, 1), (two, 2))]

    assert tree(two) == tree(one)
    assert done[0] == done[1]
    assert done[0].articles == 6  # a file twice is one article each time it is named


@settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(articles, min_size=2, max_size=6, unique=True))
def test_made_up_articles_come_to_the_same_whatever_the_number_of_processes(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, two = make_site(Path(folder) / "one"), make_site(Path(folder) / "two")
        put(Path(folder), {f"saved/{n}.md": text for n, text in enumerate(texts)})
        files = [Path(folder) / f"saved/{n}.md" for n in range(len(texts))]

        done = [import_files(site, files, Given(), crew=crew_of(jobs)) for site, jobs in ((one, 1), (two, 2))]

        assert tree(two) == tree(one)
        assert done[0] == done[1]


def test_an_article_that_ends_its_process_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    site, without = make_site(tmp_path / "a"), make_site(tmp_path / "b")
    files = saved(tmp_path)
    school = tmp_path / "saved/school.md"
    import_files(without, [f for f in files if f != school], Given())

    done = import_files(site, files, Given(), crew=Crew(lambda: started_with(die_of_the_school), 2))

    assert [str(p) for p in done.problems if p.code == "worker-died"] == [
        f"{school}: error: the process that read this file ended, twice\n"
        "   import the file alone, without --jobs, to see why; the others were read [worker-died]"
    ]
    assert tree(site) == tree(without)


def test_a_fault_of_the_reader_is_told_of_its_file_and_the_rest_goes_on(tmp_path: Path) -> None:
    site = make_site(tmp_path)

    done = import_files(site, saved(tmp_path), Given(), crew=Crew(lambda: started_with(break_at_the_school), 2))

    assert [str(p) for p in done.problems if p.code == "reader-failed"] == [
        f"{tmp_path}/saved/school.md: error: the reader broke off at this file: RecursionError: too deep\n"
        "   please report it, with the file; the others were read                [reader-failed]"
    ]
    assert done.articles == 5


def test_a_file_that_takes_too_long_is_told_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path)
    real = workers.frames_of

    def endless(data: bytes, digest: str, name: str, given: Given, outlets: Mapping[str, str]) -> Iterator[Frame]:
        while name == "school.md":
            pass
        return real(data, digest, name, given, outlets)

    monkeypatch.setattr(workers, "frames_of", endless)
    monkeypatch.setattr(workers, "LIMIT_S", 0.5)
    done = import_files(site, saved(tmp_path), Given())

    assert [p.code for p in done.problems if p.where and p.where.path.endswith("school.md")] == ["too-slow"]
    assert done.articles == 5


def test_results_come_in_the_order_of_asking_and_few_are_under_way() -> None:
    asked = []

    def jobs() -> Iterator[Job]:
        for number in range(40):
            asked.append(number)
            yield Job(ARTICLES["pier.md"].encode(), f"{number}", f"{number}.md", Given(), {})

    ahead = []
    for number, found in enumerate(read_all(jobs(), crew_of(2))):
        assert isinstance(found, list)
        assert f"{number}.md".encode() in found[0].reading
        ahead.append(len(asked) - number)

    assert max(ahead) <= 9


def test_broken_off_an_import_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, whole = make_site(tmp_path / "a"), make_site(tmp_path / "b")
    files = saved(tmp_path)
    import_files(whole, files, Given())
    read: list[str] = []
    real = workers.frames_of

    def counted(data: bytes, digest: str, name: str, given: Given, outlets: Mapping[str, str]) -> Iterator[Frame]:
        read.append(name)
        return real(data, digest, name, given, outlets)

    def stop(done: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(workers, "frames_of", counted)
    with pytest.raises(KeyboardInterrupt):
        import_files(site, files, Given(), watch=stop)
    import_files(site, files, Given())

    assert tree(site) == tree(whole)
    assert len(read) == len({*read}) == len(FILES) - 1  # none twice; one of them is a copy of another
