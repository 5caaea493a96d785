"""What lies on a shelf is what was put there, and a site read onto one is the site that is read into memory."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from making import make_site
from test_store_again import SITE, told

from dateline.shelf import Shelf
from dateline.store import load


@given(st.lists(st.binary(max_size=300), max_size=20), st.integers(0, 20))
def test_what_was_put_is_found_whatever_is_put_behind_it(pieces: list[bytes], at: int) -> None:
    shelf = Shelf(Path(tempfile.gettempdir()))

    places = [shelf.put(piece) for piece in pieces[:at]]
    early = [shelf.get(place) for place in places]
    places += [shelf.put(piece) for piece in pieces[at:]]

    assert early == pieces[:at]
    assert [shelf.get(place) for place in places] == pieces
    assert [*shelf.each(places)] == pieces
    assert [*shelf.each(places[::-1])] == pieces[::-1]


def test_a_piece_may_be_longer_than_any_file_of_a_record(tmp_path: Path) -> None:
    shelf, large = Shelf(tmp_path), b"a" * 2**24

    places = [shelf.put(piece) for piece in (b"before", large, b"behind")]

    assert [shelf.get(place) for place in places] == [b"before", large, b"behind"]


def test_a_site_on_a_shelf_is_the_site_in_memory(tmp_path: Path) -> None:
    site = make_site(tmp_path, {**SITE, "content/events/broken.yaml": "titel: x\n"})

    known = {path: gave for path, gave in load(site, known=lambda *_: None).read.items() if "people" in path}
    shelved, held = (load(site, known=lambda path: known.get(path), shelf=shelf) for shelf in (Shelf(site), None))

    assert told(shelved) == told(held)
    assert {**shelved.read} == {**held.read}
    assert len(held.read) == 5


def test_a_shelf_leaves_nothing_behind(tmp_path: Path) -> None:
    Shelf(tmp_path).put(b"a record")

    assert [*tmp_path.iterdir()] == []
