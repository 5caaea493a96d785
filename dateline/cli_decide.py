"""The commands about proposals: what waits, taking it over, and removing it for good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from dateline.cli_shared import (
    day_given,
    examples,
    exit_with,
    site_option,
    site_root,
    tell,
    waiting_ids,
    writing_to,
)
from dateline.pipeline import summary

_NOTHING_NAMED = "name the proposals to {}, or give --source, --since or --all"


def _choosing(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments by which proposals are named."""
    for option in (
        click.option("--all", "everything", is_flag=True, help="All that waits."),
        click.option("--since", default="", metavar="DAY", help="Only what was found or changed on this day, YYYY-MM-DD, or later."),
        click.option("--source", "sources", multiple=True, metavar="ID", help="Only what this source reports; may be given again."),
        click.argument("ids", nargs=-1, shell_complete=waiting_ids),
    ):
        command = option(command)
    return command


@click.command(epilog=examples("status", "status --source nytimes-2017-02-14"))
@site_option
@_choosing
def status(ids: tuple[str, ...], sources: tuple[str, ...], since: str, *, everything: bool) -> None:
    """Say what is left to do: proposals that wait, edits that the reader differs from, words without proof."""
    from dateline.pipeline.choice import Choice
    from dateline.pipeline.status import status as look

    root: Path = site_root()
    with writing_to(root):
        done = look(root, Choice(ids, sources, day_given(since, "--since"), everything))
    tell(done.problems)
    for line in done.lines():
        click.echo(line)
    exit_with(done.problems)


@click.command(epilog=examples("accept ryabkov-says-there-were-contacts", "accept 'events/*' --source nytimes-2017-02-14", "accept late-report --into ryabkov"))
@site_option
@_choosing
@click.option("--into", default="", metavar="EVENT", help="Add the events named to this accepted one: they are the same happening.")
def accept(ids: tuple[str, ...], sources: tuple[str, ...], since: str, into: str, *, everything: bool) -> None:
    """Take proposals over: IDS are ids or patterns; the people and sources they need come along."""
    from dateline.pipeline.accept import accept as take

    if not (ids or sources or since or everything):
        raise click.UsageError(_NOTHING_NAMED.format("accept"))
    if into and not ids:
        raise click.UsageError("name the proposals that are the same happening as the event after --into")
    root, day = site_root(), day_given(since, "--since")
    with writing_to(root):
        done = take(root, ids, everything=everything, sources=sources, since=day, into=into)
    tell(done.problems)
    for path, lines in done.paste.items():
        click.echo(f"{path} was left alone, because it cannot be edited safely; append these lines yourself:\n{lines}", err=True)
    click.echo(f"accepted {summary.kinds(done.keys)}")
    exit_with(done.problems, failed=bool(done.paste))


@click.command(epilog=examples("reject ryabkov-says-there-were-contacts", "reject 'sources/gazette-*'"))
@site_option
@_choosing
def reject(ids: tuple[str, ...], sources: tuple[str, ...], since: str, *, everything: bool) -> None:
    """Remove proposals for good: IDS are ids or patterns; what they were made of is never proposed again."""
    from dateline.pipeline.reject import reject as take_away

    if not (ids or sources or since or everything):
        raise click.UsageError(_NOTHING_NAMED.format("reject"))
    root, day = site_root(), day_given(since, "--since")
    with writing_to(root):
        done = take_away(root, ids, everything=everything, sources=sources, since=day)
    tell(done.problems)
    click.echo(f"rejected {summary.kinds(done.keys)}")
    exit_with(done.problems)
