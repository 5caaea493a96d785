"""The package: wheel and sdist are whole, and every way of running finds templates, styles and the files of a new site.

Everything is built without a net, by the build backend that `make test` installs.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from making import ROOT, put

import dateline

SHIPPED = ("templates", "static", "scaffold", "examples")


def call(*command: object, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "DATELINE_BASE_URL")}
    done = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, encoding="utf-8", env={**clean, **more}, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def hatch(source: Path, target: str, out: Path) -> Path:
    """Build one artefact; its file."""
    call(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", out, cwd=source)
    (made,) = out.iterdir()
    return made


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the sdist unpacks to: a clone without its history."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(hatch(ROOT, "sdist", folder / "out")) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (unpacked,) = (folder / "unpacked").iterdir()
    return unpacked


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree."""
    return hatch(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def files_below(folder: Path) -> set[str]:
    kept = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {p.relative_to(folder).as_posix() for p in kept}


def test_the_wheel_of_the_sdist_is_the_wheel_of_the_tree(wheel: Path, clone: Path, tmp_path: Path) -> None:
    put(clone, {"templates/__pycache__/event.html.pyc": "what it was compiled to here"})

    assert contents(hatch(clone, "wheel", tmp_path / "again")) == contents(wheel)


def test_the_wheel_holds_the_package_and_what_it_ships_and_nothing_else(wheel: Path) -> None:
    held = {name for name in contents(wheel) if ".dist-info/" not in name}

    package = {f"dateline/{name}" for name in files_below(ROOT / "dateline")}
    shipped = {f"dateline/_shipped/{folder}/{name}" for folder in SHIPPED for name in files_below(ROOT / folder)}
    assert held == package | shipped


def test_the_sdist_holds_what_the_chores_need_and_no_saved_article(clone: Path) -> None:
    there = files_below(clone)

    for folder in ("dateline", "tests", "docs", "bench", ".ci", *SHIPPED):
        assert {f"{folder}/{name}" for name in files_below(ROOT / folder)} - there == set()
    assert {"Makefile", "package.json", "package-lock.json", "LICENSE", "README.md", "CHANGELOG.md", "ARCHITECTURE.md", "build.py", "config.yaml"} <= there
    assert [name for name in there if name.startswith(("content/articles/", "content/proposed/", "public/", "demo/"))] == []


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed in it; the packages it needs are those of the tests."""
    target = tmp_path_factory.mktemp("installed")
    call(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--target", target, wheel, cwd=target)
    return target


@pytest.fixture(scope="session")
def editable(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own with the clone installed as editable; its Python."""
    folder = tmp_path_factory.mktemp("editable")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    own = Path(call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).stdout.strip())
    (own / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    call(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--ignore-installed", "-e", clone, cwd=folder)
    return python


WAYS = ("wheel", "script of the wheel", "clone", "module in a clone", "editable")


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> tuple[list[object], dict[str, str], Path]:
    """One way to run Dateline: the command, its environment, and where its package must lie."""
    if request.param in ("clone", "module in a clone"):
        clone = request.getfixturevalue("clone")
        if request.param == "clone":
            return [sys.executable, clone / "build.py"], {}, clone
        return [sys.executable, "-m", "dateline"], {"PYTHONPATH": str(clone)}, clone
    if request.param == "editable":
        return [request.getfixturevalue("editable"), "-m", "dateline"], {}, request.getfixturevalue("clone")
    installed = request.getfixturevalue("installed")
    command = [sys.executable, "-m", "dateline"] if request.param == "wheel" else [sys.executable, installed / "bin" / "dateline"]
    return command, {"PYTHONPATH": str(installed)}, installed


def test_every_way_makes_and_builds_a_site(way: tuple[list[object], dict[str, str], Path], tmp_path: Path) -> None:
    command, environment, home = way

    call(*command, "new", "notes", "--title", "Notes", cwd=tmp_path, **environment)
    site = tmp_path / "notes"
    put(site, {"templates/404.html": '{% extends "shipped/404.html" %}{% block title %}Lost{% endblock %}'})
    call(*command, "--site", site, "build", cwd=tmp_path, **environment)

    assert (site / "public/assets/style.css").read_bytes().startswith((home_of(home, "static") / "style.css").read_bytes())
    assert "<title>Lost</title>" in (site / "public/404.html").read_text(encoding="utf-8")
    assert (site / ".github/workflows/pages.yml").read_bytes() == (home_of(home, "scaffold") / ".github/workflows/pages.yml").read_bytes()


def home_of(home: Path, name: str) -> Path:
    """Where this way of running has its shipped folder."""
    inside = home / "dateline" / "_shipped" / name
    return inside if inside.is_dir() else home / name


def test_every_way_tells_its_version_and_runs_its_own_code(way: tuple[list[object], dict[str, str], Path], tmp_path: Path) -> None:
    command, environment, home = way
    python = command[0]

    assert call(*command, "--version", cwd=tmp_path, **environment).stdout == f"dateline, version {dateline.__version__}\n"
    if command[1:] == ["-m", "dateline"]:
        found = call(python, "-c", "import dateline; print(dateline.__file__)", cwd=tmp_path, **environment).stdout
        assert Path(found.strip()).is_relative_to(home)


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    workflow = (ROOT / "scaffold/.github/workflows/pages.yml").read_text(encoding="utf-8")

    assert project["version"] == dateline.__version__
    assert re.findall(r"dateline@(v[\w.]+)", workflow) == [f"v{dateline.__version__}"]


# What must not be loaded to show the help or to complete a word: each costs more than all of ours together.
SLOW = ("bs4", "chompjs", "dateparser", "jinja2", "lxml", "markdown_it", "markdownify", "sentencex", "watchfiles", "yaml", "subprocess", "http", "urllib.request", "asyncio")
COUNT = "import sys\nsys.argv = ['dateline', *{args}]\nfrom dateline.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\nprint('\\n', *sorted(sys.modules), sep='\\n')"
MOST_MODULES = 400  # 286 with click 8.5 on Python 3.11, most of them the standard library's


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["help", "accept"]])
def test_help_loads_little(args: list[str], tmp_path: Path) -> None:
    loaded = call(sys.executable, "-c", COUNT.format(args=args), cwd=tmp_path, PYTHONPATH=str(ROOT)).stdout.split("\n\n\n")[-1].split()

    assert "dateline.cli" in loaded
    assert [name for name in SLOW if name in loaded] == []
    assert len(loaded) < MOST_MODULES


def test_nobody_is_told_to_install_the_bare_name() -> None:
    """What an index has under this name need not be this program: it is installed from its repository or a folder."""
    files = [ROOT / "pyproject.toml", *ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "scaffold").rglob("*.*"), *(ROOT / "dateline").rglob("*.py")]

    told = [path.name for path in files if path.is_file() and re.search(r"(?:pip|pipx|uvx?)(?: tool)? (?:install |run )['\"]?dateline\b(?! @)", path.read_text(encoding="utf-8"))]

    assert told == []
