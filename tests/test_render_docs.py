"""docs/templates.md names every template and every variable that a template gets; strings.yaml has every word and no other."""

from __future__ import annotations

import re

import invented
import msgspec
import pytest
from bs4 import BeautifulSoup
from jinja2 import FileSystemLoader

from dateline.edtf import ENGLISH
from dateline.render import contexts, contexts_lists, render, views
from dateline.render.when import When

DOCS = (invented.ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
TEMPLATES = sorted(p for p in (invented.ROOT / "templates").iterdir() if p.suffix in (".html", ".xml"))
RECORDS = [r for module in (contexts, contexts_lists, views) for r in vars(module).values() if isinstance(r, type) and r.__module__ == module.__name__]
# Names of formats, and an address that the page of a wrong address prints.
FORMATS = {"JSON", "CSV", "RIS", "BibTeX", "CSL", "APA", "Wikipedia", "Chicago", "MLA"}


def table(record: str) -> list[str]:
    """The fields that the documentation lists for a record."""
    section = re.search(rf"^### {record}\n(.*?)(?=^##|\Z)", DOCS, re.MULTILINE | re.DOTALL)
    return re.findall(r"^\| `(\w+)` \|", section[1], re.MULTILINE) if section else []


@pytest.mark.parametrize("record", [*RECORDS, When], ids=lambda record: record.__name__)
def test_every_variable_is_documented_in_order(record: type[msgspec.Struct]) -> None:
    assert table(record.__name__) == list(record.__struct_fields__)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_template_is_documented(path: object) -> None:
    assert f"`{path.name}`" in DOCS  # type: ignore[attr-defined]


def test_every_macro_is_documented() -> None:
    macros = re.findall(r"{% macro (\w+)\(", (invented.ROOT / "templates" / "parts.html").read_text("utf-8"))

    assert [name for name in macros if f"`{name}`" not in DOCS] == []


def test_every_custom_property_is_documented() -> None:
    css = (invented.ROOT / "static" / "style.css").read_text("utf-8")

    assert {name for name in re.findall(r"--([a-z]+):", css) if f"`{name}`" not in DOCS} == set()


def test_every_word_that_is_used_is_there_and_none_is_idle() -> None:
    strings = invented.strings()
    sources = [*TEMPLATES, *(invented.ROOT / "dateline" / "render").glob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    idle = [key for key in strings if not key.startswith("date.") and not _used(key, code)]

    assert idle == []
    assert {key: words for key, words in strings.items() if key.startswith("date.")} == dict(ENGLISH)


def _used(key: str, code: str) -> bool:
    """Whether a key stands in the code, whole or as the form of a count or of a kind."""
    stem = key.removesuffix("_one").removesuffix("_other")
    composed = ("answered_", "badge_", "filter_", "history_", "legend_", "note_", "response_", "source_", "sourcing_", "search_", "table_")
    return f'"{key}"' in code or f"'{key}'" in code or f'"{stem}"' in code or f"'{stem}'" in code or key.startswith(composed)


def test_a_site_in_another_language_shows_no_word_of_english() -> None:
    """Every string in Hebrew letters: no Latin word is left but those of the records, of formats and of addresses."""
    strings = {key: re.sub(r"\{\w+\}|[A-Za-z]", lambda sign: sign[0] if "{" in sign[0] else "א", words) for key, words in invented.strings().items()}
    archive = invented.archive()
    archive = msgspec.structs.replace(archive, config=msgspec.structs.replace(archive.config, language="he"))
    theirs = set(re.findall(r"[A-Za-z]{2,}", msgspec.json.encode(archive).decode().replace("\\n", " "))) | FORMATS
    loader = FileSystemLoader(invented.ROOT / "templates")

    left: dict[str, str] = {}
    for page in render(archive, loader, invented.static(), strings=strings):
        if page.path.endswith(".html"):
            left |= {word: page.path for word in re.findall(r"[A-Za-z]{2,}", _read_aloud(page.content.decode())) if word not in theirs}

    assert left == {}


def _read_aloud(html: str) -> str:
    """What a page says to a reader, in its text and in the attributes that are read or shown."""
    page = BeautifulSoup(html, "lxml")
    assert page.html is not None
    assert page.html["dir"] == "rtl"
    for tag in page.select("head style, script, code, .sums"):
        tag.decompose()
    said = [str(tag[name]) for tag in page.select("[aria-label], [title], [placeholder]") for name in ("aria-label", "title", "placeholder") if tag.has_attr(name)]
    said += [str(tag[name]) for tag in page.select("[data-words], [data-one]") for name in ("data-words", "data-one") if tag.has_attr(name)]
    body = page.body
    said += [str(value) for name, value in (body.attrs if body else {}).items() if name.startswith("data-") and name != "data-search"]
    return " ".join([page.get_text(" "), *said])
