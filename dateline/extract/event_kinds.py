"""Which dated clauses tell a happening: not background, opinion, supposition, question or the date in a name.

Takes a date that was found, in its clause; gives yes or no. Better too few: what is in doubt is no event.
"""

from __future__ import annotations

import re

import msgspec

from dateline.extract.body import Span
from dateline.extract.event_clauses import ENCLOSED, ITS_PARTIES, has_verb
from dateline.extract.event_days import OPEN, YEAR, is_ahead, is_unfinished, width
from dateline.extract.event_quotations import Found, beside, people_in
from dateline.extract.event_states import is_far_from_verb, is_of_participle, is_state
from dateline.extract.event_words import (
    BIOGRAPHY,
    COMPARED,
    CONDITION,
    DATE_PREPOSITION,
    DATELINE_DAY,
    EVENT_NOUNS,
    FUTURE,
    HYPOTHETICAL,
    LASTING,
    LIKEWISE,
    NOT_THEN,
    PART_OF_NAME_AFTER,
    QUESTION,
    QUOTED,
    SCHEDULED,
    SINCE,
    STATIVE_RELATIVE,
    UNDONE,
)
from dateline.extract.name_words import CALENDAR, ROLES
from dateline.findings import DateFound, QuotationFound

_COARSE = 100  # days: wider dates than a season make an event only where a named person or organisation is in the clause
_YEARS = 1500  # days: of a decade nobody says what happened on it
_NEXT = 4  # characters between a sentence that ends with a colon and the quotation behind it
_WEEK = 8  # days
_MONTH = 25  # days: a date of about a month or more
_BESIDE_CUE = 60  # code points between a cue and the day of saying
_OPENING_WORDS = 4  # before a date that opens its clause
_WHILE = re.compile(r"\swhile\s\w+ing\s(?:[\w’'.-]+\s){0,6}")  # "said | while campaigning in Ohio on | Tuesday"
_OTHER_CLAUSE = re.compile(r"\b(?:after|before|since|until|because|which|who|where)\b")
_OWNER = re.compile(r"(?:\b(?:an?|the|his|her|its|their|our|my|your|every|each)|[’']s?)\s$", re.I)
_SETTING = re.compile(r"^\W{0,3}(?:Earlier )?(?:in|at|during|after|before|following|on)\s(?:an?|the|his|her|its|their|[\w.]+[’']s)\s$", re.I)
_SET_IN_ITS = re.compile(r"^\W{0,3}(?:Earlier )?(?:in|at|during|on)\s$", re.I)  # "At | Tuesday |’s debate"
_SET_IN = re.compile(r"\b(?:in|at|during|attend(?:ed|ing)|held|holding)\s(?:an?|his|her|its|their|[\w.]+[’']s)\s$", re.I)
_OWNED = re.compile(r"[’']s?\s[^,;“”\"]{3,80},\s")
WHERE = re.compile(r"\s(?:[\w’'-]+\s){1,5}?(?:where|in which|at which|during which)\s")  # "a June 2019 letter | in which | he …"
_ASIDE = re.compile(r"^(?:the|an?|then|now|former|its|his|her|one of)\b", re.I)
_APPOSED = re.compile(r"(?:the|an?|then|now|former|its|his|her|one of)\s[^,]*?\b(?:who|whom|which|that)\s", re.I)
_VERB_BEHIND = re.compile(r",\s(?:said|says|told|wrote|[a-z]+ed)\s")
_HOUR = re.compile(r"\d{1,2}(?::\d\d)?\s?[ap]\.?m\.?|noon|midnight", re.I)
_WAS = re.compile(r"\b(?:was|were|became)\s((?:[\w’'-]+\s){1,5})")
_HAS = re.compile(r"\b(?:has|have)\b")
_DONE_BY = re.compile(r"\b\w+ed (?:by|in|at|on|from)\b")  # "the governor challenged by Mr. Lee"
# "was the winner of | Tuesday |’s primary": the day of the victory too
_WON = re.compile(r"\b(?:win|wins|winner|won|victory|lost|loss|defeat|defeated|beat|swept)\b[^,;“”\"]{0,40}$")
_CONTEST = re.compile(r"[’']s?\s(?:[\w.-]+\s){0,4}(?:primary|primaries|caucus|caucuses|election|elections|vote|runoff|contest|contests|race|referendum|match|final|game)\b")
_NAMED_DAY = re.compile(r"9[/-]11")  # "the 9/11 families": a name
_SPENT = re.compile(r"\bspen[dt](?:s|ing)?\s(?:much of\s|most of\s)?(?:the\s)?$")  # "lawmakers he has spent | the last year | disparaging"
_FROM_THEN = re.compile(r"\bfrom\s$")  # "fell from | a year ago": the other side of a comparison
_PLAN = re.compile(r"(?:\b(?:an?|the|his|her|its|their|with|of|new|any|no)|[’']s?)\splans? to$")  # a noun: "is buying time, with | plans to | spend …"
_IS_ON = re.compile(r"\b(?:is|are)\s(?:(?:on|for)\s)?(?:the\s)?$")  # "the vote is on | June 14"


class Dated(msgspec.Struct, frozen=True):
    """A date in its clause, and what the tests below ask of it."""

    found: Found
    date: DateFound
    clause: Span
    sentence: Span
    in_lead: bool = False  # whether it stands in the article's first paragraph, which may date its claim by a year
    of_life: bool = False  # whether the article tells a life: what somebody was over years is no background there

    @property
    def text(self) -> str:
        """The article's text."""
        return self.found.body.text

    @property
    def words(self) -> str:
        """The clause."""
        return self.text[slice(*self.clause)]

    @property
    def before(self) -> str:
        """The clause up to the date."""
        return self.text[self.clause[0] : self.date.start]

    @property
    def said(self) -> QuotationFound | None:
        """What is said on the date; None where nothing."""
        return said_on(self.found, self.date, self.sentence)

    @property
    def edtf(self) -> str:
        """The date that is meant."""
        return self.date.edtf or ""


def is_happening(dated: Dated) -> bool:
    """Whether the date is the day of something that happened, was said or is announced in its clause."""
    if not dated.edtf or any(is_none(dated) for is_none in _NEVER):
        return False
    if dated.said:
        return True
    if _is_aside(dated):
        return False
    if is_ahead(dated.found.body, dated.edtf):
        return not CONDITION.search(dated.before) and _is_announced(dated)
    return is_of_the_past(dated) or (is_planned_today(dated) and not _is_of_the_report(dated))


def is_of_the_past(dated: Dated) -> bool:
    """Whether what a date that is not ahead dates is told as done."""
    return not any(is_none(dated) for is_none in _NOT_OF_THE_PAST)


def is_planned_today(dated: Dated) -> bool:
    """Whether the day of publication is told as one that is still ahead, or this week: "is expected to unveil its ad on Monday"."""
    now = dated.edtf == dated.found.body.published or (width(dated.edtf) < _WEEK and is_unfinished(dated.found.body, dated.edtf) and bool(UNDONE.search(dated.before)))
    return now and not dated.said and not CONDITION.search(dated.before) and _is_announced(dated)


def said_on(found: Found, date: DateFound, sentence: Span) -> QuotationFound | None:
    """What the sentence says that somebody said on that date, the date beside the word of saying; None where nothing."""
    end = sentence[1]
    if found.body.text[end - 1] == ":":  # "In a 1963 speech, he declared:"
        behind = beside(found.quotations, (sentence[0], end + _NEXT))
        return next((q for q in behind if q.start >= end and q.said in (date.edtf, None) and q.speaker), None)
    for q in beside(found.quotations, sentence):
        if not (q.speaker and q.cue_end and sentence[0] <= q.start < end):
            continue
        if not q.said and _WHILE.fullmatch(found.body.text, q.cue_end, max(q.cue_end, date.start)):
            return q
        if q.said == date.edtf:
            gap = (q.cue_end, date.start) if q.cue_end <= date.start else (date.end, q.cue_start)
            if 0 <= gap[1] - gap[0] < _BESIDE_CUE and not has_verb(found.body.text[slice(*gap)]):
                return q
    return None


def _is_answered_or_quoted(dated: Dated) -> bool:
    """Whether the clause is a response, which stands with the claim it answers, or a person says the date in marks.

    What an outlet writes inside marks is reporting.
    """
    found, (start, end) = dated.found, dated.clause
    if any(d.start < end and start < d.end for d in beside(found.denials, dated.clause)):
        return True
    for q in beside(found.quotations, (dated.date.start, dated.date.end)):
        if q.kind != "indirect" and q.start <= dated.date.start < q.end:
            return not (q.speaker and q.speaker.organisation)
    return False


def _is_of_something_else(dated: Dated) -> bool:
    """Whether the date is a part of a name or dates a thing: no verb and no noun of happening beside it."""
    text, date, before = dated.text, dated.date, dated.before
    if PART_OF_NAME_AFTER.match(text[date.end : date.end + 16]):
        won = width(dated.edtf) == 1 and _WON.search(before) and _CONTEST.match(text, date.end)
        return not (won or _opens_with(dated))
    if _OWNER.search(before) and not date.words.lower().startswith(("last", "next", "the", "this")) and _is_noun_behind(dated):
        return not (WHERE.match(text, date.end, dated.clause[1]) or _opens_with(dated))
    if _NAMED_DAY.fullmatch(date.words) and not before.endswith(("on ", "On ")):
        return True
    head = DATE_PREPOSITION.sub("", before)
    if date.words.isdigit() and head.rstrip() == before.rstrip() and before.strip():
        return True  # a bare year without a preposition: "a 2014 report"
    return not (_last_word(head) in EVENT_NOUNS or has_verb(dated.words))


def _opens_with(dated: Dated) -> bool:
    """Whether the date is that of a happening which sets the scene: "In his 2004 convention speech, he said"."""
    a_day = width(dated.edtf) == 1
    if a_day and _SET_IN_ITS.match(dated.before):
        return bool(_OWNED.match(dated.text, dated.date.end))
    if not (_SETTING.match(dated.before) or (width(dated.edtf) < _COARSE and _SET_IN.search(dated.before))):
        return False
    behind = dated.text[dated.date.end : dated.date.end + 40].partition(",")[0]
    if a_day and "," in dated.text[dated.date.end : dated.clause[1]] and not has_verb(behind):
        return True  # "In a Tuesday town hall in Brooklyn, she"
    return any(word.lower() in EVENT_NOUNS for word in behind.split())


def _is_noun_behind(dated: Dated) -> bool:
    """Whether a word follows that the date belongs to: "the 2004 Democratic convention", not "the 2004, …"."""
    word = re.match(r"\s([A-Za-z][\w’'-]*)", dated.text[dated.date.end : dated.date.end + 40])
    return word is not None and word.group(1).lower() not in CALENDAR and not has_verb(word.group(1))


def _is_dateline(dated: Dated) -> bool:
    """Whether the date is that of the report: "PORT ELLERY, | May 14 | (Reuters) -"."""
    return bool(DATELINE_DAY.match(dated.text[dated.sentence[0] : dated.date.start]))


def _is_question(dated: Dated) -> bool:
    return bool(QUESTION.search(dated.text[slice(*dated.sentence)]))


def _is_end_of_state(dated: Dated) -> bool:
    """Whether the date bounds what lasts: "has served since 2014", "up from 54 percent in May"."""
    return any(pattern.search(dated.before) for pattern in (SINCE, NOT_THEN)) or bool(STATIVE_RELATIVE.match(dated.words))


# What is no event, whoever says it and whenever it is; and what is none besides, of days that are not ahead.
_NEVER = (_is_dateline, _is_answered_or_quoted, _is_of_something_else, _is_question, _is_end_of_state)


def _is_aside(dated: Dated) -> bool:
    """Whether the date stands in a description between commas: ", the nominee that year,"."""
    if any(m.start() < dated.date.start < m.end() and m.start() > dated.clause[0] and not has_verb(m.group()) for m in ENCLOSED.finditer(dated.text, *dated.sentence)):
        return True  # "Gambling, which become legal | in 2013 |, went on"
    start = dated.text.rfind(", ", dated.clause[0], dated.date.start)
    if start < 0:
        return False
    end = dated.text.find(",", dated.date.end, dated.clause[1])
    chunk = dated.text[start + 2 : end if end >= 0 else dated.clause[1]]
    if end >= 0 and _APPOSED.match(chunk) and _VERB_BEHIND.match(dated.text, end):
        return True  # "Ms. Cho, a former aide who went there | in 2011 |, said that"
    return bool(_ASIDE.match(chunk)) and not has_verb(_DONE_BY.sub("", chunk))


def _is_announced(dated: Dated) -> bool:
    """Whether a clause with a date ahead says that something will be then: its verb before the date, or the date first."""
    will = [m.end() for m in FUTURE.finditer(dated.before) if not _PLAN.search(dated.before, 0, m.end())]
    scheduled = SCHEDULED.search(dated.before)
    if scheduled and not will and not _OTHER_CLAUSE.search(dated.before, scheduled.end()):
        return True
    if will:
        return not _OTHER_CLAUSE.search(dated.before, will[-1])
    return bool(_IS_ON.search(dated.before)) or (len(dated.before.split()) < _OPENING_WORDS and bool(FUTURE.search(dated.words)))


def _is_supposed(dated: Dated) -> bool:
    """Whether nobody says that it happened: "if", "would have", "was scheduled to"; or it is compared with what did."""
    if _FROM_THEN.search(dated.before) and dated.date.words.endswith(("ago", "earlier", "before")):
        return True
    before = QUOTED.sub("", dated.before)
    return any(pattern.search(before) for pattern in (HYPOTHETICAL, UNDONE, COMPARED, LIKEWISE))


def _is_stretch(dated: Dated) -> bool:
    """Whether the date is a time over which something lasts: "over the last year", a decade, "has won twice this year"."""
    wide = width(dated.edtf)
    if _YEARS < wide < OPEN or _SPENT.search(dated.before) or LASTING.search(f"{dated.before[-_BESIDE_CUE:]}{dated.date.words}"):
        return True
    return wide >= _MONTH and bool(_HAS.search(dated.before)) and is_unfinished(dated.found.body, dated.edtf)


def _is_of_the_report(dated: Dated) -> bool:
    """Whether the date is an hour beside the day that it belongs to."""
    days = (d for d in beside(dated.found.dates, dated.sentence) if d.edtf and d.start >= dated.sentence[0] and not _HOUR.fullmatch(d.words))
    return bool(_HOUR.fullmatch(dated.date.words)) and any(days)


def _is_background(dated: Dated) -> bool:
    """Whether a year is told of somebody's life or office, stands far from any verb, or names nobody."""
    wide = width(dated.edtf)
    if wide >= YEAR and not dated.of_life and (BIOGRAPHY.search(dated.words) or _is_office_held(dated.words)):
        return True
    if dated.in_lead:
        return False
    if wide >= YEAR and is_far_from_verb(dated.text, dated.clause, dated.date):
        return True
    return wide > _COARSE and not people_in(dated.found, dated.clause) and not any(w[:1].isupper() for w in dated.words.split()[1:])


def _is_office_held(words: str) -> bool:
    """Whether the clause tells what somebody was: "was governor of Vermont"."""
    was = _WAS.search(words)
    return was is not None and any(word in ROLES for word in was.group(1).lower().split())


def _is_how_things_are(dated: Dated) -> bool:
    """Whether the verb tells a state, or is not the date's; a noun of happening right before the date is its own."""
    own = _last_word(DATE_PREPOSITION.sub("", dated.before)) in EVENT_NOUNS
    if own and (width(dated.edtf) < _WEEK or ITS_PARTIES.match(dated.text, dated.date.end)):
        return False
    return is_state(dated.text, dated.clause, dated.date) or is_of_participle(dated.text, dated.clause, dated.date)


_NOT_OF_THE_PAST = (_is_supposed, _is_stretch, _is_of_the_report, _is_background, _is_how_things_are)


def _last_word(head: str) -> str:
    words = head.split()
    return words[-1].strip(",.”’\"'").lower() if words else ""
