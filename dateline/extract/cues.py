"""The words that tell that somebody said something: verbs of saying, thinking, showing, naming, and nouns of speech.

Tables to read and to extend: base forms by group; `CUES` maps every inflected form to what it is. A verb that has
an irregular past stands in `_IRREGULAR`; the others are inflected by rule.
"""

from __future__ import annotations

import msgspec

# May stand beside quoted words on its own: “…,” she said. May turn round: “…,” said the mayor.
SAY = """
acknowledge add admit advise affirm assure demur deadpan gripe grouse grumble wisecrack allege announce answer argue
ask assert bark beg begin blurt boast brag bellow caution chide chime chuckle claim clarify comment complain concede
conclude confess confide confirm contend continue counter cry declare demand deny describe disclose echo elaborate
email e-mail emphasize enthuse exclaim exhort explain exult fume gush hint implore imply inform inquire insist
instruct interject intone joke lament laugh lecture maintain marvel mention muse mutter note object observe offer
opine plead pledge post predict press proclaim promise propose protest quip quote rail rant read reassure recall
reckon recount reflect reiterate relate remark remember remind repeat reply report respond retort reveal rhapsodize
roar say scoff scold scream shout shrug sigh sing smile snap sneer speculate spit state stress suggest summarize swear
tease tell testify text theorize thunder tout tweet underline underscore urge utter venture volunteer vow wail warn
weigh whisper wonder worry write yell retweet signal blog cable caption charge clap counsel decry deem dictate enquire
guess hail hiss holler impart interrupt jest message moan murmur narrate pen persuade plug point pray preach quibble
rap reason rebut rejoin request riff rule scrawl scribble snarl spell stammer stipulate sum surmise telegraph trumpet
whine
"""

# Thinking, wishing, hearing: indirect speech, and fragments of it in marks.
THINK = """
accept agree anticipate appreciate assume believe calculate consider decide determine doubt dream envision expect fear
feel figure find forecast forget gather hear hold hope imagine intend know learn pretend prefer presume project
realize recognize regret seek plan threaten aim resolve long yearn see sense suspect think trust understand view want
wish estimate concur
"""

# What papers, polls and studies do.
SHOW = "detail document indicate list outline prove show specify reflect illustrate demonstrate"

# Calling somebody something; praising and blaming in quoted words.
CALL = """
accuse applaud assail attack bash bemoan berate blame blast brand call castigate celebrate characterize cite commend
compare condemn congratulate credit criticize debunk decry defend denounce depict deride describe dismiss disparage
dub endorse encourage excoriate extol fault hammer highlight hit invoke knock label lambast lambaste lampoon laud
liken lash mock nickname pan paint pillory praise portray rebuke refer reference reject refute ridicule rip salute
scold skewer slam slap slight talk taunt term thank tag trash troll welcome speak discuss address oppose support favor
advocate back champion repudiate express voice request reiterate deplore detail deny disavow protest threaten brush
renounce second resent resist shun criticise favour honour question dispute challenge cast frame pitch promote urge
vilify warn
"""

_IRREGULAR = {
    "say": "says said said saying",
    "tell": "tells told told telling",
    "write": "writes wrote written writing",
    "read": "reads read read reading",
    "begin": "begins began begun beginning",
    "swear": "swears swore sworn swearing",
    "spit": "spits spat spat spitting",
    "sing": "sings sang sung singing",
    "think": "thinks thought thought thinking",
    "feel": "feels felt felt feeling",
    "find": "finds found found finding",
    "forget": "forgets forgot forgotten forgetting",
    "hear": "hears heard heard hearing",
    "hold": "holds held held holding",
    "seek": "seeks sought sought seeking",
    "plan": "plans planned planned planning",
    "resent": "resents resented resented resenting",
    "know": "knows knew known knowing",
    "learn": "learns learned learned learning",
    "see": "sees saw seen seeing",
    "understand": "understands understood understood understanding",
    "show": "shows showed shown showing",
    "hit": "hits hit hit hitting",
    "cast": "casts cast cast casting",
    "speak": "speaks spoke spoken speaking",
    "forecast": "forecasts forecast forecast forecasting",
    "lie": "lies lied lied lying",
    "refer": "refers referred referred referring",
    "sum": "sums summed summed summing",
    "rap": "raps rapped rapped rapping",
    "pen": "pens penned penned penning",
    "plug": "plugs plugged plugged plugging",
    "pan": "pans panned panned panning",
    "tag": "tags tagged tagged tagging",
    "rip": "rips ripped ripped ripping",
    "slam": "slams slammed slammed slamming",
    "snap": "snaps snapped snapped snapping",
    "slap": "slaps slapped slapped slapping",
    "dub": "dubs dubbed dubbed dubbing",
    "quip": "quips quipped quipped quipping",
    "brag": "brags bragged bragged bragging",
    "admit": "admits admitted admitted admitting",
    "rebut": "rebuts rebutted rebutted rebutting",
    "shrug": "shrugs shrugged shrugged shrugging",
    "blog": "blogs blogged blogged blogging",
    "hint": "hints hinted hinted hinting",
    "beg": "begs begged begged begging",
    "prefer": "prefers preferred preferred preferring",
    "regret": "regrets regretted regretted regretting",
    "debunk": "debunks debunked debunked debunking",
    "chat": "chats chatted chatted chatting",
}

# Several words that do a verb's work; the first one is inflected by hand.
PHRASES = {
    "pointed out": "say", "points out": "say", "point out": "say", "pointing out": "say",
    "went on": "say", "goes on": "say", "going on": "say",
    "made clear": "say", "makes clear": "say", "make clear": "say", "made it clear": "say",
    "called for": "call", "calls for": "call", "calling for": "call",
    "put it": "say", "puts it": "say", "fired back": "say", "shot back": "say", "fires back": "say",
    "shoots back": "say", "hit back": "say", "pushed back": "say", "chimed in": "say", "weighed in": "say",
    "spelled out": "say", "summed up": "say", "cried out": "say",
    "blurted out": "say", "called out": "say", "was like": "say",
}  # fmt: skip

# Nouns of speech: “… in a statement”, “his claim that …”.
NOUNS = frozenset("""
statement statements claim claims remark remarks comment comments letter interview speech speeches tweet tweets
assertion assertions allegation allegations suggestion accusation argument arguments pledge promise vow warning
announcement memo email emails e-mail post message testimony address op-ed report essay column book memoir answer reply
response declaration admission contention complaint criticism description view belief opinion motto slogan line words
phrase term mantra refrain chant chants call calls question questions insistence prediction concern concerns notion
release advertisement ad article editorial blog document press-release quip joke plea demand demands characterization
""".split())

AUXILIARIES = frozenset("""
am is are was were be been being has have had having do does did will would shall should can could may might must
isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't shouldn't cannot
""".split())  # as pieces are: apostrophes straight
BE = frozenset("am is are was were be been being isn't aren't wasn't weren't get gets got".split())

# Forms that are nouns as often as verbs: they count as verbs only beside a plain subject.
NOUN_LIKE = frozenset("""
claim claims comment comments remark remarks report reports note notes call calls answer answers question questions point
points demand demands attack attacks show shows tweet tweets hope hopes fear fears wish view views promise promises
pledge pledges vow vows state states list lists document documents detail details estimate estimates doubt doubts charge
charges reply replies suspect suspects laugh laughs smile smiles post posts text texts blog blogs email emails e-mail
e-mails pen pens back backs challenge challenges support supports favor favors blast blasts knock knocks read reads object objects
praise thanks thank hit hits talk talks address addresses cast slight slights tag tags signal signals reason reasons
rule rules message messages order orders request requests figure figures hold holds project projects regret forecast forecasts promote
desire plan plans want wants urge urges worry worries joke jokes quote quotes shout shouts whisper scream reference references
term terms label labels brand brands champion champions advocate advocates counsel caption captions stress fault judge witness
dispute disputes warn frame frames pitch pitches slap slam hammer paint dream dreams offer offers cry cries sense credit credits
guess lecture lectures protest protests lament insult insults celebrate reject feature features address mock like dismiss
""".split())


class Cue(msgspec.Struct, frozen=True):
    """What an inflected form can be."""

    base: str
    group: str  # "say", "think", "show", "call"
    form: str  # "s" says, "past" said, "base" say, "ing" saying, "part" known (participle that is no past)


def inflect(base: str) -> tuple[str, str, str, str]:
    """Third person, past, participle and -ing form of a verb."""
    if base in _IRREGULAR:
        third, past, participle, ing = _IRREGULAR[base].split()
        return third, past, participle, ing
    if base.endswith("e"):
        return base + "s", base + "d", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing"
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return third, base + "ed", base + "ed", base + "ing"


def _forms() -> dict[str, Cue]:
    forms: dict[str, Cue] = {}
    for group, words in (("call", CALL), ("show", SHOW), ("think", THINK), ("say", SAY)):
        for base in words.split():
            third, past, participle, ing = inflect(base)
            forms[base] = Cue(base, group, "base")
            forms[third] = Cue(base, group, "s")
            forms[participle] = Cue(base, group, "part")
            forms[ing] = Cue(base, group, "ing")
            forms[past] = Cue(base, group, "past")
    return forms


CUES = _forms()
