"""A plain title made of the clause that an event stands in: the article's own words, cut, never rewritten.

A title can stand alone: it begins with its actor, or with the setting of a short clause, and has a verb or names a
happening. What cannot be made to is no title.
"""

from __future__ import annotations

import re

from dateline.extract.body import Span
from dateline.extract.clauses import Piece
from dateline.extract.cues import AUXILIARIES
from dateline.extract.event_clauses import ENCLOSED, ITS_PARTIES, has_verb, read_words, verb_of
from dateline.extract.event_fit import shortened
from dateline.extract.event_words import (
    COMPLEMENT_VERBS,
    DATE_PREPOSITION,
    EVENT_NOUNS,
    RELATIVE,
    SCHEDULED,
    TITLE_LENGTH,
)
from dateline.extract.name_words import ROLES
from dateline.extract.phrases import PREPOSITIONS, PRONOUNS, SUBORDINATORS, Row, is_adverb, noun_phrase
from dateline.extract.voices import BODIES

_LEADING = re.compile(r"^(?:[\s,;:—–-]+|(?:and|but|while|which|who|so|as|because|although|though|yet|also|then|that)\s)+", re.I)
_LINKING = re.compile(r"^(?:Meanwhile|However|Still|Also|Then|Later|Instead|Moreover|Indeed|Now|Separately|In addition|For instance|For example|In turn|As a result|Of course|In fact|After all|Nevertheless|Nonetheless|Finally|Earlier),\s")
_POINTING = re.compile(r"^(?:This|These|Those)\s(?=[a-z]+\s)")  # "This proposal was rejected": the noun stands by itself
_APPOSITION = re.compile(r"(?<=[a-z.]), (?:(?:a|an|the|his|her|their|its|who|whose|which|then|former|[A-Z][\w’]+’s)\s[^,“”\"]{3,80}),(?=\s)")
_ATTRIBUTION = re.compile(
    r",? (?:according to .*|(?:[\w.’-]+ ){1,6}(?:said|says|told reporters|added|reported)(?: (?:on|in|at) \w+)?)[.,]?$"
)
# "members of the campaign and other associates had …": the second of two subjects, where the verb would be cut off
_SECOND_SUBJECT = re.compile(r"\sand\s[^,;“”\"]{3,50}?\s(?=(?:had|have|has|was|were|did|\w{3,}ed)\s)")
# PORT ELLERY —, New York (AFP) –
_DATELINE = re.compile(r"^(?:[A-Z][A-Z .’'-]{2,40}(?:,(?:\s[A-Z][\w.]{1,14}){1,2}(?:\s\d{1,2})?)?\s?(?:\([A-Z][\w .]{1,30}\)\s)?|[A-Z][\w.’' -]{2,30}(?:, [A-Z][\w.]{1,12})?\s\([A-Z][A-Za-z .]{1,20}\)\s)\s?(?:—|–|--?)\s")
_PARENTHESIS = re.compile(r"\s\([^()]{1,60}\)")
_DASHED = re.compile(r"\s(?:--|—|–|-)\s[^—–“”\"]{3,120}?(?:\s(?:--|—|–|-)\s|,\s(?:--|—|–|-)\s)")
_BEFORE_NOUN = re.compile(r"\b(?:of|about|in|at|on|over|by|with|after|for|from|and|\w+ed)\s")
_GOES_ON = re.compile(r"^\s(?:by|to|for|from|with|in|at|between|against)\s")
# The noun of happening that a date follows: "the leak of the scores | on Dec. 11"
_HAPPENING = re.compile(
    r"\b((?:(?:the|a|an|his|her|their|its|(?:(?:Mr|Mrs|Ms|Dr)\.\s)?[\w.]+(?:’s|'s))\s)?(?:[\w-]+\s)?([\w-]+)(?:\s(?:of|between|with|by|against|from)\s[^,;“”\"]{3,50})?)$", re.I
)
_TOGETHER = re.compile(r"\b(?:for|at|in|during|to attend|into|held)\s$")  # "he spoke at | a meeting | on Monday" dates both
_WHOM = re.compile(r"(he|she|they|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})\s(?:on\s[A-Z]\w+\s)?([a-z]+)\s")  # "who | she | named | on Monday as …"
_OWNED = re.compile(r"[’']s?\s[^,;“”\"]{3,80},\s")  # "In Tuesday|'s debate, |she said"
_WHO = re.compile(r"^(?:who|which|whose)\s")
_ANTECEDENT = re.compile(r"([A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4}|\b(?:[Tt]he|[Aa]n?)\s[\w’'$-]+(?:\s[\w’'-]+)?|[\w’'-]+),\s$")
_APPOSED = re.compile(r"([A-Z][\w’'-]+), (?:(?:now|then|currently|once) )?(?:an?|the)\s[^,]{3,60},\s$")
_SENTENCE_END = re.compile(r"(?<=[a-z]{4}[.?!])\s")  # no abbreviation is so long
_FULL_NAME = re.compile(r"(?:(?:[A-Z][\w’'-]{0,3}\.|[A-Z][\w’'-]+)\s){1,3}[A-Z][\w’'-]+")
_HEADING = re.compile(r"^(?=[A-Z]{2})(?:[A-Z][A-Z’'&-]*\s){2,12}(?=[A-Z][a-z])")  # a digest's own heading before its first sentence
_COMMA_LEFT = re.compile(r",\s(?:in|at|on|near|from|for|with|by)\s")
_HOUR_BEFORE = re.compile(r"^\W{0,2}\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?\s(?=[A-Z])")  # of an entry in a live report
_ALSO = re.compile(r" also (?=\w+ed\b|said\b|told\b)")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Vt|Va|Wash|Wis|Wyo|Jr|Sr|Inc|Co|Corp|Ltd)\.$"
)
_ITS_OWN = re.compile(r"\b(?:an?|the|his|her|its|their)\s(?:[\w’'-]+\s){1,2}$", re.I)  # "a report |from the surveyors": one noun
_COMMA_INSIDE = re.compile(r",(?=[”\"]$)")  # “I am tired,” she said
_VAGUE = frozenset("it they this that these those there we i you who which what one some others many most both all none".split())  # say nothing, read alone
_POINTERS = frozenset("one ones it them so this that these those".split())  # at the end: "The mayor endorsed one"
_LEAST = 3  # words of a title that can stand alone
_NOUN_REACH = 120  # characters before a date that are searched for the noun that it dates
_LONG = 1000  # characters of a clause that are read for a title


def plain_title(words: str) -> str:
    """The words as a title of at most 90 characters, its first letter a capital."""
    title = _COMMA_INSIDE.sub("", shortened(words))
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
    owned = _OWNED.match(after) if not before.strip() else None
    if owned:
        before, after = "", after[owned.end() :]
    if before.strip() and after.startswith(("’s ", "'s ")):  # "was the winner of Tuesday’s primary"
        before, after = text[start:end], ""
    if _COMMA_LEFT.match(after) and "," not in before:  # "was born on March 3, in Lindholm"
        after = after.lstrip(" ,")
    whole = f"{before.rstrip()} {after.strip()}" if after.strip(' .,;:”"') else before
    title = _ATTRIBUTION.sub("", ENCLOSED.sub(" ", _tidy(f"{subject} {whole.strip()}" if subject else whole)))
    for shorter in (_PARENTHESIS, _DASHED, _APPOSITION, _APPOSITION, _APPOSITION):
        if len(title) <= TITLE_LENGTH:
            break
        title = shorter.sub(" " if shorter is _DASHED else "", title, count=0 if shorter is _PARENTHESIS else 1)
    return title if len(title) <= TITLE_LENGTH or has_verb(shortened(title)) else _SECOND_SUBJECT.sub(" ", title, count=1)


def standing(words: str) -> str:
    """The words from their subject on, where they do not fit or do not begin well otherwise; "" where they have none.

    Of "the chairwoman, Clara Voss, resigned", the part that has the name.
    """
    pieces, verb = read_words(words[:_LONG])
    if len(pieces) < _LEAST and not (verb == 1 and pieces[0].low not in _VAGUE):
        return ""
    if verb <= 0:
        return words if verb < 0 and _names_happening(pieces) else ""
    end = verb
    while end > 0 and is_adverb(pieces[end - 1]):
        end -= 1
    if pieces[end - 1].low == "," == pieces[min(verb + 1, len(pieces) - 1)].low:  # "a law, signed, …": a participle between commas
        return ""
    if pieces[end - 1].low == ",":
        return _with_apposition(words, pieces, end - 1)
    subject = noun_phrase(pieces, end)
    if subject is None or _is_object(pieces, subject.first, end):
        return ""
    if pieces[subject.first].low in _VAGUE or _is_of_that(pieces, subject.first, verb):
        return ""
    if end == verb and pieces[verb].low in ("is", "are", "was", "were") and verb == len(pieces) - 1:  # "the primary is | on June 14"
        return words[: pieces[verb].start].strip() if _names_happening(pieces) else ""
    if pieces[-1].low in _POINTERS and len(pieces) - verb <= _LEAST:
        return ""
    return _with_opening(words, pieces, subject.first)


def _with_opening(words: str, pieces: Row, subject: int) -> str:
    """The words with what stands before their subject, where it sets the scene and there is room; "" where it says too little."""
    opening, start = pieces[0].low, pieces[subject].start
    if opening == "according":  # "According to the same poll, |support fell"
        return words[start:] if pieces[subject - 1].low == "," else ""
    sets_off = opening in PREPOSITIONS or opening in SUBORDINATORS or opening.endswith(("ing", "ed", "ly")) or opening in ("already", "once", "long")
    if subject == 1 and opening in PREPOSITIONS:  # "In a meeting with the board the mayor said": nobody can tell where he begins
        return words
    if subject and sets_off and (len(words) > TITLE_LENGTH or opening in SUBORDINATORS or opening in ("despite", "unlike", "for", "like")):
        return words[start:]
    return "" if opening in _VAGUE else words


def _is_of_that(pieces: Row, first: int, verb: int) -> bool:
    """Whether the verb is that of a clause behind its noun, and no other follows: "a milestone that the mayor reached"."""
    return first > 1 and pieces[0].low in ("a", "an") and pieces[first - 1].low == "that" and verb_of(pieces[:first]) < 0 and verb_of(pieces, verb + 1) < 0


def _is_object(pieces: Row, first: int, end: int) -> bool:
    """Whether the verb is that of a clause behind its object: "the tweets | he sent out", and no other follows."""
    if first == 0 or pieces[first].low not in PRONOUNS or not pieces[first - 1].low[:1].isalpha():
        return False
    return pieces[first - 1].low not in PREPOSITIONS and pieces[first - 1].low not in SUBORDINATORS and verb_of(pieces, end + 1) < 0


def _names_happening(pieces: Row) -> bool:
    """Whether words without a verb are the name of a happening: "the resignation of the harbor master"."""
    return pieces[0].low not in PREPOSITIONS | AUXILIARIES | _VAGUE and any(p.low in EVENT_NOUNS for p in pieces)


def _with_apposition(words: str, pieces: Row, comma: int) -> str:
    """The subject without the apposition that stands between it and its verb, or the apposition where that has the name."""
    opens = next((i for i in range(comma - 1, 0, -1) if pieces[i].low == ","), 0)
    rest = words[pieces[comma + 1].start :]
    outer, inner = pieces[:opens], pieces[opens + 1 : comma]
    if not opens or verb_of(tuple(outer)) >= 0:
        return words[pieces[0].start :] if pieces[0].low not in _VAGUE else ""
    if not _has_name(outer) and _has_name(inner):
        return f"{words[inner[0].start : inner[-1].end]} {rest}"
    phrase = noun_phrase(pieces, opens)
    if phrase is None or pieces[phrase.first].low in _VAGUE:
        return ""
    start = phrase.first if pieces[0].low in PREPOSITIONS or pieces[0].low in SUBORDINATORS else 0
    return f"{words[pieces[start].start : pieces[opens - 1].end]} {rest}"


def _has_name(pieces: tuple[Piece, ...]) -> bool:
    """Whether a name stands here, not just a capital at the head of a sentence."""
    return sum(p.upper for p in pieces[1:]) > 0 or (len(pieces) == 1 and pieces[0].upper)


def _narrowed(text: str, clause: Span, date: Span) -> tuple[Span, str]:
    """What the date dates inside a longer clause, and the subject that must stand before it.

    "his resignation on Monday", "the leak of the scores on Dec. 11": the noun of happening; "Voss, who won in November":
    the relative clause under its noun; "sanctions that … imposed in December": likewise with the noun before it; "calls
    show that members …": what is shown.
    """
    start, end = clause
    words = text[start : date[0]]
    head = DATE_PREPOSITION.sub("", words.rstrip()).rstrip()
    noun = _happening(head[-_NOUN_REACH:])
    relative = _WHO.match(words)
    together = noun and _TOGETHER.search(head, max(0, len(head) - len(noun.group(1)) - 20), len(head) - len(noun.group(1)))
    holds = relative and noun and SCHEDULED.match(words, relative.end())  # "which | holds a primary": its verb dates it
    if noun and not together and not holds and (relative or " " in noun.group(1)):
        between = ITS_PARTIES.match(text, date[1])
        if between or not text[date[1] : end].strip(" .,”"):
            return (start + len(head) - len(noun.group(1)), end if between else date[1]), ""
    if relative:
        closed_at = ENCLOSED.match(text, max(start - len(", "), 0))
        end = min(end, closed_at.end()) if closed_at and closed_at.end() > date[1] else end
        return _of_antecedent(text, (start + relative.end(), end), text[max(0, start - 80) : start], words)
    closed = [m.span() for m in ENCLOSED.finditer(text, start, date[0])]
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


def _happening(head: str) -> re.Match[str] | None:
    """The noun of happening, with what belongs to it, that the words end in; None where they end in another."""
    found = _HAPPENING.search(head)
    while found and (found.group(2).lower() not in EVENT_NOUNS or has_verb(head[found.start(2) :])):
        found = _HAPPENING.search(head, found.start(2) + 1)
    return found


def _of_antecedent(text: str, clause: Span, before: str, words: str) -> tuple[Span, str]:
    """A relative clause without its pronoun, and the noun that it stands for; "who she named" has both subject and object."""
    before = _SENTENCE_END.split(before)[-1]
    noun = _ANTECEDENT.search(before)
    subject = noun.group(1) if noun else ""
    apposed_to = _APPOSED.search(before)
    if apposed_to and subject.islower():
        subject = apposed_to.group(1)  # "Cho, now the majority leader, who said": the leader's name
    named = _FULL_NAME.findall(before)
    apposed = re.search(rf"{re.escape(named[-1])}, (?:an?|the)\s[^,]*,\s$", before) if named else None
    thing = subject.rpartition(" ")[2]
    if words.startswith("who ") and named and subject.islower() and (apposed or thing not in ROLES | BODIES):
        subject = named[-1]  # "runner-up to Ana Ruiz for the nomination, who": no nomination does anything
    if words.startswith("whose"):
        return clause, f"{subject}’s" if subject else ""
    whom = _WHOM.match(text, *clause)
    if whom and has_verb(whom.group(2)) and whom.group(2) not in ("has", "had", "is", "was"):
        return (whom.end(), clause[1]), f"{whom.group(1)[:1].upper()}{whom.group(1)[1:]} {whom.group(2)} {subject}"
    if subject and not (has_verb(text[slice(*clause)].split(" ", 1)[0]) or words.startswith("who")):
        subject += ", which"
    return clause, subject


def _noun_start(head: str) -> int:
    """Where the last noun of the words begins, with the preposition that belongs to it: "a report from the surveyors"."""
    for found in reversed(list(_BEFORE_NOUN.finditer(head))):
        own = _ITS_OWN.search(head[max(0, found.start() - 60) : found.start()])
        if own is None or has_verb(own.group()) or found.group().endswith("ed "):
            return found.end()
    return 0


def _tidy(title: str) -> str:
    title = _HOUR_BEFORE.sub("", _DATELINE.sub("", title.replace("\n", " ")))
    title = _LINKING.sub("", _LEADING.sub("", " ".join(title.split())))
    pointed = _POINTING.match(title)
    title = title[pointed.end() :] if pointed and not has_verb(title[pointed.end() :].split(" ", 1)[0]) else title
    title = re.sub(r"\s+([,.;:])", r"\1", re.sub(r",\s*,", ",", title)).strip(" ,;:—–-")
    if title.count('"') % 2:  # a stray mark of a quotation that begins or ends outside the clause
        title = title.strip('"') if title.count('"') == 1 and title[0] + title[-1] != '""' else title
    title = _ALSO.sub(" ", _HEADING.sub("", title))
    return title if _ABBREVIATED.search(title) else title.removesuffix(".")
