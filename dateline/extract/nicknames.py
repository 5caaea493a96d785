"""Short forms of first names: within one article "Mike Lunin" is "Michael T. Lunin".

Only for names of one article with one surname; across articles such a pair stays a question (see dateline/names.py).
"""

from __future__ import annotations

_FAMILIES = """
abraham abe · albert al · alexander alex · andrew andy · anthony tony · benjamin ben · bernard bernie · charles charlie chuck · christopher chris
daniel dan danny · david dave · deborah debbie deb · donald don · douglas doug · edward ed eddie · elizabeth liz beth betsy · eugene gene
frederick fred · gerald jerry · gregory greg · jacob jake · james jim jimmy · jeffrey jeff · jennifer jen · joseph joe · joshua josh
katherine kate kathy · kenneth ken · lawrence larry · leonard len · matthew matt · michael mike · mitchell mitch · nathaniel nate · nicholas nick
pamela pam · patricia pat · peter pete · philip phil · raymond ray · rebecca becky · richard dick rick · robert bob rob bobby · ronald ron
samuel sam · stephen steve · steven steve · susan sue · thaddeus tad · theodore ted · thomas tom · timothy tim · victoria vicky · vincent vince
walter walt · william bill will
"""
_LONG = {
    short: words[0]
    for family in _FAMILIES.replace("\n", " · ").split("·")
    if (words := family.split())
    for short in words[1:]
    if short not in ("pat", "alex", "chris", "steve")  # of several long forms, or names of their own
}


def long_form(first: str) -> str:
    """The first name in full, in small letters: "michael" for "Mike"; any other name as it is."""
    low = first.lower()
    return _LONG.get(low, low)
