"""“Read the sentence” is clicked on a built site and opens a local copy at the words, marked there, however hard they are to address."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import invented
import msgspec
import pytest
from playwright.sync_api import Page

from dateline import text
from dateline.model import Archive, Event, Place, Quotation, Receipt, SavedCopy, Source

Visit = Callable[..., Page]
MARK = "rgb(1, 200, 3)"


@dataclass(frozen=True)
class Case:
    """Words to quote, and the paragraphs of the article; the words stand in the one marked with `*`."""

    words: str
    paragraphs: tuple[str, ...]


CASES = {
    "quotation marks": Case("they “knew” it, and said ‘never’", ("*He said they \"knew\" it, and said 'never' at noon.",)),
    "dashes": Case("a so-called talk - twenty-two minutes - was held", ("*On Monday a so‑called talk – twenty-two minutes – was held.",)),
    "parentheses": Case("the board (all nine, it says) left", ("*Then the board (all nine, it says) left the hall.",)),
    "commas and ampersand": Case("Roe, Pell & Sons, of Varn, paid", ("*In May Roe, Pell &amp; Sons, of Varn, paid.",)),
    "percent, hash, plus": Case("100% of lot #14+2 = 50%20", ("*They took 100% of lot #14+2 = 50%20 home.",)),
    "words that stand twice": Case("was never paid", ("*The first bill was never paid by Roe.", "The second bill was never paid by Pell.")),
    "a word within another": Case("paid", ("It was repaid and prepaid.", "*She paid.")),
    "inline tags": Case("it is a lie, all of it", ("*He wrote: it is a <em>lie</em>, <a href='x'>all of</a> it.",)),
    "over two paragraphs": Case("were told in July. The tender was theatre", ("*We were told in July.", "The tender was theatre, she said.")),
    "a ligature": Case("the oﬃcial ﬁle of the ﬁrm", ("*It was the oﬃcial ﬁle of the ﬁrm then.",)),
    "a no-break space": Case("at 5 p.m. on 3 May", ("*They met at 5\u00a0p.m. on\u202f3\u00a0May in Varn.",)),
    "a soft hyphen": Case("the harbourmaster resigned", ("*On Friday the har\u00adbour\u00admaster resigned.",)),
    "a long sentence": Case(
        "the contract had been promised at a dinner in July, four months before any bid was opened, and everybody at that long table knew it",
        ("*She said the contract had been promised at a dinner in July, four months before any bid was opened, and everybody at that long table knew it, too.",),
    ),
    "other letters": Case("„Wir wußten es“, sagte Łukasz Müller", ("*„Wir wußten es“, sagte Łukasz Müller.",)),
    "an ellipsis and brackets": Case("[N]obody … left the room", ("*That nobody, she said, left the room.",)),
}


def article(case: Case) -> str:
    far = "<div style='height:2400px'></div>"
    told = far.join(f"<p id={'here' if p.startswith('*') else 'other'}>{p.removeprefix('*')}</p>" for p in case.paragraphs)
    style = f"<style>::target-text{{background:{MARK};color:{MARK}}}</style>"
    return f"<!doctype html><meta charset=utf-8><title>Article</title>{style}{far}{told}{far}"


def canonical(case: Case) -> str:
    return "\n\n".join(unescape(re.sub("<[^>]+>", "", p.removeprefix("*"))) for p in case.paragraphs)


def site_of(case: Case, address: str, folder: Path) -> None:
    """A site that quotes the words, with the receipt that proves them."""
    found = text.place_of(case.words, canonical(case))
    assert found is not None
    place = Place(**msgspec.structs.asdict(msgspec.convert(found._asdict(), Place)))
    receipt = Receipt(source="s", copies=(SavedCopy(file="s", bytes_sha256="0", text_sha256="0"),), words={text.words_hash(case.words): place})
    quotation = Quotation(id="q1", words=case.words, speaker_described="an official", source="s")
    event = Event(title="An official speaks", quotations=(quotation,))
    invented.write_site(Archive(events={"e": event}, sources={"s": Source(title="Article", url=address)}, receipts={"s": receipt}), folder)


def is_marked(page: Page) -> bool:
    """Whether the browser painted its mark: looked up in the picture, since no script is told."""
    picture = base64.b64encode(page.screenshot()).decode()
    return bool(
        page.evaluate(
            """async picture => {
              const image = new Image();
              image.src = "data:image/png;base64," + picture;
              await image.decode();
              const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
              pen.drawImage(image, 0, 0);
              const all = pen.getImageData(0, 0, image.width, image.height).data;
              for (let at = 0; at < all.length; at += 4) if (all[at] === 1 && all[at + 1] === 200 && all[at + 2] === 3) return true;
              return false;
            }""",
            picture,
        )
    )


@pytest.mark.parametrize("name", CASES)
def test_a_click_opens_the_article_at_the_words_and_they_are_marked(name: str, site: Path, served: str, visit: Visit) -> None:
    case, stem = CASES[name], re.sub("[^a-z]+", "-", name)
    (site.parent / f"{stem}.html").write_text(article(case), encoding="utf-8")
    site_of(case, f"{served}{stem}.html", site.parent / f"site-{stem}")
    page = visit(f"{served}site-{stem}/events/e.html")

    page.get_by_text("Read the sentence").first.click()
    page.wait_for_url(f"**/{stem}.html*")
    page.wait_for_function("scrollY > 0")

    assert page.evaluate("(() => { const box = document.querySelector('#here').getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight })()")
    assert is_marked(page)
