"""What the commands share: the site they are about, how problems are told, and how they end."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from dateline.problem import Problem, Where


def examples(*lines: str) -> str:
    """The last lines of a command's help; the mark at their head keeps click from making one paragraph of them."""
    return "\n".join(["\b", "Examples:" if len(lines) > 1 else "Example:", *(f"  dateline {line}" for line in lines)])


def _remember_site(ctx: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    if value is not None:
        ctx.find_root().meta["dateline.site"] = value
    return value


site_option: Callable[[Any], Any] = click.option(
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
    if not (root / "config.yaml").exists() and not (root / "content").is_dir():
        raise click.UsageError(f"{root.resolve()} is no site, it has neither config.yaml nor content/: give --site DIR, or make one with `new DIR`")
    return root


def waiting_ids(ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The ids of proposals that begin like this, for completion in a shell; none where there is no site."""
    try:
        with ctx.scope(cleanup=False):
            folder = site_root() / "content" / "proposed"
    except click.UsageError:
        return []
    return sorted({p.stem for p in folder.glob("*/*.yaml") if p.stem.startswith(begun)})


def tell(problems: Iterable[Problem]) -> None:
    """Print problems to standard error, once each, in order of place."""
    for text in dict.fromkeys(str(p) for p in sorted(problems, key=lambda p: (p.where or Where(""), p.code))):
        click.echo(text, err=True)


def annotate(problems: Iterable[Problem], root: Path) -> None:
    """In GitHub Actions, the same again as annotations beside the lines."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return  # spares the others what the import costs
    from dateline.pipeline.checking import as_annotations

    for line in as_annotations(problems, root):
        click.echo(line)


def day_given(text: str, option: str = "--published") -> str:
    """The day given by an option, "" if none is; what cannot be read is wrong usage."""
    from dateline.edtf import check_day

    try:
        return check_day(text) if text else ""
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from error


def address_given(text: str) -> str:
    """The address given by --url, "" if none is; what no reader could open is wrong usage."""
    if text and not text.lower().startswith(("https://", "http://")):
        raise click.BadParameter(f"'{text}' is no address on the web: write it whole, from https:// on", param_hint="--url")
    return text


def exit_with(problems: Iterable[Problem], *, failed: bool = False) -> None:
    """End with 1 if there is an error among the problems, or if something else failed."""
    if failed or any(p.severity == "error" for p in problems):
        sys.exit(1)


@contextlib.contextmanager
def writing_to(root: Path) -> Iterator[None]:
    """Hold the site's lock; what the disk refuses is told in a line, without a traceback."""
    from dateline.files import CannotWriteError, LockedError, writing

    try:
        with writing(root):
            yield
    except (CannotWriteError, LockedError) as error:
        raise click.ClickException(str(error)) from error
