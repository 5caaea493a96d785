"""`new DIR`: asks at a terminal for what the options do not say, then makes the site."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli_shared import examples
from dateline.pipeline import summary

if TYPE_CHECKING:
    from dateline.scaffold import Wanted


def _told(wrong: Callable[[str], str]) -> Callable[[click.Context, click.Parameter, str], str]:
    """An option's check: what is wrong with its value is wrong usage."""

    def check(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
        if value and (why := wrong(value)):
            raise click.BadParameter(why)
        return value

    return check


def _lazily(name: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        from dateline import scaffold

        return str(getattr(scaffold, name)(value))

    return check


@click.command(epilog=examples("new my-timeline && cd my-timeline && dateline import ~/saved/*.html", "new . --title 'The harbor' --repository you/harbor --yes"))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="", callback=_told(_lazily("wrong_title")), help="The site's title.")
@click.option("--base-url", default="", metavar="URL", callback=_told(_lazily("wrong_address")), help="Where it will be published.")
@click.option("--repository", default="", metavar="OWNER/NAME", callback=_told(_lazily("wrong_repository")), help="Its repository, where it has one.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is given, and defaults for the rest.")
def new(folder: Path, title: str, base_url: str, repository: str, *, yes: bool) -> None:
    """Make a new site in FOLDER; at a terminal, title, address and repository are asked for."""
    from dateline.files import CannotWriteError
    from dateline.scaffold import Wanted, address_of, new_site, refuse_taken, repository_of, short_repository

    try:
        refuse_taken(folder)
        where = short_repository(repository) or repository_of(folder)
        known = Wanted(title, _with_slash(base_url) or address_of(where), where)
        if not yes and sys.stdin.isatty() and sys.stderr.isatty():
            known = _asked(folder, known, title=title, base_url=base_url, repository=repository)
        made = new_site(folder, known)
    except FileExistsError as error:
        raise click.UsageError(str(error)) from error
    except CannotWriteError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"cannot write {folder}: {error.strerror}") from error
    click.echo(f"a new site in {folder} ({summary.count(len(made), 'file')}); put saved articles in it with `import`")


def _asked(folder: Path, known: Wanted, *, title: str, base_url: str, repository: str) -> Wanted:
    """What is still to be known, asked for; Enter takes what stands in brackets."""
    from dateline import scaffold

    title = title or _ask("Title", scaffold.title_of(folder), scaffold.wrong_title)
    base_url = _with_slash(base_url or _ask("Address where it will be published", known.base_url, scaffold.wrong_address))
    guess = known.repository or scaffold.repository_at(base_url)
    repository = repository or _ask("Repository, as owner/name", guess, scaffold.wrong_repository)
    return scaffold.Wanted(title, base_url, scaffold.short_repository(repository))


def _ask(question: str, guess: str, wrong: Callable[[str], str]) -> str:
    while True:
        answer = str(click.prompt(f"{question} [{guess or 'none yet'}]", default=guess, show_default=False, err=True)).strip()
        if not answer or answer == guess:
            return guess
        if not (why := wrong(answer)):
            return answer
        click.echo(why, err=True)


def _with_slash(address: str) -> str:
    return address.rstrip("/") + "/" if address else ""
