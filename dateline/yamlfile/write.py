"""Records → the YAML that a person edits: fields in the model's order, one line for each text, lists of ids in brackets.

What is written reads back equal, here and with YAML's usual readers: text that they would take for a number, a date
or a truth value stands in double quotes. Dates stay bare, as people write them: our reader takes every scalar as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from dateline.model import Record

# Bare text begins with a letter, a printed mark that YAML does not know, or a number followed by a word.
_BARE = re.compile(r"(?:[^\W\d_]|[“‘„«…–—£€¿¡]|[0-9]{1,9} [^\W\d_]).*")
_DATE = r"[0-9]{4}(?:-[0-9]{2}){0,2}[~?%]?"
_BARE_DATE = re.compile(rf"{_DATE}|[0-9]{{3}}X|(?:{_DATE}|\.\.)/(?:{_DATE}|\.\.)|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9:]{{5,8}}")
_DATE_FIELDS = {"date", "said", "during", "published", "accessed", "added", "changed", "on"}
# What PyYAML's default loader or YAML 1.2 takes for something else than text.
_MEANS_MORE = re.compile(r"y|n|yes|no|on|off|true|false|null|nan|inf", re.IGNORECASE)
_CUTS = re.compile(r": |:\Z| #| \Z")  # what ends bare text …
_CUTS_IN_BRACKETS = re.compile(r"[,:?\[\]{}]| #| \Z")  # … and inside brackets
_UNPRINTABLE = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_ODD = re.compile(f"[{_UNPRINTABLE}]")
_MUST_ESCAPE = re.compile(f'["\\\\{_UNPRINTABLE}]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write_record(record: Record, *, schema: str = "") -> str:
    """The whole file, with the line that tells editors where the schema is, if it is given."""
    head = f"# yaml-language-server: $schema={schema}\n" if schema else ""
    return head + "".join(f"{line}\n" for line in field_lines(written_fields(record), 0))


def written_fields(record: Record) -> dict[str, Any]:
    """The fields that a file holds: those left out, or equal to their default, are not written."""
    values = ((name, getattr(record, field), default) for name, field, default in _defaults(type(record)))
    return {name: value for name, value, default in values if value != default}


@lru_cache
def _defaults(kind: type[Record]) -> tuple[tuple[str, str, Any], ...]:
    """Name in the file, name in the struct, and default of every field."""
    return tuple(
        (f.encode_name, f.name, f.default_factory() if f.default_factory is not msgspec.NODEFAULT else f.default)
        for f in msgspec.structs.fields(kind)
    )


def field_lines(fields: Mapping[str, Any], indent: int) -> Iterator[str]:
    """`key: value` lines at this indent."""
    space = " " * indent
    for name, value in fields.items():
        key = f"{space}{name}:"
        if isinstance(value, tuple) and value and isinstance(value[0], Record):
            yield key
            for item in value:
                yield from item_lines(item, indent)
        elif isinstance(value, Record):
            inner = written_fields(value)
            yield from [key, *field_lines(inner, indent + 2)] if inner else [f"{key} {{}}"]
        elif isinstance(value, Mapping):
            inner = {plain_or_quoted(k): v for k, v in value.items()}
            yield from [key, *field_lines(inner, indent + 2)] if inner else [f"{key} {{}}"]
        elif isinstance(value, str) and "\n" in value and _fits_block(value):
            yield f"{key} |" if value.endswith("\n") else f"{key} |-"
            yield from (f"{space}  {line}" if line else "" for line in value.removesuffix("\n").split("\n"))
        else:
            yield f"{key} {inline(name, value)}"


def item_lines(item: Record, indent: int) -> Iterator[str]:
    """One item of a list of mappings, its dash at this indent."""
    fields = written_fields(item)
    if not fields:
        yield " " * indent + "- {}"
        return
    for number, line in enumerate(field_lines(fields, indent + 2)):
        yield line if number else f"{' ' * indent}- {line.lstrip(' ')}"


def inline(name: str, value: Any) -> str:
    """A value on one line: text, number, truth value, or a list of them in brackets."""
    if isinstance(value, tuple):
        return f"[{', '.join(plain_or_quoted(item, brackets=True) for item in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if name in _DATE_FIELDS and _BARE_DATE.fullmatch(value) else plain_or_quoted(value)
    return str(value)


def in_braces(item: Record) -> str:
    """A record on one line: {words: …, source: …}."""
    pairs = [f"{name}: {_inner(name, value)}" for name, value in written_fields(item).items()]
    return "{" + ", ".join(pairs) + "}"


def plain_or_quoted(text: str, *, brackets: bool = False) -> str:
    """The text as YAML: bare where no reader can mistake it, else in double quotes."""
    cuts = _CUTS_IN_BRACKETS if brackets else _CUTS
    bare = _BARE.fullmatch(text) and not (cuts.search(text) or _MEANS_MORE.fullmatch(text) or _ODD.search(text))
    return text if bare else quoted(text)


def quoted(text: str) -> str:
    """The text in double quotes, on one line."""
    return f'"{_MUST_ESCAPE.sub(_escaped, text)}"'


def _fits_block(value: str) -> bool:
    """Whether text of several lines can stand under a |, where nothing can be escaped."""
    body = value.removesuffix("\n")
    return bool(body) and body == body.strip() and not _ODD.search(body.replace("\n", " "))


def _inner(name: str, value: Any) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], Record):
        return f"[{', '.join(map(in_braces, value))}]"
    if isinstance(value, Record):
        return in_braces(value)
    if isinstance(value, str) and ("?" in value or ":" in value or name not in _DATE_FIELDS or not _BARE_DATE.fullmatch(value)):
        return plain_or_quoted(value, brackets=True)
    return inline(name, value)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _ESCAPES.get(found[0]) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")
