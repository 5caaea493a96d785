"""What is wrong with a site's content: archive → problems, each with its place and what to write instead.

A check is a function that takes what a record is judged by (Ground), the record's key and the record, and yields problems;
the tables below say which checks a record of each folder meets, on one walk through all of them. The few that compare
records with each other stand in `told`. Nothing here changes a record: `prove` gives receipts, and the pipeline writes them.

Problems are kept by owner, the record that is judged or the records that are compared, so that after an edit of words
only the owners that it may concern are judged again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from dateline.check.addresses import sources_of
from dateline.check.events import crowd, pairs_among, pairs_of, pairs_with
from dateline.check.fairness import (
    dates_after_publication,
    missing_publication_days,
    missing_responses,
    missing_speakers,
    unreasoned_dates,
    unsourced_events,
)
from dateline.check.ground import NO_TEXTS, Ground
from dateline.check.links import (
    bad_addresses,
    dead_links_of_event,
    dead_links_of_page,
    dead_links_of_person,
)
from dateline.check.people import people_that_may_be_one, shared_names
from dateline.check.proof import excessive_quoting, unlike_labels, unproven_words
from dateline.check.receipts import prove
from dateline.check.references import (
    bad_ids,
    duplicate_ids,
    missing_ids,
    shared_old_ids,
    unknown_events,
    unknown_originals,
    unknown_people,
    unknown_sources,
    unknown_sources_of_roles,
    unknown_twins,
)
from dateline.check.words import published_words
from dateline.model import Archive
from dateline.problem import Problem, Where

__all__ = ["CHECKS", "Ground", "Told", "at_odds", "check", "in_order", "prove", "told", "told_again", "told_further"]

Check = Callable[[Ground, str, Any], Iterable[Problem]]
Told = Mapping[str, tuple[Problem, ...]]  # owner → its problems: "events/ryabkov", "pair/ballot/count", "quoted/ledger", "names"

_OF_ALL_IDS = frozenset({"dead-link", "unknown-claim", "unknown-event", "unknown-person", "unknown-source"})  # problems that name the likeliest of all ids

CHECKS: Mapping[str, tuple[Check, ...]] = {
    "events": (
        bad_ids,
        duplicate_ids,
        missing_ids,
        shared_old_ids,
        unknown_people,
        unknown_sources,
        unknown_events,
        unknown_twins,
        dead_links_of_event,
        missing_speakers,
        unsourced_events,
        dates_after_publication,
        unreasoned_dates,
        missing_responses,
        unproven_words,
        unlike_labels,
    ),
    "people": (bad_ids, shared_old_ids, unknown_twins, unknown_sources_of_roles, dead_links_of_person),
    "sources": (bad_ids, shared_old_ids, unknown_twins, unknown_originals, bad_addresses, missing_publication_days),
    "pages": (dead_links_of_page,),
}


def check(archive: Archive, texts: Mapping[str, str] = NO_TEXTS) -> tuple[Problem, ...]:
    """All problems of the archive, in order of their place.

    `texts` holds the clean text of the saved copies that are there, by source; of other sources the receipt is
    what words are proven by.
    """
    return in_order(told(Ground(archive, texts)))


def in_order(found: Told) -> tuple[Problem, ...]:
    """The problems of all owners in order of their place, each once."""
    problems = dict.fromkeys(problem for owned in found.values() for problem in owned)
    return tuple(sorted(problems, key=lambda p: (p.where or Where(""), p.code, p.what)))


def told(ground: Ground) -> dict[str, tuple[Problem, ...]]:
    """The problems of every owner that has some."""
    quoted: Counter[str] = Counter()  # source → words, those that are written twice counted twice
    found = _told_of_events(ground, quoted)
    for folder in ("people", "sources", "pages"):
        for name, record in getattr(ground.archive, folder).items():
            if problems := _judged(ground, folder, name, record):
                found[f"{folder}/{name}"] = problems
    found |= {f"quoted/{source}": (problem,) for source, most in quoted.items() if (problem := excessive_quoting(ground, source, most))}
    names = _names(ground)
    return found | {"names": names} if names else found


def _told_of_events(ground: Ground, quoted: Counter[str]) -> dict[str, tuple[Problem, ...]]:
    """The problems of every event and pair; what is `quoted` is counted. Day by day, since what is read of a day serves both."""
    found: dict[str, tuple[Problem, ...]] = {}
    left = dict.fromkeys(ground.archive.events)

    def judge(names: Iterable[str]) -> None:
        for name in names:
            event = ground.archive.events[name]
            if problems := _judged(ground, "events", name, event):
                found[f"events/{name}"] = problems
            for source, words in published_words(event):
                quoted[source] += len(words.split())

    for names in ground.known.by_day():
        fresh = [name for name in names if name in left]
        for name in fresh:
            del left[name]
        judge(fresh)
        found.update({f"pair/{one}/{other}": (problem,) for (one, other), problem in pairs_of(ground, names)})
    judge(left)
    return found


def told_again(changed: Collection[str], ground: Ground) -> dict[str, tuple[Problem, ...]]:
    """The problems of every owner that may have others since only words of these records changed; () where it has none.

    Keys are as in `told`; "receipts/ledger" stands for a receipt as for the text of that source's saved copy. Ids, dates
    and references of all records must be what they were: else `told` must tell all.
    """
    archive, again, sources = ground.archive, dict.fromkeys(changed), set()
    for source in [key.partition("/")[2] for key in changed if key.startswith("receipts/")]:
        sources.add(source)
        again |= dict.fromkeys(f"events/{name}" for name in ground.known.cited_by(source))
    events = [key.partition("/")[2] for key in changed if key.startswith("events/")]
    for name in events:
        sources |= sources_of(archive.events[name])
    found = _told_of(ground, changed, again, sources)
    for name in events:
        for (one, other), problem in pairs_with(ground, name, archive.events[name]):
            found[f"pair/{one}/{other}"] = (problem,) if problem else ()
    return found


def told_further(changed: Collection[str], near: Iterable[str], before: Ground, ground: Ground, was: Told) -> dict[str, tuple[Problem, ...]]:
    """The same where these records came or went too, or are dated, named or connected otherwise. No record may bear old ids.

    `near` are the keys of all records that name the id of one of them anywhere, hold a link, or are `at_odds`; `was` is what
    was told `before`.
    """
    archive = ground.archive
    events = [key.partition("/")[2] for key in changed if key.startswith("events/")]
    sources = {key.partition("/")[2] for key in changed if key.startswith(("sources/", "receipts/"))}
    for records in (before.archive.events, archive.events):
        sources |= {source for name in events if name in records for source in sources_of(records[name])}
    again = {*changed, *near, *(f"sources/{source}" for source in sources), *(f"pages/{name}" for name in archive.pages)}
    found = _told_of(ground, changed, again, sources)
    both = crowd(before, events) | crowd(ground, events)
    found |= dict.fromkeys((owner for owner in was if owner.startswith("pair/") and both.issuperset(owner.split("/")[1:])), ())
    return found | {f"pair/{one}/{other}": (problem,) for (one, other), problem in pairs_among(ground, both)}


def _told_of(ground: Ground, changed: Iterable[str], again: Iterable[str], sources: Iterable[str]) -> dict[str, tuple[Problem, ...]]:
    """What is told of the records `again`, of what is quoted of these sources and, where people `changed`, of names; () where nothing is."""
    found: dict[str, tuple[Problem, ...]] = {}
    for key in again:
        folder, name = key.split("/", 1)
        if folder in CHECKS:
            records = getattr(ground.archive, folder)
            found[key] = _judged(ground, folder, name, records[name]) if name in records else ()
    for source in sources:
        problem = excessive_quoting(ground, source)
        found[f"quoted/{source}"] = (problem,) if problem else ()
    return found | ({"names": _names(ground)} if any(key.startswith("people/") for key in changed) else {})


def at_odds(was: Told) -> set[str]:
    """The owners of problems that name the likeliest of all ids: of more or fewer ids another may be."""
    return {owner for owner, problems in was.items() if any(problem.code in _OF_ALL_IDS for problem in problems)}


def _judged(ground: Ground, folder: str, name: str, record: Any) -> tuple[Problem, ...]:
    key = f"{folder}/{name}"
    return tuple([problem for one in CHECKS[folder] for problem in one(ground, key, record)])


def _names(ground: Ground) -> tuple[Problem, ...]:
    return (*shared_names(ground.archive), *people_that_may_be_one(ground.archive))
