"""An article's text as tokens, each with the kinds that the rules name.

The kinds of all tokens make one string, a character a token, so that a rule is a short regular expression over kinds
of words instead of a long one over letters: nothing in it can grow faster than the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from dateline.extract.date_calendar import named_patterns
from dateline.extract.date_words import CAPITAL, PLAIN, Kinds

_NAMED = {name: re.compile(pattern) for name, pattern in named_patterns().items()}
_TOKEN = re.compile(  # the space before a token is taken with it: half the time of looking for one there
    " ?(?:"
    + "|".join(
        (
            r"(?P<WORD>[a-z](?!\.[Mm]\.|[Mm]\b)[^\W\d_]*)",
            r"(?P<AMPM>(?<![^\W\d_])[AaPp](?:\.[Mm]\.|[Mm]\b))",
            r"(?P<SHORTENED>\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun)\.)",
            r"(?P<NAMED>\b(?=[A-Z49])(?:" + "|".join(p.pattern for p in _NAMED.values()) + r")(?!\w))",
            r"(?P<ISO>\b\d{4}(?:-\d\d-|/\d\d/)\d\d(?![\d/]))",
            r"(?P<NUMERIC>\b\d\d?(?:/\d\d?/(?:\d\d)?|\.\d\d?\.\d\d|-\d\d?-\d\d)\d\d(?![\d/]))",
            r"(?P<CLOCK>\b\d\d?:\d\d(?![\d:])|\b\d\d?\.\d\d(?=\s?[ap]\.?m)|\b[0-2]\d[0-5]\d(?= ?(?:GMT|UTC)\b))",
            r"(?P<DECADE>\b[12]\d\d0['’]?s\b|['’`]{0,2}[2-9]0['’]?s\b)",
            r"(?P<QUARTERNAME>\b(?:Q[1-4]|[1-4]Q)\b)",
            r"(?P<ORDINAL>\d{1,2}(?:st|nd|rd|th)\b)",
            r"(?P<NUMBER>\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)",
            r"(?P<POSS>['’]s\b)",
            r"(?P<TAIL>['’](?:ll|t|ve|re|d|m)\b)",
            r"(?P<NAME>[^\W\d_]+)",
            r"(?P<PARAGRAPH>\n[ \t]*\n)",
            r"(?P<OTHER>[^\s\w]|_)",
        )
    )
    + ")"
)
_SIGNS = {",": "COMMA", "-": "DASH", "–": "DASH", "—": "LONGDASH", "$": "MONEY", "£": "MONEY", "€": "MONEY", "%": "PERCENT", ".": "STOP", ";": "STOP", ":": "STOP", "?": "STOP", "!": "STOP", "/": "SLASH"}  # fmt: skip
_FORMS = ("AMPM", "NAMED", "ISO", "NUMERIC", "CLOCK", "DECADE", "QUARTERNAME", "POSS", "TAIL", "PARAGRAPH")
_NO_KINDS = "."  # the character of a token that no rule names


class Token(NamedTuple):
    """A word, number or sign of the text."""

    start: int
    end: int
    word: str  # as written; in small letters where it is a word of the table
    kinds: Kinds


class Tokens(NamedTuple):
    """A text's tokens, and their kinds as one string with a character for each."""

    text: str
    items: list[Token]
    kinds: str


def read_tokens(text: str) -> Tokens:
    """All tokens of a text, in order."""
    items: list[Token] = []
    letters: list[str] = []
    for found in _TOKEN.finditer(text):
        form = found.lastgroup or ""
        start, end = found.span(form)
        word = text[start:end]
        if form == "WORD":
            kinds, letter = _SMALL.get(word, _UNKNOWN)
        elif form == "NAME":
            small = word.lower()
            kinds, letter = _LARGE.get(small, _UNKNOWN)
            if kinds:
                word = small
        else:
            kinds, letter = _known_form(form, word)
        items.append(Token(start, end, word, kinds))
        letters.append(letter)
    return Tokens(text, items, "".join(letters))


def kind_class(name: str) -> str:
    """The characters of all tokens that are of this kind, as a class of a regular expression."""
    letters = "".join(letter for kinds, letter in _LETTERS.items() if name in kinds)
    if not letters:
        raise KeyError(name)
    return f"[{letters}]"


@lru_cache(maxsize=2048)  # signs and small numbers come again and again
def _known_form(form: str, word: str) -> tuple[Kinds, str]:
    kinds = _form_kinds(form, word)
    return kinds, _LETTERS[frozenset(kinds)] if kinds else _NO_KINDS


def _form_kinds(form: str, word: str) -> Kinds:
    """The kinds of a token that its form tells."""
    if form == "OTHER":
        sign = _SIGNS.get(word)
        return {sign: 0} if sign else _NONE
    if form == "SHORTENED":
        return {("DOTDAY" if "SHORTDAY" in kinds else kind): value for kinds in (CAPITAL[word[:-1].lower()],) for kind, value in kinds.items() if kind in ("MONTH", "SHORTDAY")}
    if form == "NUMBER":
        return _number_kinds(word)
    if form == "ORDINAL":
        value = int(word[:-2])
        return {"ORD": value, "DAYNUM": value} if 1 <= value <= 31 else {"ORD": value}
    if form == "NAMED":
        return {"NAMED": next(at for at, p in enumerate(_NAMED.values()) if p.fullmatch(word))}
    if form == "DECADE":
        digits = word.strip("'’`s")
        return {"DECADE": int(digits) // 10 if len(digits) == 4 else 190 + int(digits[0])}
    if form == "QUARTERNAME":
        return {"QUARTERNAME": int(word.strip("Q"))}
    return {form: 0}


def _number_kinds(digits: str) -> Kinds:
    plain = digits.replace(",", "")
    if not plain.isdecimal() or len(plain) > 9:
        return _NONE
    value = int(plain)
    if len(plain) <= 2 and 1 <= value <= 31:
        return {"NUM": value, "DAYNUM": value}
    if len(digits) == 4 and 1000 <= value <= 2199:
        return {"NUM": value, "YEAR": value}
    return {"NUM": value}


_NONE: Kinds = {}


def _alphabet() -> Mapping[frozenset[str], str]:
    """A private character for each set of kinds that a token can have."""
    sets = [frozenset(kinds) for table in (PLAIN, CAPITAL) for kinds in table.values()]
    sets += [frozenset({name}) for name in (*_FORMS, *_SIGNS.values(), "MONTH", "DOTDAY", "NUM", "ORD")]
    sets += [frozenset(pair) for pair in (("NUM", "DAYNUM"), ("NUM", "YEAR"), ("ORD", "DAYNUM"))]
    return {kinds: chr(0xE000 + at) for at, kinds in enumerate(dict.fromkeys(sets))}


def _with_letters(table: Mapping[str, Kinds]) -> dict[str, tuple[Kinds, str]]:
    return {word: (kinds, _LETTERS[frozenset(kinds)]) for word, kinds in table.items()}


_LETTERS = _alphabet()
_UNKNOWN = (_NONE, _NO_KINDS)
_SMALL = _with_letters(PLAIN)
_LARGE = {**_SMALL, **_with_letters(CAPITAL)}
NAMED_KEYS = tuple(_NAMED)
