"""The reference of all fields, docs/fields.md: made from the same schema that editors read, so it cannot fall behind."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.schema import schemas

_HEAD = """# Every field

Made by `make schema` from the model that reads the files; what the fields mean together is in [the content format](format.md). A field
without a value is a field left out. The fields of one record come in this order when the program writes them.
"""
_WHERE = {
    "event": "An event: content/events/ID.yaml",
    "person": "A person or organisation: content/people/ID.yaml",
    "source": "A source: content/sources/ID.yaml",
    "config": "The site: config.yaml",
}


def reference() -> str:
    """The page, as Markdown."""
    return "\n".join([_HEAD, *(line for name, text in schemas().items() for line in _record(name, json.loads(text)))])


def _record(name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    yield from _table(f"## {_WHERE[name]}", schema)
    for part, inner in schema.get("$defs", {}).items():
        yield from _table(f"### {part} (in {name})", inner)


def _table(heading: str, schema: Mapping[str, Any]) -> Iterator[str]:
    yield from (heading, "", f"{schema['description']}.", "", "| field | takes | what it is for |", "|---|---|---|")
    for field, told in schema["properties"].items():
        needed = " (required)" if field in schema.get("required", ()) else ""
        default = f"; left out = `{told['default']}`" if "default" in told else ""
        words = told["description"].replace("|", "\\|")
        yield f"| `{field}`{needed} | {_takes(told)}{default} | {words} |"
    yield ""


def _takes(schema: Mapping[str, Any]) -> str:
    """What a value may be, in words."""
    if "$ref" in schema:
        return f"[{(part := schema['$ref'].rsplit('/', 1)[-1])}](#{part})"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"] if value is not None)
    if schema.get("minItems") == 1:
        return "a date" if "examples" in schema else "a day"
    types = set(schema["type"] if isinstance(schema["type"], list) else [schema["type"]]) - {"null"}
    if "array" in types:
        return f"a list of {_takes(schema['items'])}" if "$ref" in schema["items"] else "a list"
    if "object" in types:
        return "names and values"
    if types == {"boolean"}:
        return "`true` or `false`"
    if "string" in types:
        return "text"
    return "a whole number" if types == {"integer"} else "a number"
