"""docs/messages.md explains every message that the program can give, and no other; each has its tiny broken site."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from dateline.check.words import verbatims
from dateline.model import Config, Event, Person, Source
from dateline.text import canon, find_words
from dateline.yamlfile.read import read_record

ROOT = Path(__file__).parent.parent
DOCUMENT = (ROOT / "docs" / "messages.md").read_text(encoding="utf-8")


def explained(document: str) -> set[str]:
    """The codes that stand at the head of a line of a list."""
    heads = re.findall(r"^- ((?:`[a-z0-9-]+`(?:, )?)+) — \S", document, re.MULTILINE)
    return {code for head in heads for code in re.findall("`(.+?)`", head)}


EXPLAINED = explained(DOCUMENT)
SITES = {path.stem for path in (ROOT / "tests" / "sites").glob("*.md")}


def strings_and_codes() -> tuple[set[str], set[str]]:
    """All short texts of the package, and those that are the code of a problem."""
    strings: set[str] = set()
    codes: set[str] = set()
    for path in (ROOT / "dateline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings.add(node.value)
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                codes |= {str(node.args[0].value)} if called in ("Problem", "tell") else set()
    return strings, codes


def test_every_message_is_explained() -> None:
    _, codes = strings_and_codes()

    assert (codes | SITES) - EXPLAINED == set()


def test_no_message_is_explained_that_is_not_given() -> None:
    strings, _ = strings_and_codes()

    assert EXPLAINED - strings - SITES == set()


def test_the_checks_of_content_all_have_a_broken_site() -> None:
    of_content = explained(DOCUMENT.split("\n## Importing")[0])
    about_disk = {"too-large", "not-a-folder", "not-utf-8", "cannot-read", "receipt-unreadable"}

    assert of_content - SITES == about_disk


def test_the_examples_of_the_format_are_right() -> None:
    document = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    records = re.findall(r"^## (An event|A source|A person).*?```yaml\n(.*?)```", document, re.MULTILINE | re.DOTALL)
    kinds = {"An event": Event, "A source": Source, "A person": Person}

    assert [name for name, _ in records] == list(kinds)
    assert [read_record(kinds[name], text, "docs/format.md")[2] for name, text in records] == [(), (), ()]


def test_the_words_of_the_example_are_in_the_invented_article() -> None:
    document = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    article = canon((ROOT / "examples" / "ledger-2026-01-22.md").read_text(encoding="utf-8"))
    (text,) = re.findall(r"^## An event\n\n```yaml\n(.*?)```", document, re.MULTILINE | re.DOTALL)
    (more,) = re.findall(r"stands beside it:\n\n```yaml\n(.*?)```", document, re.DOTALL)

    events = [read_record(Event, yaml, "docs/format.md")[0] for yaml in (text, "title: x\n" + more)]
    words = [found.words for event in events if event for found in verbatims("x", event)]

    assert len(words) == 7
    assert [part for part in words if not find_words(part, article)] == []


def test_the_format_names_every_field() -> None:
    document = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")

    fields = {name for kind in (Event, Source, Person, Config) for name in kind.__struct_fields__} - {"publish"}

    assert [name for name in sorted(fields) if f"`{name}`" not in document and f"\n{name}:" not in document] == []
