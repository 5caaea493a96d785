"""Citations come back from the readers of their formats as they were, however odd the headline."""

from __future__ import annotations

import html
import json
import re

import invented
import mwparserfromhell
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from dateline.model import Archive, Config, Event
from dateline.render.book import make_book
from dateline.render.citations import citations
from dateline.render.words import Strings, Words

WORDS = Words(Strings(invented.strings()))
TITLES = (
    "A plain headline",
    "Lone { brace, lone } brace and {both}",
    r"100% of $5 & #1_x ~ ^ \cmd{x} \\",
    'He said "no", she said “yes”',
    "{{Template|x}} [[Link]] <ref>x</ref> ''it'' ~~~~ __TOC__ &lt; | =",
    "ER - TY - BOOK",
    "@misc{x, title={y}}",
    "Où est l’Élysée? 東京 مرحبا",
    "Was it so?",
)


def cited(title: str, *, site: str = "The Ferry Contract", added: str = "2026-11-21") -> dict[str, str]:
    archive = Archive(config=Config(title=site, base_url="https://example.org/a/"), events={"e-1": Event(title=title, added=added)})
    return {one.form: one.text for one in citations(make_book(archive, WORDS, draft=False), "e-1")}


def plain_tex(text: str) -> str:
    return str(LatexNodes2Text().latex_to_text(text))


@pytest.mark.parametrize("title", TITLES)
def test_bibtex_is_read_back(title: str) -> None:
    entry = parse_string(cited(title)["BibTeX"], "bibtex").entries["e-1"]

    assert str(entry.persons["author"][0].last_names[0]).strip("{}") == "The Ferry Contract"
    assert (entry.fields["year"], entry.fields["month"], entry.fields["url"]) == ("2026", "11", "https://example.org/a/events/e-1.html")
    assert entry.fields["title"].count("{") == entry.fields["title"].count("}")


@pytest.mark.parametrize("title", TITLES[:4])
def test_tex_sets_the_headline_as_it_is(title: str) -> None:
    entry = parse_string(cited(title)["BibTeX"], "bibtex").entries["e-1"]

    shown = plain_tex(entry.fields["title"].replace(r"\textbraceleft{}", "‹").replace(r"\textbraceright{}", "›"))  # which the reader does not know
    shown = shown.replace("‹", "{").replace("›", "}").replace("ˆ", "^")
    assert "".join(shown.split()) == "".join(title.split())


@pytest.mark.parametrize("title", TITLES)
def test_ris_is_read_back(title: str) -> None:
    (entry,) = rispy.loads(cited(title)["RIS"])

    assert (entry["type_of_reference"], entry["title"], entry["year"], entry["authors"]) == ("ELEC", title, "2026", ["The Ferry Contract"])
    assert entry["urls"] == ["https://example.org/a/events/e-1.html"]


@pytest.mark.parametrize("title", TITLES)
def test_csl_is_read_back(title: str) -> None:
    (item,) = json.loads(cited(title)["CSL-JSON"])

    assert (item["type"], item["title"], item["author"]) == ("webpage", title, [{"literal": "The Ferry Contract"}])
    assert item["issued"] == {"date-parts": [[2026, 11, 21]]}


@pytest.mark.parametrize("title", TITLES)
def test_a_wiki_reads_one_template_and_shows_the_headline_as_it_is(title: str) -> None:
    code = mwparserfromhell.parse(cited(title)["Wikipedia"])
    (template,) = code.filter_templates()
    value = str(template.get("title").value).strip()

    assert {str(p.name) for p in template.params} == {"url", "title", "website", "date"}
    assert html.unescape(value) == title
    assert not code.filter_wikilinks()
    assert not code.filter_tags()
    assert "~~~" not in value


@pytest.mark.parametrize(
    ("title", "added", "text"),
    [
        ("It was so", "2026-11-01", "The Ferry Contract. (2026, November 1). It was so. https://example.org/a/events/e-1.html"),
        ("Was it so?", "", "The Ferry Contract. (n.d.). Was it so? https://example.org/a/events/e-1.html"),
    ],
)
def test_apa_names_site_day_headline_and_address(title: str, added: str, text: str) -> None:
    assert cited(title, added=added)["APA"] == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=80))
@settings(max_examples=60)
def test_no_headline_ends_a_citation_early(title: str) -> None:
    made = cited(title or "x")

    assert list(parse_string(made["BibTeX"], "bibtex").entries) == ["e-1"]
    assert len(rispy.loads(made["RIS"])) == 1
    assert len(mwparserfromhell.parse(made["Wikipedia"]).filter_templates()) == 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", "".join(made.values()))
