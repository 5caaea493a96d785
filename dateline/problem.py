"""How a mistake in the content is told: where, what, and what to write instead.

A `Problem` is a value. Checks collect them and the doors print them together; an exception means that the
program cannot go on. The form, asserted whole in tests/sites/:

    content/people/tom-lee.yaml:3:12: error: two people share the alias 'Lee': ana-lee, tom-lee
       give one of them a longer alias                                     [alias-not-unique]
"""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning"]
_CODE_COLUMN = 72  # where a problem's code begins on its last line, so that codes line up down the screen


class Where(msgspec.Struct, frozen=True, order=True):
    """A place in a file."""

    path: str  # as the user would type it: relative to the site, or as it was given
    line: int = 0  # from 1; 0 when the mistake is of the whole file
    column: int = 0  # from 1, in code points; 0 when the mistake is of the whole line

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)


class Problem(msgspec.Struct, frozen=True):
    """One mistake, in the user's words."""

    code: str  # the check's name, lower-case-with-hyphens; each has its line in docs/messages.md
    what: str  # what is wrong and what was found: lower case, no full stop
    hint: str = ""  # what to write or do instead
    where: Where | None = None  # None where no file is to blame
    severity: Severity = "error"

    def at(self, where: Where) -> Problem:
        """The same problem, told of this place."""
        return msgspec.structs.replace(self, where=where)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        head = f"{place}{self.severity}: {self.what}"
        last = f"   {self.hint}" if self.hint else "  "
        return f"{head}\n{last:<{_CODE_COLUMN - 1}} [{self.code}]"


def has_errors(problems: tuple[Problem, ...] | list[Problem]) -> bool:
    """Whether any of them is an error, so that nothing may be published."""
    return any(p.severity == "error" for p in problems)
