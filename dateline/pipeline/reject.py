"""Reject: a proposal goes, and a hash of what it was made of stays in the receipts, so that it never comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from dateline.files import remove
from dateline.pipeline.choice import Choice, reported_by, select
from dateline.pipeline.ledger import read_ledger
from dateline.pipeline.refresh import refresh
from dateline.pipeline.settle import remember, waiting_keys
from dateline.problem import Problem, has_errors
from dateline.propose import Findings
from dateline.store import load, record_path


class Rejected(msgspec.Struct, frozen=True):
    """What reject did."""

    keys: tuple[str, ...] = ()  # "events/ryabkov": proposals that are gone
    problems: tuple[Problem, ...] = ()


def reject(
    root: Path, patterns: Sequence[str] = (), *, everything: bool = False, sources: Sequence[str] = (), since: str = ""
) -> Rejected:
    """Remove the proposals that are meant (see dateline.pipeline.choice); nothing is removed if a pattern matches none.

    A rejected source takes the events along that it alone reports; a rejected person is no longer named in proposals
    (words of theirs then have a described speaker). The receipts are written first: a crash loses no decision.
    """
    loaded = load(root, proposals=True)
    keys, problems = select(root, Choice(tuple(patterns), tuple(sources), since, everything), loaded.proposals)
    if sources and not patterns:  # an event that another article reports too is not gone with this one
        keys = [k for k in keys if reported_by(k, loaded.proposals.get(k)) <= {*sources}]
    problems += [p for p in loaded.problems if p.where and "/proposed/" not in p.where.path]
    if has_errors(problems):
        return Rejected(problems=tuple(problems))
    keys = sorted({*keys, *_of_sources_alone(read_ledger(root).findings, keys)} & {*waiting_keys(root)})
    remember(root, [(key, loaded.proposals.get(key)) for key in keys], "rejected")
    for key in keys:
        remove(record_path(root, key, proposed=True))
    refresh(root)
    return Rejected(tuple(keys), tuple(problems))


def _of_sources_alone(findings: Mapping[str, Findings], keys: Sequence[str]) -> set[str]:
    """Events all of whose findings come from the rejected sources."""
    sources = {key.removeprefix("sources/") for key in keys if key.startswith("sources/")}
    events = {k: found for k, found in findings.items() if k.startswith("events/") and found}
    return {k for k, found in events.items() if all(source in sources for source, _ in found)}
