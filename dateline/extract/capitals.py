"""Runs of capitalised words, the raw stuff of names.

Takes a Body; gives its runs in order of place. A run is one or more capitalised words with nothing but a space
between them; particles ("de", "bin") and a nickname in quotation marks may stand inside it. A possessive ends a run.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.extract.body import Body
from dateline.extract.name_words import word_set
from dateline.names import PARTICLES, SUFFIXES

ABBREVIATIONS = word_set(
    "mr mrs ms dr prof sen rep gov gen col maj lt capt cmdr adm sgt cpl pvt jr sr st ft rev fr hon messrs atty supt lt.gov"
)
# An acronym with dots, an initial, or a capitalised word with its inner apostrophes and hyphens ("al-Rashid" too).
# Every part is bounded by the characters it may hold, so the scan is linear.
# It starts with a set of characters, by which the search skips what is written small.
_TOKEN = re.compile(
    r"[^\W\d_a-z](?<!\w[^\W\d_a-z])(?:\.(?:[A-Z]\.)+(?:[’']s)?|\.|(?:\w|[’'.-](?=[^\W\d_]))*)"
)
_ARTICLE = re.compile(r"(?<!\w)(?:al|el|ul|an|ar|as|at|ad|d|l)[-’']$")
_POSSESSIVE = re.compile(r"[’']s?$")
_OPENERS = {" “", ' "', " (", " ‘", " '", " ''"}
_CLOSERS = {"” ", '" ', ") ", "’ ", "' ", "'' "}
_HYPHENS = {"-", "’", "'"}
_SMALL = re.compile(r"[^\W\d_A-Z][\w.]*|&")
_GAPS = {" ", "\n", "\u00a0", "  "}


class Token(NamedTuple):
    """One word of a run, without its possessive ending."""

    start: int
    end: int
    word: str  # "Manafort", "J.", "Mr."
    low: str  # lower case without the final dot
    possessive: bool = False
    nickname: bool = False


class Run(NamedTuple):
    """Capitalised words in a row."""

    tokens: tuple[Token, ...]
    initial: bool  # whether it opens a sentence or quoted words, where any word is capitalised

    @property
    def start(self) -> int:
        """Where the run starts."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends, a possessive ending left out."""
        return self.tokens[-1].end

    @property
    def possessive(self) -> bool:
        """Whether the run owns what follows: "Lee’s"."""
        return self.tokens[-1].possessive


def read_runs(body: Body) -> list[Run]:
    """All runs of the text in order of place."""
    text = body.text
    starts = {start for start, _ in body.sentences}
    runs: list[Run] = []
    current: list[Token] = []
    for match in _TOKEN.finditer(text):
        word, start = match.group(), match.start()
        if not word[0].isupper():
            continue  # a small letter with an accent
        if text[start - 1 : start] in _HYPHENS and (
            article := _ARTICLE.search(text[max(0, start - 4) : start])
        ):
            start -= len(article.group())
            word = article.group() + word
        token = _token(text, start, word)
        if current and token.start not in starts and _joined(text, current[-1], token):
            current += [*_particles(text, current[-1], token), token]
        else:
            _close(runs, current, text, starts)
            current = [token]
    _close(runs, current, text, starts)
    return runs


def _particles(text: str, previous: Token, token: Token) -> list[Token]:
    """The words in small letters between two words of one name."""
    if token.start - previous.end < 3:
        return []
    return [
        Token(m.start(), m.end(), m.group(), m.group())
        for m in _SMALL.finditer(text, previous.end, token.start)
    ]


def _token(text: str, start: int, word: str) -> Token:
    bare = _POSSESSIVE.sub("", word)
    possessive = len(bare) < len(word)
    end = start + len(bare)
    if (
        not possessive
        and bare.endswith("s")
        and text[end : end + 1] in {"’", "'"}
        and text[end + 1 : end + 2] == " "
    ):
        possessive = True  # "the Clintons’ house", "Davis’ lawyer"
    low = bare.lower()
    if low in ABBREVIATIONS and text[end : end + 1] == ".":
        end += 1
        bare += "."
        possessive = possessive or text[end : end + 2] in {"’s", "'s"}
    nickname = text[start - 2 : start] in _OPENERS and text[end : end + 2] in _CLOSERS
    return Token(start, end, bare, low.rstrip("."), possessive, nickname)


def _joined(text: str, previous: Token, token: Token) -> bool:
    """Whether the two words stand side by side in one name."""
    if previous.possessive:
        return False
    gap = text[previous.end : token.start]
    if gap in _GAPS or (gap == "" and previous.word.endswith(".")):
        return True
    if (
        len(gap) < 16
        and gap[:1] in _GAPS
        and gap[-1:] in _GAPS
        and all(word in PARTICLES or word == "&" for word in gap.split())
    ):
        return True
    if token.nickname:
        return gap in _OPENERS
    if previous.nickname:
        return gap in _CLOSERS
    return gap == ", " and token.low in SUFFIXES


def _close(runs: list[Run], tokens: list[Token], text: str, starts: set[int]) -> None:
    """Add the finished run, cut where a nickname in marks turned out to open no longer name."""
    if not tokens:
        return
    if tokens[-1].nickname or tokens[0].nickname:
        cut = [t for t in tokens if not t.nickname]
        quoted = [t for t in tokens if t.nickname]
        runs.extend(
            Run(tuple(t._replace(nickname=False) for t in part), part is quoted)
            for part in (cut, quoted)
            if part
        )
        return
    runs.append(Run(tuple(tokens), _opens(text, tokens[0].start, starts)))


def _opens(text: str, start: int, starts: set[int]) -> bool:
    before = text[max(0, start - 2) : start]
    return (
        start in starts
        or start == 0
        or before[-1:] in {"“", '"', "‘", "\n", "•", "("}
        or before in {": ", "— ", "– ", "''", ". ", "? ", "! "}
    )


def is_acronym(token: Token) -> bool:
    """Whether the word is written in capitals only, as "F.B.I." or "CNN", and is no initial."""
    letters = token.word.replace(".", "").replace("-", "").replace("&", "")
    return len(letters) > 1 and letters.isupper() and token.low not in SUFFIXES
