"""A plan on disk, and what differs between two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args, get_origin

import msgspec

from dateline.packed import ByName
from dateline.render.plan import COUNTS, KNOWN, UPDATED, Plan, cell_of_claim

_FORMS = {field.name: field.type for field in msgspec.structs.fields(Plan)}
_PUBLISHED = {"order": ("event",), "withdrawn": ("event",), "people": ("person", "name"), "sources": ("source",), "long_years": ("long_year",)}
_SHORT, _OF_TWO_BYTES = 0x9, 0xDC  # how an array begins in msgpack: its first half byte, or byte
_pack = msgspec.msgpack.Encoder().encode
_COUNTED = ("order", "people", "sources", "sourced", "quotations", "verified", "responses")


def stale(before: Plan, now: Plan) -> Iterator[str]:
    """The cells (see `book`) of two plans that differ."""
    for field in Plan.__struct_fields__:
        old, new = _both(before, now, field)
        if old == new and (not isinstance(new, Mapping) or [*old] == [*new]):  # who walks a mapping sees its order
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


def _both(before: Plan, now: Plan, field: str) -> tuple[Any, Any]:
    """A part of two plans, to be compared. Of a stored one the bytes tell, a mapping's value by value, so that few are decoded."""
    if not isinstance(before, StoredPlan):
        return getattr(before, field), getattr(now, field)
    then, here = before.packed(field), _pack(getattr(now, field))
    if then == here:
        return None, None
    form = dict[str, msgspec.Raw] if get_origin(_FORMS[field]) is Mapping else _FORMS[field]
    return msgspec.msgpack.decode(then, type=form), msgspec.msgpack.decode(here, type=form)


class _Stored(ByName[Any]):
    """A mapping of a stored plan, each value of which is decoded when it is asked for: an edit asks for few."""

    def __init__(self, values: dict[str, msgspec.Raw], form: Any) -> None:
        super().__init__(values)
        self._values = values
        self._decode = msgspec.msgpack.Decoder(form).decode
        self._known: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._known:
            self._known[key] = self._decode(self._values[key])
        return self._known[key]

    def sizes(self) -> dict[str, int]:
        """How many items each value has, which its first bytes tell."""
        return {key: _size(memoryview(value)) for key, value in self._values.items()}


def _size(array: memoryview) -> int:
    """How many items a packed array has."""
    if array[0] >> 4 == _SHORT:
        return array[0] & 0x0F
    return int.from_bytes(array[1 : 3 if array[0] == _OF_TWO_BYTES else 5], "big")


def sizes_of(lists: Mapping[str, Sequence[Any]]) -> dict[str, int]:
    """How many items each list of a plan has; those of a stored one are not decoded for it."""
    return lists.sizes() if isinstance(lists, _Stored) else {key: len(items) for key, items in lists.items()}


class StoredPlan:
    """A plan whose parts are read when they are asked for."""

    def __init__(self, part: Callable[[str], bytes], verified: int | None = None) -> None:
        """`part` gives the bytes of a field. What it raises is raised when the field is asked for, and msgspec.MsgspecError where they are none."""
        self._part = part
        if verified is not None:
            self.verified = verified

    def packed(self, field: str) -> bytes:
        """The bytes of a field, as `stored` gives them."""
        return _pack(self.verified) if field == "verified" else self._part(field)

    def __getattr__(self, field: str) -> Any:
        if field not in _FORMS:
            raise AttributeError(field)
        form = _FORMS[field]
        if get_origin(form) is Mapping:
            found: Any = _Stored(msgspec.msgpack.decode(self._part(field), type=dict[str, msgspec.Raw]), get_args(form)[1])
        else:
            found = msgspec.msgpack.decode(self._part(field), type=form)
        setattr(self, field, found)
        return found

    def but(self, verified: int) -> StoredPlan:
        """The same plan with another count."""
        return StoredPlan(self._part, verified)


def stored(plan: Plan, fields: Iterable[str] = ()) -> dict[str, bytes]:
    """Each part of the plan, or these, as bytes."""
    return {field: _pack(getattr(plan, field)) for field in fields or _FORMS}


def recounted(plan: Plan, verified: int) -> Plan:
    """The plan with another number of proven quotations."""
    if verified == plan.verified:
        return plan
    return msgspec.structs.replace(plan, verified=verified) if isinstance(plan, Plan) else plan.but(verified)
