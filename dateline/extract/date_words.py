"""The words that expressions of time are made of, in English.

Each word has the kinds that the rules name (see date_rules.py) and a value for each: "march" is a MONTH of value 3.
Another language is another such table. No sentence and no rule stands here.
"""

from __future__ import annotations

from collections.abc import Mapping

Kinds = Mapping[str, int]  # kind of word → its value there; 0 where a kind needs none


def _numbered(words: str, first: int = 1) -> dict[str, int]:
    """Words in their order, each with its number."""
    return {word: at for at, word in enumerate(words.split(), first)}


MONTHS = _numbered("january february march april may june july august september october november december")
MONTH_ABBREVIATIONS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
WEEKDAYS = _numbered("monday tuesday wednesday thursday friday saturday sunday", 0)
WEEKDAY_ABBREVIATIONS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
ALSO_WORDS = frozenset({"may", "march", "august", "april", "june", "jan"})  # names and verbs too: alone they need a preposition
SEASONS = {"spring": 21, "springtime": 21, "summer": 22, "summertime": 22, "autumn": 23, "fall": 23, "winter": 24, "wintertime": 24}

DAY, WEEK, MONTH, QUARTER, YEAR, DECADE, CENTURY, WEEKEND = range(8)  # units of time
UNIT_KINDS = ("DAYUNIT", "WEEKUNIT", "MONTHUNIT", "QUARTERUNIT", "YEARUNIT", "DECADEUNIT", "CENTURYUNIT", "WEEKENDUNIT")
UNITS = {"day": DAY, "week": WEEK, "month": MONTH, "quarter": QUARTER, "year": YEAR, "decade": DECADE, "century": CENTURY, "weekend": WEEKEND, "fortnight": WEEK}
PLURALS = {"days": DAY, "weeks": WEEK, "months": MONTH, "quarters": QUARTER, "years": YEAR, "decades": DECADE, "centuries": CENTURY, "fortnights": WEEK}

NUMBERS = _numbered(
    "one two three four five six seven eight nine ten eleven twelve"
    " thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
DECADE_NAMES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9}

_GRAMMAR: Mapping[str, tuple[str, ...]] = {
    "THE": ("the",),
    "A": ("a", "an"),
    "OF": ("of",),
    "IN": ("in",),
    "ON": ("on",),
    "AT": ("at",),
    "AND": ("and",),
    "OR": ("or",),
    "SO": ("so",),
    "TO": ("to",),
    "FROM": ("from",),
    "NOW": ("now",),
    "BETWEEN": ("between",),
    "THAT": ("that",),
    "SAME": ("same", "very"),
    "LAST": ("last",),
    "PAST": ("past",),
    "PREVIOUS": ("previous", "preceding", "prior"),
    "NEXT": ("next",),
    "COMING": ("coming", "upcoming"),
    "FOLLOWING": ("following", "ensuing"),
    "THIS": ("this",),
    "CURRENT": ("current",),
    "LATEST": ("latest", "recent"),
    "FULL": ("full", "whole", "entire"),
    "AGO": ("ago",),
    "BACK": ("back",),
    "EARLIER": ("earlier", "previously", "beforehand"),
    "LATER": ("later", "afterward", "afterwards", "thereafter"),
    "AFTER": ("after", "following", "since"),
    "BEFORE": ("before", "prior"),
    "EARLY": ("early", "mid", "late", "earlier", "later"),
    "PARTOF": ("beginning", "middle", "end", "start", "close", "rest", "remainder", "turn"),
    "END": ("end",),
    "FISCAL": ("fiscal", "calendar", "financial", "fy"),
    "PERIOD": ("period",),
    "RESULTS": ("corresponding", "comparable", "like"),
    "ABOUT": ("about", "around", "nearly", "almost", "roughly", "approximately", "circa", "some", "barely", "just", "exactly", "only"),
    "MORE": ("more", "over"),
    "MOST": ("most",),
    "LESS": ("less", "under"),
    "THAN": ("than",),
    "VAGUE": ("few", "several", "many"),
    "COUPLE": ("couple",),
    "HALF": ("half",),
    "THOUSAND": ("thousand",),
    "EVE": ("eve",),
    "ZONE": ("est", "edt", "et", "pst", "pdt", "pt", "cst", "cdt", "gmt", "bst", "cet", "cest", "utc"),
    "LOCAL": ("local",),
    "TIME": ("time",),
    "FAMED": ("black", "bloody", "super", "holy", "fat", "shrove", "maundy"),
    "EVERY": ("each", "every"),
    "PARTS": ("mornings", "afternoons", "evenings", "nights"),
    "ENDED": ("ended", "ending", "ends"),
    "UPTO": ("by", "until", "till", "through", "to", "for"),
    "SINCE": ("since",),
    "DURING": ("during", "throughout", "within", "over"),
    "HIS": ("his", "her", "its", "their", "our", "my", "whose"),
}
_PARTS = ("morning", "afternoon", "evening", "night", "midday", "lunchtime", "dawn", "dusk", "midmorning", "midafternoon")
_DAYS_FROM_TODAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_CLOCK_WORDS = {"noon": 12, "midnight": 24}
NOT_SO = frozenset({"just", "exactly", "only", "barely"})  # ABOUT words that leave the date exact

# Words behind a number that make it a count, and words before one that make it a name.
COUNTED = frozenset(_numbered("people million billion percent points miles feet meters metres kilometers kilometres shares men women troops soldiers jobs times acres tons tonnes pounds dollars euros yards members workers employees homes votes hours"))
NUMBERED = frozenset({"#", "no", "no.", "room", "flight", "route", "chapter", "section", "article", "resolution", "agenda", "windows", "page", "unit", "platform", "channel", "model", "building", "highway"})

AGES = frozenset({"world", "society", "age", "era", "youth", "generation", "children", "technology", "standards", "culture", "environment"})  # behind “today’s” it is no day
PEOPLE_OF = frozenset({"people", "leaders", "world", "workers", "children", "citizens", "cars", "technology", "technologies", "city", "cities", "products"})  # before “of tomorrow” likewise
PAPERS = frozenset({"Times", "Telegraph", "Mirror", "Mail", "Night", "Herald", "Express", "Post", "World", "Independent", "Star", "Tribune", "Review", "Magazine"})  # “The Sunday Times”
FEAST_THINGS = frozenset({"party", "parties", "tree", "trees", "shopping", "season", "sales", "gift", "gifts", "present", "presents", "carol", "carols", "card", "cards", "bonus", "bonuses", "market", "markets", "show", "special", "dinner", "dinners", "parade", "message", "lights", "egg", "eggs", "bunny", "costume", "costumes", "turkey", "turkeys", "story", "song", "songs", "decorations"})  # “Christmas shopping” is no day
POINTED_ON = frozenset({"that", "when", "which", "after", "before", "following", "since", "prior", "leading", "round"})  # “the year that …” is another
CYCLE = frozenset({"time", "times", "day", "days"})  # “days of the week” come back
STORMING = frozenset({"attack", "attacks", "riot", "riots", "rioters", "insurrection", "committee", "panel", "hearings"})  # behind “Jan. 6”

# Nouns for happenings that have a day, with the verbs that tell of the same: "two days after the vote".
HAPPENINGS: Mapping[str, tuple[str, ...]] = {
    "vote": ("election", "elections", "vote", "votes", "voted", "ballot", "poll", "polls", "referendum", "elected", "voting", "plebiscite", "runoff"),
    "inauguration": ("inauguration", "inaugurated", "swearing-in"),
    "attack": ("attack", "attacks", "attacked", "bombing", "bombings", "bombed", "shooting", "assault", "massacre", "raid", "explosion", "blast", "exploded"),
    "death": ("death", "deaths", "died", "killing", "killed", "murder", "murdered", "assassination", "assassinated"),
    "arrest": ("arrest", "arrests", "arrested", "detained", "detention"),
    "resignation": ("resignation", "resigned", "resigns", "departure"),
    "firing": ("firing", "fired", "dismissal", "dismissed", "ouster", "ousted", "sacking", "sacked"),
    "crash": ("crash", "crashed", "accident", "collision", "derailment", "sinking", "sank"),
    "collapse": ("collapse", "collapsed", "bankruptcy"),
    "launch": ("launch", "launched", "opening", "opened"),
    "eruption": ("eruption", "erupted"),
    "quake": ("earthquake", "quake", "tsunami", "storm", "hurricane", "flood", "fire"),
    "coup": ("coup", "putsch", "overthrow"),
    "invasion": ("invasion", "invaded"),
    "meeting": ("meeting", "met", "summit", "talks", "conference"),
    "hearing": ("hearing", "testimony", "testified"),
    "verdict": ("verdict", "sentence", "sentenced", "conviction", "convicted", "ruling", "ruled", "acquittal", "acquitted"),
    "announcement": ("announcement", "announced"),
    "debate": ("debate", "debates", "debated"),
    "speech": ("speech", "address", "spoke"),
    "trial": ("trial",),
    "interview": ("interview",),
    "release": ("release", "released", "publication", "published"),
    "wedding": ("wedding", "married"),
    "merger": ("merger", "merged", "acquisition"),
    "strike": ("strike",),
    "protest": ("protest", "protests", "protested", "march", "rally", "demonstration"),
    "convention": ("convention",),
    "agreement": ("agreement", "accord", "deal", "treaty", "ceasefire", "cease-fire"),
    "indictment": ("indictment", "indicted", "charged"),
    "impeachment": ("impeachment", "impeached"),
}
HAPPENING_OF = {word: noun for noun, words in HAPPENINGS.items() for word in words}

# Parts of outlets' names that tell whether 3/4/2017 begins with the day, as in most of the world, or with the month.
DAY_FIRST_OUTLETS: Mapping[str, bool] = {
    **dict.fromkeys(("guardian", "bbc", "daily telegraph", "independent", "daily mail", "sky news", "the times of london", "irish", "scotsman", "sydney", "the age", "australian", "abc news (au", "new zealand", "the hindu", "times of india", "hindustan", "south china", "straits", "al jazeera", "euronews", "france 24", "deutsche welle", "economist", "financial times"), True),
    **dict.fromkeys(("new york", "washington", "los angeles", "chicago", "boston", "usa today", "cnn", "nbc", "cbs", "fox news", "npr", "politico", "associated press", "wall street journal", "huffpost", "axios", "propublica", "san francisco", "miami", "philadelphia", "houston", "dallas", "denver", "seattle", "atlantic", "vox", "slate", "buzzfeed"), False),
}  # fmt: skip

FUTURE = frozenset(_numbered(
    "will ’ll 'll shall scheduled slated due expected expects expect plans plan planned planning upcoming "
    "intends intend going set payable effective expire expires may might would forecast begins resumes opens travels"
))
PAST = frozenset(_numbered(
    "was were had did said told has have been rose fell made began met won lost took went came left sent "
    "held gave got saw wrote spoke found became brought sought bought sold set cut hit put shot led ran "
    "grew drew broke knew kept paid lay died sang slept drove flew threw stood sat spent built felt heard "
    "taught caught fought thought swore stole chose froze shook withdrew overthrew struck sank fled hid "
    "dealt fired sued wed thrown given taken seen shown written driven broken chosen spoken stolen drawn "
    "shut let quit lent bent blew bore woke rode rang tore wore "
    "grown flown sworn gone become done didn wasn weren hadn hasn haven"
))


def _merged() -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    """Every word with its kinds: those written small or large, and those that count only with a capital."""
    plain: dict[str, dict[str, int]] = {}
    capital: dict[str, dict[str, int]] = {}
    small: list[tuple[str, Mapping[str, int]]] = [(kind, dict.fromkeys(words, 0)) for kind, words in _GRAMMAR.items()]
    small += [(UNIT_KINDS[unit], {word: unit}) for word, unit in UNITS.items()]
    small += [
        ("SEASON", SEASONS), ("UNIT", UNITS), ("UNITS", PLURALS), ("NUM", NUMBERS), ("ORD", ORDINALS), ("TENS", TENS), ("NUM", TENS),
        ("DECADENAME", DECADE_NAMES), ("PART", dict.fromkeys(_PARTS, 0)), ("TODAY", _DAYS_FROM_TODAY), ("NOON", _CLOCK_WORDS),
        ("HAPPENING", dict.fromkeys((w for w in HAPPENING_OF), 0)),
    ]  # fmt: skip
    for kind, words in small:
        for word, value in words.items():
            plain.setdefault(word, {})[kind] = value
    for kind, words in (("MONTH", MONTHS), ("MONTH", MONTH_ABBREVIATIONS), ("WEEKDAY", WEEKDAYS), ("SHORTDAY", WEEKDAY_ABBREVIATIONS)):
        for word, value in words.items():
            capital.setdefault(word, dict(plain.get(word, {})))[kind] = value
    return plain, capital


PLAIN, CAPITAL = _merged()
