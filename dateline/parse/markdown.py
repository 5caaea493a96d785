"""Markdown with front matter, raw HTML and div soup inside: rendered to HTML and read as a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dateline.parse.days import read_day
from dateline.parse.metadata import Facts
from dateline.parse.names import read_names

MAX_PARAGRAPH = 60_000  # code points without a blank line: beyond this, no Markdown that a person wrote, and slow to read as such
MAX_FRONT = 20_000  # code points of front matter
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEYS = {
    "title": ("title", "headline"), "author": ("authors", "author", "byline", "by", "creator"), "publisher": ("publisher", "outlet", "source", "site", "site_name", "publication", "website"),
    "published": ("published", "date", "published_at", "publish_date", "pubdate", "date_published", "created"), "url": ("url", "link", "canonical", "canonical_url", "source_url", "original"),
    "language": ("language", "lang"),
}  # fmt: skip


def split_front(text: str) -> tuple[Facts, str]:
    """What the front matter says, and the text without it."""
    found = _FRONT.match(text[:MAX_FRONT])
    if not found:
        return Facts(), text
    said = _mapping(found[1])
    if not said:
        return Facts(), text
    value = {field: next((said[k] for k in keys if said.get(k)), "") for field, keys in _KEYS.items()}
    authors = value["author"] if isinstance(value["author"], list) else [value["author"]]
    address, publisher = _plain(value["url"]), _plain(value["publisher"])
    if publisher.startswith("http"):
        address, publisher = address or publisher, ""
    facts = Facts(
        title=_plain(value["title"]),
        authors=read_names([_plain(a) for a in authors if a], single=True),
        publisher=publisher,
        published=read_day(_plain(value["published"])),
        url=address if address.startswith("http") else "",
        language=_plain(value["language"])[:2].lower(),
    )
    return facts, text[found.end() :]


def is_readable(text: str) -> bool:
    """Whether the text has the paragraphs of Markdown; nested marks without end would take the reader minutes."""
    return max(map(len, text.split("\n\n"))) <= MAX_PARAGRAPH


def to_html(text: str) -> str:
    """The page that a Markdown text stands for."""
    from markdown_it import MarkdownIt

    # Indented lines in a saved page are nested markup, not code.
    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": 60}).enable("table").disable("code")
    return f"<html><body>{reader.render(text)}</body></html>"


def _mapping(source: str) -> Mapping[str, Any]:
    import yaml

    try:
        read = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506  (BaseLoader makes text, lists and mappings only)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    return {str(k).strip().lower().replace("-", "_"): v for k, v in read.items()} if isinstance(read, dict) else {}


def _plain(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name") or ""
    return value.strip() if isinstance(value, str) else ""
