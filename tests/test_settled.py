"""While nothing waits to be decided about, an edit of words asks no saved copy, and all is as if every one had been asked."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import ARTICLES, add, make_site, put, tree
from test_incremental_rich import let_the_clock_tick, published
from test_laws import few

from dateline.pipeline.accept import accept
from dateline.pipeline.build import check_site, rendered
from dateline.pipeline.last import built
from dateline.pipeline.refresh import refresh
from dateline.preview import Look, site_as_it_stands
from dateline.problem import has_errors
from dateline.text import words_hash


def one_of(site: Path, folder: str, pick: Random) -> Path:
    return pick.choice(sorted((site / "content" / folder).glob("*.*")) or [site / "config.yaml"])


def substitute(pattern: str, new: str, folder: str = "events") -> Callable[[Path, Random], None]:
    """An edit of the first line that is like this."""

    def edit(site: Path, pick: Random) -> None:
        path = one_of(site, folder, pick)
        path.write_text(re.sub(pattern, new, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE), encoding="utf-8")

    return edit


def copy_an_event(site: Path, pick: Random) -> None:
    path = one_of(site, "events", pick)
    path.with_name(f"copy-{pick.randrange(3)}.yaml").write_bytes(path.read_bytes())


def delete_an_event(site: Path, pick: Random) -> None:
    one_of(site, "events", pick).unlink()


def delete_a_receipt(site: Path, pick: Random) -> None:
    one_of(site, "receipts", pick).unlink()


def import_again(site: Path, pick: Random) -> None:
    add(site, {"later.md": ARTICLES["bridge.md"].replace("shelf", pick.choice(["shelf", "bench"]))})


def accept_all(site: Path, _pick: Random) -> None:
    accept(site, [], everything=True)


def edit_a_saved_copy(site: Path, pick: Random) -> None:
    path = one_of(site, "articles", pick)
    path.write_text(path.read_text(encoding="utf-8").replace(" on Monday", pick.choice([" on Sunday", " on Monday", ""]), 1), encoding="utf-8")


def delete_a_saved_copy(site: Path, pick: Random) -> None:
    one_of(site, "articles", pick).unlink()


RETITLE = substitute(r"^title: .*", "title: Another headline")
EDITS: tuple[Callable[[Path, Random], None], ...] = (
    RETITLE,
    RETITLE,
    substitute(r"^title: (.*)", r"summary: See [it](events/copy-1.html).\ntitle: \1"),
    substitute(r"^date: .*", "date: 2024-05-12"),
    substitute(r"^( *(?:- )?words: .*) [^ ]+$", r"\1"),
    substitute(r"^ +passage: .*\n", ""),
    substitute(r"^people: .*", "people: []"),
    substitute(r"^name: .*", "name: Clara Lindgren", "people"),
    substitute(r"^title: .*", "title: Another title", "sources"),
    copy_an_event,
    delete_an_event,
    delete_a_receipt,
    import_again,
    import_again,
    accept_all,
    accept_all,
    edit_a_saved_copy,
    delete_a_saved_copy,
)
edits = st.lists(st.sampled_from(EDITS), min_size=2, max_size=7)
chances = st.randoms(use_true_random=False)


def settled_site(folder: str) -> Path:
    """A site of four articles, all that was found in them accepted."""
    site = make_site(Path(folder))
    add(site, ARTICLES)
    accept(site, [], everything=True)
    return site


def files_of(site: Path) -> dict[str, str]:
    return tree(site, but=(".dateline", "public"))


@few
@given(edits, chances)
def test_a_preview_after_an_edit_is_a_look_from_nothing(steps: list[Callable[[Path, Random], None]], pick: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = settled_site(folder)
        known, since = site_as_it_stands(site), set[str]()
        for step in steps:
            before = files_of(site)
            step(site, pick)
            now = files_of(site)
            since |= {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
            look = site_as_it_stands(site, known, since)
            after = files_of(site)

            cold = site_as_it_stands(site)

            assert files_of(site) == after
            assert [p for p in look.problems if p.code != "updated-article"] == list(cold.problems)  # a newer copy is told once
            if look.pages is not None and cold.pages is not None:
                assert dict(look.pages.items()) == dict(cold.pages.items())
                known, since = look, set[str]()
            since |= {path for path in after.keys() | now.keys() if after.get(path) != now.get(path)}


@few
@given(edits, chances)
def test_a_build_after_an_edit_is_one_from_nothing(steps: list[Callable[[Path, Random], None]], pick: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = settled_site(folder)
        built(site)
        for step in steps:
            step(site, pick)
            let_the_clock_tick()
            before = published(site)
            said, _ = built(site)
            after = files_of(site)
            refresh(site)
            cold = check_site(site)

            assert files_of(site) == after
            assert {*cold.problems} <= {*said.problems}
            assert published(site) == (before if has_errors(said.problems) else rendered(site, cold.archive))


def test_the_first_article_of_a_site_is_read_in_the_preview(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    look = site_as_it_stands(site)
    put(site, {"content/articles/pier.md": ARTICLES["pier.md"]})

    shown = site_as_it_stands(site, look, {"content/articles/pier.md"})

    after = files_of(site)
    cold = site_as_it_stands(site)
    assert any(path.startswith("content/proposed/events/") for path in after)
    assert files_of(site) == after
    assert shown.pages is not None
    assert cold.pages is not None
    assert dict(shown.pages.items()) == dict(cold.pages.items())


def test_a_receipt_that_somebody_removed_is_there_again_after_the_next_edit(tmp_path: Path) -> None:
    site = settled_site(str(tmp_path))
    look = site_as_it_stands(site)
    receipt, path = (one_of(site, folder, Random(1)) for folder in ("receipts", "events"))
    receipt.unlink()
    put(site, {f"content/events/{path.name}": re.sub("title: .*", "title: A word", path.read_text(encoding="utf-8"))})

    site_as_it_stands(site, look, {f"content/events/{path.name}"})  # nobody watches receipts

    assert receipt.exists()


def fails(*_: object, **__: object) -> None:
    raise AssertionError("saved copies were asked")


def test_a_word_costs_no_look_at_saved_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = settled_site(str(tmp_path))
    look = site_as_it_stands(site)
    let_the_clock_tick()
    built(site)
    path = one_of(site, "events", Random(1))
    put(site, {f"content/events/{path.name}": re.sub("title: .*", "title: A word", path.read_text(encoding="utf-8"))})
    for name in ("dateline.pipeline.refresh.refresh", "dateline.preview.refresh", "dateline.preview.load"):
        monkeypatch.setattr(name, fails)

    shown = site_as_it_stands(site, look, {f"content/events/{path.name}"})
    built(site)

    assert isinstance(shown, Look)
    assert shown.pages is not None
    assert b"A word" in shown.pages[f"events/{path.stem}.html"]
    assert "A word" in (site / f"public/events/{path.stem}.html").read_text(encoding="utf-8")


def test_words_that_are_quoted_otherwise_are_proven_in_the_receipt_at_once(tmp_path: Path) -> None:
    site = settled_site(str(tmp_path))
    look = site_as_it_stands(site)
    path = next(p for p in sorted((site / "content/events").glob("*.yaml")) if "words: The pier was safe" in p.read_text(encoding="utf-8"))
    put(site, {f"content/events/{path.name}": re.sub("words: The pier was", "words: was", path.read_text(encoding="utf-8"))})

    shown = site_as_it_stands(site, look, {f"content/events/{path.name}"})

    assert shown.errors() == ()
    assert any(words_hash("was safe for nobody") in receipt.read_text(encoding="utf-8") for receipt in (site / "content/receipts").iterdir())
    cold = site_as_it_stands(site)
    assert shown.pages is not None
    assert cold.pages is not None
    assert dict(shown.pages.items()) == dict(cold.pages.items())
