"""Markdown of summaries and pages → HTML that is safe to print: no raw HTML, no typographer, checked links.

The typographer stays off because it would change the marks inside a quotation.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup

from dateline.render.page import link_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SENTENCE_END = re.compile("[.!?…]")
_CLOSERS = "”’\"')]"
# Lines that begin like sentences and hold no mark of Markdown, in paragraphs: most summaries, and ten times faster without the reader.
_LINE = r"[^\W\d_][^\\`*_\[\]<>&\"~|#\x00-\x1f\x7f\x85\u2028\u2029]*(?<!\s)"
_BARE = re.compile(rf"{_LINE}(?:\n{{1,2}}{_LINE})*\n?")
_REMEMBERED = 1024  # texts, each of which is read several times for its page


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False}).enable(["table", "strikethrough"])
    reader.validateLink = lambda url: bool(link_url(url))  # type: ignore[method-assign]
    return reader


def to_html(text: str, *, resolve: Callable[[str], str] | None = None, top_heading: int = 2) -> Markup:
    """The Markdown as safe HTML; `resolve` turns a path of the site into a link, headings begin at `top_heading`."""
    if not text.strip():
        return Markup()
    if _BARE.fullmatch(text):
        return Markup("".join(f"<p>{paragraph}</p>\n" for paragraph in text.rstrip("\n").split("\n\n")))  # noqa: S704 — nothing to escape
    tokens = _reader().parse(text)
    highest = min((int(t.tag[1]) for t in tokens if t.type == "heading_open"), default=1)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) - highest + top_heading, 6)}"
        if token.children:
            token.children = list(_without_pictures(token.children))
        for child in token.children or ():
            _mend_link(child, resolve)
    return Markup(_reader().renderer.render(tokens, _reader().options, {}))  # noqa: S704 — the renderer escapes all text


def _without_pictures(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with each picture as a link, since it would be asked for from another host; as words inside a link."""
    from markdown_it.token import Token

    linked = 0
    for token in tokens:
        linked += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type != "image":
            yield token
        elif words := _description(token):
            text = Token("text", "", 0, content=words)
            link = Token("link_open", "a", 1, attrs={"href": token.attrs.get("src", "")})
            yield from [text] if linked else [link, text, Token("link_close", "a", -1)]


def _description(picture: Token) -> str:
    """The words of a picture's description, without marks; pictures inside it and their own included."""
    inside = picture.children or []
    said = (_description(one) if one.type == "image" else one.content or " " * one.type.endswith("break") for one in inside)
    return "".join(said).strip()


def _mend_link(token: Token, resolve: Callable[[str], str] | None) -> None:
    if token.type != "link_open":
        return
    href = str(token.attrs.get("href", ""))
    if urlsplit(href).scheme or href.startswith("#"):
        token.attrs["rel"] = "noopener"
    elif resolve:
        token.attrs["href"] = resolve(href)


@lru_cache(maxsize=_REMEMBERED)
def to_plain(text: str) -> str:
    """The words of the Markdown on one line, without marks."""
    if not text.strip():
        return ""
    if _BARE.fullmatch(text):
        return " ".join(text.split())
    tokens = _reader().parse(text)
    children = (child for token in tokens if token.type == "inline" for child in token.children or ())
    parts = (_description(c) if c.type == "image" else c.content for c in children if c.type in ("text", "code_inline", "image"))
    return " ".join(" ".join(parts).split())


@lru_cache(maxsize=_REMEMBERED)
def first_sentence(plain: str, limit: int = 220) -> str:
    """The first sentence of a plain text; a longer one is cut between words and ends in an ellipsis."""
    for sign in _SENTENCE_END.finditer(plain, 0, limit + 1):
        if _is_end(plain, sign.start()):
            end = sign.end()
            while end < len(plain) and plain[end] in _CLOSERS:
                end += 1
            return cut(plain[:end], limit)
    return cut(plain, limit)


def _is_end(plain: str, at: int) -> bool:
    """Whether the sign at `at` ends a sentence: a capital or nothing follows, and no initial or short title stands before."""
    rest = plain[at + 1 :].lstrip(_CLOSERS)
    if rest and not (rest[0].isspace() and rest.lstrip()[:1].isupper()):
        return False
    word = plain[:at].rsplit(" ", 1)[-1]
    return not (plain[at] == "." and ((len(word) < 4 and word[:1].isupper()) or "." in word))


def cut(text: str, limit: int) -> str:
    """`text` in at most about `limit` characters, cut between words with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[:limit].rsplit(" ", 1)[0] if " " in text[:limit] else text[:limit]
    return head.rstrip(" ,;:–—") + " …"
