"""Text fragments: the end of an address that makes a browser show some words of the page it leads to.

Takes words, or the few that a receipt keeps of them; gives "#:~:text=…".
Source: URL Fragment Text Directives (WICG).
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from dateline.text import ends_of

_PLAIN = re.compile("[A-Za-z0-9_.~]+(?: [A-Za-z0-9_.~]+)*").fullmatch  # words in which nothing but spaces is encoded
_ENCODED = re.compile("[^A-Za-z0-9_.~]+")


def text_fragment(words: str, *, prefix: str = "", suffix: str = "") -> str:
    """The end of an address that makes a browser show these words: "#:~:text=…".

    Long words are given as their first few and last few; prefix and
    suffix are only needed where the words stand in the text more than once.
    """
    shown = [part.strip() for part in re.split(r"\[[^\[\]]*\]|…|\.(?: ?\.){2,}", words) if part.strip()]
    if not shown:
        return ""
    head, tail = ends_of(shown[0])
    if len(shown) > 1:
        last_head, last_tail = ends_of(shown[-1])
        tail = last_tail or last_head
    return fragment_from(head, tail, prefix=prefix, suffix=suffix)


def fragment_from(head: str, tail: str, *, prefix: str = "", suffix: str = "") -> str:
    """The same from a receipt's few words."""
    if not head:
        return ""
    middle = f"{_encoded(head)},{_encoded(tail)}" if tail else _encoded(head)
    if not (prefix or suffix):
        return f"#:~:text={middle}"
    before = prefix.strip().rpartition("\n")[2].lstrip()  # a browser looks for each piece within one paragraph
    after = suffix.strip().partition("\n")[0].rstrip()
    return f"#:~:text={_encoded(before) + '-,' if before else ''}{middle}{',-' + _encoded(after) if after else ''}"


def _encoded(piece: str) -> str:
    """Percent-encoded: in a text directive the hyphen, the comma and the ampersand have a meaning of their own."""
    if _PLAIN(piece):
        return piece.replace(" ", "%20")
    return _ENCODED.sub(lambda run: _percent(run[0]), " ".join(piece.split()))


@lru_cache(maxsize=512)  # spaces, commas and quotation marks, over and over
def _percent(signs: str) -> str:
    return quote(signs, safe="", errors="replace").replace("-", "%2D")
