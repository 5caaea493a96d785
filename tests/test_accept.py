"""Accept and reject: nobody's words are lost, nothing comes back, and your files keep every byte."""

from __future__ import annotations

from pathlib import Path

from making import (
    imported,
    make_site,
    proposals,
    proposed,
    put,
    tree,
)

from dateline.pipeline.accept import accept
from dateline.pipeline.build import check_site
from dateline.pipeline.ledger import read_ledger
from dateline.pipeline.refresh import refresh
from dateline.store import load

MINE = """# the working title
title:   The pier is closed   # by the board
date: 2024-05-13

reports:
  - {source: ashfordherald-2024-05-15, passage: The harbor board closed the old pier on Monday after an inspector found cracks in its piles., dated_by: Monday}
# nothing below
"""


def accepted(site: Path, words: str) -> str:
    """Accept the event whose proposal holds these words; its key."""
    key = proposed(site, words)
    assert accept(site, [key]).problems == ()
    return key


def errors(site: Path) -> list[str]:
    return [str(p) for p in check_site(site).problems if p.severity == "error"]


def test_accept_brings_along_the_people_and_sources_that_are_needed(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md", "school.md")

    done = accept(site, ["*safe*nobody*"])

    assert [k for k in done.keys if not k.startswith("events/")] == ["sources/ashfordherald-2024-05-15", "people/clara-voss", "people/tomas-reuter"]
    assert errors(site) == []


def test_a_person_comes_with_the_sources_of_its_roles(tmp_path: Path) -> None:
    person = "name: Ana Lee\nroles: [{role: clerk, source: ledger}]\n"
    drafts = {"events/fire": "title: Fire\npeople: [ana-lee]\n", "people/ana-lee": person, "sources/ledger": "title: Clerk\nsame_text_as: wire\n", "sources/wire": "title: Clerk\n", "sources/other": "title: x\n"}
    site = make_site(tmp_path, {f"content/proposed/{key}.yaml": text for key, text in drafts.items()})

    done = accept(site, ["fire"])

    assert done.keys == ("sources/ledger", "sources/wire", "people/ana-lee", "events/fire")


def test_an_edited_proposal_keeps_every_byte(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    key = proposed(site, "harbor board closed")
    edited = "# mine\r\ntitle:  'The pier: closed'   # shorter\r\n\r\nreports: [ {source: ashfordherald-2024-05-15} ]\r\n\r\n"
    put(site, {f"content/proposed/{key}.yaml": edited})

    accept(site, [key])

    text = (site / f"content/{key}.yaml").read_bytes().decode()
    assert text.startswith(edited)
    assert text[len(edited) :].startswith("added: ")


def test_a_day_is_not_added_where_it_would_change_what_was_written(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    kept = {"braces": "{title: The pier, tags: [a]}\n", "ended": "title: The pier\n...\n", "indented": "  title: The pier\n", "dated": "title: The pier\nadded: 2020-01-01\n"}
    put(site, {f"content/proposed/events/{name}.yaml": text for name, text in kept.items()})

    accept(site, [], everything=True)

    assert {name: (site / f"content/events/{name}.yaml").read_text() for name in kept} == kept


def test_an_addition_touches_no_other_byte(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    accept(site, ["sources/*"])
    put(site, {"content/events/my-pier.yaml": MINE})
    imported(site, "pier-again.md")
    items = proposals(site)["events/my-pier"].partition("reports:\n")[2].splitlines(keepends=True)

    done = accept(site, ["my-pier"])

    text = (site / "content/events/my-pier.yaml").read_text("utf-8")
    added = "".join(f"  {line}" for line in items)  # under the dashes that are there
    assert (done.paste, "Inspectors found cracks" in added) == ({}, True)
    assert text == MINE.replace("# nothing below", f"{added}# nothing below")


def test_an_addition_counts_ids_on_from_the_highest(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    key = accepted(site, "safe for nobody")
    path = site / f"content/{key}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: q1", "id: q7").replace("of: q1", "of: q7"), encoding="utf-8")

    imported(site, "pier-again.md")
    accept(site, [key])

    assert [q.id for q in load(site).archive.events[key.removeprefix("events/")].quotations] == ["q7", "q8"]


def test_additions_to_a_source_and_a_person_are_appended(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/sources/diary.yaml": "title: A diary # old\n", "content/people/ana-lee.yaml": "name: Ana Lee\naliases: [Lee]\n"})
    put(site, {"content/proposed/sources/diary.yaml": "copies: [diary.md]\n", "content/proposed/people/ana-lee.yaml": "aliases: [A. Lee]\n"})

    done = accept(site, [], everything=True)

    assert done.keys == ("sources/diary", "people/ana-lee")
    assert (site / "content/sources/diary.yaml").read_text() == "title: A diary # old\ncopies: [diary.md]\n"
    assert (site / "content/people/ana-lee.yaml").read_text() == "name: Ana Lee\naliases: [Lee, A. Lee]\n"


def test_words_that_cannot_be_appended_are_shown_and_the_proposal_stays(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/events/fire.yaml": "title: The pier burns\n"})
    put(site, {"content/proposed/events/fire.yaml": "title: The pier burns\nsummary: Half an hour's work by me.\n"})

    done = accept(site, ["fire"])

    assert done.keys == ()
    assert "summary: Half an hour's work by me." in done.paste["content/events/fire.yaml"]
    assert "events/fire" in proposals(site)


def test_a_file_that_cannot_be_edited_safely_is_left_alone(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/events/fire.yaml": "{title: The pier burns}\n"})
    put(site, {"content/proposed/events/fire.yaml": "tags: [fire]\n"})

    done = accept(site, ["fire"])

    assert done.paste == {"content/events/fire.yaml": "tags: [fire]\n"}
    assert (site / "content/events/fire.yaml").read_text() == "{title: The pier burns}\n"
    assert "events/fire" in proposals(site)


def test_with_a_mistake_in_a_chosen_proposal_nothing_is_accepted(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    put(site, {"content/proposed/events/mine.yaml": "title: Mine\ntitel: Mine\n"})
    before = tree(site)

    done = accept(site, [], everything=True)

    assert [str(p.where) for p in done.problems] == ["content/proposed/events/mine.yaml:2:1"]
    assert tree(site) == before


def test_a_misspelt_id_is_told_with_the_nearest_and_nothing_is_accepted(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    put(site, {"content/proposed/events/fire.yaml": "title: Fire\n"})

    done = accept(site, ["fire", "fier"])

    assert [str(p) for p in done.problems] == ["error: no proposal matches 'fier'\n   did you mean fire?                                                   [no-such-proposal]"]
    assert done.keys == ()


def test_what_is_accepted_and_deleted_does_not_come_back(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    key = accepted(site, "harbor board closed")
    (site / f"content/{key}.yaml").unlink()

    imported(site, "school.md")
    refresh(site)

    assert [k for k, text in proposals(site).items() if "harbor board closed the old" in text] == []


def test_what_is_accepted_after_a_rename_and_deleted_does_not_come_back(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    old = site / f"content/proposed/{proposed(site, 'harbor board closed')}.yaml"
    old.rename(old.with_name("closed.yaml"))
    accept(site, ["closed"])
    (site / "content/events/closed.yaml").unlink()

    refresh(site)

    assert [k for k, text in proposals(site).items() if "harbor board closed the old" in text] == []


def test_a_renamed_event_is_not_proposed_again_and_gets_the_additions(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    path = site / f"content/{accepted(site, 'harbor board closed')}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"was: [{path.stem}]\n", encoding="utf-8")
    path.rename(path.with_name("closed.yaml"))

    imported(site, "pier-again.md")

    assert proposed(site, "Inspectors found cracks") == "events/closed"
    receipt = load(site).archive.receipts["ashfordherald-2024-05-15"]
    assert "closed" in receipt.passages
    assert path.stem not in receipt.passages


def test_an_accept_that_a_crash_cut_off_is_finished_by_the_next_run(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    imported(site, "pier.md")
    key = proposed(site, "harbor board closed")
    put(site, {f"content/{key}.yaml": proposals(site)[key] + "added: 2026-01-01\n"})  # moved, and then the power went

    refresh(site)

    assert key not in proposals(site)
    assert key not in read_ledger(site).written
    assert {i for r in load(site).archive.receipts.values() for i in r.accepted.values()} == {key.removeprefix("events/")}


def test_proposals_half_written_by_a_crash_are_still_ours(tmp_path: Path) -> None:
    site, whole = make_site(tmp_path / "a"), make_site(tmp_path / "b")
    imported(whole, "pier.md", "pier-again.md")
    imported(site, "pier.md")
    path = site / "content/proposed/.ledger.jsonl"
    before = path.read_bytes()
    imported(site, "pier-again.md")
    path.rename(path.with_name(".ledger.new"))  # the last write was lost
    path.write_bytes(before)

    refresh(site)

    assert proposals(site) == proposals(whole)
    assert read_ledger(site).written == read_ledger(whole).written
