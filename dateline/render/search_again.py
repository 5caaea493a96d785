"""The search index after an edit: only the files that it touches, from what the old ones say; the same bytes as from nothing.

Records come and go at the end of their kind; one in place of another is an edit of that number. What cannot be told from the
old files (a word that tells something again, a file that is to be parted) is not guessed: then there is no answer, and all is
made anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TypeVar

import msgspec

from dateline.render import postings, search
from dateline.render.postings import entries, steps
from dateline.render.postings_again import BeyondError, Changes, Moves, moved, moved_word, number
from dateline.render.search import FOLDER, Meta
from dateline.render.search_row import APART, FILTERS
from dateline.render.tokens import file_of, shard_of

T = TypeVar("T")
Old = Callable[[str], bytes | None]
_Words = dict[str, str]
_GONE = -1  # in place of a year


def updated(old: Old, changes: Changes, said: Mapping[str, str]) -> dict[str, bytes | None] | None:
    """Path → its new bytes, None for a file that goes; of every file that differs.

    `old` gives a file as `search.index` or this wrote it; `changes` the rows that differ by the number of the record,
    before and now; None for one that came, or went. None where all must be made anew by `search.index`.
    """
    try:
        return dict(_Edit(old, changes).files(said))
    except BeyondError:
        return None


class _Edit:
    """One edit: what is known of all records is read at once and grows true, file by file."""

    def __init__(self, old: Old, changes: Changes) -> None:
        self._old, self._changes = old, changes
        self._meta = self._read("meta", tuple[Meta])[0]
        self._shards, self._alone = set(self._meta.shards.split()), set(self._meta.alone.split())

    def files(self, said: Mapping[str, str]) -> Iterator[tuple[str, bytes | None]]:
        """Every file that differs."""
        before = search.meta(self._meta)
        if (self._meta.chunk, self._meta.apart) != (search.CHUNK, APART):
            raise BeyondError
        self._most = self._counted()
        yield from self._words()
        yield from self._docs()
        yield from self._choices(said)
        self._meta.shards = " ".join(sorted(self._shards))
        if (now := search.meta(self._meta)) != before:
            yield now

    def _counted(self) -> float:
        """How many records a word may be in and still tell something; what is known of all records grows true."""
        facets, years = list(self._meta.facets), [search.spread(runs) for runs in self._meta.years]
        before = sum(map(len, years))
        for at in sorted(self._changes):
            row, place, (old, now) = years[at // APART], at % APART, self._changes[at]
            if place > len(row) or row[place : place + 1] != ([old.year] if old else []):
                raise BeyondError
            row[place : place + 1] = [now.year if now else _GONE]
            if at < APART:
                facets[place : place + 1] = [search.facet(now) if now else ""]
        self._meta.facets, self._meta.years = "".join(facets), [search.runs(_left(row)) for row in years]
        most = postings.common(sum(size for runs in self._meta.years for _, size in runs))
        if most != postings.common(before):
            raise BeyondError  # words that no changed record holds may tell something again, or no more
        return most

    def _read(self, name: str, arguments: type[T]) -> T:
        """What the script of this name hands to the search page."""
        content = self._old(f"{FOLDER}/{name}.js")
        if content is None or not content.endswith(b")\n"):
            raise BeyondError
        try:
            return msgspec.json.decode(b"[%b]" % content[content.index(b"(") + 1 : -2], type=arguments)
        except (ValueError, msgspec.MsgspecError) as error:
            raise BeyondError from error

    def _words(self) -> Iterator[tuple[str, bytes | None]]:
        buckets: dict[str, dict[str, dict[str, Moves]]] = defaultdict(lambda: defaultdict(dict))
        for word, moves in moved(self._changes).items():
            buckets[shard_of(word)][file_of(word, self._meta.parted)][word] = moves
        for bucket, files in buckets.items():
            more = held = 0
            for name, words in files.items():
                old_weights, old_places = self._file(name)
                weights, places = self._moved(old_weights, old_places, words)
                held = sum(map(entries, places.values()))
                more += held - sum(map(entries, old_places.values()))
                if weights != old_weights:
                    yield _given(search.words(name, weights), weights)
                if self._shared(places) != self._shared(old_places):
                    yield _given(search.places(name, self._shared(places)), weights)
                for word in self._alone & words.keys():
                    if word not in places:
                        raise BeyondError
                    if places[word] != old_places.get(word):
                        yield search.places(postings.alone(word), {word: places[word]})
                (self._shards.add if weights else self._shards.discard)(name)
            if bucket in self._meta.parted:
                held = self._meta.parted[bucket] = self._meta.parted[bucket] + more
            if (held > postings.FULL) != (bucket in self._meta.parted):
                raise BeyondError

    def _file(self, name: str) -> tuple[_Words, _Words]:
        """Weights and places of the words of a file; none where it is not there."""
        if name not in self._shards:
            return {}, {}
        weights = self._read(f"s-{name}", tuple[str, _Words])[1]
        places = self._read(f"p-{name}", tuple[str, _Words])[1]
        for word in self._alone & weights.keys():
            places |= self._read(f"p-{postings.alone(word)}", tuple[str, _Words])[1]
        if weights.keys() != places.keys():
            raise BeyondError
        return weights, places

    def _shared(self, places: _Words) -> _Words:
        """Those of the words that have no file of their own. Raises BeyondError where one got or lost it."""
        if any(postings.stands_alone(word, mine) != (word in self._alone) for word, mine in places.items()):
            raise BeyondError
        return {word: mine for word, mine in places.items() if word not in self._alone}

    def _moved(self, weights: _Words, places: _Words, moves: Mapping[str, Moves]) -> tuple[_Words, _Words]:
        weights, places = dict(weights), dict(places)
        for word, mine in moves.items():
            weights[word], places[word] = moved_word(weights.get(word, ""), places.get(word, ""), mine, self._most)
            if not places[word]:
                del weights[word], places[word]
        return weights, places

    def _docs(self) -> Iterator[tuple[str, bytes | None]]:
        chunks: dict[int, list[int]] = defaultdict(list)
        for at, (before, now) in self._changes.items():
            if not (before and now) or search.doc(before) != search.doc(now):
                chunks[at // search.CHUNK].append(at)
        for chunk, changed in chunks.items():
            is_new = self._changes.get(chunk * search.CHUNK, (True, None))[0] is None
            held = [] if is_new else [bytes(doc) for doc in self._read(f"d-{chunk}", tuple[int, list[msgspec.Raw]])[1]]
            for at in sorted(changed):
                now, place = self._changes[at][1], at % search.CHUNK
                if place > len(held):
                    raise BeyondError
                held[place : place + 1] = [search.doc(now) if now else b""]
            yield _given(search.docs(chunk, [doc for doc in held if doc]), any(held))

    def _choices(self, said: Mapping[str, str]) -> Iterator[tuple[str, bytes | None]]:
        """The files of the filters, and what there is to choose from."""
        names = self._names()
        moves = {key: self._chosen(key) for key in FILTERS}
        if not names and not any(moves.values()):
            return
        (old,) = self._read("who", tuple[dict[str, list[tuple[str, str]]]])
        before = {key: dict(old[key]) for key in FILTERS}
        found = {key: dict(old[key]) for key in FILTERS}
        for key in FILTERS:
            for name, sets in self._sets(key, moves[key], before[key]).items():
                if any(sets.values()) or name == key:
                    yield search.sets(name, {value: steps(sorted(at), ".") for value, at in sets.items() if at})
                else:
                    yield f"{FOLDER}/f-{name}.js", None
                left = {value for value, at in sets.items() if not at}
                known = {**before[key], **{"person": names, "response": said}.get(key, {})}
                found[key] = search.labels([value for value in {**found[key], **sets} if value not in left], known)
        if names:
            found["person"] = search.labels(found["person"], {**found["person"], **names})
        if search.who(found) != search.who(before):
            yield search.who(found)

    def _names(self) -> dict[str, str]:
        """Person → the name, of those who came, went (then it is the id) or have another."""
        old, new = ({row.people[0]: row.title for both in self._changes.values() if (row := both[side]) and row.kind == "p"} for side in (0, 1))
        return {name: new.get(name, name) for name in old.keys() | new.keys() if old.get(name) != new.get(name)}

    def _chosen(self, key: str) -> dict[str, dict[int, bool]]:
        """Choice → record → whether it leads there now, where that differs."""
        found: dict[str, dict[int, bool]] = defaultdict(dict)
        for at, both in self._changes.items():
            before, now = (set(row.choices()[FILTERS.index(key)] if row else ()) for row in both)
            for value in before ^ now:
                found[value][at] = value in now
        return found

    def _sets(self, key: str, moves: Mapping[str, Mapping[int, bool]], known: Collection[str]) -> dict[str, dict[str, set[int]]]:
        """File → choice → its records now, of the files with a choice that differs."""
        parted = self._meta.parted
        files: dict[str, dict[str, set[int]]] = {}
        for value, mine in moves.items():
            name = search.set_file(key, value, parted)
            files[name] = files.get(name) or self._set_file(name, {one for one in known if search.set_file(key, one, parted) == name})
            held = files[name].setdefault(value, set())
            if any((at in held) == now for at, now in mine.items()):
                raise BeyondError
            held.symmetric_difference_update(mine)
        if key in parted:
            parted[key] += sum(1 if now else -1 for mine in moves.values() for now in mine.values())
        held_in_all = parted.get(key) or sum(map(len, files.get(key, {}).values()))
        if moves and (held_in_all > postings.FULL) != (key in parted):
            raise BeyondError
        return files

    def _set_file(self, name: str, known: Collection[str]) -> dict[str, set[int]]:
        if not known:
            return {}
        found = self._read(f"f-{name}", tuple[str, _Words])[1]
        if found.keys() != known:
            raise BeyondError
        return {value: set(accumulate([number(step) for step in text.split(".")])) for value, text in found.items()}


def _left(years: Sequence[int]) -> Sequence[int]:
    """Those of records that have not gone, which are the last. Raises BeyondError."""
    left = years[: years.index(_GONE)] if _GONE in years else years
    if any(year != _GONE for year in years[len(left) :]):
        raise BeyondError
    return left


def _given(file: tuple[str, bytes], holds: object) -> tuple[str, bytes | None]:
    """The file; None where it holds nothing any more."""
    return file[0], file[1] if holds else None
