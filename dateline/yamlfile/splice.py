"""New list items put into a file that a person wrote, with every other byte as it was.

Comments, odd indents, brackets or dashes, line ends: all stay, since nothing is written anew; the items go in at the
places that the nodes give. The result is read back and compared; where it is not what it should be, nothing is done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from typing import Any, NamedTuple

import msgspec

from dateline.model import Event, Record
from dateline.yamlfile.read import read_record
from dateline.yamlfile.tree import Node, read_tree
from dateline.yamlfile.write import field_lines, in_braces, item_lines, plain_or_quoted

_DASH = re.compile(r"^( *)-(?:[ \t]|\r?\n)[ \t\r\n]*\Z", re.MULTILINE)
_BEFORE_ITEM = 120  # characters before an item in which its dash is looked for; it may stand on a line of its own


class _Edit(NamedTuple):
    """Text that goes in at an index."""

    at: int
    text: str


def append_items(text: str, additions: Record) -> str | None:
    """The file's text with the additions' list items behind its own; None where that cannot be done safely.

    Items that the file holds already are left out; fields of `additions` that are no lists are not looked at.
    """
    kind = _whole_kind(type(additions))
    body = text.removeprefix("\ufeff")
    before, _, problems = read_record(kind, body, "")
    root = read_tree(body, "")
    if before is None or problems or not isinstance(root, Node) or root.flow or not root.pairs:
        return None
    new = _new_items(before, additions)
    wanted = msgspec.structs.replace(before, **{name: (*getattr(before, name), *items) for name, items in new.items()})
    page = _Page(body, root, "\r\n" if "\r\n" in body else "\n")
    edits = [_edit(page, kind, name, items) for name, items in new.items()]
    spliced = _applied(body, [edit for edit in edits if edit])
    after, _, problems = read_record(kind, spliced, "")
    if after != wanted or problems or None in edits:
        return None
    return text[: len(text) - len(body)] + spliced


def add_ids(text: str) -> str | None:
    """An event's text with an id at each quotation and denial that has none; None where that cannot be done safely.

    Quotations inside denials are not numbered: nothing answers them. Numbers go on from the highest, so that the id of a
    quotation that is gone does not come back with other words.
    """
    body = text.removeprefix("\ufeff")
    before, _, problems = read_record(Event, body, "")
    root = read_tree(body, "")
    if before is None or problems or not isinstance(root, Node):
        return None
    wanted = numbered(before)
    edits = [
        _id_edit(body, node, mine.id)
        for field in ("quotations", "denials")
        for mine, had, node in zip(getattr(wanted, field), getattr(before, field), _items_of(root, field), strict=False)
        if mine != had
    ]
    spliced = _applied(body, edits)
    after, _, problems = read_record(Event, spliced, "")
    return None if after != wanted or problems else text[: len(text) - len(body)] + spliced


def numbered(event: Event) -> Event:
    """The event with an id at each of its quotations (q1 …) and denials (d1 …)."""
    return msgspec.structs.replace(
        event, quotations=_numbered(event.quotations, "q"), denials=_numbered(event.denials, "d")
    )


def _numbered(items: tuple[Any, ...], letter: str) -> tuple[Any, ...]:
    used = [int(item.id[1:]) for item in items if re.fullmatch(letter + "[0-9]{1,6}", item.id)]
    numbers = count(max(used, default=0) + 1)
    return tuple(item if item.id else msgspec.structs.replace(item, id=f"{letter}{next(numbers)}") for item in items)


def _items_of(root: Node, field: str) -> list[Node]:
    return next((value.items for key, value in root.pairs if key.text == field), [])


def _id_edit(text: str, item: Node, name: str) -> _Edit:
    """`id: q1` as the item's first field."""
    if item.flow:
        return _Edit(text.find("{", item.start) + 1, f"id: {name}, ")
    line_start = text.rfind("\n", 0, item.start) + 1
    newline = "\r\n" if "\r\n" in text else "\n"
    return _Edit(item.start, f"id: {name}{newline}{' ' * (item.start - line_start)}")


def _whole_kind(kind: type[Record]) -> type[Record]:
    """Event for EventAddition: the kind of the file that is added to."""
    base = kind.__bases__[0]
    return kind if base is Record else base


def _new_items(before: Record, additions: Record) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for name in before.__struct_fields__:
        have, more = getattr(before, name), getattr(additions, name, ())
        if isinstance(have, tuple) and isinstance(more, tuple):
            items = tuple(item for place, item in enumerate(more) if item not in have and item not in more[:place])
            found |= {name: items} if items else {}
    return found


class _Page(NamedTuple):
    """A file under the knife."""

    text: str
    root: Node
    newline: str

    def line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """Where the next line begins, or the end of the text."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1

    def behind(self, end: int, indent: int) -> int:
        """Where the line after a value begins, comments that are indented further than its item passed over."""
        at = place = self.line_end(end)
        while at < len(self.text):
            line = self.text[at : self.line_end(at)]
            bare = line.strip()
            if bare and (not bare.startswith("#") or len(line) - len(line.lstrip(" ")) <= indent):
                break
            at = self.line_end(at)
            place = at if bare else place
        return place

    def lines(self, at: int, lines: Sequence[str]) -> _Edit:
        """Whole lines that go in before the line that begins at `at`."""
        lead = self.newline if at and self.text[at - 1] != "\n" else ""
        return _Edit(at, lead + "".join(line + self.newline for line in lines))


def _edit(page: _Page, kind: type[Record], name: str, items: Sequence[Any]) -> _Edit | None:
    pair = next(((key, value) for key, value in page.root.pairs if key.text == name), None)
    if pair is None:
        return _new_field(page, kind, name, items)
    key, value = pair
    if value.alias:
        return None
    if value.empty:
        return _filled_field(page, key, name, items)
    if value.flow:
        return _in_brackets(page, value, items)
    return _behind_last(page, value, items)


def _new_field(page: _Page, kind: type[Record], name: str, items: Sequence[Any]) -> _Edit:
    """A field that the file has not: behind the one that the model puts before it, else at the end."""
    order = kind.__struct_fields__
    earlier = order[: order.index(name)]
    above = [value for key, value in page.root.pairs if key.text in earlier]
    after = max(above or [value for _, value in page.root.pairs], key=lambda value: value.end)
    first = page.root.pairs[0][0]
    indent = first.start - page.line_start(first.start)
    lines = list(field_lines({name: tuple(items)}, indent))
    return page.lines(page.behind(after.end, indent), lines)


def _filled_field(page: _Page, key: Node, name: str, items: Sequence[Any]) -> _Edit:
    """A field that is written without a value."""
    colon = page.text.index(":", key.end) + 1
    if not isinstance(items[0], Record):
        (line,) = field_lines({name: tuple(items)}, 0)
        return _Edit(colon, line.removeprefix(f"{name}:"))
    indent = key.start - page.line_start(key.start)
    lines = list(field_lines({name: tuple(items)}, indent))[1:]
    return page.lines(page.line_end(colon), lines)


def _in_brackets(page: _Page, value: Node, items: Sequence[Any]) -> _Edit:
    written = ", ".join(in_braces(i) if isinstance(i, Record) else plain_or_quoted(i, brackets=True) for i in items)
    if not value.items:
        return _Edit(value.end - 1, written)
    end = value.items[-1].end
    comma = re.compile(r"[ \t]*,").match(page.text, end)
    return _Edit(comma.end(), f" {written}") if comma else _Edit(end, f", {written}")


def _behind_last(page: _Page, value: Node, items: Sequence[Any]) -> _Edit | None:
    """Behind the last item of a list written with dashes, its dashes under theirs."""
    starts = [page.line_start(max(0, item.start - _BEFORE_ITEM)) for item in value.items]
    found = (_DASH.search(page.text[start : item.start]) for start, item in zip(starts, value.items, strict=True))
    dash = next((match for match in found if match), None)
    if dash is None:
        return None
    indent = len(dash[1])
    between = page.text[value.items[-2].end : value.items[-1].start] if len(value.items) > 1 else ""
    parted = bool(re.search(r"\n[ \t]*\r?\n", between.rpartition("-")[0]))  # the writer parts items by an empty line
    lines: list[str] = []
    for item in items:
        lines += [""] if parted else []
        lines += item_lines(item, indent) if isinstance(item, Record) else [f"{dash[1]}- {plain_or_quoted(item)}"]
    return page.lines(page.behind(value.items[-1].end, indent), lines)


def _applied(text: str, edits: Sequence[_Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.at):
        pieces += (text[at : edit.at], edit.text)
        at = edit.at
    return "".join([*pieces, text[at:]])
