"""From an article to what is in it: dates, people, quotations, denials, events.

Takes an Article; gives Findings. Each finder takes the Body and what the finders before it found. They are imported
when the first article is read: building a site must not pay for their tables.
"""

from __future__ import annotations

from dateline.article import Article
from dateline.findings import Findings


def extract(article: Article) -> Findings:
    """All that the article's text holds, each list in order of place; pure, and linear in the text's length."""
    from dateline.extract.body import read_body
    from dateline.extract.date_problems import date_problems
    from dateline.extract.dates import find_dates
    from dateline.extract.denials import find_denials
    from dateline.extract.people import find_people
    from dateline.extract.quotations import find_quotations

    body = read_body(article)
    dates = find_dates(body)
    people = find_people(body)
    quotations = find_quotations(body, people, dates)
    denials = find_denials(body, people, quotations, dates)
    if article.entries:
        from dateline.extract.entries import entry_events

        events = entry_events(article, people, dates, quotations, denials)
    else:
        from dateline.extract.events import find_events

        events = find_events(body, people, dates, quotations, denials)
    return Findings(dates=dates, quotations=quotations, denials=denials, people=people.found, events=events, problems=date_problems(dates, body))
