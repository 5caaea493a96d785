"""What the pages say: every sentence of the interface comes from a mapping of strings, so that a site can speak another language.

A string has slots in braces: "first reported {date}". A count has two forms, `entries_one` and `entries_other`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

_SLOT = re.compile(r"\{([a-z_]+)\}")
RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})


class Strings(dict[str, str]):
    """Key → words, not changed once made, so that what is read from it may be remembered."""

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)


@dataclass(frozen=True, slots=True)
class Words:
    """The strings of one language."""

    strings: Strings

    def __call__(self, key: str, **values: object) -> str:
        """The string of `key` with its slots filled: safe HTML when a value is, plain text otherwise.

        Raises KeyError when the key or a slot has no value: the page must not be built with a hole in it.
        """
        text = self.strings[key]
        if not values:
            return text
        if any(hasattr(value, "__html__") for value in values.values()):
            return Markup(_SLOT.sub(lambda slot: str(escape(values[slot[1]])), str(escape(text))))  # noqa: S704 — both are escaped
        return _SLOT.sub(lambda slot: str(values[slot[1]]), text)

    def count(self, key: str, n: int) -> str:
        """The words for `n` things: `key_one` for 1, else `key_other`, with {n} grouped by thousands."""
        return self(f"{key}_one" if n == 1 else f"{key}_other", n=f"{n:,}".replace(",", self.strings["thousands"]))

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
