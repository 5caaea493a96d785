"""An id from any name or title: "Sergei A. Ryabkov" → sergei-a-ryabkov. Safe as a file's name on every system."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Letters that do not come apart under NFKD; Cyrillic as English-language papers write it.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "n", "ə": "a"}
    | dict(zip("абвгдезийклмнопрстуфхыіґє", [*"abvgdeziyklmnoprstuf", "kh", "y", "i", "g", "ye"], strict=True))
    | dict(zip("ёжцчшщюяъьэї", ["yo", "zh", "ts", "ch", "sh", "shch", "yu", "ya", "", "", "e", "yi"], strict=True))
)
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_BETWEEN = re.compile("[^a-z0-9]+")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z")  # names that Windows keeps for itself, whatever the ending
_LONGEST_READ = 1000  # code points; an id needs no more, and normalising a hostile run of marks takes quadratic time


def slug(text: str, max_length: int = 60) -> str:
    """An id in lower-case ASCII words joined by hyphens, cut between words; never empty.

    Text without a letter that can be transliterated gives a short hash of itself.
    """
    plain = _APOSTROPHES.sub("", text[:_LONGEST_READ].casefold()).translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).casefold()
    words = _BETWEEN.sub("-", plain).strip("-")
    if len(words) > max_length:
        cut = words[: max_length + 1]
        words = (cut.rpartition("-")[0] or cut[:max_length]).strip("-")
    if not words:
        return "x" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{words}-1" if _DEVICE.match(words) else words
