"""What the pages say: every sentence of the interface comes from a mapping of strings, so that a site can speak another language.

A string has slots in braces: "first reported {date}". A count has two forms, `entries_one` and `entries_other`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec
from markupsafe import Markup, escape

_SLOT = re.compile(r"\{([a-z_]+)\}")
RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})


class _Patterns(dict[str, str]):
    """Key → its string as a pattern for `%`, which fills slots faster than a search for them; made when first asked for."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, key: str) -> str:
        self[key] = pattern = _SLOT.sub(r"%(\1)s", self._words[key].replace("%", "%%"))
        return pattern


class Strings(dict[str, str]):
    """Key → words, not changed once made, so that what is read from it may be remembered."""

    __slots__ = ("escaped", "patterns")
    __hash__ = object.__hash__  # type: ignore[assignment]  # one mapping is one language

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__(words)
        self.patterns = _Patterns(words)
        self.escaped = _Patterns({key: str(escape(said)) for key, said in words.items()})


class Words(msgspec.Struct, frozen=True):
    """The strings of one language."""

    strings: Strings

    def __call__(self, key: str, **values: object) -> str:
        """The string of `key` with its slots filled: safe HTML when a value is, plain text otherwise.

        Raises KeyError when the key or a slot has no value: the page must not be built with a hole in it.
        """
        if not values:
            return self.strings[key]
        for value in values.values():
            if type(value) is not str and hasattr(value, "__html__"):
                return Markup(self.strings.escaped[key] % {slot: escape(given) for slot, given in values.items()})  # noqa: S704 (all is escaped)
        return self.strings.patterns[key] % values

    def count(self, key: str, n: int) -> str:
        """The words for `n` things: `key_one` for 1, else `key_other`, with {n} grouped by thousands."""
        return self(f"{key}_one" if n == 1 else f"{key}_other", n=self.number(n))

    def number(self, n: int) -> str:
        """`n` in figures, grouped by thousands as the language does it."""
        return str(n) if -1000 < n < 1000 else f"{n:,}".replace(",", self.strings["thousands"])

    def quoted(self, words: str) -> str:
        """`words` between the language's quotation marks."""
        return f"{self.strings['quote_open']}{words}{self.strings['quote_close']}"

    def listed(self, names: list[str]) -> str:
        """The names as a list in words: "A, B and C"."""
        if len(names) < 2:
            return "".join(names)
        return self.strings["list_comma"].join(names[:-1]) + self.strings["list_and"] + names[-1]


def direction(language: str) -> str:
    """The writing direction of an ISO 639-1 language: "rtl" or "ltr"."""
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
