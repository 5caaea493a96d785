"""The everyday part of YAML → records, ten times as fast as the reader that tells mistakes.

Most files are lines of `key: value`, lists of them, one-line texts, and text under a |, as the importer writes them. Such a
file is cut into tokens by one regular expression and read here. Whatever else stands in it (an anchor, a brace, a text of
several lines, a comment behind a value, a mistake of any kind) makes this reader give up, and `read_record` reads it with
places and messages. That both give the same record wherever this one gives any is a law: tests/test_yaml_plain.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any, TypeVar

from msgspec import Struct, inspect

from dateline.model import Record

T = TypeVar("T", bound=Record)
Token = tuple[str, str, str, str, str, str, str, str]
ReadText = Callable[[str], Any]


class _Field(Struct, frozen=True):
    """How a field's value is read; what it does not say is left to the other reader."""

    name: str  # in the struct
    text: ReadText | None = None  # what a text becomes
    plain: bool = False  # whether it stays as it is
    item: ReadText | None = None  # what each text of a list becomes
    items: _Plan | None = None  # the mappings of a list
    inner: _Plan | None = None  # a mapping


class _Plan(Struct, frozen=True):
    """How a mapping is read as a struct."""

    form: type[Any]
    fields: dict[str, _Field]  # by name in the file
    required: tuple[str, ...]


_LONGEST = 100_000  # characters; a longer file is for the reader that counts its values
# What YAML takes for the end of a line, or does not take at all, and the tab.
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_USUAL = b"\n" + bytes(range(ord(" "), ord("~") + 1))  # of ASCII, what is not odd
_TOKEN = re.compile(
    r"""^(?:
    ([ ]*)(-[ ])?(?:([a-z_]+):(?=[ \n]))?[ ]*           # indent, dash, key
    (?:
      ( [^\W_][^\n]* | [“‘„«…–—£€¿¡][^\n]*              # text of one line: bare,
      | "[^"\\\n]*" | '[^'\n]*'                         #   in quotation marks that hold neither marks nor escapes,
      | \[[^\]\n]*\]                                    #   or a list in brackets;
      | )(?:\n|\Z)                                      #   or nothing
      | (\|-?)\n(([ ]+)[^ \n][^\n]*\n(?:\7[^\n]*[^ \n]\n|\n)*)  # the mark, its lines, their indent
    )
    | [ ]*\#[^\n]*(?:\n|\Z)                             # a comment on a line of its own
    | ([^\n]+)(?:\n|\Z)                                 # anything else
    )""",
    re.MULTILINE | re.VERBOSE,
)
_ITEMS = re.compile(r"[^\W_][^,:?#\[\]{}\"'\n]*(?<! )(?:, [^\W_][^,:?#\[\]{}\"'\n]*(?<! ))*")
_WORDS = re.compile(r"""(?:([a-z_][a-z0-9_.]{0,200}):[ ]"([^"\\\n]*)"|\#[^\n]*|)\n""", re.VERBOSE)
_WHOLE = re.compile(r"[0-9]{1,15}")
_YES_NO = {"true": True, "false": False, "yes": True, "no": False}


class _GiveUpError(Exception):
    """Something that the other reader must look at."""


def read_plain(kind: type[T], text: str) -> T | None:
    """The record in `text`; None where it is not plain enough, which says nothing about whether it is good."""
    if len(text) > _LONGEST or not text.endswith("\n") or _is_odd(text):
        return None
    tokens: list[Token] = _TOKEN.findall(text)
    if _BLANK in tokens:
        tokens = [token for token in tokens if token != _BLANK]
    try:
        record, end = _mapping(_plan(kind), tokens, 0, 0)
    except (_GiveUpError, ValueError):  # ValueError: a date that is none
        return None
    return record if end == len(tokens) > 0 else None


def read_words(text: str) -> dict[str, str] | None:
    """Key → text of a file of lines `key: "text"` and comments; None where anything else stands in it."""
    if len(text) > _LONGEST or _is_odd(text):
        return None
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        line = _WORDS.match(text, at)
        if line is None or line[1] in found:
            return None
        if line[1]:
            found[line[1]] = line[2]
        at = line.end()
    return found


_BLANK = ("",) * 8
_MARKS = "\"'"


def _is_odd(text: str) -> bool:
    if text.isascii():  # told ten times as quickly from bytes
        return bool(text.encode().translate(None, _USUAL))
    return bool(_ODD.search(text))


def _mapping(plan: _Plan, tokens: list[Token], at: int, column: int) -> tuple[Any, int]:
    """The lines of one mapping from token `at` on as a struct, and the token behind it; the first may stand behind a dash."""
    found: dict[str, Any] = {}
    seen: set[str] = set()
    fields, first, end = plan.fields, at, len(tokens)
    while at < end:
        indent, dash, key, value, mark, lines, inner, _ = tokens[at]
        here = len(indent) + 2 if dash else len(indent)
        if here != column or (dash and at > first):
            if here <= column:
                break
            raise _GiveUpError
        field = fields.get(key)
        if field is None or key in seen:
            raise _GiveUpError
        seen.add(key)
        at += 1
        if value and value[0] == "[":
            found[field.name] = _in_brackets(field, value)
        elif value:
            text = value[1:-1] if value[0] in _MARKS else value
            if text is value and (": " in value or " #" in value or value[-1] in ": "):  # `_bare` without a call: nearly all values come here
                raise _GiveUpError
            found[field.name] = text if field.plain else _of_text(field, text)
        elif mark:
            found[field.name] = _of_text(field, _under(mark, lines, inner, column))
        elif at < end and len(tokens[at][0]) + bool(tokens[at][1]) > column:
            found[field.name], at = _below(field, tokens, at)
    for name in plan.required:
        if not found.get(name):
            raise _GiveUpError
    return plan.form(**found), at


def _below(field: _Field, tokens: list[Token], at: int) -> tuple[Any, int]:
    """A list or a mapping that stands under its key."""
    indent, dash = tokens[at][:2]
    if dash:
        return _list(field, tokens, at, len(indent))
    if field.inner is None:
        raise _GiveUpError
    return _mapping(field.inner, tokens, at, len(indent))


def _list(field: _Field, tokens: list[Token], at: int, column: int) -> tuple[tuple[Any, ...], int]:
    """The items of a list whose dashes stand in this column."""
    found: list[Any] = []
    while at < len(tokens):
        indent, dash, key, value, _, _, _, _ = tokens[at]
        if len(indent) < column or (len(indent) == column and not dash):
            break
        if len(indent) > column:
            raise _GiveUpError
        if key and field.items:
            item, at = _mapping(field.items, tokens, at, column + 2)
            found.append(item)
        elif value and not key and field.item and value[0] != "[":
            found.append(field.item(_bare(value)))
            at += 1
        else:
            raise _GiveUpError
    return tuple(found), at


def _of_text(field: _Field, text: str) -> Any:
    if field.text is None:
        raise _GiveUpError
    return field.text(text)


def _bare(value: str) -> str:
    """The text of one line without its quotation marks."""
    if value[0] in _MARKS:
        return value[1:-1]
    if ": " in value or " #" in value or value[-1] in ": ":  # what ends bare text, or is not part of it
        raise _GiveUpError
    return value


def _in_brackets(field: _Field, value: str) -> tuple[Any, ...]:
    inside = value[1:-1]
    if field.item is None and (field.items is None or inside):
        raise _GiveUpError
    if not inside:
        return ()
    if not _ITEMS.fullmatch(inside):
        raise _GiveUpError
    return tuple(map(field.item, inside.split(", "))) if field.item else ()


def _under(mark: str, lines: str, inner: str, column: int) -> str:
    """The text under a | without its indent; |- takes away the last line's end."""
    if len(inner) <= column:
        raise _GiveUpError
    text = lines[len(inner) :].replace("\n" + inner, "\n").rstrip("\n")
    return text if mark == "|-" else text + "\n"


@cache
def _plan(kind: type[Record]) -> _Plan:
    return _plan_of(inspect.type_info(kind))


def _plan_of(info: Any) -> _Plan:
    """How a struct is read of which all is told that is below it: to ask again for each part takes twice as long."""
    required = tuple(field.name for field in info.fields if field.required)
    return _Plan(info.cls, {field.encode_name: _field(field.name, field.type) for field in info.fields}, required)


def _field(name: str, wanted: Any) -> _Field:
    """How a field of this type is read."""
    if isinstance(wanted, inspect.UnionType):
        wanted = next(t for t in wanted.types if not isinstance(t, inspect.NoneType))
    if isinstance(wanted, inspect.StructType):
        return _Field(name, inner=_plan_of(wanted))
    if isinstance(wanted, inspect.VarTupleType):
        item = wanted.item_type
        return _Field(name, items=_plan_of(item)) if isinstance(item, inspect.StructType) else _Field(name, item=_of(item))
    read = _of(wanted)
    return _Field(name, read, plain=read is str)


def _of(wanted: Any) -> ReadText | None:
    """What makes a value of this type from a text; None where it takes more than a look."""
    if isinstance(wanted, inspect.Metadata):
        read: ReadText | None = (wanted.extra or {}).get("read")
        if read:
            return read
        wanted = wanted.type
    if isinstance(wanted, inspect.LiteralType):
        return partial(_among, wanted.values)
    others: dict[type[Any], ReadText] = {inspect.StrType: str, inspect.IntType: _whole, inspect.BoolType: _yes_no}
    return others.get(type(wanted))


def _among(allowed: tuple[Any, ...], value: str) -> str:
    if value not in allowed:
        raise _GiveUpError
    return value


def _whole(value: str) -> int:
    if not _WHOLE.fullmatch(value):
        raise _GiveUpError
    return int(value)  # all our whole numbers are 0 or more, or may be anything


def _yes_no(value: str) -> bool:
    found = _YES_NO.get(value.lower())
    if found is None:
        raise _GiveUpError
    return found
