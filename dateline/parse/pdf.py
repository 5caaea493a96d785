"""PDF with a text layer, read by pypdf where it is installed (`pip install dateline[pdf]`).

Lines are joined to paragraphs; a scan without a text layer gives nothing, and that is said.
"""

from __future__ import annotations

import io
import logging
import re
from importlib import import_module
from importlib.util import find_spec

from dateline.problem import Problem

MAX_PAGES = 300
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
    text = "\n".join(pages)
    return (paragraphs(text), ()) if text.strip() else ("", (_SCAN,))


def paragraphs(text: str) -> str:
    """Printed lines joined: a line that ends a sentence well before the margin ends the paragraph too."""
    lines = [line.strip() for line in text.split("\n")]
    margin = sorted(len(line) for line in lines if line)
    width = margin[len(margin) * 3 // 4] if margin else 0
    parts: list[str] = []
    current = ""
    for line in lines:
        if not line:
            parts, current = [*parts, current] if current else parts, ""
            continue
        hyphened = current.endswith("-") and line[:1].islower()
        current = current[:-1] + line if hyphened else f"{current} {line}".strip()
        if len(line) < 0.8 * width and re.search(r"[.!?”\"’)]$", line):
            parts.append(current)
            current = ""
    return "\n\n".join([*parts, current] if current else parts)
