"""Strategies for records whose texts are all that YAML is known to trip over."""

from __future__ import annotations

from hypothesis import strategies as st

from dateline.model import Config, Denial, Event, Person, Publish, Quotation, Report, Role, Withdrawal

ODD = (
    *("no", "on", "y", "~", "null", "True", "12:30", "2016e5", "0o17", "0x1F", "1_000", "1.10", "2017-02-14", ".inf", "=", "<<", "---", "..."),
    *("key: =", "a: b", "a:", "a:b", "- a", "-", "? a", "#x", "x #y", "[a]", "{a}", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "'", '"', "it's"),
    *(" x", "x ", "a  b", "\t", "a\tb", "\n", "a\nb", "a\n\nb\n", "a\n b\n", "a \nb", "a\n\n", "\na", "\\", "\ufeff", "\u2028", "\x85", "\xa0"),
    *("é", "😀", "1 a", "4 officials", "“x: y”", "a,b", "Hm?", "https://a.example/b#c", "\x07", "—", " "),
)
text = st.one_of(
    st.sampled_from(ODD),
    st.lists(st.sampled_from(ODD), max_size=3).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
some_text = text.filter(bool)
dates = st.sampled_from(
    ["", "2016", "2016-11", "2016-11-10~", "2016-21?", "2015-11/2016-11", "../2016-08-19", "2016-11-08/..", "[..2016-07-15]", "201X", "2017-02-14T21:00"]
)
quotations = st.builds(Quotation, words=some_text, id=text, speaker=text, said=dates, role=text)
denials = st.builds(
    Denial,
    kind=st.sampled_from(["denied", "no-reply", "statement"]),
    by=text,
    quotations=st.lists(quotations, max_size=2).map(tuple),
    of=text,
    said=dates,
)
reports = st.builds(Report, source=some_text, passage=text, count=st.integers(0, 99), date=dates, sourcing=st.sampled_from(["named", "outlet"]))


def lists(items: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(items, max_size=most, unique=True).map(tuple)


events = st.builds(
    Event,
    title=some_text,
    date=dates,
    summary=text,
    people=lists(some_text),
    tags=lists(some_text),
    reports=lists(reports, 2),
    quotations=lists(quotations, 2),
    denials=lists(denials, 2),
    seq=st.integers(-3, 3),
    planned=st.booleans(),
    withdrawn=st.none() | st.builds(Withdrawal, date=st.just("2016-01-01"), reason=some_text),
)
people = st.builds(
    Person, name=some_text, aliases=lists(some_text), roles=lists(st.builds(Role, role=some_text, during=dates), 2), description=text
)
configs = st.builds(
    Config,
    title=text,
    publish=st.builds(Publish, order=st.sampled_from(["oldest-first", "newest-first"]), quote_cap_share=st.sampled_from([0.0, 0.1, 0.25, 1.0])),
    outlets=st.dictionaries(text, some_text, max_size=3),
    theme=st.dictionaries(st.sampled_from(["link", "no", "a: b", "<<", "1"]), some_text),
)
