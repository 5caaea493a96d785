"""How Jinja finds the templates of a site: its own over the shipped ones, compiled once a text."""

from __future__ import annotations

import marshal
from collections.abc import MutableMapping
from pathlib import Path

import jinja2

from dateline.pipeline import precompiled
from dateline.pipeline.templates import COMPILED, key_of, own_templates
from dateline.shipped import shipped

_MOST = 200  # versions of templates kept; a preview of a week sees no more


class _Remembered(jinja2.BytecodeCache):
    """Compiled templates, kept while the program runs, by their very text; the shipped ones beside their files too."""

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> jinja2.bccache.Bucket:
        """The code of a template, if it is kept."""
        # The key says which text it is: no checksum is needed, and the name of the file stands in its place.
        bucket = jinja2.bccache.Bucket(environment, key_of(type(environment).__name__, name, filename, source), filename or "")
        if code := COMPILED.get(bucket.key) or precompiled.load(bucket.checksum, bucket.key):
            bucket.code = marshal.loads(code)  # noqa: S302 (our own, see `again.remember_templates` and `precompiled`)
            _keep(bucket.key, code)
        return bucket

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Done by `get_bucket`."""

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code is not None:
            code = marshal.dumps(bucket.code)
            _keep(bucket.key, code)
            precompiled.keep(bucket.checksum, bucket.key, code)


def _keep(key: str, code: bytes) -> None:
    if len(COMPILED) >= _MOST and key not in COMPILED:
        COMPILED.clear()
    COMPILED[key] = code


class _Templates(jinja2.ChoiceLoader):
    """Finds a template, and remembers what it was compiled to."""

    def load(self, environment: jinja2.Environment, name: str, globals: MutableMapping[str, object] | None = None) -> jinja2.Template:  # noqa: A002 — jinja's name
        if environment.bytecode_cache is None:
            environment.bytecode_cache = _Remembered()
        try:
            return super().load(environment, name, globals)
        except UnicodeDecodeError as error:
            raise jinja2.TemplateSyntaxError(f"the file is not UTF-8 text (byte {error.start})", 1, name) from error


def template_loader(root: Path) -> jinja2.BaseLoader:
    """The site's own templates over the shipped ones; "shipped/event.html" always names the shipped one."""
    ours = jinja2.FileSystemLoader(shipped("templates"))
    over = [jinja2.FileSystemLoader(own)] if (own := own_templates(root)) else []
    return _Templates([*over, ours, jinja2.PrefixLoader({"shipped": ours})])
