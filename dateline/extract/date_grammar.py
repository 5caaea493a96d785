"""Rules of the grammar of dates: how a rule is written, and which rules fit at a token.

A pattern names kinds of words in order, with `?` behind what may be left out, `( | )` for choices: "MONTH DAYNUM
(COMMA? YEAR)?". It becomes a regular expression over the string of kinds, without repetition, so that trying it
costs a bounded number of steps at each token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dateline.extract.date_tokens import Tokens, kind_class

_NAME = re.compile(r"[A-Z]+")
_PART = re.compile(r"[A-Z]+|[()|?]")


class Rule(NamedTuple):
    """One way in which news writes a date."""

    pattern: str
    meaning: Callable[[Match, Any], str]  # the EDTF of a match in its context (date_context.Context)
    example: str  # words that it reads
    why: str = ""  # the reason of what is not plain in it


class Match(NamedTuple):
    """A rule's words in the text."""

    tokens: Tokens
    found: re.Match[str]

    @property
    def start(self) -> int:
        """The place of its first token."""
        return self.found.start()

    @property
    def end(self) -> int:
        """The place after its last token."""
        return self.found.end()

    def has(self, kind: str) -> bool:
        """Whether a word stood for this name, at any of its places in the pattern."""
        return self._place(kind) is not None

    def value(self, kind: str) -> int:
        """The value of the first word that stood for this name; KeyError if none did."""
        at = self._place(kind)
        if at is None:
            raise KeyError(kind)
        return self.tokens.items[at].kinds[kind]

    def get(self, kind: str) -> int | None:
        """The value of the first word that stood for this name, None if none did."""
        at = self._place(kind)
        return None if at is None else self.tokens.items[at].kinds[kind]

    def word(self, kind: str) -> str:
        """The first word that stood for this name, in small letters; "" if none did."""
        at = self._place(kind)
        return "" if at is None else self.tokens.items[at].word.lower()

    def _place(self, kind: str) -> int | None:
        name, nth = kind, 1
        groups = self.found.re.groupindex
        while name in groups:
            if self.found[name] is not None:
                return self.found.start(name)
            nth += 1
            name = f"{kind}{nth}"
        return None


class Start(NamedTuple):
    """The rules that may begin with one kind of token."""

    any_fits: re.Pattern[str]  # all of them as one, since at most tokens none fits
    rules: tuple[tuple[Rule, re.Pattern[str]], ...]


class Grammar(NamedTuple):
    """Rules, ready to be tried, by the token that they may begin with."""

    starts: Mapping[str, Start]

    def fitting(self, tokens: Tokens, place: int) -> Iterator[tuple[Rule, Match]]:
        """The rules that fit from this token on, the longest first, then in the table's order."""
        start = self.starts.get(tokens.kinds[place])
        if start is None or not start.any_fits.match(tokens.kinds, place):
            return
        fits = [(rule, found) for rule, regex in start.rules if (found := regex.match(tokens.kinds, place))]
        if len(fits) > 1:
            fits.sort(key=lambda fit: -fit[1].end())
        for rule, found in fits:
            yield rule, Match(tokens, found)


def read_grammar(rules: Sequence[Rule]) -> Grammar:
    """The rules as a grammar; KeyError for a kind of word that no token has."""
    starting: dict[str, list[tuple[Rule, re.Pattern[str]]]] = {}
    for rule in rules:
        regex = re.compile(_regex(rule.pattern))
        for letter in sorted({letter for kind in first_kinds(rule.pattern) for letter in kind_class(kind)[1:-1]}):
            starting.setdefault(letter, []).append((rule, regex))
    return Grammar({letter: Start(_any_of(some), tuple(some)) for letter, some in starting.items()})


def _any_of(rules: list[tuple[Rule, re.Pattern[str]]]) -> re.Pattern[str]:
    return re.compile("|".join(re.sub(r"\?P<\w+>", "?:", regex.pattern) for _, regex in rules))


def _regex(pattern: str) -> str:
    """The pattern as a regular expression over kinds; a name that comes again is numbered, as YEAR2."""
    seen: dict[str, int] = {}

    def group(found: re.Match[str]) -> str:
        name = found[0]
        seen[name] = seen.get(name, 0) + 1
        again = "" if seen[name] == 1 else str(seen[name])
        return f"(?P<{name}{again}>{kind_class(name)})"

    return _NAME.sub(group, pattern.replace("(", "(?:")).replace(" ", "")


def first_kinds(pattern: str) -> set[str]:
    """The kinds of words that a match of the pattern can begin with."""
    parts = _PART.findall(pattern)
    kinds, _, _ = _first(parts, 0)
    return kinds


def _first(parts: list[str], place: int) -> tuple[set[str], bool, int]:
    """First kinds of the choice from `place` on, whether it may be empty, and the place behind it."""
    kinds: set[str] = set()
    may_be_empty = False
    open_still = True  # whether all before in this branch may be left out
    while place < len(parts) and parts[place] != ")":
        part = parts[place]
        if part == "|":
            may_be_empty, open_still = may_be_empty or open_still, True
            place += 1
            continue
        if part == "(":
            inner, empty, place = _first(parts, place + 1)
        else:
            inner, empty = {part}, False
        place += 1
        if place < len(parts) and parts[place] == "?":
            empty, place = True, place + 1
        if open_still:
            kinds |= inner
            open_still = empty
    return kinds, may_be_empty or open_still, place
