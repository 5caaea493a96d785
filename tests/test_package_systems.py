"""Windows and macOS as far as they can be tried here: line ends, paths, names, and files that differ only by case."""

from __future__ import annotations

import ast
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import ARTICLES, add, make_site, proposals, put, run, tree

from dateline.model import Config
from dateline.pipeline.build import build_site, check_site
from dateline.pipeline.preflight import Found, look, name_trouble
from dateline.slug import slug

STORY = {
    "content/sources/diary.yaml": "title: A diary\npublished: 2024-05-20\n",
    "content/events/fire.yaml": "title: The pier burns\ndate: 2024-05-13\nsummary: |\n  It burned.\n\n  All night.\nreports: [{source: diary}]\n",
    "content/pages/about.md": "# About\n\nA list:\n\n- one\n- two\n",
    "templates/strings.yaml": "skip: Go on\n",
}


def with_windows_ends(files: dict[str, str]) -> dict[str, str | bytes]:
    return {name: text.replace("\n", "\r\n").encode() for name, text in files.items()}


def test_content_with_windows_line_ends_builds_the_same_site(tmp_path: Path) -> None:
    unix, windows = make_site(tmp_path / "a", STORY), make_site(tmp_path / "b", with_windows_ends(STORY))

    problems = [[str(p) for p in build_site(site).problems] for site in (unix, windows)]

    assert problems[0] == problems[1]
    assert tree(unix / "public") == tree(windows / "public")


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    plain, marked = make_site(tmp_path / "a", STORY), make_site(tmp_path / "b", {n: b"\xef\xbb\xbf" + t.encode() for n, t in STORY.items() if "strings" not in n})
    (plain / "templates/strings.yaml").unlink()

    assert [str(p) for p in build_site(marked).problems] == [str(p) for p in build_site(plain).problems]
    assert tree(plain / "public") == tree(marked / "public")


def test_an_article_with_windows_line_ends_gives_the_same_proposals(tmp_path: Path) -> None:
    unix, windows = make_site(tmp_path / "a"), make_site(tmp_path / "b")

    add(unix, {"pier.md": ARTICLES["pier.md"]})
    add(windows, {"pier.md": ARTICLES["pier.md"].replace("\n", "\r\n").encode()})

    assert proposals(unix) == proposals(windows) != {}


def test_what_is_accepted_from_windows_line_ends_checks_and_builds(tmp_path: Path) -> None:
    site = make_site(tmp_path, with_windows_ends(STORY))
    add(site, {"bridge.md": ARTICLES["bridge.md"].replace("\n", "\r\n").encode()})
    run("--site", site, "accept", "--all")

    assert [str(p) for p in check_site(site).problems if p.severity == "error"] == []
    assert build_site(site).output


@given(st.text(max_size=80))
def test_every_id_that_is_made_is_a_name_on_every_system(text: str) -> None:
    name = f"{slug(text)}.yaml"

    assert name_trouble(name) == ""
    assert PureWindowsPath(name).name == name
    assert name == name.lower()


@given(st.lists(st.sampled_from(["con", "nul", "a:b", "x.", "A", "a", "é", "e\u0301", "ok"]), min_size=1, max_size=4))
def test_a_path_is_told_exactly_when_a_part_of_it_is_troubled(parts: list[str]) -> None:
    path = "/".join(parts)
    folders = [Found("/".join(parts[:n]), "folder") for n in range(1, len(parts))]

    told = {p.where.path for p in look([Found("index.html", "file"), *folders, Found(path, "file")], "out", Config(), Path("nowhere")) if p.code == "bad-file-name" and p.where}

    assert told == {f"out/{'/'.join(parts[:n])}" for n in range(1, len(parts) + 1) if name_trouble(parts[n - 1])}


def test_two_ids_that_differ_by_case_are_told_by_check(tmp_path: Path) -> None:
    site = make_site(tmp_path, {**STORY, "content/events/Fire.yaml": STORY["content/events/fire.yaml"]})

    told = [str(p).splitlines()[0] for p in check_site(site).problems if p.code == "bad-id"]

    assert told == ["content/events/Fire.yaml: error: 'Fire' cannot be an id: that is lower-case letters a to z, digits and hyphens, and no device's name"]


@pytest.mark.parametrize("name", ["con", "nul", "com1", "aux"])
def test_an_id_that_is_a_device_is_told_by_check(name: str, tmp_path: Path) -> None:
    site = make_site(tmp_path, {**STORY, f"content/people/{name}.yaml": "name: Clara Voss\n"})

    assert "bad-id" in [p.code for p in check_site(site).problems]


def test_paths_in_what_is_written_have_forward_slashes(tmp_path: Path) -> None:
    site = make_site(tmp_path, {**STORY, "static/deep/er/map.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"})
    put(site, {"content/articles/deep/pier.md": ARTICLES["pier.md"]})
    build_site(site)

    written = [p.read_text(encoding="utf-8") for p in (site / "content/receipts").glob("*.json")] + [(site / ".dateline/built.json").read_text(encoding="utf-8")]

    assert "deep/pier.md" in "".join(written)
    assert "assets/deep/er/map.svg" in "".join(written)
    assert [text for text in written if "\\\\" in text] == []


def reads_text(call: ast.Call) -> bool:
    """Whether a call reads or writes text: Path's by name, `open` by its mode."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    modes = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return name in ("read_text", "write_text") or (name == "open" and bool(modes) and "b" not in modes[-1])


def test_no_text_of_ours_is_read_or_written_in_the_systems_own_encoding() -> None:
    """Windows reads cp1252 unless it is told otherwise."""
    package = Path(__file__).parent.parent / "dateline"
    calls = [(p.name, n) for p in package.rglob("*.py") for n in ast.walk(ast.parse(p.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]

    text = [(name, call) for name, call in calls if reads_text(call)]
    assert len(text) > 5
    assert [f"{name}:{call.lineno}" for name, call in text if "encoding" not in {k.arg for k in call.keywords}] == []
