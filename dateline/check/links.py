"""Links in Markdown that lead to no page of the site: in summaries, descriptions and pages.

Addresses there are written from the site's top, `events/ryabkov.html`, `topics/campaign.html`, `months/2017-02.html`.
Files beside the pages (feeds, data) are not judged, and of what stands behind a # only what the program itself gives:
an event's quotations and responses, and the sections of the timeline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dateline.check.addresses import MADE, listings, records_with_page, sections
from dateline.check.places import shown, suggestion, where
from dateline.model import Archive
from dateline.problem import Problem, Where

_CODE = re.compile(r"```[^`]*```|`[^`\n]*`")
_LINK = re.compile(r"\]\(\s{0,9}<?([^\s<>()]+)|^ {0,3}\[[^\]\n]{1,200}\]:\s{0,9}<?([^\s<>]+)", re.MULTILINE)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,30}:|//|#|\?")
_WEB = re.compile(r"https?://[^\s/?#.][^\s/?#]*", re.IGNORECASE)
_SHOWN = 120  # characters of an address that a message repeats
_ITEM = re.compile(r"[qd][0-9]{1,6}")
_ONE = {"events": "event", "people": "person", "sources": "source"}
_SECTION = re.compile(r"d-((?:[0-9]{3}[0-9X]|undated)[0-9-]{0,3})")


def dead_links(archive: Archive) -> Iterator[Problem]:
    """Links within the site to records and pages that are not there."""
    known = records_with_page(archive)
    lists = listings(archive)
    for folder, name, field, text in _texts(archive):
        for found in _links(text):
            if told := _dead(found[1] or found[2], known, lists, archive):
                yield _problem(*told, where(archive, f"{folder}/{name}", (field,)))
    for name, text in archive.pages.items():
        for found in _links(text):
            if told := _dead(found[1] or found[2], known, lists, archive):
                start = found.start(1) if found[1] else found.start(2)
                line_start = text.rfind("\n", 0, start) + 1
                yield _problem(*told, Where(f"content/pages/{name}.md", text.count("\n", 0, start) + 1, start - line_start + 1))


def bad_addresses(archive: Archive) -> Iterator[Problem]:
    """Addresses of sources and stored copies that no reader could open."""
    for name, source in archive.sources.items():
        given = {("url",): source.url, ("archived", "url"): source.archived.url if source.archived else ""}
        for key, address in given.items():
            if address and not _WEB.match(address):
                what, hint = f"'{address[:_SHOWN]}' is no address on the web", "write it whole, from https:// on, or leave it out"
                yield Problem("bad-address", what, hint, where(archive, f"sources/{name}", key))


def _problem(what: str, hint: str, place: Where | None) -> Problem:
    return Problem("dead-link", what, hint, place, "warning")


def _texts(archive: Archive) -> Iterator[tuple[str, str, str, str]]:
    for name, event in archive.events.items():
        yield "events", name, "summary", event.summary
    for name, person in archive.people.items():
        yield "people", name, "description", person.description


def _links(text: str) -> Iterator[re.Match[str]]:
    """The links of the Markdown, code left out; the places are those in the text."""
    return _LINK.finditer(_CODE.sub(lambda code: " " * len(code[0]), text))


def _dead(address: str, known: dict[str, set[str]], lists: Mapping[str, set[str]], archive: Archive) -> tuple[str, str] | None:
    """What is wrong with the address, and what to write; None where it leads somewhere or is not ours to judge."""
    if _ELSEWHERE.match(address):
        return None
    if address.startswith(("/", "../")):
        return f"the link '{shown(address)}' does not begin at the site's top", f"write {address.lstrip('./')}"
    path, _, fragment = address.partition("#")
    folder, _, file = path.removeprefix("./").rpartition("/")
    stem = re.sub(r"\.(?:html|md|yaml)\Z", "", file)
    if folder in known:
        return _dead_record(address, folder, stem, fragment, known[folder], archive) if file.endswith((".html", ".md", ".yaml")) else None
    if folder in lists and file.endswith(".html"):
        return _dead_listing(address, folder, stem, lists[folder]) or _dead_section(address, fragment, archive)
    if folder or not file.endswith((".html", ".md")):
        return None
    pages = MADE | archive.pages.keys()
    if stem in pages and file.endswith(".html"):
        return _dead_section(address, fragment, archive) if stem in ("index", "all") else None
    close = stem if stem in pages else suggestion(stem, pages)
    return f"the link '{shown(address)}' leads to no page", f"write {close}.html" if close else "correct it, or add the page to content/pages/"


def _dead_record(address: str, folder: str, stem: str, fragment: str, ids: set[str], archive: Archive) -> tuple[str, str] | None:
    what = f"the link '{shown(address)}' leads to no page"
    if stem not in ids:
        records = {"people": archive.people, "sources": archive.sources}.get(folder, {})
        if stem in records:
            return what, f"no event names {stem}, so it has no page: link to something else"
        close = suggestion(stem, ids)
        return what, f"write {folder}/{close}.html" if close else f"write the id of {'an' if folder == 'events' else 'a'} {_ONE[folder]} that is there"
    if not address.partition("#")[0].endswith(".html"):
        return what, f"write {folder}/{stem}.html"
    event = archive.events.get(stem) if folder == "events" else None
    if event and _ITEM.fullmatch(fragment) and fragment not in {*(q.id for q in event.quotations), *(d.id for d in event.denials)}:
        return f"the link '{shown(address)}' leads to no quotation or response of that event", "correct what stands behind the #"
    return None


def _dead_listing(address: str, folder: str, stem: str, there: set[str]) -> tuple[str, str] | None:
    if stem in there:
        return None
    close = suggestion(stem, there) if folder in ("topics", "outlets") else ""  # a number that looks like another is no slip
    hint = f"write {folder}/{close}.html" if close else f"no event stands under it: {folder}/ has {shown(', '.join(sorted(there)))}"
    return f"the link '{shown(address)}' leads to no page", hint if there else "no event stands under it: link to something else"


def _dead_section(address: str, fragment: str, archive: Archive) -> tuple[str, str] | None:
    section = _SECTION.fullmatch(fragment)
    if not section or section[1] in sections(archive) or any(key.startswith("events/") for key in archive.unread):
        return None
    return f"the link '{shown(address)}' leads to no section of the timeline", "no event begins there: correct what stands behind the #"
