"""`import`: saved articles become proposals; who reads them, how far that is, and what to do when it was broken off."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.article import Given
from dateline.cli_shared import (
    address_given,
    day_given,
    examples,
    exit_with,
    site_option,
    site_root,
    tell,
    writing_to,
)
from dateline.pipeline import summary

if TYPE_CHECKING:
    from dateline.pipeline.workers import Crew

_FEW = 5  # files below which nobody wants to see a count
_EVERY_S = 0.2  # between two looks at the clock on the screen
_WAIT_S = 10  # for a cluster to answer


@click.command("import", epilog=examples('import saved/ --publisher "The Weekly Gazette"', "import archive/ --jobs 4"))
@site_option
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--published", default="", help="Day of publication, YYYY-MM-DD; wins over what the file says.")
@click.option("--url", default="", help="The article's address.")
@click.option("--publisher", default="", help="The outlet's name.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 256), help="How many processes read at once.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Read on a dask.distributed cluster, tcp://HOST:PORT.")
def import_(files: tuple[Path, ...], published: str, url: str, publisher: str, jobs: int, scheduler: str) -> None:
    """Read saved articles (files or folders) into content/proposed/.

    What is read stays read: broken off, the same command goes on where it stopped.
    """
    from dateline.pipeline.imports import files_in, import_files

    given = Given(published=day_given(published), url=address_given(url), publisher=publisher)
    root = site_root()
    found = files_in(files)
    if not found:
        raise click.UsageError(f"there is no file to read in {', '.join(map(str, files))}: pictures, styles and scripts are left out")
    progress = Progress(len(found))
    with writing_to(root), _crew(jobs, scheduler) as crew, progress:
        done = import_files(root, found, given, crew=crew, watch=progress)
    tell(done.problems)
    click.echo(f"{summary.count(done.articles, 'article')} read; {summary.count(done.proposals, 'proposal')} waiting in content/proposed/")
    exit_with(done.problems)


class Progress:
    """A line on the terminal that says how many files are done, how fast, and how long the rest takes; elsewhere silent."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._began = self._told = time.monotonic()
        self._is_shown = total >= _FEW and sys.stderr.isatty()

    def __call__(self, done: int) -> None:
        """So many files are done."""
        self._done = done
        now = time.monotonic()
        if self._is_shown and (now - self._told >= _EVERY_S or done == self._total):
            self._told = now
            click.echo(f"\r\x1b[K{line(done, self._total, now - self._began)}", nl=False, err=True)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._is_shown and self._done:
            click.echo(err=True)
        if kind is KeyboardInterrupt:
            where = f"{self._done:,} of {summary.count(self._total, 'file')} done" if self._done < self._total else "all files read, the proposals not all written"
            click.echo(f"stopped: {where}; the same command goes on from there, and reads nothing twice", err=True)
            sys.exit(130)  # as shells tell that a command was ended by Ctrl-C


def line(done: int, total: int, seconds: float) -> str:
    """`1,200 of 10,000 files · 21 a second · 7 min left`."""
    rate = done / seconds if seconds else 0.0
    counted = f"{done:,} of {summary.count(total, 'file')}"
    if done == total:
        return f"{counted} · {rate:.0f} a second · comparing what they tell …"
    return f"{counted} · {rate:.0f} a second · {_span((total - done) / rate)} left" if rate else counted


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


@contextlib.contextmanager
def _crew(jobs: int, scheduler: str) -> Iterator[Crew]:
    """Who reads: this process, several, or a cluster."""
    from dateline.pipeline.workers import crew_of, crew_on

    if not scheduler:
        yield crew_of(jobs)
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise click.UsageError("--scheduler needs dask.distributed: python -m pip install distributed") from error
    try:
        client: Any = Client(scheduler, timeout=_WAIT_S)  # type: ignore[no-untyped-call,unused-ignore]
    except (OSError, ValueError) as error:
        raise click.ClickException(f"no scheduler answers at {scheduler}: {error}") from error
    with client:
        if not client.scheduler_info(n_workers=-1)["workers"]:
            raise click.ClickException(f"the cluster at {scheduler} has no workers: start some with `dask worker {scheduler}`")
        yield crew_on(client)
