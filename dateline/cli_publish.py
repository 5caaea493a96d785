"""The commands around a finished site and the program itself: publish, help and completion in a shell."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli_shared import annotate, examples, exit_with, site_option, site_root, tell, writing_to
from dateline.pipeline import summary

if TYPE_CHECKING:
    from dateline.pipeline.publish import Published, Target
    from dateline.pipeline.ready import Ready

SHELLS = ("bash", "zsh", "fish")
_SETUP = {
    "bash": 'into ~/.bashrc: eval "$(dateline completion bash)"',
    "zsh": 'into ~/.zshrc, behind compinit: eval "$(dateline completion zsh)"',
    "fish": "once: dateline completion fish > ~/.config/fish/completions/dateline.fish",
}


def _address(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    from dateline.pipeline.address import what_is_wrong

    if value and (why := what_is_wrong(value)):
        raise click.BadParameter(f"'{value}' cannot be the address of the site: {why}; write it whole: https://you.github.io/timeline/")
    return value


def base_url_option(command: Any) -> Any:
    """Where the site is to be published, if not where config.yaml says."""
    return click.option(
        "--base-url",
        default="",
        metavar="URL",
        envvar="DATELINE_BASE_URL",
        show_envvar=True,
        callback=_address,
        help="Where the site is published; wins over base_url in config.yaml.",
    )(command)


@click.command(epilog=examples("publish --check", "publish --dry-run", "publish --remote origin --branch gh-pages"))
@site_option
@base_url_option
@click.option("--check", is_flag=True, help="Only look over the built site as it stands, for what Pages refuses and what must not be public.")
@click.option("--dry-run", is_flag=True, help="Build, look it over, and say what would be pushed.")
@click.option("--remote", default="origin", show_default=True, metavar="NAME", help="The git remote, or the address or folder of a repository.")
@click.option("--branch", default="gh-pages", show_default=True, metavar="NAME", help="The branch that holds the built site.")
@click.option("--take-over", is_flag=True, help="Publish on top of commits of others; the branch's history keeps theirs.")
def publish(base_url: str, remote: str, branch: str, *, check: bool, dry_run: bool, take_over: bool) -> None:
    """Build, look the site over, and push it to a branch that GitHub Pages serves.

    With GitHub Actions you need no branch: the workflow that `new` wrote builds and deploys, and runs `publish --check`.
    """
    from dateline.pipeline.git import GitError
    from dateline.pipeline.publish import Target

    root = site_root()
    if not remote:
        raise click.UsageError("give --remote a name")
    is_folder = Path(remote).is_dir() and (os.sep in remote or remote.endswith(".git"))
    place = str(Path(remote).resolve()) if is_folder else remote  # git itself runs in the site's folder
    if check:
        _looked_over(root, base_url, place)
        return
    try:
        _publish(root, base_url, Target(place, branch, take_over), dry_run=dry_run)
    except GitError as error:
        raise click.ClickException(str(error)) from error


def _looked_over(root: Path, base_url: str, remote: str) -> Ready:
    """Look over the output folder and tell what is found; ends the program on an error."""
    from dateline.files import CannotWriteError
    from dateline.pipeline.ready import preflight

    try:
        ready = preflight(root, base_url, remote)
    except CannotWriteError as error:
        raise click.ClickException(str(error)) from error
    tell(ready.problems)
    annotate(ready.problems, root)
    errors = sum(p.severity == "error" for p in ready.problems)
    found = f"{summary.count(errors, 'error')}, {summary.count(len(ready.problems) - errors, 'warning')}"
    click.echo(f"{found}; {summary.count(ready.files, 'file')}, {ready.size / 1_000_000:,.1f} MB in {ready.shown}/")
    exit_with(ready.problems)
    return ready


def _publish(root: Path, base_url: str, target: Target, *, dry_run: bool) -> None:
    from dateline.pipeline.build import build_site
    from dateline.pipeline.git import repository
    from dateline.pipeline.publish import check_target, published_at
    from dateline.pipeline.publish import publish as push
    from dateline.store import load

    with repository(root) as git:
        check_target(git, target)
        config = load(root).archive.config
        address = base_url or ("" if config.base_url or config.domain else published_at(git, target.remote))
        with writing_to(root):
            built = build_site(root, address)
            tell(built.problems)
            if not built.output:
                click.echo("nothing was published: mend the errors above; the site online is as it was", err=True)
                exit_with(built.problems, failed=True)
            ready = _looked_over(root, address, target.remote)
            done = push(git, Path(built.output), target, config.title, dry_run=dry_run)
    for line in _told(done, target, ready.address, dry_run=dry_run):
        click.echo(line)


def _told(done: Published, target: Target, address: str, *, dry_run: bool) -> list[str]:
    """What was published, in lines."""
    where = f"{target.branch} of {target.remote}"
    kept = f"kept there, because somebody else put them there: {', '.join(done.kept)}" if done.kept else ""
    if not (done.added or done.changed or done.removed):
        return [line for line in (f"nothing changed: {where} holds this site already", kept) if line]
    counts = f"{done.added:,} new, {done.changed:,} changed, {done.removed:,} removed"
    head = f"would push to {where}: {counts}" if dry_run else f"pushed to {where}: {counts} (commit {done.commit[:10]})"
    setting = f"once, in Settings → Pages of the repository: Deploy from a branch, {target.branch}, / (root)" if done.first else ""
    return [line for line in (head, kept, f"the site: {address}" if address else "", setting) if line]


@click.command("help", epilog=examples("help accept", "help publish"))
@click.argument("command", required=False)
@click.pass_context
def help_(ctx: click.Context, command: str | None) -> None:
    """Show what a command does, its options, and examples."""
    root = ctx.find_root()
    group = root.command
    if command is None or not isinstance(group, click.Group):
        click.echo(root.get_help())
        return
    found = group.get_command(root, command)
    if found is None:
        raise click.UsageError(f"there is no command '{command}'; `dateline help` lists them")
    click.echo(found.get_help(click.Context(found, info_name=command, parent=root)))


@click.command(epilog="\b\n" + "\n".join(["Set it up with a line:", *(f"  {line}" for line in _SETUP.values())]))
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what SHELL needs to complete commands, options and the ids of proposals."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:  # click knows all of SHELLS
        raise click.ClickException(f"there is no completion for {shell}")
    made = kind(ctx.find_root().command, {}, "dateline", "_DATELINE_COMPLETE")
    click.echo(made.source_template % made.source_vars())  # `source` asks bash for its version, wherever this runs
