"""Names that try to leave the site: ids in records and receipts, names of copies, links in folders, addresses in articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from making import PIER, add, article, make_site, proposals, put, run, tree

OUT = ("../../outside/victim", "..\\..\\outside\\victim", "/tmp/victim", "a/../../../outside/victim", "..", "con", "", "\u202e", "x" * 400, "~root/victim")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a file beside it that nobody may touch."""
    put(tmp_path, {"outside/victim.yaml": "title: theirs\n", "outside/victim.json": "{}", "outside/victim.md": "theirs\n"})
    return make_site(tmp_path)


def everything(site: Path) -> None:
    for command in (["check", "--fix"], ["status"], ["accept", "--all"], ["check", "--fix"], ["build"], ["reject", "--all"], ["build"]):
        assert run("--site", site, *command).exit_code in (0, 1)


def beside(site: Path) -> dict[str, str]:
    return {name: digest for name, digest in tree(site.parent).items() if not name.startswith(("site/", "saved/"))}


@pytest.mark.parametrize("name", OUT)
def test_an_id_in_a_record_never_leaves_the_site(name: str, site: Path) -> None:
    said = json.dumps(name)
    event = (
        f"title: x\nwas: [{said}]\npeople: [{said}]\ndistinct_from: [{said}]\nreports: [{{id: {said}, source: {said}, passage: a}}]\n"
        f"quotations: [{{id: {said}, words: a b c d e f g, speaker: {said}, source: {said}}}]\ndenials: [{{id: {said}, kind: denied, by: {said}, of: {said}, source: {said}}}]\n"
    )
    source = f"title: x\ncopies: [{said}]\nsame_text_as: {said}\nwas: [{said}]\npublisher: {said}\n"
    for folder in ("content", "content/proposed"):
        put(site, {f"{folder}/events/a.yaml": event, f"{folder}/sources/b.yaml": source, f"{folder}/people/c.yaml": f"name: {said}\nwas: [{said}]\n"})
    put(site, {"content/events/sound.yaml": f"title: x\ntags: [{said}]\nreports: [{{source: d}}]\nwas: [{said}]\n", "content/sources/d.yaml": source})
    before = beside(site)

    everything(site)
    (site / "content/events/a.yaml").unlink()
    everything(site)

    assert beside(site) == before


@pytest.mark.parametrize("name", OUT)
def test_a_name_in_a_receipt_or_a_ledger_never_leaves_the_site(name: str, site: Path) -> None:
    add(site, {"pier.md": article(PIER, title="Pier")})
    run("--site", site, "accept", "--all")
    copy = {"file": name, "bytes_sha256": "0", "text_sha256": "1", "verified": "2026-01-01"}
    for path in (site / "content/receipts").glob("*.json"):
        told = json.loads(path.read_bytes())
        told |= {"source": name, "copies": [*told["copies"], copy], "given": {name: "{}"}, "accepted": {"ab": name}, "runs": {"cd": name}, "passages": {name: {"start": 0, "end": 9}}}
        path.write_text(json.dumps(told))
    for row in ({"written": {name: "0", f"events/{name}": "0"}, "findings": {f"events/{name}": [[name, "0"]]}}, {"key": f"events/{name}", "written": "00"}):
        put(site, {"content/proposed/.ledger.json": json.dumps(row), "content/proposed/.ledger.jsonl": json.dumps(row) + "\n"})
    before = beside(site)

    everything(site)

    assert beside(site) == before


@pytest.mark.parametrize("name", ["../../outside/victim", "/etc/passwd", "../articles"])
def test_what_is_typed_never_leaves_the_site(name: str, site: Path) -> None:
    put(site, {"content/proposed/events/a.yaml": "title: x\ntags: [new]\n"})
    before = beside(site)

    for command in (["accept", "a", "--into", name], ["accept", name], ["reject", name], ["accept", "--source", name], ["accept", f"events/{name}"]):
        assert run("--site", site, *command).exit_code == 1

    assert beside(site) == before


def test_names_in_an_article_make_no_path(site: Path) -> None:
    names = {"title": "../../outside/victim", "publisher": "../../outside", "url": "https://herald.example/../../outside/victim"}
    body = "The mayor, ../../Outside Victim, closed the pier on Monday. “../../outside/victim,” said ..\\..\\Victim on Monday. See [it](../../outside/victim.yaml).\n"
    before = beside(site)

    add(site, {"..victim.md": article(body + PIER, **names), "con.md": article(PIER, title="x")})
    everything(site)

    assert beside(site) == before
    assert [key for key in proposals(site) if ".." in key or "\\" in key] == []
    assert all(path.resolve().is_relative_to(site.resolve()) for path in site.rglob("*"))


def test_a_record_that_is_a_link_is_replaced_not_written_through(site: Path) -> None:
    put(site, {"content/proposed/events/victim.yaml": "title: theirs\ntags: [new]\n", "content/events/other.yaml": "title: x\n"})
    (site / "content/events/victim.yaml").symlink_to(site.parent / "outside/victim.yaml")
    before = beside(site)

    everything(site)

    assert beside(site) == before
