"""The body of an article as the finders want it: its text with paragraphs and sentences as spans.

Takes an Article; gives a Body. Any text is accepted: one with a blank line between paragraphs, one with single line
breaks, one without any.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from dateline.article import Article, Link

Span = tuple[int, int]  # start included, end excluded, in code points
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*")
_STOP = re.compile(r"(?:[.?!]{1,8}|…)[\"”»’')\]]{0,4}(?=\s+[\"“«‘'„(\[]{0,3}[^\W_])|\n")
_LINE = re.compile(r"[^\n]+")
_LINE_ENDS = frozenset(".?!:”\"’'»)…")
_SIGNED = re.compile(r"[”\"]\s{0,3}[―—–-]{1,2}\s{0,3}[A-Z][^.,;”\"]{1,60}$")  # “…” ― Ann Lee
_MARK = re.compile("[“”\"]")
_LAST_WORD = re.compile(r"(?:[^\W_]+[.’'&-])*[^\W_]+$")
# No sentence ends behind these, whatever follows …
_TITLES = frozenset(
    "mr mrs ms messrs dr prof rev hon sen sens rep reps gov govs gen col lt sgt capt cmdr maj adm brig pres supt msgr fr st ste mt ft "
    "vs v e.g i.e cf approx".split()
)
# … and behind these only before a word that opens sentences.
_SHORT_FORMS = frozenset(
    "jr sr inc co corp ltd llc bros dept univ est jan feb mar apr jun jul aug sept sep oct nov dec no nos art sec ave blvd etc "
    "a.m p.m u.s u.k u.n u.s.s.r d.c e.u ph.d m.d b.a m.a d r ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich "
    "minn miss mo mont neb nev okla ore pa tenn tex vt va wash wis wyo n.y n.j n.h n.c s.c n.d s.d n.m w.va r.i".split()
)
_OPENERS = frozenset(
    "the a an he she it they we i you his her its their our this that these those there in on at but and so yet for by to as if when while "
    "after before since although though because however still then now mr. mrs. ms. dr. some many most all both one two three no not "
    "what who why how where with from under during last later asked according meanwhile".split()
)
_SHORT_LINE = 40  # code points
_WINDOW = 24  # code points before a full stop that are searched for an abbreviation


class Body(msgspec.Struct, frozen=True):
    """Text with its paragraphs and sentences, all spans in order of place and without white space at their edges."""

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    published: str = ""  # EDTF day or ""
    language: str = ""
    publisher: str = ""
    title: str = ""
    links: tuple[Link, ...] = ()

    def sentence_index(self, place: int) -> int:
        """Which sentence holds the place, else the last one before it; 0 before the first."""
        return max(0, bisect_right(self.sentences, place, key=lambda s: s[0]) - 1)

    def sentence_at(self, place: int) -> Span:
        """The sentence that holds the place, else the last one before it; (0, 0) in an empty text."""
        at = bisect_right(self.sentences, place, key=lambda s: s[0]) - 1
        return self.sentences[at] if at >= 0 else (0, 0)

    def paragraph_at(self, place: int) -> Span:
        """The paragraph that holds the place, else the last one before it; (0, 0) in an empty text."""
        at = bisect_right(self.paragraphs, place, key=lambda s: s[0]) - 1
        return self.paragraphs[at] if at >= 0 else (0, 0)


def read_body(article: Article) -> Body:
    """The article's text, cut into paragraphs and sentences."""
    paragraphs = tuple(p for m in _PARAGRAPH.finditer(article.text) for p in _lines_or_whole(article.text, *m.span()))
    cut = _english_sentences if article.language in ("", "en") else _foreign_sentences
    sentences = tuple(s for p in paragraphs for s in cut(article.text, p, article.language))
    return Body(
        text=article.text,
        paragraphs=paragraphs,
        sentences=sentences,
        published=article.published,
        language=article.language,
        publisher=article.publisher,
        title=article.title,
        links=article.links,
    )


def _lines_or_whole(text: str, start: int, end: int) -> list[Span]:
    """A block as one paragraph, or each of its lines as one: where nearly all lines end as sentences do.

    Lines that were only wrapped seldom end with a full stop.
    """
    lines = [_trimmed(text, *m.span()) for m in _LINE.finditer(text, start, end)]
    ended = sum(text[e - 1] in _LINE_ENDS or bool(_SIGNED.search(text, max(s, e - 80), e)) for s, e in lines[:-1] if s < e)
    if len(lines) < 2 or ended * 5 < (len(lines) - 1) * 4:
        return [_trimmed(text, start, end)]
    return [line for line in lines if line[0] < line[1]]


def _english_sentences(text: str, paragraph: Span, language: str) -> Iterator[Span]:  # noqa: ARG001
    """The sentences of a paragraph; quoted words are not cut while their marks are open and close again.

    Own rules, since sentencex ends a sentence behind “Ms.” and “Sen.” and runs on behind a mark.
    """
    start, end = paragraph
    place = start
    marks = _Open(text, start, end)
    for match in _STOP.finditer(text, start, end):
        if match.start() < place or not _ends_sentence(text, match, end) or marks.are_open(match.end()):
            continue
        span = _trimmed(text, place, match.end())
        place = match.end()
        marks.forget()
        if span[0] < span[1]:
            yield span
    span = _trimmed(text, place, end)
    if span[0] < span[1]:
        yield span


class _Open:
    """Whether curly or straight double marks are open at a place and close within the paragraph; places ascend."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._marks = _MARK.finditer(text, start, end)
        self._next = next(self._marks, None)
        self._last = {"”": text.rfind("”", start, end), '"': text.rfind('"', start, end)}
        self.forget()

    def forget(self) -> None:
        """Begin anew: a mark left open in the sentence before says nothing of the next one."""
        self._curly, self._straight = 0, False

    def are_open(self, place: int) -> bool:
        while self._next and self._next.start() < place:
            mark = self._next.group()
            if mark == '"':
                self._straight = not self._straight
            else:
                self._curly = 1 if mark == "“" else 0
            self._next = next(self._marks, None)
        return (self._curly > 0 and self._last["”"] >= place) or (self._straight and self._last['"'] >= place)


def _ends_sentence(text: str, match: re.Match[str], end: int) -> bool:
    stop = match.group()
    if stop == "\n":  # wrapped lines are long; a short one that a capital follows stands for itself
        short = "\n" in text[max(0, match.start() - _SHORT_LINE) : match.start()] or match.start() < _SHORT_LINE
        return short and text[match.end() : match.end() + 1].isupper()
    if not stop.startswith(".") or stop.startswith(".."):
        return stop[0] in "?!" or text[match.end() : end].lstrip()[:1].isupper()
    following = text[match.end() : min(end, match.end() + _WINDOW)].split()
    opening = following[0].strip("\"“«‘'„([,;:") if following else ""
    if opening[:1].islower():
        return False
    before = _LAST_WORD.search(text, max(0, match.start() - _WINDOW), match.start())
    word = before.group() if before else ""
    low = word.lower()
    if len(stop) > 1:  # a closing mark or bracket behind the full stop
        return True
    if low in _TITLES:
        return False
    if low in _SHORT_FORMS or _is_initial(text, before, word) or "." in word:
        return opening.lower().rstrip(",") in _OPENERS
    return True


def _is_initial(text: str, place: re.Match[str] | None, word: str) -> bool:
    """Whether one capital letter is an initial; "I" is one only behind a capitalised word: "Sergey I."."""
    if place is None or len(word) != 1 or not word.isupper():
        return False
    name = text[max(0, place.start() - _WINDOW) : place.start()].split()
    return word != "I" or bool(name and name[-1][:1].isupper() and name[-1].isalpha())


def _foreign_sentences(text: str, paragraph: Span, language: str) -> Iterator[Span]:
    import sentencex  # 30 ms that English articles need not pay

    start, end = paragraph
    place = start
    for sentence in sentencex.segment(language, text[start:end]):
        found = text.find(sentence, place, end)
        if found < 0:
            continue
        place = found + len(sentence)
        span = _trimmed(text, found, place)
        if span[0] < span[1]:
            yield span


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
