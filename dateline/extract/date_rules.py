"""The grammar: every way in which English news writes a date, each with an example.

The longest rule that fits wins; of equals the earlier. A rule whose meaning finds that it does not apply gives way.
Kinds of words are named in date_words.py and date_tokens.py.
"""

from __future__ import annotations

from dateline.extract import date_months as m
from dateline.extract import date_points as p
from dateline.extract import date_relative as r
from dateline.extract import date_weekdays as w
from dateline.extract import date_years as y
from dateline.extract.date_grammar import Rule, read_grammar

_EARLY = "((THE? EARLY DASH?)|(THE? PARTOF OF)|(THE MONTHUNIT OF))?"  # early, mid-, the end of: the date stays as wide as what follows
_ABOUT = "(ABOUT|(MORE THAN)|(LESS THAN))?"
_NUMBER = "(NUM|A|(TENS DASH NUM)|(A? COUPLE OF?))"

_DAYS = (
    Rule("ISO", p.iso, "2017-02-14"),
    Rule("NUMERIC", p.numeric, "14/02/2017", "day or month first by outlet, language and the article’s own clear dates; else left unresolved"),
    Rule("((THIS COMING?)|LAST|NEXT) WEEKDAY COMMA? MONTH (DAYNUM|ORD)", p.month_day, "this coming Sunday, March 8"),
    Rule("((WEEKDAY|DOTDAY|SHORTDAY) COMMA?)? MONTH (DAYNUM|ORD|(THE ORD)) (COMMA? YEAR)?", p.month_day, "Tuesday, Feb. 14, 2017", "without a year the nearest to publication, which is right 93 times in 100"),
    Rule("((WEEKDAY|DOTDAY|SHORTDAY) COMMA?)? THE? DAYNUM OF? MONTH (COMMA? YEAR)?", p.month_day, "14 February 2017"),
    Rule("THE ORD OF MONTH (COMMA? YEAR)?", p.month_day, "the fourth of March"),
    Rule("DAYNUM DASH MONTH DASH YEAR", p.month_day, "14-Feb-2017"),
    Rule("((MONTH DAYNUM)|(THE? DAYNUM OF? MONTH)) COMMA? (OF? (LAST|THIS|NEXT) YEARUNIT)", p.month_day, "May 4 last year"),
    Rule("THE (WEEKUNIT|WEEKENDUNIT) OF ((MONTH DAYNUM (DASH DAYNUM)?)|(DAYNUM MONTH)) (COMMA? YEAR)?", p.week_of, "the week of Jan. 5"),
    Rule("((MONTH DAYNUM AND DAYNUM)|(DAYNUM AND DAYNUM MONTH)) (COMMA? YEAR)?", p.day_range, "1 and 2 April"),
    Rule("MONTH DAYNUM DASH DAYNUM (COMMA? YEAR)?", p.day_range, "July 7-8, 2016"),
    Rule("DAYNUM DASH DAYNUM MONTH (COMMA? YEAR)?", p.day_range, "7–8 July 2016", "an interval, since both days are meant"),
    Rule("(LAST|THIS|NEXT)? NAMED", p.named, "last Christmas", "by computation, in any year"),
    Rule("NAMED (COMMA|OF|IN)? YEAR", p.named, "Election Day 2016"),
)
_MONTHS = (
    Rule(f"{_EARLY} MONTH (COMMA|OF)? YEAR", m.month_year, "early July 2016"),
    Rule(f"{_EARLY} MONTH OF? (LAST|THIS|NEXT) YEARUNIT", m.month_of_year, "June last year", "“last May” and “May last year” may differ by a year"),
    Rule(f"{_EARLY} MONTH OF? THE (PREVIOUS|FOLLOWING) YEARUNIT", m.month_of_year, "July of the following year"),
    Rule("MONTH", m.bare_month, "in December", "the last one begun: news looks back, unless the clause is of the future or the month is near ahead"),
    Rule("((THE? EARLY DASH?)|(THE? PARTOF OF)|(THE MONTHUNIT OF)) MONTH", m.bare_month, "mid-November", "EDTF cannot halve a month, so the month stands"),
    Rule(f"{_EARLY} (LAST|NEXT|(THIS (PAST|COMING)?)) MONTH", m.turned_month, "last May", "never the month just over, which is “last month”"),
)
_SEASONS = (
    Rule(f"{_EARLY} THE? SEASON (OF|IN|COMMA)? YEAR ((DASH|SLASH) NUM)?", m.season_year, "the summer of 2016"),
    Rule(f"{_EARLY} (LAST|NEXT|(THIS (PAST|COMING)?)) SEASON", m.season_turned, "last spring", "the last that is over; in January “this winter” began the year before"),
    Rule(f"{_EARLY} THE? SEASON OF? (LAST|NEXT|THIS) YEARUNIT", m.season_turned, "the spring of last year"),
    Rule("THE (EARLY DASH?)? SEASON", m.season_bare, "in the summer", "needs “the”: to spring and to fall are verbs"),
    Rule("THE SAME SEASON", m.season_bare, "the same summer"),
)
_QUARTERS = (
    Rule("THE? (FISCAL DASH?)? ORD FISCAL? DASH? QUARTERUNIT OF? (FISCAL? YEARUNIT? YEAR)", m.quarter_year, "the third quarter of 1990"),
    Rule("THE? (FISCAL? YEAR) FISCAL? ORD DASH? QUARTERUNIT", m.quarter_year, "the 1988 third quarter"),
    Rule("QUARTERNAME (OF|SLASH|COMMA)? YEAR", m.quarter_year, "Q1 2017"),
    Rule("YEAR QUARTERNAME", m.quarter_year, "2017 Q1"),
    Rule("QUARTERNAME", m.quarter_bare, "Q1"),
    Rule("(LAST|THIS|NEXT) YEARUNIT POSS? ORD DASH? QUARTERUNIT", m.quarter_turned, "this year’s third quarter"),
    Rule("THE? ORD DASH? QUARTERUNIT (OF? (LAST|THIS|NEXT) YEARUNIT)", m.quarter_turned, "the third quarter of last year"),
    Rule("(THE|A|HIS)? (FISCAL DASH?)? ORD FISCAL? DASH? QUARTERUNIT", m.quarter_bare, "third-quarter profit", "only where the article speaks of money: matches have quarters too"),
    Rule("THE ((MOST? LATEST)|FULL) (QUARTERUNIT|PERIOD)", m.latest, "the latest quarter", "the one last named, as all figures of a report are of one quarter"),
    Rule("(THE|HIS|A)? MONTH YEAR? DASH? QUARTERUNIT", m.month_quarter, "the March quarter", "named by its last month"),
    Rule("THE QUARTERUNIT", m.latest, "in the quarter"),
    Rule("THAT QUARTERUNIT", m.latest, "that quarter"),
    Rule("THE QUARTERUNIT A YEARUNIT (AGO|EARLIER)", y.year_ago, "the quarter a year ago"),
    Rule("(LAST|THIS) YEARUNIT POSS QUARTERUNIT", y.year_ago, "last year’s quarter"),
    Rule("THE YEAR (QUARTERUNIT|PERIOD)", y.year_ago, "the 1988 quarter", "the quarter compared with, in that year"),
    Rule("(THE|A)? RESULTS? YEARUNIT DASH (AGO|EARLIER) (ORD? DASH? (QUARTERUNIT|PERIOD|MONTHUNIT))?", y.year_ago, "the year-ago quarter", "as wide as what it is compared with"),
    Rule("(THE|A)? PREVIOUS DASH YEARUNIT (ORD? DASH? (QUARTERUNIT|PERIOD))", y.year_ago, "the prior-year quarter"),
    Rule("THE (RESULTS|SAME) MONTHUNIT ((OF? LAST YEARUNIT)|(OF? THE PREVIOUS YEARUNIT)|(A YEARUNIT (AGO|EARLIER|BEFORE)))", y.year_ago, "the same month last year"),
    Rule("THE (RESULTS|SAME) (PERIOD|QUARTERUNIT) (OF|IN)? YEAR", y.year_ago, "the same period of 2007"),
    Rule("THE (RESULTS|SAME) (PERIOD|QUARTERUNIT) ((OF? LAST YEARUNIT)|(OF? THE PREVIOUS YEARUNIT)|(A YEARUNIT (AGO|EARLIER)))?", y.year_ago, "the same period last year"),
    Rule("A YEARUNIT (AGO|EARLIER|BEFORE)", y.year_ago, "a year earlier", "the quarter a year before where a quarter was named"),
)
_YEARS = (
    Rule("YEAR", y.year, "in 2016", "not behind a currency, not before a counted noun"),
    Rule("((THE? EARLY DASH?)|(THE? PARTOF OF)|FISCAL|(FISCAL YEARUNIT)|(THE? YEARUNIT)) YEAR", y.year, "early 1990"),
    Rule("YEAR (DASH|SLASH) NUM", y.year_range, "the season of 2007/08", "where the second number can be the end of a year"),
    Rule("PARTOF DASH YEAR", y.year, "end-2009"),
    Rule("EARLY IN YEAR", y.year, "later in 2008"),
    Rule("(THE|HIS)? YEAR FISCAL YEARUNIT", y.year, "the 2008 fiscal year"),
    Rule("(THE|HIS)? (ORD|LAST) HALF OF YEAR", y.half_year, "the first half of 2016"),
    Rule("(THE|HIS)? ORD HALF OF (LAST|THIS|NEXT|THE) YEARUNIT", y.half_year, "the second half of last year"),
    Rule("(THE YEARUNIT)? NUM TENS (DASH? NUM)?", y.year_in_words, "nineteen ninety-six"),
    Rule("MONTH NUM TENS (DASH? NUM)?", y.year_in_words, "January nineteen ninety-seven"),
    Rule("THE YEARUNIT NUM THOUSAND", y.year_in_words, "the year two thousand"),
    Rule("(THE? EARLY DASH?)? DECADE", y.decade, "the late 1970s", "EDTF cannot halve a decade"),
    Rule("THE (EARLY DASH?)? DECADE", y.decade, "the 1990s"),
    Rule("THE? PARTOF OF THE DECADE", y.decade, "the end of the 1990s"),
    Rule("THE (EARLY DASH?)? DECADENAME", y.decade, "the nineties"),
    Rule("THE? (EARLY DASH?)? ORD DASH? CENTURYUNIT", y.century, "the 20th century", "as 1900 to 1999, the hundred years that begin with 19"),
)
_FROM_TODAY = (
    Rule("EARLY? TODAY PART?", r.today, "late yesterday", "the part of a day does not make it less exact"),
    Rule("(EARLY DASH?)? (WEEKDAY|DOTDAY) PART?", w.weekday, "Monday night", "the latest on or before publication, 88 of 100, unless the clause is strictly of the future"),
    Rule("(THE? EARLY DASH?)? (PART OF) (WEEKDAY|DOTDAY)", w.weekday, "the night of Monday"),
    Rule("(LAST|NEXT|COMING|(THIS (PAST|COMING)?)|(THE (PREVIOUS|FOLLOWING))) WEEKDAY PART?", w.weekday_turned, "last Friday", "never the day of publication itself"),
    Rule("THE? (ORD|LAST) WEEKDAY (OF|IN) MONTH (COMMA? YEAR)?", p.nth_weekday_of, "the first Tuesday of November"),
    Rule("THE WEEKDAY (BEFORE|AFTER)", w.weekday_turned, "the Friday before"),
    Rule("WEEKDAY (PART)? OF? (LAST|THIS|NEXT) WEEKUNIT", w.weekday_of_week, "Tuesday of last week"),
    Rule(f"{_ABOUT} {_NUMBER} (UNIT|UNITS) AGO ((ON? WEEKDAY)|TODAY|(THIS (WEEKUNIT|MONTHUNIT))|(IN? MONTH))", w.weekday_ago, "a week ago Friday"),
    Rule(f"{_ABOUT} {_NUMBER} (UNIT|UNITS) FROM (NOW|TODAY|WEEKDAY)", w.from_now, "a week from Friday"),
    Rule("THE (WEEKUNIT|WEEKENDUNIT|MONTHUNIT|YEARUNIT) BEFORE LAST", r.before_last, "the week before last"),
    Rule("EARLY DASH? PART", r.late_part, "late afternoon"),
    Rule("(EARLY)? (THIS|LAST|(THAT SAME?)|(THE (SAME|NEXT|FOLLOWING|PREVIOUS))) PART", r.part_of_day, "this morning"),
    Rule("((THE? EARLY DASH?)|(THE? PARTOF OF))? (LAST|NEXT|THIS|(THE? (CURRENT|COMING))) FISCAL? UNIT", r.turned, "earlier this week"),
    Rule("THE LATEST FISCAL (UNIT)", r.turned, "the latest fiscal year"),
    Rule("THE (LAST|PAST) UNIT", r.turned, "the past year"),
    Rule("THIS PAST UNIT", r.turned, "this past year"),
    Rule("THE PART", r.the_part, "in the morning"),
    Rule(f"{_ABOUT} {_NUMBER} (UNIT|UNITS) (OR SO)? AGO", r.ago, "nearly four years ago", "as exact as its unit; “nearly” is written ~"),
    Rule("((THE? EARLY)|(THE? PARTOF OF))? THE FULL? FISCAL? (YEARUNIT|MONTHUNIT|WEEKUNIT|WEEKENDUNIT)", r.the_unit, "over the weekend", "that of publication; not where it “ended” on some day"),
    Rule("THE DAYUNIT", r.on_the_day, "down 2 percent on the day"),
    Rule("EARLY IN THE (DAYUNIT|WEEKUNIT|MONTHUNIT|YEARUNIT)", r.the_unit, "later in the day"),
    Rule("EARLY IN (THIS|LAST|NEXT) UNIT", r.turned, "early in this decade"),
    Rule("IN (NUM|A|(A? COUPLE OF?)) (UNIT|UNITS)", r.in_time, "in five years", "only in a clause of the future, at its end"),
    Rule("YEARUNIT DASH? END", r.end_of_unit, "by year-end", "the end of a unit stays as wide as the unit"),
    Rule("YEARUNIT POSS END", r.end_of_unit, "by year’s end"),
    Rule("THE? PARTOF OF (LAST|THIS|NEXT|THE) UNIT", r.end_of_unit, "the end of the month"),
)
_FROM_TOLD = (
    Rule("(THE (FOLLOWING|NEXT|PREVIOUS|SAME)) UNIT", r.told_unit, "the following month", "from the date last named, and unresolved when none was"),
    Rule("EARLY? THAT SAME? UNIT", r.told_unit, "that same day"),
    Rule(f"{_ABOUT} {_NUMBER} (UNIT|UNITS) (EARLIER|LATER|BEFORE|AFTER)", r.later, "two days later", "likewise"),
    Rule("(THE UNIT) (BEFORE|AFTER)", r.told_unit, "the day before"),
    Rule("THE PART (BEFORE|AFTER)", r.night_before, "the night before"),
)
_STRETCHES = (
    Rule("(THE|THIS|HIS)? (PAST|LAST|NEXT|COMING) (NUM|(TENS DASH NUM)) UNITS", r.stretch, "the past three weeks", "a bound, not an interval: it happened once within them"),
)
RULES = (*_DAYS, *_MONTHS, *_SEASONS, *_QUARTERS, *_YEARS, *_FROM_TODAY, *_FROM_TOLD, *_STRETCHES)
CLOCKS = (
    Rule("ABOUT? CLOCK AMPM? ((LOCAL TIME)|ZONE)?", p.clock_of, "around 7:15 p.m."),
    Rule("ABOUT? DAYNUM AMPM ((LOCAL TIME)|ZONE)?", p.clock_of, "5 p.m. EST"),
    Rule("ABOUT? NOON", p.clock_of, "noon"),
)
GRAMMAR = read_grammar(RULES)
CLOCK_GRAMMAR = read_grammar(CLOCKS)
