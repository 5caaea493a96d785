"""Archive → the files of the site. Pure: takes records, templates and static files, touches no disk and no clock.

    for page in render(archive, loader, static, strings=strings):
        write(page.path, page.content)

`loader` finds the templates (the site's own before the shipped ones), `strings` is the mapping of templates/strings.yaml.
The same input gives the same bytes. `Edition` makes the same files one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from dateline.model import Archive
from dateline.render.book import accepted
from dateline.render.calendar import PATH as CALENDAR
from dateline.render.calendar import calendar
from dateline.render.edition import SCRIPT, Edition
from dateline.render.env import make_environment
from dateline.render.export import tables, timeline_json
from dateline.render.outline import outlines_of
from dateline.render.page import CSV, ICS, JSON, Page
from dateline.render.plan import Plan, make_plan
from dateline.render.search import search_files

if TYPE_CHECKING:
    from jinja2 import BaseLoader

__all__ = ["Edition", "Page", "make_environment", "plan_of", "render"]


def render(archive: Archive, loader: BaseLoader, static: Mapping[str, bytes], *, strings: Mapping[str, str], draft: bool = False) -> Iterator[Page]:
    """Every file of the site, each path once, in a fixed order.

    With `draft`, the records that `archive.proposed` names are shown, marked as proposals; without, they are nowhere.
    `archive.config.strings` wins over `strings`. Raises jinja2.TemplateError for a broken template and KeyError for a
    string that is missing.
    """
    archive = archive if draft else accepted(archive)
    edition = Edition(archive, plan_of(archive), loader, static, strings=strings, draft=draft)
    for path in edition.sheets:
        yield edition.make(path)
    yield from data_files(edition)


def data_files(edition: Edition) -> Iterator[Page]:
    """The search index and the tables."""
    book = edition.book
    for path, text in search_files(book):
        yield Page(path, text.encode("utf-8", "replace"), SCRIPT)
    yield Page("data/timeline.json", timeline_json(book).encode(), JSON)
    yield Page(CALENDAR, calendar(book).encode("utf-8", "replace"), ICS)
    for path, text in tables(book):
        yield Page(path, text.encode("utf-8", "replace"), CSV)


def plan_of(archive: Archive) -> Plan:
    """The plan of an archive."""
    return make_plan(outlines_of(archive))

