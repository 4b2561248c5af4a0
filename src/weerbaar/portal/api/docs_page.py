"""The interface for people who build on it: the same that the document tells programs, as a page of ours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from weerbaar.portal.api.answers import EVERYWHERE
from weerbaar.portal.api.door import DOOR, PREFIX
from weerbaar.portal.api.problems import TITLES
from weerbaar.portal.quotes.outbox import OutboxWord


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `fields` are the names of its body with their kind; `answers` statuses without those that every call has."""

    id: str
    method: str
    path: str
    scope: str
    summary: str
    text: str
    fields: Sequence[tuple[str, str]]
    answers: Sequence[str]


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """All calls, problems and events."""
    context = {"groups": grouped_calls(), "problems": TITLES.items(), "words": list(OutboxWord)}
    return render(request, "api/docs.html", context)


def grouped_calls() -> Mapping[str, Sequence[Call]]:
    """The calls by resource, in the order of the document."""
    document = DOOR.get_openapi_schema(path_prefix=f"/{PREFIX}")
    found: dict[str, list[Call]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            call = Call(
                id=operation["operationId"],
                method=method.upper(),
                path=path,
                scope=operation["x-scope"],
                summary=operation["summary"],
                text=operation["description"],
                fields=list(_fields(operation, document)),
                answers=[str(status) for status in operation["responses"] if int(status) not in EVERYWHERE],
            )
            found.setdefault(operation["tags"][0], []).append(call)
    return found


def _fields(operation: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "query":
            yield parameter["name"], _kind(parameter["schema"], document, required=parameter["required"])
    schema = _named(body, document)
    for name, told in schema.get("properties", {}).items():
        yield name, _kind(told, document, required=name in schema.get("required", ()))


def _kind(told: Mapping[str, Any], document: Mapping[str, Any], *, required: bool) -> str:
    one = next((part for part in told.get("anyOf", ()) if part.get("type") != "null"), told)
    kind = str(one.get("format") or one.get("type", "object"))
    if kind == "array":
        inside = _named(one.get("items", {}), document).get("properties", {})
        kind = f"array of ({', '.join(inside)})" if inside else kind
    return kind if required else f"{kind}, may be left out"


def _named(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    named: Mapping[str, Any] = document["components"]["schemas"].get(name, schema)
    return named
