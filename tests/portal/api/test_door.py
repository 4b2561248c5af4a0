"""The door as a whole: nobody comes in without a token, every error is a problem, and the document tells what is so."""

import re
from typing import Any

import jsonschema
import pytest
from django.test import Client

from tests.portal.api.callers import ROOT, assert_problem, program_of
from tests.portal.isolation.addresses import BY_TOKEN, routes
from tests.portal.quotes.asked import asked
from weerbaar.portal.api_access.words import Scope

pytestmark = pytest.mark.django_db
FILLED = "00000000-0000-0000-0000-000000000007"


def _document() -> dict[str, Any]:
    document: dict[str, Any] = Client().get(f"{ROOT}/openapi.json").json()
    return document


def _operations() -> list[tuple[str, str, dict[str, Any]]]:
    paths = _document()["paths"].items()
    return [(method, path, one) for path, methods in paths for method, one in methods.items()]


def _call(method: str, path: str, **headers: str) -> Any:
    filled = re.sub(r"\{[^}]*\}", FILLED, path)
    data = {"content_type": "application/json", "data": "{}"} if method == "post" else {}
    return getattr(Client(), method)(filled, headers=headers, **data)


def test_nobody_comes_in_without_a_token_in_force() -> None:
    operations = _operations()
    assert len(operations) == len(BY_TOKEN)
    for method, path, _operation in operations:
        told = _call(method, path)
        assert_problem(told, 401, "token-missing")
        assert told["WWW-Authenticate"] == "Bearer"
        for token in ("x", "weerbaar_" + "a" * 32, "é"):
            assert_problem(_call(method, path, Authorization=f"Bearer {token}"), 401, "token-unknown")
        assert_problem(_call(method, path, Authorization="Basic ZGlyazpkaXJr"), 401, "token-missing")


def test_a_session_in_the_browser_opens_nothing_here() -> None:
    here = asked()
    client = here.dirk.client()
    assert_problem(client.get(f"{ROOT}/requests"), 401, "token-missing")


def test_the_document_is_openapi_3_1_and_names_scope_and_problems_of_every_call() -> None:
    document = _document()
    assert document["openapi"].startswith("3.1")
    ids = [operation["operationId"] for _method, _path, operation in _operations()]
    assert len(set(ids)) == len(ids)
    for method, path, operation in _operations():
        assert operation["summary"] and operation["description"], path
        assert Scope(operation["x-scope"])
        assert {"400", "401", "403", "422", "429"} <= set(operation["responses"])
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]
        if "{" in path:
            assert "404" in operation["responses"]
        if method == "post":
            assert "Idempotency-Key" in {parameter["name"] for parameter in operation["parameters"]}
            assert "409" in operation["responses"]


def test_every_address_of_the_door_is_in_the_document() -> None:
    mine = {route.name for route in routes() if route.name.startswith("api-")}
    assert mine - {"api-root", "api-nothing", "api-docs"} == BY_TOKEN


def test_what_is_answered_is_what_the_document_says() -> None:
    """A walk over every call, with a token that may do all: each answer has a status and a form that are announced."""
    here, document = asked(), _document()
    program = program_of(here.dirk, here.provider.organisation_id)
    known = {"request_id": here.invitation.id}
    seen = set()
    for method, path, operation in _operations():
        for values in (known, {}):
            filled = re.sub(r"\{(?:\w+:)?(\w+)\}", lambda name: str(values.get(name[1], FILLED)), path)  # noqa: B023
            short = filled.removeprefix(ROOT)
            told = program.get(short) if method == "get" else program.post(short, _sample(operation, here))
            answer = operation["responses"].get(str(told.status_code))
            assert answer is not None, (method, path, told.status_code, told.content)
            ((media, form),) = answer["content"].items()
            assert told["Content-Type"].split(";")[0] == media
            jsonschema.validate(told.json(), {**form["schema"], "components": document["components"]})
            seen.add(told.status_code)
    assert {200, 201, 404} <= seen


def _sample(operation: dict[str, Any], here: Any) -> dict[str, Any]:
    """A body that this call takes."""
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = schema.get("$ref", "").rpartition("/")[2]
    line = {"requested_id": str(here.requested().id), "scope": "Alles", "price_cents": 100}
    until = here.request.deadline.date().isoformat()
    bodies: dict[str, dict[str, Any]] = {
        "Question": {"text": "Wanneer?"},
        "Declined": {"reason": "Druk"},
        "NewQuote": {"lines": [line], "valid_until": until},
        "Delivered": {"text": "Klaar"},
    }
    return bodies.get(name, {})


def test_a_wrong_turn_is_told_in_the_words_of_programs() -> None:
    assert_problem(Client().get(f"{ROOT}/offers"), 404, "not-found")
    assert_problem(Client(enforce_csrf_checks=True).post(f"{ROOT}/offers/1"), 404, "not-found")
    assert_problem(_call("get", f"{ROOT}/requests/geen-id"), 404, "not-found")


def test_too_many_calls_say_when_to_come_back(settings: Any) -> None:
    settings.API_CALLS_PER_MINUTE = 1
    here = asked()
    program = program_of(here.dirk, here.provider.organisation_id)
    answers = [program.get("/requests") for _call in range(3)]
    # Even when a minute ends meanwhile, two of the three are in the same one.
    told = next(answer for answer in answers if answer.status_code != 200)
    assert_problem(told, 429, "too-many-calls")
    assert 1 <= int(told["Retry-After"]) <= 60


def test_answers_are_kept_by_nobody() -> None:
    here = asked()
    program = program_of(here.dirk, here.provider.organisation_id)
    for told in (program.get("/requests"), program.get(f"/requests/{here.invitation.id}"), program.get("/x")):
        assert "no-store" in told["Cache-Control"]
