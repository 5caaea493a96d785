"""The links of built pages: each must lead to a file that is there, in the same letters, and to a place on it.

Takes the pages one by one, gives problems. Links to other hosts are not asked.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dateline.pipeline.address import base_path
from dateline.pipeline.preflight import Found, printed
from dateline.problem import Problem, Where

_COMMENT = re.compile(r"<!--[^>]*-->")
_ATTRIBUTE = re.compile(r"""[\s"'](href|src|id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""", re.IGNORECASE)
_REFRESH = re.compile(r"""content\s*=\s*["']\s*\d+\s*;\s*url=([^"']+)""", re.IGNORECASE)
_CSS = re.compile(r"""url\(\s*["']?([^"')\s]+)""")
_MOST = 20  # broken links that are told one by one; a template's mistake is on every page


def broken_links(entries: list[Found], shown: str, output: Path, address: str) -> list[Problem]:
    """The links that lead nowhere, or only where the site does not lie; `address` is where it is published, "" unknown."""
    site = _Site({"index.html", *(e.path for e in entries if e.kind == "file")}, address)  # a missing index is told once, as such
    for entry in entries:
        if entry.kind == "file" and entry.path.endswith((".html", ".css")):
            try:
                text = (output / entry.path).read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue  # told as unreadable
            site.read(entry.path, text)
    problems = [p.at(Where(f"{shown}/{printed(page)}")) for page, p in site.problems()]
    if len(problems) > _MOST:
        more = Problem("broken-link", f"{len(problems) - _MOST:,} links more lead nowhere", "a template's mistake is on every page", Where(shown))
        return [*problems[:_MOST], more]
    return problems


class _Site:
    """Collects what pages link to and which places they have; places are asked for when all are read."""

    def __init__(self, files: set[str], address: str) -> None:
        self.files = files
        self.folded = {path.casefold(): path for path in files}
        self.address = address.rstrip("/") + "/" if address else ""
        self.base = base_path(address)
        self.wanted: dict[str, dict[str, tuple[str, str]]] = {}  # path → place → (page, link) that first asked for it
        self.places: dict[str, set[str]] = {}
        self.told: dict[tuple[str, str], Problem] = {}  # (page, link) → problem
        self.fine: set[tuple[str, str]] = set()  # (folder, link) that arrived: pages share most of their links

    def read(self, page: str, text: str) -> None:
        if page.endswith(".css"):
            for link in _CSS.findall(text):
                self.follow(page, link)
            return
        places: set[str] = set()
        for name, link in _attributes(text):
            if name in ("id", "name"):
                places.add(link)
            else:
                self.follow(page, link)
        self.places[page] = places

    def follow(self, page: str, link: str) -> None:
        from_here = (page.rpartition("/")[0], link)
        if not link or from_here in self.fine or (page, link) in self.told:
            return
        self._follow(page, link)
        if page != "404.html" and not link.startswith(("#", "?")) and (page, link) not in self.told:
            self.fine.add(from_here)

    def _follow(self, page: str, link: str) -> None:
        if self.address and (link + "/").startswith(self.address):
            link_here = self.base + link[len(self.address) :]
        else:
            link_here = link
        try:
            parts = urlsplit(link_here)
        except ValueError:
            self.tell(page, link, "is no address", "mend the link")
            return
        if parts.scheme or parts.netloc:
            return
        path = unquote(parts.path)
        if path.startswith("/"):
            if not path.startswith(self.base):
                known = f"the site lies under {self.base}" if self.address else "where the site will lie is not known"
                self.tell(page, link, f"is absolute, and {known}", "build with the address of the site: `base_url` in config.yaml or --base-url", "absolute-link")
                return
            target = path[len(self.base) :]
        elif page == "404.html" and path:
            self.tell(page, link, "is relative, but this page is served at any depth", "begin it with the site's base path", "absolute-link")
            return
        else:
            target = posixpath.join(posixpath.dirname(page), path) if path else page
        self.arrive(page, link, target, unquote(parts.fragment))

    def arrive(self, page: str, link: str, target: str, place: str) -> None:
        """Note what is asked for, or that it is not there."""
        path = posixpath.normpath(target) if target else "."
        if path == ".":
            path = "index.html"
        elif target.endswith("/") or (path not in self.files and f"{path}/index.html" in self.files):
            path = f"{path}/index.html"
        if path not in self.files:
            near = self.folded.get(path.casefold(), "")
            hint = f"the file is {printed(near)}: names are told apart by case" if near else "mend the link, or put the file there"
            self.tell(page, link, "leads to no file of the site", hint)
            return
        place = place.partition(":~:")[0]
        if place and place.lower() != "top" and path.endswith(".html"):
            self.wanted.setdefault(path, {}).setdefault(place, (page, link))

    def tell(self, page: str, link: str, what: str, hint: str, code: str = "broken-link") -> None:
        self.told[page, link] = Problem(code, f"the link '{printed(link)[:200]}' {what}", hint)

    def problems(self) -> Iterator[tuple[str, Problem]]:
        yield from ((page, problem) for (page, _), problem in sorted(self.told.items(), key=lambda item: item[0]))
        for path, wanted in sorted(self.wanted.items()):
            for place, (page, link) in wanted.items():
                if path in self.places and place not in self.places[path]:
                    what = f"the link '{printed(link)[:200]}' leads to no place on {printed(path)}"
                    yield page, Problem("broken-link", what, f"nothing there has the id {printed(place)[:200]}")


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    """The links and ids of a page, read tag by tag in one pass."""
    for chunk in _COMMENT.sub("", text).split("<")[1:]:
        if not chunk[:1].isalpha():
            continue
        tag = chunk.partition(">")[0]
        if "=" not in tag:
            continue
        if tag[:5].lower() == "meta " and (found := _REFRESH.search(tag)):
            yield "href", html.unescape(found[1].strip())
        is_anchor = tag[:2].lower() in ("a ", "a\n")
        for name, double, single, bare in _ATTRIBUTE.findall(tag):
            if name.lower() != "name" or is_anchor:
                yield name.lower(), html.unescape(double or single or bare).strip()
