"""Timelines made with other tools: TimelineJS's sheets and JSON, static-timeline-generator's content.js."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from costs import grows_in_proportion
from hypothesis import given
from hypothesis import strategies as st
from making import make_site, proposals, proposed, put, run

from dateline.article import Article, Given
from dateline.edtf import check
from dateline.extract import extract
from dateline.findings import EventFound
from dateline.parse import parse
from dateline.parse.script import read_script

COLUMNS = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Group,Background"
SHEET = f"""{COLUMNS}
,,,,,,,,,The harbor levy,How a fee became a scandal,,,,,title,,
2014,3,1,,,,,,Spring 2014,Council votes the levy,"<p>It passed by <b>five votes to four</b>, as <a href=""https://ledger.example/levy"">the paper wrote</a>.</p><p>“This is a tax on bread,” said Ana Ruiz. Mayor Tom Hale denied that.</p>",https://ledger.example/photo,The Ledger,The vote,,,council,
2014,5,20,9:30 AM,,,,,,Audit begins,The auditor opens the books.,,,,,,audit,
2014,2,30,,,,,,,Books go missing,Nobody noticed.,,,,,,audit,
2012,,,,2016,,,,,Years of drought,,,,,,era,,
"2,015",6,1,,2015,7,15,,,Hearings held,Six weeks of hearings.,,,,,,audit,
"""
SCRIPT = """const entries = [
  {
    id: 'levy',
    categories: ['council', 'money'],
    datetime: '2014-03-05 14:41', // of the vote
    title: 'Council votes the <em>levy</em>',
    body: "It passed by five votes to four. The town\\'s bakers protest.",
    links: [{ href: 'https://ledger.example/levy', linkText: 'The Ledger', extra: '(paid)' }],
  },
  { id: 'audit', date: '2014-05-20', title: `Audit begins`, body: '<p>The auditor opens the books.</p>' },
];
const pageTitle = 'The harbor levy';
module.exports = { entries };
"""


def read(text: str, **said: str) -> Article:
    (article,) = parse(text.encode(), given=Given(**said))
    return article


def events(text: str) -> tuple[EventFound, ...]:
    return extract(read(text)).events


def dates(*rows: str) -> list[str]:
    return [e.date for e in events("\n".join([COLUMNS, *rows]))]


def test_a_sheet_of_timelinejs_gives_one_event_a_row() -> None:
    assert [(e.date, e.title, e.tags) for e in events(SHEET)] == [
        ("2014-21", "Council votes the levy", ("council",)),
        ("2014-05-20T09:30", "Audit begins", ("audit",)),
        ("", "Books go missing", ("audit",)),
        ("2015-06-01/2015-07-15", "Hearings held", ("audit",)),
    ]
    assert read(SHEET).title == "The harbor levy"


def test_every_passage_is_words_of_the_sheet_with_its_date() -> None:
    article = read(SHEET)

    assert [article.text[slice(*e.passage)] for e in extract(article).events] == [
        "Spring 2014: Council votes the levy",
        "20 May 2014 at 09:30: Audit begins",
        "Books go missing",
        "1 June – 15 July 2015: Hearings held",
    ]


def test_what_cannot_be_kept_is_told_by_row() -> None:
    assert [f"{p.what} | {p.hint}" for p in read(SHEET).problems] == [
        "row 5: it is undated: '2014-02-30' has the day 30, but February 2014 has 28 days; write a day from 01 to 28 | mend it there and import again, or date the proposal",
        "eras are no events and were left out: Years of drought | write those that happened as events of their own",
    ]


def test_a_coarse_date_in_the_authors_words_is_not_sharpened_to_the_day_that_the_tool_wanted() -> None:
    row = "2014,3,1,,,,,,{},Vote,,,,,,,,"

    assert dates(row.format("Spring 2014")) == ["2014-21"]
    assert dates(row.format("March 2014")) == ["2014-03"]
    assert dates(row.format("the day of the vote")) == ["2014-03-01"]
    assert dates(row.format("Spring 2015")) == ["2014-03-01"], "words that say another day are not believed"


def test_sheets_of_the_first_generation_write_dates_in_one_cell() -> None:
    sheet = "Start Date,End Date,Headline,Text,Tag\n1/26/2012 0:01:00,,Vote,It passed.,council\n3/2012,5/2012,Talks,,\n2013,,A year,,\n26 January,,No date,,\n"

    assert [e.date for e in events(sheet)] == ["2012-01-26T00:01", "2012-03/2012-05", "2013", ""]
    assert [p.what for p in read(sheet).problems] == [
        "row 5: it is undated: '26 January' is no number of a year, month or day that can be kept; write years from 1 to 9999, months and days as numbers"
    ]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_and_marks_at_the_head_of_the_file(delimiter: str) -> None:
    sheet = f"\ufeffYear{delimiter}Headline{delimiter}Text\r\n2014{delimiter}Vote{delimiter}\"Two, lines\r\nhere\"\r\n"

    assert [(e.date, e.title, e.summary) for e in events(sheet)] == [("2014", "Vote", "Two, lines\n\nhere")]


def test_json_of_timelinejs() -> None:
    slides = [
        {"start_date": {"year": "2014", "month": "3", "day": 5}, "text": {"headline": "Vote", "text": "<p>It passed.</p>"}, "group": "council"},
        {"start_date": {"year": -300}, "text": {"headline": "The harbor is dug"}},
    ]
    story = json.dumps({"title": {"text": {"headline": "The levy"}}, "events": slides, "eras": [{"start_date": {"year": 2010}, "text": {"headline": "Drought"}}]})

    assert [(e.date, e.title, e.tags) for e in events(story)] == [("2014-03-05", "Vote", ("council",)), ("", "The harbor is dug", ())]
    assert len(read(story).problems) == 2


def test_entries_of_static_timeline_generator_are_read_and_never_run() -> None:
    article = read(SCRIPT)

    assert article.title == "The harbor levy"
    assert [(e.date, e.title, e.tags, e.summary) for e in extract(article).events] == [
        (
            "2014-03-05T14:41",
            "Council votes the levy",
            ("council", "money"),
            "It passed by five votes to four. The town's bakers protest.\n\nLinked there: [The Ledger (paid)](<https://ledger.example/levy>)",
        ),
        ("2014-05-20", "Audit begins", (), "The auditor opens the books."),
    ]


ODD_SCRIPT = r"""/* entries: [not these] */
// entries: [{title: 'nor this'}],
export default {
  pageTitle: "What the entries: [are]",
  "entries": [
    { date: '2014-03-05', title: 'It\'s voted // so', /* ] */ body: `<p>Five to four; \`aye\` won.</p>

<p>A \
long “second” \u{70}aragraph</p>` },
    { date: "2014-04", title: 'Heard in two ' + "halves \ud83d\ude00", body: " + ", gone: undefined, n: -1.5, }, // trailing
  ],
};
"""


def test_a_script_may_be_written_in_any_style_of_javascript() -> None:
    article = read(ODD_SCRIPT)

    assert article.title == "What the entries: [are]"
    assert [(e.date, e.title, e.summary) for e in extract(article).events] == [
        ("2014-03-05", "It's voted // so", "Five to four; `aye` won.\n\nA long “second” paragraph"),
        ("2014-04", "Heard in two halves 😀", "+"),
    ]


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("// x\nconst entries = [...others, makeEntry()]\nmodule.exports = {entries}", "the list that begins in line 2 is no list of plain objects"),
        ("module.exports = {entries: [{title: 'Vote'}, {", "the list that begins in line 1 is no list of plain objects"),
        ("module.exports = {entries: require('./entries.json')}", "they are not written there as a list"),
    ],
)
def test_a_script_whose_entries_cannot_be_read_is_told(script: str, why: str) -> None:
    (problem,) = read(script).problems

    assert (problem.code, problem.what) == ("bad-entry", f"the entries of the script cannot be read: {why}")
    assert problem.hint == "write it as a list of plain objects, without calculations, and close its brackets"


@pytest.mark.parametrize("unit", ["/*", "'\\", "`", "'a' + ", "' '\t", "entries = "])
def test_a_hostile_script_is_read_in_time_that_grows_with_its_length(unit: str) -> None:
    assert grows_in_proportion(lambda text: read_script("module.exports = {entries: [" + text), unit, 40_000)


def test_a_cell_that_is_never_closed_is_told() -> None:
    sheet = 'Year,Headline\n2014,Vote\n2015,"Talks\n2016,Talks end\n'

    assert [p.what for p in read(sheet).problems] == ["row 3: a quotation mark opens a cell and none closes it: all below was taken for its words"]
    assert len(read(sheet).entries) == 2


def test_numbers_as_spreadsheets_write_them() -> None:
    assert [e.date for e in events('Year,Month,Headline\n2016.0,4.0,Vote\n"2,016",05,Talks\n')] == ["2016-04", "2016-05"]


def test_an_article_with_commas_is_no_sheet() -> None:
    story = "The year, the headline and the text were all wrong, said Ana Ruiz.\n\nShe resigned on 5 March 2014 after a vote of the council."

    assert not read(story).entries
    assert not read('{"events": []}').entries


def test_markup_of_a_cell_is_text_of_the_summary_and_nothing_more() -> None:
    cell = '<script>alert(1)</script><img src=x onerror=alert(1)><a href=""javascript:alert(1)"">here</a><p>*Two* stars</p>'
    (event,) = events(f'{COLUMNS}\n2014,,,,,,,,,Vote,"{cell}",javascript:alert(2),,,,,,\n')

    assert "alert(1)</" not in event.summary
    assert "onerror" not in event.summary
    assert "alert(2)" not in event.summary
    assert r"\*Two\* stars" in event.summary


def test_import_proposes_them_with_the_sheet_as_their_source(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    put(tmp_path, {"levy.csv": SHEET})

    done = run("import", "--site", site, tmp_path / "levy.csv", "--published", "2016-01-05", "--publisher", "Harbor Watch")

    assert done.exit_code == 0, done.output
    text = proposals(site)[proposed(site, "title: Council votes the levy")]
    assert text.split("\n", 1)[1] == (
        "date: 2014-21\n"
        "title: Council votes the levy\n"
        "summary: |-\n"
        "  It passed by **five votes to four**, as [the paper wrote](https://ledger.example/levy).\n"
        "\n"
        "  “This is a tax on bread,” said Ana Ruiz. Mayor Tom Hale denied that.\n"
        "\n"
        "  Linked there: [The vote](<https://ledger.example/photo>)\n"
        "people: [ana-ruiz, tom-hale]\n"
        "tags: [council]\n"
        "reports:\n"
        "- source: harborwatch-2016-01-05\n"
        "  passage: \"Spring 2014: Council votes the levy\"\n"
        "  dated_by: Spring 2014\n"
        "quotations:\n"
        "- id: q1\n"
        "  words: This is a tax on bread\n"
        "  speaker: ana-ruiz\n"
        "  source: harborwatch-2016-01-05\n"
        "  said: \"[..2016-01-05]\"\n"
        "denials:\n"
        "- id: d1\n"
        "  kind: denied\n"
        "  by: tom-hale\n"
        "  passage: Mayor Tom Hale denied that\n"
        "  cue: denied\n"
        "  of: q1\n"
        "  said: \"[..2016-01-05]\"\n"
        "  source: harborwatch-2016-01-05\n"
    )
    assert run("accept", "--site", site, "--all").exit_code == 0
    checked = run("check", "--site", site)
    assert checked.exit_code == 0, checked.output
    assert run("import", "--site", site, tmp_path / "levy.csv").exit_code == 0
    assert proposals(site) == {}, "what was accepted is not proposed again"


CELLS = st.lists(st.sampled_from(["", "2014", "3", "31", "-5", "99999", "x", "9:30", "title", "era", '"', "<p>", "\x00", "\u202e", "&lt;", "=1+1"]), max_size=18)


@given(st.lists(CELLS, max_size=6))
def test_whatever_stands_in_the_cells_the_entries_are_dated_events_in_place(rows: list[list[str]]) -> None:
    text = "\n".join([COLUMNS, *(",".join(cells) for cells in rows)])
    for article in parse(text.encode()):
        for event in extract(article).events:
            assert article.text[slice(*event.passage)].endswith(event.title)
            assert not event.date or check(event.date) == event.date


def test_a_saved_page_whose_scripts_hold_entries_stays_a_page() -> None:
    page = f"<!doctype html><html><body><article><h1>Levy voted</h1><p>{'The council passed the levy on 5 March 2014. ' * 9}</p></article><script>{SCRIPT}</script></body></html>"

    assert not read(page).entries
    assert read(page).text.startswith("The council passed the levy")
