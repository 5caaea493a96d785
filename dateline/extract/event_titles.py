"""The clause that an event stands in, and a plain title made of it: the article's own words, cut, never rewritten."""

from __future__ import annotations

import re
from itertools import pairwise

from dateline.extract.body import Span
from dateline.extract.event_words import (
    CLAUSE_BREAK,
    COMPLEMENT_VERBS,
    DANGLING,
    DATE_PREPOSITION,
    EVENT_NOUNS,
    IRREGULAR_PAST,
    NOT_VERBS,
    PRESENT,
    RELATIVE,
    SAID_THAT,
)

TITLE_LENGTH = 90  # characters: two lines of a headline on a phone
_WORD = re.compile(r"[\w’'-]+")
_LEADING = re.compile(r"^(?:[\s,;:—–-]+|(?:and|but|while|which|who|so|as|because|although|though|yet|also|then|that)\s)+", re.I)
_APPOSITION = re.compile(r"(?<=[a-z.]), (?:(?:a|an|the|his|her|their|its|who|whose|which|[A-Z][\w’]+’s)\s[^,“”\"]{3,80}),(?=\s)")
_ATTRIBUTION = re.compile(
    r",? (?:according to .*|(?:[\w.’-]+ ){1,6}(?:said|says|told reporters|added|reported)(?: (?:on|in|at) \w+)?)[.,]?$"
)
# "members of the campaign and other associates had …": the second of two subjects, where the verb would be cut off
_SECOND_SUBJECT = re.compile(r"\sand\s[^,;“”\"]{3,50}?\s(?=(?:had|have|has|was|were|did|\w{3,}ed)\s)")
_DATELINE = re.compile(r"^[A-Z][A-Z .,’'-]{2,40}(?:\([A-Z][\w .]{1,30}\)\s)?\s?(?:—|–|--?)\s")
_BEFORE_NOUN = re.compile(r"\b(?:of|about|in|at|on|over|by|with|after|for|from|and|\w+ed)\s")
_GOES_ON = re.compile(r"^\s(?:by|to|for|from|with|in|at|between|against)\s")
_QUOTED = re.compile(r"“[^”]{1,1000}”|\"[^\"]{1,1000}\"")
# The noun of happening that a date follows: "the leak of the scores | on Dec. 11"
_HAPPENING = re.compile(
    r"\b((?:(?:the|a|an|his|her|their|its|[\w.]+’s|[\w.]+'s)\s)?(?:[\w-]+\s)?([\w-]+)(?:\s(?:of|between|with|by|against|from)\s[^,;“”\"]{3,50})?)$", re.I
)
_WHO = re.compile(r"^(?:who|which)\s(?=\w)")
_ANTECEDENT = re.compile(r"([A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4}|(?:[Tt]he|[Aa]n?)\s[\w’'$-]+(?:\s[\w’'-]+)?|[\w’'-]+),\s$")
_ITS_OWN = re.compile(r"\b(?:an?|the|his|her|its|their)\s(?:[\w’'-]+\s){1,2}$", re.I)  # "a report |from the surveyors": one noun
# ", who has not been charged, dismissed …": a relative clause between two commas
_ENCLOSED = re.compile(r",\s(?:who|which|whose|whom)\s[^,;“”\"]{3,150},\s")
_COMMA_INSIDE = re.compile(r",(?=[”\"]$)")  # “I am tired,” she said


def clause_at(text: str, sentence: Span, place: int) -> Span:
    """The clause of the sentence that holds the place: parted at commas with a conjunction, semicolons, dashes.

    A piece without a finite verb joins its neighbour, so that a clause says something; a relative clause between two
    commas is a piece of its own only for a place inside it.
    """
    pieces = _pieces(text, sentence, place)
    at = next((i for i, (start, end) in enumerate(pieces) if start <= place < end), len(pieces) - 1)
    start, end = pieces[at]
    while at + 1 < len(pieces) and not has_verb(text[start:end]):
        at += 1
        end = pieces[at][1]
    return start, end


def _pieces(text: str, sentence: Span, place: int) -> list[Span]:
    start, end = sentence
    body = text[start:end]
    enclosed = [(start + m.start(), start + m.end()) for m in _ENCLOSED.finditer(body)]
    around = [(a, b) for a, b in enclosed if not a <= place < b]
    around += [(start + m.start(), start + m.end()) for m in _QUOTED.finditer(body)]
    cuts = [start + m.end() for m in CLAUSE_BREAK.finditer(body)]
    cuts += [start + m.end() for m in SAID_THAT.finditer(body) if start + m.end() <= place]
    cuts += [b for a, b in enclosed if a <= place < b]
    edges = sorted({start, *(c for c in cuts if not any(a < c <= b for a, b in around)), end})
    pieces: list[Span] = []
    for a, b in pairwise(edges):
        if pieces and (len(_WORD.findall(text[a:b])) < 3 or not has_verb(text[a:b])):
            pieces[-1] = (pieces[-1][0], b)
        else:
            pieces.append((a, b))
    return pieces or [sentence]


def has_verb(clause: str) -> bool:
    """Whether a finite verb is likely: a past form, an auxiliary, a verb of the present table."""
    for word in _WORD.findall(clause):
        low = word.lower()
        if low in IRREGULAR_PAST or low in PRESENT or (low.endswith("ed") and len(low) > 4 and low not in NOT_VERBS):
            return True
    return False


def plain_title(text: str, clause: Span, date: Span | None) -> str:
    """A title of at most 90 characters from the clause."""
    title = _COMMA_INSIDE.sub("", shortened(plain_words(text, clause, date)))
    return title[:1].upper() + title[1:]


def plain_words(text: str, clause: Span, date: Span | None) -> str:
    """The words of a title, however long: date, dateline, attribution and, of long ones, appositions left out."""
    start, end = clause
    subject = ""
    if date and date[0] >= start:
        (start, end), subject = _narrowed(text, clause, date)
    inside = date is not None and start <= date[0] < end
    before, after = (text[start : date[0]], text[date[1] : end]) if date and inside else (text[start:end], "")
    before = DATE_PREPOSITION.sub("", before.rstrip()) if inside else before
    title = _tidy(f"{before.rstrip()} {after.strip()}" if after.strip(' .,;:”"') else before)
    title = _ATTRIBUTION.sub("", _ENCLOSED.sub(" ", f"{subject} {title}" if subject else title))
    for _ in range(3):
        if len(title) <= TITLE_LENGTH:
            break
        title = _APPOSITION.sub("", title, count=1)
    return title if has_verb(shortened(title)) else _SECOND_SUBJECT.sub(" ", title, count=1)


def _narrowed(text: str, clause: Span, date: Span) -> tuple[Span, str]:
    """What the date dates inside a longer clause, and the subject that must stand before it.

    "his resignation on Monday", "the leak of the scores on Dec. 11": the noun of happening; "Voss, who won in November":
    the relative clause under its noun; "sanctions that … imposed in December": likewise with the noun before it; "calls
    show that members …": what is shown.
    """
    start, end = clause
    words = text[start : date[0]]
    head = DATE_PREPOSITION.sub("", words.rstrip())
    noun = _HAPPENING.search(head[-120:])
    relative = _WHO.match(words)
    if noun and noun.group(2).lower() in EVENT_NOUNS and (relative or " " in noun.group(1)) and not text[date[1] : end].strip(" .,”"):
        return (start + len(head) - len(noun.group(1)), date[1]), ""
    if relative:
        before = _ANTECEDENT.search(text[max(0, start - 80) : start])
        verb = words[relative.end() :].split(" ", 1)[0]
        subject = before.group(1) if before else ""
        if subject and not (has_verb(verb) or words.startswith("who")):
            subject += ", which"
        return (start + relative.end(), end), subject
    closed = [m.span() for m in _ENCLOSED.finditer(text, start, date[0])]
    relatives = [
        m for m in RELATIVE.finditer(text, start, date[0])
        if m.start() > start and not any(a <= m.start() < b for a, b in closed)
    ]
    if not relatives:
        return clause, ""
    head = text[start : relatives[-1].start()]
    if (head.split() or [""])[-1].lower() in COMPLEMENT_VERBS:
        return (relatives[-1].end(), end), ""
    if not has_verb(text[relatives[-1].end() : date[1]]):
        return clause, ""
    if has_verb(head):
        start += _noun_start(head)
    end = end if _GOES_ON.match(text[date[1] : end]) else date[1]
    if text.startswith(("was ", "were ", "had been "), relatives[-1].end()):  # "a report that was published" was published
        return (relatives[-1].end(), end), text[start : relatives[-1].start()].strip()
    return (start, end), ""


def _noun_start(head: str) -> int:
    """Where the last noun of the words begins, with the preposition that belongs to it: "a report from the surveyors"."""
    for found in reversed(list(_BEFORE_NOUN.finditer(head))):
        own = _ITS_OWN.search(head[max(0, found.start() - 60) : found.start()])
        if own is None or has_verb(own.group()) or found.group().endswith("ed "):
            return found.end()
    return 0


def _tidy(title: str) -> str:
    title = _DATELINE.sub("", title.replace("\n", " "))
    title = _LEADING.sub("", " ".join(title.split()))
    title = re.sub(r"\s+([,.;:])", r"\1", re.sub(r",\s*,", ",", title)).strip(" ,;:—–-")
    if title.count('"') % 2:  # a stray mark of a quotation that begins or ends outside the clause
        title = title.strip('"') if title.count('"') == 1 and title[0] + title[-1] != '""' else title
    return title if title.endswith(("U.S.", "Jr.", "D.C.")) else title.removesuffix(".")


def shortened(title: str, room: int = TITLE_LENGTH) -> str:
    """Cut at the last place that leaves a clause: before a comma if that is far enough in, else at a word."""
    if len(title) > room:
        title = title[: room + 1]
        comma = max(title.rfind(", "), title.rfind(" — "))
        title = title[:comma] if comma > room // 2 else title.rsplit(" ", 1)[0][: max(room, 1)]
    words = title.split(" ")
    while len(words) > 3 and words[-1].lower().strip(",.") in DANGLING and words[-1] not in ("U.S.", "it"):
        words.pop()
    title = " ".join(words).rstrip(" ,;:—–-")
    if title.count("“") > title.count("”"):  # a cut quotation is closed where it was cut
        title = title + "…”" if len(title) < room - 1 else title[: title.rfind("“")].rstrip(" ,")
    if title.count('"') % 2:  # straight marks do not tell which side was cut
        title = title[1:] if title[0] == '"' else title.rstrip('"') if title[-1] == '"' else f'{title}…"'
    return title[:room]
