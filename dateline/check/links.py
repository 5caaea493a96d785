"""Links in Markdown that lead to no page of the site: in summaries, descriptions and pages.

Addresses there are written from the site's top, `events/ryabkov.html`, `topics/campaign.html`, `months/2017-02.html`.
Files beside the pages (feeds, data) are not judged, and of what stands behind a # only what the program itself gives:
an event's quotations and responses, and the sections of the timeline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.check.addresses import MADE, Addresses
from dateline.check.ground import Ground
from dateline.check.places import shown, suggestion, where
from dateline.model import Archive, Event, KeyPath, Person, Source
from dateline.problem import Problem, Where

_CODE = re.compile(r"```[^`]*```|`[^`\n]*`")
_LINK = re.compile(r"\]\(\s{0,9}<?([^\s<>()]+)|^ {0,3}\[[^\]\n]{1,200}\]:\s{0,9}<?([^\s<>]+)", re.MULTILINE)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,30}:|//|#|\?")
_WEB = re.compile(r"https?://[^\s/?#.][^\s/?#]*", re.IGNORECASE)
_SHOWN = 120  # characters of an address that a message repeats
_ITEM = re.compile(r"[qd][0-9]{1,6}")
_ONE = {"events": "event", "people": "person", "sources": "source"}
_SECTION = re.compile(r"d-((?:[0-9]{3}[0-9X]|undated)[0-9-]{0,3})")


def dead_links_of_event(ground: Ground, key: str, event: Event) -> Iterator[Problem]:
    """Links in a summary to records and pages that are not there."""
    return _in_record(ground, key, "summary", event.summary)


def dead_links_of_person(ground: Ground, key: str, person: Person) -> Iterator[Problem]:
    """Links in a description to records and pages that are not there."""
    return _in_record(ground, key, "description", person.description)


def dead_links_of_page(ground: Ground, key: str, text: str) -> Iterator[Problem]:
    """Links in a page to records and pages that are not there."""
    for found in _links(text):
        if told := _dead(found[1] or found[2], ground):
            start = found.start(1) if found[1] else found.start(2)
            line_start = text.rfind("\n", 0, start) + 1
            yield _problem(*told, Where(f"content/{key}.md", text.count("\n", 0, start) + 1, start - line_start + 1))


def bad_addresses(ground: Ground, key: str, source: Source) -> Iterator[Problem]:
    """Addresses of sources and stored copies that no reader could open."""
    given: dict[KeyPath, str] = {("url",): source.url, ("archived", "url"): source.archived.url if source.archived else ""}
    for path, address in given.items():
        if address and not _WEB.match(address):
            what, hint = f"'{address[:_SHOWN]}' is no address on the web", "write it whole, from https:// on, or leave it out"
            yield Problem("bad-address", what, hint, where(ground.archive, key, path))


def _in_record(ground: Ground, key: str, field: str, text: str) -> Iterator[Problem]:
    for found in _links(text):
        if told := _dead(found[1] or found[2], ground):
            yield _problem(*told, where(ground.archive, key, (field,)))


def _problem(what: str, hint: str, place: Where | None) -> Problem:
    return Problem("dead-link", what, hint, place, "warning")


def _links(text: str) -> Iterator[re.Match[str]]:
    """The links of the Markdown, code left out; the places are those in the text."""
    if "](" not in text and "]:" not in text:
        return iter(())
    return _LINK.finditer(_CODE.sub(lambda code: " " * len(code[0]), text))


def _dead(address: str, ground: Ground) -> tuple[str, str] | None:
    """What is wrong with the address, and what to write; None where it leads somewhere or is not ours to judge."""
    if _ELSEWHERE.match(address):
        return None
    if address.startswith(("/", "../")):
        return f"the link '{shown(address)}' does not begin at the site's top", f"write {address.lstrip('./')}"
    path, _, fragment = address.partition("#")
    folder, _, file = path.removeprefix("./").rpartition("/")
    stem = re.sub(r"\.(?:html|md|yaml)\Z", "", file)
    known = ground.known.addresses
    if folder in known.records:
        return _dead_record(address, folder, stem, fragment, known.records[folder], ground.archive) if file.endswith((".html", ".md", ".yaml")) else None
    if folder in known.listings and file.endswith(".html"):
        return _dead_listing(address, folder, stem, known.listings[folder]) or _dead_section(address, fragment, known)
    if folder or not file.endswith((".html", ".md")):
        return None
    pages = MADE | ground.archive.pages.keys()
    if stem in pages and file.endswith(".html"):
        return _dead_section(address, fragment, known) if stem in ("index", "all") else None
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


def _dead_section(address: str, fragment: str, known: Addresses) -> tuple[str, str] | None:
    section = _SECTION.fullmatch(fragment)
    if not section or known.sections is None or section[1] in known.sections:
        return None
    return f"the link '{shown(address)}' leads to no section of the timeline", "no event begins there: correct what stands behind the #"
