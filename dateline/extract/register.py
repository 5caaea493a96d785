"""The register of an article: who is in it so far, and whom a short form names.

Holds what find_people has read; persons are known by the parts of their names, organisations by their name.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from dateline.extract.candidates import Candidate
from dateline.extract.capitals import Token
from dateline.extract.first_names import gender_of
from dateline.extract.name_words import FEMALE_HONORIFICS, MALE_HONORIFICS
from dateline.extract.nicknames import long_form
from dateline.names import PARTICLES, REGAL, SUFFIXES, Name, same_parts, split_name

_NEAR = 12  # people of one surname that are looked at, so that the work stays linear in hostile texts


class Entry:
    """One person or organisation, as it grows while the article is read."""

    def __init__(self, name: str, *, person: bool) -> None:
        self.name = name
        self.person = person
        self.parts: Name = split_name(name) if person else Name("", "", name, "")
        self.gender = gender_of(self.parts.first) if person else ""
        self.prefixes: list[tuple[int, int]] = []
        self.seen = -1  # when it was last named


class Register:
    """Who is in the article. Places in it are plain numbers, given out in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._entries: list[Entry] = []
        self._by_word: dict[str, list[int]] = defaultdict(
            list
        )  # every name word of a person → whom it may name
        self._by_name: dict[tuple[str, str], list[int]] = defaultdict(
            list
        )  # first and last name → who carries both
        self._organisations: dict[str, int] = {}
        self._by_last_word: dict[str, str] = {}  # of an organisation: "times" → "new york times"
        self._clock = 0

    def name(self, who: int) -> str:
        """The fullest name that the article gives."""
        return self._entries[who].name

    def is_person(self, who: int) -> bool:
        """Whether it is a person, not an organisation."""
        return self._entries[who].person

    def gender(self, who: int) -> str:
        """Either "m" or "f", or empty while nothing tells."""
        return self._entries[who].gender

    def prefixes(self, who: int) -> tuple[tuple[int, int], ...]:
        """Where roles stand in capitals before the name."""
        return tuple(self._entries[who].prefixes)

    def saw(self, who: int) -> None:
        """Note that somebody was just named: of two with one surname the last named is meant."""
        self._clock += 1
        self._entries[who].seen = self._clock

    def count_last_words(self, candidates: list[Candidate]) -> Counter[str]:
        """How often each word stands alone, behind a title twice as strong: what comes back in short is a person's name."""
        counts: Counter[str] = Counter()
        for c in candidates:
            if len(c.names) == 1 and c.kind not in {"organisation", "heading"}:
                counts[c.names[0].low] += 2 if c.honorific else 1
        return counts

    def add_organisation(self, candidate: Candidate) -> int:
        """The organisation's place, a new one if need be. Dots and "the" make no difference."""
        name = " ".join(self._text[candidate.start : candidate.end].split())
        key = name.lower().replace(".", "")
        if " " not in key:
            key = self._by_last_word.get(key, key)
        if key not in self._organisations:
            self._organisations[key] = len(self._entries)
            self._by_last_word.setdefault(key.split(" ")[-1], key)
            self._entries.append(Entry(name, person=False))
        return self._organisations[key]

    def add_person(self, candidate: Candidate) -> int:
        """The person's place: the one of the same name, with the fuller form kept, or a new one."""
        name = _printed(candidate.names)
        parts = split_name(name)
        for who in self._by_name[_name_key(parts)][:_NEAR]:
            entry = self._entries[who]
            if entry.parts.first and parts.first and _is_one(entry.parts, parts):
                if len(name) > len(entry.name):
                    entry.name, entry.parts = name, parts
                if who not in (known := self._by_word[parts.first.lower()])[:_NEAR]:
                    known.append(who)  # "Mike" behind "Michael"
                self._note(entry, candidate)
                return who
        entry = Entry(name, person=True)
        self._entries.append(entry)
        who = len(self._entries) - 1
        self._by_name[_name_key(entry.parts)].append(who)
        for word in {t.low for t in candidate.names if t.low not in PARTICLES}:
            self._by_word[word].append(who)
        self._note(entry, candidate)
        return who

    def find(self, candidate: Candidate) -> int | None:
        """Whom the candidate names: by full name, else by surname, else by first name; None for nobody known."""
        parts = split_name(_printed(candidate.names))
        known = self._by_word.get(_last_word(parts), [])[:_NEAR]
        if parts.first and not _is_tail(candidate.names, known, self._entries):
            fits = [
                w
                for w in self._by_name[_name_key(parts)][:_NEAR]
                if _is_one(self._entries[w].parts, parts)
            ]
        else:
            fits = self._by_surname(candidate, known) or self._by_first_name(candidate, known)
        if not fits:
            return None
        who = self._likeliest(fits)
        self._note(self._entries[who], candidate)
        return who

    def _by_surname(self, candidate: Candidate, known: list[int]) -> list[int]:
        words = [t.low for t in candidate.names if t.low not in SUFFIXES]
        suffix = next((SUFFIXES[t.low] for t in candidate.names if t.low in SUFFIXES), "")
        gender = _gender_of_title(candidate.honorific)
        fits = [w for w in known if _ends_with(self._entries[w], words)]
        fits = [w for w in fits if not suffix or self._entries[w].parts.suffix == suffix]
        return self._of_generation(candidate, [w for w in fits if not gender or self._entries[w].gender in {"", gender}])

    def _of_generation(self, candidate: Candidate, fits: list[int]) -> list[int]:
        """Of several, whom "the younger Mr. Lee" or "the elder Lee" means: told by Jr. and Sr., else by nothing."""
        before = self._text[max(0, candidate.start - 10) : candidate.start].lower()
        if not before.endswith(("younger ", "elder ", "older ")) or len(fits) < 2:
            return fits
        junior = {w for w in fits if self._entries[w].parts.suffix not in {"", "Sr."}}
        told = [w for w in fits if (w in junior) == before.endswith("younger ")]
        return told if len(told) == 1 else []

    def _by_first_name(self, candidate: Candidate, known: list[int]) -> list[int]:
        if candidate.honorific not in {"", *REGAL, "sister", "father"}:
            return []
        return [w for w in known if long_form(self._entries[w].parts.first) == long_form(candidate.names[0].low)]

    def _likeliest(self, fits: list[int]) -> int:
        """Of several, the first without a Jr.; a bare surname goes on meaning whom the article introduced by it."""
        plain = [w for w in fits if not self._entries[w].parts.suffix] or fits
        return plain[0]

    def _note(self, entry: Entry, candidate: Candidate) -> None:
        if candidate.prefix is not None and candidate.prefix not in entry.prefixes:
            entry.prefixes.append(candidate.prefix)
        if not entry.gender:
            entry.gender = _gender_of_title(candidate.honorific)


def _printed(names: tuple[Token, ...]) -> str:
    words = [t.word for t in names if not t.nickname]
    return " ".join(words)


def _last_word(parts: Name) -> str:
    return parts.last.split()[-1].lower().rstrip(".") if parts.last else ""


def _is_one(one: Name, two: Name) -> bool:
    """Whether two full names of one article are one person's; there "Mike" is short for "Michael"."""
    return same_parts(one._replace(first=long_form(one.first)), two._replace(first=long_form(two.first))) == "yes"


def _name_key(parts: Name) -> tuple[str, str]:
    return long_form(parts.first), parts.last.lower().rstrip(".")


def _ends_with(entry: Entry, words: list[str]) -> bool:
    """Whether the entry's name, its suffix aside, ends with the words."""
    have = [
        w.lower().rstrip(".") for w in f"{entry.parts.first} {entry.parts.middle} {entry.parts.last}".split()
    ]
    return have[-len(words) :] == words


def _is_tail(names: tuple[Token, ...], known: list[int], entries: list[Entry]) -> bool:
    """Whether two words are a double surname: "Wasserman Schultz"."""
    words = [t.low for t in names if not t.nickname]
    return any(len(entries[w].name.split()) > len(words) and _ends_with(entries[w], words) for w in known)


def _gender_of_title(honorific: str) -> str:
    if honorific in MALE_HONORIFICS:
        return "m"
    return "f" if honorific in FEMALE_HONORIFICS else ""
