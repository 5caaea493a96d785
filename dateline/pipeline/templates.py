"""The templates of a site: its own over the shipped ones, compiled once a text, and their mistakes told with their place."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

import jinja2
import msgspec

from dateline.pipeline import precompiled
from dateline.problem import Problem, Where
from dateline.shipped import shipped

_COMPILED: dict[str, bytes] = {}  # key of file and text → code; compiling all takes three times as long as a small site's pages
_MOST = 200  # versions of templates kept; a preview of a week sees no more
_HINT = "mend it, or remove it to use the shipped one"


class _Remembered(jinja2.BytecodeCache):
    """Compiled templates, kept while the program runs, by their very text; the shipped ones beside their files too."""

    def __init__(self, kept: MutableMapping[str, bytes]) -> None:
        self._kept = kept

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return filename or name

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        key = _key(bucket)
        if key not in self._kept and (found := precompiled.load(bucket.key, key)):
            self._keep(key, found)
        if code := self._kept.get(key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        key, code = _key(bucket), bucket.bytecode_to_string()
        self._keep(key, code)
        precompiled.keep(bucket.key, key, code)

    def _keep(self, key: str, code: bytes) -> None:
        if len(self._kept) >= _MOST:
            self._kept.clear()
        self._kept[key] = code


def compiled() -> bytes:
    """What templates were compiled to, to be kept: code, so that only who is sure that it is their own may read it again."""
    return msgspec.msgpack.encode(_COMPILED)


def remember(kept: bytes) -> None:
    """Take what `compiled` gave to an earlier run of this very program."""
    _COMPILED.update(msgspec.msgpack.decode(kept, type=dict[str, bytes]))


def _key(bucket: jinja2.bccache.Bucket) -> str:
    return f"{type(bucket.environment).__name__} {bucket.key} {bucket.checksum}"


class _Templates(jinja2.ChoiceLoader):
    """Finds a template, and remembers what it was compiled to."""

    def load(self, environment: jinja2.Environment, name: str, globals: MutableMapping[str, object] | None = None) -> jinja2.Template:  # noqa: A002 — jinja's name
        if environment.bytecode_cache is None:
            environment.bytecode_cache = _Remembered(_COMPILED)
        try:
            return super().load(environment, name, globals)
        except UnicodeDecodeError as error:
            raise jinja2.TemplateSyntaxError(f"the file is not UTF-8 text (byte {error.start})", 1, name) from error


def template_loader(root: Path) -> jinja2.BaseLoader:
    """The site's own templates over the shipped ones; "shipped/event.html" always names the shipped one."""
    ours, own = jinja2.FileSystemLoader(shipped("templates")), root / "templates"
    over = [] if own.resolve() == shipped("templates") else [jinja2.FileSystemLoader(own)]  # in a clone they are the same
    return _Templates([*over, ours, jinja2.PrefixLoader({"shipped": ours})])


def template_problem(error: Exception, root: Path) -> Problem | None:
    """What is wrong with a template, and where; None when the error did not come from one."""
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
