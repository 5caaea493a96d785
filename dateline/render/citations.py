"""How to cite an entry of the timeline: BibTeX, CSL-JSON, RIS, APA and a wiki template.

The entry is what is cited; the articles it rests on are cited on their own pages. The date is that of its last change.
"""

from __future__ import annotations

import re

import msgspec

from dateline.model import Event
from dateline.render.book import Book
from dateline.render.env import printable
from dateline.render.evidence import event_path
from dateline.render.page import web_url
from dateline.render.views import Citation

_TEX = {ord(c): "\\" + c for c in "&%$#_"}
_TEX |= {ord("\\"): r"\textbackslash{}", ord("~"): r"\textasciitilde{}", ord("^"): r"\textasciicircum{}"}
_TEX |= {ord("{"): r"\textbraceleft{}", ord("}"): r"\textbraceright{}"}  # BibTeX counts a brace behind a backslash as well
_WIKI = re.compile(r"[|{}\[\]<>&~]|''+|__+")  # what starts a link, a template, a tag, a signature, a type or a magic word
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def citations(book: Book, name: str) -> tuple[Citation, ...]:
    """Every form of citation of the event `name`; the plain one first."""
    event = book.events[name]
    title, site = _one_line(event.title), _one_line(book.archive.config.title)
    url, day = _url(book, name), last_change(event)
    return (
        Citation("APA", _apa(title, site, url, day)),
        Citation("BibTeX", _bibtex(name, title, site, url, day)),
        Citation("CSL-JSON", _csl(name, title, site, url, day)),
        Citation("RIS", _ris(title, site, url, day)),
        Citation("Wikipedia", _wiki(title, site, url, day)),
    )


def last_change(event: Event) -> str:
    """The latest day in the event's history; "" when it has none."""
    days = [event.added, event.changed, *(c.date for c in event.corrections), event.withdrawn.date if event.withdrawn else ""]
    return max(days)


def _one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def _url(book: Book, name: str) -> str:
    base = web_url(book.archive.config.base_url)
    return f"{base.rstrip('/')}/{event_path(name)}" if base else ""


def _apa(title: str, site: str, url: str, day: str) -> str:
    """The site as the author; the form's own English date."""
    date = f"{day[:4]}, {_MONTHS[int(day[5:7]) - 1]} {int(day[8:])}" if day else "n.d."
    return " ".join(part for part in (_ended(site), f"({date}).", _ended(title), url) if part)


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _bibtex(name: str, title: str, site: str, url: str, day: str) -> str:
    author, titled = (f"{{{words.translate(_TEX)}}}" for words in (site, title))
    fields = [("author", author), ("title", titled), ("year", day[:4]), ("month", day[5:7].lstrip("0")), ("url", url)]
    lines = [f"  {key} = {{{value}}}" for key, value in fields if value]
    return "@misc{" + name + ",\n" + ",\n".join(lines) + "\n}"


def _csl(name: str, title: str, site: str, url: str, day: str) -> str:
    parts = [int(part) for part in day.split("-")] if day else []
    item: dict[str, object] = {"id": name, "type": "webpage", "title": title, "author": [{"literal": site}], "container-title": site, "URL": url}
    item |= {"issued": {"date-parts": [parts]}} if parts else {}
    plain = msgspec.json.encode([{key: value for key, value in item.items() if value}])
    return msgspec.json.format(plain, indent=1).decode()


def _ris(title: str, site: str, url: str, day: str) -> str:
    fields = [("TY", "ELEC"), ("AU", site), ("TI", title), ("T2", site), ("PY", day[:4]), ("DA", day.replace("-", "/")), ("UR", url)]
    return "\n".join([*(f"{key}  - {value}" for key, value in fields if value), "ER  - "])


def _wiki(title: str, site: str, url: str, day: str) -> str:
    fields = [("url", url), ("title", _plain(title)), ("website", _plain(site)), ("date", day)]
    return "{{cite web " + " ".join(f"|{key}={value}" for key, value in fields if value) + "}}"


def _plain(text: str) -> str:
    """The text with every sign that the wiki would act on as an entity, so that it is shown as it is."""
    return _WIKI.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found[0]), text)
