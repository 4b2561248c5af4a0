"""The JSON Schema of a report about a device, made from the types of its facts and as strict as its reader.

It is published as `docs/reference/device-report.schema.json`.
"""

import json
from typing import Any

from weerbaar.scanner.facts.device import DEVICE_REASONS, Device
from weerbaar.scanner.report.device_report import KIND, MOST_COUNT, RELEASE, SCHEMA, SOURCE, VERSION, Origin
from weerbaar.scanner.report.schema import DIALECT, Schema, object_of, schema_of


def device_report_schema() -> Schema:
    """Schema 1. Readers refuse members that they do not know."""
    definitions: dict[str, Schema] = {
        "unobserved": {
            "type": "object",
            "required": ["unobserved"],
            "properties": {
                "unobserved": {"enum": [*DEVICE_REASONS]},
                "source": {"type": "string"},
            },
        }
    }
    device = schema_of(Device, definitions)
    document = object_of(
        {
            "schema": {"const": SCHEMA},
            "kind": {"const": KIND},
            "looked_at": {"type": "string", "format": "date-time"},
            "origin": {"enum": [*Origin]},
            "version": {"type": "string", "pattern": _whole(VERSION.pattern)},
            "device": device,
        }
    )
    document["$defs"] = dict(sorted(definitions.items()))
    strict: Schema = _strict(document)
    return {"$schema": DIALECT, "title": "Report about one device by Weerbaar", **strict}


def _strict(schema: Any, name: str = "") -> Any:
    """No unknown members, all known ones there, and bounds on numbers and texts."""
    if isinstance(schema, list):
        return [_strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _strict(value, key) for key, value in schema.items()}
    if "properties" in made:
        made["additionalProperties"] = False
        if "unobserved" not in made["properties"]:
            made["required"] = list(made["properties"])
    if made.get("type") == "integer":
        made |= {"minimum": 0, "maximum": MOST_COUNT}
    if made == {"type": "string"}:
        made["pattern"] = _whole({"source": SOURCE, "release": RELEASE}[name].pattern)
    return made


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


def text() -> str:
    """The published file."""
    return json.dumps(device_report_schema(), indent=2) + "\n"
