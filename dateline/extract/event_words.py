"""Tables for events: what splits clauses, what makes a happening of a noun, what makes a clause no event."""

from __future__ import annotations

import re

TITLE_LENGTH = 90  # characters: two lines of a headline on a phone

# A clause ends at these: a semicolon or colon, a dash between spaces, a comma with one of the words behind it.
CLAUSE_BREAK = re.compile(
    r"[;:]\s|\s[—–]\s|—|,\s(?=(?:and|but|while|which|who|whom|whose|where|when|although|though|as|because|so|yet|after which|(?:all|some|many|most|none|both|one|each|two|several) of wh(?:om|ich))\s)"
    r"|,\s(?=(?:according to)\s)"
)
# The antecedent of "that"/"which" begins the phrase: "sanctions | that the administration imposed in December".
RELATIVE = re.compile(r"\b(?:that|which)\s")
SAYING = (
    "said says say told tells announced announces stated added wrote writes argued insisted reported reports "
    "testified confirmed declared claimed acknowledged explained noted predicted promised warned"
)
# Behind these "that" begins what is said or shown, not a relative clause.
COMPLEMENT_VERBS = frozenset((SAYING + " show shows showed shown believe believes believed conclude concluded hope hoped know knew "
    "think thought find found fear feared suggest suggested indicate indicated learn learned hear heard agree agreed record records recorded reveal reveals revealed note notes noted prove proves proved deny denies denied").split())
SAID_THAT = re.compile(r"\b(?:" + "|".join(SAYING.split()) + r")\b[^.;]{0,60}?\bthat\s")

# Nouns that name a happening, so that a date right behind them dates it ("his resignation on Monday night").
EVENT_NOUNS = frozenset(
    "resignation arrest trial meeting call calls conversation conversations vote election hearing interview speech rally "
    "attack appointment dismissal firing indictment death funeral visit summit raid search report letter statement "
    "announcement decision ruling verdict testimony debate convention inauguration protest strike march crash fire "
    "explosion shooting flood storm sale purchase payment contract agreement deal merger launch opening closure closing "
    "inspection audit investigation inquiry leak break-in theft hack breach exchange exchanges contacts email emails dinner "
    "lunch breakfast conference briefing session talks deposition referendum primary nomination confirmation swearing-in "
    "retirement departure return transfer wedding birth release publication article story column post broadcast race match final festival parade ceremony tournament game concert".split()
)

# Past forms that do not end in -ed, so that a clause can be told to have a finite verb.
IRREGULAR_PAST = frozenset(
    "was were had did died tied lied went said told took gave got came saw knew thought made met found left felt kept held brought "
    "began became wrote stood heard let meant set led read paid sent built lost spent ran won broke spoke chose drew "
    "drove ate fell flew forgot grew hid hit hurt put quit rose sat sold shot shut sang slept struck swore taught threw "
    "understood woke wore withdrew bought caught cut fought fed fled hung laid lay lent lit rode shook showed sought "
    "stole strove swept swam overtook oversaw underwent overthrew arose beat bent bet bound bled blew bred burst cast "
    "crept dealt dug drank froze forbade forgave foresaw upheld resold rebuilt retook".split()
)
PRESENT = frozenset(
    "is are has will says say show shows finds reports writes claims announces confirms agrees plans begins starts opens "
    "meets votes rules resigns leaves wins loses dies arrives returns holds hosts convenes resumes expires goes travels".split()
)
NOT_VERBS = frozenset("need speed seed feed breed exceed indeed red bed shed hundred sacred naked wicked united unprecedented alleged so-called".split())

FUTURE = re.compile(
    r"\b(?:will|shall|would|plans? to|planned|is to|are to|scheduled|slated|due|expected|set to|is going to|are going to|intends? to|(?:voted|agreed|decided|promised|vowed|offered) to)\b|[’']ll\b", re.I
)
# In the present, with a day that is ahead, these announce: "which holds its primary | on June 14".
SCHEDULED = re.compile(
    r"(?<!to )\b(?:holds?|meets?|votes?|begins?|starts?|opens?|ends?|goes|go|heads?|faces?|hosts?|convenes?|resumes?|returns?|closes?|airs?|debuts?|travels?|takes? (?:place|office|effect|over)|kicks? off|gathers?|arrives?|leaves?|expires?|comes? (?:up|before|to)|appears?|speaks?)\b",
)
QUOTED = re.compile(r"“[^”]{0,1500}”|\"[^\"]{0,1500}\"")
CONDITION = re.compile(r"\b(?:let[’']s|if|unless|whether|could|might|suppose|imagine|in case)\b", re.I)  # of what is to come
HYPOTHETICAL = re.compile(r"\b(?:let[’']s|if|unless|whether|would|could|should|might|suppose|imagine|in case)\b", re.I)
# "who was the chairman last year" is no happening; "who was appointed in 2018" is one.
STATIVE_RELATIVE = re.compile(r"^\w+ of wh(?:om|ich)\s|^(?:who|which|whose [\w-]+)\s(?:(?:was|were|is|are|had been|has been)\s(?!\w+ed\b)|served|worked)")
NOT_THEN = re.compile(r"\b(?:since|until|till)\s(?:the\s|about\s|around\s)?$|\b(?:up|down|points?|percent|%)\s(?:\w+\s){0,3}from\s(?:the\s)?$", re.I)  # the end of a state, the other side of a comparison
DATELINE_DAY = re.compile(r"^\W{0,2}[A-Z][A-Z .’'-]{2,30}, $")  # "PARIS, | Aug 31 | (Reuters) -"
SINCE = re.compile(r"\b(?:has|have|had)\b.*\bsince\s(?:the\s)?$|\bsince\s(?:[\w’'-]+\s){1,5}(?:in|on)\s$", re.I | re.S)  # a state that lasts, not a happening
# Coarsely dated, these are who somebody is: "was born in 1951", "served as mayor from 2004 on".
BIOGRAPHY = re.compile(r"\b(?:born|grew up|graduated|served (?:as|in|on|under|two)|worked (?:as|for|in|at|with)|studied|attended|has been|have been|lived in|taught|married)\b")
UNDONE = re.compile(r"\b(?:scheduled|slated|due|set|expected|planned|planning|plans) to\b", re.I)  # of a date that is not ahead: nobody says that it was done
# "from 54 percent | in July", "more than the 300 | in 2014": the date of what is compared
COMPARED = re.compile(r"\bcompared (?:with|to)\s[^,;]*$|\b(?:from|than|compared (?:with|to)|up|down|versus)\s(?:[\w-]+\s){0,3}?[$£€]?\d[\d.,]*%?\s(?:\w+\s)?(?:(?:in|on|at)\s)?(?:the\s)?$", re.I)
LASTING = re.compile(r"\b(?:over|in|for|within|throughout|during|each of|all of)\s(?:the\s)?(?:last|past)\s(?:\w+\s)?(?:year|month|week|decade|quarter|day)s?$", re.I)
LIKEWISE = re.compile(r"\b(?:as|than) (?:he|she|they|it|we|I) (?:did|had|has|have|does|do)\b")  # "as they did in a debate | last week"
# Past forms and participles that decide something, which an article need not date to be about it.
DECISIVE = frozenset(
    "announced agreed signed approved ordered ruled rejected endorsed apologized apologised fired dismissed resigned appointed named nominated "
    "demanded accused released issued unveiled launched filed sued indicted charged arrested convicted sentenced passed vetoed banned suspended withdrew "
    "conceded denounced condemned blasted slammed lashed warned urged called met mocked criticized criticised praised attacked tweeted proposed "
    "pledged vowed threatened apologized dropped revoked overturned upheld blocked cleared acquitted pardoned settled".split()
)
# Verbs that say nothing without a word behind them: "The daughter left", not "The mayor resigned".
NOT_ALONE = frozenset("left went came did said declared got made became saw took gave told asked wrote added noted served joined worked stated claimed used wanted had denounced condemned criticized praised blasted mocked called attacked rejected signed accused named".split())
# In the present, these tell how things are.
STATES = frozenset(
    "is are am isn't aren't remains remain needs need wants want seems seem means includes contains involves requires represents amounts belongs does do doesn't don't".split()
)
# What may be and should be, and who speaks for himself: with nobody's name to it, an opinion.
OPINION = re.compile(r"\b(?:may|might|must|should|ought|could|would|I|I’m|I'm|we|our|us|my|perhaps|arguably|imagine|always|needs? to|ha(?:s|ve) to)\b")
# In a headline these are verbs, whatever they are elsewhere.
HEADLINE_VERBS = frozenset(
    "gives wins aims lays calls seeks demands endorses wants slams hits backs leads takes makes gets goes comes puts sets cuts faces holds sends moves turns "
    "tells asks vows urges warns rejects denies admits accuses defends attacks blasts mocks praises draws drops raises keeps tries helps shows looks falls rises "
    "beats breaks brings builds buys sells signs sues quits joins launches names opens pays picks pulls pushes releases returns runs steps stands strikes survives "
    "lacks ducks promote seek take make go ask urge warn want lose defend reject accuse agree condemn criticize embrace endorse find give keep pursue resist respond reveal see tell try unveil accept announce approve "
    "tops visits says is are was were has have will could won accused gave took made said told".split()
)
QUESTION = re.compile(r"\?[”\"’')\]]*$")

# Prepositions that tie a date to its clause; removed from a title together with the date.
DATE_PREPOSITION = re.compile(
    r"(?:,\s*)?\b(?:(?:late|back|(?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:or|to)|some|nearly|almost|roughly|just|early|earlier|later|as recently as|as early as|sometime|some time|at one point|at some point)(?:\s|$))?"
    r"(?:on|in|at|by|over|during|since|until|from|before|after|around|about|of|through|throughout)?\s*(?:the\s)?$",
    re.I,
)
# Behind these a year or month is part of a name, not the date of a happening: "the 2016 election", "last year's vote".
PART_OF_NAME_AFTER = re.compile(r"^(?:['’]s?\b|-\w|\s(?:presidential|general|midterm|primary|election|campaign|budget|season|convention|census|act|law|report|edition|model|film|novel|book|olympics|games|cup|fiscal|financial)\b)", re.I)

DOCUMENT = re.compile(
    r"\b(?:according to|in|shows? in|cited in|obtained)\s(?:\w+\s){0,3}?(?:documents?|records|filings?|court papers|affidavit|indictment|minutes|memos?|memorandum|transcripts?|emails?|e-mails?|letters?|audit|invoices?|ledger)\b"
    r"|\b(?:documents|records|filings|court papers|emails|e-mails|minutes|memos|transcripts|invoices)\b[^.;]{0,60}?\bshow(?:s|ed)?\b",
    re.I,
)

# A "speaker" that is a paper: "a report from the auditors", "the gate logs".
DOCUMENT_SPEAKER = re.compile(
    r"(?:[\w’'-]+\s){0,4}?(?:reports?|records?|logs?|documents?|filings?|memos?|memorandum|e-?mails?|letters?|minutes|transcripts?|"
    r"affidavits?|indictment|dossiers?|stud(?:y|ies)|audit|review|complaint|lawsuit|texts?|messages?|surveys?|polls?|statements?|invoices?|ledgers?)\b(?!\s(?:writers?|authors?|auditors?|takers?|keepers?))",
    re.I,
)
# Cues that do not assert what stands behind them: nobody vouches for it by discussing it.
NOT_ASSERTING = frozenset("discuss discussed ask asked hope hoped want wanted seek sought learn debated consider considered examine examined address addressed expect expected".split())

# Words too common to tell two happenings apart, or to stand in an id.
STOP = frozenset(
    "a an the and or but nor of in on at to for from by with about into over after before between under during since until "
    "as is are was were be been being has have had do does did will would could should may might must can not no that this "
    "these those it its he she they them his her their him who whom whose which what when where why how there here than then "
    "so if also more most other some any all such only own same too very just said says say told mr mrs ms dr "
    "i we you our your my me us s t one two three four five six seven eight nine ten".split()
)
# A title may not end in one of these when it is cut.
DANGLING = STOP | frozenset("according near against without toward towards among amid despite while because although even just only".split())
