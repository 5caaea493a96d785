"""Who said what in an event: made together and held while a whole site is made, else one by one; the pages are the same."""

from __future__ import annotations

import pytest
from invented import archive, static, strings
from jinja2 import FileSystemLoader
from making import ROOT

from dateline.render import Edition, said
from dateline.render.outline import outlines_of
from dateline.render.plan import make_plan
from dateline.render.stands import Stands, pack


def edition(*, whole: bool) -> Edition:
    """The invented story; `whole` as a build of all pages has it, with the places of all words known."""
    story, places = archive(), dict[str, bytes]()

    def keep(name: str, stands: Stands) -> None:
        places[name] = pack(stands)

    plan = make_plan(outlines_of(story, keep))
    return Edition(story, plan, FileSystemLoader(ROOT / "templates"), static(), strings=strings(), stands=places if whole else None)


def pages(of: Edition) -> dict[str, bytes]:
    return {path: of.make(path).content for path in of.sheets}


def test_pages_are_the_same_whether_what_was_said_is_held_or_made_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    alone, whole, large = edition(whole=False), edition(whole=True), edition(whole=True)
    person = next(path for path in whole.sheets if path.startswith("people/") and path.endswith(".html") and whole.book.plan.said_by.get(path[7:-5]))
    event = whole.book.plan.said_by[person[7:-5]][0][0]

    alone.make(person)
    whole.make(person)

    assert (event in alone.book.said, event in whole.book.said) == (False, True)
    together = pages(whole)
    assert pages(alone) == together

    monkeypatch.setattr(said, "_MOST", 0)

    assert pages(large) == together
    assert not any(name in large.book.said for name, record in archive().events.items() if record.quotations or record.denials)
