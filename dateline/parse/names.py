"""A byline's persons: every name in its order, without "By", roles, agencies and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.parse.outlets import known_name

_BY = re.compile(
    r"^\s*(?:(?:written|posted|published|reported|story|text|words|analysis|opinion|commentary|review|reporting|article|column|essay|guest post)\s*(?:by|:)\s+|by\b[:\s]\s*|(?-i:By(?=[A-Z]))|"
    r"(?:von|par|por|di|door|av|af|von:|text:|от|автор:?|przez|autor:?|auteur:?|autore:?)\s+)",
    re.IGNORECASE,
)
_PART = re.compile(r"\s*(?:[;|•·/\n]|(?<=[a-z]{3})\.\s|(?<=[a-z])\s?(?i:mon|tues|wednes|thurs|fri|satur|sun)day\b|,?\s+(?:and|und|et|y|e|en|og|och|with|mit|и)\s+|,?\s*&\s*|,\s*)\s*")
_ROLE = re.compile(
    r"\b(?:editors?|correspondent|reporter|writers?|columnist|contributor|contributing|staff|newsroom|team|desk|bureau|chief|producer|photographer|"
    r"photojournalist|analyst|critic|special to|for the|published|updated|posted|senior|political|deputy|assistant|journalist|author|admin|administrator|"
    r"redaktion|redacción|redação|rédaction|redazione|contributors|opinion|guest|wire|wires|services|service|agency|agencies|news|online|digital|"
    r"media|magazine|press|network|times|post|journal|tribune|herald|daily|university|institute|follow|email|twitter|min read|minutes?|read|inc|llc|ltd|www|http|subscribe|sponsored|board|webdesk)\b",
    re.IGNORECASE,
)
_AGENCIES = frozenset(["reuters", "ap", "afp", "upi", "pti", "ani", "tass", "bloomberg", "xinhua", "dpa", "efe", "ansa", "ians", "associated", "press", "interfax", "kyodo", "yonhap"])
# "By Laura FinchPolitical editor": two elements that only a style sheet parts
_GLUED = re.compile(r"(?<=[a-z])(?=(?:Political|Chief|Senior|Staff|Special|Reporter|Correspondent|Editor|Contributor|Writer|Columnist|Journalist|Published|Updated|Posted|Home|Foreign|Diplomatic|Business|Economics|Health|Science|Environment|News)\b)")
_HONOUR = re.compile(r"^(?:Dr|Prof|Mr|Mrs|Ms|Rev)\.?\s+(?=\S+\s)")
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|md|phd|ph\.d|m\.d|esq)\.?$", re.IGNORECASE)
_PARTICLES = frozenset(["de", "del", "della", "der", "di", "da", "do", "dos", "du", "van", "von", "den", "ter", "la", "le", "el", "al", "bin", "ibn", "ben", "y", "e", "of", "abu", "af", "av", "zu", "zur"])
_WORD = re.compile(r"^[^\W\d_][^\W\d_]*(?:['’.\-‐][^\W\d_]*)*\.?$")


def read_names(bylines: Iterable[str], *, publisher: str = "", single: bool = False) -> tuple[str, ...]:
    """The persons named in the bylines, each once. A single word counts only where the page marks it as a person's name."""
    names: list[str] = []
    for line in bylines:
        for name in _names_of(line[:400], publisher, single=single):
            if name.casefold() not in (n.casefold() for n in names):
                names.append(name)
    return tuple(names[:20])


def byline_of(text: str) -> str:
    """The rest of a line that begins with "By" in some language; "" when it does not read like a byline."""
    m = _BY.match(text)
    return text[m.end() :].strip() if m and len(text) < 300 else ""


def is_person(name: str, *, single: bool = False) -> bool:
    """Whether the words can be a person's name: two to five capitalised words, no role, no agency."""
    words = name.split()
    if not (1 if single else 2) <= len(words) <= 6 or len(name) > 60 or _ROLE.search(name):
        return False
    if name.casefold() in _AGENCIES or not all(_WORD.match(w) for w in words):
        return False
    return all(w[0].isupper() or not w[0].isascii() or w.lower() in _PARTICLES for w in words) and any(len(w.rstrip(".")) > 1 for w in words)


def _names_of(line: str, publisher: str, *, single: bool) -> list[str]:
    line = re.sub(r"\([^()]{0,80}\)|<[^<>]{0,200}>", " ", line)
    line = re.sub(r"\S+@\S+|https?://\S+|@\w+", " ", line)
    line = _BY.sub("", _GLUED.sub(", ", re.sub(r"\s+", " ", line).strip()))
    names: list[str] = []
    for part in _PART.split(line):
        part = part.strip(" ,.:-–—") + ("." if re.search(r"\b(?:Jr|Sr)\.\s*$", part) else "")
        if _SUFFIX.match(part) and names:
            if part.lower().rstrip(".") in ("jr", "sr", "ii", "iii", "iv"):
                names[-1] += f" {part}"
            continue
        part = re.split(r"\s+(?:in|at|for|of|from|im|à)\s+(?=[A-Z])|\s[-–—]\s", part)[0].strip()
        part = _HONOUR.sub("", _BY.sub("", part))
        if part.replace("Mc", "MC").isupper() and len(part) > 4:
            part = _capitalised(part)
        if is_person(part, single=single) and not _same_outlet(part, publisher):
            names.append(part)
    return names


def _same_outlet(name: str, publisher: str) -> bool:
    """Whether the name is an outlet's: this page's own, one of its sections, or a known one."""
    return (bool(publisher) and publisher.casefold() in name.casefold()) or bool(known_name(name)) or name.lower().startswith("the ")


def _capitalised(name: str) -> str:
    return re.sub(r"\b(Mc|O['’])([a-z])", lambda m: m[1] + m[2].upper(), name.title().replace("’S", "’s"))
