"""Rules of the grammar of dates: how a rule is written, and which rules fit at a token.

A pattern names kinds of words in order, with `?` behind what may be left out, `( | )` for choices: "MONTH DAYNUM
(COMMA? YEAR)?". It becomes a regular expression over the string of kinds, without repetition, so that trying it
costs a bounded number of steps at each token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
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
    start: int  # the place of its first token
    end: int  # the place after its last token

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


Candidate = tuple[Rule, re.Pattern[str]]


class Start(NamedTuple):
    """The rules that may begin with one kind of token, by the token behind it: of many rules a few are tried."""

    alone: tuple[Candidate, ...]  # those that may end there, so that any token may follow
    then: Mapping[str, tuple[Candidate, ...]]  # those before each token that may go on, `alone` with them


class Grammar(NamedTuple):
    """Rules, ready to be tried, by the tokens that they may begin with."""

    starts: Mapping[str, Start]

    def fitting(self, tokens: Tokens, place: int) -> Sequence[tuple[Rule, Match]]:
        """The rules that fit from this token on, the longest first, then in the table's order."""
        kinds = tokens.kinds
        start = self.starts.get(kinds[place])
        if start is None:
            return ()
        candidates = start.then.get(kinds[place + 1 : place + 2], start.alone)
        fits = [(rule, Match(tokens, found, *found.span())) for rule, regex in candidates if (found := regex.match(kinds, place))]
        if len(fits) > 1:
            fits.sort(key=_shortness)
        return fits


def _shortness(fit: tuple[Rule, Match]) -> int:
    return -fit[1].end


def read_grammar(rules: Sequence[Rule]) -> Grammar:
    """The rules as a grammar; KeyError for a kind of word that no token has."""
    starts: dict[str, dict[str, dict[Rule, re.Pattern[str]]]] = {}
    for rule in rules:
        regex = re.compile(_regex(rule.pattern))
        for first, *more in sorted(first_kinds(rule.pattern)):
            for letter in kind_class(first)[1:-1]:
                for behind in kind_class(more[0])[1:-1] if more else ("",):
                    starts.setdefault(letter, {}).setdefault(behind, {})[rule] = regex
    order = {rule: at for at, rule in enumerate(rules)}
    return Grammar({letter: _start(behind, order) for letter, behind in starts.items()})


def _start(behind: Mapping[str, Mapping[Rule, re.Pattern[str]]], order: Mapping[Rule, int]) -> Start:
    alone = behind.get("", {})
    every = {letter: sorted({**alone, **some}.items(), key=lambda candidate: order[candidate[0]]) for letter, some in behind.items()}
    return Start(tuple(alone.items()), {letter: tuple(some) for letter, some in every.items() if letter})


def _regex(pattern: str) -> str:
    """The pattern as a regular expression over kinds; a name that comes again is numbered, as YEAR2."""
    seen: dict[str, int] = {}

    def group(found: re.Match[str]) -> str:
        name = found[0]
        seen[name] = seen.get(name, 0) + 1
        again = "" if seen[name] == 1 else str(seen[name])
        return f"(?P<{name}{again}>{kind_class(name)})"

    return _NAME.sub(group, pattern.replace("(", "(?:")).replace(" ", "")


def first_kinds(pattern: str) -> set[tuple[str, ...]]:
    """The one or two kinds of words that a match of the pattern can begin with; one where it may end there."""
    return {kinds for kinds in _first(_PART.findall(pattern), 0)[0] if kinds}


def _first(parts: list[str], place: int) -> tuple[set[tuple[str, ...]], int]:
    """What the choice from `place` on may begin with, () where all of it may be left out, and the place behind it."""
    found: set[tuple[str, ...]] = set()
    branch: set[tuple[str, ...]] = {()}
    while place < len(parts) and parts[place] != ")":
        part = parts[place]
        if part == "|":
            found |= branch
            branch = {()}
            place += 1
            continue
        inner: set[tuple[str, ...]] = {(part,)}
        if part == "(":
            inner, place = _first(parts, place + 1)
        place += 1
        if place < len(parts) and parts[place] == "?":
            inner, place = inner | {()}, place + 1
        branch = {(*before, *behind)[:2] for before in branch for behind in inner}
    return found | branch, place
