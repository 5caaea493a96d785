"""The language of a text: by its letters, else by the small words that no text of a language does without.

The page's own word (`lang`, `og:locale`) comes first, unless the text speaks against it beyond doubt: templates
say "en" of everything.
"""

from __future__ import annotations

import re
from collections import Counter

LOOKED = 8000  # code points of a text; more tells no more
_LEAST = 12  # small words that must be found
_MORE = 3  # times as many as of the language that the page names
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nb": "Norwegian",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_SMALL = {
    "en": "the of and to in that was for with on as by said from at which were has have his their would been",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch nach hat sagte wurde",
    "fr": "le la les des et du une que qui dans pour est sur pas plus par avec au ont selon cette été",
    "es": "el la los las de y que en del se una por con para su al lo como más pero fue según ha",
    "pt": "o os as de e que do da em um uma para com não por dos no na se mais foi ao disse são",
    "it": "il di e che la del della un una per non con sono è da nel gli alla più dei ha anche dal",
    "nl": "de het een van en dat in op te zijn voor met niet aan er om hij door bij ook heeft werd",
    "sv": "och att det i en som på är av för med till den har inte om ett men från de sade",
    "da": "og at det i en som på er af for med til den har ikke et men fra de han blev sagde",
    "nb": "og at det i en som på er av for med til den har ikke et men fra de han ble sa",
    "pl": "i w na z że nie się do o jest to po jak za od oraz przez który dla jego były powiedział",
    "cs": "a v na se že je s z do o to jako pro by ale který podle po ve jeho také byl řekl",
    "ro": "și de în la a care cu pe din nu că o un pentru este mai sau fost lui au prin spus",
    "tr": "ve bir bu için ile de da olarak olan gibi daha çok ise kadar sonra dedi göre etti ancak",
    "fi": "ja on ei että se hän oli mutta myös joka kun ovat mukaan sekä ole kuin jo vuonna sanoo",
    "hu": "a az és hogy nem is egy van meg volt de el azt csak már ez szerint mint mondta",
    "id": "yang dan di dari untuk dengan pada ini itu tidak dalam akan telah oleh kata juga karena",
    "hr": "i je u na se da su za od s kako koji što iz o nije bi kao ali te rekao",
    "ca": "el la els les de i que en del una per amb al no es més van ha segons aquest seva",
    "vi": "và của là có các trong cho không được người một đã với này những khi đến về",
}
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")), ("ko", re.compile("[\uac00-\ud7af]")), ("zh", re.compile("[\u4e00-\u9fff]")), ("he", re.compile("[\u0590-\u05ff]")), ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")), ("hi", re.compile("[\u0900-\u097f]")), ("bn", re.compile("[\u0980-\u09ff]")), ("ar", re.compile("[\u0600-\u06ff]")), ("ru", re.compile("[\u0400-\u04ff]")),
)  # fmt: skip
_OWN_LETTERS = {"ar": (("ur", "ٹڈڑےں"), ("fa", "پچژگ")), "ru": (("uk", "іїєґ"), ("sr", "ђћџљњј"))}
_FAMILY = {"ar": {"ar", "fa", "ur", "ps", "ku", "ug", "sd"}, "ru": {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"}, "hi": {"hi", "mr", "ne"}, "zh": {"zh", "ja", "ko"}, "ja": {"ja"}}
_WORD = re.compile(r"[^\W\d_]+")
_KIN = {frozenset(pair) for pair in (("da", "nb"), ("da", "no"), ("nb", "no"), ("nb", "nn"), ("cs", "sk"), ("hr", "sr"), ("hr", "bs"), ("id", "ms"), ("es", "ca"), ("es", "gl"), ("pt", "gl"))}
_SETS = {language: frozenset(words.split()) for language, words in _SMALL.items()}


def language_of(text: str, said: str = "") -> str:
    """The language of a text as ISO 639-1, "" where too little of it tells; `said` unless the text speaks clearly against it."""
    sample = text[:LOOKED]
    written = _by_letters(sample)
    if written:
        return said if said == written or said in _FAMILY.get(written, ()) else written
    words = Counter(w.lower() for w in _WORD.findall(sample))
    hits = {language: sum(words[w] for w in small) for language, small in _SETS.items()}
    best = max(hits, key=lambda language: hits[language])
    total = sum(words.values())
    if hits[best] < _LEAST or hits[best] * 8 < total:
        return said
    if not said:
        clear = all(hits[best] * 10 > n * 11 for other, n in hits.items() if other != best and frozenset((best, other)) not in _KIN)
        return best if clear else ""
    if said == best or frozenset((said, best)) in _KIN or said not in _SETS:
        return said
    return best if hits[best] >= _MORE * max(1, hits[said]) else said


def _by_letters(sample: str) -> str:
    """The language that a script stands for, where it writes half of the letters; "" for Latin letters."""
    letters = len(_WORD.findall(sample)) and sum(map(len, _WORD.findall(sample)))
    for language, pattern in _SCRIPTS:
        count = len(pattern.findall(sample))
        if (count > 20 and count * 2 > letters) or (language == "ja" and count * 6 > letters and count > 20):
            own = ((name, sum(sample.count(c) for c in marks)) for name, marks in _OWN_LETTERS.get(language, ()))
            return next((name for name, n in own if n * 100 > count), language)
    return ""


def language_name(code: str) -> str:
    """The English name of a language, or its code."""
    return _NAMES.get(code, code)
