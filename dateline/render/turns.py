"""The order in which all pages of a site are made: along the timeline, so that what shows the same is made together.

An event, the sources that it rests on, and the lists of its month show the same records, quotations and responses. These
are read and made once when their pages follow each other, and need not be held for long.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.render.division import section_of_page
from dateline.render.plan import Plan
from dateline.render.sheet import Sheet


def in_turn(plan: Plan, sheets: Mapping[str, Sheet]) -> list[str]:
    """Their paths, each page beside an event that it shows; those of no time in particular behind all others."""
    at = {name: place for place, name in enumerate(plan.order)}
    last, ways = len(at), _WAYS

    def turn(path: str) -> tuple[int, str]:
        folder, _, rest = path.partition("/")
        shows = ways[folder](plan, sheets[path], rest.removesuffix(".html")) if rest and folder in ways else ""
        return (at[shows], "") if shows in at else (last, path.rpartition(".")[0] if folder == "people" else "")  # a person, then their feed

    return sorted(sheets, key=turn)


def _event(plan: Plan, sheet: Sheet, name: str) -> str:  # noqa: ARG001
    return name


def _source(plan: Plan, sheet: Sheet, name: str) -> str:
    if name.count("/"):
        return _part(plan, sheet, name)
    events = plan.quoted_from.get(name)
    return events[-1] if events else ""


def _section(plan: Plan, sheet: Sheet, name: str) -> str:  # noqa: ARG001
    events = plan.sections.get(section_of_page(name))
    return events[0] if events else ""


def _known(plan: Plan, sheet: Sheet, name: str) -> str:  # noqa: ARG001
    events = plan.known.get(section_of_page(name))
    return events[-1][1] if events else ""


def _part(plan: Plan, sheet: Sheet, name: str) -> str:  # noqa: ARG001
    """Of what lists a part, whose events or claims its sheet holds."""
    return str(sheet.given[2][-1]) if name.count("/") else ""


def _claims(plan: Plan, sheet: Sheet, name: str) -> str:  # noqa: ARG001
    return str(sheet.given[1][-1]).partition("#")[0]


_WAYS: Mapping[str, Callable[[Plan, Sheet, str], str]] = {
    "events": _event, "sources": _source, "months": _section, "known": _known, "people": _part, "responses": _claims,
}  # fmt: skip
