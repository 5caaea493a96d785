"""How to cite an entry of the timeline: BibTeX, CSL-JSON, RIS, APA and a wiki template.

The entry is what is cited; the articles it rests on are cited on their own pages. The date is that of its last change.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import msgspec

from dateline.render.book import Book
from dateline.render.env import printable
from dateline.render.evidence import event_path
from dateline.render.feeds import base_of
from dateline.render.outline import last_change
from dateline.render.views import Citation

__all__ = ["citations", "last_change"]

_TEX = {ord(c): "\\" + c for c in "&%$#_"}
_TEX |= {ord("\\"): r"\textbackslash{}", ord("~"): r"\textasciitilde{}", ord("^"): r"\textasciicircum{}"}
_TEX |= {ord("{"): r"\textbraceleft{}", ord("}"): r"\textbraceright{}"}  # BibTeX counts a brace behind a backslash as well
_OF_TEX = re.compile(r"[\\~^&%$#_{}]").search
_WIKI = re.compile(r"[|{}\[\]<>&~]|''+|__+")  # what starts a link, a template, a tag, a signature, a type or a magic word
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


class _Words(NamedTuple):
    """A headline or the site's title as each form writes it."""

    plain: str  # on one line
    ended: str  # as a sentence
    tex: str
    json: str
    wiki: str


def citations(book: Book, name: str) -> tuple[Citation, ...]:
    """Every form of citation of the event `name`; the plain one first."""
    event, base = book.events[name], base_of(book)
    title, site = _written(event.title), _site(book.archive.config.title)
    url, day = f"{base}{event_path(name)}" if base else "", last_change(event)
    return (
        Citation("APA", _apa(title, site, url, day)),
        Citation("BibTeX", _bibtex(name, title, site, url, day)),
        Citation("CSL-JSON", _csl(name, title, site, url, day)),
        Citation("RIS", _ris(title, site, url, day)),
        Citation("Wikipedia", _wiki(title, site, url, day)),
    )


def _written(text: str) -> _Words:
    plain = printable(" ".join(text.split()))
    ended = plain if plain.endswith((".", "?", "!", "…")) else f"{plain}."
    return _Words(plain, ended, plain.translate(_TEX) if _OF_TEX(plain) else plain, msgspec.json.encode(plain).decode(), _WIKI.sub(_entities, plain))


_site = lru_cache(maxsize=8)(_written)  # one title for all entries


def _apa(title: _Words, site: _Words, url: str, day: str) -> str:
    """The site as the author; the form's own English date."""
    date = f"{day[:4]}, {_MONTHS[int(day[5:7]) - 1]} {int(day[8:])}" if day else "n.d."
    return f"{site.ended} ({date}). {title.ended}{url and f' {url}'}"


def _bibtex(name: str, title: _Words, site: _Words, url: str, day: str) -> str:
    dated = f",\n  year = {{{day[:4]}}},\n  month = {{{day[5:7].lstrip('0')}}}" if day else ""
    found = f",\n  url = {{{url}}}" if url else ""
    return f"@misc{{{name},\n  author = {{{{{site.tex}}}}},\n  title = {{{{{title.tex}}}}}{dated}{found}\n}}"


def _csl(name: str, title: _Words, site: _Words, url: str, day: str) -> str:
    """Written out, as a program would lay it out: it is to be read by people, too."""
    parts = [f'"id": {msgspec.json.encode(name).decode()}', '"type": "webpage"']
    parts += [f'"title": {title.json}'] if title.plain else []
    parts.append(f'"author": [\n   {{\n    "literal": {site.json}\n   }}\n  ]')
    parts += [f'"container-title": {site.json}'] if site.plain else []
    parts += [f'"URL": {msgspec.json.encode(url).decode()}'] if url else []
    if day:
        year, month, number = map(int, day.split("-"))
        parts.append(f'"issued": {{\n   "date-parts": [\n    [\n     {year},\n     {month},\n     {number}\n    ]\n   ]\n  }}')
    return "[\n {\n  " + ",\n  ".join(parts) + "\n }\n]"


def _ris(title: _Words, site: _Words, url: str, day: str) -> str:
    fields = (("AU", site.plain), ("TI", title.plain), ("T2", site.plain), ("PY", day[:4]), ("DA", day.replace("-", "/")), ("UR", url))
    return "TY  - ELEC\n" + "".join([f"{key}  - {value}\n" for key, value in fields if value]) + "ER  - "


def _wiki(title: _Words, site: _Words, url: str, day: str) -> str:
    fields = (("url", url), ("title", title.wiki), ("website", site.wiki), ("date", day))
    return "{{cite web" + "".join([f" |{key}={value}" for key, value in fields if value]) + "}}"


def _entities(signs: re.Match[str]) -> str:
    """Signs that the wiki would act on, as entities, so that they are shown as they are."""
    return "".join(f"&#{ord(sign)};" for sign in signs[0])
