"""The entries of a static-timeline-generator site: its `content.js`, read as data and never run."""

from __future__ import annotations

import json
import re
from typing import Any

from dateline.parse.entries import MAX_ENTRIES, Row, Timeline, date_of, plain
from dateline.problem import Problem

MAX_SCRIPT = 3_000_000  # code points
_ENTRIES = re.compile(r"""(?<![\w$.])['"]?entries['"]?\s*[:=]\s*(\[)?""")
_BEGINS = re.compile(r"[\s;]*(?:(?:const|let|var|module|exports?|import|function|async)\b|\()")  # as only a script does, its comments and strings blanked
_MODULE = re.compile(r"\bmodule\.exports\b|\bexport\s+(?:default\b|const\b)")
_TITLE = re.compile(r"""\bpageTitle['"]?\s*[:=]\s*(?P<mark>['"`])(?P<words>(?:\\.|(?!(?P=mark)).){0,300})(?P=mark)""")
# A comment or a string ends at its mark or, where that never comes, with the line or the text; nothing is gone over twice.
_STRING = r"""(?:'(?:\\.|[^'\\\n])*+'?+|"(?:\\.|[^"\\\n])*+"?+|`(?:\\.|[^`\\])*+`?+)"""
_COMMENT = r"//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?+"
_UNSEEN = re.compile(f"{_COMMENT}|{_STRING}", re.DOTALL)
_WORDS = re.compile(rf"(?P<comment>{_COMMENT})|{_STRING}(?:\s*+\+\s*+{_STRING})*+", re.DOTALL)  # 'in two ' + 'parts', too
_ONE_STRING = re.compile(_STRING, re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_CONTROLS = {"n": "\n", "r": "\n", "t": "\t", "b": "", "f": "\n", "v": "\n", "0": "", "\n": "", "\r\n": ""}
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[T ]+(\d{1,2})[:-](\d{2})\S*)?")


def read_script(text: str) -> Timeline | None:
    """The timeline of a content.js; None for any other text."""
    head = text[:MAX_SCRIPT]
    if head.lstrip("\ufeff \t\r\n").startswith("<") or "entries" not in head or not _MODULE.search(head):
        return None  # a saved page has scripts in it, too
    code = _UNSEEN.sub(_blank, head)
    if not _BEGINS.match(code) or not _MODULE.search(code):
        return None
    places = list(_ENTRIES.finditer(code))
    if not places:
        return None
    found = next((place for place in places if place[1]), None)
    if not found:
        return _unread("they are not written there as a list")
    import chompjs

    try:
        read: Any = chompjs.parse_js_object(_WORDS.sub(_as_json, head[found.start(1) :]))
    except (ValueError, RecursionError):
        return _unread(f"the list that begins in line {head.count(chr(10), 0, found.start()) + 1} is no list of plain objects")
    title = _TITLE.search(head)
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, entry in enumerate((read if isinstance(read, list) else [])[: MAX_ENTRIES + 1], 1):
        if isinstance(entry, dict):
            row, fault = _row(f"entry {_text(entry, 'id') or number}", entry)
            rows.append(row)
            if fault:
                problems.append(Problem("bad-entry", f"{row.place}: it is undated: {fault}", "mend it there and import again, or date the proposal", severity="warning"))
    return Timeline(tuple(rows), re.sub(r"\\(.)", r"\1", title["words"]) if title else "", tuple(problems))


def _blank(unseen: re.Match[str]) -> str:
    """As many spaces as a comment or string has letters; a key in quotation marks stays."""
    return unseen[0] if unseen[0][1:-1] == "entries" else " " * len(unseen[0])


def _as_json(words: re.Match[str]) -> str:
    """A comment as a space, a string of any kind, in parts and over many lines, as JSON has it."""
    if words["comment"]:
        return " "
    text = "".join(_ESCAPE.sub(_unescaped, string[1:].removesuffix(string[0])) for string in _ONE_STRING.findall(words[0]))
    return json.dumps(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _unescaped(escape: re.Match[str]) -> str:
    if escape[4]:
        return _CONTROLS.get(escape[4], escape[4])
    code = int(escape[1] or escape[2] or escape[3], 16)
    return chr(code) if 0 < code < 0x110000 else "\ufffd"


def _unread(why: str) -> Timeline:
    hint = "write it as a list of plain objects, without calculations, and close its brackets"
    return Timeline((), problems=(Problem("bad-entry", f"the entries of the script cannot be read: {why}", hint),))


def _row(place: str, entry: dict[str, Any]) -> tuple[Row, str]:
    day = _text(entry, "datetime") or _text(entry, "date")
    found = _DATE.fullmatch(day)
    time = f"{int(found[4]):02}:{found[5]}" if found and found[4] and f"{found[4]}:{found[5]}" not in ("0:00", "00:00") else ""
    date, fault = date_of([part or "" for part in found.group(1, 2, 3)], (), time) if found else date_of([day])
    image = entry["image"] if isinstance(entry.get("image"), dict) else {}
    pictures = [(_text(image, "caption") or _text(image, "alt"), _text(image, "link") or _text(image, "src"))] if image else []
    linked = [(f"{_text(e, 'linkText')} {_text(e, 'extra')}", _text(e, "href")) for e in _list(entry.get("links")) if isinstance(e, dict)]
    row = Row(
        place=place,
        headline=_text(entry, "title"),
        date=date,
        text=_text(entry, "body"),
        tags=tuple(" ".join(plain(c).split()) for c in _list(entry.get("categories")) if isinstance(c, str) and c.strip()),
        links=tuple((words, address) for words, address in (*linked, *pictures) if address),
    )
    return row, fault


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(mapping: dict[str, Any], key: str) -> str:
    value = mapping.get(key)
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
