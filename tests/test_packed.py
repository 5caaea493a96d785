"""Records at rest are the records they were made from, and none is decoded, or fetched, that nobody asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml_records import events

from dateline.model import Event
from dateline.packed import Packed, pack, replaced

NO_RECORD = b"\xc1"  # what no msgpack begins with
names = st.text("abc", min_size=1, max_size=2)


class Fetching(Mapping[str, bytes]):
    """Bytes that lie elsewhere, and what was fetched of them."""

    def __init__(self, kept: Mapping[str, bytes]) -> None:
        self.kept = kept
        self.fetched: list[str] = []

    def __getitem__(self, name: str) -> bytes:
        self.fetched.append(name)
        return self.kept[name]

    def __contains__(self, name: object) -> bool:
        return name in self.kept

    def __iter__(self) -> Iterator[str]:
        return iter(self.kept)

    def __len__(self) -> int:
        return len(self.kept)


def titled(*titles: str) -> Packed[Event]:
    return Packed.of(Event, {title: pack(Event(title=title)) for title in titles})


@given(st.dictionaries(names, events))
def test_packed_records_are_the_records(records: dict[str, Event]) -> None:
    packed = Packed.of(Event, {name: pack(event) for name, event in records.items()})

    assert packed == records
    assert [*packed.items()] == [*records.items()]
    assert [*packed.values()] == [*records.values()]


def test_names_are_told_without_decoding() -> None:
    packed = Packed.of(Event, {"fire": NO_RECORD, "vote": NO_RECORD})

    assert ([*packed], len(packed), "fire" in packed, "flood" in packed, packed.get("flood")) == (["fire", "vote"], 2, True, False, None)


def test_a_name_that_is_not_there_is_no_key() -> None:
    with pytest.raises(KeyError, match="flood"):
        titled("fire")["flood"]


def test_a_record_that_is_asked_for_again_is_not_fetched_again() -> None:
    kept = Fetching({"fire": pack(Event(title="Fire"))})
    packed = Packed.of(Event, kept)

    assert packed["fire"] == packed["fire"] == Event(title="Fire")
    assert kept.fetched == ["fire"]


@given(st.dictionaries(names, events, max_size=4), st.lists(st.dictionaries(names, events | st.none(), max_size=3), max_size=4))
def test_changes_give_what_a_dictionary_gives_in_order_of_name(records: dict[str, Event], steps: list[dict[str, Event | None]]) -> None:
    told = dict(sorted(records.items()))
    packed = Packed.of(Event, {name: pack(event) for name, event in told.items()})

    for changes in steps:
        packed = packed.but({name: pack(event) if event else None for name, event in changes.items()})
        told = {name: event for name, event in sorted({**told, **changes}.items()) if event}

    assert [*packed.items()] == [*told.items()]
    assert [name in packed for name in records] == [name in told for name in records]


def test_a_change_fetches_nothing_else() -> None:
    kept = Fetching({"fire": NO_RECORD, "vote": NO_RECORD})

    packed = Packed.of(Event, kept).but({"fire": pack(Event(title="Fire"))}).but({"flood": pack(Event(title="Flood"))})

    assert (packed["fire"].title, packed["flood"].title, [*packed]) == ("Fire", "Flood", ["fire", "flood", "vote"])
    assert kept.fetched == []


def test_records_are_found_by_what_their_bytes_hold() -> None:
    assert [*titled("fire", "vote", "fire again").holding([b"fire", b"flood"])] == ["fire", "fire again"]


def test_records_in_a_dictionary_are_replaced_likewise() -> None:
    new = {"arson": Event(title="Arson")}

    found = replaced({"fire": Event(title="fire")}, new)

    assert [*found.items()] == [*replaced(titled("fire"), new).items()]
    assert isinstance(replaced(titled("fire"), new), Packed)


def test_bytes_of_something_else_are_no_record() -> None:
    with pytest.raises(msgspec.ValidationError, match="title"):
        Packed.of(Event, {"fire": msgspec.msgpack.encode({"date": "2024"})})["fire"]
