"""Which descriptions can be a speaker's: people by what they are, bodies, and papers that say something.

A subject that was misread ("the 2008 primary", "his willingness") must not speak on a page. Tables to read and extend.
"""

from __future__ import annotations

import re
from itertools import pairwise

from dateline.extract.cues import NOUNS
from dateline.extract.name_words import DEMONYMS, PLACES, ROLES, word_set

PEOPLE = word_set(
    """
    man men woman women audience audiences agent agents confidant commenter master acquaintance admirer advocate agitator alumnus attendee backer blogger boy brother bystander caller candidate child citizen classmate client cleric co-worker
    colleague combatant commuter congregant constituent contestant convict coworker customer daughter detainee dissident donor driver dweller elector employee enthusiast fan
    fighter fisherman founder girl graduate grandmother grandfather guard guest guide hacker homeowner hunter immigrant impostor infidel inmate insider kid lady loyalist lad
    member migrant militant mom motorist native nominee observer occupant onlooker opponent outsider panelist parent parishioner participant passenger passer-by patron
    peer person petitioner player pollster protester pupil questioner reader recruit refugee relative respondent rival rebel sailor salesman salesperson shopkeeper shopper sibling
    skeptic source speaker spectator spouse staffer stranger supporter surrogate tenant tourist traveler user veteran victim viewer villager visitor voice voter worker youth
    ally announcer chorus counterpart diplomat ex-husband ex-wife expert husband individual leader liberal conservative moderate progressive developer heavyweight operative politico neurosurgeon proponent republican democrat wife
    administrators alumni analysts americans republicans democrats boys children clergy crowd crowds electorate folks girls guys kids ladies lads moms pair parents people police public trio twins youths
    baker barber bartender builder butcher carpenter cashier electrician grocer janitor machinist mechanic miner plumber rancher roofer waiter waitress welder
    attorneys boss bosses counsel envoys justices parents peers persons scientists sources
    """
)
BODIES = word_set(
    """
    academy administration agency alliance army association authorities authority bank board branch brigade broadcaster bureau cabinet camp campaign caucus center chamber charity church city
    club coalition college commission committee community company conference congress consortium corporation council county court courts defense delegation department directorate
    division embassy establishment faculty faction family federation firm force foundation government group guild headquarters hospital house industry institute institution
    jury leadership league left legislature lobby majority management military militia minority ministry mission mosque movement museum navy network newspaper nonprofit office opposition
    organization outlet panel paper parish parliament party police precinct prosecution publisher publication regime regulator right school secretariat senate side society squad staff state
    fund country countries nation nations kingdom bloc station subcommittee syndicate synagogue tabloid team temple think-tank town tribunal union university utility village watchdog website weekly daily wing
    airline airport bakery brewery chain factory grocery hotel insurer magazine manufacturer plant shipyard store supplier vendor journal
    """
)
PAPERS = NOUNS | word_set(
    """
    account ad clip slide slides spot affidavit agenda amendment analysis announcement audit banner banners biography blurb brief briefing brochure budget bylaws caption card cartoon census certificate
    chapter charter circular citation code commercial communique constitution contract copy cover data database decision decree dictionary dispatch documentary dossier draft edict
    encyclopedia entry epitaph estimates evidence feed figures file files filing filings film findings flier flyer footnote footage form graffiti guide guidebook guidelines
    readout handbook headline headlines history indictment inscription item judgment label law lawsuit leaflet license list listing log logs lyrics manifesto manual map memorandum
    menu message messages minutes motion movie narrator news newsletter note notes notice numbers opinion order outline page pamphlet passage petition photo pitch placard placards plan
    plaque platform play poem policy poll polls poster posters preamble presentation profile program proposal prospectus protocol provision receipt record records
    recording register regulation regulations release report reports research resolution resume results review rule rules ruling rulings schedule script section segment sentence sermon
    sheet shirt sign signs site song sticker story stories studies study subpoena suit summary survey surveys table tabulation tape textbook text texts theory title transcript
    transcripts translation treaty tombstone trailer verdict version video videos voice-over voicemail wall warrant website will writing
    """
)
_WORDS = NOUNS | word_set("lawsuit suit poll video sign")
_PRONOUNS = word_set("he she they we i who one another others some many most both several few anyone anybody nobody everybody everyone somebody someone none all each those two three four five six dozens hundreds thousands")
_DOERS = ("ists", "ist", "ians", "ian", "ees", "ers", "ors", "men", "man", "woman", "women", "crats", "crat", "people", "person", "persons", "ocrat", "goers", "goer")
_NO_DOERS = word_set("others matters numbers powers letters orders papers borders corners quarters computers dinners summers winters years chapters centers colors doors floors errors terrors mirrors humors rumors favors labors offers answers specimen regimen omen trees degrees fees knees committees list twist mist")
_CUT = re.compile(r",|\b(?:of|who|whose|that|which|from|for|in|at|on|with|to|by|near|about|against|familiar|close|inside|reading|saying|involved|known|asking|calling|working|living|obtained|released|published|reviewed|made)\b|[(—–]")
_SHARE = re.compile(r"(?:\w+ ){0,4}(?:percent|per cent|%|in \d+|of \d+|out of)\b|\w+%|\w+ (?:in|of) (?:\w+ )?(?:ten|10)\b", re.IGNORECASE)  # of those asked in a poll
_PLURAL = re.compile(r"(?:es|s)$")


def has_voice(description: str, *, cued: bool = True) -> bool:
    """Whether a description's head noun can say something: "two former aides", "the report", not "his willingness".

    Without a cue beside it only people, bodies and what is made of words can.
    """
    words = _CUT.split(description.replace("’", "'"), maxsplit=1)[0].casefold().replace("'s", "").split()
    bare = [word.strip(".'\"“”-–—") for word in words]
    before = (one for one, two in pairwise(bare) if two.endswith(("ing", "ed")))  # a union | representing pilots
    papers = PAPERS if cued else _WORDS
    return any(_can_speak(head, papers) for head in (*bare[-1:], *before)) or bool(_SHARE.match(description))


def _can_speak(head: str, papers: frozenset[str]) -> bool:
    if head in PEOPLE or head in BODIES or head in papers or head in ROLES or head in DEMONYMS or head in PLACES or head in _PRONOUNS or head.isdecimal():
        return True
    if _PLURAL.search(head) and any(one in table for one in (head[:-1], head[:-2], head[:-3] + "y") for table in (PEOPLE, BODIES, ROLES, papers)):
        return True
    return head.endswith(_DOERS) and head not in _NO_DOERS and len(head) > 4
