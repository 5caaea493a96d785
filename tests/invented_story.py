"""The records of the invented story: people, sources and events. No city, paper or person in it exists."""

from __future__ import annotations

from dateline.model import (
    Correction,
    Denial,
    Event,
    Person,
    Quotation,
    Report,
    Role,
    Source,
    Stored,
    Withdrawal,
)

PEOPLE = {
    "ines-calloway": Person(
        name="Ines Calloway",
        aliases=("Mayor Calloway",),
        roles=(
            Role(role="harbour commissioner of Port Alder", during="2009/2014", source="gazette-2019-03-12"),
            Role(role="mayor of Port Alder", during="2014-11/..", source="gazette-2019-03-12"),
        ),
        description="Mayor of Port Alder when the ferry contract was signed.",
        same_as=("https://example.com/people/calloway",),
    ),
    "tobias-renn": Person(name="Tobias Renn", roles=(Role(role="chief executive of Marrow Line", during="2016", source="wire-2019-03-14"),)),
    "odile-march": Person(name="Odile March", roles=(Role(role="city auditor"),), was=("o-march",)),
    "sam-pell": Person(name="Samuel J. Pell", aliases=("Sam Pell",), roles=(Role(role="spokesman for the mayor"),)),
    "marrow-line": Person(name="Marrow Line", kind="organisation", roles=(Role(role="ferry operator"),)),
    "northern-wire": Person(name="Northern Wire", kind="organisation"),
}

SOURCES = {
    "gazette-2019-03-12": Source(
        title="Ferry contract was promised before bids were opened, officials say",
        publisher="The Alder Gazette",
        authors=("Hanna Voss", "Peter Lindqvist", "A. R. Moreau"),
        published="2019-03-12",
        url="https://gazette.example/2019/03/12/ferry-contract",
        archived=Stored(url="https://archive.example/2019/ferry-contract", on="2019-04-02"),
        accessed="2026-11-21",
        added="2026-11-21",
    ),
    "wire-2019-03-14": Source(
        title="Marrow Line chief calls ferry report invented",
        publisher="Northern Wire",
        authors=("Jo Adeyemi",),
        published="2019-03-14",
        url="https://wire.example/marrow-line-chief?id=7",
    ),
    "weekly-2019-05-18": Source(
        title="How the ferry deal came apart",
        publisher="The Varn Weekly",
        published="2019-05-18",
        url="https://varnweekly.example/how-the-ferry-deal-came-apart",
        corrections=(Correction(date="2019-05-20", note="An earlier version misspelled the auditor’s name."),),
    ),
    "audit-2019": Source(title="Report on the award of contract 14-B", publisher="City Auditor of Port Alder", published="2019-04", kind="document"),
    "leaflet": Source(title="Open letter of the harbour workers", kind="statement"),
}

_PASSAGE = (
    "The contract was promised to Marrow Line at a private dinner four months before bids were opened, "
    "according to four current and former city officials."
)


_PROMISE = Event(
    date="2018-07-09",
    title="Officials say the ferry contract was promised to Marrow Line before bids were opened",
    summary=(
        "Four current and former city officials told the Gazette that the mayor promised the contract to "
        "**Marrow Line** at a private dinner. The city’s own calendar lists the dinner, and nothing else."
    ),
    people=("ines-calloway", "tobias-renn", "marrow-line"),
    tags=("contract", "city hall"),
    reports=(
        Report(
            source="gazette-2019-03-12",
            passage=_PASSAGE,
            dated_by="on July 9",
            sourcing="unnamed",
            according_to="four current and former city officials",
            count=4,
            anonymity_reason="because the inquiry is not finished",
            preferred_because="the Gazette saw the calendar of the dinner",
        ),
        Report(
            source="weekly-2019-05-18",
            date="2018-07-10",
            sourcing="unnamed",
            according_to="two people who were at the table",
            relayed_from="Northern Wire",
        ),
    ),
    quotations=(
        Quotation(
            id="q1",
            words="We were told in July who would build the boats. The tender was theatre",
            speaker_described="a former city official",
            source="gazette-2019-03-12",
        ),
        Quotation(
            id="q2",
            words="the decision had been taken over dessert, three officials said",
            speaker="northern-wire",
            according_to="three officials",
            source="weekly-2019-05-18",
        ),
    ),
    denials=(
        Denial(
            id="d1",
            kind="denied",
            by="ines-calloway",
            quotations=(Quotation(words="I promised nothing to anybody, at dinner or elsewhere"),),
            cue="denied",
            said="2019-03-11",
            source="gazette-2019-03-12",
            role="the mayor",
        ),
        Denial(
            id="d2",
            kind="disputed",
            by="tobias-renn",
            quotations=(Quotation(words="This is a story about a soup"), Quotation(words="There was no contract to promise")),
            of="q1",
            said="2019-03-14",
            source="wire-2019-03-14",
        ),
        Denial(id="d3", kind="declined-to-comment", by="sam-pell", on_behalf_of="the mayor’s office", source="gazette-2019-03-12"),
        Denial(id="d4", kind="no-reply", by="marrow-line", of="q2", source="weekly-2019-05-18"),
    ),
    added="2026-11-21",
    changed="2026-11-25",
    corrections=(Correction(date="2026-12-01", note="The dinner’s month was given as June."),),
    was=("the-dinner",),
)

_NAMED = Report(source="wire-2019-03-14", sourcing="named", according_to="Tobias Renn")
_OUTLET = Report(source="gazette-2019-03-12")
_PAPER = Report(source="weekly-2019-05-18", sourcing="document", according_to="the auditor’s report on contract 14-B")

EVENTS = {
    "promise": _PROMISE,
    "tender": Event(date="2018-11", title="The city opens bids for the harbour ferries", reports=(_OUTLET,), tags=("contract",)),
    "talks": Event(
        date="2018-06/2018-11",
        title="Marrow Line and the city exchange drafts of the contract",
        summary="The auditor lists eleven drafts. None was published.",
        reports=(_PAPER,),
    ),
    "strike": Event(date="2018-11-05/2018-11-09", title="Harbour workers strike for five days", reports=(_OUTLET,)),
    "summer": Event(date="2018-22", title="Shipyards are asked whether they could build in time", reports=(_OUTLET,)),
    "year": Event(date="2017", title="Marrow Line loses its northern routes", reports=(_NAMED,)),
    "decade": Event(date="201X", title="The harbour silts up", reports=(_OUTLET,)),
    "about": Event(date="2018-11-20~", title="The bids are scored", reports=(_OUTLET,)),
    "uncertain": Event(date="2018-08-14?", title="A second dinner may have been held", reports=(_OUTLET,)),
    "before": Event(date="[..2018-12-15]", title="The contract is initialled", reports=(_PAPER,)),
    "after": Event(date="[2018-12-20..]", title="The contract is sent to the harbour board", reports=(_PAPER,)),
    "quarter": Event(date="2018-36", title="Marrow Line borrows against the contract", reports=(_NAMED,)),
    "signed": Event(
        date="2018-12-19T21:00",
        title="The mayor signs the ferry contract at nine in the evening",
        summary="She signed alone. The board was told the next day.",
        people=("ines-calloway", "sam-pell"),
        reports=(_PAPER, _OUTLET),
        quotations=(
            Quotation(
                id="q1", words="It was late and it was signed", speaker="sam-pell", source="gazette-2019-03-12", role="a spokesman for the mayor"
            ),
        ),
        tags=("contract",),
    ),
    "board": Event(
        date="2018-12-20", title="The harbour board learns of the signing", reports=(_OUTLET,), responses_sought="None found in the five sources read."
    ),
    "inquiry": Event(date="2019-04-01/..", title="The auditor opens an inquiry", people=("odile-march",), reports=(_PAPER,)),
    "until": Event(date="../2019-05-02", title="Marrow Line keeps the deposit", reports=(_NAMED,)),
    "audit": Event(
        date="2019-04-24",
        title="The auditor finds that Mayor Calloway’s office held the scores back for nine days",
        people=("odile-march", "ines-calloway"),
        reports=(_PAPER,),
        quotations=(
            Quotation(id="q1", words="Mayor Calloway’s office held the scores for nine days", speaker="odile-march", source="audit-2019", role="city auditor"),
        ),
        denials=(
            Denial(id="d1", kind="confirmed", by="sam-pell", on_behalf_of="the mayor", of="q1", passage="Mr. Pell confirmed the nine days.", source="weekly-2019-05-18"),
            Denial(
                id="d2",
                kind="statement",
                by="tobias-renn",
                of="promise",
                quotations=(Quotation(words="The report names no dinner"),),
                said="2019-04-25",
                source="weekly-2019-05-18",
            ),
        ),
    ),
    "hearing": Event(date="2019-09-01", title="The council is to hear the mayor", planned=True, reports=(_OUTLET,)),
    "undated": Event(title="Harbour workers write an open letter", reports=(Report(source="leaflet", sourcing="document"),)),
    "gone": Event(
        date="2018-10-01", title="A meeting that did not take place", reports=(_OUTLET,), withdrawn=Withdrawal(date="2026-12-03", reason="The Gazette withdrew its report.")
    ),
}
