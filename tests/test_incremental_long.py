"""The laws of `test_incremental_rich` where a few records are already many, so that all lists are parted and parts have several pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest
from hypothesis import given
from test_incremental_rich import (
    FEW,
    chances,
)
from test_incremental_rich import (
    test_a_build_after_an_edit_makes_what_one_from_nothing_makes as built_again,
)
from test_incremental_rich import (
    test_every_page_shown_after_an_edit_is_what_it_is_in_a_look_from_nothing as shown_again,
)

SMALL = {
    "plan.ON_ONE_PAGE": 1, "timeline.ON_ONE_PAGE": 1, "timeline._AT_MOST": 1, "known._ON_ONE_PAGE": 1, "responses._ON_ONE_PAGE": 1,
    "person.LONG": 1, "person.PART": 1, "person._ON_ONE_PAGE": 1, "person.BEGINNING": 1, "source.LONG": 1, "source.PART": 1, "source.BEGINNING": 1,
    "lists._LISTED": 1, "lists._AT_MOST": 1, "outlet._ON_ONE_PAGE": 1, "outlet._AT_MOST": 1,
}  # fmt: skip


@contextmanager
def few_are_many() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SMALL.items():
            patch.setattr(f"dateline.render.{name}", value)
        yield


@FEW
@given(chances)
def test_a_parted_site_is_built_after_an_edit_as_from_nothing(chance: Random) -> None:
    with few_are_many():
        built_again.hypothesis.inner_test(chance)  # type: ignore[attr-defined]


@FEW
@given(chances)
def test_a_parted_site_is_shown_after_an_edit_as_from_nothing(chance: Random) -> None:
    with few_are_many():
        shown_again.hypothesis.inner_test(chance, with_proposals=chance.random() < 0.5)  # type: ignore[attr-defined]
