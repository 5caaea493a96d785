"""Canonical text, and where words stand in it: what makes a quotation provable.

Takes plain text, gives spans in code points of the text as it was given. The canonical form is NFC with one kind of
quotation mark (the apostrophe counts as one), dash and space, an ellipsis as three full stops, and no soft hyphens or
zero-width characters; docs/method.md tells it to readers. A change of the form is a new version in every receipt.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from dateline.slug import slug as slug

Span = tuple[int, int]

_MARK, _DASH = '"', "-"
_SINGLE = "'`´‘’‚‛ʼʹʻ′＇"
_DOUBLE = "\"“”„‟″«»‹›〝〞〟＂「」『』"
_DASHES = "-‐‑‒–—―−﹘﹣－⸺⸻"
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_ONE_KIND: dict[int, str] = str.maketrans(
    dict.fromkeys(_SINGLE + _DOUBLE, _MARK) | dict.fromkeys(_DASHES, _DASH) | dict.fromkeys(_SPACES, " ")
)
# Soft hyphen, zero-width characters, direction marks, byte order mark.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
# What becomes shorter or longer; what only changes its kind is left to the translation table. '' and `` are one mark.
_RUNS = re.compile(rf"([{_SINGLE}])\1|[{_DASHES}]{{2,}}|…|\s{{2,}}")
# Whether there is any: one set of first signs is sought many times faster than the patterns above, and nearly no sentence has a run.
_ANY_RUN = re.compile(rf"[{_DASHES}{_SINGLE}…\s](?:(?<=[{_SINGLE}])[{_SINGLE}]|(?<=[{_DASHES}])[{_DASHES}]|(?<=\s)\s|(?<=…))").search
_OTHER_KIND = re.compile("[" + "".join(re.escape(sign) for sign in sorted({*_SINGLE, *_DOUBLE, *_DASHES, *_SPACES} - {_MARK, _DASH})) + "]")
_LEFT_OUT = re.compile(r"\[[^\[\]]*\]|\.(?: ?\.){2,}")  # in canonical words: what the writer left out or put in
_MARKS_KEPT_TOGETHER = 30  # Unicode's Stream-Safe Text Format; sorting a longer run of marks takes quadratic time
_BESIDE = 32  # characters a receipt keeps before and after, so that it never holds a passage
# Where a cut would turn the meaning: "5" of "5,000", "we can" of "we can't", "violent" of "non-violent".
_CUT_BEFORE = re.compile(r"(?<=[0-9])[.,:](?=[0-9])|\b(?:non|un|anti)-", re.IGNORECASE)
_CUT_BEHIND = re.compile(r"(?<=[0-9])[.,:][0-9]|\"t\b")
_LONGEST_ENDING = 12  # letters of a word that a bracket behind it may stand for


class Canon(NamedTuple):
    """A text in canonical form, and the way back."""

    text: str
    offsets: Sequence[int]  # of each canonical code point: where it stands in the original; one longer than `text`

    def span(self, start: int, end: int) -> Span:
        """The original span of a canonical one."""
        return self.offsets[start], self.offsets[end]


class Found(NamedTuple):
    """Where words stand, and what a link to them needs; the fields of a receipt's place."""

    start: int
    end: int
    prefix: str  # whole words, at most 32 characters, right before …
    suffix: str  # … and right after
    head: str  # the first few words
    tail: str  # the last few words, "" when head is all
    unique: bool


def canon(text: str) -> Canon:
    """The canonical form with the place of each of its code points in `text`. Linear time."""
    form = _replace(Canon(text, range(len(text) + 1)), _INVISIBLE, _nothing)
    form = _compose(form)
    form = _replace(form, _RUNS, _shorter)
    folded = form.text.translate(_ONE_KIND)
    start = len(folded) - len(folded.lstrip(" "))
    kept = folded.strip(" ")
    return Canon(kept, form.offsets[start : start + len(kept) + 1])


def canonical(text: str) -> str:
    """The canonical form alone: the same steps, without the way back."""
    # one sign is found three times as soon as two
    if text.isascii() and text.isprintable() and not ("  " in text or ("-" in text and "--" in text) or ("'" in text and "''" in text) or ("`" in text and "``" in text)):
        return text.replace("'", _MARK).replace("`", _MARK).strip(" ")
    composed = _INVISIBLE.sub("", text)
    if not unicodedata.is_normalized("NFC", composed):
        composed = _compose(Canon(composed, range(len(composed) + 1))).text
    shortened = _RUNS.sub(_shorter, composed) if _ANY_RUN(composed) else composed
    return _OTHER_KIND.sub(_one_kind, shortened).strip(" ")


def words_hash(words: str) -> str:
    """SHA-256 of the canonical words, in hexadecimal: how a receipt names them."""
    return hashlib.sha256(canonical(words).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=64)  # a text is asked for several times in a row; a string knows its own hash, so looking it up is free
def text_hash(text: str) -> str:
    """SHA-256 of a whole text's canonical form: equal where nothing but typography differs."""
    return words_hash(text)


def find_words(words: str, within: Canon) -> tuple[Span, ...]:
    """All places of the words, in order, as spans of the original text.

    Exact but for the canonical form; a word is not found inside a longer one. An ellipsis or [brackets] split the
    words into parts that occur in order, and the span covers them all; of overlapping ways, the shortest.
    """
    wanted = canonical(words)
    whole = list(_occurrences(_Part(wanted), within.text)) if wanted.strip('". -') else []
    if whole or not _LEFT_OUT.search(wanted):
        return tuple(within.span(*found) for found in whole)
    return tuple(within.span(*found) for found in _in_order(_parts(wanted), within.text))


def place_of(words: str, text: str, form: Canon | None = None) -> Found | None:
    """The first place of the words with its surroundings; None where they are not in the text."""
    spans = find_words(words, form or canon(text))
    if not spans:
        return None
    start, end = spans[0]
    head, tail = ends_of(text[start:end])
    return Found(start, end, _before(text, start), _after(text, end), head, tail, len(spans) == 1)


def ends_of(words: str) -> tuple[str, str]:
    """The first few words and the last few, each of at most 32 characters of one line; the second is "" when the first is all."""
    first = words.strip().partition("\n")[0].rstrip()
    head = first if len(first) <= _BESIDE else first[: _BESIDE + 1].rsplit(None, 1)[0][:_BESIDE]
    rest = words.strip()[len(head) :].strip()
    last = rest.rpartition("\n")[2].lstrip()
    tail = last if len(last) <= _BESIDE else last[-_BESIDE - 1 :].split(None, 1)[-1][-_BESIDE:]
    return head, tail


def _shorter(run: re.Match[str]) -> str:
    return "..." if run[0] == "…" else run[0][0]


def _one_kind(sign: re.Match[str]) -> str:
    return _ONE_KIND[ord(sign[0])]


def _nothing(_: re.Match[str]) -> str:
    return ""


def _normal(run: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", run[0])


def _replace(form: Canon, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> Canon:
    """The form with each match replaced; what replaces it stands where the match began."""
    found = pattern.search(form.text)
    if not found:
        return form
    pieces: list[str] = []
    offsets = array("q")
    at = 0
    for match in pattern.finditer(form.text, found.start()):
        start, end = match.span()
        replacement = new(match)
        pieces += (form.text[at:start], replacement)
        offsets.extend(form.offsets[at:start])
        offsets.extend([form.offsets[start]] * len(replacement))
        at = end
    pieces.append(form.text[at:])
    offsets.extend(form.offsets[at:])
    return Canon("".join(pieces), offsets)


def _compose(form: Canon) -> Canon:
    """The form in NFC, by letter and its marks, so that the way back is kept."""
    letters = set(form.text) if not form.text.isascii() else set()
    marks = "".join(c for c in letters if unicodedata.category(c)[0] == "M" or "\u1160" <= c <= "\u11ff")
    alone = "".join(c for c in letters if unicodedata.normalize("NFC", c) != c)
    if not marks and not alone:
        return form
    ways = [f"[{re.escape(alone)}]"] if alone else []
    if marks:
        ways.insert(0, rf"[^{re.escape(marks)}]?[{re.escape(marks)}]{{1,{_MARKS_KEPT_TOGETHER}}}")
    return _replace(form, re.compile("|".join(ways), re.DOTALL), _normal)


def _joined(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word; scripts written without spaces have no such edge."""
    if unicodedata.category(right)[0] == "M":
        return True
    return left.isalnum() and right.isalnum() and not (_unspaced(left) or _unspaced(right))


def _unspaced(letter: str) -> bool:
    return letter >= "\u2e80" or "\u0e00" <= letter <= "\u0eff" or "\u1000" <= letter <= "\u109f" or "\u1780" <= letter <= "\u17ff"


class _Part(NamedTuple):
    """Words between what was left out; a bracket that touches them may complete their first or last word."""

    words: str
    left: str = ""  # what the bracket before holds: the "t" of "[t]here"
    open_right: bool = False  # whether a bracket follows at once, as in "deni[es]"


def _parts(wanted: str) -> list[_Part]:
    cuts = [(0, 0, ""), *((cut.start(), cut.end(), cut[0]) for cut in _LEFT_OUT.finditer(wanted)), (len(wanted), 0, "")]
    parts = []
    for (_, start, before), (end, _, after) in pairwise(cuts):
        words = wanted[start:end]
        if words.strip(' "-'):
            left = before[1:-1] if before.startswith("[") and words[0] != " " else ""
            parts.append(_Part(words.strip(), left, after.startswith("[") and words[-1] != " "))
    return parts


def _occurrences(part: _Part, text: str) -> Iterator[Span]:
    """Where the part stands as whole words, in order and not overlapping."""
    words = part.words
    at = text.find(words)
    while at >= 0:
        start, end = _word_start(part, text, at), _word_end(part, text, at + len(words))
        if start >= 0 and end >= 0:
            yield start, end
        at = text.find(words, at + (len(words) if start >= 0 and end >= 0 else 1))


def _word_start(part: _Part, text: str, at: int) -> int:
    """Where the part's first word begins, with the letters that a bracket stands for; -1 inside another word."""
    if at == 0 or not _joined(text[at - 1], text[at]):
        cuts = _CUT_BEFORE.finditer(text, max(0, at - 5), at + 1) if at and text[at - 1] in ".,:-" else ()
        return -1 if any(cut.end() == at for cut in cuts) else at
    start = at - len(part.left)
    same = part.left and start >= 0 and text[start:at].casefold() == part.left.casefold()
    return start if same and (start == 0 or not _joined(text[start - 1], text[start])) else -1


def _word_end(part: _Part, text: str, end: int) -> int:
    """Where the part's last word ends, with the letters that a bracket stands for; -1 inside another word."""
    longest = end + (_LONGEST_ENDING if part.open_right else 0)
    while end < len(text) and _joined(text[end - 1], text[end]):
        if end == longest:
            return -1
        end += 1
    return -1 if _CUT_BEHIND.match(text, end) else end


def _in_order(parts: Sequence[_Part], text: str) -> list[Span]:
    """Stretches that hold all parts in order, each as short as it can be."""
    places = [list(_occurrences(part, text)) for part in parts]
    shortest: dict[int, int] = {}
    for start, end in places[0] if places else ():
        for later in places[1:]:
            at = bisect_left(later, (end, 0))
            if at == len(later):
                return [(first, last) for last, first in shortest.items()]
            end = later[at][1]
        shortest[end] = start
    return [(first, last) for last, first in shortest.items()]


def _before(text: str, start: int) -> str:
    taken = text[max(0, start - _BESIDE - 1) : start]
    return taken if len(taken) <= _BESIDE else [*taken.split(None, 1), ""][1][-_BESIDE:]


def _after(text: str, end: int) -> str:
    taken = text[end : end + _BESIDE + 1]
    return taken if len(taken) <= _BESIDE else taken.rstrip().rsplit(None, 1)[0][:_BESIDE]
