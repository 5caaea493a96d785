"""What in a file has one right answer, answered, with every other byte as it was.

A misspelt field or choice that is one slip from one word alone; a date in another usual form that can be read one way;
one item where a list belongs; an id in capitals or with spaces. Words that somebody said are never touched: what was
meant is for a person to say. The result is read back; where it is not better by just that, nothing is done.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from dateline.model import Config, Event, Person, Record, Source
from dateline.problem import Problem, Where
from dateline.slug import slug
from dateline.yamlfile.read import read_record
from dateline.yamlfile.tree import Lines, Node, read_tree
from dateline.yamlfile.write import inline

_SHORTEST = 4  # letters of a word that may be misspelt; of shorter ones too many are one slip away
_WRITE = re.compile(r"write (\S+)(?: \(allowed: (.+)\))?")
_ZONE = re.compile(r"\d\s?(?:Z|[A-Z]{2,4}|[+-]\d\d:?\d\d)\Z")  # to leave a time zone out changes what is said
_SEVERAL = re.compile(r"[,;&]| and ")


class Mended(NamedTuple):
    """A file's text, and what was done to it."""

    text: str
    done: tuple[str, ...] = ()  # "'Jan. 12, 2026' is now 2026-01-12"


class _Answer(NamedTuple):
    node: Node
    text: str  # as it is to be written
    value: str  # as it is to be read


def mend_spelling(kind: type[Record], text: str) -> Mended:
    """The text with all mistakes mended that the reader of records tells and that have one right answer."""
    body = text.removeprefix("\ufeff")
    _, _, problems = read_record(kind, body, "")
    answered = [(problem, answer) for problem in problems if (answer := _answer(problem, body))]
    if not answered:
        return Mended(text)
    spliced = _written(body, [answer for _, answer in answered])
    left = Counter((p.code, p.what) for p in read_record(kind, spliced, "")[2])
    wanted = Counter((p.code, p.what) for p in problems) - Counter((p.code, p.what) for p, _ in answered)
    if left - wanted or not _same_but(body, spliced, [answer for _, answer in answered]):
        return Mended(text)
    return Mended(text[: len(text) - len(body)] + spliced, tuple(f"'{a.node.text}' is now {a.value}" for _, a in answered))


def mend_ids(text: str, answers: Mapping[Where, str]) -> Mended:
    """The text with these ids in place of those that stand at these places, where both are the same words."""
    body = text.removeprefix("\ufeff")
    found = ((_scalar_at(body, where), new) for where, new in answers.items())
    edits = [_Answer(node, inline("", new), new) for node, new in found if node and _same_id(node.text, new)]
    spliced = _written(body, edits)
    if not edits or not _same_but(body, spliced, edits):
        return Mended(text)
    return Mended(text[: len(text) - len(body)] + spliced, tuple(f"'{a.node.text}' is now {a.value}" for a in edits))


def _same_id(written: str, new: str) -> bool:
    """Whether an id was only written as a name is: "Ana Lee" for ana-lee."""
    have, mark, part = written.partition("#")
    return f"{slug(have, 200)}{mark}{part}" == new != written


def _answer(problem: Problem, text: str) -> _Answer | None:
    answer = _ANSWERS.get(problem.code)
    node = _scalar_at(text, problem.where) if answer and problem.where else None
    new = answer(problem, node) if answer and node else ""
    if not node or not new or "\n" in text[node.start : node.end]:
        return None
    return _Answer(node, new if new.startswith("[") else inline("date", new), new)


def _date(problem: Problem, node: Node) -> str:
    found = _WRITE.fullmatch(problem.hint)
    return found[1] if found and "is not how dates are written here" in problem.what and not _ZONE.search(node.text) else ""


def _field(_: Problem, node: Node) -> str:
    return _only_slip(node.text, _field_names())


def _choice(problem: Problem, node: Node) -> str:
    found = _WRITE.fullmatch(problem.hint)
    allowed = found[2].split(", ") if found and found[2] else []
    return slug(node.text) if slug(node.text) in allowed else _only_slip(node.text, allowed)


def _list(problem: Problem, node: Node) -> str:
    whole = problem.hint == f"write [{node.text}]" and node.plain and not _SEVERAL.search(node.text)
    return f"[{inline('', (node.text,))[1:-1]}]" if whole else ""


_ANSWERS: Mapping[str, Callable[[Problem, Node], str]] = {"bad-date": _date, "unknown-field": _field, "not-allowed": _choice, "wrong-type": _list}


@cache
def _field_names() -> frozenset[str]:
    """The fields of all records: a name that is one slip from two of them is not guessed, wherever it stands."""
    return frozenset(name for kind in (Event, Source, Person, Config) for name in _names_in(kind))


def _names_in(kind: type[msgspec.Struct]) -> set[str]:
    """The fields of a record and of the records in it."""
    names: set[str] = set()
    for field in msgspec.structs.fields(kind):
        names.add(field.encode_name)
        for part in _records_in(inspect.type_info(field.type)):
            names |= _names_in(part)
    return names


def _records_in(wanted: Any) -> list[type[msgspec.Struct]]:
    item = wanted.item_type if isinstance(wanted, inspect.VarTupleType) else wanted
    parts = item.types if isinstance(item, inspect.UnionType) else (item,)
    return [part.cls for part in parts if isinstance(part, inspect.StructType)]


def _only_slip(written: str, known: Iterable[str]) -> str:
    """The one known word that a slip of the hand makes of the written one; "" if there is none, or more than one."""
    near = [word for word in known if is_slip(written.lower(), word)]
    return near[0] if len(near) == 1 and len(written) >= _SHORTEST else ""


def is_slip(one: str, other: str) -> bool:
    """Whether one letter more, one less, another one, or two in the wrong order make one word of the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long[at:]


def _scalar_at(text: str, where: Where) -> Node | None:
    root = read_tree(text, where.path)
    lines = Lines(text, where.path)
    return next((n for n in _scalars(root) if lines.at(n.start) == where), None) if isinstance(root, Node) else None


def _scalars(node: Node) -> Iterator[Node]:
    """All scalars that are written where they stand, in order."""
    if node.alias:
        return
    if node.kind == "scalar":
        yield node
    for inner in node.items:
        yield from _scalars(inner)
    for key, value in node.pairs:
        yield from _scalars(key)
        yield from _scalars(value)


def _written(text: str, answers: Iterable[_Answer]) -> str:
    pieces, at = [], 0
    for answer in sorted(answers, key=lambda answer: answer.node.start):
        pieces += [text[at : answer.node.start], answer.text]
        at = answer.node.end
    return "".join([*pieces, text[at:]])


def _same_but(before: str, after: str, answers: Iterable[_Answer]) -> bool:
    """Whether all values are as they were, but for those that were answered."""
    new = {answer.node.start: answer.value.strip("[]").strip('"') if answer.text.startswith("[") else answer.value for answer in answers}
    old_tree, new_tree = read_tree(before, ""), read_tree(after, "")
    if not isinstance(old_tree, Node) or not isinstance(new_tree, Node):
        return False
    return [new.get(n.start, n.text) for n in _scalars(old_tree)] == [n.text for n in _scalars(new_tree)]
