"""Findings become records: whose they are, what they are called, and what is not proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.article import Article
from dateline.findings import DenialFound, EventFound, Findings, PersonFound, QuotationFound, Reading, Speaker
from dateline.model import Archive, Event, Person, Quotation, Receipt, Report, SavedCopy, Source
from dateline.propose import Origin, Proposals, findings_of, gist_of, propose, record_finding
from dateline.propose import identify as identify_gists
from dateline.text import text_hash, words_hash

TEXT = "The council voted on Monday. “We are done,” Ana Lee said. Tom Ruiz denied it."
VOTE = "The council voted on Monday."


def read(text: str = TEXT, *, copy: str = "a.md", url: str = "", published: str = "2024-05-15", publisher: str = "The Ledger", title: str = "Vote", findings: Findings | None = None) -> Reading:
    article = Article(text, title=title, publisher=publisher, published=published, url=url)
    return Reading(copy=copy, bytes_sha256="b", article=article, findings=findings or Findings(), stem="ledger" if "Ledger" in publisher else "")


def found(text: str = TEXT) -> Findings:
    """One event with a quotation and a denial."""
    said = text.index("We are done")
    quotation = QuotationFound(said, said + 12, "We are done,", "direct", said="2024-05-13", speaker=Speaker("Ana Lee", said + 14, said + 21, role="the clerk"))
    denial = DenialFound(text.index("Tom"), len(text), "denied", "denied", "Tom Ruiz", of="it")
    event = EventFound("2024-05-13", "The council voted", (0, len(VOTE)), ("Ana Lee",), dated_by="Monday", quotations=(0,), denials=(0,))
    people = (PersonFound("Ana Lee", roles=("the clerk",)), PersonFound("Tom Ruiz"))
    return Findings(quotations=(quotation,), denials=(denial,), people=people, events=(event,))


def identify(readings: Sequence[Reading], sources: Mapping[str, Source], receipts: Mapping[str, Receipt]) -> tuple[Origin, ...]:
    return identify_gists([gist_of(r) for r in readings], sources, receipts)


def proposals(*readings: Reading, archive: Archive | None = None, settled: frozenset[tuple[str, str]] = frozenset(), receipts: Mapping[str, Receipt] | None = None) -> Proposals:
    there = archive or Archive()
    return propose(readings, identify(readings, there.sources, receipts or {}), there, settled)


def test_an_article_becomes_an_event_its_people_and_its_source() -> None:
    made = proposals(read(findings=found()))

    assert list(made.records) == ["events/council-voted", "people/ana-lee", "people/tom-ruiz", "sources/ledger-2024-05-15"]
    event = made.records["events/council-voted"]
    assert isinstance(event, Event)
    assert event.reports == (Report(source="ledger-2024-05-15", passage=VOTE, dated_by="Monday"),)
    assert event.quotations == (Quotation(id="q1", words="We are done", speaker="ana-lee", source="ledger-2024-05-15", role="the clerk"),)
    assert [(d.id, d.kind, d.by, d.cue, d.of) for d in event.denials] == [("d1", "denied", "tom-ruiz", "denied", "")]


def test_a_person_has_the_roles_that_the_outlets_give() -> None:
    ana = proposals(read(findings=found())).records["people/ana-lee"]

    assert isinstance(ana, Person)
    assert [(r.role, r.source) for r in ana.roles] == [("the clerk", "ledger-2024-05-15")]


def test_every_proposal_says_what_it_is_made_of() -> None:
    made = proposals(read(findings=found()))

    source = "ledger-2024-05-15"
    assert made.findings == {
        "events/council-voted": ((source, words_hash(f"{VOTE}|Monday")),),
        "people/ana-lee": ((source, record_finding("people/ana-lee")),),
        "people/tom-ruiz": ((source, record_finding("people/tom-ruiz")),),
        f"sources/{source}": ((source, record_finding(f"sources/{source}")),),
    }


def test_two_statements_in_one_sentence_are_two_findings() -> None:
    report = Report(source="ledger", passage="“Yes,” said Ana Lee, and “no,” said Tom Ruiz.")
    yes, no = (Event(title="x", reports=(report,), quotations=(Quotation(words=w, source="ledger"),)) for w in ("Yes", "no"))

    assert findings_of(yes) != findings_of(no)


def test_a_settled_finding_is_not_proposed() -> None:
    settled = frozenset({("ledger-2024-05-15", words_hash(f"{VOTE}|Monday"))})

    assert list(proposals(read(findings=found()), settled=settled).records) == ["sources/ledger-2024-05-15"]


def test_the_same_sentence_of_another_source_is_another_finding() -> None:
    settled = frozenset({("courier-2024-05-15", words_hash(f"{VOTE}|Monday"))})

    assert "events/council-voted" in proposals(read(findings=found()), settled=settled).records


def test_a_settled_source_brings_nothing_back() -> None:
    settled = frozenset({("ledger-2024-05-15", record_finding("sources/ledger-2024-05-15"))})

    assert proposals(read(findings=found()), settled=settled).records == {}


def test_what_an_event_tells_already_is_not_proposed() -> None:
    mine = Event(title="Mine", reports=(Report(source="ledger-2024-05-15", passage=VOTE, dated_by="Monday"),))
    archive = Archive(events={"mine": mine}, sources={"ledger-2024-05-15": Source(title="Vote", copies=("a.md",))})

    assert [*proposals(read(findings=found()), archive=archive).records] == []


def test_an_event_that_only_quotes_the_same_words_covers_it_too() -> None:
    mine = Event(title="Mine", reports=(Report(source="ledger-2024-05-15"),), quotations=(Quotation(words="We are done", source="ledger-2024-05-15"),))
    archive = Archive(events={"mine": mine}, sources={"ledger-2024-05-15": Source(title="Vote", copies=("a.md",))})

    assert [k for k in proposals(read(findings=found()), archive=archive).records if k.startswith("events/")] == []


def test_an_id_that_is_frozen_is_not_given_again() -> None:
    readings = [read(findings=found())]

    made = propose(readings, identify(readings, {}, {}), Archive(), frozenset(), {"events/council-voted": None})

    assert [k for k in made.records if k.startswith("events/")] == ["events/council-voted-2024-05-13"]


def test_an_old_id_that_redirects_is_not_given_again() -> None:
    archive = Archive(events={"mine": Event(title="Quite other", was=("council-voted",))})

    assert "events/council-voted-2024-05-13" in proposals(read(findings=found()), archive=archive).records


def test_one_address_is_one_source_whatever_hangs_behind_it() -> None:
    one = read("One.", copy="a.md", url="https://www.ledger.example/vote?utm=1#top")
    two = read("One, corrected.", copy="b.md", url="http://ledger.example/vote/")

    assert [(o.id, o.newest) for o in identify([one, two], {}, {})] == [("ledger-2024-05-15", False), ("ledger-2024-05-15", True)]


def test_copies_that_a_receipt_knows_are_older_than_others() -> None:
    one, two = read("One.", copy="a.md", url="https://l.example/v"), read("Two.", copy="b.md", url="https://l.example/v")
    receipt = Receipt(source="ledger-2024-05-15", copies=(SavedCopy(file="b.md", bytes_sha256="b", text_sha256=text_hash("Two.")),))

    origins = identify([one, two], {}, {"ledger-2024-05-15": receipt})

    assert [o.newest for o in origins] == [True, False]
    assert origins[0].source.copies == ("b.md", "a.md")


def test_an_accepted_source_is_known_by_copy_address_and_text() -> None:
    mine = {"mine": Source(title="Vote", publisher="The Ledger", url="https://l.example/v", copies=("a.md",))}
    receipt = Receipt(source="mine", copies=(SavedCopy(file="a.md", bytes_sha256="b", text_sha256=text_hash("One.")),))
    readings = [read("Other.", copy="a.md"), read("New.", copy="b.md", url="https://l.example/v"), read("One.", copy="c.md")]

    assert [identify([r], mine, {"mine": receipt})[0].id for r in readings] == ["mine", "mine", "mine"]


def test_a_new_copy_of_an_accepted_source_is_an_addition() -> None:
    archive = Archive(sources={"mine": Source(title="Vote", url="https://l.example/v", copies=("a.md",))})

    made = proposals(read("New.", copy="b.md", url="https://l.example/v"), archive=archive)

    assert made.records["sources/mine"].copies == ("b.md",)  # type: ignore[attr-defined]
    assert made.records["sources/mine"].title == ""  # type: ignore[attr-defined]


def test_sources_without_outlet_and_day_have_an_id_all_the_same() -> None:
    one = read("One.", publisher="", published="", title="")
    two = read("Two.", copy="b.md", publisher="", published="", title="")

    assert [o.id for o in identify([one], {}, {})] == ["source-undated"]
    assert len({o.id for o in identify([one, two], {}, {})}) == 2
