"""A plan on disk, and what differs between two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from dateline.render.plan import COUNTS, KNOWN, UPDATED, Plan, cell_of_claim

_FORMS = {field.name: field.type for field in msgspec.structs.fields(Plan)}
_PUBLISHED = {"order": ("event",), "withdrawn": ("event",), "people": ("person", "name"), "sources": ("source",)}
_COUNTED = ("order", "people", "sources", "sourced", "quotations", "verified", "responses")


def stale(before: Plan, now: Plan) -> Iterator[str]:
    """The cells (see `book`) of two plans that differ."""
    for field in Plan.__struct_fields__:
        old, new = getattr(before, field), getattr(now, field)
        if old == new:
            continue
        yield f"plan:{field}"
        if isinstance(new, Mapping):
            differ = (key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
            yield from map(cell_of_claim, differ) if field == "answers" else (f"{field}:{key}" for key in differ)
        yield from (f"{kind}:{name}" for kind in _PUBLISHED.get(field, ()) for name in {*old} ^ {*new})
        if field in _COUNTED:
            yield COUNTS
        if field == "known" and bool(old) != bool(new):
            yield KNOWN
        if field == "updated":
            yield UPDATED


class StoredPlan:
    """A plan whose parts are read when they are asked for."""

    def __init__(self, part: Callable[[str, Any], Any], verified: int | None = None) -> None:
        """`part` gives a field, whose type it is told. What it raises is raised when the field is asked for."""
        self._part = part
        if verified is not None:
            self.verified = verified

    def __getattr__(self, field: str) -> Any:
        if field not in _FORMS:
            raise AttributeError(field)
        found = self._part(field, _FORMS[field])
        setattr(self, field, found)
        return found

    def but(self, verified: int) -> StoredPlan:
        """The same plan with another count."""
        return StoredPlan(self._part, verified)


def stored(plan: Plan, fields: Iterable[str] = ()) -> dict[str, bytes]:
    """Each part of the plan, or these, as bytes."""
    return {field: msgspec.msgpack.encode(getattr(plan, field)) for field in fields or _FORMS}


def recounted(plan: Plan, verified: int) -> Plan:
    """The plan with another number of proven quotations."""
    if verified == plan.verified:
        return plan
    return msgspec.structs.replace(plan, verified=verified) if isinstance(plan, Plan) else plan.but(verified)
