"""Compiled templates run without Jinja print what Jinja prints."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import CodeType
from typing import Any, cast

import invented
import jinja2
import pytest
from markupsafe import Markup

from dateline.pipeline import loading, templates
from dateline.render import Edition, plan_of
from dateline.render.compiler import FastEnvironment
from dateline.render.env import make_environment
from dateline.render.press import Press
from dateline.render.spare import RefusedError, Spare
from dateline.render.views import Site
from dateline.render.words import Strings, Words

ROOT = Path(__file__).resolve().parents[1]


def never(*_: object) -> Any:
    raise AssertionError("Jinja was asked for")


def edition(site: Path, *, draft: bool, spare: bool) -> Edition:
    archive = invented.archive()
    code = templates.code_of(site) if spare else None
    return Edition(archive, plan_of(archive), never if spare else loading.template_loader(site), invented.static(), strings=invented.strings(), draft=draft, code_of=code)


@pytest.fixture
def _compiled(tmp_path: Path) -> None:
    """What a build leaves in the index."""
    make = loading.template_loader(tmp_path)
    environment = make_environment(make, FastEnvironment)
    for name in environment.list_templates(["html", "xml"]):
        environment.get_template(name)


@pytest.mark.usefixtures("_compiled")
@pytest.mark.parametrize("draft", [False, True])
def test_every_page_of_our_templates_is_printed_without_jinja(tmp_path: Path, draft: bool) -> None:
    plain, spare = (edition(tmp_path, draft=draft, spare=spare) for spare in (False, True))

    for path in plain.sheets:
        assert spare.make(path) == plain.make(path), path


def test_a_site_with_templates_of_its_own_is_left_to_jinja(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "strings.yaml").write_text("", "utf-8")
    assert templates.code_of(tmp_path)

    (tmp_path / "templates" / "event.html").write_text("", "utf-8")
    assert templates.code_of(tmp_path) is None


class Page:
    def __init__(self, title: str) -> None:
        self.title, self.rows, self.none = title, [self], ()


def printed(way: str, title: str, *, spare: bool) -> bytes:
    found = {"page": way, "frame": "[{% block a %}<{{ page.title }}>{% endblock %}{{ self.a() }}]", "parts": "{% macro m(x) %}{{ x }}{{ page.title }}{% endmacro %}"}
    environment = make_environment(jinja2.DictLoader(found), FastEnvironment)

    def code_of(name: str) -> CodeType:
        return environment.compile(found[name], name, name)

    words = Words(Strings({"key": "<key>", "thousands": ","}))
    exact = make_environment(jinja2.DictLoader(found))
    return Press(Spare(code_of) if spare else exact, exact, cast("Site", Page("site")), words).page("a/b.html", "page", Page(title)).content


@pytest.mark.parametrize("title", ["plain", "<b> & c", Markup("<i>i</i>"), "", "a b c d e f g h", "B b a A"])
@pytest.mark.parametrize(
    "way",
    [
        "{{ page.title|truncate(3) }}{{ page.title|truncate(8) }}{{ page.title|trim }}{{ page.title|length }}{{ page.title|safe }}",
        "{{ (page.title ~ '<b>' ~ page.title) }}{{ '<a>%s%s</a>'|safe|format(page.title, 1) }}{{ '%s'|format(page.title) }}",
        "{{ page.rows|map(attribute='title')|join(' ') }}{{ page.title.split()|unique|join('<') }}{{ page.rows|list|length }}",
        "{% extends 'frame' %}{% block a %}{{ super() }}{{ page.title if page.title }}{% endblock %}",
        "{% import 'parts' as parts with context %}{{ parts.m('<') }}{{ parts.m(page.title) }}{% for x in page.none %}{{ loop.index }}{% endfor %}",
        "{% set told %}{{ page.title }} {% endset %}{{ told|trim }}{% if missing is defined %}1{% endif %}{{ range(3)|list }}{{ say('key')|upper }}",
        "{{ page.title|truncate(5, true) }}{{ page.title|truncate(4, end='') }}{{ page.rows|map('upper')|list|length }}{{ [1, 2]|join }}",
        "{% include 'parts' ignore missing %}{% include 'absent' ignore missing %}{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ page.title }}{% endcall %}",
    ],
)
def test_whatever_a_template_asks_for_it_means_the_same(way: str, title: str) -> None:
    assert printed(way, title, spare=True) == printed(way, title, spare=False)


def test_what_it_does_not_know_is_refused() -> None:
    environment = make_environment(jinja2.DictLoader({}), FastEnvironment)

    def shown(text: str, given: Mapping[str, object]) -> str:
        return Spare(lambda name: environment.compile(text, name, name)).get_template("x").render({**given})

    for text in ("{{ absent }}", "{{ x ~ (x if y) }}", "{{ x|upper }}", "{{ [x]|join('-') }}"):
        with pytest.raises(RefusedError):
            shown(text, {"x": Markup("a"), "y": ""})


def test_an_edit_on_the_command_line_loads_no_jinja(tmp_path: Path) -> None:
    loads = "import sys; import dateline.cli_plain, dateline.pipeline.build, dateline.pipeline.again; print('jinja2' in sys.modules, 'inspect' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", f"from dateline.start import _load_msgspec; _load_msgspec(); {loads}"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert told.stdout == "False False\n"
