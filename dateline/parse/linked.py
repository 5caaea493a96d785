"""JSON-LD: what a page says of its article in machine-readable form.

Takes the texts of the page's scripts of type application/ld+json; gives the one node that describes the article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

MAX_SCRIPT = 2_000_000  # code points of one script
_TYPE = re.compile(r"(?:Article|Posting|Report|Reportage|Review)$")
_LIST = frozenset({"ItemList", "CollectionPage", "WebSite", "BreadcrumbList"})


def article_node(scripts: Iterable[str]) -> dict[str, Any]:
    """The first node of an article type, else {}; a page that lists many articles describes none of them."""
    read = [_read(script) for script in scripts]
    for value in read:
        for node in _nodes(value):
            if _TYPE.search(_types(node)) and (node.get("headline") or node.get("datePublished") or node.get("author")):
                return _resolved(node, {name: n for v in read for n in _nodes(v) if isinstance(name := n.get("@id"), str) and n.get("name")})
    return {}


def _resolved(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The node with its persons and its publisher in place of the mere `@id` by which a graph refers to them."""

    def whole(value: Any) -> Any:
        if isinstance(value, list):
            return [whole(v) for v in value[:50] if not isinstance(v, list)]
        name = value.get("@id") if isinstance(value, dict) and not value.get("name") else None
        return by_id.get(name, value) if isinstance(name, str) else value

    return {**node, **{field: whole(node[field]) for field in ("author", "creator", "publisher") if field in node}}


def text_of(value: Any) -> str:
    """A plain text out of a JSON-LD value: its own, its name, its first item's."""
    for _ in range(6):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("url") or value.get("@id") or ""
        else:
            break
    return unescape(value).strip() if isinstance(value, str) else ""


def names_of(value: Any) -> list[str]:
    """The names of persons in an author field; those typed as organisations are left out."""
    items = value if isinstance(value, list) else [value]
    names = []
    for item in items[:50]:
        if isinstance(item, dict):
            if "Organization" in _types(item):
                continue
            inner = item.get("name")
            names += [text_of(n) for n in (inner if isinstance(inner, list) else [inner])[:50]]
        elif isinstance(item, str):
            names.append(unescape(item))
    return [n for n in names if n]


def _read(script: str) -> Any:
    script = script.strip().removeprefix("<!--").removesuffix("-->").strip().removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
    if len(script) > MAX_SCRIPT:
        return None
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The nodes at hand, outermost first, a list page's items left out."""
    queue, seen = [value], 0
    while queue and seen < 2000:
        value, seen = queue.pop(0), seen + 1
        if isinstance(value, list):
            queue += value
        elif isinstance(value, dict):
            yield value
            if _types(value) not in _LIST:
                queue += [v for k in ("@graph", "mainEntity", "mainEntityOfPage") if isinstance(v := value.get(k), dict | list)]


def _types(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    if isinstance(kind, list):
        kind = next((k for k in kind if isinstance(k, str) and _TYPE.search(k)), kind[0] if kind else "")
    return kind if isinstance(kind, str) else ""
