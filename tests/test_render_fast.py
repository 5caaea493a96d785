"""The quick ways of making pages give what the plain ways give."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import invented
import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from dateline import render as rendering
from dateline.render import edition, markdown
from dateline.render.compiler import FastEnvironment
from dateline.render.env import make_environment, printable, printed
from dateline.render.page import Page
from dateline.render.press import Press, Printed
from dateline.render.views import Site
from dateline.render.words import Strings, Words


class Never(jinja2.Environment):
    """An environment that nobody should need."""

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:  # noqa: A002
        raise AssertionError(f"{name} was not made the quick way")


def pages(monkeypatch: pytest.MonkeyPatch, fast: type[jinja2.Environment], exact: type[jinja2.Environment], *, draft: bool = False) -> dict[str, bytes]:
    """All pages of the invented story, made with these environments."""
    monkeypatch.setattr(edition, "make_environment", lambda loader, kind=None: make_environment(loader, fast if kind else exact))
    loader = jinja2.FileSystemLoader(Path(__file__).parent.parent / "templates")
    made: list[Page] = list(rendering.render(invented.archive(), loader, invented.static(), strings=invented.strings(), draft=draft))
    return {page.path: page.content for page in made}


@pytest.mark.parametrize("draft", [False, True])
def test_all_pages_are_those_that_jinja_makes_by_itself(draft: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = pages(monkeypatch, FastEnvironment, Never, draft=draft)

    assert fast == pages(monkeypatch, jinja2.Environment, jinja2.Environment, draft=draft)


class Row:
    def __init__(self, title: str) -> None:
        self.a = title


class Context:
    def __init__(self, title: str) -> None:
        self.title, self.rows = title, (Row(title), Row("<2>"))


def press(environment: type[jinja2.Environment], otherwise: type[jinja2.Environment], templates: dict[str, str]) -> Press:
    loader = jinja2.DictLoader(templates)
    words = Words(Strings({"key": "<key>", "slot": "a & {x}", "n_one": "{n} thing", "n_other": "{n} things", "thousands": ","}))
    site = cast("Site", Row("the site"))
    return Press(make_environment(loader, environment), make_environment(loader, otherwise), site, words)


TITLES = ("plain", "<b> & “quoted”", Markup("<i>safe</i>"), "", "b")
PATHS = ("a/1.html", "a/2.html", "b/3.html", "a/b/4.html", "5.html", "6.html", "a/7.html")


def printed_by(press: Press) -> list[bytes]:
    """A page for each title at each path, one after another."""
    return [press.page(path, "page", Context(title)).content for path in PATHS for title in TITLES]


# What a theme may write, and is made the quick way.
QUICK = (
    "{{ page.title }}|{{ page['title'] }}",
    "{% macro m(x, y='<i>', z=2) %}{{ x }}{{ y }}{{ z }}{% endmacro %}{{ m(1) }}{{ m(page.title, z=3) }}{{ m(x='&', y='a'|safe) }}{{ m(1, 2)|upper }}",
    "{% macro m(x) %}{{ x }}{{ varargs }}{{ kwargs|length }}{% endmacro %}{{ m(1, 2, a=3) }}",
    "{% macro m() %}<b>{{ caller() }}</b>{% endmacro %}{% call m() %}{{ page.title }}{% endcall %}",
    "{% for x in page.rows %}{{ loop.index }}{{ loop.length }}{{ x.a }}{% if not loop.last %}{{ loop.nextitem.a }}{% else %}{{ loop.previtem.a }}{% endif %}{% endfor %}",
    "{% autoescape false %}{{ page.title }}{% macro m(x) %}{{ x }}{% endmacro %}{{ m(page.title) }}{% endautoescape %}",
    "{% import 'inner' as parts with context %}{{ parts.shown('<') }}{{ parts.mine('a') }}{{ parts.shown(x='>') }}",
    "{% import 'own' as parts with context %}{{ parts.shown(1) }}",
    "{% from 'inner' import shown with context %}{{ shown('&') }}",
    "{{ say('key') }}{{ say('key')|upper }}{{ (page.title ~ '<b>') }}{{ page.rows[0].a }}{{ 1.5 }}{{ none }}{{ say('slot', x=page.title) }}{{ say.count('n', 2) }}",
    "{{ page.title.upper() }}{{ page.title|truncate(3) }}{{ [1, 2]|join(',') }}{{ page.rows|map(attribute='a')|unique|join('-') }}",
    "{{ say('key') if page.title }}{{ page.title if page.title else '<' }}{{ link('x') if page.title == 'b' else say('key') }}|{{ 1 if page.title }}",
    "{{ link('x y.html') }}{{ link('a/1.html') }}{{ link('a/1.html#<q>') }}{{ link(path) }}{{ link(path ~ \"#o'clock\") }}{{ link('b/3.html')|upper }}{{ link('#here') }}",
    "{% extends 'frame' %}{% block a %}{{ page.title }}{{ super() }}{% endblock %}{% block c %}{{ self.a() }}{% set x = page.title %}{{ x }}{% endblock %}",
    "{% extends 'frame' %}{% import 'inner' as parts with context %}{% macro m(x) %}{{ page.title }}{{ x }}{% endmacro %}{% block a %}{{ parts.shown(page.title) }}{{ m(2) }}{% endblock %}",
    "{% extends 'frame' %}{% import 'own' as parts with context %}{% block a %}{{ parts.shown(3) }}{% endblock %}",
    "{% extends 'frame' %}{% set mine = page.title %}{% block a %}{{ mine }}{% endblock %}",
    "{% extends 'frame' if page.title else 'plain' %}{% block a %}{{ page.title }}{% endblock %}",
    "{% extends 'middle' %}{% block a %}{{ page.title }}{{ super() }}{% endblock %}",
    "{% extends 'shadow' %}{% macro m() %}2{% endmacro %}{% block a %}{{ m() }}{% endblock %}{% block b %}{{ m() }}{% endblock %}",
    "{% extends 'sets' %}{% block a %}{{ name is defined }}{% endblock %}",
    "{% if page.title %}{% macro m() %}{{ page.title }}{% endmacro %}{{ m() }}{% endif %}{{ m is defined }}",
    "{% include 'inner' %}{{ page.title }}{% include 'plain' %}{% for x in page.rows %}{{ x.a }}{% include 'plain' without context %}{% endfor %}",
    "{% filter upper %}{{ page.title }}{{ say('key') }}{% endfilter %}{% set x %}{{ page.title }}{% endset %}{{ x }}",
    "{% macro item(x) %}<a href='{{ link('c.html') }}'>{{ x }}</a>{% endmacro %}{{ reuse(item, 'k', 1) }}{{ once(item, 'k', 2) }}{{ reuse(item, page.title, page.title) }}",
    "{% macro here() %}{{ path.split('/')[0] }}{% endmacro %}{% if '/' in path %}{{ once(here) }}{% endif %}",
    "{% import 'inner' as parts with context %}{{ reuse(parts.shown, 'k', '<') }}{{ once(parts.shown, 'l', '>') }}",
)
# What it may write too, and is left to Jinja.
LEFT = (
    "{{ page.missing is defined }}",
    "{% set a = {'b': page.title, 'items': 1} %}{{ a.b }}{{ a['items'] }}{{ {'a': 1}.a }}",
    "{% set say = page.title %}{{ say }}{% macro m() %}{{ say }}{% endmacro %}{{ m() }}",
    "{% macro m(say, link) %}{{ say('x') }}{{ link('y') }}{% endmacro %}{{ m(path.strip, path.strip) }}",
    "{% macro link(x) %}<{{ x }}>{% endmacro %}{{ link(page.title) }}",
    "{% for say in page.rows %}{{ say.a }}{% endfor %}{{ say('key') }}",
    "{% extends 'frame' %}{% set link = site.a %}{% block a %}{{ link }}{% endblock %}",
    "{% macro outer(x) %}{% macro inner(y) %}{{ y }}{{ x }}{% endmacro %}{{ inner(page.title) }}{% endmacro %}{{ outer(1) }}",
    "{% for x in page.rows %}{{ loop.revindex }}{{ loop.cycle('a', 'b') }}{{ loop.changed(x.a) }}{% endfor %}",
    "{% for x in [[1, [2]]] recursive %}{{ loop(x) if x is iterable else x }}{% endfor %}",
    "{% extends 'scoped' %}{% block a scoped %}{{ x.a }}{{ page.title }}{% endblock %}",
    "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(*[page.title]) }}{{ m(**{'x': 1}) }}",
)
INNER = {
    "inner": "{% macro shown(x) %}{{ say('key') }}{{ link('d.html') }}{{ x }}{% endmacro %}{% macro mine(x) %}{{ shown(x) }}{% endmacro %}",
    "own": "{% macro shown(x) %}{{ page.title }}{{ x }}{% endmacro %}",
    "plain": "<p>{{ 1 + 1 }}</p>",
    "frame": "{% macro f() %}{{ path }}{% endmacro %}[{{ page.title }}{% block a %}{{ say('key') }}{{ f() }}{% endblock %}{% if page.title %}{% block c %}{{ site.a }}{% endblock %}{% endif %}]",
    "middle": "{% extends 'frame' %}{% macro n() %}{{ page.title }}{% endmacro %}{% block a %}{{ n() }}{{ super() }}{% endblock %}",
    "sets": "{% block a %}{% endblock %}{% if page.title == 'b' %}{% set name = page.title %}{% endif %}{{ name is defined }}",
    "shadow": "{% block a %}{% endblock %}{% macro m() %}1{% endmacro %}{% block b %}{% endblock %}",
    "scoped": "{% for x in page.rows %}{% block a scoped %}{% endblock %}{% endfor %}",
}


@pytest.mark.parametrize("way", QUICK)
def test_what_a_theme_writes_is_made_the_quick_way_and_means_the_same(way: str) -> None:
    templates = {**INNER, "page": way}

    assert printed_by(press(FastEnvironment, Never, templates)) == printed_by(press(jinja2.Environment, Never, templates))


@pytest.mark.parametrize("way", LEFT)
def test_whatever_else_it_writes_means_the_same(way: str) -> None:
    templates = {**INNER, "page": way}

    assert printed_by(press(FastEnvironment, jinja2.Environment, templates)) == printed_by(press(jinja2.Environment, Never, templates))


@pytest.mark.parametrize("way", ["{{ shown(page.title) }}", "{{ m(1, 2) }}", "{{ m(y=3) }}", "{{ page.missing }}", "{{ parts.absent(1) }}", "{{ say('no such key') }}", "{{ link(1) }}", "{{ 1|no_such_filter }}"])
def test_a_mistake_is_told_in_the_words_of_jinja(way: str) -> None:
    templates = {**INNER, "page": "{% import 'inner' as parts with context %}{% macro m(x) %}{{ x }}{% endmacro %}" + way}

    told = []
    for kind in (FastEnvironment, jinja2.Environment):
        with pytest.raises(Exception) as caught:
            printed_by(press(kind, jinja2.Environment, templates))
        told.append((caught.type, str(caught.value)))
    assert told[0] == told[1]


def test_what_a_shared_piece_reads_is_read_by_every_page_that_shows_it() -> None:
    reads: set[str] = set()
    once = Printed(reads)

    class Macro:
        def _func(self) -> None: ...

        def __call__(self, key: str) -> Markup:
            reads.add(f"event:{key}")
            return Markup(f"<p>{key}\ud800</p>")

    macro = Macro()
    for _ in range(2):
        reads.clear()
        reads.add("own")
        assert once.text(macro, "a", "a") == "<p>a\ud800</p>"
        assert reads == {"own", "event:a"}
    assert once(macro, "b", "b") == Markup("<p>b\ud800</p>")


def test_no_character_that_pages_may_not_carry_is_printed() -> None:
    for start in range(0, 0x110000, 64):
        text = "a “b” " + "".join(map(chr, range(start, start + 64)))
        assert printed(text) == printable(text).encode("utf-8", "replace")


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


def test_a_day_of_work_changes_the_footers_of_the_root_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    made = pages(monkeypatch, FastEnvironment, Never)
    told = {path for path, content in made.items() if path.endswith(".html") and b"Last changed" in content}

    assert told == {path for path in made if path.endswith(".html") and "/" not in path}
