"""Receipts: what copies prove is kept, and proving twice is proving once."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from yaml_records import events, people

from dateline.check import check, prove
from dateline.check.receipts import MOST_TOGETHER
from dateline.model import (
    Archive,
    Denial,
    Event,
    Person,
    Place,
    Quotation,
    Receipt,
    Report,
    SavedCopy,
    Source,
)
from dateline.text import text_hash, words_hash

TEXT = "The council voted on Monday. “There was contact with the firm,” Ms. Lee said. Mr. Ruiz, a clerk, denied it: “Never.”"
CHANGED = TEXT.replace("contact", "contacts")
REPORT = Report(source="ledger", passage="The council voted on Monday.", dated_by="on Monday")
QUOTATION = Quotation(id="q1", words="There was contact", speaker="ana-lee", source="ledger")
DENIAL = Denial(id="d1", kind="denied", by_described="a clerk", source="ledger", passage="a clerk, denied it", quotations=(Quotation(words="Never."),))
EVENT = Event(title="The vote", reports=(REPORT,), quotations=(QUOTATION,), denials=(DENIAL,))


def archive(event: Event | None = EVENT, **more: object) -> Archive:
    events = {"vote": event} if event else {}
    return msgspec.structs.replace(Archive(events=events, sources={"ledger": Source(title="x", published="2026-01-13")}), **more)


def codes(found: Archive, texts: dict[str, str]) -> list[str]:
    return sorted({problem.code for problem in check(found, texts) if problem.code.startswith("unproven")})


def test_every_verbatim_field_is_proven() -> None:
    receipt = prove(archive(), {"ledger": TEXT}, "2026-02-01")["ledger"]

    assert sorted(receipt.words) == sorted(words_hash(w) for w in ("There was contact", "on Monday", "a clerk", "Never."))
    assert {key: TEXT[p.start : p.end] for key, p in receipt.passages.items()} == {"vote": REPORT.passage, "vote#d1": DENIAL.passage}


def test_a_receipt_stands_in_for_the_copy() -> None:
    receipts = prove(archive(), {"ledger": TEXT}, "2026-02-01")

    assert codes(archive(), {}) == ["unproven-passage", "unproven-quotation", "unproven-words"]
    assert codes(archive(receipts=receipts), {}) == []


LETTERS = st.text("abcdefgh “”’.,\n", min_size=33, max_size=400)


@given(LETTERS, st.lists(st.tuples(st.integers(0, 399), st.integers(1, 300), st.booleans()), max_size=12))
def test_no_passage_can_be_put_together_from_a_receipt(text: str, cuts: list[tuple[int, int, bool]]) -> None:
    words = [(text[at : at + length], as_passage) for at, length, as_passage in cuts]
    event = Event(
        title="x",
        reports=tuple(Report(id=f"r{n}", source="ledger", passage=w, dated_by=w) for n, (w, as_passage) in enumerate(words) if as_passage),
        quotations=tuple(Quotation(words=w, source="ledger") for w, as_passage in words if not as_passage),
    )

    receipt = prove(archive(event), {"ledger": text}, "2026-02-01").get("ledger") or Receipt(source="ledger")

    assert [run for run in put_together(receipt, text) if len(run) > MOST_TOGETHER] == []
    held = strings(msgspec.to_builtins(receipt))
    assert [found for found in held if any(found[at : at + 33] in text for at in range(len(found) - 32))] == []


def put_together(receipt: Receipt, text: str) -> list[str]:
    """What a stranger can read of the article who lays all the pieces of a receipt at their places."""
    seen = ["\0"] * len(text)
    for place in (*receipt.words.values(), *receipt.passages.values()):
        inside = text[place.start : place.end]
        parts = {place.start - len(place.prefix): place.prefix, place.end: place.suffix}
        parts |= {place.start + inside.find(place.head): place.head} if place.head else {}
        parts |= {place.start + inside.rfind(place.tail): place.tail} if place.tail else {}
        for at, part in parts.items():
            assert text.startswith(part, at)
            seen[at : at + len(part)] = part
    joined = "".join(c if read == "\0" and c.isspace() else read for c, read in zip(text, seen, strict=True))
    return [run.strip() for run in joined.split("\0")]


def test_a_sentence_full_of_proven_words_is_not_spelt_out_in_the_receipt() -> None:
    sentence = "Three current and former officials who asked not to be named said on Monday evening that the council had counted the votes of nobody but its own clerks and their cousins in the county."
    parts = [" ".join(sentence.split()[n : n + 3]) for n in range(30)]
    event = Event(title="x", reports=(Report(source="ledger"),), quotations=tuple(Quotation(words=p, source="ledger") for p in parts if p))

    receipt = prove(archive(event), {"ledger": f"Before it. {sentence} Behind it."}, "2026-02-01")["ledger"]

    assert len(receipt.words) > 20
    assert max(map(len, put_together(receipt, f"Before it. {sentence} Behind it."))) <= MOST_TOGETHER


def test_a_passage_that_is_left_out_keeps_the_words_that_a_link_needs_before_all_others() -> None:
    receipts = prove(archive(), {"ledger": TEXT}, "2026-02-01")

    assert [(p.head, p.tail) for p in receipts["ledger"].passages.values()] == [(REPORT.passage, ""), (DENIAL.passage, "")]


def strings(value: object) -> Iterator[str]:
    """All texts in a receipt's JSON, keys among them."""
    if isinstance(value, str):
        yield value
    for inner in value.items() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from strings(inner)


def test_a_receipt_holds_what_a_stranger_needs_to_verify_again() -> None:
    copy = SavedCopy(file="ledger.md", bytes_sha256="ab", text_sha256=text_hash(TEXT))
    before = {"ledger": Receipt(source="ledger", copies=(copy,))}

    receipt = prove(archive(receipts=before), {"ledger": TEXT}, "2026-02-01")["ledger"]

    place = receipt.words[words_hash("There was contact")]
    assert (receipt.rules, receipt.copies) == (1, (SavedCopy(file="ledger.md", bytes_sha256="ab", text_sha256=text_hash(TEXT), verified="2026-02-01"),))
    assert TEXT[place.start : place.end] == "There was contact"
    assert (place.prefix, place.suffix, place.unique) == ("The council voted on Monday. “", " with the firm,” Ms. Lee said.", True)


def test_a_changed_word_must_be_proven_anew() -> None:
    receipts = prove(archive(), {"ledger": TEXT}, "2026-02-01")
    changed = msgspec.structs.replace(EVENT, quotations=(msgspec.structs.replace(QUOTATION, words="There was contacts"),))

    assert codes(archive(changed, receipts=receipts), {}) == ["unproven-quotation"]


def test_a_present_copy_is_what_counts_not_its_receipt() -> None:
    receipts = prove(archive(), {"ledger": TEXT}, "2026-02-01")

    assert codes(archive(receipts=receipts), {"ledger": CHANGED}) == ["unproven-quotation"]


def test_what_a_copy_no_longer_proves_is_dropped() -> None:
    receipts = prove(archive(), {"ledger": TEXT}, "2026-02-01")

    after = prove(archive(receipts=receipts), {"ledger": CHANGED}, "2026-02-02")

    assert receipts["ledger"].words.keys() - after["ledger"].words.keys() == {words_hash("There was contact")}


def test_without_a_copy_a_receipt_stays_as_it_is() -> None:
    receipts = prove(archive(), {"ledger": TEXT}, "2026-02-01")

    assert prove(archive(None, receipts=receipts), {}, "2026-02-02") == receipts


def test_a_passage_that_is_left_out_keeps_its_place() -> None:
    receipts = prove(archive(), {"ledger": TEXT}, "2026-02-01")
    without = msgspec.structs.replace(EVENT, reports=(msgspec.structs.replace(REPORT, passage=""),))

    after = prove(archive(without, receipts=receipts), {"ledger": TEXT}, "2026-02-02")

    assert after["ledger"].passages == receipts["ledger"].passages


def test_a_deleted_events_proof_goes_an_unreadable_ones_waits() -> None:
    receipts = prove(archive(), {"ledger": TEXT}, "2026-02-01")

    gone = prove(archive(None, receipts=receipts), {"ledger": TEXT}, "2026-02-02")
    waits = prove(archive(None, receipts=receipts, unread=frozenset({"events/vote"})), {"ledger": TEXT}, "2026-02-02")

    assert (len(gone["ledger"].passages), len(waits["ledger"].passages)) == (0, 2)


def test_the_cap_on_quoting_knows_the_length_of_a_copy_that_is_not_here() -> None:
    said = " ".join(f"word{n}" for n in range(400))
    event = Event(title="x", reports=(Report(source="ledger"),), quotations=(Quotation(id="q1", words=said, source="ledger"),))

    def told(words: int) -> list[str]:
        copy = SavedCopy(file="a.md", bytes_sha256="0", text_sha256="1", words=words)
        found = check(archive(event, receipts={"ledger": Receipt(source="ledger", copies=(copy,))}))
        return [problem.what for problem in found if problem.code == "quote-cap"]

    assert told(9000) == []
    assert told(3999) == ["400 words of its 3,999 are quoted from ledger, and publish.quote_cap allows 399"]


def test_only_what_changed_gets_the_new_day() -> None:
    copy = SavedCopy(file="ledger.md", bytes_sha256="0", text_sha256=text_hash(TEXT), verified="2026-01-13")
    before = {"ledger": Receipt(source="ledger", copies=(copy,), rejected=("abc",), given={"a": "b"})}

    first = prove(archive(receipts=before), {"ledger": TEXT}, "2026-02-01")
    second = prove(archive(receipts=first), {"ledger": TEXT}, "2026-03-01")

    assert first["ledger"].copies[0].verified == "2026-02-01"
    assert (first["ledger"].rejected, first["ledger"].given) == (("abc",), {"a": "b"})
    assert second == first


@given(events, people, st.text(max_size=30))
def test_no_content_ends_the_program(event: Event, person: Person, text: str) -> None:
    sources = {report.source: Source(title="x", published="2016") for report in event.reports if report.source.isprintable()}
    found = Archive(events={"a": event, "b": event}, people={"p": person, "no": person}, sources=sources)

    problems = check(found, dict.fromkeys(sources, text))

    assert all(problem.code and problem.what and "\n" not in problem.what for problem in problems)
    assert prove(found, dict.fromkeys(sources, text), "2026-01-01").keys() <= sources.keys()


WORDS = st.sampled_from(["There was contact", "on Monday", "a clerk", "Never.", "nothing like it", "contact with the firm", "The council … Monday"])


@given(st.lists(WORDS), st.lists(WORDS), st.sampled_from([TEXT, CHANGED, ""]))
def test_proving_twice_is_proving_once(quoted: list[str], passages: list[str], text: str) -> None:
    event = Event(
        title="x",
        quotations=tuple(Quotation(words=w, source="ledger") for w in quoted),
        reports=tuple(Report(source="ledger", passage=w) for w in passages),
    )

    once = prove(archive(event), {"ledger": text}, "2026-02-01")
    twice = prove(archive(event, receipts=once), {"ledger": text}, "2026-03-01")

    assert msgspec.json.encode(twice, order="deterministic") == msgspec.json.encode(once, order="deterministic")
    proven = codes(archive(event, receipts=once), {}) == []
    assert proven == (codes(archive(event), {"ledger": text}) == [])


def test_a_place_is_found_by_its_words_in_a_passage_too() -> None:
    passage = {"vote": Place(start=0, end=28, hash=words_hash(REPORT.passage))}
    only_passage = Event(title="x", reports=(Report(source="ledger", passage=REPORT.passage),))

    assert codes(archive(only_passage, receipts={"ledger": Receipt(source="ledger", passages=passage)}), {}) == []
