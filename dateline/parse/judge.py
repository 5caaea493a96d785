"""What the reader must tell of an article that it read: nothing in it, a wall before it, no day."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dateline.article import Article
from dateline.parse.languages import language_name, language_of
from dateline.problem import Problem

SHORT = 1200  # code points below which an article is looked at for a wall
_NO_ARTICLE = Problem("no-article", "no article was found in the page", "save the article's own page, or copy its text into a .txt file")
_DATA = Problem("not-text", "the file holds data in place of words", "save the article as HTML or as text")
_NO_DAY = Problem(
    "no-publication-day",
    "the article does not say when it was published, so dates such as “Wednesday” or “last month” stay unresolved",
    "pass --published YYYY-MM-DD, or put `published:` into front matter",
    severity="warning",
)
_PAYWALL = Problem("paywall", "only the beginning of the article is in the file: the rest lies behind a paywall", "save the page while signed in, or copy the whole text into a .txt file", severity="warning")
_COOKIES = Problem("cookie-wall", "the page asks about cookies in place of the article", "answer it in the browser, then save the page again", severity="warning")
_ROBOT = Problem("robot-wall", "the page asks for a proof of being human in place of the article", "open it in a browser, then save the page again", severity="warning")
INSTEAD = frozenset({"cookie-wall", "robot-wall"})  # what stands in the article's place, so that its words are nobody's
_WALL = re.compile(
    r"(?i)subscribe (?:now )?to (?:continue|read|keep|unlock|view)|to (?:continue|keep) reading|already a (?:subscriber|member)|(?:this|the) (?:article|content|story) is (?:only )?(?:for|available to|reserved for|exclusive)|"
    r"for subscribers only|subscribers? only|subscriber[- ]exclusive|become a (?:subscriber|member) to|unlock (?:this|the) (?:article|story)|create (?:a |your )?free account to|register to (?:continue|read)|"
    r"(?:you have|you['’]ve) (?:reached|used|read) (?:your|all|the) .{0,30}(?:limit|free|articles)|réservé (?:à nos|aux) abonnés|nur für abonnenten|sólo para suscriptores|riservato agli abbonati|exclusivo para assinantes"
)
_COOKIE = re.compile(r"(?i)\b(?:cookies?|gdpr|consent)\b.{0,300}\b(?:accept|agree|consent|preferences|partners|reject|manage)\b|\b(?:accept|agree to|manage)\b.{0,60}\bcookies\b")
_HUMAN = re.compile(r"(?i)are you a (?:robot|human)|verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|enable javascript and cookies to continue|unusual (?:traffic|activity) (?:from|has been)|captcha|access (?:to this page has been )?denied")

_SIGN_IN = re.compile(
    r"(?i)(?:please |to (?:continue|proceed|read on),? (?:please )?)?(?:log|sign)[ -]?in(?:\W*$| (?:to|with|or|using|here|below|now|first|again)\b)|you (?:must|need to|have to)(?: be)? (?:logg?|sign)(?:ed)?[ -]in\b|"
    r"(?:forgot(?:ten)?|reset|enter|show|remember) (?:your |the |my )?(?:password|user ?name|e-?mail(?: address)?|me)\W*$|(?:create|open) (?:an|your)(?: free)? account\b|(?:register|sign up)(?: now| here| for free)?\W*$|"
    r"no account yet|(?:don['’]t|do not) have an account|(?:user ?name|password|e-?mail(?: address)?)\W*$"
)
_RUN = re.compile(r"[!-~]{60,}")  # of letters, digits and marks without a space: no word of any language in Latin letters
_WORD = re.compile(r"[^\W\d_]{2}")


def is_data(text: str) -> bool:
    """Whether a text holds no words, or mostly runs too long to be words: base64, keys, packed code; addresses do not count."""
    runs = sum(len(run) for run in _RUN.findall(text) if "://" not in run)
    return bool(text) and (not _WORD.search(text) or runs * 2 > len(text))


def asks_to_sign_in(text: str) -> bool:
    """Whether every line of a short text belongs to a form for signing in."""
    lines = [line for line in text[:SHORT].split("\n") if line]
    return bool(lines) and len(text) < SHORT and all(len(line) < 120 and _SIGN_IN.match(line) for line in lines)


def judged(article: Article, problems: Sequence[Problem] = ()) -> Article:
    """The article with everything that is wrong with it."""
    found = list(problems)
    if is_data(article.text):
        return told(Article(text=""), (_DATA, *found))
    if asks_to_sign_in(article.text):
        article = msgspec.structs.replace(article, text="", links=())
    article = msgspec.structs.replace(article, language=language_of(article.text, article.language))
    if article.text and article.language not in ("", "en"):
        found.append(_foreign(article.language))
    if not article.text.strip():
        found.insert(0, _NO_ARTICLE)
    elif not article.published:
        found.append(_NO_DAY)
    return told(article, found)


def _foreign(language: str) -> Problem:
    what = f"the article is in {language_name(language)}: it is read whole, but dates, names and quotations are found by English words, and here only in part"
    return Problem("foreign-language", what, "compare the findings with the article, and write by hand what is missing", severity="warning")


def told(article: Article, problems: Sequence[Problem]) -> Article:
    """The article with these problems before those it has."""
    return msgspec.structs.replace(article, problems=(*problems, *article.problems))


def wall_before(page: str, body: str) -> Problem | None:
    """What stands in the article's place, by the words of the whole page."""
    if len(body) < 600 and _HUMAN.search(page[:20_000]):
        return _ROBOT
    if _WALL.search(page):
        return _PAYWALL
    return _COOKIES if len(body) < 500 and _COOKIE.search(body or page[:5000]) else None
