"""`publish --check`: every bad case of the pre-flight with its whole message, and none where nothing is wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from making import make_site, put, run

from dateline.pipeline import preflight
from dateline.pipeline.build import build_site
from dateline.pipeline.preflight import name_trouble
from dateline.pipeline.ready import preflight as look_over

BASE = "https://ashford.github.io/harbor/"
STORY = {
    "config.yaml": f"title: Ashford\nbase_url: {BASE}\n",
    "content/sources/diary.yaml": "title: A diary\npublished: 2024-05-20\n",
    "content/people/clara-voss.yaml": "name: Clara Voss\nwas: [clara]\n",
    "content/events/fire.yaml": "title: The pier burns\ndate: 2024-05-13\npeople: [clara-voss]\nwas: [blaze]\nreports: [{source: diary}]\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site; not to be changed."""
    site = make_site(tmp_path_factory.mktemp("made"), STORY)
    assert build_site(site).output
    return site


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    """A built site of one's own."""
    shutil.copytree(made, tmp_path / "site")
    return tmp_path / "site"


def told(site: Path, base_url: str = "") -> list[str]:
    return [str(p) for p in look_over(site, base_url).problems]


def test_a_fresh_build_is_ready(site: Path) -> None:
    done = run("--site", site, "publish", "--check")

    files = [p for p in (site / "public").rglob("*") if p.is_file()]
    size = sum(p.stat().st_size for p in files) / 1e6
    assert (done.exit_code, done.stderr, done.stdout) == (0, "", f"0 errors, 0 warnings; {len(files)} files, {size:.1f} MB in public/\n")


def test_nothing_is_written_by_the_check(site: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in site.rglob("*")}

    run("--site", site, "publish", "--check")

    assert {p: p.stat().st_mtime_ns for p in site.rglob("*")} == before


def test_a_site_that_was_never_built_is_told(tmp_path: Path) -> None:
    done = run("--site", make_site(tmp_path, STORY), "publish", "--check")

    assert done.exit_code == 1
    assert done.stderr == "public: error: there is no built site\n   run `build` first                                                    [no-output]\n"


def link(public: Path) -> None:
    (public / "about.txt").symlink_to("/etc/hostname")


def link_to_folder(public: Path) -> None:
    (public / "more").symlink_to(public.parent / "content", target_is_directory=True)


def hard_link(public: Path) -> None:
    os.link(public / "robots.txt", public / "robots2.txt")


def pipe(public: Path) -> None:
    os.mkfifo(public / "pipe")


def lose(name: str) -> Callable[[Path], None]:
    return lambda public: (public / name).unlink()


def mode(name: str, bits: int) -> Callable[[Path], None]:
    return lambda public: (public / name).chmod(bits)


def holding(name: str, content: str | bytes = "x") -> Callable[[Path], None]:
    return lambda public: put(public, {name: content})


def sized(name: str, size: int) -> Callable[[Path], None]:
    def make(public: Path) -> None:
        with (public / name).open("wb") as file:
            file.truncate(size)  # a file with a hole: no disk is used

    return make


PAGE = '<!doctype html><html lang="en"><title>x</title><body id="top-of-it">{}</body></html>'
BAD: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "a symbolic link": (link, ["public/about.txt: error: this is a symbolic link, which Pages refuses\n   put a copy of the file there                                         [link-in-output]"]),
    "a symbolic link to a folder": (link_to_folder, ["public/more: error: this is a symbolic link, which Pages refuses\n   put a copy of the file there                                         [link-in-output]"]),
    "hard links": (
        hard_link,
        [f"public/{name}: warning: the file has 2 names (hard links), which Pages may refuse\n   put a copy of the file there                                         [link-in-output]" for name in ("robots.txt", "robots2.txt")],
    ),
    "a pipe": (pipe, ["public/pipe: error: this is neither a file nor a folder\n   take it away                                                         [not-a-file]"]),
    "no index": (lose("index.html"), ["public: error: there is no index.html at the top of the site\n   run `build` again                                                    [no-index]"]),
    "no .nojekyll": (lose(".nojekyll"), ["public: warning: there is no .nojekyll, so a branch is put through Jekyll, which drops and changes files\n   run `build` again                                                    [no-nojekyll]"]),
    "a file that others cannot read": (mode("robots.txt", 0o600), ["public/robots.txt: error: only some users may read this file (mode 0600), so Pages cannot\n   let everybody read it: chmod o+r                                     [unreadable-file]"]),
    "a folder that others cannot enter": (mode("events", 0o750), ["public/events: error: only some users may read this folder (mode 0750), so Pages cannot\n   let everybody read it: chmod o+rx                                    [unreadable-file]"]),
    "names that differ by case": (
        holding("Robots.TXT"),
        ["public/robots.txt: error: differs from Robots.TXT only in case or accents' form: macOS and Windows keep one of them\n   rename one of them                                                   [names-differ-by-case]"],
    ),
    "folders that differ by case": (
        holding("Events/x.txt"),
        ["public/events: error: differs from Events only in case or accents' form: macOS and Windows keep one of them\n   rename one of them                                                   [names-differ-by-case]"],
    ),
    "names that differ by the form of an accent": (
        lambda public: put(public, {"caf\u00e9.txt": "a", "cafe\u0301.txt": "b"}),
        ["public/caf\u00e9.txt: error: differs from cafe\u0301.txt only in case or accents' form: macOS and Windows keep one of them\n   rename one of them                                                   [names-differ-by-case]"],
    ),
    "the name of a device": (holding("Aux.html", PAGE), ["public/Aux.html: error: 'Aux.html' is the name of a device on Windows\n   rename it: letters, digits, hyphens, underscores and dots            [bad-file-name]"]),
    "a colon": (holding("10:30.txt"), ["public/10:30.txt: error: '10:30.txt' holds ':', which Pages and Windows refuse\n   rename it: letters, digits, hyphens, underscores and dots            [bad-file-name]"]),
    "a line's end": (holding("a\nb.txt"), ["public/a\\x0ab.txt: error: 'a\\x0ab.txt' holds '\\x0a', which Pages and Windows refuse\n   rename it: letters, digits, hyphens, underscores and dots            [bad-file-name]"]),
    "a dot at the end": (holding("notes."), ["public/notes.: error: 'notes.' ends in a dot or a space, which Windows drops\n   rename it: letters, digits, hyphens, underscores and dots            [bad-file-name]"]),
    "bytes that are no text": (holding("\udcff.txt"), ["public/\\xff.txt: error: '\\xff.txt' is not UTF-8\n   rename it: letters, digits, hyphens, underscores and dots            [bad-file-name]"]),
    "a repository within the site": (
        holding("demo/.git/config"),
        ["public/demo/.git: error: '.git' is a name that git keeps for itself\n   rename it: letters, digits, hyphens, underscores and dots            [bad-file-name]"],
    ),
    "a hidden file": (
        holding(".well-known/security.txt"),
        ["public/.well-known: warning: the Pages workflow leaves out what begins with a dot\n   give it a name without one, or set include-hidden-files in the workflow [hidden-file]"],
    ),
    "what a program left behind": (
        holding("events/.DS_Store"),
        ["public/events/.DS_Store: warning: this was left behind by a program and is no part of the site\n   delete it                                                            [leftover-file]"],
    ),
    "our own temporary file": (
        holding(".dateline-12-index.html"),
        ["public/.dateline-12-index.html: warning: this was left behind by a program and is no part of the site\n   delete it                                                            [leftover-file]"],
    ),
    "a file of 51 MB": (sized("film.mp4", 51_000_000), ["public/film.mp4: warning: the file has 51 MB, more than 50\n   keep it elsewhere and link to it                                     [large-file]"]),
    "a file of 101 MB": (sized("film.mp4", 101_000_000), ["public/film.mp4: error: the file has 101 MB: git on GitHub refuses more than 100\n   keep it elsewhere and link to it                                     [large-file]"]),
    "a CNAME that nobody asked for": (
        holding("CNAME", "other.example.org\n"),
        ["public/CNAME: error: CNAME holds 'other.example.org', but config.yaml names no domain\n   set `domain` in config.yaml to the one that is meant, and run `build` [wrong-cname]"],
    ),
    "a dead link": (holding("x.html", PAGE.format('<a href="events/nope.html">n</a>')), ["public/x.html: error: the link 'events/nope.html' leads to no file of the site\n   mend the link, or put the file there                                 [broken-link]"]),
    "a link in other letters": (
        holding("x.html", PAGE.format('<a href="Events/Fire.html">n</a>')),
        ["public/x.html: error: the link 'Events/Fire.html' leads to no file of the site\n   the file is events/fire.html: names are told apart by case           [broken-link]"],
    ),
    "a place that is not there": (
        holding("x.html", PAGE.format('<a href="events/fire.html#q9">n</a>')),
        ["public/x.html: error: the link 'events/fire.html#q9' leads to no place on events/fire.html\n   nothing there has the id q9                                          [broken-link]"],
    ),
    "a picture that is not there": (
        holding("x.html", PAGE.format("<img alt='' src='a.png'>")),
        ["public/x.html: error: the link 'a.png' leads to no file of the site\n   mend the link, or put the file there                                 [broken-link]"],
    ),
    "an absolute link elsewhere": (
        holding("x.html", PAGE.format('<a href="/events/fire.html">n</a>')),
        [
            "public/x.html: error: the link '/events/fire.html' is absolute, and the site lies under /harbor/\n"
            "   build with the address of the site: `base_url` in config.yaml or --base-url [absolute-link]"
        ],
    ),
    "a relative link on the 404 page": (
        holding("404.html", PAGE.format('<a href="index.html">n</a>')),
        ["public/404.html: error: the link 'index.html' is relative, but this page is served at any depth\n   begin it with the site's base path                                   [absolute-link]"],
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_case_is_told_whole(case: str, site: Path) -> None:
    spoil, messages = BAD[case]
    spoil(site / "public")

    assert told(site) == messages


def test_links_that_hold_are_not_told(site: Path) -> None:
    links = ("./", "events/", "#top-of-it", "#top", "events/fire.html?x=1#:~:text=pier", "/harbor/people.html", f"{BASE}sources.html", "https://x.test/nope", "mailto:a@b.test", "x%2ehtml", "")
    put(site / "public", {"events/index.html": PAGE, "x.html": PAGE.format("".join(f'<a href="{one}">n</a>' for one in links))})

    assert told(site) == []


def test_an_error_ends_the_check_with_1_and_a_warning_with_0(site: Path) -> None:
    put(site / "public", {"a.txt~": "x"})
    warned = run("--site", site, "publish", "--check")
    (site / "public/index.html").unlink()

    assert (warned.exit_code, warned.stdout.split(";")[0]) == (0, "0 errors, 1 warning")
    assert run("--site", site, "publish", "--check").exit_code == 1


def test_a_large_site_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(6):
        sized(f"film-{n}.mp4", 1_000_000)(site / "public")
    monkeypatch.setattr(preflight, "BIG_SITE", 5_000_000)

    (problem,) = told(site)

    assert problem.startswith("public: warning: the site has 6 MB, more than 5\n   take out the largest: film-0.mp4, film-1.mp4, film-2.mp4 ")
    assert problem.endswith("[large-site]")


def test_a_site_larger_than_pages_holds_is_an_error(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sized("film.mp4", 7_000_000)(site / "public")
    monkeypatch.setattr(preflight, "MAX_SITE", 5_000_000)

    assert "public: error: the site has 7 MB: Pages holds at most 5" in told(site)[0]


@pytest.mark.parametrize("name", ["con", "NUL.txt", "com1.html", "lpt9", "a?b", "a\\b", "a*", 'a"', "a|b", "tab\t", "end ", "x" * 256, "é" * 128, "CONIN$", ".GIT", "git~1"])
def test_names_that_some_system_cannot_hold(name: str) -> None:
    assert name_trouble(name) != ""


@pytest.mark.parametrize("name", ["con-1.html", "console.html", "com10.html", "nullify", "a.b.c", "x" * 255, "é.html", "_x", "a b.html", "lpt.txt"])
def test_names_that_every_system_holds(name: str) -> None:
    assert name_trouble(name) == ""


def test_a_git_folder_in_the_output_is_no_part_of_the_site(site: Path) -> None:
    put(site / "public", {".git/config": "x", ".git/hooks/a~": "x"})

    assert told(site) == []
