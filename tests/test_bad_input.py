"""Whatever is handed in: a clear message with its place, and content/ and public/ as they were."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from making import ARTICLES, ROOT, make_site, put, run, tree

from dateline.preview import site_as_it_stands
from dateline.store import saved_copies

NAVIGATION = "<html><head><title>Home</title></head><body><nav><a href='/a'>News</a> <a href='/b'>Sport</a></nav><footer>© Ashford</footer></body></html>"
SOUND = {
    "content/sources/diary.yaml": "title: A diary\npublished: 2024-05-20\n",
    "content/people/ana-lee.yaml": "name: Ana Lee\n",
    "content/events/fire.yaml": "title: The pier burns\ndate: 2024-05-13\nreports: [{source: diary}]\nresponses_sought: none found\n",
}
EVENT = "content/events/fire.yaml"
COLUMN = 72  # where a message's code stands


def message(head: str, hint: str, code: str) -> str:
    return f"{head}\n{f'   {hint}':<{COLUMN - 1}} [{code}]\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A sound site, built."""
    made = make_site(tmp_path, SOUND)
    assert run("--site", made, "build").exit_code == 0
    return made


def files(folder: Path) -> dict[str, Path]:
    """What somebody might hand to import that is no article."""
    put(folder, {"empty.html": "", "blank.txt": " \n\n\t", "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8, "home.html": NAVIGATION, "zeros.md": bytes(4096)})
    (folder / "folder.yaml").mkdir()
    os.mkfifo(folder / "pipe.html")
    (folder / "dangling.html").symlink_to(folder / "gone.html")
    return {name: folder / name for name in ("missing.html", "empty.html", "blank.txt", "photo.jpg", "home.html", "zeros.md", "pipe.html", "dangling.html")}


@pytest.mark.parametrize(
    ("name", "what", "hint", "code"),
    [
        ("missing.html", "there is no such file", "check the name and the folder", "no-such-file"),
        ("dangling.html", "there is no such file", "check the name and the folder", "no-such-file"),
        ("pipe.html", "this is not a regular file", "give the saved article itself", "not-a-file"),
        ("empty.html", "the file is empty", "save the page again", "no-text"),
        ("blank.txt", "the file is empty", "save the page again", "no-text"),
        ("zeros.md", "the file is no text, page, PDF or web archive", "save the article as HTML or as text", "not-text"),
    ],
)
def test_what_is_no_article_is_told_and_changes_nothing(name: str, what: str, hint: str, code: str, site: Path, tmp_path: Path) -> None:
    path = files(tmp_path)[name]
    before = tree(site)

    done = run("--site", site, "import", path)

    assert done.stderr == message(f"{path}: error: {what}", hint, code)
    assert (done.exit_code, done.stdout) == (1, "0 articles read; 0 proposals waiting in content/proposed/\n")
    assert tree(site) == before


@pytest.mark.parametrize("name", ["photo.jpg", "home.html"])
def test_a_file_without_an_article_is_told_with_its_place(name: str, site: Path, tmp_path: Path) -> None:
    path = files(tmp_path)[name]
    before = tree(site)

    done = run("--site", site, "import", path)

    assert done.exit_code == 1
    assert done.stderr.startswith(f"{path}: error: ")
    assert done.stderr.count("\n") == 2
    assert tree(site) == before


def test_one_bad_file_does_not_keep_the_others_out(site: Path, tmp_path: Path) -> None:
    put(tmp_path, {"pier.md": ARTICLES["pier.md"]})

    done = run("--site", site, "import", tmp_path / "missing.html", tmp_path / "pier.md")

    assert done.exit_code == 1
    assert done.stdout.startswith("1 article read; ")
    assert (site / "content/articles/pier.md").read_text(encoding="utf-8") == ARTICLES["pier.md"]


CONTENT = {
    "a tab": ("title:\tThe pier\n\treports: []\n", "2:1: error: a tab stands where YAML takes spaces only", "yaml-syntax"),
    "a duplicate key": ("title: The pier\ndate: 2024\ntitle: Again\n", "3:1: error: 'title' is written twice, first in line 1", "duplicate-key"),
    "an unknown field": ("title: The pier\nqoutations: []\n", "2:1: error: an event has no field 'qoutations'", "unknown-field"),
    "an unknown person": (SOUND[EVENT] + "people: [ana-le]\n", "5:10: error: there is no person 'ana-le'", "unknown-person"),
    "a bad date": ("title: The pier\ndate: 13 May 2024\n", "2:7: error: 'date': ", "bad-date"),
    "an impossible day": ("title: The pier\ndate: 2024-02-30\n", "2:7: error: 'date': ", "bad-date"),
    "nothing": ("", " error: the file holds nothing", "empty-file"),
    "an unknown source": ("title: The pier\nreports: [{source: dairy}]\n", "2:20: error: there is no source 'dairy'", "unknown-source"),
    "a list": ("- title: The pier\n", "1:1: error: an event is written as lines of 'key: value', found a list", "wrong-type"),
}


@pytest.mark.parametrize("case", CONTENT)
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_mistake_in_a_file_is_told_with_its_place_and_nothing_changes(command: str, case: str, site: Path) -> None:
    text, head, code = CONTENT[case]
    put(site, {EVENT: text})
    before = tree(site)

    done = run("--site", site, command)

    assert done.exit_code == 1
    assert done.stderr.startswith(f"{EVENT}:{head}"), done.stderr
    assert f"[{code}]\n" in done.stderr
    assert tree(site) == before


@pytest.mark.parametrize("command", [["import", "pier.md"], ["accept", "--all"], ["reject", "--all"], ["build"]])
def test_with_broken_content_no_command_writes_content(command: list[str], site: Path, tmp_path: Path) -> None:
    put(tmp_path, {"pier.md": ARTICLES["pier.md"]})
    run("--site", site, "import", tmp_path / "pier.md")
    put(site, {EVENT: CONTENT["a duplicate key"][0]})
    before = tree(site)

    done = run("--site", site, *[tmp_path / a if a.endswith(".md") else a for a in command])

    assert done.exit_code == 1
    assert f"{EVENT}:3:1: error: 'title' is written twice" in done.stderr
    assert tree(site) == before


def test_a_broken_configuration_is_told_and_nothing_is_built(site: Path) -> None:
    put(site, {"config.yaml": "titel: Ashford\n"})
    before = tree(site)

    done = run("--site", site, "build")

    assert (done.exit_code, done.stderr.splitlines()[0]) == (1, "config.yaml:1:1: error: config.yaml has no field 'titel'")
    assert tree(site) == before


def test_a_site_with_a_file_where_a_folder_belongs_is_told_in_a_line(site: Path, tmp_path: Path) -> None:
    put(tmp_path, {"pier.md": ARTICLES["pier.md"]})
    put(site, {"content/articles": "not a folder"})

    done = run("--site", site, "import", tmp_path / "pier.md")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Error: cannot write {site}/content/articles/pier.md: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "text",
    ["“" * 3000, "On Monday " * 3000, "A" * 200_000, "Mr. " * 5000, "\u202e“No,” said \u200bNobody.\n" * 200, "said " * 5000, "((" * 5000, "1 2024-13-45 " * 500],
    ids=["marks", "days", "letters", "titles", "hidden", "cues", "brackets", "numbers"],
)
def test_hostile_text_is_read_without_harm(text: str, tmp_path: Path) -> None:
    site = make_site(tmp_path)
    put(tmp_path, {"hostile.txt": text})

    done = run("--site", site, "import", tmp_path / "hostile.txt", "--published", "2024-05-15")

    assert done.exit_code in (0, 1)
    assert run("--site", site, "check").exit_code == 0


def test_names_from_articles_stay_inside_content(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    evil = "---\ntitle: ../../../evil\npublisher: ../../etc\npublished: 2024-05-15\nurl: file:///../../evil\n---\n\n“../../x is mine,” Mr. ../../Evil O'../Name said on Monday.\n"
    put(tmp_path, {"evil.md": evil})
    before = tree(tmp_path)

    run("--site", site, "import", tmp_path / "evil.md")
    run("--site", site, "accept", "--all")

    new = set(tree(tmp_path)) - set(before)
    assert [name for name in new if not name.startswith(("site/content/", "site/.dateline/"))] == []


ODD = b"a\xff".decode(errors="surrogateescape")  # a name that is not UTF-8: Linux takes any bytes


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no such name can be given")
@pytest.mark.parametrize("command", ["build", "check", "status", "serve"])
def test_a_site_whose_path_is_no_text_is_told_in_a_line(command: str, tmp_path: Path) -> None:
    site = make_site(tmp_path / ODD)

    done = run("--site", site, command)

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"Error: the path {tmp_path}/a\\udcff/site is not UTF-8 text, as lists of pages are: move the site to another folder\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no such name can be given")
def test_a_static_file_whose_name_is_no_text_is_told_and_the_site_stays(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    run("--site", site, "build")
    put(site, {f"static/{ODD}.png": b""})
    before = tree(site / "public")

    done = run("--site", site, "build")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "Error: the name of static/a\\udcff.png is not UTF-8 text, so no page can lead to it: rename the file\n"
    assert tree(site / "public") == before
    assert site_as_it_stands(site).problems[0].what == "the name of static/a\\udcff.png is not UTF-8 text, so no page can lead to it: rename the file"


@pytest.mark.parametrize(("name", "told"), [("a\\0b", "output in config.yaml holds a NUL character, which no folder's name may: leave it out"), ("x" * 300, "File name too long")])
def test_an_output_that_no_folder_can_be_called_is_told_in_a_line(name: str, told: str, tmp_path: Path) -> None:
    site = make_site(tmp_path, {"config.yaml": f'title: T\noutput: "{name}"\n'})

    done = run("--site", site, "build")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    assert done.stderr.endswith(f"{told}\n")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("command", [["build"], ["check"], ["check", "--json"], ["--help"]])
def test_an_output_that_takes_nothing_is_told_in_a_line(command: list[str], tmp_path: Path) -> None:
    site = make_site(tmp_path)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, ROOT / "build.py", "--site", site, *command], stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr == "Error: cannot write the output: No space left on device\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no such name can be given")
@pytest.mark.parametrize("command", ["build", "check", "status"])
def test_a_saved_copy_whose_name_is_no_text_is_told_in_a_line(command: str, tmp_path: Path) -> None:
    site = make_site(tmp_path, {f"content/articles/{ODD}.md": ARTICLES["pier.md"]})

    done = run("--site", site, command)

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"Error: the name of {site}/content/articles/a\\udcff.md is not UTF-8 text, so no record can name it: rename the file\n"
    assert site_as_it_stands(site).pages is None


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no such name can be given")
def test_a_record_whose_name_is_no_text_is_told_with_its_place_after_an_edit_too(site: Path) -> None:
    look = site_as_it_stands(site)
    path = f"content/events/{ODD}.yaml"
    put(site, {path: SOUND[EVENT]})

    done = run("--site", site, "build")

    assert done.exit_code == 1
    assert "[bad-id]" in done.stderr
    assert [p.code for p in site_as_it_stands(site, look, {path}).errors()] == ["bad-id"]


def test_links_that_lead_round_and_folders_that_are_none_hold_no_saved_copy(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/articles/pier.md": ARTICLES["pier.md"]})
    folder = site / "content/articles"
    (folder / "round.md").symlink_to("round.md")
    (folder / "through.md").symlink_to("pier.md/x")
    (folder / "nowhere.md").symlink_to("gone.md")

    assert saved_copies(site) == [folder / "pier.md"]
    assert run("--site", site, "check").exit_code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only Unix has named pipes")
def test_an_export_goes_into_a_pipe_and_does_not_take_its_place(site: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        done = run("--site", site, "export", "csv", pipe)
        told, _ = reader.communicate(timeout=20)

    assert done.exit_code == 0
    assert pipe.is_fifo()
    assert told == run("--site", site, "export", "csv", "-").stdout_bytes
