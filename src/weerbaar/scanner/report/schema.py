"""The JSON Schema of a scan's document, made from the types of the facts so that it cannot lag behind them.

`python -m weerbaar.scanner.report.schema` prints it; it is published as `docs/reference/scan-result.schema.json`.
"""

import json
import sys
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import SCHEMA as SHEET_SCHEMA
from weerbaar.scanner.facts.sheet import known_facts
from weerbaar.scanner.scan.result import SCHEMA, Interruption
from weerbaar.scanner.vocabulary.severity import Severity
from weerbaar.scanner.vocabulary.status import Status

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_CHECK_ID = r"^[a-z0-9]+(\.[a-z0-9]+(-[a-z0-9]+)*)$"
_PLAIN: dict[type, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bytes: {"type": "string", "contentEncoding": "base64"},
    datetime: {"type": "string", "format": "date-time"},
}


def scan_result_schema() -> Schema:
    """Schema 1. Readers must accept members that they do not know: newer versions may add some."""
    definitions: dict[str, Schema] = {"unobserved": _unobserved()}
    observations = {key: schema_of(fact.observation_shape, definitions) for key, fact in sorted(known_facts().items())}
    document = _document()
    document["properties"]["facts"] = object_of(
        {
            "schema": {"const": SHEET_SCHEMA},
            "target": {"type": "string"},
            "observations": {"type": "object", "properties": observations, "additionalProperties": {"type": "object"}},
        }
    )
    document["$defs"] = dict(sorted(definitions.items()))
    return document


def _document() -> Schema:
    document = object_of(
        {
            "schema": {"const": SCHEMA},
            "target": {"type": "string", "description": "The domain name in ASCII, lower case, without final dot."},
            "started_at": _PLAIN[datetime],
            "duration_s": {"type": "number", "minimum": 0},
            "complete": {"type": "boolean", "description": "True when there are no interruptions."},
            "interruptions": {"type": "array", "uniqueItems": True, "items": {"enum": [*Interruption]}},
            "connections": {"type": "integer", "minimum": 0},
            "queries": {"type": "integer", "minimum": 0},
            "findings": {"type": "array", "items": _finding()},
            "score": object_of(
                {
                    "value": {"type": ["integer", "null"], "minimum": 0, "maximum": 100},
                    "coverage": {"type": "number", "minimum": 0, "maximum": 1},
                    "policy": {"type": "string"},
                }
            ),
        }
    )
    return {"$schema": DIALECT, "title": "Result of one scan by Weerbaar", **document}


def _finding() -> Schema:
    return object_of(
        {
            "check": {"type": "string", "pattern": _CHECK_ID},
            "outcome": {"type": "string"},
            "status": {"enum": [*Status]},
            "severity": {"enum": [*Severity], "description": "By the policy of the score."},
            "evidence": {"type": "object"},
        }
    )


def object_of(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "required": list(properties), "properties": properties}


def _unobserved() -> Schema:
    properties: dict[str, Schema] = {"unobserved": {"enum": [*Reason]}, "source": _PLAIN[str], "detail": _PLAIN[str]}
    return {"type": "object", "required": ["unobserved"], "properties": properties}


def schema_of(shape: Any, definitions: dict[str, Schema]) -> Schema:
    """The schema of one type of `facts.codec`."""
    origin, arguments = typing.get_origin(shape), typing.get_args(shape)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [schema_of(member, definitions) for member in arguments]}
    if origin is Observed:
        value = schema_of(arguments[0], definitions)
        return object_of({"value": value, "at": _PLAIN[datetime], "source": _PLAIN[str]})
    if origin is tuple:
        return {"type": "array", "items": schema_of(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(arguments[1], definitions)}
    if shape is type(None):
        return {"type": "null"}
    if shape is Unobserved:
        return {"$ref": "#/$defs/unobserved"}
    if shape in _PLAIN:
        return _PLAIN[shape]
    if isinstance(shape, type) and issubclass(shape, Enum):
        return {"enum": [member.value for member in shape]}
    return _dataclass(shape, definitions)


def _dataclass(shape: Any, definitions: dict[str, Schema]) -> Schema:
    if not is_dataclass(shape):
        raise TypeError(f"no schema for {shape}")
    kind = typing.cast(type, shape)
    name = f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}"
    if name not in definitions:
        definitions[name] = {}
        hints = typing.get_type_hints(shape)
        properties = {field.name: schema_of(hints[field.name], definitions) for field in fields(shape)}
        needed = [field.name for field in fields(shape) if field.default is field.default_factory is MISSING]
        definitions[name] = {"type": "object", "required": needed, "properties": properties}
    return {"$ref": f"#/$defs/{name}"}


def text() -> str:
    """The published file."""
    return json.dumps(scan_result_schema(), indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
