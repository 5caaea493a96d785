"""The everyday part of YAML → records, ten times as fast as the reader that tells mistakes.

Most files are lines of `key: value`, lists of them, one-line texts, and text under a |, as the importer writes them. Such a
file is cut into tokens by one regular expression and read here. Whatever else stands in it (an anchor, a brace, a text of
several lines, a comment behind a value, a mistake of any kind) makes this reader give up, and `read_record` reads it with
places and messages. That both give the same record wherever this one gives any is a law: tests/test_yaml_plain.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from msgspec import inspect

from dateline.model import Record

T = TypeVar("T", bound=Record)
Token = tuple[str, str, str, str, str, str, str, str]
Convert = Callable[[Any], Any]

_LONGEST = 100_000  # characters; a longer file is for the reader that counts its values
# What YAML takes for the end of a line, or does not take at all, and the tab.
_ODD = re.compile("[^\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
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
_WHOLE = re.compile(r"[0-9]{1,15}")
_YES_NO = {"true": True, "false": False, "yes": True, "no": False}


class _GiveUpError(Exception):
    """Something that the other reader must look at."""


def read_plain(kind: type[T], text: str) -> T | None:
    """The record in `text`; None where it is not plain enough, which says nothing about whether it is good."""
    if len(text) > _LONGEST or not text.endswith("\n") or _ODD.search(text):
        return None
    tokens: list[Token] = [token for token in _TOKEN.findall(text) if token != _BLANK]
    try:
        values, end = _mapping(tokens, 0, 0)
        if end < len(tokens) or not tokens:
            return None
        record: T = _struct(kind)(values)
    except (_GiveUpError, ValueError):  # ValueError: a date that is none
        return None
    return record


_BLANK = ("",) * 8


def _mapping(tokens: list[Token], at: int, column: int) -> tuple[dict[str, Any], int]:
    """The lines of one mapping from token `at` on, and the token behind it; the first may stand behind a dash. None = no value."""
    found: dict[str, Any] = {}
    first = at
    while at < len(tokens):
        indent, dash, key, value, mark, lines, inner, _ = tokens[at]
        here = len(indent) + 2 * bool(dash)
        if here < column or (dash and at > first and here == column):
            break
        if here > column or not key or key in found or (dash and at > first):
            raise _GiveUpError
        at += 1
        if value:
            found[key] = _one_line(value)
        elif mark:
            found[key] = _under(mark, lines, inner, column)
        elif at < len(tokens):
            below, its_dash = len(tokens[at][0]), tokens[at][1]
            if its_dash and below >= column:
                found[key], at = _list(tokens, at, below)
            elif below > column:
                found[key], at = _mapping(tokens, at, below)
            else:
                found[key] = None
        else:
            found[key] = None
    return found, at


def _list(tokens: list[Token], at: int, column: int) -> tuple[list[Any], int]:
    """The items of a list whose dashes stand in this column."""
    found: list[Any] = []
    while at < len(tokens):
        indent, dash, key, value, _, _, _, _ = tokens[at]
        if len(indent) < column or (len(indent) == column and not dash):
            break
        if len(indent) > column:
            raise _GiveUpError
        if key:
            item, at = _mapping(tokens, at, column + 2)
            found.append(item)
        elif value:
            found.append(_one_line(value))
            at += 1
        else:
            raise _GiveUpError
    return found, at


def _one_line(value: str) -> Any:
    first = value[0]
    if first in "\"'":
        return value[1:-1]
    if first == "[":
        inside = value[1:-1]
        if not inside:
            return []
        if not _ITEMS.fullmatch(inside):
            raise _GiveUpError
        return inside.split(", ")
    if ": " in value or " #" in value or value[-1] in ": ":  # what ends bare text, or is not part of it
        raise _GiveUpError
    return value


def _under(mark: str, lines: str, inner: str, column: int) -> str:
    """The text under a | without its indent; |- takes away the last line's end."""
    if len(inner) <= column:
        raise _GiveUpError
    text = lines[len(inner) :].replace("\n" + inner, "\n").rstrip("\n")
    return text if mark == "|-" else text + "\n"


@cache
def _struct(kind: type[Record]) -> Convert:
    """Reads the mapping of a record as its struct."""
    info = inspect.type_info(kind)
    fields = info.fields if isinstance(info, inspect.StructType) else ()
    plan = {field.encode_name: (field.name, _convert(field.type)) for field in fields}
    required = [field.name for field in fields if field.required]

    def read(values: Any) -> Any:
        if type(values) is not dict:
            raise _GiveUpError
        found = {}
        for key, value in values.items():
            if key not in plan:
                raise _GiveUpError
            if value is not None:
                name, convert = plan[key]
                found[name] = convert(value)
        for name in required:
            if found.get(name, "") == "":
                raise _GiveUpError
        return kind(**found)

    return read


def _convert(wanted: Any) -> Convert:
    """How a value of this type is read; whatever needs more than a look is left to the other reader."""
    if isinstance(wanted, inspect.Metadata):
        read = (wanted.extra or {}).get("read")
        if read:
            return lambda value: read(_text(value))
        wanted = wanted.type
    if isinstance(wanted, inspect.UnionType):
        wanted = next(t for t in wanted.types if not isinstance(t, inspect.NoneType))
    if isinstance(wanted, inspect.StrType):
        return _text
    if isinstance(wanted, inspect.VarTupleType):
        item = _convert(wanted.item_type)
        return lambda value: tuple([item(one) for one in _items(value)])
    if isinstance(wanted, inspect.LiteralType):
        return lambda value: _among(value, wanted.values)
    if isinstance(wanted, inspect.StructType):
        return _struct(wanted.cls)
    others: dict[type[Any], Convert] = {inspect.IntType: _whole, inspect.BoolType: _yes_no}
    return others.get(type(wanted), _too_much)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise _GiveUpError
    return value


def _items(value: Any) -> list[Any]:
    if type(value) is not list:
        raise _GiveUpError
    return value


def _among(value: Any, allowed: tuple[Any, ...]) -> Any:
    if type(value) is not str or value not in allowed:
        raise _GiveUpError
    return value


def _whole(value: Any) -> int:
    if not _WHOLE.fullmatch(_text(value)):
        raise _GiveUpError
    return int(value)  # all our whole numbers are 0 or more, or may be anything


def _yes_no(value: Any) -> bool:
    found = _YES_NO.get(_text(value).lower())
    if found is None:
        raise _GiveUpError
    return found


def _too_much(_: Any) -> Any:
    raise _GiveUpError
