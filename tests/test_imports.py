"""The promise of docs/format.md about import: what it may write, and what it never undoes."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import (
    ARTICLES,
    MINE,
    PIER,
    add,
    article,
    imported,
    make_site,
    proposals,
    proposed,
    put,
    save,
    tree,
)

from dateline.article import Given
from dateline.pipeline.imports import files_in, import_files
from dateline.store import load

DAYS = ("Monday", "Tuesday", "Friday")
PLACES = ("the mill", "the old pier", "the town hall")
DEEDS = ("closed {}", "sold {} to a brewer", "painted {} green")
WHO = ("Clara Voss", "Otto Lindgren", "Ilse Brandt")
stories = st.builds(
    lambda day, place, deed, who: f"The council {deed.format(place)} on {day}.\n\n“I would do it again,” {who}, the clerk, said on {day}.\n",
    st.sampled_from(DAYS),
    st.sampled_from(PLACES),
    st.sampled_from(DEEDS),
    st.sampled_from(WHO),
)
saved = st.lists(st.tuples(stories, st.sampled_from(("The Herald", "The Courier"))), min_size=2, max_size=4, unique=True)
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_import_writes_articles_proposals_and_receipts_alone(tmp_path: Path) -> None:
    event = "title: The pier burns\nreports: [{source: diary}]\n"
    site = make_site(tmp_path, {"content/events/fire.yaml": event, "content/sources/diary.yaml": "title: A diary\n", "templates/x.html": "x", "notes.txt": "n"})
    before = tree(site)

    imported(site, *ARTICLES)

    new = {path for path, digest in tree(site).items() if before.get(path) != digest}
    assert {path.split("/")[1] for path in new if path.startswith("content/")} == set(MINE)
    assert all(path.startswith("content/") for path in new)


def test_importing_twice_changes_no_byte(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, *ARTICLES)
    before = tree(site, but=())

    imported(site, *ARTICLES)

    assert tree(site, but=()) == before


@few
@given(saved, st.data())
def test_the_order_of_imports_does_not_matter_to_proposals(texts: list[tuple[str, str]], data: st.DataObject) -> None:
    names = [f"story-{n}.md" for n in range(len(texts))]
    files = {n: article(t, title=f"Story {n}", publisher=p) for n, (t, p) in zip(names, texts, strict=True)}
    other = data.draw(st.permutations(names))
    with tempfile.TemporaryDirectory() as folder:
        one, two = make_site(Path(folder) / "1"), make_site(Path(folder) / "2")

        for name in names:
            add(one, {name: files[name]})
        for name in other:
            add(two, {name: files[name]})

        assert proposals(one) == proposals(two)


def test_every_order_and_all_at_once_propose_the_same(tmp_path: Path) -> None:
    at_once = make_site(tmp_path / "all")
    imported(at_once, *ARTICLES)

    orders = list(itertools.permutations(ARTICLES))[1::5]
    for number, order in enumerate(orders):
        site = make_site(tmp_path / str(number))
        for name in order:
            imported(site, name)

        assert proposals(site) == proposals(at_once), order


def test_an_edited_proposal_is_left_alone_and_the_difference_is_told(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    key = proposed(site, "harbor board closed")
    path = site / f"content/proposed/{key}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "tags: [mine]\n", encoding="utf-8")
    edited = path.read_bytes()

    done = imported(site, "pier-again.md")

    assert path.read_bytes() == edited
    (told,) = done.problems
    assert (told.code, told.severity, str(told.where)) == ("edited-proposal", "warning", f"content/proposed/{key}.yaml")
    assert "+  passage: Inspectors found cracks in the piles of the old pier" in told.hint
    assert "-tags: [mine]" in told.hint


def test_an_edit_that_import_would_not_touch_is_not_told(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    path = site / f"content/proposed/{proposed(site, 'harbor board closed')}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# looked at\n", encoding="utf-8")

    assert imported(site, "school.md").problems == ()


def test_a_new_finding_does_not_take_the_name_of_an_edited_proposal(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    key = proposed(site, "harbor board closed")
    path = site / f"content/proposed/{key}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "tags: [mine]\n", encoding="utf-8")

    add(site, {"next-year.md": article(PIER + "\nNobody came.\n", title="Closed again", published="2025-05-14")})

    assert proposed(site, "date: 2025-05-12\ntitle: The harbor board closed") == f"{key}-2025-05-12"


def test_a_proposal_that_a_person_renamed_is_not_made_again(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    old = site / f"content/proposed/{proposed(site, 'harbor board closed')}.yaml"
    old.rename(old.with_name("pier-closed.yaml"))

    imported(site, "school.md")

    assert proposed(site, "harbor board closed the old pier on Monday after") == "events/pier-closed"


def test_what_an_edited_proposal_refers_to_keeps_its_id(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    path = site / f"content/proposed/{proposed(site, 'safe for nobody')}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "tags: [mine]\n", encoding="utf-8")

    add(site, {"mill.md": article("The board sold the mill on Monday.\n", title="Mill sold")})

    sources = sorted(k for k in proposals(site) if k.startswith("sources/"))
    assert sources == ["sources/ashfordherald-2024-05-15", "sources/ashfordherald-2024-05-15-mill-sold"]
    assert "source: ashfordherald-2024-05-15\n" in path.read_text(encoding="utf-8")


def test_a_person_that_is_edited_keeps_its_id(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    path = site / "content/proposed/people/clara-voss.yaml"
    path.write_text("name: Clara Voss\naliases: [Clara Marie Voss]\n", encoding="utf-8")

    add(site, {"later.md": article("“It is open,” Clara Marie Voss, the chairwoman, said on Monday.\n", title="Open", published="2024-06-05")})

    assert path.read_text(encoding="utf-8") == "name: Clara Voss\naliases: [Clara Marie Voss]\n"
    assert [k for k in proposals(site) if "voss" in k and k.startswith("people")] == ["people/clara-voss"]


def test_the_same_article_under_another_name_is_one_source(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")

    add(site, {"again.md": ARTICLES["pier.md"], "unix.md": ARTICLES["school.md"], "dos.md": ARTICLES["school.md"].replace("\n", "\r\n")})

    assert sorted(k for k in proposals(site) if k.startswith("sources/")) == ["sources/ashfordherald-2024-05-15", "sources/millbrookcourier-2024-05-19"]
    assert sorted(p.name for p in (site / "content/articles").iterdir()) == ["dos.md", "pier.md", "unix.md"]


def test_an_updated_article_is_a_new_copy_of_its_source_and_the_newest(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    address = "https://herald.example/pier"
    new = PIER.replace("found cracks in its piles", "saw nine cracks in its piles")
    assert new != PIER

    for body in (PIER, new):
        add(site, {"pier.md": article(body, title="Old pier is closed", url=address)})

    (source,) = load(site, proposals=True).archive.sources.values()
    assert source.copies == ("pier.md", "pier-2.md")
    assert "saw nine cracks" in proposals(site)[proposed(site, "harbor board closed")]


def test_one_text_in_two_papers_is_two_sources_and_the_second_says_so(tmp_path: Path) -> None:
    site = make_site(tmp_path)

    add(site, {"a.md": article(PIER, title="Pier", publisher="The Herald"), "b.md": article(PIER, title="Pier", publisher="The Courier")})

    sources = load(site, proposals=True).archive.sources
    assert {name: s.same_text_as for name, s in sources.items()} == {"herald-2024-05-15": "", "courier-2024-05-15": "herald-2024-05-15"}


def test_two_articles_of_one_outlet_on_one_day_are_two_sources(tmp_path: Path) -> None:
    site = make_site(tmp_path)

    add(site, {"a.md": article(PIER, title="Pier"), "b.md": article("The board sold the mill on Monday.\n", title="Mill sold")})

    assert sorted(k for k in proposals(site) if k.startswith("sources/")) == ["sources/ashfordherald-2024-05-15-mill-sold", "sources/ashfordherald-2024-05-15-pier"]


def test_what_was_said_of_a_copy_holds_for_the_next_import(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    put(tmp_path, {"dump.txt": PIER})
    import_files(site, [tmp_path / "dump.txt"], Given(published="2024-05-15", publisher="The Herald"))
    before = proposals(site)

    import_files(site, [tmp_path / "dump.txt"], Given())

    assert proposals(site) == before
    assert "published: 2024-05-15" in before["sources/herald-2024-05-15"]


@pytest.mark.parametrize("name", ["a#b.md", "page #2.md", ".hidden.md", "tab\tand “quote”.md", "x" * 200 + ".md", "что.md"])
def test_odd_file_names_become_sound_ones(name: str, tmp_path: Path) -> None:
    site = make_site(tmp_path)
    put(tmp_path, {name: PIER})

    import_files(site, [tmp_path / name], Given(published="2024-05-15"))

    (copy,) = [p.name for p in (site / "content/articles").iterdir()]
    assert set(copy) & set("#\t\\/:") | {copy[0]} & {"."} == set()
    assert load(site, proposals=True).problems == ()
    (source,) = load(site, proposals=True).archive.sources.values()
    assert (source.published, source.copies) == ("2024-05-15", (copy,))


def test_a_copy_that_is_gone_takes_no_proposal_with_it(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    before = proposals(site)
    (site / "content/articles/pier.md").unlink()

    imported(site, "school.md")

    assert before.items() <= proposals(site).items()


@pytest.mark.parametrize("folder", ["sources", "proposed/sources"])
def test_receipts_stay_while_a_source_cannot_be_read(folder: str, tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    path = site / f"content/{folder}/ashfordherald-2024-05-15.yaml"
    put(path.parent, {path.name: "title: ["})
    receipt = (site / "content/receipts/ashfordherald-2024-05-15.json").read_bytes()
    (site / "content/articles/pier.md").unlink()

    imported(site, "bridge.md")

    assert (site / "content/receipts/ashfordherald-2024-05-15.json").read_bytes() == receipt


def test_a_folder_is_read_with_what_is_below_it(tmp_path: Path) -> None:
    put(tmp_path, {"in/b.md": "b", "in/deep/a.md": "a", "in/.hidden": "h"})

    assert [p.name for p in files_in([tmp_path / "in", tmp_path / "nowhere.md"])] == ["b.md", "a.md", "nowhere.md"]


def test_a_file_that_lies_in_articles_already_is_not_copied(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    put(site, {"content/articles/2024/pier.md": ARTICLES["pier.md"]})

    import_files(site, [site / "content/articles/2024/pier.md"], Given())
    import_files(site, save(tmp_path, "pier.md"), Given())

    assert [p.relative_to(site).as_posix() for p in (site / "content/articles").rglob("*.md")] == ["content/articles/2024/pier.md"]
