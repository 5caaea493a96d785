"""What shipped templates were compiled to is kept beside them, believed only as it was left, and never sought in a site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import jinja2
import pytest
from making import ROOT, make_site, put
from test_house import PACKAGE, imports_in

from dateline.pipeline import loading, precompiled, templates
from dateline.render.compiler import FastEnvironment
from dateline.render.env import make_environment

PAGE = "<p>{{ page }}</p>\n"
PARSE = jinja2.Environment._parse


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of shipped templates with one page, in a process that may keep what it compiles."""
    put(tmp_path, {"shipped/page.html": PAGE, "site/templates/own.html": PAGE})
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    for module in (templates, loading, precompiled):
        monkeypatch.setattr(module, "shipped", lambda _: tmp_path / "shipped")
    return tmp_path / "shipped"


def compiles(monkeypatch: pytest.MonkeyPatch, root: Path, name: str = "page.html", kind: type[jinja2.Environment] = FastEnvironment) -> bool:
    """Whether a new process would have to compile this template."""
    asked: list[object] = []
    monkeypatch.setattr(loading, "COMPILED", {})
    monkeypatch.setattr(kind, "_parse", lambda *given: asked.append(given) or PARSE(*given))
    template = make_environment(loading.template_loader(root), kind).get_template(name)
    assert template.render(page="<").strip() == "<p>&lt;</p>"
    return bool(asked)


def kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("__pycache__/*"))


def test_a_shipped_template_is_compiled_once(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = shipped.parent / "site"

    assert [compiles(monkeypatch, site) for _ in range(2)] == [True, False]
    assert [compiles(monkeypatch, site, "shipped/page.html") for _ in range(2)] == [False, False]
    assert [compiles(monkeypatch, site, kind=jinja2.Environment) for _ in range(2)] == [True, False]
    tag = sys.implementation.cache_tag
    assert [path.name for path in kept(shipped)] == [f"page.html.Environment.{tag}.pyc", f"page.html.FastEnvironment.{tag}.pyc"]


def test_what_was_made_of_anything_else_is_made_anew(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = shipped.parent / "site"
    compiles(monkeypatch, site)
    (file,) = kept(shipped)
    whole = file.read_bytes()

    for broken in (b"", whole[:20], whole[:32], whole[:-1], whole + b"x", whole[:40] + bytes([whole[40] ^ 1]) + whole[41:], b"\0" * 32 + whole[32:]):
        file.write_bytes(broken)
        assert [compiles(monkeypatch, site) for _ in range(2)] == [True, False]
    monkeypatch.setattr(precompiled, "_makers", lambda: b"another program")
    assert [compiles(monkeypatch, site) for _ in range(2)] == [True, False]
    (shipped / "page.html").write_text("<p>{{ page }}</p>{# #}\n", encoding="utf-8")
    assert [compiles(monkeypatch, site) for _ in range(2)] == [True, False]
    moved = shipped.with_name("moved")
    shutil.copytree(shipped, moved)
    for module in (templates, loading, precompiled):
        monkeypatch.setattr(module, "shipped", lambda _: moved)
    assert [compiles(monkeypatch, site) for _ in range(2)] == [True, False]


def test_all_that_shapes_the_code_is_in_the_mark() -> None:
    known = {module for name in precompiled._OURS for module, _ in imports_in(PACKAGE / name)}

    assert {module for module in known if module.startswith("dateline")} <= {f"dateline.{name[:-3].replace('/', '.')}" for name in precompiled._OURS}
    assert {module.partition(".")[0] for module in known} - sys.stdlib_module_names - {"dateline"} <= set(precompiled._THEIRS)


def test_nothing_is_kept_in_a_site_or_taken_from_it(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = shipped.parent / "site"
    compiles(monkeypatch, site)
    shutil.copytree(shipped, site / "templates", dirs_exist_ok=True)

    assert all(compiles(monkeypatch, site) and compiles(monkeypatch, site, "own.html") for _ in range(2))
    assert len(kept(site)) == 1  # what was copied there


def test_a_clone_that_is_the_site_too_has_its_templates_compiled_once(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shipped.parent)
    shipped.rename("templates")
    for module in (templates, loading, precompiled):
        monkeypatch.setattr(module, "shipped", lambda _: shipped.with_name("templates"))

    assert [compiles(monkeypatch, Path()) for _ in range(2)] == [True, False]


def test_without_its_sources_nobody_knows_what_a_program_makes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert len(precompiled._makers.__wrapped__()) == 64
    monkeypatch.setattr(precompiled.dateline, "__file__", str(tmp_path / "__init__.py"))

    assert precompiled._makers.__wrapped__() == b""


def test_nothing_is_kept_where_python_keeps_nothing(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert all(compiles(monkeypatch, shipped) for _ in range(2))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (shipped / "__pycache__").write_text("in the way", encoding="utf-8")
    assert all(compiles(monkeypatch, shipped) for _ in range(2))
    (shipped / "__pycache__").unlink()
    with monkeypatch.context() as without_sources:
        without_sources.setattr(precompiled, "_makers", lambda: b"")
        assert all(compiles(monkeypatch, shipped) for _ in range(2))
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    assert all(compiles(monkeypatch, shipped) for _ in range(2))
    assert kept(shipped) == []


def test_a_folder_of_theirs_is_no_change_of_the_program(tmp_path: Path) -> None:
    """The build that makes the folder, and the one after it."""
    program, site = tmp_path / "program", make_site(tmp_path)
    for name in ("dateline", "templates", "static"):
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", program)
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")}

    def build() -> bytes:
        command = [sys.executable, program / "build.py", "--site", site]
        subprocess.run(command, capture_output=True, check=True, env={**clean, "PYTHONPATH": str(program)})
        return (site / ".dateline" / "index.stamp").read_bytes()  # another one where anything was to be done

    first = build()
    made = {path: path.stat().st_mtime_ns for path in kept(program / "templates")}
    assert len(made) > 10
    assert build() == first
    shutil.rmtree(site / ".dateline")
    assert build() != first
    assert made == {path: path.stat().st_mtime_ns for path in kept(program / "templates")}
