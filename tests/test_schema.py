"""The schema that editors read: as the model is, allowing what people may write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from yaml_records import events, people

from dateline.model import Event, Record
from dateline.schema import schemas
from dateline.schema_reference import reference
from dateline.schema_words import FIELDS
from dateline.yamlfile.write import write_record

FOLDER = Path(__file__).parent.parent / "docs" / "schema"
TYPES = {"string": str, "number": (int, float), "integer": int, "boolean": bool, "null": type(None), "array": list, "object": dict}


class Core(yaml.SafeLoader):
    """As editors read YAML: numbers, truth values and null, but a date is text."""


Core.yaml_implicit_resolvers = {
    first: [one for one in found if one[0] != "tag:yaml.org,2002:timestamp"] for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def misfits(value: Any, schema: dict[str, Any], parts: dict[str, Any], at: str = "") -> list[str]:
    """Where a value is not what the schema allows: the part of JSON Schema that ours uses."""
    if "$ref" in schema:
        schema = parts[schema["$ref"].removeprefix("#/$defs/")]
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, TYPES[name]) and not (name in ("integer", "number") and isinstance(value, bool)) for name in types):
        return [f"{at}: {value!r} is none of {types}"]
    found = [f"{at}: {value!r} is not allowed"] if "enum" in schema and value not in schema["enum"] else []
    if isinstance(value, list):
        found += [f"{at}: too many"] if len(value) > schema.get("maxItems", len(value)) else []
        return found + [m for i, item in enumerate(value) for m in misfits(item, schema["items"], parts, f"{at}/{i}")]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value]
        for name, inner in value.items():
            inside = known.get(name, schema["additionalProperties"])
            found += misfits(inner, inside, parts, f"{at}/{name}") if inside else [f"{at}: {name} is unknown"]
    return found


def told(kind: str, text: str) -> list[str]:
    schema = json.loads(schemas()[kind])
    return misfits(yaml.load(text, Loader=Core), schema, schema.get("$defs", {}))


def test_docs_hold_the_reference_of_today() -> None:
    assert (FOLDER.parent / "fields.md").read_text(encoding="utf-8") == reference(), "run `make schema`"


def test_docs_hold_the_schemas_of_today() -> None:
    assert {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")} == schemas(), "run `make schema`"


def test_every_field_is_explained_and_no_other() -> None:
    explained = {name: set(fields) for name, fields in FIELDS.items()}
    kinds = {kind.__name__: kind for kind in descendants(Record) if not kind.__name__.endswith("Addition")}

    assert explained == {name: {f.encode_name for f in msgspec.structs.fields(kind)} for name, kind in kinds.items()}


def descendants(kind: type) -> list[type]:
    return [one for child in kind.__subclasses__() for one in (child, *descendants(child))]


@given(events)
def test_what_is_written_fits_the_schema(event: Event) -> None:
    assert told("event", write_record(event)) == []


@given(people)
def test_people_that_are_written_fit_the_schema(person: Record) -> None:
    assert told("person", write_record(person)) == []


@pytest.mark.parametrize("date", ["2016", "[..2016-07-15]", "2017-02-14", "2016-11-10~", '"2016"'])
def test_an_editor_takes_the_dates_that_we_take(date: str) -> None:
    assert told("event", f"title: no\ndate: {date}\ntags:\n") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("title: x\ndate: [2016, 2017]\n", ["/date: too many"]),
        ("titel: x\n", [": title is missing", ": titel is unknown"]),
        ("title: x\nreports: [{source: a, sourcing: anonymous}]\n", ["/reports/0/sourcing: 'anonymous' is not allowed"]),
        ("title: x\nplanned: maybe\n", ["/planned: 'maybe' is none of ['boolean', 'null']"]),
    ],
)
def test_an_editor_underlines_what_check_would_tell(text: str, wrong: list[str]) -> None:
    assert told("event", text) == wrong
