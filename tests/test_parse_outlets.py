"""Names and stems of outlets."""

from __future__ import annotations

import pytest

from dateline.article import Given
from dateline.parse import parse
from dateline.parse.outlets import outlet_name, outlet_stem


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.nytimes.com/2017/02/14/us/politics/x.html", "The New York Times"),
        ("edition.cnn.com", "CNN"),
        ("https://m.bbc.co.uk/news/1", "BBC News"),
        ("https://timesofindia.indiatimes.com/india/x", "The Times of India"),
        ("https://notnytimes.com/x", ""),
        ("https://harbourgazette.example/x", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_outlet_is_named_by_its_domain(address: str, name: str) -> None:
    assert outlet_name(address) == name


def test_the_sites_own_table_wins() -> None:
    assert outlet_name("https://www.nytimes.com/x", {"nytimes.com": "The Times of New York"}) == "The Times of New York"


@pytest.mark.parametrize(
    ("named", "stem"),
    [
        ("The New York Times", "nytimes"),
        ("The Week", "theweek"),
        ("BBC News", "bbc"),
        ("https://www.smh.com.au/politics/x", "smh"),
        ("https://news.harbour-gazette.example/x", "harbourgazette"),
        ("The Harbour Gazette", "harbourgazette"),
        ("Süddeutsche Zeitung", "sueddeutsche"),
        ("", ""),
        ("Московские новости", ""),
    ],
)
def test_stem_of_a_source_id(named: str, stem: str) -> None:
    assert outlet_stem(named) == stem


def test_what_the_user_gives_wins_over_the_page() -> None:
    page = b"---\ndate: 2020-01-01\npublisher: Page\n---\n# Title of it\n\nThe mayor said on Monday that nothing had been decided yet.\n"

    (article,) = parse(page, given=Given(published="2021-02-03", publisher="Given", url="https://a.example/b"))

    assert (article.published, article.publisher, article.url) == ("2021-02-03", "Given", "https://a.example/b")
