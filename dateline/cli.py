"""The command line: each command is one call into the corridor and the words around it.

Exit codes: 0 done, 1 problems in the content, 2 wrong usage.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from dateline import __version__
from dateline.article import Given
from dateline.cli_decide import accept, reject, status
from dateline.cli_export import export
from dateline.cli_import import import_
from dateline.cli_new import new
from dateline.cli_publish import base_url_option, completion, help_, publish
from dateline.cli_shared import (
    address_given,
    annotate,
    day_given,
    examples,
    exit_with,
    site_option,
    site_root,
    tell,
    writing_to,
)

EXAMPLES = """
\b
Examples:
  dateline new my-timeline                     a new site in its own folder
  dateline import saved/*.html                 read saved articles into proposals
  dateline import dump.txt --published 2017-05-18
  dateline status                              what waits, what differs, what is unproven
  dateline accept --all                        take the proposals over
  dateline reject vote-*                       remove some for good
  dateline build                               read what is new, check, write the pages
  dateline serve                               preview, proposals marked
  dateline publish                             put the pages on GitHub Pages
"""


class _DefaultBuild(click.Group):
    """A group whose missing command means `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = [a for i, a in enumerate(args) if a != "--site" and (i == 0 or args[i - 1] != "--site")]
        if not ctx.resilient_parsing and not any(not a.startswith("-") for a in rest) and not {"--help", "--version", "-h"} & set(rest):
            args = [*args, "build"]
        return super().parse_args(ctx, args)


def _write(rows: Iterable[dict[str, Any]]) -> None:
    import msgspec

    for row in rows:
        sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")


@click.group(cls=_DefaultBuild, commands=[import_, new, status, accept, reject, export, publish, help_, completion], epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dateline")
@site_option
def main() -> None:
    """Saved news articles become a source-linked timeline."""


@main.command(epilog=examples("inspect saved/story.html", "inspect dump.txt --published 2017-05-18 --json", "inspect --jsonl < articles.jsonl > found.jsonl"))
@site_option
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--published", default="", help="The article's day of publication, YYYY-MM-DD.")
@click.option("--url", default="", help="The article's address.")
@click.option("--publisher", default="", help="The outlet's name.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as one JSON object an article.")
@click.option("--jsonl", is_flag=True, help="Read objects with id, text or html, published, url from standard input.")
def inspect(file: Path | None, published: str, url: str, publisher: str, *, as_json: bool, jsonl: bool) -> None:
    """Show what the reader sees in a saved article: a listing to read, or JSON."""
    from dateline.pipeline.inspect import inspect_file, inspect_lines
    from dateline.pipeline.readable import readable

    if jsonl:
        _write(inspect_lines(io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")))
    elif file is None:
        raise click.UsageError("name a saved article, or give --jsonl and write objects to standard input")
    else:
        rows = inspect_file(file, Given(published=day_given(published), url=address_given(url), publisher=publisher))
        _write(rows) if as_json else click.echo("\n\n".join(map(readable, rows)))


@main.command(epilog=examples("check --fix", "check --json > problems.json"))
@site_option
@click.option("--json", "as_json", is_flag=True, help="Print the problems as one JSON list, for editors.")
@click.option("--fix", is_flag=True, help="Mend first what has one right answer: slips in fields and ids, dates in another form, missing ids.")
def check(*, as_json: bool, fix: bool) -> None:
    """Prove every quotation and look for mistakes; without --fix it writes nothing but receipts."""
    from dateline.pipeline.checking import as_json as listed
    from dateline.pipeline.checking import checked

    root = site_root()
    with writing_to(root):
        done = checked(root, fix=fix)
    if as_json:
        click.echo(listed(done.problems))
    else:
        tell(done.problems)
        annotate(done.problems, root)
        click.echo("\n".join(done.lines))
    exit_with(done.problems)


@main.command(epilog=examples("build --base-url https://you.github.io/timeline/"))
@site_option
@base_url_option
@click.option("--jobs", type=click.IntRange(1, 2), default=1, show_default=True, help="Processes that make the pages of a large site: 2 take half the time (Linux).")
def build(base_url: str, jobs: int) -> None:
    """Read what is new in content/articles/, check, and write the pages (the default command)."""
    import time

    from dateline.pipeline.last import built, words_of

    started = time.perf_counter()
    root = site_root()
    with writing_to(root):
        done, written = built(root, base_url, jobs=jobs)
    errors, before, behind = words_of(done, written)
    click.echo(errors, nl=False, err=True)
    annotate(done.problems, root)
    if done.output:
        click.echo(f"{before}{time.perf_counter() - started:.1f}{behind}", nl=False)
    exit_with(done.problems)


@main.command()
@site_option
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free port.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def serve(port: int, *, open_browser: bool) -> None:
    """Preview on this machine, proposals marked, reloading on every change."""
    from dateline.files import CannotWriteError, insist_on_text
    from dateline.serve import NoPortError
    from dateline.serve import serve as run

    try:
        insist_on_text(site_root())
        run(site_root(), port, open_browser=open_browser, say=click.echo)
    except (CannotWriteError, NoPortError) as error:
        raise click.ClickException(str(error)) from error
