"""PDF with a text layer, read by pypdf where it is installed (`pip install pypdf`).

Lines are joined to paragraphs; what a browser prints at head and foot (its own day, not the article's) goes; a scan without a text layer gives nothing, and that is said.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from dateline.problem import Problem

MAX_PAGES = 300
_FULL = 0.8  # of the margin's width: a shorter line is not full
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st", 0xAD: None}
_ADDRESS = re.compile(r"(https?://\S{8,2000})\s+\d+/\d+\s*$", re.MULTILINE)  # browsers print it at the foot of each page
_MARGIN = re.compile(r"\s*(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d.*|(?:https?|file):\S+(?:\s+\d+/\d+)?\s*|(?:page |seite )?\d+(?:\s*(?:/|of|von)\s*\d+)?\s*)$", re.IGNORECASE)
_MISSING = Problem("pdf-reader-missing", "reading a PDF needs the package pypdf", "run: pip install pypdf; or save the article as HTML or text")
_SCAN = Problem("no-text", "the PDF has no text layer: it is a picture of a page", "run it through OCR first, or save the article as HTML or text")
_BROKEN = Problem("not-text", "the PDF is damaged or locked and could not be read", "save it again, or save the article as HTML or text")


def read_pdf(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text, paragraphs parted by a blank line, and what went wrong; "" when there is none."""
    if find_spec("pypdf") is None:
        return "", (_MISSING,)
    pypdf, errors = import_module("pypdf"), import_module("pypdf.errors")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        pages = [page.extract_text() or "" for page in reader.pages[:MAX_PAGES]]
    except (errors.PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError, AssertionError, NotImplementedError):
        return "", (_BROKEN,)  # pypdf raises all of these on damaged files
    text = "\n".join(pages).translate(_LIGATURES)
    if not text.strip():
        return "", (_SCAN,)
    address = _ADDRESS.search(text)
    lines = [line for line in text.split("\n") if not _MARGIN.match(line)]
    return (f"URL: {address[1]}\n\n" if address else "") + paragraphs(lines), ()


def paragraphs(lines: Sequence[str]) -> str:
    """Printed lines joined: one that ends a sentence well before the margin ends the paragraph too.

    Short lines before the first full one are title, byline and day, each its own.
    """
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    parts: list[str] = []
    current: list[str] = []
    begun = False
    for line in map(str.strip, lines):
        begun = begun or len(line) >= _FULL * width
        if line:
            current.append(line)
        ends = len(line) < _FULL * width and re.search(r"[.!?”\"’)]$", line)
        if current and (not line or not begun or ends):
            parts.append(_joined(current))
            current = []
    return "\n\n".join([*parts, _joined(current)] if current else parts)


def _joined(lines: list[str]) -> str:
    """The lines as one, a word parted at a line's end made whole."""
    return re.sub(r"(?<=[a-zß-ÿ])- (?=[a-zß-ÿ])", "", " ".join(lines))
