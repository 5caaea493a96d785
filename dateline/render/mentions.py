"""Whose names stand in the quotations of an event: others' words about a person, found once for all pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.model import Event, Person

Mention = tuple[str, int, str]  # person; number of the quotation; the surname where no more of the name stands there, else ""
Called = tuple[tuple[str, ...], str]  # the full name and the aliases; the surname of a person, "" of an organisation


def called(person: Person) -> Called:
    """By which names a person or an organisation is known in others' words."""
    names = tuple(dict.fromkeys(name for name in (person.name, *person.aliases) if name))
    return names, (person.name.split() or [""])[-1] if person.kind == "person" else ""


def mentions(event: Event, among: Iterable[str], names: Mapping[str, Called]) -> tuple[Mention, ...]:
    """Who of those `among` is named in words of the event that others said, person by person."""
    found: list[Mention] = []
    for person in dict.fromkeys(among) if event.quotations else ():
        full, surname = names.get(person, _NOBODY)
        for number, quotation in enumerate(event.quotations):
            if quotation.speaker == person:
                continue
            if any(_stands(name, quotation.words) for name in full):
                found.append((person, number, ""))
            elif surname and _stands(surname, quotation.words):
                found.append((person, number, surname))
    return tuple(found)


_NOBODY: Called = ((), "")


def _stands(name: str, words: str) -> bool:
    """Whether the name stands in the words, and not as part of a longer one."""
    if name not in words:
        return False
    at = words.find(name)
    while at >= 0:
        end = at + len(name)
        if not (_goes_on(words[at - 1 : at]) or _goes_on(words[end : end + 1])):
            return True
        at = words.find(name, at + 1)
    return False


def _goes_on(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
