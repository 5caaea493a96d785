"""The command line: each command is one call into the corridor and the words around it.

Exit codes: 0 done, 1 problems in the content, 2 wrong usage.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from dateline import __version__
from dateline.article import Given
from dateline.pipeline import summary
from dateline.problem import Problem, Where

EXAMPLES = """
\b
Examples:
  dateline new my-timeline                     a new site in its own folder
  dateline import saved/*.html                 read saved articles into proposals
  dateline import dump.txt --published 2017-05-18
  dateline accept --all                        take the proposals over
  dateline reject vote-*                       remove some for good
  dateline build                               read what is new, check, write the pages
  dateline serve                               preview, proposals marked
"""


def _examples(*lines: str) -> str:
    """The last lines of a command's help; the mark at their head keeps click from making one paragraph of them."""
    return "\n".join(["\b", "Examples:" if len(lines) > 1 else "Example:", *(f"  dateline {line}" for line in lines)])


class _DefaultBuild(click.Group):
    """A group whose missing command means `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = [a for i, a in enumerate(args) if a != "--site" and (i == 0 or args[i - 1] != "--site")]
        if not any(not a.startswith("-") for a in rest) and not {"--help", "--version", "-h"} & set(rest):
            args = [*args, "build"]
        return super().parse_args(ctx, args)


def _remember_site(ctx: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    if value is not None:
        ctx.find_root().meta["dateline.site"] = value
    return value


_site: Callable[[Any], Any] = click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    callback=_remember_site,
    expose_value=False,
    help="The site's folder; by default the folder of build.py, or the current one.",
)


def site_root() -> Path:
    """The site that the command is about: --site, else the folder of build.py, else the current one."""
    chosen = click.get_current_context().find_root().meta.get("dateline.site")
    if chosen is None:
        script = Path(sys.argv[0])
        chosen = script.parent if script.name == "build.py" else Path()
    root = Path(chosen)
    if not root.is_dir():
        raise click.UsageError(f"there is no folder {root}: make a site with `new {root}`")
    return root


def tell(problems: Iterable[Problem]) -> None:
    """Print problems to standard error, once each, in order of place."""
    for text in dict.fromkeys(str(p) for p in sorted(problems, key=lambda p: (p.where or Where(""), p.code))):
        click.echo(text, err=True)


def _annotate(problems: Iterable[Problem], root: Path) -> None:
    """In GitHub Actions, the same again as annotations beside the lines."""
    from dateline.pipeline.checking import as_annotations

    for line in as_annotations(problems, root):
        click.echo(line)


def _write(rows: Iterable[dict[str, Any]]) -> None:
    import msgspec

    for row in rows:
        sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")


@click.group(cls=_DefaultBuild, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dateline")
@_site
def main() -> None:
    """Saved news articles become a source-linked timeline."""


@main.command(epilog=_examples("inspect saved/story.html", "inspect dump.txt --published 2017-05-18 --json", "inspect --jsonl < articles.jsonl > found.jsonl"))
@_site
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
        rows = inspect_file(file, Given(published=_day(published), url=url, publisher=publisher))
        _write(rows) if as_json else click.echo("\n\n".join(map(readable, rows)))


@main.command("import", epilog=_examples('import saved/ --publisher "The Weekly Gazette"'))
@_site
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--published", default="", help="Day of publication, YYYY-MM-DD; wins over what the file says.")
@click.option("--url", default="", help="The article's address.")
@click.option("--publisher", default="", help="The outlet's name.")
def import_(files: tuple[Path, ...], published: str, url: str, publisher: str) -> None:
    """Read saved articles (files or folders) into content/proposed/."""
    from dateline.pipeline.imports import files_in, import_files

    given = Given(published=_day(published), url=url, publisher=publisher)
    root = site_root()
    with _writing(root), _bar(files_in(files), "reading") as chosen:
        done = import_files(root, chosen, given)
    tell(done.problems)
    click.echo(f"{summary.count(done.articles, 'article')} read; {summary.count(done.proposals, 'proposal')} waiting in content/proposed/")
    _exit(done.problems)


@main.command(epilog=_examples("accept ryabkov-says-there-were-contacts", "accept 'events/*'"))
@_site
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All that waits.")
def accept(ids: tuple[str, ...], *, everything: bool) -> None:
    """Take proposals over: IDS are ids or patterns; the people and sources they need come along."""
    from dateline.pipeline.accept import accept as take

    if not ids and not everything:
        raise click.UsageError("name the proposals to accept, or give --all")
    root = site_root()
    with _writing(root):
        done = take(root, ids, everything=everything)
    tell(done.problems)
    for path, lines in done.paste.items():
        click.echo(f"{path} was left alone, because it cannot be edited safely; append these lines yourself:\n{lines}", err=True)
    click.echo(f"accepted {summary.kinds(done.keys)}")
    _exit(done.problems, failed=bool(done.paste))


@main.command(epilog=_examples("reject ryabkov-says-there-were-contacts", "reject 'sources/gazette-*'"))
@_site
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All that waits.")
def reject(ids: tuple[str, ...], *, everything: bool) -> None:
    """Remove proposals for good: IDS are ids or patterns; what they were made of is never proposed again."""
    from dateline.pipeline.reject import reject as take_away

    if not ids and not everything:
        raise click.UsageError("name the proposals to reject, or give --all")
    root = site_root()
    with _writing(root):
        done = take_away(root, ids, everything=everything)
    tell(done.problems)
    click.echo(f"rejected {summary.kinds(done.keys)}")
    _exit(done.problems)


@main.command(epilog=_examples("check --fix", "check --json > problems.json"))
@_site
@click.option("--json", "as_json", is_flag=True, help="Print the problems as one JSON list, for editors.")
@click.option("--fix", is_flag=True, help="Mend first what has one right answer: missing ids.")
def check(*, as_json: bool, fix: bool) -> None:
    """Prove every quotation and look for mistakes; without --fix it writes nothing but receipts."""
    from dateline.pipeline.checking import as_json as listed
    from dateline.pipeline.checking import checked

    root = site_root()
    with _writing(root):
        done = checked(root, fix=fix)
    if as_json:
        click.echo(listed(done.problems))
    else:
        tell(done.problems)
        _annotate(done.problems, root)
        click.echo("\n".join(done.lines))
    _exit(done.problems)


@main.command()
@_site
def build() -> None:
    """Read what is new in content/articles/, check, and write the pages (the default command)."""
    import time

    from dateline.pipeline.build import build_site

    started = time.perf_counter()
    root = site_root()
    with _writing(root):
        done = build_site(root)
    tell(done.problems)
    _annotate(done.problems, root)
    if done.output:
        seconds = time.perf_counter() - started
        click.echo(f"{summary.contents(done.archive)}\n{summary.count(done.pages, 'file')} in {done.output} ({done.written} written) in {seconds:.1f} s")
        if done.waiting:
            click.echo(f"{summary.count(done.waiting, 'proposal')} waiting in content/proposed/: see them with `serve`, take them with `accept`")
    else:
        click.echo("nothing was built: mend the errors above; the site on disk is as it was", err=True)
    _exit(done.problems)


@main.command()
@_site
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free port.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def serve(port: int, *, open_browser: bool) -> None:
    """Preview on this machine, proposals marked, reloading on every change."""
    from dateline.serve import NoPortError
    from dateline.serve import serve as run

    try:
        run(site_root(), port, open_browser=open_browser, say=click.echo)
    except NoPortError as error:
        raise click.ClickException(str(error)) from error


@main.command(epilog=_examples("new my-timeline && cd my-timeline && dateline import ~/saved/*.html"))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The site's title.")
def new(folder: Path, title: str) -> None:
    """Make a new site in FOLDER."""
    from dateline.files import CannotWriteError
    from dateline.scaffold import new_site

    try:
        made = new_site(folder, title)
    except FileExistsError as error:
        raise click.UsageError(str(error)) from error
    except CannotWriteError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"a new site in {folder} ({summary.count(len(made), 'file')}); put saved articles in it with `import`")


def _day(text: str) -> str:
    """The day given by --published, "" if none is; what cannot be read is wrong usage."""
    from dateline.edtf import check_day

    try:
        return check_day(text) if text else ""
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--published") from error


def _exit(problems: Iterable[Problem], *, failed: bool = False) -> None:
    if failed or any(p.severity == "error" for p in problems):
        sys.exit(1)


@contextlib.contextmanager
def _writing(root: Path) -> Iterator[None]:
    """Hold the site's lock; what the disk refuses is told in a line, without a traceback."""
    from dateline.files import CannotWriteError, LockedError, writing

    try:
        with writing(root):
            yield
    except (CannotWriteError, LockedError) as error:
        raise click.ClickException(str(error)) from error


def _bar(files: list[Path], label: str) -> contextlib.AbstractContextManager[Iterable[Path]]:
    """A progress bar on a terminal when there is more than a handful to do; else the files as they are."""
    if len(files) < 5 or not sys.stderr.isatty():
        return contextlib.nullcontext(files)
    return click.progressbar(files, label=label, file=sys.stderr, show_pos=True)
