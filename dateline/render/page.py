"""A file of the finished site, and the addresses between files.

Paths are POSIX and relative to the site's root. Links between pages are relative, so that the site works from
file://, in a subfolder and under any base path.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

HTML = "text/html; charset=utf-8"
XML = "application/xml"
ATOM = "application/atom+xml"
JSON = "application/json"
TEXT = "text/plain; charset=utf-8"
CSV = "text/csv; charset=utf-8"

_WEB = frozenset({"http", "https"})
_WEB_OR_MAIL = frozenset({"http", "https", "mailto"})
_URL_KEEPS = "%/:=&?~#+!$,;'@()*[]-._"  # what `quote` must leave alone in an address that is already written as one


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site."""

    path: str  # "events/ryabkov.html"
    content: bytes
    media_type: str = HTML


def relative(here: str, target: str) -> str:
    """The link from the page at `here` to the site path `target`; a fragment in `target` is kept."""
    path, mark, fragment = target.partition("#")
    if not path or path == here:
        return mark + fragment if mark else posixpath.basename(here)
    folder = posixpath.dirname(here)
    if folder and posixpath.dirname(path) == folder:
        return _quoted(posixpath.basename(path)) + mark + fragment
    return "../" * here.count("/") + _quoted(path) + mark + fragment


def under(base_path: str, target: str) -> str:
    """The absolute link to `target` on a site whose root is `base_path` ("/timeline/"), for pages served at any depth."""
    return base_path + quote(target, safe="/.-_~?=#")


@lru_cache(maxsize=65_536)
def _quoted(path: str) -> str:
    return quote(path, safe="/.-_~?=")


def web_url(url: str) -> str:
    """`url` if it is an http or https address, with unsafe characters encoded; else ""."""
    return _checked(url, _WEB)


def link_url(url: str) -> str:
    """`url` if a page may link to it: http, https, mailto or relative; else ""."""
    return _checked(url, _WEB_OR_MAIL | {""})


def _checked(url: str, schemes: frozenset[str]) -> str:
    stripped = url.strip()
    try:
        scheme, host = urlsplit(stripped).scheme.lower(), urlsplit(stripped).netloc
    except ValueError:  # a malformed IPv6 host
        return ""
    if scheme not in schemes or (scheme in _WEB and not host) or any(ord(c) < 0x21 for c in stripped):
        return ""
    if not scheme and (host or stripped.startswith("//") or ":" in stripped.split("/", 1)[0]):
        return ""
    return quote(stripped, safe=_URL_KEEPS)
