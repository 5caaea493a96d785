"""The search index after an edit: only the files that it touches, from what the old ones say; the same bytes as from nothing.

What cannot be told from the old files (a word that tells something again, a file that is to be parted) is not guessed:
then there is no answer, and all is made anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import accumulate
from typing import TypeVar

import msgspec

from dateline.render import postings, search
from dateline.render.postings import entries, steps
from dateline.render.postings_again import BeyondError, Moves, moved, moved_word, number
from dateline.render.search import FOLDER, Meta
from dateline.render.search_row import FILTERS, Row
from dateline.render.tokens import file_of, shard_of

T = TypeVar("T")
Old = Callable[[str], bytes | None]
Changes = Mapping[int, tuple[Row, Row]]
_Words = dict[str, str]


def updated(old: Old, changes: Changes, said: Mapping[str, str]) -> dict[str, bytes | None] | None:
    """Path → its new bytes, None for a file that goes; of every file that differs.

    `old` gives a file as `search.index` or this wrote it; `changes` the rows that differ by the number of the record,
    before and now, and no record has come, gone or moved. None where all must be made anew by `search.index`.
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
        if self._meta.chunk != search.CHUNK or max(self._changes, default=0) >= len(self._meta.facets):
            raise BeyondError
        yield from self._words()
        yield from self._docs()
        yield from self._choices(said)
        self._records()
        if (now := search.meta(self._meta)) != before:
            yield now

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
            weights[word], places[word] = moved_word(weights.get(word, ""), places.get(word, ""), mine, len(self._meta.facets))
            if not places[word]:
                del weights[word], places[word]
        return weights, places

    def _docs(self) -> Iterator[tuple[str, bytes | None]]:
        chunks: dict[int, dict[int, bytes]] = defaultdict(dict)
        for at, (before, now) in self._changes.items():
            if search.doc(before) != search.doc(now):
                chunks[at // search.CHUNK][at % search.CHUNK] = search.doc(now)
        for chunk, docs in chunks.items():
            held = [bytes(doc) for doc in self._read(f"d-{chunk}", tuple[int, list[msgspec.Raw]])[1]]
            if max(docs) >= len(held):
                raise BeyondError
            yield search.docs(chunk, [docs.get(at, doc) for at, doc in enumerate(held)])

    def _choices(self, said: Mapping[str, str]) -> Iterator[tuple[str, bytes | None]]:
        """The files of the filters, and what there is to choose from."""
        names = {now.people[0]: now.title for before, now in self._changes.values() if now.kind == "p" and before.title != now.title}
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

    def _chosen(self, key: str) -> dict[str, dict[int, bool]]:
        """Choice → record → whether it leads there now, where that differs."""
        found: dict[str, dict[int, bool]] = defaultdict(dict)
        for at, (before, now) in self._changes.items():
            for value in set(before.chosen_by(key)) ^ set(now.chosen_by(key)):
                found[value][at] = value in now.chosen_by(key)
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

    def _records(self) -> None:
        """What is known of the records, and which files of words there are."""
        facets = list(self._meta.facets)
        kinds, years = search.spread(self._meta.kinds), search.spread(self._meta.years)
        for at, (before, now) in self._changes.items():
            if not before.kind == now.kind == kinds[at] or before.year != years[at]:
                raise BeyondError
            facets[at], years[at] = search.facet(now), now.year
        self._meta.facets, self._meta.years = "".join(facets), search.runs(years)
        self._meta.shards = " ".join(sorted(self._shards))


def _given(file: tuple[str, bytes], words: _Words) -> tuple[str, bytes | None]:
    """The file; None where it has no words any more."""
    return file[0], file[1] if words else None
