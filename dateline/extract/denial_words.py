"""Words that deny, dispute, decline or confirm, and the words beside them that tell a denial from its look-alikes.

Tables of lower-case words and the patterns made of them. A trigger is the verb or phrase that responds; whether it does
is decided by what it governs ("denied the claim", not "denied the visa") and by what stands before it ("could not deny").
"""

from __future__ import annotations

import re

from dateline.extract.name_words import word_set

# What can be true or false, or is held against somebody: the object of a denial.
CLAIMS = word_set(
    """
    accusation accusations account accounts allegation allegations argument arguments assertion assertions attack attacks blame characterization characterisation charge charges claim claims comparison
    comparisons complaint complaints complicity concern concerns conclusion conclusions conspiracy contention contentions controversy criticism criticisms critique critiques critics description doubts
    fears finding findings gossip hint hints idea implication implications impression insinuation insinuations interpretation involvement kerfuffle label narrative notion perception point
    portrayal premise question questions report reports reporting rumor rumors rumour rumours speculation statement statements story stories suggestion suggestions suspicion suspicions talk testimony that
    these thesis theory theories this those uproar version wrongdoing guilt knowledge responsibility plagiarism collusion contact contacts ties links meeting role affair article coverage
    criticized chatter furor flap fuss scandal distinction contradiction misconduct impropriety culpability thought view views
    """
)
# What is withheld, refused or turned down rather than contradicted.
WITHHELD = word_set(
    """
    access admission aid amnesty appeal appeals application applications asylum bail benefits boarding care certification chance change changes citizenship class class-action clearance clemency climate
    consent contract contracts coverage custody delegates delegate dignity due education employment entry equal equality evolution exemption existence extradition food freedom funding funds gravity hearing health help history
    holocaust housing insurance injunction job jobs justice leave legitimacy liberty license licenses licence licences loan loans marriage medical membership money motion motions nomination opportunity overtime
    parole passage pay permission permit permits petition petitions power protection reality refuge release relief request requests right rights science service services shelter space
    status stay status support survivors transfer treatment trial victory visa visas vote votes voters voting water way welfare bid bids bill deal offer offers proposal proposals plan plans treaty
    amendment measure invitation invitations resolution lawsuit lawsuits suit suits case cases nominee candidate candidates candidacy policies policy legislation
    """
)
RECIPIENTS = word_set(
    "him her them us me you people women men victims citizens students patients immigrants refugees customers workers families poor anyone everyone americans voters couples folks republicans democrats"
)
# Bodies that reject and dismiss by office or by vote.
DECIDERS = re.compile(
    r"\b(?:judges?|courts?|justices?|jury|jurors|juries|tribunal|magistrate|ruling|rulings|opinion|verdict|voters?|electorate|commission|board|panel|senators|lawmakers|parliament|referendum|appeals|arbitrator|clerks?|ballot|delegates|legislature|government agency|regulators?)\b",
    re.IGNORECASE,
)
POLLED = re.compile(
    r"\b(?:percent|respondents|voters|those surveyed|people surveyed|pollsters|readers|one in|in 10)\b|%",
    re.IGNORECASE,
)

FALSE = (
    r"(?:absolutely |totally |completely |categorically |simply |just |patently |utterly |entirely |flatly |demonstrably |plain |pure |“|\"|‘|'|a |an |all |total |complete |utter |political |outright )*"
    r"(?:false\b|untrue|not true|absurd|nonsense|ridiculous|ludicrous|laughable|preposterous|baseless|groundless|unfounded|lies?\b|fabricat|fiction|fake news|bogus|inaccurate|not accurate|not correct|incorrect|misleading|without merit|meritless|slander|smear|witch hunt|witch-hunt|hoax|rubbish|garbage|outrageous|silly|wrong\b|disgusting lie|politically motivated|distortion|distraction|propaganda|unsubstantiated|hogwash|bunk\b|malarkey|talking points)"
)
AUXILIARY = r"(?:not only|not just|so|would|will|has|have|had|also|then|later|again|still|since|long|always|repeatedly|previously|consistently|initially|quickly|immediately|publicly|privately|personally|often|already|now|both|all|each|even|yet|simply|just|thus far|so far|once|either|himself|herself|themselves|[a-z]+ly|is|are|was|were|’s|'s|’ve|'ve)"
# Verbs that lead into the trigger without changing what it says.
LEADING = r"(?:went on to|continued to|continues to|has continued to|began to|begun to|began|started to|sought to|seeks to|tried to|try to|tries to|moved to|rushed to|was quick to|were quick to|took turns|came out to|took to [A-Za-z]+ to|used [a-z ]{1,30}to|kept|hastened to|issued a statement|published a letter|released a statement)"

TRIGGERS: dict[str, re.Pattern[str]] = {
    "deny": re.compile(r"\b(?:deny|denies|denied|denying)\b", re.IGNORECASE),
    "counter": re.compile(
        r"\b(?:(?:[Rr]eject|[Dd]ismiss|[Dd]isput|[Rr]efut|[Rr]ebut|[Rr]epudiat|[Dd]isavow)(?:s|es|e|ed|ing|t|ted|ting)?|(?:brush|laugh|shrugg?|wav|bat|batt|swatt?|shoot|shot|knock)(?:ed|s|es|ing|e|ting|ging)? (?:off|aside|away|down)|[Pp]ush(?:ed|es|ing)? back|scoff(?:ed|s|ing)? at|tak(?:es|ing) issue with|took issue with)\b",
    ),
    "decline": re.compile(
        r"\b(?:declin(?:ed|es|ing)|refus(?:ed|es|ing))(?: through [a-z ]{2,30},?)?(?: repeatedly| again| immediately)? (?:to (?:be |directly |even |immediately |publicly |further |fully )?([a-z]+)|comment|((?:[a-z’'\"“-]+ ){0,5}(?:interviews?|requests?|comment))\b)",
        re.IGNORECASE,
    ),
    "silent": re.compile(
        r"(?:\b(?:did|do|does|would|will|have|has|had|could|is|was|were|are) (?:also )?not(?: yet)?|\b(?:did|do|does|would|wo|have|has|had|could|is|was|were|are|ca)n[’']t|\bcannot|\bnever)(?: yet| immediately| directly| respond or| officially| publicly| specifically| specify or| promptly| even| comment or| further| formally| initially| be immediately| stop to| come out and)* "
        r"(respond(?:ed)?|reply|replied|comment(?:ed)?|answer(?:ed)?|return(?:ed)?|say|said|discuss(?:ed)?|elaborate[d]?|specify|disclose|identify|address|speak|talk|confirm(?:ed)?|provide|be (?:immediately )?reached|be interviewed|be drawn|immediately available|available|reachable|explain)\b",
    ),
    "nothing said": re.compile(
        r"\b(?:made|had|offered|gave|issued|has|have|having) no (?:immediate |further |public |official )?(?:comment|response|reply)\b|\b(?:unavailable for comment|unreachable for comment|(?:neither|would not|refused to|declined to|wouldn[’']t) (?:confirm (?:n?or|and) deny|confirm or (?:deny|dispute))|neither confirmed nor denied|neither confirm nor deny)"
    ),
    "stand by": re.compile(
        r"\b(?:stood|stands|standing|stand) by (?=(?:(?:the|his|her|its|their|our|that|those|[A-Z][\w.’' ]{1,40}?[’']s?) )(?:[a-z]+ ){0,2}(?:comments?|statements?|claims?|denials?|accounts?|story|stories|remarks|letter|decision|report|reporting|assertions?|words|version|allegations?|accusations?|article|testimony)\b)"
    ),
    "no such": re.compile(
        r"\b(?:claim(?:ed|s|ing)|insist(?:ed|s|ing)|maintain(?:ed|s|ing)|swore|swears|assert(?:ed|s|ing)|contend(?:ed|s|ing))(?: [A-Z][a-z]+day)?,?(?: that)? (?:he|she|it|they|there|nobody|no one|none|neither|his [a-z]+|her [a-z]+|their [a-z]+|its [a-z]+|the [a-z]+)(?: and [a-z]+ [a-z]+)? ?(?:(?:had|has|have|was|were|is|are) (?:no|not|never|nothing|neither|been no|done nothing|innocent)|never|did (?:not|nothing|no)|didn[’']t|wasn[’']t|weren[’']t|hadn[’']t|hasn[’']t|knew nothing)\b",
    ),
    "said no": re.compile(
        r"\b(?:said|says|saying|tweeted|wrote|stated|testified)(?: (?:on )?[A-Z][a-z]+day)?,?(?: that)? (?:he|she|it|they)(?: and [a-z]+ [a-z]+)? (?:(?:had|has|have) (?:no (?:contacts?|knowledge|involvement|role|part|ties|links|relationship|recollection|dealings|connections?)|nothing to do with|never (?:met|spoken (?:to|with)|discussed|heard of|asked (?:for|to)|received|worked (?:for|with))|(?:taken|paid|sent|given|leaked|promised|offered|received|signed|touched|hidden) nothing|done no such thing|done nothing (?:wrong|illegal|improper|inappropriate))|did (?:no such thing|nothing (?:wrong|illegal|improper|inappropriate))|never (?:met|took|paid|sent|gave|leaked|promised|touched|spoke (?:to|with)|discussed|said (?:that|any|it)|asked (?:for|to)|received)|(?:was|were) not involved|knew nothing|wasn[’']t involved)\b",
    ),
    "call false": re.compile(
        rf"\b(?:call(?:ed|s|ing)|label(?:l?ed|s|l?ing)|describ(?:ed|es|ing)|brand(?:ed|s|ing)|denounc(?:ed|es|ing)|characteri[sz](?:ed|es|ing)|dismiss(?:ed|es|ing)|decried|decries) (?:it|them|that|this|(?:[\w’'.-]+ ){{0,5}}?(?:accusations?|allegations?|charges?|claims?|reports?|rumou?rs|suggestions?|stor(?:y|ies)|accounts?|assertions?|notion|idea|statements?|criticisms?|complaints?|lawsuit|suit|inquiry|investigation|article|dossier|comments|remarks)(?: (?:of|that|about|from|against|by|in) (?:[\w’'.-]+ ){{0,8}}?[\w’'-]+)?) (?:as )?(?={FALSE})",
        re.IGNORECASE,
    ),
    "denial": re.compile(
        r"\b(?:issued|released|offered|repeated|reiterated|gave|made|sent|tweeted|posted)(?: a| an| his| her| its| their| the)?(?: [a-z-]+){0,3} denials?\b|\b(?:his|her|their|its|[A-Z][\w-]+[’']s?)(?: [a-z]+){0,3} denials?\b(?! of (?:access|service|entry|climate|bail|visas?|care|coverage|science|a\b))",
        re.IGNORECASE,
    ),
    "said false": re.compile(
        r"\b(?:said|says|insisted|maintained|argued|tweeted|wrote|added)(?: on [A-Z][a-z]+day| [A-Z][a-z]+day)?(?: that)? (?:it|this|that|the (?:claims?|reports?|allegations?|accusations?|story|stories|accounts?|charges?|rumou?rs?|suggestions?|lawsuit|complaint)) (?:is|was|were|are) (?:simply |absolutely |completely |totally |entirely |flatly |just |all |a |an |“|\"){0,3}(?:not true|untrue|false\b|(?:outright |total )?lies?\b|fabricat|baseless|unfounded|groundless|nonsense|not accurate|inaccurate|fiction|bogus|fake)",
    ),
    "unanswered": re.compile(
        r"\b(?:left|walked (?:out|away|off)|drove (?:off|away)|hung up|turned away|departed) without (?:answering|commenting|taking questions|responding|comment\b|speaking (?:to|with) (?:reporters|the press|journalists))"
        r"|\bignor(?:ed|ing) (?:[\w’'-]+ ){0,3}?(?:requests?|calls|messages|questions|e-?mails?)(?: for (?:comment|an interview)| seeking\b| from (?:reporters|the)\b|(?=[.,]))"
        r"|\b(?:was|were) not (?:immediately |promptly )?(?:returned|answered)\b|\b(?:went|gone) (?:unanswered|unreturned)\b",
    ),
    "confirm": re.compile(r"\b(?:confirmed|confirming)\b"),
}
# What may stand between a verb and what it says: "confirmed | on Friday | that".
SETTING = r"(?:(?: on)? (?:late |early )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?| (?:last|this) (?:week|month|year|night|morning)| (?:yesterday|today|earlier)| in (?:a|an) [\w-]+(?: [\w-]+)?| through [a-z ]{2,25})?"
# What is sent to somebody who does not answer: "calls to the company | were not returned |".
MESSAGES = re.compile(r"\b(?:calls?|e-?mails?|messages?|letters?|requests?|inquir(?:y|ies)|quer(?:y|ies)|texts?)\b[^.;]{0,60}$", re.IGNORECASE)
# Letters that every match of a family holds: a look for them spares most articles the pattern.
STEMS: dict[str, tuple[str, ...]] = {
    "deny": ("deny", "denie"),
    "counter": (
        "reject",
        "dismiss",
        "disput",
        "refut",
        "rebut",
        "repudiat",
        "disavow",
        " off",
        " aside",
        " away",
        " down",
        " back",
        "scoff",
        "issue with",
    ),
    "decline": ("declin", "refus"),
    "silent": ("not ", "n’t ", "n't ", "never "),
    "said false": ("it ", "this ", "that ", "the "),
    "unanswered": ("without ", "ignor", "were not ", "was not ", "unanswered", "unreturned"),
    "nothing said": (" no ", "for comment", "neither", "confirm "),
    "stand by": ("stood by", "stand by", "stands by", "standing by"),
    "no such": ("claim", "insist", "maintain", "swor", "swear", "assert", "contend"),
    "said no": ("said", "says", "saying", "tweeted", "wrote", "stated", "testified"),
    "call false": ("call", "label", "describ", "brand", "denounc", "characteri", "dismiss", "decr"),
    "denial": ("denial",),
    "confirm": ("confirm",),
}
# What is declined when somebody declines to speak; "declined to intervene" answers nobody.
SPEAKING = word_set(
    """
    comment respond reply answer discuss elaborate say speculate identify name provide disclose specify address confirm deny talk speak interviewed quoted reveal detail describe explain share
    characterize characterise weigh go give offer clarify expand state tell divulge be engage participate cooperate return make take get indicate list commenting comments
    """
)
NEVER_SPEAKING = re.compile(
    r"to (?:go (?!into|beyond|further|on the record)|give (?!details|specifics|an? (?:specific |price |interview|comment|answer|reason)|any|more|further|specifics|the name)|offer (?!details|any|specifics|a (?:comment|reason))|make (?!(?:any |a |himself |herself )?(?:comment|available))|(?:disclose|reveal|release|provide|share) (?:[\w’'-]+ ){0,4}(?:records|returns|documents|e-?mails|transcripts?|donors|fundraising|finances|taxes)\b|take (?!(?:any |reporters[’'] )?questions)|get into (?!the|details|specifics)|get (?!into)|be (?!interviewed|quoted|drawn|specific)|(?:even )?say the (?:words?|phrase|names?)|(?:even )?say [“\"‘']|provide (?!(?:any |more |further |additional |specific |the |a |an )*(?:details?|comment|information|specifics|names?|copy|copies|documents|evidence|explanation|examples?|timeline|statement|answers?|list|figures?))|name (?:a |an |him|her)|address the (?:crowd|convention|conference|group|nation)|participate (?!in (?:an? )?(?:interview|story|article))|engage (?!with (?:reporters|questions))|cooperate|return (?!(?:[a-z]+ ){0,4}(?:calls?|messages?|emails?|e-mails?|requests?))|weigh (?!in)|state (?!whether|how|what|who)|take (?!questions)|tell (?!reporters|us|the))",
    re.IGNORECASE,
)
NO_REPLY = re.compile(r"respon|repl|return|reach|available|unavailable", re.IGNORECASE)
HYPOTHETICAL = re.compile(
    r"\b(?:could|can|cannot|can[’']t|would|might|may|should|must|will|shall|won[’']t|[Ii]f|whether|unless|[Ww]hy|lets?|please)(?: (?:he|she|it|they|you|we|I|someone|anyone|(?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+){0,2}))?(?: (?:ever|even|also|just|simply|then|continue to|try to|always|still|have|be|not|soon|really|easily|all|quickly|flatly|[a-z]+ly))* $"
)
NEGATED = re.compile(
    r"(?:\b(?:not(?! only| just| merely)|never|no one|nobody|neither|nor|hardly|none|few|without|no|cannot|stopped short of|instead of|rather than|far from|short of|unable to)|n[’']t)(?: (?:even|explicitly|ever|specifically|directly|outright|really|quite|flatly|immediately|seriously|actually|publicly|completely|of them|in [a-z ]{3,20}|has|have|[a-z]+ly))* $",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|got|gets|get|getting|’re|'re)(?: (?:also|then|later|again|largely|widely|roundly|soundly|repeatedly|quickly|initially|not|[a-z]+ly|often|once))* $",
    re.IGNORECASE,
)
INFINITIVE = re.compile(r"\bto(?: [a-z]+ly| also| even| again| outright| just| simply)? $", re.IGNORECASE)
LED_IN = re.compile(LEADING + r"(?: [a-z]+ly)? $", re.IGNORECASE)
ADJECTIVE = re.compile(
    r"(?:\b(?:the|a|an|his|her|its|their|this|these|those|some|many|several|all|of|in|over|with|such|other|any|no|two|legal|bitter|heated|latest|long-running|territorial|her)(?: (?:widely|hotly|much|long|often|now|most|previously|heavily|bitterly|so|long-|once|[a-z]+ly))?|now-|much-|long-|self-) ?$",
    re.IGNORECASE,
)
