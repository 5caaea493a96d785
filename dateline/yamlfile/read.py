"""YAML → records, with every mistake of a file at once and the place of every value.

Scalars are text until the model says otherwise, so `no`, `12:30`, `2017-02` and `1.10` stay what was typed. The
model's structs are the only definition: their fields, their types, and the functions that read dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from dateline.model import KeyPath, Record
from dateline.problem import Problem, Where
from dateline.yamlfile.tree import Lines, Node, read_tree

T = TypeVar("T", bound=Record)

_MOST_VALUES = 100_000  # in one file, aliases followed; a few lines of aliases can stand for more than memory holds
_SHOWN = 60  # characters of a value that a message repeats
_NOTHING = object()  # what could not be read; its mistake is told
_YES_NO = {"true": True, "false": False, "yes": True, "no": False}
_CALLED = {"config": "config.yaml", "publish": "'publish'", "stored": "'archived'", "withdrawal": "'withdrawn'"}
_KNOWN_TAGS = re.compile(r"!|tag:yaml\.org,2002:(?:str|int|float|bool|null|timestamp|seq|map)")


def read_record(kind: type[T], text: str, path: str) -> tuple[T | None, dict[KeyPath, Where], tuple[Problem, ...]]:
    """The record in `text`, where each of its values stands, and what is wrong.

    The record is None as soon as one mistake is an error. The places always hold (), the file itself.
    """
    text = text.removeprefix("\ufeff")
    tree = read_tree(text, path)
    if isinstance(tree, Problem):
        return None, {(): Where(path, 1, 1)}, (tree,)
    reading = _Reading(text, path)
    record: Any = reading.record(tree, kind)
    problems = tuple(sorted(reading.problems, key=lambda problem: problem.where or Where(path)))
    return None if problems else record, reading.places, problems


@lru_cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, inspect.Field]:
    found = inspect.type_info(kind)
    return {field.encode_name: field for field in found.fields} if isinstance(found, inspect.StructType) else {}


class _Reading:
    """Collects places and problems on the way through one file."""

    def __init__(self, text: str, path: str) -> None:
        self.lines = Lines(text, path)
        self.path = path
        self.places: dict[KeyPath, Where] = {}
        self.problems: list[Problem] = []
        self.values = 0

    def tell(self, code: str, node: Node, what: str, hint: str = "") -> Any:
        self.problems.append(Problem(code, what, hint, self.lines.at(node.start)))
        return _NOTHING

    def record(self, tree: Node | None, kind: type[Record]) -> Any:
        name = _called(kind)
        self.places[()] = Where(self.path, 1, 1)
        if tree is None or tree.empty:
            missing = next((f.encode_name for f in _fields(kind).values() if f.required), "")
            hint = f"write at least a line '{missing}: …'" if missing else "write 'key: value' lines, or remove the file"
            self.problems.append(Problem("empty-file", "the file holds nothing", hint, Where(self.path)))
            return _NOTHING
        if tree.kind != "mapping":
            return self.tell("wrong-type", tree, f"{name} is written as lines of 'key: value', found {_found(tree)}", "begin each line with a field's name and a colon")
        return self.struct(tree, kind, ())

    def value(self, node: Node, wanted: Any, key: KeyPath) -> Any:
        """The value as the model wants it, or _NOTHING."""
        self.values += 1
        if self.values > _MOST_VALUES:
            if self.values == _MOST_VALUES + 1:
                self.tell("too-large", node, f"the file holds more than {_MOST_VALUES:,} values, aliases followed", "remove the aliases")
            return _NOTHING
        self.places[key] = self.lines.at(node.start)
        if node.tag and not _KNOWN_TAGS.fullmatch(node.tag):
            return self.tell("yaml-syntax", node, f"the tag '{_short(node.tag)}' means nothing here", "put text that begins with ! in double quotes")
        read = None
        if isinstance(wanted, inspect.Metadata):
            read = (wanted.extra or {}).get("read")
            wanted = wanted.type
        if isinstance(wanted, inspect.UnionType):
            wanted = next(t for t in wanted.types if not isinstance(t, inspect.NoneType))
        if read:
            return self.read(node, read, key)
        return _READERS[type(wanted)](self, node, wanted, key)

    def read(self, node: Node, read: Callable[[str], Any], key: KeyPath) -> Any:
        text = node.text
        if node.kind == "list" and node.flow and len(node.items) == 1 and node.items[0].kind == "scalar":
            text = f"[{node.items[0].text}]"  # an unquoted [..2016-07-15] is a one-item list to YAML
        elif node.kind != "scalar":
            return self.tell("wrong-type", node, f"'{_shown_key(key)}' takes a date, found {_found(node)}", "write one date")
        try:
            return read(text)
        except ValueError as error:
            what, _, hint = str(error).partition("; ")
            return self.tell("bad-date", node, f"'{_shown_key(key)}': {what}", hint)

    def text(self, node: Node, _: Any, key: KeyPath) -> Any:
        if node.kind == "scalar":
            return node.text
        return self.tell("wrong-type", node, f"'{_shown_key(key)}' takes text, found {_found(node)}", "write one text, in double quotes if it begins with [ or {")

    def number(self, node: Node, wanted: Any, key: KeyPath) -> Any:
        whole = isinstance(wanted, inspect.IntType)
        form = r"[+-]?\d{1,15}" if whole else r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})"
        if node.kind != "scalar" or not re.fullmatch(form, node.text, re.ASCII):
            return self.tell("wrong-type", node, f"'{_shown_key(key)}' takes a {'whole ' if whole else ''}number, found {_found(node)}", "write digits")
        number = int(node.text) if whole else float(node.text)
        if wanted.ge is not None and number < wanted.ge:
            return self.tell("not-allowed", node, f"'{_shown_key(key)}' cannot be {node.text}", f"write {wanted.ge:g} or more")
        if wanted.le is not None and number > wanted.le:
            return self.tell("not-allowed", node, f"'{_shown_key(key)}' cannot be {node.text}", f"write {wanted.le:g} or less")
        return number

    def yes_no(self, node: Node, _: Any, key: KeyPath) -> Any:
        if node.kind == "scalar" and node.text.lower() in _YES_NO:
            return _YES_NO[node.text.lower()]
        return self.tell("wrong-type", node, f"'{_shown_key(key)}' takes true or false, found {_found(node)}", "write true or false")

    def one_of(self, node: Node, wanted: Any, key: KeyPath) -> Any:
        if node.kind == "scalar" and node.text in wanted.values:
            return node.text
        close, allowed = _nearest(node.text, wanted.values), ", ".join(wanted.values)
        hint = f"write {close} (allowed: {allowed})" if close else f"write one of {allowed}"
        return self.tell("not-allowed", node, f"'{_shown_key(key)}' cannot be {_found(node)}", hint)

    def items(self, node: Node, wanted: Any, key: KeyPath) -> Any:
        if node.kind != "list":
            write = f"write [{node.text}]" if node.kind == "scalar" and len(node.text) < _SHOWN else "begin each item with '- '"
            return self.tell("wrong-type", node, f"'{_shown_key(key)}' takes a list, found {_found(node)}", write)
        found = []
        for number, item in enumerate(node.items):
            if item.empty:
                self.tell("wrong-type", item, f"item {number + 1} of '{_shown_key(key)}' is empty", "write it, or remove its line")
                continue
            found.append(self.value(item, wanted.item_type, (*key, number)))
        return tuple(found)

    def names(self, node: Node, wanted: Any, key: KeyPath) -> Any:
        if node.kind != "mapping":
            return self.tell("wrong-type", node, f"'{_shown_key(key)}' takes lines of 'name: value', found {_found(node)}", "write each on an indented line of its own")
        return {name: self.value(value, wanted.value_type, (*key, name)) for name, _, value in self.entries(node)}

    def nested(self, node: Node, wanted: Any, key: KeyPath) -> Any:
        if node.kind != "mapping":
            fields = ", ".join(f"{name}: …" for name, f in _fields(wanted.cls).items() if f.required)
            return self.tell("wrong-type", node, f"{_called(wanted.cls)} is written as 'key: value' pairs, found {_found(node)}", f"write {{{fields}}}" if fields else "")
        return self.struct(node, wanted.cls, key)

    def struct(self, node: Node, kind: type[Record], key: KeyPath) -> Any:
        fields = _fields(kind)
        values: dict[str, Any] = {}
        meant: set[str] = set()  # fields that a misspelt name stands for are not missed as well
        for name, name_node, value in self.entries(node):
            field = fields.get(name)
            if field is None:
                close = _nearest(name, fields)
                meant.add(close)
                hint = f"write {close}" if close else f"its fields are {', '.join(fields)}"
                self.tell("unknown-field", name_node, f"{_called(kind)} has no field '{_short(name)}'", hint)
            elif not value.empty:
                values[field.name] = self.value(value, field.type, (*key, name))
        for field in fields.values():
            if field.required and values.get(field.name, "") == "":
                values[field.name] = _NOTHING
                if field.encode_name not in meant:
                    hint = f"add a line '{field.encode_name}: …'"
                    self.tell("missing-field", node, f"{_called(kind)} must have a field '{field.encode_name}'", hint)
        return kind(**values)

    def entries(self, node: Node) -> Iterator[tuple[str, Node, Node]]:
        """Name, its node and the value's, each name once; merge keys (<<) stand behind what is written."""
        seen: dict[str, Node] = {}
        merged: list[Node] = []
        for name, value in node.pairs:
            if name.kind != "scalar":
                self.tell("wrong-type", name, f"a field's name is text, found {_found(name)}", "write name: value")
            elif name.text == "<<" and name.plain:
                merged += value.items if value.kind == "list" else [value]
            elif name.text in seen:
                first = self.lines.at(seen[name.text].start).line
                self.tell("duplicate-key", name, f"'{_short(name.text)}' is written twice, first in line {first}", "keep one, and put the items of both into it if it is a list")
            else:
                seen[name.text] = name
                yield name.text, name, value
        for other in merged:
            self.values += 1
            if other.kind != "mapping":
                self.tell("wrong-type", other, f"'<<' takes an alias of a mapping, found {_found(other)}", "remove the line")
            for name, value in other.pairs if self.values < _MOST_VALUES else ():
                if name.text not in seen:
                    seen[name.text] = name
                    yield name.text, name, value


_READERS: dict[type[Any], Callable[[_Reading, Node, Any, KeyPath], Any]] = {
    inspect.StrType: _Reading.text,
    inspect.IntType: _Reading.number,
    inspect.FloatType: _Reading.number,
    inspect.BoolType: _Reading.yes_no,
    inspect.LiteralType: _Reading.one_of,
    inspect.VarTupleType: _Reading.items,
    inspect.DictType: _Reading.names,
    inspect.StructType: _Reading.nested,
}


def _called(kind: type[msgspec.Struct]) -> str:
    name = kind.__name__.removesuffix("Addition").lower()
    return _CALLED.get(name) or f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _nearest(name: str, known: Any) -> str:
    return next(iter(get_close_matches(name[:_SHOWN].lower(), list(known), 1)), "")


def _short(text: str) -> str:
    line = "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))  # nothing that a terminal would obey
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _found(node: Node) -> str:
    if node.kind != "scalar":
        return f"a {node.kind}"
    return f"'{_short(node.text)}'" if node.text else "nothing"


def _shown_key(key: KeyPath) -> str:
    return next((part for part in reversed(key) if isinstance(part, str)), "")
