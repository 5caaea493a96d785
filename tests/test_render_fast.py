"""The quick ways of making pages give what the plain ways give."""

from __future__ import annotations

from pathlib import Path

import invented
import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from dateline import render as rendering
from dateline.render import markdown
from dateline.render.compiler import FastEnvironment
from dateline.render.env import make_environment
from dateline.render.page import Page


def pages(monkeypatch: pytest.MonkeyPatch, kind: type[jinja2.Environment] | None = None, *, draft: bool = False) -> dict[str, bytes]:
    """All pages of the invented story, made with this environment alone; each as `render` makes it where none is named."""
    if kind:
        monkeypatch.setattr(rendering, "make_environment", lambda loader, _=None: make_environment(loader, kind))
    loader = jinja2.FileSystemLoader(Path(__file__).parent.parent / "templates")
    made: list[Page] = list(rendering.render(invented.archive(), loader, invented.static(), strings=invented.strings(), draft=draft))
    return {page.path: page.content for page in made}


@pytest.mark.parametrize("draft", [False, True])
def test_all_pages_are_those_that_jinja_makes_by_itself(draft: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = pages(monkeypatch, FastEnvironment, draft=draft)

    assert fast == pages(monkeypatch, jinja2.Environment, draft=draft)


# What a theme may write, with what its pages are given; the quick way gives the same, or leaves it to the other.
WAYS = (
    "{{ page.title }}|{{ page['title'] }}|{{ page.missing is defined }}",
    "{% set a = {'b': page.title, 'items': 1} %}{{ a.b }}{{ a['items'] }}",
    "{% macro m(x, y='<i>', z=2) %}{{ x }}{{ y }}{{ z }}{% endmacro %}{{ m(1) }}{{ m(page.title, z=3) }}{{ m(x='&', y='a'|safe) }}",
    "{% macro m(x) %}{{ x }}{{ varargs }}{{ kwargs|length }}{% endmacro %}{{ m(1, 2, a=3) }}",
    "{% macro m() %}<b>{{ caller() }}</b>{% endmacro %}{% call m() %}{{ page.title }}{% endcall %}",
    "{% for x in page.rows %}{{ loop.index }}{{ x.a }}{% if not loop.last %}{{ loop.nextitem.a }}{% endif %}{% endfor %}",
    "{% autoescape false %}{{ page.title }}{% macro m(x) %}{{ x }}{% endmacro %}{{ m(page.title) }}{% endautoescape %}",
    "{% import 'inner' as parts with context %}{{ parts.shown('<') }}{{ parts.mine('a') }}",
    "{% import 'own' as parts with context %}{{ parts.shown(1) }}",
    "{% from 'inner' import shown with context %}{{ shown('&') }}",
    "{{ say('key') }}{{ say('key')|upper }}{{ (page.title ~ '<b>') }}{{ page.rows[0].a }}{{ 1.5 }}{{ none }}",
    "{{ page.title.upper() }}{{ page.title|truncate(3) }}{{ [1, 2]|join(',') }}{{ {'a': 1}.a }}",
)
INNER = {"inner": "{% macro shown(x) %}{{ say('key') }}{{ x }}{% endmacro %}{% macro mine(x) %}{{ shown(x) }}{% endmacro %}", "own": "{% macro shown(x) %}{{ page.title }}{{ x }}{% endmacro %}"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("title", ["plain", "<b> & “quoted”", Markup("<i>safe</i>"), ""])
def test_whatever_a_theme_writes_means_the_same(way: str, title: str) -> None:
    class Row:
        a = title

    class Context:
        rows = (Row(), Row())

    Context.title = title  # type: ignore[attr-defined]
    loader = jinja2.DictLoader({"page": way, **INNER})
    given = {"page": Context(), "say": lambda key: f"<{key}>"}
    exact = make_environment(loader).get_template("page").render(given)

    for _ in range(2):
        try:
            fast = make_environment(loader, FastEnvironment).get_template("page").render(given)
        except (AttributeError, TypeError, jinja2.UndefinedError):
            fast = exact  # the page is made the other way
        assert fast == exact


def test_macros_that_look_at_their_page_are_not_shared_between_pages() -> None:
    loader = jinja2.DictLoader({"page": "{% import 'own' as parts with context %}{{ parts.shown(1) }}", **INNER})
    environment = make_environment(loader, FastEnvironment)

    assert [_titled(environment, title) for title in "ab"] == ["a1", "b1"]


def _titled(environment: jinja2.Environment, title: str) -> str:
    class Context:
        pass

    Context.title = title  # type: ignore[attr-defined]
    return environment.get_template("page").render({"page": Context(), "say": str})


lines = st.lists(st.sampled_from(["A line", "b: c", "Ü, “quoted” it's", "1. x", "- x", "=x", "", " x", "x ", "x  ", "*x*", "a\tb", "x\\", "a.b", "http://x.example", "a) b", "é\u00a0"]), max_size=5)


@settings(max_examples=300)
@given(lines, st.sampled_from(["", "\n", "\n\n"]))
def test_plain_paragraphs_are_read_as_the_markdown_reader_reads_them(found: list[str], end: str) -> None:
    text = "\n".join(found) + end
    by_hand, plainly = markdown.to_html(text), markdown.to_plain(text)
    if not markdown._BARE.fullmatch(text):
        return

    assert by_hand == markdown._reader().render(text)
    assert plainly == " ".join(text.split())
