"""How a text is cut into the words that are looked up, and which file of the index a word is in. static/search.js does the same.

A script that sets no spaces between its words is cut into overlapping pairs of signs: 東京都 is 東京, 京都, 都.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache


class _Marks(dict[int, int | None]):
    """For str.translate: a mark that joins another sign → None, any other sign as it is; each looked at once."""

    def __missing__(self, sign: int) -> int | None:
        self[sign] = None if unicodedata.category(chr(sign))[0] == "M" else sign
        return self[sign]


_MARKS = _Marks()
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"  # Thai to Khmer, kana, Han
_WORD = rf"(?:(?=[{_UNSPACED}])[^\W_])+|(?:(?![{_UNSPACED}])[^\W_])+"  # compiled when a text is met that is not plain
_PLAIN = re.compile("[a-z0-9]+")
_CUT = bytes(ord(chr(sign).lower()) if sign < ord("\x80") and chr(sign).isalnum() else ord(" ") for sign in range(256))  # for bytes.translate
_STRANGE = re.compile("[^\x00-\x7f]+")
_SHORT = 40  # signs of a piece between spaces that is worth remembering; a line of Chinese is longer
_BUCKET = 6  # bits of an unspaced sign that its file does not tell: 64 signs beside each other share one


def tokens(text: str) -> list[str]:
    """The words of a text in order: lower case, without accents. A single letter is a word, since phrases hold it."""
    return next(tokens_by_part(text, ()))


def tokens_by_part(text: str, starts: Sequence[int]) -> Iterator[list[str]]:
    """The words of each part of a text, whose parts but the first begin at `starts`."""
    ends = (*starts, len(text))
    if text.isascii() or all(_only_parts(run) for run in _STRANGE.findall(text)):  # curly quotation marks and dashes: most texts
        plain = text.encode("ascii", "replace").translate(_CUT).decode()  # a space for what is no letter: half the time of a pattern
        yield from [plain[start:end].split() for start, end in zip((0, *starts), ends, strict=True)]
    else:
        for start, end in zip((0, *starts), ends, strict=True):
            yield [word for piece in text[start:end].split(" ") for word in (_short_piece(piece) if len(piece) < _SHORT else _piece(piece))]


def _piece(text: str) -> list[str]:
    found = []
    for word in re.findall(_WORD, unicodedata.normalize("NFKD", text).lower().translate(_MARKS)):
        found += [word[at : at + 2] for at in range(len(word))] if _is_unspaced(word) else [word]
    return found


_short_piece = lru_cache(maxsize=32_768)(_piece)


@lru_cache(maxsize=4096)
def _only_parts(run: str) -> bool:
    """Whether these signs are but marks between words: no letter, number or accent, whatever they are taken apart into."""
    return all(unicodedata.category(sign)[0] not in "LMN" for sign in unicodedata.normalize("NFKD", run))


def shard_of(word: str) -> str:
    """The file of a word: its first two letters where they are a–z and 0–9, else their numbers."""
    head = word[:2]
    if _PLAIN.fullmatch(head):
        return head
    if _is_unspaced(head):
        return f"u{ord(head[0]) >> _BUCKET:x}"
    return "u" + "-".join(f"{ord(sign):x}" for sign in head)


def file_of(word: str, parted: Container[str]) -> str:
    """The file of a word where the files `parted` are parted: by the third letter; words in an unspaced script by their first sign."""
    name = shard_of(word)
    sign = (word[:1] if _is_unspaced(word) else word[2:3]) if name in parted else ""
    return f"{name}-{ord(sign):x}" if sign else name


def _is_unspaced(word: str) -> bool:
    """Whether the word begins with a sign of a script that sets no spaces."""
    return not word[:1].isascii() and bool(re.match(f"[{_UNSPACED}]", word))
