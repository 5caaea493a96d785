"""Several articles in one file are parted where the file itself parts them, and nowhere else."""

from __future__ import annotations

import pytest

from dateline.article import Given
from dateline.parse import parse

PIER = "The harbour board closed the old pier on Monday after an inspector had found cracks in eleven of its piles.\n\n“It was safe for nobody,” said Clara Voss, who chairs the board, and she added that the ferry would land at the mill until spring.\n"
SCHOOL = "The school board dismissed its treasurer on Friday after an audit of the lunch fund had found it empty.\n\n“I never took a coin that was not mine,” Ilse Brandt said in a statement, and her lawyer said that she would go to court.\n"
TITLES = ["Old pier is closed", "School board dismisses treasurer"]


def front(title: str, body: str, day: str = "2024-05-15") -> str:
    return f"---\ntitle: {title}\ndate: {day}\nurl: https://coastpost.example/{day}\n---\n\n{body}\n"


def dumped(title: str, body: str) -> str:
    return f"{title}\nBy Tom Lee\n\n{body}\n"


def element(title: str, body: str, more: str = "") -> str:
    paragraphs = "".join(f"<p>{p}</p>" for p in body.strip().split("\n\n"))
    return f"<article {more}><h2><a href='/{title[:3].lower()}'>{title}</a></h2><p>By Tom Lee</p><p><time datetime='2024-05-15'>May 15, 2024</time></p>{paragraphs}</article>"


def page(*articles: str, head: str = "") -> bytes:
    return f"<html lang='en'><head><meta charset='utf-8'><title>Cuttings</title>{head}</head><body><div>{''.join(articles)}</div></body></html>".encode()


BOTH = (element(TITLES[0], PIER), element(TITLES[1], SCHOOL))


@pytest.mark.parametrize(
    "text",
    [
        front(TITLES[0], PIER) + front(TITLES[1], SCHOOL, "2024-05-17"),
        dumped(TITLES[0], PIER) + "\n==========\n\n" + dumped(TITLES[1], SCHOOL),
        dumped("# " + TITLES[0], PIER) + dumped("# " + TITLES[1], SCHOOL),
        "1 of 2 DOCUMENTS\n\n" + dumped(TITLES[0], PIER) + "\n2 of 2 DOCUMENTS\n\n" + dumped(TITLES[1], SCHOOL),
    ],
    ids=["front matter", "rules", "headings", "numbered"],
)
def test_a_text_of_two_articles_is_two(text: str) -> None:
    read = parse(text.encode())

    assert [a.title for a in read] == TITLES
    assert [a.text.split("\n\n") for a in read] == [PIER.strip().split("\n\n"), SCHOOL.strip().split("\n\n")]


def test_each_document_keeps_its_own_day_and_address() -> None:
    read = parse((front(TITLES[0], PIER) + front(TITLES[1], SCHOOL, "2024-05-17")).encode())

    assert [(a.published, a.url) for a in read] == [("2024-05-15", "https://coastpost.example/2024-05-15"), ("2024-05-17", "https://coastpost.example/2024-05-17")]


def test_a_page_of_two_articles_is_two_with_the_addresses_of_their_headlines() -> None:
    read = parse(page(*BOTH), given=Given(url="https://coastpost.example/cuttings"))

    assert [(a.title, a.authors, a.published, a.language) for a in read] == [(t, ("Tom Lee",), "2024-05-15", "en") for t in TITLES]
    assert [a.url for a in read] == ["https://coastpost.example/old", "https://coastpost.example/sch"]
    assert read[1].text == SCHOOL.strip()


@pytest.mark.parametrize(
    "text",
    [
        f"Old pier is closed\nBy Tom Lee\n\n{PIER}\n==========\n\n{SCHOOL}",
        f"# Old pier is closed\n\nBy Tom Lee\n\n{PIER}\n# What the board says\n\n{SCHOOL}",
        f"---\ntitle: Old pier is closed\n---\n\n{PIER}\n---\nNote: the board answered later.\n\n{SCHOOL}",
        f"Old pier is closed\n\n{PIER}\n* * *\n\n{SCHOOL}",
    ],
    ids=["section after a rule", "subhead", "rule above a colon", "stars"],
)
def test_sections_of_one_article_stay_one(text: str) -> None:
    assert len(parse(text.encode(), name="x.md")) == 1


@pytest.mark.parametrize(
    "markup",
    [
        page(*BOTH, head="<link rel='canonical' href='https://coastpost.example/old'>"),
        page(BOTH[0], element(TITLES[1], SCHOOL, "class='comment-body'")),
        page(BOTH[0], "<article><h2>Ferry runs again</h2><p>It does.</p></article>"),
        page("<h1>Old pier is closed</h1>", f"<p>{PIER}</p>", *BOTH),
    ],
    ids=["the next story below the page's own", "comment", "teaser", "page with a headline of its own"],
)
def test_a_page_that_is_one_article_stays_one(markup: bytes) -> None:
    assert len(parse(markup)) == 1
