"""What an element is, by its tag, class, id, role and name: an article's body, or one of the things around it.

Takes an element's words; gives the name of a role. The table holds whole words as found in the style sheets of
publishing systems in general use; "share-tools" and "shareTools" are both the words share, tools.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

_TAGS = {"nav": "navigation", "footer": "footer", "aside": "aside", "figcaption": "caption", "figure": "figure", "form": "form", "dialog": "overlay", "menu": "navigation"}
_WORDS = {
    "navigation": "nav navbar navigation navi menu menus submenu breadcrumb breadcrumbs pagination pager paging topbar masthead skip sitemap jumplinks toc",
    "share": "share shares sharing sharebar sharedaddy sharethis addthis addtoany social socials socialmedia sociable followus a2a shareaholic",
    "related": "related relatedposts relateds recirc recirculation recommended recommendation recommendations recommend outbrain taboola "
    "zergnet revcontent trending popular mostread mostpopular teaser teasers yarpp readmore seealso readalso morefrom upnext "
    "similar relacionadas relacionados relacionado nrelate contentrec",
    "newsletter": "newsletter newsletters subscribe subscription subscriptions signup optin mailchimp mailinglist inbox",
    "advertisement": "ad ads advert adverts advertisement advertising adslot adunit adbox adsbygoogle dfp gpt sponsor sponsored sponsors "
    "promo promos promotion promotional banner banners commercial adsense advertorial affiliate publicidad publicidade anuncio werbung dianomi",
    "comments": "comment comments commenting commentlist disqus livefyre respond responses coral viafoura talkback discussion",
    "photo": "photo photos image images img picture pictures thumb thumbnail leadimage",
    "summary": "subhead subheading subheadline subtitle dek deck standfirst keypoints highlights takeaways tagline kicker eyebrow",
    "caption": "caption captions imagecaption photocaption credit credits copyright photocredit wp-caption-text cutline",
    "byline": "byline bylines author authors authorbox authorname bio biography contributor contributors writer reporter pubdate dateline "
    "timestamp datetime postmeta entrymeta authored reporters autor autore",
    "footer": "footer foot colophon postfooter endnote",
    "aside": "sidebar sidebars rail widget widgets aside secondary factbox infobox",
    "tags": "tags taglist tagcloud keywords topics categories postcategories tagged",
    "overlay": "modal popup popups overlay lightbox cookie cookies gdpr consent notification toast tooltip interstitial",
    "tools": "toolbar tools printfriendly rating ratings login signin register search searchbox feedback visuallyhidden screenreader offscreen invisible",
    "player": "player videoplayer video gallery slideshow carousel slider swiper slick jwplayer brightcove playlist",
}
_ROLE = {word: role for role, words in _WORDS.items() for word in words.split()}
_PAIRS = {
    "most read": "related", "most popular": "related", "read more": "related", "read also": "related", "see also": "related", "more on": "related",
    "more from": "related", "key points": "summary", "sub head": "summary", "sub title": "summary", "sub headline": "summary", "article description": "summary", "key takeaways": "summary", "in brief": "summary", "also read": "related", "up next": "related", "more stories": "related", "latest news": "related", "top stories": "related",
    "article list": "related", "story list": "related", "next article": "related", "you may": "related", "in case": "related", "editors picks": "related",
    "inline link": "related", "promo box": "advertisement", "site header": "navigation", "page header": "navigation", "skip link": "navigation",
    "call to": "newsletter", "email signup": "newsletter", "sign up": "newsletter", "sign in": "tools", "log in": "tools",
    "social media": "share", "post meta": "byline", "entry meta": "byline", "article meta": "byline", "meta data": "byline",
    "published date": "byline", "publish date": "byline", "article info": "byline", "post info": "byline", "story meta": "byline", "article date": "byline", "post date": "byline",
}  # fmt: skip
_PLAIN = frozenset(["tr", "tbody", "thead", "tfoot"])  # rows of data carry names of their own
_NOT = frozenset(["with", "has", "no", "not", "non", "without", "one", "two", "is", "hide"])  # "has-sidebar" names what stands beside a sidebar
_BODY = re.compile(
    r"\b(?:article|story|entry|post|news|content|blog|page|main|text)[\s_-]{0,2}(?:body|content|text|copy|entry|article|story|main)(?:[\s_-]?text)?\b|\bstorytext\b|\bbodytext\b|\bbody-copy\b"
)
_SPLIT = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"([a-z0-9])([A-Z])")
_ROLES = {"navigation": "navigation", "search": "tools", "banner": "navigation", "contentinfo": "footer", "complementary": "aside", "dialog": "overlay", "alertdialog": "overlay", "menu": "navigation", "menubar": "navigation", "toolbar": "tools", "form": "form", "tooltip": "overlay"}  # fmt: skip


def role_of(tag: str, words: str, attributes: Mapping[str, str]) -> str:
    """The role of an element: "body" for one that is named an article's body, "" for one that says nothing."""
    if "articleBody" in (attributes.get("itemprop") or ""):
        return "body"
    if tag in _PLAIN:
        return ""
    if tag == "blockquote" and ("twitter-tweet" in words or "instagram-media" in words or "bluesky-embed" in words):
        return "quoted"
    if tag in _TAGS:
        return _TAGS[tag]
    named = _ROLES.get(attributes.get("role") or "")
    if named:
        return named
    extra = attributes.get("data-testid") or attributes.get("data-component") or attributes.get("data-role") or ""
    words = f"{words} {extra}"
    return _by_words(words[:400]) if words.strip() else ""


@lru_cache(maxsize=4096)
def _by_words(words: str) -> str:
    plain = words.lower()
    tokens = [t for t in _SPLIT.split(plain) if t]
    if plain != words:  # camel case; short pieces are the accidents of generated names
        tokens += [t for t in _SPLIT.split(_CAMEL.sub(r"\1 \2", words).lower()) if len(t) > 2 and t.isalpha()]
    roles = [_ROLE[t] for before, t in zip(["", *tokens], tokens, strict=False) if t in _ROLE and before not in _NOT]
    roles += [_PAIRS[p] for a, b in pairwise(tokens) if (p := f"{a} {b}") in _PAIRS]
    if roles:
        return roles[0]
    return "body" if _BODY.search(plain) else ""
