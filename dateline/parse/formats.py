"""What a saved file is, told by its content; the file's name decides only between Markdown and plain text."""

from __future__ import annotations

import re
from typing import Literal

Format = Literal["empty", "html", "mhtml", "markdown", "plain", "warc", "wacz", "pdf", "binary"]

_LOOK = 65_536  # bytes looked at; a page that is HTML shows it much earlier
_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|article|meta\s|title)\b", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?(?:p|div|span|a|h[1-6]|ul|ol|li|table|section|article|br|em|strong|b|i|img|blockquote)\b[^<>]{0,500}>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|```|>\s?\S|\s{0,3}(?:[-*+]|\d+[.)]) +\S|!\[)|\[[^\[\]\n]{1,200}\]\((?:https?:|/|#)", re.MULTILINE)
_HTTP = re.compile(rb"^(?:WARC/\d|[\w-]+:)", re.MULTILINE)
_MAIL = re.compile(rb"(?im)^(?:mime-version|content-type:\s*multipart/(?:related|mixed|alternative)|snapshot-content-location)\b")
_MAGIC: tuple[tuple[bytes, Format], ...] = ((b"%PDF-", "pdf"), (b"WARC/", "warc"), (b"PK\x03\x04", "wacz"))
_BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x7fELF", b"\x00\x00\x00", b"OggS", b"ID3", b"BM\x00", b"7z\xbc\xaf", b"Rar!", b"SQLite")


def sniff(data: bytes) -> Format:
    """The format by the first bytes; "plain" covers Markdown until the text is read."""
    head = data[:_LOOK]
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if not bare:
        return "binary" if b"\x00" in head else "empty"
    for magic, named in _MAGIC:
        if bare.startswith(magic):
            return named
    if bare.startswith(b"\x1f\x8b"):
        return "warc"
    if bare.startswith(_BINARY) or _is_binary(head):
        return "binary"
    if re.match(rb"[\w-]+:[ \t]", bare) and _MAIL.search(head[:8192]) and not bare.startswith(b"---"):
        return "mhtml"
    return "plain"


def is_html(text: str, name: str = "") -> bool:
    """Whether a text is a page or a piece of one: a page's tags at its start, or tags where Markdown would have none."""
    head = text[:_LOOK]
    if _TAG.search(head[:4096]):
        return True
    if name.lower().endswith((".html", ".htm", ".xhtml")) and "<" in head:
        return True
    return head.lstrip().startswith("<") and len(_ANY_TAG.findall(head)) >= 3 and not _MARKDOWN.search(head)


def is_markdown(text: str, name: str = "") -> bool:
    """Whether a text uses Markdown's marks: its name says so, or links, headings or tags stand in it."""
    if name.lower().endswith((".md", ".markdown", ".mdown", ".qmd")) or text.startswith("---\n"):
        return True
    head = text[:_LOOK]
    return bool(re.search(r"^#{1,3} \S", head, re.MULTILINE) and _MARKDOWN.search(head)) or len(re.findall(r"\]\(https?://", head)) >= 2 or len(_ANY_TAG.findall(head)) >= 6


def _is_binary(head: bytes) -> bool:
    """Whether control characters make up more than a hundredth; UTF-16 text has a mark or NULs at every other place."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    sample = head[:8192]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 > len(sample) and min(even, odd) * 20 < len(sample):
        return False  # UTF-16 without a mark
    controls = sum(sample.count(c) for c in (*range(1, 9), *range(14, 27), *range(28, 32), 127))
    return controls * 100 > len(sample) or sample.count(0) * 10 > len(sample)
