"""The door for programs as a whole: resources, problems, and the document that describes them (OpenAPI 3.1)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from weerbaar.portal.api.auth import BearerToken
from weerbaar.portal.api.problems import MEDIA_TYPE, handle_problems, problem
from weerbaar.portal.api.v1.orders import router as orders
from weerbaar.portal.api.v1.quotes import router as quotes
from weerbaar.portal.api.v1.requests import router as requests

VERSION = "1.0.0"
# Where the door hangs. What exists under v1 keeps its meaning; what breaks a caller goes under v2.
PREFIX = "api/v1/"


class Door(NinjaAPI):
    """Ninja's API, with our problems and scopes in the document."""

    def get_openapi_schema(self, **named: Any) -> OpenAPISchema:
        """The document. Ninja writes every answer as plain JSON, and knows no scopes of bearer tokens."""
        document = super().get_openapi_schema(**named)
        scopes = self._scopes()
        for path in document["paths"].values():
            for operation in path.values():
                operation["x-scope"] = scopes[operation["operationId"]]
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "content" in answer:
                        answer["content"] = {MEDIA_TYPE: answer["content"].pop("application/json")}
                    elif "content" not in answer:
                        answer["content"] = {"application/octet-stream": {}}
        return document

    def create_response(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        """An answer in JSON. Nobody on the way keeps it."""
        response = super().create_response(request, *args, **named)
        response["Cache-Control"] = "no-store"
        return response

    def _scopes(self) -> dict[str, str]:
        found = {}
        for _prefix, router in self._routers:
            for view in router.path_operations.values():
                for operation in view.operations:
                    guards = [guard for guard in operation.auth_callbacks if isinstance(guard, BearerToken)]
                    found[str(operation.operation_id)] = guards[0].scope.value
        return found


def _door() -> Door:
    door = Door(
        title="Weerbaar",
        version=VERSION,
        description="For the systems of service providers: requests, quotes and work orders.",
        docs_url=None,
        openapi_url="openapi.json",
        urls_namespace="api",
    )
    door.add_router("/requests", requests)
    door.add_router("", quotes)
    door.add_router("", orders)
    handle_problems(door)
    return door


DOOR = _door()


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Programs that take a wrong turn are told so in their own words."""
    return problem(404, "not-found")
