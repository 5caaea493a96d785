"""YAML text → a tree of nodes that know their place, every scalar still text.

Built from PyYAML's events, not by its composer: that one recurses in C and a file of a hundred thousand brackets
ends the program. Takes text without a byte order mark; gives the root, or the one mistake at which YAML ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from dateline.problem import Problem, Where

DEEPEST = 40  # levels; an event's deepest value lies at 5
LARGEST = 2_000_000  # code points; the largest record of a real timeline has 40,000


class Node(NamedTuple):
    """A value and its place in the text, in code points."""

    kind: Literal["scalar", "list", "mapping"]
    start: int
    end: int  # of a block list or mapping, of its last value
    text: str = ""  # of a scalar
    plain: bool = False  # a scalar without quotation marks
    flow: bool = False  # written with brackets or braces
    tag: str = ""  # "!name" as written before it
    alias: bool = False  # *name: what it holds is written elsewhere
    items: list[Node] = []  # noqa: RUF012  (filled once while the tree is built)
    pairs: list[tuple[Node, Node]] = []  # noqa: RUF012

    @property
    def empty(self) -> bool:
        """Whether nothing was written: `title:`."""
        return self.kind == "scalar" and self.plain and not self.text


class Lines:
    """Turns an index into a line and a column, as an editor counts them."""

    def __init__(self, text: str, path: str) -> None:
        self._ends = [found.end() for found in re.finditer(r"\r\n?|\n", text)]
        self._path = path

    def at(self, index: int) -> Where:
        """The place of the index, both counts from 1."""
        line = bisect_right(self._ends, index)
        return Where(self._path, line + 1, index - (self._ends[line - 1] if line else 0) + 1)


def read_tree(text: str, path: str) -> Node | Problem | None:
    """The root of the one document; None where the text holds none."""
    if len(text) > LARGEST:
        return Problem("too-large", f"the file has more than {LARGEST:,} characters", "split it", Where(path))
    lines = Lines(text, path)
    try:
        return _Builder(text).root()
    except _Mistake as error:
        return Problem("yaml-syntax", error.what, error.hint, lines.at(error.index))


class _Mistake(Exception):  # noqa: N818
    def __init__(self, what: str, hint: str, index: int) -> None:
        super().__init__(what)
        self.what, self.hint, self.index = what, hint, index


class _Builder:
    """Holds what is open while events arrive: the path of collections and the anchors."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.events = _events(text)
        self.anchors: dict[str, Node | None] = {}

    def root(self) -> Node | None:
        found: Node | None = None
        for event in self.events:
            name = type(event).__name__
            if name == "DocumentStartEvent" and found:
                what = "the file holds more than one document, parted by '---'"
                raise _Mistake(what, "write each record into a file of its own", event.start_mark.index)
            if name not in ("StreamStartEvent", "DocumentStartEvent", "DocumentEndEvent", "StreamEndEvent"):
                found = self.node(event, 0)
        return found

    def node(self, event: Any, depth: int) -> Node:
        start = event.start_mark.index
        if depth > DEEPEST:
            what = f"lists and mappings lie more than {DEEPEST} deep in each other"
            raise _Mistake(what, "no record needs that; check the brackets", start)
        name = type(event).__name__
        if name == "AliasEvent":
            return self.alias(event.anchor, start, event.end_mark.index)
        if event.anchor:
            self.anchors[event.anchor] = None
        node = self.scalar(event) if name == "ScalarEvent" else self.collection(event, depth)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def alias(self, anchor: str, start: int, end: int) -> Node:
        node = self.anchors.get(anchor)
        if node is None:
            what = f"'*{anchor}' repeats an anchor '&{anchor}' that is not written before it"
            raise _Mistake(what, "put text that begins with * in double quotes", start)
        return node._replace(start=start, end=end, alias=True)

    def scalar(self, event: Any) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in ("|", ">"):  # the empty lines behind it are its own only under |+
            written = self.text[start:end]
            end -= 1 if "+" in written.partition("\n")[0] else len(written) - len(written.rstrip())
        return Node("scalar", start, end, event.value, plain=not event.style, tag=event.tag or "")

    def collection(self, event: Any, depth: int) -> Node:
        start, flow, tag = event.start_mark.index, bool(event.flow_style), event.tag or ""
        children: list[Node] = []
        is_list = type(event).__name__ == "SequenceStartEvent"
        for inner in self.events:
            if type(inner).__name__ in ("SequenceEndEvent", "MappingEndEvent"):
                break
            children.append(self.node(inner, depth + 1))
        end = inner.end_mark.index if flow or not children else max(start, children[-1].end)
        if is_list:
            return Node("list", start, end, flow=flow, tag=tag, items=children)
        pairs = list(zip(children[::2], children[1::2], strict=True))
        return Node("mapping", start, end, flow=flow, tag=tag, pairs=pairs)


def _events(text: str) -> Iterator[Any]:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        problem, mark = error.problem or "", error.problem_mark or error.context_mark
        context = error.context or ""
        if "unexpected end of stream" in problem and error.context_mark:
            mark = error.context_mark
        index = mark.index if mark else 0
        raise _Mistake(*_plainly(problem, context, text[index : index + 1]), index) from error
    except yaml.reader.ReaderError as error:
        what = f"the character U+{int(error.character):04X} cannot stand in YAML"
        raise _Mistake(what, "remove it", int(error.position)) from error
    except UnicodeEncodeError as error:  # libyaml's word for the same
        what = f"the character U+{ord(text[error.start]):04X} cannot stand in YAML"
        raise _Mistake(what, "remove it", error.start) from error


# What PyYAML says, by its words, and the same for an editor. The first that fits is told.
_TOLD = (
    ("mapping values are not allowed", "a colon followed by a space begins a new key where none can stand", "put text that holds ': ' in double quotes, or write a space after the key's colon"),
    ("while scanning a quoted scalar found unexpected end of stream", "a quotation mark is opened here and never closed", "close it"),
    ("unknown escape character", "a backslash in double quotes is followed by a letter that means nothing", "write \\\\ for a backslash, or use single quotes"),
    ("found a tab", "a tab stands where YAML takes spaces only", "indent with spaces"),
    ("cannot start any token \t", "a tab stands where YAML takes spaces only", "indent with spaces"),
    ("cannot start any token", "text cannot begin with {found}", "put the text in double quotes"),
    ("did not find expected ',' or ']'", "a list's bracket is not closed before this", "close it with ], and put a comma between items"),
    ("did not find expected ',' or '}'", "a brace is not closed before this", "close it with }, and put a comma between fields"),
    ("expected ',' or ']'", "a list's bracket is not closed before this", "close it with ], and put a comma between items"),
    ("expected ',' or '}'", "a brace is not closed before this", "close it with }, and put a comma between fields"),
    ("could not find expected ':'", "the line before this has no colon after its key", "write key: value, or indent the line under the text that it continues"),
    ("block sequence entries are not allowed", "a list cannot begin on the line of its key", "begin the list on the next line"),
    ("expected '-' indicator", "a list ends here, and what follows is not one of its items", "begin the line with '- ', or correct its indent"),
    ("did not find expected key", "this is neither a new key nor part of the value before it", "check the indent; put text that holds quotation marks in double quotes, each inner one as \\\""),
    ("but found", "this is neither a new key nor part of the value before it", "check the indent; put text that holds quotation marks in double quotes, each inner one as \\\""),
)  # fmt: skip


def _plainly(problem: str, context: str, found: str) -> tuple[str, str]:
    said = f"{context} {problem} {found}"
    for words, what, hint in _TOLD:
        if words in said:
            return what.replace("{found}", found), hint
    return f"this is not YAML: {problem}", "check the indent and the quotation marks of this line"
