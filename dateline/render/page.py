"""A file of the finished site, and the addresses between files.

Paths are POSIX and relative to the site's root. Links between pages are relative, so that the site works from
file://, in a subfolder and under any base path.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

import msgspec

HTML = "text/html; charset=utf-8"
XML = "application/xml"
ATOM = "application/atom+xml"
JSON = "application/json"
TEXT = "text/plain; charset=utf-8"
ICS = "text/calendar; charset=utf-8"
CSV = "text/csv; charset=utf-8"

_WEB = frozenset({"http", "https"})
_WEB_MAIL_OR_PAGE = frozenset({"http", "https", "mailto", ""})
_PATH_KEEPS = "/.-_~?="
_URL_KEEPS = "%/:=&?~#+!$,;'@()*[]-._"  # what `quote` must leave alone in an address that is already written as one
# Nearly all paths and addresses: those that nothing has to be checked or quoted in.
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/.\-_~?=]*").fullmatch
_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#][A-Za-z0-9%/:=&?~#+!$,;'@()*\[\]._-]*)?").fullmatch


class Page(msgspec.Struct, frozen=True):
    """One file of the site."""

    path: str  # "events/ryabkov.html"
    content: bytes
    media_type: str = HTML


def relative(here: str, target: str) -> str:
    """The link from the page at `here` to the site path `target`; a fragment in `target` is kept."""
    path, mark, fragment = target.partition("#")
    if not path or path == here:
        return mark + fragment if mark else posixpath.basename(here)
    return _from(here.rpartition("/")[0], path) + mark + fragment


@lru_cache(maxsize=8192)  # the pages that many link to; the others are made as fast
def _from(folder: str, path: str) -> str:
    """The link from a page in `folder` ("" = the root) to the page at `path`."""
    at, _, name = path.rpartition("/")
    link = path if not folder else name if at == folder else "../" * (folder.count("/") + 1) + path
    return link if _PLAIN_PATH(link) else quote(link, safe=_PATH_KEEPS)


def under(base_path: str, target: str) -> str:
    """The absolute link to `target` on a site whose root is `base_path` ("/timeline/"), for pages served at any depth."""
    return base_path + quote(target, safe=_PATH_KEEPS + "#")


def web_url(url: str) -> str:
    """`url` if it is an http or https address, with unsafe characters encoded; else ""."""
    return url if _PLAIN_URL(url) else _checked(url, _WEB)


def link_url(url: str) -> str:
    """`url` if a page may link to it: http, https, mailto or relative; else ""."""
    return url if _PLAIN_URL(url) else _checked(url, _WEB_MAIL_OR_PAGE)


@lru_cache(maxsize=1024)
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
