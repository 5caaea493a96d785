"""JSON Schema (draft 2020-12) of the records, made from the model: what an editor completes, explains and underlines.

It allows what our reader allows and YAML's usual readers see: a bare `date: 2016` is an integer to them, an unquoted
[..2016-07-15] a list of one item, `title: no` a truth value, and `tags:` with nothing behind it null.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import inspect

from dateline.model import Config, Event, Person, Source
from dateline.schema_words import FIELDS

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_RECORDS: dict[str, type[msgspec.Struct]] = {"event": Event, "person": Person, "source": Source, "config": Config}
_TEXT = ["string", "number", "boolean"]


def schemas() -> dict[str, str]:
    """The schema of each kind of file as JSON text, by its name: event, person, source, config."""
    return {name: _written(name, kind) for name, kind in _RECORDS.items()}


def _written(name: str, kind: type[msgspec.Struct]) -> str:
    parts: dict[str, Any] = {}
    whole = _struct(kind, parts)
    head = {"$schema": _DRAFT, "title": f"Dateline: {name}"}
    return json.dumps({**head, **whole, **({"$defs": parts} if parts else {})}, ensure_ascii=False, indent=2) + "\n"


def _struct(kind: type[msgspec.Struct], parts: dict[str, Any]) -> dict[str, Any]:
    found = inspect.type_info(kind)
    assert isinstance(found, inspect.StructType)  # noqa: S101  (only structs are handed in)
    properties = {f.encode_name: _field(kind, f, parts) for f in found.fields}
    required = [f.encode_name for f in found.fields if f.required]
    told = (kind.__doc__ or "").partition("\n")[0].rstrip(".")
    schema = {"description": told, "type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, **({"required": required} if required else {})}


def _field(kind: type[msgspec.Struct], field: inspect.Field, parts: dict[str, Any]) -> dict[str, Any]:
    schema = _of_type(field.type, parts)
    default = field.default
    if not field.required and isinstance(schema.get("type"), str | list):
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        schema["type"] = [*types, "null"]
    if "enum" in schema and not field.required:
        schema["enum"] = [*schema["enum"], None]
    if isinstance(default, str | int | float) and default not in ("", 0):
        schema["default"] = default
    schema.pop("description", None)  # of the type; an editor shows what the field is for
    return {"description": FIELDS[kind.__name__][field.encode_name], **schema}


def _of_type(wanted: Any, parts: dict[str, Any]) -> dict[str, Any]:
    if isinstance(wanted, inspect.Metadata):
        inner = wanted.type
        if (wanted.extra or {}).get("read"):
            return _date(wanted.extra_json_schema or {})
        return _of_type(inner, parts)
    if isinstance(wanted, inspect.UnionType):
        wanted = next(t for t in wanted.types if not isinstance(t, inspect.NoneType))
    return _MADE[type(wanted)](wanted, parts)


def _date(more: dict[str, Any]) -> dict[str, Any]:
    item = {"type": ["string", "integer"]}
    return {"type": ["string", "integer", "array"], "items": item, "minItems": 1, "maxItems": 1, **more}


def _number(wanted: Any, _: dict[str, Any]) -> dict[str, Any]:
    bounds = {name: value for name, value in (("minimum", wanted.ge), ("maximum", wanted.le)) if value is not None}
    return {"type": "integer" if isinstance(wanted, inspect.IntType) else "number", **bounds}


def _list(wanted: Any, parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _of_type(wanted.item_type, parts)}


def _names(wanted: Any, parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": _of_type(wanted.value_type, parts)}


def _part(wanted: Any, parts: dict[str, Any]) -> dict[str, Any]:
    name = wanted.cls.__name__.lower()
    if name not in parts:
        parts[name] = {}
        parts[name] = _struct(wanted.cls, parts)
    return {"$ref": f"#/$defs/{name}"}


_MADE: dict[type[Any], Callable[[Any, dict[str, Any]], dict[str, Any]]] = {
    inspect.StrType: lambda _, __: {"type": list(_TEXT)},
    inspect.IntType: _number,
    inspect.FloatType: _number,
    inspect.BoolType: lambda _, __: {"type": "boolean"},
    inspect.LiteralType: lambda wanted, _: {"type": "string", "enum": list(wanted.values)},
    inspect.VarTupleType: _list,
    inspect.DictType: _names,
    inspect.StructType: _part,
}
