"""The command that gives the timeline to other tools."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli_shared import examples, exit_with, site_option, site_root, tell
from dateline.pipeline import summary

_FORMS = ("timelinejs", "sqlite", "json", "csv", "ics")


@click.command(epilog=examples("export timelinejs timeline.json", "export sqlite timeline.db && datasette timeline.db", "export csv > events.csv"))
@site_option
@click.argument("form", type=click.Choice(_FORMS), metavar="FORM")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
def export(form: str, file: Path | None) -> None:
    """Write the accepted timeline to FILE, or to standard output, in the FORM of another tool.

    \b
    timelinejs   the JSON that TimelineJS embeds in a page
    sqlite       a database that Datasette opens, every kind of record a table
    json, csv    everything the site publishes in data/
    ics          events of exact days, for a calendar
    """  # noqa: D301 — the mark keeps click from making one paragraph of the lines
    from dateline.files import CannotWriteError, write_atomic
    from dateline.pipeline.export import export_database, export_text

    file = None if file == Path("-") else file  # as other programs have it
    try:
        if form == "sqlite":
            if file is None:
                raise click.UsageError("a database cannot go to standard output: name a file, as in `export sqlite timeline.db`")
            done = export_database(site_root(), file)
        else:
            done = export_text(site_root(), form)
        if done.content is not None and file is not None:
            write = _write_into if file.exists() and not file.is_file() else write_atomic
            write(file, done.content)
    except CannotWriteError as error:
        raise click.ClickException(str(error)) from error
    tell(p for p in done.problems if p.severity == "error")
    exit_with(done.problems)
    if done.content is not None and file is None:
        _write(done.content)
    click.echo(f"{summary.count(done.events, 'event')} exported{f' to {file}' if file else ''}", err=True)
    if done.left_out:
        click.echo(f"left out, since {form} has no place for their dates: {', '.join(done.left_out)}", err=True)


def _write_into(file: Path, content: bytes) -> None:
    """Into a pipe or a device, in whose place nothing is put."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"cannot write {file}: {error.strerror}") from error


def _write(content: bytes) -> None:
    """To standard output, whole: a disk that is full is told, a pager that is left early is not."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.ClickException(f"cannot write to standard output: {error.strerror}") from error
