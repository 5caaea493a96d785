"""Which saved copies are of one article, which articles share their text, and what a newer copy changed.

One article: the same file, address or text; or the same outlet, day and headline with half of the paragraphs alike.
Two outlets that print one text stay two sources. Nothing is compared across sources that a person accepted apart.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

from dateline.findings import Reading
from dateline.model import Receipt
from dateline.problem import Problem, Where
from dateline.propose.gist import MARK, Imprint, marks_of
from dateline.slug import slug

ALIKE = 0.5  # of the shorter text's paragraphs: an update keeps most of them, a daily column with a fixed headline none
WIRE = 0.8  # of the longer text's paragraphs: a paper adds or cuts one of a wire story's
LEAST = 4  # paragraphs below which only the whole text counts as the same
_MOST = 2000  # paragraphs of two versions compared one with another
_MOST_PRINTED = 200  # sources under one paragraph: what more than these print is a notice, and finds no copies
_SHOWN = 3  # changed paragraphs that a message shows, each from where it differs
_NAMES_ONE = frozenset("id p story storyid story_id article articleid article_id aid newsid news_id nid sid doc docid item itemid item_id post postid post_id contentid content_id artid art_id objectid".split())
_SAME_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.(?=[^.]+\.)")


def bare_address(url: str) -> str:
    """What an address names: its host and path; of what hangs behind it only a story's number, which names it on some sites."""
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
        numbers = sorted(f"{k.lower()}={v}" for k, v in parse_qsl(parts.query, max_num_fields=100) if k.lower() in _NAMES_ONE)
    except ValueError:
        return url.lower()
    path = re.sub(r"/amp/?$|\.amp$", "", parts.path).rstrip("/")
    return f"{_SAME_HOST.sub('', parts.netloc.lower())}{path.lower()}{'?' if numbers else ''}{'&'.join(numbers)}"


def outlet_key(publisher: str) -> str:
    """What two spellings of an outlet share; "" for none."""
    return slug(publisher).removeprefix("the-") if publisher else ""


def same_articles(imprints: Sequence[Imprint], known: Mapping[str, str], keys: Sequence[Sequence[str]]) -> list[list[int]]:
    """The places of the imprints, those of one article together, in order; `known` names the source of a key."""
    group = list(range(len(imprints)))
    names = [next((known[k] for k in mine if k in known), "") for mine in keys]
    first: dict[str, int] = {}
    for place, mine in enumerate(keys):
        for key in mine:
            _join(group, names, first.setdefault(key, place), place)
    named: dict[tuple[str, str, str], list[int]] = {}
    for place, article in enumerate(imprints):
        headline = (outlet_key(article.publisher), article.published, slug(article.title, 120) if article.title else "")
        if not all(headline):
            continue
        for other in named.setdefault(headline, []):
            if _root(group, other) != _root(group, place) and _is_version(imprints[other], article):
                _join(group, names, other, place)
        named[headline] = [*named[headline], place][:50]
    found: dict[int, list[int]] = {}
    for place in range(len(imprints)):
        found.setdefault(_root(group, place), []).append(place)
    return list(found.values())


def _root(group: list[int], place: int) -> int:
    while group[place] != place:
        group[place] = group[group[place]]
        place = group[place]
    return place


def _join(group: list[int], names: list[str], one: int, other: int) -> None:
    """Make two groups one, under the earlier place; not where each is an accepted source of its own."""
    first, second = sorted((_root(group, one), _root(group, other)))
    if first != second and (not names[first] or not names[second] or names[first] == names[second]):
        group[second] = first
        names[first] = names[first] or names[second]


def _is_version(one: Imprint, other: Imprint) -> bool:
    mine, theirs = set(marks_of(one)), set(marks_of(other))
    return bool(mine and theirs) and len(mine & theirs) >= ALIKE * min(len(mine), len(theirs))


def wire_copies(imprints: Sequence[Imprint], ids: Sequence[str]) -> dict[str, str]:
    """Source → the first source with the same text, or nearly all of its paragraphs; one imprint a source, in order."""
    by_text: dict[str, int] = {}
    by_mark: dict[bytes, list[int]] = {}
    same: dict[str, str] = {}
    for place, (imprint, name) in enumerate(zip(imprints, ids, strict=True)):
        first = by_text.setdefault(imprint.text_sha256, place)
        marks = marks_of(imprint)
        # Two that share WIRE of the longer one share one of the marks that come first, if these are the rest and one more.
        few = marks[: len(marks) - math.ceil(WIRE * len(marks)) + 1]
        if first == place:
            near = sorted({other for mark in few for other in by_mark.get(mark, ())})
            first = next((other for other in near if _is_wire(imprints[other].paragraphs, set(marks))), place)
        if first != place:
            same[name] = ids[first]
            continue
        for mark in few:
            printed = by_mark.setdefault(mark, [])
            if len(printed) < _MOST_PRINTED:
                printed.append(place)
    return same


def _is_wire(printed: bytes, marks: set[bytes]) -> bool:
    shared = sum(printed[n : n + MARK] in marks for n in range(0, len(printed), MARK))
    return shared >= LEAST and shared >= WIRE * max(len(marks), len(printed) // MARK)


def updates(
    imprints: Sequence[Imprint], origins: Sequence[tuple[str, bool]], receipts: Mapping[str, Receipt], read: Callable[[int], Reading]
) -> tuple[Problem, ...]:
    """A warning for each source that a copy with other words has just come for; `origins` are (source, is newest).

    `read` gives the reading at a place: two texts are looked at where one was updated, and no more.
    """
    places: dict[str, list[int]] = {}
    for place, (name, _) in enumerate(origins):
        places.setdefault(name, []).append(place)
    told = []
    for name, mine in places.items():
        newest = next(p for p in mine if origins[p][1])
        text = imprints[newest].text_sha256
        had = receipts[name].copies if name in receipts else ()
        if any(c.text_sha256 == text for c in had):
            continue
        age = {c.file: n for n, c in enumerate(had)}
        older = [p for p in mine if imprints[p].text_sha256 != text]
        if older or had:
            before = max(older, key=lambda p: age.get(imprints[p].copy, -1)) if older else None
            told.append(_update(name, read(newest), None if before is None else read(before)))
    return tuple(told)


def _update(name: str, newest: Reading, before: Reading | None) -> Problem:
    where = Where(f"content/articles/{newest.copy}")
    if before is None:
        return Problem("updated-article", f"this copy of {name} has other words than the one before, which is not here", "compare what you have accepted from it", where, "warning")
    counts, shown = _changes(_split(before), _split(newest))
    fields = [f for f in ("title", "published", "authors") if getattr(before.article, f) != getattr(newest.article, f)]
    said = ", ".join([*counts, *(f"other {'day' if f == 'published' else f}" for f in fields)]) or "only its typography or order changed"
    hint = "\n   ".join([f"it is taken for newer than {before.copy}, and findings are made from it:", *shown])
    return Problem("updated-article", f"another version of {name}: {said}", hint if shown else f"it is taken for newer than {before.copy}", where, "warning")


def _split(reading: Reading) -> list[str]:
    return reading.article.text.split("\n\n")[:_MOST]


def _changes(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """How many paragraphs changed, came, went; and the first of them, cut."""
    changed = added = gone = 0
    shown: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            both = min(b - a, d - c)
            changed, gone, added = changed + both, gone + b - a - both, added + d - c - both
            shown += [line for i in range(max(b - a, d - c)) for line in _pair(old[a + i] if a + i < b else "", new[c + i] if c + i < d else "")]
    counts = [f"{n} paragraph{'s' if n > 1 else ''} {verb}" for n, verb in ((changed, "changed"), (added, "added"), (gone, "gone")) if n]
    return counts, [*shown[: 2 * _SHOWN], *(["…"] if len(shown) > 2 * _SHOWN else [])]


def _pair(old: str, new: str) -> list[str]:
    """Both paragraphs from shortly before they part."""
    same = next((n for n, (x, y) in enumerate(zip(old, new, strict=False)) if x != y), min(len(old), len(new)))
    start = max(0, old.rfind(" ", 0, max(0, same - 20)) + 1) if old and new else 0
    cut = [(mark, text[start : start + 90]) for mark, text in (("-", old), ("+", new)) if text]
    return [f"{mark} {'…' if start else ''}{text}" for mark, text in cut]
