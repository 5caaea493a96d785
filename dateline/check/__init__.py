"""What is wrong with a site's content: archive → problems, each with its place and what to write instead.

A check is a function in CHECKS that takes the archive and yields problems; those of the words also take the saved
copies' texts. Nothing here changes a record: `prove` gives receipts, and the pipeline writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from dateline.check.events import events_that_may_be_one
from dateline.check.fairness import (
    dates_after_publication,
    missing_publication_days,
    missing_responses,
    missing_speakers,
    unreasoned_dates,
    unsourced_events,
)
from dateline.check.links import bad_addresses, dead_links
from dateline.check.people import people_that_may_be_one, shared_names
from dateline.check.proof import excessive_quoting, unlike_labels, unproven_words
from dateline.check.receipts import prove
from dateline.check.references import (
    bad_ids,
    duplicate_ids,
    missing_ids,
    shared_old_ids,
    unknown_events,
    unknown_people,
    unknown_sources,
)
from dateline.model import Archive
from dateline.problem import Problem, Where

__all__ = ["CHECKS", "WORD_CHECKS", "check", "prove"]

CHECKS: tuple[Callable[[Archive], Iterable[Problem]], ...] = (
    bad_ids,
    duplicate_ids,
    missing_ids,
    shared_old_ids,
    unknown_people,
    unknown_sources,
    unknown_events,
    shared_names,
    people_that_may_be_one,
    events_that_may_be_one,
    dead_links,
    bad_addresses,
    missing_speakers,
    unsourced_events,
    dates_after_publication,
    unreasoned_dates,
    missing_publication_days,
    missing_responses,
)
WORD_CHECKS: tuple[Callable[[Archive, Mapping[str, str]], Iterable[Problem]], ...] = (unproven_words, unlike_labels, excessive_quoting)
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


def check(archive: Archive, texts: Mapping[str, str] = _NO_TEXTS) -> tuple[Problem, ...]:
    """All problems of the archive, in order of their place.

    `texts` holds the clean text of the saved copies that are there, by source; of other sources the receipt is
    what words are proven by.
    """
    found = [problem for one in CHECKS for problem in one(archive)]
    found += [problem for one in WORD_CHECKS for problem in one(archive, texts)]
    return tuple(sorted(dict.fromkeys(found), key=lambda p: (p.where or Where(""), p.code, p.what)))
