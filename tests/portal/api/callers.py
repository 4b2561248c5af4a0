"""Programs that call the door: with a token of Dirk, or with one of anybody else."""

import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.portal.people import Somebody
from weerbaar.portal.api_access.services.make_token import make_token
from weerbaar.portal.api_access.words import Scope

ROOT = "/api/v1"


@dataclass(frozen=True)
class Program:
    """A program with a token. `token_id` is for withdrawing it."""

    token: str
    token_id: uuid.UUID

    def get(self, path: str, **query: object) -> Any:
        """Read."""
        return Client().get(f"{ROOT}{path}", query, headers={"Authorization": f"Bearer {self.token}"})

    def post(self, path: str, body: object | None = None, *, key: str = "", raw: bytes | None = None) -> Any:
        """Change."""
        headers = {"Authorization": f"Bearer {self.token}", **({"Idempotency-Key": key} if key else {})}
        data = raw if raw is not None else json.dumps({} if body is None else body)
        # Strict about cookies and forms, as in production: a token needs neither.
        client = Client(enforce_csrf_checks=True)
        return client.post(f"{ROOT}{path}", data, content_type="application/json", headers=headers)


def program_of(who: Somebody, organisation_id: uuid.UUID, scopes: Collection[Scope] = tuple(Scope)) -> Program:
    """A program of this owner, which may do everything unless told otherwise."""
    made = make_token(
        organisation_id, "Ticketsysteem", scopes, timezone.localdate() + timedelta(days=90), actor=who.person
    )
    return Program(made.token, made.id)


def assert_problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """The answer tells of this problem, in the form of RFC 9457."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert (told["status"], told["code"]) == (status, code)
    assert told["title"] and told["type"].endswith(f"#{code}")
    return told
