"""The language of an article, and that it is said where it is not English."""

from __future__ import annotations

import pytest

from dateline.parse import parse
from dateline.parse.languages import language_of

TEXTS = {
    "en": "The harbour board said on Tuesday that the pier had been closed, and that it would not be opened before the spring of the next year.",
    "de": "Die Hafenbehörde sagte am Dienstag, dass der Steg geschlossen wurde und dass er nicht vor dem Frühjahr des nächsten Jahres geöffnet wird, auch nicht für die Fähre.",
    "fr": "La direction du port a dit mardi que la jetée était fermée et qu’elle ne serait pas ouverte avant le printemps, selon une lettre que les élus ont reçue dans la nuit.",
    "es": "La dirección del puerto dijo el martes que el muelle se cerró y que no se abrirá hasta la primavera, según una carta que recibieron los concejales en la noche.",
    "pt": "A direção do porto disse na terça-feira que o cais foi fechado e que não será aberto até a primavera, segundo uma carta que os vereadores receberam em casa.",
    "it": "La direzione del porto ha detto martedì che il molo è stato chiuso e che non sarà aperto fino alla primavera, secondo una lettera che i consiglieri hanno ricevuto nella notte.",
    "nl": "De haven zei dinsdag dat de pier is gesloten en dat hij niet voor het voorjaar open gaat, ook niet voor het veer, zo staat het in een brief van de directeur.",
    "ru": "Дирекция порта сообщила во вторник, что причал закрыт и не откроется до весны.",
    "uk": "Дирекція порту повідомила у вівторок, що причал закрито і він не відкриється до весни, і їй вірять.",
    "ar": "قالت سلطة الميناء يوم الثلاثاء إن الرصيف القديم سيغلق أمام السفن حتى نهاية الشهر.",
    "he": "הנהלת הנמל אמרה ביום שלישי כי המזח נסגר ולא ייפתח לפני האביב.",
    "ja": "港湾局は火曜日、桟橋を閉鎖し、春まで再開しないと発表した。",
    "zh": "港务局星期二表示，码头已经关闭，明年春天以前不会重新开放，渡轮将改在磨坊停靠。",
    "ko": "항만청은 화요일 부두가 폐쇄되었으며 봄까지 다시 열리지 않을 것이라고 밝혔다.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_or_two_tell_the_language(language: str) -> None:
    assert language_of(f"{TEXTS[language]} {TEXTS[language]}") == language


def test_a_template_that_says_english_of_everything_is_not_believed() -> None:
    assert language_of(TEXTS["de"] * 3, "en") == "de"


@pytest.mark.parametrize(("text", "said"), [("Pier closed.", ""), ("Pier closed.", "fr"), (TEXTS["en"] * 3, "en"), (TEXTS["es"] * 2, "gl")])
def test_too_little_or_too_near_changes_nothing(text: str, said: str) -> None:
    assert language_of(text, said) == said


def test_another_language_is_read_and_said() -> None:
    (article,) = parse(f"<html dir='rtl'><body><h1>إغلاق الميناء</h1><p>{TEXTS['ar']}</p><p>{TEXTS['ar']}</p></body></html>".encode())

    assert (article.language, article.text) == ("ar", f"{TEXTS['ar']}\n\n{TEXTS['ar']}")
    assert str(article.problems[0]) == (
        "warning: the article is in Arabic: it is read whole, but dates, names and quotations are found by English words, and here only in part\n"
        "   compare the findings with the article, and write by hand what is missing [foreign-language]"
    )
