"""Plain-text dumps: a title line, the body, and whatever the copying swept up with it.

Takes a text; gives Blocks, so that the same trimming serves pages and dumps.
"""

from __future__ import annotations

import re
from statistics import median

from dateline.parse.page import Block, Node, Page

_URL = re.compile(r"https?://[^\s<>\"]{4,2000}")


def read_plain(text: str) -> Page:
    """The paragraphs of a text as a page of one node."""
    paragraphs = _paragraphs(text)
    blocks = [Block(p, 0, _kind(p), [], sum(len(u) for u in _URL.findall(p[:5000])), 0) for p in paragraphs]
    return Page([Node("body", -1, "", "")], blocks)


def _paragraphs(text: str) -> list[str]:
    """One a line, unless the lines are wrapped at a width: then one between two blank lines."""
    lines = [line.strip() for line in text.split("\n")]
    full = [len(line) for line in lines if line]
    blank = lines.count("")
    wrapped = len(full) >= 8 and blank >= 2 and max(full) <= 100 and median(full) >= 45 and len(full) > 2 * blank
    if not wrapped:
        return [line for line in lines if line]
    groups: list[list[str]] = [[]]
    for line in lines:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [" ".join(group) for group in groups if group]


def _kind(paragraph: str) -> str:
    return "li" if re.match(r"[-*•‣] ", paragraph) else "p"
