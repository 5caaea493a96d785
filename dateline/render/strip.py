"""The density strip: how many entries there are, month by month, as an SVG of links.

Horizontal lengths are percentages and vertical ones pixels, so that it stretches to any width without distorting its
words, and needs neither script nor inline style.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from dateline.render.views import Bar, Strip, Tick
from dateline.render.when import is_month, is_year, section_title, year_of
from dateline.render.words import Words

_HIGHEST = 64  # pixels of a bar
_EACH = 14  # pixels an entry, as long as the highest bar is not reached: one entry a month is no tower
_LOWEST = 3  # pixels of a bar that could not be seen otherwise
_MONTHS_AT_MOST = 120  # a longer record is drawn by years: a bar of a month would be narrower than 2 pixels on a phone
_TICKS_AT_MOST = 8  # years that can be named under the strip of a phone
_TICK_PLACE = 0.11  # of the axis, that a year's four figures need on a phone
_GAP = 0.14  # of a bar's place
_WIDEST = 4.0  # percent of the axis: a broad bar of one entry would look like much


def make_strip(places: Iterable[tuple[str, bool]], words: Words, link: Callable[[str], str]) -> Strip | None:
    """The strip of entries, of each its section and whether it is answered; `link` gives the path for a section.

    None for fewer than two bars.
    """
    shown = list(places)
    sections = [section for section, _ in shown]
    months = Counter(section for section in sections if is_month(section))
    years = Counter(year_of(section) for section in sections if is_year(year_of(section)))
    by_year = _span(months) > _MONTHS_AT_MOST
    drawn = years if by_year else months
    if len(drawn) < 2:
        return None
    answered = Counter(section[:4] if by_year else section for section, is_answered in shown if is_answered)
    left_out = len(shown) - sum(drawn.values())
    return Strip(
        bars=_bars(drawn, answered, words, link, by_year=by_year),
        ticks=_ticks(drawn, by_year=by_year),
        height=_height(drawn),
        caption=_caption(words, by_year=by_year, left_out=left_out),
        by_year=by_year,
    )


def _height(drawn: Counter[str]) -> int:
    return min(_HIGHEST, _EACH * max(drawn.values()))


def _number(section: str) -> int:
    """Months since the year 0; a year counts as its January."""
    return int(section[:4]) * 12 + (int(section[5:7]) - 1 if is_month(section) else 0)


def _span(months: Counter[str]) -> int:
    numbers = [_number(month) for month in months] or [0]
    return max(numbers) - min(numbers) + 1


def _axis(drawn: Counter[str], *, by_year: bool) -> tuple[int, int, int]:
    """First month drawn, months in all, months a bar. The axis runs from the first entry to the last, without empty ends."""
    numbers = [_number(section) for section in drawn]
    step = 12 if by_year else 1
    return min(numbers), max(numbers) + step - min(numbers), step


def _bars(
    drawn: Counter[str], answered: Counter[str], words: Words, link: Callable[[str], str], *, by_year: bool
) -> tuple[Bar, ...]:
    first, months, step = _axis(drawn, by_year=by_year)
    most, place = max(drawn.values()), 100 * step / months
    highest = _height(drawn)
    bars = []
    for section in sorted(drawn):
        height = max(_LOWEST, round(highest * drawn[section] / most))
        label = words("strip_bar", date=section_title(section, words.strings), entries=words.count("entries", drawn[section]))
        bars.append(
            Bar(
                path=link(section),
                label=label,
                x=f"{100 * (_number(section) - first) / months + place * _GAP / 2:.3f}%",
                width=f"{min(place * (1 - _GAP), _WIDEST):.3f}%",
                y=highest - height,
                height=height,
                answered=round(height * answered[section] / drawn[section]),
            )
        )
    return tuple(bars)


def _ticks(drawn: Counter[str], *, by_year: bool) -> tuple[Tick, ...]:
    """Each January on the axis, and the year at its head where the first January leaves room to name it."""
    first, months, _ = _axis(drawn, by_year=by_year)
    januaries = list(range(-(-first // 12) * 12, first + months, 12))
    step = -(-len(januaries) // _TICKS_AT_MOST) or 1
    shown = [n for n in januaries[::step] if n == first or (first + months - n) / months >= _TICK_PLACE]
    if not shown or (shown[0] - first) / months >= _TICK_PLACE:
        shown = [first, *shown]
    return tuple(Tick(f"{n // 12:04}", f"{100 * (n - first) / months:.3f}%") for n in shown)


def _caption(words: Words, *, by_year: bool, left_out: int) -> str:
    text = words("strip_by_year" if by_year else "strip_by_month")
    return f"{text} {words.count('strip_left_out', left_out)}" if left_out else text
