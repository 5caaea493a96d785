"""The templates of a site as they were compiled, and their mistakes told with their place. Jinja is loaded for the latter alone."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable
from pathlib import Path
from types import CodeType

import msgspec

from dateline.problem import Problem, Where
from dateline.shipped import shipped

COMPILED: dict[str, bytes] = {}  # key → code; compiling all takes three times as long as a small site's pages
QUICK = "FastEnvironment"  # the environment whose code needs no Jinja
STRINGS = "strings.yaml"  # the words of the pages, beside the templates
_HINT = "mend it, or remove it to use the shipped one"


def key_of(environment: str, name: str, filename: str | None, text: str) -> str:
    """What a template's code is kept under: code that is as its text was, and tells its place in a mistake."""
    return f"{environment} {filename or name} {hashlib.sha256(text.encode('utf-8')).hexdigest()}"


def compiled() -> bytes:
    """What templates were compiled to, to be kept: code, so that only who is sure that it is their own may read it again."""
    return msgspec.msgpack.encode(COMPILED)


def remember(kept: bytes) -> None:
    """Take what `compiled` gave to an earlier run of this very program."""
    COMPILED.update(msgspec.msgpack.decode(kept, type=dict[str, bytes]))


def own_templates(root: Path) -> Path | None:
    """Where a site's own templates lie; None where these are the shipped ones, as in a clone of the program."""
    own = root / "templates"
    return None if own.resolve() == shipped("templates") else own


def code_of(root: Path) -> Callable[[str], CodeType] | None:
    """Gives the code of a shipped template by its name, or raises; None where a site has templates of its own, which may need Jinja."""
    own = own_templates(root)
    if own and own.is_dir() and any(file.name != STRINGS for file in own.iterdir()):
        return None
    folder = shipped("templates")

    def code(name: str) -> CodeType:
        file = folder / name
        return _code(COMPILED[key_of(QUICK, name, str(file), file.read_text(encoding="utf-8"))])

    return code


def _code(kept: bytes) -> CodeType:
    found = marshal.loads(kept)  # noqa: S302 (what `compiled` kept, see `again.remember_templates`)
    if not isinstance(found, CodeType):
        raise TypeError
    return found


def template_problem(error: Exception, root: Path) -> Problem | None:
    """What is wrong with a template, and where; None when the error did not come from one."""
    import jinja2

    if isinstance(error, jinja2.TemplateSyntaxError):
        where = Where(f"templates/{error.name}", error.lineno) if error.name else None
        return Problem("bad-template", f"the template cannot be read: {error.message}", _HINT, where)
    where = _last_line(error, root)
    if isinstance(error, jinja2.TemplateNotFound):
        return Problem("bad-template", f"there is no template {error.message}", "mend the name, or make the file", where)
    if not (where or isinstance(error, jinja2.TemplateError)):
        return None
    told = f"no words for {error}" if isinstance(error, KeyError) else str(error) or type(error).__name__
    return Problem("bad-template", f"a template cannot be filled in: {told}", _HINT, where)


def _last_line(error: Exception, root: Path) -> Where | None:
    """The innermost line of a template that the error went through: jinja puts them into the traceback."""
    folders = {(root / "templates").resolve(): "templates", shipped("templates").resolve(): "templates"}
    found, step = None, error.__traceback__
    while step:
        file = Path(step.tb_frame.f_code.co_filename)
        for folder, name in folders.items():
            if file.suffix != ".py" and file.resolve().is_relative_to(folder):
                found = Where(f"{name}/{file.resolve().relative_to(folder).as_posix()}", step.tb_lineno)
        step = step.tb_next
    return found
